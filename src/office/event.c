#include "office/event.h"

#include "gen/office/event.sql.h"
#include "office/audit.h"
#include "office/desk_search.h"
#include "office/event_duty.h"
#include "office/unit.h"

static const struct {
	struct text name, label;
} KINDS[] =
		{
				[EVENT_KIND_UNSET] = {TEXT(""), TEXT("")},
				[EVENT_VISIT] = {TEXT("visit"),
						TEXT("Lãnh đạo đến thăm, làm việc")},
				[EVENT_OWN] = {TEXT("own"),
						TEXT("Sự kiện do Bộ hoặc đơn vị chủ trì")},
				[EVENT_OUTSIDE] = {TEXT("outside"),
						TEXT("Sự kiện ngoài lực lượng, lãnh đạo Bộ dự")},
},
  DOCUMENTS[] =
		  {
				  [EVENT_LATER] = {TEXT("later"), TEXT("Cung cấp sau")},
				  [EVENT_GIVEN] = {TEXT("given"), TEXT("Đã cung cấp")},
				  [EVENT_NONE] = {TEXT("none"), TEXT("Không có tài liệu")},
},
  ACTS[] = {
		  {TEXT("notify"), TEXT("Báo sự kiện")},
		  {TEXT("assign"), TEXT("Cử phóng viên")},
		  {TEXT("joint"), TEXT("Phối hợp đưa tin")},
		  {TEXT("cannot"), TEXT("Trả lời không cử được người")},
		  {TEXT("accept"), TEXT("Phóng viên nhận")},
		  {TEXT("decline"), TEXT("Phóng viên không nhận")},
		  {TEXT("release"), TEXT("Thôi cử phóng viên")},
		  {TEXT("hand_over"), TEXT("Cung cấp tài liệu")},
		  {TEXT("file"), TEXT("Thêm tệp tài liệu")},
		  {TEXT("file_remove"), TEXT("Gỡ tệp tài liệu")},
		  {TEXT("postpone"), TEXT("Hoãn")},
		  {TEXT("move"), TEXT("Đổi thời gian, địa điểm")},
		  {TEXT("cancel"), TEXT("Hủy")},
		  {TEXT("close"), TEXT("Đã đăng tin, bài")},
};

static const struct {
	struct text name;
	struct label label;
} STATES[] = {
		[EVENT_STATE_UNSET] = {TEXT(""), {TEXT(""), TONE_NEUTRAL}},
		[EVENT_NOTIFIED] = {TEXT("notified"), {TEXT("Chờ Cổng phân công"), TONE_WARN}},
		[EVENT_ASSIGNED] = {TEXT("assigned"), {TEXT("Đã cử phóng viên"), TONE_GOOD}},
		[EVENT_JOINT] = {TEXT("joint"), {TEXT("Phối hợp đưa tin"), TONE_INFO}},
		[EVENT_CANNOT] = {TEXT("cannot"), {TEXT("Đơn vị tự viết tin"), TONE_BAD}},
		[EVENT_CANCELLED] = {TEXT("cancelled"), {TEXT("Đã hủy"), TONE_NEUTRAL}},
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

struct text
event_documents_name(enum event_documents documents)
{
	return DOCUMENTS[(unsigned)documents < COUNT_OF(DOCUMENTS) ? documents : 0].name;
}

struct text
event_documents_label(enum event_documents documents)
{
	return DOCUMENTS[(unsigned)documents < COUNT_OF(DOCUMENTS) ? documents : 0].label;
}

enum err
event_documents_parse(struct text name, enum event_documents *out)
{
	for (size_t i = 0; i < COUNT_OF(DOCUMENTS); i++) {
		if (!text_equals(DOCUMENTS[i].name, name))
			continue;
		*out = (enum event_documents)i;
		return OK;
	}
	return ERR_INVALID;
}

struct text
event_act_label(struct text kind)
{
	for (size_t i = 0; i < COUNT_OF(ACTS); i++)
		if (text_equals(ACTS[i].name, kind))
			return ACTS[i].label;
	return NO_TEXT;
}

struct label
event_state_label(const struct event *event, struct instant now)
{
	bool is_covered = event->state == EVENT_ASSIGNED || event->state == EVENT_JOINT;

	if (event->state != EVENT_CANCELLED && instant_compare(event->notice.ends_at, now) <= 0 &&
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
					.note = column_text(q, 11, arena),
					.host = column_text(q, 14, arena),
					.attendees = column_text(q, 15, arena)},
			.version = column_int(q, 12),
			.matter = column_int(q, 13),
			.notified_at = column_instant(q, 17),
			.notifier = column_text(q, 18, arena),
	};
	/* A code that this version does not know stays unset and is shown as nothing. */
	(void)!event_kind_parse(column_text(q, 4, arena), &row->notice.kind);
	(void)!event_state_parse(column_text(q, 10, arena), &row->state);
	(void)!event_documents_parse(column_text(q, 16, arena), &row->notice.documents);
}

