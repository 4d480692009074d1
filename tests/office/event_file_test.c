/* Documents of an event as files: who hands them over, who reads them; on both engines. */
#include "support/scene.h"

#include "office/event_file.h"

static struct media media;
static const char *how;
static int64_t added;

SCENE_ACT(static, gives, event_file_hand_over(ctx, s->event, s->documents, text_of(how), &media))
SCENE_ACT(static, adds, event_file_add(ctx, s->event, &media, &added))
SCENE_ACT(static, takes_back, event_file_remove(ctx, added, &s->event))

static void
event_told(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	notified(s, EVENT_OUTSIDE);
	media = house_pdf(&s->house, "chương trình.pdf", "Chương trình buổi lễ");
	how = "";
	s->documents = EVENT_GIVEN;
}

static size_t
files_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct event_file *rows;
	size_t count;

	assert_ok(event_file_list(&ctx, s->event, &rows, &count));
	return count;
}

static int64_t
first_file(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct event_file *rows;
	size_t count;

	assert_ok(event_file_list(&ctx, s->event, &rows, &count));
	assert_in_range(count, 1, EVENT_FILES_MAX);
	return rows[0].id;
}

static enum err
fetches(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct event_file *rows, file;
	size_t count;

	TRY(event_file_list(&ctx, s->event, &rows, &count));
	assert_int_equal(count, 1);
	return event_file_load(&ctx, rows[0].id, &file);
}

static void
documents_are_handed_over_as_a_file_and_meet_the_duty(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(accepts(&s, &s.reporter));
	media = house_pdf(&s.house, "chương trình.pdf", "Chương trình buổi lễ");
	how = "";
	s.documents = EVENT_GIVEN;
	assert_ok(gives(&s, &s.officer));
	assert_int_equal(event_now(&s).notice.documents, EVENT_GIVEN);
	assert_int_equal(files_now(&s), 1);
	assert_in_time(&s, "3c");
	media = house_pdf(&s.house, "danh sách.pdf", "Danh sách đại biểu");
	assert_ok(adds(&s, &s.officer));
	assert_int_equal(files_now(&s), 2);
}

static void
the_host_the_portal_and_the_reporters_who_are_sent_read_them(struct fixture *f)
{
	struct scene s;

	event_told(&s, f);
	assert_ok(gives(&s, &s.officer));
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(fetches(&s, &s.leader));
	assert_ok(fetches(&s, &s.coordinator));
	assert_ok(fetches(&s, &s.editor));
	assert_ok(fetches(&s, &s.auditor));
	assert_ok(fetches(&s, &s.reporter));
	assert_int_equal(fetches(&s, &s.reporter2), ERR_FORBIDDEN);
	assert_int_equal(fetches(&s, &s.stranger), ERR_FORBIDDEN);
	assert_int_equal(fetches(&s, &s.admin), ERR_FORBIDDEN);
	assert_ok(declines(&s, &s.reporter));
	assert_int_equal(fetches(&s, &s.reporter), ERR_FORBIDDEN);
}

static void
only_the_host_hands_over_and_only_what_it_says_that_there_is(struct fixture *f)
{
	struct scene s;

	event_told(&s, f);
	assert_refused(&s, &s.stranger, gives, ERR_FORBIDDEN);
	assert_refused(&s, &s.officer, adds, ERR_CONFLICT);
	s.documents = EVENT_NONE;
	assert_complaint(&s, &s.officer, gives, "file");
	assert_ok(hands_over(&s, &s.officer));
	assert_refused(&s, &s.officer, adds, ERR_CONFLICT);
	assert_int_equal(files_now(&s), 0);
}

static void
what_looks_like_a_state_secret_is_not_taken_in(struct fixture *f)
{
	struct scene s;

	event_told(&s, f);
	media = house_pdf(&s.house, "Phương án.pdf", "BỘ CÔNG AN\nTỐI MẬT");
	assert_complaint(&s, &s.officer, gives, "file");
	assert_int_equal(event_now(&s).notice.documents, EVENT_LATER);
	assert_int_equal(files_now(&s), 0);
}

