/* form_fuzz.c - a body gives the same form in one piece and in many, and nothing but clean text. */
#include "base/json.h"
#include "http/form_reader.h"

#include <stdlib.h>

#define FORM_MAX 4096
#define FILE_MAX 512

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct field fields[] = {
		{"a", FIELD_LINE, true, 20, "A", NULL},
		{"b", FIELD_TEXT, false, 200, "B", NULL},
		{"n", FIELD_INT, false, 0, "N", NULL},
		{"d", FIELD_DAY, false, 0, "D", NULL},
		{"t", FIELD_INSTANT, false, 0, "T", NULL},
		{"j", FIELD_JSON, false, 100, "J", NULL},
		{"f", FIELD_FILE, false, FILE_MAX, "F", NULL},
		{0},
};

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static enum err
read_body(struct form *form, struct text type, struct text body, size_t piece)
{
	struct body_limits limits = {
			.form_max = FORM_MAX, .file_max = FILE_MAX, .directory = TEXT("/dev/shm")};
	struct form_reader reader = {0};
	enum err err = form_reader_begin(&reader, form, type, &limits);

	while (err == OK && body.n) {
		size_t n = body.n < piece ? body.n : piece;

		err = form_reader_add(&reader, text_slice(body, 0, n));
		body = text_slice(body, n, body.n);
	}
	if (err == OK)
		err = form_reader_end(&reader);
	must(err == OK || reader.encoding == ENCODING_NONE || text_is_utf8(reader.fault));
	return err;
}

static void
check_form(struct form *form)
{
	json_t *typed;

	for (size_t i = 0; i < form->count; i++) {
		struct text again;

		must(text_take(form->arena, form->values[i].value, &again) == OK);
		must(text_equals(form->values[i].value, again));
	}
	for (size_t i = 0; i < form->upload_count; i++) {
		must(text_is_utf8(form->uploads[i].name) && form->uploads[i].name.n);
		must(text_find(form->uploads[i].name, TEXT("/")) < 0);
		must(form->uploads[i].size <= FILE_MAX);
	}
	if (form_check(form, fields) != OK)
		must(form->complaint_count > 0);
	for (size_t i = 0; i < form->complaint_count; i++)
		must(text_is_utf8(form->complaints[i].message));
	typed = form_as_typed(form, fields);
	must(json_is_object(typed));
	json_decref(typed);
}

static void
must_be_same(const struct form *a, const struct form *b)
{
	must(a->count == b->count && a->upload_count == b->upload_count);
	for (size_t i = 0; i < a->count; i++)
		must(text_equals(a->values[i].name, b->values[i].name) &&
				text_equals(a->values[i].value, b->values[i].value));
	for (size_t i = 0; i < a->upload_count; i++)
		must(a->uploads[i].size == b->uploads[i].size &&
				text_equals(a->uploads[i].name, b->uploads[i].name) &&
				memcmp(&a->uploads[i].sha256, &b->uploads[i].sha256,
						sizeof(struct hash)) == 0);
}

/* The first byte chooses the encoding and the size of the pieces. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct text types[] = {
			TEXT("application/x-www-form-urlencoded"),
			TEXT("multipart/form-data; boundary=x"),
			TEXT("application/json"),
			TEXT("multipart/form-data; boundary=\"a b\""),
	};
	struct text body = {.p = (const char *)data, .n = size}, type;
	struct arena arena = {0};
	struct form whole = {.arena = &arena}, parts = {.arena = &arena};
	enum err first, second;

	if (size == 0)
		return 0;
	body = text_slice(body, 1, body.n);
	type = types[data[0] % COUNT_OF(types)];
	first = read_body(&whole, type, body, SIZE_MAX);
	second = read_body(&parts, type, body, 1 + data[0] / COUNT_OF(types));
	must(first == second);
	if (first == OK) {
		must_be_same(&whole, &parts);
		check_form(&whole);
	}
	form_drop(&whole);
	form_drop(&parts);
	arena_free(&arena);
	return 0;
}
