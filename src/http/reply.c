#include "http/reply.h"

#include <assert.h>
#include <string.h>

void
reply_begin(struct reply *reply, struct arena *arena)
{
	reply->arena = arena;
	reply->status = 0;
	reply->header_count = 0;
	reply->body = reply->type = reply->file = NO_TEXT;
	reply->ready = NULL;
	reply->view = NULL;
	reply->template = NULL;
	reply->private = false;
}

void
reply_end(struct reply *reply)
{
	if (reply->ready)
		ready_release(reply->ready);
	json_decref(reply->view);
	reply_begin(reply, reply->arena);
}

/* Control characters would end the field, and with it the head. */
static struct text
header_clean(struct arena *arena, struct text value)
{
	char *copy = arena_copy(arena, value.p, value.n);

	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)copy[i] < 0x20 || copy[i] == 0x7f)
			copy[i] = ' ';
	return text_trim((struct text){.p = copy, .n = value.n});
}

void
reply_header(struct reply *reply, const char *name, struct text value)
{
	struct text key = text_of(name);
	size_t at = reply->header_count;

	if (!text_equals_ascii_case(key, TEXT("Set-Cookie")))
		for (size_t i = 0; i < reply->header_count; i++)
			if (text_equals_ascii_case(reply->headers[i].name, key))
				at = i;
	assert(at < REPLY_HEADERS_MAX);
	if (at == reply->header_count)
		reply->header_count++;
	reply->headers[at] = (struct pair){.name = text_copy(reply->arena, key),
			.value = text_copy(reply->arena, header_clean(reply->arena, value))};
}

/* One "/" and then neither "/" nor "\": browsers read both as another host. */
static bool
is_own_path(struct text path)
{
	if (!path.n || path.p[0] != '/')
		return false;
	if (path.n > 1 && (path.p[1] == '/' || path.p[1] == '\\'))
		return false;
	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] <= 0x20 || path.p[i] == '\\')
			return false;
	return true;
}

/* Addresses hold ASCII only: what else stands in a path is percent-encoded. */
static struct text
path_to_ascii(struct arena *arena, struct text path)
{
	static const char digits[] = "0123456789ABCDEF";
	char *p = arena_array(arena, path.n + 1, 3);
	size_t n = 0;

	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if (c < 0x7f) {
			p[n++] = (char)c;
			continue;
		}
		p[n++] = '%';
		p[n++] = digits[c >> 4];
		p[n++] = digits[c & 15];
	}
	return (struct text){.p = p, .n = n};
}

void
reply_see_other(struct reply *reply, struct text path)
{
	struct text target = is_own_path(path) ? path : TEXT("/");

	reply->status = 303;
	reply->body = NO_TEXT;
	reply_header(reply, "Location", path_to_ascii(reply->arena, target));
}

void
reply_body(struct reply *reply, int status, const char *type, struct text body)
{
	reply->status = status;
	reply->type = text_of(type);
	reply->body = body;
}
