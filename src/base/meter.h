/*
 * meter.h - what a running process counts and measures, for operators.
 *
 * Counters only grow. Each thread counts in a slot of its own, so that counting
 * costs no cache line that threads share; reading sums the slots. Gauges are
 * functions that are called when somebody looks. A NULL meter counts nothing.
 */
#ifndef BASE_METER_H
#define BASE_METER_H

#include <stddef.h>
#include <stdint.h>

enum meter_counter {
	METER_1XX, /* answers by the first digit of their status; 1xx stays 0 */
	METER_2XX,
	METER_3XX,
	METER_4XX,
	METER_5XX,
	METER_BYTES, /* of bodies handed to the kernel */
	METER_MS,    /* of all answers together, from request line to last byte */
	METER_1MS,   /* answers that took at most so long; see METER_BOUNDS_MS */
	METER_5MS,
	METER_20MS,
	METER_100MS,
	METER_500MS,
	METER_2S,
	METER_CACHED, /* pages answered from the cache */
	METER_COUNTERS
};

#define METER_BUCKETS (METER_2S - METER_1MS + 1)
extern const int METER_BOUNDS_MS[METER_BUCKETS];

#define METER_GAUGES_MAX 16

struct meter;

struct meter *meter_new(void);

/* When no thread counts any more. */
void meter_free(struct meter *meter);

void meter_add(struct meter *meter, enum meter_counter counter, uint64_t n);

/* An answer with its status, size and time. */
void meter_answer(struct meter *meter, int status, uint64_t bytes, int64_t took_ms);

void meter_read(const struct meter *meter, uint64_t out[METER_COUNTERS]);

/*
 * `read(self)` is called from any thread until meter_forget of that `self`. Before
 * threads start; `name` ("writer_queue") and `help` stay the caller's.
 */
void meter_watch(struct meter *meter, const char *name, const char *help,
		int64_t (*read)(void *self), void *self);
void meter_forget(struct meter *meter, const void *self);

/* Calls `each` with every gauge. */
void meter_gauges(struct meter *meter, void *to,
		void (*each)(void *to, const char *name, const char *help, int64_t value));

#endif
