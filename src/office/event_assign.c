#include "office/event_assign.h"

#include "gen/office/event.sql.h"
#include "office/event_duty.h"
#include "office/item.h"

static const struct {
	struct text name;
	struct label label;
} STATES[] = {
		[ASSIGNMENT_UNSET] = {TEXT(""), {TEXT(""), TONE_NEUTRAL}},
		[ASSIGNMENT_ASKED] = {TEXT("asked"), {TEXT("Chờ trả lời"), TONE_WARN}},
		[ASSIGNMENT_ACCEPTED] = {TEXT("accepted"), {TEXT("Đã nhận"), TONE_GOOD}},
		[ASSIGNMENT_DECLINED] = {TEXT("declined"), {TEXT("Không nhận"), TONE_BAD}},
		[ASSIGNMENT_RELEASED] = {TEXT("released"), {TEXT("Thôi cử"), TONE_NEUTRAL}},
		[ASSIGNMENT_DONE] = {TEXT("done"), {TEXT("Đã đăng tin"), TONE_INFO}},
};

struct text
assignment_state_name(enum assignment_state state)
{
	return STATES[(unsigned)state < COUNT_OF(STATES) ? state : 0].name;
}

struct label
assignment_state_label(enum assignment_state state)
{
	return STATES[(unsigned)state < COUNT_OF(STATES) ? state : 0].label;
}

bool
assignment_is_open(enum assignment_state state)
{
	return state == ASSIGNMENT_ASKED || state == ASSIGNMENT_ACCEPTED;
}

static enum assignment_state
state_of(struct text name)
{
	for (size_t i = 1; i < COUNT_OF(STATES); i++)
		if (text_equals(STATES[i].name, name))
			return (enum assignment_state)i;
	return ASSIGNMENT_UNSET;
}

/* --- reading ---------------------------------------------------------------------------------- */

