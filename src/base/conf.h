/*
 * conf.h - the settings of a process: defaults, then congtin.conf, then flags.
 *
 * One table (conf.c) names each option with its kind and bounds; congtin.conf
 * explains them to people, and a test keeps the two together. What is unknown,
 * of the wrong kind or out of bounds is a fault with file, line and reason.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct conf {
	struct text store;
	struct text files;
	struct text listen;
	struct text site_name;
	struct text site_short;
	struct text site_url;
	struct text regulations;  /* directory; empty: those in the program */
	struct text calendar;     /* file; empty: the one in the program */
	struct text totp_roles;   /* names of roles, parted by commas */
	struct text hotlines;     /* public telephones, parted by commas */
	struct text mail_domains; /* of official e-mail, parted by commas */
	struct text trusted_proxy;
	struct text log_level;
	struct text remind_days; /* each: conf_minutes */
	struct text remind_hours;
	struct text remind_event;
	struct text remind_request;
	struct text quiet_hours; /* conf_hours */
	struct text digest_at;   /* conf_hour */
	struct text smtp_url;    /* empty: nothing is mailed */
	struct text smtp_user;
	struct text smtp_password_file;
	struct text smtp_ca_file;
	struct text mail_from;
	int64_t smtp_timeout_ms;
	int64_t mail_retry_ms;
	int64_t clock_settle_ms;
	int64_t threads;
	int64_t writers;
	int64_t pool_threads;
	int64_t connections_max;
	int64_t header_timeout_ms;
	int64_t request_timeout_ms;
	int64_t idle_timeout_ms;
	bool smtp_plain;
	bool log_json;
	bool log_requests;
	bool strict_views;
};

struct conf conf_default(void);

/*
 * Reads `path` over what `conf` holds. ERR_NOT_FOUND without a file;
 * ERR_INVALID with `fault` "file:line: reason". Texts live in the arena.
 */
must_check enum err conf_read(
		struct arena *arena, struct text path, struct conf *conf, struct text *fault);

/* Sets one option from a flag: the name as in the file, with "-" for "_". */
must_check enum err conf_set(struct arena *arena, struct conf *conf, struct text name,
		struct text value, struct text *fault);

/*
 * "1920, 600, 480": minutes before the end, twice, the first the longer one, and minutes
 * after it. False if it reads otherwise.
 */
#define CONF_MINUTES 3
bool conf_minutes(struct text value, int64_t out[CONF_MINUTES]);

/* "07:30" as milliseconds since midnight; "21:00-07:00", or empty for two that are equal. */
bool conf_hour(struct text value, int64_t *out_ms);
bool conf_hours(struct text value, int64_t *from_ms, int64_t *to_ms);

/* The name of the i-th option, NULL behind the last: for help and tests. */
const char *conf_name(size_t i);

/* The whole of a file; ERR_NOT_FOUND, ERR_TOO_LARGE above `max` bytes. */
must_check enum err file_read(struct arena *arena, struct text path, size_t max, struct text *out);

#endif
