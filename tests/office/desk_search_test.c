/* One search over all nouns: everybody finds what they may read, and no word more. */
#include "support/scene.h"

#include "base/buf.h"
#include "office/desk_search.h"

static enum err
gathers_verb(struct ctx *ctx, void *arg)
{
	(void)arg;
	return desk_search_gather(ctx);
}

/* "item matter": the kinds of what is found, newest first. */
static const char *
found(struct scene *s, const struct actor *actor, const char *typed, enum desk_kind kind)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct buf out = BUF(&s->house.fixture->arena);
	struct desk_hit *hits;
	size_t count;
	int64_t next;

	assert_ok(house_do(&s->house, &s->clock, gathers_verb, NULL));
	assert_ok(desk_search(&ctx, text_of(typed), kind, 0, 30, &hits, &count, &next));
	for (size_t i = 0; i < count; i++)
		buf_addf(&out, "%s%s", i ? " " : "", desk_kind_name(hits[i].kind).p);
	return buf_text(&out).p;
}

static void
assert_found(struct scene *s, const struct actor *actor, const char *typed, const char *expected)
{
	assert_string_equal(found(s, actor, typed, DESK_ANY), expected);
}

static void
each_noun_is_found_with_and_without_diacritics(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.news.title = TEXT("Báo cáo về cầu Rồng");
	owes_report(&s, &s.officer);
	s.writing.title = TEXT("Kết quả ở cầu Rồng");
	assert_ok(begins_item(&s, &s.officer));
	s.notice.title = TEXT("Lễ hội cầu Rồng");
	assert_ok(notifies(&s, &s.officer));
	s.letter.subject = TEXT("Hỏi về cầu Rồng");
	assert_ok(asks(&s, NULL));
	assert_ok(forwards(&s, &s.coordinator));
	assert_string_equal(found(&s, &s.officer, "cau rong", DESK_QUESTION), "question");
	assert_string_equal(found(&s, &s.officer, "cầu rồng", DESK_EVENT), "event");
	assert_string_equal(found(&s, &s.officer, "cau rong", DESK_ITEM), "item");
	assert_string_equal(found(&s, &s.officer, "Cầu Rồng", DESK_MATTER), "matter matter");
	assert_found(&s, &s.officer, "cấu rông", "");
	assert_found(&s, &s.officer, "", "");
	assert_found(&s, &s.officer, "\" OR *", "");
}

static void
an_event_that_was_changed_is_found_once_by_its_new_words_alone(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.title = TEXT("Lễ hội cầu Rồng");
	s.notice.place = TEXT("Nhà văn hóa quận Một");
	notified(&s, EVENT_OWN);
	assert_string_equal(found(&s, &s.officer, "nhà văn hóa quận một", DESK_EVENT), "event");
	s.change.place = TEXT("Quảng trường Trung tâm");
	assert_ok(moves_event(&s, &s.officer));
	assert_string_equal(found(&s, &s.officer, "nhà văn hóa quận một", DESK_EVENT), "");
	assert_string_equal(found(&s, &s.officer, "quang truong trung tam", DESK_EVENT), "event");
	assert_ok(cancels(&s, &s.officer));
	assert_string_equal(found(&s, &s.officer, "quang truong trung tam", DESK_EVENT), "event");
	assert_string_equal(found(&s, &s.officer, "cầu rồng", DESK_EVENT), "event");
}

static void
another_unit_finds_nothing_and_who_helps_finds_the_question(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.news.title = TEXT("Chuyện của cục mình");
	s.writing.title = TEXT("Chuyện của cục mình");
	s.letter.subject = TEXT("Chuyện của cục mình");
	owes_report(&s, &s.officer);
	assert_ok(begins_item(&s, &s.officer));
	hands_in(&s);
	assert_ok(asks(&s, NULL));
	assert_found(&s, &s.officer, "chuyen cua cuc minh", "item matter");
	assert_found(&s, &s.stranger, "chuyen cua cuc minh", "");
	assert_found(&s, &s.coordinator, "chuyen cua cuc minh", "question item matter");
	assert_found(&s, &s.helper, "chuyen cua cuc minh", "");
	assert_ok(forwards(&s, &s.coordinator));
	assert_ok(receives(&s, &s.officer));
	assert_ok(coordinates(&s, &s.leader));
	assert_string_equal(found(&s, &s.helper, "chuyen cua cuc minh", DESK_QUESTION), "question");
	assert_string_equal(found(&s, &s.stranger, "chuyen cua cuc minh", DESK_QUESTION), "");
}

