#include "office/timeline.h"

#include "office/column.h"
#include "office/duty_act.h"
#include "office/event.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/question.h"
#include "office/statement.h"
#include "office/transfer.h"

#include <stdlib.h>

void
timeline_add(struct timeline *timeline, const struct timeline_entry *entry)
{
	if (timeline->count == TIMELINE_ENTRIES_MAX) {
		timeline->is_cut = true;
		return;
	}
	timeline->entries[timeline->count] = *entry;
	timeline->entries[timeline->count].order = timeline->count;
	timeline->count++;
}

/* --- the matter itself -------------------------------------------------------------------------
 */

static enum err
add_matter(struct ctx *ctx, const struct matter *matter, struct timeline *timeline)
{
	static const struct label opened = {TEXT("Mở vụ việc"), TONE_INFO};
	static const struct label closed = {TEXT("Kết thúc vụ việc"), TONE_NEUTRAL};
	static const struct label reopened = {TEXT("Mở lại vụ việc"), TONE_WARN};
	struct matter_act *acts;
	size_t count;

	timeline_add(timeline, &(struct timeline_entry){
					       .at = matter->opened_at,
					       .kind = "matter",
					       .what = opened,
					       .subject = matter->title,
					       .who = matter->opener,
			       });
	TRY(matter_act_list(ctx, matter->id, &acts, &count));
	for (size_t i = 0; i < count; i++)
		timeline_add(timeline, &(struct timeline_entry){
						       .at = acts[i].at,
						       .kind = "matter",
						       .what = acts[i].reopens ? reopened : closed,
						       .who = acts[i].account_name,
						       .reason = acts[i].reason,
				       });
	return OK;
}

/* --- duties ------------------------------------------------------------------------------------
 */

static enum err
add_duty(struct ctx *ctx, const struct duty_row *duty, struct timeline *timeline)
{
	static const struct label owed = {TEXT("Phát sinh nghĩa vụ"), TONE_INFO};
	struct text href = text_format(ctx->arena, "/desk/duties/%lld", (long long)duty->id);
	struct duty_act_row *acts;
	size_t count;

	timeline_add(timeline,
			&(struct timeline_entry){
					.at = duty->opened_at,
					.kind = "duty",
					.what = owed,
					.subject = duty->rule->title,
					.href = href,
					.reason = duty->due.has_end
								  ? text_format(ctx->arena,
										    "Hạn: %s",
										    due_words(ctx->arena,
												    &duty->due,
												    ctx->rules->zone)
												    .p)
								  : NO_TEXT,
			});
	TRY(duty_act_list(ctx, duty, &acts, &count));
	for (size_t i = 0; i < count; i++)
		timeline_add(timeline, &(struct timeline_entry){
						       .at = acts[i].act.at,
						       .kind = "duty",
						       .what = duty_act_label(acts[i].act.kind),
						       .subject = duty->rule->title,
						       .href = href,
						       .who = acts[i].account_name,
						       .reason = acts[i].reason,
				       });
	spans_add_duty(&timeline->spans, duty, acts, count, ctx->now);
	return OK;
}

static enum err
add_duties(struct ctx *ctx, const struct matter *matter, struct timeline *timeline)
{
	struct duty_row *duties;
	size_t count;

	TRY(duty_list(ctx, matter->id, &duties, &count));
	for (size_t i = 0; i < count; i++)
		TRY(add_duty(ctx, &duties[i], timeline));
	return OK;
}

/* --- items: texts, steps, what was given to the Government's portal ----------------------------
 */

static struct text
item_href(const struct ctx *ctx, const struct item *item)
{
	return text_format(ctx->arena, "/desk/items/%lld", (long long)item->id);
}

