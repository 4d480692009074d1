#include "http/form.h"

#include "base/json.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define COMPLAINT_MAX 1000

bool
form_at(const struct form *form, const char *name, size_t index, struct text *out)
{
	struct text wanted = text_of(name);

	for (size_t i = 0; i < form->count; i++) {
		if (!text_equals(form->values[i].name, wanted))
			continue;
		if (index-- == 0) {
			*out = form->values[i].value;
			return true;
		}
	}
	return false;
}

struct text
form_text(const struct form *form, const char *name)
{
	struct text value;

	return form_at(form, name, 0, &value) ? value : NO_TEXT;
}

/* Without the white space of Unicode that people do not see, at both ends. */
static struct text
trim(struct text text)
{
	static const struct text blanks[] = {
			{"\xc2\xa0", 2}, {"\xe2\x80\x8b", 3}, {"\xef\xbb\xbf", 3}};

	for (size_t before = text.n + 1; before != text.n;) {
		before = text.n;
		text = text_trim(text);
		for (size_t i = 0; i < COUNT_OF(blanks); i++) {
			if (text_starts_with(text, blanks[i]))
				text = text_slice(text, blanks[i].n, text.n);
			if (text_ends_with(text, blanks[i]))
				text = text_slice(text, 0, text.n - blanks[i].n);
		}
	}
	return text;
}

struct text
form_line(const struct form *form, const char *name)
{
	return trim(form_text(form, name));
}

int64_t
form_int(const struct form *form, const char *name)
{
	int64_t number;

	return text_to_int(form_line(form, name), &number) ? number : 0;
}

bool
form_flag(const struct form *form, const char *name)
{
	struct text value = form_line(form, name);

	return form_has(form, name) && !text_equals(value, TEXT("0")) &&
	       !text_equals(value, TEXT("false"));
}

bool
form_has(const struct form *form, const char *name)
{
	struct text value;

	return form_at(form, name, 0, &value);
}

bool
form_day(const struct form *form, const char *name, struct day *out)
{
	return day_parse(form_line(form, name), out) == OK;
}

bool
form_instant(const struct form *form, const char *name, struct zone zone, struct instant *out)
{
	return instant_parse(form_line(form, name), zone, out) == OK;
}

struct text
form_json(const struct form *form, const char *name)
{
	json_t *value = form->json ? json_object_get(form->json, name) : NULL;

	if (value && (json_is_object(value) || json_is_array(value)))
		return json_write(form->arena, value);
	return form_line(form, name);
}

const struct upload *
form_upload(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->upload_count; i++)
		if (text_equals(form->uploads[i].field, text_of(name)))
			return &form->uploads[i];
	return NULL;
}

static void
complaint_add(struct form *form, const char *field, bool is_excess, const char *format,
		va_list args)
{
	char message[COMPLAINT_MAX];

	if (form->complaint_count == form->complaint_room) {
		size_t room = form->complaint_room ? form->complaint_room * 2 : 8;
		struct complaint *grown = ARENA_NEW_ARRAY(form->arena, room, struct complaint);

		if (form->complaint_count)
			memcpy(grown, form->complaints, form->complaint_count * sizeof(*grown));
		form->complaints = grown;
		form->complaint_room = room;
	}
	vsnprintf(message, sizeof(message), format, args);
	form->complaints[form->complaint_count++] = (struct complaint){.field = field,
			.message = text_shorten(form->arena,
					text_copy(form->arena, text_of(message)),
					COMPLAINT_MAX / 3),
			.is_excess = is_excess};
}

enum err
form_complain(struct form *form, const char *field, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	complaint_add(form, field, false, format, args);
	va_end(args);
	return ERR_INVALID;
}

enum err
form_exceed(struct form *form, const char *field, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	complaint_add(form, field, true, format, args);
	va_end(args);
	return ERR_INVALID;
}

