/*
 * After units were merged: what is opened again of one that has ended is its successor's, whose
 * people read what it did and owe what a regulation names it for; on both engines.
 */
#include "support/scene.h"

#include "office/desk_search.h"
#include "office/merger.h"
#include "office/unit.h"

struct merging_act {
	struct merger_order order;
	int64_t id;
};

static enum err
merge_verb(struct ctx *ctx, void *arg)
{
	struct merging_act *act = arg;
	struct merger_trial *trial = ARENA_NEW(ctx->arena, struct merger_trial);

	TRY(merger_try(ctx, &act->order, trial));
	act->order.seen = trial->seen;
	return merger_run(ctx, &act->order, &act->id);
}

static void
merges(struct scene *s, int64_t unit, int64_t successor)
{
	struct day today = day_of(s->house.now, s->house.rules.zone);
	struct merging_act act = {.order = {.units = {unit},
						  .count = 1,
						  .successor = successor,
						  .number = TEXT("12/QĐ-BCA"),
						  .decided_on = today,
						  .signer = TEXT("Bộ trưởng"),
						  .effective_on = today}};

	assert_ok(house_do(&s->house, &s->admin, merge_verb, &act));
}

/* As their next request finds them: of which unit, and what that has taken in. */
static void
is_now_of(struct scene *s, struct actor *actor, int64_t unit)
{
	actor->unit = unit;
	assert_ok(unit_forebears_of_actor(s->house.store, s->house.arena, actor));
}

/* The department ends in the province, and that one in the third unit. */
static void
merges_twice(struct scene *s)
{
	merges(s, s->house.department, s->house.province);
	merges(s, s->house.province, s->third);
	is_now_of(s, &s->officer, s->third);
	is_now_of(s, &s->leader, s->third);
	is_now_of(s, &s->helper, s->third);
}

/* A report of the department is public and its matter closed; then the department ends. */
static void
published_before(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	writes_report(s);
	hands_in(s);
	portal_publishes(s);
	assert_ok(closes_matter(s, &s->leader));
}

static void
corrects(struct scene *s)
{
	s->order.reason = TEXT("Sai số liệu ở đoạn hai.");
	does(s, &s->editor, VERB_CORRECT);
}

static void
the_portal_corrects_what_the_old_unit_gave_and_it_stays_that_units(struct fixture *f)
{
	struct scene s;

	published_before(&s, f);
	merges_twice(&s);
	corrects(&s);
	s.writing.correction = TEXT("Sửa số vụ ở đoạn hai.");
	assert_ok(saves_item(&s, &s.editor));
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	does(&s, &s.publisher, VERB_APPROVE);
	does(&s, &s.publisher, VERB_PUBLISH);
	assert_true(is_public(&s));
	assert_int_equal(item_now(&s).unit, s.house.department);
}

/* What was there comes by both links of the chain. */
static void
assert_came(struct scene *s, enum merger_kind kind, int64_t thing)
{
	struct ctx ctx = house_ctx(&s->house, &s->helper);
	struct text trace;

	assert_ok(merger_trace(&ctx, kind, thing, &trace));
	assert_int_equal(text_find(trace, TEXT("Tiếp nhận từ ")), 0);
	assert_true(text_find(trace, TEXT("; ")) > 0);
}

static void
a_duty_of_the_old_unit_that_is_owed_again_is_owed_by_the_successor(struct fixture *f)
{
	struct scene s;

	published_before(&s, f);
	merges_twice(&s);
	s.decision.reason = TEXT("Báo cáo thiếu một phần.");
	assert_ok(decides(&s, &s.coordinator, DUTY_ACT_REOPEN));
	assert_int_equal(duty_now(&s).unit, s.third);
	assert_int_equal(matter_now(&s).unit, s.third);
	assert_true(matter_now(&s).open);
	assert_came(&s, MERGER_DUTY, s.duty);
	assert_came(&s, MERGER_MATTER, s.matter);
	assert_int_equal(notices_of(&s, &s.helper, "duty_reopen"), 1);
	assert_ok(begins_item(&s, &s.helper));
	hands_in(&s);
	assert_duties(&s, "6a met");
}

