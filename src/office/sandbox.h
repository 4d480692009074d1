/*
 * sandbox.h - a process gives up what it does not need, for good.
 *
 * For a child that parses strangers' bytes: it reads and writes what is open,
 * computes, and begs memory up to a limit. Opening files, sockets, other
 * processes, new programs and code made at run time are refused by the kernel
 * (seccomp: EPERM; Landlock besides, where the kernel has it).
 */
#ifndef OFFICE_SANDBOX_H
#define OFFICE_SANDBOX_H

#include "base/err.h"

#include <stddef.h>

/*
 * Call once libraries are loaded. `memory_max` bounds the resident bytes of the
 * whole process from now on, `cpu_s` its seconds of computing. ERR_BROKEN if the
 * kernel does not lock it up: then strangers' bytes must not be read.
 */
must_check enum err sandbox_enter(size_t memory_max, unsigned cpu_s);

/*
 * Tries what must be refused, from within; for tests. NULL if all was refused,
 * else the name of the first act that was not.
 */
const char *sandbox_try(void);

#endif
