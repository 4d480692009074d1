/* column_act.c - what the Portal does about a column: publish, close, ask units, remind them. */
#include "desk/column.h"
#include "desk/handlers.h"
#include "desk/input.h"
#include "desk/view.h"
#include "office/column_remind.h"
#include "office/unit.h"

#define VERSION                                                                                    \
	{                                                                                          \
		"version", FIELD_INT, false, 0, "Phiên bản", NULL                                  \
	}

const struct field column_publish_fields[] = {
		VERSION,
		DECLARED_FIELD,
		{"keep_reason", FIELD_TEXT, false, FINDING_REASON_MAX, "Lý do giữ dữ liệu cá nhân",
				NULL},
		{0},
};
const struct field column_unpublish_fields[] = {
		VERSION,
		{"reason", FIELD_TEXT, true, COLUMN_REASON_MAX, "Lý do gỡ", NULL},
		{0},
};
const struct field column_close_fields[] = {
		VERSION,
		{"reason", FIELD_TEXT, true, COLUMN_REASON_MAX, "Lý do", NULL},
		{0},
};
/* Besides, "until_<unit>": the day of one unit, where it is another one. */
const struct field column_request_fields[] = {
		VERSION,
		{"units", FIELD_INT, false, 0, "Đơn vị", NULL},
		{"parts", FIELD_INT, false, 0, "Thành phần", NULL},
		{"until", FIELD_DAY, true, 0, "Ngày đề nghị hoàn thành", NULL},
		{"request", FIELD_TEXT, false, COLUMN_REQUEST_MAX, "Nội dung đề nghị", NULL},
		{0},
};
const struct field column_remind_fields[] = {
		VERSION,
		{"asks", FIELD_INT, false, 0, "Đề nghị", NULL},
		{0},
};

/* The column of a page of the Portal's, with its way back. */
static enum err
page(struct ctx *ctx, struct request *request, json_t *view, enum permit permit, const char *title,
		struct column *column)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(column_load(ctx, id, column));
	TRY(ctx_may(ctx, permit));
	view_column(ctx, view, column);
	view_crumb(view, "Chuyên mục", TEXT("/desk/columns"));
	view_crumb(view, text_c(ctx->arena, column->plan.title), json_text(view, "href"));
	view_title(view, text_of(title));
	return OK;
}

static enum err
back(struct request *request, struct reply *reply, enum err err, int64_t id)
{
	TRY(err);
	reply_see_other(reply, text_format(request->arena, "/desk/columns/%lld", (long long)id));
	return OK;
}

/* --- publishing, withdrawing, closing ------------------------------------------------------
 */

enum err
post_column_publish(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct column_release release = {
			.version = form_int(ctx->form, "version"),
			.declared = form_flag(ctx->form, "declared"),
			.reason = text_trim(form_text(ctx->form, "keep_reason")),
	};
	int64_t id;

	TRY(request_id(request, "id", &id));
	return back(request, reply, column_publish(ctx, id, &release), id);
}

enum err
get_column_unpublish(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct column column;

	TRY(page(ctx, request, view, MAY_COLUMN_PUBLISH, "Gỡ chuyên mục", &column));
	input_add(ctx, json_put_list(view, "inputs"), &column_unpublish_fields[1], "long",
			"Công chúng đọc lý do này ở nơi chuyên mục từng được đăng.", NO_TEXT);
	return OK;
}

enum err
post_column_unpublish(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	return back(request, reply,
			column_unpublish(ctx, id, form_int(ctx->form, "version"),
					form_text(ctx->form, "reason")),
			id);
}

enum err
get_column_close(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct column column;
	struct column_ask *asks;
	size_t count, open = 0;

	TRY(page(ctx, request, view, MAY_COLUMN_MANAGE, "Kết thúc chuyên mục", &column));
	TRY(column_asks(ctx, &column, &asks, &count));
	for (size_t i = 0; i < count; i++)
		open += asks[i].duty_state == DUTY_OPEN;
	json_put_int(view, "open_asks", (int64_t)open);
	input_add(ctx, json_put_list(view, "inputs"), &column_close_fields[1], "long", "", NO_TEXT);
	return OK;
}

