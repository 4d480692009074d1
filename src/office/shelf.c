#include "office/shelf.h"

#include <pthread.h>
#include <stdlib.h>

/* Lives in the arena that it keeps. */
struct place {
	struct place *next;
	const struct calendar *calendar;
	struct text seal;
	struct arena arena;
};

struct shelf {
	pthread_mutex_t lock;
	struct place *places; /* newest first */
	size_t count;
};

struct shelf *
shelf_open(void)
{
	struct shelf *shelf = calloc(1, sizeof(*shelf));

	if (!shelf || pthread_mutex_init(&shelf->lock, NULL) != 0)
		abort();
	return shelf;
}

void
shelf_close(struct shelf *shelf)
{
	if (!shelf)
		return;
	for (struct place *place = shelf->places; place;) {
		struct arena arena = place->arena;

		place = place->next;
		arena_free(&arena);
	}
	pthread_mutex_destroy(&shelf->lock);
	free(shelf);
}

const struct calendar *
shelf_find(struct shelf *shelf, int64_t version, struct text seal)
{
	const struct calendar *found = NULL;

	pthread_mutex_lock(&shelf->lock);
	for (const struct place *place = shelf->places; place && !found; place = place->next)
		if (place->calendar->terms.version == version && text_equals(place->seal, seal))
			found = place->calendar;
	pthread_mutex_unlock(&shelf->lock);
	return found;
}

bool
shelf_is_full(struct shelf *shelf)
{
	bool full;

	pthread_mutex_lock(&shelf->lock);
	full = shelf->count >= SHELF_ROOM;
	pthread_mutex_unlock(&shelf->lock);
	return full;
}

/* Two threads may have built the same version: both are kept, either serves. */
void
shelf_put(struct shelf *shelf, struct text seal, const struct calendar *calendar,
		struct arena *arena)
{
	struct place *place = ARENA_NEW(arena, struct place);

	place->calendar = calendar;
	place->seal = text_copy(arena, seal);
	place->arena = *arena;
	*arena = (struct arena){0};
	pthread_mutex_lock(&shelf->lock);
	place->next = shelf->places;
	shelf->places = place;
	shelf->count++;
	pthread_mutex_unlock(&shelf->lock);
}
