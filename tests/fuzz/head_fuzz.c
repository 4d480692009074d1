/* head_fuzz.c - a request's head is refused with a status and a reason, or all of it is clean. */
#include "http/head.h"
#include "http/url.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static bool
is_refused(struct refusal refusal)
{
	must(refusal.status == 0 || (refusal.status >= 400 && refusal.status <= 505));
	must(refusal.status == 0 || refusal.reason != NULL);
	return refusal.status != 0;
}

static void
must_be_one_line(struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		must(text.p[i] != 0 && text.p[i] != '\r' && text.p[i] != '\n');
}

static void
check_target(struct text raw, const struct target *target)
{
	must(text_is_utf8(target->path));
	must(text_starts_with(target->path, TEXT("/")) || text_equals(target->path, TEXT("*")));
	must(text_starts_with(raw, target->raw) || text_find(raw, target->raw) >= 0);
	must(target->query_count <= HEAD_QUERIES_MAX);
	for (size_t i = 0; i < target->query_count; i++)
		must(text_is_utf8(target->queries[i].name) &&
				text_is_utf8(target->queries[i].value));
}

/* The first byte chooses method and version; then the target, a newline, and the head's bytes. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const methods[] = {
			"GET", "HEAD", "POST", "PUT", "OPTIONS", "get", "BREW", ""};
	struct text rest = {.p = (const char *)data, .n = size}, raw;
	struct arena arena = {0};
	struct target target;
	struct head *head;
	enum method method = METHOD_GET;
	bool has_target;
	unsigned choice;

	if (size == 0)
		return 0;
	choice = data[0];
	head = ARENA_NEW(&arena, struct head);
	rest = text_slice(rest, 1, rest.n);
	if (!text_split(&rest, '\n', &raw))
		raw = NO_TEXT;
	(void)is_refused(head_method(methods[choice % COUNT_OF(methods)], &method));
	has_target = !is_refused(head_target(&arena, raw, &target));
	if (has_target)
		check_target(raw, &target);
	if (!is_refused(head_fields(rest.p ? rest.p : "", rest.n, choice & 16, head))) {
		must(head->field_count <= HEAD_FIELDS_MAX);
		must(!(head->has_length && head->is_chunked));
		for (size_t i = 0; i < head->field_count; i++) {
			must(head->fields[i].name.n > 0);
			must_be_one_line(head->fields[i].name);
			must_be_one_line(head->fields[i].value);
		}
		if (has_target)
			(void)is_refused(head_agrees(head, &target, method));
	}
	arena_free(&arena);
	return 0;
}