static enum err
add_revisions(struct ctx *ctx, const struct item *item, struct timeline *timeline)
{
	struct revision *revisions;
	size_t count;

	TRY(item_revisions(ctx, item, &revisions, &count));
	for (size_t i = count; i-- > 0;)
		timeline_add(timeline,
				&(struct timeline_entry){
						.at = revisions[i].at,
						.kind = "revision",
						.what = {text_format(ctx->arena, "Lưu bản %lld",
									 (long long)revisions[i]
											 .number),
								TONE_NEUTRAL},
						.subject = revisions[i].title,
						.href = text_format(ctx->arena,
								"/desk/items/%lld/revisions/%lld",
								(long long)item->id,
								(long long)revisions[i].number),
						.who = revisions[i].author_name,
				});
	return OK;
}

/* A text that was settled (ms not 0) waits no longer from then on. */
static enum err
add_steps(struct ctx *ctx, const struct item *item, struct instant settled,
		struct timeline *timeline)
{
	struct step *steps;
	size_t count;

	TRY(item_steps(ctx, item, &steps, &count));
	for (size_t i = count; i-- > 0;)
		if (steps[i].verb != VERB_SAVE) /* its revision tells of it */
			timeline_add(timeline,
					&(struct timeline_entry){
							.at = steps[i].at,
							.kind = "item",
							.what = item_verb_label(steps[i].verb),
							.subject = item->title,
							.href = item_href(ctx, item),
							.who = steps[i].account_name,
							.reason = steps[i].reason,
					});
	spans_add_steps(&timeline->spans, steps, count, settled.ms ? settled : ctx->now);
	return OK;
}

static enum err
add_transfers(struct ctx *ctx, const struct item *item, struct timeline *timeline)
{
	static const struct label given = {
			TEXT("Chuyển Cổng Thông tin điện tử Chính phủ"), TONE_GOOD};
	struct transfer *transfers;
	size_t count;

	if (!transfer_concerns(item))
		return OK;
	TRY(transfer_list(ctx, item->id, &transfers, &count));
	for (size_t i = 0; i < count; i++)
		timeline_add(timeline, &(struct timeline_entry){
						       .at = transfers[i].given_at,
						       .kind = "transfer",
						       .what = given,
						       .subject = item->title,
						       .href = item_href(ctx, item),
						       .who = transfers[i].recorder,
						       .reason = transfers[i].evidence,
				       });
	return OK;
}

/* What the Portal found when it held a statement against the others of its matter. */
static enum err
add_reviews(struct ctx *ctx, const struct item *item, struct timeline *timeline)
{
	struct statement_review *reviews;
	size_t count;

	if (!statement_concerns(item))
		return OK;
	TRY(statement_reviews(ctx, item->id, &reviews, &count));
	for (size_t i = 0; i < count; i++)
		timeline_add(timeline,
				&(struct timeline_entry){
						.at = reviews[i].at,
						.kind = "statement",
						.what = {text_format(ctx->arena,
									 "Đối chiếu phát ngôn: "
									 "%.*s",
									 TEXT_ARGS(statement_verdict_label(
											 reviews[i].verdict)
													 .text)),
								statement_verdict_label(
										reviews[i].verdict)
										.tone},
						.subject = item->title,
						.href = text_format(ctx->arena,
								"/desk/items/%lld/statement",
								(long long)item->id),
						.who = reviews[i].account_name,
						.reason = reviews[i].reason,
				});
	return OK;
}

/* An answer that who asked was sent waits for nobody, though it is not published. */
static struct instant
settled_at(const struct question *question, const struct item *item)
{
	return question->item == item->id && question->state == QUESTION_ANSWERED
			       ? question->answered_at
			       : (struct instant){0};
}

/* The question that a matter is about, if the actor may read it; else its id is 0. */
static enum err
question_find(struct ctx *ctx, const struct matter *matter, struct question *out)
{
	struct text words = ctx->words;
	int64_t id;
	enum err err = question_of_matter(ctx, matter->id, &id);

	*out = (struct question){0};
	if (err == OK)
		err = question_load(ctx, id, out);
	if (err == OK || (err != ERR_NOT_FOUND && err != ERR_FORBIDDEN))
		return err;
	*out = (struct question){0};
	ctx->words = words;
	return OK;
}

