/*
 * workflow_test.c - the item's steps: one golden text, and single rules. UPDATE_GOLDEN=1
 * writes the text anew; read the difference. Random walks are in workflow_walk_test.c.
 */
#include "law_test.h"

#include "golden.h"
#include "law/workflow.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* ---- the golden text ---- */

enum { UNIT = 10, OTHER_UNIT = 20, PORTAL = 30 };
enum { AUTHOR = 1, COLLEAGUE, FOREIGNER, LEADER, EDITOR, OTHER_EDITOR, SUBMITTER, SECOND, SOMEONE };

static const struct cast {
	const char *name;
	int64_t account;
	int64_t unit;
	enum role role;
} CAST[] = {
		{"officer author", AUTHOR, UNIT, ROLE_OFFICER},
		{"officer colleague", COLLEAGUE, UNIT, ROLE_OFFICER},
		{"officer foreign", FOREIGNER, OTHER_UNIT, ROLE_OFFICER},
		{"unit_leader", LEADER, UNIT, ROLE_UNIT_LEADER},
		{"unit_leader foreign", FOREIGNER, OTHER_UNIT, ROLE_UNIT_LEADER},
		{"coordinator", SOMEONE, PORTAL, ROLE_COORDINATOR},
		{"reporter author", AUTHOR, PORTAL, ROLE_REPORTER},
		{"reporter", SOMEONE, PORTAL, ROLE_REPORTER},
		{"reporter taker", EDITOR, PORTAL, ROLE_REPORTER},
		{"editor author", AUTHOR, PORTAL, ROLE_EDITOR},
		{"editor taker", EDITOR, PORTAL, ROLE_EDITOR},
		{"editor submitter", SUBMITTER, PORTAL, ROLE_EDITOR},
		{"editor other", OTHER_EDITOR, PORTAL, ROLE_EDITOR},
		{"publisher author", AUTHOR, PORTAL, ROLE_PUBLISHER},
		{"publisher who edited", EDITOR, PORTAL, ROLE_PUBLISHER},
		{"publisher sender", LEADER, PORTAL, ROLE_PUBLISHER},
		{"publisher submitter", SUBMITTER, PORTAL, ROLE_PUBLISHER},
		{"publisher second", SECOND, PORTAL, ROLE_PUBLISHER},
		{"publisher", SOMEONE, PORTAL, ROLE_PUBLISHER},
		{"ministry_leader", SOMEONE, 0, ROLE_MINISTRY_LEADER},
		{"auditor", SOMEONE, 0, ROLE_AUDITOR},
		{"administrator", SOMEONE, 0, ROLE_ADMINISTRATOR},
		{"clock", 0, 0, ROLE_CLOCK},
};

static const int64_t HANDS[] = {AUTHOR, EDITOR};

static struct item_facts
item_in(enum item_state state, bool is_live, bool is_approved)
{
	return (struct item_facts){
			.state = state,
			.unit = UNIT,
			.author = AUTHOR,
			.sender = LEADER,
			.taker = EDITOR,
			.submitter = SUBMITTER,
			.approver = is_approved ? SECOND : 0,
			.revision = 5,
			.approved_revision = is_approved ? 5 : 0,
			.is_live = is_live,
			.hands = HANDS,
			.hand_count = COUNT_OF(HANDS),
	};
}

static void
cell_add(struct buf *out, const struct item_facts *item, const struct actor_facts *actor)
{
	enum item_verb verbs[ITEM_VERB_COUNT];
	size_t count = workflow_verbs(item, actor, verbs);

	for (size_t i = 0; i < count; i++) {
		struct item_step step;

		assert_int_equal(workflow_step(item, verbs[i], actor, &step), OK);
		buf_addf(out, " %s>%s%s%s%s%s%s%s%s%s", item_verb_name(verbs[i]).p,
				item_state_name(step.next).p, step.takes ? "+takes" : "",
				step.hands ? "+hands" : "", step.lapses ? "+lapses" : "",
				step.approves ? "+approves" : "", step.reverts ? "+reverts" : "",
				step.goes_public ? "+public" : "", step.goes_dark ? "+dark" : "",
				step.asks_reason ? "+reason" : "");
	}
}

