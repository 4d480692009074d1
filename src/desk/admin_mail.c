#include "desk/admin_mail.h"

#include "desk/account_view.h"
#include "desk/view.h"
#include "law/deadline.h"
#include "office/mail.h"

#define ROWS 50
#define MAIL_HREF "/desk/admin/mail"

const struct field mail_release_fields[] = {
		{.name = "waiting",
				.kind = FIELD_LINE,
				.required = true,
				.max = 10,
				.label = "Thư đang chờ"},
		{.kind = FIELD_NONE},
};

static enum err
figures_view(struct ctx *ctx, json_t *view)
{
	json_t *row = json_put_object(view, "figures");
	struct mail_figures figures;

	TRY(mail_figures(ctx, &figures));
	json_put_int(row, "waiting", figures.waiting);
	json_put_int(row, "delayed", figures.delayed);
	json_put_int(row, "dead", figures.dead);
	json_put_int(row, "sent_today", figures.sent_today);
	json_put_text(row, "oldest",
			figures.oldest_at.ms ? duration_words(ctx->arena,
							       ctx->now.ms - figures.oldest_at.ms)
					     : NO_TEXT);
	view_instant(ctx, view, "held_at", figures.held_at.ms != 0, figures.held_at);
	json_put_bool(view, "is_mailed", ctx->rules->mail.is_on);
	return OK;
}

static json_t *
row_view(const struct ctx *ctx, json_t *list, const struct mail_row *mail)
{
	json_t *row = json_add_object(list);

	json_put_int(row, "id", mail->id);
	json_put_text(row, "to", mail->to);
	json_put_text(row, "title", mail->title);
	json_put_text(row, "reason", mail->reason);
	json_put_int(row, "tries", mail->tries);
	json_put_instant(row, "created_at", mail->created_at, ctx->rules->zone);
	return row;
}

static enum err
delayed_view(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "delayed");
	struct mail_row *rows;
	size_t count;

	TRY(mail_delayed(ctx, ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++)
		json_put_instant(row_view(ctx, list, &rows[i]), "next_at", rows[i].at,
				ctx->rules->zone);
	json_put_bool(view, "has_delayed", count > 0);
	return OK;
}

static enum err
dead_view(struct ctx *ctx, json_t *view, int64_t before)
{
	json_t *list = json_put_list(view, "dead");
	struct mail_row *rows;
	size_t count;

	TRY(mail_dead(ctx, before, ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = row_view(ctx, list, &rows[i]);

		json_put_text(row, "resend_href",
				page_path(ctx->arena, MAIL_HREF, rows[i].id, "/resend"));
	}
	json_put_bool(view, "has_dead", count > 0);
	view_next(view, count < ROWS ? NO_TEXT
				     : text_format(ctx->arena, MAIL_HREF "?before=%lld",
						       (long long)rows[count - 1].id));
	return OK;
}

enum err
get_mail(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Thư của hệ thống", mail_release_fields);
	int64_t before;

	TRY(query_number(request, "before", &before));
	TRY(figures_view(ctx, view));
	TRY(delayed_view(ctx, view));
	TRY(dead_view(ctx, view, before));
	if (permit_check(MAY_MAIL_MANAGE, ctx->actor->roles) == OK)
		page_action(view, &(struct page_action){"release", "Cho gửi thư trở lại",
						  TEXT(MAIL_HREF "/release"), ""});
	return OK;
}

enum err
post_mail_resend(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(mail_resend(ctx, id));
	reply_see_other(reply, TEXT(MAIL_HREF));
	return OK;
}

enum err
post_mail_release(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text waiting = form_line(ctx->form, "waiting");

	(void)request;
	if (!text_equals(waiting, TEXT("send")) && !text_equals(waiting, TEXT("drop")))
		return form_complain(ctx->form, "waiting", "Hãy chọn gửi hoặc bỏ thư đang chờ.");
	TRY(mail_release(ctx, text_equals(waiting, TEXT("drop"))));
	reply_see_other(reply, TEXT(MAIL_HREF));
	return OK;
}
