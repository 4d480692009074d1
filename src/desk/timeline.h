/* timeline.h - a matter's time line as a view. */
#ifndef DESK_TIMELINE_H
#define DESK_TIMELINE_H

#include "desk/view.h"

/*
 * timeline[{at,kind,what,subject,href,who,reason}], oldest first, timeline_cut, and
 * split{unit,portal,both}: how long the matter lay with whom, in words and milliseconds;
 * `false` while it lay with nobody.
 */
must_check enum err timeline_view(struct ctx *ctx, json_t *view, const struct matter *matter);

#endif
