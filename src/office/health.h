/*
 * health.h - what is right and wrong with an installation, in an operator's words.
 *
 * One list for `congtin doctor`, the operator's page, /readyz and /metrics: they
 * differ only in how far they look.
 */
#ifndef OFFICE_HEALTH_H
#define OFFICE_HEALTH_H

#include "base/json.h"
#include "office/ctx.h"

enum health { HEALTH_WELL, HEALTH_WORRY, HEALTH_ILL };

/* Each looks at all that the one before looks at. */
enum health_depth {
	HEALTH_READY, /* whether requests can be served: microseconds */
	HEALTH_PAGE,  /* and what an operator should see to: milliseconds */
	HEALTH_DEEP,  /* and the whole audit trail, and a child process: minutes in a large store */
};

#define CHECKS_MAX 24

struct check {
	enum health health;
	struct text what;  /* "Đĩa" */
	struct text words; /* "/srv/congtin/files còn 10240 MB" */
};

struct checks {
	size_t count;
	enum health worst;
	struct check list[CHECKS_MAX];
};

/* "ok", "warn", "fail". */
struct text health_name(enum health health);

/* Looks with ctx->store; what cannot be read is a finding, not an error. Asks no permission. */
void health_look(struct ctx *ctx, enum health_depth depth, struct checks *out);

/* [{health: {code: "ok" | "warn" | "fail", label, tone}, what, words}]; the caller owns it. */
json_t *checks_json(const struct checks *checks);

void health_note(struct checks *checks, struct arena *arena, enum health health,
		const char *what, const char *format, ...) printf_like(5, 6);

#endif
