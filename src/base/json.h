/*
 * json.h - small helpers over jansson: views are built with them, strangers' JSON is read with
 * them.
 *
 * Out of memory aborts, as everywhere. A `json_put…` gives the object what it
 * is told under `key` and replaces what stood there.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "base/time.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#define JSON_DEPTH_MAX 32

/* Lets go of a reference at the end of a scope: `cleanup(json_cleanup) json_t *view = …`. */
void json_cleanup(json_t **value);

/*
 * An empty object, an empty list, a text. Never NULL. The caller owns the reference.
 * A text that is not UTF-8 gets "?" for each byte outside of ASCII.
 */
json_t *json_new_object(void);
json_t *json_new_list(void);
json_t *json_of_text(struct text text);

/* Takes over the caller's reference to `value`. */
void json_put(json_t *object, const char *key, json_t *value);
void json_add(json_t *list, json_t *value);

void json_put_text(json_t *object, const char *key, struct text text);
void json_put_int(json_t *object, const char *key, int64_t number);
void json_put_bool(json_t *object, const char *key, bool value);

/* As {iso, text}: what every view shows of a moment; `false` for an absent one is json_put_bool. */
void json_put_instant(json_t *object, const char *key, struct instant instant, struct zone zone);
void json_put_day(json_t *object, const char *key, struct day day);

/* A fresh object (list) put under `key`; borrowed from `object`. */
json_t *json_put_object(json_t *object, const char *key);
json_t *json_put_list(json_t *object, const char *key);
/* A fresh object at the end of `list`; borrowed from it. */
json_t *json_add_object(json_t *list);

/* What stands under `key`, borrowed from the object; the empty text, 0 or false if it is of another
 * kind. */
struct text json_text(const json_t *object, const char *key);
int64_t json_int(const json_t *object, const char *key);
bool json_flag(const json_t *object, const char *key);

/* The bytes of a JSON string; the empty text for anything else. */
struct text json_text_of(const json_t *value);

/* As JSON text, compact, keys in the order they were put. */
struct text json_write(struct arena *arena, const json_t *value);
void json_write_to(struct buf *buf, const json_t *value);
/* The same for people: indented by two blanks. */
struct text json_write_indented(struct arena *arena, const json_t *value);

/*
 * Reads a stranger's JSON. ERR_TOO_LARGE above `max` bytes; ERR_INVALID unless it
 * is one well-formed value (RFC 8259) of UTF-8, at most JSON_DEPTH_MAX deep, with
 * no key twice in an object and no NUL in a text. The caller owns `out`.
 */
must_check enum err json_read(struct text text, size_t max, json_t **out);

#endif
