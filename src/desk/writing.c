#include "desk/writing.h"

#include "base/rich.h"

const char *const ITEM_KINDS[] = {"article", "extract", NULL};

struct writing
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

struct item_news
news_of(const struct form *form)
{
	return (struct item_news){
			.matter = form_int(form, "matter"),
			.duty = form_int(form, "duty"),
			.is_extract = text_equals(form_line(form, "kind"), TEXT("extract")),
			.genre = form_line(form, "genre"),
	};
}

struct draft_page
draft_page_of(const struct form *form)
{
	return (struct draft_page){
			.name = form_line(form, "draft_page"),
			.from = form_line(form, "draft_from"),
			.changes = form_int(form, "draft_changes"),
	};
}

enum err
writing_form(struct ctx *ctx, json_t *view, json_t *form, const struct writing *writing)
{
	cleanup(json_cleanup) json_t *body = NULL;
	struct rich_fault fault = {0};
	bool lossy = false;

	json_put_text(form, "title", writing->title);
	json_put_text(form, "abstract", writing->abstract);
	json_put_text(form, "section", writing->section);
	json_put_text(form, "body", writing->plain);
	json_put_text(form, "body_doc", writing->body);
	json_put_text(form, "source", writing->source);
	json_put_text(form, "correction", writing->correction);
	if (writing->body.n) {
		TRY(rich_take(ctx->arena, writing->body, &fault, &body));
		json_put_text(form, "body", rich_to_paragraphs(ctx->arena, body, &lossy));
	}
	json_put_bool(view, "lossy", lossy);
	return OK;
}
