/* mail_keep.c - what operators see of mails, and what they do about them. */
#include "gen/office/mail.sql.h"
#include "office/audit.h"
#include "office/mail.h"

static enum err
number_read(struct ctx *ctx, const struct sql *sql, const struct instant *since, int64_t *out)
{
	struct query q;

	query_begin(&q, ctx->store, sql);
	if (since)
		bind_instant(&q, *since);
	if (query_next(&q))
		*out = column_int(&q, 0);
	return query_end(&q);
}

enum err
mail_figures(struct ctx *ctx, struct mail_figures *out)
{
	struct instant today = day_begin(day_of(ctx->now, ctx->rules->zone), ctx->rules->zone);
	struct mail_figures figures = {0};
	struct query q;

	query_begin(&q, ctx->store, &SQL_mail_count_waiting);
	bind_instant(&q, ctx->now);
	if (query_next(&q)) {
		figures.waiting = column_int(&q, 0);
		figures.delayed = column_int(&q, 1);
		figures.oldest_at = column_instant(&q, 2);
	}
	TRY(query_end(&q));
	TRY(number_read(ctx, &SQL_mail_count_dead, NULL, &figures.dead));
	TRY(number_read(ctx, &SQL_mail_count_sent, &today, &figures.sent_today));
	TRY(number_read(ctx, &SQL_mail_held, NULL, &figures.held_at.ms));
	*out = figures;
	return OK;
}

static enum err
rows_read(struct ctx *ctx, struct query *q, size_t limit, struct mail_row **out, size_t *count)
{
	struct mail_row *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct mail_row);
	size_t n = 0;

	while (n < limit && query_next(q))
		rows[n++] = (struct mail_row){
				.id = column_int(q, 0),
				.tries = column_int(q, 1),
				.to = column_text(q, 2, ctx->arena),
				.title = column_text(q, 3, ctx->arena),
				.reason = column_text(q, 4, ctx->arena),
				.created_at = column_instant(q, 5),
				.at = column_instant(q, 6),
		};
	TRY(query_end(q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
mail_dead(struct ctx *ctx, int64_t before, size_t limit, struct mail_row **out, size_t *count)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_STATUS_READ));
	query_begin(&q, ctx->store, &SQL_mail_dead);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	return rows_read(ctx, &q, limit, out, count);
}

enum err
mail_delayed(struct ctx *ctx, size_t limit, struct mail_row **out, size_t *count)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_STATUS_READ));
	query_begin(&q, ctx->store, &SQL_mail_delayed);
	bind_int(&q, (int64_t)limit);
	return rows_read(ctx, &q, limit, out, count);
}

enum err
mail_resend(struct ctx *ctx, int64_t id)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_MAIL_MANAGE));
	query_begin(&q, ctx->store, &SQL_mail_resend);
	bind_int(&q, id);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	if (!query_changes(&q))
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Thư này không còn trong danh sách không gửi được.");
	audit_note(ctx, "mail.resend", id, "%s", "gửi lại");
	return OK;
}

enum err
mail_hold(struct ctx *ctx)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_MAIL_MANAGE));
	query_begin(&q, ctx->store, &SQL_mail_hold);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	audit_note(ctx, "mail.hold", 0, "%s", "giữ lại mọi thư");
	return OK;
}

static enum err
waiting_drop(struct ctx *ctx)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_mail_drop_waiting);
	bind_text(&q, TEXT("bỏ khi cho gửi thư trở lại"));
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	query_begin(&q, ctx->store, &SQL_mail_drop_digests);
	return query_run(&q);
}

enum err
mail_release(struct ctx *ctx, bool drop)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_MAIL_MANAGE));
	query_begin(&q, ctx->store, &SQL_mail_release);
	TRY(query_run(&q));
	if (!query_changes(&q))
		return ctx_refuse(ctx, ERR_CONFLICT, "Thư không bị giữ lại.");
	if (drop)
		TRY(waiting_drop(ctx));
	audit_note(ctx, "mail.release", 0, "%s",
			drop ? "bỏ thư đang chờ, gửi từ nay" : "gửi cả thư đang chờ");
	return OK;
}
