#include "office/unit.h"

#include "gen/office/unit.sql.h"
#include "office/audit.h"
#include "office/site.h"
#include "office/wording.h"

#define UNIT_DEPTH_MAX 10

const char *const UNIT_KINDS[] = {
		"ministry",
		"portal",
		"office",
		"department",
		"academy",
		"hospital",
		"provincial_police",
		"commune_police",
		NULL,
};

static const char *const KIND_LABELS[] = {
		"Bộ",
		"Cổng Thông tin điện tử",
		"Văn phòng",
		"Cục, thanh tra và tương đương",
		"Học viện, trường",
		"Bệnh viện",
		"Công an cấp tỉnh",
		"Công an cấp xã",
};

_Static_assert(COUNT_OF(UNIT_KINDS) == COUNT_OF(KIND_LABELS) + 1, "each kind has a label");

struct text
unit_kind_label(struct text kind)
{
	for (size_t i = 0; UNIT_KINDS[i]; i++)
		if (text_equals(kind, text_of(UNIT_KINDS[i])))
			return text_of(KIND_LABELS[i]);
	return kind;
}

static void
unit_read(struct query *q, struct arena *arena, struct unit *unit)
{
	*unit = (struct unit){
			.id = column_int(q, 0),
			.code = column_text(q, 1, arena),
			.name = column_text(q, 2, arena),
			.kind = column_text(q, 3, arena),
			.parent = column_int(q, 4),
			.parent_name = column_text(q, 5, arena),
			.email = column_text(q, 6, arena),
			.phone = column_text(q, 7, arena),
			.address = column_text(q, 8, arena),
			.active = column_int(q, 9) != 0,
			.version = column_int(q, 10),
			.calendar = column_int(q, 11),
			.begins_on = column_day(q, 12),
			.ended = !column_is_null(q, 13),
			.ended_on = column_day(q, 13),
			.successor_code = column_text(q, 14, arena),
			.successor_name = column_text(q, 15, arena),
	};
}

/* Ends a query of at most one unit. */
static enum err
unit_take(struct ctx *ctx, struct query *q, struct unit *out)
{
	struct unit unit = {0};

	if (query_next(q))
		unit_read(q, ctx->arena, &unit);
	TRY(query_end(q));
	if (!unit.id)
		return ctx_refuse(ctx, ERR_NOT_FOUND, "Không có đơn vị này.");
	*out = unit;
	return OK;
}

enum err
unit_load(struct ctx *ctx, int64_t id, struct unit *out)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_UNIT_READ));
	query_begin(&q, ctx->store, &SQL_unit_load);
	bind_int(&q, id);
	return unit_take(ctx, &q, out);
}

enum err
unit_find(struct ctx *ctx, struct text code, struct unit *out)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_UNIT_READ));
	query_begin(&q, ctx->store, &SQL_unit_find);
	bind_text(&q, code);
	return unit_take(ctx, &q, out);
}

enum err
unit_find_public(struct ctx *ctx, struct text code, struct unit *out)
{
	struct unit unit;
	struct query q;

	query_begin(&q, ctx->store, &SQL_unit_find);
	bind_text(&q, code);
	TRY(unit_take(ctx, &q, &unit));
	*out = (struct unit){.id = unit.id,
			.code = unit.code,
			.name = unit.name,
			.ended = unit.ended,
			.ended_on = unit.ended_on,
			.successor_code = unit.successor_code,
			.successor_name = unit.successor_name};
	return OK;
}

enum err
unit_still_works(struct ctx *ctx, int64_t id)
{
	struct query q;
	bool works;

	query_begin(&q, ctx->store, &SQL_unit_working);
	bind_int(&q, id);
	works = query_next(&q);
	TRY(query_end(&q));
	if (!works)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đơn vị này đã sáp nhập vào đơn vị khác, không nhận thêm việc.");
	return OK;
}

enum err
unit_forebears(struct store *store, struct arena *arena, int64_t id, struct forebear **out,
		size_t *count)
{
	struct forebear *rows = ARENA_NEW_ARRAY(arena, FOREBEARS_MAX, struct forebear);
	size_t n = 0;
	struct query q;

	query_begin(&q, store, &SQL_unit_forebears);
	bind_int(&q, id);
	bind_int(&q, FOREBEARS_MAX);
	while (n < FOREBEARS_MAX && query_next(&q))
		rows[n++] = (struct forebear){.id = column_int(&q, 0),
				.code = column_text(&q, 1, arena),
				.name = column_text(&q, 2, arena),
				.ended_on = column_day(&q, 3)};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
unit_forebears_of_actor(struct store *store, struct arena *arena, struct actor *actor)
{
	struct forebear *rows;
	int64_t *ids;
	size_t count;

	TRY(unit_forebears(store, arena, actor->unit, &rows, &count));
	ids = ARENA_NEW_ARRAY(arena, count + 1, int64_t);
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].id;
	actor->forebears = ids;
	actor->forebear_count = count;
	return OK;
}

