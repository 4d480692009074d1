/*
 * house.h - an office for tests: the real schema, a few units and accounts, and acts
 * run as the doors run them (one transaction, sealed into the audit trail).
 */
#ifndef SUPPORT_HOUSE_H
#define SUPPORT_HOUSE_H

#include "support/stores.h"

#include "office/account.h"
#include "office/act.h"
#include "office/audit.h"
#include "office/audit_verify.h"
#include "office/media.h"
#include "office/session.h"
#include "office/token.h"
#include "office/unit.h"

#define HOUSE_PASSWORD "một câu dài dễ nhớ 2026"

struct house {
	struct fixture *fixture;
	struct store *store;
	struct arena *arena;
	struct rules rules;
	struct instant now;
	struct text peer;    /* whence the acts come */
	struct pair *values; /* what the next acts' form holds */
	size_t value_count;
	struct form form;                               /* complaints of the last act */
	struct text words;                              /* of its refusal */
	int64_t ministry, portal, department, province; /* units */
};

/* Loads the program's own law and makes the units; accounts come with house_account. */
void house_begin(struct house *house, struct fixture *fixture);

/* Reads the regulation again, changed by `edit`: what is opened from now on follows it. */
typedef struct text house_edit(struct arena *arena, struct text law);
void house_read_law(struct house *house, house_edit *edit);

/* One more unit below `parent` (0: none); its id. */
int64_t house_unit(struct house *house, const char *code, const char *name, const char *kind,
		int64_t parent);

/* An account with HOUSE_PASSWORD that need not be changed; its actor, as by the command line. */
struct actor house_account(struct house *house, const char *login, int64_t unit, role_set roles);

/* Who keeps units and accounts. */
struct actor house_administrator(struct house *house);

/* A person who is to get an account; house_add_account is a house_verb of it. */
struct newcomer {
	struct account account;
	struct account_start start;
};
enum err house_add_account(struct ctx *ctx, void *newcomer);

/* Runs `verb` as `actor` (NULL: the public); an error rolls it back. */
typedef enum err house_verb(struct ctx *ctx, void *arg);
enum err house_do(struct house *house, const struct actor *actor, house_verb *verb, void *arg);

/* That `verb` is ERR_INVALID, with its first complaint at that field. */
void house_complains(struct house *house, const struct actor *actor, house_verb *verb, void *arg,
		const char *field);

/* A file of that name and with those words, uploaded; it lies there until the next one. */
struct media house_pdf(struct house *house, const char *name, const char *words);

/* The same outside of a transaction, for what only reads. */
struct ctx house_ctx(struct house *house, const struct actor *actor);

/* Rows of the audit trail of one action. */
int64_t house_notes(struct house *house, const char *action, bool refused);

/* For random walks that can be repeated: 0 … sides - 1. */
uint64_t dice(uint64_t *seed, uint64_t sides);

/* stores_run with the project's own schema. */
int house_run(const char *suite, const struct store_test *tests, size_t count);

#endif
