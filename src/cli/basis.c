#include "cli/basis.h"

#define WEEKEND_ALL 0x7Fu /* nobody would ever work */

static int
weekend_take(struct cli *cli, struct calendar_terms *terms)
{
	const char *weekend = cli_option(cli, "--weekend");

	if (weekend && weekend_parse(text_of(weekend), &terms->weekend) != OK)
		return cli_fail(cli, EXIT_USAGE,
				"--weekend %s: hãy ghi các ngày mon, tue, wed, thu, fri, sat, sun "
				"cách nhau bằng dấu phẩy, hoặc none",
				weekend);
	if (terms->weekend == WEEKEND_ALL)
		return cli_fail(cli, EXIT_USAGE,
				"--weekend %s: phải còn ít nhất một ngày làm việc trong tuần",
				weekend);
	return EXIT_DONE;
}

static int
hours_take(struct cli *cli, struct calendar_terms *terms)
{
	const char *hours = cli_option(cli, "--office-hours");

	if (hours && office_hours_parse(text_of(hours), &terms->office_hours) != OK)
		return cli_fail(cli, EXIT_USAGE,
				"--office-hours %s: hãy ghi như 08:00-12:00,13:30-17:30, theo thứ "
				"tự, không chồng lên nhau; muộn nhất là 24:00",
				hours);
	return EXIT_DONE;
}

static int
offset_take(struct cli *cli, struct calendar_terms *terms)
{
	const char *offset = cli_option(cli, "--utc-offset");

	if (offset && zone_parse(text_of(offset), &terms->zone) != OK)
		return cli_fail(cli, EXIT_USAGE,
				"--utc-offset %s: hãy ghi như +07:00 hoặc -03:30, không quá 14 giờ",
				offset);
	return EXIT_DONE;
}

int
basis_take(struct cli *cli, struct basis *out)
{
	struct calendar_terms terms = CALENDAR_TERMS_VIETNAM;
	struct basis basis = {.note = NO_TEXT};
	struct text fault = NO_TEXT;
	int code = weekend_take(cli, &terms);

	if (code == EXIT_DONE)
		code = hours_take(cli, &terms);
	if (code == EXIT_DONE)
		code = offset_take(cli, &terms);
	if (code != EXIT_DONE)
		return code;
	if (cli->conf.calendar.n)
		terms.label = cli->conf.calendar;
	else if (terms.weekend != WEEKEND_SAT_SUN)
		basis.note = TEXT("chỉ áp dụng ngày nghỉ lễ, tết của lịch chung; ngày hoán đổi và "
				  "nghỉ bù chỉ dành cho nơi nghỉ thứ Bảy, Chủ nhật");
	if (house_calendar(cli->arena, &cli->conf, &terms, &basis.calendar, &fault) != OK)
		return cli_fail(cli, EXIT_USAGE, "%.*s", TEXT_ARGS(fault));
	*out = basis;
	return EXIT_DONE;
}