bool
form_is_only_excessive(const struct form *form)
{
	for (size_t i = 0; i < form->complaint_count; i++)
		if (!form->complaints[i].is_excess)
			return false;
	return form->complaint_count > 0;
}

/* --- what may be wrong with one field ------------------------------------------------------- */

static const char *
label_of(const struct field *field)
{
	return field->label ? field->label : field->name;
}

static void
complain_missing(struct form *form, const struct field *field)
{
	static const char *const asks[] = {
			[FIELD_INT] = "hãy nhập một số",
			[FIELD_DAY] = "hãy nhập ngày",
			[FIELD_INSTANT] = "hãy nhập ngày và giờ",
			[FIELD_CHOICE] = "hãy chọn một mục",
			[FIELD_FLAG] = "hãy đánh dấu vào ô này",
			[FIELD_FILE] = "hãy chọn tệp",
	};
	const char *ask = field->kind < COUNT_OF(asks) ? asks[field->kind] : NULL;

	(void)form_complain(form, field->name, "%s: %s.", label_of(field),
			ask ? ask : "hãy nhập nội dung này");
}

static void
check_length(struct form *form, const struct field *field, struct text value)
{
	size_t length = text_length(value);

	if (field->max && length > field->max)
		(void)form_exceed(form, field->name, "%s dài quá %zu ký tự (đang có %zu).",
				label_of(field), field->max, length);
}

static void
check_line(struct form *form, const struct field *field, struct text value)
{
	if (memchr(value.p, '\n', value.n))
		(void)form_complain(
				form, field->name, "%s: chỉ viết trên một dòng.", label_of(field));
	else
		check_length(form, field, value);
}

static void
check_int(struct form *form, const struct field *field, struct text value)
{
	int64_t number;

	if (!text_to_int(value, &number))
		(void)form_complain(form, field->name,
				"%s: hãy nhập một số nguyên, viết bằng chữ số.", label_of(field));
}

/* Digits and "/" or "-" only: written as a day, though perhaps of no calendar. */
static bool
looks_like_day(struct text value)
{
	size_t digits = 0, marks = 0;

	for (size_t i = 0; i < value.n; i++) {
		digits += value.p[i] >= '0' && value.p[i] <= '9';
		marks += value.p[i] == '/' || value.p[i] == '-';
	}
	return digits >= 6 && digits <= 8 && marks == 2 && digits + marks == value.n;
}

static void
check_day(struct form *form, const struct field *field, struct text value)
{
	struct day day;

	if (day_parse(value, &day) == OK)
		return;
	if (looks_like_day(value))
		(void)form_complain(form, field->name, "%s: ngày không có trên lịch: %.*s.",
				label_of(field), TEXT_ARGS(value));
	else
		(void)form_complain(form, field->name, "%s: hãy viết ngày theo dạng 24/11/2026.",
				label_of(field));
}

static void
check_instant(struct form *form, const struct field *field, struct text value)
{
	struct instant instant;

	if (instant_parse(value, ZONE_VIETNAM, &instant) != OK)
		(void)form_complain(form, field->name,
				"%s: ngày giờ không đúng; hãy viết theo dạng 2026-11-24T16:00.",
				label_of(field));
}

static void
check_choice(struct form *form, const struct field *field)
{
	struct text value;

	for (size_t i = 0; form_at(form, field->name, i, &value); i++) {
		const char *const *choice = field->choices;

		while (choice && *choice && !text_equals(trim(value), text_of(*choice)))
			choice++;
		if (choice && *choice)
			continue;
		(void)form_complain(form, field->name, "%s: hãy chọn một mục có trong danh sách.",
				label_of(field));
		return;
	}
}

