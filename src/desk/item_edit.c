/* item_edit.c - writing: new items and new revisions. */
#include "base/rich.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "office/item.h"
#include "office/section.h"

#define WRITING_FIELDS                                                                             \
	{"title", FIELD_LINE, true, ITEM_TITLE_MAX, "Tiêu đề", NULL},                              \
			{"abstract", FIELD_TEXT, true, ITEM_ABSTRACT_MAX, "Tóm tắt", NULL},        \
			{"section", FIELD_CHOICE, true, 0, "Mục của Cổng", SECTION_SLUGS},         \
			{"body", FIELD_TEXT, false, 500000, "Nội dung", NULL},                     \
			{"body_doc", FIELD_JSON, false, ITEM_BODY_MAX, "Nội dung", NULL},          \
	{                                                                                          \
		"source", FIELD_LINE, false, ITEM_SOURCE_MAX, "Văn bản được trích", NULL           \
	}

static const char *const kinds[] = {"article", "extract", NULL};

const struct field item_new_fields[] = {
		WRITING_FIELDS,
		{"kind", FIELD_CHOICE, false, 0, "Loại", kinds},
		{"genre", FIELD_LINE, false, 40, "Thể loại", NULL},
		{"matter", FIELD_INT, false, 0, "Vụ việc", NULL},
		{"duty", FIELD_INT, false, 0, "Nghĩa vụ", NULL},
		{0},
};

const struct field item_save_fields[] = {
		WRITING_FIELDS,
		{"correction", FIELD_TEXT, false, ITEM_CORRECTION_MAX, "Nội dung đính chính", NULL},
		{"base", FIELD_INT, true, 0, "Bản gốc", NULL},
		{0},
};

static struct writing
writing_of(const struct form *form, const struct genre *genre)
{
	return (struct writing){
			.facts = facts_of_form(genre, form),
			.title = form_line(form, "title"),
			.abstract = text_trim(form_text(form, "abstract")),
			.section = form_line(form, "section"),
			.body = form_json(form, "body_doc"),
			.plain = form_text(form, "body"),
			.source = form_line(form, "source"),
			.correction = text_trim(form_text(form, "correction")),
	};
}

/* What states facts may do without more text. */
static enum err
writing_check(struct form *form, const struct genre *genre, const struct writing *writing)
{
	if (genre == &GENRE_NEWS && !writing->body.n && !text_trim(writing->plain).n)
		return form_complain(form, "body", "Nội dung: hãy viết nội dung của tin, bài.");
	return OK;
}

/* --- a new item --------------------------------------------------------------------------------
 */

static struct item_news
news_of(const struct form *form)
{
	return (struct item_news){
			.matter = form_int(form, "matter"),
			.duty = form_int(form, "duty"),
			.is_extract = text_equals(form_line(form, "kind"), TEXT("extract")),
			.genre = form_line(form, "genre"),
	};
}

/* The genre whose form is shown: the one asked for, or the usual one if that is none. */
static enum err
genre_shown(struct ctx *ctx, struct item_news *news, const struct genre **out)
{
	if (!genre_find(news->genre))
		news->genre = NO_TEXT;
	return item_genre(ctx, news, out);
}

/* By which genres the duty may be met, each with the address of its form. */
static void
genres_add(const struct ctx *ctx, json_t *view, const struct duty_row *duty)
{
	json_t *list = json_object_get(view, "genres");

	for (size_t i = 0; i < duty->rule->genre_count; i++) {
		const struct genre *genre = genre_find(duty->rule->genres[i]);
		json_t *row = json_add_object(list);

		json_put_text(row, "genre", text_of(genre->name));
		json_put_text(row, "label", text_of(genre->label));
		json_put_text(row, "href",
				text_format(ctx->arena,
						"/desk/items/new?matter=%lld&duty=%lld&genre=%s",
						(long long)duty->matter, (long long)duty->id,
						genre->name));
	}
}

static enum err
duty_context(struct ctx *ctx, json_t *view, int64_t matter, int64_t duty, struct text *section)
{
	struct duty_row row;
	struct matter about;

	json_put_bool(view, "duty", false);
	json_put_bool(view, "matter", false);
	json_put_bool(view, "may_extract", true);
	json_put_list(view, "genres");
	if (matter) {
		TRY(matter_load(ctx, matter, &about));
		view_matter(ctx, json_put_object(view, "matter"), &about);
		view_crumb(view, text_c(ctx->arena, about.title),
				text_format(ctx->arena, "/desk/matters/%lld", (long long)matter));
	}
	if (duty) {
		TRY(duty_load(ctx, duty, &row));
		view_duty(ctx, json_put_object(view, "duty"), &row);
		json_put_bool(view, "may_extract", row.rule->may_extract);
		genres_add(ctx, view, &row);
		if (!section->n)
			*section = row.rule->section;
	}
	return OK;
}

