/* upload.c - a file that comes in: to the disk under a temporary name, hashed on the way. */
#include "http/form_reader.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME_MAX 200 /* code points of a client's file name */

/* The last segment, by both kinds of slash; control characters are gone already. */
static struct text
name_without_path(struct text name)
{
	size_t from = 0;

	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] == '/' || name.p[i] == '\\')
			from = i + 1;
	return text_trim(text_slice(name, from, name.n));
}

static enum err
name_take(struct form_reader *reader, struct text raw, struct text *out)
{
	struct text name;
	char *p;

	if (text_take(reader->form->arena, raw, &name) != OK)
		return form_fail(reader, ERR_INVALID, "Tên tệp không phải UTF-8.");
	name = name_without_path(name);
	if (text_length(name) > FILE_NAME_MAX)
		return form_fail(reader, ERR_TOO_LARGE, "Tên tệp dài quá %d ký tự.", FILE_NAME_MAX);
	p = arena_copy(reader->form->arena, name.p, name.n);
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)p[i] < 0x20)
			p[i] = ' ';
	*out = name.n ? (struct text){.p = p, .n = name.n} : TEXT("tep");
	return OK;
}

static enum err
file_open(struct form_reader *reader, struct upload *upload)
{
	struct arena *arena = reader->form->arena;

	upload->path = text_format(arena, "%.*s/upload-%s.tmp", TEXT_ARGS(reader->limits.directory),
			secret_new(arena, 18).p);
	upload->file = open(
			upload->path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (upload->file >= 0)
		return OK;
	log_error("upload %s: %s", upload->path.p, strerror(errno));
	return form_fail(reader, ERR_UNAVAILABLE, "Máy chủ tạm thời không nhận được tệp.");
}

enum err
upload_begin(struct form_reader *reader, struct text field, struct text name, struct text type)
{
	struct form *form = reader->form;
	struct upload *upload;

	if (!reader->limits.file_max)
		return form_fail(reader, ERR_INVALID, "Biểu mẫu này không nhận tệp.");
	if (form->upload_count == FORM_FILES_MAX)
		return form_fail(reader, ERR_TOO_LARGE, "Mỗi lần chỉ gửi được %d tệp.",
				FORM_FILES_MAX);
	if (!form->uploads)
		form->uploads = ARENA_NEW_ARRAY(form->arena, FORM_FILES_MAX, struct upload);
	upload = &form->uploads[form->upload_count];
	*upload = (struct upload){.file = -1};
	if (text_take(form->arena, field, &upload->field) != OK ||
			text_take(form->arena, type, &upload->type) != OK)
		return form_fail(reader, ERR_INVALID, "Nội dung gửi lên không phải UTF-8.");
	TRY(name_take(reader, name, &upload->name));
	TRY(file_open(reader, upload));
	form->upload_count++;
	reader->multipart.upload = upload;
	hasher_begin(&reader->multipart.hasher);
	return OK;
}

enum err
upload_add(struct form_reader *reader, struct text bytes)
{
	struct upload *upload = reader->multipart.upload;
	struct text rest = bytes;

	upload->size += bytes.n;
	if (upload->size > reader->limits.file_max)
		return form_fail(reader, ERR_TOO_LARGE, "Tệp “%.*s” lớn quá %.0f MB.",
				(int)text_slice(upload->name, 0, 120).n, upload->name.p,
				(double)reader->limits.file_max / 1048576);
	hasher_add(&reader->multipart.hasher, bytes);
	while (rest.n) {
		ssize_t n = write(upload->file, rest.p, rest.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			log_error("upload %s: %s", upload->path.p, strerror(errno));
			return form_fail(reader, ERR_UNAVAILABLE,
					"Máy chủ tạm thời không còn chỗ để nhận tệp.");
		}
		rest = text_slice(rest, (size_t)n, rest.n);
	}
	return OK;
}

static void
upload_remove(struct upload *upload)
{
	if (upload->file >= 0)
		close(upload->file);
	upload->file = -1;
	if (upload->path.n)
		unlink(upload->path.p);
}

enum err
upload_end(struct form_reader *reader)
{
	struct upload *upload = reader->multipart.upload;

	upload->sha256 = hasher_end(&reader->multipart.hasher);
	reader->multipart.upload = NULL;
	return OK;
}

enum err
form_sync(struct form *form)
{
	enum err err = OK;

	for (size_t i = 0; i < form->upload_count; i++) {
		struct upload *upload = &form->uploads[i];

		if (upload->file < 0)
			continue;
		if (fsync(upload->file) < 0)
			err = ERR_UNAVAILABLE;
		if (close(upload->file) < 0)
			err = ERR_UNAVAILABLE;
		upload->file = -1;
	}
	return err;
}

void
form_drop(struct form *form)
{
	for (size_t i = 0; i < form->upload_count; i++)
		upload_remove(&form->uploads[i]);
	form->upload_count = 0;
	json_decref(form->json);
	form->json = NULL;
}
