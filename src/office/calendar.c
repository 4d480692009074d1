#include "office/calendar.h"

#include "base/crypt.h"
#include "base/log.h"
#include "gen/office/calendar.sql.h"
#include "office/audit.h"
#include "office/calendar_row.h"
#include "office/shelf.h"

#define LIST_MAX 1000
#define LOCK "calendar"

/* --- words -------------------------------------------------------------------------------------
 */

static const struct text STATES[] = {
		[VERSION_DRAFT] = TEXT("draft"),
		[VERSION_APPLIED] = TEXT("applied"),
		[VERSION_DROPPED] = TEXT("dropped"),
};

struct text
version_state_name(enum version_state state)
{
	return STATES[state];
}

static enum err
state_parse(struct text name, enum version_state *out)
{
	for (unsigned state = 0; state < COUNT_OF(STATES); state++)
		if (text_equals(STATES[state], name)) {
			*out = (enum version_state)state;
			return OK;
		}
	return ERR_BROKEN;
}

struct label
calendar_version_label(const struct calendar_version *version)
{
	if (version->state == VERSION_DRAFT)
		return (struct label){TEXT("Bản nháp"), TONE_INFO};
	if (version->state == VERSION_DROPPED)
		return (struct label){TEXT("Đã bỏ"), TONE_NEUTRAL};
	if (version->is_current)
		return (struct label){TEXT("Đang áp dụng"), TONE_GOOD};
	return (struct label){TEXT("Đã thay thế"), TONE_NEUTRAL};
}

struct text
calendar_label(struct arena *arena, struct text name, int64_t number)
{
	return text_format(arena, "%.*s, bản %lld", TEXT_ARGS(name), (long long)number);
}

/* --- building ----------------------------------------------------------------------------------
 */

/* What a version is known by before its days are read. */
struct version_key {
	int64_t id;
	struct text seal; /* empty: a draft */
	struct text label;
	struct version_terms terms;
};

struct text
version_seal(struct arena *arena, const struct version_terms *terms,
		const struct calendar_day *days, size_t count)
{
	struct hasher hasher;

	hasher_begin(&hasher);
	hasher_add(&hasher, text_format(arena, "weekend %u\noffice_hours %.*s\n", terms->weekend,
					    TEXT_ARGS(terms->office_hours)));
	hasher_add(&hasher, calendar_csv(arena, days, count));
	return hash_hex(arena, hasher_end(&hasher));
}

static enum err
day_read(struct query *q, struct arena *arena, struct calendar_day *day)
{
	*day = (struct calendar_day){
			.day = column_day(q, 0),
			.name = column_text(q, 3, arena),
			.source = column_text(q, 4, arena),
	};
	TRY(day_kind_parse(column_text(q, 1, arena), &day->kind));
	return day_status_parse(column_text(q, 2, arena), &day->status);
}

enum err
version_days(struct store *store, struct arena *arena, int64_t version, struct calendar_day **out,
		size_t *count)
{
	size_t room = 400, n = 0;
	struct calendar_day *days = ARENA_NEW_ARRAY(arena, room, struct calendar_day);
	struct query q;
	enum err err = OK;

	query_begin(&q, store, &SQL_calendar_days);
	bind_int(&q, version);
	while (err == OK && query_next(&q)) {
		if (n == room) {
			struct calendar_day *more =
					ARENA_NEW_ARRAY(arena, room * 2, struct calendar_day);

			memcpy(more, days, n * sizeof(*days));
			days = more;
			room *= 2;
		}
		err = day_read(&q, arena, &days[n++]);
	}
	TRY(query_end(&q));
	if (err != OK)
		return ERR_BROKEN;
	*out = days;
	*count = n;
	return OK;
}

static enum err
build(struct ctx *ctx, struct arena *arena, const struct version_key *key,
		const struct calendar_day *days, size_t count, struct faults *faults,
		const struct calendar **out)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;

	terms.label = text_copy(arena, key->label);
	terms.version = key->id;
	terms.zone = ctx->rules->zone;
	terms.weekend = key->terms.weekend;
	if (office_hours_parse(key->terms.office_hours, &terms.office_hours) != OK) {
		fault_add(faults, terms.label, 0, 0, "giờ làm việc không hợp lệ: %.*s",
				TEXT_ARGS(key->terms.office_hours));
		return ERR_INVALID;
	}
	return calendar_build(arena, &terms, terms.label, days, count, faults, out);
}

