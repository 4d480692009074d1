#include "desk/admin_unit.h"

#include "desk/account_view.h"

#define UNITS_PATH "/desk/admin/units"

#define UNIT_FIELDS                                                                                     \
	{.name = "name",                                                                                \
			.kind = FIELD_LINE,                                                             \
			.required = true,                                                               \
			.max = UNIT_NAME_MAX,                                                           \
			.label = "Tên đơn vị"},                                                         \
			{.name = "kind",                                                                \
					.kind = FIELD_CHOICE,                                           \
					.required = true,                                               \
					.choices = UNIT_KINDS,                                          \
					.label = "Loại đơn vị"},                                        \
			{.name = "parent", .kind = FIELD_INT, .label = "Đơn vị cấp trên"},              \
			{.name = "email",                                                               \
					.kind = FIELD_LINE,                                             \
					.max = UNIT_EMAIL_MAX,                                          \
					.label = "Thư điện tử"},                                        \
			{.name = "phone",                                                               \
					.kind = FIELD_LINE,                                             \
					.max = UNIT_PHONE_MAX,                                          \
					.label = "Điện thoại"},                                         \
	{                                                                                               \
		.name = "address", .kind = FIELD_LINE, .max = UNIT_ADDRESS_MAX, .label = "Địa chỉ" \
	}

const struct field unit_new_fields[] = {
		{.name = "code",
				.kind = FIELD_LINE,
				.required = true,
				.max = UNIT_CODE_MAX,
				.label = "Mã đơn vị"},
		UNIT_FIELDS,
		{.kind = FIELD_NONE},
};

const struct field unit_fields[] = {
		UNIT_FIELDS,
		{.name = "version", .kind = FIELD_INT, .required = true, .label = "Phiên bản"},
		{.kind = FIELD_NONE},
};

/* ---- list ---- */

static void
put_unit(struct ctx *ctx, json_t *row, const struct unit *unit)
{
	json_put_int(row, "id", unit->id);
	json_put_text(row, "href", page_path(ctx->arena, UNITS_PATH, unit->id, ""));
	json_put_text(row, "code", unit->code);
	json_put_text(row, "name", unit->name);
	json_put_text(row, "kind", unit->kind);
	json_put_text(row, "kind_label", unit_kind_label(unit->kind));
	json_put_int(row, "parent", unit->parent);
	json_put_text(row, "parent_name", unit->parent_name);
	json_put_bool(row, "active", unit->active);
	json_put_bool(row, "begins_on", false);
	if (unit->begins_on.n)
		json_put_day(row, "begins_on", unit->begins_on);
	json_put_bool(row, "ended_on", false);
	json_put_text(row, "successor_name", unit->successor_name);
	json_put_text(row, "successor_code", unit->successor_code);
	if (unit->ended)
		json_put_day(row, "ended_on", unit->ended_on);
	active_state(row, unit->active);
}

enum err
get_units(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Đơn vị", NULL);
	json_t *list = json_put_list(view, "units");
	int64_t after = 0;
	struct unit *units;
	size_t count, shown;

	if (!text_to_int(request_query(request, "after"), &after))
		after = 0;
	TRY(unit_list(ctx, after, LIST_ROWS + 1, false, &units, &count));
	shown = count > LIST_ROWS ? LIST_ROWS : count;
	for (size_t i = 0; i < shown; i++)
		put_unit(ctx, json_add_object(list), &units[i]);
	json_put_bool(view, "next_href", false);
	if (count > LIST_ROWS)
		json_put_text(view, "next_href",
				text_format(ctx->arena, UNITS_PATH "?after=%lld",
						(long long)units[shown - 1].id));
	json_put_bool(view, "is_first", after == 0);
	page_action(view, &(struct page_action){"add_unit", "Thêm đơn vị", TEXT(UNITS_PATH), ""});
	return OK;
}

/* ---- one unit ---- */

