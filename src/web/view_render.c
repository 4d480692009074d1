/* view_render.c - nodes and data become bytes. Reads the templates only: any number of threads. */
#include "base/json.h"
#include "web/view_node.h"

#include <stdio.h>

/* The values that names are looked up in, innermost first. */
struct scope {
	const json_t *value;
	const struct scope *outer;
};

/* A layout being rendered, with the node whose children fill its blocks. */
struct filling {
	const struct view *view;
	const struct node *layout;
	const struct filling *outer;
};

struct render {
	const struct view_options *options;
	struct buf *out;
	size_t begin; /* bytes that `out` held before */
	size_t steps;
	int depth;
	struct text indent; /* before each line */
	bool line_begins;   /* nothing was written on this line yet; kept only while there is an
			       indent */
};

/* Where a node stands and what it sees. */
struct place {
	const struct view *view;
	const struct scope *scope;
	const struct filling *filling;
};

static enum err render_range(
		struct render *render, const struct place *place, size_t from, size_t to);

static enum err
render_fault(const struct render *render, const struct place *place, const struct node *node,
		enum err err, const char *what)
{
	struct view_fault *fault = render->options->fault;

	if (!fault)
		return err;
	fault->view = place->view->name;
	fault->line = node->line;
	snprintf(fault->message, sizeof(fault->message), "%s: %.*s", what, TEXT_ARGS(node->text));
	return err;
}

/* What the first part of a name stands for, or NULL: from the innermost scope that has it. */
static const json_t *
look_up_first(const struct scope *scope, const struct node *node)
{
	const json_t *value = NULL;

	if (!node->path_count)
		return scope->value;
	for (; scope && !value; scope = scope->outer)
		value = json_object_getn(scope->value, node->path[0].p, node->path[0].n);
	return value;
}

/* The value of a name, or NULL. */
static const json_t *
look_up(const struct scope *scope, const struct node *node)
{
	const json_t *value = look_up_first(scope, node);

	for (size_t i = 1; value && i < node->path_count; i++)
		value = json_object_getn(value, node->path[i].p, node->path[i].n);
	return value;
}

static bool
is_false(const json_t *value)
{
	if (!value)
		return true;
	switch (json_typeof(value)) {
	case JSON_NULL:
	case JSON_FALSE:
		return true;
	case JSON_INTEGER:
		return json_integer_value(value) == 0;
	case JSON_REAL:
		return json_real_value(value) == 0;
	case JSON_STRING:
		return json_string_length(value) == 0;
	case JSON_ARRAY:
		return json_array_size(value) == 0;
	default:
		return false;
	}
}

static void
begin_line(struct render *render)
{
	if (render->indent.n && render->line_begins)
		buf_add(render->out, render->indent);
	render->line_begins = false;
}

static void
render_text(struct render *render, struct text text)
{
	if (!render->indent.n) {
		buf_add(render->out, text);
		return;
	}
	while (text.n) {
		const char *newline = memchr(text.p, '\n', text.n);
		size_t n = newline ? (size_t)(newline - text.p) + 1 : text.n;

		begin_line(render);
		buf_add(render->out, text_slice(text, 0, n));
		render->line_begins = newline != NULL;
		text = text_slice(text, n, text.n);
	}
}

static enum err
render_value(struct render *render, const struct place *place, const struct node *node)
{
	const json_t *value = look_up(place->scope, node);
	struct buf *out = render->out;

	begin_line(render);
	if (!value && render->options->strict)
		return render_fault(render, place, node, ERR_INVALID, "the data lack");
	if (!value)
		return OK;
	switch (json_typeof(value)) {
	case JSON_STRING:
		if (node->kind == NODE_RAW)
			buf_add(out, json_text_of(value));
		else
			buf_add_html(out, json_text_of(value));
		break;
	case JSON_INTEGER:
		buf_add_int(out, json_integer_value(value));
		break;
	case JSON_REAL:
		buf_addf(out, "%.15g", json_real_value(value));
		break;
	case JSON_TRUE:
		buf_add(out, TEXT("true"));
		break;
	case JSON_FALSE:
		buf_add(out, TEXT("false"));
		break;
	case JSON_NULL:
		break;
	case JSON_OBJECT:
	case JSON_ARRAY:
		if (render->options->strict)
			return render_fault(render, place, node, ERR_INVALID, "not a text");
		break;
	}
	return OK;
}

/* Sections may ask whether a set has something ("may.edit"): strict wants only the set. */
static enum err
section_look_up(const struct render *render, const struct place *place, const struct node *node,
		const json_t **value)
{
	if (render->options->strict && !look_up_first(place->scope, node))
		return render_fault(render, place, node, ERR_INVALID, "the data lack");
	*value = look_up(place->scope, node);
	return OK;
}

