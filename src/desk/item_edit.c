/* item_edit.c - writing: new items and new revisions. */
#include "desk/draft.h"
#include "desk/handlers.h"
#include "desk/merge.h"
#include "desk/view.h"
#include "desk/writing.h"

const struct field item_new_fields[] = {WRITING_FIELDS(true), NEWS_FIELDS, DRAFT_PAGE_FIELDS, {0}};

const struct field item_save_fields[] = {
		WRITING_FIELDS(true),
		CORRECTION_FIELD,
		DRAFT_PAGE_FIELDS,
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
	json_put_bool(view, "merge", false);
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

/* Somebody saved meanwhile: what was typed has been refused for that, and for nothing else. */
static bool
is_overtaken(const struct ctx *ctx, const struct request *request, const struct revision *now)
{
	return request->method == METHOD_POST && !ctx->form->complaint_count &&
	       form_int(ctx->form, "base") != now->number;
}

/* What the form asks of a genre, of a text that is in no form yet. */
static void
facts_of_text(struct ctx *ctx, json_t *view, const struct genre *genre, struct text facts)
{
	struct form none = {.arena = ctx->arena};
	struct ctx bare = *ctx;

	bare.form = &none;
	facts_form(&bare, view, genre, facts, false);
}

/*
 * What was typed upon an older revision, put together with the one that is there now: of a
 * draft into the form; of a form that was refused into view.merged, beside the text of now.
 */
static enum err
form_of_both(struct ctx *ctx, json_t *view, const struct item *item, const struct revision *now,
		const struct draft *draft, bool *done)
{
	struct writing typed = writing_of(ctx->form, item->genre), merged;
	json_t *form = json_object_get(view, "form");

	TRY(merge_view(ctx, view, item, draft->id ? draft->base : form_int(ctx->form, "base"),
			draft->id ? &draft->writing : &typed, now, &merged, done));
	if (!*done)
		return OK;
	if (!draft->id)
		form = json_put_object(view, "merged");
	TRY(writing_form(ctx, view, form, &merged));
	view_sections(view, merged.section);
	facts_of_text(ctx, view, item->genre, merged.facts);
	return OK;
}

/* The text that the page shows. */
static enum err
form_of_item(struct ctx *ctx, const struct request *request, json_t *view, const struct item *item,
		const struct revision *now, const struct draft *draft)
{
	json_t *form = json_put_object(view, "form");
	struct text section = form_line(ctx->form, "section");
	const struct writing saved = {
			.title = now->title,
			.abstract = now->abstract,
			.section = now->section,
			.body = now->body,
			.source = now->source,
			.correction = now->correction,
			.facts = now->facts,
	};
	const struct writing *shown = draft->id ? &draft->writing : &saved;
	bool is_done = false;

	json_put_bool(view, "merge", false);
	json_put_int(form, "base", now->number);
	TRY(writing_form(ctx, view, form, &saved));
	if (draft->id || is_overtaken(ctx, request, now))
		TRY(form_of_both(ctx, view, item, now, draft, &is_done));
	if (is_done)
		return OK;
	if (draft->id)
		json_put_int(form, "base", draft->base);
	TRY(writing_form(ctx, view, form, shown));
	view_sections(view, section.n ? section : shown->section);
	facts_form(ctx, view, item->genre, shown->facts, false);
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
	TRY(form_of_item(ctx, request, view, &item, &revision, &draft));
	TRY(editors_view(ctx, view, &item));
	TRY(duty_context(ctx, view, item.matter, item.duty, &section));
	view_item(ctx, json_put_object(view, "item"), &item);
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
