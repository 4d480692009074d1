/* What is typed and not saved: whose it is, how long it stays, who is told; on both engines. */
#include "support/scene.h"

#include "office/draft.h"

static struct draft_spot
spot_of(const struct scene *s)
{
	if (s->item)
		return (struct draft_spot){.item = s->item};
	return (struct draft_spot){.news = {.matter = s->matter,
						   .duty = s->duty,
						   .genre = text_of(GENRE_NEWS.name)}};
}

static enum err
keep(struct ctx *ctx, struct scene *s)
{
	struct draft_spot spot = spot_of(s);
	int64_t id;

	return draft_keep(ctx, &spot, &s->page, s->revision, &s->writing, &id);
}
SCENE_ACT(, keeps, keep(ctx, s))

static enum err
drop(struct ctx *ctx, struct scene *s)
{
	struct draft_spot spot;

	return draft_drop(ctx, s->draft, &spot);
}
SCENE_ACT(, drops, drop(ctx, s))

static enum err
forget(struct ctx *ctx, struct scene *s)
{
	struct draft_spot spot = spot_of(s);

	return draft_forget(ctx, &spot, &s->page);
}
SCENE_ACT(, saved_it, forget(ctx, s))
SCENE_ACT(, prunes, draft_prune(ctx))

static size_t
drafts_of(struct scene *s, const struct actor *actor, struct draft **drafts)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct draft_spot spot = spot_of(s);
	size_t count;

	assert_ok(draft_pages(&ctx, &spot, drafts, &count));
	for (size_t i = 0; i < count; i++)
		assert_ok(draft_find(&ctx, (*drafts)[i].id, &(*drafts)[i]));
	return count;
}

/* The one there is. */
static struct draft
draft_of(struct scene *s, const struct actor *actor)
{
	struct draft *drafts;
	size_t count = drafts_of(s, actor, &drafts);

	assert_in_range(count, 0, 1);
	return count ? drafts[0] : (struct draft){0};
}

/* A page that goes on with a draft, or with none (NULL). */
static void
opens(struct scene *s, const char *page, const struct draft *draft)
{
	s->page = (struct draft_page){.name = text_of(page)};
	if (draft) {
		s->page.from = draft->page;
		s->page.changes = draft->changes;
	}
}

static void
types(struct scene *s, const struct actor *actor, const char *title)
{
	s->writing.title = text_of(title);
	assert_ok(keeps(s, actor));
}

static size_t
editors(struct scene *s, const struct actor *actor, const char *first)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct text *names;
	struct item item;
	size_t count;

	assert_ok(item_load(&ctx, s->item, &item));
	assert_ok(draft_editors(&ctx, &item, &names, &count));
	if (count && first)
		assert_text(names[0], first);
	return count;
}

/* --- one for each person and item ------------------------------------------------------------- */

static void
what_was_typed_last_is_what_comes_back(struct fixture *f)
{
	struct scene s;
	struct draft first, last;

	scene_begin(&s, f);
	writes_report(&s);
	types(&s, &s.officer, "Đang gõ");
	first = draft_of(&s, &s.officer);
	s.writing.body = TEXT("{\"type\":\"doc\",\"content\":[]}");
	s.writing.plain = TEXT("không giữ: đã có văn bản định dạng");
	s.house.now = instant_add(s.house.now, 5 * SECOND_MS);
	types(&s, &s.officer, "Đang gõ thêm");
	last = draft_of(&s, &s.officer);
	assert_int_equal(last.id, first.id);
	assert_int_equal(last.base, 1);
	assert_text(last.writing.title, "Đang gõ thêm");
	assert_text(last.writing.body, "{\"type\":\"doc\",\"content\":[]}");
	assert_int_equal(last.writing.plain.n, 0);
	assert_int_equal(last.at.ms, s.house.now.ms);
	assert_text(item_now(&s).title, "Kết quả quý");
}

static void
a_new_item_has_one_for_each_duty_it_is_to_meet(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.revision = 0;
	types(&s, &s.officer, "Không thuộc vụ việc nào");
	owes_report(&s, &s.officer);
	s.item = s.revision = 0;
	types(&s, &s.officer, "Cho báo cáo");
	assert_text(draft_of(&s, &s.officer).writing.title, "Cho báo cáo");
	s.matter = s.duty = 0;
	assert_text(draft_of(&s, &s.officer).writing.title, "Không thuộc vụ việc nào");
}

static void
it_goes_when_it_is_saved_or_thrown_away_and_only_that_one(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	opens(&s, "a", NULL);
	types(&s, &s.officer, "Của cán bộ");
	types(&s, &s.leader, "Của lãnh đạo");
	assert_ok(saved_it(&s, &s.officer));
	assert_int_equal(draft_of(&s, &s.officer).id, 0);
	s.draft = draft_of(&s, &s.leader).id;
	assert_int_not_equal(s.draft, 0);
	assert_int_equal(drops(&s, &s.officer), ERR_NOT_FOUND);
	assert_ok(drops(&s, &s.leader));
	assert_int_equal(draft_of(&s, &s.leader).id, 0);
}

