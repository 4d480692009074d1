#include "clock/post.h"

#include "base/json.h"
#include "base/log.h"
#include "clock/hand.h"
#include "law/deadline.h"
#include "office/alarm.h"
#include "office/last_run.h"
#include "office/mail.h"

#include <stdlib.h>

#define TICK_MS SECOND_MS
#define BATCH 50
#define LEASE_SPARE_MS (2 * SECOND_MS) /* longer than one mail takes */
#define BEAT_MS (20 * SECOND_MS)
#define GAP_MS (10 * MINUTE_MS)
#define DOWN_MS (15 * MINUTE_MS) /* a server that is away so long is an alarm */
#define WAIT_MIN_MS (2 * SECOND_MS)
#define WAIT_MAX_MS (5 * MINUTE_MS)
#define PASSWORD_FILE_MAX 4096
#define TEMPLATE "clock/mail"

struct post {
	struct hand hand; /* first */
	pthread_t thread;
	struct smtp_settings settings;
	struct smtp *smtp;
	struct mailbox from;
	int64_t retry_base_ms;
	struct hand_job take_job, beat_job;
	int64_t beaten_at_ms; /* monotonic, as all below */
	int64_t wait_ms, wait_till_ms;
	int64_t down_since_ms; /* 0: the server answers */
};

/* --- what a mail says --------------------------------------------------------------------------
 */

static bool
is_to_asker(const struct mail *mail)
{
	return mail->kind == MAIL_QUESTION_ASK || mail->kind == MAIL_QUESTION_SEND;
}

static struct text
choices_href(struct post *post)
{
	return text_format(&post->hand.tick, "%.*s/desk/me/notices",
			TEXT_ARGS(post->hand.rules->site_url));
}

static struct text
plain_of(struct post *post, const struct mail *mail)
{
	const struct rules *rules = post->hand.rules;
	struct buf out = BUF(&post->hand.tick);

	buf_addf(&out, "Kính gửi %s%s%.*s,\n", is_to_asker(mail) ? "Ông/Bà" : "đồng chí",
			mail->greeting.n ? " " : "", TEXT_ARGS(mail->greeting));
	for (size_t i = 0; i < mail->line_count; i++)
		buf_addf(&out, "\n%.*s\nThông báo lúc %s\n%.*s\n", TEXT_ARGS(mail->lines[i].title),
				instant_words(&post->hand.tick, mail->lines[i].at, rules->zone).p,
				TEXT_ARGS(mail->lines[i].href));
	if (is_to_asker(mail))
		buf_add(&out, TEXT("\nÔng/Bà theo dõi câu hỏi và đọc câu trả lời tại địa chỉ trên. "
				   "Ai có địa chỉ này đều đọc được, đề nghị không chuyển cho người "
				   "khác.\n"));
	buf_addf(&out, "\n-- \nThư tự động của %.*s.", TEXT_ARGS(rules->site_name));
	if (mail->reply_to.name.n)
		buf_addf(&out, " Thư trả lời sẽ được chuyển đến %.*s.",
				TEXT_ARGS(mail->reply_to.name));
	if (!is_to_asker(mail))
		buf_addf(&out, "\nĐổi cách nhận thông báo: %s", choices_href(post).p);
	buf_add_char(&out, '\n');
	return buf_text(&out);
}

static enum err
html_of(struct post *post, const struct mail *mail, struct text *out)
{
	cleanup(json_cleanup) json_t *view = json_new_object();
	const struct rules *rules = post->hand.rules;
	json_t *lines = json_put_list(view, "lines");
	struct buf html = BUF(&post->hand.tick);

	json_put_text(view, "site_name", rules->site_name);
	json_put_text(view, "site_url", rules->site_url);
	json_put_text(view, "subject", mail->subject);
	json_put_text(view, "name", mail->greeting);
	json_put_bool(view, "is_list", mail->kind == MAIL_DIGEST);
	json_put_bool(view, "is_to_asker", is_to_asker(mail));
	json_put_text(view, "reply_name", mail->reply_to.name);
	json_put_text(view, "choices_href", choices_href(post));
	for (size_t i = 0; i < mail->line_count; i++) {
		json_t *line = json_add_object(lines);

		json_put_text(line, "title", mail->lines[i].title);
		json_put_text(line, "href", mail->lines[i].href);
		json_put_instant(line, "at", mail->lines[i].at, rules->zone);
	}
	TRY(web_render(post->hand.web, TEXT(TEMPLATE), view, &html));
	*out = buf_text(&html);
	return OK;
}