enum err
version_build(struct ctx *ctx, const struct calendar_version *version,
		const struct calendar_day *days, size_t count, struct faults *faults,
		const struct calendar **out)
{
	const struct version_key key = {
			.id = version->id,
			.label = calendar_label(ctx->arena, version->name, version->number),
			.terms = {version->weekend, version->office_hours},
	};

	return build(ctx, ctx->arena, &key, days, count, faults, out);
}

/* All of it in `arena`. Rows that do not fit their seal were changed by a strange hand. */
static enum err
load(struct ctx *ctx, struct arena *arena, const struct version_key *key,
		const struct calendar **out)
{
	struct faults faults = {.arena = arena};
	struct calendar_day *days;
	size_t count;

	TRY(version_days(ctx->store, arena, key->id, &days, &count));
	if (key->seal.n && !text_equals(key->seal, version_seal(arena, &key->terms, days, count))) {
		log_error("calendar version %lld: its days are not those that were applied",
				(long long)key->id);
		return ERR_BROKEN;
	}
	if (build(ctx, arena, key, days, count, &faults, out) == OK)
		return OK;
	log_error("calendar version %lld: %s", (long long)key->id,
			fault_words(arena, &faults.rows[0]).p);
	return key->seal.n ? ERR_BROKEN : ERR_INVALID;
}

static enum err
calendar_get(struct ctx *ctx, const struct version_key *key, const struct calendar **out)
{
	struct shelf *shelf = ctx->rules->shelf;
	const struct calendar *calendar;
	struct arena arena = {0};
	enum err err;

	if (!key->seal.n || (!(calendar = shelf_find(shelf, key->id, key->seal)) &&
					    shelf_is_full(shelf)))
		return load(ctx, ctx->arena, key, out);
	if (!calendar) {
		err = load(ctx, &arena, key, &calendar);
		if (err != OK) {
			arena_free(&arena);
			return err;
		}
		shelf_put(shelf, key->seal, calendar, &arena);
	}
	*out = calendar;
	return OK;
}

static enum err
key_load(struct ctx *ctx, const struct sql *sql, int64_t id, struct version_key *out)
{
	struct version_key key = {0};
	struct query q;
	bool found;

	query_begin(&q, ctx->store, sql);
	bind_int(&q, id);
	found = query_next(&q);
	if (found)
		key = (struct version_key){
				.id = column_int(&q, 0),
				.seal = column_text(&q, 1, ctx->arena),
				.label = calendar_label(ctx->arena, column_text(&q, 2, ctx->arena),
						column_int(&q, 3)),
				.terms.weekend = (unsigned)column_int(&q, 4),
				.terms.office_hours = column_text(&q, 5, ctx->arena),
		};
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	*out = key;
	return OK;
}

enum err
calendar_hold(struct ctx *ctx)
{
	return store_lock_shared(ctx->store, LOCK);
}

enum err
calendar_hold_alone(struct ctx *ctx)
{
	return store_lock(ctx->store, LOCK);
}

enum err
calendar_of_unit(struct ctx *ctx, int64_t unit, const struct calendar **out)
{
	struct version_key key;
	enum err err;

	TRY(calendar_hold(ctx));
	err = key_load(ctx, &SQL_calendar_of_unit, unit, &key);
	if (err == ERR_NOT_FOUND) {
		log_error("the store has no calendar: calendar_begin was not called");
		return ERR_BROKEN;
	}
	TRY(err);
	return calendar_get(ctx, &key, out);
}

enum err
calendar_of_version(struct ctx *ctx, int64_t version, const struct calendar **out)
{
	struct version_key key;

	TRY(calendar_hold(ctx));
	TRY(key_load(ctx, &SQL_calendar_of_version, version, &key));
	return calendar_get(ctx, &key, out);
}

/* --- reading -----------------------------------------------------------------------------------
 */

static void
row_read(struct query *q, struct arena *arena, struct calendar_row *row)
{
	*row = (struct calendar_row){
			.id = column_int(q, 0),
			.code = column_text(q, 1, arena),
			.name = column_text(q, 2, arena),
			.current = column_int(q, 3),
			.number = column_int(q, 4),
			.draft = column_int(q, 5),
			.units = column_int(q, 6),
	};
}

