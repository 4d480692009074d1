/*
 * shelf.h - calendars that were made ready once and serve all threads of the process.
 *
 * The tables of a calendar cost megabytes and milliseconds; a version never changes.
 * What has been built for one act is kept for the next. The shelf knows a version by
 * its number and its seal (SHA-256 of what it says), so that a transaction which was
 * rolled back leaves nothing behind that another could take for its own.
 */
#ifndef OFFICE_SHELF_H
#define OFFICE_SHELF_H

#include "base/arena.h"
#include "base/text.h"
#include "law/calendar.h"

/* Versions kept; with more, old ones are built in the act that asks for them. */
#define SHELF_ROOM 32

struct shelf;

struct shelf *shelf_open(void);

/* Nobody holds a calendar of it any more. NULL is allowed. */
void shelf_close(struct shelf *shelf);

/* The calendar of that version and seal, or NULL. */
const struct calendar *shelf_find(struct shelf *shelf, int64_t version, struct text seal);

bool shelf_is_full(struct shelf *shelf);

/* Keeps a calendar; the arena that all of it lives in becomes the shelf's. */
void shelf_put(struct shelf *shelf, struct text seal, const struct calendar *calendar,
		struct arena *arena);

#endif
