/* column_edit.c - what a column says: opened, and changed. */
#include "desk/column.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "office/clearance.h"

#define BLANK_ROWS 3 /* for new parts, below those that there are */

#define COLUMN_FIELDS                                                                              \
	{"title", FIELD_LINE, true, COLUMN_TITLE_MAX, "Tên chuyên mục", NULL},                     \
			{"purpose", FIELD_TEXT, true, COLUMN_PURPOSE_MAX, "Mục đích", NULL},       \
			{"begins_on", FIELD_DAY, true, 0, "Bắt đầu từ ngày", NULL},                \
			{"ends_on", FIELD_DAY, false, 0, "Đến hết ngày", NULL},                    \
			{"part_name", FIELD_LINE, false, COLUMN_PART_NAME_MAX, "Tên thành phần",   \
					NULL},                                                     \
			DECLARED_FIELD,                                                            \
	{                                                                                          \
		"part_about", FIELD_TEXT, false, COLUMN_PART_ABOUT_MAX, "Mô tả thành phần", NULL   \
	}

const struct field column_fields[] = {COLUMN_FIELDS, {0}};

const struct field column_change_fields[] = {
		COLUMN_FIELDS,
		{"part_number", FIELD_INT, false, 0, "Số của thành phần", NULL},
		{"base", FIELD_INT, false, 0, "Bản gốc", NULL},
		{0},
};

/* --- the form ----------------------------------------------------------------------------------
 */

/* The i-th row of the form as typed; false behind the last. */
static bool
row_typed(const struct form *form, size_t i, struct column_part *out)
{
	struct text name, about = NO_TEXT, number = NO_TEXT;

	if (!form_at(form, "part_name", i, &name))
		return false;
	*out = (struct column_part){.name = text_trim(name)};
	if (form_at(form, "part_about", i, &about))
		out->about = text_trim(about);
	if (form_at(form, "part_number", i, &number) && number.n &&
			!text_to_int(number, &out->number))
		out->number = -1;
	return true;
}

static void
row_add(struct ctx *ctx, json_t *list, const struct column_part *part)
{
	size_t n = json_array_size(list) + 1;
	json_t *row = json_add_object(list);

	json_put_int(row, "row", (int64_t)n);
	json_put_text(row, "id_name",
			n == 1 ? TEXT("part_name") : text_format(ctx->arena, "part_name-%zu", n));
	json_put_text(row, "id_about",
			n == 1 ? TEXT("part_about") : text_format(ctx->arena, "part_about-%zu", n));
	json_put_text(row, "number",
			part->number ? text_format(ctx->arena, "%lld", (long long)part->number)
				     : NO_TEXT);
	json_put_text(row, "name", part->name);
	json_put_text(row, "about", part->about);
}

/* The rows of parts: as typed, else those of the plan; and a few empty ones. */
static void
rows_view(struct ctx *ctx, json_t *view, const struct column_plan *plan)
{
	json_t *list = json_put_list(view, "rows");
	struct column_part part;
	size_t blank = 0;

	for (size_t i = 0; i < COLUMN_PARTS_MAX && row_typed(ctx->form, i, &part); i++) {
		row_add(ctx, list, &part);
		blank += !part.name.n;
	}
	if (!json_array_size(list))
		for (size_t i = 0; i < plan->part_count; i++)
			row_add(ctx, list, &plan->parts[i]);
	while (blank++ < BLANK_ROWS && json_array_size(list) < COLUMN_PARTS_MAX)
		row_add(ctx, list, &(struct column_part){0});
}

/* view.form: what the plan says; what was typed is put over it by the page. */
static void
form_view(struct ctx *ctx, json_t *view, const struct column_plan *plan)
{
	json_t *form = json_put_object(view, "form"), *names = json_put_list(form, "parts");

	json_put_text(form, "title", plan->title);
	json_put_text(form, "purpose", plan->purpose);
	json_put_text(form, "begins_on",
			plan->begins_on.n ? day_iso(ctx->arena, plan->begins_on) : NO_TEXT);
	json_put_text(form, "ends_on",
			plan->has_end ? day_iso(ctx->arena, plan->ends_on) : NO_TEXT);
	for (size_t i = 0; i < plan->part_count; i++)
		json_put_text(json_add_object(names), "name", plan->parts[i].name);
	json_put_int(form, "base", 0);
	json_put_bool(view, "theirs", false);
	json_put_text(view, "declaration", TEXT(DECLARATION_WORDS));
	rows_view(ctx, view, plan);
}

static enum err
plan_read(struct ctx *ctx, struct column_plan *out)
{
	struct column_part *parts =
			ARENA_NEW_ARRAY(ctx->arena, COLUMN_PARTS_MAX + 1, struct column_part);
	struct column_part part;

	*out = (struct column_plan){
			.title = form_line(ctx->form, "title"),
			.purpose = text_trim(form_text(ctx->form, "purpose")),
			.declared = form_flag(ctx->form, "declared"),
			.parts = parts,
	};
	if (!form_day(ctx->form, "begins_on", &out->begins_on))
		return form_complain(ctx->form, "begins_on", "Hãy ghi ngày bắt đầu.");
	out->has_end = form_day(ctx->form, "ends_on", &out->ends_on);
	for (size_t i = 0; out->part_count <= COLUMN_PARTS_MAX && row_typed(ctx->form, i, &part);
			i++)
		if (part.name.n || part.about.n)
			parts[out->part_count++] = part;
	return OK;
}

/* --- opening -----------------------------------------------------------------------------------
 */

enum err
get_column_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);

	(void)request;
	form_view(ctx, view, &(struct column_plan){0});
	json_put_text(view, "action", TEXT("/desk/columns"));
	json_put_text(view, "back_href", TEXT("/desk/columns"));
	json_put_bool(view, "is_new", true);
	view_crumb(view, "Chuyên mục", TEXT("/desk/columns"));
	view_title(view, TEXT("Mở chuyên mục"));
	return OK;
}

enum err
post_column(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct column_plan plan;
	int64_t id;

	TRY(plan_read(ctx, &plan));
	TRY(column_open(ctx, &plan, &id));
	json_put_int(view_of(reply), "id", id);
	reply_see_other(reply, text_format(request->arena, "/desk/columns/%lld", (long long)id));
	return OK;
}

/* --- changing ----------------------------------------------------------------------------------
 */

enum err
get_column_change(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct column column;
	struct text href;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(column_load(ctx, id, &column));
	TRY(ctx_may(ctx, MAY_COLUMN_MANAGE));
	href = text_format(ctx->arena, "/desk/columns/%lld", (long long)id);
	form_view(ctx, view, &column.plan);
	json_put_int(json_object_get(view, "form"), "base", column.version);
	json_put_text(view, "action", text_format(ctx->arena, "%s/change", href.p));
	json_put_text(view, "back_href", href);
	json_put_bool(view, "is_new", false);
	view_crumb(view, "Chuyên mục", TEXT("/desk/columns"));
	view_crumb(view, text_c(ctx->arena, column.plan.title), href);
	view_title(view, TEXT("Sửa chuyên mục"));
	return OK;
}

enum err
post_column_change(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct column_plan plan;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(plan_read(ctx, &plan));
	TRY(column_change(ctx, id, form_int(ctx->form, "base"), &plan));
	reply_see_other(reply, text_format(request->arena, "/desk/columns/%lld", (long long)id));
	return OK;
}
