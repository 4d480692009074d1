#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 16384
#define BLOCK_SIZE_MAX (1024 * 1024)

struct arena_block {
	struct arena_block *before;
	size_t size;
	bool is_borrowed; /* the caller's bytes */
	alignas(max_align_t) unsigned char bytes[];
};

static void
out_of_memory(void)
{
	fputs("congtin: out of memory\n", stderr);
	abort();
}

/* Blocks double, so that a large act needs few of them. */
static void
block_add(struct arena *arena, size_t needed)
{
	size_t size = arena->block ? arena->block->size * 2 : BLOCK_SIZE;
	struct arena_block *block;

	if (size > BLOCK_SIZE_MAX)
		size = BLOCK_SIZE_MAX;
	if (size < needed)
		size = needed;
	if (size > SIZE_MAX - sizeof(*block))
		out_of_memory();
	block = malloc(sizeof(*block) + size);
	if (!block)
		out_of_memory();
	block->before = arena->block;
	block->size = size;
	block->is_borrowed = false;
	arena->block = block;
	arena->used = 0;
}

static_assert(sizeof(struct arena_block) <= ARENA_HEAD, "see arena_within");

struct arena
arena_within(void *bytes, size_t size)
{
	struct arena_block *block = bytes;

	*block = (struct arena_block){.size = size - sizeof(*block), .is_borrowed = true};
	return (struct arena){.block = block};
}

void *
arena_take(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	void *bytes;

	if (size > SIZE_MAX - align)
		out_of_memory();
	size = (size + align - 1) & ~(align - 1);
	if (!arena->block || arena->block->size - arena->used < size)
		block_add(arena, size);
	bytes = arena->block->bytes + arena->used;
	arena->used += size;
	return bytes;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	return memset(arena_take(arena, size), 0, size);
}

static size_t
size_of_array(size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		out_of_memory();
	return bytes;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	return arena_alloc(arena, size_of_array(count, size));
}

void *
arena_take_array(struct arena *arena, size_t count, size_t size)
{
	return arena_take(arena, size_of_array(count, size));
}

char *
arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	char *copy;

	if (size == SIZE_MAX)
		out_of_memory();
	copy = arena_take(arena, size + 1);
	if (size)
		memcpy(copy, bytes, size);
	copy[size] = 0;
	return copy;
}

static void
blocks_free_to(struct arena *arena, const struct arena_block *keep)
{
	while (arena->block && arena->block != keep) {
		struct arena_block *before = arena->block->before;

		if (!arena->block->is_borrowed)
			free(arena->block);
		arena->block = before;
	}
}

void
arena_reset(struct arena *arena)
{
	while (arena->block && arena->block->before)
		blocks_free_to(arena, arena->block->before);
	arena->used = 0;
}

void
arena_free(struct arena *arena)
{
	blocks_free_to(arena, NULL);
	arena->used = 0;
}

struct arena_mark
arena_mark(const struct arena *arena)
{
	return (struct arena_mark){.block = arena->block, .used = arena->used};
}

void
arena_reset_to(struct arena *arena, struct arena_mark mark)
{
	blocks_free_to(arena, mark.block);
	assert(arena->block == mark.block);
	arena->used = mark.used;
}
