/* column_publish.c - a column before the public: looked through, declared, let out by a second
 * person; and taken away. */
#include "base/buf.h"
#include "gen/office/column.sql.h"
#include "office/column_row.h"
#include "office/duty_decide.h"
#include "office/site.h"

#define WORDINGS_MAX (2 + 2 * COLUMN_PARTS_MAX)

/* --- looked through ----------------------------------------------------------------------------
 */

static size_t
wordings_of(struct arena *arena, const struct column_plan *plan, struct wording *out)
{
	size_t n = 0;

	out[n++] = (struct wording){"title", TEXT("Tên chuyên mục"), plan->title, SCREEN_PROSE};
	out[n++] = (struct wording){"purpose", TEXT("Mục đích"), plan->purpose, SCREEN_PROSE};
	for (size_t i = 0; i < plan->part_count; i++) {
		const struct column_part *part = &plan->parts[i];

		out[n++] = (struct wording){"part_name",
				text_format(arena, "Thành phần %zu, tên", i + 1), part->name,
				SCREEN_PROSE};
		out[n++] = (struct wording){"part_about",
				text_format(arena, "Thành phần %zu, mô tả", i + 1), part->about,
				SCREEN_PROSE};
	}
	return n;
}

size_t
column_findings(struct ctx *ctx, const struct column_plan *plan, struct wording_finding **out)
{
	struct wording *wordings = ARENA_NEW_ARRAY(ctx->arena, WORDINGS_MAX, struct wording);

	return wording_findings(ctx, wordings, wordings_of(ctx->arena, plan, wordings), out);
}

enum err
column_plan_bar(struct ctx *ctx, const struct column_plan *plan)
{
	struct wording wordings[WORDINGS_MAX];

	return wording_bar_secrets(ctx, wordings, wordings_of(ctx->arena, plan, wordings));
}

/* Saved before it was looked through, or before the words to look for were what they are. */
static enum err
secrets_check(struct ctx *ctx, const struct column_plan *plan)
{
	struct wording wordings[WORDINGS_MAX];
	size_t count = wordings_of(ctx->arena, plan, wordings);

	for (size_t i = 0; i < count; i++)
		wordings[i].field = "findings";
	return wording_bar_secrets(ctx, wordings, count);
}

/* Personal data goes out with a reason, each place of it noted. */
static enum err
personal_check(struct ctx *ctx, const struct column *column, struct text reason)
{
	struct buf list = BUF(ctx->arena);
	struct wording_finding *rows;
	size_t count = column_findings(ctx, &column->plan, &rows);

	if (!count)
		return OK;
	for (size_t i = 0; i < count; i++)
		buf_addf(&list, "%s%.*s: %.*s “%.*s”", i ? "; " : "", TEXT_ARGS(rows[i].in->label),
				TEXT_ARGS(finding_label(rows[i].what.kind).text),
				TEXT_ARGS(rows[i].passage.words));
	if (!reason.n || text_length(reason) > FINDING_REASON_MAX)
		return form_complain(ctx->form, "keep_reason",
				"Chuyên mục có dữ liệu cá nhân: %.*s. Hãy sửa để bỏ hoặc che đi, "
				"hoặc ghi lý do giữ, không quá %d ký tự.",
				TEXT_ARGS(buf_text(&list)), FINDING_REASON_MAX);
	return column_note(ctx, column, 0, "keep",
			text_format(ctx->arena, "Bản %lld, %zu chỗ: %.*s",
					(long long)column->edition, count, TEXT_ARGS(reason)),
			NO_TEXT, NULL);
}

/* --- let out -----------------------------------------------------------------------------------
 */

