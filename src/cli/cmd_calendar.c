/* cmd_calendar.c - the days off and swapped working days of a year, and who said so. */
#include "base/json.h"
#include "cli/basis.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/term.h"

#include <stdio.h>

struct year {
	const struct calendar *calendar;
	struct text note;
	int year;
	const struct calendar_day *days; /* borrowed from the calendar */
	size_t count;
	bool is_settled; /* no day of the year depends on a proposal or unconfirmed notice */
};

static struct year
year_of(const struct basis *basis, int number)
{
	struct day first = day_of_civil((struct civil){number, 1, 1});
	struct day last = day_of_civil((struct civil){number, 12, 31});
	const struct calendar *calendar = basis->calendar;
	struct year year = {.calendar = calendar, .note = basis->note, .year = number};
	size_t i = 0;

	while (i < calendar->day_count && calendar->days[i].day.n < first.n)
		i++;
	year.days = calendar->days + i;
	while (i + year.count < calendar->day_count && year.days[year.count].day.n <= last.n)
		year.count++;
	year.is_settled = calendar_is_settled(calendar, first, last);
	return year;
}

static json_t *
year_json(const struct cli *cli, const struct year *year)
{
	json_t *view = json_new_object(), *days;

	json_put_int(view, "year", year->year);
	json_put_text(view, "calendar", year->calendar->terms.label);
	json_put_bool(view, "confirmed", year->is_settled);
	if (year->note.n)
		json_put_text(view, "note", year->note);
	days = json_put_list(view, "days");
	for (size_t i = 0; i < year->count; i++) {
		const struct calendar_day *day = &year->days[i];
		json_t *row = json_add_object(days);

		json_put_day(row, "day", day->day);
		json_put_text(row, "weekday", day_weekday(cli->arena, day->day));
		json_put_text(row, "kind", day_kind_name(day->kind));
		json_put_text(row, "kind_label", day_kind_label(day->kind));
		json_put_text(row, "name", day->name);
		json_put_text(row, "source", day->source);
		json_put_text(row, "status", day_status_name(day->status));
		json_put_bool(row, "confirmed", day->status == DAY_CONFIRMED);
	}
	return view;
}

static const char *
status_words(enum day_status status)
{
	switch (status) {
	case DAY_ANNOUNCED:
		return " – đã được đưa tin, chưa có thông báo chính thức";
	case DAY_PROPOSED:
		return " – đề xuất tính từ luật và âm lịch, chưa có thông báo chính thức";
	default:
		return "";
	}
}

/* Blanks up to `width` letters; printf would count bytes. */
static int
blanks(struct text text, int width)
{
	int letters = (int)text_length(text);

	return letters < width ? width - letters : 0;
}

static void
year_print(const struct cli *cli, const struct year *year)
{
	printf("%.*s, năm %d: %s\n\n", TEXT_ARGS(year->calendar->terms.label), year->year,
			year->is_settled ? "theo thông báo chính thức"
					 : "chưa có thông báo chính thức cho cả năm");
	for (size_t i = 0; i < year->count; i++) {
		const struct calendar_day *day = &year->days[i];
		struct text weekday = day_weekday(cli->arena, day->day);
		struct text kind = day_kind_label(day->kind);

		printf("%s  %s%*s  %s%*s  %.*s%s\n", day_words(cli->arena, day->day).p, weekday.p,
				blanks(weekday, 8), "", kind.p, blanks(kind, 13), "",
				TEXT_ARGS(day->name), status_words(day->status));
		printf("%12sNguồn: %.*s\n", "", TEXT_ARGS(day->source));
	}
	if (year->count == 0)
		printf("Không có ngày nghỉ nào ngoài ngày nghỉ hằng tuần.\n");
	if (year->note.n)
		printf("\nGhi chú: %.*s.\n", TEXT_ARGS(year->note));
}

int
cmd_calendar(struct cli *cli)
{
	struct basis basis;
	struct year year;
	const char *typed;
	int number, code = basis_take(cli, &basis);

	if (code != EXIT_DONE)
		return code;
	typed = cli_argument(cli);
	code = cli_no_more(cli);
	if (code != EXIT_DONE)
		return code;
	if (!typed)
		return cli_fail(cli, EXIT_USAGE, "thiếu năm; xem congtin calendar --help");
	if (term_year_parse(text_of(typed), &number) != OK)
		return cli_fail(cli, EXIT_USAGE, "%s: năm phải từ %d đến %d", typed, YEAR_MIN,
				YEAR_MAX);
	year = year_of(&basis, number);
	if (cli->json)
		return cli_print_json(cli, year_json(cli, &year));
	year_print(cli, &year);
	return EXIT_DONE;
}
