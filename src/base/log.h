/*
 * log.h - what operators read. One line an event, on standard error.
 *
 * `log_to` is for the floor that knows what went wrong; others pass the error
 * up in silence. Safe from any thread. Never log passwords, tokens or text of
 * people.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

#include <stdbool.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* Settings of the process, set once by main before threads start. */
void log_setup(enum log_level least, bool json);

/*
 * Whose request this thread serves from now on, which its lines then say; "": nobody's.
 * Copied, and cut at a few dozen bytes.
 */
void log_request(const char *id);

void log_to(enum log_level level, const char *format, ...) printf_like(2, 3);

#define log_debug(...) log_to(LOG_DEBUG, __VA_ARGS__)
#define log_info(...) log_to(LOG_INFO, __VA_ARGS__)
#define log_warn(...) log_to(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_to(LOG_ERROR, __VA_ARGS__)

#endif
