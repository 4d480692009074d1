#include "base/json.h"

#include <assert.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#define REAL_DIGITS JSON_REAL_PRECISION(15)

void
json_cleanup(json_t **value)
{
	json_decref(*value);
	*value = NULL;
}

static json_t *
must_have(json_t *value)
{
	if (!value) {
		fputs("congtin: out of memory\n", stderr);
		abort();
	}
	return value;
}

json_t *
json_new_object(void)
{
	return must_have(json_object());
}

json_t *
json_new_list(void)
{
	return must_have(json_array());
}

/* Bytes of the world that nobody checked, such as a header that names a browser. */
static json_t *
of_raw_bytes(struct text raw)
{
	struct arena arena = {0};
	char *plain = arena_copy(&arena, raw.p, raw.n);
	json_t *value;

	for (size_t i = 0; i < raw.n; i++)
		if (!plain[i] || (unsigned char)plain[i] >= 0x80)
			plain[i] = '?';
	value = json_stringn_nocheck(plain, raw.n);
	arena_free(&arena);
	return must_have(value);
}

json_t *
json_of_text(struct text text)
{
	if (!text_is_utf8(text))
		return of_raw_bytes(text);
	/* A text that nobody filled is empty, and has no address either. */
	return must_have(json_stringn_nocheck(text.n ? text.p : "", text.n));
}

void
json_put(json_t *object, const char *key, json_t *value)
{
	int failed = json_object_set_new_nocheck(object, key, must_have(value));

	assert(json_is_object(object));
	if (failed)
		must_have(NULL);
}

void
json_add(json_t *list, json_t *value)
{
	int failed = json_array_append_new(list, must_have(value));

	assert(json_is_array(list));
	if (failed)
		must_have(NULL);
}

void
json_put_text(json_t *object, const char *key, struct text text)
{
	json_put(object, key, json_of_text(text));
}

void
json_put_int(json_t *object, const char *key, int64_t number)
{
	json_put(object, key, json_integer(number));
}

void
json_put_bool(json_t *object, const char *key, bool value)
{
	json_put(object, key, json_boolean(value));
}

static void
put_moment(json_t *object, const char *key, struct text iso, struct text words)
{
	json_t *moment = json_put_object(object, key);

	json_put_text(moment, "iso", iso);
	json_put_text(moment, "text", words);
}

void
json_put_instant(json_t *object, const char *key, struct instant instant, struct zone zone)
{
	alignas(max_align_t) char bytes[512];
	struct arena arena = arena_within(bytes, sizeof(bytes));

	put_moment(object, key, instant_iso(&arena, instant, zone),
			instant_words(&arena, instant, zone));
	arena_free(&arena);
}

void
json_put_day(json_t *object, const char *key, struct day day)
{
	alignas(max_align_t) char bytes[512];
	struct arena arena = arena_within(bytes, sizeof(bytes));

	put_moment(object, key, day_iso(&arena, day), day_words(&arena, day));
	arena_free(&arena);
}

json_t *
json_put_object(json_t *object, const char *key)
{
	json_t *value = json_new_object();

	json_put(object, key, value);
	return value;
}

json_t *
json_put_list(json_t *object, const char *key)
{
	json_t *value = json_new_list();

	json_put(object, key, value);
	return value;
}

json_t *
json_add_object(json_t *list)
{
	json_t *value = json_new_object();

	json_add(list, value);
	return value;
}

struct text
json_text_of(const json_t *value)
{
	if (!json_is_string(value))
		return NO_TEXT;
	return (struct text){.p = json_string_value(value), .n = json_string_length(value)};
}

struct text
json_text(const json_t *object, const char *key)
{
	return json_text_of(json_object_get(object, key));
}

int64_t
json_int(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

bool
json_flag(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

static int
add_piece(const char *piece, size_t size, void *buf)
{
	buf_add(buf, (struct text){.p = piece, .n = size});
	return 0;
}

static struct text
write_with(struct arena *arena, const json_t *value, size_t flags)
{
	struct buf buf = BUF(arena);

	json_dump_callback(value, add_piece, &buf, flags | JSON_ENCODE_ANY | REAL_DIGITS);
	return buf_text(&buf);
}

void
json_write_to(struct buf *buf, const json_t *value)
{
	json_dump_callback(value, add_piece, buf, JSON_COMPACT | JSON_ENCODE_ANY | REAL_DIGITS);
}

struct text
json_write(struct arena *arena, const json_t *value)
{
	return write_with(arena, value, JSON_COMPACT);
}

struct text
json_write_indented(struct arena *arena, const json_t *value)
{
	return write_with(arena, value, JSON_INDENT(2));
}

/* Counted before parsing: the parser recurses. */
static bool
is_too_deep(struct text text)
{
	bool quoted = false;
	size_t depth = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '[' || c == '{') && ++depth > JSON_DEPTH_MAX)
			return true;
		else if (!quoted && (c == ']' || c == '}') && depth)
			depth--;
	}
	return false;
}

enum err
json_read(struct text text, size_t max, json_t **out)
{
	json_error_t error;
	json_t *value;

	if (text.n > max)
		return ERR_TOO_LARGE;
	if (is_too_deep(text))
		return ERR_INVALID;
	value = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!value)
		return ERR_INVALID;
	*out = value;
	return OK;
}