static enum err
load(struct ctx *ctx, int64_t id, struct event *out)
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
	*out = row;
	return OK;
}

enum err
event_load(struct ctx *ctx, int64_t id, struct event *out)
{
	struct event row;

	TRY(load(ctx, id, &row));
	TRY(ctx_may_for(ctx, MAY_EVENT_READ, row.unit));
	*out = row;
	return OK;
}

enum err
event_of_matter(struct ctx *ctx, int64_t matter, struct event *out)
{
	struct query q;
	int64_t id = 0;

	query_begin(&q, ctx->store, &SQL_event_of_matter);
	bind_int(&q, matter);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	return id ? load(ctx, id, out) : ERR_NOT_FOUND;
}

enum err
event_take(struct ctx *ctx, int64_t id, int64_t version, struct event *out)
{
	struct event event;

	TRY(event_load(ctx, id, &event));
	if (version && version != event.version)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Sự kiện này vừa có thay đổi. Hãy xem lại trước khi quyết định.");
	*out = event;
	return OK;
}

enum err
event_list(struct ctx *ctx, const struct event_window *window, size_t limit, struct event **out,
		size_t *count)
{
	struct event *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct event);
	bool own = permit_scope(MAY_EVENT_READ, ctx->actor->roles) == SCOPE_OWN;
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_EVENT_READ));
	query_begin(&q, ctx->store, own ? &SQL_event_page_unit : &SQL_event_page);
	bind_instant(&q, window->from);
	bind_int(&q, window->after);
	bind_instant(&q, window->to);
	bind_int(&q, (int64_t)limit);
	bind_int(&q, window->only_mine ? actor_place(ctx->actor) : 0);
	if (own)
		bind_int(&q, ctx->actor->unit);
	while (n < limit && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
event_acts(struct ctx *ctx, int64_t event, struct event_act **out, size_t *count)
{
	struct event_act *rows = ARENA_NEW_ARRAY(ctx->arena, EVENT_ACTS_MAX, struct event_act);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_event_act_list);
	bind_int(&q, event);
	bind_int(&q, EVENT_ACTS_MAX);
	while (n < EVENT_ACTS_MAX && query_next(&q))
		rows[n++] = (struct event_act){
				.kind = column_text(&q, 0, ctx->arena),
				.at = column_instant(&q, 1),
				.account_name = column_text(&q, 2, ctx->arena),
				.person = column_text(&q, 3, ctx->arena),
				.reason = column_text(&q, 4, ctx->arena),
				.has_was = !column_is_null(&q, 5),
				.was_starts_at = column_instant(&q, 5),
				.was_ends_at = column_instant(&q, 6),
				.was_place = column_text(&q, 7, ctx->arena),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

/* --- what all acts do ------------------------------------------------------------------------- */

enum err
event_save(struct ctx *ctx, struct event *event)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_event_save);
	bind_int(&q, event->id);
	bind_int(&q, event->version);
	bind_text(&q, event_state_name(event->state));
	bind_text(&q, event->notice.place);
	bind_instant(&q, event->notice.starts_at);
	bind_instant(&q, event->notice.ends_at);
	bind_text(&q, event_documents_name(event->notice.documents));
	TRY(query_run_one(&q));
	event->version++;
	return OK;
}

enum err
event_note(struct ctx *ctx, const struct event *event, const char *kind, int64_t person,
		struct text reason, const struct event_notice *was)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_event_act_add);
	bind_int(&q, event->id);
	bind_text(&q, text_of(kind));
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	bind_id_or_null(&q, person);
	bind_text_or_null(&q, reason);
	bind_instant_if(&q, was != NULL, was ? was->starts_at : ctx->now);
	bind_instant_if(&q, was != NULL, was ? was->ends_at : ctx->now);
	bind_text_or_null(&q, was ? was->place : NO_TEXT);
	TRY(query_run(&q));
	audit_note(ctx, text_format(ctx->arena, "event.%s", kind).p, event->id, "%.*s%s%.*s",
			TEXT_ARGS(event->notice.title), reason.n ? ": " : "", TEXT_ARGS(reason));
	return OK;
}

