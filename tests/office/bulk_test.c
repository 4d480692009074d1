/* Many acts in one: each by its ordinary verb; what fails is taken back alone and told. */
#include "support/scene.h"

#include "office/audit.h"
#include "office/bulk.h"
#include "office/duty_remind.h"

struct doing {
	struct bulk_order order;
	int64_t report;
};

static enum err
bulk_verb(struct ctx *ctx, void *arg)
{
	struct doing *doing = arg;

	return bulk_do(ctx, &doing->order, &doing->report);
}

/* "done, Hôm nay …": why each was not done, as the report has it. */
static struct bulk_report
does_all(struct scene *s, const struct actor *actor, enum bulk_act act,
		const struct bulk_thing *things, size_t count)
{
	struct doing doing = {.order = {act, things, count,
					      act == BULK_ASSIGN ? s->accounts[0] : s->unit}};
	struct bulk_report report;
	struct ctx ctx;

	assert_ok(house_do(&s->house, actor, bulk_verb, &doing));
	ctx = house_ctx(&s->house, actor);
	assert_ok(bulk_load(&ctx, doing.report, &report));
	assert_int_equal(report.count, count);
	return report;
}

static struct bulk_thing
sent_item(struct scene *s)
{
	writes_report(s);
	hands_in(s);
	return (struct bulk_thing){TEXT("item"), s->item, s->revision, 0};
}

static void
items_are_taken_and_what_cannot_be_taken_is_told_and_refused_in_the_trail(struct fixture *f)
{
	struct bulk_thing things[3];
	struct bulk_report report;
	struct marks before, after;
	struct scene s;

	scene_begin(&s, f);
	things[0] = sent_item(&s);
	things[1] = sent_item(&s);
	does(&s, &s.editor, VERB_TAKE);
	does(&s, &s.editor, VERB_SUBMIT_REVIEW); /* is not to be taken any more */
	things[2] = sent_item(&s);
	before = marks_now(&s);
	report = does_all(&s, &s.editor, BULK_TAKE, things, 3);
	after = marks_now(&s);
	assert_false(report.rows[0].why.n);
	assert_true(report.rows[1].why.n);
	assert_false(report.rows[2].why.n);
	assert_int_equal(after.refusals - before.refusals, 1);
	s.item = things[0].id;
	assert_int_equal(item_now(&s).state, ITEM_EDITING);
	s.item = things[1].id;
	assert_int_equal(item_now(&s).state, ITEM_REVIEW);
	s.item = things[2].id;
	assert_int_equal(item_now(&s).taker, s.editor.account);
}

static enum err
hands_all(struct scene *s, const struct bulk_thing *things, size_t count, int64_t editor,
		struct bulk_report *out)
{
	struct doing doing = {.order = {BULK_HAND, things, count, editor}};
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);

	TRY(house_do(&s->house, &s->coordinator, bulk_verb, &doing));
	return bulk_load(&ctx, doing.report, out);
}

static void
items_are_handed_to_one_editor_but_not_those_that_changed_since_the_list(struct fixture *f)
{
	struct bulk_thing things[3];
	struct bulk_report report;
	struct bulk_row *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	for (int i = 0; i < 3; i++)
		things[i] = sent_item(&s);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(bulk_look(&ctx, &(struct bulk_order){BULK_HAND, things, 3, 0}, &rows, &count));
	for (int i = 0; i < 3; i++)
		things[i] = rows[i].thing;
	s.item = things[1].id;
	does(&s, &s.both, VERB_TAKE); /* meanwhile */
	assert_int_equal(hands_all(&s, things, 3, s.officer.account, &report), ERR_INVALID);
	assert_int_equal(hands_all(&s, things, 3, 0, &report), ERR_INVALID);
	assert_ok(hands_all(&s, things, 3, s.editor.account, &report));
	assert_false(report.rows[0].why.n);
	assert_true(report.rows[1].why.n);
	assert_false(report.rows[2].why.n);
	assert_int_equal(item_now(&s).taker, s.both.account);
	s.item = things[2].id;
	assert_int_equal(item_now(&s).taker, s.editor.account);
	assert_int_equal(notices_of(&s, &s.editor, "hand"), 2);
	assert_int_equal(house_notes(&s.house, "item.hand", false), 2);
	assert_int_equal(house_notes(&s.house, "item.hand", true), 1);
}