static void
state_add(struct buf *out, enum item_state state, bool is_live, bool is_approved)
{
	struct item_facts item = item_in(state, is_live, is_approved);

	buf_addf(out, "\n%s%s%s\n", item_state_name(state).p, is_live ? " live" : "",
			is_approved ? " approved" : "");
	for (size_t i = 0; i < COUNT_OF(CAST); i++) {
		struct actor_facts actor = {.account = CAST[i].account,
				.unit = CAST[i].unit,
				.roles = ROLE_BIT(CAST[i].role)};
		struct buf cell = BUF(&arena);

		cell_add(&cell, &item, &actor);
		if (cell.n)
			buf_addf(out, "  %s:%s\n", CAST[i].name, buf_text(&cell).p);
	}
}

/* What urgency adds: publishing alone, or signing off what `urgent_by` published so. */
static void
urgent_add(struct buf *out, enum item_state state, bool is_live, int64_t urgent_by)
{
	struct item_facts item = item_in(state, is_live, false);
	enum item_verb verb = urgent_by ? VERB_SIGN_OFF : VERB_PUBLISH_URGENT;
	struct item_step step;

	item.may_be_urgent = true;
	item.urgent_by = urgent_by;
	for (size_t i = 0; i < COUNT_OF(CAST); i++) {
		struct actor_facts actor = {.account = CAST[i].account,
				.unit = CAST[i].unit,
				.roles = ROLE_BIT(CAST[i].role)};

		if (workflow_step(&item, verb, &actor, &step) == OK)
			buf_addf(out, "\nurgent %s%s\n  %s: %s>%s%s%s%s%s%s\n",
					item_state_name(state).p, is_live ? " live" : "",
					CAST[i].name, item_verb_name(verb).p,
					item_state_name(step.next).p, step.lapses ? "+lapses" : "",
					step.goes_public ? "+public" : "",
					step.is_urgent ? "+urgent" : "", step.signs ? "+signs" : "",
					step.asks_reason ? "+reason" : "");
	}
}

static void
workflow__golden(void **state)
{
	struct buf out = BUF(&arena);

	(void)state;
	buf_add_c(&out, "Who may do what to an item, and what becomes of it. Actors without a line "
			"may do nothing.\n");
	for (unsigned s = ITEM_UNSET; s < ITEM_STATE_COUNT; s++)
		for (unsigned live = 0; live < 2; live++)
			for (unsigned approved = 0; approved < 2; approved++)
				state_add(&out, (enum item_state)s, live, approved);
	for (unsigned s = ITEM_UNSET; s < ITEM_STATE_COUNT; s++)
		for (unsigned live = 0; live < 2; live++) {
			urgent_add(&out, (enum item_state)s, live, 0);
			urgent_add(&out, (enum item_state)s, live, SOMEONE);
		}
	golden_check(&arena, "tests/law/workflow.golden", buf_text(&out));
}

static void
sight_add(struct buf *out, enum item_state state, int64_t unit, bool was_at_portal)
{
	static const char *const words[] = {
			[SIGHT_NONE] = "none", [SIGHT_SHARED] = "shared", [SIGHT_WHOLE] = "whole"};
	struct item_facts item = item_in(state, false, false);

	item.unit = unit;
	item.was_at_portal = was_at_portal;
	buf_addf(out, "\n%s%s%s\n", unit == PORTAL ? "the Portal's own " : "",
			item_state_name(state).p, was_at_portal ? ", sent before" : "");
	for (size_t i = 0; i < COUNT_OF(CAST); i++) {
		struct actor_facts actor = {.account = CAST[i].account,
				.unit = CAST[i].unit,
				.roles = ROLE_BIT(CAST[i].role)};

		buf_addf(out, "  %s: %s\n", CAST[i].name, words[workflow_sight(&item, &actor)]);
	}
}

static void
workflow__sight_golden(void **state)
{
	struct buf out = BUF(&arena);

	(void)state;
	buf_add_c(&out, "How much of a unit's item each actor reads.\n");
	for (unsigned s = ITEM_DRAFT; s < ITEM_STATE_COUNT; s++) {
		sight_add(&out, (enum item_state)s, UNIT, false);
		sight_add(&out, (enum item_state)s, UNIT, true);
	}
	sight_add(&out, ITEM_DRAFT, PORTAL, false);
	golden_check(&arena, "tests/law/sight.golden", buf_text(&out));
}

