#include "portal/memo.h"

#include "base/json.h"
#include "base/rich.h"

#include <pthread.h>
#include <stdlib.h>

#define SLOTS 256
#define BYTES_MAX (64 * 1024) /* of body and HTML together: 16 MB at the most */

struct slot {
	char *bytes; /* the body, then the HTML */
	size_t body_size, html_size;
};

static struct {
	pthread_rwlock_t lock;
	struct slot slots[SLOTS];
} memo = {.lock = PTHREAD_RWLOCK_INITIALIZER};

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
