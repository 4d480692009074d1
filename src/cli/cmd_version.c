#include "cli/commands.h"
#include "cli/run.h"

#include <stdio.h>

int
cmd_version(struct cli *cli)
{
	int code = cli_no_more(cli);

	if (code != EXIT_DONE)
		return code;
	printf(cli->json ? "{\"version\":\"%s\"}\n" : "congtin %s\n", CONGTIN_VERSION);
	return EXIT_DONE;
}
