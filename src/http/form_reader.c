#include "http/form_reader.h"

#include <stdarg.h>
#include <string.h>

enum err
form_fail(struct form_reader *reader, enum err err, const char *format, ...)
{
	char message[300];
	va_list args;

	if (reader->err != OK)
		return reader->err;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	reader->err = err;
	reader->fault = text_copy(reader->form->arena, text_of(message));
	return err;
}

enum err
form_count_text(struct form_reader *reader, size_t bytes)
{
	reader->text_size += bytes;
	if (reader->text_size <= reader->limits.form_max)
		return OK;
	return form_fail(reader, ERR_TOO_LARGE, "Nội dung của biểu mẫu lớn quá %zu KB.",
			reader->limits.form_max / 1024);
}

enum err
form_add_value(struct form_reader *reader, struct text name, struct text value)
{
	struct form *form = reader->form;
	struct pair pair;

	if (!form->values)
		form->values = ARENA_NEW_ARRAY(form->arena, FORM_FIELDS_MAX, struct pair);
	if (form->count == FORM_FIELDS_MAX)
		return form_fail(reader, ERR_TOO_LARGE, "Biểu mẫu có quá %d trường.",
				FORM_FIELDS_MAX);
	if (text_take(form->arena, name, &pair.name) != OK ||
			text_take(form->arena, value, &pair.value) != OK)
		return form_fail(reader, ERR_INVALID, "Nội dung gửi lên không phải UTF-8.");
	form->values[form->count++] = pair;
	return OK;
}

enum err
form_reader_begin(struct form_reader *reader, struct form *form, struct text content_type,
		const struct body_limits *limits)
{
	struct text rest = content_type, type;

	reader->form = form;
	reader->limits = *limits;
	reader->body = BUF(form->arena);
	reader->text_size = 0;
	reader->err = OK;
	reader->fault = NO_TEXT;
	reader->encoding = ENCODING_NONE;
	if (!text_split(&rest, ';', &type))
		return ERR_INVALID;
	type = text_trim(type);
	if (text_equals_ascii_case(type, TEXT("application/x-www-form-urlencoded")))
		reader->encoding = ENCODING_URL;
	else if (text_equals_ascii_case(type, TEXT("application/json")))
		reader->encoding = ENCODING_JSON;
	else if (text_equals_ascii_case(type, TEXT("multipart/form-data"))) {
		reader->encoding = ENCODING_MULTIPART;
		return multipart_begin(reader, content_type);
	}
	return reader->encoding == ENCODING_NONE ? ERR_INVALID : OK;
}

enum err
form_reader_add(struct form_reader *reader, struct text bytes)
{
	if (reader->err != OK)
		return reader->err;
	if (reader->encoding == ENCODING_MULTIPART)
		return multipart_add(reader, bytes);
	TRY(form_count_text(reader, bytes.n));
	buf_add(&reader->body, bytes);
	return OK;
}

enum err
form_reader_end(struct form_reader *reader)
{
	if (reader->err != OK)
		return reader->err;
	switch (reader->encoding) {
	case ENCODING_URL:
		return urlencoded_end(reader);
	case ENCODING_JSON:
		return json_body_end(reader);
	case ENCODING_MULTIPART:
		return multipart_end(reader);
	case ENCODING_NONE:
		break;
	}
	return OK;
}
