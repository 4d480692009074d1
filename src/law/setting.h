/*
 * setting.h - the values of a libconfig file, each read with its complaint.
 *
 * For the readers of regulation files only. A value that is wrong is complained of once,
 * with its line, and read as empty: whoever reads goes on to the next one.
 */
#ifndef LAW_SETTING_H
#define LAW_SETTING_H

#include "base/arena.h"
#include "base/text.h"
#include "base/time.h"
#include "law/fault.h"

#include <libconfig.h>
#include <stdbool.h>
#include <stddef.h>

struct setting_reader {
	struct arena *arena;
	struct text file;
	struct faults *faults;
	bool is_faulty;
};

#define COMPLAIN(r, line_, ...)                                                                    \
	do {                                                                                       \
		(r)->is_faulty = true;                                                             \
		fault_add((r)->faults, (r)->file, (line_), 0, __VA_ARGS__);                        \
	} while (0)

typedef const config_setting_t *setting;

/* From 1; the whole file has the line 1. */
int line_of(setting s);

/* The member of that key, or NULL. */
setting member(setting group, const char *key);

/* Every key that is not among `known` (closed by NULL) is a fault. */
void keys_check(struct setting_reader *r, setting group, const char *const *known);

/* The words of a setting, `key` its name for people. */
struct text words_of(struct setting_reader *r, setting s, const char *key);
struct text optional_text(struct setting_reader *r, setting group, const char *key);
struct text required_text(struct setting_reader *r, setting group, const char *key);

/* A short name of small letters, digits and the letters of `also`. */
struct text required_name(struct setting_reader *r, setting group, const char *key,
		const char *also, size_t max);

bool optional_bool(struct setting_reader *r, setting group, const char *key, bool otherwise);
bool optional_day(struct setting_reader *r, setting group, const char *key, struct day *out);

/* The list of that key, or NULL; `element` is the type its elements must have. */
setting list_of(struct setting_reader *r, setting group, const char *key, int element, int max);
size_t list_length(setting list); /* 0 for NULL */

setting group_of(struct setting_reader *r, setting group, const char *key, bool is_required);

struct setting_code {
	struct text name;
	int value; /* not 0 */
};

/* The value of one of a few words; 0 after a complaint. */
int required_code(struct setting_reader *r, setting group, const char *key,
		const struct setting_code *codes, size_t count);

#endif
