#include "office/event_file.h"

#include "base/screen.h"
#include "gen/office/event_file.sql.h"
#include "office/attachment.h"
#include "office/event_assign.h"
#include "office/event_change.h"

/* ---- who ---- */

enum err
event_file_reads(struct ctx *ctx, const struct event *event, bool *out)
{
	const struct actor *actor = ctx->actor;
	role_set others = actor->roles & ~ROLE_BIT(ROLE_REPORTER);
	struct event_assignment *rows;
	size_t count;

	*out = permit_check_unit(MAY_EVENT_READ, others, actor->unit, event->unit) == OK ||
	       (permit_check(MAY_EVENT_READ, others) == OK && actor_took_in(actor, event->unit));
	if (*out)
		return OK;
	TRY(event_assignments(ctx, event->id, &rows, &count));
	for (size_t i = 0; i < count; i++)
		*out |= rows[i].account == actor_place(actor) &&
			(assignment_is_open(rows[i].state) || rows[i].state == ASSIGNMENT_DONE);
	return OK;
}

bool
event_file_adds(struct ctx *ctx, const struct event *event)
{
	return event->state != EVENT_CANCELLED && event->notice.documents == EVENT_GIVEN &&
	       permit_check_unit(MAY_EVENT_NOTIFY, ctx->actor->roles, ctx->actor->unit,
			       event->unit) == OK;
}

/* ---- handed over ---- */

static bool
looks_secret(struct ctx *ctx, struct text words, enum screen_place place)
{
	struct finding *found;
	size_t count = screen(ctx->arena, words, place, &ctx->rules->screen, &found);

	for (size_t i = 0; i < count; i++)
		if (found[i].kind == FINDING_SECRET)
			return true;
	return false;
}

static enum err
file_count(struct ctx *ctx, int64_t event, int64_t *count)
{
	struct query q;

	*count = 0;
	query_begin(&q, ctx->store, &SQL_event_file_count);
	bind_int(&q, event);
	if (query_next(&q))
		*count = column_int(&q, 0);
	return query_end(&q);
}

static enum err
document_check(struct ctx *ctx, int64_t event, const struct media *media)
{
	int64_t count;

	if (looks_secret(ctx, media->name, SCREEN_NAME) ||
			looks_secret(ctx, media->words, SCREEN_PROSE))
		return form_complain(ctx->form, "file",
				"Tệp có dấu hiệu bí mật nhà nước nên không nhận qua hệ thống này. "
				"Hãy giao theo quy định về bảo vệ bí mật nhà nước.");
	TRY(file_count(ctx, event, &count));
	if (count >= EVENT_FILES_MAX)
		return form_complain(ctx->form, "file", "Một sự kiện có tối đa %d tệp.",
				EVENT_FILES_MAX);
	return OK;
}

/* The version of the event rises, so that who acts at the same time meets it. */
static enum err
document_keep(struct ctx *ctx, struct event *event, const struct media *media, int64_t *id)
{
	int64_t file;
	struct query q;

	TRY(document_check(ctx, event->id, media));
	TRY(media_keep(ctx, media, &file));
	query_begin(&q, ctx->store, &SQL_event_file_add);
	bind_int(&q, event->id);
	bind_int(&q, file);
	bind_text(&q, media->name);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		*id = column_int(&q, 0);
	TRY(query_end(&q));
	TRY(event_save(ctx, event));
	return event_note(ctx, event, "file", 0, media->name, NULL);
}

enum err
event_file_hand_over(struct ctx *ctx, int64_t id, enum event_documents documents, struct text how,
		const struct media *media)
{
	struct event event;
	int64_t file;

	if (!media)
		return event_hand_over(ctx, id, documents, how);
	if (documents != EVENT_GIVEN)
		return form_complain(ctx->form, "file", "Chỉ đính kèm tệp khi chọn “%.*s”.",
				TEXT_ARGS(event_documents_label(EVENT_GIVEN)));
	if (!how.n)
		how = text_format(ctx->arena, "Tệp “%.*s”", TEXT_ARGS(media->name));
	TRY(event_hand_over(ctx, id, documents, how));
	TRY(event_load(ctx, id, &event));
	return document_keep(ctx, &event, media, &file);
}

enum err
event_file_add(struct ctx *ctx, int64_t id, const struct media *media, int64_t *out)
{
	struct event event;

	TRY(event_load(ctx, id, &event));
	TRY(ctx_may_for(ctx, MAY_EVENT_NOTIFY, event.unit));
	if (!event_file_adds(ctx, &event))
		return ctx_refuse(ctx, ERR_CONFLICT,
				event.state == EVENT_CANCELLED
						? "Sự kiện này đã hủy."
						: "Hãy ghi nhận việc cung cấp tài liệu trước khi "
						  "thêm tệp.");
	TRY(document_keep(ctx, &event, media, out));
	return event_tell(ctx, &event, TELL_EVENT_HAND_OVER, 0);
}

