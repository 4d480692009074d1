/* cmd_regulation.c - what is wrong with a regulation file, before the program is given it. */
#include "base/conf.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "law/regulation.h"
#include "office/flow.h"

#include <stdio.h>

struct check {
	struct regulation *rows; /* the files without a fault */
	size_t count;
	struct faults faults;
};

static void
file_check(struct cli *cli, struct check *check, const char *path)
{
	struct text content, file = text_of(path);
	enum err err = file_read(cli->arena, file, REGULATION_FILE_MAX, &content);

	if (err == ERR_TOO_LARGE)
		fault_add(&check->faults, file, 0, 0, "tệp lớn quá %d byte, hoặc không phải tệp",
				REGULATION_FILE_MAX);
	else if (err != OK)
		fault_add(&check->faults, file, 0, 0, "không có tệp này, hoặc không đọc được");
	else if (regulation_parse(cli->arena, file, content, &check->faults,
				 &check->rows[check->count]) == OK &&
			flow_check(&check->rows[check->count], &check->faults) == OK)
		check->count++;
}

static json_t *
check_json(const struct check *check)
{
	json_t *view = json_new_object();
	json_t *rows = json_put_list(view, "regulations"), *faults = json_put_list(view, "faults");

	for (size_t i = 0; i < check->count; i++) {
		const struct regulation *regulation = &check->rows[i];
		json_t *row = json_add_object(rows);

		json_put_text(row, "file", regulation->file);
		json_put_text(row, "number", regulation->number);
		json_put_text(row, "title", regulation->title);
		json_put_int(row, "duties", (int64_t)regulation->duty_count);
		json_put_day(row, "effective_from", regulation->effective_from);
		if (regulation->has_end)
			json_put_day(row, "effective_to", regulation->effective_to);
	}
	for (size_t i = 0; i < check->faults.count; i++) {
		const struct fault *fault = &check->faults.rows[i];
		json_t *row = json_add_object(faults);

		json_put_text(row, "file", fault->file);
		json_put_int(row, "line", fault->line);
		json_put_int(row, "column", fault->column);
		json_put_text(row, "reason", fault->reason);
	}
	json_put_int(view, "more_faults", (int64_t)check->faults.more);
	return view;
}

static void
check_print(const struct cli *cli, const struct check *check)
{
	const struct faults *faults = &check->faults;

	for (size_t i = 0; i < faults->count; i++)
		cli_fail(cli, EXIT_USAGE, "%.*s",
				TEXT_ARGS(fault_words(cli->arena, &faults->rows[i])));
	if (faults->more)
		cli_fail(cli, EXIT_USAGE, "và %zu lỗi nữa", faults->more);
	if (faults->count)
		return;
	for (size_t i = 0; i < check->count; i++) {
		const struct regulation *row = &check->rows[i];

		printf("%.*s: dùng được – %.*s, %zu nghĩa vụ, hiệu lực từ %s%s%s\n",
				TEXT_ARGS(row->file), TEXT_ARGS(row->number), row->duty_count,
				day_words(cli->arena, row->effective_from).p,
				row->has_end ? " đến hết " : "",
				row->has_end ? day_words(cli->arena, row->effective_to).p : "");
	}
}

/* Files with faults of their own are left out when the others are held side by side. */
int
cmd_regulation_check(struct cli *cli)
{
	struct check check = {.faults = {.arena = cli->arena}};
	struct regulation_set set;
	bool is_fine;

	if (cli->argc == 0)
		return cli_fail(cli, EXIT_USAGE,
				"thiếu tệp quy định; xem congtin regulation check --help");
	check.rows = ARENA_NEW_ARRAY(cli->arena, (size_t)cli->argc, struct regulation);
	while (cli->argc && !text_starts_with(text_of(cli->argv[0]), TEXT("--")))
		file_check(cli, &check, cli_argument(cli));
	if (cli->argc)
		return cli_no_more(cli);
	set = (struct regulation_set){.rows = check.rows, .count = check.count};
	is_fine = regulation_set_check(&set, &check.faults) == OK && check.faults.count == 0;
	if (cli->json)
		cli_print_json(cli, check_json(&check));
	else
		check_print(cli, &check);
	return is_fine ? EXIT_DONE : EXIT_USAGE;
}
