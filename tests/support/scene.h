/*
 * scene.h - a house with one person for each part, and what they do, in short verbs.
 *
 *	scene_begin(&s, f);
 *	owes_report(&s, &s.officer);
 *	assert_ok(begins_item(&s, &s.officer));
 *	does(&s, &s.officer, VERB_SUBMIT);
 *	assert_refused(&s, &s.officer, closes_matter, ERR_FORBIDDEN);
 *
 * An act says who does it and returns what the office answers. What it says is set in the
 * scene beforehand (s.writing, s.reason, s.notice …; scene_begin fills in something sound),
 * and what it makes is left there for the next one (s.matter, s.duty, s.item …). Acts that
 * are not here are made with SCENE_ACT.
 */
#ifndef SUPPORT_SCENE_H
#define SUPPORT_SCENE_H

#include "support/dates.h"
#include "support/house.h"

#include "office/calendar.h"
#include "office/consent.h"
#include "office/draft.h"
#include "office/duty_decide.h"
#include "office/event_assign.h"
#include "office/event_change.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/question.h"
#include "office/statement.h"
#include "office/warning.h"

#define SCENE_VALUES 16

struct scene {
	struct house house;
	int64_t third;         /* one more unit, code CUC-2 */
	int64_t legal_affairs; /* the one that clause 8 names */

	struct actor officer, leader;           /* of the department, which most is about */
	struct actor stranger, stranger_leader; /* of the province */
	struct actor helper;                    /* an officer of the third unit */
	struct actor lawyer, lawyer_leader;     /* of legal affairs */
	struct actor coordinator, reporter, reporter2, editor, publisher, publisher2; /* Portal */
	struct actor both; /* editor and publisher in one person */
	struct actor ministry, auditor, admin, clock;

	/* What the next act says. */
	struct matter_news news;
	struct text genre; /* of an item; empty: the usual one */
	bool is_extract;
	struct writing writing;
	struct step_order order; /* reason, publish_at, redirect; the rest is set by the step */
	struct duty_decision decision;
	struct text reason; /* of all other acts */
	struct event_notice notice;
	struct event_order sends; /* to `accounts`; scene_begin: to the first reporter alone */
	int64_t accounts[2];
	struct event_change change; /* notified() puts it a day after the notice */
	enum event_documents documents;
	struct question_letter letter;
	int64_t unit;         /* that a question is forwarded to; scene_begin: the department */
	struct text units[1]; /* that an extension names */
	struct question_request requests[2]; /* units that are to help; scene_begin: CUC-2 alone */
	size_t request_count;
	struct text body;  /* of an answer or a contribution */
	struct text field; /* of work, of an answer; scene_begin: passports */
	struct text reply; /* of the Portal's own */
	bool is_answer, is_held;
	struct consent consent;
	struct warning_request request;
	enum statement_verdict verdict; /* see judges() */
	struct apply_order apply;       /* of a calendar's draft, see scene_calendar.h */
	struct calendar_new calendar;
	int64_t pace;                     /* passes before each step of an item */
	struct pair values[SCENE_VALUES]; /* of the form, see evidence() */
	struct draft_page page;           /* where one types */

	/* What there is. */
	int64_t matter, duty, item, revision, event, question;
	enum err answer;  /* of the last act made by SCENE_ACT */
	bool only_tries;  /* see tries() */
	struct text code; /* that the asker follows the question by */
	int64_t common;   /* everyone's calendar */
	int64_t draft, calendar_id;
	struct recount_counts counts; /* of the last change of a calendar */
};

typedef enum err scene_act(struct scene *s, const struct actor *actor);

/*
 * What the office answers to `act`, which is taken back whatever it did: nothing changes but
 * that a refusal is in the audit trail.
 */
enum err tries(struct scene *s, const struct actor *actor, scene_act *act);

/* For SCENE_ACT. */
enum err scene_answer(struct scene *s, enum err err);

