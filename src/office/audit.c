#include "office/audit.h"

#include "base/buf.h"
#include "base/crypt.h"
#include "gen/office/audit.sql.h"
#include "office/audit_row.h"

#include <stdarg.h>
#include <stdio.h>

#define DETAIL_MAX 4000

static const struct {
	struct text name, label;
} DOORS[] = {
		[DOOR_BROWSER] = {TEXT("browser"), TEXT("trình duyệt")},
		[DOOR_TOKEN] = {TEXT("token"), TEXT("khóa truy cập")},
		[DOOR_COMMAND] = {TEXT("command"), TEXT("dòng lệnh")},
		[DOOR_CLOCK] = {TEXT("clock"), TEXT("đồng hồ hệ thống")},
		[DOOR_PUBLIC] = {TEXT("public"), TEXT("chưa đăng nhập")},
};

static struct text
door_label(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(DOORS); i++)
		if (text_equals(name, DOORS[i].name))
			return DOORS[i].label;
	return name;
}

static void
note_add(struct ctx *ctx, const char *action, int64_t object, bool refused, const char *detail,
		va_list args)
{
	struct note *note = ARENA_NEW(ctx->arena, struct note);
	char words[DETAIL_MAX];
	int length = vsnprintf(words, sizeof(words), detail, args);
	struct text whole = {.p = words, .n = length < 0 ? 0 : strlen(words)};

	/* A cut in the middle of a letter would not be UTF-8. */
	while (!text_is_utf8(whole))
		whole.n--;
	*note = (struct note){
			.action = action,
			.object = object,
			.detail = text_copy(ctx->arena, whole),
			.refused = refused,
	};
	if (!ctx->notes_end)
		ctx->notes_end = &ctx->notes;
	*ctx->notes_end = note;
	ctx->notes_end = &note->next;
}

void
audit_note(struct ctx *ctx, const char *action, int64_t object, const char *detail, ...)
{
	va_list args;

	va_start(args, detail);
	note_add(ctx, action, object, false, detail, args);
	va_end(args);
}

void
audit_refusal(struct ctx *ctx, const char *action, int64_t object, const char *detail, ...)
{
	va_list args;

	va_start(args, detail);
	note_add(ctx, action, object, true, detail, args);
	va_end(args);
}

/*
 * Each field goes into the hash behind its length, so that no two rows have the
 * same bytes ("ab"+"c" is not "a"+"bc").
 */
static void
hash_field(struct hasher *hasher, struct text field)
{
	char length[24];
	int n = snprintf(length, sizeof(length), "%zu:", field.n);

	hasher_add(hasher, (struct text){.p = length, .n = (size_t)n});
	hasher_add(hasher, field);
}

static void
hash_number(struct hasher *hasher, int64_t number)
{
	char digits[24];
	int n = snprintf(digits, sizeof(digits), "%lld", (long long)number);

	hash_field(hasher, (struct text){.p = digits, .n = (size_t)n});
}

struct text
audit_row_hash(struct arena *arena, const struct audit_row *row)
{
	struct hasher hasher;

	hasher_begin(&hasher);
	hash_field(&hasher, row->before);
	hash_number(&hasher, row->seq);
	hash_number(&hasher, row->at.ms);
	hash_number(&hasher, row->account);
	hash_field(&hasher, row->login);
	hash_field(&hasher, row->door);
	hash_field(&hasher, row->action);
	hash_number(&hasher, row->object);
	hash_number(&hasher, row->refused);
	hash_field(&hasher, row->detail);
	hash_field(&hasher, row->request);
	return hash_hex(arena, hasher_end(&hasher));
}

static enum err
row_save(struct store *store, const struct audit_row *row)
{
	struct query q;

	query_begin(&q, store, &SQL_audit_add);
	bind_int(&q, row->seq);
	bind_instant(&q, row->at);
	bind_int(&q, row->account);
	bind_text(&q, row->login);
	bind_text(&q, row->door);
	bind_text(&q, row->action);
	bind_int(&q, row->object);
	bind_int(&q, row->refused);
	bind_text(&q, row->detail);
	bind_text(&q, row->request);
	bind_text(&q, row->before);
	bind_text(&q, row->hash);
	return query_run(&q);
}

