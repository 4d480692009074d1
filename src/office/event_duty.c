#include "office/event_duty.h"

#include "law/regulation.h"
#include "office/audit.h"
#include "office/calendar.h"
#include "office/duty_act.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/unit.h"

#define EVIDENCE_NAME_MAX 300

static struct text
part_of(enum event_kind kind)
{
	switch (kind) {
	case EVENT_VISIT:
		return TEXT("event_visit");
	case EVENT_OWN:
		return TEXT("event_own");
	case EVENT_OUTSIDE:
		return TEXT("event_outside");
	default:
		return NO_TEXT;
	}
}

static bool
plays(const struct duty *rule, const char *part)
{
	return rule && text_equals(rule->part, text_of(part));
}

/* --- finding -----------------------------------------------------------------------------------
 */

/* The newest duty of the matter that plays the part; false if there is none. */
static enum err
find(struct ctx *ctx, int64_t matter, const char *part, struct duty_row *out, bool *found)
{
	struct duty_row *duties;
	size_t count = 0;

	*found = false;
	if (!matter)
		return OK;
	TRY(duty_list(ctx, matter, &duties, &count));
	for (size_t i = 0; i < count; i++)
		if (plays(duties[i].rule, part)) {
			*out = duties[i];
			*found = true;
		}
	return OK;
}

/* The branch of a duty that plays the part, or NULL. */
static const struct duty *
branch_of(const struct regulation *law, const struct duty *rule, const char *part)
{
	for (size_t i = 0; i < rule->branch_count; i++) {
		const struct duty *branch = regulation_duty(law, rule->branches[i].duty);

		if (plays(branch, part))
			return branch;
	}
	return NULL;
}

/* --- opening -----------------------------------------------------------------------------------
 */

/* Opens a duty for the side that owes it, with all that events tell; a rule keeps what it asks for.
 */
static enum err
follow(struct ctx *ctx, int64_t matter, int64_t unit, const struct duty *rule,
		const struct event_notice *notice, struct text reason, int64_t *id)
{
	struct zone zone = ctx->rules->zone;
	struct text now = instant_local(ctx->arena, ctx->now, zone);
	const struct pair evidence[] = {
			{TEXT("leader"), notice->attendees},
			{TEXT("event_name"),
					notice->kind == EVENT_OUTSIDE
							? text_shorten(ctx->arena,
									  text_format(ctx->arena,
											  "%.*s – "
											  "%.*s",
											  TEXT_ARGS(notice->host),
											  TEXT_ARGS(notice->title)),
									  EVIDENCE_NAME_MAX)
							: notice->title},
			{TEXT("event_at"), instant_local(ctx->arena, notice->starts_at, zone)},
			{TEXT("place"), notice->place},
			{TEXT("notified_at"), now},
			{TEXT("received_at"), now},
			{TEXT("objective_reason"), reason},
	};
	struct unit portal;

	if (rule->side == SIDE_PORTAL) {
		TRY(unit_portal(ctx, &portal));
		unit = portal.id;
	}
	return duty_follow(ctx, matter, unit, rule, evidence, COUNT_OF(evidence), id);
}

static struct text
happened_of(struct ctx *ctx, const struct event_notice *notice)
{
	struct zone zone = ctx->rules->zone;

	return text_format(ctx->arena, "%s\nTừ %s đến %s\nĐịa điểm: %.*s%s%.*s%s%.*s%s%.*s",
			event_kind_label(notice->kind).p,
			instant_words(ctx->arena, notice->starts_at, zone).p,
			instant_words(ctx->arena, notice->ends_at, zone).p,
			TEXT_ARGS(notice->place), notice->host.n ? "\nChủ trì: " : "",
			TEXT_ARGS(notice->host), notice->attendees.n ? "\nLãnh đạo dự: " : "",
			TEXT_ARGS(notice->attendees), notice->note.n ? "\n" : "",
			TEXT_ARGS(notice->note));
}

