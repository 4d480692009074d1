#include "office/notice_choice.h"

#include "gen/office/notice_choice.sql.h"
#include "office/audit.h"

static const struct {
	struct text name, label;
} CHOICES[NOTICE_CHOICES] = {
		[CHOICE_AT_ONCE] = {TEXT("at_once"), TEXT("Gửi thư ngay")},
		[CHOICE_DIGEST] = {TEXT("digest"), TEXT("Gộp vào thư buổi sáng")},
		[CHOICE_MUTE] = {TEXT("mute"), TEXT("Không gửi thư")},
};

#define MAY(choice) (1u << (choice))
#define MAY_ALL (MAY(CHOICE_AT_ONCE) | MAY(CHOICE_DIGEST) | MAY(CHOICE_MUTE))

static const struct {
	enum notice_choice usual;
	unsigned may;
} KINDS[NOTICE_KIND_COUNT] = {
		[NOTICE_TURN] = {CHOICE_AT_ONCE, MAY_ALL},
		[NOTICE_PROGRESS] = {CHOICE_DIGEST, MAY_ALL},
		[NOTICE_EVENT] = {CHOICE_AT_ONCE, MAY_ALL},
		[NOTICE_QUESTION] = {CHOICE_DIGEST, MAY_ALL},
		[NOTICE_DUTY] = {CHOICE_AT_ONCE, MAY(CHOICE_AT_ONCE) | MAY(CHOICE_DIGEST)},
		[NOTICE_REMINDER] = {CHOICE_AT_ONCE, MAY(CHOICE_AT_ONCE) | MAY(CHOICE_DIGEST)},
		[NOTICE_URGENT] = {CHOICE_AT_ONCE, MAY(CHOICE_AT_ONCE)},
		[NOTICE_SYSTEM] = {CHOICE_AT_ONCE, MAY(CHOICE_AT_ONCE) | MAY(CHOICE_DIGEST)},
};

struct text
notice_choice_name(enum notice_choice choice)
{
	return CHOICES[choice].name;
}

struct text
notice_choice_label(enum notice_choice choice)
{
	return CHOICES[choice].label;
}

enum err
notice_choice_parse(struct text name, enum notice_choice *out)
{
	for (unsigned i = 0; i < NOTICE_CHOICES; i++)
		if (text_equals(CHOICES[i].name, name)) {
			*out = (enum notice_choice)i;
			return OK;
		}
	return ERR_INVALID;
}

enum notice_choice
notice_choice_default(enum notice_kind kind)
{
	return KINDS[kind].usual;
}

bool
notice_choice_is_allowed(enum notice_kind kind, enum notice_choice choice)
{
	return KINDS[kind].may & MAY(choice);
}

enum err
notice_choices(struct ctx *ctx, enum notice_choice out[NOTICE_KIND_COUNT])
{
	struct query q;

	for (unsigned i = 0; i < NOTICE_KIND_COUNT; i++)
		out[i] = KINDS[i].usual;
	query_begin(&q, ctx->store, &SQL_notice_choice_list);
	bind_int(&q, actor_person(ctx->actor));
	while (query_next(&q)) {
		enum notice_kind kind;
		enum notice_choice choice;

		if (notice_kind_parse(column_text(&q, 0, ctx->arena), &kind) == OK &&
				notice_choice_parse(column_text(&q, 1, ctx->arena), &choice) == OK)
			out[kind] = choice;
	}
	return query_end(&q);
}

enum err
notice_choose(struct ctx *ctx, const enum notice_choice choices[NOTICE_KIND_COUNT])
{
	for (unsigned i = 0; i < NOTICE_KIND_COUNT; i++)
		if (!notice_choice_is_allowed((enum notice_kind)i, choices[i]))
			(void)form_complain(ctx->form, notice_kind_name((enum notice_kind)i).p,
					"“%.*s” là loại thông báo không tắt hoặc không lùi được.",
					TEXT_ARGS(notice_kind_label((enum notice_kind)i)));
	if (ctx->form->complaint_count)
		return ERR_INVALID;
	for (unsigned i = 0; i < NOTICE_KIND_COUNT; i++) {
		struct query q;

		query_begin(&q, ctx->store, &SQL_notice_choice_set);
		bind_int(&q, actor_person(ctx->actor));
		bind_text(&q, notice_kind_name((enum notice_kind)i));
		bind_text(&q, CHOICES[choices[i]].name);
		TRY(query_run(&q));
	}
	audit_note(ctx, "notice.choose", actor_person(ctx->actor), "%s", "cách nhận thông báo");
	return OK;
}

/* --- when --------------------------------------------------------------------------------------
 */

/* The first instant after `now` at so many milliseconds of a local day. */
static struct instant
next_at(const struct rules *rules, int64_t of_day_ms, struct instant now)
{
	struct day today = day_of(now, rules->zone);
	struct instant at = instant_add(day_begin(today, rules->zone), of_day_ms);

	return instant_compare(at, now) > 0
			       ? at
			       : instant_add(day_begin(day_add(today, 1), rules->zone), of_day_ms);
}

struct instant
notice_digest_at(const struct rules *rules, struct instant now)
{
	return next_at(rules, rules->mail.digest_ms, now);
}

static bool
is_quiet(const struct mail_rules *mail, int64_t of_day_ms)
{
	if (mail->quiet_from_ms <= mail->quiet_to_ms)
		return of_day_ms >= mail->quiet_from_ms && of_day_ms < mail->quiet_to_ms;
	return of_day_ms >= mail->quiet_from_ms || of_day_ms < mail->quiet_to_ms;
}

struct instant
notice_mail_at(const struct rules *rules, enum notice_kind kind, struct instant now)
{
	if (kind == NOTICE_URGENT || !is_quiet(&rules->mail, time_of_day_ms(now, rules->zone)))
		return now;
	return next_at(rules, rules->mail.quiet_to_ms, now);
}