static enum err
put_choices(struct ctx *ctx, json_t *view, const struct unit *unit)
{
	struct text kind = form_has(ctx->form, "kind") ? form_line(ctx->form, "kind") : unit->kind;
	json_t *kinds = json_put_list(view, "kinds");

	choice_add(kinds, NO_TEXT, TEXT("Chọn loại đơn vị"), kind.n == 0);
	for (size_t i = 0; UNIT_KINDS[i]; i++)
		choice_add(kinds, text_of(UNIT_KINDS[i]), unit_kind_label(text_of(UNIT_KINDS[i])),
				text_equals(kind, text_of(UNIT_KINDS[i])));
	return unit_choices(ctx, view, "parents", "Không có đơn vị cấp trên",
			typed_or(ctx, "parent", unit->parent));
}

enum err
get_unit_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Thêm đơn vị", unit_new_fields);

	(void)request;
	page_crumb(view, UNITS_PATH, "Đơn vị");
	json_put_bool(view, "unit", false);
	page_action(view, &(struct page_action){"add_unit", "Thêm đơn vị", TEXT(UNITS_PATH), ""});
	return put_choices(ctx, view, &(struct unit){.kind = NO_TEXT});
}

static void
put_form(struct ctx *ctx, json_t *view, const struct unit *unit)
{
	json_t *form = json_object_get(view, "form");

	json_put_text(form, "name", unit->name);
	json_put_text(form, "kind", unit->kind);
	json_put_int(form, "parent", unit->parent);
	json_put_text(form, "email", unit->email);
	json_put_text(form, "phone", unit->phone);
	json_put_text(form, "address", unit->address);
	json_put_text(form, "version", text_format(ctx->arena, "%lld", (long long)unit->version));
}

enum err
get_unit(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct unit unit;
	json_t *view;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(unit_load(ctx, id, &unit));
	view = page_begin(reply, unit.name.p, unit_fields);
	page_crumb(view, UNITS_PATH, "Đơn vị");
	put_unit(ctx, json_put_object(view, "unit"), &unit);
	put_form(ctx, view, &unit);
	page_action(view, &(struct page_action){"save_unit", "Lưu",
					  page_path(ctx->arena, UNITS_PATH, id, ""), ""});
	if (unit.active)
		page_action(view, &(struct page_action){"deactivate_unit", "Khóa đơn vị",
						  page_path(ctx->arena, UNITS_PATH, id,
								  "/deactivate"),
						  "warning"});
	else if (!unit.ended)
		page_action(view,
				&(struct page_action){"activate_unit", "Mở lại đơn vị",
						page_path(ctx->arena, UNITS_PATH, id, "/activate"),
						"secondary"});
	return put_choices(ctx, view, &unit);
}

/* ---- changes ---- */

static struct unit
unit_typed(const struct form *form)
{
	return (struct unit){
			.code = form_line(form, "code"),
			.name = form_line(form, "name"),
			.kind = form_line(form, "kind"),
			.parent = form_int(form, "parent"),
			.email = form_line(form, "email"),
			.phone = form_line(form, "phone"),
			.address = form_line(form, "address"),
			.version = form_int(form, "version"),
	};
}

static void
see_unit(struct ctx *ctx, struct reply *reply, int64_t id)
{
	reply_see_other(reply, page_path(ctx->arena, UNITS_PATH, id, ""));
}

enum err
post_unit(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct unit unit = unit_typed(ctx->form);
	int64_t id;

	(void)request;
	TRY(unit_add(ctx, &unit, &id));
	see_unit(ctx, reply, id);
	return OK;
}

enum err
post_unit_save(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct unit unit = unit_typed(ctx->form);

	TRY(request_id(request, "id", &unit.id));
	TRY(unit_save(ctx, &unit));
	see_unit(ctx, reply, unit.id);
	return OK;
}

enum err
post_unit_deactivate(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(unit_deactivate(ctx, id));
	see_unit(ctx, reply, id);
	return OK;
}

enum err
post_unit_activate(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(unit_activate(ctx, id));
	see_unit(ctx, reply, id);
	return OK;
}
