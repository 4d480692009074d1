/*
 * view.h - pages from templates: Mustache, compiled once and rendered by many threads.
 *
 * The language is that of the Mustache specification: {{x}} (escaped), {{{x}}}
 * and {{&x}} (raw: only for HTML that base/rich.h made), {{#x}}…{{/x}},
 * {{^x}}…{{/x}}, {{> part}}, {{! comment }}, {{=<% %>=}}, and its inheritance:
 * {{<layout}}{{$block}}…{{/block}}{{/layout}}. Lambdas and dynamic names are not.
 *
 *  - False are: what is missing, null, false, 0, "" and an empty list.
 *  - {{#t}}words{{/t}} is special: what is inside, runs of blanks made one, is the
 *    key of a translation (web/words.h). It may hold {{names}}.
 *  - Layouts and parts are templates of the same set: {{> web/pager}}.
 *
 * A set is filled, linked, and from then on never changes: rendering takes no lock.
 */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "web/words.h"

#include <jansson.h>
#include <stdbool.h>

#define VIEW_NESTING_MAX 64                 /* sections within sections of one template */
#define VIEW_DEPTH_MAX 32                   /* parts, layouts and blocks within each other */
#define VIEW_OUTPUT_MAX (16u * 1024 * 1024) /* bytes of one page */
#define VIEW_STEPS_MAX (4u * 1024 * 1024)   /* tags and texts visited for one page */

/* Where a template is wrong, in English, for those who write templates. */
struct view_fault {
	struct text view; /* name of the template */
	int line;
	char message[160];
};

struct views;

/*
 * Strict (tests, theme authors): a name missing from the data is an error. A value
 * must be there whole; of a section only the first part of its name: {{#may.edit}}
 * asks a set, which need not hold everything.
 */
struct view_options {
	enum lang lang;
	bool strict;
	struct view_fault *fault; /* is told what went wrong; may be NULL */
};

struct views *views_new(void);
void views_free(struct views *views);

/*
 * Compiles `source` under `name` and replaces a template of that name. Both are
 * copied. ERR_INVALID with a fault.
 */
must_check enum err views_add(struct views *views, struct text name, struct text source,
		struct view_fault *fault);

/* Adds every template that the program carries (web/asset.h). */
must_check enum err views_add_embedded(struct views *views, struct view_fault *fault);

/*
 * Ties parts and layouts to their names and words to their translations; once,
 * after the last views_add. `words` may be NULL. ERR_NOT_FOUND with a fault if a
 * part is missing: it would render as nothing.
 */
must_check enum err views_link(
		struct views *views, const struct words *words, struct view_fault *fault);

bool views_have(const struct views *views, struct text name);

/* Goes through the words of all templates: those that a translator needs. */
void views_words(const struct views *views,
		void (*each)(void *context, struct text view, int line, struct text message),
		void *context);

/*
 * Appends the template `name`, filled with `data`, to `out`. ERR_NOT_FOUND: no
 * such template; ERR_TOO_LARGE: a limit above; ERR_INVALID (strict only): the data
 * lack a name. Then `out` keeps what was rendered so far.
 */
must_check enum err view_render(const struct views *views, struct text name, const json_t *data,
		const struct view_options *options, struct buf *out);

#endif