enum err
event_assignments(struct ctx *ctx, int64_t event, struct event_assignment **out, size_t *count)
{
	struct event_assignment *rows =
			ARENA_NEW_ARRAY(ctx->arena, EVENT_ASSIGNMENTS_MAX, struct event_assignment);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_event_assignment_list);
	bind_int(&q, event);
	bind_int(&q, EVENT_ASSIGNMENTS_MAX);
	while (n < EVENT_ASSIGNMENTS_MAX && query_next(&q))
		rows[n++] = (struct event_assignment){
				.id = column_int(&q, 0),
				.account = column_int(&q, 1),
				.name = column_text(&q, 2, ctx->arena),
				.state = state_of(column_text(&q, 3, ctx->arena)),
				.assigned_at = column_instant(&q, 4),
				.changed_at = column_instant(&q, 5),
				.reason = column_text(&q, 6, ctx->arena),
				.item = column_int(&q, 7),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* The open assignment of an account; its state is unset if there is none. */
static enum err
open_of(struct ctx *ctx, int64_t event, int64_t account, struct event_assignment *out)
{
	struct event_assignment *rows;
	size_t count = 0;

	*out = (struct event_assignment){0};
	TRY(event_assignments(ctx, event, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (rows[i].account == account && assignment_is_open(rows[i].state))
			*out = rows[i];
	return OK;
}

enum err
event_assignment_own(struct ctx *ctx, int64_t event, struct event_assignment *out)
{
	return open_of(ctx, event, actor_place(ctx->actor), out);
}

enum err
event_reporters(struct ctx *ctx, struct account_holder **out, size_t *count)
{
	TRY(ctx_may(ctx, MAY_EVENT_ASSIGN));
	return account_holders(ctx, ROLE_REPORTER, out, count);
}

enum err
event_clashes(struct ctx *ctx, const struct event *event, struct event_clash **out, size_t *count)
{
	struct event_clash *rows =
			ARENA_NEW_ARRAY(ctx->arena, EVENT_CLASHES_MAX, struct event_clash);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_event_clash);
	bind_int(&q, event->id);
	bind_instant(&q, event->notice.starts_at);
	bind_instant(&q, event->notice.ends_at);
	bind_int(&q, EVENT_CLASHES_MAX);
	while (n < EVENT_CLASHES_MAX && query_next(&q))
		rows[n++] = (struct event_clash){
				.account = column_int(&q, 0),
				.event = column_int(&q, 1),
				.title = column_text(&q, 2, ctx->arena),
				.starts_at = column_instant(&q, 3),
				.ends_at = column_instant(&q, 4),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* --- the coordinator -------------------------------------------------------------------------- */

/* What the Portal decides while it still can. */
static enum err
still_open(struct ctx *ctx, const struct event *event)
{
	if (event->state == EVENT_CANCELLED)
		return ctx_refuse(ctx, ERR_CONFLICT, "Sự kiện này đã hủy.");
	if (instant_compare(event->notice.ends_at, ctx->now) <= 0)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Sự kiện này đã kết thúc; việc phân công chỉ thực hiện được trước "
				"đó.");
	if (event->state == EVENT_CANNOT)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Cổng đã trả lời không cử được người; đơn vị chủ trì đang viết "
				"tin, bài.");
	return OK;
}

static enum err
ask(struct ctx *ctx, const struct event *event, int64_t account)
{
	struct account_holder *reporters;
	struct event_assignment before;
	size_t count = 0;
	struct query q;

	TRY(event_reporters(ctx, &reporters, &count));
	if (!account_holder_name(reporters, count, account).n)
		return form_complain(ctx->form, "reporters",
				"Chỉ cử được phóng viên của Cổng đang hoạt động.");
	TRY(open_of(ctx, event->id, account, &before));
	if (before.state != ASSIGNMENT_UNSET)
		return form_complain(ctx->form, "reporters", "Đồng chí %.*s đã được cử.",
				TEXT_ARGS(before.name));
	query_begin(&q, ctx->store, &SQL_event_assignment_add);
	bind_int(&q, event->id);
	bind_int(&q, account);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	TRY(event_note(ctx, event, "assign", account, NO_TEXT, NULL));
	return event_tell(ctx, event, TELL_EVENT_ASSIGN, account);
}

static enum err
order_check(struct ctx *ctx, const struct event *event, const struct event_order *order)
{
	if (!event->notice.needs_coverage)
		return ctx_refuse(ctx, ERR_CONFLICT, "Đơn vị không đề nghị đưa tin sự kiện này.");
	TRY(still_open(ctx, event));
	if (order->is_joint && event->notice.kind == EVENT_OWN)
		return form_complain(ctx->form, "joint",
				"Sự kiện do đơn vị chủ trì thì Cổng cử cán bộ, hoặc trả lời không "
				"cử được.");
	if (!order->count && !order->is_joint)
		return form_complain(ctx->form, "reporters", "Hãy chọn ít nhất một phóng viên.");
	if (order->count > EVENT_REPORTERS_MAX)
		return form_complain(ctx->form, "reporters", "Mỗi lần cử không quá %d người.",
				EVENT_REPORTERS_MAX);
	if (!order->count && event->state == EVENT_JOINT)
		return ctx_refuse(ctx, ERR_CONFLICT, "Sự kiện này đã là phối hợp đưa tin.");
	return OK;
}

enum err
event_assign(struct ctx *ctx, const struct event_order *order)
{
	struct event event;
	bool becomes_joint;

	TRY(event_take(ctx, order->event, order->version, &event));
	TRY(ctx_may_for(ctx, MAY_EVENT_ASSIGN, event.unit));
	TRY(order_check(ctx, &event, order));
	becomes_joint = order->is_joint && event.state != EVENT_JOINT;
	event.state = order->is_joint || event.state == EVENT_JOINT ? EVENT_JOINT : EVENT_ASSIGNED;
	TRY(event_save(ctx, &event));
	for (size_t i = 0; i < order->count; i++)
		TRY(ask(ctx, &event, order->accounts[i]));
	if (!becomes_joint)
		return OK;
	TRY(event_note(ctx, &event, "joint", 0, NO_TEXT, NULL));
	TRY(event_duty_covered(ctx, &event, TEXT("Phối hợp đưa tin với đơn vị")));
	return event_tell(ctx, &event, TELL_EVENT_JOINT, 0);
}

enum err
event_refuse(struct ctx *ctx, int64_t id, int64_t version, struct text reason)
{
	struct event event;
	bool may_refuse;

	TRY(event_take(ctx, id, version, &event));
	TRY(ctx_may_for(ctx, MAY_EVENT_ASSIGN, event.unit));
	TRY(still_open(ctx, &event));
	TRY(event_duty_may_refuse(ctx, &event, &may_refuse));
	if (!may_refuse)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Với loại sự kiện này, Cổng phải cử cán bộ hoặc phối hợp đưa tin.");
	if (event.state != EVENT_NOTIFIED)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đã cử phóng viên. Hãy thôi cử trước khi trả lời không cử được.");
	if (!text_trim(reason).n)
		return form_complain(ctx->form, "reason",
				"Hãy nêu lý do khách quan không cử được người.");
	event.state = EVENT_CANNOT;
	TRY(event_save(ctx, &event));
	TRY(event_duty_cannot(ctx, &event, reason));
	TRY(event_note(ctx, &event, "cannot", 0, reason, NULL));
	return event_tell(ctx, &event, TELL_EVENT_CANNOT, 0);
}

/* --- answers ---------------------------------------------------------------------------------- */

static enum err
assignment_move(struct ctx *ctx, const struct event_assignment *assignment,
		enum assignment_state to, struct text reason, int64_t item)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_event_assignment_move);
	bind_int(&q, assignment->id);
	bind_text(&q, assignment_state_name(assignment->state));
	bind_text(&q, assignment_state_name(to));
	bind_instant(&q, ctx->now);
	bind_text_or_null(&q, reason);
	bind_id_or_null(&q, item);
	return query_run_one(&q);
}