static void
workflow__who_reads_only_what_was_sent_changes_nothing_that_is_with_the_unit(void **state)
{
	(void)state;
	for (unsigned s = ITEM_DRAFT; s < ITEM_STATE_COUNT; s++)
		for (size_t i = 0; i < COUNT_OF(CAST); i++) {
			struct item_facts item = item_in((enum item_state)s, false, true);
			struct actor_facts actor = {.account = CAST[i].account,
					.unit = CAST[i].unit,
					.roles = ROLE_BIT(CAST[i].role)};
			enum item_verb verbs[ITEM_VERB_COUNT];

			if (item_state_is_at_portal(item.state))
				continue;
			item.was_at_portal = true;
			if (workflow_sight(&item, &actor) != SIGHT_WHOLE)
				assert_int_equal(workflow_verbs(&item, &actor, verbs), 0);
		}
}

/* ---- single rules, as sentences ---- */

static enum err
try(const struct item_facts *item, enum item_verb verb, int64_t account, enum role role)
{
	struct actor_facts actor = {.account = account, .unit = PORTAL, .roles = ROLE_BIT(role)};
	struct item_step step = {.next = ITEM_UNSET};
	enum err err = workflow_step(item, verb, &actor, &step);

	if (err != OK)
		assert_int_equal(step.next, ITEM_UNSET); /* untouched */
	return err;
}

static void
workflow__an_approval_lapses_with_the_next_revision(void **state)
{
	struct item_facts item = item_in(ITEM_APPROVED, false, true);

	(void)state;
	assert_int_equal(try(&item, VERB_PUBLISH, SECOND, ROLE_PUBLISHER), OK);
	item.revision++;
	assert_int_equal(try(&item, VERB_PUBLISH, SECOND, ROLE_PUBLISHER), ERR_CONFLICT);
	item.state = ITEM_SCHEDULED;
	assert_int_equal(try(&item, VERB_PUBLISH, 0, ROLE_CLOCK), ERR_CONFLICT);
}

static void
workflow__an_approval_by_one_of_the_hands_is_worth_nothing(void **state)
{
	struct item_facts item = item_in(ITEM_APPROVED, false, true);

	(void)state;
	item.approver = EDITOR;
	assert_int_equal(try(&item, VERB_PUBLISH, SECOND, ROLE_PUBLISHER), ERR_CONFLICT);
	item.approver = 0;
	item.approved_revision = item.revision;
	assert_int_equal(try(&item, VERB_PUBLISH, SECOND, ROLE_PUBLISHER), ERR_CONFLICT);
}

static void
workflow__nobody_without_an_account_holds_a_relation(void **state)
{
	struct item_facts item = {.state = ITEM_EDITING};
	struct actor_facts nobody = {.roles = ~(role_set)0};
	enum item_verb verbs[ITEM_VERB_COUNT];

	(void)state;
	assert_int_equal(workflow_verbs(&item, &nobody, verbs), 1); /* which asks for none */
	assert_int_equal(verbs[0], VERB_HAND);
	item.state = ITEM_DRAFT;
	assert_int_equal(workflow_verbs(&item, &nobody, verbs), 0);
	item.state = ITEM_REVIEW;
	nobody.roles = ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_REPORTER);
	assert_int_equal(workflow_verbs(&item, &nobody, verbs), 0);
	assert_int_equal(try(&item, VERB_APPROVE, 0, ROLE_PUBLISHER), ERR_FORBIDDEN);
}

