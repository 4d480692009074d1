#include "office/mail.h"

#include "base/crypt.h"
#include "gen/office/mail.sql.h"
#include "law/course.h"
#include "office/alarm.h"
#include "office/audit.h"
#include "office/site.h"
#include "office/unit.h"

#define DIGESTS_MAX 200 /* of one act */
#define SUBJECT_LETTERS 150
#define RETRY_MAX_MS (4 * HOUR_MS)
#define INSTANCE_LETTERS 12

static const struct text KINDS[] = {
		[MAIL_NOTICE] = TEXT("notice"),
		[MAIL_DIGEST] = TEXT("digest"),
		[MAIL_QUESTION_ASK] = TEXT("question_ask"),
		[MAIL_QUESTION_SEND] = TEXT("question_send"),
};

/* --- adding ------------------------------------------------------------------------------------
 */

enum err
mail_to_asker(struct ctx *ctx, enum mail_kind kind, int64_t question, int64_t version)
{
	struct query q;

	if (!ctx->rules->mail.is_on)
		return OK;
	query_begin(&q, ctx->store, &SQL_mail_to_asker);
	bind_text(&q, text_format(ctx->arena, "%s:%lld:%lld", KINDS[kind].p, (long long)question,
				      (long long)version));
	bind_text(&q, KINDS[kind]);
	bind_int(&q, question);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}

enum err
mail_digest_is_due(struct ctx *ctx, bool *out)
{
	struct query q;
	bool due = false;

	query_begin(&q, ctx->store, &SQL_mail_digest_next);
	if (query_next(&q))
		due = instant_compare(column_instant(&q, 0), ctx->now) <= 0;
	TRY(query_end(&q));
	*out = due;
	return OK;
}

static enum err
digest_add(struct ctx *ctx, int64_t account, int64_t first)
{
	struct query q;
	int64_t mail = 0;

	query_begin(&q, ctx->store, &SQL_mail_digest_add);
	bind_text(&q, text_format(ctx->arena, "digest:%lld:%lld", (long long)account,
				      (long long)first));
	bind_int(&q, account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		mail = column_int(&q, 0);
	TRY(query_end(&q));
	query_begin(&q, ctx->store, &SQL_mail_digest_fill);
	bind_int(&q, account);
	bind_instant(&q, ctx->now);
	bind_id_or_null(&q, mail);
	return query_run(&q);
}

enum err
mail_digests(struct ctx *ctx)
{
	int64_t accounts[DIGESTS_MAX], first[DIGESTS_MAX];
	size_t count = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_mail_digest_people);
	bind_instant(&q, ctx->now);
	bind_int(&q, DIGESTS_MAX);
	for (; count < DIGESTS_MAX && query_next(&q); count++) {
		accounts[count] = column_int(&q, 0);
		first[count] = column_int(&q, 1);
	}
	TRY(query_end(&q));
	for (size_t i = 0; i < count; i++)
		TRY(digest_add(ctx, accounts[i], first[i]));
	return OK;
}

/* --- taking ------------------------------------------------------------------------------------
 */

enum err
mail_due(struct ctx *ctx, size_t limit, int64_t **ids, size_t *count)
{
	int64_t *rows = ARENA_NEW_ARRAY(ctx->arena, limit, int64_t);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_mail_due);
	bind_instant(&q, ctx->now);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = column_int(&q, 0);
	TRY(query_end(&q));
	*ids = rows;
	*count = n;
	return OK;
}

/* What a row says besides the mail itself. */
struct loaded {
	struct mail mail;
	struct mail_line line; /* of MAIL_NOTICE */
	bool is_read, has_duty, duty_is_open;
	struct text question_subject, question_code;
};

static struct text
address_of(struct ctx *ctx, struct text href)
{
	return text_format(
			ctx->arena, "%.*s%.*s", TEXT_ARGS(ctx->rules->site_url), TEXT_ARGS(href));
}