/* --- one mail ----------------------------------------------------------------------------------
 */

struct taking {
	int64_t id;
	struct text holder; /* this process */
	struct mail mail;
	enum smtp_end end;
	struct text reason;
};

static enum err
verb_take(struct ctx *ctx, void *order)
{
	struct taking *taking = order;

	return mail_take(ctx, taking->id, &taking->mail);
}

static enum err
verb_end(struct ctx *ctx, void *order)
{
	struct taking *taking = order;

	return mail_end(ctx, &taking->mail, taking->end, taking->reason);
}
static const struct hand_job end_job = {"mail.end", NULL, 0, verb_end};

static void
mail_send(struct post *post, struct taking *taking)
{
	struct mail *mail = &taking->mail;
	struct mail_message message = {
			.from = post->from,
			.to = mail->to,
			.reply_to = mail->reply_to,
			.subject = mail->subject,
			.id = mail->message_id,
			.date = mail->created_at,
			.zone = post->hand.rules->zone,
			.plain = plain_of(post, mail),
	};

	taking->end = SMTP_LATER;
	taking->reason = TEXT("không soạn được thư theo mẫu");
	if (html_of(post, mail, &message.html) != OK)
		return;
	taking->end = SMTP_NEVER;
	taking->reason = TEXT("địa chỉ nhận không hợp lệ");
	if (!mail_address_is_valid(mail->to.address))
		return;
	if (!post->smtp)
		post->smtp = smtp_open(&post->settings);
	taking->end = smtp_send(post->smtp, &post->hand.tick, post->from.address, mail->to.address,
			mail_write(&post->hand.tick, &message), &taking->reason);
}

/* --- a server that lets nobody in --------------------------------------------------------------
 */

static enum err
verb_down(struct ctx *ctx, void *order)
{
	struct post *post = order;
	int64_t for_ms = clock_monotonic_ms() - post->down_since_ms;

	if (for_ms < DOWN_MS)
		return OK;
	return alarm_raise(ctx,
			text_format(ctx->arena, "mail_down:%.*s:%lld", TEXT_ARGS(post->hand.holder),
					(long long)post->down_since_ms),
			"Máy chủ thư không nhận thư đã %s. Thư được giữ lại, không mất.",
			duration_words(ctx->arena, for_ms).p);
}
static const struct hand_job down_job = {"mail.down", NULL, 0, verb_down};

static enum err
verb_failed(struct ctx *ctx, void *order)
{
	const struct taking *taking = order;

	return last_run_note(ctx, LAST_RUN_POST, taking->holder, false, taking->reason);
}
static const struct hand_job failed_job = {"mail.failed", NULL, 0, verb_failed};

static void
server_failed(struct post *post, struct taking *taking)
{
	int64_t now = clock_monotonic_ms();

	if (!post->down_since_ms)
		post->down_since_ms = now;
	post->wait_ms = post->wait_ms ? post->wait_ms * 2 : WAIT_MIN_MS;
	if (post->wait_ms > WAIT_MAX_MS)
		post->wait_ms = WAIT_MAX_MS;
	if (post->wait_ms > post->retry_base_ms * 2)
		post->wait_ms = post->retry_base_ms * 2;
	post->wait_till_ms = now + post->wait_ms;
	smtp_close(post->smtp);
	post->smtp = NULL;
	log_warn("post: the mail server fails, again in %lld ms: %.*s", (long long)post->wait_ms,
			TEXT_ARGS(taking->reason));
	if (hand_do(&post->hand, &failed_job, 0, taking) != OK ||
			hand_do(&post->hand, &down_job, 0, post) != OK)
		log_warn("post: the failure could not be noted");
}

