/*
 * comment.h - what the public says of a draft while it is open for comments
 * (Article 5, clause 8; the period is counted in days of the calendar).
 *
 * Comments go to the unit that drafted and to the Portal; none is shown to the public.
 * Who wrote may leave a way to be reached, for the staff alone.
 */
#ifndef OFFICE_COMMENT_H
#define OFFICE_COMMENT_H

#include "law/tone.h"
#include "office/ctx.h"

#define COMMENT_NAME_MAX 200
#define COMMENT_CONTACT_MAX 300
#define COMMENT_BODY_MAX 10000

struct comment {
	int64_t id;
	struct instant at;
	struct text name;
	struct text contact; /* may be empty */
	struct text body;
};

/* The time for comments as a draft's facts give it. */
enum comment_stage { COMMENT_NEVER, COMMENT_AHEAD, COMMENT_OPEN, COMMENT_OVER };

struct comment_period {
	enum comment_stage stage; /* on the day that was asked for */
	struct day from, until;   /* both count; unset with COMMENT_NEVER */
	int32_t days_left;        /* with COMMENT_OPEN: today counts */
};

struct comment_period comment_period(struct text facts, struct day today);

/* "Đang lấy ý kiến, còn 12 ngày" */
struct label comment_period_label(struct arena *arena, const struct comment_period *period);

/*
 * Anybody may comment a published draft while its period lasts. ERR_CONFLICT, with
 * words, outside of it; complaints: name, contact, body.
 */
must_check enum err comment_add(struct ctx *ctx, int64_t item, const struct comment *comment);

/* Newest first below `before` (0: from the newest), for who may read the item. */
must_check enum err comment_list(struct ctx *ctx, int64_t item, int64_t before, size_t limit,
		struct comment **out, size_t *count);

/* How many an item has. */
must_check enum err comment_count(struct ctx *ctx, int64_t item, int64_t *out);

#endif
