/*
 * What is answered survives a power loss.
 *
 * A file system records each write and sync while writers answer jobs. From the
 * record we rebuild what a disk may hold when the power goes: all that was synced,
 * and of the writes since then any part, torn at sectors. Each such state is
 * opened: it must be whole, hold every job answered before that moment, and hold
 * each job either whole or not at all.
 *
 * The control runs the same with synchronous=OFF and must lose something: a test
 * that cannot see a loss proves nothing.
 *
 * CONGTIN_CRASH_STATES sets how many states are rebuilt (2 000 without it).
 */
#include "support/stores.h"

#include "store/engine.h"
#include "store/writer.h"
#include "support/vfs.h"

#include <semaphore.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define JOBS 900
#define SECTOR 512
#define CONTROL_STATES 200

static const struct migration migrations[] = {
		{1, "entries",
				"CREATE TABLE entry (id INTEGER PRIMARY KEY, body TEXT NOT NULL) "
				"STRICT;"
				"CREATE TABLE seal (id INTEGER PRIMARY KEY, size INTEGER) STRICT;"
				"CREATE INDEX entry_body ON entry (body);",
				NULL},
};

static const struct sql add = {.name = "add",
		.text = "INSERT INTO entry (id, body) VALUES ($1, $2)",
		.parameters = 2};
static const struct sql add_seal = {.name = "add_seal",
		.text = "INSERT INTO seal (id, size) VALUES ($1, $2)",
		.parameters = 2};

/* --- the same random numbers in each run --- */

static uint64_t seed = 88172645463325252u;

static unsigned
any(unsigned below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 11) % below;
}

/* --- the work that is recorded --- */

struct act {
	struct job job; /* first */
	int64_t id;
	struct text body;
	sem_t *answered;
};

static enum err
act_run(struct job *job, struct store *store)
{
	struct act *act = (struct act *)job;
	struct query q;

	query_begin(&q, store, &add);
	bind_int(&q, act->id);
	bind_text(&q, act->body);
	TRY(query_run(&q));
	query_begin(&q, store, &add_seal);
	bind_int(&q, act->id);
	bind_int(&q, (int64_t)act->body.n);
	return query_run(&q);
}

static void
act_done(struct job *job, enum err err)
{
	struct act *act = (struct act *)job;

	if (err == OK)
		vfs_note(act->id);
	sem_post(act->answered);
}

static void
acts_make(struct act *acts, struct arena *arena, sem_t *answered)
{
	for (int i = 0; i < JOBS; i++) {
		size_t size = 1 + any(any(8) ? 400 : 9000);
		char *body = arena_alloc(arena, size + 1);

		for (size_t at = 0; at < size; at++)
			body[at] = (char)('a' + any(26));
		acts[i] = (struct act){.job = {.run = act_run, .done = act_done},
				.id = i + 1,
				.body = {body, size},
				.answered = answered};
	}
}

/* Jobs in bursts of different sizes, and checkpoints between and under them. */
static void
acts_run(struct act *acts, struct writer *writer, sqlite3 *db, sem_t *answered)
{
	int put = 0;

	while (put < JOBS) {
		int burst = 1 + (int)any(40);
		int mode = any(4) ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE;

		if (burst > JOBS - put)
			burst = JOBS - put;
		for (int i = 0; i < burst; i++)
			assert_true(writer_put(writer, &acts[put++].job));
		if (any(3) == 0)
			sqlite3_wal_checkpoint_v2(db, NULL, mode, NULL, NULL);
		for (int i = 0; i < burst; i++)
			sem_wait(answered);
	}
}

static struct vfs_record
work_recorded(bool careless)
{
	struct store_options options = {.vfs = VFS_NAME, .careless = careless};
	struct writer_settings settings = {.batch = 16, .queue_room = JOBS};
	struct arena arena = {0};
	struct text directory = directory_new(&arena);
	struct act *acts = ARENA_NEW_ARRAY(&arena, JOBS, struct act);
	struct writer *writer;
	struct store *store;
	sqlite3 *db;
	sem_t answered;

	sem_init(&answered, 0, 0);
	acts_make(acts, &arena, &answered);
	settings.where = text_format(&arena, "%s/a.db", directory.p);
	vfs_record_begin();
	assert_ok(store_open_with(settings.where, STORE_WRITE, &options, &store, &arena, NULL));
	assert_ok(migrate(store, migrations, 1, &arena, NULL));
	store_close(store);
	assert_ok(writer_open_with(&settings, &options, &writer, &arena, NULL));
	sqlite3_open_v2(settings.where.p, &db, SQLITE_OPEN_READWRITE, VFS_NAME);
	if (careless)
		sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	acts_run(acts, writer, db, &answered);
	sqlite3_close(db);
	writer_close(writer);
	sem_destroy(&answered);
	directory_remove(directory);
	arena_free(&arena);
	return vfs_record_end();
}

