/* From a draft to the public page and back, by the same verbs as the doors; on both engines. */
#include "support/scene.h"

#include "office/notice.h"
#include "office/publication.h"

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

/* --- two persons ------------------------------------------------------------------------------ */

static void
nobody_approves_what_he_wrote_or_handed_in(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	hands_in(&s);
	does(&s, &s.both, VERB_TAKE);
	assert_ok(saves_item(&s, &s.both));
	does(&s, &s.both, VERB_SUBMIT_REVIEW);
	assert_int_equal(step(&s, &s.both, VERB_APPROVE), ERR_FORBIDDEN);
	assert_true(s.house.words.n > 0);
	assert_int_equal(step(&s, &s.admin, VERB_APPROVE), ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "item.approve", false), 0);
	does(&s, &s.publisher, VERB_APPROVE);
	assert_int_equal(item_now(&s).approved_by, s.publisher.account);
}

static void
an_approval_belongs_to_one_revision(struct fixture *f)
{
	struct scene s;
	int64_t seen;

	scene_begin(&s, f);
	writes_report(&s);
	hands_in(&s);
	does(&s, &s.editor, VERB_TAKE);
	seen = s.revision;
	assert_ok(saves_item(&s, &s.editor));
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	s.revision = seen;
	assert_int_equal(step(&s, &s.publisher, VERB_APPROVE), ERR_CONFLICT);
	s.revision = seen + 1;
	does(&s, &s.publisher, VERB_APPROVE);
	assert_int_equal(item_now(&s).approved_revision, seen + 1);
}

/* --- who has it ------------------------------------------------------------------------------- */

static void
an_item_is_handed_to_an_editor_by_name_and_both_editors_are_told(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	hands_in(&s);
	assert_ok(hands(&s, &s.coordinator, s.editor.account));
	assert_int_equal(item_now(&s).state, ITEM_EDITING);
	assert_int_equal(item_now(&s).taker, s.editor.account);
	assert_int_equal(notices_of(&s, &s.editor, "hand"), 1);
	assert_ok(saves_item(&s, &s.editor));
	assert_ok(hands(&s, &s.publisher, s.both.account));
	assert_int_equal(notices_of(&s, &s.both, "hand"), 1);
	assert_int_equal(notices_of(&s, &s.editor, "handed_on"), 1);
	assert_int_equal(saves_item(&s, &s.editor), ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "item.hand", false), 2);
	/* Who edits it in the end is not the second person. */
	assert_ok(saves_item(&s, &s.both));
	does(&s, &s.both, VERB_SUBMIT_REVIEW);
	assert_int_equal(step(&s, &s.both, VERB_APPROVE), ERR_FORBIDDEN);
	does(&s, &s.publisher, VERB_APPROVE);
}

static void
only_an_active_editor_is_handed_an_item_and_not_the_one_who_has_it(struct fixture *f)
{
	struct marks before, after;
	struct scene s;
	int64_t seen;

	scene_begin(&s, f);
	writes_report(&s);
	before = marks_now(&s);
	assert_int_equal(hands(&s, &s.coordinator, s.editor.account), ERR_FORBIDDEN); /* unsent */
	hands_in(&s);
	assert_int_equal(hands(&s, &s.editor, s.both.account), ERR_FORBIDDEN);
	assert_int_equal(hands(&s, &s.leader, s.editor.account), ERR_FORBIDDEN);
	assert_int_equal(hands(&s, &s.coordinator, s.publisher.account), ERR_INVALID);
	assert_string_equal(complaint(&s), "to");
	assert_int_equal(hands(&s, &s.coordinator, 0), ERR_INVALID);
	seen = item_now(&s).version;
	s.order.version = seen;
	assert_ok(hands(&s, &s.coordinator, s.editor.account));
	/* The other head looked before that. */
	assert_int_equal(hands(&s, &s.publisher, s.both.account), ERR_CONFLICT);
	assert_int_equal(item_now(&s).taker, s.editor.account);
	s.order.version = 0;
	assert_int_equal(hands(&s, &s.publisher, s.editor.account), ERR_INVALID);
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	assert_int_equal(hands(&s, &s.publisher, s.both.account), ERR_CONFLICT);
	assert_int_equal(house_notes(&s.house, "item.hand", false), 1);
	after = marks_now(&s);
	assert_int_equal(after.refusals - before.refusals, 5);
}