enum err
calendar_rows(struct ctx *ctx, struct calendar_row **out, size_t *count)
{
	struct calendar_row *rows = ARENA_NEW_ARRAY(ctx->arena, LIST_MAX, struct calendar_row);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_calendar_list);
	while (n < LIST_MAX && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
calendar_list(struct ctx *ctx, struct calendar_row **out, size_t *count)
{
	TRY(ctx_may(ctx, MAY_CALENDAR_READ));
	return calendar_rows(ctx, out, count);
}

static enum err
row_take(struct ctx *ctx, struct query *q, struct calendar_row *out)
{
	bool found = query_next(q);

	if (found)
		row_read(q, ctx->arena, out);
	TRY(query_end(q));
	return found ? OK : ERR_NOT_FOUND;
}

enum err
calendar_load(struct ctx *ctx, int64_t id, struct calendar_row *out)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_CALENDAR_READ));
	query_begin(&q, ctx->store, &SQL_calendar_load);
	bind_int(&q, id);
	return row_take(ctx, &q, out);
}

enum err
calendar_by_code(struct ctx *ctx, struct text code, struct calendar_row *out)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_CALENDAR_READ));
	query_begin(&q, ctx->store, &SQL_calendar_by_code);
	bind_text(&q, code);
	return row_take(ctx, &q, out);
}

static enum err
version_read(struct query *q, struct arena *arena, struct calendar_version *row)
{
	*row = (struct calendar_version){
			.id = column_int(q, 0),
			.calendar = column_int(q, 1),
			.code = column_text(q, 2, arena),
			.name = column_text(q, 3, arena),
			.number = column_int(q, 4),
			.is_current = column_int(q, 6) == column_int(q, 0),
			.base = column_int(q, 7),
			.weekend = (unsigned)column_int(q, 8),
			.office_hours = column_text(q, 9, arena),
			.revision = column_int(q, 10),
			.author = column_int(q, 11),
			.author_name = column_text(q, 12, arena),
			.created_at = column_instant(q, 13),
			.changed_at = column_instant(q, 14),
			.applied_by = column_int(q, 15),
			.applied_by_name = column_text(q, 16, arena),
			.applied_at = column_instant(q, 17),
			.note = column_text(q, 18, arena),
			.source = column_text(q, 19, arena),
			.sha256 = column_text(q, 20, arena),
			.recount = column_int(q, 21),
	};
	return state_parse(column_text(q, 5, arena), &row->state);
}

enum err
calendar_version_load(struct ctx *ctx, int64_t id, struct calendar_version *out)
{
	enum err err = ERR_NOT_FOUND;
	struct calendar_version row;
	struct query q;

	TRY(ctx_may(ctx, MAY_CALENDAR_READ));
	query_begin(&q, ctx->store, &SQL_calendar_version_load);
	bind_int(&q, id);
	if (query_next(&q))
		err = version_read(&q, ctx->arena, &row);
	TRY(query_end(&q));
	TRY(err);
	*out = row;
	return OK;
}

enum err
calendar_version_by_number(
		struct ctx *ctx, int64_t calendar, int64_t number, struct calendar_version *out)
{
	int64_t id = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_calendar_version_numbered);
	bind_int(&q, calendar);
	bind_int(&q, number);
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	return calendar_version_load(ctx, id, out);
}

enum err
calendar_version_list(struct ctx *ctx, int64_t calendar, int64_t before, size_t limit,
		struct calendar_version **out, size_t *count)
{
	struct calendar_version *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct calendar_version);
	size_t n = 0;
	struct query q;
	enum err err = OK;

	TRY(ctx_may(ctx, MAY_CALENDAR_READ));
	query_begin(&q, ctx->store, &SQL_calendar_version_list);
	bind_int(&q, calendar);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	while (err == OK && n < limit && query_next(&q))
		err = version_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	TRY(err);
	*out = rows;
	*count = n;
	return OK;
}

enum err
calendar_days(struct ctx *ctx, int64_t version, struct calendar_day **out, size_t *count)
{
	TRY(ctx_may(ctx, MAY_CALENDAR_READ));
	return version_days(ctx->store, ctx->arena, version, out, count);
}
