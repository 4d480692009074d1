/* register.c - what one looks up: the duties of the law, the audit trail. */
#include "desk/act_words.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "law/regulation.h"
#include "office/audit.h"

#define AUDIT_ROWS 50

enum err
get_law(struct ctx *ctx, struct request *request, struct reply *reply)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	json_t *view = view_of(reply);
	json_t *list = json_put_list(view, "duties");

	(void)request;
	if (!law)
		return ctx_refuse(ctx, ERR_NOT_FOUND, "Hôm nay không có quy định nào có hiệu lực.");
	json_put_text(view, "number", law->number);
	json_put_text(view, "name", law->title);
	json_put_text(view, "issuer", law->issuer);
	json_put_text(view, "source", law->source);
	json_put_day(view, "effective_from", law->effective_from);
	for (size_t i = 0; i < law->duty_count; i++) {
		const struct duty *duty = &law->duties[i];
		json_t *row = json_add_object(list);

		json_put_text(row, "id", duty->id);
		json_put_text(row, "clause", duty->clause);
		json_put_text(row, "title", duty->title);
		json_put_text(row, "citation", duty->citation);
		json_put_text(row, "trigger", duty->trigger);
		json_put_text(row, "obligor", duty->obligor_label);
		json_put_text(row, "act", duty->act);
		json_put_text(row, "note", duty->note);
		json_put_text(row, "limit", limit_label(ctx->arena, duty->limit));
		json_put_bool(row, "target", false);
		if (duty->target.kind != LIMIT_UNSET)
			json_put_text(row, "target", limit_label(ctx->arena, duty->target));
		json_put_text(row, "anchor", duty->anchor_label);
	}
	return OK;
}

enum err
get_audit(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	json_t *list = json_put_list(view, "rows");
	struct text login = request_query(request, "login");
	struct text action = request_query(request, "action");
	struct audit_row *rows;
	int64_t before;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(audit_list(ctx, before, AUDIT_ROWS, login, action, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		audit_row_view(row, &rows[i], ctx->rules->zone);
		json_put_text(row, "words", act_words(rows[i].action));
	}
	json_put_bool(view, "has_rows", count > 0);
	json_put_text(view, "login", login);
	json_put_text(view, "action", action);
	json_put_bool(view, "before", false);
	if (count == AUDIT_ROWS)
		json_put_int(view, "before", rows[count - 1].seq);
	return OK;
}