/* --- two pages of one person ------------------------------------------------------------------ */

static void
assert_titles(struct scene *s, const char *newest, const char *older)
{
	struct draft *drafts;

	assert_int_equal(drafts_of(s, &s->officer, &drafts), 2);
	assert_text(drafts[0].writing.title, newest);
	assert_text(drafts[1].writing.title, older);
}

static void
of_a_second_page_nothing_takes_the_place_of_what_the_first_kept(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	opens(&s, "a", NULL);
	types(&s, &s.officer, "Trang một");
	opens(&s, "b", NULL);
	types(&s, &s.officer, "Trang hai");
	opens(&s, "a", NULL);
	types(&s, &s.officer, "Trang một, gõ thêm");
	assert_titles(&s, "Trang hai", "Trang một, gõ thêm");
	assert_ok(saved_it(&s, &s.officer));
	assert_text(draft_of(&s, &s.officer).writing.title, "Trang hai");
}

/* What the officer's page "a" keeps of the item. */
static struct draft
begun(struct scene *s, struct fixture *f, const char *title)
{
	scene_begin(s, f);
	writes_report(s);
	opens(s, "a", NULL);
	types(s, &s->officer, title);
	return draft_of(s, &s->officer);
}

static void
two_pages_that_open_one_draft_part_with_their_first_changes(struct fixture *f)
{
	struct draft kept;
	struct scene s;

	kept = begun(&s, f, "Hôm qua");
	opens(&s, "b", &kept);
	types(&s, &s.officer, "Hôm qua, trang hai");
	assert_int_equal(draft_of(&s, &s.officer).id, kept.id);
	opens(&s, "c", &kept);
	types(&s, &s.officer, "Hôm qua, trang ba");
	assert_titles(&s, "Hôm qua, trang ba", "Hôm qua, trang hai");
	/* An answer that was lost: the page says once more what it says already. */
	types(&s, &s.officer, "Hôm qua, trang ba");
	assert_titles(&s, "Hôm qua, trang ba", "Hôm qua, trang hai");
}

static void
a_page_that_was_opened_upon_a_draft_does_not_take_it_once_its_own_page_goes_on(struct fixture *f)
{
	struct draft kept;
	struct scene s;

	kept = begun(&s, f, "Trang một");
	types(&s, &s.officer, "Trang một, gõ thêm");
	opens(&s, "b", &kept);
	types(&s, &s.officer, "Trang hai");
	assert_titles(&s, "Trang hai", "Trang một, gõ thêm");
	/* Saved at once, it takes only what it began with. */
	opens(&s, "c", &kept);
	assert_ok(saved_it(&s, &s.officer));
	assert_titles(&s, "Trang hai", "Trang một, gõ thêm");
}

static void
what_a_page_opened_and_saved_at_once_goes_too(struct fixture *f)
{
	struct draft kept;
	struct scene s;

	kept = begun(&s, f, "Hôm qua");
	opens(&s, "", NULL);
	assert_ok(saved_it(&s, &s.officer));
	assert_int_equal(draft_of(&s, &s.officer).id, kept.id);
	opens(&s, "", &kept);
	assert_ok(saved_it(&s, &s.officer));
	assert_int_equal(draft_of(&s, &s.officer).id, 0);
}

static void
after_twenty_pages_none_is_begun_and_those_there_are_go_on(struct fixture *f)
{
	char name[12];
	struct scene s;
	struct draft *drafts;

	scene_begin(&s, f);
	writes_report(&s);
	for (int i = 0; i < DRAFT_PAGES_MAX; i++) {
		snprintf(name, sizeof name, "%d", i);
		opens(&s, name, NULL);
		types(&s, &s.officer, "Bản nháp");
	}
	opens(&s, "một trang nữa", NULL);
	assert_complaint(&s, &s.officer, keeps, "draft_page");
	opens(&s, "0", NULL);
	types(&s, &s.officer, "Vẫn giữ được");
	assert_int_equal(drafts_of(&s, &s.officer, &drafts), DRAFT_PAGES_MAX);
	opens(&s, "mở tiếp", &drafts[0]);
	types(&s, &s.officer, "Mở tiếp được");
}

static void
what_nobody_came_back_to_goes_after_ninety_days(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	types(&s, &s.officer, "Bỏ quên");
	s.house.now = instant_add(s.house.now, DRAFT_KEEP_MS - 1);
	assert_ok(prunes(&s, &s.clock));
	assert_int_not_equal(draft_of(&s, &s.officer).id, 0);
	s.house.now = instant_add(s.house.now, 1);
	assert_ok(prunes(&s, &s.clock));
	assert_int_equal(draft_of(&s, &s.officer).id, 0);
}

/* --- whose it is ------------------------------------------------------------------------------ */

