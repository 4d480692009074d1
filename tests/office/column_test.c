/* Columns of the Portal from their opening to their end (Article 5, clause 5): every branch. */
#include "support/house.h"

#include "office/column_ask.h"
#include "office/column_remind.h"
#include "office/duty_act.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/notice.h"
#include "office/publication.h"
#include "office/receipt.h"
#include "office/site.h"
#include "office/timeline.h"

#define DAYS(n) day_add(day_of(s->house.now, ZONE_VIETNAM), (n))

struct scene {
	struct house house;
	struct actor officer, leader, other, coordinator, second, editor, publisher;
	struct column_part parts[COLUMN_PARTS_MAX + 1];
	struct column_plan plan;
	struct column_asked units[3];
	int64_t asked_parts[3], asks[8];
	size_t ask_count;
	struct column_request request;
	int64_t id, ask, version, item, reminder;
	struct day until;
	struct text reason;
	struct step_order order;
};

static enum err
add_site(struct ctx *ctx, void *arg)
{
	(void)arg;
	return site_add(ctx, false);
}

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->other = house_account(h, "lanhdao2", h->province, ROLE_BIT(ROLE_UNIT_LEADER));
	s->coordinator = house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	s->second = house_account(h, "dieuphoi2", h->portal,
			ROLE_BIT(ROLE_COORDINATOR) | ROLE_BIT(ROLE_PUBLISHER));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	assert_ok(house_do(h, NULL, add_site, NULL));
	s->parts[0] = (struct column_part){.name = TEXT("Gương điển hình"), .about = TEXT("Bài.")};
	s->parts[1] = (struct column_part){.name = TEXT("Số liệu tháng")};
	s->plan = (struct column_plan){.title = TEXT("Vì bình yên cuộc sống"),
			.purpose = TEXT("Giới thiệu phong trào toàn dân bảo vệ an ninh Tổ quốc."),
			.begins_on = DAYS(0),
			.has_end = true,
			.ends_on = DAYS(60),
			.parts = s->parts,
			.part_count = 2};
	s->reason = TEXT("Theo kế hoạch mới.");
}

#define VERB(name_, call_)                                                                         \
	static enum err name_(struct ctx *ctx, void *arg)                                          \
	{                                                                                          \
		struct scene *s = arg;                                                             \
                                                                                                   \
		return call_;                                                                      \
	}
VERB(open_column, column_open(ctx, &s->plan, &s->id))
VERB(change, column_change(ctx, s->id, s->version, &s->plan))
VERB(publish, column_publish(ctx, s->id, s->version))
VERB(close_column, column_close(ctx, s->id, s->version, s->reason))
VERB(ask, column_ask(ctx, &s->request))
VERB(move, column_ask_move(ctx, s->ask, s->version, s->until, s->reason))
VERB(withdraw, column_ask_withdraw(ctx, s->ask, s->version, s->reason))
VERB(none, column_ask_none(ctx, s->ask, s->version, s->reason))
VERB(accept, column_ask_accept(ctx, s->ask, s->version, s->reason))
VERB(decline, column_ask_decline(ctx, s->ask, s->version, s->reason))
VERB(remind, column_remind(ctx, s->id, s->version, s->asks, s->ask_count, &s->reminder))
VERB(step_item, item_step(ctx, s->item, &s->order))

static enum err
by(struct scene *s, const struct actor *actor, house_verb *verb)
{
	return house_do(&s->house, actor, verb, s);
}

static struct column
column_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct column column;

	assert_ok(column_load(&ctx, s->id, &column));
	return column;
}

/* All asks as an actor sees them. */
static size_t
asks_of(struct scene *s, const struct actor *actor, struct column_ask **out)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct column column;
	size_t count;

	assert_ok(column_load(&ctx, s->id, &column));
	assert_ok(column_asks(&ctx, &column, out, &count));
	return count;
}

static struct column_ask
ask_now(struct scene *s, int64_t id)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct column_ask row;

	assert_ok(column_ask_load(&ctx, id, &row));
	return row;
}

