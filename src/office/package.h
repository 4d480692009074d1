/*
 * package.h - a published document or draft as one signed file, for the Government's portal
 * (Article 5, clause 8) and for whoever wants to check what was handed over.
 *
 * Signed is a document of JSON in one spelling, as a receipt's (receipt_file.h):
 *
 *	{"format":"congtin-package-1","site":{"name","url"},"issued_at","issuer",
 *	 "unit":{"code","name"},
 *	 "item":{"number","revision","genre","title","sha256"},
 *	 "posting":{"address","published_at","updated_at"},
 *	 "transfers":[{"given_at","evidence","address"}…],
 *	 "parts":[{"name","sha256"}…],
 *	 "attachments":[{"name","size","sha256"}…]}
 *
 * The file has it in `seal`, which is a receipt's file, and beside it the parts themselves as
 * texts: title, abstract, facts (JSON), body (rich text as JSON) and text (the same, plain).
 *
 *	{"seal":{…},"parts":{"title","abstract","facts","body","text"}}
 *
 * Each part has its own SHA-256 under the signature, so a check tells which one was changed.
 * Attachments travel beside the file; a check tells whether they are the ones that were named.
 */
#ifndef OFFICE_PACKAGE_H
#define OFFICE_PACKAGE_H

#include "base/json.h"
#include "office/ctx.h"
#include "office/receipt_check.h"

#define PACKAGE_FORMAT "congtin-package-1"
#define PACKAGE_FILE_MAX ((size_t)8 * 1024 * 1024)
#define PACKAGE_PARTS 5

struct item;

/* For who may record the transfer. ERR_CONFLICT, with words, before it was published. */
must_check enum err package_write(struct ctx *ctx, int64_t item, struct text *out);

/* Whether the bytes look like a package rather than a receipt; says nothing of its truth. */
bool package_is(struct text bytes);

struct package_check {
	enum receipt_state state; /* RECEIPT_DOCUMENT_CHANGED also where a part is not what was
				     signed */
	struct text words;
	struct text fingerprint; /* of the key in the file */
	json_t *document;        /* what was signed, true only if valid; the caller owns it */
};

/* A stranger's bytes. ERR_INVALID, with words in `fault`, unless they are such a file. */
must_check enum err package_check(struct arena *arena, struct text bytes,
		const struct receipt_trust *trust, struct package_check *out, struct text *fault);

/* Whether a file of that SHA-256 (hex) is one of the attachments that were signed. */
bool package_has_attachment(const struct package_check *check, struct text sha256);

/* state{code,label,tone}, valid, words, fingerprint and, of a valid one, `document`. */
void package_check_view(struct arena *arena, json_t *view, const struct package_check *check,
		struct zone zone);

#endif
