/*
 * matter.h - something happened that a unit has to tell the Portal about.
 *
 * A matter is opened by a trigger of the regulation in force on that day, and keeps
 * that regulation. It owes one or more duties; items hand in what they ask for.
 */
#ifndef OFFICE_MATTER_H
#define OFFICE_MATTER_H

#include "office/ctx.h"

#define MATTER_TITLE_MAX 300
#define MATTER_HAPPENED_MAX 20000
#define MATTER_REASON_MAX 4000
#define MATTER_ACTS_MAX 200 /* of one matter that are shown */

struct duty;

struct matter {
	int64_t id;
	int64_t unit;
	struct text unit_code, unit_name;
	struct text regulation;
	struct text title;
	struct text happened;
	bool open;
	int64_t opened_by;
	struct text opener;
	struct instant opened_at;
	struct instant closed_at; /* if not open */
	int64_t version;
	/* Of the duty that is due first, for lists; due_before.ms 0: none. */
	int64_t duty;
	struct text rule;
};

/* A matter was ended, or opened again. */
struct matter_act {
	bool reopens;
	struct instant at;
	struct text account_name; /* empty: the command line */
	struct text reason;
};

/* What somebody tells. Evidence is read from the form, see duty_open. */
struct matter_news {
	struct text title;
	struct text happened;
	struct text rule; /* id of the duty that it triggers: "6a" */
};

/* Opens a matter of the actor's unit with its first duty. */
must_check enum err matter_open(struct ctx *ctx, const struct matter_news *news, int64_t *id);

/* Whether the actor's unit owes it: some duties are one unit's alone, or its successor's. */
must_check enum err matter_rule_is_owed(struct ctx *ctx, const struct duty *rule, bool *out);

/* A matter of `unit`, still without duties, as part of an act that asks who may. */
must_check enum err matter_add(struct ctx *ctx, int64_t unit, const struct regulation *law,
		struct text title, struct text happened, int64_t *id);

/* ERR_NOT_FOUND too when it belongs to a unit that the actor may not see. */
must_check enum err matter_load(struct ctx *ctx, int64_t id, struct matter *out);

/* All duties are settled: nothing more is owed. ERR_CONFLICT while one is open. */
must_check enum err matter_close(struct ctx *ctx, int64_t id);

/* Closes an open matter as a consequence of another act, which asks who may and says why. */
must_check enum err matter_end(struct ctx *ctx, int64_t id, struct text why);

/*
 * Opens a closed matter again, for who may end one. Complaint: reason. ERR_CONFLICT
 * with words while it is open.
 */
must_check enum err matter_reopen(struct ctx *ctx, int64_t id, struct text reason);

/* The same as a consequence of another act, which asks who may and says why. */
must_check enum err matter_resume(struct ctx *ctx, int64_t id, struct text why);

/* In order. The caller has loaded the matter. */
must_check enum err matter_act_list(
		struct ctx *ctx, int64_t id, struct matter_act **out, size_t *count);

/*
 * Newest first below `before` (0: from the newest), of one unit (0: all that the
 * actor may see), at most `limit`.
 */
must_check enum err matter_list(struct ctx *ctx, int64_t unit, bool only_open, int64_t before,
		size_t limit, struct matter **out, size_t *count);

#endif
