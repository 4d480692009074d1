#include "base/meter.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

const int METER_BOUNDS_MS[METER_BUCKETS] = {1, 5, 20, 100, 500, 2000};

/* One thread writes it, any may read it. */
struct slot {
	struct slot *next;
	_Atomic uint64_t counts[METER_COUNTERS];
};

struct gauge {
	const char *name, *help;
	int64_t (*read)(void *self);
	void *self;
};

struct meter {
	_Atomic(struct slot *) slots;
	pthread_mutex_t lock; /* the gauges */
	struct gauge gauges[METER_GAUGES_MAX];
	size_t gauge_count;
};

struct meter *
meter_new(void)
{
	struct meter *meter = calloc(1, sizeof(*meter));

	if (!meter)
		abort();
	pthread_mutex_init(&meter->lock, NULL);
	return meter;
}

void
meter_free(struct meter *meter)
{
	struct slot *slot, *next;

	if (!meter)
		return;
	for (slot = atomic_load(&meter->slots); slot; slot = next) {
		next = slot->next;
		free(slot);
	}
	pthread_mutex_destroy(&meter->lock);
	free(meter);
}

/* This thread's own slot; it outlives the thread, or its counts would be lost. */
static struct slot *
slot_mine(struct meter *meter)
{
	static _Thread_local struct {
		struct meter *meter;
		struct slot *slot;
	} mine;

	if (mine.meter == meter)
		return mine.slot;
	mine.slot = calloc(1, sizeof(*mine.slot));
	if (!mine.slot)
		abort();
	mine.meter = meter;
	mine.slot->next = atomic_load(&meter->slots);
	while (!atomic_compare_exchange_weak(&meter->slots, &mine.slot->next, mine.slot))
		;
	return mine.slot;
}

/* No read-modify-write: nobody else writes here. */
static void
slot_add(struct slot *slot, enum meter_counter counter, uint64_t n)
{
	_Atomic uint64_t *count = &slot->counts[counter];

	atomic_store_explicit(count, atomic_load_explicit(count, memory_order_relaxed) + n,
			memory_order_relaxed);
}

void
meter_add(struct meter *meter, enum meter_counter counter, uint64_t n)
{
	if (meter)
		slot_add(slot_mine(meter), counter, n);
}

void
meter_answer(struct meter *meter, int status, uint64_t bytes, int64_t took_ms)
{
	struct slot *slot;

	if (!meter || status < 100 || status > 599)
		return;
	slot = slot_mine(meter);
	slot_add(slot, METER_1XX + (enum meter_counter)(status / 100 - 1), 1);
	slot_add(slot, METER_BYTES, bytes);
	slot_add(slot, METER_MS, took_ms > 0 ? (uint64_t)took_ms : 0);
	for (int i = 0; i < METER_BUCKETS; i++) {
		if (took_ms <= METER_BOUNDS_MS[i]) {
			slot_add(slot, METER_1MS + (enum meter_counter)i, 1);
			break;
		}
	}
}

void
meter_read(const struct meter *meter, uint64_t out[METER_COUNTERS])
{
	const struct slot *slot = meter ? atomic_load(&meter->slots) : NULL;

	for (int i = 0; i < METER_COUNTERS; i++)
		out[i] = 0;
	for (; slot; slot = slot->next)
		for (int i = 0; i < METER_COUNTERS; i++)
			out[i] += atomic_load_explicit(&slot->counts[i], memory_order_relaxed);
}

void
meter_watch(struct meter *meter, const char *name, const char *help, int64_t (*read)(void *self),
		void *self)
{
	if (!meter)
		return;
	pthread_mutex_lock(&meter->lock);
	if (meter->gauge_count == METER_GAUGES_MAX)
		abort();
	meter->gauges[meter->gauge_count++] = (struct gauge){name, help, read, self};
	pthread_mutex_unlock(&meter->lock);
}

void
meter_forget(struct meter *meter, const void *self)
{
	size_t left = 0;

	if (!meter)
		return;
	pthread_mutex_lock(&meter->lock);
	for (size_t i = 0; i < meter->gauge_count; i++)
		if (meter->gauges[i].self != self)
			meter->gauges[left++] = meter->gauges[i];
	meter->gauge_count = left;
	pthread_mutex_unlock(&meter->lock);
}

void
meter_gauges(struct meter *meter, void *to,
		void (*each)(void *to, const char *name, const char *help, int64_t value))
{
	if (!meter)
		return;
	pthread_mutex_lock(&meter->lock);
	for (size_t i = 0; i < meter->gauge_count; i++) {
		const struct gauge *gauge = &meter->gauges[i];

		each(to, gauge->name, gauge->help, gauge->read(gauge->self));
	}
	pthread_mutex_unlock(&meter->lock);
}