/* --- what a disk may hold --- */

struct image {
	unsigned char *bytes;
	size_t size, room;
	bool exists;
};

/* A disk: what is safe, and what was written since (places in the record). */
struct disk {
	const struct vfs_record *record;
	struct image safe[VFS_FILES_MAX];
	size_t *pending[VFS_FILES_MAX];
	size_t pending_count[VFS_FILES_MAX];
	bool answered[JOBS + 1];
};

static void
image_resize(struct image *image, size_t size)
{
	if (size > image->room) {
		image->room = size * 2;
		image->bytes = realloc(image->bytes, image->room);
	}
	if (size > image->size)
		memset(image->bytes + image->size, 0, size - image->size);
	image->size = size;
}

static void
image_write(struct image *image, const struct vfs_entry *entry, size_t from, size_t to)
{
	size_t at = (size_t)entry->n;

	if (image->size < at + to)
		image_resize(image, at + to);
	memcpy(image->bytes + at + from, entry->bytes + from, to - from);
}

/* Sectors of a write reach the disk each for itself. */
static void
image_write_torn(struct image *image, const struct vfs_entry *entry)
{
	size_t from = 0;

	while (from < entry->size) {
		size_t to = from + SECTOR - ((size_t)entry->n + from) % SECTOR;

		if (to > entry->size)
			to = entry->size;
		if (any(2))
			image_write(image, entry, from, to);
		from = to;
	}
}

static void
image_apply(struct image *image, const struct vfs_entry *entry, bool torn)
{
	image->exists = entry->act != VFS_DELETE;
	if (entry->act == VFS_WRITE && torn)
		image_write_torn(image, entry);
	else if (entry->act == VFS_WRITE)
		image_write(image, entry, 0, entry->size);
	else
		image_resize(image, entry->act == VFS_DELETE ? 0 : (size_t)entry->n);
}

static void
disk_make_safe(struct disk *disk, int file)
{
	for (size_t i = 0; i < disk->pending_count[file]; i++)
		image_apply(&disk->safe[file], &disk->record->entries[disk->pending[file][i]],
				false);
	disk->pending_count[file] = 0;
}

/* A removal is as safe as a sync: SQLite removes a file when it no longer needs it. */
static void
disk_step(struct disk *disk, size_t at)
{
	const struct vfs_entry *entry = &disk->record->entries[at];
	int file = entry->file;

	if (entry->act == VFS_NOTE) {
		disk->answered[entry->n] = true;
		return;
	}
	if (entry->act != VFS_SYNC)
		disk->pending[file][disk->pending_count[file]++] = at;
	if (entry->act == VFS_SYNC || entry->act == VFS_DELETE)
		disk_make_safe(disk, file);
}

static void
disk_begin(struct disk *disk, const struct vfs_record *record)
{
	*disk = (struct disk){.record = record};
	for (int i = 0; i < VFS_FILES_MAX; i++)
		disk->pending[i] = calloc(record->count + 1, sizeof(size_t));
}

static void
disk_end(struct disk *disk)
{
	for (int i = 0; i < VFS_FILES_MAX; i++) {
		free(disk->pending[i]);
		free(disk->safe[i].bytes);
	}
}

enum fate { ALL_KEPT, ALL_LOST, ANY_PART, FATES };

static void
image_save(const struct image *image, const char *directory, const char *name)
{
	char path[300];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	remove(path);
	if (!image->exists)
		return;
	out = fopen(path, "w");
	assert_non_null(out);
	fwrite(image->bytes, 1, image->size, out);
	fclose(out);
}

