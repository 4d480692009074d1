#include "office/site_key.h"

#include "base/disk.h"
#include "base/log.h"
#include "gen/office/site_key.sql.h"
#include "office/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define DIRECTORY "keys"
#define SEED_SUFFIX ".key"
#define KEYS_TEXT_MAX 1000000
#define SEED_TEXT_MAX 80 /* base64 of a seed, and a line's end */

/* --- rows --------------------------------------------------------------------------------------
 */

static enum err
row_read(struct query *q, struct arena *arena, struct site_key *out)
{
	struct site_key key = {
			.id = column_int(q, 0),
			.created_at = column_instant(q, 2),
			.is_retired = !column_is_null(q, 3),
			.retired_at = column_instant(q, 3),
	};

	if (!base64_read(column_text(q, 1, arena), key.public.bytes, SIGN_PUBLIC_SIZE)) {
		log_error("site_key: row %lld holds no key", (long long)key.id);
		return ERR_BROKEN;
	}
	key.fingerprint = sign_fingerprint(arena, &key.public);
	*out = key;
	return OK;
}

enum err
site_key_list(struct store *store, struct arena *arena, struct site_key **out, size_t *count)
{
	struct site_key *keys = ARENA_NEW_ARRAY(arena, SITE_KEYS_MAX, struct site_key);
	enum err err = OK;
	struct query q;
	size_t n = 0;

	query_begin(&q, store, &SQL_site_key_list);
	bind_int(&q, SITE_KEYS_MAX);
	while (err == OK && n < SITE_KEYS_MAX && query_next(&q))
		err = row_read(&q, arena, &keys[n++]);
	TRY(query_end(&q));
	TRY(err);
	*out = keys;
	*count = n;
	return OK;
}

const struct site_key *
site_key_find(const struct site_key *keys, size_t count, const struct sign_public *public)
{
	for (size_t i = 0; i < count; i++)
		if (memcmp(keys[i].public.bytes, public->bytes, SIGN_PUBLIC_SIZE) == 0)
			return &keys[i];
	return NULL;
}

/* --- secret halves -----------------------------------------------------------------------------
 */

static struct text
directory_path(const struct ctx *ctx)
{
	return text_format(ctx->arena, "%.*s/" DIRECTORY, TEXT_ARGS(ctx->rules->files));
}

/* "3f2a91bc….key" */
static struct text
seed_name(struct arena *arena, const struct site_key *key)
{
	struct buf name = BUF(arena);
	struct text rest = key->fingerprint, group;

	while (text_split(&rest, ' ', &group))
		buf_add(&name, group);
	buf_add_c(&name, SEED_SUFFIX);
	return buf_text(&name);
}

static const char *
seed_path(const struct ctx *ctx, const struct site_key *key)
{
	return text_format(ctx->arena, "%s/%s", directory_path(ctx).p, seed_name(ctx->arena, key).p)
			.p;
}