enum err
event_duty_begin(struct ctx *ctx, const struct event_notice *notice, int64_t *matter)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	const struct duty *rule = law ? regulation_part(law, part_of(notice->kind)) : NULL;
	const struct duty *counter;
	int64_t id, duty;

	*matter = 0;
	if (!rule)
		return OK;
	TRY(matter_add(ctx, ctx->actor->unit, law, notice->title, happened_of(ctx, notice), &id));
	TRY(follow(ctx, id, ctx->actor->unit, rule, notice, NO_TEXT, &duty));
	TRY(duty_meet_by(ctx, duty, TEXT("Đã báo Cổng trên hệ thống")));
	counter = regulation_duty(law, rule->counter_duty);
	if (counter)
		TRY(follow(ctx, id, ctx->actor->unit, counter, notice, NO_TEXT, &duty));
	*matter = id;
	return OK;
}

/* --- covering ----------------------------------------------------------------------------------
 */

enum err
event_duty_covered(struct ctx *ctx, const struct event *event, struct text how)
{
	const struct duty *material;
	struct duty_row cover, before;
	bool found, is_asked;
	int64_t id;

	TRY(find(ctx, event->matter, "event_cover", &cover, &found));
	if (!found)
		return OK;
	TRY(duty_meet_by(ctx, cover.id, how));
	material = branch_of(cover.law, cover.rule, "event_material");
	TRY(find(ctx, event->matter, "event_material", &before, &is_asked));
	if (!material || is_asked)
		return OK;
	TRY(follow(ctx, event->matter, event->unit, material, &event->notice, NO_TEXT, &id));
	if (event->notice.documents == EVENT_LATER)
		return OK;
	return duty_meet_by(ctx, id, event_documents_label(event->notice.documents));
}

static enum err
act(struct ctx *ctx, struct duty_row *duty, enum duty_act_kind kind, struct text reason)
{
	struct duty_act_row row = {.act = {.kind = kind, .at = ctx->now}, .reason = reason};

	TRY(calendar_hold(ctx));
	TRY(duty_act_add(ctx, duty, &row));
	audit_note(ctx, text_format(ctx->arena, "duty.%s", duty_act_kind_name(kind).p).p, duty->id,
			"%.*s", TEXT_ARGS(reason));
	return OK;
}

enum err
event_duty_uncovered(struct ctx *ctx, const struct event *event, struct text reason)
{
	struct duty_row cover;
	struct matter matter;
	bool found;

	TRY(find(ctx, event->matter, "event_cover", &cover, &found));
	if (!found || cover.state == DUTY_OPEN)
		return OK;
	TRY(act(ctx, &cover, DUTY_ACT_REOPEN, reason));
	TRY(matter_load(ctx, event->matter, &matter));
	return matter.open ? OK : matter_resume(ctx, event->matter, reason);
}

enum err
event_duty_may_refuse(struct ctx *ctx, const struct event *event, bool *out)
{
	struct duty_row cover;
	bool found;

	TRY(find(ctx, event->matter, "event_cover", &cover, &found));
	*out = found && branch_of(cover.law, cover.rule, "event_cannot");
	return OK;
}

enum err
event_duty_cannot(struct ctx *ctx, const struct event *event, struct text reason)
{
	const struct duty *answer, *item;
	struct duty_row cover;
	bool found;
	int64_t id;

	TRY(find(ctx, event->matter, "event_cover", &cover, &found));
	answer = found ? branch_of(cover.law, cover.rule, "event_cannot") : NULL;
	if (!answer)
		return ERR_BROKEN;
	TRY(act(ctx, &cover, DUTY_ACT_EXCUSE, reason));
	TRY(follow(ctx, event->matter, event->unit, answer, &event->notice, reason, &id));
	TRY(duty_meet_by(ctx, id, TEXT("Đã trả lời đơn vị chủ trì trên hệ thống")));
	item = regulation_duty(cover.law, answer->counter_duty);
	if (!item)
		return OK;
	return follow(ctx, event->matter, event->unit, item, &event->notice, NO_TEXT, &id);
}

