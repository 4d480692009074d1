/* commands.h - the table of commands; each cmd_x stands in cmd_x.c. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

/* Ends with a NULL name. A NULL `run` is main's serve. */
extern const struct command commands[];

int cmd_init(struct cli *cli);
int cmd_user_list(struct cli *cli);
int cmd_user_add(struct cli *cli);
int cmd_user_password(struct cli *cli);
int cmd_user_token(struct cli *cli);
int cmd_user_lock(struct cli *cli);
int cmd_user_unlock(struct cli *cli);
int cmd_user_roles(struct cli *cli);
int cmd_unit_list(struct cli *cli);
int cmd_unit_add(struct cli *cli);
int cmd_deadline(struct cli *cli);
int cmd_deadline_batch(struct cli *cli); /* deadline --batch */
int cmd_deadline_verify(struct cli *cli);
int cmd_calendar(struct cli *cli);
int cmd_calendar_import(struct cli *cli);
int cmd_calendar_export(struct cli *cli);
int cmd_calendar_apply(struct cli *cli);
int cmd_lunar(struct cli *cli);
int cmd_regulation_check(struct cli *cli);
int cmd_audit_verify(struct cli *cli);
int cmd_audit_checkpoint(struct cli *cli);
int cmd_audit_list(struct cli *cli);
int cmd_receipt_verify(struct cli *cli);
int cmd_receipt_key(struct cli *cli);
int cmd_backup(struct cli *cli);
int cmd_restore(struct cli *cli);
int cmd_mail(struct cli *cli);
int cmd_mail_hold(struct cli *cli);
int cmd_mail_release(struct cli *cli);
int cmd_doctor(struct cli *cli);
int cmd_config_check(struct cli *cli);
int cmd_version(struct cli *cli);

#endif
