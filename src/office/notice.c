#include "office/notice.h"

#include "base/buf.h"
#include "gen/office/notice.sql.h"
#include "office/notice_choice.h"

/* --- adding ------------------------------------------------------------------------------------
 */

/* "event:thing:version:", before the person's number. */
static struct text
key_of(struct ctx *ctx, const struct notice_draft *draft)
{
	return text_format(ctx->arena, "%.*s:%lld:%lld:", TEXT_ARGS(draft->row->name),
			(long long)draft->news->object, (long long)draft->news->version);
}

/* What the statements that add notices begin with; who is meant comes behind. */
static void
draft_bind(struct query *q, struct ctx *ctx, const struct notice_draft *draft)
{
	bind_text(q, key_of(ctx, draft));
	bind_text(q, draft->row->name);
	bind_text(q, draft->title);
	bind_text(q, draft->news->href);
	bind_id_or_null(q, draft->news->unit);
	bind_id_or_null(q, draft->news->duty);
	bind_instant(q, ctx->now);
	bind_int(q, actor_person(ctx->actor));
}

/* ",officer,unit_leader," */
static struct text
roles_text(struct arena *arena, role_set roles)
{
	struct buf out = BUF(arena);

	buf_add_char(&out, ',');
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (roles & ROLE_BIT(i)) {
			buf_add(&out, role_name((enum role)i));
			buf_add_char(&out, ',');
		}
	return buf_text(&out);
}

/* To whoever stands in now for those whom a notice is for: see notice_add_deputy. */
static enum err
add_deputies(struct ctx *ctx, const struct notice_draft *draft, int64_t person, int64_t unit,
		role_set roles)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_add_deputy);
	draft_bind(&q, ctx, draft);
	bind_int(&q, person);
	bind_int(&q, unit);
	bind_text(&q, roles_text(ctx->arena, roles));
	return query_run(&q);
}

static enum err
add_unit(struct ctx *ctx, const struct notice_draft *draft, role_set roles, int64_t unit)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_add_unit);
	draft_bind(&q, ctx, draft);
	bind_int(&q, unit);
	bind_text(&q, roles_text(ctx->arena, roles));
	return query_run(&q);
}

enum err
notice_add_roles(struct ctx *ctx, const struct notice_draft *draft, role_set roles, int64_t unit)
{
	struct query q;

	if (unit) {
		TRY(add_unit(ctx, draft, roles, unit));
		return add_deputies(ctx, draft, 0, unit, roles);
	}
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		if (!(roles & ROLE_BIT(i)))
			continue;
		query_begin(&q, ctx->store, &SQL_notice_add_role);
		draft_bind(&q, ctx, draft);
		bind_text(&q, role_name((enum role)i));
		TRY(query_run(&q));
	}
	return add_deputies(ctx, draft, 0, 0, roles);
}

enum err
notice_add_person(struct ctx *ctx, const struct notice_draft *draft, int64_t account, int64_t unit)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_add_person);
	draft_bind(&q, ctx, draft);
	bind_int(&q, account);
	bind_int(&q, unit);
	TRY(query_run(&q));
	return add_deputies(ctx, draft, account, unit, ~(role_set)0);
}

enum err
notice_settle(struct ctx *ctx, const struct notice_draft *draft)
{
	bool mailed = ctx->rules->mail.is_on && !draft->row->is_on_desk_only;
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_settle);
	bind_text(&q, notice_kind_name(draft->kind));
	bind_text(&q, notice_choice_name(notice_choice_default(draft->kind)));
	bind_instant_if(&q, mailed, notice_digest_at(ctx->rules, ctx->now));
	bind_instant_if(&q, mailed, notice_mail_at(ctx->rules, draft->kind, ctx->now));
	TRY(query_run(&q));
	if (!mailed || !query_changes(&q))
		return OK;
	query_begin(&q, ctx->store, &SQL_notice_mail);
	TRY(query_run(&q));
	query_begin(&q, ctx->store, &SQL_notice_mailed);
	return query_run(&q);
}

/* --- reading -----------------------------------------------------------------------------------
 */

enum err
notice_list(struct ctx *ctx, int64_t before, bool only_unread, size_t limit, struct notice **out,
		size_t *count)
{
	struct notice *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct notice);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_list);
	bind_int(&q, actor_person(ctx->actor));
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, only_unread);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = (struct notice){
				.id = column_int(&q, 0),
				.kind = column_text(&q, 1, ctx->arena),
				.title = column_text(&q, 2, ctx->arena),
				.href = column_text(&q, 3, ctx->arena),
				.created_at = column_instant(&q, 4),
				.is_read = !column_is_null(&q, 5),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
notice_count_unread(struct ctx *ctx, int64_t *out)
{
	struct query q;
	int64_t count = 0;

	query_begin(&q, ctx->store, &SQL_notice_count_unread);
	bind_int(&q, actor_person(ctx->actor));
	if (query_next(&q))
		count = column_int(&q, 0);
	TRY(query_end(&q));
	*out = count;
	return OK;
}

enum err
notice_read(struct ctx *ctx, int64_t id)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_read);
	bind_int(&q, actor_person(ctx->actor));
	bind_int(&q, id);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	return query_changes(&q) ? OK : ERR_NOT_FOUND;
}

enum err
notice_read_all(struct ctx *ctx)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_notice_read_all);
	bind_int(&q, actor_person(ctx->actor));
	bind_instant(&q, ctx->now);
	return query_run(&q);
}
