/*
 * form_multipart.c - multipart/form-data by RFC 7578, strictly and in little memory.
 *
 * Bytes pass through a window. Within a part, all but the last bytes that could
 * begin a delimiter go on at once to the value or the file. Nothing may stand
 * before the first delimiter; padding behind a delimiter, nested multiparts and
 * encoded parts are refused: no browser sends them.
 */
#include "http/form_reader.h"

#include <string.h>

#define PART_WRONG "Nội dung multipart không đúng."

static bool
is_boundary_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c && strchr("'()+_,-./:=? ", c));
}

/*
 * Takes `; name=value` or `; name="value"` off the front of `rest`. Browsers write
 * " CR LF as %22 %0D %0A (HTML), older programs write \" and \\.
 */
static bool
parameter_take(struct arena *arena, struct text *rest, struct text *name, struct text *value)
{
	struct text text = text_trim(*rest);
	const char *equals;
	size_t at, n = 0;
	char *p;

	if (!text.n || text.p[0] != ';')
		return false;
	text = text_trim(text_slice(text, 1, text.n));
	equals = memchr(text.p, '=', text.n);
	if (!equals)
		return false;
	at = (size_t)(equals - text.p);
	*name = text_slice(text, 0, at);
	text = text_slice(text, at + 1, text.n);
	if (!text.n || text.p[0] != '"') {
		const char *end = memchr(text.p, ';', text.n);

		*value = text_trim(text_slice(text, 0, end ? (size_t)(end - text.p) : text.n));
		*rest = text_slice(text, end ? (size_t)(end - text.p) : text.n, text.n);
		return true;
	}
	p = arena_alloc(arena, text.n);
	for (at = 1; at < text.n && text.p[at] != '"'; at++) {
		struct text ahead = text_slice(text, at, at + 3);

		if (text.p[at] == '\\' && at + 1 < text.n &&
				(text.p[at + 1] == '"' || text.p[at + 1] == '\\'))
			p[n++] = text.p[++at];
		else if (text_equals(ahead, TEXT("%22"))) {
			p[n++] = '"';
			at += 2;
		} else if (text_equals_ascii_case(ahead, TEXT("%0D")) ||
				text_equals_ascii_case(ahead, TEXT("%0A"))) {
			p[n++] = ' ';
			at += 2;
		} else {
			p[n++] = text.p[at];
		}
	}
	if (at >= text.n)
		return false;
	*value = (struct text){.p = p, .n = n};
	*rest = text_slice(text, at + 1, text.n);
	return true;
}

enum err
multipart_begin(struct form_reader *reader, struct text content_type)
{
	struct multipart *multipart = &reader->multipart;
	const char *semicolon = memchr(content_type.p, ';', content_type.n);
	struct text rest = NO_TEXT, name, value, boundary = NO_TEXT;

	multipart->window = NULL;
	multipart->upload = NULL;
	if (semicolon)
		rest = text_slice(
				content_type, (size_t)(semicolon - content_type.p), content_type.n);
	while (parameter_take(reader->form->arena, &rest, &name, &value)) {
		if (!text_equals_ascii_case(name, TEXT("boundary")))
			continue;
		if (boundary.n)
			return ERR_INVALID;
		boundary = value;
	}
	if (text_trim(rest).n || !boundary.n || boundary.n > MULTIPART_BOUNDARY_MAX)
		return ERR_INVALID;
	for (size_t i = 0; i < boundary.n; i++)
		if (!is_boundary_char(boundary.p[i]))
			return ERR_INVALID;
	memcpy(multipart->delimiter, "\r\n--", 4);
	memcpy(multipart->delimiter + 4, boundary.p, boundary.n);
	multipart->delimiter_size = boundary.n + 4;
	multipart->state = PART_DATA;
	multipart->in_part = false;
	multipart->window = arena_alloc(reader->form->arena, MULTIPART_WINDOW);
	/* The first delimiter has no line before it: it gets one, and so looks like all others. */
	memcpy(multipart->window, "\r\n", 2);
	multipart->window_size = 2;
	return OK;
}

/* One field of a part's head. */
static enum err
field_read(struct form_reader *reader, struct text line, struct text *disposition,
		struct text *type)
{
	const char *colon = memchr(line.p, ':', line.n);
	struct text name, value;