/* One of the states in which the power may leave this disk, as files in `directory`. */
static void
disk_crash(const struct disk *disk, enum fate fate, const char *directory)
{
	for (int file = 0; file < VFS_FILES_MAX; file++) {
		const struct image *safe = &disk->safe[file];
		struct image image = {.exists = safe->exists};

		image_resize(&image, safe->size);
		if (safe->size)
			memcpy(image.bytes, safe->bytes, safe->size);
		for (size_t i = 0; fate != ALL_LOST && i < disk->pending_count[file]; i++) {
			unsigned luck = fate == ALL_KEPT ? 0 : any(3);

			if (luck < 2)
				image_apply(&image, &disk->record->entries[disk->pending[file][i]],
						luck == 1);
		}
		if (*vfs_file_name(file))
			image_save(&image, directory, vfs_file_name(file));
		free(image.bytes);
	}
}

/* --- looking at it --- */

static bool
is_whole(sqlite3 *db)
{
	sqlite3_stmt *statement = NULL;
	bool whole = false;

	if (sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &statement, NULL) == SQLITE_OK)
		whole = sqlite3_step(statement) == SQLITE_ROW &&
			!strcmp((const char *)sqlite3_column_text(statement, 0), "ok");
	sqlite3_finalize(statement);
	return whole;
}

/* Every answered job is there, and every job that is there is there with its seal. */
static bool
has_answered(sqlite3 *db, const bool *answered)
{
	static const char text[] = "SELECT entry.id, length(body) = size FROM entry"
				   " FULL JOIN seal ON entry.id = seal.id";
	bool found[JOBS + 1] = {false}, good = true;
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(db, text, -1, &statement, NULL) == SQLITE_OK) {
		while (sqlite3_step(statement) == SQLITE_ROW) {
			good &= sqlite3_column_int(statement, 1) == 1;
			found[sqlite3_column_int(statement, 0)] = true;
		}
	}
	sqlite3_finalize(statement);
	for (int i = 1; i <= JOBS; i++)
		good &= found[i] || !answered[i];
	return good;
}

static bool
state_is_good(const char *directory, const bool *answered)
{
	char path[300];
	sqlite3 *db;
	bool good;

	snprintf(path, sizeof(path), "%s/a.db-shm", directory);
	remove(path);
	snprintf(path, sizeof(path), "%s/a.db", directory);
	sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix");
	sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	good = is_whole(db) && has_answered(db, answered);
	sqlite3_close(db);
	return good;
}

/* How many of about `states` states, spread over the whole record, are bad. */
static int
bad_states(const struct vfs_record *record, size_t states, size_t *seen)
{
	struct arena arena = {0};
	struct text directory = directory_new(&arena);
	struct disk disk;
	int bad = 0;

	*seen = 0;
	disk_begin(&disk, record);
	for (size_t i = 0; i < record->count; i++) {
		disk_step(&disk, i);
		while (*seen * record->count < states * i) {
			disk_crash(&disk, (enum fate)(*seen % FATES), directory.p);
			bad += !state_is_good(directory.p, disk.answered);
			++*seen;
		}
	}
	disk_end(&disk);
	directory_remove(directory);
	arena_free(&arena);
	return bad;
}

/* --- tests --- */

static void
nothing_answered_is_lost(void **unused)
{
	const char *wanted = getenv("CONGTIN_CRASH_STATES");
	size_t states = wanted ? strtoul(wanted, NULL, 10) : 2000, seen;
	struct vfs_record record = work_recorded(false);
	int bad = bad_states(&record, states + 1, &seen);

	(void)unused;
	print_message("%zu crash states from %zu file operations: %d bad\n", seen, record.count,
			bad);
	assert_int_equal(bad, 0);
	assert_true(seen >= states);
	vfs_record_free(&record);
}

static void
the_control_without_syncs_loses_writes(void **unused)
{
	struct vfs_record record = work_recorded(true);
	size_t seen;
	int bad = bad_states(&record, CONTROL_STATES, &seen);

	(void)unused;
	print_message("control: %d of %zu states bad\n", bad, seen);
	assert_true(bad > 0);
	vfs_record_free(&record);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
			cmocka_unit_test(nothing_answered_is_lost),
			cmocka_unit_test(the_control_without_syncs_loses_writes),
	};

	vfs_register();
	return cmocka_run_group_tests_name("powerloss", tests, NULL, NULL);
}
