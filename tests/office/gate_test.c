/* The gate before the public: declarations, what is found, what is held, on both engines. */
#include "support/house.h"

#include "office/attachment.h"
#include "office/clearance.h"
#include "office/hold.h"
#include "office/item.h"
#include "office/publication.h"

#define PHONE "Liên hệ anh Nam, điện thoại 0912345678."

struct scene {
	struct house house;
	struct actor officer, leader, editor, publisher, second, admin;
	struct writing writing;
	int64_t item, revision, hold;
	struct step_order order;
	struct finding_order orders[4];
	size_t order_count;
	struct finding_row *found;
	size_t count;
	enum hold_outcome outcome;
	const char *reason;
	struct media media;
	int64_t attachment;
};

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){.reason = "Đã đối chiếu danh mục, không phải bí mật nhà nước."};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->second = house_account(
			h, "haivai", h->portal, ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER));
	s->admin = house_account(h, "quantri", h->ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	s->writing = (struct writing){.title = TEXT("Triệt phá nhóm lừa đảo"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("tinh-hinh-ket-qua")};
}

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct item_news news = {0};

	s->revision = 1;
	return item_begin(ctx, &news, &s->writing, &s->item);
}

static enum err
step_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	s->order.revision = s->revision;
	return item_step(ctx, s->item, &s->order);
}

static enum err
step(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	s->order.verb = verb;
	s->order.declared = true;
	s->order.reason = TEXT("Có lý do.");
	s->house.now = instant_add(s->house.now, MINUTE_MS);
	return house_do(&s->house, actor, step_item, s);
}

static enum err
save_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_save(ctx, s->item, s->revision, &s->writing, &s->revision);
}

static enum err
review(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return clearance_review(ctx, s->item, s->revision, s->orders, s->order_count);
}

static enum err
decide(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return hold_decide(ctx, s->hold, s->outcome, text_of(s->reason));
}

static void
begun(struct scene *s)
{
	assert_ok(house_do(&s->house, &s->officer, begin_item, s));
}

/* In the editor's hands. */
static void
edited(struct scene *s)
{
	begun(s);
	assert_ok(step(s, &s->officer, VERB_SUBMIT));
	assert_ok(step(s, &s->leader, VERB_SEND));
	assert_ok(step(s, &s->editor, VERB_TAKE));
}

static void
find(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->editor);

	assert_ok(finding_list(&ctx, s->item, s->revision, &s->found, &s->count));
}

static struct item
look(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct item item;

	assert_ok(item_load(&ctx, s->item, &item));
	return item;
}

static struct hold
newest_hold(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->admin);
	struct hold *rows;
	size_t count;

	assert_ok(hold_list(&ctx, false, 0, 10, &rows, &count));
	assert_true(count > 0);
	return rows[0];
}

/* --- declarations ------------------------------------------------------------------------------
 */

static void
who_does_not_declare_hands_nothing_on(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct declaration *rows;
	size_t count;

	scene_begin(&s, f);
	begun(&s);
	s.order = (struct step_order){.verb = VERB_SUBMIT};
	assert_int_equal(house_do(&s.house, &s.officer, step_item, &s), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "declared");
	assert_ok(step(&s, &s.officer, VERB_SUBMIT));
	s.order = (struct step_order){.verb = VERB_SEND};
	assert_int_equal(house_do(&s.house, &s.leader, step_item, &s), ERR_INVALID);
	assert_ok(step(&s, &s.leader, VERB_SEND));
	ctx = house_ctx(&s.house, &s.editor);
	assert_ok(declaration_list(&ctx, s.item, 1, &rows, &count));
	assert_int_equal(count, 2);
	assert_int_equal(rows[1].verb, VERB_SEND);
	assert_int_equal(house_notes(&s.house, "clearance.declare", false), 2);
}

