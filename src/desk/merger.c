#include "desk/merger.h"

#include "desk/account_view.h"
#include "desk/view.h"
#include "office/merger.h"

#define PATH "/desk/admin/mergers"
#define UNIT_ROWS 2000

#define MERGER_FIELDS                                                                              \
	{.name = "units", .kind = FIELD_INT, .required = true, .label = "Đơn vị sáp nhập"},        \
			{.name = "successor",                                                      \
					.kind = FIELD_INT,                                         \
					.required = true,                                          \
					.label = "Đơn vị tiếp nhận"},                              \
			{.name = "number",                                                         \
					.kind = FIELD_LINE,                                        \
					.required = true,                                          \
					.max = MERGER_NUMBER_MAX,                                  \
					.label = "Số quyết định"},                                 \
			{.name = "decided_on",                                                     \
					.kind = FIELD_DAY,                                         \
					.required = true,                                          \
					.label = "Ngày quyết định"},                               \
			{.name = "signer",                                                         \
					.kind = FIELD_LINE,                                        \
					.required = true,                                          \
					.max = MERGER_SIGNER_MAX,                                  \
					.label = "Người ký quyết định"},                           \
	{                                                                                          \
		.name = "effective_on", .kind = FIELD_DAY, .required = true,                       \
		.label = "Có hiệu lực từ ngày"                                             \
	}

const struct field merger_fields[] = {
		MERGER_FIELDS,
		{.kind = FIELD_NONE},
};

const struct field merger_run_fields[] = {
		MERGER_FIELDS,
		{.name = "seen", .kind = FIELD_LINE, .required = true, .label = "Kết quả chạy thử"},
		{.kind = FIELD_NONE},
};

/* The `i`-th unit that was ticked, 0 behind the last. */
static int64_t
unit_typed(const struct form *form, size_t i)
{
	struct text value;
	int64_t unit = 0;

	return form_at(form, "units", i, &value) && text_to_int(value, &unit) ? unit : 0;
}

static enum err
order_typed(struct ctx *ctx, struct merger_order *order)
{
	*order = (struct merger_order){
			.successor = form_int(ctx->form, "successor"),
			.number = form_line(ctx->form, "number"),
			.signer = form_line(ctx->form, "signer"),
			.seen = form_line(ctx->form, "seen"),
	};
	while (order->count < MERGER_UNITS_MAX && unit_typed(ctx->form, order->count)) {
		order->units[order->count] = unit_typed(ctx->form, order->count);
		order->count++;
	}
	if (unit_typed(ctx->form, order->count))
		return form_complain(ctx->form, "units", "Mỗi lần sáp nhập không quá %d đơn vị.",
				MERGER_UNITS_MAX);
	if (!form_day(ctx->form, "decided_on", &order->decided_on) ||
			!form_day(ctx->form, "effective_on", &order->effective_on))
		return form_complain(ctx->form, "effective_on", "Hãy ghi đủ các ngày.");
	return OK;
}

/* ---- what moves ---- */

static void
put_parts(json_t *view, const struct merger_part *parts, size_t count)
{
	json_t *list = json_put_list(view, "parts");

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);
		json_t *counts = json_put_list(row, "counts");

		json_put_int(row, "unit", parts[i].unit);
		json_put_text(row, "code", parts[i].code);
		json_put_text(row, "name", parts[i].name);
		for (unsigned k = 0; k < MERGER_KIND_COUNT; k++) {
			json_t *cell = json_add_object(counts);

			json_put_text(cell, "kind", merger_kind_name((enum merger_kind)k));
			json_put_text(cell, "label", merger_kind_label((enum merger_kind)k));
			json_put_int(cell, "count", parts[i].counts[k]);
		}
	}
}

static enum err
put_merger(struct ctx *ctx, json_t *row, const struct merger *merger)
{
	struct merger_part *parts;
	size_t count;

	json_put_int(row, "id", merger->id);
	json_put_text(row, "successor_name", merger->successor_name);
	json_put_text(row, "successor_href",
			page_path(ctx->arena, "/desk/admin/units", merger->successor, ""));
	json_put_text(row, "number", merger->number);
	json_put_text(row, "signer", merger->signer);
	json_put_day(row, "decided_on", merger->decided_on);
	json_put_day(row, "effective_on", merger->effective_on);
	json_put_text(row, "account_name",
			merger->account_name.n ? merger->account_name
					       : TEXT("Dòng lệnh của máy chủ"));
	json_put_instant(row, "at", merger->at, ctx->rules->zone);
	json_put_bool(row, "recount_href", false);
	if (merger->recount)
		json_put_text(row, "recount_href",
				page_path(ctx->arena, "/desk/recounts", merger->recount, ""));
	TRY(merger_moves(ctx, merger->id, &parts, &count));
	put_parts(row, parts, count);
	return OK;
}

