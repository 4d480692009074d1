/* The audit trail: what is in it, and that whoever touches a row is found out. */
#include "support/house.h"

#include "office/audit_row.h"
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

/* --- ten thousand tamperings -------------------------------------------------------------------
 */

#define TRAIL 40
#define SEALED_EVERY 10 /* rows */
#define TAMPERINGS 10000
#define FAR 100000 /* behind the end */

static enum err
note_some(struct ctx *ctx, void *arg)
{
	(void)arg;
	for (int i = 0; i < SEALED_EVERY; i++)
		audit_note(ctx, "test.note", i, "dòng %d", i);
	return OK;
}

/* A trail with some checkpoints, one of which covers its last row; its seq. */
static int64_t
sealed_trail(struct house *house, struct fixture *f)
{
	struct audit_checkpoint made;
	struct audit_verdict sealed;
	struct actor keeper = {.door = DOOR_COMMAND, .login = TEXT("lệnh")};
	struct site_key key;
	struct ctx ctx;

	house_begin(house, f);
	ctx = house_ctx(house, &keeper);
	assert_ok(store_begin(f->store));
	assert_ok(site_key_ensure(&ctx, &key));
	assert_ok(store_commit(f->store));
	for (int i = 0; i < TRAIL / SEALED_EVERY; i++) {
		assert_ok(house_do(house, NULL, note_some, NULL));
		assert_ok(audit_checkpoint_add(&ctx, 0, &made));
	}
	sealed = verdict(f);
	assert_true(audit_is_whole(&sealed));
	assert_int_equal(sealed.checkpoints, TRAIL / SEALED_EVERY);
	assert_int_equal(sealed.sealed_seq, sealed.rows);
	return sealed.rows;
}

static uint64_t
chance(uint64_t *state, uint64_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (*state >> 33) % below;
}

/* Which row has to be named, after an act upon one row. */
enum place {
	ITSELF,
	NEXT,         /* the first that stands where it should not */
	NEXT_OR_SELF, /* likewise; of the last row, that it is missing */
	NEXT_OR_FAR,  /* likewise; of the last row, where it went */
	FAR_AWAY,
};

/* What an intruder does with statements, upon row $1; it never is the last one if `inside`. */
struct attack {
	struct sql steps[3];
	enum place place;
	bool inside;
};

#define COPY_TO(seq_, before_)                                                                     \
	SEQ("INSERT INTO audit SELECT " seq_ ", at, account, login, door, action, object, "        \
	    "refused, detail, request, " before_ ", hash FROM audit WHERE seq = $1")
#define MAKE_ROOM                                                                                  \
	SEQ("UPDATE audit SET seq = seq + 100000 WHERE seq > $1"),                                 \
			SEQ("UPDATE audit SET seq = seq - 99999 WHERE seq > $1 + 99999")

static const struct attack attacks[] = {
		{{SEQ("UPDATE audit SET at = at + 1 WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET account = account + 1 WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET login = login || 'x' WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET door = door || 'x' WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET action = action || 'x' WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET object = object + 1 WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET refused = 1 - refused WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET detail = detail || ' ' WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET request = request || 'x' WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET before = hash WHERE seq = $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET hash = before WHERE seq = $1")}, ITSELF, false},
		{{SEQ("DELETE FROM audit WHERE seq = $1")}, NEXT_OR_SELF, false},
		{{SEQ("DELETE FROM audit WHERE seq >= $1")}, ITSELF, false},
		{{SEQ("UPDATE audit SET seq = seq + 100000 WHERE seq = $1")}, NEXT_OR_FAR, false},
		{{COPY_TO("seq + 100000", "before")}, FAR_AWAY, false},
		{{MAKE_ROOM, COPY_TO("seq + 1", "before")}, NEXT, true},
		{{MAKE_ROOM, COPY_TO("seq + 1", "hash")}, NEXT, false},
		{{SEQ("UPDATE audit SET seq = seq + 100000 WHERE seq = $1"),
				 SEQ("UPDATE audit SET seq = seq - 1 WHERE seq = $1 + 1"),
				 SEQ("UPDATE audit SET seq = seq - 99999 WHERE seq = $1 + 100000")},
				ITSELF, true},
};