/* A file that does not hold what its name says is as good as none; it is logged. */
static enum err
seed_read(const struct ctx *ctx, const struct site_key *key, struct sign_seed *out)
{
	const char *path = seed_path(ctx, key);
	cleanup(disk_close) int file = open(path, O_RDONLY | O_CLOEXEC);
	char bytes[SEED_TEXT_MAX];
	struct sign_public public;
	ssize_t n;
	bool is_seed;

	if (file < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : disk_fault("open", path);
	n = read(file, bytes, sizeof(bytes));
	if (n < 0)
		return disk_fault("read", path);
	is_seed = base64_read(text_trim((struct text){.p = bytes, .n = (size_t)n}), out->bytes,
			SIGN_SEED_SIZE);
	secret_forget(bytes, sizeof(bytes));
	public = sign_public_of(out);
	if (is_seed && memcmp(public.bytes, key->public.bytes, SIGN_PUBLIC_SIZE) == 0)
		return OK;
	secret_forget(out, sizeof(*out));
	log_error("site_key: %s does not hold the key that it is named after", path);
	return ERR_NOT_FOUND;
}

/* On the disk before its row is committed; without a row it is of no use to anybody. */
static enum err
seed_write(const struct ctx *ctx, const struct site_key *key, const struct sign_seed *seed)
{
	struct text directory = directory_path(ctx), words;
	const char *path = seed_path(ctx, key);
	struct arena arena = {0};
	enum err err;

	TRY(disk_make_directory(text_c(ctx->arena, ctx->rules->files), 0750));
	TRY(disk_make_directory(directory.p, 0700));
	{
		cleanup(disk_close) int file = open(
				path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0400);

		if (file < 0)
			return disk_fault("make", path);
		words = base64(&arena, seed->bytes, SIGN_SEED_SIZE);
		err = disk_write(file, words, path);
		secret_forget((char *)words.p, words.n);
		arena_free(&arena);
	}
	TRY(err);
	TRY(disk_sync_directory(directory.p));
	return disk_sync_directory(text_c(ctx->arena, ctx->rules->files));
}

/* --- keys in use -------------------------------------------------------------------------------
 */

enum err
site_key_mine(struct ctx *ctx, struct site_key *out)
{
	struct site_key *keys;
	struct sign_seed seed;
	size_t count;

	TRY(site_key_list(ctx->store, ctx->arena, &keys, &count));
	for (size_t i = 0; i < count && !keys[i].is_retired; i++) {
		enum err err = seed_read(ctx, &keys[i], &seed);

		secret_forget(&seed, sizeof(seed));
		if (err == OK)
			*out = keys[i];
		if (err != ERR_NOT_FOUND)
			return err;
	}
	return ERR_NOT_FOUND;
}

static bool
is_known(struct arena *arena, const struct site_key *keys, size_t count, struct text name)
{
	for (size_t i = 0; i < count; i++)
		if (text_equals(seed_name(arena, &keys[i]), name))
			return true;
	return !text_ends_with(name, TEXT(SEED_SUFFIX));
}

enum err
site_key_has_stranger(struct ctx *ctx, bool *out)
{
	const char *path = directory_path(ctx).p;
	cleanup(disk_close_directory) DIR *entries = opendir(path);
	struct site_key *keys;
	struct dirent *entry;
	size_t count;

	*out = false;
	if (!entries)
		return errno == ENOENT ? OK : disk_fault("read", path);
	TRY(site_key_list(ctx->store, ctx->arena, &keys, &count));
	while (!*out && (entry = readdir(entries)))
		*out = !is_known(ctx->arena, keys, count, text_of(entry->d_name));
	return OK;
}

static enum err
key_add(struct ctx *ctx, struct site_key *out)
{
	struct sign_seed seed = sign_seed_new();
	struct site_key key = {.public = sign_public_of(&seed), .created_at = ctx->now};
	struct query q;
	enum err err;

	key.fingerprint = sign_fingerprint(ctx->arena, &key.public);
	err = seed_write(ctx, &key, &seed);
	secret_forget(&seed, sizeof(seed));
	TRY(err);
	query_begin(&q, ctx->store, &SQL_site_key_add);
	bind_text(&q, TEXT(SIGN_ALGORITHM));
	bind_text(&q, base64(ctx->arena, key.public.bytes, SIGN_PUBLIC_SIZE));
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		key.id = column_int(&q, 0);
	TRY(query_end(&q));
	audit_note(ctx, "key.add", key.id, "%.*s", TEXT_ARGS(key.fingerprint));
	*out = key;
	return OK;
}

enum err
site_key_ensure(struct ctx *ctx, struct site_key *out)
{
	enum err err;

	TRY(store_lock(ctx->store, "site_key"));
	err = site_key_mine(ctx, out);
	return err == ERR_NOT_FOUND ? key_add(ctx, out) : err;
}

enum err
site_key_renew(struct ctx *ctx, struct site_key *out)
{
	struct site_key before;
	struct query q;
	enum err err;

	TRY(store_lock(ctx->store, "site_key"));
	err = site_key_mine(ctx, &before);
	if (err == OK) {
		query_begin(&q, ctx->store, &SQL_site_key_retire);
		bind_int(&q, before.id);
		bind_instant(&q, ctx->now);
		TRY(query_run_one(&q));
		audit_note(ctx, "key.retire", before.id, "%.*s", TEXT_ARGS(before.fingerprint));
	} else if (err != ERR_NOT_FOUND) {
		return err;
	}
	return key_add(ctx, out);
}

enum err
site_key_sign(struct ctx *ctx, const struct site_key *key, struct text text, struct signature *out)
{
	struct sign_seed seed;

	TRY(seed_read(ctx, key, &seed));
	*out = sign(&seed, text);
	secret_forget(&seed, sizeof(seed));
	return OK;
}

/* --- for everyone ------------------------------------------------------------------------------
 */

json_t *
site_keys_view(struct arena *arena, const struct site_key *keys, size_t count,
		const struct rules *rules)
{
	json_t *view = json_new_object(), *list, *site = json_put_object(view, "site");

	json_put_text(site, "name", rules->site_name);
	json_put_text(site, "url", rules->site_url);
	list = json_put_list(view, "keys");
	for (size_t i = 0; i < count; i++) {
		const struct site_key *key = &keys[i];
		json_t *row = json_add_object(list);

		json_put_text(row, "algorithm", TEXT(SIGN_ALGORITHM));
		json_put_text(row, "public_key",
				base64(arena, key->public.bytes, SIGN_PUBLIC_SIZE));
		json_put_text(row, "fingerprint", key->fingerprint);
		json_put_text(row, "created_at",
				instant_iso_ms(arena, key->created_at, rules->zone));
		json_put(row, "retired_at",
				key->is_retired ? json_of_text(instant_iso_ms(arena,
								  key->retired_at, rules->zone))
						: json_null());
	}
	return view;
}

/* One of the published list. */
static bool
key_take(struct arena *arena, const json_t *row, struct site_key *out)
{
	struct text retired = json_text(row, "retired_at");
	struct site_key key = {.is_retired = retired.n > 0};

	if (!text_equals(json_text(row, "algorithm"), TEXT(SIGN_ALGORITHM)) ||
			!base64_read(json_text(row, "public_key"), key.public.bytes,
					SIGN_PUBLIC_SIZE) ||
			(key.is_retired && instant_parse(retired, ZONE_VIETNAM, &key.retired_at) !=
							   OK))
		return false;
	key.fingerprint = sign_fingerprint(arena, &key.public);
	*out = key;
	return true;
}

enum err
site_keys_read(struct arena *arena, struct text text, struct site_key **out, size_t *count)
{
	struct site_key *keys = ARENA_NEW_ARRAY(arena, SITE_KEYS_MAX, struct site_key);
	cleanup(json_cleanup) json_t *view = NULL;
	const json_t *list, *row;
	size_t n = 0, i;

	text = text_trim(text);
	if (base64_read(text, keys[0].public.bytes, SIGN_PUBLIC_SIZE)) {
		keys[0].fingerprint = sign_fingerprint(arena, &keys[0].public);
		*out = keys;
		*count = 1;
		return OK;
	}
	TRY(json_read(text, KEYS_TEXT_MAX, &view));
	list = json_object_get(view, "keys");
	json_array_foreach(list, i, row)
	{
		if (n == SITE_KEYS_MAX || !key_take(arena, row, &keys[n]))
			return ERR_INVALID;
		n++;
	}
	if (!n)
		return ERR_INVALID;
	*out = keys;
	*count = n;
	return OK;
}
