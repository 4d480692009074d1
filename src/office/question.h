/*
 * question.h - a citizen's question on its way to an answer (khoản 10).
 *
 *	new ──forward──> forwarded ──receive──> answering ──send──> answered ──> published
 *	 │                    └───── return ──────┘ │                  (its item is published)
 *	 └─close─> closed or answered      returned ┘──forward or close
 *
 * A matter is opened with the duty of part "question" as soon as what the regulation counts
 * it from is known: the unit's receipt, or the Portal's, which is known when it is forwarded. Each
 *forwarding is a leg of its own: when a unit returns the question, its clock stays where it can be
 *seen, and runs until the Portal decides. The answer is an item of the genre "answer": the unit's
 *leader, the Portal's editor and a second person pass it as they do every text.
 *
 * Who asked is kept apart from the text and is in none of these structs but
 * question_contact: staff answers a question, not a person. A name goes public only with
 * who asked it saying so: nothing is published against that.
 */
#ifndef OFFICE_QUESTION_H
#define OFFICE_QUESTION_H

#include "law/deadline.h"
#include "law/tone.h"
#include "law/workflow.h"
#include "office/ctx.h"

#define QUESTION_SUBJECT_MAX 300
#define QUESTION_BODY_MAX 5000
#define QUESTION_REPLY_MAX 20000
#define QUESTION_REASON_MAX 2000
#define QUESTION_NAME_MAX 200
#define QUESTION_EMAIL_MAX 254
#define QUESTION_PHONE_MAX 50
#define QUESTION_LEGS_MAX 50
#define QUESTION_GENRE "answer"

struct item;

enum question_state {
	QUESTION_STATE_UNSET,
	QUESTION_NEW,
	QUESTION_FORWARDED, /* a unit has it and has not said that it received it */
	QUESTION_ANSWERING, /* the unit has received it: the instant is kept */
	QUESTION_RETURNED,  /* the unit says that another one has to answer */
	QUESTION_ANSWERED,  /* who asked can read the answer, and nobody else */
	QUESTION_PUBLISHED,
	QUESTION_CLOSED, /* was no question for the Portal: who asked was told where to turn */
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
	struct text reply;          /* the Portal's own words to who asked; may be empty */
	struct instant answered_at; /* ms 0: not yet */
	int64_t item;               /* that answers it; 0: none yet */
	int64_t sent_revision;      /* of it: what who asked was sent; 0: none */
	bool helps;                 /* the actor's unit cooperates */
	int64_t version;
};

/* One forwarding. */
struct question_leg {
	int64_t id, unit;
	struct text unit_name, forwarder;
	struct instant forwarded_at;
	struct instant received_at; /* ms 0: not yet */
	int64_t matter, duty;       /* 0: none yet */
	struct instant returned_at; /* ms 0: not */
	struct text reason;
};

/* A unit that shall cooperate, and the day by which it contributes. */
struct question_request {
	struct text unit; /* its code */
	struct day due_on;
};

/* A unit that cooperates. */
struct question_help {
	int64_t unit;
	struct text unit_code, unit_name;
	struct day due_on; /* its own, that the lead unit set */
	struct instant named_at;
	struct instant given_at; /* ms 0: not yet */
	struct text giver;
	struct text body;
};

/* How to reach who asked; each part may be empty. */
struct question_contact {
	struct text name, email, phone;
	bool shows_name; /* with the published answer: who asked said so */
};

/* What a citizen sends. */
struct question_letter {
	struct text subject, body;
	struct question_contact contact;
};

/* What who has the code may know. */
struct question_track {
	struct question question;
	bool has_due;
	struct due due;           /* of the unit that has it now; only its dates */
	bool is_open;             /* the term still runs */
	struct text counted_from; /* in the regulation's words; empty: it has no such term */
	struct text body;         /* rich text as JSON of the answer that was sent; may be empty */
};