enum err
post_column_close(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	return back(request, reply,
			column_close(ctx, id, form_int(ctx->form, "version"),
					form_text(ctx->form, "reason")),
			id);
}

/* --- asking units ------------------------------------------------------------------------------
 */

static struct text
until_field(struct arena *arena, int64_t unit)
{
	return text_format(arena, "until_%lld", (long long)unit);
}

/* What a unit was asked for already, in a word each. */
static struct text
asked_words(const struct ctx *ctx, const struct column *column, const struct column_ask *asks,
		size_t count, int64_t unit)
{
	struct text words = NO_TEXT;

	for (size_t i = 0; i < count; i++) {
		const struct column_part *part = column_part(column, asks[i].part);

		if (asks[i].unit == unit && part)
			words = text_format(ctx->arena, "%.*s%s%.*s: %.*s", TEXT_ARGS(words),
					words.n ? " · " : "", TEXT_ARGS(part->name),
					TEXT_ARGS(column_ask_label(
							column_ask_state(&asks[i], ctx->now))
									.text));
	}
	return words;
}

static enum err
units_view(struct ctx *ctx, json_t *view, const struct column *column)
{
	json_t *list = json_put_list(view, "units");
	struct column_ask *asks;
	struct unit *units;
	size_t count, ask_count;

	TRY(column_asks(ctx, column, &asks, &ask_count));
	TRY(unit_list(ctx, 0, COLUMN_ASKED_MAX, true, &units, &count));
	for (size_t i = 0; i < count; i++) {
		struct text field = until_field(ctx->arena, units[i].id);
		json_t *row;

		if (units[i].id == ctx->actor->unit)
			continue;
		row = json_add_object(list);
		json_put_int(row, "id", units[i].id);
		json_put_text(row, "code", units[i].code);
		json_put_text(row, "name", units[i].name);
		json_put_text(row, "asked", asked_words(ctx, column, asks, ask_count, units[i].id));
		json_put_bool(row, "chosen", input_has_number(ctx->form, "units", units[i].id));
		json_put_text(row, "until", form_line(ctx->form, field.p));
		json_put(row, "complaint", form_complaint(ctx->form, field));
	}
	return OK;
}

enum err
get_column_request(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *form, *list;
	struct column column;

	TRY(page(ctx, request, view, MAY_COLUMN_MANAGE, "Đề nghị đơn vị cung cấp dữ liệu",
			&column));
	form = json_put_object(view, "form");
	json_put_text(form, "until", form_line(ctx->form, "until"));
	json_put_text(form, "request", form_text(ctx->form, "request"));
	list = json_object_get(view, "parts");
	for (size_t i = 0; i < column.plan.part_count; i++)
		json_put_bool(json_array_get(list, i), "chosen",
				input_has_number(ctx->form, "parts", column.plan.parts[i].number));
	return units_view(ctx, view, &column);
}

/* Each chosen unit with its day: its own, or else that of all. */
static enum err
asked_read(struct ctx *ctx, struct column_asked *out, size_t *count)
{
	int64_t units[COLUMN_ASKED_MAX + 1];
	struct day common;

	TRY(input_numbers(ctx->form, "units", units, COUNT_OF(units), count));
	if (!form_day(ctx->form, "until", &common))
		return form_complain(ctx->form, "until", "Hãy ghi ngày đề nghị hoàn thành.");
	for (size_t i = 0; i < *count; i++) {
		struct text field = until_field(ctx->arena, units[i]);

		out[i] = (struct column_asked){.unit = units[i], .until = common, .field = "until"};
		if (!form_line(ctx->form, field.p).n)
			continue;
		out[i].field = field.p;
		if (!form_day(ctx->form, field.p, &out[i].until))
			return form_complain(ctx->form, field.p,
					"Hãy ghi một ngày có trên lịch, ví dụ 20/08/2026.");
	}
	return OK;
}