enum err
get_item_new(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	json_t *form;
	struct text section = form_line(ctx->form, "section");
	struct item_news news = news_of(ctx->form);
	const struct genre *genre;

	TRY(ctx_may_for(ctx, MAY_ITEM_WRITE, ctx->actor->unit));
	if (!news.matter)
		TRY(query_number(request, "matter", &news.matter));
	if (!news.duty)
		TRY(query_number(request, "duty", &news.duty));
	news.is_extract = news.is_extract ||
			  text_equals(request_query(request, "kind"), TEXT("extract"));
	TRY(duty_context(ctx, view, news.matter, news.duty, &section));
	view_sections(view, section);
	form = json_put_object(view, "form");
	for (size_t i = 0; i < COUNT_OF(item_new_fields) - 1; i++)
		json_put_text(form, item_new_fields[i].name, NO_TEXT);
	if (!news.genre.n)
		news.genre = request_query(request, "genre");
	TRY(genre_shown(ctx, &news, &genre));
	facts_form(ctx, view, genre, NO_TEXT);
	json_put_bool(view, "has_genres", json_array_size(json_object_get(view, "genres")) > 1);
	json_put_int(view, "matter_id", news.matter);
	json_put_int(view, "duty_id", news.duty);
	json_put_bool(view, "is_extract", news.is_extract);
	json_put_bool(view, "is_new", true);
	json_put_bool(view, "lossy", false);
	json_put_bool(view, "is_live", false);
	json_put_bool(view, "theirs", false);
	json_put_text(view, "action", TEXT("/desk/items"));
	view_crumb(view, "Tin, bài", TEXT("/desk/items"));
	view_title(view, news.is_extract        ? TEXT("Đề xuất trích đăng văn bản")
			 : genre != &GENRE_NEWS ? text_of(genre->label)
						: TEXT("Viết tin, bài"));
	return OK;
}

enum err
post_item(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct item_news news = news_of(ctx->form);
	const struct genre *genre;
	struct writing writing;
	int64_t id;

	TRY(item_genre(ctx, &news, &genre));
	writing = writing_of(ctx->form, genre);
	TRY(writing_check(ctx->form, genre, &writing));
	TRY(item_begin(ctx, &news, &writing, &id));
	json_put_int(view_of(reply), "id", id);
	reply_see_other(reply, text_format(request->arena, "/desk/items/%lld", (long long)id));
	return OK;
}

/* --- a new revision ----------------------------------------------------------------------------
 */

static enum err
form_of_revision(struct ctx *ctx, json_t *view, const struct revision *revision)
{
	cleanup(json_cleanup) json_t *body = NULL;
	json_t *form = json_put_object(view, "form");
	bool lossy = false;

	TRY(json_read(revision->body, ITEM_BODY_MAX, &body));
	json_put_text(form, "title", revision->title);
	json_put_text(form, "abstract", revision->abstract);
	json_put_text(form, "section", revision->section);
	json_put_text(form, "body", rich_to_paragraphs(ctx->arena, body, &lossy));
	json_put_text(form, "body_doc", revision->body);
	json_put_text(form, "source", revision->source);
	json_put_text(form, "correction", revision->correction);
	json_put_int(form, "base", revision->number);
	json_put_bool(view, "lossy", lossy);
	return OK;
}

enum err
get_item_edit(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct actor_facts actor = actor_facts(ctx->actor);
	struct item_facts facts;
	struct item_step step;
	struct revision revision;
	struct item item;
	struct text section;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(item_load(ctx, id, &item));
	TRY(item_facts(ctx, &item, &facts));
	if (workflow_step(&facts, VERB_SAVE, &actor, &step) != OK)
		return ctx_refuse(ctx, ERR_FORBIDDEN, "%s",
				workflow_refusal(ctx->arena, &facts, VERB_SAVE, &actor).p);
	TRY(item_revision(ctx, &item, item.revision, &revision));
	TRY(form_of_revision(ctx, view, &revision));
	TRY(duty_context(ctx, view, item.matter, item.duty, &section));
	section = form_line(ctx->form, "section");
	view_sections(view, section.n ? section : revision.section);
	view_item(ctx, json_put_object(view, "item"), &item);
	facts_form(ctx, view, item.genre, revision.facts);
	json_put_bool(view, "is_extract", item.is_extract);
	json_put_bool(view, "is_new", false);
	json_put_bool(view, "is_live", item.live_revision != 0);
	json_put_bool(view, "theirs", false);
	json_put_text(view, "action", text_format(ctx->arena, "/desk/items/%lld", (long long)id));
	view_crumb(view, "Tin, bài", TEXT("/desk/items"));
	view_crumb(view, text_c(ctx->arena, item.title),
			text_format(ctx->arena, "/desk/items/%lld", (long long)id));
	view_title(view, text_format(ctx->arena, "Sửa: %.*s", TEXT_ARGS(item.title)));
	return OK;
}

enum err
post_item_save(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct writing writing;
	struct item item;
	int64_t id, revision;

	TRY(request_id(request, "id", &id));
	TRY(item_load(ctx, id, &item));
	writing = writing_of(ctx->form, item.genre);
	TRY(writing_check(ctx->form, item.genre, &writing));
	TRY(item_save(ctx, id, form_int(ctx->form, "base"), &writing, &revision));
	reply_see_other(reply, text_format(request->arena, "/desk/items/%lld", (long long)id));
	return OK;
}
