/* calendar_trial.c - what a draft would move, applying it, and what was moved. */
#include "desk/calendar.h"
#include "desk/calendar_view.h"

#define TRIAL_ROWS 50

const struct field calendar_apply_fields[] = {
		{"revision", FIELD_INT, true, 0, "Lần sửa của bản nháp", NULL},
		{"source", FIELD_LINE, true, CALENDAR_SOURCE_MAX, "Căn cứ", NULL},
		{"note", FIELD_TEXT, true, CALENDAR_NOTE_MAX, "Lý do", NULL},
		{0},
};

/* --- dry run -----------------------------------------------------------------------------------
 */

/* The lists that may be asked for by the query "show". */
static const struct {
	enum move_kind kind;
	const char *name, *label;
} shows[] = {
		{MOVE_ANY, "", "Mọi hạn thay đổi"},
		{MOVE_TURNS_LATE, "late", "Thành quá hạn"},
		{MOVE_TURNS_TIMELY, "timely", "Hết quá hạn"},
};

static enum err
query_show(const struct request *request, size_t *out)
{
	struct text name = request_query(request, "show");

	for (size_t i = 0; i < COUNT_OF(shows); i++)
		if (text_equals(name, text_of(shows[i].name))) {
			*out = i;
			return OK;
		}
	return ERR_NOT_FOUND;
}

static void
shows_view(struct ctx *ctx, json_t *view, int64_t id, size_t chosen)
{
	json_t *list = json_put_list(view, "shows");

	for (size_t i = 0; i < COUNT_OF(shows); i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "label", text_of(shows[i].label));
		json_put_bool(row, "chosen", i == chosen);
		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/calendars/versions/%lld/trial%s%s",
						(long long)id, i ? "?show=" : "", shows[i].name));
	}
}

enum err
get_calendar_trial(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct dry_run_order order = {.limit = TRIAL_ROWS};
	json_t *view = view_of(reply);
	struct calendar_version draft;
	struct dry_run run;
	size_t show;

	TRY(request_id(request, "id", &order.draft));
	TRY(query_show(request, &show));
	TRY(query_number(request, "after", &order.after));
	order.kind = shows[show].kind;
	TRY(draft_view(ctx, view, order.draft, &draft));
	TRY(calendar_dry_run(ctx, &order, &run));
	counts_view(view, &run.counts);
	shows_view(ctx, view, order.draft, show);
	moves_view(ctx, view, run.moves, run.move_count);
	view_next(view, run.has_more ? text_format(ctx->arena,
						       "/desk/calendars/versions/%lld/"
						       "trial?show=%s&after=%lld",
						       (long long)order.draft, shows[show].name,
						       (long long)run.moves[run.move_count - 1]
								       .duty)
				     : NO_TEXT);
	json_put_text(view, "apply_href", version_href(ctx->arena, order.draft, "/apply"));
	view_title(view, text_format(ctx->arena, "Chạy thử bản nháp của %.*s",
					 TEXT_ARGS(draft.name)));
	return OK;
}

/* --- apply -------------------------------------------------------------------------------------
 */

/* The last look: what changes, what it moves, and the form that makes it hold. */
enum err
get_calendar_apply(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *form = json_put_object(view, "form");
	struct dry_run_order order = {.kind = MOVE_TURNS_LATE, .limit = 1};
	struct calendar_version draft, base;
	struct dry_run run;

	TRY(request_id(request, "id", &order.draft));
	TRY(draft_view(ctx, view, order.draft, &draft));
	TRY(calendar_version_load(ctx, draft.base, &base));
	TRY(changes_view(ctx, view, &base, &draft));
	TRY(calendar_dry_run(ctx, &order, &run));
	counts_view(view, &run.counts);
	json_put_bool(view, "turns_late", run.counts.turned_late > 0);
	json_put_text(form, "source", form_line(ctx->form, "source"));
	json_put_text(form, "note", form_text(ctx->form, "note"));
	view_action(view, "apply", TEXT("Áp dụng và tính lại hạn"), "POST",
			version_href(ctx->arena, order.draft, "/apply"), "");
	view_title(view, text_format(ctx->arena, "Áp dụng bản nháp của %.*s",
					 TEXT_ARGS(draft.name)));
	return OK;
}

enum err
post_calendar_apply(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct apply_order order = {
			.revision = form_int(ctx->form, "revision"),
			.note = text_trim(form_text(ctx->form, "note")),
			.source = form_line(ctx->form, "source"),
	};
	struct recount_counts counts;

	TRY(request_id(request, "id", &order.draft));
	TRY(calendar_apply(ctx, &order, &counts));
	counts_view(view_of(reply), &counts);
	reply_see_other(reply, version_href(reply->arena, order.draft, ""));
	return OK;
}

/* --- what was moved ----------------------------------------------------------------------------
 */

enum err
get_recount(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id, after_unit, after_duty;
	json_t *view = view_of(reply);
	struct recount recount;
	struct move *moves;
	size_t count, shown;

	TRY(request_id(request, "id", &id));
	TRY(query_number(request, "unit", &after_unit));
	TRY(query_number(request, "duty", &after_duty));
	TRY(recount_load(ctx, id, &recount));
	TRY(recount_moves(ctx, id, after_unit, after_duty, TRIAL_ROWS + 1, &moves, &count));
	shown = count > TRIAL_ROWS ? TRIAL_ROWS : count;
	recount_view(ctx, view, &recount);
	moves_view(ctx, view, moves, shown);
	view_next(view, count == shown ? NO_TEXT
				       : text_format(ctx->arena,
							 "/desk/recounts/%lld?unit=%lld&duty=%lld",
							 (long long)id,
							 (long long)moves[shown - 1].unit,
							 (long long)moves[shown - 1].duty));
	calendar_crumbs(ctx, view, 0, NO_TEXT);
	view_title(view, text_format(ctx->arena, "Tính lại hạn theo %.*s",
					 TEXT_ARGS(recount.calendar)));
	return OK;
}
