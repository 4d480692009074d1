/*
 * duty_remind.h - somebody reminds a unit of what it owes, beside the clock's own reminders.
 *
 * For who oversees matters: the Portal's coordinator, and a unit's leader for the own unit.
 */
#ifndef OFFICE_DUTY_REMIND_H
#define OFFICE_DUTY_REMIND_H

#include "office/ctx.h"

/*
 * The unit's officers and leaders get a notice. Once a day for each duty, whoever does it.
 * ERR_CONFLICT with words if it is settled, was reminded of today, or nobody would hear.
 */
must_check enum err duty_remind(struct ctx *ctx, int64_t id);

#endif
