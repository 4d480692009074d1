/* Who sees how much of an item, from the draft to the public page; on both engines. */
#include "support/scene.h"

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
	assert_ok(saves_item(s, actor));
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
	writes_report(&s);
	all_see(&s, "Kết quả quý: bản 1 [1] 0 bước", "-");
	does(&s, &s.officer, VERB_SUBMIT);
	all_see(&s, "Kết quả quý: bản 1 [1] 1 bước", "-");
	s.order.reason = TEXT("Lời của lãnh đạo đơn vị.");
	does(&s, &s.leader, VERB_RETURN);
	save_as(&s, &s.officer, "Bản gửi");
	all_see(&s, "Bản gửi: bản 2 [2 1] 3 bước", "-");
	hands_in(&s);
	all_see(&s, "Bản gửi: bản 2 [2 1] 5 bước", "Bản gửi: bản 2 [2] 1 bước");
	does(&s, &s.editor, VERB_TAKE);
	save_as(&s, &s.editor, "Bản biên tập");
	does(&s, &s.editor, VERB_RETURN);
	save_as(&s, &s.officer, "Bản đang sửa");
	all_see(&s, "Bản đang sửa: bản 4 [4 3 2 1] 9 bước", "Bản biên tập: bản 3 [3 2] 4 bước");
	assert_int_equal(step(&s, &s.editor, VERB_TAKE), ERR_CONFLICT);
	save_as(&s, &s.officer, "Bản gửi lại");
	hands_in(&s);
	all_see(&s, "Bản gửi lại: bản 5 [5 4 3 2 1] 12 bước", "Bản gửi lại: bản 5 [5 3 2] 5 bước");
}

static void
what_was_given_up_or_recalled_stays_as_known_as_it_was(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	hands_in(&s);
	does(&s, &s.leader, VERB_RECALL);
	save_as(&s, &s.leader, "Sửa sau khi rút");
	all_see(&s, "Sửa sau khi rút: bản 2 [2 1] 4 bước", "Kết quả quý: bản 1 [1] 2 bước");
	assert_ok(begins_item(&s, &s.officer));
	does(&s, &s.leader, VERB_DROP);
	all_see(&s, "Sửa sau khi rút: bản 1 [1] 1 bước", "-");
}

static void
the_portals_own_draft_is_the_portals(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(begins_item(&s, &s.editor));
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

	scene_begin(&s, f);
	writes_report(&s);
	hands_in(&s);
	is_returned(&s);
	for (int i = 0; i < 2; i++) {
		ctx = house_ctx(&s.house, i ? &s.officer : &s.editor);
		assert_ok(item_list(&ctx, ITEM_LIST_WAITING, ITEM_UNSET, (struct instant){0}, 0, 30,
				&items, &count));
		assert_int_equal(count, i);
	}
}

static void
another_unit_sees_and_changes_nothing(struct fixture *f)
{
	struct scene s;
	struct item item;
	struct ctx ctx;

	scene_begin(&s, f);
	writes_report(&s);
	ctx = house_ctx(&s.house, &s.stranger);
	assert_int_equal(item_load(&ctx, s.item, &item), ERR_FORBIDDEN);
	assert_int_equal(saves_item(&s, &s.stranger), ERR_FORBIDDEN);
	assert_int_equal(step(&s, &s.stranger, VERB_SUBMIT), ERR_FORBIDDEN);
	assert_int_equal(item_now(&s).state, ITEM_DRAFT);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(what_a_unit_has_not_sent_is_its_own),
			STORE_TEST(what_was_given_up_or_recalled_stays_as_known_as_it_was),
			STORE_TEST(the_portals_own_draft_is_the_portals),
			STORE_TEST(whoever_returned_an_item_has_nothing_to_do_with_it),
			STORE_TEST(another_unit_sees_and_changes_nothing),
	};

	return house_run("item sight", tests, COUNT_OF(tests));
}
