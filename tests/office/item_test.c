/* From a matter to the public page and back, by the same verbs as the doors; on both engines. */
#include "support/house.h"

#include "office/duty.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/notice.h"
#include "office/publication.h"
#include "office/receipt.h"

/* A house with one person for each part, and an item with what acts on it. */
struct scene {
	struct house house;
	struct actor officer, leader, stranger, editor, editor2, publisher, ministry, auditor,
			admin;
	struct matter_news news;
	int64_t matter, duty, item, revision;
	struct writing writing;
	struct step_order order;
	struct pair values[4];
};

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->stranger = house_account(h, "canbo2", h->province, ROLE_BIT(ROLE_OFFICER));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->editor2 = house_account(
			h, "haivai", h->portal, ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->ministry = house_account(h, "lanhdaobo", h->ministry, ROLE_BIT(ROLE_MINISTRY_LEADER));
	s->auditor = house_account(h, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	s->admin = house_account(h, "quantri", h->ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	s->news = (struct matter_news){.rule = TEXT("6a"),
			.title = TEXT("Báo cáo quý được phê duyệt"),
			.happened = TEXT("Lãnh đạo Cục phê duyệt.")};
	s->writing = (struct writing){.title = TEXT("Kết quả quý"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung ở phường Ba Đình."),
			.section = TEXT("tinh-hinh-ket-qua")};
	h->values = s->values;
}

static void
evidence(struct scene *s, const char *key, const char *value)
{
	s->values[s->house.value_count++] = (struct pair){text_of(key), text_of(value)};
}

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &s->news, &s->matter));
	TRY(duty_list(ctx, s->matter, &duties, &count));
	assert_int_equal(count, 1);
	s->duty = duties[0].id;
	return OK;
}

static enum err
close_matter(struct ctx *ctx, void *arg)
{
	return matter_close(ctx, ((struct scene *)arg)->matter);
}

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct item_news news = {.matter = s->matter, .duty = s->duty};

	s->revision = 1;
	return item_begin(ctx, &news, &s->writing, &s->item);
}

static enum err
save_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_save(ctx, s->item, s->revision, &s->writing, &s->revision);
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
	return house_do(&s->house, actor, step_item, s);
}

/* The matter of a report approved on `day`, and an item that its officer has begun. */
static void
written(struct scene *s, const char *day)
{
	evidence(s, "evidence_document_number", "12/BC-C02");
	evidence(s, "evidence_approved_on", day);
	assert_ok(house_do(&s->house, &s->officer, open_matter, s));
	s->house.value_count = 0;
	assert_ok(house_do(&s->house, &s->officer, begin_item, s));
}

static void
sent(struct scene *s)
{
	assert_ok(step(s, &s->officer, VERB_SUBMIT));
	assert_ok(step(s, &s->leader, VERB_SEND));
}

static void
approved(struct scene *s)
{
	sent(s);
	assert_ok(step(s, &s->editor, VERB_TAKE));
	assert_ok(step(s, &s->editor, VERB_SUBMIT_REVIEW));
	assert_ok(step(s, &s->publisher, VERB_APPROVE));
}

static void
published(struct scene *s)
{
	written(s, "2026-02-02");
	approved(s);
	assert_ok(step(s, &s->publisher, VERB_PUBLISH));
}

static struct item
item_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->officer);
	struct item item;

	assert_ok(item_load(&ctx, s->item, &item));
	return item;
}

static struct duty_row
duty_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->officer);
	struct duty_row duty;

	assert_ok(duty_load(&ctx, s->duty, &duty));
	return duty;
}

static size_t
found(struct scene *s, const char *query)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct publication *rows;
	size_t count;
	int64_t next;

	assert_ok(publication_search(&ctx, text_of(query), 0, 10, &rows, &count, &next));
	return count;
}

/* --- matters and duties ----------------------------------------------------------------------- */

static void
evidence_that_is_missing_or_no_day_is_complained_about(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	evidence(&s, "evidence_approved_on", "30/02/2026");
	assert_int_equal(house_do(&s.house, &s.officer, open_matter, &s), ERR_INVALID);
	assert_int_equal(s.house.form.complaint_count, 2);
	assert_string_equal(s.house.form.complaints[0].field, "evidence_document_number");
	assert_string_equal(s.house.form.complaints[1].field, "evidence_approved_on");
	assert_int_equal(house_notes(&s.house, "matter.open", false), 0);
}