static void
row_read(struct query *q, struct ctx *ctx, struct loaded *out)
{
	struct text kind = column_text(q, 0, ctx->arena);
	bool to_asker = !column_is_null(q, 3);

	*out = (struct loaded){
			.mail = {.tries = column_int(q, 1) + 1,
					.created_at = column_instant(q, 2),
					.to = {column_text(q, to_asker ? 16 : 4, ctx->arena),
							column_text(q, to_asker ? 17 : 5,
									ctx->arena)},
					.reply_to = {column_text(q, 12, ctx->arena),
							column_text(q, 13, ctx->arena)}},
			.line = {.title = column_text(q, 6, ctx->arena),
					.href = address_of(ctx, column_text(q, 7, ctx->arena)),
					.at = column_instant(q, 8)},
			.is_read = !column_is_null(q, 9),
			.has_duty = !column_is_null(q, 10),
			.duty_is_open = text_equals(
					column_text(q, 11, ctx->arena), duty_state_name(DUTY_OPEN)),
			.question_subject = column_text(q, 14, ctx->arena),
			.question_code = column_text(q, 15, ctx->arena),
	};
	for (unsigned i = 0; i < COUNT_OF(KINDS); i++)
		if (text_equals(KINDS[i], kind))
			out->mail.kind = (enum mail_kind)i;
}

static enum err
digest_lines(struct ctx *ctx, struct mail *mail)
{
	struct mail_line *lines = ARENA_NEW_ARRAY(ctx->arena, MAIL_LINES_MAX, struct mail_line);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_mail_digest_lines);
	bind_int(&q, mail->id);
	bind_int(&q, MAIL_LINES_MAX);
	while (n < MAIL_LINES_MAX && query_next(&q))
		lines[n++] = (struct mail_line){
				.title = column_text(&q, 0, ctx->arena),
				.href = address_of(ctx, column_text(&q, 1, ctx->arena)),
				.at = column_instant(&q, 2),
		};
	TRY(query_end(&q));
	mail->lines = lines;
	mail->line_count = n;
	mail->subject = text_format(ctx->arena, "Thông báo ngày %s: %zu việc",
			day_words(ctx->arena, day_of(mail->created_at, ctx->rules->zone)).p, n);
	return OK;
}

static void
asker_line(struct ctx *ctx, struct loaded *row)
{
	bool is_answer = row->mail.kind == MAIL_QUESTION_SEND;

	row->line = (struct mail_line){
			.title = text_format(ctx->arena, "%s: %.*s",
					is_answer ? "Đã có trả lời cho câu hỏi" : "Đã nhận câu hỏi",
					TEXT_ARGS(row->question_subject)),
			.href = address_of(ctx, text_format(ctx->arena, "/hoi-dap/theo-doi?ma=%.*s",
								TEXT_ARGS(row->question_code))),
			.at = row->mail.created_at,
	};
}

/* Whom one answers: the unit that it is about, else the Portal. */
static enum err
reply_to_fill(struct ctx *ctx, struct mailbox *out)
{
	struct unit portal;
	enum err err = OK;

	if (!mail_address_is_valid(out->address) && (err = unit_portal(ctx, &portal)) == OK)
		*out = (struct mailbox){portal.name, portal.email};
	return err == ERR_NOT_FOUND ? OK : err;
}

/* The same for the same row, whatever is restored: a number alone may come twice. */
static enum err
message_id_fill(struct ctx *ctx, struct mail *mail)
{
	struct text domain = ctx->rules->mail.from, local;
	struct site_facts site;

	TRY(site_load(ctx->store, ctx->arena, &site));
	(void)text_split(&domain, '@', &local);
	mail->message_id = text_format(ctx->arena, "m%lld.%lld.%.*s@%.*s", (long long)mail->id,
			(long long)mail->created_at.ms, INSTANCE_LETTERS,
			hash_hex(ctx->arena, hash_of(site.instance)).p, TEXT_ARGS(domain));
	return OK;
}

