#include "support/history.h"
#include "support/slow_figure.h"

#include "office/duty.h"
#include "office/matter.h"
#include "office/timeline.h"

void
history_begin(struct history *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct history){.seed = 20261128};
	house_begin(h, f);
	s->officers[0] = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->officers[1] = house_account(h, "canbo2", h->province, ROLE_BIT(ROLE_OFFICER));
	s->leaders[0] = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->leaders[1] = house_account(h, "lanhdao2", h->province, ROLE_BIT(ROLE_UNIT_LEADER));
	s->coordinator = house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->auditor = house_account(h, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	h->values = s->values;
}

/* --- acts --------------------------------------------------------------------------------------
 */

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct history *s = arg;
	struct matter_news news = {.rule = text_of(s->rule),
			.title = TEXT("Vụ việc"),
			.happened = TEXT("Đã xảy ra.")};
	struct duty_row *duties;
	int64_t matter;
	size_t count;

	TRY(matter_open(ctx, &news, &matter));
	TRY(duty_list(ctx, matter, &duties, &count));
	s->duties[s->count] = duties[0].id;
	return OK;
}

void
owed(struct history *s, const char *rule, size_t unit, int64_t hours_ago)
{
	struct arena *arena = s->house.arena;
	struct instant began = instant_add(s->house.now, -hours_ago * HOUR_MS);
	struct text when = instant_local(arena, began, ZONE_VIETNAM);
	struct text day = day_iso(arena, day_of(began, ZONE_VIETNAM));

	s->house.value_count = 2;
	s->rule = rule;
	s->values[0] = (struct pair){TEXT("evidence_document_number"), TEXT("12/BC")};
	s->values[1] = (struct pair){TEXT("evidence_approved_on"), day};
	if (text_equals(text_of(rule), TEXT("6b"))) {
		s->values[0] = (struct pair){TEXT("evidence_method"), TEXT("Giả danh")};
		s->values[1] = (struct pair){TEXT("evidence_detected_at"), when};
	} else if (text_equals(text_of(rule), TEXT("7"))) {
		s->values[0] = (struct pair){TEXT("evidence_occurred_at"), when};
		s->values[1] = (struct pair){TEXT("evidence_detected_at"), when};
		s->values[2] = (struct pair){TEXT("evidence_incident"), TEXT("Sự việc")};
		s->house.value_count = 3;
	} else if (text_equals(text_of(rule), TEXT("12"))) {
		s->values[0] = (struct pair){TEXT("evidence_subject"), TEXT("Nội dung")};
		s->house.value_count = 1;
	}
	assert_true(s->count < DUTIES_MAX);
	assert_ok(house_do(&s->house, &s->officers[unit], open_matter, s));
	s->house.value_count = 0;
	s->count++;
}

static enum err
meet(struct ctx *ctx, void *arg)
{
	struct history *s = arg;

	return duty_meet_by(ctx, s->duties[s->which], TEXT("Đã gửi"));
}

static enum err
decide(struct ctx *ctx, void *arg)
{
	struct history *s = arg;

	return duty_decide(ctx, s->duties[s->which], &s->decision);
}

enum err
decided(struct history *s, size_t which, enum duty_act_kind kind)
{
	s->which = which;
	s->decision = (struct duty_decision){.kind = kind, .reason = TEXT("Có lý do.")};
	return house_do(&s->house, &s->coordinator, decide, s);
}

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct history *s = arg;
	struct duty_row duty;
	struct item_news news = {.duty = s->duties[s->which]};

	TRY(duty_load(ctx, news.duty, &duty));
	news.matter = duty.matter;
	return item_begin(ctx, &news, &s->writing, &s->items[s->which]);
}

static enum err
take_step(struct ctx *ctx, void *arg)
{
	struct history *s = arg;

	return item_step(ctx, s->items[s->which], &s->order);
}

static void
step(struct history *s, const struct actor *actor, enum item_verb verb)
{
	s->order = (struct step_order){
			.declared = true, .verb = verb, .revision = 1, .reason = TEXT("Gấp.")};
	s->house.now = instant_add(s->house.now, (1 + (int64_t)dice(&s->seed, 90)) * MINUTE_MS);
	assert_ok(house_do(&s->house, actor, take_step, s));
}

