/*
 * mail.h - mails on their way: written with the change, sent by the clock, never lost.
 *
 * A row is added in the transaction of what it tells of. The clock takes it (which sets
 * when it would be tried again), hands it to the mail server, and then notes the end. If
 * it dies between, the same mail goes again under the same Message-ID. Whatever the
 * server does delays: after MAIL_TRIES_MAX tries, or when the server refuses the
 * recipient, a mail is dead, with the reason, until an administrator sends it again.
 *
 * What has become pointless is dropped when it is taken: the person has read the notice,
 * the duty is met, there is no address any more. Rows hold no address: a person's stands
 * in the account, an asker's apart from the question.
 */
#ifndef OFFICE_MAIL_H
#define OFFICE_MAIL_H

#include "base/mime.h"
#include "base/smtp.h"
#include "office/ctx.h"

#define MAIL_LINES_MAX 100
#define MAIL_TRIES_MAX 36 /* with what lies between them about five days */

enum mail_kind { MAIL_NOTICE, MAIL_DIGEST, MAIL_QUESTION_ASK, MAIL_QUESTION_SEND };

struct mail_line {
	struct text title;
	struct text href; /* whole address */
	struct instant at;
};

/* One that was taken. */
struct mail {
	int64_t id, tries; /* this one included */
	enum mail_kind kind;
	struct instant created_at;
	struct mailbox to, reply_to;
	struct text message_id;
	struct text subject;
	struct text greeting; /* whom it speaks to; may be empty */
	const struct mail_line *lines;
	size_t line_count;
	bool is_dropped; /* nothing is to be sent */
};

/* To whoever asked a question, if there is an address. */
must_check enum err mail_to_asker(
		struct ctx *ctx, enum mail_kind kind, int64_t question, int64_t version);

/* One mail for each person whose notices wait for a digest that is due. For the clock. */
must_check enum err mail_digests(struct ctx *ctx);
must_check enum err mail_digest_is_due(struct ctx *ctx, bool *out);

/* Those that may go now, oldest first; none while they are held. Reads only. */
must_check enum err mail_due(struct ctx *ctx, size_t limit, int64_t **ids, size_t *count);

/* Takes one; ERR_NOT_FOUND if it does not wait any more, or another was faster. */
must_check enum err mail_take(struct ctx *ctx, int64_t id, struct mail *out);

/* What came of it; `reason` unless it was sent (base/smtp.h). A dead one is an alarm. */
must_check enum err mail_end(
		struct ctx *ctx, const struct mail *mail, enum smtp_end end, struct text reason);

/* --- for operators: MAY_STATUS_READ to read, MAY_MAIL_MANAGE to act ----------------------------
 */

struct mail_figures {
	int64_t waiting, delayed; /* of those that wait: failed before */
	int64_t dead, sent_today;
	struct instant oldest_at; /* of those that may go by now; ms 0: none */
	struct instant held_at;   /* ms 0: not held */
};

struct mail_row {
	int64_t id, tries;
	struct text to; /* who, never an address */
	struct text title;
	struct text reason;
	struct instant created_at;
	struct instant at; /* of the dead: the end; of the delayed: the next try */
};

/* Numbers only; no permission asked: for health.c too. */
must_check enum err mail_figures(struct ctx *ctx, struct mail_figures *out);

/* The dead, newest first below id `before` (0: from the newest). */
must_check enum err mail_dead(struct ctx *ctx, int64_t before, size_t limit, struct mail_row **out,
		size_t *count);
/* Those that failed and wait for the next try, the first `limit` of them. */
must_check enum err mail_delayed(
		struct ctx *ctx, size_t limit, struct mail_row **out, size_t *count);
must_check enum err mail_resend(struct ctx *ctx, int64_t id);

/*
 * A restored store mails nothing until it is released. Dropping gives up what waited:
 * it may have been sent before the backup was made.
 */
must_check enum err mail_hold(struct ctx *ctx);
must_check enum err mail_release(struct ctx *ctx, bool drop);

#endif
