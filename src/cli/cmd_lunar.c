/* cmd_lunar.c - Tết and the Hùng Kings' day of any year, as the program computes them. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/term.h"
#include "law/lunar.h"

#include <stdio.h>

static int
years_take(struct cli *cli, int *from, int *to)
{
	const char *first = cli_argument(cli), *last = cli_argument(cli);
	int code = cli_no_more(cli);

	if (code != EXIT_DONE)
		return code;
	if (!first)
		return cli_fail(cli, EXIT_USAGE, "thiếu năm; xem congtin lunar --help");
	if (!last)
		last = first;
	if (term_year_parse(text_of(first), from) != OK)
		return cli_fail(cli, EXIT_USAGE, "%s: năm phải từ %d đến %d", first, YEAR_MIN,
				YEAR_MAX);
	if (term_year_parse(text_of(last), to) != OK)
		return cli_fail(cli, EXIT_USAGE, "%s: năm phải từ %d đến %d", last, YEAR_MIN,
				YEAR_MAX);
	if (*to < *from)
		return cli_fail(cli, EXIT_USAGE, "năm cuối %d trước năm đầu %d", *to, *from);
	return EXIT_DONE;
}

int
cmd_lunar(struct cli *cli)
{
	json_t *list;
	int from, to, code = years_take(cli, &from, &to);

	if (code != EXIT_DONE)
		return code;
	list = json_new_list();
	if (!cli->json)
		printf("year,tet,hung_kings\n");
	for (int year = from; year <= to; year++) {
		struct day tet = lunar_tet(year), hung_kings = lunar_hung_kings(year);
		json_t *row = json_add_object(list);

		json_put_int(row, "year", year);
		json_put_day(row, "tet", tet);
		json_put_day(row, "hung_kings", hung_kings);
		if (!cli->json)
			printf("%d,%s,%s\n", year, day_iso(cli->arena, tet).p,
					day_iso(cli->arena, hung_kings).p);
	}
	if (cli->json)
		return cli_print_json(cli, list);
	json_decref(list);
	return EXIT_DONE;
}
