/* item_write.c - new items and new revisions. */
#include "base/crypt.h"
#include "base/json.h"
#include "base/rich.h"
#include "gen/office/item.sql.h"
#include "office/audit.h"
#include "office/desk_search.h"
#include "office/duty.h"
#include "office/flow.h"
#include "office/hold.h"
#include "office/item_row.h"
#include "office/matter.h"
#include "office/merge.h"
#include "office/picture.h"
#include "office/screening.h"
#include "office/section.h"
#include "office/unit.h"

/* --- one text ----------------------------------------------------------------------------------
 */

/* The text's body as valid rich text, from the editor's JSON or from plain paragraphs; its
 * pictures become the item's. */
static enum err
body_take(struct ctx *ctx, int64_t id, const struct writing *writing, struct text *out)
{
	cleanup(json_cleanup) json_t *doc = NULL;
	struct rich_fault fault = {0};

	if (writing->body.n) {
		enum err err = rich_take(ctx->arena, writing->body, &fault, &doc);

		if (err == ERR_TOO_LARGE)
			return form_exceed(ctx->form, "body", "Nội dung: %.*s",
					TEXT_ARGS(fault.reason));
		if (err != OK)
			return form_complain(ctx->form, "body", "Nội dung: %.*s",
					TEXT_ARGS(fault.reason));
	} else {
		doc = rich_of_paragraphs(writing->plain);
	}
	if (!merge_is_settled(ctx->arena, doc))
		return form_complain(ctx->form, "body",
				"Nội dung: còn chỗ hai bản khác nhau. Hãy chọn một, rồi bỏ các "
				"dòng "
				"bắt đầu bằng ▼▼▼ và ▲▲▲.");
	*out = json_write(ctx->arena, doc);
	if (out->n > ITEM_BODY_MAX)
		return form_exceed(ctx->form, "body", "Nội dung dài quá giới hạn %d MB.",
				ITEM_BODY_MAX / 1000000);
	return picture_follow(ctx, id, doc);
}

static struct text
revision_hash(struct arena *arena, const struct revision *r)
{
	struct hasher hasher;
	const struct text parts[] = {r->title, r->abstract, r->body, r->section, r->source,
			r->correction, r->facts};
	/* An item that states none has the hash that it had before there were facts. */
	size_t count = COUNT_OF(parts) - text_equals(r->facts, TEXT("{}"));

	hasher_begin(&hasher);
	for (size_t i = 0; i < count; i++) {
		hasher_add(&hasher, text_format(arena, "%zu:", parts[i].n));
		hasher_add(&hasher, parts[i]);
	}
	return hash_hex(arena, hasher_end(&hasher));
}

static enum err
revision_save(struct ctx *ctx, int64_t id, const struct revision *r)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_revision_add);
	bind_int(&q, id);
	bind_int(&q, r->number);
	bind_text(&q, r->title);
	bind_text(&q, r->abstract);
	bind_text(&q, r->body);
	bind_text(&q, r->section);
	bind_text_or_null(&q, r->source);
	bind_text_or_null(&q, r->correction);
	bind_int(&q, r->author);
	bind_instant(&q, r->at);
	bind_text(&q, r->sha256);
	bind_text(&q, r->facts);
	return query_run(&q);
}

enum err
revision_add(struct ctx *ctx, int64_t id, const struct genre *genre, const struct writing *writing,
		struct revision *revision)
{
	TRY(facts_take(ctx, genre, writing->facts, &revision->facts));
	revision->title = writing->title;
	revision->abstract = writing->abstract;
	revision->section = writing->section;
	revision->source = writing->source;
	revision->correction = writing->correction;
	TRY(body_take(ctx, id, writing, &revision->body));
	revision->sha256 = revision_hash(ctx->arena, revision);
	TRY(revision_save(ctx, id, revision));
	return desk_search_mark(ctx, DESK_ITEM, id, revision->number);
}

/* --- verbs -------------------------------------------------------------------------------------
 */

/* A unit's item may hang on a matter of that unit; a duty on its matter. */
static enum err
matter_check(struct ctx *ctx, int64_t matter_id, int64_t duty_id, int64_t *unit)
{
	struct matter matter;
	struct duty_row duty;

	*unit = ctx->actor->unit;
	if (matter_id) {
		TRY(matter_load(ctx, matter_id, &matter));
		*unit = matter.unit;
		if (!matter.open)
			return ctx_refuse(ctx, ERR_CONFLICT, "Vụ việc này đã kết thúc.");
	}
	if (duty_id) {
		TRY(duty_load(ctx, duty_id, &duty));
		if (duty.matter != matter_id)
			return ERR_NOT_FOUND;
	}
	return OK;
}

static enum err
writing_check(struct ctx *ctx, bool is_extract, const struct writing *writing)
{
	if (!section_find(writing->section))
		return form_complain(ctx->form, "section", "Hãy chọn một mục của Cổng.");
	if (is_extract && !writing->source.n)
		return form_complain(ctx->form, "source",
				"Hãy ghi số, ký hiệu và ngày của văn bản được trích đăng.");
	return OK;
}

static bool
is_met_by(const struct duty *rule, struct text genre)
{
	for (size_t i = 0; i < rule->genre_count; i++)
		if (text_equals(rule->genres[i], genre))
			return true;
	return rule->genre_count == 0 && text_equals(genre, text_of(GENRE_NEWS.name));
}

