/* calendar_read.c - the reader of calendar files (CSV, RFC 4180). */
#include "law/calendar.h"

#include "base/buf.h"

enum column { COLUMN_DATE, COLUMN_KIND, COLUMN_NAME, COLUMN_SOURCE, COLUMN_STATUS };

#define COLUMN_COUNT 5
#define FIELD_MAX 1200 /* bytes: more than the longest of a valid row */

static const struct text COLUMN_NAMES[COLUMN_COUNT] = {
		[COLUMN_DATE] = TEXT("date"),
		[COLUMN_KIND] = TEXT("kind"),
		[COLUMN_NAME] = TEXT("name"),
		[COLUMN_SOURCE] = TEXT("source"),
		[COLUMN_STATUS] = TEXT("status"),
};

struct reader {
	struct arena *arena;
	struct text file;
	struct faults *faults;
	const char *p;
	const char *end;
	char separator;
	int line;
	int column; /* of the next letter */
	bool is_faulty;
	int place[COLUMN_COUNT]; /* which field holds a column; -1 for none */
	size_t column_count;     /* fields of the line of names */
	struct calendar_day *days;
	size_t count;
};

struct field {
	struct text text;
	int line;
	int column;
};

struct row {
	struct field fields[COLUMN_COUNT];
	size_t count; /* fields found; only the first COLUMN_COUNT are kept */
	int line;
};

#define COMPLAIN(r, line_, column_, ...)                                                           \
	do {                                                                                       \
		(r)->is_faulty = true;                                                             \
		fault_add((r)->faults, (r)->file, (line_), (column_), __VA_ARGS__);                \
	} while (0)

static bool
at_end(const struct reader *r)
{
	return r->p == r->end;
}

static bool
at_line_end(const struct reader *r)
{
	return at_end(r) || *r->p == '\n' || *r->p == '\r';
}

static char
take(struct reader *r)
{
	char c = *r->p++;

	if (c == '\n' || (c == '\r' && (at_end(r) || *r->p != '\n'))) {
		r->line++;
		r->column = 1;
	} else if (((unsigned char)c & 0xC0) != 0x80 && c != '\r') {
		r->column++;
	}
	return c;
}

static void
line_end_take(struct reader *r)
{
	if (!at_end(r) && take(r) == '\r' && !at_end(r) && *r->p == '\n')
		take(r);
}

/* The inside of "…", where "" stands for one quote and lines may break. */
static void
quoted_take(struct reader *r, struct buf *out, const struct field *field)
{
	take(r);
	while (!at_end(r)) {
		char c = take(r);

		if (c != '"') {
			buf_add_char(out, c);
		} else if (!at_end(r) && *r->p == '"') {
			buf_add_char(out, take(r));
		} else {
			if (!at_line_end(r) && *r->p != r->separator)
				COMPLAIN(r, r->line, r->column,
						"sau dấu ngoặc kép đóng phải là dấu ngăn cột hoặc "
						"hết dòng");
			return;
		}
	}
	COMPLAIN(r, field->line, field->column, "thiếu dấu ngoặc kép đóng");
}

static void
field_take(struct reader *r, struct field *field)
{
	struct buf out = BUF(r->arena);

	field->line = r->line;
	field->column = r->column;
	if (!at_end(r) && *r->p == '"')
		quoted_take(r, &out, field);
	while (!at_line_end(r) && *r->p != r->separator)
		buf_add_char(&out, take(r));
	field->text = NO_TEXT;
	if (text_take(r->arena, buf_text(&out), &field->text) != OK)
		COMPLAIN(r, field->line, field->column, "chữ không đúng mã UTF-8");
	/* Only now: control characters, which are gone, may have hidden a blank. */
	field->text = text_copy(r->arena, text_trim(field->text));
	if (field->text.n > FIELD_MAX)
		COMPLAIN(r, field->line, field->column, "ô dài quá %d byte", FIELD_MAX);
}

/* False at the end of the file. Blank lines are passed over. */
static bool
row_take(struct reader *r, struct row *row)
{
	while (!at_end(r) && at_line_end(r))
		line_end_take(r);
	if (at_end(r))
		return false;
	*row = (struct row){.line = r->line};
	for (;;) {
		struct field extra;

		field_take(r, row->count < COLUMN_COUNT ? &row->fields[row->count] : &extra);
		row->count++;
		if (at_line_end(r))
			break;
		take(r);
	}
	line_end_take(r);
	return true;
}

/* The first line decides: names hold neither commas nor semicolons. */
static char
separator_of(struct text content)
{
	for (size_t i = 0; i < content.n && content.p[i] != '\n'; i++)
		if (content.p[i] == ',' || content.p[i] == ';')
			return content.p[i];
	return ',';
}

static void
name_place(struct reader *r, const struct field *field, int place)
{
	for (int column = 0; column < COLUMN_COUNT; column++) {
		if (!text_equals(field->text, COLUMN_NAMES[column]))
			continue;
		if (r->place[column] >= 0)
			COMPLAIN(r, field->line, field->column, "cột “%.*s” có hai lần",
					TEXT_ARGS(field->text));
		r->place[column] = place;
		return;
	}
	COMPLAIN(r, field->line, field->column,
			"không có cột nào tên là “%.*s” "
			"(các cột: date, kind, name, source, status)",
			TEXT_ARGS(text_shorten(r->arena, field->text, 40)));
}

