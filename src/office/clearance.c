#include "office/clearance.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/rich.h"
#include "gen/office/clearance.sql.h"
#include "office/audit.h"
#include "office/item_row.h"

/* --- declarations ------------------------------------------------------------------------------
 */

enum err
clearance_declare(struct ctx *ctx, const struct item *item, enum item_verb verb)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_declaration_add);
	bind_int(&q, item->id);
	bind_int(&q, item->revision);
	bind_text(&q, item_verb_name(verb));
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	audit_note(ctx, "clearance.declare", item->id, "bản %lld, %.*s", (long long)item->revision,
			TEXT_ARGS(item_verb_label(verb).text));
	return query_run(&q);
}

enum err
declaration_list(struct ctx *ctx, int64_t item, int64_t revision, struct declaration **out,
		size_t *count)
{
	struct declaration *rows =
			ARENA_NEW_ARRAY(ctx->arena, DECLARATIONS_SHOWN_MAX, struct declaration);
	size_t n = 0;
	struct query q;

	query_begin(&q, ctx->store, &SQL_declaration_list);
	bind_int(&q, item);
	bind_int(&q, revision);
	bind_int(&q, DECLARATIONS_SHOWN_MAX);
	while (n < DECLARATIONS_SHOWN_MAX && query_next(&q)) {
		rows[n].account_name = column_text(&q, 1, ctx->arena);
		rows[n].at = column_instant(&q, 2);
		if (item_verb_parse(column_text(&q, 0, ctx->arena), &rows[n].verb) == OK)
			n++;
	}
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

static enum err
declared(struct ctx *ctx, const struct item *item, bool alone, bool *out)
{
	int64_t count = 0;
	struct query q;

	query_begin(&q, ctx->store, alone ? &SQL_declaration_of : &SQL_declaration_pairs);
	bind_int(&q, item->id);
	bind_int(&q, item->revision);
	if (alone)
		bind_text(&q, item_verb_name(VERB_PUBLISH_URGENT));
	if (query_next(&q))
		count = column_int(&q, 0);
	TRY(query_end(&q));
	*out = count > 0;
	return OK;
}

/* --- asking ------------------------------------------------------------------------------------
 */

static enum err
findings_ask(struct ctx *ctx, const struct item *item)
{
	struct finding_row *rows;
	size_t count, open = 0;

	TRY(finding_list(ctx, item->id, item->revision, &rows, &count));
	for (size_t i = 0; i < count; i++)
		open += rows[i].what.kind != FINDING_SECRET && !rows[i].is_kept;
	if (open || count == FINDINGS_SHOWN_MAX)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Bản này còn %zu chỗ có thể là dữ liệu cá nhân chưa được xử lý. "
				"Hãy "
				"che hoặc ghi lý do giữ từng chỗ ở mục “Rà soát trước khi công "
				"bố”.",
				open ? open : count);
	return OK;
}

enum err
clearance_ask(struct ctx *ctx, const struct item *item, bool alone)
{
	int64_t missing;
	bool is_declared;

	if (item->hold)
		return ctx_refuse(ctx, ERR_CONFLICT, "Tin, bài đang tạm giữ.");
	TRY(screening_missing(ctx, item->id, item->revision, &missing));
	if (missing)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Bản này hoặc tệp kèm theo chưa được rà soát. Hãy lưu một bản mới, "
				"đính kèm lại tệp rồi trình lại.");
	TRY(findings_ask(ctx, item));
	TRY(declared(ctx, item, alone, &is_declared));
	if (!is_declared)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Bản này chưa có đủ cam kết của người trình và người duyệt.");
	return OK;
}

/* --- a reviewer's decision ---------------------------------------------------------------------
 */

enum err
clearance_may_review(struct ctx *ctx, const struct item *item, bool *out)
{
	static const enum item_verb verbs[] = {
			VERB_SEND, VERB_SUBMIT_REVIEW, VERB_APPROVE, VERB_PUBLISH_URGENT};
	struct actor_facts actor = actor_facts(ctx->actor);
	struct item_facts facts;
	struct item_step step;
	bool may = false;

	TRY(item_facts(ctx, item, &facts));
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		may = may || workflow_step(&facts, verbs[i], &actor, &step) == OK;
	*out = may;
	return OK;
}