static void
a_report_handed_in_within_two_working_days_is_in_time(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct receipt receipt;
	struct duty_row duty;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	/* Monday; Tuesday and Wednesday are the two days. */
	assert_int_equal(duty_now(&s).due.last_day.n, day_of_civil((struct civil){2026, 2, 4}).n);
	assert_ok(step(&s, &s.officer, VERB_SUBMIT));
	assert_int_equal(duty_now(&s).state, DUTY_OPEN);
	assert_ok(step(&s, &s.leader, VERB_SEND));
	duty = duty_now(&s);
	assert_int_equal(duty.state, DUTY_MET);
	assert_int_equal(duty.late_ms, 0);
	assert_int_equal(duty.met_at.ms, s.house.now.ms);
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(receipt_of_item(&ctx, s.item, &receipt));
	assert_int_equal(receipt.at.ms, s.house.now.ms);
	assert_int_equal(receipt.sha256.n, 64);
}

static void
a_report_handed_in_later_is_late_by_the_time_that_passed(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	s.house.now = instant_add(duty_now(&s).due.due_before, 90 * MINUTE_MS);
	sent(&s);
	assert_int_equal(duty_now(&s).late_ms, 90 * MINUTE_MS);
}

static void
a_matter_closes_when_nothing_is_owed(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	assert_int_equal(house_do(&s.house, &s.leader, close_matter, &s), ERR_CONFLICT);
	sent(&s);
	assert_int_equal(house_do(&s.house, &s.officer, close_matter, &s), ERR_FORBIDDEN);
	assert_ok(house_do(&s.house, &s.leader, close_matter, &s));
	assert_int_equal(house_do(&s.house, &s.leader, close_matter, &s), ERR_CONFLICT);
}

/* --- two persons ------------------------------------------------------------------------------ */

static void
nobody_approves_what_he_wrote_or_handed_in(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	sent(&s);
	assert_ok(step(&s, &s.editor2, VERB_TAKE));
	assert_ok(house_do(&s.house, &s.editor2, save_item, &s));
	assert_ok(step(&s, &s.editor2, VERB_SUBMIT_REVIEW));
	assert_int_equal(step(&s, &s.editor2, VERB_APPROVE), ERR_FORBIDDEN);
	assert_true(s.house.words.n > 0);
	assert_int_equal(step(&s, &s.admin, VERB_APPROVE), ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "item.approve", false), 0);
	assert_ok(step(&s, &s.publisher, VERB_APPROVE));
	assert_int_equal(item_now(&s).approved_by, s.publisher.account);
}

static void
an_approval_belongs_to_one_revision(struct fixture *f)
{
	struct scene s;
	int64_t seen;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	sent(&s);
	assert_ok(step(&s, &s.editor, VERB_TAKE));
	seen = s.revision;
	assert_ok(house_do(&s.house, &s.editor, save_item, &s));
	assert_ok(step(&s, &s.editor, VERB_SUBMIT_REVIEW));
	s.revision = seen;
	assert_int_equal(step(&s, &s.publisher, VERB_APPROVE), ERR_CONFLICT);
	s.revision = seen + 1;
	assert_ok(step(&s, &s.publisher, VERB_APPROVE));
	assert_int_equal(item_now(&s).approved_revision, seen + 1);
}

static void
another_unit_sees_and_changes_nothing(struct fixture *f)
{
	struct scene s;
	struct item item;
	struct ctx ctx;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	ctx = house_ctx(&s.house, &s.stranger);
	assert_int_equal(item_load(&ctx, s.item, &item), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.stranger, save_item, &s), ERR_FORBIDDEN);
	assert_int_equal(step(&s, &s.stranger, VERB_SUBMIT), ERR_FORBIDDEN);
	assert_int_equal(item_now(&s).state, ITEM_DRAFT);
}

/* --- what a unit has not sent ----------------------------------------------------------------- */

static bool
is_among(const struct item *items, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].id == id)
			return true;
	return false;
}

