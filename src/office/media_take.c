#include "office/media.h"

#include "base/disk.h"
#include "base/log.h"
#include "office/child.h"
#include "office/file.h"
#include "office/media_child.h"

#include <fcntl.h>
#include <unistd.h>

#define TIME_LIMIT_MS 5000
#define DRAWN_MAX ((size_t)24 << 20) /* all forms together */

static enum err
refuse(struct text *fault, enum err err, struct text words)
{
	*fault = words;
	return err;
}

/* --- what the child answered --------------------------------------------------------------- */

/* Takes the first line off the child's output: its mark and its words. */
static bool
take_verdict(struct text *output, char *mark, struct text *words)
{
	if (output->n == 0 || !memchr(output->p, '\n', output->n))
		return false;
	*mark = output->p[0];
	text_split(output, '\n', words);
	*words = text_slice(*words, 1, words->n);
	return text_is_utf8(*words);
}

/* The next form behind the verdict. A child gone bad may write anything: all is checked. */
static bool
take_drawing(struct text *output, struct media_drawing *facts, struct text *bytes)
{
	if (output->n < sizeof(*facts))
		return false;
	memcpy(facts, output->p, sizeof(*facts));
	*output = text_slice(*output, sizeof(*facts), output->n);
	if (facts->size > output->n || facts->width == 0 || facts->width > MEDIA_WIDTH_PAGE ||
			facts->height == 0 || facts->height > UINT16_MAX ||
			facts->place > MEDIA_WIDTH_PAGE)
		return false;
	*bytes = text_slice(*output, 0, facts->size);
	*output = text_slice(*output, facts->size, output->n);
	return text_starts_with(*bytes, TEXT("\xff\xd8\xff")) &&
	       text_ends_with(*bytes, TEXT("\xff\xd9"));
}

/* --- pictures ------------------------------------------------------------------------------ */

static enum err
write_durably(const char *path, struct text bytes)
{
	cleanup(disk_close) int fd =
			open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	enum err err = fd >= 0 ? disk_write(fd, bytes, path) : disk_fault("open", path);

	if (err != OK)
		unlink(path);
	return err;
}

/* Writes a form beside the upload it was drawn from, and moves it to the files. */
static enum err
put_drawing(const struct rules *rules, struct arena *arena, const struct upload *upload,
		const struct media_drawing *facts, struct text bytes, struct media_form *out)
{
	struct media_form form = {
			.place = (int)facts->place,
			.width = (int)facts->width,
			.height = (int)facts->height,
			.upload =
					{
							.path = text_format(arena, "%.*s.%u",
									TEXT_ARGS(upload->path),
									facts->place),
							.size = bytes.n,
							.sha256 = hash_of(bytes),
					},
	};
	enum err err;

	TRY(write_durably(form.upload.path.p, bytes));
	err = file_put(rules, &form.upload);
	if (err != OK)
		unlink(form.upload.path.p);
	else
		*out = form;
	return err;
}

static enum err
put_drawings(const struct rules *rules, struct arena *arena, const struct upload *upload,
		struct text output, struct media *media)
{
	while (output.n > 0) {
		struct media_drawing facts;
		struct text bytes;

		if (media->count == MEDIA_FORMS_MAX || !take_drawing(&output, &facts, &bytes)) {
			log_error("media: the child answered out of form");
			return ERR_BROKEN;
		}
		TRY(put_drawing(rules, arena, upload, &facts, bytes, &media->forms[media->count]));
		media->count++;
	}
	return media->count > 0 && media->forms[0].place == 0 ? OK : ERR_BROKEN;
}

/* "Ảnh 1.PNG" is kept as "Ảnh 1.jpg". */
static struct text
picture_name(struct arena *arena, struct text name)
{
	const char *dot = memrchr(name.p, '.', name.n);

	return text_format(arena, "%.*s.jpg", (int)(dot - name.p), name.p);
}

/* --- the whole ----------------------------------------------------------------------------- */

