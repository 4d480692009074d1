/* The audit trail: what is in it, and that whoever touches a row is found out. */
#include "support/house.h"

#include "office/audit_verify.h"
#include "office/site_key.h"

static enum err
note_one(struct ctx *ctx, void *arg)
{
	audit_note(ctx, "test.note", 7, "%s", (const char *)arg);
	return OK;
}

static enum err
note_and_fail(struct ctx *ctx, void *arg)
{
	audit_note(ctx, "test.note", 7, "%s", (const char *)arg);
	return ctx_refuse(ctx, ERR_FORBIDDEN, "không được");
}

static void
run(struct fixture *f, const struct sql *statement, int64_t seq)
{
	struct query q;

	query_begin(&q, f->store, statement);
	bind_int(&q, seq);
	assert_ok(query_run(&q));
}

static struct text
files_of(struct fixture *f)
{
	return text_format(&f->arena, "%.*s/files", TEXT_ARGS(f->directory));
}

static struct audit_verdict
verdict(struct fixture *f)
{
	struct audit_verdict out;

	assert_ok(audit_verify(f->store, &f->arena, files_of(f), &out));
	return out;
}

/* A trail of the house's first rows and three more; the seq of the first of the three. */
static int64_t
trail_begin(struct house *house, struct fixture *f)
{
	int64_t rows;

	house_begin(house, f);
	rows = verdict(f).rows;
	for (int i = 0; i < 3; i++)
		assert_ok(house_do(house, NULL, note_one, "một"));
	assert_int_equal(verdict(f).rows, rows + 3);
	return rows + 1;
}

static void
every_change_is_a_row_and_the_chain_is_whole(struct fixture *f)
{
	struct house house;

	trail_begin(&house, f);
	assert_int_equal(verdict(f).broken_seq, 0);
	assert_int_equal(house_notes(&house, "test.note", false), 3);
}

static void
a_refused_act_leaves_one_row_that_says_so(struct fixture *f)
{
	struct house house;
	int64_t rows;

	house_begin(&house, f);
	rows = verdict(f).rows;
	assert_int_equal(house_do(&house, NULL, note_and_fail, "hai"), ERR_FORBIDDEN);
	assert_int_equal(house_notes(&house, "test.note", false), 0);
	assert_int_equal(house_notes(&house, "test", true), 1);
	assert_int_equal(verdict(f).rows, rows + 1);
}

#define SEQ(statement_)                                                                            \
	{                                                                                          \
		.name = statement_, .text = statement_, .parameters = 1                            \
	}

/* What an intruder may do to the three rows, and which row the check then names. */
struct tampering {
	struct sql statement;
	int64_t broken; /* counted from the first of the three */
	const char *words;
};

static void
a_touched_row_is_named(struct fixture *f)
{
	static const struct tampering tamperings[] = {
			{SEQ("UPDATE audit SET detail = 'hai' WHERE seq = $1"), 0, "nội dung"},
			{SEQ("UPDATE audit SET refused = 1 WHERE seq = $1"), 0, "nội dung"},
			{SEQ("UPDATE audit SET at = at + 1 WHERE seq = $1"), 0, "nội dung"},
			{SEQ("UPDATE audit SET login = 'x' WHERE seq = $1"), 0, "nội dung"},
			{SEQ("UPDATE audit SET hash = before WHERE seq = $1"), 0, "nội dung"},
			{SEQ("UPDATE audit SET before = hash WHERE seq = $1"), 0, "dòng trước"},
			{SEQ("DELETE FROM audit WHERE seq = $1"), 1, "thiếu dòng"},
			{SEQ("UPDATE audit SET seq = seq + 1000 WHERE seq = $1"), 1, "thiếu dòng"},
	};
	struct house house;
	int64_t first = trail_begin(&house, f);

	for (size_t i = 0; i < COUNT_OF(tamperings); i++) {
		struct audit_verdict found;

		assert_ok(store_begin(f->store));
		run(f, &tamperings[i].statement, first);
		found = verdict(f);
		assert_int_equal(found.broken_seq, first + tamperings[i].broken);
		assert_true(text_find(found.reason, text_of(tamperings[i].words)) >= 0);
		store_rollback(f->store);
	}
	assert_int_equal(verdict(f).broken_seq, 0);
}

/* --- what the chain alone does not see ---------------------------------------------------------
 */

#define TRAIL 40
#define TAMPERINGS 10000

static enum err
note_trail(struct ctx *ctx, void *arg)
{
	(void)arg;
	for (int i = 0; i < TRAIL; i++)
		audit_note(ctx, "test.note", i, "dòng %d", i);
	return OK;
}

