#include "office/screening.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/rich.h"
#include "gen/office/screening.sql.h"

#define AROUND 60 /* letters shown on either side of what was found */

static const struct place_row {
	struct text name, label;
} PLACES[FINDING_PLACES] = {
		[PLACE_TITLE] = {TEXT("title"), TEXT("Tiêu đề")},
		[PLACE_ABSTRACT] = {TEXT("abstract"), TEXT("Tóm tắt")},
		[PLACE_BODY] = {TEXT("body"), TEXT("Nội dung")},
		[PLACE_FACTS] = {TEXT("facts"), TEXT("Thông tin kèm theo")},
		[PLACE_SOURCE] = {TEXT("source"), TEXT("Văn bản được trích")},
		[PLACE_CORRECTION] = {TEXT("correction"), TEXT("Nội dung đính chính")},
		[PLACE_NAME] = {TEXT("name"), TEXT("Tên tệp")},
		[PLACE_WORDS] = {TEXT("words"), TEXT("Nội dung và thuộc tính của tệp")},
};

static const struct label LABELS[FINDING_KINDS] = {
		[FINDING_UNSET] = {TEXT("Không rõ"), TONE_NEUTRAL},
		[FINDING_SECRET] = {TEXT("Dấu hiệu bí mật nhà nước"), TONE_BAD},
		[FINDING_CITIZEN] = {TEXT("Số căn cước, định danh"), TONE_WARN},
		[FINDING_IDENTITY] = {TEXT("Số chứng minh nhân dân"), TONE_WARN},
		[FINDING_PASSPORT] = {TEXT("Số hộ chiếu"), TONE_WARN},
		[FINDING_PHONE] = {TEXT("Số điện thoại"), TONE_WARN},
		[FINDING_EMAIL] = {TEXT("Địa chỉ thư điện tử"), TONE_WARN},
		[FINDING_PLATE] = {TEXT("Biển số xe"), TONE_WARN},
		[FINDING_ACCOUNT] = {TEXT("Số tài khoản"), TONE_WARN},
};

struct text
finding_place_name(enum finding_place place)
{
	return PLACES[place].name;
}

struct text
finding_place_label(enum finding_place place)
{
	return PLACES[place].label;
}

struct label
finding_label(enum finding_kind kind)
{
	return LABELS[kind];
}

static enum err
place_parse(struct text name, enum finding_place *out)
{
	for (unsigned place = 0; place < FINDING_PLACES; place++)
		if (text_equals(PLACES[place].name, name)) {
			*out = (enum finding_place)place;
			return OK;
		}
	return ERR_BROKEN;
}

/* --- looking through ---------------------------------------------------------------------------
 */

/* The text, and behind it the addresses of its links, which the public gets with it. */
static struct text
body_words(struct ctx *ctx, const struct revision *revision)
{
	cleanup(json_cleanup) json_t *body = NULL;
	struct text addresses;

	if (json_read(revision->body, ITEM_BODY_MAX, &body) != OK)
		return NO_TEXT;
	addresses = rich_addresses(ctx->arena, body);
	return text_format(ctx->arena, "%.*s%s%.*s", TEXT_ARGS(rich_text(ctx->arena, body)),
			addresses.n ? "\n" : "", TEXT_ARGS(addresses));
}

struct text
revision_words(struct ctx *ctx, const struct genre *genre, const struct revision *revision,
		enum finding_place place)
{
	switch (place) {
	case PLACE_TITLE:
		return revision->title;
	case PLACE_ABSTRACT:
		return revision->abstract;
	case PLACE_BODY:
		return body_words(ctx, revision);
	case PLACE_FACTS:
		return facts_words(ctx, genre, revision->facts, false);
	case PLACE_SOURCE:
		return revision->source;
	case PLACE_CORRECTION:
		return revision->correction;
	default:
		return NO_TEXT;
	}
}

static enum err
screening_add(struct ctx *ctx, int64_t item, int64_t revision, int64_t attachment, bool has_words,
		int64_t *out)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_screening_add);
	bind_int(&q, item);
	bind_id_or_null(&q, revision);
	bind_id_or_null(&q, attachment);
	bind_instant(&q, ctx->now);
	bind_int(&q, has_words);
	if (query_next(&q))
		*out = column_int(&q, 0);
	return query_end(&q);
}

static struct text
text_line(struct arena *arena, const char *before, struct text text, const char *behind)
{
	struct buf out = BUF(arena);

	buf_add_c(&out, before);
	for (size_t i = 0; i < text.n; i++)
		buf_add_char(&out, text.p[i] == '\n' || text.p[i] == '\t' ? ' ' : text.p[i]);
	buf_add_c(&out, behind);
	return buf_text(&out);
}

/* The last words of a text within AROUND letters, on one line; "…" where there were more. */
static struct text
words_before(struct arena *arena, struct text text)
{
	size_t from = text.n, n = 0;

	while (from > 0 && n < AROUND)
		n += ((unsigned char)text.p[--from] & 0xc0) != 0x80;
	if (from == 0)
		return text_line(arena, "", text, "");
	while (from < text.n && text.p[from] != ' ' && text.p[from] != '\n')
		from++;
	return text_line(arena, "…", text_slice(text, from, text.n), "");
}

/* Likewise the first ones. */
static struct text
words_behind(struct arena *arena, struct text text)
{
	size_t to = 0, n = 0;

	while (to < text.n && n++ < AROUND)
		text_point(text, &to);
	if (to == text.n)
		return text_line(arena, "", text, "");
	while (to > 0 && text.p[to] != ' ' && text.p[to] != '\n')
		to--;
	return text_line(arena, "", text_slice(text, 0, to), "…");
}