static void
an_event_has_so_many_files_and_no_more(struct fixture *f)
{
	struct scene s;

	event_told(&s, f);
	assert_ok(gives(&s, &s.officer));
	for (int i = 1; i < EVENT_FILES_MAX; i++) {
		media = house_pdf(&s.house, "tệp.pdf", text_format(s.house.arena, "Tệp %d", i).p);
		assert_ok(adds(&s, &s.officer));
	}
	media = house_pdf(&s.house, "tệp.pdf", "Tệp nữa");
	assert_complaint(&s, &s.officer, adds, "file");
}

/* Two are handed over; `added` is the second. */
static void
two_given(struct scene *s, struct fixture *f)
{
	event_told(s, f);
	assert_ok(gives(s, &s->officer));
	media = house_pdf(&s->house, "nhầm.pdf", "Tệp nhầm");
	assert_ok(adds(s, &s->officer));
	assert_int_equal(files_now(s), 2);
}

static void
who_added_a_file_takes_it_back_and_nobody_else_does(struct fixture *f)
{
	struct scene s;
	struct event_file file;
	struct ctx ctx;

	two_given(&s, f);
	assert_refused(&s, &s.stranger, takes_back, ERR_FORBIDDEN);
	assert_refused(&s, &s.reporter, takes_back, ERR_FORBIDDEN);
	assert_refused(&s, &s.coordinator, takes_back, ERR_FORBIDDEN);
	assert_refused(&s, &s.leader, takes_back, ERR_FORBIDDEN);
	assert_ok(takes_back(&s, &s.officer));
	assert_int_equal(files_now(&s), 1);
	assert_int_equal(house_notes(&s.house, "event.file_remove", false), 1);
	ctx = house_ctx(&s.house, &s.officer);
	assert_int_equal(event_file_load(&ctx, added, &file), ERR_NOT_FOUND);
	assert_int_equal(takes_back(&s, &s.officer), ERR_NOT_FOUND);
}

static void
what_a_reporter_has_taken_on_is_not_taken_back(struct fixture *f)
{
	struct scene s;

	two_given(&s, f);
	assert_ok(assigns(&s, &s.coordinator));
	assert_ok(accepts(&s, &s.reporter));
	assert_refused(&s, &s.officer, takes_back, ERR_CONFLICT);
	assert_int_equal(files_now(&s), 2);
}

static void
once_it_has_begun_and_of_the_last_file_nothing_is_taken_back(struct fixture *f)
{
	struct scene s;

	two_given(&s, f);
	assert_ok(takes_back(&s, &s.officer));
	media = house_pdf(&s.house, "thay.pdf", "Tệp thay");
	assert_ok(adds(&s, &s.officer));
	assert_ok(takes_back(&s, &s.officer));
	added = first_file(&s);
	assert_refused(&s, &s.officer, takes_back, ERR_CONFLICT);
	media = house_pdf(&s.house, "thêm.pdf", "Tệp thêm");
	assert_ok(adds(&s, &s.officer));
	s.house.now = event_now(&s).notice.starts_at;
	assert_refused(&s, &s.officer, takes_back, ERR_CONFLICT);
	assert_int_equal(files_now(&s), 2);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(documents_are_handed_over_as_a_file_and_meet_the_duty),
			STORE_TEST(the_host_the_portal_and_the_reporters_who_are_sent_read_them),
			STORE_TEST(only_the_host_hands_over_and_only_what_it_says_that_there_is),
			STORE_TEST(what_looks_like_a_state_secret_is_not_taken_in),
			STORE_TEST(who_added_a_file_takes_it_back_and_nobody_else_does),
			STORE_TEST(what_a_reporter_has_taken_on_is_not_taken_back),
			STORE_TEST(once_it_has_begun_and_of_the_last_file_nothing_is_taken_back),
			STORE_TEST(an_event_has_so_many_files_and_no_more),
	};

	return house_run("event_file", tests, COUNT_OF(tests));
}
