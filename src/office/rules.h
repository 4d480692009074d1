/*
 * rules.h - the law and the house's settings, made ready once for a process.
 */
#ifndef OFFICE_RULES_H
#define OFFICE_RULES_H

#include "base/conf.h"
#include "law/calendar.h"
#include "office/ctx.h"

/*
 * Reads regulations and calendar (from files, or `embedded` for those not set) and
 * fills `rules` for the day `today`. ERR_INVALID with all faults in `fault`, one a line.
 * Everything lives in the arena, as long as the process; rules_end gives back the rest.
 */
struct rules_source {
	struct text name;
	struct text content;
};

must_check enum err rules_load(struct arena *arena, const struct conf *conf,
		const struct rules_source *regulations, size_t regulation_count, struct day today,
		struct rules *rules, struct text *fault);

/* When no thread uses them any more; zeroed ones are allowed. */
void rules_end(struct rules *rules);

/*
 * The calendar alone, by other terms than everyone's: the file that `conf` names, or
 * `embedded`. That one was announced for offices that rest on Saturday and Sunday;
 * with another weekend only its holidays are taken: swapped days bind no one else,
 * and days in lieu follow the weekend. Errors as rules_load, ERR_NOT_FOUND for a file
 * that cannot be read.
 */
must_check enum err rules_calendar(struct arena *arena, const struct conf *conf,
		struct rules_source embedded, const struct calendar_terms *terms,
		const struct calendar **out, struct text *fault);

#endif
