/*
 * form_reader.h - a body becomes a form, piece by piece as it comes in.
 *
 * Text is held in the form's arena, files go to disk while they come in. The
 * first fault ends it: what is added afterwards is swallowed.
 */
#ifndef HTTP_FORM_READER_H
#define HTTP_FORM_READER_H

#include "base/buf.h"
#include "base/crypt.h"
#include "http/form.h"
#include "http/server.h"

#define MULTIPART_BOUNDARY_MAX 70 /* RFC 2046, 5.1.1 */
#define MULTIPART_HEAD_MAX 4096
#define MULTIPART_WINDOW 32768

enum form_encoding { ENCODING_NONE, ENCODING_URL, ENCODING_MULTIPART, ENCODING_JSON };

enum multipart_state { PART_HEAD, PART_DATA, PART_EDGE, PART_EPILOGUE };

struct multipart {
	enum multipart_state state;
	char delimiter[MULTIPART_BOUNDARY_MAX + 4]; /* CR LF "--" boundary */
	size_t delimiter_size;
	char *window; /* bytes not yet understood */
	size_t window_size;
	bool in_part;
	bool is_empty_file;
	struct text name;      /* of the part being read */
	struct buf value;      /* its text, */
	struct upload *upload; /* or its file */
	struct hasher hasher;
};

struct form_reader {
	struct form *form;
	struct body_limits limits;
	enum form_encoding encoding;
	struct buf body;  /* urlencoded and JSON */
	size_t text_size; /* bytes of all fields so far */
	enum err err;
	struct text fault; /* in Vietnamese; names the limit that was passed */
	struct multipart multipart;
};

/* ERR_INVALID: a content type that is no form (415). */
must_check enum err form_reader_begin(struct form_reader *reader, struct form *form,
		struct text content_type, const struct body_limits *limits);

/*
 * ERR_INVALID: the body is not what its type says, or not UTF-8 (400);
 * ERR_TOO_LARGE: `fault` names the limit (413); ERR_UNAVAILABLE: the disk is full.
 */
enum err form_reader_add(struct form_reader *reader, struct text bytes);
enum err form_reader_end(struct form_reader *reader);

/* Waits until the files are on the disk; slow, so from a thread that may sleep. */
must_check enum err form_sync(struct form *form);

/* Removes what is left of the files and lets go of the JSON. */
void form_drop(struct form *form);

/* --- between the readers ------------------------------------------------------------------- */

enum err form_fail(struct form_reader *reader, enum err err, const char *format, ...)
		printf_like(3, 4);

/* Adds a value; its name and text are taken (NFC). */
enum err form_add_value(struct form_reader *reader, struct text name, struct text value);

/* Counts `bytes` of fields against the limit. */
enum err form_count_text(struct form_reader *reader, size_t bytes);

must_check enum err multipart_begin(struct form_reader *reader, struct text content_type);
enum err multipart_add(struct form_reader *reader, struct text bytes);
enum err multipart_end(struct form_reader *reader);

enum err urlencoded_end(struct form_reader *reader);
enum err json_body_end(struct form_reader *reader);

/* A file of a part: begun, added to, ended. */
enum err upload_begin(
		struct form_reader *reader, struct text field, struct text name, struct text type);
enum err upload_add(struct form_reader *reader, struct text bytes);
enum err upload_end(struct form_reader *reader);

#endif
