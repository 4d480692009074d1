/* commands.h - the table of commands; each cmd_x stands in cmd_x.c. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

/* Ends with a NULL name. A NULL `run` is main's serve. */
extern const struct command commands[];

int cmd_init(struct cli *cli);
int cmd_version(struct cli *cli);

#endif