enum err
audit_head(struct store *store, struct arena *arena, int64_t *seq, struct text *hash)
{
	struct query q;

	*seq = 0;
	*hash = TEXT(AUDIT_HASH_OF_NOTHING);
	query_begin(&q, store, &SQL_audit_head);
	if (query_next(&q)) {
		*seq = column_int(&q, 0);
		*hash = column_text(&q, 1, arena);
	}
	return query_end(&q);
}

/* What a deputy does is told of with whose place it was; the login is the person's. */
static struct text
detail_of(const struct ctx *ctx, const struct note *note)
{
	if (!ctx->actor->stand_in)
		return note->detail;
	return text_format(ctx->arena, "%.*s: %.*s", TEXT_ARGS(ctx->actor->name),
			TEXT_ARGS(note->detail));
}

enum err
audit_append(struct ctx *ctx, const struct note *notes)
{
	int64_t seq;
	struct text before;

	if (!notes)
		return OK;
	TRY(store_lock(ctx->store, "audit"));
	TRY(audit_head(ctx->store, ctx->arena, &seq, &before));
	for (const struct note *note = notes; note; note = note->next) {
		struct audit_row row = {
				.seq = ++seq,
				.at = ctx->now,
				.account = ctx->actor->account,
				.login = ctx->actor->login.p ? ctx->actor->login : NO_TEXT,
				.door = DOORS[ctx->actor->door].name,
				.action = text_of(note->action),
				.object = note->object,
				.refused = note->refused,
				.detail = detail_of(ctx, note),
				.request = ctx->request.p ? ctx->request : NO_TEXT,
				.before = before,
		};

		row.hash = audit_row_hash(ctx->arena, &row);
		TRY(row_save(ctx->store, &row));
		before = row.hash;
	}
	return OK;
}

enum err
audit_flush(struct ctx *ctx)
{
	TRY(audit_append(ctx, ctx->notes));
	ctx->notes = NULL;
	ctx->notes_end = &ctx->notes;
	return OK;
}

void
audit_row_read(struct query *q, struct arena *arena, struct audit_row *row)
{
	*row = (struct audit_row){
			.seq = column_int(q, 0),
			.at = column_instant(q, 1),
			.account = column_int(q, 2),
			.login = column_text(q, 3, arena),
			.door = column_text(q, 4, arena),
			.action = column_text(q, 5, arena),
			.object = column_int(q, 6),
			.refused = column_int(q, 7) != 0,
			.detail = column_text(q, 8, arena),
			.request = column_text(q, 9, arena),
			.before = column_text(q, 10, arena),
			.hash = column_text(q, 11, arena),
	};
}

static const struct sql *
page_sql(bool of_login, bool of_action)
{
	if (of_login)
		return of_action ? &SQL_audit_page_both : &SQL_audit_page_login;
	return of_action ? &SQL_audit_page_action : &SQL_audit_page;
}

enum err
audit_list(struct ctx *ctx, int64_t before_seq, size_t limit, struct text login, struct text action,
		struct audit_row **out, size_t *count)
{
	struct audit_row *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct audit_row);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_AUDIT_READ));
	query_begin(&q, ctx->store, page_sql(login.n > 0, action.n > 0));
	bind_int(&q, before_seq ? before_seq : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	if (login.n)
		bind_text(&q, login);
	if (action.n)
		bind_text(&q, action);
	while (n < limit && query_next(&q))
		audit_row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
audit_refused(struct ctx *ctx, bool of_words, int64_t before_seq, size_t limit,
		struct audit_row **out, size_t *count)
{
	struct audit_row *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct audit_row);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_HOLD_READ));
	query_begin(&q, ctx->store, &SQL_audit_page_action);
	bind_int(&q, before_seq ? before_seq : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	bind_text(&q, of_words ? TEXT(AUDIT_SECRET) : TEXT(AUDIT_UPLOAD));
	while (n < limit && query_next(&q))
		audit_row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

void
audit_row_view(json_t *view, const struct audit_row *row, struct zone zone)
{
	json_put_int(view, "seq", row->seq);
	json_put_instant(view, "at", row->at, zone);
	json_put_text(view, "login", row->login);
	json_put_text(view, "door", row->door);
	json_put_text(view, "door_label", door_label(row->door));
	json_put_bool(view, "is_person", row->login.n && !text_equals(row->login, row->door));
	json_put_text(view, "action", row->action);
	json_put_int(view, "object", row->object);
	json_put_bool(view, "refused", row->refused);
	json_put_text(view, "detail", row->detail);
	json_put_text(view, "hash", row->hash);
}