static enum err
keep(struct ctx *ctx, int64_t finding, int64_t revision, struct text reason)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_finding_keep);
	bind_int(&q, finding);
	bind_int(&q, revision);
	bind_text(&q, reason);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}

static const struct finding_order *
order_of(const struct finding_order *orders, size_t count, int64_t finding)
{
	for (size_t i = 0; i < count; i++)
		if (orders[i].finding == finding)
			return &orders[i];
	return NULL;
}

struct review {
	struct ctx *ctx;
	struct item item;
	struct finding_row *rows;
	size_t row_count;
	const struct finding_order *orders;
	size_t order_count;
};

static bool
is_masked(const struct review *r, const struct finding_row *row)
{
	const struct finding_order *order = order_of(r->orders, r->order_count, row->id);

	return order && order->is_masked;
}

/* Where the body's own text ends; behind it stand the addresses of links. */
static enum err
body_end(const struct review *r, size_t *out)
{
	cleanup(json_cleanup) json_t *body = NULL;
	struct revision revision;

	TRY(item_revision(r->ctx, &r->item, r->item.revision, &revision));
	TRY(json_read(revision.body, ITEM_BODY_MAX, &body));
	*out = rich_text(r->ctx->arena, body).n;
	return OK;
}

/* Every order is about personal data of the text or its files, with what it needs. */
static enum err
orders_check(struct review *r, bool *masks)
{
	enum err err = OK;
	size_t end;

	TRY(body_end(r, &end));

	*masks = false;
	for (size_t i = 0; i < r->row_count; i++) {
		const struct finding_row *row = &r->rows[i];
		const struct finding_order *order = order_of(r->orders, r->order_count, row->id);
		const char *field = text_format(r->ctx->arena, "reason_%lld", (long long)row->id).p;

		if (!order || row->what.kind == FINDING_SECRET)
			continue;
		if (order->is_masked && row->place == PLACE_BODY && row->what.start >= end)
			err = form_complain(r->ctx->form, field,
					"Không che được trong địa chỉ của liên kết: hãy sửa bài để "
					"bỏ liên kết.");
		else if (order->is_masked && row->attachment)
			err = form_complain(r->ctx->form, field,
					"Không che được trong tệp: hãy bỏ tệp, che rồi đính kèm "
					"lại.");
		else if (!order->is_masked && !order->reason.n)
			err = form_complain(r->ctx->form, field, "Hãy ghi lý do giữ.");
		*masks = *masks || order->is_masked;
	}
	return err;
}

/* The words of a place with what is to be masked covered. */
static struct text
place_masked(const struct review *r, enum finding_place place, struct text words)
{
	char *bytes = arena_copy(r->ctx->arena, words.p, words.n);

	for (size_t i = 0; i < r->row_count; i++) {
		const struct finding_row *row = &r->rows[i];

		if (row->place == place && !row->attachment && is_masked(r, row) &&
				row->what.start + row->what.length <= words.n)
			finding_mask(bytes, &row->what);
	}
	return (struct text){.p = bytes, .n = words.n};
}

/* A piece of the body, from the masked whole: it has the same bytes in the same places. */
static struct text
piece_masked(void *arg, struct text piece, size_t at, bool is_words)
{
	const struct text *masked = arg;

	(void)is_words;
	return text_slice(*masked, at, at + piece.n);
}

static enum err
body_masked(const struct review *r, const struct revision *revision, struct text *out)
{
	cleanup(json_cleanup) json_t *body = NULL;
	struct text masked;

	TRY(json_read(revision->body, ITEM_BODY_MAX, &body));
	masked = place_masked(r, PLACE_BODY, rich_text(r->ctx->arena, body));
	rich_rewrite(r->ctx->arena, body, piece_masked, &masked);
	*out = json_write(r->ctx->arena, body);
	return OK;
}