static void
questions_go_to_one_unit(struct fixture *f)
{
	struct bulk_thing things[2];
	struct doing doing;
	struct scene s;

	scene_begin(&s, f);
	for (int i = 0; i < 2; i++) {
		assert_ok(asks(&s, NULL));
		things[i] = (struct bulk_thing){TEXT("question"), s.question, 0, 0};
	}
	doing = (struct doing){.order = {BULK_FORWARD, things, 2, 0}};
	assert_int_equal(house_do(&s.house, &s.coordinator, bulk_verb, &doing), ERR_INVALID);
	assert_int_equal(question_now(&s).state, QUESTION_NEW);
	does_all(&s, &s.coordinator, BULK_FORWARD, things, 2);
	for (int i = 0; i < 2; i++) {
		s.question = things[i].id;
		assert_int_equal(question_now(&s).unit, s.unit);
	}
}

static void
units_are_reminded_once_a_day_and_nobody_of_what_is_settled(struct fixture *f)
{
	struct bulk_thing thing = {.kind = TEXT("duty")};
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	thing.id = s.duty;
	assert_false(does_all(&s, &s.coordinator, BULK_REMIND, &thing, 1).rows[0].why.n);
	assert_int_equal(notices_of(&s, &s.officer, "duty_remind"), 1);
	assert_int_equal(notices_of(&s, &s.leader, "duty_remind"), 1);
	assert_int_equal(notices_of(&s, &s.stranger, "duty_remind"), 0);
	assert_string_equal(does_all(&s, &s.leader, BULK_REMIND, &thing, 1).rows[0].why.p,
			"Hôm nay nghĩa vụ này đã được nhắc rồi.");
	it_is(&s, "2026-02-03 08:00:00");
	assert_false(does_all(&s, &s.leader, BULK_REMIND, &thing, 1).rows[0].why.n);
	assert_int_equal(notices_of(&s, &s.officer, "duty_remind"), 2);
	assert_int_equal(notices_of(&s, &s.leader, "duty_remind"), 1); /* not of the own act */
	assert_ok(begins_item(&s, &s.officer));
	hands_in(&s);
	it_is(&s, "2026-02-05 08:00:00");
	assert_true(does_all(&s, &s.coordinator, BULK_REMIND, &thing, 1).rows[0].why.n);
}

static struct bulk_thing
told_event(struct scene *s, enum event_kind kind)
{
	notified(s, kind);
	return (struct bulk_thing){TEXT("event"), s->event, 0, 0};
}

/* As an event lies before the coordinator: by what the Portal owes. */
static void
an_event_is_meant_by_the_duty_that_is_about_it_and_no_other_duty_is(struct fixture *f)
{
	struct bulk_thing things[2];
	struct bulk_report report;
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	things[0] = (struct bulk_thing){TEXT("duty"), s.duty, 0, 0};
	notified(&s, EVENT_OUTSIDE);
	looks_at_duty(&s, "3g");
	things[1] = (struct bulk_thing){TEXT("duty"), s.duty, 0, 0};
	report = does_all(&s, &s.coordinator, BULK_ASSIGN, things, 2);
	assert_true(report.rows[0].why.n > 0);
	assert_int_equal(report.rows[1].why.n, 0);
	assert_int_equal(assignment_at(&s, 0).account, s.reporter.account);
}

static void
one_reporter_is_sent_to_several_events_and_double_booking_is_shown_before(struct fixture *f)
{
	struct bulk_thing things[3];
	struct bulk_report report;
	struct bulk_row *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	things[0] = told_event(&s, EVENT_OUTSIDE);
	assert_ok(assigns(&s, &s.coordinator));
	things[1] = told_event(&s, EVENT_OUTSIDE);
	things[2] = told_event(&s, EVENT_OUTSIDE);
	assert_ok(cancels(&s, &s.officer));
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(bulk_look(&ctx, &(struct bulk_order){BULK_ASSIGN, things, 3, 0}, &rows, &count));
	assert_int_equal(count, 3);
	assert_int_equal(rows[1].clash_count, 1);
	assert_int_equal(rows[1].clashes[0].account, s.reporter.account);
	assert_int_equal(rows[1].clashes[0].event, things[0].id);
	assert_true(rows[0].overlaps.n > 0);
	report = does_all(&s, &s.coordinator, BULK_ASSIGN, things, 3);
	assert_true(report.rows[0].why.n > 0); /* is sent already */
	assert_int_equal(report.rows[1].why.n, 0);
	assert_true(report.rows[2].why.n > 0); /* cancelled */
	assert_int_equal(house_notes(&s.house, "event.assign", false), 2);
	assert_int_equal(house_notes(&s.house, "event.assign", true), 2);
}

