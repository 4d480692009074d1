/* Units that are merged: what moves, what stays, what is refused; on both engines. */
#include "support/house.h"

#include "office/calendar.h"
#include "office/column_ask.h"
#include "office/duty_decide.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/merger.h"

struct scene {
	struct house house;
	struct actor officer, leader, successor, administrator, other, auditor, coordinator;
	int64_t old, new; /* units */
	struct merger_order order;
	struct merger_trial trial;
	int64_t id;
	int64_t matter, item, unit, ask;
	struct pair values[1];
};

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;
	struct day today;

	*s = (struct scene){0};
	house_begin(h, f);
	today = day_of(h->now, h->rules.zone);
	s->old = h->department;
	s->new = h->province;
	s->officer = house_account(h, "canbo", s->old, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", s->old, ROLE_BIT(ROLE_UNIT_LEADER));
	s->successor = house_account(h, "canbo2", s->new, ROLE_BIT(ROLE_OFFICER));
	s->administrator = house_account(h, "quantri", h->ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	s->other = house_account(h, "quantri2", h->ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	s->coordinator = house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	s->auditor = house_account(h, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	s->order = (struct merger_order){.units = {s->old},
			.count = 1,
			.successor = s->new,
			.number = TEXT("12/QĐ-BCA"),
			.decided_on = today,
			.signer = TEXT("Bộ trưởng"),
			.effective_on = today};
	s->values[0] = (struct pair){TEXT("evidence_subject"), TEXT("Việc.")};
	h->values = s->values;
	h->value_count = 1;
}

/* ---- acts ---- */

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	const struct matter_news news = {.rule = TEXT("12"),
			.title = TEXT("Việc của đơn vị"),
			.happened = TEXT("Nội dung.")};

	return matter_open(ctx, &news, &s->matter);
}

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	const struct item_news news = {.matter = s->matter};
	const struct writing writing = {.title = TEXT("Tin"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("tin-tuc")};

	return item_begin(ctx, &news, &writing, &s->item);
}

static enum err
excuse(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	const struct duty_decision decision = {
			.kind = DUTY_ACT_EXCUSE, .reason = TEXT("Không thuộc trách nhiệm")};
	struct duty_row *duties;
	size_t count;

	TRY(duty_list(ctx, s->matter, &duties, &count));
	return duty_decide(ctx, duties[0].id, &decision);
}

static enum err
close_matter(struct ctx *ctx, void *arg)
{
	return matter_close(ctx, ((struct scene *)arg)->matter);
}

static enum err
try(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	TRY(merger_try(ctx, &s->order, &s->trial));
	s->order.seen = s->trial.seen;
	return OK;
}

static enum err
run(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return merger_run(ctx, &s->order, &s->id);
}

static enum err
reopen_unit(struct ctx *ctx, void *arg)
{
	return unit_activate(ctx, ((struct scene *)arg)->old);
}

static void
merge(struct scene *s)
{
	assert_ok(house_do(&s->house, &s->administrator, try, s));
	assert_ok(house_do(&s->house, &s->administrator, run, s));
}

static struct unit
unit_now(struct scene *s, int64_t id)
{
	struct ctx ctx = house_ctx(&s->house, &s->administrator);
	struct unit unit;

	assert_ok(unit_load(&ctx, id, &unit));
	return unit;
}

static int64_t
unit_of_matter(struct scene *s, int64_t id)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct matter matter;

	assert_ok(matter_load(&ctx, id, &matter));
	return matter.unit;
}

static void
complain(struct scene *s, const char *field)
{
	house_complains(&s->house, &s->administrator, try, s, field);
}

/* ---- what moves ---- */

static void
what_is_open_moves_with_a_trace_and_what_is_closed_stays(struct fixture *f)
{
	int64_t closed, open;
	struct actor moved;
	struct text trace;
	struct item item;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	assert_ok(house_do(&s.house, &s.leader, open_matter, &s));
	closed = s.matter;
	assert_ok(house_do(&s.house, &s.coordinator, excuse, &s));
	assert_ok(house_do(&s.house, &s.leader, close_matter, &s));
	assert_ok(house_do(&s.house, &s.officer, open_matter, &s));
	open = s.matter;
	assert_ok(house_do(&s.house, &s.officer, begin_item, &s));
	assert_ok(house_do(&s.house, &s.administrator, try, &s));
	assert_int_equal(s.trial.count, 1);
	assert_int_equal(s.trial.parts[0].counts[MERGER_MATTER], 1);
	assert_int_equal(s.trial.parts[0].counts[MERGER_ITEM], 1);
	assert_int_equal(s.trial.parts[0].counts[MERGER_ACCOUNT], 2);
	assert_int_equal(unit_of_matter(&s, open), s.old);
	assert_ok(house_do(&s.house, &s.administrator, run, &s));
	assert_int_equal(unit_of_matter(&s, open), s.new);
	assert_int_equal(unit_of_matter(&s, closed), s.old);
	ctx = house_ctx(&s.house, &s.successor);
	assert_ok(merger_trace(&ctx, MERGER_MATTER, open, &trace));
	assert_true(text_starts_with(trace,
			TEXT("Tiếp nhận từ Cục Cảnh sát hình sự theo quyết định 12/QĐ-BCA")));
	assert_ok(merger_trace(&ctx, MERGER_MATTER, closed, &trace));
	assert_int_equal(trace.n, 0);
	assert_ok(item_load(&ctx, s.item, &item));
	assert_int_equal(item.unit, s.new);
	moved = s.officer;
	moved.unit = s.new;
	ctx = house_ctx(&s.house, &moved);
	assert_ok(item_load(&ctx, s.item, &item));
	assert_int_equal(house_notes(&s.house, "unit.merge", false), 1);
}

static void
the_dry_run_counts_what_the_real_one_moves(struct fixture *f)
{
	struct merger_part *parts;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	assert_ok(house_do(&s.house, &s.officer, open_matter, &s));
	assert_ok(house_do(&s.house, &s.officer, begin_item, &s));
	merge(&s);
	ctx = house_ctx(&s.house, &s.administrator);
	assert_ok(merger_moves(&ctx, s.id, &parts, &count));
	assert_int_equal(count, s.trial.count);
	for (unsigned i = 0; i < MERGER_KIND_COUNT; i++)
		assert_int_equal(parts[0].counts[i], s.trial.parts[0].counts[i]);
}

static void
the_old_unit_acts_no_more_and_names_its_successor(struct fixture *f)
{
	struct unit unit;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	merge(&s);
	unit = unit_now(&s, s.old);
	assert_false(unit.active);
	assert_true(unit.ended);
	assert_text(unit.successor_code, "CA-48");
	/* An act that began with the old unit comes too late. */
	assert_int_equal(house_do(&s.house, &s.officer, open_matter, &s), ERR_CONFLICT);
	s.matter = 0;
	assert_int_equal(house_do(&s.house, &s.officer, begin_item, &s), ERR_CONFLICT);
	assert_int_equal(house_do(&s.house, &s.administrator, reopen_unit, &s), ERR_CONFLICT);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(unit_find_public(&ctx, TEXT("CSHS"), &unit));
	assert_text(unit.successor_name, "Công an thành phố Đà Nẵng");
}

static void
several_units_end_at_once_and_units_below_follow(struct fixture *f)
{
	struct scene s;
	int64_t below, third;

	scene_begin(&s, f);
	below = house_unit(&s.house, "X1", "Phòng Một", "commune_police", s.old);
	third = house_unit(&s.house, "X2", "Cục Hai", "department", s.house.ministry);
	s.order.units[1] = third;
	s.order.count = 2;
	merge(&s);
	assert_true(unit_now(&s, s.old).ended);
	assert_true(unit_now(&s, third).ended);
	assert_int_equal(unit_now(&s, below).parent, s.new);
}

static void
a_successor_below_the_old_unit_comes_below_whom_that_was_below(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.order.successor = house_unit(&s.house, "X1", "Phòng Một", "commune_police", s.old);
	merge(&s);
	assert_int_equal(unit_now(&s, s.order.successor).parent, s.house.ministry);
}

static void
a_unit_that_took_in_another_may_end_itself(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct text trace;
	int64_t third;

	scene_begin(&s, f);
	third = house_unit(&s.house, "X2", "Cục Hai", "department", s.house.ministry);
	assert_ok(house_do(&s.house, &s.officer, open_matter, &s));
	merge(&s);
	s.order.units[0] = s.new;
	s.order.successor = third;
	merge(&s);
	assert_int_equal(unit_of_matter(&s, s.matter), third);
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(merger_trace(&ctx, MERGER_MATTER, s.matter, &trace));
	assert_true(text_find(trace, TEXT("Cục Cảnh sát hình sự")) >= 0);
	assert_true(text_find(trace, TEXT("; Công an thành phố Đà Nẵng")) >= 0);
}

/* ---- deadlines ---- */

struct calendar_giving {
	struct scene *scene;
	struct calendar_new calendar;
	struct recount_counts counts;
};

static enum err
give_calendar(struct ctx *ctx, void *arg)
{
	struct calendar_giving *giving = arg;
	struct unit unit;
	int64_t id;

	TRY(calendar_add(ctx, &giving->calendar, &id));
	TRY(unit_load(ctx, giving->scene->new, &unit));
	return calendar_assign(
			ctx, unit.id, unit.version, id, TEXT("Trực thứ Bảy"), &giving->counts);
}

static enum err
open_report(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	const struct matter_news news = {.rule = TEXT("6a"),
			.title = TEXT("Báo cáo"),
			.happened = TEXT("Nội dung.")};

	return matter_open(ctx, &news, &s->matter);
}

static struct duty_row
duty_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct duty_row *duties;
	size_t count;

	assert_ok(duty_list(&ctx, s->matter, &duties, &count));
	assert_int_equal(count, 1);
	return duties[0];
}

