/* hold.c - what is held because it looks like a state secret, and what becomes of it. */
#include "desk/hold.h"
#include "desk/act_words.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "office/audit.h"
#include "office/screening.h"

#define ROWS 30

static const char *const outcomes[] = {"released", "confirmed", NULL};

const struct field hold_fields[] = {
		{"outcome", FIELD_CHOICE, true, 0, "Kết luận", outcomes},
		{"reason", FIELD_TEXT, true, HOLD_REASON_MAX, "Lý do", NULL},
		{0},
};

void
hold_words_view(const struct ctx *ctx, json_t *row, const struct hold_words *words)
{
	json_put_instant(row, "at", words->at, ctx->rules->zone);
	json_put_text(row, "who", words->who);
	view_label(row, "state", hold_outcome_name(words->outcome),
			hold_outcome_label(words->outcome));
	json_put_bool(row, "decided", false);
	if (words->outcome == HOLD_OPEN)
		return;
	row = json_put_object(row, "decided");
	json_put_text(row, "reason", words->reason);
	json_put_text(row, "who", words->decider);
	json_put_instant(row, "at", words->decided_at, ctx->rules->zone);
}

static void
hold_view(const struct ctx *ctx, json_t *row, const struct hold *hold)
{
	json_put_int(row, "id", hold->id);
	json_put_int(row, "item", hold->item);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/holds/%lld", (long long)hold->id));
	json_put_text(row, "unit_name", hold->unit_name);
	json_put_int(row, "revision", hold->revision);
	json_put_bool(row, "is_file", hold->attachment != 0);
	hold_words_view(ctx, row,
			&(struct hold_words){hold->at, hold->account_name, hold->outcome,
					hold->reason, hold->decider_name, hold->decided_at});
}

enum err
get_holds(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list = json_put_list(view, "holds");
	bool only_open = text_equals(request_query(request, "state"), TEXT("open"));
	struct hold *rows;
	int64_t before;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(hold_list(ctx, only_open, before, ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++)
		hold_view(ctx, json_add_object(list), &rows[i]);
	json_put_bool(view, "has_holds", count > 0);
	json_put_bool(view, "only_open", only_open);
	view_next(view, count == ROWS ? text_format(ctx->arena, "/desk/holds?%sbefore=%lld",
							only_open ? "state=open&" : "",
							(long long)rows[count - 1].id)
				      : NO_TEXT);
	return OK;
}

/* The passages, for those who decide alone. */
static enum err
passages_add(struct ctx *ctx, json_t *view, const struct hold *hold)
{
	json_t *list = json_put_list(view, "passages");
	struct finding_row *rows;
	size_t count;

	TRY(finding_list(ctx, hold->item, hold->revision, &rows, &count));
	for (size_t i = 0; i < count && hold_is_open_to(ctx->actor); i++) {
		json_t *row;

		if (rows[i].what.kind != FINDING_SECRET || rows[i].attachment != hold->attachment)
			continue;
		row = json_add_object(list);
		json_put_text(row, "place_label", finding_place_label(rows[i].place));
		json_put_text(row, "file", rows[i].file_name);
		json_put_text(row, "lead", rows[i].lead);
		json_put_text(row, "words", rows[i].words);
		json_put_text(row, "tail", rows[i].tail);
	}
	json_put_bool(view, "has_passages", json_array_size(list) > 0);
	return OK;
}

void
hold_choices_add(struct ctx *ctx, json_t *view)
{
	struct text typed = form_line(ctx->form, "outcome");
	json_t *list = json_put_list(view, "outcomes");

	for (enum hold_outcome outcome = HOLD_RELEASED; outcome <= HOLD_CONFIRMED; outcome++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "code", hold_outcome_name(outcome));
		json_put_text(row, "label",
				outcome == HOLD_RELEASED
						? TEXT("Giải tỏa: không phải bí mật nhà nước")
						: TEXT("Xác nhận có bí mật nhà nước: hủy nội dung, "
						       "giữ kín"));
		json_put_bool(row, "chosen", text_equals(typed, hold_outcome_name(outcome)));
	}
	json_put_text(json_put_object(view, "form"), "reason", form_text(ctx->form, "reason"));
}

enum err
get_hold(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	bool decides = hold_is_open_to(ctx->actor);
	struct hold hold;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(hold_load(ctx, id, &hold));
	hold_view(ctx, view, &hold);
	TRY(passages_add(ctx, view, &hold));
	hold_choices_add(ctx, view);
	json_put_bool(view, "file_href", false);
	if (decides && hold.attachment)
		json_put_text(view, "file_href",
				text_format(ctx->arena, "/desk/attachments/%lld",
						(long long)hold.attachment));
	json_put_bool(view, "item_href", false);
	if (decides)
		json_put_text(view, "item_href",
				text_format(ctx->arena, "/desk/items/%lld", (long long)hold.item));
	json_put_text(view, "decide_href",
			text_format(ctx->arena, "/desk/holds/%lld/decide", (long long)id));
	if (decides && hold.outcome == HOLD_OPEN)
		view_action(view, "decide", TEXT("Ghi quyết định"), "POST",
				json_text(view, "decide_href"), "");
	json_put_bool(view, "may_decide", decides && hold.outcome == HOLD_OPEN);
	view_crumb(view, "Nội dung tạm giữ", TEXT("/desk/holds"));
	view_title(view, text_format(ctx->arena, "Tạm giữ số %lld", (long long)id));
	return OK;
}

enum hold_outcome
hold_outcome_of(const struct form *form)
{
	enum hold_outcome outcome = HOLD_OPEN;

	return hold_outcome_parse(form_line(form, "outcome"), &outcome) == OK ? outcome : HOLD_OPEN;
}

enum err
post_hold_decide(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(hold_decide(ctx, id, hold_outcome_of(ctx->form),
			text_trim(form_text(ctx->form, "reason"))));
	reply_see_other(reply, text_format(request->arena, "/desk/holds/%lld", (long long)id));
	return OK;
}

/* "column.open: Tên chuyên mục: “…”", with the act in words. */
static struct text
refusal_words(struct arena *arena, struct text detail)
{
	struct text rest = detail, action, words;

	if (!text_split(&rest, ':', &action))
		return detail;
	words = act_words(action);
	return words.n ? text_format(arena, "%.*s:%.*s", TEXT_ARGS(words), TEXT_ARGS(rest))
		       : detail;
}

enum err
get_refusals(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list = json_put_list(view, "refusals");
	bool of_words = text_equals(request_query(request, "of"), TEXT("words"));
	struct audit_row *rows;
	int64_t before;
	size_t count;

	TRY(query_number(request, "before", &before));
	TRY(audit_refused(ctx, of_words, before, ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_instant(row, "at", rows[i].at, ctx->rules->zone);
		json_put_text(row, "login", rows[i].login);
		json_put_text(row, "words", refusal_words(ctx->arena, rows[i].detail));
	}
	json_put_bool(view, "has_refusals", count > 0);
	json_put_bool(view, "of_words", of_words);
	view_next(view, count == ROWS ? text_format(ctx->arena, "/desk/refusals?%sbefore=%lld",
							of_words ? "of=words&" : "",
							(long long)rows[count - 1].seq)
				      : NO_TEXT);
	return OK;
}
