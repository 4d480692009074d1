/*
 * duty_decide.h - what people decide about a duty: extension, pause, excuse and back.
 *
 * The Portal excuses, pauses and takes back; who owes the duty extends it where the
 * regulation has a rule for that. The limit of an extension is that rule's, never a
 * number from a form. Each decision has a reason; out of order it is refused.
 */
#ifndef OFFICE_DUTY_DECIDE_H
#define OFFICE_DUTY_DECIDE_H

#include "office/duty_act.h"

struct duty_decision {
	enum duty_act_kind kind; /* all but DUTY_ACT_MEET: items meet duties */
	int64_t version;         /* of the duty that the person saw; 0: whichever it has */
	bool has_at;             /* false: it counts from now on */
	struct instant at;       /* not before the duty's term began, not in the future */
	struct text reason;
	struct text document;     /* number and date of the written decision; may be empty */
	struct text rule;         /* of an extension; empty: the only one there is */
	const struct text *units; /* codes of the units that an extension names */
	size_t unit_count;
};

/*
 * Records the decision, computes the duty anew and tells the unit. ERR_INVALID with
 * complaints at the fields version, at, reason, document, rule, units; ERR_CONFLICT
 * when the duty was changed meanwhile or the decision does not follow from where it
 * stands. Reopening opens the duty's matter too.
 */
must_check enum err duty_decide(struct ctx *ctx, int64_t id, const struct duty_decision *decision);

/* What the actor may decide now, in the order of the enum; returns how many. */
size_t duty_decisions(struct ctx *ctx, const struct duty_row *duty, const struct course *course,
		enum duty_act_kind out[DUTY_ACT_KINDS]);

/* The rules that extend the limit that holds now, at most `max`; returns how many. */
size_t duty_extensions(const struct duty_row *duty, const struct duty **out, size_t max);

/*
 * The units of those codes, as one owed by `duty` may name them: they exist, are active,
 * are named once each, and others than the one that owes it. Complaints: units.
 */
must_check enum err duty_units_take(struct ctx *ctx, const struct duty_row *duty,
		const struct text *codes, size_t code_count, int64_t *units, size_t *count);

/* Whether an extension by this rule has to name units. */
bool duty_extension_names_units(const struct duty *rule);

/* The permission that a kind of decision asks for. */
enum permit duty_act_permit(enum duty_act_kind kind);

#endif