	if (!colon || line.p[0] == ' ' || line.p[0] == '\t' || memchr(line.p, 0, line.n) ||
			memchr(line.p, '\r', line.n) || memchr(line.p, '\n', line.n))
		return form_fail(reader, ERR_INVALID, PART_WRONG);
	name = text_slice(line, 0, (size_t)(colon - line.p));
	value = text_trim(text_slice(line, name.n + 1, line.n));
	if (text_equals_ascii_case(name, TEXT("Content-Disposition"))) {
		if (disposition->p)
			return form_fail(reader, ERR_INVALID, PART_WRONG);
		*disposition = value;
	} else if (text_equals_ascii_case(name, TEXT("Content-Type"))) {
		if (text_equals_ascii_case(text_slice(value, 0, 10), TEXT("multipart/")))
			return form_fail(reader, ERR_INVALID, PART_WRONG);
		*type = value;
	} else if (text_equals_ascii_case(name, TEXT("Content-Transfer-Encoding"))) {
		if (!text_equals_ascii_case(value, TEXT("binary")) &&
				!text_equals_ascii_case(value, TEXT("8bit")) &&
				!text_equals_ascii_case(value, TEXT("7bit")))
			return form_fail(reader, ERR_INVALID, PART_WRONG);
	}
	return OK;
}

/* form-data; name="…"[; filename="…"] */
static enum err
disposition_read(struct form_reader *reader, struct text disposition, struct text *name,
		struct text *filename, bool *is_file)
{
	struct text rest, key, value;
	size_t kind = TEXT("form-data").n;

	*name = (struct text){0};
	*is_file = false;
	if (!text_equals_ascii_case(text_slice(disposition, 0, kind), TEXT("form-data")))
		return form_fail(reader, ERR_INVALID, PART_WRONG);
	rest = text_slice(disposition, kind, disposition.n);
	while (parameter_take(reader->form->arena, &rest, &key, &value)) {
		if (text_equals_ascii_case(key, TEXT("name"))) {
			if (name->p)
				return form_fail(reader, ERR_INVALID, PART_WRONG);
			*name = value;
		} else if (text_equals_ascii_case(key, TEXT("filename"))) {
			if (*is_file)
				return form_fail(reader, ERR_INVALID, PART_WRONG);
			*is_file = true;
			*filename = value;
		}
	}
	if (text_trim(rest).n || !name->p)
		return form_fail(reader, ERR_INVALID, PART_WRONG);
	return OK;
}

/* A part's head is whole: its value or file begins. */
static enum err
part_begin(struct form_reader *reader, struct text head)
{
	struct multipart *multipart = &reader->multipart;
	struct text disposition = {0}, type = NO_TEXT, name, filename = NO_TEXT, rest = head;
	bool is_file;

	while (rest.n) {
		const char *end = memmem(rest.p, rest.n, "\r\n", 2);
		size_t size = end ? (size_t)(end - rest.p) : rest.n;

		TRY(field_read(reader, text_slice(rest, 0, size), &disposition, &type));
		rest = text_slice(rest, size + 2, rest.n);
	}
	if (!disposition.p)
		return form_fail(reader, ERR_INVALID, PART_WRONG);
	TRY(disposition_read(reader, disposition, &name, &filename, &is_file));
	TRY(form_count_text(reader, head.n));
	multipart->name = text_copy(reader->form->arena, name);
	multipart->value = BUF(reader->form->arena);
	multipart->state = PART_DATA;
	multipart->in_part = true;
	/* A file field that was left alone comes as a file without name and bytes. */
	multipart->is_empty_file = is_file && !filename.n;
	if (is_file && filename.n)
		return upload_begin(reader, multipart->name, filename,
				text_copy(reader->form->arena, type));
	return OK;
}

static enum err
part_add(struct form_reader *reader, struct text bytes)
{
	if (!bytes.n)
		return OK;
	if (reader->multipart.upload)
		return upload_add(reader, bytes);
	if (!reader->multipart.in_part || reader->multipart.is_empty_file)
		return form_fail(reader, ERR_INVALID, PART_WRONG);
	TRY(form_count_text(reader, bytes.n));
	buf_add(&reader->multipart.value, bytes);
	return OK;
}

