/*
 * media.h - what an uploaded file really is, and pictures made safe.
 *
 * A file is what its first bytes say, and its name has to say the same. Strangers'
 * bytes are only ever parsed in a sandboxed child process (child.h, sandbox.h).
 * Pictures are drawn anew there: turned upright, without metadata, in sizes for
 * the page; nothing of the uploaded bytes is kept. Documents are kept as they
 * came, after what could do harm in them was looked for.
 */
#ifndef OFFICE_MEDIA_H
#define OFFICE_MEDIA_H

#include "office/ctx.h"

#define MEDIA_FILE_MAX (UINT64_C(50) << 20)
#define MEDIA_PICTURE_MAX (UINT64_C(20) << 20)
#define MEDIA_PIXELS_MAX (INT64_C(40) * 1000 * 1000)
#define MEDIA_NAME_MAX 200 /* code points */
#define MEDIA_FORMS_MAX 3

/* Widths of the places that pictures are drawn for: page, column, list. */
#define MEDIA_WIDTH_PAGE 1600
#define MEDIA_WIDTH_COLUMN 800
#define MEDIA_WIDTH_LIST 400

enum media_kind {
	MEDIA_UNKNOWN,
	MEDIA_PDF,
	MEDIA_DOCX,
	MEDIA_XLSX,
	MEDIA_PPTX,
	MEDIA_ODT,
	MEDIA_PNG,
	MEDIA_JPEG,
	MEDIA_WEBP,
	MEDIA_GIF,
	MEDIA_MP3,
	MEDIA_MP4,
	MEDIA_TEXT,
	MEDIA_CSV,
	MEDIA_KINDS,
};

struct media_facts {
	const char *extension; /* "pdf" */
	const char *type;      /* as stored and served */
	bool is_picture;
};

const struct media_facts *media_facts(enum media_kind kind);

/* One form of what was uploaded: the document, or a picture in one size. */
struct media_form {
	struct upload upload;
	int place; /* width of the places it is drawn for; 0: the main form */
	int width, height;
};

struct media {
	enum media_kind kind;                     /* a picture becomes MEDIA_JPEG whatever it was */
	struct text name;                         /* for people and downloads */
	struct media_form forms[MEDIA_FORMS_MAX]; /* the main one first */
	size_t count;
	struct text words; /* what a document says, with its properties; NFC */
	bool has_words;    /* false: it says nothing that can be read, as a scanned page */
};

/*
 * Examines an upload, draws pictures anew, and puts all into the file store
 * (file_put): the slow part, for a `prepare` step. ERR_INVALID or ERR_TOO_LARGE
 * with words for people in `fault`.
 */
must_check enum err media_take(const struct rules *rules, struct arena *arena,
		const struct upload *upload, struct media *out, struct text *fault);

/* As media_take, and ERR_INVALID for what is not a picture. */
must_check enum err media_take_image(const struct rules *rules, struct arena *arena,
		const struct upload *upload, struct media *out, struct text *fault);

/* The rows of what was taken, in the verb. `file` is the main form's. */
must_check enum err media_keep(struct ctx *ctx, const struct media *media, int64_t *file);

/*
 * Whether a file may have this name: one line without path or hidden letters,
 * with an extension of media_facts, and none of a program before it. `kind` is
 * what the name promises. Pure.
 */
must_check enum err media_check_name(
		struct arena *arena, struct text name, enum media_kind *kind, struct text *fault);

/*
 * What the bytes are, provided that the name says the same and nothing in them
 * could do harm. Pure, but run in the child only.
 */
must_check enum err media_identify(struct arena *arena, struct text name, struct text bytes,
		enum media_kind *kind, struct text *fault);

#endif