static void
assert_ask(struct scene *s, enum column_ask_state state)
{
	struct column_ask row = ask_now(s, s->ask);

	assert_text(column_ask_state_name(column_ask_state(&row, s->house.now)),
			column_ask_state_name(state).p);
}

static void
assert_complaint(struct scene *s, const struct actor *actor, house_verb *verb, const char *field)
{
	assert_int_equal(by(s, actor, verb), ERR_INVALID);
	assert_string_equal(s->house.form.complaints[0].field, field);
}

static void
assert_refused(struct scene *s, const struct actor *actor, house_verb *verb, enum err err,
		const char *words)
{
	assert_int_equal(by(s, actor, verb), err);
	if (text_find(s->house.words, text_of(words)) < 0)
		fail_msg("“%s” is not in “%s”", words, s->house.words.p);
}

static void
opened(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	assert_ok(by(s, &s->coordinator, open_column));
}

/* Both units are asked for the first part, the department for the second one too. */
static void
ask_units(struct scene *s)
{
	struct column_ask *rows;

	s->units[0] = (struct column_asked){s->house.department, DAYS(7), "until"};
	s->units[1] = (struct column_asked){s->house.province, DAYS(9), "until_2"};
	s->asked_parts[0] = 1;
	s->asked_parts[1] = 2;
	s->request = (struct column_request){.column = s->id,
			.units = s->units,
			.unit_count = 2,
			.parts = s->asked_parts,
			.part_count = 1,
			.request = TEXT("Mỗi đơn vị một bài.")};
	assert_ok(by(s, &s->coordinator, ask));
	s->request.unit_count = 1;
	s->request.parts = &s->asked_parts[1];
	assert_ok(by(s, &s->coordinator, ask));
	assert_int_equal(asks_of(s, &s->leader, &rows), 2);
	s->ask = rows[0].id;
	s->version = 0;
}

static void
asked(struct scene *s, struct fixture *f)
{
	opened(s, f);
	ask_units(s);
}

static void
step(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	s->order = (struct step_order){.declared = true, .verb = verb};
	assert_ok(by(s, actor, step_item));
}

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct column_ask row;
	struct item_news news;
	struct writing writing = {.title = TEXT("Tổ tự quản giữ bình yên"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("chuyen-muc")};

	TRY(column_ask_load(ctx, s->ask, &row));
	news = (struct item_news){.matter = row.matter, .duty = row.duty};
	return item_begin(ctx, &news, &writing, &s->item);
}

/* The unit hands in an item for the ask, by its officer and its leader. */
static void
give(struct scene *s)
{
	assert_ok(by(s, &s->officer, begin_item));
	step(s, &s->officer, VERB_SUBMIT);
	step(s, &s->leader, VERB_SEND);
}

static struct duty_row
duty_now(struct scene *s, int64_t id)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct duty_row duty;

	assert_ok(duty_load(&ctx, id, &duty));
	return duty;
}

/* Whether an actor was told something of that kind. */
static size_t
told(struct scene *s, const struct actor *actor, const char *kind)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct notice *rows;
	size_t count, n = 0;

	assert_ok(notice_list(&ctx, 0, false, 100, &rows, &count));
	for (size_t i = 0; i < count; i++)
		n += text_equals(rows[i].kind, text_of(kind));
	return n;
}

/* --- the column -------------------------------------------------------------------------------
 */

static void
opening_a_column_opens_a_matter_of_the_portal_with_its_duty(struct fixture *f)
{
	struct ctx ctx;
	struct duty_row duty;
	struct matter matter;
	struct column column;
	struct scene s;

	opened(&s, f);
	column = column_now(&s);
	duty = duty_now(&s, column.duty);
	assert_text(duty.rule->part, "column");
	assert_int_equal(duty.unit, s.house.portal);
	assert_int_equal(duty.state, DUTY_OPEN);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(matter_load(&ctx, column.matter, &matter));
	assert_text(matter.title, "Chuyên mục: Vì bình yên cuộc sống");
	assert_int_equal(column.plan.part_count, 2);
	assert_int_equal(column.plan.parts[1].number, 2);
	assert_int_equal(house_notes(&s.house, "column.open", false), 1);
	assert_int_equal(told(&s, &s.publisher, "column_edition"), 1);
}

