/* Bytes that no row tells of: what leaves them, and that they go; on both engines. */
#include "support/scene.h"

#include "base/disk.h"
#include "office/event_file.h"
#include "office/file.h"
#include "office/file_stray.h"
#include "office/mail.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct media media;
static int64_t added;
static struct file_strays strays;

SCENE_ACT(static, gives, event_file_hand_over(ctx, s->event, s->documents, TEXT("Tệp"), &media))

/* As after a crash, or a fault behind the last verb: all is written, nothing committed. */
static enum err
add_and_fail(struct ctx *ctx, struct scene *s)
{
	TRY(event_file_add(ctx, s->event, &media, &added));
	return ERR_UNAVAILABLE;
}
SCENE_ACT(static, adds_and_fails, add_and_fail(ctx, s))
SCENE_ACT(static, adds, event_file_add(ctx, s->event, &media, &added))
SCENE_ACT(static, removes, file_strays_remove(ctx, &strays))
SCENE_ACT(static, is_restored, mail_hold(ctx))

static const char *
path_of(struct scene *s)
{
	struct arena *arena = s->house.arena;
	struct text hex = hash_hex(arena, media.forms[0].upload.sha256);

	return text_format(arena, "%.*s/%.2s/%s", TEXT_ARGS(s->house.rules.files), hex.p, hex.p + 2)
			.p;
}

/* Handed in by a form: the prepare step has put it in its place. */
static void
comes_in(struct scene *s, const char *words)
{
	media = house_pdf(&s->house, "tài liệu.pdf", words);
	assert_ok(file_put(&s->house.rules, &media.forms[0].upload));
	assert_int_equal(access(path_of(s), F_OK), 0);
}

static void
event_told(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	notified(s, EVENT_OUTSIDE);
	s->documents = EVENT_GIVEN;
	comes_in(s, "Chương trình buổi lễ");
	assert_ok(gives(s, &s->officer));
}

static void
is_written_at(struct scene *s, const char *path, int64_t ms_ago)
{
	time_t at = (time_t)((s->house.now.ms - ms_ago) / SECOND_MS);
	struct timespec times[2] = {{.tv_sec = at}, {.tv_sec = at}};

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* All parts, as the clock comes by. */
static size_t
sweeps(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->clock);
	size_t count = 0;

	for (unsigned part = 0; part < FILE_PARTS; part++) {
		assert_ok(file_strays(&ctx, part, &strays));
		count += strays.count;
		if (strays.count)
			assert_ok(removes(s, &s->clock));
	}
	return count;
}

static void
the_bytes_of_a_refused_document_go_and_those_that_were_kept_stay(struct fixture *f)
{
	struct scene s;
	const char *kept, *refused;

	event_told(&s, f);
	kept = path_of(&s);
	is_written_at(&s, kept, FILE_STRAY_MS * 2);
	comes_in(&s, "TUYỆT MẬT");
	refused = path_of(&s);
	assert_complaint(&s, &s.officer, adds, "file");
	is_written_at(&s, refused, FILE_STRAY_MS);
	assert_int_equal(sweeps(&s), 0);
	assert_int_equal(access(refused, F_OK), 0);
	is_written_at(&s, refused, FILE_STRAY_MS + SECOND_MS);
	assert_int_equal(sweeps(&s), 1);
	assert_int_not_equal(access(refused, F_OK), 0);
	assert_int_equal(access(kept, F_OK), 0);
	assert_int_equal(house_notes(&s.house, "file.remove", false), 1);
	assert_int_equal(sweeps(&s), 0);
}

static void
what_was_written_and_rolled_back_goes_too(struct fixture *f)
{
	struct scene s;
	const char *path;

	event_told(&s, f);
	comes_in(&s, "Danh sách đại biểu");
	path = path_of(&s);
	assert_int_equal(adds_and_fails(&s, &s.officer), ERR_UNAVAILABLE);
	assert_int_equal(access(path, F_OK), 0);
	is_written_at(&s, path, FILE_STRAY_MS * 2);
	assert_int_equal(sweeps(&s), 1);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void
what_is_kept_between_look_and_removal_stays(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	unsigned part;

	event_told(&s, f);
	comes_in(&s, "Danh sách đại biểu");
	is_written_at(&s, path_of(&s), FILE_STRAY_MS * 2);
	ctx = house_ctx(&s.house, &s.clock);
	part = media.forms[0].upload.sha256.bytes[0];
	assert_ok(file_strays(&ctx, part, &strays));
	assert_int_equal(strays.count, 1);
	assert_ok(adds(&s, &s.officer));
	assert_ok(removes(&s, &s.clock));
	assert_int_equal(access(path_of(&s), F_OK), 0);
}

static void
an_upload_that_nobody_ended_goes_and_nothing_else_does(struct fixture *f)
{
	struct scene s;
	const char *paths[2];
	size_t count;

	event_told(&s, f);
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		static const char *const names[] = {"upload-abc.tmp", "moc.txt"};
		FILE *file;

		paths[i] = text_format(
				s.house.arena, "%.*s/%s", TEXT_ARGS(s.house.rules.files), names[i])
					   .p;
		file = fopen(paths[i], "wb");
		assert_non_null(file);
		assert_int_equal(fclose(file), 0);
		is_written_at(&s, paths[i], FILE_STRAY_MS * 2);
	}
	count = sweeps(&s);
	assert_int_equal(count, 1);
	assert_int_not_equal(access(paths[0], F_OK), 0);
	assert_int_equal(access(paths[1], F_OK), 0);
}

static void
after_a_restore_nothing_goes(struct fixture *f)
{
	struct scene s;

	event_told(&s, f);
	comes_in(&s, "Danh sách đại biểu");
	is_written_at(&s, path_of(&s), FILE_STRAY_MS * 2);
	assert_ok(is_restored(&s, &s.admin));
	assert_int_equal(sweeps(&s), 1);
	assert_int_equal(access(path_of(&s), F_OK), 0);
}

static void
beside_the_keys_of_another_store_nothing_goes(struct fixture *f)
{
	struct scene s;
	const char *keys;
	FILE *key;

	event_told(&s, f);
	comes_in(&s, "Danh sách đại biểu");
	is_written_at(&s, path_of(&s), FILE_STRAY_MS * 2);
	keys = text_format(s.house.arena, "%.*s/keys", TEXT_ARGS(s.house.rules.files)).p;
	assert_ok(disk_make_directory(keys, 0700));
	key = fopen(text_format(s.house.arena, "%s/0123abcd.key", keys).p, "wb");
	assert_non_null(key);
	assert_int_equal(fclose(key), 0);
	assert_int_equal(sweeps(&s), 1);
	assert_int_equal(access(path_of(&s), F_OK), 0);
	assert_int_equal(unlink(text_format(s.house.arena, "%s/0123abcd.key", keys).p), 0);
	assert_int_equal(sweeps(&s), 1);
	assert_int_not_equal(access(path_of(&s), F_OK), 0);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(the_bytes_of_a_refused_document_go_and_those_that_were_kept_stay),
			STORE_TEST(what_was_written_and_rolled_back_goes_too),
			STORE_TEST(what_is_kept_between_look_and_removal_stays),
			STORE_TEST(an_upload_that_nobody_ended_goes_and_nothing_else_does),
			STORE_TEST(after_a_restore_nothing_goes),
			STORE_TEST(beside_the_keys_of_another_store_nothing_goes),
	};

	return house_run("file_stray", tests, COUNT_OF(tests));
}
