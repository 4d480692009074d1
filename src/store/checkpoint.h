/*
 * checkpoint.h - moves SQLite's log into its file, on a thread of its own.
 *
 * The writer then never waits for it: it moves what it can every second, and cuts
 * the log when that has grown large and nobody writes (or has grown huge).
 */
#ifndef STORE_CHECKPOINT_H
#define STORE_CHECKPOINT_H

#include "store/engine.h"

struct checkpoint;

/* `writer` is watched from now on and must be open until checkpoint_close. */
must_check enum err checkpoint_open(struct store *writer, struct text where,
		const struct store_options *options, struct checkpoint **out, struct arena *arena,
		struct text *fault);
void checkpoint_close(struct checkpoint *checkpoint);

#endif
