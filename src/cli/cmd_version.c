#include "cli/commands.h"

#include <stdio.h>

int
cmd_version(struct cli *cli)
{
	printf(cli->json ? "{\"version\":\"%s\"}\n" : "congtin %s\n", CONGTIN_VERSION);
	return EXIT_DONE;
}