enum err
unit_portal(struct ctx *ctx, struct unit *out)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_unit_portal);
	return unit_take(ctx, &q, out);
}

/* Ends a query of at most `limit` units. */
static enum err
units_take(struct ctx *ctx, struct query *q, size_t limit, struct unit **out, size_t *count)
{
	struct unit *units = ARENA_NEW_ARRAY(ctx->arena, limit, struct unit);
	size_t n = 0;

	while (n < limit && query_next(q))
		unit_read(q, ctx->arena, &units[n++]);
	TRY(query_end(q));
	*out = units;
	*count = n;
	return OK;
}

enum err
unit_list(struct ctx *ctx, int64_t after, size_t limit, bool only_active, struct unit **out,
		size_t *count)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_UNIT_READ));
	query_begin(&q, ctx->store, &SQL_unit_list);
	bind_int(&q, after);
	bind_int(&q, only_active ? 1 : 0);
	bind_int(&q, (int64_t)limit);
	return units_take(ctx, &q, limit, out, count);
}

enum err
unit_list_of_calendar(
		struct ctx *ctx, int64_t calendar, size_t limit, struct unit **out, size_t *count)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_UNIT_READ));
	query_begin(&q, ctx->store, &SQL_unit_list_of_calendar);
	bind_int(&q, calendar);
	bind_int(&q, (int64_t)limit);
	return units_take(ctx, &q, limit, out, count);
}

enum err
unit_people(struct ctx *ctx, int64_t unit, int64_t *out)
{
	int64_t people = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_unit_people);
	bind_int(&q, unit);
	bind_text(&q, role_name(ROLE_OFFICER));
	bind_text(&q, role_name(ROLE_UNIT_LEADER));
	if (query_next(&q))
		people = column_int(&q, 0);
	TRY(query_end(&q));
	*out = people;
	return OK;
}

/* ---- what is taken from people ---- */

