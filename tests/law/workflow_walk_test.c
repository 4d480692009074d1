/* workflow_walk_test.c - random walks over the item's steps, which try to publish alone. */
#include "law_test.h"

#include "law/workflow.h"

enum { UNIT = 10, PORTAL = 30 };

#define WALKS 20000
#define WALK_STEPS 40
#define PEOPLE 8
#define WALK_SEED UINT64_C(0x4EE5)

/* What an office would keep, kept here as simply as can be. */
struct walk {
	struct item_facts item;
	int64_t hands[PEOPLE + 1];
	role_set roles[PEOPLE + 1];                /* by account, from 1 */
	int64_t wrote[WALK_STEPS + 2][PEOPLE + 1]; /* revision × account: had a hand in its text */
	int64_t live;                              /* revision that is public, 0 for none */
};

static void
hand_add(struct walk *w, int64_t account)
{
	for (size_t i = 0; i < w->item.hand_count; i++)
		if (w->hands[i] == account)
			return;
	w->hands[w->item.hand_count++] = account;
}

/* A new revision has the hands of the one before, and its writer's. */
static void
revision_add(struct walk *w, int64_t account)
{
	memcpy(w->wrote[w->item.revision + 1], w->wrote[w->item.revision], sizeof(w->wrote[0]));
	w->item.revision++;
	w->wrote[w->item.revision][account] = 1;
	hand_add(w, account);
}

static void
walk_begin(struct walk *w, uint64_t *seed)
{
	*w = (struct walk){.item = {.state = ITEM_DRAFT, .unit = UNIT}};
	w->item.hands = w->hands;
	for (int i = 1; i <= PEOPLE; i++)
		w->roles[i] = (role_set)random_next(seed) & (role_set)random_next(seed) &
			      (ROLE_BIT(ROLE_CLOCK) - 2);
	w->roles[2] |= ROLE_BIT(ROLE_OFFICER);
	w->roles[3] |= ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER);
	w->item.author = 1 + random_below(seed, PEOPLE);
	revision_add(w, w->item.author);
}

/* Person 3 is one in any case. */
static int64_t
some_editor(const struct walk *w, uint64_t *seed)
{
	int64_t account;

	do
		account = 1 + random_below(seed, PEOPLE);
	while (!(w->roles[account] & ROLE_BIT(ROLE_EDITOR)));
	return account;
}

static void
walk_apply(struct walk *w, enum item_verb verb, int64_t account, struct item_step step,
		uint64_t *seed)
{
	struct item_facts *item = &w->item;

	if (step.lapses) {
		item->approver = 0;
		item->approved_revision = 0;
	}
	if (verb == VERB_SAVE)
		revision_add(w, account);
	if (verb == VERB_CORRECT)
		item->hand_count = 0;
	if (verb == VERB_SEND)
		item->sender = account;
	if (verb == VERB_SUBMIT_REVIEW)
		item->submitter = account;
	if (step.takes)
		item->taker = account;
	if (step.hands)
		item->taker = some_editor(w, seed);
	if (step.approves) {
		item->approver = account;
		item->approved_revision = item->revision;
	}
	if (step.reverts)
		item->revision = w->live;
	if (step.goes_public)
		w->live = item->revision;
	if (step.goes_dark)
		w->live = 0;
	item->is_live = w->live != 0;
	item->state = step.next;
}

/* Whatever way led here: the public text was approved by one who did not write it. */
static void
walk_check(const struct walk *w, enum item_verb verb, struct item_step step)
{
	const struct item_facts *item = &w->item;
	bool was_corrected = item->hand_count == 0 || w->hands[0] != item->author;

	if (step.goes_public) {
		assert_true(item->approver != 0);
		assert_int_equal(item->approved_revision, item->revision);
		assert_true(was_corrected || !w->wrote[item->revision][item->approver]);
		assert_int_not_equal(item->approver, item->author);
		assert_int_not_equal(item->approver, item->sender);
		assert_int_not_equal(item->approver, item->submitter);
		for (size_t i = 0; i < item->hand_count; i++)
			assert_int_not_equal(item->approver, w->hands[i]);
	}
	if (item->state == ITEM_PUBLISHED)
		assert_true(w->live != 0);
	if (item->state == ITEM_WITHDRAWN || item->state == ITEM_DROPPED)
		assert_int_equal(w->live, 0);
	if (verb == VERB_SAVE)
		assert_int_equal(item->approved_revision, 0);
}

static void
workflow__nobody_publishes_alone_in_random_walks(void **state)
{
	uint64_t seed = WALK_SEED;
	int published = 0, corrected = 0;

	(void)state;
	for (int i = 0; i < WALKS; i++) {
		struct walk w;

		walk_begin(&w, &seed);
		for (int j = 0; j < WALK_STEPS; j++) {
			int64_t account = random_below(&seed, PEOPLE + 1); /* 0: the clock */
			struct actor_facts actor = {
					.account = account,
					.unit = account ? (account % 2 ? PORTAL : UNIT) : 0,
					.roles = account ? w.roles[account] : ROLE_BIT(ROLE_CLOCK),
			};
			enum item_verb verbs[ITEM_VERB_COUNT];
			size_t count = workflow_verbs(&w.item, &actor, verbs);
			struct item_step step;

			if (count == 0)
				continue;
			enum item_verb verb = verbs[random_below(&seed, (int)count)];

			assert_int_equal(workflow_step(&w.item, verb, &actor, &step), OK);
			walk_apply(&w, verb, account, step, &seed);
			walk_check(&w, verb, step);
			published += step.goes_public;
			corrected += step.goes_public && w.item.hand_count > 0 &&
				     w.hands[0] != w.item.author;
		}
	}
	assert_true(published > WALKS / 100); /* the walks do come this far */
	assert_true(corrected > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(workflow__nobody_publishes_alone_in_random_walks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