struct passage
passage_of(struct arena *arena, struct text words, const struct finding *what)
{
	size_t end = what->start + what->length;

	return (struct passage){
			.lead = words_before(arena, text_slice(words, 0, what->start)),
			.words = text_slice(words, what->start, end),
			.tail = words_behind(arena, text_slice(words, end, words.n)),
	};
}

static enum err
finding_add(struct ctx *ctx, int64_t screening, enum finding_place place, struct text words,
		const struct finding *what)
{
	struct passage passage = passage_of(ctx->arena, words, what);
	struct query q;

	query_begin(&q, ctx->store, &SQL_finding_add);
	bind_int(&q, screening);
	bind_text(&q, PLACES[place].name);
	bind_text(&q, finding_name(what->kind));
	bind_int(&q, (int64_t)what->start);
	bind_int(&q, (int64_t)what->length);
	bind_text(&q, passage.lead);
	bind_text(&q, passage.words);
	bind_text(&q, passage.tail);
	return query_run(&q);
}

static enum err
look_through(struct ctx *ctx, int64_t screening, enum finding_place place, struct text words,
		bool *is_secret)
{
	struct finding *found;
	size_t count = screen(ctx->arena, words, place == PLACE_NAME ? SCREEN_NAME : SCREEN_PROSE,
			&ctx->rules->screen, &found);

	for (size_t i = 0; i < count; i++) {
		TRY(finding_add(ctx, screening, place, words, &found[i]));
		if (found[i].kind == FINDING_SECRET)
			*is_secret = true;
	}
	return OK;
}

/* Where everybody may call holds nobody's own data; a marking is one there too. */
static enum err
look_through_contacts(struct ctx *ctx, int64_t screening, const struct genre *genre,
		const struct revision *revision, bool *is_secret)
{
	struct text words = facts_words(ctx, genre, revision->facts, true);
	struct finding *found;
	size_t count = *is_secret ? 0
				  : screen(ctx->arena, words, SCREEN_PROSE, &ctx->rules->screen,
						    &found);

	for (size_t i = 0; i < count; i++)
		if (found[i].kind == FINDING_SECRET) {
			TRY(finding_add(ctx, screening, PLACE_FACTS, words, &found[i]));
			*is_secret = true;
		}
	return OK;
}

enum err
screening_of_revision(struct ctx *ctx, int64_t item, const struct genre *genre,
		const struct revision *revision, bool *is_secret)
{
	bool found = false;
	int64_t id = 0;

	TRY(screening_add(ctx, item, revision->number, 0, true, &id));
	for (enum finding_place place = PLACE_TITLE; place <= PLACE_CORRECTION; place++)
		TRY(look_through(ctx, id, place, revision_words(ctx, genre, revision, place),
				&found));
	TRY(look_through_contacts(ctx, id, genre, revision, &found));
	*is_secret = found;
	return OK;
}

enum err
screening_of_attachment(struct ctx *ctx, int64_t item, int64_t attachment,
		const struct media *media, bool *is_secret)
{
	bool found = false;
	int64_t id = 0;

	TRY(screening_add(ctx, item, 0, attachment, media->has_words, &id));
	TRY(look_through(ctx, id, PLACE_NAME, media->name, &found));
	TRY(look_through(ctx, id, PLACE_WORDS, media->words, &found));
	*is_secret = found;
	return OK;
}

/* --- what was found ----------------------------------------------------------------------------
 */

static enum err
row_read(struct query *q, struct arena *arena, struct finding_row *row)
{
	*row = (struct finding_row){
			.id = column_int(q, 0),
			.attachment = column_int(q, 1),
			.file_name = column_text(q, 2, arena),
			.what =
					{
							.start = (size_t)column_int(q, 5),
							.length = (size_t)column_int(q, 6),
					},
			.lead = column_text(q, 7, arena),
			.words = column_text(q, 8, arena),
			.tail = column_text(q, 9, arena),
			.is_kept = !column_is_null(q, 10),
			.reason = column_text(q, 10, arena),
			.account_name = column_text(q, 11, arena),
			.kept_at = column_instant(q, 12),
	};
	TRY(place_parse(column_text(q, 3, arena), &row->place));
	return finding_parse(column_text(q, 4, arena), &row->what.kind);
}

enum err
finding_list(struct ctx *ctx, int64_t item, int64_t revision, struct finding_row **out,
		size_t *count)
{
	struct finding_row *rows =
			ARENA_NEW_ARRAY(ctx->arena, FINDINGS_SHOWN_MAX, struct finding_row);
	enum err err = OK;
	struct query q;
	size_t n = 0;

	query_begin(&q, ctx->store, &SQL_finding_list);
	bind_int(&q, item);
	bind_int(&q, revision);
	bind_int(&q, FINDINGS_SHOWN_MAX);
	while (err == OK && n < FINDINGS_SHOWN_MAX && query_next(&q))
		err = row_read(&q, ctx->arena, &rows[n++]);
	TRY(query_end(&q));
	TRY(err);
	*out = rows;
	*count = n;
	return OK;
}

enum err
screening_missing(struct ctx *ctx, int64_t item, int64_t revision, int64_t *count)
{
	struct query q;

	*count = 1;
	query_begin(&q, ctx->store, &SQL_screening_missing);
	bind_int(&q, item);
	bind_int(&q, revision);
	if (query_next(&q))
		*count = column_int(&q, 0);
	return query_end(&q);
}