/* The duty rests for a while before its item is sent, or not at all. */
static void
paused(struct history *s, size_t which)
{
	static const enum duty_act_kind kinds[][2] = {
			{DUTY_ACT_PAUSE, DUTY_ACT_RESUME}, {DUTY_ACT_EXCUSE, DUTY_ACT_REOPEN}};
	const enum duty_act_kind *kind = kinds[dice(&s->seed, COUNT_OF(kinds))];

	if (dice(&s->seed, 2))
		return;
	for (size_t i = 0; i < 2; i++) {
		s->house.now = instant_add(
				s->house.now, (1 + (int64_t)dice(&s->seed, 90)) * MINUTE_MS);
		assert_ok(decided(s, which, kind[i]));
	}
}

/* Sent, and sent again where the Portal sends it back or its leader takes it back. */
static void
sent(struct history *s, size_t unit)
{
	const struct actor *officer = &s->officers[unit], *leader = &s->leaders[unit];

	step(s, leader, VERB_SEND);
	while (dice(&s->seed, 2)) {
		if (dice(&s->seed, 2)) {
			step(s, leader, VERB_RECALL);
			step(s, officer, VERB_RECALL);
			step(s, officer, VERB_SUBMIT);
		} else {
			step(s, &s->editor, VERB_TAKE);
			step(s, &s->editor, VERB_RETURN);
			if (dice(&s->seed, 2))
				step(s, officer, VERB_SUBMIT);
		}
		step(s, leader, VERB_SEND);
	}
}

/* What the matter's page says is what was kept for figures. */
static void
matter_page_agrees(struct history *s, size_t which)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct ctx auditor = house_ctx(&s->house, &s->auditor);
	struct span_split slow = slow_split(&auditor, s->items[which]);
	struct timeline timeline;
	struct matter matter;
	struct item item;

	assert_ok(item_load(&ctx, s->items[which], &item));
	assert_ok(matter_load(&ctx, item.matter, &matter));
	assert_ok(timeline_make(&ctx, &matter, &timeline));
	assert_int_equal(timeline.split.unit_ms, slow.unit_ms);
	assert_int_equal(timeline.split.portal_ms, slow.portal_ms);
	assert_int_equal(timeline.split.both_ms, 0);
}

void
published(struct history *s, size_t which, size_t unit, bool urgent)
{
	s->which = which;
	s->writing = (struct writing){.title = TEXT("Cảnh báo"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("canh-bao"),
			.facts = TEXT("{\"level\":\"high\",\"method\":\"Giả danh\",\"signs\":\"Hỏi "
				      "mã\",\"advice\":\"Không đọc mã\",\"expires_at\":"
				      "\"2029-12-01T08:00\"}")};
	assert_ok(house_do(&s->house, &s->officers[unit], begin_item, s));
	step(s, &s->officers[unit], VERB_SUBMIT);
	paused(s, which);
	sent(s, unit);
	if (urgent) {
		step(s, &s->publisher, VERB_PUBLISH_URGENT);
		matter_page_agrees(s, which);
		return;
	}
	step(s, &s->editor, VERB_TAKE);
	step(s, &s->editor, VERB_SUBMIT_REVIEW);
	step(s, &s->publisher, VERB_APPROVE);
	step(s, &s->publisher, VERB_PUBLISH);
	matter_page_agrees(s, which);
}

void
random_act(struct history *s)
{
	static const char *const rules[] = {"6a", "6b", "7", "12"};
	static const enum duty_act_kind kinds[] = {DUTY_ACT_EXCUSE, DUTY_ACT_NOT_APPLICABLE,
			DUTY_ACT_REOPEN, DUTY_ACT_PAUSE, DUTY_ACT_RESUME};
	uint64_t unit = dice(&s->seed, 2), what = dice(&s->seed, 10), which;

	s->house.now = instant_add(s->house.now, (int64_t)dice(&s->seed, 20) * HOUR_MS + 1);
	if (what < 4 || !s->count) {
		const char *rule = rules[dice(&s->seed, COUNT_OF(rules))];

		owed(s, rule, unit, (int64_t)dice(&s->seed, 60));
		if (text_equals(text_of(rule), TEXT("6b")) && dice(&s->seed, 3))
			published(s, s->count - 1, unit, dice(&s->seed, 2));
		return;
	}
	which = dice(&s->seed, s->count);
	if (what >= 7) {
		enum err err = decided(s, which, kinds[dice(&s->seed, COUNT_OF(kinds))]);

		assert_true(err == OK || err == ERR_CONFLICT || err == ERR_INVALID);
		return;
	}
	s->which = which;
	assert_ok(house_do(&s->house, &s->leaders[0], meet, s));
}

void
met(struct history *s, size_t which, size_t unit)
{
	s->which = which;
	assert_ok(house_do(&s->house, &s->leaders[unit], meet, s));
}