static void
check_json(struct form *form, const struct field *field)
{
	struct text text = form_json(form, field->name);
	json_t *value;

	if (field->max && text.n > field->max) {
		(void)form_exceed(form, field->name,
				"%s: nội dung lớn quá %zu KB (đang có %zu KB).", label_of(field),
				field->max / 1024, (text.n + 1023) / 1024);
		return;
	}
	if (json_read(text, text.n, &value) != OK) {
		(void)form_complain(form, field->name, "%s: nội dung không đọc được (JSON sai).",
				label_of(field));
		return;
	}
	json_decref(value);
}

static void
check_files(struct form *form, const struct field *field)
{
	bool found = false;

	for (size_t i = 0; i < form->upload_count; i++) {
		const struct upload *upload = &form->uploads[i];

		if (!text_equals(upload->field, text_of(field->name)))
			continue;
		found = true;
		if (field->max && upload->size > field->max)
			(void)form_exceed(form, field->name,
					"%s: tệp “%.*s” lớn quá %.1f MB (tệp này %.1f MB).",
					label_of(field), TEXT_ARGS(upload->name),
					(double)field->max / 1048576,
					(double)upload->size / 1048576);
	}
	if (!found && field->required)
		complain_missing(form, field);
}

static bool
is_absent(const struct form *form, const struct field *field)
{
	switch (field->kind) {
	case FIELD_FLAG:
		return !form_flag(form, field->name);
	case FIELD_SECRET:
		return text_is_empty(form_text(form, field->name));
	case FIELD_JSON:
		return text_is_empty(form_json(form, field->name));
	default:
		return text_is_empty(form_line(form, field->name));
	}
}

static void
check_field(struct form *form, const struct field *field)
{
	struct text value = form_line(form, field->name);

	if (field->kind == FIELD_FILE) {
		check_files(form, field);
		return;
	}
	if (is_absent(form, field)) {
		if (field->required)
			complain_missing(form, field);
		return;
	}
	switch (field->kind) {
	case FIELD_LINE:
		check_line(form, field, value);
		break;
	case FIELD_TEXT:
	case FIELD_SECRET:
		check_length(form, field, form_text(form, field->name));
		break;
	case FIELD_INT:
		check_int(form, field, value);
		break;
	case FIELD_DAY:
		check_day(form, field, value);
		break;
	case FIELD_INSTANT:
		check_instant(form, field, value);
		break;
	case FIELD_CHOICE:
		check_choice(form, field);
		break;
	case FIELD_JSON:
		check_json(form, field);
		break;
	case FIELD_FLAG:
	case FIELD_FILE:
	case FIELD_NONE:
		break;
	}
}

enum err
form_check(struct form *form, const struct field *fields)
{
	for (const struct field *field = fields; field && field->kind != FIELD_NONE; field++)
		check_field(form, field);
	return form->complaint_count ? ERR_INVALID : OK;
}

/* Several values (check boxes) become a list. */
static json_t *
typed_value(const struct form *form, const struct field *field)
{
	struct text value, second;
	json_t *list;

	if (field->kind == FIELD_FLAG)
		return json_boolean(form_flag(form, field->name));
	if (field->kind == FIELD_JSON)
		return json_of_text(form_json(form, field->name));
	if (!form_at(form, field->name, 1, &second))
		return json_of_text(form_text(form, field->name));
	list = json_new_list();
	for (size_t i = 0; form_at(form, field->name, i, &value); i++)
		json_add(list, json_of_text(value));
	return list;
}

json_t *
form_complaint(const struct form *form, struct text field)
{
	for (size_t i = 0; i < form->complaint_count; i++)
		if (text_equals(text_of(form->complaints[i].field), field))
			return json_of_text(form->complaints[i].message);
	return json_false();
}

json_t *
form_as_typed(const struct form *form, const struct field *fields)
{
	json_t *typed = json_new_object();

	for (const struct field *field = fields; field && field->kind != FIELD_NONE; field++)
		if (field->kind != FIELD_SECRET && field->kind != FIELD_FILE)
			json_put(typed, field->name, typed_value(form, field));
	return typed;
}
