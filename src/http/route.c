#include "http/route.h"

#include "base/buf.h"
#include "base/log.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/*
 * A tree of path segments. Each node's literal children are sorted by name, so a
 * step is a binary search; the child for a {name} is tried when no literal leads
 * to a row.
 */
struct node {
	struct text segment; /* of a literal; empty for {names} */
	struct node *literals;
	size_t literal_count;
	struct node *parameter;
	const struct route *get, *post;
};

struct router {
	struct arena arena;
	struct node root;
	const struct route **rows;
	size_t count;
};

static bool
is_parameter(struct text segment)
{
	return segment.n > 2 && segment.p[0] == '{' && segment.p[segment.n - 1] == '}';
}

static int
segment_compare(struct text a, struct text b)
{
	size_t least = a.n < b.n ? a.n : b.n;
	int order = memcmp(a.p, b.p, least);

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

/* Where `segment` stands or would stand among the literals. */
static size_t
literal_at(const struct node *node, struct text segment)
{
	size_t low = 0, high = node->literal_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (segment_compare(node->literals[middle].segment, segment) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct node *
literal_find(const struct node *node, struct text segment)
{
	size_t at = literal_at(node, segment);

	if (at < node->literal_count && text_equals(node->literals[at].segment, segment))
		return &node->literals[at];
	return NULL;
}

static struct node *
child_add(struct router *router, struct node *node, struct text segment)
{
	struct node *child, *grown;
	size_t at;

	if (is_parameter(segment)) {
		if (!node->parameter)
			node->parameter = ARENA_NEW(&router->arena, struct node);
		return node->parameter;
	}
	child = literal_find(node, segment);
	if (child)
		return child;
	at = literal_at(node, segment);
	grown = ARENA_NEW_ARRAY(&router->arena, node->literal_count + 1, struct node);
	if (node->literal_count) {
		memcpy(grown, node->literals, at * sizeof(*grown));
		memcpy(grown + at + 1, node->literals + at,
				(node->literal_count - at) * sizeof(*grown));
	}
	grown[at] = (struct node){.segment = segment};
	node->literals = grown;
	node->literal_count++;
	return &grown[at];
}

static void
route_refuse(const struct route *route, const char *why)
{
	log_error("route %s: %s", route->path ? route->path : "(none)", why);
	abort();
}

static void
route_add(struct router *router, const struct route *route)
{
	struct node *node = &router->root;
	const struct route **slot;
	struct text rest, segment;
	size_t parameters = 0;

	if (!route->path || route->path[0] != '/')
		route_refuse(route, "the path does not begin with /");
	if (!route->rule)
		route_refuse(route, "there is no rule who may pass");
	if (!route->handler)
		route_refuse(route, "there is no handler");
	if (route->method != METHOD_GET && route->method != METHOD_POST)
		route_refuse(route, "the method is neither GET nor POST");
	rest = text_of(route->path + 1);
	while (text_split(&rest, '/', &segment)) {
		parameters += is_parameter(segment);
		node = child_add(router, node, segment);
	}
	if (parameters > REQUEST_PARAMETERS_MAX)
		route_refuse(route, "too many {names}");
	slot = route->method == METHOD_GET ? &node->get : &node->post;
	if (*slot)
		route_refuse(route, "two rows have this method and address");
	*slot = route;
	router->rows[router->count++] = route;
}

struct router *
router_new(const struct route *const *tables, const size_t *counts, size_t tables_count)
{
	struct router *router = calloc(1, sizeof(*router));
	size_t count = 0;

	if (!router)
		abort();
	for (size_t i = 0; i < tables_count; i++)
		count += counts[i];
	router->rows = ARENA_NEW_ARRAY(&router->arena, count + 1, const struct route *);
	for (size_t i = 0; i < tables_count; i++)
		for (size_t j = 0; j < counts[i]; j++)
			route_add(router, &tables[i][j]);
	return router;
}

void
router_free(struct router *router)
{
	if (!router)
		return;
	arena_free(&router->arena);
	free(router);
}

/* The node of `rest` that has rows; `values` gets what the {names} on the way stand for. */
static const struct node *
node_find(const struct node *node, struct text rest, struct text *values, size_t *value_count)
{
	struct text segment;
	const struct node *child, *found;

	if (!text_split(&rest, '/', &segment))
		return node->get || node->post ? node : NULL;
	child = literal_find(node, segment);
	found = child ? node_find(child, rest, values, value_count) : NULL;
	if (found || !node->parameter || text_is_empty(segment))
		return found;
	assert(*value_count < REQUEST_PARAMETERS_MAX);
	values[(*value_count)++] = segment;
	found = node_find(node->parameter, rest, values, value_count);
	if (!found)
		(*value_count)--;
	return found;
}

/* Pairs the {names} of the row's path with the values found. */
static void
parameters_fill(struct request *request, const struct route *route, const struct text *values)
{
	struct text rest = text_of(route->path + 1), segment;
	size_t n = 0;

	while (text_split(&rest, '/', &segment)) {
		if (!is_parameter(segment))
			continue;
		request->parameters[n] = (struct pair){
				.name = text_slice(segment, 1, segment.n - 1), .value = values[n]};
		n++;
	}
	request->parameter_count = n;
}

enum err
router_find(const struct router *router, struct request *request, const struct route **out,
		struct text *allow)
{
	struct text values[REQUEST_PARAMETERS_MAX];
	size_t value_count = 0;
	const struct node *node;
	const struct route *route = NULL;

	request->parameter_count = 0;
	if (!request->path.n || request->path.p[0] != '/')
		return ERR_NOT_FOUND;
	node = node_find(&router->root, text_slice(request->path, 1, request->path.n), values,
			&value_count);
	if (!node)
		return ERR_NOT_FOUND;
	if (request->method == METHOD_GET || request->method == METHOD_HEAD)
		route = node->get;
	else if (request->method == METHOD_POST)
		route = node->post;
	if (!route) {
		*allow = !node->get   ? TEXT("POST")
			 : node->post ? TEXT("GET, HEAD, POST")
				      : TEXT("GET, HEAD");
		return ERR_INVALID;
	}
	parameters_fill(request, route, values);
	*out = route;
	return OK;
}

size_t
router_count(const struct router *router)
{
	return router->count;
}

const struct route *
router_at(const struct router *router, size_t index)
{
	assert(index < router->count);
	return router->rows[index];
}