/* A trail whose last row a checkpoint covers; its seq. */
static int64_t
sealed_trail(struct house *house, struct fixture *f)
{
	struct audit_checkpoint made;
	struct audit_verdict sealed;
	struct actor keeper = {.door = DOOR_COMMAND, .login = TEXT("lệnh")};
	struct site_key key;
	struct ctx ctx;

	house_begin(house, f);
	assert_ok(house_do(house, NULL, note_trail, NULL));
	ctx = house_ctx(house, &keeper);
	assert_ok(store_begin(f->store));
	assert_ok(site_key_ensure(&ctx, &key));
	assert_ok(store_commit(f->store));
	assert_ok(audit_checkpoint_add(&ctx, 0, &made));
	sealed = verdict(f);
	assert_true(audit_is_whole(&sealed));
	assert_int_equal(sealed.sealed_seq, sealed.rows);
	return sealed.rows;
}

static uint64_t
chance(uint64_t *state, uint64_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (*state >> 33) % below;
}

/* One act of an intruder upon a random row. */
static void
tamper(struct fixture *f, uint64_t *state, int64_t last)
{
	static const struct sql acts[] = {
			SEQ("UPDATE audit SET at = at + 1 WHERE seq = $1"),
			SEQ("UPDATE audit SET account = account + 1 WHERE seq = $1"),
			SEQ("UPDATE audit SET login = login || 'x' WHERE seq = $1"),
			SEQ("UPDATE audit SET door = door || 'x' WHERE seq = $1"),
			SEQ("UPDATE audit SET action = action || 'x' WHERE seq = $1"),
			SEQ("UPDATE audit SET object = object + 1 WHERE seq = $1"),
			SEQ("UPDATE audit SET refused = 1 - refused WHERE seq = $1"),
			SEQ("UPDATE audit SET detail = detail || ' ' WHERE seq = $1"),
			SEQ("UPDATE audit SET request = request || 'x' WHERE seq = $1"),
			SEQ("UPDATE audit SET before = hash WHERE seq = $1"),
			SEQ("UPDATE audit SET hash = before WHERE seq = $1"),
			SEQ("DELETE FROM audit WHERE seq = $1"),
			SEQ("DELETE FROM audit WHERE seq >= $1"),
			SEQ("UPDATE audit SET seq = seq + 100000 WHERE seq = $1"),
			SEQ("INSERT INTO audit SELECT seq + 100000, at, account, login, door, "
			    "action, object, "
			    "refused, detail, request, before, hash FROM audit WHERE seq = $1"),
	};

	run(f, &acts[chance(state, COUNT_OF(acts))], 1 + (int64_t)chance(state, (uint64_t)last));
}

static void
no_tampering_goes_unseen_not_even_a_cut_at_the_end(struct fixture *f)
{
	struct house house;
	uint64_t state = 80;
	int64_t last = sealed_trail(&house, f);

	for (int i = 0; i < TAMPERINGS; i++) {
		struct arena scratch = {0};
		struct audit_verdict found;

		assert_ok(store_begin(f->store));
		tamper(f, &state, last);
		assert_ok(audit_verify(f->store, &scratch, house.rules.files, &found));
		assert_false(audit_is_whole(&found));
		store_rollback(f->store);
		arena_free(&scratch);
	}
	assert_int_equal(verdict(f).broken_seq, 0);
}

static void
only_an_auditor_reads_it(struct fixture *f)
{
	struct house house;
	struct audit_row *rows;
	size_t count;
	struct actor auditor, admin;
	struct ctx ctx;

	house_begin(&house, f);
	auditor = house_account(&house, "kiemtra", house.ministry, ROLE_BIT(ROLE_AUDITOR));
	admin = house_account(&house, "quantri", house.ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	ctx = house_ctx(&house, &admin);
	assert_int_equal(audit_list(&ctx, 0, 10, NO_TEXT, NO_TEXT, &rows, &count), ERR_FORBIDDEN);
	ctx = house_ctx(&house, &auditor);
	assert_ok(audit_list(&ctx, 0, 10, NO_TEXT, TEXT("account.add"), &rows, &count));
	assert_int_equal(count, 2);
	assert_true(rows[0].seq > rows[1].seq);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(every_change_is_a_row_and_the_chain_is_whole),
			STORE_TEST(a_refused_act_leaves_one_row_that_says_so),
			STORE_TEST(a_touched_row_is_named),
			STORE_TEST(no_tampering_goes_unseen_not_even_a_cut_at_the_end),
			STORE_TEST(only_an_auditor_reads_it),
	};

	return house_run("audit", tests, COUNT_OF(tests));
}