/* ---- taken back ---- */

static enum err
is_taken_on(struct ctx *ctx, int64_t event, bool *out)
{
	struct event_assignment *rows;
	size_t count;

	*out = false;
	TRY(event_assignments(ctx, event, &rows, &count));
	for (size_t i = 0; i < count; i++)
		*out |= rows[i].state == ASSIGNMENT_ACCEPTED || rows[i].state == ASSIGNMENT_DONE;
	return OK;
}

enum err
event_file_may_remove(struct ctx *ctx, const struct event *event, const struct event_file *file,
		const char **why_not)
{
	bool is_taken;
	int64_t count;

	TRY(is_taken_on(ctx, event->id, &is_taken));
	TRY(file_count(ctx, event->id, &count));
	*why_not = file->account != ctx->actor->account ? "Chỉ người đã thêm tệp được gỡ tệp đó."
		   : event->state == EVENT_CANCELLED ? "Sự kiện này đã hủy."
		   : instant_compare(event->notice.starts_at, ctx->now) <= 0
				   ? "Sự kiện đã bắt đầu nên tài liệu giữ nguyên."
		   : is_taken ? "Phóng viên đã nhận việc theo tài liệu này; hãy thêm tệp đúng và "
				"báo cho phóng viên."
		   : count < 2 ? "Đây là tệp duy nhất đã cung cấp; hãy thêm tệp thay thế trước khi "
				 "gỡ."
			       : "";
	return OK;
}

enum err
event_file_remove(struct ctx *ctx, int64_t id, int64_t *out)
{
	const char *why_not;
	struct event_file file;
	struct event event;
	struct query q;

	TRY(event_file_load(ctx, id, &file));
	TRY(event_load(ctx, file.event, &event));
	TRY(ctx_may_for(ctx, MAY_EVENT_NOTIFY, event.unit));
	TRY(event_file_may_remove(ctx, &event, &file, &why_not));
	if (*why_not)
		return ctx_refuse(ctx,
				file.account == ctx->actor->account ? ERR_CONFLICT : ERR_FORBIDDEN,
				"%s", why_not);
	query_begin(&q, ctx->store, &SQL_event_file_remove);
	bind_int(&q, id);
	bind_instant(&q, ctx->now);
	bind_int(&q, ctx->actor->account);
	TRY(query_run_one(&q));
	/* Who accepts at the same time meets the version. */
	TRY(event_save(ctx, &event));
	*out = event.id;
	return event_note(ctx, &event, "file_remove", 0, file.name, NULL);
}

/* ---- reading ---- */

static void
row_read(struct query *q, struct arena *arena, struct event_file *row)
{
	*row = (struct event_file){
			.id = column_int(q, 0),
			.event = column_int(q, 1),
			.file = column_int(q, 2),
			.name = column_text(q, 3, arena),
			.size = (uint64_t)column_int(q, 4),
			.account_name = column_text(q, 5, arena),
			.added_at = column_instant(q, 6),
			.account = column_int(q, 7),
	};
}

enum err
event_file_list(struct ctx *ctx, int64_t event, struct event_file **out, size_t *count)
{
	struct event_file *rows = ARENA_NEW_ARRAY(ctx->arena, EVENT_FILES_MAX, struct event_file);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_event_file_list);
	bind_int(&q, event);
	bind_int(&q, EVENT_FILES_MAX);
	while (n < EVENT_FILES_MAX && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
event_file_load(struct ctx *ctx, int64_t id, struct event_file *out)
{
	struct event_file row = {0};
	struct event event;
	struct query q;
	bool reads;

	query_begin(&q, ctx->store, &SQL_event_file_load);
	bind_int(&q, id);
	if (query_next(&q))
		row_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	if (!row.id)
		return ERR_NOT_FOUND;
	TRY(event_load(ctx, row.event, &event));
	TRY(event_file_reads(ctx, &event, &reads));
	if (!reads)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Tài liệu này dành cho đơn vị chủ trì, điều phối viên, người biên "
				"tập, duyệt đăng và phóng viên được cử.");
	*out = row;
	return OK;
}

enum err
event_file_reply(struct ctx *ctx, const struct event_file *file, struct reply *reply)
{
	const struct attachment shown = {.file = file->file, .name = file->name};

	return attachment_reply(ctx, &shown, 0, reply);
}
