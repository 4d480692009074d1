/* bulk.c - one act upon many rows of the inbox: a list to confirm, and what became of each. */
#include "office/bulk.h"

#include "desk/account_view.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "http/form.h"

#define THING_MAX 60

static const char *const acts[] = {"take", "forward", "remind", "hand", "assign", NULL};

const struct field bulk_fields[] = {
		{"act", FIELD_CHOICE, true, 0, "Việc cần làm", acts},
		{"rows", FIELD_LINE, false, THING_MAX, "Những việc đã chọn", NULL},
		{"to", FIELD_INT, false, 0, "Đơn vị, biên tập viên hoặc phóng viên", NULL},
		{0},
};

static enum err
order_read(struct ctx *ctx, struct bulk_order *out)
{
	struct bulk_thing *things = ARENA_NEW_ARRAY(ctx->arena, BULK_MAX, struct bulk_thing);
	struct text words;
	size_t n = 0;

	*out = (struct bulk_order){.things = things, .to = form_int(ctx->form, "to")};
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

/* --- who is sent, and when they are somewhere else --------------------------------------------
 */

/* Of the rows, those at whose time the reporter is sent elsewhere already. */
static size_t
busy_count(const struct bulk_row *rows, size_t count, int64_t account)
{
	size_t busy = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < rows[i].clash_count; k++)
			if (rows[i].clashes[k].account == account) {
				busy++;
				break;
			}
	return busy;
}

/* good[].when, good[].clashes: in words. The rows of `good` come in the order of `rows`. */
static void
clashes_view(const struct ctx *ctx, json_t *good, const struct bulk_row *rows, size_t count,
		const struct account_holder *reporters, size_t reporter_count)
{
	struct zone zone = ctx->rules->zone;
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		json_t *row, *list;

		if (rows[i].why.n)
			continue;
		row = json_array_get(good, n++);
		list = json_put_list(row, "clashes");
		json_put_text(row, "when", instant_words(ctx->arena, rows[i].starts_at, zone));
		if (rows[i].overlaps.n)
			json_put_text(json_add_object(list), "words",
					text_format(ctx->arena,
							"cùng lúc với “%.*s” trong danh sách này",
							TEXT_ARGS(rows[i].overlaps)));
		for (size_t k = 0; k < rows[i].clash_count; k++) {
			const struct event_clash *clash = &rows[i].clashes[k];
			struct text name = account_holder_name(
					reporters, reporter_count, clash->account);

			json_put_text(json_add_object(list), "words",
					text_format(ctx->arena, "%.*s đã được cử “%.*s” lúc %s",
							TEXT_ARGS(name), TEXT_ARGS(clash->title),
							instant_words(ctx->arena, clash->starts_at,
									zone)
									.p));
		}
		json_put_bool(row, "has_clashes", json_array_size(list) > 0);
	}
}

static void
person_choice(const struct ctx *ctx, json_t *list, const struct account_holder *person, size_t busy,
		bool is_chosen)
{
	choice_add(list, text_format(ctx->arena, "%lld", (long long)person->account),
			busy ? text_format(ctx->arena, "%.*s (trùng giờ %zu sự kiện)",
					       TEXT_ARGS(person->name), busy)
			     : person->name,
			is_chosen);
}

static enum err
reporters_view(struct ctx *ctx, json_t *view, const struct bulk_order *order,
		const struct bulk_row *rows, size_t count)
{
	json_t *list = json_put_list(view, "reporters");
	struct account_holder *reporters;
	size_t reporter_count;

	json_put_bool(view, "asks_reporter", order->act == BULK_ASSIGN);
	if (order->act != BULK_ASSIGN)
		return OK;
	TRY(event_reporters(ctx, &reporters, &reporter_count));
	for (size_t i = 0; i < reporter_count; i++)
		person_choice(ctx, list, &reporters[i],
				busy_count(rows, count, reporters[i].account),
				reporters[i].account == order->to);
	clashes_view(ctx, json_object_get(view, "good"), rows, count, reporters, reporter_count);
	return OK;
}

/* Who may have them, and who has each now. The rows of `good` come in the order of `rows`. */
static enum err
editors_view(struct ctx *ctx, json_t *view, const struct bulk_order *order,
		const struct bulk_row *rows, size_t count)
{
	json_t *list = json_put_list(view, "takers"), *good = json_object_get(view, "good");
	struct account_holder *editors;
	size_t editor_count, n = 0;

	json_put_bool(view, "asks_editor", order->act == BULK_HAND);
	if (order->act != BULK_HAND)
		return OK;
	TRY(item_editors(ctx, &editors, &editor_count));
	for (size_t i = 0; i < editor_count; i++)
		person_choice(ctx, list, &editors[i], 0, editors[i].account == order->to);
	for (size_t i = 0; i < count; i++)
		if (!rows[i].why.n)
			json_put_text(json_array_get(good, n++), "taker", rows[i].taker);
	return OK;
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
	TRY(reporters_view(ctx, view, &order, rows, count));
	TRY(editors_view(ctx, view, &order, rows, count));
	return unit_choices(ctx, view, "units", "Chọn đơn vị",
			order.act == BULK_FORWARD ? order.to : 0);
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
