/*
 * Random walks over the office: whoever tries whatever whenever, no text is public or sent
 * without two persons, no approval outlives its revision, each duty ends in one state, and each
 * refusal is in the audit trail. Reports, urgent warnings, events and questions take turns.
 * CONGTIN_WALKS=100000 walks far (put TMPDIR on memory), CONGTIN_WALK_SEED=n elsewhere.
 */
#include "support/scene.h"

#include "law/regulation.h"
#include "office/audit_verify.h"

#include <stdlib.h>

#define WALKS 60
#define STEPS 30
#define QUESTION_STEPS 90 /* the longest way: through two units and four hands */
#define SEED UINT64_C(0x80202000)
#define PEOPLE 13

#define WARNING                                                                                    \
	"{\"level\":\"high\",\"method\":\"Giả danh\",\"signs\":\"Hỏi mã\",\"advice\":\"Cúp " \
	"máy\",\"expires_at\":\"2099-01-01T00:00\"%s}"

enum kind { REPORT, WARNINGS, EVENTS, QUESTIONS, KINDS };

struct walk {
	struct scene s;
	struct arena arena; /* of one walk */
	const struct actor *people[PEOPLE];
	uint64_t seed;
	enum kind kind;
	int64_t urgent_by; /* who published alone and waits for a signature */
	size_t walks, tries, done, published, sent, alone, signed_off, refused;
};

static void
walks_begin(struct walk *w, struct fixture *f)
{
	const char *seed = getenv("CONGTIN_WALK_SEED");
	struct scene *s = &w->s;
	const struct actor *people[PEOPLE] = {&s->officer, &s->leader, &s->stranger_leader,
			&s->helper, &s->coordinator, &s->reporter, &s->reporter2, &s->editor,
			&s->both, &s->publisher, &s->publisher2, &s->auditor, &s->clock};

	*w = (struct walk){.seed = SEED + (uint64_t)(seed ? atol(seed) : 0)};
	scene_begin(s, f);
	memcpy(w->people, people, sizeof(people));
}

static bool
one_in(struct walk *w, uint64_t sides)
{
	return dice(&w->seed, sides) == 0;
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

	query_begin(&q, w->s.house.store, &head);
	if (query_next(&q))
		trail = (struct trail){column_int(&q, 0), column_int(&q, 1) != 0};
	assert_ok(query_end(&q));
	return trail;
}

static bool
has_hand(struct walk *w, int64_t behind, int64_t account)
{
	static const struct sql hands = {
			.name = "walk_hands",
			.text = "SELECT count(*) FROM revision WHERE item = $1 AND number > $2 AND "
				"author = $3",
			.parameters = 3,
	};
	struct query q;
	int64_t count = 0;

	query_begin(&q, w->s.house.store, &hands);
	bind_int(&q, w->s.item);
	bind_int(&q, behind);
	bind_int(&q, account);
	if (query_next(&q))
		count = column_int(&q, 0);
	assert_ok(query_end(&q));
	return count > 0;
}

/* A duty is open as often as it was taken back, and else settled exactly once more. */
static void
assert_one_end(struct walk *w, const struct duty_row *duty)
{
	struct ctx ctx = house_ctx(&w->s.house, &w->s.auditor);
	size_t settled = 0, reopened = 0, count;
	struct duty_act_row *acts;

	assert_ok(duty_act_list(&ctx, duty, &acts, &count));
	for (size_t i = 0; i < count; i++) {
		settled += acts[i].act.kind == DUTY_ACT_MEET ||
			   acts[i].act.kind == DUTY_ACT_EXCUSE ||
			   acts[i].act.kind == DUTY_ACT_NOT_APPLICABLE;
		reopened += acts[i].act.kind == DUTY_ACT_REOPEN;
	}
	assert_int_equal(settled, reopened + (duty->state != DUTY_OPEN));
}

static void
assert_all_end_once(struct walk *w)
{
	struct duty_row *duties;
	size_t count = w->s.matter ? duties_now(&w->s, &duties) : 0;

	for (size_t i = 0; i < count; i++)
		assert_one_end(w, &duties[i]);
}