/* --- revisions -------------------------------------------------------------------------------- */

static void
saving_upon_an_old_revision_changes_nothing(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	writes_report(&s);
	s.writing.title = TEXT("Bản của người khác");
	assert_ok(saves_item(&s, &s.officer));
	s.revision = 1;
	s.writing.title = TEXT("Bản của tôi");
	assert_int_equal(saves_item(&s, &s.officer), ERR_CONFLICT);
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
	writes_report(&s);
	hands_in(&s);
	does(&s, &s.editor, VERB_TAKE);
	assert_int_equal(step(&s, &s.editor, VERB_RETURN), ERR_INVALID);
	assert_string_equal(complaint(&s), "reason");
	s.order.reason = TEXT("Đề nghị nêu rõ địa bàn.");
	does(&s, &s.editor, VERB_RETURN);
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
	writes_report(&s);
	assert_int_equal(found(&s, "ba dinh"), 0);
	is_approved(&s);
	assert_int_equal(found(&s, "ba dinh"), 0);
	does(&s, &s.publisher, VERB_PUBLISH);
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
	writes_report(&s);
	is_published(&s);
	s.order.reason = TEXT("Sai số liệu.");
	does(&s, &s.editor, VERB_CORRECT);
	s.writing.title = TEXT("Kết quả quý đã đính chính");
	s.writing.correction = TEXT("Số liệu đúng là 12 vụ.");
	assert_ok(saves_item(&s, &s.editor));
	ctx = house_ctx(&s.house, NULL);
	assert_ok(publication_load(&ctx, s.item, &publication));
	assert_text(publication.title, "Kết quả quý");
	does(&s, &s.editor, VERB_SUBMIT_REVIEW);
	does(&s, &s.publisher, VERB_APPROVE);
	s.house.now = instant_add(s.house.now, HOUR_MS);
	does(&s, &s.publisher, VERB_PUBLISH);
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
	writes_report(&s);
	is_published(&s);
	assert_int_equal(step(&s, &s.publisher, VERB_WITHDRAW), ERR_INVALID);
	s.order.reason = TEXT("Chưa được phép công bố.");
	s.order.redirect = TEXT("//evil.example/");
	assert_int_equal(step(&s, &s.publisher, VERB_WITHDRAW), ERR_INVALID);
	s.order.redirect = NO_TEXT;
	does(&s, &s.publisher, VERB_WITHDRAW);
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
	struct item_due *due;
	size_t count;

	scene_begin(&s, f);
	writes_report(&s);
	is_approved(&s);
	s.order.publish_at = s.house.now;
	assert_int_equal(step(&s, &s.publisher, VERB_SCHEDULE), ERR_INVALID);
	s.order.publish_at = instant_add(s.house.now, HOUR_MS);
	does(&s, &s.publisher, VERB_SCHEDULE);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(item_due(&ctx, 10, &due, &count));
	assert_int_equal(count, 0);
	s.house.now = s.order.publish_at;
	ctx = house_ctx(&s.house, NULL);
	assert_ok(item_due(&ctx, 10, &due, &count));
	assert_int_equal(count, 1);
	assert_int_equal(due[0].item, s.item);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(nobody_approves_what_he_wrote_or_handed_in),
			STORE_TEST(an_item_is_handed_to_an_editor_by_name_and_both_editors_are_told),
			STORE_TEST(only_an_active_editor_is_handed_an_item_and_not_the_one_who_has_it),
			STORE_TEST(an_approval_belongs_to_one_revision),
			STORE_TEST(saving_upon_an_old_revision_changes_nothing),
			STORE_TEST(what_is_returned_comes_with_a_reason_and_a_notice),
			STORE_TEST(what_is_published_is_found_with_and_without_marks),
			STORE_TEST(a_correction_changes_nothing_in_public_until_it_is_published),
			STORE_TEST(a_withdrawn_item_keeps_its_reason_and_leaves_lists_and_search),
			STORE_TEST(a_time_to_publish_lies_ahead_and_comes_due),
	};

	return house_run("item", tests, COUNT_OF(tests));
}
