#include "office/event.h"

#include "gen/office/event.sql.h"
#include "office/audit.h"

static const struct {
	struct text name, label;
} KINDS[] = {
		[EVENT_KIND_UNSET] = {TEXT(""), TEXT("")},
		[EVENT_VISIT] = {TEXT("visit"), TEXT("Lãnh đạo Bộ đến thăm, làm việc")},
		[EVENT_OWN] = {TEXT("own"), TEXT("Sự kiện của đơn vị")},
		[EVENT_OUTSIDE] = {TEXT("outside"), TEXT("Sự kiện ngoài đơn vị")},
};

static const struct {
	struct text name;
	struct label label;
} STATES[] = {
		[EVENT_STATE_UNSET] = {TEXT(""), {TEXT(""), TONE_NEUTRAL}},
		[EVENT_NOTIFIED] = {TEXT("notified"), {TEXT("Chờ Cổng phân công"), TONE_WARN}},
		[EVENT_ASSIGNED] = {TEXT("assigned"), {TEXT("Đã cử phóng viên"), TONE_GOOD}},
		[EVENT_JOINT] = {TEXT("joint"), {TEXT("Phối hợp đưa tin"), TONE_INFO}},
		[EVENT_DECLINED] = {TEXT("declined"), {TEXT("Cổng không cử được người"), TONE_BAD}},
};

struct text
event_kind_name(enum event_kind kind)
{
	return KINDS[(unsigned)kind < COUNT_OF(KINDS) ? kind : 0].name;
}

struct text
event_kind_label(enum event_kind kind)
{
	return KINDS[(unsigned)kind < COUNT_OF(KINDS) ? kind : 0].label;
}

enum err
event_kind_parse(struct text name, enum event_kind *out)
{
	for (size_t i = 1; i < COUNT_OF(KINDS); i++) {
		if (!text_equals(KINDS[i].name, name))
			continue;
		*out = (enum event_kind)i;
		return OK;
	}
	return ERR_INVALID;
}

struct text
event_state_name(enum event_state state)
{
	return STATES[(unsigned)state < COUNT_OF(STATES) ? state : 0].name;
}

enum err
event_state_parse(struct text name, enum event_state *out)
{
	for (size_t i = 1; i < COUNT_OF(STATES); i++) {
		if (!text_equals(STATES[i].name, name))
			continue;
		*out = (enum event_state)i;
		return OK;
	}
	return ERR_INVALID;
}

struct label
event_state_label(const struct event *event, struct instant now)
{
	bool is_covered = event->state == EVENT_ASSIGNED || event->state == EVENT_JOINT;

	if (instant_compare(event->notice.ends_at, now) <= 0 &&
			(is_covered || !event->notice.needs_coverage))
		return (struct label){TEXT("Đã diễn ra"), TONE_NEUTRAL};
	if (!event->notice.needs_coverage && event->state == EVENT_NOTIFIED)
		return (struct label){TEXT("Không đề nghị đưa tin"), TONE_NEUTRAL};
	return STATES[(unsigned)event->state < COUNT_OF(STATES) ? event->state : 0].label;
}

/* --- reading ---------------------------------------------------------------------------------- */

static void
row_read(struct query *q, struct arena *arena, struct event *row)
{
	*row = (struct event){
			.id = column_int(q, 0),
			.unit = column_int(q, 1),
			.unit_code = column_text(q, 2, arena),
			.unit_name = column_text(q, 3, arena),
			.notice = {.title = column_text(q, 5, arena),
					.place = column_text(q, 6, arena),
					.starts_at = column_instant(q, 7),
					.ends_at = column_instant(q, 8),
					.needs_coverage = column_int(q, 9) != 0,
					.note = column_text(q, 11, arena)},
			.version = column_int(q, 12),
	};
	/* A code that this version does not know stays unset and is shown as nothing. */
	(void)!event_kind_parse(column_text(q, 4, arena), &row->notice.kind);
	(void)!event_state_parse(column_text(q, 10, arena), &row->state);
}