static void
names_take(struct reader *r)
{
	struct row row;

	for (int column = 0; column < COLUMN_COUNT; column++)
		r->place[column] = -1;
	if (!row_take(r, &row)) {
		COMPLAIN(r, 1, 1, "tệp rỗng: cần dòng tên cột date,kind,name,source");
		return;
	}
	r->column_count = row.count;
	if (row.count > COLUMN_COUNT)
		COMPLAIN(r, row.line, 1, "quá nhiều cột: %zu, tối đa %d", row.count, COLUMN_COUNT);
	for (size_t i = 0; i < row.count && i < COLUMN_COUNT; i++)
		name_place(r, &row.fields[i], (int)i);
	for (int column = 0; !r->is_faulty && column < COLUMN_STATUS; column++)
		if (r->place[column] < 0)
			COMPLAIN(r, row.line, 1, "thiếu cột “%s”", COLUMN_NAMES[column].p);
}

static const struct field *
field_of(const struct reader *r, const struct row *row, enum column column)
{
	return r->place[column] < 0 ? NULL : &row->fields[r->place[column]];
}

static bool
is_iso_shape(struct text text)
{
	return text.n == 10 && text.p[4] == '-' && text.p[7] == '-';
}

static void
date_read(struct reader *r, const struct field *field, struct day *out)
{
	if (is_iso_shape(field->text) && day_parse(field->text, out) == OK)
		return;
	COMPLAIN(r, field->line, field->column,
			is_iso_shape(field->text) ? "không có ngày “%.*s” (từ 1900 đến 2199)"
						  : "“%.*s” không phải ngày dạng năm-tháng-ngày",
			TEXT_ARGS(text_shorten(r->arena, field->text, 40)));
}

static void
kind_read(struct reader *r, const struct field *field, enum day_kind *out)
{
	if (day_kind_parse(field->text, out) != OK)
		COMPLAIN(r, field->line, field->column,
				"loại ngày “%.*s” không có (holiday, compensatory_off, "
				"swapped_off, swapped_working)",
				TEXT_ARGS(text_shorten(r->arena, field->text, 40)));
}

/* Without the column, or with an empty field, a day is confirmed. */
static void
status_read(struct reader *r, const struct field *field, enum day_status *out)
{
	*out = DAY_CONFIRMED;
	if (!field || text_is_empty(field->text))
		return;
	if (day_status_parse(field->text, out) != OK)
		COMPLAIN(r, field->line, field->column,
				"tình trạng “%.*s” không có (confirmed, announced)",
				TEXT_ARGS(text_shorten(r->arena, field->text, 40)));
}

static void
words_read(struct reader *r, const struct field *field, size_t max, struct text *out)
{
	*out = field->text;
	if (out->n > max)
		COMPLAIN(r, field->line, field->column, "dài quá %zu byte", max);
}

static void
row_read(struct reader *r, const struct row *row)
{
	struct calendar_day *day = &r->days[r->count];
	const struct field *name = field_of(r, row, COLUMN_NAME);

	if (row->count != r->column_count) {
		COMPLAIN(r, row->line, 1, "có %zu ô, dòng tên cột có %zu", row->count,
				r->column_count);
		return;
	}
	day->line = row->line;
	day->column = field_of(r, row, COLUMN_DATE)->column;
	date_read(r, field_of(r, row, COLUMN_DATE), &day->day);
	kind_read(r, field_of(r, row, COLUMN_KIND), &day->kind);
	status_read(r, field_of(r, row, COLUMN_STATUS), &day->status);
	words_read(r, name, CALENDAR_NAME_MAX, &day->name);
	words_read(r, field_of(r, row, COLUMN_SOURCE), CALENDAR_SOURCE_MAX, &day->source);
	if (text_is_empty(name->text))
		COMPLAIN(r, name->line, name->column, "thiếu tên ngày");
	r->count++;
}

static size_t
lines_of(struct text content)
{
	size_t lines = 1;

	for (size_t i = 0; i < content.n; i++)
		lines += content.p[i] == '\n' || content.p[i] == '\r';
	return lines;
}

enum err
calendar_parse(struct arena *arena, struct text file, struct text content, struct faults *faults,
		struct calendar_day **days, size_t *count)
{
	struct reader r = {
			.arena = arena,
			.file = file,
			.faults = faults,
			.line = 1,
			.column = 1,
	};
	struct row row;
	size_t room;

	if (text_starts_with(content, TEXT("\xEF\xBB\xBF")))
		content = text_slice(content, 3, content.n);
	r.p = content.p;
	r.end = content.p + content.n;
	r.separator = separator_of(content);
	names_take(&r);
	if (r.is_faulty)
		return ERR_INVALID;
	room = lines_of(content);
	if (room > CALENDAR_ROWS_MAX)
		room = CALENDAR_ROWS_MAX;
	r.days = ARENA_NEW_ARRAY(arena, room, struct calendar_day);
	while (row_take(&r, &row)) {
		if (r.count == room) {
			COMPLAIN(&r, row.line, 1, "quá %d ngày", CALENDAR_ROWS_MAX);
			break;
		}
		row_read(&r, &row);
	}
	if (r.is_faulty)
		return ERR_INVALID;
	*days = r.days;
	*count = r.count;
	return OK;
}
