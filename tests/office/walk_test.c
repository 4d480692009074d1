/*
 * Random walks over the office: whoever tries whatever whenever, no text is public without
 * two persons, no approval outlives its revision, each duty ends in one state, and each
 * refusal is in the audit trail. CONGTIN_WALKS=100000 walks far (put
 * TMPDIR on memory), CONGTIN_WALK_SEED=n elsewhere.
 */
#include "support/house.h"

#include "law/regulation.h"
#include "office/audit_verify.h"
#include "office/duty_decide.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/urgent.h"

#include <stdlib.h>

#define WALKS 60
#define STEPS 30
#define SEED UINT64_C(0x80202000)

enum { OFFICER, LEADER, STRANGER, COORDINATOR, EDITOR, BOTH, PUBLISHER, SECOND, AUDITOR, CLOCK };
#define PEOPLE (CLOCK + 1)

struct walk {
	struct house house;
	struct arena arena; /* of one walk */
	struct actor people[PEOPLE];
	uint64_t seed;
	const char *rule;
	bool may_be_urgent;
	int64_t matter, duty, item;
	struct step_order order;
	struct duty_decision decision;
	int64_t base; /* revision that a save is made upon */
	int64_t urgent_by;
	struct pair values[2];
	size_t published, alone, signed_off, refused;
};

static uint64_t
dice(struct walk *w, uint64_t sides)
{
	w->seed = w->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (w->seed >> 33) % sides;
}