static int64_t
place_of(enum place place, int64_t seq, int64_t last)
{
	switch (place) {
	case ITSELF:
		return seq;
	case NEXT:
		return seq + 1;
	case NEXT_OR_SELF:
		return seq < last ? seq + 1 : seq;
	case NEXT_OR_FAR:
		return seq < last ? seq + 1 : seq + FAR;
	default:
		return seq + FAR;
	}
}

static void
row_forge(struct fixture *f, const struct audit_row *row)
{
	static const struct sql update = {.name = "audit_forge",
			.text = "UPDATE audit SET detail = $2, before = $3, hash = $4 WHERE seq = "
				"$1",
			.parameters = 4};
	struct query q;

	query_begin(&q, f->store, &update);
	bind_int(&q, row->seq);
	bind_text(&q, row->detail);
	bind_text(&q, row->before);
	bind_text(&q, row->hash);
	assert_ok(query_run_one(&q));
}

/* Changes a row and chains all behind it anew, with the program's own code: no link is wrong. */
static void
rewrite_from(struct fixture *f, struct arena *arena, int64_t seq)
{
	static const struct sql walk = SEQ(
			"SELECT seq, at, account, login, door, action, object, refused, detail, "
			"request, before, hash FROM audit WHERE seq >= $1 ORDER BY seq");
	struct audit_row rows[10 * TRAIL];
	struct query q;
	size_t count = 0;

	query_begin(&q, f->store, &walk);
	bind_int(&q, seq);
	while (query_next(&q)) {
		assert_true(count < COUNT_OF(rows));
		audit_row_read(&q, arena, &rows[count++]);
	}
	assert_ok(query_end(&q));
	rows[0].detail = TEXT("chưa từng xảy ra");
	for (size_t i = 0; i < count; i++) {
		if (i)
			rows[i].before = rows[i - 1].hash;
		rows[i].hash = audit_row_hash(arena, &rows[i]);
		row_forge(f, &rows[i]);
	}
}

/* One tampering; the row that has to be among those that are named. */
static int64_t
tamper(struct fixture *f, struct arena *arena, uint64_t *state, int64_t last)
{
	size_t kind = chance(state, COUNT_OF(attacks) + 1);
	int64_t seq = 1 + (int64_t)chance(state, (uint64_t)last - 1);
	const struct attack *attack;

	if (kind == COUNT_OF(attacks)) {
		rewrite_from(f, arena, seq);
		return seq;
	}
	attack = &attacks[kind];
	if (!attack->inside && chance(state, 8) == 0)
		seq = last;
	for (size_t i = 0; i < COUNT_OF(attack->steps) && attack->steps[i].text; i++)
		run(f, &attack->steps[i], seq);
	return place_of(attack->place, seq, last);
}

static void
ten_thousand_tamperings_are_found_and_located(struct fixture *f)
{
	struct house house;
	uint64_t state = 80;
	int64_t last = sealed_trail(&house, f);

	for (int i = 0; i < TAMPERINGS; i++) {
		struct arena scratch = {0};
		struct audit_verdict found;
		int64_t seq;

		assert_ok(store_begin(f->store));
		seq = tamper(f, &scratch, &state, last);
		assert_ok(audit_verify(f->store, &scratch, house.rules.files, &found));
		assert_false(audit_is_whole(&found));
		assert_in_range(seq, found.broken_seq, found.broken_to);
		assert_true(found.reason.n > 0);
		store_rollback(f->store);
		arena_free(&scratch);
	}
	assert_int_equal(verdict(f).broken_seq, 0);
}

/* What a rewritten end is chained to has been signed: the range that is named is no wider. */
static void
a_rewritten_end_is_narrowed_down_by_the_checkpoints(struct fixture *f)
{
	struct house house;
	int64_t last = sealed_trail(&house, f);
	struct audit_verdict found;

	assert_ok(store_begin(f->store));
	rewrite_from(f, &f->arena, last - 2);
	found = verdict(f);
	assert_true(found.broken_seq > last - SEALED_EVERY - 1);
	assert_int_equal(found.broken_to, last);
	assert_true(text_find(found.reason, TEXT("viết lại")) > 0);
	store_rollback(f->store);
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
	admin = house_administrator(&house);
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
			STORE_TEST(ten_thousand_tamperings_are_found_and_located),
			STORE_TEST(a_rewritten_end_is_narrowed_down_by_the_checkpoints),
			STORE_TEST(only_an_auditor_reads_it),
	};

	return house_run("audit", tests, COUNT_OF(tests));
}
