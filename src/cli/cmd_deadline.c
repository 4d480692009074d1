/* cmd_deadline.c - when something falls due, and why; no store is opened. */
#include "base/json.h"
#include "cli/basis.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/term.h"
#include "law/deadline.h"
#include "law/regulation.h"
#include "office/rules.h"

#include <stdio.h>

/* What is asked, and what comes out. */
struct answer {
	struct basis basis;
	const struct regulation *regulation; /* with --rule, else NULL */
	const struct duty *duty;             /* likewise */
	struct limit limit;
	struct instant start;
	struct due due;
	struct day_log log;
};

/* ---- what is asked ---- */

static const struct {
	const char *option;
	enum limit_kind kind;
} LIMITS[] = {
		{"--working-days", LIMIT_WORKING_DAYS},
		{"--calendar-days", LIMIT_CALENDAR_DAYS},
		{"--hours", LIMIT_HOURS},
		{"--working-minutes", LIMIT_WORKING_MINUTES},
};

#define LIMITS_WORDS "--rule, --working-days, --calendar-days, --hours, --working-minutes"

/* `given` counts them: more or fewer than one is a wrong call. */
static int
limit_take(struct cli *cli, struct limit *limit, int *given)
{
	for (size_t i = 0; i < COUNT_OF(LIMITS); i++) {
		const char *amount = cli_option(cli, LIMITS[i].option);

		if (!amount)
			continue;
		++*given;
		limit->kind = LIMITS[i].kind;
		if (term_amount_parse(text_of(amount), limit->kind, &limit->amount) != OK)
			return cli_fail(cli, EXIT_USAGE, "%s: %.*s", LIMITS[i].option,
					TEXT_ARGS(term_amount_fault(cli->arena, text_of(amount))));
	}
	return EXIT_DONE;
}

static int
start_take(struct cli *cli, const char *from, struct answer *a)
{
	struct zone zone = a->basis.calendar->terms.zone;
	int column;

	if (!from)
		return cli_fail(cli, EXIT_USAGE, "thiếu --from; xem congtin deadline --help");
	if (term_start_parse(text_of(from), zone, &a->start) != OK)
		return cli_fail(cli, EXIT_USAGE, "--from %s: %s", from,
				term_start_fault(cli->arena, text_of(from), &column).p);
	return EXIT_DONE;
}

/*
 * The duty as the regulation has it that was in force when the term began; of days
 * before all of them, as today's has it.
 */
static int
duty_find(struct cli *cli, const char *rule, struct answer *a)
{
	struct conf conf = cli->conf;
	struct text fault = NO_TEXT;
	cleanup(house_cleanup) struct house house = {0};

	conf.calendar = NO_TEXT; /* the answer's own was read already, by its own terms */
	if (house_open(cli->arena, &conf, day_of(cli->now, ZONE_VIETNAM), &house, &fault) != OK)
		return cli_fail(cli, EXIT_USAGE, "%.*s", TEXT_ARGS(fault));
	a->regulation = regulation_in_force(
			house.rules.regulations, day_of(a->start, a->basis.calendar->terms.zone));
	if (!a->regulation)
		a->regulation = rules_in_force(&house.rules, cli->now);
	a->duty = regulation_duty(a->regulation, text_of(rule));
	if (!a->duty)
		return cli_fail(cli, EXIT_USAGE, "--rule %s: %.*s không có nghĩa vụ này", rule,
				TEXT_ARGS(a->regulation->number));
	a->limit = a->duty->limit;
	return EXIT_DONE;
}

static int
question_take(struct cli *cli, struct answer *a)
{
	const char *rule = cli_option(cli, "--rule"), *from = cli_option(cli, "--from");
	int given = rule != NULL, code = limit_take(cli, &a->limit, &given);

	if (code == EXIT_DONE)
		code = basis_take(cli, &a->basis);
	if (code == EXIT_DONE)
		code = cli_no_more(cli);
	if (code == EXIT_DONE && given != 1)
		code = cli_fail(cli, EXIT_USAGE, "%s: cần đúng một trong %s",
				given ? "có hai loại thời hạn" : "thiếu thời hạn", LIMITS_WORDS);
	if (code == EXIT_DONE)
		code = start_take(cli, from, a);
	if (code == EXIT_DONE && rule)
		code = duty_find(cli, rule, a);
	return code;
}

/* ---- the answer for programs ---- */

static void
day_put(const struct cli *cli, json_t *row, const struct day_log_row *day)
{
	json_put_day(row, "day", day->day);
	json_put_text(row, "weekday", day_weekday(cli->arena, day->day));
	json_put_text(row, "act", day_log_act_name(day->act));
	json_put_int(row, "number", day->number);
	if (day->minutes)
		json_put_int(row, "minutes", day->minutes);
	json_put_text(row, "reason", day->reason);
	json_put_text(row, "source", day->source);
	json_put_bool(row, "confirmed", day->is_confirmed);
}

