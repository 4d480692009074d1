/* One matter on one time line, and opened again only with a reason; on both engines. */
#include "support/house.h"

#include "office/duty.h"
#include "office/duty_decide.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/timeline.h"

struct scene {
	struct house house;
	struct actor officer, leader, stranger, coordinator, editor, publisher, auditor;
	int64_t matter, duty, item;
	struct step_order order;
	struct duty_decision decision;
	struct text reason;
	struct pair values[2];
};

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->stranger = house_account(h, "lanhdao2", h->province, ROLE_BIT(ROLE_UNIT_LEADER));
	s->coordinator = house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->auditor = house_account(h, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	h->values = s->values;
}

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct matter_news news = {.rule = TEXT("6a"),
			.title = TEXT("Báo cáo quý được phê duyệt"),
			.happened = TEXT("Lãnh đạo Cục phê duyệt.")};
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &news, &s->matter));
	TRY(duty_list(ctx, s->matter, &duties, &count));
	s->duty = duties[0].id;
	return OK;
}

static void
report_owed(struct scene *s)
{
	s->values[0] = (struct pair){TEXT("evidence_approved_on"), TEXT("2026-02-02")};
	s->values[1] = (struct pair){TEXT("evidence_document_number"), TEXT("12/BC-C02")};
	s->house.value_count = 2;
	assert_ok(house_do(&s->house, &s->officer, open_matter, s));
	s->house.value_count = 0;
}

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct item_news news = {.matter = s->matter, .duty = s->duty};
	struct writing writing = {.title = TEXT("Kết quả quý"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("tinh-hinh-ket-qua")};

	return item_begin(ctx, &news, &writing, &s->item);
}

static enum err
take_step(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_step(ctx, s->item, &s->order);
}

/* An hour after what was done before. */
static void
step(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	s->house.now = instant_add(s->house.now, HOUR_MS);
	s->order = (struct step_order){.verb = verb, .reason = TEXT("Bổ sung số liệu.")};
	assert_ok(house_do(&s->house, actor, take_step, s));
}

static enum err
excuse_verb(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return duty_decide(ctx, s->duty, &s->decision);
}

static enum err
close_verb(struct ctx *ctx, void *arg)
{
	return matter_close(ctx, ((struct scene *)arg)->matter);
}

static enum err
reopen_verb(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return matter_reopen(ctx, s->matter, s->reason);
}

static struct timeline
timeline_of(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct timeline timeline;
	struct matter matter;

	assert_ok(matter_load(&ctx, s->matter, &matter));
	assert_ok(timeline_make(&ctx, &matter, &timeline));
	for (size_t i = 1; i < timeline.count; i++)
		assert_true(timeline.entries[i - 1].at.ms <= timeline.entries[i].at.ms);
	return timeline;
}

static bool
tells(const struct timeline *timeline, const char *what, const char *who)
{
	for (size_t i = 0; i < timeline->count; i++)
		if (text_equals(timeline->entries[i].what.text, text_of(what)) &&
				text_equals(timeline->entries[i].who, text_of(who)))
			return true;
	return false;
}

static void
a_matter_tells_all_that_happened_in_order(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	assert_ok(house_do(&s.house, &s.officer, begin_item, &s));
	step(&s, &s.officer, VERB_SUBMIT);
	step(&s, &s.leader, VERB_SEND);
	step(&s, &s.editor, VERB_TAKE);
	step(&s, &s.editor, VERB_SUBMIT_REVIEW);
	step(&s, &s.publisher, VERB_APPROVE);
	step(&s, &s.publisher, VERB_PUBLISH);
	assert_ok(house_do(&s.house, &s.leader, close_verb, &s));
	t = timeline_of(&s, &s.auditor);
	assert_true(tells(&t, "Mở vụ việc", "canbo"));
	assert_true(tells(&t, "Phát sinh nghĩa vụ", ""));
	assert_true(tells(&t, "Lưu bản 1", "canbo"));
	assert_true(tells(&t, "Đã thực hiện", "lanhdao"));
	assert_true(tells(&t, "Duyệt và gửi Cổng", "lanhdao"));
	assert_true(tells(&t, "Duyệt", "xuatban"));
	assert_true(tells(&t, "Đăng ngay", "xuatban"));
	assert_true(tells(&t, "Kết thúc vụ việc", "lanhdao"));
	assert_false(t.is_cut);
}