/* How many of the event's are in the state. */
static enum err
count_in(struct ctx *ctx, const struct event *event, enum assignment_state state, size_t *out)
{
	struct event_assignment *rows;
	size_t count = 0;

	*out = 0;
	TRY(event_assignments(ctx, event->id, &rows, &count));
	for (size_t i = 0; i < count; i++)
		*out += rows[i].state == state;
	return OK;
}

/* Somebody does not go: the event waits for the coordinator again if nobody else does. */
static enum err
one_less(struct ctx *ctx, struct event *event, bool had_accepted, struct text reason)
{
	size_t asked, accepted, done;

	TRY(count_in(ctx, event, ASSIGNMENT_ASKED, &asked));
	TRY(count_in(ctx, event, ASSIGNMENT_ACCEPTED, &accepted));
	TRY(count_in(ctx, event, ASSIGNMENT_DONE, &done));
	if (event->state == EVENT_ASSIGNED && !asked && !accepted && !done)
		event->state = EVENT_NOTIFIED;
	TRY(event_save(ctx, event));
	if (event->state == EVENT_JOINT || accepted || done || !had_accepted)
		return OK;
	return event_duty_uncovered(ctx, event, reason);
}

/* The actor's own assignment to an event that is still to come or running. */
static enum err
own_take(struct ctx *ctx, int64_t id, struct event *event, struct event_assignment *own)
{
	TRY(event_load(ctx, id, event));
	TRY(ctx_may_for(ctx, MAY_EVENT_ANSWER, event->unit));
	TRY(event_assignment_own(ctx, id, own));
	if (own->state == ASSIGNMENT_UNSET)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Chỉ phóng viên đang được cử mới trả lời được.");
	if (own->state != ASSIGNMENT_ASKED)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đồng chí đã nhận việc này. Nếu không đi được, hãy báo điều phối "
				"viên.");
	return still_open(ctx, event);
}

