#include "office/work.h"

#include "gen/office/work.sql.h"
#include "law/regulation.h"
#include "office/figure.h"
#include "office/work_row.h"

#include <assert.h>
#include <stdlib.h>

/* --- words -------------------------------------------------------------------------------------
 */

static const struct {
	struct text name, label;
} LISTS[WORK_LIST_COUNT] =
		{
				[WORK_TODO] = {TEXT("todo"), TEXT("Cần tôi làm")},
				[WORK_SENT] = {TEXT("sent"), TEXT("Tôi đã gửi")},
				[WORK_OTHERS] = {TEXT("others"), TEXT("Đang chờ người khác")},
				[WORK_SOON] = {TEXT("soon"), TEXT("Sắp hết hạn")},
},
  DUES[WORK_DUE_COUNT] = {
		  [WORK_DUE_ANY] = {TEXT(""), TEXT("Mọi hạn")},
		  [WORK_DUE_OVERDUE] = {TEXT("overdue"), TEXT("Đã quá hạn")},
		  [WORK_DUE_TODAY] = {TEXT("today"), TEXT("Hết hạn hôm nay")},
		  [WORK_DUE_SOON] = {TEXT("soon"), TEXT("Trong 3 ngày tới")},
		  [WORK_DUE_WEEK] = {TEXT("week"), TEXT("Trong 7 ngày tới")},
		  [WORK_DUE_NONE] = {TEXT("none"), TEXT("Không ấn định hạn")},
};

static_assert(WORK_SOON_DAYS == 3, "its label says so");

const struct work_state WORK_STATES[] = {
		{TEXT("owed"), TEXT("Nghĩa vụ chưa thực hiện")},
		{TEXT("question"), TEXT("Câu hỏi")},
		{TEXT("event"), TEXT("Sự kiện")},
		{TEXT("urgent"), TEXT("Chờ hậu kiểm")},
		{TEXT("hold"), TEXT("Tạm giữ")},
		{{0}, {0}},
};

static const struct text KINDS[] = {
		[WORK_ITEM] = TEXT("item"),
		[WORK_DUTY] = TEXT("duty"),
		[WORK_QUESTION] = TEXT("question"),
		[WORK_EVENT] = TEXT("event"),
		[WORK_HOLD] = TEXT("hold"),
};

struct text
work_list_name(enum work_list list)
{
	return LISTS[list].name;
}

struct text
work_list_label(enum work_list list)
{
	return LISTS[list].label;
}

enum err
work_list_parse(struct text name, enum work_list *out)
{
	for (unsigned i = 0; i < WORK_LIST_COUNT; i++)
		if (text_equals(LISTS[i].name, name)) {
			*out = (enum work_list)i;
			return OK;
		}
	return ERR_INVALID;
}

struct text
work_due_name(enum work_due due)
{
	return DUES[due].name;
}

struct text
work_due_label(enum work_due due)
{
	return DUES[due].label;
}

enum err
work_due_parse(struct text name, enum work_due *out)
{
	for (unsigned i = 0; i < WORK_DUE_COUNT; i++)
		if (text_equals(DUES[i].name, name)) {
			*out = (enum work_due)i;
			return OK;
		}
	return ERR_INVALID;
}

struct text
work_kind_name(enum work_kind kind)
{
	return KINDS[kind];
}

/* --- filtering ---------------------------------------------------------------------------------
 */

static bool
is_due(const struct ctx *ctx, const struct work *row, enum work_due due)
{
	struct day today = day_of(ctx->now, ctx->rules->zone);
	struct instant tomorrow = day_begin(day_add(today, 1), ctx->rules->zone), until;
	bool is_over = row->has_due && instant_compare(row->due_before, ctx->now) <= 0;

	switch (due) {
	case WORK_DUE_OVERDUE:
		return is_over;
	case WORK_DUE_TODAY:
		until = tomorrow;
		break;
	case WORK_DUE_SOON:
		until = instant_add(ctx->now, WORK_SOON_DAYS * DAY_MS);
		break;
	case WORK_DUE_WEEK:
		until = instant_add(ctx->now, 7 * DAY_MS);
		break;
	case WORK_DUE_NONE:
		return !row->has_due;
	default:
		return true;
	}
	return row->has_due && !is_over && instant_compare(row->due_before, until) <= 0;
}