/* Makes `name` a scene_act of an office verb; `storage` is static or empty. */
#define SCENE_ACT(storage, name, call)                                                             \
	static enum err name##_verb(struct ctx *ctx, void *arg)                                    \
	{                                                                                          \
		struct scene *s = arg;                                                             \
                                                                                                   \
		return scene_answer(s, call);                                                      \
	}                                                                                          \
	storage enum err name(struct scene *s, const struct actor *actor)                          \
	{                                                                                          \
		return house_do(&s->house, actor, name##_verb, s);                                 \
	}

/* The house with the site's own rows; it is nine o'clock on Monday 02/02/2026. */
void scene_begin(struct scene *s, struct fixture *f);

/* "2026-02-23 23:59:59" */
void it_is(struct scene *s, const char *when);

/* Evidence of the next matter: the form's field "evidence_<key>". Gone after that act. */
void evidence(struct scene *s, const char *key, const char *value);

/* The form's field of just this name. */
void says(struct scene *s, const char *field, struct text value);

/* --- matters and duties ----------------------------------------------------------------------- */

/* Of s->news, with the evidence told before; the matter owes one duty, which is s->duty. */
enum err opens_matter(struct scene *s, const struct actor *actor);
enum err closes_matter(struct scene *s, const struct actor *actor);
enum err asks_for_warning(struct scene *s, const struct actor *actor); /* s->request; s->matter */
enum err reopens_matter(struct scene *s, const struct actor *actor);   /* s->reason */

/* The matter of a rule of the regulation, opened; evidence was told. */
void owes(struct scene *s, const struct actor *actor, const char *rule);

/* A report approved on 02/02/2026 (6a): two working days, until the end of Wednesday. */
void owes_report(struct scene *s, const struct actor *actor);

/* A question received on 02/02/2026 (10a): five working days, until the end of Monday 09/02. */
void owes_answer(struct scene *s, const struct actor *actor);

/* Of s->duty; without a reason in s->decision it gives one. */
enum err decides(struct scene *s, const struct actor *actor, enum duty_act_kind kind);
enum err extends(struct scene *s, const struct actor *actor, const char *unit); /* its code */
enum err meets_duty(struct scene *s, const struct actor *actor);
enum err consents(struct scene *s, const struct actor *actor); /* s->consent */

struct duty_row duty_of(struct scene *s, int64_t id);
struct duty_row duty_now(struct scene *s); /* s->duty */

/* Of s->matter, in order. */
size_t duties_now(struct scene *s, struct duty_row **rows);
struct duty_row duty_at(struct scene *s, size_t index);

/* Makes s->duty the first duty of s->matter with that rule. */
void looks_at_duty(struct scene *s, const char *rule);

/* "2a met, 2b open": all duties of s->matter, by rule. */
void assert_duties(struct scene *s, const char *expected);

/* The term ends with that day, at 24:00. */
void assert_last_day(struct scene *s, int64_t duty, const char *day);

/* The newest duty of s->matter with that rule is met, and how. */
void assert_in_time(struct scene *s, const char *rule);
void assert_late(struct scene *s, const char *rule, int64_t ms);

struct matter matter_now(struct scene *s);

/* --- items ------------------------------------------------------------------------------------ */

/* For s->matter and s->duty, which may be 0; its first revision is s->revision. */
enum err begins_item(struct scene *s, const struct actor *actor);
enum err saves_item(struct scene *s, const struct actor *actor); /* upon s->revision */

/* A step of the revision that was last saved: what the office answers. */
enum err step(struct scene *s, const struct actor *actor, enum item_verb verb);
enum err hands(struct scene *s, const struct actor *actor, int64_t editor);

/* The same where nothing stands in its way. */
void does(struct scene *s, const struct actor *actor, enum item_verb verb);

/* From a draft on: submitted and sent; taken, put before the second person, approved; published. */
void hands_in(struct scene *s);
void is_approved(struct scene *s);
void is_published(struct scene *s);

/* What was sent: taken, put before the second person, approved, published. */
void portal_publishes(struct scene *s);

/* What was sent: taken, and given back because something is missing. */
void is_returned(struct scene *s);

/* The officer's item for a report that is owed. */
void writes_report(struct scene *s);

/* A matter of s->news.rule and its item, told in one form and put before the next person. */
enum err tells_at_once(struct scene *s, const struct actor *actor);
enum err passes_on(struct scene *s, const struct actor *actor);

/* What a publisher finds of a statement beside the others; s->reason. */
enum err judges(struct scene *s, const struct actor *actor, enum statement_verdict verdict);

struct item item_now(struct scene *s);

/* Whether the public reads s->item. */
bool is_public(struct scene *s);

/* --- events ----------------------------------------------------------------------------------- */

enum err notifies(struct scene *s, const struct actor *actor);    /* s->notice */
enum err assigns(struct scene *s, const struct actor *actor);     /* s->sends */
enum err cannot_send(struct scene *s, const struct actor *actor); /* s->reason */
enum err accepts(struct scene *s, const struct actor *actor);
enum err declines(struct scene *s, const struct actor *actor);
enum err releases(struct scene *s, const struct actor *actor);  /* the first of s->accounts */
enum err postpones(struct scene *s, const struct actor *actor); /* s->change */
enum err moves_event(struct scene *s, const struct actor *actor);
enum err cancels(struct scene *s, const struct actor *actor);
enum err hands_over(struct scene *s, const struct actor *actor); /* s->documents, s->reason */

/* The officer tells of an event of a kind; s->matter is its matter. */
void notified(struct scene *s, enum event_kind kind);

struct event event_now(struct scene *s);
struct event_assignment assignment_at(struct scene *s, size_t index);

/* --- questions -------------------------------------------------------------------------------- */

enum err asks(struct scene *s, const struct actor *actor);     /* NULL: the public */
enum err forwards(struct scene *s, const struct actor *actor); /* to s->unit */
enum err receives(struct scene *s, const struct actor *actor); /* s->matter and s->duty follow */
enum err gives_back(struct scene *s, const struct actor *actor);
enum err coordinates(struct scene *s, const struct actor *actor); /* s->requests */
enum err contributes(struct scene *s, const struct actor *actor);
enum err drafts_answer(struct scene *s, const struct actor *actor);
enum err sends_answer(struct scene *s, const struct actor *actor);
enum err ends_question(struct scene *s, const struct actor *actor); /* s->reply, s->is_answer */

struct question question_now(struct scene *s);
struct question_track track_now(struct scene *s);
struct question_leg leg_at(struct scene *s, size_t index);

/* --- what is asserted ------------------------------------------------------------------------- */

/* The field of the last act's first complaint; "": none. */
const char *complaint(const struct scene *s);

/* ERR_INVALID with a complaint there, and nothing changed. */
void assert_complaint(
		struct scene *s, const struct actor *actor, scene_act *act, const char *field);

/* Refused in words, one row in the audit trail says so, and nothing else changed. */
void assert_refused(struct scene *s, const struct actor *actor, scene_act *act, enum err err);

/* Where everything stands: rows and how often they were changed; and refusals in the trail. */
struct marks {
	int64_t of[16];
	int64_t refusals;
};
struct marks marks_now(struct scene *s);
void assert_unchanged(const struct marks *before, const struct marks *after, int64_t refusals);

/* Notices that a person has got, of one kind (NULL: any). */
size_t notices_of(struct scene *s, const struct actor *actor, const char *kind);

#endif