/* Alone and once; then a second person, who has no hand in the text either. */
static void
workflow__urgency_is_refused_with_its_reason(void **state)
{
	struct item_facts item = item_in(ITEM_REVIEW, false, false);
	struct actor_facts second = {SECOND, PORTAL, ROLE_BIT(ROLE_PUBLISHER), 0};

	(void)state;
	assert_int_equal(try(&item, VERB_PUBLISH_URGENT, SECOND, ROLE_PUBLISHER), ERR_CONFLICT);
	assert_string_equal(workflow_refusal(&arena, &item, VERB_PUBLISH_URGENT, &second).p,
			"Quy định không cho phép một người đăng khẩn loại tin, bài này: phải có "
			"người thứ hai duyệt.");
	item.may_be_urgent = true;
	assert_int_equal(try(&item, VERB_PUBLISH_URGENT, SECOND, ROLE_PUBLISHER), OK);
	item.urgent_by = SECOND;
	assert_int_equal(try(&item, VERB_PUBLISH_URGENT, SOMEONE, ROLE_PUBLISHER), ERR_CONFLICT);
	assert_string_equal(workflow_refusal(&arena, &item, VERB_PUBLISH_URGENT, &second).p,
			"Tin, bài đã đăng khẩn một lần và đang chờ hậu kiểm; lần sau phải có người "
			"thứ hai duyệt.");
	item = item_in(ITEM_PUBLISHED, true, false);
	assert_int_equal(try(&item, VERB_SIGN_OFF, SECOND, ROLE_PUBLISHER), ERR_CONFLICT);
	assert_string_equal(workflow_refusal(&arena, &item, VERB_SIGN_OFF, &second).p,
			"Tin, bài này không chờ hậu kiểm.");
	item.urgent_by = SECOND;
	assert_int_equal(try(&item, VERB_SIGN_OFF, 0, ROLE_PUBLISHER), ERR_FORBIDDEN);
	assert_int_equal(try(&item, VERB_SIGN_OFF, SECOND, ROLE_PUBLISHER), ERR_FORBIDDEN);
	assert_int_equal(try(&item, VERB_SIGN_OFF, AUTHOR, ROLE_PUBLISHER), ERR_FORBIDDEN);
	assert_int_equal(try(&item, VERB_SIGN_OFF, SOMEONE, ROLE_PUBLISHER), OK);
}

/* ủy quyền: neither the one who acts nor the one in whose place may have had a hand. */
static void
workflow__a_deputy_and_the_giver_are_no_two_persons(void **state)
{
	static const struct {
		int64_t place, person;
		enum err approve, sign_off;
		const char *why;
	} rows[] = {
			{SOMEONE, 0, OK, OK, "had no hand"},
			{SOMEONE, OTHER_EDITOR, OK, OK, "neither had a hand"},
			{SOMEONE, AUTHOR, ERR_FORBIDDEN, ERR_FORBIDDEN, "the deputy wrote it"},
			{AUTHOR, SOMEONE, ERR_FORBIDDEN, ERR_FORBIDDEN, "the giver wrote it"},
			{SOMEONE, LEADER, ERR_FORBIDDEN, ERR_FORBIDDEN, "the deputy sent it"},
			{SUBMITTER, SOMEONE, ERR_FORBIDDEN, ERR_FORBIDDEN,
					"the giver submitted it"},
			{SECOND, SOMEONE, OK, ERR_FORBIDDEN, "published in the giver's place"},
			{SOMEONE, SECOND, OK, ERR_FORBIDDEN, "the deputy's place published it"},
			{COLLEAGUE, SOMEONE, OK, ERR_FORBIDDEN, "the giver published for another"},
			{SOMEONE, COLLEAGUE, OK, ERR_FORBIDDEN, "the deputy published for another"},
	};
	struct item_facts review = item_in(ITEM_REVIEW, false, false);
	struct item_facts public = item_in(ITEM_PUBLISHED, true, false);
	struct item_step step;

	(void)state;
	public.urgent_by = SECOND;
	public.urgent_person = COLLEAGUE;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct actor_facts actor = {
				rows[i].place, PORTAL, ROLE_BIT(ROLE_PUBLISHER), rows[i].person};

		if (workflow_step(&review, VERB_APPROVE, &actor, &step) != rows[i].approve ||
				workflow_step(&public, VERB_SIGN_OFF, &actor, &step) !=
						rows[i].sign_off)
			fail_msg("%s", rows[i].why);
	}
}

/* What lies with the giver is in the deputy's hands, and what the deputy takes is the giver's. */
static void
workflow__a_deputy_goes_on_with_the_givers_work(void **state)
{
	struct item_facts item = item_in(ITEM_EDITING, false, false);
	struct actor_facts deputy = {EDITOR, PORTAL, ROLE_BIT(ROLE_EDITOR), SOMEONE};
	struct actor_facts self = {SOMEONE, PORTAL, ROLE_BIT(ROLE_EDITOR), 0};
	struct item_step step;

	(void)state;
	assert_int_equal(workflow_step(&item, VERB_SAVE, &deputy, &step), OK);
	assert_int_equal(workflow_step(&item, VERB_SAVE, &self, &step), ERR_FORBIDDEN);
}