static void
the_portal_finds_no_word_that_a_unit_has_not_sent(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.writing.plain = TEXT("Chữ trong bản nháp.");
	assert_ok(begins_item(&s, &s.officer));
	assert_string_equal(found(&s, &s.officer, "bản nháp", DESK_ITEM), "item");
	assert_string_equal(found(&s, &s.auditor, "bản nháp", DESK_ITEM), "item");
	assert_string_equal(found(&s, &s.editor, "bản nháp", DESK_ITEM), "");
	s.writing.plain = TEXT("Chữ đã được gửi.");
	assert_ok(saves_item(&s, &s.officer));
	hands_in(&s);
	assert_string_equal(found(&s, &s.editor, "được gửi", DESK_ITEM), "item");
	assert_string_equal(found(&s, &s.editor, "bản nháp", DESK_ITEM), "");
	is_returned(&s);
	s.writing.plain = TEXT("Chữ viết lại.");
	assert_ok(saves_item(&s, &s.officer));
	assert_string_equal(found(&s, &s.editor, "viết lại", DESK_ITEM), "");
	assert_string_equal(found(&s, &s.editor, "được gửi", DESK_ITEM), "item");
	assert_string_equal(found(&s, &s.officer, "viết lại", DESK_ITEM), "item");
	assert_string_equal(found(&s, &s.officer, "được gửi", DESK_ITEM), "");
}

static void
what_is_held_is_found_by_nobody(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	s.writing.plain = TEXT("Độ mật: TUYỆT MẬT. Chuyện thủy văn.");
	assert_ok(begins_item(&s, &s.officer));
	assert_true(item_now(&s).hold != 0);
	assert_string_equal(found(&s, &s.officer, "thủy văn", DESK_ITEM), "");
	assert_string_equal(found(&s, &s.publisher, "thủy văn", DESK_ITEM), "");
	assert_string_equal(found(&s, &s.auditor, "thủy văn", DESK_ITEM), "");
}

static void
what_waits_is_gathered_once_and_whoever_may_not_search_is_refused(struct fixture *f)
{
	struct desk_hit *hits;
	struct scene s;
	struct ctx ctx;
	size_t count;
	int64_t next;
	bool due;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	ctx = house_ctx(&s.house, &s.clock);
	assert_ok(desk_search_is_due(&ctx, &due));
	assert_true(due);
	assert_ok(house_do(&s.house, &s.clock, gathers_verb, NULL));
	ctx = house_ctx(&s.house, &s.clock);
	assert_ok(desk_search_is_due(&ctx, &due));
	assert_false(due);
	ctx = house_ctx(&s.house, &s.admin);
	assert_int_equal(desk_search(&ctx, TEXT("báo cáo"), DESK_ANY, 0, 30, &hits, &count, &next),
			ERR_FORBIDDEN);
}

static void
pages_follow_each_other_to_the_end(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct desk_hit *hits;
	size_t count, all = 0;
	int64_t next = 0;

	scene_begin(&s, f);
	s.news.title = TEXT("Vụ việc lặp lại");
	for (int i = 0; i < 5; i++)
		owes_report(&s, &s.officer);
	assert_ok(house_do(&s.house, &s.clock, gathers_verb, NULL));
	ctx = house_ctx(&s.house, &s.officer);
	do {
		assert_ok(desk_search(
				&ctx, TEXT("lặp lại"), DESK_ANY, next, 2, &hits, &count, &next));
		all += count;
	} while (next);
	assert_int_equal(all, 5);
}

static void
a_matter_is_found_by_the_number_of_what_began_it(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	evidence(&s, "document_number", "1256/BC-C02-P1");
	evidence(&s, "approved_on", "2026-02-02");
	owes(&s, &s.officer, "6a");
	assert_string_equal(found(&s, &s.officer, "1256/BC-C02-P1", DESK_MATTER), "matter");
	assert_string_equal(found(&s, &s.officer, "1257/BC-C02-P1", DESK_MATTER), "");
	assert_string_equal(found(&s, &s.stranger, "1256/BC-C02-P1", DESK_MATTER), "");
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(each_noun_is_found_with_and_without_diacritics),
			STORE_TEST(a_matter_is_found_by_the_number_of_what_began_it),
			STORE_TEST(an_event_that_was_changed_is_found_once_by_its_new_words_alone),
			STORE_TEST(another_unit_finds_nothing_and_who_helps_finds_the_question),
			STORE_TEST(the_portal_finds_no_word_that_a_unit_has_not_sent),
			STORE_TEST(what_is_held_is_found_by_nobody),
			STORE_TEST(what_waits_is_gathered_once_and_whoever_may_not_search_is_refused),
			STORE_TEST(pages_follow_each_other_to_the_end),
	};

	return house_run("desk search", tests, COUNT_OF(tests));
}
