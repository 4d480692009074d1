/*
 * column.h - a column of the Portal (chuyên mục, Article 5, clause 5): purpose, period, parts.
 *
 * Opening one opens a matter of the Portal with the duty of part "column"; the duty is met
 * when the column's page is public. The text of a column is kept in editions that never
 * change. What the public reads passes two persons: whoever had no hand in an edition
 * publishes it, and what is changed later waits for the next one to do so. Both declare that it
 * may be published, and it is looked through (wording.h): words that look like a state secret are
 * not saved, personal data is published only with a reason.
 *
 * What units are asked for is in column_ask.h. Units know of the columns that ask them.
 */
#ifndef OFFICE_COLUMN_H
#define OFFICE_COLUMN_H

#include "law/tone.h"
#include "office/wording.h"

#define COLUMN_TITLE_MAX 200
#define COLUMN_PURPOSE_MAX 4000
#define COLUMN_PARTS_MAX 20
#define COLUMN_PART_NAME_MAX 200
#define COLUMN_PART_ABOUT_MAX 1000
#define COLUMN_REASON_MAX 2000
#define COLUMN_ACTS_MAX 500 /* that are shown */

/* Its number stays when parts before it are taken out; 0: a new one. */
#define COLUMN_SECTION "chuyen-muc" /* of the public site, where columns stand */
#define COLUMN_PUBLIC_MAX 1000      /* that are looked through for the public */

struct column_part {
	int64_t number;
	struct text name, about; /* about may be empty */
};

/* What one edition says. */
struct column_plan {
	bool declared; /* by who saved it: see DECLARATION_WORDS */
	struct text title, purpose;
	struct day begins_on;
	bool has_end;
	struct day ends_on; /* if has_end: the last day */
	const struct column_part *parts;
	size_t part_count;
};

struct column {
	int64_t id;
	int64_t matter, duty;   /* the Portal's own */
	struct text regulation; /* of the matter: asks follow it too */
	bool open;
	struct column_plan plan;       /* the working edition; for the public: the live one */
	int64_t edition, live_edition; /* live_edition 0: not public yet */
	struct text author;            /* of the edition in `plan` */
	struct instant changed_at;     /* likewise */
	struct instant published_at;   /* ms 0: never */
	struct instant closed_at;      /* if not open */
	struct text reason;            /* why it was closed */
	int64_t withdrawn_edition;     /* taken from the public; 0: none, or it is public again */
	struct instant withdrawn_at;   /* if withdrawn_edition */
	struct text withdrawn_reason;  /* likewise, for everyone to read */
	int64_t version;
};

/* What was done. */
struct column_act {
	int64_t id;
	int64_t ask; /* 0: about the column itself */
	struct text kind;
	struct instant at;
	struct text account_name; /* empty: the command line */
	struct text reason;       /* may be empty */
	struct text detail;       /* of a reminder: see column_remind.h */
};

/* To make the working edition public. */
struct column_release {
	int64_t version;
	bool declared;
	struct text reason; /* why personal data stays, if there is any */
};

/*
 * The Portal's verbs. A plan is complained of at title, purpose, begins_on, ends_on, part_name,
 * part_about, declared; a release at declared, keep_reason, findings. `version` 0: whichever;
 * ERR_CONFLICT with words if it was changed since, or closed. A part of which units were asked
 * stays. Closing ends what is still asked.
 */
must_check enum err column_open(struct ctx *ctx, const struct column_plan *plan, int64_t *id);
must_check enum err column_change(
		struct ctx *ctx, int64_t id, int64_t version, const struct column_plan *plan);
must_check enum err column_publish(
		struct ctx *ctx, int64_t id, const struct column_release *release);
/*
 * Takes a public column, closed or not, from the public: MAY_COLUMN_PUBLISH. Its page tells the
 * reason, which is looked through. It comes back by a new edition that is published.
 */
must_check enum err column_unpublish(
		struct ctx *ctx, int64_t id, int64_t version, struct text reason);
must_check enum err column_close(struct ctx *ctx, int64_t id, int64_t version, struct text reason);

/* ERR_FORBIDDEN with words when the actor's unit is not asked for anything. */
must_check enum err column_load(struct ctx *ctx, int64_t id, struct column *out);

/* What of a loaded column's plan must not be published as it is, in the order of the plan. */
size_t column_findings(
		struct ctx *ctx, const struct column_plan *plan, struct wording_finding **out);

/* Newest first below `before` (0: from the newest); what the actor may not see is not in it. */
must_check enum err column_list(
		struct ctx *ctx, int64_t before, size_t limit, struct column **out, size_t *count);

/*
 * For everyone: public ones alone, as they were published; those that run come first. ERR_GONE
 * with words for one that was withdrawn.
 */
must_check enum err column_load_public(struct ctx *ctx, int64_t id, struct column *out);
must_check enum err column_list_public(
		struct ctx *ctx, size_t limit, struct column **out, size_t *count);

/*
 * Public ones that have the words in title, purpose or parts, as publication_search finds
 * words. They are looked through one by one: the Portal runs a few at a time.
 */
must_check enum err column_search_public(struct ctx *ctx, struct text query, size_t limit,
		struct column **out, size_t *count);

/* "/chuyen-muc/chuyen-de/3-vi-binh-yen": where the public reads it. */
struct text column_path(struct arena *arena, const struct column *column);

/* What was done about a loaded column, newest first, without its asks. */
must_check enum err column_acts(
		struct ctx *ctx, int64_t id, struct column_act **out, size_t *count);

/*
 * What was done about the column that a matter belongs to: all but its asks for the Portal's
 * own, a unit's asks for that unit's. In order; `title` and `id` are the column's, id 0: none.
 */
must_check enum err column_acts_of_matter(struct ctx *ctx, int64_t matter, int64_t *id,
		struct text *title, struct column_act **out, size_t *count);

/* "Mở chuyên mục": what an act was. */
struct text column_act_label(struct text kind);

/* Whether its working edition waits for the second person. */
bool column_waits(const struct column *column);

/* "Chưa công khai", "Đang công khai", "Đã kết thúc". */
struct label column_label(const struct column *column);

/* The part of that number, or NULL. */
const struct column_part *column_part(const struct column *column, int64_t number);

#endif