/* 6a: two working days from Friday 30/01/2026; with Saturdays worked it ends on Monday. */
static void
deadlines_keep_their_anchor_and_follow_the_successors_calendar(struct fixture *f)
{
	struct pair evidence[] = {{TEXT("evidence_approved_on"), TEXT("2026-01-30")},
			{TEXT("evidence_document_number"), TEXT("12/BC-C02")}};
	struct calendar_giving giving = {.calendar = {.code = TEXT("truc-ban"),
							 .name = TEXT("Trực thứ Bảy"),
							 .weekend = 1u << SUNDAY,
							 .office_hours = NO_TEXT}};
	struct duty_row before, after;
	struct scene s;

	scene_begin(&s, f);
	giving.scene = &s;
	s.house.values = evidence;
	s.house.value_count = COUNT_OF(evidence);
	assert_ok(house_do(&s.house, &s.administrator, give_calendar, &giving));
	assert_ok(house_do(&s.house, &s.officer, open_report, &s));
	before = duty_now(&s);
	assert_ok(house_do(&s.house, &s.administrator, try, &s));
	assert_int_equal(s.trial.recount.duties, 1);
	assert_int_equal(s.trial.recount.moved, 1);
	assert_ok(house_do(&s.house, &s.administrator, run, &s));
	after = duty_now(&s);
	assert_int_equal(after.unit, s.new);
	assert_int_equal(after.anchor_at.ms, before.anchor_at.ms);
	assert_int_equal(after.due.last_day.n, before.due.last_day.n - 1);
	assert_int_equal(house_notes(&s.house, "duty.move", false), 1);
}

