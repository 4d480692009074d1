/*
 * cmd_batch.c - the deadlines of a stream of rows, in memory that does not grow.
 *
 * A row goes straight from the input's buffer to the output's: its bytes are echoed,
 * the law's answer is written behind them. What most rows look like is read by a
 * quick path; everything else, and every fault, by the slower functions of term.h,
 * which decide alone what is right and wrong.
 *
 * The first bad row ends the stream. Rows before it have been answered, since a
 * reader may have them already; of itself and what follows nothing is written.
 */
#include "cli/basis.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/term.h"
#include "law/deadline.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#define CELLS 3       /* limit, amount, from */
#define ROW_MAX 200   /* bytes of a row: twice the longest that means anything */
#define ANSWER_MAX 40 /* bytes of ",2026-08-22,2026-08-23T00:00:00.000" and a line end */
#define INPUT_ROOM (256 * 1024)
#define OUTPUT_ROOM (512 * 1024)

struct batch {
	const struct cli *cli;
	const struct calendar *calendar;
	char *input;
	size_t begin, end; /* of what is not yet read of the input's buffer */
	bool at_end;       /* nothing more will come into it */
	char *output;
	size_t filled;
	char separator;        /* comma or semicolon; 0 before the first row */
	int64_t line;          /* from 1 */
	int64_t rows;          /* answered */
	int64_t doubtful;      /* of them, those that hang on days not officially announced */
	int64_t doubtful_line; /* the first */
	int code;              /* EXIT_DONE until something went wrong, and that was told */
};

struct row {
	struct text line;
	struct text cells[CELLS]; /* without blanks and quotes around them */
	size_t count;
	enum limit_kind kind;
};

/* ---- bytes in and out ---- */

static void
output_flush(struct batch *b)
{
	size_t done = 0;

	while (done < b->filled) {
		ssize_t n = write(STDOUT_FILENO, b->output + done, b->filled - done);

		if (n >= 0) {
			done += (size_t)n;
		} else if (errno != EINTR) {
			b->code = cli_fail(b->cli, EXIT_FAILED, "không ghi được kết quả (%s)",
					strerror(errno));
			break;
		}
	}
	b->filled = 0;
}

/* What was answered goes out first: whoever feeds rows one by one gets them one by one. */
static void
input_fill(struct batch *b)
{
	ssize_t n;

	output_flush(b);
	memmove(b->input, b->input + b->begin, b->end - b->begin);
	b->end -= b->begin;
	b->begin = 0;
	do
		n = read(STDIN_FILENO, b->input + b->end, INPUT_ROOM - b->end);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		b->code = cli_fail(b->cli, EXIT_FAILED, "không đọc được đầu vào (%s)",
				strerror(errno));
	b->at_end = n <= 0;
	b->end += n > 0 ? (size_t)n : 0;
}

/* The next line without its end, or false: at the end of the input, or when reading failed. */
static bool
line_take(struct batch *b, struct text *line)
{
	const char *start, *end;

	for (;;) {
		start = b->input + b->begin;
		end = memchr(start, '\n', b->end - b->begin);
		if (end || b->at_end || b->end - b->begin > ROW_MAX + 1)
			break;
		input_fill(b);
	}
	if (b->code != EXIT_DONE || b->begin == b->end)
		return false;
	b->line++;
	*line = (struct text){start, (size_t)((end ? end : b->input + b->end) - start)};
	b->begin += line->n + (end ? 1 : 0);
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

/* ---- a row ---- */

/* The first row decides, as in calendar files. */
static char
separator_of(struct text line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] == ',' || line.p[i] == ';')
			return line.p[i];
	return ',';
}