static enum err
part_end(struct form_reader *reader)
{
	struct multipart *multipart = &reader->multipart;
	bool was_part = multipart->in_part;

	multipart->state = PART_EDGE;
	multipart->in_part = false;
	if (multipart->upload)
		return upload_end(reader);
	if (!was_part || multipart->is_empty_file) /* the very first delimiter ends no part */
		return OK;
	return form_add_value(reader, multipart->name, buf_text(&multipart->value));
}

/* Each step takes `*used` bytes off the window; none: more are needed. */
static enum err
step_data(struct form_reader *reader, struct text window, size_t *used)
{
	const struct multipart *multipart = &reader->multipart;
	const char *found =
			memmem(window.p, window.n, multipart->delimiter, multipart->delimiter_size);
	size_t safe;

	if (found) {
		safe = (size_t)(found - window.p);
		*used = safe + multipart->delimiter_size;
		TRY(part_add(reader, text_slice(window, 0, safe)));
		return part_end(reader);
	}
	if (window.n < multipart->delimiter_size)
		return OK;
	safe = window.n - (multipart->delimiter_size - 1);
	*used = safe;
	return part_add(reader, text_slice(window, 0, safe));
}

static enum err
step_edge(struct form_reader *reader, struct text window, size_t *used)
{
	if (window.n < 2)
		return OK;
	*used = 2;
	if (memcmp(window.p, "\r\n", 2) == 0)
		reader->multipart.state = PART_HEAD;
	else if (memcmp(window.p, "--", 2) == 0)
		reader->multipart.state = PART_EPILOGUE;
	else
		return form_fail(reader, ERR_INVALID, PART_WRONG);
	return OK;
}

static enum err
step_head(struct form_reader *reader, struct text window, size_t *used)
{
	const char *end = memmem(window.p, window.n, "\r\n\r\n", 4);

	if (!end) {
		if (window.n > MULTIPART_HEAD_MAX)
			return form_fail(reader, ERR_TOO_LARGE,
					"Tiêu đề của một phần multipart lớn quá 4 KB.");
		return OK;
	}
	if (end - window.p > MULTIPART_HEAD_MAX)
		return form_fail(reader, ERR_TOO_LARGE,
				"Tiêu đề của một phần multipart lớn quá 4 KB.");
	*used = (size_t)(end - window.p) + 4;
	return part_begin(reader, text_slice(window, 0, (size_t)(end - window.p)));
}

static enum err
step_epilogue(struct form_reader *reader, struct text window, size_t *used)
{
	if (window.n < 2)
		return OK;
	*used = 2;
	if (memcmp(window.p, "\r\n", 2) != 0)
		return form_fail(reader, ERR_INVALID, PART_WRONG);
	return OK;
}

static enum err
step(struct form_reader *reader, struct text window, size_t *used)
{
	switch (reader->multipart.state) {
	case PART_HEAD:
		return step_head(reader, window, used);
	case PART_DATA:
		return step_data(reader, window, used);
	case PART_EDGE:
		return step_edge(reader, window, used);
	case PART_EPILOGUE:
		return step_epilogue(reader, window, used);
	}
	return ERR_BROKEN;
}

/* Takes as many steps as the window allows and moves what is left to its front. */
static enum err
window_work(struct form_reader *reader)
{
	struct multipart *multipart = &reader->multipart;
	struct text rest = {.p = multipart->window, .n = multipart->window_size};
	size_t used = 1;

	while (rest.n && used) {
		used = 0;
		TRY(step(reader, rest, &used));
		rest = text_slice(rest, used, rest.n);
	}
	memmove(multipart->window, rest.p, rest.n);
	multipart->window_size = rest.n;
	return OK;
}

enum err
multipart_add(struct form_reader *reader, struct text bytes)
{
	struct multipart *multipart = &reader->multipart;
	struct text rest = bytes;

	while (rest.n) {
		size_t room = MULTIPART_WINDOW - multipart->window_size;
		size_t n = rest.n < room ? rest.n : room;

		memcpy(multipart->window + multipart->window_size, rest.p, n);
		multipart->window_size += n;
		rest = text_slice(rest, n, rest.n);
		TRY(window_work(reader));
	}
	return OK;
}

enum err
multipart_end(struct form_reader *reader)
{
	if (reader->multipart.state != PART_EPILOGUE || reader->multipart.window_size)
		return form_fail(reader, ERR_INVALID, "Nội dung multipart bị cắt giữa chừng.");
	return OK;
}