/* "Tiêu đề: bản 3 [3 1] 2 bước", as `actor` reads the item, everywhere the same; "-": nowhere. */
static const char *
seen(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct buf out = BUF(s->house.arena);
	struct item item, *items;
	struct revision *revisions, revision;
	struct step *steps;
	size_t count, step_count;
	enum err err = item_load(&ctx, s->item, &item);

	assert_true(err == OK || err == ERR_FORBIDDEN);
	if (s->matter) {
		assert_ok(item_of_matter(&ctx, s->matter, &items, &count));
		assert_int_equal(is_among(items, count, s->item), err == OK);
	}
	if (item_list(&ctx, ITEM_LIST_ALL, ITEM_UNSET, (struct instant){0}, 0, 30, &items,
			    &count) != OK)
		count = 0;
	assert_int_equal(is_among(items, count, s->item), err == OK);
	if (err != OK)
		return "-";
	assert_true(text_equals(items[0].title, item.title));
	buf_addf(&out, "%.*s: bản %lld [", TEXT_ARGS(item.title), (long long)item.revision);
	assert_ok(item_revisions(&ctx, &item, &revisions, &count));
	for (size_t i = 0; i < count; i++)
		buf_addf(&out, i ? " %lld" : "%lld", (long long)revisions[i].number);
	for (int64_t number = 1, i = 0; number < 9; number++, i = 0) {
		while (i < (int64_t)count && revisions[i].number != number)
			i++;
		assert_int_equal(item_revision(&ctx, &item, number, &revision),
				i < (int64_t)count ? OK : ERR_NOT_FOUND);
	}
	assert_ok(item_steps(&ctx, &item, &steps, &step_count));
	buf_addf(&out, "] %zu bước", step_count);
	return buf_text(&out).p;
}

static void
save_as(struct scene *s, const struct actor *actor, const char *title)
{
	s->writing.title = text_of(title);
	assert_ok(house_do(&s->house, actor, save_item, s));
}

/* What the unit and an auditor see; what the Portal and ministry leaders see; nobody else does. */
static void
all_see(struct scene *s, const char *whole, const char *shared)
{
	assert_string_equal(seen(s, &s->officer), whole);
	assert_string_equal(seen(s, &s->leader), whole);
	assert_string_equal(seen(s, &s->auditor), whole);
	assert_string_equal(seen(s, &s->editor), shared);
	assert_string_equal(seen(s, &s->publisher), shared);
	assert_string_equal(seen(s, &s->ministry), shared);
	assert_string_equal(seen(s, &s->stranger), "-");
	assert_string_equal(seen(s, &s->admin), "-");
}

static void
what_a_unit_has_not_sent_is_its_own(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	all_see(&s, "Kết quả quý: bản 1 [1] 0 bước", "-");
	assert_ok(step(&s, &s.officer, VERB_SUBMIT));
	all_see(&s, "Kết quả quý: bản 1 [1] 1 bước", "-");
	s.order.reason = TEXT("Lời của lãnh đạo đơn vị.");
	assert_ok(step(&s, &s.leader, VERB_RETURN));
	save_as(&s, &s.officer, "Bản gửi");
	all_see(&s, "Bản gửi: bản 2 [2 1] 3 bước", "-");
	sent(&s);
	all_see(&s, "Bản gửi: bản 2 [2 1] 5 bước", "Bản gửi: bản 2 [2] 1 bước");
	assert_ok(step(&s, &s.editor, VERB_TAKE));
	save_as(&s, &s.editor, "Bản biên tập");
	assert_ok(step(&s, &s.editor, VERB_RETURN));
	save_as(&s, &s.officer, "Bản đang sửa");
	all_see(&s, "Bản đang sửa: bản 4 [4 3 2 1] 9 bước", "Bản biên tập: bản 3 [3 2] 4 bước");
	assert_int_equal(step(&s, &s.editor, VERB_TAKE), ERR_CONFLICT);
	save_as(&s, &s.officer, "Bản gửi lại");
	sent(&s);
	all_see(&s, "Bản gửi lại: bản 5 [5 4 3 2 1] 12 bước", "Bản gửi lại: bản 5 [5 3 2] 5 bước");
}