static void
walks_begin(struct walk *w, struct fixture *f)
{
	const char *seed = getenv("CONGTIN_WALK_SEED");
	struct house *h = &w->house;

	*w = (struct walk){.seed = SEED + (uint64_t)(seed ? atol(seed) : 0)};
	house_begin(h, f);
	w->people[OFFICER] = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	w->people[LEADER] = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	w->people[STRANGER] = house_account(h, "lanhdao2", h->province, ROLE_BIT(ROLE_UNIT_LEADER));
	w->people[COORDINATOR] =
			house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	w->people[EDITOR] = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	w->people[BOTH] = house_account(
			h, "haivai", h->portal, ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER));
	w->people[PUBLISHER] = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	w->people[SECOND] = house_account(h, "xuatban2", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	w->people[AUDITOR] = house_account(h, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	w->people[CLOCK] = (struct actor){.door = DOOR_CLOCK,
			.login = TEXT("bộ hẹn giờ"),
			.roles = ROLE_BIT(ROLE_CLOCK)};
	h->values = w->values;
}

/* --- acts ------------------------------------------------------------------------------------- */

static enum err
begin(struct ctx *ctx, void *arg)
{
	struct walk *w = arg;
	struct matter_news news = {.rule = text_of(w->rule),
			.title = TEXT("Việc thử"),
			.happened = TEXT("Nội dung.")};
	struct writing writing = {.title = TEXT("Tin thử"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("tinh-hinh-ket-qua")};
	struct item_news item = {.genre = TEXT("news"), .is_extract = true};
	struct duty_row *duties;
	size_t count;

	writing.source = TEXT("12/BC-C02");
	TRY(matter_open(ctx, &news, &w->matter));
	TRY(duty_list(ctx, w->matter, &duties, &count));
	w->duty = duties[0].id;
	w->may_be_urgent = duties[0].rule->may_be_urgent;
	item.matter = w->matter;
	item.duty = w->duty;
	return item_begin(ctx, &item, &writing, &w->item);
}

static enum err
step_verb(struct ctx *ctx, void *arg)
{
	struct walk *w = arg;

	return item_step(ctx, w->item, &w->order);
}

static enum err
save_verb(struct ctx *ctx, void *arg)
{
	struct walk *w = arg;
	struct writing writing = {.title = TEXT("Tin thử"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung sửa."),
			.section = TEXT("tinh-hinh-ket-qua"),
			.source = TEXT("12/BC-C02"),
			.correction = TEXT("Sửa lỗi.")};
	int64_t revision;

	return item_save(ctx, w->item, w->base, &writing, &revision);
}

static enum err
decide_verb(struct ctx *ctx, void *arg)
{
	struct walk *w = arg;

	return duty_decide(ctx, w->duty, &w->decision);
}

static enum err
close_verb(struct ctx *ctx, void *arg)
{
	return matter_close(ctx, ((struct walk *)arg)->matter);
}

static enum err
reopen_verb(struct ctx *ctx, void *arg)
{
	return matter_reopen(ctx, ((struct walk *)arg)->matter, TEXT("Có tình tiết mới."));
}

/* --- what is there ---------------------------------------------------------------------------- */

struct trail {
	int64_t seq;
	bool refused;
};

static struct trail
trail_now(struct walk *w)
{
	static const struct sql head = {
			.name = "walk_head",
			.text = "SELECT seq, refused FROM audit ORDER BY seq DESC LIMIT 1",
	};
	struct trail trail = {0};
	struct query q;

	query_begin(&q, w->house.store, &head);
	if (query_next(&q))
		trail = (struct trail){column_int(&q, 0), column_int(&q, 1) != 0};
	assert_ok(query_end(&q));
	return trail;
}

static struct item
item_now(struct walk *w)
{
	struct ctx ctx = house_ctx(&w->house, &w->people[AUDITOR]);
	struct item item;

	assert_ok(item_load(&ctx, w->item, &item));
	return item;
}

static bool
has_hand(struct walk *w, int64_t behind, int64_t account)
{
	static const struct sql hands = {
			.name = "walk_hands",
			.text = "SELECT count(*) FROM revision WHERE item = $1 AND number > $2 AND "
				"author "
				"= $3",
			.parameters = 3,
	};
	struct query q;
	int64_t count = 0;

	query_begin(&q, w->house.store, &hands);
	bind_int(&q, w->item);
	bind_int(&q, behind);
	bind_int(&q, account);
	if (query_next(&q))
		count = column_int(&q, 0);
	assert_ok(query_end(&q));
	return count > 0;
}

/* A duty is open as often as it was taken back, and else settled exactly once more. */
static void
assert_one_end(struct walk *w)
{
	struct ctx ctx = house_ctx(&w->house, &w->people[AUDITOR]);
	size_t settled = 0, reopened = 0, count;
	struct duty_act_row *acts;
	struct duty_row duty;

	assert_ok(duty_load(&ctx, w->duty, &duty));
	assert_ok(duty_act_list(&ctx, &duty, &acts, &count));
	for (size_t i = 0; i < count; i++) {
		settled += acts[i].act.kind == DUTY_ACT_MEET ||
			   acts[i].act.kind == DUTY_ACT_EXCUSE ||
			   acts[i].act.kind == DUTY_ACT_NOT_APPLICABLE;
		reopened += acts[i].act.kind == DUTY_ACT_REOPEN;
	}
	assert_int_equal(settled, reopened + (duty.state != DUTY_OPEN));
}

/* Whatever way led here, a text goes public by two persons, or alone where that may be. */
static void
assert_public(struct walk *w, const struct item *before, const struct item *after,
		const struct actor *actor)
{
	int64_t approver = after->approved_by;

	if (w->order.verb == VERB_PUBLISH_URGENT) {
		assert_true(w->may_be_urgent);
		assert_int_equal(w->urgent_by, 0);
		w->urgent_by = actor->account;
		w->alone++;
		return;
	}
	assert_int_equal(after->approved_revision, after->revision);
	assert_int_equal(after->live_revision, after->revision);
	assert_int_not_equal(approver, 0);
	assert_int_not_equal(approver, after->author);
	assert_int_not_equal(approver, after->sent_by);
	assert_int_not_equal(approver, after->submitter);
	assert_false(has_hand(w, before->live_revision, approver));
	w->published++;
}

static void
assert_signed(struct walk *w, const struct actor *actor)
{
	assert_int_not_equal(w->urgent_by, 0);
	assert_int_not_equal(w->urgent_by, actor->account);
	w->urgent_by = 0;
	w->signed_off++;
}

/* --- walking ---------------------------------------------------------------------------------- */

static const struct actor *
somebody(struct walk *w)
{
	return &w->people[dice(w, PEOPLE)];
}

static enum err
try(struct walk *w, const struct actor *actor, house_verb *verb)
{
	struct trail before = trail_now(w), after;
	struct item old = item_now(w), new;
	enum err err = house_do(&w->house, actor, verb, w);

	after = trail_now(w);
	new = item_now(w);
	if (err == ERR_FORBIDDEN || err == ERR_CONFLICT) {
		assert_int_equal(after.seq, before.seq + 1);
		assert_true(after.refused);
		w->refused++;
	} else if (err == OK) {
		assert_true(after.seq > before.seq && !after.refused);
	} else {
		assert_int_equal(err, ERR_INVALID);
		assert_int_equal(after.seq, before.seq);
	}
	if (err != OK) {
		assert_int_equal(new.version, old.version);
		return err;
	}
	if (verb == save_verb)
		assert_int_equal(new.approved_revision, 0);
	if (verb == step_verb &&
			(w->order.verb == VERB_PUBLISH || w->order.verb == VERB_PUBLISH_URGENT))
		assert_public(w, &old, &new, actor);
	if (verb == step_verb && w->order.verb == VERB_SIGN_OFF)
		assert_signed(w, actor);
	return OK;
}

/* What leads on; others would have most walks end as drafts that are given up. */
static bool
leads_on(enum item_verb verb)
{
	return verb != VERB_SAVE && verb != VERB_DROP && verb != VERB_RECALL &&
	       verb != VERB_RETURN && verb != VERB_REJECT && verb != VERB_WITHDRAW;
}

/* Somebody and, mostly, what they may do now; else anything. */
static const struct actor *
choose(struct walk *w, const struct item *item, enum item_verb *verb)
{
	const struct actor *actor = somebody(w);

	*verb = (enum item_verb)(1 + dice(w, ITEM_VERB_COUNT - 1));
	for (int i = dice(w, 5) ? 0 : 20; i < 20; i++) {
		struct ctx ctx = house_ctx(&w->house, actor);
		struct actor_facts who = actor_facts(actor);
		enum item_verb verbs[ITEM_VERB_COUNT];
		struct item_facts facts;
		size_t count;

		assert_ok(item_facts(&ctx, item, &facts));
		count = workflow_verbs(&facts, &who, verbs);
		if (count) {
			*verb = verbs[dice(w, count)];
			if (leads_on(*verb) || !dice(w, 6))
				break;
		}
		actor = somebody(w);
	}
	return actor;
}

static void
random_step(struct walk *w)
{
	struct item item = item_now(w);
	enum item_verb verb;
	const struct actor *actor = choose(w, &item, &verb);

	w->order = (struct step_order){
			.declared = true,
			.verb = verb,
			.revision = dice(w, 10) ? 0 : (int64_t)dice(w, 4),
			.reason = dice(w, 10) ? TEXT("Lý do.") : NO_TEXT,
			.publish_at = instant_add(w->house.now, HOUR_MS),
	};
	w->base = dice(w, 10) ? item.revision : item.revision - 1;
	(void)!try(w, actor, verb == VERB_SAVE ? save_verb : step_verb);
}

static void
random_act(struct walk *w)
{
	w->house.now = instant_add(w->house.now, (int64_t)dice(w, 5) * HOUR_MS);
	switch (dice(w, 12)) {
	case 0:
		w->decision = (struct duty_decision){
				.kind = (enum duty_act_kind)(1 + dice(w, DUTY_ACT_REOPEN)),
				.reason = TEXT("Theo đề nghị của đơn vị."),
		};
		(void)!try(w, somebody(w), decide_verb);
		break;
	case 1:
		(void)!try(w, somebody(w), dice(w, 2) ? close_verb : reopen_verb);
		break;
	default:
		random_step(w);
	}
}

static void
walk(struct walk *w)
{
	bool urgent = dice(w, 2);

	arena_reset(&w->arena);
	w->house.arena = &w->arena;
	w->rule = urgent ? "6b" : "6a";
	w->urgent_by = 0;
	w->values[0] = urgent ? (struct pair){TEXT("evidence_method"), TEXT("Giả danh")}
			      : (struct pair){TEXT("evidence_document_number"), TEXT("12/BC")};
	w->values[1] = urgent ? (struct pair){TEXT("evidence_detected_at"),
						TEXT("2026-02-02T08:00")}
			      : (struct pair){TEXT("evidence_approved_on"), TEXT("2026-02-02")};
	w->house.value_count = 2;
	assert_ok(house_do(&w->house, &w->people[OFFICER], begin, w));
	w->house.value_count = 0;
	for (int i = 0; i < STEPS; i++) {
		random_act(w);
		assert_one_end(w);
	}
}

static void
whatever_is_tried_two_persons_publish_and_refusals_are_kept(struct fixture *f)
{
	const char *wanted = getenv("CONGTIN_WALKS");
	long walks = wanted ? atol(wanted) : WALKS;
	struct audit_verdict verdict;
	struct walk w;

	walks_begin(&w, f);
	w.house.now = (struct instant){INT64_C(1770100000000)};
	for (long i = 0; i < walks; i++)
		walk(&w);
	w.house.arena = &f->arena;
	print_message("%ld walks: %zu published, %zu alone, %zu signed off, %zu refused\n", walks,
			w.published, w.alone, w.signed_off, w.refused);
	assert_true(w.refused > 0 && w.published > 0 && w.alone > 0 && w.signed_off > 0);
	assert_ok(audit_verify(w.house.store, &f->arena, w.house.rules.files, &verdict));
	assert_int_equal(verdict.broken_seq, 0);
	arena_free(&w.arena);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(whatever_is_tried_two_persons_publish_and_refusals_are_kept),
	};

	return house_run("walk", tests, COUNT_OF(tests));
}
