/* item_edit.c - writing: new items and new revisions. */
#include "desk/draft.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "desk/writing.h"

const struct field item_new_fields[] = {WRITING_FIELDS(true), NEWS_FIELDS, {0}};

const struct field item_save_fields[] = {
		WRITING_FIELDS(true),
		CORRECTION_FIELD,
		{"base", FIELD_INT, true, 0, "Bản gốc", NULL},
		{0},
};

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
	struct draft draft;

	TRY(ctx_may_for(ctx, MAY_ITEM_WRITE, ctx->actor->unit));
	if (!news.matter)
		TRY(query_number(request, "matter", &news.matter));
	if (!news.duty)
		TRY(query_number(request, "duty", &news.duty));
	news.is_extract = news.is_extract ||
			  text_equals(request_query(request, "kind"), TEXT("extract"));
	TRY(duty_context(ctx, view, news.matter, news.duty, &section));
	form = json_put_object(view, "form");
	if (!news.genre.n)
		news.genre = request_query(request, "genre");
	TRY(genre_shown(ctx, &news, &genre));
	news.genre = text_of(genre->name);
	TRY(draft_offer(ctx, request, view, &(struct draft_spot){.news = news}, &draft));
	TRY(writing_form(ctx, view, form, &draft.writing));
	view_sections(view, draft.id ? draft.writing.section : section);
	facts_form(ctx, view, genre, draft.writing.facts, true);
	json_put_bool(view, "editing", false);
	json_put_bool(view, "has_genres", json_array_size(json_object_get(view, "genres")) > 1);
	json_put_int(view, "matter_id", news.matter);
	json_put_int(view, "duty_id", news.duty);
	json_put_bool(view, "is_extract", news.is_extract);
	json_put_bool(view, "is_new", true);
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
	news.genre = text_of(genre->name);
	TRY(draft_saved(ctx, &(struct draft_spot){.news = news}));
	json_put_int(view_of(reply), "id", id);
	reply_see_other(reply, text_format(request->arena, "/desk/items/%lld", (long long)id));
	return OK;
}

/* --- a new revision ----------------------------------------------------------------------------
 */

/* The text that the page shows: the revision's, or what the actor typed on it before. */
static enum err
form_of_item(struct ctx *ctx, json_t *view, const struct revision *revision,
		const struct draft *draft)
{
	json_t *form = json_put_object(view, "form");
	struct writing saved = {
			.title = revision->title,
			.abstract = revision->abstract,
			.section = revision->section,
			.body = revision->body,
			.source = revision->source,
			.correction = revision->correction,
	};

	json_put_int(form, "base", draft->id ? draft->base : revision->number);
	return writing_form(ctx, view, form, draft->id ? &draft->writing : &saved);
}

enum err
get_item_edit(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct actor_facts actor = actor_facts(ctx->actor);
	struct item_facts facts;
	struct item_step step;
	struct revision revision;
	struct draft draft;
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
	TRY(draft_offer(ctx, request, view, &(struct draft_spot){.item = id}, &draft));
	TRY(form_of_item(ctx, view, &revision, &draft));
	TRY(editors_view(ctx, view, &item));
	TRY(duty_context(ctx, view, item.matter, item.duty, &section));
	section = form_line(ctx->form, "section");
	view_sections(view, section.n  ? section
			    : draft.id ? draft.writing.section
				       : revision.section);
	view_item(ctx, json_put_object(view, "item"), &item);
	facts_form(ctx, view, item.genre, draft.id ? draft.writing.facts : revision.facts, false);
	json_put_int(view, "item_id", id);
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
	TRY(draft_saved(ctx, &(struct draft_spot){.item = id}));
	reply_see_other(reply, text_format(request->arena, "/desk/items/%lld", (long long)id));
	return OK;
}