static void
a_declaration_belongs_to_one_revision(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct declaration *rows;
	size_t count;

	scene_begin(&s, f);
	edited(&s);
	s.writing.title = TEXT("Triệt phá nhóm lừa đảo qua mạng");
	assert_ok(house_do(&s.house, &s.editor, save_item, &s));
	ctx = house_ctx(&s.house, &s.editor);
	assert_ok(declaration_list(&ctx, s.item, s.revision, &rows, &count));
	assert_int_equal(count, 0);
	assert_ok(step(&s, &s.editor, VERB_SUBMIT_REVIEW));
	assert_ok(step(&s, &s.publisher, VERB_APPROVE));
	assert_ok(step(&s, &s.publisher, VERB_PUBLISH));
}

/* --- personal data -----------------------------------------------------------------------------
 */

static void
personal_data_stops_approval_until_each_place_has_a_reason(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.writing.plain = TEXT(PHONE "\n\nThư nguyenvana@gmail.com");
	edited(&s);
	assert_ok(step(&s, &s.editor, VERB_SUBMIT_REVIEW));
	assert_int_equal(step(&s, &s.publisher, VERB_APPROVE), ERR_CONFLICT);
	assert_non_null(strstr(s.house.words.p, "2 chỗ"));
	find(&s);
	assert_int_equal(s.count, 2);
	assert_int_equal(s.found[0].what.kind, FINDING_PHONE);
	assert_string_equal(text_c(s.house.arena, s.found[0].words), "0912345678");
	s.order_count = 1;
	s.orders[0] = (struct finding_order){.finding = s.found[0].id};
	assert_int_equal(house_do(&s.house, &s.publisher, review, &s), ERR_INVALID);
	s.orders[0].reason = TEXT("Số trực ban đã công bố.");
	assert_int_equal(house_do(&s.house, &s.officer, review, &s), ERR_FORBIDDEN);
	assert_ok(house_do(&s.house, &s.publisher, review, &s));
	assert_int_equal(step(&s, &s.publisher, VERB_APPROVE), ERR_CONFLICT);
	s.orders[0] = (struct finding_order){
			.finding = s.found[1].id, .reason = TEXT("Hòm thư của ban tổ chức.")};
	assert_ok(house_do(&s.house, &s.publisher, review, &s));
	assert_ok(step(&s, &s.publisher, VERB_APPROVE));
	assert_ok(step(&s, &s.publisher, VERB_PUBLISH));
	assert_int_equal(house_notes(&s.house, "finding.keep", false), 2);
}

static void
the_address_of_a_link_is_looked_through_though_no_text_shows_it(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.writing.plain = NO_TEXT;
	s.writing.body = TEXT(
			"{\"type\":\"doc\",\"content\":[{\"type\":\"paragraph\",\"content\":["
			"{\"type\":\"text\",\"text\":\"Gửi thư\",\"marks\":[{\"type\":\"link\","
			"\"attrs\":{\"href\":\"mailto:nam.ng@gmail.com\"}}]},"
			"{\"type\":\"text\",\"text\":\"Zalo\",\"marks\":[{\"type\":\"link\","
			"\"attrs\":{\"href\":\"https://zalo.me/0912345678\"}}]}]}]}");
	edited(&s);
	find(&s);
	assert_int_equal(s.count, 2);
	assert_text(s.found[0].words, "nam.ng@gmail.com");
	assert_text(s.found[1].words, "0912345678");
	s.orders[0] = (struct finding_order){.finding = s.found[0].id, .is_masked = true};
	s.order_count = 1;
	assert_int_equal(house_do(&s.house, &s.editor, review, &s), ERR_INVALID);
	s.orders[0] = (struct finding_order){
			.finding = s.found[0].id, .reason = TEXT("Hộp thư tiếp dân.")};
	assert_ok(house_do(&s.house, &s.editor, review, &s));
}