static bool
passes(struct work_gathering *g, const struct work *row)
{
	const struct work_filter *filter = g->filter;
	struct arena *arena = g->ctx->arena;

	if (filter->unit.n && !text_equals(filter->unit, row->unit_code))
		return false;
	if (filter->state.n && !text_equals(filter->state, row->state))
		return false;
	if (!is_due(g->ctx, row, filter->due))
		return false;
	if (g->rules.n && (!row->rule.n || text_find(g->rules,
							   text_format(arena, ",%.*s,",
									   TEXT_ARGS(row->rule))) <
							   0))
		return false;
	return !g->words.n || text_find(text_fold(arena, row->title), g->words) >= 0;
}

void
work_add(struct work_gathering *g, const struct work *row)
{
	struct work_set *set = &g->set;

	if (!passes(g, row))
		return;
	if (set->count == g->room) {
		struct work *more = ARENA_NEW_ARRAY(g->ctx->arena, 2 * g->room, struct work);

		memcpy(more, set->rows, set->count * sizeof(*more));
		set->rows = more;
		g->room *= 2;
	}
	set->rows[set->count++] = *row;
}

void
work_was_read(struct work_gathering *g, size_t count)
{
	g->set.is_cut |= count >= WORK_SCAN;
}

enum err
work_due_of(struct work_gathering *g, struct work *row)
{
	const struct regulation_set *set = g->ctx->rules->regulations;
	const struct regulation *law = NULL;
	const struct duty *rule = NULL;
	bool is_owed;
	struct query q;

	if (!row->duty)
		return OK;
	query_begin(&q, g->ctx->store, &SQL_work_duty_of);
	bind_int(&q, row->duty);
	is_owed = query_next(&q);
	if (is_owed) {
		law = regulation_find(set, column_text(&q, 0, g->ctx->arena));
		row->rule = column_text(&q, 1, g->ctx->arena);
		row->has_due = !column_is_null(&q, 2);
		row->due_before = column_instant(&q, 2);
	}
	TRY(query_end(&q));
	rule = law ? regulation_duty(law, row->rule) : NULL;
	row->clause = rule ? rule->clause : NO_TEXT;
	if (!is_owed)
		row->duty = 0;
	return OK;
}

/* --- order -------------------------------------------------------------------------------------
 */

bool
work_pressing(const struct work *row, struct instant *out)
{
	*out = row->has_due ? row->due_before : row->starts_at;
	return row->has_due || row->has_start;
}

bool
work_is_before(enum work_list list, const struct work *a, const struct work *b)
{
	struct instant first, second;
	bool presses = work_pressing(a, &first);
	int order = 0;

	if (list != WORK_SENT && presses != work_pressing(b, &second))
		return presses;
	if (list != WORK_SENT && presses)
		order = instant_compare(first, second);
	if (!order)
		order = instant_compare(b->at, a->at);
	if (!order)
		order = (int)a->kind - (int)b->kind;
	return order < 0 || (order == 0 && a->id > b->id);
}

static int
compare(const void *a, const void *b, void *list)
{
	enum work_list which = *(const enum work_list *)list;

	return work_is_before(which, b, a) - work_is_before(which, a, b);
}

enum err
work_gather(struct ctx *ctx, enum work_list list, const struct work_filter *filter,
		struct work_set *out)
{
	struct work_gathering g = {
			.ctx = ctx,
			.list = list,
			.filter = filter,
			.rules = figure_rules(
					ctx, &(struct figure_filter){.clause = filter->clause}),
			.words = text_fold(ctx->arena, filter->text),
			.room = WORK_SCAN,
			.set.rows = ARENA_NEW_ARRAY(ctx->arena, WORK_SCAN, struct work),
	};

	TRY(work_items(&g));
	TRY(work_duties(&g));
	TRY(work_questions(&g));
	TRY(work_events(&g));
	TRY(work_holds(&g));
	qsort_r(g.set.rows, g.set.count, sizeof(struct work), compare, &list);
	*out = g.set;
	return OK;
}