/* False when the batch ends: nobody is let in, or somebody else sends. */
static bool
mail_pass(struct post *post, int64_t id)
{
	struct taking taking = {.id = id, .holder = post->hand.holder, .end = SMTP_SENT};

	if (hand_do(&post->hand, &post->take_job, id, &taking) != OK)
		return false;
	if (taking.mail.is_dropped)
		return true;
	mail_send(post, &taking);
	if (hand_do(&post->hand, &end_job, id, &taking) != OK)
		log_warn("post: mail %lld was sent and could not be noted", (long long)id);
	if (taking.end == SMTP_SERVER) {
		server_failed(post, &taking);
		return false;
	}
	post->wait_ms = post->wait_till_ms = post->down_since_ms = 0;
	return true;
}

/* --- the thread --------------------------------------------------------------------------------
 */

static enum err
verb_beat(struct ctx *ctx, void *order)
{
	const struct post *post = order;

	return last_run_beat(ctx, LAST_RUN_POST, post->hand.holder, GAP_MS);
}

static void
post_beat(struct post *post)
{
	enum err err;

	if (post->down_since_ms || !hand_comes(&post->beaten_at_ms, BEAT_MS))
		return;
	err = hand_do(&post->hand, &post->beat_job, 0, post);
	if (err != OK && err != ERR_NOT_FOUND)
		log_warn("post: the run could not be noted: %s", err_name(err));
}

static void
post_round(struct post *post)
{
	struct ctx ctx = hand_reading(&post->hand);
	int64_t *ids;
	size_t count;

	if (clock_monotonic_ms() < post->wait_till_ms || mail_due(&ctx, BATCH, &ids, &count) != OK)
		return;
	for (size_t i = 0; i < count && !hand_is_closing(&post->hand); i++)
		if (!mail_pass(post, ids[i]))
			return;
}

static void *
post_main(void *data)
{
	struct post *post = data;

	do {
		post_round(post);
		post_beat(post);
		arena_reset(&post->hand.tick);
	} while (hand_wait(&post->hand, TICK_MS));
	smtp_close(post->smtp);
	return NULL;
}

static enum err
password_read(struct post *post, struct text path, struct arena *arena, struct text *fault)
{
	struct text content, line = NO_TEXT;

	if (!path.n)
		return OK;
	if (file_read(arena, path, PASSWORD_FILE_MAX, &content) != OK ||
			!text_split(&content, '\n', &line) || !text_trim(line).n) {
		*fault = text_format(arena,
				"smtp_password_file: không đọc được mật khẩu ở dòng đầu của %.*s",
				TEXT_ARGS(path));
		return ERR_INVALID;
	}
	post->settings.password = text_trim(line);
	return OK;
}

enum err
post_open(struct web *web, const struct rules *rules, const struct conf *conf, struct text holder,
		const _Atomic int64_t *offset_ms, struct post **out, struct arena *arena,
		struct text *fault)
{
	struct post *post = calloc(1, sizeof(*post));
	int64_t lease_ms;
	enum err err;

	if (!post)
		abort();
	err = hand_open(&post->hand, web, rules, conf->store, holder, offset_ms, arena, fault);
	if (err != OK) {
		free(post);
		return err;
	}
	post->settings = (struct smtp_settings){
			.url = conf->smtp_url,
			.user = conf->smtp_user,
			.ca_file = conf->smtp_ca_file,
			.plain = conf->smtp_plain,
			.timeout_ms = conf->smtp_timeout_ms,
	};
	post->from = (struct mailbox){rules->site_name, rules->mail.from};
	post->retry_base_ms = rules->mail.retry_ms;
	lease_ms = conf->smtp_timeout_ms + LEASE_SPARE_MS;
	post->take_job = (struct hand_job){"mail.take", "post", lease_ms, verb_take};
	post->beat_job = (struct hand_job){"mail.beat", "post", lease_ms, verb_beat};
	err = password_read(post, conf->smtp_password_file, arena, fault);
	if (err != OK) {
		hand_close(&post->hand);
		free(post);
		return err;
	}
	if (pthread_create(&post->thread, NULL, post_main, post) != 0)
		abort();
	*out = post;
	return OK;
}

void
post_close(struct post *post)
{
	if (!post)
		return;
	hand_stop(&post->hand);
	pthread_join(post->thread, NULL);
	hand_close(&post->hand);
	free(post);
}