static void
masking_makes_a_new_revision_and_keeps_what_was_kept(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct item item;
	struct revision revision;

	scene_begin(&s, f);
	s.writing.title = TEXT("Tìm bị hại gọi 0988777666");
	s.writing.plain = TEXT(PHONE "\n\nThư nguyenvana@gmail.com");
	edited(&s);
	find(&s);
	assert_int_equal(s.count, 3);
	s.orders[0] = (struct finding_order){.finding = s.found[0].id, .is_masked = true};
	s.orders[1] = (struct finding_order){.finding = s.found[1].id, .is_masked = true};
	s.orders[2] = (struct finding_order){
			.finding = s.found[2].id, .reason = TEXT("Hòm thư của ban tổ chức.")};
	s.order_count = 3;
	assert_ok(house_do(&s.house, &s.editor, review, &s));
	item = look(&s, &s.editor);
	assert_int_equal(item.revision, 2);
	assert_string_equal(text_c(s.house.arena, item.title), "Tìm bị hại gọi 098*******");
	ctx = house_ctx(&s.house, &s.editor);
	assert_ok(item_revision(&ctx, &item, 2, &revision));
	assert_true(text_find(revision.body, TEXT("091*******")) > 0);
	s.revision = 2;
	find(&s);
	assert_int_equal(s.count, 1);
	assert_true(s.found[0].is_kept);
	/* The next text begins anew. */
	s.writing.title = TEXT("Tìm bị hại");
	assert_ok(house_do(&s.house, &s.editor, save_item, &s));
	find(&s);
	assert_int_equal(s.count, 2);
	assert_false(s.found[0].is_kept || s.found[1].is_kept);
}

static void
who_publishes_alone_passes_the_same_gate(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct item item;

	scene_begin(&s, f);
	s.writing.plain = TEXT(PHONE);
	edited(&s);
	item = look(&s, &s.publisher);
	ctx = house_ctx(&s.house, &s.publisher);
	assert_int_equal(clearance_ask(&ctx, &item, true), ERR_CONFLICT);
	assert_non_null(strstr(ctx.words.p, "dữ liệu cá nhân"));
	s.writing.plain = TEXT("Nội dung.");
	assert_ok(house_do(&s.house, &s.editor, save_item, &s));
	item = look(&s, &s.publisher);
	ctx = house_ctx(&s.house, &s.publisher);
	assert_int_equal(clearance_ask(&ctx, &item, true), ERR_CONFLICT);
	assert_non_null(strstr(ctx.words.p, "cam kết"));
}

static enum err
forget_screenings(struct ctx *ctx, void *arg)
{
	static const struct sql forget = {
			.name = "forget_findings", .text = "DELETE FROM screening"};
	struct query q;

	(void)arg;
	query_begin(&q, ctx->store, &forget);
	return query_run(&q);
}

/* A text that nobody looked through stays out, whatever was approved. */
static void
what_was_not_looked_through_fails_closed(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	edited(&s);
	assert_ok(step(&s, &s.editor, VERB_SUBMIT_REVIEW));
	assert_ok(step(&s, &s.publisher, VERB_APPROVE));
	assert_ok(house_do(&s.house, &s.admin, forget_screenings, &s));
	assert_int_equal(step(&s, &s.publisher, VERB_PUBLISH), ERR_CONFLICT);
	s.order.publish_at = instant_add(s.house.now, HOUR_MS);
	assert_int_equal(step(&s, &s.publisher, VERB_SCHEDULE), ERR_CONFLICT);
	assert_int_equal(look(&s, &s.publisher).live_revision, 0);
}

/* --- what is held ------------------------------------------------------------------------------
 */