static void
what_is_wrong_with_a_column_is_told_at_its_field(struct fixture *f)
{
	struct column_plan good;
	struct scene s;

	scene_begin(&s, f);
	good = s.plan;
	s.plan.ends_on = day_add(s.plan.begins_on, -1);
	assert_complaint(&s, &s.coordinator, open_column, "ends_on");
	s.plan = good;
	s.plan.part_count = 0;
	assert_complaint(&s, &s.coordinator, open_column, "part_name");
	s.plan = good;
	s.parts[1].name = s.parts[0].name;
	assert_complaint(&s, &s.coordinator, open_column, "part_name");
	s.parts[1].name = TEXT("Số liệu tháng");
	s.parts[1].number = 9;
	assert_complaint(&s, &s.coordinator, open_column, "part_number");
	s.parts[1].number = 0;
	s.plan.title = NO_TEXT;
	assert_complaint(&s, &s.coordinator, open_column, "title");
	assert_int_equal(house_notes(&s.house, "column.open", false), 0);
}

static void
only_the_portals_coordinator_opens_changes_asks_and_closes(struct fixture *f)
{
	house_verb *const verbs[] = {open_column, change, close_column, ask, remind, move, withdraw,
			accept, decline};
	struct scene s;

	asked(&s, f);
	for (size_t i = 0; i < COUNT_OF(verbs); i++) {
		const struct actor *const strangers[] = {&s.leader, &s.editor, &s.publisher};

		for (size_t k = 0; k < COUNT_OF(strangers); k++)
			assert_refused(&s, strangers[k], verbs[i], ERR_FORBIDDEN, "");
	}
	assert_refused(&s, &s.coordinator, publish, ERR_FORBIDDEN, "");
	assert_refused(&s, &s.coordinator, none, ERR_FORBIDDEN, "");
}

static void
a_period_may_be_without_an_end_and_last_one_day(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.plan.ends_on = s.plan.begins_on;
	assert_ok(by(&s, &s.coordinator, open_column));
	assert_true(column_now(&s).plan.ends_on.n == s.plan.begins_on.n);
	s.plan.has_end = false;
	assert_ok(by(&s, &s.coordinator, change));
	assert_false(column_now(&s).plan.has_end);
}

static void
a_second_person_makes_a_column_public_and_meets_the_portals_duty(struct fixture *f)
{
	struct ctx ctx;
	struct column column;
	struct scene s;

	scene_begin(&s, f);
	assert_ok(by(&s, &s.second, open_column)); /* coordinator and publisher in one */
	ctx = house_ctx(&s.house, NULL);
	assert_int_equal(column_load_public(&ctx, s.id, &column), ERR_NOT_FOUND);
	assert_refused(&s, &s.second, publish, ERR_FORBIDDEN, "Người soạn không tự công khai");
	assert_ok(by(&s, &s.publisher, publish));
	assert_ok(column_load_public(&ctx, s.id, &column));
	assert_int_equal(duty_now(&s, column.duty).state, DUTY_MET);
	assert_refused(&s, &s.publisher, publish, ERR_CONFLICT, "đã được công khai");
}