/* Whoever answers for a text has no hand in it, and saw just this revision. */
static void
assert_two_persons(struct walk *w, int64_t behind, const struct item *item)
{
	int64_t approver = item->approved_by;

	assert_int_equal(item->approved_revision, item->revision);
	assert_int_not_equal(approver, 0);
	assert_int_not_equal(approver, item->author);
	assert_int_not_equal(approver, item->sent_by);
	assert_int_not_equal(approver, item->submitter);
	assert_false(has_hand(w, behind, approver));
}

/* --- tries ------------------------------------------------------------------------------------ */

static void
assert_step(struct walk *w, const struct actor *actor, const struct item *old,
		const struct item *new)
{
	switch (w->s.order.verb) {
	case VERB_PUBLISH_URGENT:
		assert_int_equal(w->kind, WARNINGS);
		assert_int_equal(w->urgent_by, 0);
		w->urgent_by = actor->account;
		w->alone++;
		break;
	case VERB_PUBLISH:
		assert_two_persons(w, old->live_revision, new);
		assert_int_equal(new->live_revision, new->revision);
		w->published++;
		break;
	case VERB_SIGN_OFF:
		assert_int_not_equal(w->urgent_by, 0);
		assert_int_not_equal(w->urgent_by, actor->account);
		w->urgent_by = 0;
		w->signed_off++;
		break;
	default:
		break;
	}
}

static enum err
takes_step(struct scene *s, const struct actor *actor)
{
	return step(s, actor, s->order.verb);
}

/* Whatever comes of it, the trail tells: one refusal, or what was done, or nothing. */
static enum err
attempt(struct walk *w, const struct actor *actor, scene_act *act)
{
	struct item old = {0}, new = {0};
	struct trail before = trail_now(w), after;
	int64_t item = w->s.item;
	enum err err;

	if (item)
		old = item_now(&w->s);
	err = act(&w->s, actor);
	after = trail_now(w);
	w->tries++;
	if (err == ERR_FORBIDDEN || err == ERR_CONFLICT) {
		assert_int_equal(after.seq, before.seq + 1);
		assert_true(after.refused);
		if (!w->s.house.words.n)
			fail_msg("refused without a word: walk %zu, %s", w->walks, actor->login.p);
		w->refused++;
	} else if (err == OK) {
		assert_true(after.seq > before.seq && !after.refused);
		w->done++;
	} else {
		assert_int_equal(err, ERR_INVALID);
		assert_int_equal(after.seq, before.seq);
	}
	if (!item)
		return err;
	new = item_now(&w->s);
	if (err != OK)
		assert_int_equal(new.version, old.version);
	else if (act == saves_item)
		assert_int_equal(new.approved_revision, 0);
	else if (act == takes_step)
		assert_step(w, actor, &old, &new);
	else if (act == sends_answer) {
		assert_two_persons(w, new.live_revision, &new);
		w->sent++;
	}
	return err;
}

static const struct actor *
somebody(struct walk *w)
{
	return w->people[dice(&w->seed, PEOPLE)];
}

/* --- steps of an item ------------------------------------------------------------------------- */

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

	*verb = (enum item_verb)(1 + dice(&w->seed, ITEM_VERB_COUNT - 1));
	for (int i = one_in(w, 5) ? 20 : 0; i < 20; i++) {
		struct ctx ctx = house_ctx(&w->s.house, actor);
		struct actor_facts who = actor_facts(actor);
		enum item_verb verbs[ITEM_VERB_COUNT];
		struct item_facts facts;
		size_t count;

		assert_ok(item_facts(&ctx, item, &facts));
		count = workflow_verbs(&facts, &who, verbs);
		if (count) {
			*verb = verbs[dice(&w->seed, count)];
			if (leads_on(*verb) || one_in(w, 6))
				break;
		}
		actor = somebody(w);
	}
	return actor;
}

static void
random_step(struct walk *w)
{
	struct scene *s = &w->s;
	struct item item = item_now(s);
	const struct actor *actor = choose(w, &item, &s->order.verb);

	s->order.declared = true;
	s->order.reason = one_in(w, 10) ? NO_TEXT : TEXT("Lý do.");
	s->order.to = somebody(w)->account;
	s->order.publish_at = instant_add(s->house.now, HOUR_MS);
	s->revision = one_in(w, 10) ? (int64_t)dice(&w->seed, 4) : item.revision;
	s->writing.correction = item.live_revision ? TEXT("Sửa lỗi.") : NO_TEXT;
	if (w->kind == WARNINGS)
		s->writing.facts = text_format(s->house.arena, WARNING,
				item.live_revision ? ",\"message\":\"update\"" : "");
	(void)!attempt(w, actor, s->order.verb == VERB_SAVE ? saves_item : takes_step);
}