static void
a_marked_text_is_held_and_only_who_decides_reads_it(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct item item;
	struct revision revision;
	struct hold hold;

	scene_begin(&s, f);
	s.writing.title = TEXT("TUYỆT MẬT");
	begun(&s);
	assert_int_equal(step(&s, &s.officer, VERB_SUBMIT), ERR_CONFLICT);
	assert_int_equal(step(&s, &s.leader, VERB_DROP), ERR_CONFLICT);
	item = look(&s, &s.officer);
	assert_true(item.is_sealed);
	assert_true(text_find(item.title, TEXT("TUYỆT")) < 0);
	ctx = house_ctx(&s.house, &s.officer);
	assert_int_equal(item_revision(&ctx, &item, 1, &revision), ERR_FORBIDDEN);
	hold = newest_hold(&s);
	assert_int_equal(hold.item, s.item);
	assert_int_equal(hold.outcome, HOLD_OPEN);
	ctx = house_ctx(&s.house, &s.officer);
	assert_int_equal(hold_load(&ctx, hold.id, &hold), ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "hold.begin", false), 1);
}

static void
a_released_item_goes_on_and_a_new_marking_is_held_anew(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.writing.plain = TEXT("Độ mật: Mật");
	begun(&s);
	s.hold = newest_hold(&s).id;
	s.outcome = HOLD_RELEASED;
	assert_int_equal(house_do(&s.house, &s.admin, decide, &s), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.leader, decide, &s), ERR_FORBIDDEN);
	s.reason = "";
	assert_int_equal(house_do(&s.house, &s.publisher, decide, &s), ERR_INVALID);
	s.reason = "Là bài giải thích luật.";
	assert_ok(house_do(&s.house, &s.publisher, decide, &s));
	assert_int_equal(house_do(&s.house, &s.publisher, decide, &s), ERR_CONFLICT);
	assert_false(look(&s, &s.officer).is_sealed);
	assert_ok(step(&s, &s.officer, VERB_SUBMIT));
	assert_ok(house_do(&s.house, &s.leader, save_item, &s));
	assert_true(look(&s, &s.leader).is_sealed);
	assert_int_equal(house_notes(&s.house, "hold.release", false), 1);
}

static void
a_confirmed_secret_is_given_up_and_stays_closed(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct item item;
	struct revision revision;

	scene_begin(&s, f);
	s.writing.plain = TEXT("TỐI MẬT\n\nPhương án số 2");
	begun(&s);
	s.hold = newest_hold(&s).id;
	s.outcome = HOLD_CONFIRMED;
	assert_ok(house_do(&s.house, &s.publisher, decide, &s));
	item = look(&s, &s.officer);
	assert_int_equal(item.state, ITEM_DROPPED);
	assert_true(item.is_sealed);
	ctx = house_ctx(&s.house, &s.officer);
	assert_int_equal(item_revision(&ctx, &item, 1, &revision), ERR_FORBIDDEN);
}

static void
who_brought_it_in_does_not_decide(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	edited(&s);
	assert_ok(step(&s, &s.second, VERB_TAKE));
	s.writing.plain = TEXT("TỐI MẬT");
	assert_ok(house_do(&s.house, &s.second, save_item, &s));
	s.hold = newest_hold(&s).id;
	s.outcome = HOLD_RELEASED;
	assert_int_equal(house_do(&s.house, &s.second, decide, &s), ERR_FORBIDDEN);
	assert_ok(house_do(&s.house, &s.publisher, decide, &s));
}

/* A correction that turns out to be a secret goes; what the public reads stays. */
static void
a_secret_in_a_correction_leaves_what_is_public(struct fixture *f)
{
	struct scene s;
	struct item item;

	scene_begin(&s, f);
	edited(&s);
	assert_ok(step(&s, &s.editor, VERB_SUBMIT_REVIEW));
	assert_ok(step(&s, &s.publisher, VERB_APPROVE));
	assert_ok(step(&s, &s.publisher, VERB_PUBLISH));
	assert_ok(step(&s, &s.editor, VERB_CORRECT));
	s.writing.plain = TEXT("TUYỆT MẬT");
	s.writing.correction = TEXT("Sửa nội dung.");
	assert_ok(house_do(&s.house, &s.editor, save_item, &s));
	s.hold = newest_hold(&s).id;
	s.outcome = HOLD_CONFIRMED;
	assert_ok(house_do(&s.house, &s.publisher, decide, &s));
	item = look(&s, &s.officer);
	assert_int_equal(item.state, ITEM_PUBLISHED);
	assert_int_equal(item.revision, 1);
	assert_false(item.is_sealed);
}