static void
a_change_waits_for_the_second_person_while_the_public_reads_what_was_published(struct fixture *f)
{
	struct ctx ctx;
	struct column column;
	struct scene s;

	opened(&s, f);
	assert_ok(by(&s, &s.second, publish));
	s.plan.title = TEXT("Vì bình yên cuộc sống 2026");
	s.parts[0].number = 1;
	s.parts[1].number = 2;
	s.parts[2] = (struct column_part){.name = TEXT("Hỏi đáp")};
	s.plan.part_count = 3;
	assert_ok(by(&s, &s.coordinator, change));
	ctx = house_ctx(&s.house, NULL);
	assert_ok(column_load_public(&ctx, s.id, &column));
	assert_text(column.plan.title, "Vì bình yên cuộc sống");
	assert_int_equal(column.plan.part_count, 2);
	assert_int_equal(column_now(&s).plan.parts[2].number, 3);
	assert_ok(by(&s, &s.publisher, publish));
	assert_ok(column_load_public(&ctx, s.id, &column));
	assert_text(column.plan.title, "Vì bình yên cuộc sống 2026");
}

static void
two_coordinators_at_once_and_one_wins(struct fixture *f)
{
	struct scene s;

	opened(&s, f);
	s.version = column_now(&s).version;
	assert_ok(by(&s, &s.coordinator, change));
	assert_refused(&s, &s.second, change, ERR_CONFLICT, "vừa được người khác thay đổi");
	assert_int_equal(column_now(&s).edition, 2);
	assert_int_equal(house_notes(&s.house, "column.change", false), 1);
}

static void
a_part_that_units_were_asked_for_stays(struct fixture *f)
{
	struct scene s;

	asked(&s, f);
	s.parts[0].number = 1;
	s.plan.part_count = 1;
	assert_complaint(&s, &s.coordinator, change, "part_name");
	s.parts[1].number = 2;
	s.parts[2] = s.parts[0];
	s.parts[0] = s.parts[1];
	s.parts[1] = s.parts[2];
	s.plan.part_count = 2;
	assert_ok(by(&s, &s.coordinator, change)); /* their order may be another */
	assert_int_equal(column_now(&s).plan.parts[0].number, 2);
}

static void
closing_ends_what_is_asked_and_nothing_is_done_afterwards(struct fixture *f)
{
	house_verb *const verbs[] = {change, ask, remind, close_column};
	struct ctx ctx;
	struct matter matter;
	struct scene s;

	asked(&s, f);
	s.reason = TEXT(" ");
	assert_complaint(&s, &s.coordinator, close_column, "reason");
	s.reason = TEXT("Đợt cao điểm đã kết thúc.");
	assert_ok(by(&s, &s.coordinator, close_column));
	assert_ask(&s, COLUMN_WITHDRAWN);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(matter_load(&ctx, ask_now(&s, s.ask).matter, &matter));
	assert_false(matter.open);
	assert_ok(matter_load(&ctx, column_now(&s).matter, &matter));
	assert_false(matter.open);
	assert_int_equal(duty_now(&s, column_now(&s).duty).state, DUTY_NOT_APPLICABLE);
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		assert_refused(&s, &s.coordinator, verbs[i], ERR_CONFLICT, "đã kết thúc");
	assert_refused(&s, &s.publisher, publish, ERR_CONFLICT, "đã kết thúc");
	assert_refused(&s, &s.leader, none, ERR_CONFLICT, "đã kết thúc");
	assert_text(column_now(&s).reason, "Đợt cao điểm đã kết thúc.");
}

/* --- asking -----------------------------------------------------------------------------------
 */

static void
each_part_asked_of_a_unit_is_a_duty_with_the_day_of_the_request(struct fixture *f)
{
	struct column_ask *rows;
	struct duty_row duty;
	struct scene s;

	asked(&s, f);
	assert_int_equal(asks_of(&s, &s.coordinator, &rows), 3);
	duty = duty_now(&s, ask_now(&s, s.ask).duty);
	assert_text(duty.rule->part, "column_data");
	assert_int_equal(duty.unit, s.house.department);
	assert_true(duty.due.last_day.n == day_add(s.plan.begins_on, 7).n);
	assert_int_equal(asks_of(&s, &s.leader, &rows), 2);
	assert_int_equal(rows[0].matter, rows[1].matter);
	assert_true(rows[0].duty != rows[1].duty);
	assert_int_equal(told(&s, &s.leader, "column_ask"), 2);
	assert_int_equal(told(&s, &s.officer, "column_ask"), 2);
	assert_int_equal(told(&s, &s.other, "column_ask"), 1);
}

