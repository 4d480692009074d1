/* item_step.c - the steps of the workflow, and what follows from each. */
#include "base/json.h"
#include "gen/office/item.sql.h"
#include "law/remind.h"
#include "office/audit.h"
#include "office/clearance.h"
#include "office/duty.h"
#include "office/event_assign.h"
#include "office/incident.h"
#include "office/item_row.h"
#include "office/picture.h"
#include "office/publication.h"
#include "office/question.h"
#include "office/receipt.h"
#include "office/statement.h"
#include "office/tell.h"
#include "office/urgent.h"
#include "office/wording.h"

#include <assert.h>

enum err
item_row_move(struct ctx *ctx, struct item *item)
{
	struct query q;

	assert(!item->is_withheld); /* the law lets nobody change what they do not see */
	item->changed_at = ctx->now;
	query_begin(&q, ctx->store, &SQL_item_move);
	bind_int(&q, item->id);
	bind_int(&q, item->version);
	bind_text(&q, item_state_name(item->state));
	bind_int(&q, item->revision);
	bind_text(&q, item->title);
	bind_text(&q, item->section);
	bind_id_or_null(&q, item->taker);
	bind_id_or_null(&q, item->sent_by);
	bind_instant_if(&q, item->sent_by != 0, item->sent_at);
	bind_id_or_null(&q, item->submitter);
	bind_id_or_null(&q, item->approved_by);
	bind_id_or_null(&q, item->approved_revision);
	bind_instant_if(&q, item->state == ITEM_SCHEDULED, item->publish_at);
	bind_id_or_null(&q, item->live_revision);
	bind_instant_if(&q, item->published_at.ms != 0, item->published_at);
	bind_instant(&q, item->changed_at);
	TRY(query_run_one(&q));
	item->version++;
	return OK;
}

enum err
item_step_note(struct ctx *ctx, const struct item *item, enum item_verb verb, enum item_state from,
		struct text reason)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_step_add);
	bind_int(&q, item->id);
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	bind_text(&q, item_verb_name(verb));
	bind_text(&q, item_state_name(from));
	bind_text(&q, item_state_name(item->state));
	bind_int(&q, item->revision);
	bind_text_or_null(&q, reason);
	return query_run(&q);
}

enum err
item_ask(struct ctx *ctx, const struct item *item, enum item_verb verb, struct item_step *out)
{
	struct item_facts facts;
	struct actor_facts actor = actor_facts(ctx->actor);
	enum err err;

	TRY(item_facts(ctx, item, &facts));
	err = workflow_step(&facts, verb, &actor, out);
	if (err != OK)
		ctx->words = workflow_refusal(ctx->arena, &facts, verb, &actor);
	return err;
}

/* --- what a step needs -------------------------------------------------------------------------
 */

static bool
is_local_path(struct text path)
{
	return path.n > 0 && path.p[0] == '/' && !text_starts_with(path, TEXT("//")) &&
	       text_find(path, TEXT("\\")) < 0;
}

/* What stands where a text was taken away is public too. */
static enum err
notice_check(struct ctx *ctx, const struct step_order *order)
{
	const struct wording notice[] = {
			{"reason", TEXT("Lý do gỡ"), order->reason, SCREEN_PROSE},
			{"redirect", TEXT("Trang chuyển đến"), order->redirect, SCREEN_NAME},
	};

	return wording_bar(ctx, notice, COUNT_OF(notice));
}