enum err
event_load(struct ctx *ctx, int64_t id, struct event *out)
{
	struct query q;
	struct event row;
	bool found;

	query_begin(&q, ctx->store, &SQL_event_load);
	bind_int(&q, id);
	found = query_next(&q);
	if (found)
		row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	TRY(ctx_may_for(ctx, MAY_EVENT_READ, row.unit));
	*out = row;
	return OK;
}

enum err
event_list(struct ctx *ctx, struct instant from, int64_t after, size_t limit, struct event **out,
		size_t *count)
{
	struct event *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct event);
	bool own = permit_scope(MAY_EVENT_READ, ctx->actor->roles) == SCOPE_OWN;
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_EVENT_READ));
	query_begin(&q, ctx->store, &SQL_event_page);
	bind_int(&q, own ? ctx->actor->unit : 0);
	bind_instant(&q, from);
	bind_int(&q, after);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* --- acts ------------------------------------------------------------------------------------- */

static enum err
notice_check(struct form *form, const struct event_notice *notice)
{
	enum err err = OK;

	if (notice->kind == EVENT_KIND_UNSET)
		err = form_complain(form, "kind", "Hãy chọn loại sự kiện.");
	if (!notice->title.n || text_length(notice->title) > EVENT_TITLE_MAX)
		err = form_complain(form, "title", "Hãy ghi tên sự kiện, không quá %d ký tự.",
				EVENT_TITLE_MAX);
	if (!notice->place.n || text_length(notice->place) > EVENT_PLACE_MAX)
		err = form_complain(form, "place", "Hãy ghi địa điểm, không quá %d ký tự.",
				EVENT_PLACE_MAX);
	if (instant_compare(notice->ends_at, notice->starts_at) <= 0)
		err = form_complain(form, "ends_at", "Sự kiện phải kết thúc sau khi bắt đầu.");
	if (text_length(notice->note) > EVENT_NOTE_MAX)
		err = form_complain(form, "note", "Ghi chú không quá %d ký tự.", EVENT_NOTE_MAX);
	return err;
}

enum err
event_notify(struct ctx *ctx, const struct event_notice *notice, int64_t *id)
{
	struct query q;
	int64_t event = 0;

	TRY(ctx_may_for(ctx, MAY_EVENT_NOTIFY, ctx->actor->unit));
	TRY(notice_check(ctx->form, notice));
	query_begin(&q, ctx->store, &SQL_event_add);
	bind_int(&q, ctx->actor->unit);
	bind_text(&q, event_kind_name(notice->kind));
	bind_text(&q, notice->title);
	bind_text(&q, notice->place);
	bind_instant(&q, notice->starts_at);
	bind_instant(&q, notice->ends_at);
	bind_int(&q, notice->needs_coverage);
	bind_text_or_null(&q, notice->note);
	if (query_next(&q))
		event = column_int(&q, 0);
	TRY(query_end(&q));
	audit_note(ctx, "event.notify", event, "%.*s", TEXT_ARGS(notice->title));
	*id = event;
	return OK;
}

enum err
event_decide(struct ctx *ctx, int64_t id, enum event_state decision, struct text reason)
{
	struct event event;
	struct query q;

	TRY(event_load(ctx, id, &event));
	TRY(ctx_may_for(ctx, MAY_EVENT_ASSIGN, event.unit));
	if (decision == EVENT_DECLINED && !reason.n)
		return form_complain(ctx->form, "reason", "Hãy nêu lý do không cử được người.");
	if (instant_compare(event.notice.ends_at, ctx->now) <= 0)
		return ctx_refuse(ctx, ERR_CONFLICT, "Sự kiện này đã kết thúc.");
	if (decision <= EVENT_NOTIFIED || decision == event.state || !event.notice.needs_coverage)
		return ctx_refuse(
				ctx, ERR_CONFLICT, "Sự kiện này không còn chờ quyết định như vậy.");
	query_begin(&q, ctx->store, &SQL_event_decide);
	bind_int(&q, id);
	bind_int(&q, event.version);
	bind_text(&q, event_state_name(decision));
	bind_text_or_null(&q, reason.n ? reason : event.notice.note);
	TRY(query_run_one(&q));
	audit_note(ctx, "event.decide", id, "%.*s: %.*s", TEXT_ARGS(event_state_name(decision)),
			TEXT_ARGS(event.notice.title));
	return OK;
}
