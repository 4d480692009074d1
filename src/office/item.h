/*
 * item.h - what is written for the public: an article, or an extract of a document.
 *
 * Every save is a revision and none is ever changed. The item row holds where the
 * working revision stands (law/workflow.h decides what may follow) and which
 * revision the public reads. All changes compare and swap: whoever worked on an
 * older revision gets ERR_CONFLICT and loses nothing.
 *
 * What a unit has not sent is its own (workflow_sight): every function here that reads
 * leaves out what the actor may not see, and all that hangs on an item (attachments,
 * pictures) asks item_load and `sight`.
 */
#ifndef OFFICE_ITEM_H
#define OFFICE_ITEM_H

#include "law/workflow.h"
#include "office/account.h"
#include "office/ctx.h"
#include "office/genre.h"

#define ITEM_TITLE_MAX 300
#define ITEM_ABSTRACT_MAX 1000
#define ITEM_BODY_MAX 2000000 /* bytes of rich text as JSON */
#define ITEM_CORRECTION_MAX 1000
#define ITEM_SOURCE_MAX 300
#define ITEM_REASON_MAX 4000

struct item {
	int64_t id;
	int64_t matter; /* 0: none */
	int64_t duty;   /* 0: none */
	int64_t unit;
	struct text unit_code, unit_name;
	bool is_extract;
	const struct genre *genre;
	enum item_state state;
	struct text title;
	struct text section;
	int64_t revision;
	int64_t author; /* whose work it is, as of taker: a deputy shows in steps and texts */
	struct text author_name;
	int64_t taker;
	struct text taker_name;
	int64_t sent_by;
	struct instant sent_at; /* if sent_by */
	int64_t submitter;
	int64_t approved_by;
	int64_t approved_revision;
	struct instant publish_at;   /* if scheduled */
	int64_t live_revision;       /* 0: not public */
	struct instant published_at; /* if it ever was */
	struct instant changed_at;
	int64_t version;
	int64_t shared_revision; /* the newest text that lies, or has lain, before the Portal; 0:
				    none */
	enum item_sight sight;   /* of the actor who loaded it */
	bool is_withheld; /* its unit works on; title, section and revision are the shared ones */
	int64_t hold;     /* it is held (office/hold.h); 0: it is not */
	bool is_sealed;   /* held, and the actor is not of those who decide: no title, no text */
};

/* One saved text. */
struct revision {
	int64_t number;
	struct text title;
	struct text abstract;
	struct text body; /* rich text as JSON, valid */
	struct text section;
	struct text source;     /* of an extract: which document */
	struct text correction; /* what readers are told was corrected; empty on first publication
				 */
	int64_t author;
	struct text author_name;
	struct instant at;
	struct text sha256;
	struct text facts; /* JSON, as facts_take left them */
	bool is_sealed;    /* as an item's */
};

/* What a person wrote. `body` is rich text as JSON; empty: `plain` holds paragraphs. */
struct writing {
	struct text title;
	struct text abstract;
	struct text body;
	struct text plain;
	struct text section;
	struct text source;
	struct text correction;
	struct text facts; /* JSON {key: text}, see genre.h; empty: none */
};

/* What a new item is and hangs on. */
struct item_news {
	int64_t matter, duty; /* may be 0 */
	bool is_extract;
	struct text genre; /* its name; empty: the usual one of the duty, without a duty news */
};

/* A verb with what it needs besides the item. */
struct step_order {
	enum item_verb verb;
	int64_t revision;          /* the one that the person saw */
	int64_t version;           /* of the item, as the person saw it; 0: whichever */
	struct text reason;        /* return, reject, withdraw, drop */
	bool declared;             /* the person answers for it: submit, send, approve … */
	struct instant publish_at; /* schedule */
	int64_t to;                /* hand: the editor's account */
	struct text redirect;      /* withdraw: a path of this site, or empty */
};

/* One step that was taken. */
struct step {
	struct instant at;
	int64_t account; /* 0: the clock */
	struct text account_name;
	enum item_verb verb;
	enum item_state from, to;
	int64_t revision;
	struct text reason;
};

/* Which lists the desk shows. */
enum item_list {
	ITEM_LIST_ALL,
	ITEM_LIST_MINE,    /* written or held by the actor */
	ITEM_LIST_WAITING, /* the actor's role may act on them now */
};

/*
 * The genre that a new item gets. Complains about the field "genre" if there is none of
 * that name, or if the duty is not met by it (an extract may also be news).
 */
must_check enum err item_genre(
		struct ctx *ctx, const struct item_news *news, const struct genre **out);

/* A new item of the actor's unit. Complaints by field name. */
must_check enum err item_begin(struct ctx *ctx, const struct item_news *news,
		const struct writing *writing, int64_t *id);

/* A new revision upon `base`, the revision that the person worked on. */
must_check enum err item_save(struct ctx *ctx, int64_t id, int64_t base,
		const struct writing *writing, int64_t *revision);

/* Takes a step of the workflow, with all that follows: duty, receipt, publication, notices. */
must_check enum err item_step(struct ctx *ctx, int64_t id, const struct step_order *order);

/* Those to whom an item may be handed. */
must_check enum err item_editors(struct ctx *ctx, struct account_holder **out, size_t *count);

/* ERR_FORBIDDEN with words when the actor may not see it. */
must_check enum err item_load(struct ctx *ctx, int64_t id, struct item *out);

/*
 * ERR_NOT_FOUND too for a text that the actor may not see; ERR_FORBIDDEN with words for one
 * that is held. `item` was loaded for the actor.
 */
must_check enum err item_revision(
		struct ctx *ctx, const struct item *item, int64_t number, struct revision *out);

/* Revisions without their bodies, newest first. */
must_check enum err item_revisions(
		struct ctx *ctx, const struct item *item, struct revision **out, size_t *count);

/* Newest first; steps within the unit are for those who see the item whole. */
must_check enum err item_steps(
		struct ctx *ctx, const struct item *item, struct step **out, size_t *count);

/* The items of a matter that the actor may see, oldest first. */
must_check enum err item_of_matter(
		struct ctx *ctx, int64_t matter, struct item **out, size_t *count);

/*
 * Newest change first below the pair (`before_at`, `before_id`), at most `limit`;
 * `state` ITEM_UNSET: any. What the actor may not see is not in it.
 */
must_check enum err item_list(struct ctx *ctx, enum item_list list, enum item_state state,
		struct instant before_at, int64_t before_id, size_t limit, struct item **out,
		size_t *count);

/* The facts that law/workflow.h asks for, of the item as it is now. */
must_check enum err item_facts(struct ctx *ctx, const struct item *item, struct item_facts *out);
struct actor_facts actor_facts(const struct actor *actor);

struct item_due {
	int64_t item;
	struct instant publish_at;
};

/* Scheduled items whose time has come: clock. */
must_check enum err item_due(struct ctx *ctx, size_t limit, struct item_due **out, size_t *count);

/* A text that was public before it came here, and the hands through which it went. */
struct past_item {
	struct writing writing;
	const struct genre *genre; /* NULL: news */
	int64_t unit;
	int64_t matter, duty; /* may be 0 */
	int64_t author;
	int64_t sender;
	int64_t submitter;
	int64_t approver; /* somebody else than author and submitter */
	struct instant sent_at, published_at;
	int64_t id; /* that it got */
};

/*
 * Takes in items that were published elsewhere before, public at once. Only
 * through the command line: they pass no workflow, so no duty, receipt or notice
 * follows from them, and the audit trail calls them what they are.
 */
must_check enum err item_import(struct ctx *ctx, struct past_item *items, size_t count);

#endif
