/*
 * audit_rows.c - a long audit trail to verify: the chain's own code, without the acts.
 *
 * audit_rows STORE ROWS appends that many rows, as long as those of real work, to the
 * trail of a store that is there.
 */
#include "base/crypt.h"
#include "office/audit.h"

#include <stdio.h>
#include <stdlib.h>

#define BATCH 10000

static const struct actor actor = {
		.account = 12, .door = DOOR_BROWSER, .login = TEXT("canbo.cshs")};

static void
must(enum err err)
{
	if (err == OK)
		return;
	fprintf(stderr, "audit_rows: %s\n", err_name(err));
	exit(1);
}

static void
batch_add(struct store *store, struct arena *arena, int64_t count)
{
	struct ctx ctx = {
			.store = store,
			.arena = arena,
			.actor = &actor,
			.now = clock_now(),
			.request = TEXT("8f0c2e7d91ab34f6"),
	};

	for (int64_t i = 0; i < count; i++)
		audit_note(&ctx, "item.save", 1000 + i, "bản %lld, sha256 %064llx",
				(long long)(i % 9 + 1), (unsigned long long)i);
	must(store_begin(store));
	must(audit_append(&ctx, ctx.notes));
	must(store_commit(store));
	arena_reset(arena);
}

int
main(int argc, char **argv)
{
	struct arena arena = {0}, kept = {0};
	int64_t rows = argc == 3 ? atoll(argv[2]) : 0;
	struct text fault = NO_TEXT;
	struct store *store;

	if (rows <= 0) {
		fprintf(stderr, "audit_rows: STORE ROWS\n");
		return 2;
	}
	crypt_begin();
	must(store_open(text_of(argv[1]), STORE_WRITE, &store, &kept, &fault));
	for (; rows > 0; rows -= BATCH)
		batch_add(store, &arena, rows < BATCH ? rows : BATCH);
	store_close(store);
	arena_free(&arena);
	arena_free(&kept);
	return 0;
}
