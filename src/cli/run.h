/*
 * run.h - office verbs called from the command line: whoever has the store's file
 * or its password is its administrator, and the audit trail says so.
 */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "cli/cli.h"
#include "office/act.h"

typedef enum err cli_verb(struct ctx *ctx, void *order);

/* The actor of commands: an administrator without an account. */
extern const struct actor cli_operator;

/* An auditor without an account, for reading: the operator's role does not reach the trail. */
extern const struct actor cli_auditor;

/* Opens law and store as the settings say; tells what went wrong and returns an exit code. */
must_check int cli_open(struct cli *cli, struct house *house, struct store **store);

/*
 * One verb in a transaction of its own, by `actor` at `at`. What was refused or
 * complained about is told, with `what` before it. `form` may be NULL.
 */
must_check enum err cli_run(struct cli *cli, const struct house *house, struct store *store,
		const struct actor *actor, struct instant at, const char *what, struct form *form,
		cli_verb *verb, void *order);

/* The same by the operator, now, as an exit code. */
int cli_do(struct cli *cli, const struct house *house, struct store *store, const char *what,
		cli_verb *verb, void *order);

/* What came of an act, as an exit code. */
int cli_exit(enum err err);

/* The next argument, or NULL. */
const char *cli_argument(struct cli *cli);

/* Complains about what is left of the arguments; EXIT_DONE if nothing is. */
must_check int cli_no_more(struct cli *cli);

/* Prints a value as indented JSON and lets go of it. */
int cli_print_json(struct cli *cli, json_t *value);

#endif