static void
a_unit_sees_the_columns_that_ask_it_and_its_own_asks_alone(struct fixture *f)
{
	struct ctx ctx;
	struct column column, *columns;
	struct column_ask row, *rows;
	size_t count;
	struct scene s;

	opened(&s, f);
	ctx = house_ctx(&s.house, &s.leader);
	assert_int_equal(column_load(&ctx, s.id, &column), ERR_FORBIDDEN);
	assert_ok(column_list(&ctx, 0, 10, &columns, &count));
	assert_int_equal(count, 0);
	ask_units(&s);
	ctx = house_ctx(&s.house, &s.other);
	assert_int_equal(column_ask_load(&ctx, s.ask, &row), ERR_FORBIDDEN);
	assert_int_equal(asks_of(&s, &s.other, &rows), 1);
	assert_ok(column_list(&ctx, 0, 10, &columns, &count));
	assert_int_equal(count, 1);
}

static void
what_is_wrong_with_a_request_is_told_at_its_field_and_asks_nobody(struct fixture *f)
{
	struct column_ask *rows;
	struct scene s;

	asked(&s, f);
	s.request.unit_count = 2;
	s.request.parts = s.asked_parts;
	assert_complaint(&s, &s.coordinator, ask, "units"); /* asked twice */
	s.asked_parts[0] = 7;
	assert_complaint(&s, &s.coordinator, ask, "parts"); /* no such part */
	s.request.part_count = 0;
	assert_complaint(&s, &s.coordinator, ask, "parts");
	s.request.part_count = 1;
	s.asked_parts[0] = 2;
	s.request.unit_count = 0;
	assert_complaint(&s, &s.coordinator, ask, "units");
	s.request.unit_count = 2;
	s.units[0] = s.units[1];
	assert_complaint(&s, &s.coordinator, ask, "units"); /* twice in one request */
	s.request.unit_count = 1;
	s.units[0].until = day_of(instant_add(s.house.now, -DAY_MS), ZONE_VIETNAM);
	assert_complaint(&s, &s.coordinator, ask, "until_2"); /* in the past */
	s.units[0].unit = s.house.portal;
	assert_complaint(&s, &s.coordinator, ask, "units");
	assert_int_equal(asks_of(&s, &s.coordinator, &rows), 3);
	s.units[0] = (struct column_asked){
			s.house.province, day_of(s.house.now, ZONE_VIETNAM), "until"};
	assert_ok(by(&s, &s.coordinator, ask)); /* until today */
}

/* --- giving -----------------------------------------------------------------------------------
 */

static void
data_given_by_the_day_is_on_time_with_its_receipt(struct fixture *f)
{
	struct ctx ctx;
	struct receipt receipt;
	struct column_ask row;
	struct scene s;

	asked(&s, f);
	s.house.now = instant_add(day_begin(day_add(s.plan.begins_on, 8), ZONE_VIETNAM), -1000);
	give(&s);
	assert_ask(&s, COLUMN_GIVEN);
	row = ask_now(&s, s.ask);
	assert_int_equal(row.met_item, s.item);
	assert_int_equal(row.met_at.ms, s.house.now.ms);
	ctx = house_ctx(&s.house, &s.leader);
	assert_ok(receipt_of_item(&ctx, s.item, &receipt));
	assert_true(receipt.code.n > 0);
	assert_refused(&s, &s.leader, none, ERR_CONFLICT, "Đã cung cấp");
}

static void
data_given_a_second_after_the_day_is_late(struct fixture *f)
{
	struct scene s;

	asked(&s, f);
	s.house.now = day_begin(day_add(s.plan.begins_on, 8), ZONE_VIETNAM);
	assert_ask(&s, COLUMN_OVERDUE);
	give(&s);
	assert_ask(&s, COLUMN_GIVEN_LATE);
}

