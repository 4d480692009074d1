/*
 * screen_bench.c - what it costs to look through a text of 50 pages (base/screen.h).
 *
 * screen_bench prints the milliseconds of one core, median of many rounds. The text is
 * made of the passages of tests/base/screen_passages.tsv, again and again.
 */
#include "base/buf.h"
#include "base/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define PASSAGES "tests/base/screen_passages.tsv"
#define PAGES 50
#define PAGE_POINTS 2800 /* A4, 14 point, as Decree 30/2020 sets it */
#define ROUNDS 41

static struct text
passages_load(struct arena *arena)
{
	struct buf content = BUF(arena), words = BUF(arena);
	struct text rest, line, part;
	FILE *file = fopen(PASSAGES, "rb");
	char bytes[4096];
	size_t n;

	if (!file)
		exit(1);
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add(&content, (struct text){.p = bytes, .n = n});
	fclose(file);
	rest = buf_text(&content);
	while (text_split(&rest, '\n', &line)) {
		if (line.n && line.p[0] != '#' && text_split(&line, '\t', &part) &&
				text_split(&line, '\t', &part) && text_equals(part, TEXT("-")))
			buf_addf(&words, "%.*s\n", TEXT_ARGS(line));
	}
	return buf_text(&words);
}

static struct text
pages_make(struct arena *arena)
{
	struct text passages = passages_load(arena);
	struct buf out = BUF(arena);
	size_t points = text_length(passages);

	for (size_t have = 0; have < PAGES * PAGE_POINTS; have += points)
		buf_add(&out, passages);
	return buf_text(&out);
}

static double
cpu_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
by_size(const void *a, const void *b)
{
	double one = *(const double *)a, other = *(const double *)b;

	return (one > other) - (one < other);
}

int
main(void)
{
	struct arena arena = {0};
	struct text pages = pages_make(&arena);
	double times[ROUNDS];

	for (size_t i = 0; i < ROUNDS; i++) {
		struct arena_mark mark = arena_mark(&arena);
		struct finding *found;
		double begun = cpu_ms();

		screen(&arena, pages, SCREEN_PROSE, NULL, &found);
		times[i] = cpu_ms() - begun;
		arena_reset_to(&arena, mark);
	}
	qsort(times, ROUNDS, sizeof(*times), by_size);
	printf("%.2f\n", times[ROUNDS / 2]);
	arena_free(&arena);
	return 0;
}