enum err
event_tell(struct ctx *ctx, const struct event *event, enum tell_event what, int64_t person)
{
	struct news news = {
			.object = event->id,
			.version = event->version,
			.unit = event->unit,
			.title = event->notice.title,
			.href = text_format(ctx->arena, "/desk/events/%lld", (long long)event->id),
			.persons[TELL_NAMED] = person,
	};

	return tell(ctx, what, &news);
}

/* --- the notice ------------------------------------------------------------------------------- */

static bool
is_leaders(enum event_kind kind)
{
	return kind == EVENT_VISIT || kind == EVENT_OUTSIDE;
}

static enum err
times_check(struct ctx *ctx, const struct event_notice *notice)
{
	if (instant_compare(notice->ends_at, notice->starts_at) <= 0)
		return form_complain(
				ctx->form, "ends_at", "Sự kiện phải kết thúc sau khi bắt đầu.");
	if (notice->kind != EVENT_OUTSIDE && instant_compare(notice->ends_at, ctx->now) <= 0)
		return form_complain(ctx->form, "starts_at",
				"Sự kiện này đã kết thúc nên không báo để đưa tin được nữa.");
	return OK;
}

static enum err
notice_check(struct ctx *ctx, const struct event_notice *notice)
{
	struct form *form = ctx->form;
	enum err err = times_check(ctx, notice);

	if (notice->kind == EVENT_KIND_UNSET)
		err = form_complain(form, "kind", "Hãy chọn loại sự kiện.");
	if (!notice->title.n || text_length(notice->title) > EVENT_TITLE_MAX)
		err = form_complain(form, "title", "Hãy ghi tên sự kiện, không quá %d ký tự.",
				EVENT_TITLE_MAX);
	if (!notice->place.n || text_length(notice->place) > EVENT_PLACE_MAX)
		err = form_complain(form, "place", "Hãy ghi địa điểm, không quá %d ký tự.",
				EVENT_PLACE_MAX);
	if (text_length(notice->host) > EVENT_HOST_MAX ||
			(notice->kind == EVENT_OUTSIDE && !notice->host.n))
		err = form_complain(form, "host",
				"Hãy ghi cơ quan, tổ chức chủ trì, không quá %d ký tự.",
				EVENT_HOST_MAX);
	if (text_length(notice->attendees) > EVENT_ATTENDEES_MAX ||
			(is_leaders(notice->kind) && !notice->attendees.n))
		err = form_complain(form, "attendees",
				"Hãy ghi lãnh đạo dự sự kiện, không quá %d ký tự.",
				EVENT_ATTENDEES_MAX);
	if (text_length(notice->note) > EVENT_NOTE_MAX)
		err = form_complain(form, "note", "Ghi chú không quá %d ký tự.", EVENT_NOTE_MAX);
	return err;
}

static enum err
add(struct ctx *ctx, const struct event_notice *notice, int64_t matter, int64_t *id)
{
	struct query q;
	int64_t event = 0;

	query_begin(&q, ctx->store, &SQL_event_add);
	bind_int(&q, ctx->actor->unit);
	bind_text(&q, event_kind_name(notice->kind));
	bind_text(&q, notice->title);
	bind_text(&q, notice->place);
	bind_instant(&q, notice->starts_at);
	bind_instant(&q, notice->ends_at);
	bind_int(&q, notice->needs_coverage);
	bind_text_or_null(&q, notice->note);
	bind_id_or_null(&q, matter);
	bind_text(&q, notice->host);
	bind_text(&q, notice->attendees);
	bind_text(&q, event_documents_name(notice->documents));
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		event = column_int(&q, 0);
	TRY(query_end(&q));
	*id = event;
	return desk_search_mark(ctx, DESK_EVENT, event, 0);
}

enum err
event_notify(struct ctx *ctx, const struct event_notice *notice, int64_t *id)
{
	struct event event;
	int64_t matter = 0;

	TRY(ctx_may_for(ctx, MAY_EVENT_NOTIFY, ctx->actor->unit));
	TRY(unit_still_works(ctx, ctx->actor->unit));
	TRY(notice_check(ctx, notice));
	if (notice->needs_coverage)
		TRY(event_duty_begin(ctx, notice, &matter));
	TRY(add(ctx, notice, matter, &event.id));
	TRY(load(ctx, event.id, &event));
	TRY(event_note(ctx, &event, "notify", 0, NO_TEXT, NULL));
	if (notice->needs_coverage)
		TRY(event_tell(ctx, &event, TELL_EVENT_NOTIFY, 0));
	*id = event.id;
	return OK;
}