static void
one_part_given_leaves_the_others_asked(struct fixture *f)
{
	struct column_ask *rows;
	struct scene s;

	asked(&s, f);
	give(&s);
	assert_int_equal(asks_of(&s, &s.leader, &rows), 2);
	assert_int_equal(column_ask_state(&rows[0], s.house.now), COLUMN_GIVEN);
	assert_int_equal(column_ask_state(&rows[1], s.house.now), COLUMN_ASKED);
}

static void
what_is_published_stands_under_its_part(struct fixture *f)
{
	struct ctx ctx;
	struct publication *rows;
	int64_t *parts;
	size_t count;
	struct scene s;

	asked(&s, f);
	s.ask = ask_now(&s, s.ask + 2).id; /* the department's second part */
	give(&s);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(publication_list_column(&ctx, s.id, 10, &rows, &parts, &count));
	assert_int_equal(count, 0);
	step(&s, &s.editor, VERB_TAKE);
	step(&s, &s.editor, VERB_SUBMIT_REVIEW);
	step(&s, &s.publisher, VERB_APPROVE);
	step(&s, &s.publisher, VERB_PUBLISH);
	assert_ok(publication_list_column(&ctx, s.id, 10, &rows, &parts, &count));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].item, s.item);
	assert_int_equal(parts[0], 2);
}

static void
a_unit_that_has_none_says_so_and_the_portal_excuses_it_from_then_on(struct fixture *f)
{
	struct instant said;
	struct duty_act_row *acts;
	struct duty_row duty;
	struct ctx ctx;
	size_t count;
	struct scene s;

	asked(&s, f);
	s.reason = TEXT("Địa bàn không có vụ nào.");
	assert_refused(&s, &s.officer, none, ERR_FORBIDDEN, "lãnh đạo đơn vị");
	assert_refused(&s, &s.other, none, ERR_FORBIDDEN, "");
	said = s.house.now;
	assert_ok(by(&s, &s.leader, none));
	assert_ask(&s, COLUMN_SAID_NONE);
	assert_int_equal(told(&s, &s.second, "column_none"), 1);
	assert_refused(&s, &s.leader, none, ERR_CONFLICT, "đang chờ Cổng");
	s.house.now = instant_add(s.house.now, 20 * DAY_MS);
	s.reason = NO_TEXT;
	assert_ok(by(&s, &s.coordinator, accept));
	assert_ask(&s, COLUMN_EXCUSED);
	duty = duty_now(&s, ask_now(&s, s.ask).duty);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(duty_act_list(&ctx, &duty, &acts, &count));
	assert_int_equal(count, 1);
	assert_int_equal(acts[0].act.at.ms, said.ms);
	assert_refused(&s, &s.coordinator, accept, ERR_CONFLICT, "Được miễn");
}

static void
the_portal_may_still_want_the_data_and_the_unit_gives_it(struct fixture *f)
{
	struct scene s;

	asked(&s, f);
	assert_refused(&s, &s.coordinator, decline, ERR_CONFLICT, "chưa báo");
	assert_ok(by(&s, &s.leader, none));
	s.reason = NO_TEXT;
	assert_complaint(&s, &s.coordinator, decline, "reason");
	s.reason = TEXT("Tháng trước đơn vị có báo cáo.");
	assert_ok(by(&s, &s.coordinator, decline));
	assert_ask(&s, COLUMN_ASKED);
	assert_int_equal(told(&s, &s.leader, "column_decline"), 1);
	give(&s);
	assert_ask(&s, COLUMN_GIVEN);
}

static void
two_at_once_about_one_ask_and_the_second_sees_what_changed(struct fixture *f)
{
	struct scene s;

	asked(&s, f);
	s.version = ask_now(&s, s.ask).version;
	assert_ok(by(&s, &s.leader, none));
	assert_refused(&s, &s.coordinator, withdraw, ERR_CONFLICT, "vừa có thay đổi");
	assert_ask(&s, COLUMN_SAID_NONE);
}