static void
nobody_else_reads_it(struct fixture *f)
{
	struct scene s;
	const struct actor *others[] = {
			&s.leader, &s.stranger, &s.editor, &s.auditor, &s.admin, &s.publisher};

	scene_begin(&s, f);
	writes_report(&s);
	types(&s, &s.officer, "Chỉ tôi đọc");
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		struct ctx ctx = house_ctx(&s.house, others[i]);
		struct draft *drafts;
		size_t count;

		assert_int_equal(draft_of(&s, others[i]).id, 0);
		assert_ok(draft_list(&ctx, &drafts, &count));
		assert_int_equal(count, 0);
	}
}

static void
where_one_may_not_save_none_is_kept_and_the_refusal_is_noted(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	assert_refused(&s, &s.stranger, keeps, ERR_FORBIDDEN);
	assert_refused(&s, &s.auditor, keeps, ERR_FORBIDDEN);
	assert_refused(&s, &s.admin, keeps, ERR_FORBIDDEN);
	does(&s, &s.officer, VERB_SUBMIT);
	does(&s, &s.leader, VERB_SEND);
	assert_refused(&s, &s.officer, keeps, ERR_CONFLICT);
	s.item = s.revision = 0;
	assert_refused(&s, &s.stranger, keeps, ERR_FORBIDDEN);
}

static void
keeping_leaves_no_line_in_the_trail_and_no_revision(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	types(&s, &s.officer, "TỐI MẬT");
	assert_int_equal(house_notes(&s.house, "draft.keep", false), 0);
	assert_int_equal(item_now(&s).revision, 1);
	assert_int_equal(item_now(&s).hold, 0);
}

static void
it_is_begun_upon_a_revision_that_there_is(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	s.revision = 2;
	assert_complaint(&s, &s.officer, keeps, "base");
	s.revision = 0;
	assert_complaint(&s, &s.officer, keeps, "base");
}

static size_t
listed(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct draft *drafts;
	size_t count;

	assert_ok(draft_list(&ctx, &drafts, &count));
	return count;
}

static void
what_one_may_no_longer_write_is_not_in_the_list(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	types(&s, &s.officer, "Tên của nội dung bị giữ");
	assert_int_equal(listed(&s, &s.officer), 1);
	s.writing.title = TEXT("Kết quả quý");
	s.writing.plain = TEXT("TỐI MẬT");
	assert_ok(saves_item(&s, &s.leader));
	assert_int_not_equal(item_now(&s).hold, 0);
	assert_int_equal(listed(&s, &s.officer), 0);
}

/* --- who is writing --------------------------------------------------------------------------- */

static void
others_are_told_for_a_minute_and_never_the_person(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	types(&s, &s.officer, "Đang gõ");
	assert_int_equal(editors(&s, &s.officer, NULL), 0);
	assert_int_equal(editors(&s, &s.leader, text_c(s.house.arena, s.officer.name)), 1);
	s.house.now = instant_add(s.house.now, DRAFT_PRESENT_MS - 1);
	assert_int_equal(editors(&s, &s.leader, NULL), 1);
	s.house.now = instant_add(s.house.now, 1);
	assert_int_equal(editors(&s, &s.leader, NULL), 0);
}

static void
who_writes_in_two_pages_is_named_once(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	opens(&s, "a", NULL);
	types(&s, &s.officer, "Trang một");
	opens(&s, "b", NULL);
	types(&s, &s.officer, "Trang hai");
	assert_int_equal(editors(&s, &s.leader, NULL), 1);
}

static void
who_reads_only_what_was_sent_is_not_told_who_writes(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	hands_in(&s);
	is_returned(&s);
	types(&s, &s.officer, "Sửa lại");
	assert_int_equal(editors(&s, &s.publisher, NULL), 0);
	assert_int_equal(editors(&s, &s.leader, NULL), 1);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(what_was_typed_last_is_what_comes_back),
			STORE_TEST(a_new_item_has_one_for_each_duty_it_is_to_meet),
			STORE_TEST(it_goes_when_it_is_saved_or_thrown_away_and_only_that_one),
			STORE_TEST(of_a_second_page_nothing_takes_the_place_of_what_the_first_kept),
			STORE_TEST(two_pages_that_open_one_draft_part_with_their_first_changes),
			STORE_TEST(a_page_that_was_opened_upon_a_draft_does_not_take_it_once_its_own_page_goes_on),
			STORE_TEST(what_a_page_opened_and_saved_at_once_goes_too),
			STORE_TEST(after_twenty_pages_none_is_begun_and_those_there_are_go_on),
			STORE_TEST(what_nobody_came_back_to_goes_after_ninety_days),
			STORE_TEST(nobody_else_reads_it),
			STORE_TEST(where_one_may_not_save_none_is_kept_and_the_refusal_is_noted),
			STORE_TEST(keeping_leaves_no_line_in_the_trail_and_no_revision),
			STORE_TEST(it_is_begun_upon_a_revision_that_there_is),
			STORE_TEST(what_one_may_no_longer_write_is_not_in_the_list),
			STORE_TEST(others_are_told_for_a_minute_and_never_the_person),
			STORE_TEST(who_writes_in_two_pages_is_named_once),
			STORE_TEST(who_reads_only_what_was_sent_is_not_told_who_writes),
	};

	return house_run("draft", tests, COUNT_OF(tests));
}