static void
what_was_given_up_or_recalled_stays_as_known_as_it_was(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	sent(&s);
	assert_ok(step(&s, &s.leader, VERB_RECALL));
	save_as(&s, &s.leader, "Sửa sau khi rút");
	all_see(&s, "Sửa sau khi rút: bản 2 [2 1] 4 bước", "Kết quả quý: bản 1 [1] 2 bước");
	assert_ok(house_do(&s.house, &s.officer, begin_item, &s));
	assert_ok(step(&s, &s.leader, VERB_DROP));
	all_see(&s, "Sửa sau khi rút: bản 1 [1] 1 bước", "-");
}

static void
the_portals_own_draft_is_the_portals(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(house_do(&s.house, &s.editor, begin_item, &s));
	assert_string_not_equal(seen(&s, &s.publisher), "-");
	assert_string_equal(seen(&s, &s.officer), "-");
	assert_string_equal(seen(&s, &s.ministry), "-");
}

static void
whoever_returned_an_item_has_nothing_to_do_with_it(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct item *items;
	size_t count;
	int64_t waiting;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	sent(&s);
	assert_ok(step(&s, &s.editor, VERB_TAKE));
	s.order.reason = TEXT("Thiếu địa bàn.");
	assert_ok(step(&s, &s.editor, VERB_RETURN));
	for (int i = 0; i < 2; i++) {
		ctx = house_ctx(&s.house, i ? &s.officer : &s.editor);
		assert_ok(item_list(&ctx, ITEM_LIST_WAITING, ITEM_UNSET, (struct instant){0}, 0, 30,
				&items, &count));
		assert_ok(item_count_waiting(&ctx, &waiting));
		assert_int_equal(count, i);
		assert_int_equal(waiting, i);
	}
}

/* --- revisions -------------------------------------------------------------------------------- */

static void
saving_upon_an_old_revision_changes_nothing(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	s.writing.title = TEXT("Bản của người khác");
	assert_ok(house_do(&s.house, &s.officer, save_item, &s));
	s.revision = 1;
	s.writing.title = TEXT("Bản của tôi");
	assert_int_equal(house_do(&s.house, &s.officer, save_item, &s), ERR_CONFLICT);
	assert_text(item_now(&s).title, "Bản của người khác");
	assert_int_equal(item_now(&s).revision, 2);
}

static void
what_is_returned_comes_with_a_reason_and_a_notice(struct fixture *f)
{
	struct scene s;
	struct notice *notices;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	sent(&s);
	assert_ok(step(&s, &s.editor, VERB_TAKE));
	assert_int_equal(step(&s, &s.editor, VERB_RETURN), ERR_INVALID);
	assert_string_equal(s.house.form.complaints[0].field, "reason");
	s.order.reason = TEXT("Đề nghị nêu rõ địa bàn.");
	assert_ok(step(&s, &s.editor, VERB_RETURN));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(notice_list(&ctx, 0, false, 10, &notices, &count));
	assert_text(notices[0].title, "Bị trả lại: Kết quả quý");
}

/* --- the public ------------------------------------------------------------------------------- */

static void
what_is_published_is_found_with_and_without_marks(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	assert_int_equal(found(&s, "ba dinh"), 0);
	approved(&s);
	assert_int_equal(found(&s, "ba dinh"), 0);
	assert_ok(step(&s, &s.publisher, VERB_PUBLISH));
	assert_int_equal(found(&s, "ba dinh"), 1);
	assert_int_equal(found(&s, "Ba Đình"), 1);
	assert_int_equal(found(&s, "bà đinh"), 0);
}