static void
a_matter_of_the_old_unit_that_is_opened_again_is_the_successors(struct fixture *f)
{
	struct scene s;

	published_before(&s, f);
	s.reason = TEXT("Có tình tiết mới.");
	assert_ok(reopens_matter(&s, &s.coordinator));
	assert_int_equal(matter_now(&s).unit, s.house.department);
	assert_int_equal(house_notes(&s.house, "unit.follow", false), 0);
	assert_ok(closes_matter(&s, &s.leader));
	merges_twice(&s);
	assert_ok(reopens_matter(&s, &s.coordinator));
	assert_int_equal(matter_now(&s).unit, s.third);
	assert_came(&s, MERGER_MATTER, s.matter);
}

/* What an actor sees of s->item, OK if it is the whole of it. */
static enum err
reads_all(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct matter matter;
	struct duty_row duty;
	struct item item;

	TRY(matter_load(&ctx, s->matter, &matter));
	TRY(duty_load(&ctx, s->duty, &duty));
	TRY(item_load(&ctx, s->item, &item));
	return item.sight == SIGHT_WHOLE ? OK : ERR_FORBIDDEN;
}

static size_t
items_listed(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct item *rows;
	size_t count;

	assert_ok(item_list(&ctx, ITEM_LIST_ALL, ITEM_UNSET, (struct instant){0}, 0, 50, &rows,
			&count));
	return count;
}

static size_t
matters_listed(struct scene *s, const struct actor *actor, int64_t unit)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct matter *rows;
	size_t count;

	assert_ok(matter_list(&ctx, unit, false, 0, 50, &rows, &count));
	return count;
}

static void
the_successors_people_read_what_the_old_unit_has_done_and_nobody_else_does(struct fixture *f)
{
	struct actor lawyer;
	struct scene s;

	published_before(&s, f);
	assert_int_equal(reads_all(&s, &s.helper), ERR_FORBIDDEN);
	merges_twice(&s);
	assert_ok(reads_all(&s, &s.helper));
	assert_int_equal(items_listed(&s, &s.helper), 1);
	assert_int_equal(matters_listed(&s, &s.helper, 0), 0);
	assert_int_equal(matters_listed(&s, &s.helper, s.house.department), 1);

	lawyer = s.lawyer;
	is_now_of(&s, &lawyer, s.legal_affairs);
	assert_int_equal(reads_all(&s, &lawyer), ERR_FORBIDDEN);
	assert_int_equal(items_listed(&s, &lawyer), 0);
	assert_int_equal(matters_listed(&s, &lawyer, s.house.department), 0);
}

static size_t
questions_listed(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct question *rows;
	size_t count;

	assert_ok(question_list(&ctx, 0, 50, &rows, &count));
	return count;
}

static size_t
events_listed(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct event_window window = {.from = {0}, .to = {INT64_MAX}};
	struct event *rows;
	size_t count;

	assert_ok(event_list(&ctx, &window, 50, &rows, &count));
	return count;
}

/* An event of the department was cancelled, a question is answered; then the department ends. */
static void
the_successors_people_have_its_questions_and_events_in_their_lists(struct fixture *f)
{
	struct question question;
	struct event event;
	struct actor lawyer;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	notified(&s, EVENT_OUTSIDE);
	assert_ok(cancels(&s, &s.officer));
	assert_ok(asks(&s, NULL));
	assert_ok(forwards(&s, &s.coordinator));
	assert_ok(receives(&s, &s.officer));
	assert_ok(drafts_answer(&s, &s.officer));
	hands_in(&s);
	portal_publishes(&s);
	assert_int_equal(questions_listed(&s, &s.helper), 0);
	assert_int_equal(events_listed(&s, &s.helper), 0);
	merges_twice(&s);
	assert_int_equal(questions_listed(&s, &s.helper), 1);
	assert_int_equal(events_listed(&s, &s.helper), 1);
	ctx = house_ctx(&s.house, &s.helper);
	assert_ok(question_load(&ctx, s.question, &question));
	assert_ok(event_load(&ctx, s.event, &event));
	assert_int_equal(question.unit, s.house.department);
	assert_int_equal(event.unit, s.house.department);
	s.reason = TEXT("Không phải của mình.");
	assert_refused(&s, &s.helper, gives_back, ERR_FORBIDDEN);

	lawyer = s.lawyer;
	is_now_of(&s, &lawyer, s.legal_affairs);
	assert_int_equal(questions_listed(&s, &lawyer), 0);
	assert_int_equal(events_listed(&s, &lawyer), 0);
}

