/*
 * receipt_file.h - a signed receipt as text: what is signed, and the file that it travels in.
 *
 * The document is JSON in one spelling only, so that its bytes may be signed: keys in
 * the order below, no blanks, letters as UTF-8, "\" only before " \ and control
 * characters, instants in ISO 8601 at UTC+07:00 with milliseconds, null for what is
 * not there:
 *
 *	{"format":"congtin-receipt-1","site":{"name","url"},"code","issued_at",
 *	 "unit":{"code","name"},"sender","matter":{"number","title"},
 *	 "duty":{"rule","title","clause","regulation"},
 *	 "item":{"number","revision","title","sha256"},
 *	 "attachments":[{"name","size","sha256"}…],
 *	 "deadline":{"last_day","due_before"},
 *	 "verdict":{"code","met_at","late_ms","elapsed_ms","words"}}
 *
 * `due_before` is the first instant that is late, `late_ms` 0 in time, `elapsed_ms`
 * from the day or instant counted from to `met_at`. Without a duty there is neither
 * deadline nor verdict.
 *
 * The file holds the document as a JSON string, its SHA-256 and Ed25519 signature and
 * the public key:
 *
 *	{"document","sha256","algorithm","public_key","signature"}
 *
 * and a line's end behind it. It too has one spelling: any other byte is refused.
 */
#ifndef OFFICE_RECEIPT_FILE_H
#define OFFICE_RECEIPT_FILE_H

#include "base/arena.h"
#include "base/crypt.h"
#include "base/err.h"
#include "base/text.h"
#include "base/time.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RECEIPT_FILE_MAX ((size_t)256 * 1024)
#define RECEIPT_ATTACHMENTS_MAX 100
#define RECEIPT_FORMAT "congtin-receipt-1"

struct receipt_attachment {
	struct text name;
	int64_t size;
	struct text sha256;
};

enum receipt_verdict {
	RECEIPT_ON_TIME,
	RECEIPT_LATE,
	RECEIPT_NO_LIMIT, /* the duty has no limit in numbers: the delay is only measured */
	RECEIPT_SETTLED,  /* nothing was owed any more: excused, not applicable */
	RECEIPT_PARTIAL, /* not all of what is owed: the duty stays open */
	RECEIPT_VERDICTS,
};

/* What a document says. */
struct receipt_facts {
	struct text site_name, site_url;
	struct text code;
	struct instant issued_at;
	struct text unit_code, unit_name;
	struct text sender;
	bool has_matter;
	int64_t matter;
	struct text matter_title;
	bool has_duty;
	struct text rule, duty_title, clause, regulation;
	int64_t item, revision;
	struct text title;
	struct text sha256; /* of the revision */
	struct receipt_attachment *attachments;
	size_t attachment_count;
	/* If has_duty: */
	bool has_last_day, has_due;
	struct day last_day;
	struct instant due_before;
	enum receipt_verdict verdict;
	struct instant met_at;
	int64_t late_ms, elapsed_ms;
	struct text words; /* "Đúng hạn", "Trễ 1 ngày 2 giờ" */
};

struct text receipt_document_write(struct arena *arena, const struct receipt_facts *facts);

/* ERR_INVALID unless the text is a document in its one spelling. */
must_check enum err receipt_document_read(
		struct arena *arena, struct text document, struct receipt_facts *out);

struct receipt_file {
	struct text document;
	struct hash sha256; /* as the file says */
	struct sign_public public;
	struct signature signature;
};

struct text receipt_file_write(struct arena *arena, struct text document,
		const struct sign_public *public, const struct signature *signature);

/*
 * A stranger's bytes. ERR_INVALID unless they are such a file in its one spelling, with
 * words for people in `fault`; says nothing of the signature.
 */
must_check enum err receipt_file_read(struct arena *arena, struct text bytes,
		struct receipt_file *out, struct text *fault);

/* "on_time", "late", "no_limit", "settled", "partial". */
struct text receipt_verdict_name(enum receipt_verdict verdict);

#endif