/* --- decisions about what is owed ------------------------------------------------------------- */

static enum err
decides_anything(struct scene *s, const struct actor *actor)
{
	return decides(s, actor, s->decision.kind);
}

static void
random_decision(struct walk *w)
{
	struct duty_row *duties;
	size_t count = duties_now(&w->s, &duties);

	w->s.duty = duties[dice(&w->seed, count)].id;
	w->s.decision.kind = (enum duty_act_kind)(1 + dice(&w->seed, DUTY_ACT_REOPEN));
	(void)!attempt(w, somebody(w), decides_anything);
}

/* --- events and questions --------------------------------------------------------------------- */

struct part {
	scene_act *act;
	const struct actor *(*who)(struct walk *w); /* who mostly does it */
};

static const struct actor *
by_coordinator(struct walk *w)
{
	return &w->s.coordinator;
}

static const struct actor *
by_officer(struct walk *w)
{
	return &w->s.officer;
}

static const struct actor *
by_leader(struct walk *w)
{
	return &w->s.leader;
}

static const struct actor *
by_helper(struct walk *w)
{
	return &w->s.helper;
}

static const struct actor *
by_reporter(struct walk *w)
{
	return one_in(w, 2) ? &w->s.reporter : &w->s.reporter2;
}

static const struct actor *
by_publisher(struct walk *w)
{
	return one_in(w, 2) ? &w->s.publisher : &w->s.both;
}

/* The host's item where it is owed, else whoever's who comes. */
static enum err
writes_for_event(struct scene *s, const struct actor *actor)
{
	struct duty_row *duties;
	size_t count = duties_now(s, &duties);

	s->duty = 0;
	for (size_t i = 0; i < count; i++)
		if (text_equals(duties[i].rule->id, TEXT("3e")) && actor->unit == duties[i].unit)
			s->duty = duties[i].id;
	return begins_item(s, actor);
}

static const struct part EVENT_PARTS[] = {
		{assigns, by_coordinator},
		{assigns, by_coordinator},
		{accepts, by_reporter},
		{accepts, by_reporter},
		{declines, by_reporter},
		{releases, by_coordinator},
		{cannot_send, by_coordinator},
		{postpones, by_officer},
		{moves_event, by_leader},
		{cancels, by_officer},
		{hands_over, by_officer},
};

static const struct part QUESTION_PARTS[] = {
		{forwards, by_coordinator},
		{receives, by_officer},
		{receives, by_officer},
		{receives, by_helper},
		{gives_back, by_officer},
		{coordinates, by_leader},
		{contributes, by_helper},
		{drafts_answer, by_officer},
		{drafts_answer, by_officer},
		{sends_answer, by_publisher},
		{ends_question, by_coordinator},
};

static void
random_part(struct walk *w, const struct part *parts, size_t count)
{
	const struct part *part = &parts[dice(&w->seed, count)];
	struct scene *s = &w->s;

	s->sends.is_joint = one_in(w, 6);
	s->sends.count = s->sends.is_joint ? dice(&w->seed, 2) : 1 + dice(&w->seed, 2);
	s->accounts[0] = by_reporter(w)->account;
	s->accounts[1] = by_reporter(w)->account;
	s->change.starts_at = instant_add(s->house.now, (int64_t)dice(&w->seed, 5) * DAY_MS);
	s->change.ends_at = instant_add(s->change.starts_at, HOUR_MS);
	s->documents = one_in(w, 2) ? EVENT_NONE : EVENT_GIVEN;
	s->unit = one_in(w, 4) ? s->third : s->house.department;
	s->requests[0].due_on = day_add(day_of(s->house.now, ZONE_VIETNAM), 2);
	s->is_answer = one_in(w, 2);
	(void)!attempt(w, one_in(w, 5) ? somebody(w) : part->who(w), part->act);
}