static enum err
check_size(enum media_kind kind, uint64_t size, struct text *fault)
{
	if (media_facts(kind)->is_picture && size > MEDIA_PICTURE_MAX)
		return refuse(fault, ERR_TOO_LARGE, TEXT("Ảnh quá lớn (tối đa 20 MB)."));
	if (size > MEDIA_FILE_MAX)
		return refuse(fault, ERR_TOO_LARGE, TEXT("Tệp quá lớn (tối đa 50 MB)."));
	return OK;
}

/* OK with what follows the verdict in `rest` if the child says that the file is good. */
static enum err
ask_child(struct arena *arena, const struct upload *upload, struct text *rest, struct text *fault)
{
	struct child_order order = {
			.words = {MEDIA_COMMAND, text_c(arena, upload->name)},
			.input = text_c(arena, upload->path),
			.output_max = DRAWN_MAX,
			.time_limit_ms = TIME_LIMIT_MS,
	};
	struct child_end end;
	struct text words;
	char mark;

	TRY(child_run(arena, &order, &end));
	if (!end.is_well || !take_verdict(&end.output, &mark, &words))
		return refuse(fault, ERR_INVALID,
				end.is_late ? TEXT("Tệp cần quá nhiều thời gian để kiểm tra; hãy "
						   "gửi bản gọn hơn.")
					    : TEXT("Không đọc được tệp này; hãy lưu lại rồi gửi "
						   "lại."));
	if (mark == '!') {
		log_error("media: %.*s", TEXT_ARGS(words));
		return refuse(fault, ERR_UNAVAILABLE, TEXT("Máy chủ chưa kiểm tra được tệp."));
	}
	if (mark != '+')
		return refuse(fault, ERR_INVALID, text_copy(arena, words));
	*rest = end.output;
	return OK;
}

/* What the document says, as all text that comes in: UTF-8, NFC. */
static enum err
take_words(struct arena *arena, struct text rest, struct media *media, struct text *fault)
{
	if (text_take(arena, rest, &media->words) != OK)
		return refuse(fault, ERR_INVALID,
				TEXT("Không đọc được chữ trong tệp; hãy lưu lại rồi gửi lại."));
	media->has_words = text_trim(media->words).n > 0;
	return OK;
}

enum err
media_take(const struct rules *rules, struct arena *arena, const struct upload *upload,
		struct media *out, struct text *fault)
{
	struct media media = {.name = upload->name};
	struct text rest;

	TRY(media_check_name(arena, upload->name, &media.kind, fault));
	TRY(check_size(media.kind, upload->size, fault));
	TRY(ask_child(arena, upload, &rest, fault));
	if (media_facts(media.kind)->is_picture) {
		media.kind = MEDIA_JPEG;
		media.name = picture_name(arena, upload->name);
		TRY(put_drawings(rules, arena, upload, rest, &media));
	} else {
		TRY(take_words(arena, rest, &media, fault));
		media.forms[media.count++].upload = *upload;
		TRY(file_put(rules, upload));
	}
	*out = media;
	return OK;
}

enum err
media_take_image(const struct rules *rules, struct arena *arena, const struct upload *upload,
		struct media *out, struct text *fault)
{
	enum media_kind kind;

	TRY(media_check_name(arena, upload->name, &kind, fault));
	if (!media_facts(kind)->is_picture)
		return refuse(fault, ERR_INVALID, TEXT("Hãy chọn ảnh PNG, JPEG, WebP hoặc GIF."));
	return media_take(rules, arena, upload, out, fault);
}

enum err
media_keep(struct ctx *ctx, const struct media *media, int64_t *file)
{
	struct text type = text_of(media_facts(media->kind)->type);
	int64_t main = 0;

	for (size_t i = 0; i < media->count; i++) {
		const struct media_form *form = &media->forms[i];
		int64_t id;

		TRY(file_keep(ctx, &form->upload, type, form->width, form->height, &id));
		if (i == 0)
			main = id;
		else
			TRY(file_keep_smaller(ctx, main, form->place, id));
	}
	*file = main;
	return OK;
}
