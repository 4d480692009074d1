/* Counting from many threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/meter.h"

#include <pthread.h>

#define THREADS 4
#define ANSWERS 10000

static void *
answer(void *meter)
{
	for (int i = 0; i < ANSWERS; i++)
		meter_answer(meter, i % 10 ? 200 : 503, 100, i % 2 ? 3 : 5000);
	return NULL;
}

static void
nothing_that_any_thread_counted_is_lost(void **state)
{
	struct meter *meter = meter_new();
	uint64_t counts[METER_COUNTERS];
	pthread_t threads[THREADS];

	(void)state;
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, answer, meter), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	meter_read(meter, counts);
	assert_int_equal(counts[METER_2XX], THREADS * ANSWERS / 10 * 9);
	assert_int_equal(counts[METER_5XX], THREADS * ANSWERS / 10);
	assert_int_equal(counts[METER_BYTES], THREADS * ANSWERS * 100);
	assert_int_equal(counts[METER_5MS], THREADS * ANSWERS / 2);
	assert_int_equal(counts[METER_2S], 0);
	assert_int_equal(counts[METER_MS], THREADS * ANSWERS / 2 * 5003);
	meter_free(meter);
}

static int64_t
seven(void *self)
{
	(void)self;
	return 7;
}

static void
gauge_sum(void *to, const char *name, const char *help, int64_t value)
{
	(void)name;
	(void)help;
	*(int64_t *)to += value;
}

static void
a_gauge_is_read_until_its_owner_is_gone(void **state)
{
	struct meter *meter = meter_new();
	int mine, other;
	int64_t sum = 0;

	(void)state;
	meter_watch(meter, "a", "một", seven, &mine);
	meter_watch(meter, "b", "hai", seven, &other);
	meter_gauges(meter, &sum, gauge_sum);
	assert_int_equal(sum, 14);
	meter_forget(meter, &mine);
	meter_gauges(meter, &sum, gauge_sum);
	assert_int_equal(sum, 21);
	meter_free(meter);
}

static void
without_a_meter_nothing_is_counted(void **state)
{
	uint64_t counts[METER_COUNTERS];

	(void)state;
	meter_answer(NULL, 200, 1, 1);
	meter_add(NULL, METER_CACHED, 1);
	meter_read(NULL, counts);
	assert_int_equal(counts[METER_2XX], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(nothing_that_any_thread_counted_is_lost),
			cmocka_unit_test(a_gauge_is_read_until_its_owner_is_gone),
			cmocka_unit_test(without_a_meter_nothing_is_counted),
	};

	return cmocka_run_group_tests_name("meter", tests, NULL, NULL);
}