/* The approval of somebody who stood in for another holds for both. */
static void
workflow__an_approval_in_anothers_place_is_void_when_either_had_a_hand(void **state)
{
	struct item_facts item = item_in(ITEM_APPROVED, false, true);

	(void)state;
	item.approver_person = SOMEONE;
	assert_int_equal(try(&item, VERB_PUBLISH, SECOND, ROLE_PUBLISHER), OK);
	item.approver_person = AUTHOR;
	assert_int_equal(try(&item, VERB_PUBLISH, SECOND, ROLE_PUBLISHER), ERR_CONFLICT);
}

static void
workflow__refusals_say_who_may_and_when(void **state)
{
	struct item_facts item = item_in(ITEM_REVIEW, false, false);
	struct actor_facts editor = {EDITOR, PORTAL, ROLE_BIT(ROLE_PUBLISHER), 0};

	(void)state;
	assert_string_equal(workflow_refusal(&arena, &item, VERB_APPROVE, &editor).p,
			"Khi tin, bài ở trạng thái “Chờ duyệt”, chỉ Người duyệt đăng không tham "
			"gia viết, biên tập, gửi hay trình bản này được thực hiện “Duyệt”.");
	assert_string_equal(workflow_refusal(&arena, &item, VERB_TAKE, &editor).p,
			"Không thể “Nhận biên tập” khi tin, bài ở trạng thái “Chờ duyệt”; chỉ "
			"được khi ở “Đã gửi, chờ tiếp nhận”, “Đang biên tập”.");
	assert_string_equal(workflow_refusal(&arena, &item, VERB_REJECT, &editor).p, "");
	assert_string_equal(workflow_refusal(&arena, &item, VERB_RECALL, &editor).p,
			"Khi tin, bài ở trạng thái “Chờ duyệt”, chỉ Biên tập viên đã trình duyệt "
			"hoặc Phóng viên đã trình duyệt được thực hiện “Rút lại”.");
	assert_string_equal(workflow_refusal(&arena, &item, VERB_PUBLISH, &editor).p,
			"Không thể “Đăng ngay” khi tin, bài ở trạng thái “Chờ duyệt”; chỉ được khi "
			"ở "
			"“Đã duyệt”, “Hẹn giờ đăng”.");
	item = item_in(ITEM_APPROVED, false, false);
	assert_string_equal(workflow_refusal(&arena, &item, VERB_PUBLISH, &editor).p,
			"Bản hiện tại chưa được người thứ hai duyệt: lần duyệt trước thuộc về "
			"bản khác và đã hết giá trị.");
	item.state = ITEM_SCHEDULED;
	assert_string_equal(workflow_refusal(&arena, &item, VERB_PUBLISH, &editor).p,
			"Bản hiện tại chưa được người thứ hai duyệt: lần duyệt trước thuộc về "
			"bản khác và đã hết giá trị.");
}

/* Held, nobody takes it anywhere; what is public may always be taken off. */
static void
workflow__what_is_held_goes_nowhere_but_off_the_public(void **state)
{
	(void)state;
	for (unsigned from = ITEM_DRAFT; from < ITEM_STATE_COUNT; from++)
		for (unsigned verb = VERB_SAVE; verb < ITEM_VERB_COUNT; verb++) {
			struct item_facts item = item_in((enum item_state)from, true, true);
			struct actor_facts all = {EDITOR, PORTAL, ~(role_set)0, 0};
			enum err free = ERR_CONFLICT, held;
			struct item_step step;

			free = workflow_step(&item, (enum item_verb)verb, &all, &step);
			item.is_held = true;
			held = workflow_step(&item, (enum item_verb)verb, &all, &step);
			assert_int_equal(held, verb == VERB_WITHDRAW ? free : ERR_CONFLICT);
			if (verb != VERB_WITHDRAW)
				assert_non_null(strstr(workflow_refusal(&arena, &item,
								       (enum item_verb)verb, &all)
								       .p,
						"tạm giữ"));
		}
}

