/*
 * fault.h - what is wrong with a file of the law, and where.
 *
 * A reader goes on after a fault and gathers as many as it can, so that a
 * person mends a file in one go. Whoever reads decides nothing by halves: with
 * one fault or more nothing of the file is used.
 */
#ifndef LAW_FAULT_H
#define LAW_FAULT_H

#include "base/arena.h"
#include "base/text.h"

/* Faults beyond this number are only counted. */
#define FAULT_MAX 50

struct fault {
	struct text file; /* as the reader was told, for people */
	int line;         /* from 1; 0 where the whole file is meant */
	int column;       /* from 1, in letters; 0 where the whole line is meant */
	struct text reason;
};

/* Zeroed but for `arena`, it is an empty list. */
struct faults {
	struct arena *arena;
	struct fault *rows;
	size_t count; /* rows held, at most FAULT_MAX */
	size_t more;  /* faults found beyond them */
};

/* Notes a fault; `format` gives its reason in Vietnamese, without a full stop. */
void fault_add(struct faults *faults, struct text file, int line, int column, const char *format,
		...) printf_like(5, 6);

/* "calendars/vn.csv:12:7: ngày không có trong lịch: 2026-02-29" */
struct text fault_words(struct arena *arena, const struct fault *fault);

#endif
