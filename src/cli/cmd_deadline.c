/* cmd_deadline.c - when something falls due, and why, by the law the program carries. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "law/deadline.h"
#include "law/regulation.h"

#include <stdio.h>

struct answer {
	const struct duty *duty;
	struct instant start;
	struct due due;
	struct day_log log;
};

static json_t *
answer_json(const struct cli *cli, const struct answer *a, struct zone zone)
{
	json_t *view = json_new_object(), *days = json_put_list(view, "days");

	json_put_text(view, "rule", a->duty->id);
	json_put_text(view, "citation", a->duty->citation);
	json_put_text(view, "limit", limit_label(cli->arena, a->duty->limit));
	json_put_instant(view, "from", a->start, zone);
	json_put_bool(view, "has_end", a->due.has_end);
	json_put_bool(view, "confirmed", a->due.is_confirmed);
	if (a->due.has_last_day)
		json_put_day(view, "last_day", a->due.last_day);
	if (a->due.has_end)
		json_put_instant(view, "due_before", a->due.due_before, zone);
	for (size_t i = 0; i < a->log.count; i++) {
		const struct day_log_row *day = &a->log.rows[i];
		json_t *row = json_add_object(days);

		json_put_day(row, "day", day->day);
		json_put_text(row, "weekday", day_weekday(cli->arena, day->day));
		json_put_text(row, "act", day_log_act_name(day->act));
		json_put_int(row, "number", day->number);
		json_put_text(row, "reason", day->reason);
		json_put_text(row, "source", day->source);
		json_put_bool(row, "confirmed", day->is_confirmed);
	}
	return view;
}

static void
answer_print(const struct cli *cli, const struct answer *a, struct zone zone)
{
	struct arena *arena = cli->arena;

	printf("%s – %s\n", text_c(arena, a->duty->id), text_c(arena, a->duty->title));
	printf("%s\n", text_c(arena, a->duty->citation));
	printf("Thời hạn: %s, tính từ %s\n", limit_label(arena, a->duty->limit).p,
			instant_words(arena, a->start, zone).p);
	if (a->due.has_last_day)
		printf("Ngày cuối: %s %s\n", day_weekday(arena, a->due.last_day).p,
				day_words(arena, a->due.last_day).p);
	if (a->due.has_end)
		printf("Trễ kể từ: %s%s\n", instant_words(arena, a->due.due_before, zone).p,
				a->due.is_confirmed ? ""
						    : " (có ngày nghỉ chưa công bố chính thức)");
	else
		printf("Không ấn định ngày cuối.\n");
	for (size_t i = 0; i < a->log.count; i++) {
		const struct day_log_row *day = &a->log.rows[i];

		if (day->number)
			printf("%4d  ", day->number);
		else
			printf("   %s  ", day->act == DAY_LOG_PASSED ? "×" : "–");
		printf("%s %s  %s%s\n", day_words(arena, day->day).p,
				day_weekday(arena, day->day).p, text_c(arena, day->reason),
				day->is_confirmed ? "" : " (chưa công bố chính thức)");
	}
}

/* Only the law is needed: no store is opened. */
int
cmd_deadline(struct cli *cli)
{
	const char *rule = cli_option(cli, "--rule"), *from = cli_option(cli, "--from");
	struct text fault = NO_TEXT;
	struct answer answer = {.log = {.arena = cli->arena}};
	struct house house;
	struct day day;
	int code = cli_no_more(cli);

	if (code != EXIT_DONE)
		return code;
	if (!rule || !from)
		return cli_fail(cli, EXIT_USAGE,
				"cần --rule và --from; xem congtin deadline --help");
	if (house_open(cli->arena, &cli->conf, day_of(cli->now, ZONE_VIETNAM), &house, &fault) !=
			OK)
		return cli_fail(cli, EXIT_USAGE, "%.*s", TEXT_ARGS(fault));
	answer.duty = regulation_duty(house.rules.regulation, text_of(rule));
	if (!answer.duty)
		return cli_fail(cli, EXIT_USAGE, "--rule %s: quy định không có nghĩa vụ này", rule);
	if (instant_parse(text_of(from), house.rules.zone, &answer.start) != OK) {
		if (day_parse(text_of(from), &day) != OK)
			return cli_fail(cli, EXIT_USAGE,
					"--from %s: hãy ghi như 2026-08-20 hoặc 2026-08-20T09:15",
					from);
		answer.start = day_begin(day, house.rules.zone);
	}
	if (deadline_of(answer.duty->limit, answer.start, house.rules.calendar_file, &answer.log,
			    &answer.due) != OK)
		return cli_fail(cli, EXIT_NO, "không tính được hạn từ %s", from);
	if (cli->json)
		return cli_print_json(cli, answer_json(cli, &answer, house.rules.zone));
	answer_print(cli, &answer, house.rules.zone);
	return EXIT_DONE;
}