static void
workflow__who_hands_on_or_answers_declares(void **state)
{
	(void)state;
	for (unsigned verb = VERB_UNSET; verb < ITEM_VERB_COUNT; verb++)
		assert_int_equal(item_verb_declares((enum item_verb)verb),
				verb == VERB_SUBMIT || verb == VERB_SEND ||
						verb == VERB_SUBMIT_REVIEW ||
						verb == VERB_APPROVE ||
						verb == VERB_PUBLISH_URGENT ||
						verb == VERB_SIGN_OFF);
}

static void
workflow__names_and_labels_are_whole(void **state)
{
	(void)state;
	for (unsigned s = ITEM_UNSET + 1; s < ITEM_STATE_COUNT; s++) {
		enum item_state parsed;

		assert_int_equal(
				item_state_parse(item_state_name((enum item_state)s), &parsed), OK);
		assert_int_equal(parsed, s);
		assert_false(text_is_empty(item_state_label((enum item_state)s).text));
	}
	for (unsigned v = VERB_UNSET + 1; v < ITEM_VERB_COUNT; v++) {
		enum item_verb parsed;

		assert_int_equal(item_verb_parse(item_verb_name((enum item_verb)v), &parsed), OK);
		assert_int_equal(parsed, v);
		assert_false(text_is_empty(item_verb_label((enum item_verb)v).text));
		assert_int_not_equal(workflow_permit((enum item_verb)v), PERMIT_UNSET);
	}
	assert_true(item_verb_asks_reason(VERB_WITHDRAW));
	assert_false(item_verb_asks_reason(VERB_PUBLISH));
	assert_int_equal(item_state_parse(TEXT("unset"), &(enum item_state){0}), ERR_INVALID);
	assert_int_equal(item_verb_parse(TEXT("fly"), &(enum item_verb){0}), ERR_INVALID);
	assert_string_equal(tone_name(item_state_label(ITEM_REVIEW).tone).p, "warn");
}

/* Whoever may do a verb has the permission that its route asks for. */
static void
workflow__agrees_with_the_permit_matrix(void **state)
{
	(void)state;
	for (unsigned s = ITEM_UNSET + 1; s < ITEM_STATE_COUNT; s++)
		for (size_t i = 0; i < COUNT_OF(CAST) * 4; i++) {
			const struct cast *who = &CAST[i / 4];
			struct item_facts item = item_in((enum item_state)s, i & 1, i & 2);
			struct actor_facts actor = {
					who->account, who->unit, ROLE_BIT(who->role), 0};
			enum item_verb verbs[ITEM_VERB_COUNT];
			size_t count = workflow_verbs(&item, &actor, verbs);

			for (size_t j = 0; j < count; j++)
				assert_int_equal(
						permit_check_unit(workflow_permit(verbs[j]),
								actor.roles, actor.unit, item.unit),
						OK);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(workflow__golden),
			cmocka_unit_test(workflow__sight_golden),
			cmocka_unit_test(
					workflow__who_reads_only_what_was_sent_changes_nothing_that_is_with_the_unit),
			cmocka_unit_test(workflow__an_approval_lapses_with_the_next_revision),
			cmocka_unit_test(
					workflow__an_approval_by_one_of_the_hands_is_worth_nothing),
			cmocka_unit_test(workflow__nobody_without_an_account_holds_a_relation),
			cmocka_unit_test(workflow__urgency_is_refused_with_its_reason),
			cmocka_unit_test(workflow__a_deputy_and_the_giver_are_no_two_persons),
			cmocka_unit_test(workflow__a_deputy_goes_on_with_the_givers_work),
			cmocka_unit_test(
					workflow__an_approval_in_anothers_place_is_void_when_either_had_a_hand),
			cmocka_unit_test(workflow__refusals_say_who_may_and_when),
			cmocka_unit_test(workflow__what_is_held_goes_nowhere_but_off_the_public),
			cmocka_unit_test(workflow__who_hands_on_or_answers_declares),
			cmocka_unit_test(workflow__names_and_labels_are_whole),
			cmocka_unit_test(workflow__agrees_with_the_permit_matrix),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
