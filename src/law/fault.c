#include "law/fault.h"

#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#define REASON_MAX 400 /* bytes */

/* The length of `text` without a letter cut in two at its end. */
static size_t
whole_letters(const char *text, size_t n)
{
	while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	return n;
}

void
fault_add(struct faults *faults, struct text file, int line, int column, const char *format, ...)
{
	char reason[REASON_MAX] = "";
	va_list args;
	size_t length;

	if (faults->count == FAULT_MAX) {
		faults->more++;
		return;
	}
	if (!faults->rows)
		faults->rows = ARENA_NEW_ARRAY(faults->arena, FAULT_MAX, struct fault);
	va_start(args, format);
	length = (size_t)vsnprintf(reason, sizeof(reason), format, args);
	va_end(args);
	if (length >= sizeof(reason))
		length = whole_letters(reason, sizeof(reason) - 4);
	faults->rows[faults->count++] = (struct fault){
			.file = file,
			.line = line,
			.column = column,
			.reason = text_copy(faults->arena, (struct text){.p = reason, .n = length}),
	};
}

struct text
fault_words(struct arena *arena, const struct fault *fault)
{
	struct buf out = BUF(arena);

	buf_add(&out, fault->file);
	if (fault->line > 0)
		buf_addf(&out, ":%d", fault->line);
	if (fault->column > 0)
		buf_addf(&out, ":%d", fault->column);
	buf_add_c(&out, ": ");
	buf_add(&out, fault->reason);
	return buf_text(&out);
}
