/* ical.h - content lines of iCalendar files (RFC 5545), as they are written. */
#ifndef BASE_ICAL_H
#define BASE_ICAL_H

#include "base/buf.h"
#include "base/time.h"

/* One content line, folded between letters (3.1) and ended with CR LF. */
void ical_line(struct buf *out, struct text line);

/* "NAME:value" of a TEXT value (3.3.11): escaped, then as ical_line. */
void ical_text(struct buf *out, const char *name, struct text value);

/* "20260820": a DATE (3.3.4). */
struct text ical_date(struct arena *arena, struct day day);

/* "20260820T021500Z": a DATE-TIME in UTC (3.3.5). */
struct text ical_instant(struct arena *arena, struct instant instant);

#endif
