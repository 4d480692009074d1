/*
 * question.h - a citizen's question on its way to an answer (khoản 10).
 *
 * new → forwarded to a unit → the unit answers → published. Who asked is kept apart from
 * the text and is in none of these structs: staff answers a question, not a person.
 */
#ifndef OFFICE_QUESTION_H
#define OFFICE_QUESTION_H

#include "law/tone.h"
#include "office/ctx.h"

#define QUESTION_SUBJECT_MAX 300
#define QUESTION_BODY_MAX 20000
#define QUESTION_ANSWER_MAX 20000

enum question_state {
	QUESTION_STATE_UNSET,
	QUESTION_NEW,
	QUESTION_FORWARDED, /* a unit has it and has not said that it received it */
	QUESTION_ANSWERING, /* the unit has received it: the instant is kept */
	QUESTION_ANSWERED,
	QUESTION_PUBLISHED,
};

struct question {
	int64_t id;
	struct text code; /* what the citizen follows it by */
	struct text subject, body;
	enum question_state state;
	int64_t unit; /* 0: none yet */
	struct text unit_code, unit_name;
	struct instant asked_at;
	struct instant received_at; /* by the unit; ms 0: not yet */
	struct text answer;
	struct instant answered_at; /* ms 0: not yet */
	int64_t version;
};

/* What a citizen sends; each part of the contact may be empty. */
struct question_letter {
	struct text subject, body;
	struct text name, email, phone;
};

/* Anybody may ask. `code` has 96 random bits. Complaints: subject, body. */
must_check enum err question_ask(struct ctx *ctx, const struct question_letter *letter,
		struct text *code, int64_t *id);

/*
 * The steps; ERR_CONFLICT where one does not follow from the state. A unit steps only for
 * questions that were forwarded to it.
 */
must_check enum err question_forward(struct ctx *ctx, int64_t id, int64_t unit);
must_check enum err question_receive(struct ctx *ctx, int64_t id);
must_check enum err question_answer(struct ctx *ctx, int64_t id, struct text answer);
must_check enum err question_publish(struct ctx *ctx, int64_t id);

/* ERR_NOT_FOUND too when the actor may not see it. */
must_check enum err question_load(struct ctx *ctx, int64_t id, struct question *out);

/* Newest first below `before` (0: from the newest), without texts. */
must_check enum err question_list(struct ctx *ctx, int64_t before, size_t limit,
		struct question **out, size_t *count);

struct text question_state_name(enum question_state state);
struct label question_state_label(enum question_state state);

#endif