static bool
is_code(struct text code)
{
	if (code.n == 0 || code.n > UNIT_CODE_MAX)
		return false;
	for (size_t i = 0; i < code.n; i++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", code.p[i]))
			return false;
	return true;
}

static bool
is_kind(struct text kind)
{
	for (size_t i = 0; UNIT_KINDS[i]; i++)
		if (text_equals(kind, text_of(UNIT_KINDS[i])))
			return true;
	return false;
}

static enum err
check_length(struct ctx *ctx, const char *field, struct text text, size_t most)
{
	if (text_length(text) <= most)
		return OK;
	return form_complain(ctx->form, field, "Dài không quá %zu ký tự.", most);
}

/* A unit cannot stand below itself. `id` is 0 for a new one. */
static enum err
check_parent(struct ctx *ctx, int64_t id, int64_t parent)
{
	for (int depth = 0; parent; depth++) {
		int64_t above = -1;
		struct query q;

		if (parent == id || depth == UNIT_DEPTH_MAX)
			return form_complain(ctx->form, "parent",
					"Đơn vị không thể trực thuộc chính nó.");
		query_begin(&q, ctx->store, &SQL_unit_parent);
		bind_int(&q, parent);
		if (query_next(&q))
			above = column_int(&q, 0);
		TRY(query_end(&q));
		if (above < 0)
			return form_complain(ctx->form, "parent", "Không có đơn vị cấp trên này.");
		parent = above;
	}
	return OK;
}

static enum err
unit_check(struct ctx *ctx, const struct unit *unit)
{
	/* On public pages, given out for everybody to call: nobody's own data. */
	const struct wording shown[] = {
			{"name", NO_TEXT, unit->name, SCREEN_PROSE},
			{"email", NO_TEXT, unit->email, SCREEN_PROSE},
			{"phone", NO_TEXT, unit->phone, SCREEN_PROSE},
			{"address", NO_TEXT, unit->address, SCREEN_PROSE},
	};

	if (!unit->name.n)
		return form_complain(ctx->form, "name", "Hãy nhập tên đơn vị.");
	TRY(check_length(ctx, "name", unit->name, UNIT_NAME_MAX));
	if (!is_kind(unit->kind))
		return form_complain(ctx->form, "kind", "Hãy chọn loại đơn vị.");
	TRY(check_length(ctx, "email", unit->email, UNIT_EMAIL_MAX));
	if (unit->email.n && !memchr(unit->email.p, '@', unit->email.n))
		return form_complain(ctx->form, "email", "Địa chỉ thư điện tử không hợp lệ.");
	TRY(check_length(ctx, "phone", unit->phone, UNIT_PHONE_MAX));
	TRY(check_length(ctx, "address", unit->address, UNIT_ADDRESS_MAX));
	TRY(wording_bar_secrets(ctx, shown, COUNT_OF(shown)));
	return check_parent(ctx, unit->id, unit->parent);
}

/* Binds what unit_add and unit_save have in common, from the name on. */
static void
unit_bind(struct query *q, struct arena *arena, const struct unit *unit)
{
	bind_text(q, unit->name);
	bind_text(q, text_sort_key(arena, unit->name));
	bind_text(q, unit->kind);
	bind_id_or_null(q, unit->parent);
	bind_text_or_null(q, unit->email);
	bind_text_or_null(q, unit->phone);
	bind_text_or_null(q, unit->address);
}

/* ---- verbs ---- */

enum err
unit_add(struct ctx *ctx, const struct unit *unit, int64_t *id)
{
	struct query q;
	int64_t made = 0;
	bool taken;

	TRY(ctx_may(ctx, MAY_UNIT_MANAGE));
	if (!is_code(unit->code))
		return form_complain(ctx->form, "code",
				"Mã đơn vị gồm chữ in hoa không dấu, chữ số và dấu gạch nối, "
				"không quá %d ký tự.",
				UNIT_CODE_MAX);
	TRY(unit_check(ctx, unit));
	query_begin(&q, ctx->store, &SQL_unit_find);
	bind_text(&q, unit->code);
	taken = query_next(&q);
	TRY(query_end(&q));
	if (taken)
		return form_complain(ctx->form, "code", "Mã này đã có đơn vị dùng.");
	query_begin(&q, ctx->store, &SQL_unit_add);
	bind_text(&q, unit->code);
	unit_bind(&q, ctx->arena, unit);
	bind_day(&q, day_of(ctx->now, ctx->rules->zone));
	if (query_next(&q))
		made = column_int(&q, 0);
	TRY(query_end(&q));
	audit_note(ctx, "unit.add", made, "%.*s: %.*s", TEXT_ARGS(unit->code),
			TEXT_ARGS(unit->name));
	*id = made;
	return OK;
}

enum err
unit_save(struct ctx *ctx, const struct unit *unit)
{
	struct unit before;
	struct query q;

	TRY(ctx_may(ctx, MAY_UNIT_MANAGE));
	TRY(unit_load(ctx, unit->id, &before));
	if (before.version != unit->version)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đơn vị này vừa được người khác sửa. Hãy xem lại rồi lưu lần nữa.");
	TRY(unit_check(ctx, unit));
	query_begin(&q, ctx->store, &SQL_unit_save);
	bind_int(&q, unit->id);
	bind_int(&q, unit->version);
	unit_bind(&q, ctx->arena, unit);
	TRY(query_run_one(&q));
	audit_note(ctx, "unit.save", unit->id, "%.*s: “%.*s” thành “%.*s”", TEXT_ARGS(before.code),
			TEXT_ARGS(before.name), TEXT_ARGS(unit->name));
	return site_changed(ctx); /* the public pages name their units */
}

static enum err
unit_set_active(struct ctx *ctx, int64_t id, bool active)
{
	struct unit unit;
	struct query q;

	TRY(ctx_may(ctx, MAY_UNIT_MANAGE));
	TRY(unit_load(ctx, id, &unit));
	if (unit.ended)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đơn vị này đã sáp nhập vào %.*s, không mở lại được.",
				TEXT_ARGS(unit.successor_name));
	query_begin(&q, ctx->store, &SQL_unit_set_active);
	bind_int(&q, id);
	bind_int(&q, active);
	TRY(query_run(&q));
	if (query_changes(&q))
		audit_note(ctx, active ? "unit.activate" : "unit.deactivate", id, "%.*s",
				TEXT_ARGS(unit.code));
	return OK;
}

enum err
unit_deactivate(struct ctx *ctx, int64_t id)
{
	int64_t accounts = 0, units = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_UNIT_MANAGE));
	query_begin(&q, ctx->store, &SQL_unit_users);
	bind_int(&q, id);
	if (query_next(&q)) {
		accounts = column_int(&q, 0);
		units = column_int(&q, 1);
	}
	TRY(query_end(&q));
	if (accounts || units)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Đơn vị còn %lld tài khoản đang hoạt động và %lld đơn vị trực "
				"thuộc. "
				"Hãy chuyển hoặc khóa chúng trước.",
				(long long)accounts, (long long)units);
	return unit_set_active(ctx, id, false);
}

enum err
unit_activate(struct ctx *ctx, int64_t id)
{
	return unit_set_active(ctx, id, true);
}