/* --- changes ----------------------------------------------------------------------------------
 */

static void
a_moved_day_moves_the_deadline_and_keeps_its_reason(struct fixture *f)
{
	struct scene *s, scene;
	struct column_ask row;

	s = &scene;
	asked(s, f);
	s->until = day_of(instant_add(s->house.now, -DAY_MS), ZONE_VIETNAM);
	assert_complaint(s, &s->coordinator, move, "until");
	s->until = DAYS(7);
	assert_complaint(s, &s->coordinator, move, "until");
	s->until = DAYS(12);
	s->reason = NO_TEXT;
	assert_complaint(s, &s->coordinator, move, "reason");
	s->reason = TEXT("Bão số 9.");
	assert_ok(by(s, &s->coordinator, move));
	row = ask_now(s, s->ask);
	assert_true(row.due.last_day.n == s->until.n);
	assert_int_equal(told(s, &s->officer, "column_move"), 1);
	s->house.now = instant_add(day_begin(s->until, ZONE_VIETNAM), HOUR_MS);
	give(s);
	assert_ask(s, COLUMN_GIVEN);
}

static void
a_withdrawn_ask_is_owed_no_more_and_may_be_asked_again(struct fixture *f)
{
	struct scene *s, scene;
	struct column_ask before, after;

	s = &scene;
	asked(s, f);
	before = ask_now(s, s->ask);
	assert_ok(by(s, &s->coordinator, withdraw));
	assert_ask(s, COLUMN_WITHDRAWN);
	assert_refused(s, &s->coordinator, withdraw, ERR_CONFLICT, "Thôi đề nghị");
	s->request.parts = s->asked_parts;
	s->units[0].until = DAYS(30);
	assert_ok(by(s, &s->coordinator, ask));
	after = ask_now(s, s->ask);
	assert_int_equal(after.duty, before.duty);
	assert_int_equal(column_ask_state(&after, s->house.now), COLUMN_ASKED);
	assert_true(after.due.last_day.n == DAYS(30).n);
}

/* --- reminders --------------------------------------------------------------------------------
 */

static void
a_reminder_tells_each_unit_once_and_reports_what_was_not_reminded(struct fixture *f)
{
	struct column_reminder report;
	struct column_ask *rows;
	struct ctx ctx;
	size_t count, failed = 0;
	struct scene s;

	asked(&s, f);
	s.ask_count = 0;
	assert_complaint(&s, &s.coordinator, remind, "asks");
	count = asks_of(&s, &s.coordinator, &rows);
	for (size_t i = 0; i < count; i++)
		s.asks[s.ask_count++] = rows[i].id;
	assert_ok(by(&s, &s.coordinator, remind));
	assert_int_equal(told(&s, &s.leader, "column_remind"), 1); /* for both of its parts */
	assert_int_equal(told(&s, &s.officer, "column_remind"), 1);
	assert_int_equal(told(&s, &s.other, "column_remind"), 1);
	give(&s);
	assert_ok(by(&s, &s.coordinator, remind));
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(column_reminder_load(&ctx, s.id, s.reminder, &report));
	assert_int_equal(report.count, 3);
	for (size_t i = 0; i < report.count; i++)
		if (report.rows[i].why.n) {
			assert_int_equal(report.rows[i].ask, s.ask);
			assert_text(report.rows[i].why, "Đã cung cấp");
			failed++;
		}
	assert_int_equal(failed, 1);
	s.asks[0] = 999;
	assert_complaint(&s, &s.coordinator, remind, "asks");
}

static enum err
shut(struct ctx *ctx, void *arg)
{
	return account_deactivate(ctx, *(int64_t *)arg);
}

