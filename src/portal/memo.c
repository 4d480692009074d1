#include "portal/memo.h"

#include "base/json.h"
#include "base/rich.h"

#include <pthread.h>
#include <stdlib.h>

#define SLOTS 256
#define BYTES_MAX (64 * 1024) /* of body and HTML together: 16 MB at the most */
#define LIST_SLOTS 128        /* some four times the lists there are */
#define LIST_TRIES 8          /* places that a key may stand in */
#define LIST_KEY_ROOM 64

_Static_assert(JSON_HAVE_ATOMIC_BUILTINS, "threads hold references to one list");

struct slot {
	char *bytes; /* the body, then the HTML */
	size_t body_size, html_size;
};

struct list_slot {
	char key[LIST_KEY_ROOM];
	int64_t version;
	json_t *list;
};

static struct {
	pthread_rwlock_t lock;
	struct slot slots[SLOTS];
	struct list_slot lists[LIST_SLOTS];
} memo = {.lock = PTHREAD_RWLOCK_INITIALIZER};

/* --- texts -------------------------------------------------------------------------------------
 */

static bool
find(struct arena *arena, const struct slot *slot, struct text body, struct text *out)
{
	bool found;

	pthread_rwlock_rdlock(&memo.lock);
	found = slot->bytes && slot->body_size == body.n &&
		memcmp(slot->bytes, body.p, body.n) == 0;
	if (found)
		*out = (struct text){arena_copy(arena, slot->bytes + body.n, slot->html_size),
				slot->html_size};
	pthread_rwlock_unlock(&memo.lock);
	return found;
}

static void
keep(struct slot *slot, struct text body, struct text html)
{
	char *bytes, *before;

	if (body.n + html.n > BYTES_MAX)
		return;
	bytes = malloc(body.n + html.n);
	if (!bytes)
		return;
	memcpy(bytes, body.p, body.n);
	memcpy(bytes + body.n, html.p, html.n);
	pthread_rwlock_wrlock(&memo.lock);
	before = slot->bytes;
	*slot = (struct slot){.bytes = bytes, .body_size = body.n, .html_size = html.n};
	pthread_rwlock_unlock(&memo.lock);
	free(before);
}

enum err
memo_html(struct arena *arena, int64_t item, struct text body, struct text *out)
{
	cleanup(json_cleanup) json_t *doc = NULL;
	struct slot *slot = &memo.slots[(uint64_t)item % SLOTS];
	struct buf html = BUF(arena);

	if (find(arena, slot, body, out))
		return OK;
	TRY(json_read(body, RICH_BYTES_MAX, &doc));
	rich_html(&html, doc);
	*out = buf_text(&html);
	keep(slot, body, *out);
	return OK;
}

/* --- lists -------------------------------------------------------------------------------------
 */

static bool
list_is(const struct list_slot *slot, struct text key)
{
	return slot->list && text_equals(text_of(slot->key), key);
}

/* Where the list of `key` stands, or the place that it takes: a free one, else its first. */
static struct list_slot *
list_place(struct text key)
{
	size_t first = text_hash(key) % LIST_SLOTS;
	struct list_slot *place = NULL;

	for (size_t i = 0; i < LIST_TRIES; i++) {
		struct list_slot *slot = &memo.lists[(first + i) % LIST_SLOTS];

		if (list_is(slot, key))
			return slot;
		if (!slot->list && !place)
			place = slot;
	}
	return place ? place : &memo.lists[first];
}

json_t *
memo_list(struct text key, int64_t version)
{
	const struct list_slot *slot;
	json_t *list = NULL;

	pthread_rwlock_rdlock(&memo.lock);
	slot = list_place(key);
	if (list_is(slot, key) && slot->version == version)
		list = json_incref(slot->list);
	pthread_rwlock_unlock(&memo.lock);
	return list;
}

void
memo_list_keep(struct text key, int64_t version, json_t *list)
{
	struct list_slot *slot;
	json_t *before;

	if (key.n >= LIST_KEY_ROOM)
		return;
	pthread_rwlock_wrlock(&memo.lock);
	slot = list_place(key);
	before = slot->list;
	memcpy(slot->key, key.p, key.n);
	slot->key[key.n] = 0;
	slot->version = version;
	slot->list = json_incref(list);
	pthread_rwlock_unlock(&memo.lock);
	json_decref(before);
}