enum err
post_column_request(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct column_asked *units =
			ARENA_NEW_ARRAY(ctx->arena, COLUMN_ASKED_MAX + 1, struct column_asked);
	int64_t parts[COLUMN_PARTS_MAX + 1];
	struct column_request asked = {
			.version = form_int(ctx->form, "version"),
			.units = units,
			.parts = parts,
			.request = text_trim(form_text(ctx->form, "request")),
	};

	TRY(request_id(request, "id", &asked.column));
	TRY(asked_read(ctx, units, &asked.unit_count));
	TRY(input_numbers(ctx->form, "parts", parts, COUNT_OF(parts), &asked.part_count));
	return back(request, reply, column_ask(ctx, &asked), asked.column);
}

/* --- reminding ---------------------------------------------------------------------------------
 */

enum err
get_column_remind(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *list = json_put_list(view, "asks");
	bool is_typed = form_has(ctx->form, "asks");
	struct column column;
	struct column_ask *asks;
	size_t count, n = 0;

	TRY(page(ctx, request, view, MAY_COLUMN_MANAGE, "Nhắc các đơn vị", &column));
	TRY(column_asks(ctx, &column, &asks, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row;

		if (!column_ask_waits(column_ask_state(&asks[i], ctx->now)))
			continue;
		row = json_add_object(list);
		view_column_ask(ctx, row, &column, &asks[i]);
		json_put_bool(row, "chosen",
				!is_typed || input_has_number(ctx->form, "asks", asks[i].id));
		n++;
	}
	json_put_bool(view, "has_asks", n > 0);
	return OK;
}

enum err
post_column_remind(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t *asks = ARENA_NEW_ARRAY(ctx->arena, COLUMN_ASKS_MAX, int64_t);
	int64_t id, reminder;
	size_t count;

	TRY(request_id(request, "id", &id));
	TRY(input_numbers(ctx->form, "asks", asks, COLUMN_ASKS_MAX, &count));
	TRY(column_remind(ctx, id, form_int(ctx->form, "version"), asks, count, &reminder));
	json_put_int(view_of(reply), "id", reminder);
	reply_see_other(reply, text_format(request->arena, "/desk/columns/%lld/reminders/%lld",
					       (long long)id, (long long)reminder));
	return OK;
}

static void
reminded_view(const struct ctx *ctx, json_t *view, const struct column_reminder *reminder)
{
	json_t *told = json_put_list(view, "told"), *failed = json_put_list(view, "failed");

	for (size_t i = 0; i < reminder->count; i++) {
		const struct column_reminded *one = &reminder->rows[i];
		json_t *row = json_add_object(one->why.n ? failed : told);

		json_put_int(row, "ask", one->ask);
		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/column-asks/%lld",
						(long long)one->ask));
		json_put_text(row, "unit_name", one->unit_name);
		json_put_text(row, "part_name", one->part_name);
		json_put_text(row, "why", one->why);
	}
	json_put_int(view, "told_count", (int64_t)json_array_size(told));
	json_put_int(view, "failed_count", (int64_t)json_array_size(failed));
}

enum err
get_column_reminder(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct column_reminder reminder;
	struct column column;
	int64_t number;

	TRY(page(ctx, request, view, MAY_COLUMN_MANAGE, "Kết quả nhắc các đơn vị", &column));
	TRY(request_id(request, "number", &number));
	TRY(column_reminder_load(ctx, column.id, number, &reminder));
	json_put_instant(view, "at", reminder.at, ctx->rules->zone);
	json_put_text(view, "who", reminder.account_name);
	reminded_view(ctx, view, &reminder);
	return OK;
}
