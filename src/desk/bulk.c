/* bulk.c - one act upon many rows of the inbox: a list to confirm, and what became of each. */
#include "office/bulk.h"

#include "desk/account_view.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "http/form.h"

#define THING_MAX 60

static const char *const acts[] = {"take", "forward", "remind", NULL};

const struct field bulk_fields[] = {
		{"act", FIELD_CHOICE, true, 0, "Việc cần làm", acts},
		{"rows", FIELD_LINE, false, THING_MAX, "Những việc đã chọn", NULL},
		{"to", FIELD_INT, false, 0, "Đơn vị", NULL},
		{0},
};

static enum err
order_read(struct ctx *ctx, struct bulk_order *out)
{
	struct bulk_thing *things = ARENA_NEW_ARRAY(ctx->arena, BULK_MAX, struct bulk_thing);
	struct text words;
	size_t n = 0;

	*out = (struct bulk_order){.things = things, .unit = form_int(ctx->form, "to")};
	TRY(bulk_act_parse(form_line(ctx->form, "act"), &out->act));
	for (; form_at(ctx->form, "rows", n, &words); n++) {
		if (n == BULK_MAX)
			return form_complain(
					ctx->form, "rows", "Mỗi lần không quá %d việc.", BULK_MAX);
		if (!bulk_thing_read(words, &things[n]))
			return form_complain(ctx->form, "rows", "Hãy chọn trong danh sách.");
	}
	out->count = n;
	return OK;
}

/* Rows that may be done and rows that may not, or that were done and that were not. */
static void
rows_view(const struct ctx *ctx, json_t *view, const struct bulk_row *rows, size_t count)
{
	json_t *good = json_put_list(view, "good"), *bad = json_put_list(view, "bad");

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(rows[i].why.n ? bad : good);

		json_put_text(row, "thing", bulk_thing_words(ctx->arena, &rows[i].thing));
		json_put_text(row, "title", rows[i].title);
		json_put_text(row, "unit_name", rows[i].unit_name);
		json_put_text(row, "href", rows[i].href);
		json_put_text(row, "why", rows[i].why);
	}
	json_put_int(view, "good_count", (int64_t)json_array_size(good));
	json_put_int(view, "bad_count", (int64_t)json_array_size(bad));
	json_put_bool(view, "has_good", json_array_size(good) > 0);
	json_put_bool(view, "has_bad", json_array_size(bad) > 0);
}

static void
act_view(json_t *view, enum bulk_act act)
{
	json_put_text(view, "act", bulk_act_name(act));
	json_put_text(view, "act_label", bulk_act_label(act));
	view_crumb(view, "Việc của tôi", TEXT("/desk"));
	view_title(view, bulk_act_label(act));
}

void
view_bulk(const struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "bulk");

	for (enum bulk_act act = BULK_TAKE; act < BULK_ACT_COUNT; act++) {
		json_t *row;

		if (!bulk_may(ctx, act))
			continue;
		row = json_add_object(list);
		json_put_text(row, "name", bulk_act_name(act));
		json_put_text(row, "label", bulk_act_label(act));
	}
}

enum err
post_bulk_confirm(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct bulk_order order;
	struct bulk_row *rows;
	size_t count;

	(void)request;
	TRY(order_read(ctx, &order));
	TRY(bulk_look(ctx, &order, &rows, &count));
	rows_view(ctx, view, rows, count);
	act_view(view, order.act);
	json_put_bool(view, "asks_unit", order.act == BULK_FORWARD);
	return unit_choices(ctx, view, "units", "Chọn đơn vị", order.unit);
}

enum err
post_bulk(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct bulk_order order;
	int64_t report;

	TRY(order_read(ctx, &order));
	TRY(bulk_do(ctx, &order, &report));
	json_put_int(view_of(reply), "id", report);
	reply_see_other(reply, text_format(request->arena, "/desk/bulk/%lld", (long long)report));
	return OK;
}

enum err
get_bulk(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct bulk_report report;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(bulk_load(ctx, id, &report));
	rows_view(ctx, view, report.rows, report.count);
	act_view(view, report.act);
	json_put_instant(view, "at", report.at, ctx->rules->zone);
	return OK;
}