static enum err
order_check(struct ctx *ctx, const struct item_step *step, const struct step_order *order)
{
	if (step->asks_reason && !text_trim(order->reason).n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do.");
	if (step->declares && !order->declared)
		return form_complain(ctx->form, "declared",
				"Hãy đánh dấu cam kết trước khi “%.*s”.",
				TEXT_ARGS(item_verb_label(order->verb).text));
	if (order->verb == VERB_SCHEDULE && instant_compare(order->publish_at, ctx->now) <= 0)
		return form_complain(ctx->form, "publish_at", "Giờ đăng phải ở sau lúc này.");
	if (order->redirect.n && !is_local_path(order->redirect))
		return form_complain(ctx->form, "redirect",
				"Trang chuyển đến phải là một đường dẫn của Cổng, bắt đầu bằng dấu "
				"/.");
	return order->verb == VERB_WITHDRAW ? notice_check(ctx, order) : OK;
}

/* --- what follows from a step ------------------------------------------------------------------
 */

/* Khoản 7: an incident's duty is met only once all of its parts were handed in. */
static enum err
meet(struct ctx *ctx, const struct item *item)
{
	struct revision revision;
	bool owes;

	TRY(item_revision(ctx, item, item->revision, &revision));
	TRY(incident_owes(ctx, item->duty, revision.facts, &owes));
	return owes ? OK : duty_meet(ctx, item->duty, item->id, item->revision);
}

/* The unit's leader has sent it: what the unit owed is handed in. */
static enum err
hand_in(struct ctx *ctx, struct item *item)
{
	struct text code;

	item->sent_by = ctx->actor->account;
	item->sent_at = ctx->now;
	if (item->duty)
		TRY(meet(ctx, item));
	return receipt_issue(ctx, item, &code);
}

static enum err
go_public(struct ctx *ctx, struct item *item)
{
	struct instant published_at = item->published_at.ms ? item->published_at : ctx->now;
	struct revision revision;

	TRY(item_revision(ctx, item, item->revision, &revision));
	TRY(publication_put(ctx, item, &revision, published_at));
	item->published_at = published_at;
	item->live_revision = item->revision;
	return OK;
}

/* A correction that was given up: the working revision is again what the public reads. */
static enum err
revert(struct ctx *ctx, struct item *item)
{
	cleanup(json_cleanup) json_t *body = NULL;
	struct revision live;

	TRY(item_revision(ctx, item, item->live_revision, &live));
	TRY(json_read(live.body, ITEM_BODY_MAX, &body));
	TRY(picture_follow(ctx, item->id, body));
	item->revision = live.number;
	item->title = live.title;
	item->section = live.section;
	item->approved_revision = live.number;
	return OK;
}

enum err
item_give_up(struct ctx *ctx, struct item *item, struct text reason)
{
	enum item_state from = item->state;

	item->state = item->live_revision ? ITEM_PUBLISHED : ITEM_DROPPED;
	item->approved_by = item->approved_revision = 0;
	if (item->live_revision)
		TRY(revert(ctx, item));
	TRY(item_row_move(ctx, item));
	return item_step_note(ctx, item, VERB_DROP, from, reason);
}

/* Nouns that hang on an item: each is told of every step, and heeds those of its own items. */
static enum err (*const FOLLOWERS[])(struct ctx *ctx, const struct item *item,
		const struct item_step *step, enum item_verb verb) = {
		event_item_step,
		question_item_step,
		statement_item_step,
};

static enum err
followers_tell(struct ctx *ctx, const struct item *item, const struct item_step *step,
		enum item_verb verb)
{
	for (size_t i = 0; i < COUNT_OF(FOLLOWERS); i++)
		TRY(FOLLOWERS[i](ctx, item, step, verb));
	return OK;
}

static enum err
effects(struct ctx *ctx, struct item *item, const struct item_step *step,
		const struct step_order *order)
{
	if (step->declares)
		TRY(clearance_declare(ctx, item, order->verb));
	if (step->approves || step->goes_public || order->verb == VERB_SCHEDULE)
		TRY(clearance_ask(ctx, item, step->is_urgent));
	if (step->takes)
		item->taker = actor_place(ctx->actor);
	if (step->hands)
		TRY(item_hand(ctx, item, order));
	if (step->lapses)
		item->approved_by = item->approved_revision = 0;
	if (step->approves) {
		item->approved_by = ctx->actor->account;
		item->approved_revision = item->revision;
	}
	if (order->verb == VERB_SUBMIT_REVIEW)
		item->submitter = ctx->actor->account;
	if (order->verb == VERB_SCHEDULE)
		item->publish_at = order->publish_at;
	if (order->verb == VERB_SEND)
		TRY(hand_in(ctx, item));
	if (step->reverts && item->live_revision)
		TRY(revert(ctx, item));
	if (step->is_urgent)
		TRY(urgent_add(ctx, item, text_trim(order->reason)));
	if (step->signs)
		TRY(urgent_sign(ctx, item));
	if (step->goes_public)
		TRY(go_public(ctx, item));
	if (step->goes_dark) {
		TRY(publication_remove(ctx, item->id, order->reason, order->redirect));
		item->live_revision = 0;
	}
	return followers_tell(ctx, item, step, order->verb);
}

/* --- who is told -------------------------------------------------------------------------------
 */

/* Up to two events of a verb. */
static const struct {
	size_t count;
	enum tell_event events[2];
} TOLD[ITEM_VERB_COUNT] = {
		[VERB_SUBMIT] = {1, {TELL_ITEM_SUBMIT}},
		[VERB_SEND] = {2, {TELL_ITEM_SEND, TELL_ITEM_SENT}},
		[VERB_HAND] = {2, {TELL_ITEM_HAND, TELL_ITEM_HANDED_ON}},
		[VERB_SUBMIT_REVIEW] = {1, {TELL_ITEM_SUBMIT_REVIEW}},
		[VERB_RETURN] = {1, {TELL_ITEM_RETURN}},
		[VERB_REJECT] = {1, {TELL_ITEM_REJECT}},
		[VERB_APPROVE] = {1, {TELL_ITEM_APPROVE}},
		[VERB_PUBLISH] = {1, {TELL_ITEM_PUBLISH}},
		[VERB_WITHDRAW] = {1, {TELL_ITEM_WITHDRAW}},
		[VERB_PUBLISH_URGENT] = {1, {TELL_ITEM_PUBLISH_URGENT}},
		[VERB_SIGN_OFF] = {1, {TELL_ITEM_SIGN_OFF}},
};

static enum err
is_pressing(struct ctx *ctx, const struct item *item, bool *out)
{
	struct duty_row duty;

	*out = false;
	if (!item->duty)
		return OK;
	TRY(duty_load(ctx, item->duty, &duty));
	*out = remind_is_pressing(duty.rule);
	return OK;
}

/* `before` is who had it until this step. */
static enum err
step_tell(struct ctx *ctx, const struct item *item, enum item_verb verb, int64_t before)
{
	struct news news = {
			.object = item->id,
			.version = item->version,
			.unit = item->unit,
			.title = item->title,
			.href = text_format(ctx->arena, "/desk/items/%lld", (long long)item->id),
			.persons = {[TELL_AUTHOR] = item->author,
					[TELL_SENDER] = item->sent_by,
					[TELL_TAKER] = item->taker,
					[TELL_SUBMITTER] = item->submitter,
					[TELL_NAMED] = before},
	};

	TRY(is_pressing(ctx, item, &news.is_urgent));
	for (size_t i = 0; i < TOLD[verb].count; i++)
		TRY(tell(ctx, TOLD[verb].events[i], &news));
	return OK;
}

/* Whoever decides has seen what there is now. */
static enum err
seen_check(struct ctx *ctx, const struct item *item, const struct step_order *order)
{
	if (order->revision && order->revision != item->revision)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đồng chí đang xem bản %lld, nhưng nay đã có bản %lld. Hãy đọc bản "
				"mới trước khi quyết định.",
				(long long)order->revision, (long long)item->revision);
	if (order->version && order->version != item->version)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Tin, bài đã thay đổi từ khi đồng chí mở trang: nay ở trạng thái "
				"“%.*s”, người biên tập: %.*s. Hãy xem lại trước khi quyết định.",
				TEXT_ARGS(item_state_label(item->state).text),
				TEXT_ARGS(item->taker ? item->taker_name : TEXT("chưa có")));
	return OK;
}

enum err
item_step(struct ctx *ctx, int64_t id, const struct step_order *order)
{
	struct item item;
	struct item_step step;
	enum item_state from;
	struct text said;
	int64_t before;

	TRY(item_load(ctx, id, &item));
	TRY(seen_check(ctx, &item, order));
	TRY(item_ask(ctx, &item, order->verb, &step));
	TRY(order_check(ctx, &step, order));
	from = item.state;
	before = item.taker;
	item.state = step.next;
	TRY(effects(ctx, &item, &step, order));
	TRY(item_row_move(ctx, &item));
	said = step.hands ? text_format(ctx->arena, "cho %.*s", TEXT_ARGS(item.taker_name))
			  : order->reason;
	TRY(item_step_note(ctx, &item, order->verb, from, said));
	audit_note(ctx,
			text_c(ctx->arena, text_format(ctx->arena, "item.%s",
							   item_verb_name(order->verb).p)),
			id, "bản %lld%s%.*s", (long long)item.revision, said.n ? ": " : "",
			TEXT_ARGS(said));
	return step_tell(ctx, &item, order->verb, before);
}