static enum err
assigns_at_once(struct ctx *ctx, struct scene *s)
{
	struct bulk_thing thing = {TEXT("event"), s->event, 0, 0};
	int64_t report;

	return bulk_do(ctx, &(struct bulk_order){BULK_ASSIGN, &thing, 1, s->accounts[0]}, &report);
}
SCENE_ACT(static, assigns_in_bulk, assigns_at_once(ctx, s))

static void
only_who_assigns_does_it_and_only_to_a_reporter(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OUTSIDE);
	assert_refused(&s, &s.officer, assigns_in_bulk, ERR_FORBIDDEN);
	assert_refused(&s, &s.reporter, assigns_in_bulk, ERR_FORBIDDEN);
	assert_refused(&s, &s.auditor, assigns_in_bulk, ERR_FORBIDDEN);
	s.accounts[0] = s.editor.account;
	assert_complaint(&s, &s.coordinator, assigns_in_bulk, "to");
	s.accounts[0] = 0;
	assert_complaint(&s, &s.coordinator, assigns_in_bulk, "to");
}

static void
nothing_of_another_unit_is_done_or_named(struct fixture *f)
{
	struct bulk_thing thing = {.kind = TEXT("duty")};
	struct bulk_report report;
	struct doing doing;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	thing.id = s.duty;
	report = does_all(&s, &s.stranger_leader, BULK_REMIND, &thing, 1);
	assert_true(report.rows[0].why.n);
	assert_false(report.rows[0].title.n);
	assert_int_equal(notices_of(&s, &s.officer, "duty_remind"), 0);
	doing = (struct doing){.order = {BULK_REMIND, &thing, 1, 0}};
	assert_int_equal(house_do(&s.house, &s.officer, bulk_verb, &doing), ERR_FORBIDDEN);
	doing.order.count = 0;
	assert_int_equal(house_do(&s.house, &s.coordinator, bulk_verb, &doing), ERR_INVALID);
	doing.order.count = 1;
	assert_ok(house_do(&s.house, &s.coordinator, bulk_verb, &doing));
	ctx = house_ctx(&s.house, &s.leader);
	assert_int_equal(bulk_load(&ctx, doing.report, &report), ERR_NOT_FOUND);
}

static void
what_an_act_is_not_for_is_told_before_and_not_done(struct fixture *f)
{
	struct bulk_thing things[3] = {{TEXT("duty"), 0, 0, 0}, {TEXT("event"), 1, 0, 0},
			{TEXT("item"), 999, 1, 0}};
	struct bulk_order order = {BULK_TAKE, things, 3, 0};
	struct bulk_row *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	things[0].id = s.duty;
	ctx = house_ctx(&s.house, &s.editor);
	assert_ok(bulk_look(&ctx, &order, &rows, &count));
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++)
		assert_true(rows[i].why.n);
	assert_true(rows[0].title.n);
	assert_false(rows[2].title.n);
}

static void
things_are_read_as_they_are_written(struct fixture *f)
{
	static const char *const wrong[] = {
			"", "item", "item:7", "item:x:1", "item:7:1:2:3", "item:7:", "item:7:1:"};
	struct bulk_thing thing = {TEXT("item"), 7, 3, 0}, read;

	assert_true(bulk_thing_read(bulk_thing_words(&f->arena, &thing), &read));
	assert_int_equal(read.id, 7);
	assert_int_equal(read.seen, 3);
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_false(bulk_thing_read(text_of(wrong[i]), &read));
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(items_are_taken_and_what_cannot_be_taken_is_told_and_refused_in_the_trail),
			STORE_TEST(items_are_handed_to_one_editor_but_not_those_that_changed_since_the_list),
			STORE_TEST(questions_go_to_one_unit),
			STORE_TEST(units_are_reminded_once_a_day_and_nobody_of_what_is_settled),
			STORE_TEST(an_event_is_meant_by_the_duty_that_is_about_it_and_no_other_duty_is),
			STORE_TEST(one_reporter_is_sent_to_several_events_and_double_booking_is_shown_before),
			STORE_TEST(only_who_assigns_does_it_and_only_to_a_reporter),
			STORE_TEST(nothing_of_another_unit_is_done_or_named),
			STORE_TEST(what_an_act_is_not_for_is_told_before_and_not_done),
			STORE_TEST(things_are_read_as_they_are_written),
	};

	return house_run("bulk", tests, COUNT_OF(tests));
}
