/* One person publishes in urgency where the regulation lets it, another signs it off; on both
 * engines. */
#include "support/house.h"

#include "office/duty.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/publication.h"
#include "office/urgent.h"

struct scene {
	struct house house;
	struct actor officer, leader, editor, publisher, second, auditor;
	const char *rule;
	struct writing writing;
	int64_t item, revision;
	struct step_order order;
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
	s->editor = house_account(
			h, "haivai", h->portal, ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->second = house_account(h, "xuatban2", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->auditor = house_account(h, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	s->writing = (struct writing){.title = TEXT("Cảnh báo giả danh ngân hàng"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("canh-bao"),
			.facts = TEXT("{\"level\":\"high\",\"method\":\"Giả danh ngân hàng\","
				      "\"signs\":\"Hỏi mã OTP\",\"advice\":\"Không đọc mã\","
				      "\"expires_at\":\"2026-12-01T08:00\"}")};
	s->house.values = s->values;
}

static enum err
begin(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct matter_news news = {.rule = text_of(s->rule),
			.title = TEXT("Thủ đoạn giả danh ngân hàng"),
			.happened = TEXT("Nhiều người bị lừa.")};
	struct item_news item = {0};
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &news, &item.matter));
	TRY(duty_list(ctx, item.matter, &duties, &count));
	item.duty = duties[0].id;
	s->revision = 1;
	return item_begin(ctx, &item, &s->writing, &s->item);
}

static enum err
step_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	s->order.revision = s->revision;
	return item_step(ctx, s->item, &s->order);
}

static enum err
step(struct scene *s, const struct actor *actor, enum item_verb verb, const char *reason)
{
	s->order = (struct step_order){.verb = verb, .reason = text_of(reason)};
	s->house.now = instant_add(s->house.now, MINUTE_MS);
	return house_do(&s->house, actor, step_item, s);
}

static enum err
save_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_save(ctx, s->item, s->revision, &s->writing, &s->revision);
}

/* A warning that its unit has sent. */
static void
warning_sent(struct scene *s)
{
	s->rule = "6b";
	s->values[0] = (struct pair){TEXT("evidence_method"), TEXT("Giả danh ngân hàng")};
	s->values[1] = (struct pair){TEXT("evidence_detected_at"), TEXT("2026-02-01T08:00")};
	s->house.value_count = 2;
	assert_ok(house_do(&s->house, &s->officer, begin, s));
	s->house.value_count = 0;
	assert_ok(step(s, &s->officer, VERB_SUBMIT, ""));
	assert_ok(step(s, &s->leader, VERB_SEND, ""));
}

static void
report_sent(struct scene *s)
{
	s->rule = "6a";
	s->writing.section = TEXT("tinh-hinh-ket-qua");
	s->writing.facts = NO_TEXT;
	s->values[0] = (struct pair){TEXT("evidence_approved_on"), TEXT("2026-02-02")};
	s->values[1] = (struct pair){TEXT("evidence_document_number"), TEXT("12/BC-C02")};
	s->house.value_count = 2;
	assert_ok(house_do(&s->house, &s->officer, begin, s));
	s->house.value_count = 0;
	assert_ok(step(s, &s->officer, VERB_SUBMIT, ""));
	assert_ok(step(s, &s->leader, VERB_SEND, ""));
}

static bool
is_public(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct publication publication;

	return publication_load(&ctx, s->item, &publication) == OK && publication.live;
}

static struct urgent_share
share(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct urgent_share out;

	assert_ok(urgent_share(&ctx, (struct instant){0}, &out));
	return out;
}

static void
one_person_publishes_with_a_reason_and_it_waits_for_another(struct fixture *f)
{
	struct urgent *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	warning_sent(&s);
	assert_int_equal(step(&s, &s.publisher, VERB_PUBLISH_URGENT, " "), ERR_INVALID);
	assert_false(is_public(&s));
	assert_ok(step(&s, &s.publisher, VERB_PUBLISH_URGENT, "Đang có nhiều người bị lừa."));
	assert_true(is_public(&s));
	assert_int_equal(share(&s).open, 1);
	assert_int_equal(share(&s).urgent, 1);
	assert_int_equal(share(&s).published, 1);
	assert_int_equal(step(&s, &s.publisher, VERB_SIGN_OFF, ""), ERR_FORBIDDEN);
	assert_true(s.house.words.n > 0);
	assert_int_equal(house_notes(&s.house, "test", true), 1);
	assert_ok(step(&s, &s.second, VERB_SIGN_OFF, ""));
	assert_int_equal(share(&s).open, 0);
	assert_int_equal(step(&s, &s.second, VERB_SIGN_OFF, ""), ERR_CONFLICT);
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(urgent_list(&ctx, false, 0, 10, &rows, &count));
	assert_int_equal(count, 1);
	assert_text(rows[0].account_name, "xuatban");
	assert_text(rows[0].signer_name, "xuatban2");
	assert_text(rows[0].reason, "Đang có nhiều người bị lừa.");
}

static void
where_the_regulation_does_not_let_it_nobody_publishes_alone(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	report_sent(&s);
	assert_int_equal(step(&s, &s.publisher, VERB_PUBLISH_URGENT, "Gấp."), ERR_CONFLICT);
	assert_true(text_find(s.house.words, TEXT("người thứ hai")) >= 0);
	assert_false(is_public(&s));
}

static void
who_wrote_in_what_was_published_alone_does_not_sign_it_off(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	warning_sent(&s);
	assert_ok(step(&s, &s.editor, VERB_TAKE, ""));
	assert_ok(house_do(&s.house, &s.editor, save_item, &s));
	assert_ok(step(&s, &s.publisher, VERB_PUBLISH_URGENT, "Đang lan nhanh."));
	assert_int_equal(step(&s, &s.editor, VERB_SIGN_OFF, ""), ERR_FORBIDDEN);
	assert_ok(step(&s, &s.second, VERB_SIGN_OFF, ""));
}

static void
it_waits_on_through_a_correction_and_a_withdrawal_and_is_not_urgent_twice(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	warning_sent(&s);
	assert_ok(step(&s, &s.publisher, VERB_PUBLISH_URGENT, "Đang lan nhanh."));
	assert_ok(step(&s, &s.editor, VERB_CORRECT, "Sai tên ngân hàng."));
	assert_int_equal(step(&s, &s.publisher, VERB_PUBLISH_URGENT, "Gấp."), ERR_CONFLICT);
	assert_ok(step(&s, &s.publisher, VERB_WITHDRAW, "Nhầm."));
	assert_int_equal(share(&s).open, 1);
	assert_int_equal(step(&s, &s.publisher, VERB_SIGN_OFF, ""), ERR_FORBIDDEN);
	assert_ok(step(&s, &s.second, VERB_SIGN_OFF, ""));
	assert_int_equal(share(&s).open, 0);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(one_person_publishes_with_a_reason_and_it_waits_for_another),
			STORE_TEST(where_the_regulation_does_not_let_it_nobody_publishes_alone),
			STORE_TEST(who_wrote_in_what_was_published_alone_does_not_sign_it_off),
			STORE_TEST(it_waits_on_through_a_correction_and_a_withdrawal_and_is_not_urgent_twice),
	};

	return house_run("urgent", tests, COUNT_OF(tests));
}
