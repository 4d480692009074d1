/*
 * form.h - the body of a request, read by declared fields.
 *
 * Three encodings make one form: application/x-www-form-urlencoded,
 * multipart/form-data and application/json (an object; nested values of a
 * FIELD_JSON field stay JSON). A route row points to its fields: the same table
 * checks what comes in and describes it in /openapi.json.
 */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "base/arena.h"
#include "base/crypt.h"
#include "base/err.h"
#include "base/text.h"
#include "base/time.h"
#include "http/pair.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FORM_FIELDS_MAX 1000 /* a check box and a day for each unit of the ministry */
#define FORM_FILES_MAX 20

enum field_kind {
	FIELD_NONE, /* ends a table of fields */
	FIELD_LINE, /* one line of text, trimmed */
	FIELD_TEXT, /* several lines */
	FIELD_INT,
	FIELD_DAY,     /* yyyy-mm-dd or dd/mm/yyyy */
	FIELD_INSTANT, /* yyyy-mm-ddThh:mm[:ss][offset], local without offset */
	FIELD_CHOICE,  /* one of `choices` */
	FIELD_FLAG,    /* a check box: present and not "0"/"false" */
	FIELD_SECRET,  /* not trimmed and never shown again; NFC like all text (RFC 8265) */
	FIELD_JSON,    /* JSON text, or JSON within a JSON body */
	FIELD_FILE,    /* multipart only */
};

struct field {
	const char *name;
	enum field_kind kind;
	bool required;
	size_t max; /* code points of a text; bytes of JSON or of a file; 0: the body's limit */
	const char *label;          /* Vietnamese, for complaints and documentation */
	const char *const *choices; /* NULL-terminated */
};

/* A file that came in, already on disk under a temporary name and fsynced. */
struct upload {
	struct text field;
	struct text name; /* the client's file name: NFC, no path, no control characters */
	struct text type; /* what the client said it is: never trusted */
	struct text path; /* temporary; removed when the request ends unless it was renamed away */
	uint64_t size;
	struct hash sha256;
	int file; /* open for writing while it comes in; -1 afterwards */
};

/* What is wrong with one field, in the user's words. */
struct complaint {
	const char *field; /* "" for the form as a whole */
	struct text message;
	bool is_excess; /* a limit was passed, which `message` names */
};

struct form {
	struct arena *arena;
	struct pair *values; /* as sent (NFC) */
	size_t count;
	struct upload *uploads;
	size_t upload_count;
	struct complaint *complaints;
	size_t complaint_count;
	size_t complaint_room;
	json_t *json; /* the object of a JSON body, or NULL; freed with the request */
};

/*
 * Checks all fields of the table: presence, kind, length. Wrong ones become
 * complaints; ERR_INVALID if there is any. Fields not in the table are ignored.
 */
must_check enum err form_check(struct form *form, const struct field *fields);

/* Values after form_check; the empty text, 0 or false when absent. */
struct text form_text(const struct form *form, const char *name);
struct text form_line(const struct form *form, const char *name); /* trimmed */
int64_t form_int(const struct form *form, const char *name);
bool form_flag(const struct form *form, const char *name);
bool form_has(const struct form *form, const char *name);

/* The values of a name that may occur more than once (check boxes), by `index` from 0. */
bool form_at(const struct form *form, const char *name, size_t index, struct text *out);

bool form_day(const struct form *form, const char *name, struct day *out);
bool form_instant(const struct form *form, const char *name, struct zone zone, struct instant *out);

/* JSON text of a FIELD_JSON field, whichever way it came. */
struct text form_json(const struct form *form, const char *name);
const struct upload *form_upload(const struct form *form, const char *name);

/* Adds a complaint and returns ERR_INVALID, so that a verb can say `return form_complain(…)`. */
enum err form_complain(struct form *form, const char *field, const char *format, ...)
		printf_like(3, 4);

/* The same for what is too large; the words name the limit. */
enum err form_exceed(struct form *form, const char *field, const char *format, ...)
		printf_like(3, 4);

/* Whether being too large is all that is wrong: 413 and not 422. */
bool form_is_only_excessive(const struct form *form);

/* The first complaint about a field as JSON text, or false: for views. */
json_t *form_complaint(const struct form *form, struct text field);

/* {field: value as typed}, without secrets and files: to show the form again. */
json_t *form_as_typed(const struct form *form, const struct field *fields);

#endif
