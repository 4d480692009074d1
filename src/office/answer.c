#include "office/answer.h"

#include "gen/office/answer.sql.h"
#include "office/genre.h"
#include "office/item.h"
#include "office/publication.h"
#include "office/question.h"
#include "store/tokenizer.h"

const struct choice *
answer_fields(void)
{
	return fact_find(genre_find(TEXT(QUESTION_GENRE)), "field")->choices;
}

/* --- writing -----------------------------------------------------------------------------------
 */

enum err
answer_put(struct ctx *ctx, const struct item *item, const struct revision *revision,
		struct instant published_at)
{
	struct query q;

	if (!genre_is(item->genre, QUESTION_GENRE))
		return OK;
	query_begin(&q, ctx->store, &SQL_answer_put);
	bind_int(&q, item->id);
	bind_text(&q, fact_text(ctx->arena, revision->facts, "field"));
	bind_instant(&q, published_at);
	return query_run(&q);
}

enum err
answer_remove(struct ctx *ctx, int64_t item)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_answer_remove);
	bind_int(&q, item);
	return query_run(&q);
}

/* --- reading -----------------------------------------------------------------------------------
 */

static void
row_read(struct query *q, struct arena *arena, struct answer *row)
{
	const struct publication publication = {
			.item = column_int(q, 0),
			.section = column_text(q, 1, arena),
			.slug = column_text(q, 2, arena),
	};

	*row = (struct answer){
			.item = publication.item,
			.path = publication_path(arena, &publication),
			.title = column_text(q, 3, arena),
			.unit_code = column_text(q, 4, arena),
			.unit_name = column_text(q, 5, arena),
			.published_at = column_instant(q, 6),
			.field = column_text(q, 7, arena),
			.question = fact_text(arena, column_text(q, 8, arena), "question"),
			.search = column_int(q, 9),
	};
	row->field_label = choice_label(answer_fields(), row->field);
}

static struct instant
year_begin(const struct ctx *ctx, int64_t year)
{
	return day_begin(day_of_civil((struct civil){(int)year, 1, 1}), ctx->rules->zone);
}

/* The span of a year, or of all time. */
static void
span(const struct ctx *ctx, int64_t year, struct instant *from, struct instant *below)
{
	*from = year ? year_begin(ctx, year) : (struct instant){0};
	*below = year ? year_begin(ctx, year + 1) : (struct instant){INT64_MAX};
}

static void
page_begin(struct query *q, struct ctx *ctx, const struct answer_query *query, size_t limit)
{
	struct instant from, below;

	span(ctx, query->year, &from, &below);
	query_begin(q, ctx->store, query->field.n ? &SQL_answer_of_field : &SQL_answer_page);
	bind_instant(q, query->after_item ? query->after_at : below);
	bind_int(q, query->after_item);
	bind_instant(q, from);
	bind_int(q, (int64_t)limit);
	if (query->field.n)
		bind_text(q, query->field);
}

static void
find_begin(struct query *q, struct ctx *ctx, const struct answer_query *query, struct text words,
		size_t limit)
{
	struct instant from, below;

	span(ctx, query->year, &from, &below);
	query_begin(q, ctx->store, &SQL_answer_find);
	bind_text(q, words);
	bind_int(q, query->after_search ? query->after_search : INT64_MAX);
	bind_instant(q, from);
	bind_instant(q, below);
	bind_text(q, query->field);
	bind_int(q, (int64_t)limit);
}

enum err
answer_list(struct ctx *ctx, const struct answer_query *query, size_t limit, struct answer **out,
		size_t *count)
{
	struct answer *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct answer);
	struct text genre = publication_genre_word(ctx->arena, genre_find(TEXT(QUESTION_GENRE)));
	struct text words = search_words(ctx->store, ctx->arena, query->words, false);
	size_t n = 0;
	struct query q;

	if (words.n)
		find_begin(&q, ctx, query,
				search_words(ctx->store, ctx->arena,
						text_format(ctx->arena, "%.*s %.*s",
								TEXT_ARGS(genre),
								TEXT_ARGS(query->words)),
						false),
				limit);
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
answer_years(struct ctx *ctx, int64_t *first, int64_t *last)
{
	struct query q;
	int64_t from = 0, to = 0;

	query_begin(&q, ctx->store, &SQL_answer_span);
	if (query_next(&q) && !column_is_null(&q, 0)) {
		from = civil_of_day(day_of(column_instant(&q, 0), ctx->rules->zone)).year;
		to = civil_of_day(day_of(column_instant(&q, 1), ctx->rules->zone)).year;
	}
	TRY(query_end(&q));
	*first = from;
	*last = to;
	return OK;
}