/* ---- what is refused ---- */

static void
what_is_asked_for_wrongly_is_complained_about_at_its_field(struct fixture *f)
{
	struct merger_order good;
	struct scene s;

	scene_begin(&s, f);
	good = s.order;
	s.order.count = 0;
	complain(&s, "units");
	s.order = good;
	s.order.successor = 0;
	complain(&s, "successor");
	s.order.successor = s.old;
	complain(&s, "successor");
	s.order = good;
	s.order.units[0] = s.house.portal;
	complain(&s, "units");
	s.order = good;
	s.order.number = NO_TEXT;
	complain(&s, "number");
	s.order = good;
	s.order.signer = NO_TEXT;
	complain(&s, "signer");
	s.order = good;
	s.order.decided_on = day_add(good.decided_on, 1);
	complain(&s, "decided_on");
	s.order = good;
	s.order.effective_on = day_add(good.effective_on, 1);
	complain(&s, "effective_on");
	s.order.effective_on = day_add(good.effective_on, -1);
	complain(&s, "effective_on");
	s.order = good;
	merge(&s);
	complain(&s, "units");
	s.order.units[0] = s.house.ministry;
	s.order.successor = s.old;
	complain(&s, "successor");
}

static void
a_day_before_the_unit_last_began_something_is_refused(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(house_do(&s.house, &s.officer, open_matter, &s));
	s.order.decided_on = s.order.effective_on = day_add(s.order.effective_on, -3);
	complain(&s, "effective_on");
	s.order.effective_on = day_add(s.order.effective_on, 3);
	merge(&s);
}

