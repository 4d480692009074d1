/* duty_read.h - one duty of a regulation file: the middle part of regulation_read.c. */
#ifndef LAW_DUTY_READ_H
#define LAW_DUTY_READ_H

#include "law/duty.h"
#include "law/setting.h"

/* Reads the group of a duty alone; what it says of others is checked by regulation_read.c. */
void duty_read(struct setting_reader *r, setting group, struct duty *duty);

#endif
