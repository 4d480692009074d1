/*
 * draft.h - what a person is typing and has not saved yet.
 *
 * The editor's page keeps it every few seconds of change, so that closing the browser or
 * losing the machine loses nothing. Each page of a person in which an item, or a new one that a
 * matter, a duty and a genre make, is written has one of its own: so nothing that is typed in
 * one page is ever written over by what stands in another, and nobody has to be warned of
 * their own second page. A page that goes on with an older draft takes it over with its first
 * change, unless that was changed or taken over meanwhile: then both stay.
 *
 * It is no text of the house: only the person it belongs to reads it (also no auditor), it is
 * not looked through, hangs on no revision, and goes when that page is saved. Of an item that
 * they may no longer write, it is neither taken nor shown.
 *
 * Keeping one writes no line in the audit trail: nothing is decided or shown to anybody by
 * it, what it becomes is noted when it is saved, and a line every five seconds would bury
 * those that tell of acts. That it is refused is noted like any refusal. It is a row like
 * all others, so it goes through the writer.
 *
 * From the same rows comes who is writing at an item now: that is told, nothing is locked.
 */
#ifndef OFFICE_DRAFT_H
#define OFFICE_DRAFT_H

#include "office/item.h"

#define DRAFT_KEEP_MS (90 * DAY_MS)      /* since the last change */
#define DRAFT_PRESENT_MS (1 * MINUTE_MS) /* who typed so lately is writing now */
#define DRAFTS_SHOWN_MAX 50
#define DRAFT_PAGES_MAX 20 /* of one person and one spot: then none is begun any more */
#define DRAFT_PAGE_MAX 64  /* bytes of a page's name */

/* What a draft is of. */
struct draft_spot {
	int64_t item;          /* 0: a new one: */
	struct item_news news; /* its genre by name; unused if `item` */
};

struct draft {
	int64_t id;
	struct draft_spot spot;
	int64_t base; /* the revision that the person worked on; 0 of a new item */
	struct writing writing;
	struct instant at;
	struct text page; /* whose it is: a name that the page made up */
	int64_t changes;  /* grows with each; 1: the first */
};

/* The page where the text stands, and what it began with. */
struct draft_page {
	struct text name; /* empty: it keeps nothing */
	struct text from; /* the page whose draft it went on with, at: */
	int64_t changes;  /* 0: it began with none */
};

/*
 * Keeps what stands in the actor's page. Nothing has to be complete; the limits of a revision
 * hold. ERR_FORBIDDEN or ERR_CONFLICT with words where the actor may not save.
 */
must_check enum err draft_keep(struct ctx *ctx, const struct draft_spot *spot,
		const struct draft_page *page, int64_t base, const struct writing *writing,
		int64_t *id);

/*
 * The actor's of a spot, newest first, their texts left out but for the title. The caller has
 * asked whether they may save.
 */
must_check enum err draft_pages(
		struct ctx *ctx, const struct draft_spot *spot, struct draft **out, size_t *count);

/* One of the actor's with its text. ERR_NOT_FOUND: it is not theirs. */
must_check enum err draft_find(struct ctx *ctx, int64_t id, struct draft *out);

/*
 * Those of the actor that they may go on with, newest first, their texts left out but for the
 * title.
 */
must_check enum err draft_list(struct ctx *ctx, struct draft **out, size_t *count);

/* Throws one of the actor's away, and tells of what it was. ERR_NOT_FOUND: it is not theirs. */
must_check enum err draft_drop(struct ctx *ctx, int64_t id, struct draft_spot *spot);

/* What stood in the page is a revision now: in the transaction that made it. */
must_check enum err draft_forget(
		struct ctx *ctx, const struct draft_spot *spot, const struct draft_page *page);

/* The names of others who are writing at the item; none unless the actor reads its working text. */
must_check enum err draft_editors(
		struct ctx *ctx, const struct item *item, struct text **names, size_t *count);

/* Removes those of DRAFT_KEEP_MS ago: clock. */
must_check enum err draft_prune(struct ctx *ctx);

#endif