enum err
item_genre(struct ctx *ctx, const struct item_news *news, const struct genre **out)
{
	struct text name = news->genre.n ? news->genre : text_of(GENRE_NEWS.name);
	const struct genre *genre;
	struct duty_row duty;

	if (news->duty) {
		TRY(duty_load(ctx, news->duty, &duty));
		if (!flow_takes_items(duty.rule))
			return form_complain(ctx->form, "duty",
					"Nghĩa vụ này không thực hiện bằng tin, bài.");
		if (!news->genre.n && !news->is_extract && duty.rule->genre_count)
			name = duty.rule->genres[0];
		if (!news->is_extract && !is_met_by(duty.rule, name))
			return form_complain(ctx->form, "genre",
					"Nghĩa vụ này không được thực hiện bằng thể loại đó.");
	}
	genre = genre_find(name);
	if (!genre)
		return form_complain(ctx->form, "genre", "Không có thể loại này.");
	*out = genre;
	return OK;
}

enum err
item_may_begin(struct ctx *ctx, const struct item_news *news, const struct genre **genre,
		int64_t *unit)
{
	TRY(item_genre(ctx, news, genre));
	TRY(matter_check(ctx, news->matter, news->duty, unit));
	TRY(ctx_may_for(ctx, MAY_ITEM_WRITE, *unit));
	return unit_still_works(ctx, *unit);
}

/* What was written is looked through before anybody else reads it. */
static enum err
revision_screen(struct ctx *ctx, int64_t id, const struct genre *genre,
		const struct revision *revision)
{
	struct item item;
	bool is_secret;

	TRY(screening_of_revision(ctx, id, genre, revision, &is_secret));
	if (!is_secret)
		return OK;
	TRY(item_load_held(ctx, id, &item));
	return hold_begin(ctx, &item, revision->number, 0);
}

enum err
item_begin(struct ctx *ctx, const struct item_news *news, const struct writing *writing,
		int64_t *id)
{
	const struct genre *genre;
	struct revision revision = {.number = 1, .author = ctx->actor->account, .at = ctx->now};
	struct query q;
	int64_t unit, item = 0;

	TRY(item_may_begin(ctx, news, &genre, &unit));
	TRY(writing_check(ctx, news->is_extract, writing));
	TRY(message_check(ctx, genre, writing->facts, false));
	query_begin(&q, ctx->store, &SQL_item_add);
	bind_id_or_null(&q, news->matter);
	bind_id_or_null(&q, news->duty);
	bind_int(&q, unit);
	bind_text(&q, news->is_extract ? TEXT("extract") : TEXT("article"));
	bind_text(&q, writing->title);
	bind_text(&q, writing->section);
	bind_int(&q, actor_place(ctx->actor));
	/* A reporter holds what they write: it passes no unit's leader. */
	bind_id_or_null(&q,
			ctx->actor->roles & ROLE_BIT(ROLE_REPORTER) ? actor_place(ctx->actor) : 0);
	bind_instant(&q, ctx->now);
	bind_text(&q, text_of(genre->name));
	if (query_next(&q))
		item = column_int(&q, 0);
	TRY(query_end(&q));
	TRY(revision_add(ctx, item, genre, writing, &revision));
	audit_note(ctx, "item.begin", item, "sha256 %.*s", TEXT_ARGS(revision.sha256));
	TRY(revision_screen(ctx, item, genre, &revision));
	*id = item;
	return OK;
}

static enum err
last_number(struct ctx *ctx, int64_t id, int64_t *out)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_item_last_number);
	bind_int(&q, id);
	if (query_next(&q))
		*out = column_int(&q, 0);
	return query_end(&q);
}

enum err
item_save(struct ctx *ctx, int64_t id, int64_t base, const struct writing *writing,
		int64_t *revision)
{
	struct item item;
	struct item_step step;
	struct revision saved = {.author = ctx->actor->account, .at = ctx->now};
	enum item_state from;
	int64_t last = 0;

	TRY(item_load(ctx, id, &item));
	if (item.revision != base)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Trong lúc đồng chí soạn, bản %lld đã được lưu. Nội dung đồng chí "
				"vừa "
				"gõ vẫn còn ở dưới; hãy đối chiếu với bản mới rồi lưu lại.",
				(long long)item.revision);
	TRY(item_ask(ctx, &item, VERB_SAVE, &step));
	TRY(writing_check(ctx, item.is_extract, writing));
	if (item.live_revision && !writing->correction.n)
		return form_complain(ctx->form, "correction",
				"Hãy ghi nội dung đính chính: bạn đọc sẽ thấy ghi chú này.");
	TRY(message_check(ctx, item.genre, writing->facts, item.live_revision != 0));
	TRY(last_number(ctx, id, &last));
	saved.number = last + 1;
	TRY(revision_add(ctx, id, item.genre, writing, &saved));
	from = item.state;
	item.state = step.next;
	item.revision = saved.number;
	item.title = writing->title;
	item.section = writing->section;
	if (step.takes)
		item.taker = actor_place(ctx->actor);
	if (step.lapses)
		item.approved_by = item.approved_revision = 0;
	TRY(item_row_move(ctx, &item));
	TRY(item_step_note(ctx, &item, VERB_SAVE, from, NO_TEXT));
	audit_note(ctx, "item.save", id, "bản %lld, sha256 %.*s", (long long)saved.number,
			TEXT_ARGS(saved.sha256));
	TRY(revision_screen(ctx, id, item.genre, &saved));
	*revision = saved.number;
	return OK;
}
