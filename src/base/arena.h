/*
 * arena.h - memory that is given back all at once.
 *
 * One arena lives as long as one act (a request, a job, a command). Nothing in
 * it is freed alone. Out of memory aborts the process: the store is safe, since
 * an answer is only given after its commit.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

/* Zeroed, it is an empty arena ready for use. */
struct arena {
	struct arena_block *block;
	size_t used; /* bytes handed out from the current block */
};

/*
 * An arena that begins in `bytes` of the caller's (aligned for any type, ARENA_HEAD
 * bytes go to waste): for a few short texts without asking for memory. It still
 * wants arena_free.
 */
#define ARENA_HEAD 32
struct arena arena_within(void *bytes, size_t size);

/* Where an arena stood; see arena_reset_to. */
struct arena_mark {
	struct arena_block *block;
	size_t used;
};

/* `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size)
		__attribute__((malloc, returns_nonnull, alloc_size(2)));

/* As arena_alloc for `count` things; aborts if the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size)
		__attribute__((malloc, returns_nonnull, alloc_size(2, 3)));

/* The same with whatever the bytes held: for those that are written before they are read. */
void *arena_take(struct arena *arena, size_t size)
		__attribute__((malloc, returns_nonnull, alloc_size(2)));
void *arena_take_array(struct arena *arena, size_t count, size_t size)
		__attribute__((malloc, returns_nonnull, alloc_size(2, 3)));

/* A copy of `size` bytes with a NUL behind them. */
char *arena_copy(struct arena *arena, const void *bytes, size_t size)
		__attribute__((returns_nonnull));

/* Gives back all memory but the first block, which it keeps for the next act. */
void arena_reset(struct arena *arena);

/* Gives back all memory. The arena may be used again. */
void arena_free(struct arena *arena);

struct arena_mark arena_mark(const struct arena *arena);

/* Gives back what was handed out since `mark`. */
void arena_reset_to(struct arena *arena, struct arena_mark mark);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_NEW_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))
#define ARENA_TAKE_ARRAY(arena, count, type)                                                       \
	((type *)arena_take_array((arena), (count), sizeof(type)))

#endif