/* Both people count where one stands in for another, as for items (struct item_facts). */
static enum err
hands_check(struct ctx *ctx, int64_t id)
{
	int64_t place = actor_place(ctx->actor), person = actor_person(ctx->actor);
	bool wrote = false;
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_hands);
	bind_int(&q, id);
	while (query_next(&q))
		for (int i = 0; i < 2; i++)
			wrote = wrote || column_int(&q, i) == place || column_int(&q, i) == person;
	TRY(query_end(&q));
	return wrote ? ctx_refuse(ctx, ERR_FORBIDDEN,
				       "Người soạn không tự công khai chuyên mục: một người duyệt "
				       "đăng khác quyết định.")
		     : OK;
}

/* Who wrote it and who lets it out each answer for it. */
static enum err
declarations_check(struct ctx *ctx, const struct column *column, bool declared)
{
	if (!column->plan.declared)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Bản này được lưu khi người soạn chưa cam kết. Hãy để người soạn "
				"mở “Sửa chuyên mục”, cam kết và lưu lại.");
	return declared ? OK
			: form_complain(ctx->form, "declared",
					  "Hãy đánh dấu cam kết trước khi công khai.");
}

static enum err
edition_publish(struct ctx *ctx, struct column *column)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_column_edition_publish);
	bind_int(&q, column->id);
	bind_int(&q, column->edition);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	TRY(query_run_one(&q));
	column->live_edition = column->edition;
	column->withdrawn_edition = 0;
	column->withdrawn_reason = NO_TEXT;
	if (!column->published_at.ms)
		column->published_at = ctx->now;
	return column_save(ctx, column);
}

enum err
column_publish(struct ctx *ctx, int64_t id, const struct column_release *release)
{
	struct column column;

	TRY(column_take(ctx, id, release->version, MAY_COLUMN_PUBLISH, &column));
	if (column.live_edition == column.edition)
		return ctx_refuse(ctx, ERR_CONFLICT, "Bản này đã được công khai.");
	if (!column_waits(&column))
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Bản này đã bị gỡ. Muốn công khai lại, điều phối viên sửa và lưu "
				"bản mới để người thứ hai duyệt.");
	TRY(hands_check(ctx, id));
	TRY(secrets_check(ctx, &column.plan));
	TRY(declarations_check(ctx, &column, release->declared));
	TRY(personal_check(ctx, &column, release->reason));
	TRY(edition_publish(ctx, &column));
	TRY(duty_meet_by(ctx, column.duty, TEXT("Đã công khai chuyên mục trên Cổng")));
	TRY(column_note(ctx, &column, 0, "publish",
			text_format(ctx->arena, "Bản %lld, người soạn và người duyệt đã cam kết",
					(long long)column.edition),
			NO_TEXT, NULL));
	TRY(column_tell(ctx, TELL_COLUMN_PUBLISH, &column));
	return site_changed(ctx);
}

/* --- taken away --------------------------------------------------------------------------------
 */

/* The reason is public: it stands where the column was. */
static enum err
withdrawal_check(struct ctx *ctx, struct text reason)
{
	const struct wording notice = {"reason", TEXT("Lý do gỡ"), reason, SCREEN_PROSE};

	if (!reason.n || text_length(reason) > COLUMN_REASON_MAX)
		return form_complain(ctx->form, "reason", "Hãy ghi lý do gỡ, không quá %d ký tự.",
				COLUMN_REASON_MAX);
	return wording_bar(ctx, &notice, 1);
}

enum err
column_unpublish(struct ctx *ctx, int64_t id, int64_t version, struct text reason)
{
	struct column column;

	TRY(column_take_any(ctx, id, version, MAY_COLUMN_PUBLISH, &column));
	if (!column.live_edition)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Chuyên mục này không công khai nên không có gì để gỡ.");
	reason = text_trim(reason);
	TRY(withdrawal_check(ctx, reason));
	column.withdrawn_edition = column.live_edition;
	column.withdrawn_at = ctx->now;
	column.withdrawn_reason = reason;
	column.live_edition = 0;
	TRY(column_save(ctx, &column));
	TRY(column_note(ctx, &column, 0, "unpublish", reason, NO_TEXT, NULL));
	TRY(column_tell(ctx, TELL_COLUMN_UNPUBLISH, &column));
	return site_changed(ctx);
}