static json_t *
answer_json(const struct cli *cli, const struct answer *a)
{
	const struct calendar_terms *terms = &a->basis.calendar->terms;
	json_t *view = json_new_object(), *days;

	if (a->duty) {
		json_put_text(view, "rule", a->duty->id);
		json_put_text(view, "regulation", a->regulation->number);
		json_put_text(view, "citation", a->duty->citation);
	}
	json_put_text(view, "limit", limit_label(cli->arena, a->limit));
	json_put_text(view, "kind", limit_kind_name(a->limit.kind));
	if (limit_has_amount(a->limit.kind))
		json_put_int(view, "amount", a->limit.amount);
	json_put_instant(view, "from", a->start, terms->zone);
	json_put_text(view, "calendar", terms->label);
	json_put_bool(view, "has_end", a->due.has_end);
	json_put_bool(view, "confirmed", a->due.is_confirmed);
	if (a->due.has_last_day)
		json_put_day(view, "last_day", a->due.last_day);
	if (a->due.has_end)
		json_put_instant(view, "due_before", a->due.due_before, terms->zone);
	if (a->due.has_other && a->due.has_last_day)
		json_put_day(view, "other_last_day", a->due.other_last_day);
	if (a->due.has_other)
		json_put_instant(view, "other_due_before", a->due.other_due_before, terms->zone);
	if (a->basis.note.n)
		json_put_text(view, "note", a->basis.note);
	days = json_put_list(view, "days");
	for (size_t i = 0; i < a->log.count; i++)
		day_put(cli, json_add_object(days), &a->log.rows[i]);
	return view;
}

/* ---- the answer for people ---- */

/* "10:30:15 thứ Ba 17/02/2026": seconds where there are any, since they count. */
static const char *
moment_words(struct arena *arena, struct instant instant, struct zone zone)
{
	struct text words = instant_words(arena, instant, zone);
	int seconds = (int)(time_of_day_ms(instant, zone) % MINUTE_MS / SECOND_MS);

	if (seconds == 0)
		return words.p;
	return text_format(arena, "%.*s:%02d%s", 5, words.p, seconds, words.p + 5).p;
}

#define UNCONFIRMED "chưa có thông báo chính thức"

/* Reasons of days off say it themselves; working days of an open year do not. */
static void
day_print(struct arena *arena, const struct day_log_row *day)
{
	bool is_told = day->is_confirmed || text_find(day->reason, TEXT(UNCONFIRMED)) >= 0;

	if (day->number)
		printf("%4d  ", day->number);
	else
		printf("   %s  ", day->act == DAY_LOG_PASSED ? "×" : "–");
	printf("%s %s  %s%s\n", day_words(arena, day->day).p, day_weekday(arena, day->day).p,
			text_c(arena, day->reason), is_told ? "" : " (" UNCONFIRMED ")");
}

/* Both dates, where days that are only announced may come true or not. */
static void
due_print(struct arena *arena, const struct due *due, struct zone zone)
{
	if (!due->has_end) {
		printf("Không ấn định ngày cuối.\n");
		return;
	}
	if (due->has_last_day)
		printf("Ngày cuối: %s %s\n", day_weekday(arena, due->last_day).p,
				day_words(arena, due->last_day).p);
	printf("Trễ kể từ: %s%s\n", moment_words(arena, due->due_before, zone),
			due->is_confirmed ? "" : " (" UNCONFIRMED ")");
	if (!due->has_other)
		return;
	printf("Nếu các ngày dự kiến không được xác nhận: ");
	if (due->has_last_day)
		printf("ngày cuối %s %s, ", day_weekday(arena, due->other_last_day).p,
				day_words(arena, due->other_last_day).p);
	printf("trễ kể từ %s\n", moment_words(arena, due->other_due_before, zone));
}

static void
answer_print(const struct cli *cli, const struct answer *a)
{
	struct zone zone = a->basis.calendar->terms.zone;
	struct arena *arena = cli->arena;

	if (a->duty)
		printf("%s – %s\n%s\n", text_c(arena, a->duty->id), text_c(arena, a->duty->title),
				text_c(arena, a->duty->citation));
	printf("Thời hạn: %s, tính từ %s\n", limit_label(arena, a->limit).p,
			moment_words(arena, a->start, zone));
	due_print(arena, &a->due, zone);
	for (size_t i = 0; i < a->log.count; i++)
		day_print(arena, &a->log.rows[i]);
	if (a->basis.note.n)
		printf("Ghi chú: %.*s.\n", TEXT_ARGS(a->basis.note));
}

int
cmd_deadline(struct cli *cli)
{
	struct answer answer = {.log = {.arena = cli->arena}};
	int code;

	if (cli_flag(cli, "--batch"))
		return cmd_deadline_batch(cli);
	code = question_take(cli, &answer);
	if (code != EXIT_DONE)
		return code;
	if (deadline_of(answer.limit, answer.start, answer.basis.calendar, &answer.log,
			    &answer.due) != OK)
		return cli_fail(cli, EXIT_USAGE, "hạn vượt quá năm %d", YEAR_MAX);
	if (cli->json)
		return cli_print_json(cli, answer_json(cli, &answer));
	answer_print(cli, &answer);
	return EXIT_DONE;
}
