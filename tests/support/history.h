/*
 * history.h - a house with two units, and what happens in it at random, step by step: duties,
 * decisions about them, items on their way to the public. For figures of all of it.
 */
#ifndef SUPPORT_HISTORY_H
#define SUPPORT_HISTORY_H

#include "support/house.h"

#include "office/duty_decide.h"
#include "office/item.h"

#define DUTIES_MAX 300

struct history {
	struct house house;
	struct actor officers[2], leaders[2], coordinator, editor, publisher, auditor;
	uint64_t seed;
	int64_t duties[DUTIES_MAX], items[DUTIES_MAX]; /* of each duty its item, 0: none */
	size_t count, which;
	const char *rule;
	struct duty_decision decision;
	struct step_order order;
	struct writing writing;
	struct pair values[4];
};

void history_begin(struct history *s, struct fixture *f);

/* One that began some hours ago, of a unit, 0 or 1; it is the last of s->duties. */
void owed(struct history *s, const char *rule, size_t unit, int64_t hours_ago);

/* The coordinator's decision, and what the unit's leader says is done. */
enum err decided(struct history *s, size_t which, enum duty_act_kind kind);
void met(struct history *s, size_t which, size_t unit);

/* A warning goes out, by one person or by two; what the matter's page says of its way is right. */
void published(struct history *s, size_t which, size_t unit, bool urgent);

/* Any of these. */
void random_act(struct history *s);

#endif