static enum err
add_items(struct ctx *ctx, const struct matter *matter, struct timeline *timeline)
{
	struct question question;
	struct item *items;
	size_t count;

	TRY(question_find(ctx, matter, &question));
	TRY(item_of_matter(ctx, matter->id, &items, &count));
	for (size_t i = 0; i < count; i++) {
		TRY(add_revisions(ctx, &items[i], timeline));
		TRY(add_steps(ctx, &items[i], settled_at(&question, &items[i]), timeline));
		TRY(add_transfers(ctx, &items[i], timeline));
		TRY(add_reviews(ctx, &items[i], timeline));
	}
	return OK;
}

/* --- the question that the matter is about -----------------------------------------------------
 */

static void
question_tell_of(struct ctx *ctx, const struct question *question, struct timeline *timeline,
		struct instant at, const char *what, struct text who, struct text reason)
{
	if (at.ms)
		timeline_add(timeline, &(struct timeline_entry){
						       .at = at,
						       .kind = "question",
						       .what = {text_of(what), TONE_INFO},
						       .subject = question->subject,
						       .href = text_format(ctx->arena,
								       "/desk/questions/%lld",
								       (long long)question->id),
						       .who = who,
						       .reason = reason,
				       });
}

/*
 * One forwarding. Until it was forwarded the question lay with the Portal, then with the
 * unit, until it confirmed (from there on the duty tells); returned, it lies with the Portal
 * until the next forwarding or an end.
 */
static void
add_leg(struct ctx *ctx, const struct question *question, const struct question_leg *leg,
		struct instant before, struct instant after, struct timeline *timeline)
{
	struct instant received = leg->received_at.ms   ? leg->received_at
				  : leg->returned_at.ms ? leg->returned_at
							: ctx->now;

	question_tell_of(ctx, question, timeline, leg->forwarded_at, "Chuyển câu hỏi đến đơn vị",
			leg->forwarder, leg->unit_name);
	if (instant_compare(leg->received_at, leg->forwarded_at) >= 0) /* else it had it before */
		question_tell_of(ctx, question, timeline, leg->received_at,
				"Đơn vị xác nhận đã nhận", NO_TEXT, leg->unit_name);
	question_tell_of(ctx, question, timeline, leg->returned_at, "Đơn vị chuyển lại câu hỏi",
			NO_TEXT, leg->reason);
	spans_add(&timeline->spans, SPAN_PORTAL, before, leg->forwarded_at);
	spans_add(&timeline->spans, SPAN_UNIT, leg->forwarded_at, received);
	if (leg->returned_at.ms)
		spans_add(&timeline->spans, SPAN_PORTAL, leg->returned_at, after);
}

/* Those of this matter: what another unit was asked is told by its own. */
static enum err
add_legs(struct ctx *ctx, const struct matter *matter, const struct question *question,
		struct timeline *timeline)
{
	struct instant before = question->asked_at;
	struct question_leg *legs;
	size_t count;

	TRY(question_legs(ctx, question->id, &legs, &count));
	for (size_t i = 0; i < count; i++) {
		struct instant after = i + 1 < count              ? legs[i + 1].forwarded_at
				       : question->answered_at.ms ? question->answered_at
								  : ctx->now;

		if (legs[i].matter == matter->id)
			add_leg(ctx, question, &legs[i], i ? legs[i].forwarded_at : before, after,
					timeline);
	}
	return OK;
}

