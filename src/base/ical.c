#include "base/ical.h"

#define FOLD_OCTETS 75

void
ical_line(struct buf *out, struct text line)
{
	size_t room = FOLD_OCTETS;

	for (size_t i = 0; i < line.n;) {
		size_t letter = 1;

		while (i + letter < line.n && ((unsigned char)line.p[i + letter] & 0xC0) == 0x80)
			letter++;
		if (letter > room) {
			buf_add_c(out, "\r\n ");
			room = FOLD_OCTETS - 1;
		}
		buf_add(out, text_slice(line, i, i + letter));
		room -= letter;
		i += letter;
	}
	buf_add_c(out, "\r\n");
}

void
ical_text(struct buf *out, const char *name, struct text value)
{
	struct buf line = BUF(out->arena);

	buf_add_c(&line, name);
	buf_add_char(&line, ':');
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];

		if (c == '\\' || c == ';' || c == ',')
			buf_add_char(&line, '\\');
		if (c == '\n')
			buf_add_c(&line, "\\n");
		else
			buf_add_char(&line, c);
	}
	ical_line(out, buf_text(&line));
}

struct text
ical_date(struct arena *arena, struct day day)
{
	struct civil civil = civil_of_day(day);

	return text_format(arena, "%04d%02d%02d", civil.year, civil.month, civil.day);
}

struct text
ical_instant(struct arena *arena, struct instant instant)
{
	const struct zone utc = {.offset_s = 0};
	int64_t seconds = time_of_day_ms(instant, utc) / SECOND_MS;

	return text_format(arena, "%sT%02d%02d%02dZ", ical_date(arena, day_of(instant, utc)).p,
			(int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
}
