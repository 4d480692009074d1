/* calendar_write.c - the writer of calendar files (CSV, RFC 4180). */
#include "law/calendar.h"

#include "base/buf.h"

/* In quotes where a reader would otherwise see the end of a field. */
static void
field_add(struct buf *out, struct text field)
{
	bool is_plain = true;

	for (size_t i = 0; i < field.n; i++)
		is_plain = is_plain && !strchr(",\"\r\n", field.p[i]);
	if (is_plain) {
		buf_add(out, field);
		return;
	}
	buf_add_char(out, '"');
	for (size_t i = 0; i < field.n; i++) {
		if (field.p[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, field.p[i]);
	}
	buf_add_char(out, '"');
}

struct text
calendar_csv(struct arena *arena, const struct calendar_day *days, size_t count)
{
	struct buf out = BUF(arena);

	buf_add_c(&out, "date,kind,name,source,status\n");
	for (size_t i = 0; i < count; i++) {
		const struct calendar_day *day = &days[i];

		if (day->status == DAY_PROPOSED)
			continue;
		buf_add(&out, day_iso(arena, day->day));
		buf_add_char(&out, ',');
		buf_add(&out, day_kind_name(day->kind));
		buf_add_char(&out, ',');
		field_add(&out, day->name);
		buf_add_char(&out, ',');
		field_add(&out, day->source);
		buf_add_char(&out, ',');
		buf_add(&out, day_status_name(day->status));
		buf_add_char(&out, '\n');
	}
	return buf_text(&out);
}