static enum err
add_question(struct ctx *ctx, const struct matter *matter, struct timeline *timeline)
{
	struct question question;
	struct question_help *helpers;
	size_t count;

	TRY(question_find(ctx, matter, &question));
	if (!question.id)
		return OK;
	question_tell_of(ctx, &question, timeline, question.asked_at,
			"Công dân, tổ chức gửi câu hỏi", NO_TEXT, NO_TEXT);
	TRY(add_legs(ctx, matter, &question, timeline));
	TRY(question_helpers(ctx, question.id, &helpers, &count));
	for (size_t i = 0; i < count; i++) {
		question_tell_of(ctx, &question, timeline, helpers[i].named_at,
				"Nêu đơn vị phối hợp", NO_TEXT,
				text_format(ctx->arena, "%.*s, hạn %s",
						TEXT_ARGS(helpers[i].unit_name),
						day_words(ctx->arena, helpers[i].due_on).p));
		question_tell_of(ctx, &question, timeline, helpers[i].given_at,
				"Đơn vị phối hợp góp nội dung", helpers[i].giver,
				helpers[i].unit_name);
	}
	question_tell_of(ctx, &question, timeline, question.answered_at,
			"Người hỏi nhận được trả lời", NO_TEXT, question.reply);
	return OK;
}

/* What was done about the event that the matter is about. */
static enum err
add_event(struct ctx *ctx, const struct matter *matter, struct timeline *timeline)
{
	struct event_act *acts;
	struct event event;
	size_t count;
	enum err err = event_of_matter(ctx, matter->id, &event);

	if (err != OK)
		return err == ERR_NOT_FOUND ? OK : err;
	TRY(event_acts(ctx, event.id, &acts, &count));
	for (size_t i = 0; i < count; i++)
		timeline_add(timeline,
				&(struct timeline_entry){
						.at = acts[i].at,
						.kind = "event",
						.what = {event_act_label(acts[i].kind), TONE_INFO},
						.subject = acts[i].person.n ? acts[i].person
									    : event.notice.title,
						.href = text_format(ctx->arena, "/desk/events/%lld",
								(long long)event.id),
						.who = acts[i].account_name,
						.reason = acts[i].reason,
				});
	return OK;
}

/* What was done about the column that the matter belongs to; of a unit's, about its asks. */
static enum err
add_column(struct ctx *ctx, const struct matter *matter, struct timeline *timeline)
{
	struct column_act *acts;
	struct text title;
	size_t count;
	int64_t id;

	TRY(column_acts_of_matter(ctx, matter->id, &id, &title, &acts, &count));
	for (size_t i = 0; i < count; i++)
		timeline_add(timeline,
				&(struct timeline_entry){
						.at = acts[i].at,
						.kind = "column",
						.what = {column_act_label(acts[i].kind), TONE_INFO},
						.subject = title,
						.href = acts[i].ask ? text_format(ctx->arena,
										      "/desk/"
										      "column-"
										      "asks/%lld",
										      (long long)acts[i]
												      .ask)
								    : text_format(ctx->arena,
										      "/desk/"
										      "columns/"
										      "%lld",
										      (long long)id),
						.who = acts[i].account_name,
						.reason = acts[i].reason,
				});
	return OK;
}

/* --- all of it ---------------------------------------------------------------------------------
 */

/* Who else has something to tell of a matter: one line each. */
static timeline_source *const SOURCES[] = {
		add_matter,
		add_duties,
		add_items,
		add_event,
		add_question,
		add_column,
};

static int
entry_order(const void *a, const void *b)
{
	const struct timeline_entry *x = a, *y = b;
	int order = instant_compare(x->at, y->at);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

enum err
timeline_make(struct ctx *ctx, const struct matter *matter, struct timeline *out)
{
	*out = (struct timeline){
			.entries = ARENA_NEW_ARRAY(
					ctx->arena, TIMELINE_ENTRIES_MAX, struct timeline_entry),
			.spans = spans_begin(ctx->arena),
	};
	for (size_t i = 0; i < COUNT_OF(SOURCES); i++)
		TRY(SOURCES[i](ctx, matter, out));
	qsort(out->entries, out->count, sizeof(*out->entries), entry_order);
	out->is_cut = out->is_cut || out->spans.is_cut;
	out->split = spans_split(ctx->arena, &out->spans);
	return OK;
}