static void
the_time_is_split_between_the_unit_and_the_portal(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	assert_ok(house_do(&s.house, &s.officer, begin_item, &s));
	step(&s, &s.officer, VERB_SUBMIT);
	step(&s, &s.leader, VERB_SEND); /* the duty lay two hours with the unit */
	step(&s, &s.editor, VERB_TAKE);
	step(&s, &s.editor, VERB_RETURN); /* two with the Portal */
	step(&s, &s.leader, VERB_SEND);   /* one with the unit again */
	step(&s, &s.editor, VERB_TAKE);
	step(&s, &s.editor, VERB_SUBMIT_REVIEW);
	step(&s, &s.publisher, VERB_APPROVE);
	step(&s, &s.publisher, VERB_PUBLISH); /* four with the Portal */
	s.house.now = instant_add(s.house.now, 100 * HOUR_MS);
	t = timeline_of(&s, &s.coordinator);
	assert_int_equal(t.unit_ms, 3 * HOUR_MS);
	assert_int_equal(t.portal_ms, 6 * HOUR_MS);
	assert_int_equal(t.both_ms, 0);
}

static void
what_a_paused_or_excused_duty_waited_is_nobodys_time(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.house.now = instant_add(s.house.now, HOUR_MS);
	s.decision = (struct duty_decision){
			.kind = DUTY_ACT_PAUSE, .reason = TEXT("Chờ kết luận giám định.")};
	assert_ok(house_do(&s.house, &s.coordinator, excuse_verb, &s));
	s.house.now = instant_add(s.house.now, 5 * HOUR_MS);
	s.decision.kind = DUTY_ACT_RESUME;
	assert_ok(house_do(&s.house, &s.coordinator, excuse_verb, &s));
	s.house.now = instant_add(s.house.now, HOUR_MS);
	s.decision.kind = DUTY_ACT_EXCUSE;
	assert_ok(house_do(&s.house, &s.coordinator, excuse_verb, &s));
	s.house.now = instant_add(s.house.now, 50 * HOUR_MS);
	t = timeline_of(&s, &s.officer);
	assert_int_equal(t.unit_ms, 2 * HOUR_MS);
	assert_int_equal(t.portal_ms, 0);
	assert_true(tells(&t, "Miễn thực hiện", "dieuphoi"));
}

static void
what_the_unit_has_not_sent_is_not_on_the_portals_time_line(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	assert_ok(house_do(&s.house, &s.officer, begin_item, &s));
	step(&s, &s.officer, VERB_SUBMIT);
	t = timeline_of(&s, &s.coordinator);
	assert_false(tells(&t, "Lưu bản 1", "canbo"));
	assert_false(tells(&t, "Trình lãnh đạo", "canbo"));
	t = timeline_of(&s, &s.leader);
	assert_true(tells(&t, "Trình lãnh đạo", "canbo"));
}

static void
a_closed_matter_is_opened_again_only_with_a_reason_and_by_who_may_end_it(struct fixture *f)
{
	struct timeline t;
	struct scene s;

	scene_begin(&s, f);
	report_owed(&s);
	s.reason = TEXT("Có tình tiết mới.");
	assert_int_equal(house_do(&s.house, &s.leader, reopen_verb, &s), ERR_CONFLICT);
	assert_true(s.house.words.n > 0);
	s.decision = (struct duty_decision){
			.kind = DUTY_ACT_NOT_APPLICABLE, .reason = TEXT("Mở nhầm.")};
	assert_ok(house_do(&s.house, &s.coordinator, excuse_verb, &s));
	assert_ok(house_do(&s.house, &s.leader, close_verb, &s));
	s.house.now = instant_add(s.house.now, HOUR_MS);
	assert_int_equal(house_do(&s.house, &s.officer, reopen_verb, &s), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.stranger, reopen_verb, &s), ERR_FORBIDDEN);
	s.reason = TEXT("  ");
	assert_int_equal(house_do(&s.house, &s.leader, reopen_verb, &s), ERR_INVALID);
	assert_int_equal(s.house.form.complaint_count, 1);
	assert_string_equal(s.house.form.complaints[0].field, "reason");
	s.reason = TEXT("Có tình tiết mới.");
	assert_ok(house_do(&s.house, &s.leader, reopen_verb, &s));
	t = timeline_of(&s, &s.leader);
	assert_text(t.entries[t.count - 1].reason, "Có tình tiết mới.");
	assert_true(tells(&t, "Mở lại vụ việc", "lanhdao"));
	assert_int_equal(house_notes(&s.house, "matter.reopen", false), 1);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_matter_tells_all_that_happened_in_order),
			STORE_TEST(the_time_is_split_between_the_unit_and_the_portal),
			STORE_TEST(what_a_paused_or_excused_duty_waited_is_nobodys_time),
			STORE_TEST(what_the_unit_has_not_sent_is_not_on_the_portals_time_line),
			STORE_TEST(a_closed_matter_is_opened_again_only_with_a_reason_and_by_who_may_end_it),
	};

	return house_run("timeline", tests, COUNT_OF(tests));
}