static struct text
cell_of(const char *start, const char *end)
{
	struct text cell = {start, (size_t)(end - start)};

	if (cell.n && (*start <= ' ' || end[-1] <= ' '))
		cell = text_trim(cell);
	if (cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"')
		cell = text_slice(cell, 1, cell.n - 1);
	return cell;
}

/* Cells beyond the third are only counted. */
static void
cells_split(struct row *row, char separator)
{
	const char *start = row->line.p, *end = start + row->line.n;

	row->count = 0;
	for (;;) {
		const char *cut = memchr(start, separator, (size_t)(end - start));

		if (row->count < CELLS)
			row->cells[row->count] = cell_of(start, cut ? cut : end);
		row->count++;
		if (!cut)
			return;
		start = cut + 1;
	}
}

/* Only the kinds that a row may ask for. */
static bool
kind_parse(struct text cell, enum limit_kind *out)
{
	if (text_equals(cell, TEXT("working_days")))
		*out = LIMIT_WORKING_DAYS;
	else if (text_equals(cell, TEXT("hours")))
		*out = LIMIT_HOURS;
	else if (text_equals(cell, TEXT("calendar_days")))
		*out = LIMIT_CALENDAR_DAYS;
	else if (text_equals(cell, TEXT("working_minutes")))
		*out = LIMIT_WORKING_MINUTES;
	else
		return false;
	return true;
}

/* Two digits, or a number that no date or time can hold. */
static int
two_digits(const char *p)
{
	unsigned tens = (unsigned char)p[0] - (unsigned)'0';
	unsigned ones = (unsigned char)p[1] - (unsigned)'0';

	return tens > 9 || ones > 9 ? 10000 : (int)(tens * 10 + ones);
}

/* "2026-08-20", "2026-08-20T09:15", "2026-08-20T09:15:30"; false for all else. */
static bool
start_quick(struct text cell, struct zone zone, struct instant *out)
{
	const char *p = cell.p;
	struct civil civil;
	int hour = 0, minute = 0, second = 0;

	if ((cell.n != 10 && cell.n != 16 && cell.n != 19) || p[4] != '-' || p[7] != '-')
		return false;
	civil.year = two_digits(p) * 100 + two_digits(p + 2);
	civil.month = two_digits(p + 5);
	civil.day = two_digits(p + 8);
	if (cell.n > 10) {
		if (p[10] != 'T' || p[13] != ':')
			return false;
		hour = two_digits(p + 11);
		minute = two_digits(p + 14);
	}
	if (cell.n > 16) {
		if (p[16] != ':')
			return false;
		second = two_digits(p + 17);
	}
	if (!civil_is_valid(civil) || hour > 23 || minute > 59 || second > 59)
		return false;
	*out = instant_add(day_begin(day_of_civil(civil), zone),
			((hour * 60 + minute) * 60 + second) * SECOND_MS);
	return true;
}

static bool
row_answer(const struct batch *b, struct row *row, struct due *due)
{
	struct zone zone = b->calendar->terms.zone;
	struct limit limit;
	struct instant start;

	if (row->count != CELLS || !kind_parse(row->cells[0], &row->kind))
		return false;
	limit = (struct limit){.kind = row->kind};
	if (term_amount_parse(row->cells[1], row->kind, &limit.amount) != OK)
		return false;
	if (!start_quick(row->cells[2], zone, &start) &&
			term_start_parse(row->cells[2], zone, &start) != OK)
		return false;
	return deadline_of(limit, start, b->calendar, NULL, due) == OK;
}

/* ---- its answer ---- */

static char *
two_put(char *p, int number)
{
	p[0] = (char)('0' + number / 10);
	p[1] = (char)('0' + number % 10);
	return p + 2;
}

static char *
day_put(char *p, struct day day)
{
	struct civil civil = civil_of_day(day);

	p = two_put(p, civil.year / 100);
	p = two_put(p, civil.year % 100);
	*p++ = '-';
	p = two_put(p, civil.month);
	*p++ = '-';
	return two_put(p, civil.day);
}

/* Local, without offset; thousandths only where the start had some, since they count. */
static char *
instant_put(char *p, struct instant instant, struct zone zone)
{
	struct day day = day_of(instant, zone);
	int ms = (int)(instant.ms - day_begin(day, zone).ms);
	int second = ms / 1000;

	p = day_put(p, day);
	*p++ = 'T';
	p = two_put(p, second / 3600);
	*p++ = ':';
	p = two_put(p, second / 60 % 60);
	*p++ = ':';
	p = two_put(p, second % 60);
	if (ms % 1000) {
		*p++ = '.';
		*p++ = (char)('0' + ms % 1000 / 100);
		p = two_put(p, ms % 100);
	}
	return p;
}

static void
answer_put(struct batch *b, const struct row *row, const struct due *due)
{
	char *start, *p;

	if (OUTPUT_ROOM - b->filled < ROW_MAX + ANSWER_MAX)
		output_flush(b);
	start = b->output + b->filled;
	memcpy(start, row->line.p, row->line.n);
	p = start + row->line.n;
	if (b->separator != ',')
		for (char *c = start; c < p; c++)
			if (*c == b->separator)
				*c = ',';
	*p++ = ',';
	if (due->has_last_day)
		p = day_put(p, due->last_day);
	*p++ = ',';
	p = instant_put(p, due->due_before, b->calendar->terms.zone);
	*p++ = '\n';
	b->filled = (size_t)(p - b->output);
	b->rows++;
	if (due->is_confirmed)
		return;
	if (b->doubtful++ == 0)
		b->doubtful_line = b->line;
}

/* ---- a row that is refused ---- */

/* What is wrong, and at which byte of the line. */
static struct text
row_fault(const struct batch *b, const struct row *row, size_t *at)
{
	struct arena *arena = b->cli->arena;
	struct instant start;
	struct text fault;
	int32_t amount;
	int column;

	*at = 0;
	if (row->line.n > ROW_MAX)
		return text_format(arena, "dòng dài quá %d byte", ROW_MAX);
	if (!text_is_utf8(row->line))
		return TEXT("dòng không đúng mã UTF-8");
	if (row->count != CELLS)
		return text_format(arena, "có %zu cột, cần đúng %d: limit,amount,from", row->count,
				CELLS);
	*at = (size_t)(row->cells[0].p - row->line.p);
	if (row->kind == LIMIT_UNSET)
		return text_format(arena,
				"không có loại thời hạn “%.*s” (working_days, calendar_days, "
				"hours, working_minutes; không có dòng tên cột)",
				TEXT_ARGS(text_shorten(arena, row->cells[0], 40)));
	*at = (size_t)(row->cells[1].p - row->line.p);
	if (term_amount_parse(row->cells[1], row->kind, &amount) != OK)
		return term_amount_fault(arena, row->cells[1]);
	if (term_start_parse(row->cells[2], b->calendar->terms.zone, &start) == OK)
		return text_format(arena, "hạn vượt quá năm %d", YEAR_MAX);
	*at = (size_t)(row->cells[2].p - row->line.p);
	fault = term_start_fault(arena, row->cells[2], &column);

	*at += (size_t)column - 1;
	return fault;
}

static void
row_refuse(struct batch *b, const struct row *row)
{
	size_t at;
	struct text fault = row_fault(b, row, &at);
	size_t column = at ? text_length(text_slice(row->line, 0, at)) + 1 : 1;

	output_flush(b);
	if (b->code == EXIT_DONE)
		b->code = cli_fail(b->cli, EXIT_USAGE, "stdin:%lld:%zu: %.*s", (long long)b->line,
				column, TEXT_ARGS(fault));
}

/* ---- the stream ---- */

static void
row_serve(struct batch *b, struct text line)
{
	struct row row = {.line = line};
	struct due due;

	if (!b->separator)
		b->separator = separator_of(line);
	if (line.n <= ROW_MAX) {
		cells_split(&row, b->separator);
		if (row_answer(b, &row, &due)) {
			answer_put(b, &row, &due);
			return;
		}
	}
	row_refuse(b, &row);
}

static void
notes_tell(const struct batch *b, const struct basis *basis)
{
	if (basis->note.n)
		fprintf(stderr, "congtin: ghi chú: %.*s\n", TEXT_ARGS(basis->note));
	if (b->doubtful)
		fprintf(stderr,
				"congtin: ghi chú: %lld dòng (đầu tiên là dòng %lld) tính qua "
				"những ngày chưa có thông báo chính thức\n",
				(long long)b->doubtful, (long long)b->doubtful_line);
}

/* A row says itself what the options of a single answer say. */
static int
options_refuse(struct cli *cli)
{
	static const char *const single[] = {"--rule", "--from", "--working-days",
			"--calendar-days", "--hours", "--working-minutes"};

	for (size_t i = 0; i < COUNT_OF(single); i++)
		if (cli_option(cli, single[i]))
			return cli_fail(cli, EXIT_USAGE,
					"%s không dùng cùng --batch: mỗi dòng tự nêu thời hạn và "
					"thời điểm",
					single[i]);
	if (cli->json)
		return cli_fail(cli, EXIT_USAGE, "--json không dùng cùng --batch: kết quả là CSV");
	return EXIT_DONE;
}

int
cmd_deadline_batch(struct cli *cli)
{
	const struct text mark = TEXT("\xEF\xBB\xBF"); /* byte order mark */
	struct batch b = {.cli = cli};
	struct basis basis;
	struct text line;
	int code = options_refuse(cli);

	if (code == EXIT_DONE)
		code = basis_take(cli, &basis);
	if (code == EXIT_DONE)
		code = cli_no_more(cli);
	if (code != EXIT_DONE)
		return code;
	b.calendar = basis.calendar;
	b.input = arena_alloc(cli->arena, INPUT_ROOM);
	b.output = arena_alloc(cli->arena, OUTPUT_ROOM);
	while (b.code == EXIT_DONE && line_take(&b, &line)) {
		if (b.line == 1 && text_starts_with(line, mark))
			line = text_slice(line, mark.n, line.n);
		if (line.n)
			row_serve(&b, line);
	}
	if (b.code == EXIT_DONE)
		output_flush(&b);
	if (b.code == EXIT_DONE && b.rows == 0)
		return cli_fail(cli, EXIT_USAGE,
				"stdin:1:1: đầu vào rỗng: cần các dòng limit,amount,from");
	if (b.code != EXIT_FAILED)
		notes_tell(&b, &basis);
	return b.code;
}