/*
 * Anybody may ask; robots are kept off (public_form.h), but for the command line. `code`
 * has 96 random bits. Complaints: subject, body, name.
 */
must_check enum err question_ask(struct ctx *ctx, const struct question_letter *letter,
		struct text *code, int64_t *id);

/* For whoever has the code; ERR_NOT_FOUND when there is none. */
must_check enum err question_track(struct ctx *ctx, struct text code, struct question_track *out);

/*
 * The Portal's steps; ERR_CONFLICT where one does not follow from the state. Forwarding
 * a returned question to the same unit lets its clock run on; to another one, or closing
 * it, ends what the first unit owed. A reply with a marking of state secrets is held
 * (reply_hold.h): then `is_held`, and the question stands where it stood. One with personal
 * data needs a `reason` why that is told. Complaints: unit, reply, reply_reason.
 */
must_check enum err question_forward(struct ctx *ctx, int64_t id, int64_t unit);
must_check enum err question_close(struct ctx *ctx, int64_t id, bool is_answer, struct text reply,
		struct text reason, bool *is_held);

/* The unit's steps, for questions that were forwarded to it. Complaints: reason. */
must_check enum err question_receive(struct ctx *ctx, int64_t id);
must_check enum err question_return(struct ctx *ctx, int64_t id, struct text reason);

/*
 * The unit's leader names units that have to cooperate, before the limit has run out: the
 * longer limit of the regulation holds (duty_decide.h), from the same receipt. Each has a
 * day of its own, from today to the end of that limit. Once it holds, more may be named, and
 * a day may be set anew. Complaints: units, due_on, reason.
 */
must_check enum err question_coordinate(struct ctx *ctx, int64_t id,
		const struct question_request *requests, size_t count, struct text reason);

/* What a unit that cooperates contributes; again until the answer is out. Complaints: body. */
must_check enum err question_contribute(struct ctx *ctx, int64_t id, struct text body);

/*
 * The unit begins its answer: an item of its own genre that hands in what is owed. `field`
 * is one of answer_fields. Complaints: body, field.
 */
must_check enum err question_draft(
		struct ctx *ctx, int64_t id, struct text answer, struct text field, int64_t *item);

/* The Portal's second person lets who asked read the revision that was approved. */
must_check enum err question_send(struct ctx *ctx, int64_t id);

/* An answer has gone public or was taken away: for item_step.c. */
must_check enum err question_item_step(struct ctx *ctx, const struct item *item,
		const struct item_step *step, enum item_verb verb);

/* ERR_NOT_FOUND too when the actor may not see it. */
must_check enum err question_load(struct ctx *ctx, int64_t id, struct question *out);

/* The question of a matter; ERR_NOT_FOUND when it is about none. */
must_check enum err question_of_matter(struct ctx *ctx, int64_t matter, int64_t *id);

/*
 * Newest first below `before` (0: from the newest), without texts: of who reads one unit's, also
 * those of units that it has taken in.
 */
must_check enum err question_list(struct ctx *ctx, int64_t before, size_t limit,
		struct question **out, size_t *count);

/* The way of a question, oldest first, and the units that cooperate. It was loaded. */
must_check enum err question_legs(
		struct ctx *ctx, int64_t id, struct question_leg **out, size_t *count);
must_check enum err question_helpers(
		struct ctx *ctx, int64_t id, struct question_help **out, size_t *count);

/* Whether a unit has contributed, and in its time. */
struct label question_help_label(
		const struct question_help *help, struct instant now, struct zone zone);

/*
 * For who forwards questions alone. ERR_NOT_FOUND when nothing is known of who asked.
 * Erasing leaves the question and its answer.
 */
must_check enum err question_contact_load(
		struct ctx *ctx, int64_t id, struct question_contact *out);
must_check enum err question_contact_erase(struct ctx *ctx, int64_t id);

struct text question_state_name(enum question_state state);
struct label question_state_label(enum question_state state);

#endif
