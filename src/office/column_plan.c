/* column_plan.c - what a column says: checked, and its parts as they are stored. */
#include "base/json.h"
#include "office/column_ask.h"
#include "office/column_row.h"

#define PARTS_JSON_MAX 60000

/* --- as stored ---------------------------------------------------------------------------------
 */

enum err
column_parts_read(struct arena *arena, struct text json, struct column_plan *plan)
{
	struct column_part *parts = ARENA_NEW_ARRAY(arena, COLUMN_PARTS_MAX, struct column_part);
	cleanup(json_cleanup) json_t *list = NULL;
	const json_t *row;
	size_t i;

	TRY(json_read(json, PARTS_JSON_MAX, &list));
	json_array_foreach(list, i, row)
	{
		if (plan->part_count == COLUMN_PARTS_MAX)
			return ERR_BROKEN;
		parts[plan->part_count++] = (struct column_part){
				.number = json_int(row, "number"),
				.name = text_copy(arena, json_text(row, "name")),
				.about = text_copy(arena, json_text(row, "about")),
		};
	}
	plan->parts = parts;
	return OK;
}

struct text
column_parts_write(struct arena *arena, const struct column_plan *plan)
{
	cleanup(json_cleanup) json_t *rows = json_new_list();

	for (size_t i = 0; i < plan->part_count; i++) {
		json_t *row = json_add_object(rows);

		json_put_int(row, "number", plan->parts[i].number);
		json_put_text(row, "name", plan->parts[i].name);
		json_put_text(row, "about", plan->parts[i].about);
	}
	return json_write(arena, rows);
}

/* --- checked -----------------------------------------------------------------------------------
 */

static enum err
parts_check(struct ctx *ctx, const struct column_plan *plan)
{
	struct form *form = ctx->form;

	if (!plan->part_count)
		return form_complain(form, "part_name",
				"Hãy nêu ít nhất một thành phần của chuyên mục.");
	if (plan->part_count > COLUMN_PARTS_MAX)
		return form_complain(form, "part_name", "Chuyên mục có không quá %d thành phần.",
				COLUMN_PARTS_MAX);
	for (size_t i = 0; i < plan->part_count; i++) {
		const struct column_part *part = &plan->parts[i];

		if (!part->name.n || text_length(part->name) > COLUMN_PART_NAME_MAX)
			return form_complain(form, "part_name",
					"Thành phần %zu: hãy ghi tên, không quá %d ký tự.", i + 1,
					COLUMN_PART_NAME_MAX);
		if (text_length(part->about) > COLUMN_PART_ABOUT_MAX)
			return form_exceed(form, "part_about",
					"Thành phần %zu: mô tả không quá %d ký tự.", i + 1,
					COLUMN_PART_ABOUT_MAX);
		for (size_t k = 0; k < i; k++)
			if (text_equals(plan->parts[k].name, part->name))
				return form_complain(form, "part_name",
						"Thành phần “%.*s” được nêu hai lần.",
						TEXT_ARGS(part->name));
	}
	return OK;
}

enum err
column_plan_check(struct ctx *ctx, const struct column_plan *plan)
{
	enum err err = parts_check(ctx, plan);

	if (!plan->title.n || text_length(plan->title) > COLUMN_TITLE_MAX)
		err = form_complain(ctx->form, "title",
				"Hãy ghi tên chuyên mục, không quá %d ký tự.", COLUMN_TITLE_MAX);
	if (!plan->purpose.n || text_length(plan->purpose) > COLUMN_PURPOSE_MAX)
		err = form_complain(ctx->form, "purpose", "Hãy ghi mục đích, không quá %d ký tự.",
				COLUMN_PURPOSE_MAX);
	if (plan->has_end && plan->ends_on.n < plan->begins_on.n)
		err = form_complain(ctx->form, "ends_on",
				"Ngày kết thúc không thể trước ngày bắt đầu (%s).",
				day_words(ctx->arena, plan->begins_on).p);
	if (!plan->declared)
		err = form_complain(ctx->form, "declared", "Hãy đánh dấu cam kết trước khi lưu.");
	if (column_plan_bar(ctx, plan) != OK)
		err = ERR_INVALID;
	return err;
}

/* Each part has a number of its own; those that were there before keep theirs. */
enum err
column_parts_number(struct ctx *ctx, const struct column *before, struct column_plan *plan)
{
	struct column_part *parts =
			ARENA_NEW_ARRAY(ctx->arena, plan->part_count, struct column_part);
	int64_t last = 0;

	for (size_t i = 0; i < before->plan.part_count; i++)
		if (before->plan.parts[i].number > last)
			last = before->plan.parts[i].number;
	for (size_t i = 0; i < plan->part_count; i++) {
		parts[i] = plan->parts[i];
		for (size_t k = 0; k < i; k++)
			if (parts[i].number && parts[k].number == parts[i].number)
				return form_complain(ctx->form, "part_number",
						"Một thành phần được gửi lên hai lần.");
		if (!parts[i].number)
			parts[i].number = ++last;
		else if (!column_part(before, parts[i].number))
			return form_complain(ctx->form, "part_number",
					"Chuyên mục không có thành phần số %lld.",
					(long long)parts[i].number);
	}
	plan->parts = parts;
	return OK;
}

/* What units were asked for stays. */
enum err
column_parts_keep(struct ctx *ctx, const struct column *before, const struct column_plan *plan)
{
	struct column after = {.plan = *plan};
	struct column_ask *asks;
	size_t count;

	TRY(column_asks(ctx, before, &asks, &count));
	for (size_t i = 0; i < count; i++) {
		const struct column_part *part = column_part(before, asks[i].part);

		if (part && !column_part(&after, part->number))
			return form_complain(ctx->form, "part_name",
					"Thành phần “%.*s” đã được đề nghị đơn vị cung cấp nên "
					"không bỏ được.",
					TEXT_ARGS(part->name));
	}
	return OK;
}
