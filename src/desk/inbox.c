/* inbox.c - what one can act on now, what one has sent, what one waits for, what ends soon. */
#include "desk/handlers.h"
#include "desk/notice.h"
#include "desk/view.h"
#include "desk/work_query.h"
#include "http/form.h"
#include "office/bulk.h"

#define INBOX_ROWS 50
#define INBOX_NOTICES 5

/* --- one row -----------------------------------------------------------------------------------
 */

static enum err
work_view(struct ctx *ctx, json_t *row, const struct work *work)
{
	struct duty_row duty;

	json_put_text(row, "kind", work_kind_name(work->kind));
	json_put_int(row, "id", work->id);
	json_put_text(row, "thing",
			bulk_thing_words(ctx->arena,
					&(struct bulk_thing){.kind = work_kind_name(work->kind),
							.id = work->id,
							.seen = work->seen}));
	json_put_text(row, "href", work->href);
	json_put_text(row, "title", work->title);
	json_put_text(row, "unit", work->unit_code);
	json_put_text(row, "unit_name", work->unit_name);
	json_put_text(row, "clause", work->clause);
	json_put_text(row, "rule", work->rule);
	json_put_text(row, "act", work->act);
	json_put_text(row, "awaited", work->awaited);
	view_instant(ctx, row, "starts_at", work->has_start, work->starts_at);
	json_put_text(row, "came", work->came);
	json_put_instant(row, "at", work->at, ctx->rules->zone);
	view_label(row, "state", work->state, work->label);
	json_put_bool(row, "deadline", false);
	if (!work->duty)
		return OK;
	TRY(duty_load(ctx, work->duty, &duty));
	view_deadline(ctx, row, "deadline", &duty);
	return OK;
}

/* --- pages -------------------------------------------------------------------------------------
 */

/* A page begins behind a row, told by all that orders it: "DUE.AT.KIND.ID". */
static struct text
place_words(struct arena *arena, const struct work *work)
{
	struct instant until;

	return text_format(arena, "%lld.%lld.%d.%lld",
			work_pressing(work, &until) ? (long long)until.ms : -1LL,
			(long long)work->at.ms, (int)work->kind, (long long)work->id);
}

static bool
place_read(struct text typed, struct work *out)
{
	int64_t numbers[4];
	struct text part;

	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		if (!text_split(&typed, '.', &part) || !text_to_int(part, &numbers[i]))
			return false;
	*out = (struct work){
			.has_due = numbers[0] >= 0,
			.due_before.ms = numbers[0],
			.at.ms = numbers[1],
			.kind = (enum work_kind)numbers[2],
			.id = numbers[3],
	};
	return !typed.n;
}

static enum err
rows_view(struct ctx *ctx, const struct request *request, json_t *view,
		const struct work_query *query, const struct work_set *set)
{
	struct text typed = request_query(request, "after");
	json_t *list = json_put_list(view, "work");
	struct work place;
	size_t from = 0, to;

	if (typed.n && !place_read(typed, &place))
		return ERR_NOT_FOUND;
	while (typed.n && from < set->count &&
			!work_is_before(query->list, &place, &set->rows[from]))
		from++;
	to = set->count - from > INBOX_ROWS ? from + INBOX_ROWS : set->count;
	for (size_t i = from; i < to; i++)
		TRY(work_view(ctx, json_add_object(list), &set->rows[i]));
	json_put_bool(view, "has_work", to > from);
	if (to < set->count) {
		struct text href = work_query_href(ctx, query);

		view_next(view, text_format(ctx->arena, "%.*s%cafter=%s", TEXT_ARGS(href),
						text_find(href, TEXT("?")) < 0 ? '?' : '&',
						place_words(ctx->arena, &set->rows[to - 1]).p));
		return OK;
	}
	view_next(view, NO_TEXT);
	return OK;
}

static bool
is_unfiltered(const struct work_filter *filter)
{
	return !filter->clause.n && !filter->unit.n && !filter->state.n && !filter->text.n &&
	       filter->due == WORK_DUE_ANY;
}

/* How many there are of what one can act on, whatever list is shown: `shown` is one of query. */
static enum err
counts_view(struct ctx *ctx, json_t *view, const struct work_query *query,
		const struct work_set *shown)
{
	static const enum work_list counted[] = {WORK_TODO, WORK_SOON};
	json_t *list = json_put_list(view, "counts");

	for (size_t i = 0; i < COUNT_OF(counted); i++) {
		json_t *row = json_add_object(list);
		struct work_set set = *shown;

		if (query->list != counted[i] || !is_unfiltered(&query->filter))
			TRY(work_gather(ctx, counted[i], &(struct work_filter){0}, &set));
		json_put_text(row, "name", work_list_name(counted[i]));
		json_put_text(row, "label", work_list_label(counted[i]));
		json_put_text(row, "href",
				work_query_href(ctx, &(struct work_query){.list = counted[i]}));
		json_put_int(row, "count", (int64_t)set.count);
		json_put_bool(row, "more", set.is_cut);
	}
	return OK;
}

static enum err
around_view(struct ctx *ctx, json_t *view, const struct work_query *query,
		const struct work_set *shown)
{
	struct notice *notices;
	size_t count;

	view_bulk(ctx, view);
	TRY(view_saved(ctx, view, work_query_href(ctx, query)));
	TRY(counts_view(ctx, view, query, shown));
	TRY(notice_list(ctx, 0, false, INBOX_NOTICES, &notices, &count));
	TRY(view_notices(ctx, view, notices, count));
	view_action_if(ctx, view, MAY_ITEM_WRITE, ctx->actor->unit, "begin_item", "Viết tin, bài",
			"GET", TEXT("/desk/items/new"));
	view_action_if(ctx, view, MAY_MATTER_OPEN, ctx->actor->unit, "open_matter",
			"Mở vụ việc mới", "GET", TEXT("/desk/matters/new"));
	view_express(ctx, view);
	if (!view_action_style(view, "begin_item", ""))
		view_action_style(view, "open_matter", "");
	json_put_bool(view, "has_more", json_array_size(json_object_get(view, "actions")) > 1);
	return OK;
}

enum err
get_inbox(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct work_query query;
	struct work_set set;

	TRY(work_query_read(ctx, request, &query));
	TRY(work_gather(ctx, query.list, &query.filter, &set));
	TRY(work_query_view(ctx, view, request, query.list));
	TRY(rows_view(ctx, request, view, &query, &set));
	json_put_int(view, "work_count", (int64_t)set.count);
	json_put_bool(view, "is_cut", set.is_cut);
	return around_view(ctx, view, &query, &set);
}

/* What was asked for is not understood: the filters as typed, without rows. */
enum err
get_inbox_again(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct work_query nothing = {0};
	struct work_set empty = {0}, todo;

	TRY(work_query_view(ctx, view, request, WORK_TODO));
	TRY(rows_view(ctx, &(struct request){0}, view, &nothing, &empty));
	json_put_int(view, "work_count", 0);
	json_put_bool(view, "is_cut", false);
	TRY(work_gather(ctx, nothing.list, &nothing.filter, &todo));
	return around_view(ctx, view, &nothing, &todo);
}
