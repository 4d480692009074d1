/*
 * attachment.h - files that belong to an item: documents, an extract's source, pictures.
 *
 * They belong to the item as a whole and may change where its text may (the verb
 * "save" of law/workflow.h), so nothing is added behind the back of the second
 * person. The public has those of the live publication: what was added or removed
 * since counts from the next publication.
 */
#ifndef OFFICE_ATTACHMENT_H
#define OFFICE_ATTACHMENT_H

#include "http/reply.h"
#include "office/file.h"
#include "office/item.h"
#include "office/media.h"

#define ATTACHMENTS_MAX 20 /* of an item; each at most MEDIA_FILE_MAX */

enum attachment_role {
	ATTACHMENT_PLAIN,
	ATTACHMENT_SOURCE, /* the document that an extract is taken from */
	ATTACHMENT_IMAGE,  /* shown in the text */
	ATTACHMENT_ROLES,
};

/* "attachment", "source", "image": as stored and in forms. */
struct text attachment_role_name(enum attachment_role role);
must_check enum err attachment_role_parse(struct text name, enum attachment_role *out);

struct attachment {
	int64_t id;
	int64_t item;
	int64_t unit; /* the item's */
	int64_t file;
	enum attachment_role role;
	struct text name;
	int64_t added_by;
	struct instant added_at;
	bool is_removed;
	bool is_public;     /* everyone may read it now */
	bool was_at_portal; /* lay before the Portal with a text that was sent or edited there */
	bool is_sealed; /* held, and the actor is not of those who decide: no name, no content */
	bool has_words; /* what it says was read and looked through */
	uint64_t size;
	struct text type;
	int width, height; /* of a picture, else 0 */
	struct text sha256;
};

/*
 * For a `prepare` step: examines the upload and puts it among the files. What is
 * wrong becomes a complaint at its field (`field` when there is no upload at all).
 */
must_check enum err attachment_prepare(struct ctx *ctx, const char *field,
		const struct upload *upload, enum attachment_role role, const struct media **out);

/* What was prepared becomes the item's; asks the workflow. ERR_INVALID beyond ATTACHMENTS_MAX. */
must_check enum err attachment_add(struct ctx *ctx, int64_t item, enum attachment_role role,
		const struct media *media, int64_t *id);

/* As attachment_add, asks the workflow. The live publication keeps it until the next. */
must_check enum err attachment_remove(struct ctx *ctx, int64_t id);

/* For hold.c: it holds a secret, and goes. */
must_check enum err attachment_close(struct ctx *ctx, int64_t id);

/* What the public may read now, else ERR_NOT_FOUND. */
must_check enum err attachment_load_public(struct ctx *ctx, int64_t id, struct attachment *out);

/*
 * What the actor may read on the desk: removed ones too, for old texts have them.
 * ERR_FORBIDDEN with words for what is held.
 */
must_check enum err attachment_load(struct ctx *ctx, int64_t id, struct attachment *out);

/* Those of the item's working text, or of the one that the actor is shown instead. */
must_check enum err attachment_list(
		struct ctx *ctx, const struct item *item, struct attachment **out, size_t *count);

/* Those of the live publication. */
must_check enum err attachment_list_public(
		struct ctx *ctx, int64_t item, struct attachment **out, size_t *count);

/*
 * The file of an attachment as an answer; of a picture, the form for places
 * `width` wide (0: the main one). Pictures are shown in place, all else is a
 * download that no browser opens as a page. Sets no permission and no cache rule
 * but an ETag.
 */
must_check enum err attachment_reply(struct ctx *ctx, const struct attachment *attachment,
		int width, struct reply *reply);

#endif