static enum err
content_fill(struct ctx *ctx, struct loaded *row)
{
	struct mail *mail = &row->mail;
	bool to_asker = mail->kind == MAIL_QUESTION_ASK || mail->kind == MAIL_QUESTION_SEND;

	if (to_asker)
		asker_line(ctx, row);
	if (mail->kind == MAIL_DIGEST) {
		TRY(digest_lines(ctx, mail));
	} else {
		struct mail_line *line = ARENA_NEW(ctx->arena, struct mail_line);

		*line = row->line;
		mail->lines = line;
		mail->line_count = 1;
		mail->subject = text_shorten(ctx->arena, line->title, SUBJECT_LETTERS);
	}
	mail->greeting = mail->to.name;
	TRY(reply_to_fill(ctx, &mail->reply_to));
	return message_id_fill(ctx, mail);
}

/* Why nothing is to be sent any more, or NULL. */
static const char *
pointless(const struct loaded *row)
{
	if (!row->mail.to.address.n)
		return "không còn địa chỉ nhận";
	if (row->mail.kind == MAIL_NOTICE && row->is_read)
		return "người nhận đã đọc trên hệ thống";
	if (row->has_duty && !row->duty_is_open)
		return "nghĩa vụ đã xong";
	return row->mail.line_count ? NULL : "người nhận đã đọc trên hệ thống";
}

static struct instant
retry_at(const struct ctx *ctx, int64_t tries)
{
	int64_t wait = ctx->rules->mail.retry_ms;

	while (--tries > 0 && wait < RETRY_MAX_MS)
		wait *= 2;
	return instant_add(ctx->now, wait < RETRY_MAX_MS ? wait : RETRY_MAX_MS);
}

static enum err
end_write(struct ctx *ctx, const struct mail *mail, const char *state, struct text reason)
{
	bool has_ended = strcmp(state, "waiting") != 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_mail_end);
	bind_int(&q, mail->id);
	bind_int(&q, mail->tries);
	bind_text(&q, text_of(state));
	bind_text_or_null(&q, reason);
	bind_instant_if(&q, has_ended, ctx->now);
	return query_run_one(&q);
}

enum err
mail_take(struct ctx *ctx, int64_t id, struct mail *out)
{
	struct loaded row = {0};
	const char *why;
	bool found;
	struct query q;

	query_begin(&q, ctx->store, &SQL_mail_load);
	bind_int(&q, id);
	found = query_next(&q);
	if (found)
		row_read(&q, ctx, &row);
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	row.mail.id = id;
	query_begin(&q, ctx->store, &SQL_mail_take);
	bind_int(&q, id);
	bind_int(&q, row.mail.tries - 1);
	bind_instant(&q, retry_at(ctx, row.mail.tries));
	TRY(query_run(&q));
	if (!query_changes(&q))
		return ERR_NOT_FOUND;
	TRY(content_fill(ctx, &row));
	why = pointless(&row);
	row.mail.is_dropped = why != NULL;
	if (why)
		TRY(end_write(ctx, &row.mail, "dropped", text_of(why)));
	*out = row.mail;
	return OK;
}

/* --- the end -----------------------------------------------------------------------------------
 */

enum err
mail_end(struct ctx *ctx, const struct mail *mail, enum smtp_end end, struct text reason)
{
	bool gives_up = end != SMTP_SENT && (end == SMTP_NEVER || mail->tries >= MAIL_TRIES_MAX);

	if (end == SMTP_SENT)
		return end_write(ctx, mail, "sent", NO_TEXT);
	TRY(end_write(ctx, mail, gives_up ? "dead" : "waiting", reason));
	if (!gives_up)
		return OK;
	audit_note(ctx, "mail.dead", mail->id, "sau %lld lần thử: %.*s", (long long)mail->tries,
			TEXT_ARGS(reason));
	return alarm_raise(ctx,
			text_format(ctx->arena, "mail:%lld:%lld", (long long)mail->id,
					(long long)ctx->now.ms),
			"Một thư không gửi được: %.*s", TEXT_ARGS(reason));
}
