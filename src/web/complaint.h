/*
 * complaint.h - complaints tied to what they are about, for those who hear a page.
 *
 * A complaint is a paragraph of web/parts_complaint; the input has the field's name as its id,
 * which the summary leads to as well. Once a page with complaints is rendered, each
 * such paragraph gets an id, and its input says that it is wrong and is described by it: so no
 * template has to say so at each of its inputs, and none can forget it.
 */
#ifndef WEB_COMPLAINT_H
#define WEB_COMPLAINT_H

#include "base/arena.h"
#include "http/form.h"

/*
 * `html` as templates write it: attributes in double quotes. In `arena`; `html` itself if nothing
 * is complained of.
 */
struct text complaints_tie(struct arena *arena, const struct form *form, struct text html);

#endif
