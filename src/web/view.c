/* view.c - the set of templates: filled, linked, then only read. */
#include "web/view.h"

#include "web/view_node.h"

#include <stdio.h>
#include <stdlib.h>

struct views {
	struct arena arena;
	struct view **list; /* sorted by name */
	size_t count;
	size_t room;
};

struct views *
views_new(void)
{
	struct views *views = calloc(1, sizeof(*views));

	if (!views)
		abort();
	return views;
}

void
views_free(struct views *views)
{
	if (!views)
		return;
	arena_free(&views->arena);
	free(views);
}

static int
text_compare(struct text a, struct text b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

/* Where `name` stands or belongs. */
static size_t
views_place(const struct views *views, struct text name)
{
	size_t from = 0, to = views->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (text_compare(views->list[middle]->name, name) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct view *
views_find(const struct views *views, struct text name)
{
	size_t place = views_place(views, name);

	if (place < views->count && text_equals(views->list[place]->name, name))
		return views->list[place];
	return NULL;
}

bool
views_have(const struct views *views, struct text name)
{
	return views_find(views, name) != NULL;
}

static void
views_insert(struct views *views, size_t place, struct view *view)
{
	if (views->count == views->room) {
		size_t room = views->room ? views->room * 2 : 64;
		struct view **list = ARENA_NEW_ARRAY(&views->arena, room, struct view *);

		if (views->count)
			memcpy(list, views->list, views->count * sizeof(struct view *));
		views->list = list;
		views->room = room;
	}
	memmove(views->list + place + 1, views->list + place,
			(views->count - place) * sizeof(struct view *));
	views->list[place] = view;
	views->count++;
}

enum err
views_add(struct views *views, struct text name, struct text text, struct view_fault *fault)
{
	struct source source = {
			.name = text_copy(&views->arena, name),
			.text = text,
			.first_line = 1,
			.fault = fault,
	};
	struct view *view = ARENA_NEW(&views->arena, struct view);
	size_t place = views_place(views, name);

	if (!text_is_utf8(text))
		return source_fault(&source, 1, "not UTF-8");
	TRY(view_compile(&views->arena, &source, view));
	if (views_find(views, name))
		views->list[place] = view;
	else
		views_insert(views, place, view);
	return OK;
}

/* The words of a node in another language, compiled; as they are where there is no translation. */
static enum err
link_words(struct views *views, const struct view *view, struct node *node,
		const struct words *words, struct view_fault *fault)
{
	for (int i = 0; words && i < LANG_COUNT; i++) {
		struct text said = word(words, (enum lang)i, node->text);
		struct source source = {
				.name = view->name,
				.text = said,
				.first_line = node->line,
				.fault = fault,
		};
		struct view *translated;

		if (text_equals(said, node->text))
			continue;
		translated = ARENA_NEW(&views->arena, struct view);
		TRY(view_compile(&views->arena, &source, translated));
		node->said[i] = translated;
	}
	return OK;
}

static enum err
link_node(struct views *views, const struct view *view, struct node *node,
		const struct words *words, struct view_fault *fault)
{
	if (node->kind == NODE_WORDS)
		return link_words(views, view, node, words, fault);
	if (node->kind != NODE_PART && node->kind != NODE_LAYOUT)
		return OK;
	node->target = views_find(views, node->text);
	if (node->target)
		return OK;
	if (fault)
		*fault = (struct view_fault){.view = view->name, .line = node->line};
	if (fault)
		snprintf(fault->message, sizeof(fault->message), "there is no template %.*s",
				TEXT_ARGS(node->text));
	return ERR_NOT_FOUND;
}

enum err
views_link(struct views *views, const struct words *words, struct view_fault *fault)
{
	enum err first = OK;

	for (size_t i = 0; i < views->count; i++) {
		struct view *view = views->list[i];

		for (size_t k = 0; k < view->count; k++) {
			enum err err = link_node(views, view, &view->nodes[k], words,
					first == OK ? fault : NULL);

			first = first == OK ? err : first;
		}
	}
	return first;
}

void
views_words(const struct views *views,
		void (*each)(void *context, struct text view, int line, struct text message),
		void *context)
{
	for (size_t i = 0; i < views->count; i++) {
		const struct view *view = views->list[i];

		for (size_t k = 0; k < view->count; k++)
			if (view->nodes[k].kind == NODE_WORDS)
				each(context, view->name, view->nodes[k].line, view->nodes[k].text);
	}
}