static void
a_unit_without_people_is_reported_and_not_reminded(struct fixture *f)
{
	struct column_reminder report;
	struct actor administrator;
	struct column_ask *rows;
	struct ctx ctx;
	struct scene s;

	asked(&s, f);
	administrator = house_account(
			&s.house, "quantri", s.house.ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	assert_int_equal(asks_of(&s, &s.other, &rows), 1);
	s.asks[0] = rows[0].id;
	s.ask_count = 1;
	assert_ok(house_do(&s.house, &administrator, shut, &s.other.account));
	assert_ok(by(&s, &s.coordinator, remind));
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(column_reminder_load(&ctx, s.id, s.reminder, &report));
	assert_text(report.rows[0].why, "Đơn vị chưa có tài khoản nào đang hoạt động");
	ctx = house_ctx(&s.house, &s.leader);
	assert_int_equal(column_reminder_load(&ctx, s.id, s.reminder, &report), ERR_FORBIDDEN);
}

static void
the_time_lines_of_both_sides_tell_of_the_column(struct fixture *f)
{
	struct timeline timeline;
	struct matter matter;
	struct ctx ctx;
	size_t told_of = 0;
	struct scene s;

	asked(&s, f);
	assert_ok(by(&s, &s.coordinator, withdraw));
	ctx = house_ctx(&s.house, &s.leader);
	assert_ok(matter_load(&ctx, ask_now(&s, s.ask).matter, &matter));
	assert_ok(timeline_make(&ctx, &matter, &timeline));
	for (size_t i = 0; i < timeline.count; i++)
		told_of += strcmp(timeline.entries[i].kind, "column") == 0;
	assert_int_equal(told_of, 3); /* two asks, one of them withdrawn */
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(matter_load(&ctx, column_now(&s).matter, &matter));
	assert_ok(timeline_make(&ctx, &matter, &timeline));
	assert_string_equal(timeline.entries[2].kind, "column");
	assert_text(timeline.entries[2].what.text, "Mở chuyên mục");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(opening_a_column_opens_a_matter_of_the_portal_with_its_duty),
			STORE_TEST(what_is_wrong_with_a_column_is_told_at_its_field),
			STORE_TEST(only_the_portals_coordinator_opens_changes_asks_and_closes),
			STORE_TEST(a_period_may_be_without_an_end_and_last_one_day),
			STORE_TEST(a_second_person_makes_a_column_public_and_meets_the_portals_duty),
			STORE_TEST(a_change_waits_for_the_second_person_while_the_public_reads_what_was_published),
			STORE_TEST(two_coordinators_at_once_and_one_wins),
			STORE_TEST(a_part_that_units_were_asked_for_stays),
			STORE_TEST(closing_ends_what_is_asked_and_nothing_is_done_afterwards),
			STORE_TEST(each_part_asked_of_a_unit_is_a_duty_with_the_day_of_the_request),
			STORE_TEST(a_unit_sees_the_columns_that_ask_it_and_its_own_asks_alone),
			STORE_TEST(what_is_wrong_with_a_request_is_told_at_its_field_and_asks_nobody),
			STORE_TEST(data_given_by_the_day_is_on_time_with_its_receipt),
			STORE_TEST(data_given_a_second_after_the_day_is_late),
			STORE_TEST(one_part_given_leaves_the_others_asked),
			STORE_TEST(what_is_published_stands_under_its_part),
			STORE_TEST(a_unit_that_has_none_says_so_and_the_portal_excuses_it_from_then_on),
			STORE_TEST(the_portal_may_still_want_the_data_and_the_unit_gives_it),
			STORE_TEST(two_at_once_about_one_ask_and_the_second_sees_what_changed),
			STORE_TEST(a_moved_day_moves_the_deadline_and_keeps_its_reason),
			STORE_TEST(a_withdrawn_ask_is_owed_no_more_and_may_be_asked_again),
			STORE_TEST(a_reminder_tells_each_unit_once_and_reports_what_was_not_reminded),
			STORE_TEST(a_unit_without_people_is_reported_and_not_reminded),
			STORE_TEST(the_time_lines_of_both_sides_tell_of_the_column),
	};

	return house_run("column", tests, COUNT_OF(tests));
}