enum err
event_accept(struct ctx *ctx, int64_t id)
{
	struct event_assignment own;
	struct event event;

	TRY(own_take(ctx, id, &event, &own));
	TRY(assignment_move(ctx, &own, ASSIGNMENT_ACCEPTED, NO_TEXT, 0));
	TRY(event_save(ctx, &event));
	TRY(event_duty_covered(ctx, &event,
			text_format(ctx->arena, "Cử phóng viên %.*s", TEXT_ARGS(own.name))));
	TRY(event_note(ctx, &event, "accept", own.account, NO_TEXT, NULL));
	TRY(event_tell(ctx, &event, TELL_EVENT_ACCEPT, 0));
	return event_tell(ctx, &event, TELL_EVENT_SENT, 0);
}

enum err
event_decline(struct ctx *ctx, int64_t id, struct text reason)
{
	struct event_assignment own;
	struct event event;

	TRY(own_take(ctx, id, &event, &own));
	if (!text_trim(reason).n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do không nhận.");
	TRY(assignment_move(ctx, &own, ASSIGNMENT_DECLINED, reason, 0));
	TRY(one_less(ctx, &event, false, reason));
	TRY(event_note(ctx, &event, "decline", own.account, reason, NULL));
	return event_tell(ctx, &event, TELL_EVENT_DECLINE, 0);
}

enum err
event_release(struct ctx *ctx, int64_t id, int64_t account, struct text reason)
{
	struct event_assignment assignment;
	struct event event;

	TRY(event_load(ctx, id, &event));
	TRY(ctx_may_for(ctx, MAY_EVENT_ASSIGN, event.unit));
	TRY(open_of(ctx, id, account, &assignment));
	if (assignment.state == ASSIGNMENT_UNSET)
		return ctx_refuse(ctx, ERR_CONFLICT, "Người này không còn được cử.");
	if (!text_trim(reason).n)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do thôi cử.");
	TRY(assignment_move(ctx, &assignment, ASSIGNMENT_RELEASED, reason, 0));
	TRY(one_less(ctx, &event, assignment.state == ASSIGNMENT_ACCEPTED, reason));
	TRY(event_note(ctx, &event, "release", account, reason, NULL));
	return event_tell(ctx, &event, TELL_EVENT_RELEASE, account);
}

/* --- what follows from other acts ------------------------------------------------------------- */

static enum err
all_open(struct ctx *ctx, const struct event *event, enum assignment_state to, struct text reason,
		enum tell_event told)
{
	struct event_assignment *rows;
	size_t count = 0;

	TRY(event_assignments(ctx, event->id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (!assignment_is_open(rows[i].state))
			continue;
		TRY(assignment_move(ctx, &rows[i], to, reason, 0));
		TRY(event_tell(ctx, event, told, rows[i].account));
	}
	return OK;
}

enum err
event_ask_again(struct ctx *ctx, const struct event *event, struct text reason)
{
	return all_open(ctx, event, ASSIGNMENT_ASKED, reason, TELL_EVENT_AGAIN);
}

enum err
event_release_all(struct ctx *ctx, const struct event *event, struct text reason)
{
	return all_open(ctx, event, ASSIGNMENT_RELEASED, reason, TELL_EVENT_CALLED_OFF);
}

static enum err
item_published(struct ctx *ctx, const struct item *item)
{
	struct event_assignment assignment;
	struct event event;
	enum err err = item->matter ? event_of_matter(ctx, item->matter, &event) : ERR_NOT_FOUND;

	if (err != OK)
		return err == ERR_NOT_FOUND ? OK : err;
	TRY(event_duty_published(ctx, item));
	TRY(open_of(ctx, event.id, item->author, &assignment));
	if (assignment.state == ASSIGNMENT_UNSET)
		return OK;
	TRY(assignment_move(ctx, &assignment, ASSIGNMENT_DONE, NO_TEXT, item->id));
	TRY(event_save(ctx, &event));
	return event_note(ctx, &event, "close", item->author, item->title, NULL);
}

enum err
event_item_step(struct ctx *ctx, const struct item *item, const struct item_step *step,
		enum item_verb verb)
{
	if (verb == VERB_SEND && item->duty)
		TRY(event_duty_sent(ctx, item));
	return step->goes_public ? item_published(ctx, item) : OK;
}