static enum err
gathers_words(struct ctx *ctx, void *arg)
{
	(void)arg;
	return desk_search_gather(ctx);
}

static size_t
hits_of(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct desk_hit *hits;
	size_t count;
	int64_t next;

	assert_ok(house_do(&s->house, &s->clock, gathers_words, NULL));
	assert_ok(desk_search(&ctx, s->news.title, DESK_MATTER, 0, 30, &hits, &count, &next));
	return count;
}

static void
the_successors_people_find_what_the_old_unit_has_done(struct fixture *f)
{
	struct scene s;

	published_before(&s, f);
	assert_int_equal(hits_of(&s, &s.helper), 0);
	merges_twice(&s);
	assert_int_equal(hits_of(&s, &s.helper), 1);
	assert_int_equal(hits_of(&s, &s.lawyer), 0);
}

static void
what_the_old_unit_has_done_is_not_changed_by_its_successor(struct fixture *f)
{
	struct scene s;

	published_before(&s, f);
	merges_twice(&s);
	s.reason = TEXT("Làm lại.");
	assert_refused(&s, &s.leader, reopens_matter, ERR_FORBIDDEN);
	assert_int_equal(saves_item(&s, &s.helper), ERR_CONFLICT);
	corrects(&s);
	assert_int_equal(saves_item(&s, &s.helper), ERR_FORBIDDEN);
}

/* 8b names legal affairs by its code. */
static enum err
opens_consent(struct scene *s, const struct actor *actor)
{
	s->news.rule = TEXT("8b");
	evidence(s, "subject", "Sổ tay pháp luật");
	evidence(s, "asked_on", "2026-02-01");
	return opens_matter(s, actor);
}

static void
what_a_regulation_asks_of_a_unit_by_name_falls_on_its_successor(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_int_equal(opens_consent(&s, &s.helper), ERR_INVALID);
	assert_string_equal(complaint(&s), "rule");
	merges(&s, s.legal_affairs, s.house.province);
	merges(&s, s.house.province, s.third);
	assert_ok(opens_consent(&s, &s.helper));
	assert_int_equal(opens_consent(&s, &s.officer), ERR_INVALID);
	assert_string_equal(complaint(&s), "rule");
}

static void
a_merger_names_also_a_unit_that_had_nothing_open(struct fixture *f)
{
	struct merger *mergers;
	struct merger_part *parts;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	merges(&s, house_unit(&s.house, "X2", "Cục Trống", "department", s.house.ministry),
			s.third);
	ctx = house_ctx(&s.house, &s.admin);
	assert_ok(merger_list(&ctx, 0, 1, &mergers, &count));
	assert_ok(merger_moves(&ctx, mergers[0].id, &parts, &count));
	assert_int_equal(count, 1);
	assert_text(parts[0].name, "Cục Trống");
	for (unsigned i = 0; i < MERGER_KIND_COUNT; i++)
		assert_int_equal(parts[0].counts[i], 0);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(the_portal_corrects_what_the_old_unit_gave_and_it_stays_that_units),
			STORE_TEST(a_duty_of_the_old_unit_that_is_owed_again_is_owed_by_the_successor),
			STORE_TEST(a_matter_of_the_old_unit_that_is_opened_again_is_the_successors),
			STORE_TEST(the_successors_people_read_what_the_old_unit_has_done_and_nobody_else_does),
			STORE_TEST(the_successors_people_have_its_questions_and_events_in_their_lists),
			STORE_TEST(the_successors_people_find_what_the_old_unit_has_done),
			STORE_TEST(what_the_old_unit_has_done_is_not_changed_by_its_successor),
			STORE_TEST(what_a_regulation_asks_of_a_unit_by_name_falls_on_its_successor),
			STORE_TEST(a_merger_names_also_a_unit_that_had_nothing_open),
	};

	return house_run("heir", tests, COUNT_OF(tests));
}