static void
a_correction_changes_nothing_in_public_until_it_is_published(struct fixture *f)
{
	struct scene s;
	struct publication publication;
	struct ctx ctx;

	scene_begin(&s, f);
	published(&s);
	s.order.reason = TEXT("Sai số liệu.");
	assert_ok(step(&s, &s.editor, VERB_CORRECT));
	s.writing.title = TEXT("Kết quả quý đã đính chính");
	s.writing.correction = TEXT("Số liệu đúng là 12 vụ.");
	assert_ok(house_do(&s.house, &s.editor, save_item, &s));
	ctx = house_ctx(&s.house, NULL);
	assert_ok(publication_load(&ctx, s.item, &publication));
	assert_text(publication.title, "Kết quả quý");
	assert_ok(step(&s, &s.editor, VERB_SUBMIT_REVIEW));
	assert_ok(step(&s, &s.publisher, VERB_APPROVE));
	s.house.now = instant_add(s.house.now, HOUR_MS);
	assert_ok(step(&s, &s.publisher, VERB_PUBLISH));
	ctx = house_ctx(&s.house, NULL);
	assert_ok(publication_load(&ctx, s.item, &publication));
	assert_text(publication.title, "Kết quả quý đã đính chính");
	assert_text(publication.correction, "Số liệu đúng là 12 vụ.");
	assert_int_equal(publication.updated_at.ms - publication.published_at.ms, HOUR_MS);
}

static void
a_withdrawn_item_keeps_its_reason_and_leaves_lists_and_search(struct fixture *f)
{
	struct scene s;
	struct publication publication, *rows;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	published(&s);
	assert_int_equal(step(&s, &s.publisher, VERB_WITHDRAW), ERR_INVALID);
	s.order.reason = TEXT("Chưa được phép công bố.");
	s.order.redirect = TEXT("//evil.example/");
	assert_int_equal(step(&s, &s.publisher, VERB_WITHDRAW), ERR_INVALID);
	s.order.redirect = NO_TEXT;
	assert_ok(step(&s, &s.publisher, VERB_WITHDRAW));
	ctx = house_ctx(&s.house, NULL);
	assert_ok(publication_load(&ctx, s.item, &publication));
	assert_false(publication.live);
	assert_text(publication.reason, "Chưa được phép công bố.");
	assert_ok(publication_list(
			&ctx, NO_TEXT, 0, (struct publication_after){0}, 10, &rows, &count));
	assert_int_equal(count, 0);
	assert_int_equal(found(&s, "ba dinh"), 0);
}

static void
a_time_to_publish_lies_ahead_and_comes_due(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	int64_t *due;
	size_t count;

	scene_begin(&s, f);
	written(&s, "2026-02-02");
	approved(&s);
	s.order.publish_at = s.house.now;
	assert_int_equal(step(&s, &s.publisher, VERB_SCHEDULE), ERR_INVALID);
	s.order.publish_at = instant_add(s.house.now, HOUR_MS);
	assert_ok(step(&s, &s.publisher, VERB_SCHEDULE));
	ctx = house_ctx(&s.house, NULL);
	assert_ok(item_due(&ctx, 10, &due, &count));
	assert_int_equal(count, 0);
	s.house.now = s.order.publish_at;
	ctx = house_ctx(&s.house, NULL);
	assert_ok(item_due(&ctx, 10, &due, &count));
	assert_int_equal(count, 1);
	assert_int_equal(due[0], s.item);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(evidence_that_is_missing_or_no_day_is_complained_about),
			STORE_TEST(a_report_handed_in_within_two_working_days_is_in_time),
			STORE_TEST(a_report_handed_in_later_is_late_by_the_time_that_passed),
			STORE_TEST(a_matter_closes_when_nothing_is_owed),
			STORE_TEST(nobody_approves_what_he_wrote_or_handed_in),
			STORE_TEST(an_approval_belongs_to_one_revision),
			STORE_TEST(another_unit_sees_and_changes_nothing),
			STORE_TEST(what_a_unit_has_not_sent_is_its_own),
			STORE_TEST(what_was_given_up_or_recalled_stays_as_known_as_it_was),
			STORE_TEST(the_portals_own_draft_is_the_portals),
			STORE_TEST(whoever_returned_an_item_has_nothing_to_do_with_it),
			STORE_TEST(saving_upon_an_old_revision_changes_nothing),
			STORE_TEST(what_is_returned_comes_with_a_reason_and_a_notice),
			STORE_TEST(what_is_published_is_found_with_and_without_marks),
			STORE_TEST(a_correction_changes_nothing_in_public_until_it_is_published),
			STORE_TEST(a_withdrawn_item_keeps_its_reason_and_leaves_lists_and_search),
			STORE_TEST(a_time_to_publish_lies_ahead_and_comes_due),
	};

	return house_run("item", tests, COUNT_OF(tests));
}