static void
only_administrators_merge_and_a_refusal_is_noted(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_int_equal(house_do(&s.house, &s.leader, run, &s), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.auditor, try, &s), ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "test", true), 2);
	assert_false(unit_now(&s, s.old).ended);
}

static void
of_two_administrators_one_wins_and_what_was_changed_since_the_dry_run_is_refused(struct fixture *f)
{
	struct merger_order second;
	struct scene s;

	scene_begin(&s, f);
	assert_ok(house_do(&s.house, &s.administrator, try, &s));
	second = s.order;
	assert_ok(house_do(&s.house, &s.other, try, &s));
	assert_ok(house_do(&s.house, &s.other, run, &s));
	s.order = second;
	assert_int_equal(house_do(&s.house, &s.administrator, run, &s), ERR_INVALID);
	s.order.units[0] = house_unit(&s.house, "X2", "Cục Hai", "department", s.house.ministry);
	assert_int_equal(house_do(&s.house, &s.administrator, run, &s), ERR_CONFLICT);
	assert_int_equal(house_notes(&s.house, "unit.merge", false), 1);
}

/* A column of the Portal; both units are asked for its one part. */
static enum err
ask_both(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct day day = day_of(ctx->now, ctx->rules->zone);
	const struct column_part part = {.name = TEXT("Gương điển hình")};
	const struct column_plan plan = {.declared = true,
			.title = TEXT("Vì bình yên cuộc sống"),
			.purpose = TEXT("Giới thiệu gương điển hình."),
			.begins_on = day,
			.parts = &part,
			.part_count = 1};
	struct column_asked asked[] = {
			{s->old, day_add(day, 7), "until"}, {s->new, day_add(day, 7), "until_2"}};
	const int64_t number = 1;
	struct column_request request = {.units = asked,
			.unit_count = 2,
			.parts = &number,
			.part_count = 1,
			.request = TEXT("Mỗi đơn vị một bài.")};
	struct column column;
	struct column_ask *rows;
	size_t count;

	TRY(column_open(ctx, &plan, &request.column));
	TRY(column_ask(ctx, &request));
	TRY(column_load(ctx, request.column, &column));
	TRY(column_asks(ctx, &column, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (rows[i].unit == s->old)
			s->ask = rows[i].id;
	return OK;
}

static enum err
withdraw_ask(struct ctx *ctx, void *arg)
{
	return column_ask_withdraw(ctx, ((struct scene *)arg)->ask, 0, TEXT("Sắp sáp nhập."));
}

static void
two_units_that_owe_the_same_part_of_a_column_are_merged_once_one_ask_is_withdrawn(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(house_do(&s.house, &s.coordinator, ask_both, &s));
	assert_int_equal(house_do(&s.house, &s.administrator, try, &s), ERR_CONFLICT);
	assert_ok(house_do(&s.house, &s.coordinator, withdraw_ask, &s));
	assert_ok(house_do(&s.house, &s.administrator, try, &s));
	assert_ok(house_do(&s.house, &s.administrator, run, &s));
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(what_is_open_moves_with_a_trace_and_what_is_closed_stays),
			STORE_TEST(the_dry_run_counts_what_the_real_one_moves),
			STORE_TEST(the_old_unit_acts_no_more_and_names_its_successor),
			STORE_TEST(several_units_end_at_once_and_units_below_follow),
			STORE_TEST(a_successor_below_the_old_unit_comes_below_whom_that_was_below),
			STORE_TEST(a_unit_that_took_in_another_may_end_itself),
			STORE_TEST(deadlines_keep_their_anchor_and_follow_the_successors_calendar),
			STORE_TEST(what_is_asked_for_wrongly_is_complained_about_at_its_field),
			STORE_TEST(a_day_before_the_unit_last_began_something_is_refused),
			STORE_TEST(only_administrators_merge_and_a_refusal_is_noted),
			STORE_TEST(of_two_administrators_one_wins_and_what_was_changed_since_the_dry_run_is_refused),
			STORE_TEST(two_units_that_owe_the_same_part_of_a_column_are_merged_once_one_ask_is_withdrawn),
	};

	return house_run("merger", tests, COUNT_OF(tests));
}