enum err
event_duty_material(struct ctx *ctx, const struct event *event, struct text how)
{
	struct duty_row duty;
	bool found;

	TRY(find(ctx, event->matter, "event_material", &duty, &found));
	return found ? duty_meet_by(ctx, duty.id, how) : OK;
}

/* --- changes -----------------------------------------------------------------------------------
 */

static bool
is_counted_from_event(const struct duty *rule)
{
	for (size_t i = 0; i < rule->anchor_count; i++)
		if (text_equals(rule->anchor[i], TEXT("event_at")))
			return true;
	return false;
}

enum err
event_duty_moved(struct ctx *ctx, const struct event *event, struct text reason)
{
	struct duty_row *duties;
	size_t count = 0;

	if (!event->matter)
		return OK;
	TRY(duty_list(ctx, event->matter, &duties, &count));
	for (size_t i = 0; i < count; i++)
		if (duties[i].state == DUTY_OPEN && is_counted_from_event(duties[i].rule))
			TRY(duty_move(ctx, &duties[i], "event_at",
					instant_local(ctx->arena, event->notice.starts_at,
							ctx->rules->zone),
					event->notice.starts_at, reason));
	return OK;
}

enum err
event_duty_cancelled(struct ctx *ctx, const struct event *event, struct text reason)
{
	struct duty_row *duties;
	struct matter matter;
	size_t count = 0;

	if (!event->matter)
		return OK;
	TRY(duty_list(ctx, event->matter, &duties, &count));
	for (size_t i = 0; i < count; i++)
		if (duties[i].state == DUTY_OPEN)
			TRY(act(ctx, &duties[i], DUTY_ACT_NOT_APPLICABLE, reason));
	TRY(matter_load(ctx, event->matter, &matter));
	return matter.open ? matter_end(ctx, event->matter, reason) : OK;
}

/* --- items -------------------------------------------------------------------------------------
 */

enum err
event_duty_sent(struct ctx *ctx, const struct item *item)
{
	const struct duty *review;
	struct duty_row duty, before;
	struct event event;
	bool is_open;
	int64_t id;

	TRY(duty_load(ctx, item->duty, &duty));
	if (!plays(duty.rule, "event_host_item"))
		return OK;
	review = regulation_duty(duty.law, duty.rule->counter_duty);
	TRY(find(ctx, item->matter, "event_review", &before, &is_open));
	if (!review || is_open)
		return OK;
	TRY(event_of_matter(ctx, item->matter, &event));
	return follow(ctx, item->matter, event.unit, review, &event.notice, NO_TEXT, &id);
}

enum err
event_duty_published(struct ctx *ctx, const struct item *item)
{
	struct duty_row duty;
	bool found;

	TRY(find(ctx, item->matter, "event_review", &duty, &found));
	return found ? duty_meet(ctx, duty.id, item->id, item->revision) : OK;
}

/* --- how late it was told ----------------------------------------------------------------------
 */

struct label
event_promptness(const struct ctx *ctx, const struct event *event)
{
	const struct regulation *law = rules_in_force(ctx->rules, event->notified_at);
	const struct duty *rule = law ? regulation_part(law, part_of(event->notice.kind)) : NULL;

	if (!event->notified_at.ms ||
			instant_compare(event->notified_at, event->notice.starts_at) < 0)
		return (struct label){NO_TEXT, TONE_NEUTRAL};
	if (rule && rule->limit.kind == LIMIT_BEFORE_EVENT)
		return (struct label){TEXT("Báo trễ, vi phạm thời hạn"), TONE_BAD};
	return (struct label){TEXT("Báo gấp"), TONE_WARN};
}
