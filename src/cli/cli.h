/*
 * cli.h - the command line: one table of commands, from which the help comes too.
 *
 * Exit codes: 0 done, 1 the answer is no (a broken chain, a damaged file, refused),
 * 2 the call is wrong (flags, configuration), 3 the store or system failed.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/conf.h"
#include "cli/house.h"

#include <stdbool.h>

enum { EXIT_DONE = 0, EXIT_NO = 1, EXIT_USAGE = 2, EXIT_FAILED = 3 };

struct command;

/* What a command is called with: flags of every command are taken off already. */
struct cli {
	struct arena *arena;
	struct conf conf;
	const struct command *command;
	struct instant now;
	bool json;
	bool dry_run;
	int argc; /* what is left, without the command's own name */
	char **argv;
};

struct command {
	const char *name;    /* "audit verify" */
	const char *summary; /* one line */
	const char *help;    /* examples first */
	int (*run)(struct cli *cli);
	bool is_plain; /* needs no settings */
};

/* Runs argv; `serve` is main's (it starts other doors). Returns the exit code. */
int cli_main(int argc, char **argv, int (*serve)(struct cli *cli));

/* Prints "congtin: words" to standard error and returns `code`. */
int cli_fail(const struct cli *cli, int code, const char *format, ...) printf_like(3, 4);

/*
 * Takes `--name VALUE` or `--name=VALUE` off the arguments; NULL if absent. What begins
 * with "--" is the next option and no value, unless behind "=".
 */
const char *cli_option(struct cli *cli, const char *name);

/* Takes the flag `--name` off the arguments. */
bool cli_flag(struct cli *cli, const char *name);

#endif