static void
random_noun(struct walk *w)
{
	if (w->kind == QUESTIONS)
		random_part(w, QUESTION_PARTS, COUNT_OF(QUESTION_PARTS));
	else if (w->s.item || !one_in(w, 4))
		random_part(w, EVENT_PARTS, COUNT_OF(EVENT_PARTS));
	else
		(void)!attempt(w, one_in(w, 2) ? by_reporter(w) : &w->s.officer, writes_for_event);
}

/* --- walking ---------------------------------------------------------------------------------- */

static void
walk_begin(struct walk *w)
{
	struct scene *s = &w->s;

	s->item = s->matter = s->duty = s->event = s->question = w->urgent_by = 0;
	s->genre = NO_TEXT;
	s->is_extract = false;
	s->writing.facts = s->writing.source = s->writing.correction = NO_TEXT;
	/* Each begins anew: the longest walks would else come to years without a calendar. */
	s->house.now = instant_add(instant_at("2026-02-02 09:00"), (int64_t)w->walks * MINUTE_MS);
	s->house.peer = text_format(s->house.arena, "2001:db8::%zx", w->walks);
	switch (w->kind) {
	case REPORT:
		s->is_extract = true;
		s->writing.source = TEXT("12/BC-C02");
		writes_report(s);
		break;
	case WARNINGS:
		s->writing.facts = text_format(s->house.arena, WARNING, "");
		evidence(s, "method", "Giả danh");
		evidence(s, "detected_at", "2026-02-02T08:00");
		owes(s, &s->officer, "6b");
		assert_ok(begins_item(s, &s->officer));
		break;
	case EVENTS:
		s->notice.starts_at = instant_add(s->house.now, 2 * DAY_MS);
		s->notice.ends_at = instant_add(s->house.now, 2 * DAY_MS + HOUR_MS);
		notified(s, (enum event_kind)(EVENT_VISIT + dice(&w->seed, 3)));
		break;
	default:
		assert_ok(asks(s, NULL));
	}
}

static void
random_act(struct walk *w)
{
	struct scene *s = &w->s;
	uint64_t n = dice(&w->seed, 12);

	s->house.now = instant_add(s->house.now, (int64_t)dice(&w->seed, 5) * HOUR_MS);
	if (w->kind == QUESTIONS && n < 6 && s->item && item_now(s).state == ITEM_APPROVED)
		(void)!attempt(w, by_publisher(w), sends_answer);
	else if (s->matter && n == 0)
		random_decision(w);
	else if (s->matter && n == 1)
		(void)!attempt(w, somebody(w), one_in(w, 2) ? closes_matter : reopens_matter);
	else if (s->item && (w->kind < EVENTS || n < 8))
		random_step(w);
	else
		random_noun(w);
}

static void
walk(struct walk *w)
{
	arena_reset(&w->arena);
	w->s.house.arena = &w->arena;
	w->kind = (enum kind)(w->walks++ % KINDS);
	walk_begin(w);
	for (int i = 0; i < (w->kind == QUESTIONS ? QUESTION_STEPS : STEPS); i++) {
		random_act(w);
		assert_all_end_once(w);
	}
}

static void
whatever_is_tried_two_persons_publish_and_refusals_are_kept(struct fixture *f)
{
	const char *wanted = getenv("CONGTIN_WALKS");
	size_t walks = wanted ? (size_t)atol(wanted) : WALKS;
	struct audit_verdict verdict;
	struct walk w;

	walks_begin(&w, f);
	w.s.reply = TEXT("Hãy gửi đến cơ quan khác.");
	while (w.walks < walks)
		walk(&w);
	w.s.house.arena = &f->arena;
	print_message("%zu walks: %zu tries, %zu done, %zu refused; %zu published, %zu sent, %zu "
		      "alone, %zu signed off\n",
			w.walks, w.tries, w.done, w.refused, w.published, w.sent, w.alone,
			w.signed_off);
	assert_true(w.refused > 0 && w.published > 0 && w.sent > 0 && w.alone > 0 &&
			w.signed_off > 0);
	assert_ok(audit_verify(w.s.house.store, &f->arena, w.s.house.rules.files, &verdict));
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