struct masked_facts {
	json_t *facts;
	struct text masked; /* facts_words, covered */
};

static void
fact_masked(void *arg, const struct fact *fact, struct text words, size_t at)
{
	const struct masked_facts *m = arg;
	struct text masked = text_slice(m->masked, at, at + words.n);

	if (!text_equals(masked, words))
		json_put_text(m->facts, fact->key, masked);
}

static enum err
facts_masked(const struct review *r, const struct revision *revision, struct text *out)
{
	cleanup(json_cleanup) json_t *facts = NULL;
	const struct genre *genre = r->item.genre;
	struct masked_facts m;

	TRY(json_read(revision->facts, FACTS_MAX, &facts));
	m = (struct masked_facts){facts,
			place_masked(r, PLACE_FACTS,
					revision_words(r->ctx, genre, revision, PLACE_FACTS))};
	facts_each(r->ctx, genre, revision->facts, false, fact_masked, &m);
	*out = json_write(r->ctx->arena, facts);
	return OK;
}

static enum err
save_masked(struct review *r, int64_t *saved)
{
	struct revision revision;
	struct writing writing;

	TRY(item_revision(r->ctx, &r->item, r->item.revision, &revision));
	writing = (struct writing){
			.title = place_masked(r, PLACE_TITLE, revision.title),
			.abstract = place_masked(r, PLACE_ABSTRACT, revision.abstract),
			.section = revision.section,
			.source = place_masked(r, PLACE_SOURCE, revision.source),
			.correction = place_masked(r, PLACE_CORRECTION, revision.correction),
	};
	TRY(facts_masked(r, &revision, &writing.facts));
	TRY(body_masked(r, &revision, &writing.body));
	return item_save(r->ctx, r->item.id, r->item.revision, &writing, saved);
}

/* Masking moves nothing: what was kept stands where it stood. */
static bool
is_same_place(const struct finding_row *a, const struct finding_row *b)
{
	return a->place == b->place && a->attachment == b->attachment &&
	       a->what.start == b->what.start && a->what.length == b->what.length;
}

/* Keeps what is to be kept, for `revision`, whose findings are `rows`. */
static enum err
keep_all(const struct review *r, int64_t revision, const struct finding_row *rows, size_t count)
{
	for (size_t i = 0; i < r->row_count; i++) {
		const struct finding_order *order =
				order_of(r->orders, r->order_count, r->rows[i].id);

		if (!order || order->is_masked || r->rows[i].what.kind == FINDING_SECRET)
			continue;
		for (size_t j = 0; j < count; j++)
			if (is_same_place(&r->rows[i], &rows[j]))
				TRY(keep(r->ctx, rows[j].id, revision, order->reason));
		audit_note(r->ctx, "finding.keep", r->item.id, "bản %lld, %.*s: %.*s",
				(long long)revision,
				TEXT_ARGS(finding_label(r->rows[i].what.kind).text),
				TEXT_ARGS(order->reason));
	}
	return OK;
}

enum err
clearance_review(struct ctx *ctx, int64_t id, int64_t revision, const struct finding_order *orders,
		size_t count)
{
	struct review r = {.ctx = ctx, .orders = orders, .order_count = count};
	struct finding_row *rows;
	size_t row_count;
	bool may, masks;

	TRY(item_load(ctx, id, &r.item));
	TRY(clearance_may_review(ctx, &r.item, &may));
	if (!may)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Chỉ người đang duyệt tin, bài ở bước này được xử lý.");
	if (revision != r.item.revision)
		return ctx_refuse(ctx, ERR_CONFLICT, "Nay đã có bản %lld. Hãy xem bản mới.",
				(long long)r.item.revision);
	TRY(finding_list(ctx, id, revision, &r.rows, &r.row_count));
	TRY(orders_check(&r, &masks));
	if (!masks)
		return keep_all(&r, revision, r.rows, r.row_count);
	TRY(save_masked(&r, &revision));
	TRY(finding_list(ctx, id, revision, &rows, &row_count));
	return keep_all(&r, revision, rows, row_count);
}
