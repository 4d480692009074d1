#include "office/document.h"

#include "base/buf.h"
#include "gen/office/document.sql.h"
#include "office/genre.h"
#include "office/item.h"
#include "office/publication.h"

static const struct genre *
genre_document(void)
{
	return genre_find(TEXT("document"));
}

/* "80/2020/tt-bca": how a number is looked for. */
static struct text
number_key(struct arena *arena, struct text number)
{
	struct text rest = text_fold(arena, number), part;
	struct buf key = BUF(arena);

	while (text_split(&rest, ' ', &part))
		buf_add(&key, part);
	return buf_text(&key);
}

enum err
document_put(struct ctx *ctx, const struct item *item, const struct revision *revision)
{
	struct text facts = revision->facts;
	struct text number = fact_text(ctx->arena, facts, "number");
	struct day issued_on;
	struct query q;

	if (!genre_is(item->genre, "document") || !fact_day(facts, "issued_on", &issued_on))
		return OK;
	query_begin(&q, ctx->store, &SQL_document_put);
	bind_int(&q, item->id);
	bind_text(&q, fact_text(ctx->arena, facts, "document_kind"));
	bind_text(&q, number);
	bind_text(&q, number_key(ctx->arena, number));
	bind_text(&q, fact_text(ctx->arena, facts, "issuer"));
	bind_day(&q, issued_on);
	return query_run(&q);
}

enum err
document_remove(struct ctx *ctx, int64_t item)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_document_remove);
	bind_int(&q, item);
	return query_run(&q);
}

const struct choice *
document_kinds(void)
{
	return fact_find(genre_document(), "document_kind")->choices;
}

/* --- reading -----------------------------------------------------------------------------------
 */

static void
row_read(struct query *q, struct arena *arena, struct document *row)
{
	const struct publication publication = {
			.item = column_int(q, 0),
			.section = column_text(q, 1, arena),
			.slug = column_text(q, 2, arena),
	};

	*row = (struct document){
			.item = publication.item,
			.path = publication_path(arena, &publication),
			.title = column_text(q, 3, arena),
			.kind = column_text(q, 4, arena),
			.number = column_text(q, 5, arena),
			.issuer = column_text(q, 6, arena),
			.issued_on = column_day(q, 7),
			.facts = column_text(q, 8, arena),
	};
	row->kind_label = choice_label(document_kinds(), row->kind);
}

static void
number_begin(struct query *q, struct ctx *ctx, struct text number, size_t limit)
{
	struct text key = number_key(ctx->arena, number);

	query_begin(q, ctx->store, &SQL_document_of_number);
	bind_text(q, key);
	bind_text(q, text_format(ctx->arena, "%.*s\x7f", TEXT_ARGS(key)));
	bind_int(q, (int64_t)limit);
}

static void
page_begin(struct query *q, struct ctx *ctx, const struct document_query *query, size_t limit)
{
	struct day from = {INT32_MIN}, below = {INT32_MAX};

	if (query->year) {
		from = day_of_civil((struct civil){(int)query->year, 1, 1});
		below = day_of_civil((struct civil){(int)query->year + 1, 1, 1});
	}
	query_begin(q, ctx->store, query->kind.n ? &SQL_document_of_kind : &SQL_document_page);
	bind_day(q, query->after_item ? query->after_day : below);
	bind_int(q, query->after_item);
	bind_day(q, from);
	bind_int(q, (int64_t)limit);
	if (query->kind.n)
		bind_text(q, query->kind);
}

enum err
document_list(struct ctx *ctx, const struct document_query *query, size_t limit,
		struct document **out, size_t *count)
{
	struct document *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct document);
	size_t n = 0;
	struct query q;

	if (query->number.n)
		number_begin(&q, ctx, query->number, limit);
	else
		page_begin(&q, ctx, query, limit);
	while (n < limit && query_next(&q))
		row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
document_years(struct ctx *ctx, int64_t *first, int64_t *last)
{
	struct query q;
	int64_t from = 0, to = 0;

	query_begin(&q, ctx->store, &SQL_document_span);
	if (query_next(&q) && !column_is_null(&q, 0)) {
		from = civil_of_day(column_day(&q, 0)).year;
		to = civil_of_day(column_day(&q, 1)).year;
	}
	TRY(query_end(&q));
	*first = from;
	*last = to;
	return OK;
}

struct label
document_validity(struct text facts, struct day today)
{
	struct day from, to;

	if (fact_day(facts, "effective_to", &to) && to.n < today.n)
		return (struct label){TEXT("Hết hiệu lực"), TONE_NEUTRAL};
	if (!fact_day(facts, "effective_from", &from))
		return (struct label){NO_TEXT, TONE_NEUTRAL};
	if (from.n > today.n)
		return (struct label){TEXT("Chưa có hiệu lực"), TONE_INFO};
	return (struct label){TEXT("Còn hiệu lực"), TONE_GOOD};
}
