/* reply_hold.c - direct replies to citizens that are held, and what becomes of them. */
#include "office/reply_hold.h"

#include "desk/handlers.h"
#include "desk/hold.h"
#include "desk/view.h"
#include "office/screening.h"

#define ROWS 30

static struct text
href_of(struct arena *arena, int64_t id)
{
	return text_format(arena, "/desk/reply-holds/%lld", (long long)id);
}

static void
hold_view(const struct ctx *ctx, json_t *row, const struct reply_hold *hold)
{
	json_put_int(row, "id", hold->id);
	json_put_int(row, "question", hold->question);
	json_put_text(row, "href", href_of(ctx->arena, hold->id));
	json_put_text(row, "question_href",
			text_format(ctx->arena, "/desk/questions/%lld", (long long)hold->question));
	hold_words_view(ctx, row,
			&(struct hold_words){hold->at, hold->account_name, hold->outcome,
					hold->reason, hold->decider_name, hold->decided_at});
}

enum err
get_reply_holds(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list = json_put_list(view, "holds");
	struct reply_hold *rows;
	int64_t before;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(reply_hold_list(ctx, false, before, ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++)
		hold_view(ctx, json_add_object(list), &rows[i]);
	json_put_bool(view, "has_holds", count > 0);
	view_next(view, count == ROWS ? text_format(ctx->arena, "/desk/reply-holds?before=%lld",
							(long long)rows[count - 1].id)
				      : NO_TEXT);
	return OK;
}

/* The places, and the whole reply: for those who decide alone. */
static void
passages_add(struct ctx *ctx, json_t *view, const struct reply_hold *hold)
{
	json_t *list = json_put_list(view, "passages");
	struct finding *found;
	size_t count = screen(ctx->arena, hold->reply, SCREEN_PROSE, &ctx->rules->screen, &found);

	for (size_t i = 0; i < count; i++) {
		size_t end = found[i].start + found[i].length;
		json_t *row;

		if (found[i].kind != FINDING_SECRET)
			continue;
		row = json_add_object(list);
		json_put_text(row, "words", text_slice(hold->reply, found[i].start, end));
	}
	json_put_bool(view, "has_passages", json_array_size(list) > 0);
	json_put_text(view, "reply", hold->reply);
}

enum err
get_reply_hold(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct reply_hold hold;
	bool decides;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(reply_hold_load(ctx, id, &hold));
	decides = hold_is_open_to(ctx->actor) && hold.outcome == HOLD_OPEN;
	hold_view(ctx, view, &hold);
	passages_add(ctx, view, &hold);
	hold_choices_add(ctx, view);
	json_put_bool(view, "may_decide", decides);
	json_put_text(view, "decide_href",
			text_format(ctx->arena, "/desk/reply-holds/%lld/decide", (long long)id));
	if (decides)
		view_action(view, "decide", TEXT("Ghi quyết định"), "POST",
				json_text(view, "decide_href"), "");
	view_crumb(view, "Lời trả lời tạm giữ", TEXT("/desk/reply-holds"));
	view_title(view, text_format(ctx->arena, "Tạm giữ lời trả lời số %lld", (long long)id));
	return OK;
}

enum err
post_reply_hold_decide(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(reply_hold_decide(ctx, id, hold_outcome_of(ctx->form),
			text_trim(form_text(ctx->form, "reason"))));
	reply_see_other(reply, href_of(request->arena, id));
	return OK;
}