enum err
get_mergers(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Sáp nhập đơn vị", NULL);
	json_t *list = json_put_list(view, "mergers");
	int64_t before;
	struct merger *rows;
	size_t count, shown;

	TRY(query_number(request, "before", &before));
	TRY(merger_list(ctx, before, LIST_ROWS + 1, &rows, &count));
	shown = count > LIST_ROWS ? LIST_ROWS : count;
	for (size_t i = 0; i < shown; i++)
		TRY(put_merger(ctx, json_add_object(list), &rows[i]));
	json_put_bool(view, "has_mergers", count > 0);
	json_put_bool(view, "next_href", false);
	if (count > shown)
		json_put_text(view, "next_href",
				text_format(ctx->arena, PATH "?before=%lld",
						(long long)rows[shown - 1].id));
	page_crumb(view, "/desk/admin/units", "Đơn vị");
	page_action(view, &(struct page_action){"try_merger", "Chạy thử", TEXT(PATH "/trial"), ""});
	return OK;
}

/* ---- asked for ---- */

static enum err
put_units(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "ending");
	struct unit *units;
	size_t count;

	TRY(unit_list(ctx, 0, UNIT_ROWS, true, &units, &count));
	for (size_t i = 0; i < count; i++) {
		bool ticked = false;

		for (size_t k = 0; unit_typed(ctx->form, k); k++)
			ticked |= unit_typed(ctx->form, k) == units[i].id;
		choice_add(list, text_format(ctx->arena, "%lld", (long long)units[i].id),
				units[i].name, ticked);
	}
	return unit_choices(ctx, view, "successors", "Chọn đơn vị tiếp nhận",
			typed_or(ctx, "successor", 0));
}

enum err
get_merger_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Sáp nhập đơn vị", merger_fields);

	(void)request;
	page_crumb(view, "/desk/admin/units", "Đơn vị");
	page_crumb(view, PATH, "Sáp nhập đơn vị");
	page_action(view, &(struct page_action){"try_merger", "Chạy thử", TEXT(PATH "/trial"), ""});
	return put_units(ctx, view);
}

/* ---- tried ---- */

static void
put_recount(struct ctx *ctx, json_t *view, const struct recount_counts *counts)
{
	json_put_bool(view, "recount", false);
	if (counts->duties)
		json_put_text(view, "recount", recount_words(ctx->arena, counts));
}

/* What was asked for, to be sent again as it was tried. */
static void
put_order(json_t *view, const struct form *form, const struct merger_trial *trial)
{
	static const char *const fields[] = {
			"successor", "number", "decided_on", "signer", "effective_on"};
	json_t *sent = json_put_list(view, "sent");

	for (size_t i = 0; i < trial->count; i++) {
		json_t *row = json_add_object(sent);

		json_put_text(row, "name", TEXT("units"));
		json_put_int(row, "value", trial->parts[i].unit);
	}
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		json_t *row = json_add_object(sent);

		json_put_text(row, "name", text_of(fields[i]));
		json_put_text(row, "value", form_line(form, fields[i]));
	}
}

enum err
post_merger_trial(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct merger_trial *trial = ARENA_NEW(ctx->arena, struct merger_trial);
	struct merger_order order;
	json_t *view;

	(void)request;
	TRY(order_typed(ctx, &order));
	TRY(merger_try(ctx, &order, trial));
	view = page_begin(reply, "Chạy thử sáp nhập", NULL);
	page_crumb(view, "/desk/admin/units", "Đơn vị");
	page_crumb(view, PATH "/new", "Sáp nhập đơn vị");
	put_parts(view, trial->parts, trial->count);
	json_put_text(view, "successor_name", trial->successor.name);
	json_put_text(view, "number", order.number);
	json_put_text(view, "signer", order.signer);
	json_put_day(view, "decided_on", order.decided_on);
	json_put_day(view, "effective_on", order.effective_on);
	put_recount(ctx, view, &trial->recount);
	put_order(view, ctx->form, trial);
	json_put_text(view, "seen", trial->seen);
	page_action(view, &(struct page_action){
					  "merge", "Thực hiện sáp nhập", TEXT(PATH), "warning"});
	return OK;
}

/* ---- carried out ---- */

enum err
post_merger(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct merger_order order;
	int64_t id;

	(void)request;
	TRY(order_typed(ctx, &order));
	TRY(merger_run(ctx, &order, &id));
	reply_see_other(reply, TEXT(PATH));
	return OK;
}
