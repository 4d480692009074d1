/* item_step.c - the steps of the workflow, and what follows from each. */
#include "base/json.h"
#include "gen/office/item.sql.h"
#include "office/audit.h"
#include "office/duty.h"
#include "office/event_assign.h"
#include "office/item_row.h"
#include "office/notice.h"
#include "office/picture.h"
#include "office/publication.h"
#include "office/question.h"
#include "office/receipt.h"
#include "office/statement.h"
#include "office/urgent.h"

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

static enum err
order_check(struct ctx *ctx, const struct item_step *step, const struct step_order *order)
{
	if (step->asks_reason && !text_trim(order->reason).n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do.");
	if (order->verb == VERB_SCHEDULE && instant_compare(order->publish_at, ctx->now) <= 0)
		return form_complain(ctx->form, "publish_at", "Giờ đăng phải ở sau lúc này.");
	if (order->redirect.n && !is_local_path(order->redirect))
		return form_complain(ctx->form, "redirect",
				"Trang chuyển đến phải là một đường dẫn của Cổng, bắt đầu bằng dấu "
				"/.");
	return OK;
}

/* --- what follows from a step ------------------------------------------------------------------
 */

/* The unit's leader has sent it: what the unit owed is handed in. */
static enum err
hand_in(struct ctx *ctx, struct item *item)
{
	struct text code;

	item->sent_by = ctx->actor->account;
	item->sent_at = ctx->now;
	if (item->duty)
		TRY(duty_meet(ctx, item->duty, item->id, item->revision));
	return receipt_issue(ctx, item, &code);
}

static enum err
go_public(struct ctx *ctx, struct item *item)
{
	struct revision revision;

	TRY(item_revision(ctx, item, item->revision, &revision));
	if (!item->published_at.ms)
		item->published_at = ctx->now;
	item->live_revision = item->revision;
	return publication_put(ctx, item, &revision, item->published_at);
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
	if (step->takes)
		item->taker = ctx->actor->account;
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

static enum err
tell_role(struct ctx *ctx, const struct item *item, enum item_verb verb, enum role role,
		int64_t unit, struct text title)
{
	return notice_queue_role(ctx, role, unit, text_c(ctx->arena, item_verb_name(verb)),
			item->id, item->version, title,
			text_format(ctx->arena, "/desk/items/%lld", (long long)item->id));
}

static enum err
tell(struct ctx *ctx, const struct item *item, enum item_verb verb, int64_t account,
		struct text title)
{
	return notice_queue(ctx, account, text_c(ctx->arena, item_verb_name(verb)), item->id,
			item->version, title,
			text_format(ctx->arena, "/desk/items/%lld", (long long)item->id));
}

/* Those whose turn it is now, and those whose work it was: what has happened, in a word. */
static enum err
notify(struct ctx *ctx, const struct item *item, enum item_verb verb)
{
	static const char *const happened[ITEM_VERB_COUNT] = {
			[VERB_SUBMIT] = "Chờ lãnh đạo đơn vị duyệt",
			[VERB_SEND] = "Đã gửi Cổng",
			[VERB_SUBMIT_REVIEW] = "Chờ duyệt đăng",
			[VERB_RETURN] = "Bị trả lại",
			[VERB_REJECT] = "Chưa được duyệt đăng",
			[VERB_APPROVE] = "Đã được duyệt",
			[VERB_PUBLISH] = "Đã đăng",
			[VERB_WITHDRAW] = "Đã gỡ",
			[VERB_PUBLISH_URGENT] = "Đã đăng khẩn, chờ hậu kiểm",
			[VERB_SIGN_OFF] = "Đã hậu kiểm",
	};
	struct text title = text_format(ctx->arena, "%s: %.*s",
			happened[verb] ? happened[verb] : "", TEXT_ARGS(item->title));

	switch (verb) {
	case VERB_SUBMIT:
		return tell_role(ctx, item, verb, ROLE_UNIT_LEADER, item->unit, title);
	case VERB_SEND:
		TRY(tell(ctx, item, verb, item->author, title));
		return tell_role(ctx, item, verb, ROLE_EDITOR, 0, title);
	case VERB_SUBMIT_REVIEW:
		return tell_role(ctx, item, verb, ROLE_PUBLISHER, 0, title);
	case VERB_RETURN:
		TRY(tell(ctx, item, verb, item->sent_by, title));
		return tell(ctx, item, verb, item->author, title);
	case VERB_REJECT:
		return tell(ctx, item, verb, item->taker, title);
	case VERB_APPROVE:
		return tell(ctx, item, verb, item->submitter, title);
	case VERB_PUBLISH_URGENT:
		TRY(tell_role(ctx, item, verb, ROLE_PUBLISHER, 0, title));
		return tell(ctx, item, verb, item->author, title);
	case VERB_PUBLISH:
	case VERB_WITHDRAW:
	case VERB_SIGN_OFF:
		TRY(tell(ctx, item, verb, item->taker, title));
		return tell(ctx, item, verb, item->author, title);
	default:
		return OK;
	}
}

enum err
item_step(struct ctx *ctx, int64_t id, const struct step_order *order)
{
	struct item item;
	struct item_step step;
	enum item_state from;

	TRY(item_load(ctx, id, &item));
	if (order->revision && order->revision != item.revision)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đồng chí đang xem bản %lld, nhưng nay đã có bản %lld. Hãy đọc bản "
				"mới "
				"trước khi quyết định.",
				(long long)order->revision, (long long)item.revision);
	TRY(item_ask(ctx, &item, order->verb, &step));
	TRY(order_check(ctx, &step, order));
	from = item.state;
	item.state = step.next;
	TRY(effects(ctx, &item, &step, order));
	TRY(item_row_move(ctx, &item));
	TRY(item_step_note(ctx, &item, order->verb, from, order->reason));
	audit_note(ctx,
			text_c(ctx->arena, text_format(ctx->arena, "item.%s",
							   item_verb_name(order->verb).p)),
			id, "bản %lld%s%.*s", (long long)item.revision, order->reason.n ? ": " : "",
			TEXT_ARGS(order->reason));
	return notify(ctx, &item, order->verb);
}