/* --- files -------------------------------------------------------------------------------------
 */

static enum err
attach(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return attachment_add(ctx, s->item, ATTACHMENT_PLAIN, &s->media, &s->attachment);
}

static enum err
attach_named(struct scene *s, const struct actor *actor, const char *name, const char *words)
{
	s->media = house_pdf(&s->house, name, words);
	return house_do(&s->house, actor, attach, s);
}

static void
a_marked_file_is_held_with_its_item(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct attachment file;

	scene_begin(&s, f);
	begun(&s);
	assert_ok(attach_named(&s, &s.officer, "Phương án.pdf", "BỘ CÔNG AN\nTỐI MẬT"));
	assert_true(look(&s, &s.officer).is_sealed);
	ctx = house_ctx(&s.house, &s.officer);
	assert_int_equal(attachment_load(&ctx, s.attachment, &file), ERR_FORBIDDEN);
	s.hold = newest_hold(&s).id;
	s.outcome = HOLD_CONFIRMED;
	assert_ok(house_do(&s.house, &s.publisher, decide, &s));
	assert_false(look(&s, &s.officer).is_sealed);
	ctx = house_ctx(&s.house, &s.officer);
	assert_int_equal(attachment_load(&ctx, s.attachment, &file), ERR_FORBIDDEN);
	assert_ok(step(&s, &s.officer, VERB_SUBMIT));
}

static void
personal_data_in_a_file_is_kept_with_a_reason_or_the_file_goes(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	begun(&s);
	assert_ok(attach_named(&s, &s.officer, "CCCD 001089012345.pdf", "Số: 0912345678"));
	assert_ok(step(&s, &s.officer, VERB_SUBMIT));
	find(&s);
	assert_int_equal(s.count, 2);
	assert_int_equal(s.found[0].place, PLACE_NAME);
	s.orders[0] = (struct finding_order){.finding = s.found[0].id, .is_masked = true};
	s.order_count = 1;
	assert_int_equal(house_do(&s.house, &s.leader, review, &s), ERR_INVALID);
	s.orders[0] = (struct finding_order){
			.finding = s.found[0].id, .reason = TEXT("Giấy tờ mẫu.")};
	assert_ok(house_do(&s.house, &s.leader, review, &s));
	find(&s);
	assert_true(s.found[0].is_kept);
	assert_false(s.found[1].is_kept);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(who_does_not_declare_hands_nothing_on),
			STORE_TEST(a_declaration_belongs_to_one_revision),
			STORE_TEST(personal_data_stops_approval_until_each_place_has_a_reason),
			STORE_TEST(the_address_of_a_link_is_looked_through_though_no_text_shows_it),
			STORE_TEST(masking_makes_a_new_revision_and_keeps_what_was_kept),
			STORE_TEST(who_publishes_alone_passes_the_same_gate),
			STORE_TEST(what_was_not_looked_through_fails_closed),
			STORE_TEST(a_marked_text_is_held_and_only_who_decides_reads_it),
			STORE_TEST(a_released_item_goes_on_and_a_new_marking_is_held_anew),
			STORE_TEST(a_confirmed_secret_is_given_up_and_stays_closed),
			STORE_TEST(who_brought_it_in_does_not_decide),
			STORE_TEST(a_secret_in_a_correction_leaves_what_is_public),
			STORE_TEST(a_marked_file_is_held_with_its_item),
			STORE_TEST(personal_data_in_a_file_is_kept_with_a_reason_or_the_file_goes),
	};

	return house_run("gate", tests, COUNT_OF(tests));
}