static enum err
render_section(struct render *render, const struct place *place, const struct node *node,
		size_t index)
{
	struct scope scope = {.outer = place->scope};
	struct place inside = {.view = place->view, .scope = &scope, .filling = place->filling};
	const json_t *value;

	TRY(section_look_up(render, place, node, &value));
	scope.value = value;
	if (is_false(value))
		return OK;
	if (!json_is_array(value))
		return render_range(render, &inside, index + 1, node->end);
	for (size_t i = 0; i < json_array_size(value); i++) {
		scope.value = json_array_get(value, i);
		TRY(render_range(render, &inside, index + 1, node->end));
	}
	return OK;
}

static enum err
render_inverted(struct render *render, const struct place *place, const struct node *node,
		size_t index)
{
	const json_t *value;

	TRY(section_look_up(render, place, node, &value));
	return is_false(value) ? render_range(render, place, index + 1, node->end) : OK;
}

/* Indents what is rendered until `render->indent` is set back by the caller. */
static void
indent_more(struct render *render, struct text more)
{
	struct buf both = BUF(render->out->arena);

	render->line_begins = true;
	if (!more.n)
		return;
	buf_add(&both, render->indent);
	buf_add(&both, more);
	render->indent = buf_text(&both);
}

/* Children [from, to) of a view one step deeper, indented as the node that calls for them says. */
static enum err
render_within(struct render *render, const struct place *caller, const struct node *node,
		const struct place *inside, size_t from, size_t to)
{
	struct text before = render->indent;
	enum err err;

	if (render->depth == VIEW_DEPTH_MAX)
		return render_fault(render, caller, node, ERR_TOO_LARGE, "too deep");
	if (node->alone) {
		indent_more(render, node->indent);
	} else if (node->kind != NODE_BLOCK) {
		begin_line(render);
		render->indent = NO_TEXT;
	}
	render->depth++;
	err = render_range(render, inside, from, to);
	render->depth--;
	if (!node->alone && node->kind != NODE_BLOCK)
		render->line_begins = false;
	render->indent = before;
	return err;
}

static enum err
render_part(struct render *render, const struct place *place, const struct node *node)
{
	struct filling filling = {.view = place->view, .layout = node, .outer = place->filling};
	struct place inside = {
			.view = node->target,
			.scope = place->scope,
			.filling = node->kind == NODE_LAYOUT ? &filling : place->filling,
	};

	if (!node->target)
		return OK;
	return render_within(render, place, node, &inside, 0, node->target->count);
}

/* The block that a layout's caller gives for `name`, or NULL. */
static const struct node *
filling_find(const struct filling *filling, struct text name)
{
	const struct node *end = filling->view->nodes + filling->layout->end;
	const struct node *node = filling->layout + 1;

	while (node < end && !text_equals(node->text, name))
		node = filling->view->nodes + node->end;
	return node < end ? node : NULL;
}

/* A block shows what the outermost caller gives for it; that sees the fillings around its own. */
static enum err
render_block(struct render *render, const struct place *place, const struct node *node,
		size_t index)
{
	struct place inside = *place;
	size_t from = index + 1, to = node->end;

	for (const struct filling *filling = place->filling; filling; filling = filling->outer) {
		const struct node *given = filling_find(filling, node->text);

		if (!given)
			continue;
		from = (size_t)(given - filling->view->nodes) + 1;
		to = given->end;
		inside.view = filling->view;
		inside.filling = filling->outer;
	}
	return render_within(render, place, node, &inside, from, to);
}

static enum err
render_words(struct render *render, const struct place *place, const struct node *node)
{
	struct place inside = *place;

	inside.view = node->said[render->options->lang];
	return render_range(render, &inside, 0, inside.view->count);
}

static enum err
render_node(struct render *render, const struct place *place, const struct node *node, size_t index)
{
	switch (node->kind) {
	case NODE_TEXT:
		render_text(render, node->text);
		return OK;
	case NODE_NAME:
	case NODE_RAW:
		return render_value(render, place, node);
	case NODE_SECTION:
		return render_section(render, place, node, index);
	case NODE_INVERTED:
		return render_inverted(render, place, node, index);
	case NODE_PART:
	case NODE_LAYOUT:
		return render_part(render, place, node);
	case NODE_BLOCK:
		return render_block(render, place, node, index);
	case NODE_WORDS:
		return render_words(render, place, node);
	}
	return OK;
}

static enum err
render_range(struct render *render, const struct place *place, size_t from, size_t to)
{
	for (size_t i = from; i < to; i = place->view->nodes[i].end) {
		const struct node *node = &place->view->nodes[i];

		if (++render->steps > VIEW_STEPS_MAX ||
				render->out->n - render->begin > VIEW_OUTPUT_MAX)
			return render_fault(render, place, node, ERR_TOO_LARGE, "too much");
		TRY(render_node(render, place, node, i));
	}
	return OK;
}

enum err
view_render(const struct views *views, struct text name, const json_t *data,
		const struct view_options *options, struct buf *out)
{
	struct render render = {.options = options, .out = out, .begin = out->n};
	struct scope scope = {.value = data};
	struct place place = {.view = views_find(views, name), .scope = &scope};

	if (!place.view)
		return ERR_NOT_FOUND;
	return render_range(&render, &place, 0, place.view->count);
}
