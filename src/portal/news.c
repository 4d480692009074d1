/* news.c - lists of what is published: home, sections, units. */
#include "office/column.h"
#include "office/section.h"
#include "office/unit.h"
#include "portal/column.h"
#include "portal/handlers.h"
#include "portal/unit.h"
#include "portal/view.h"

#define HOME_NEWS 9 /* the lead and two rows of cards beside the list */
#define HOME_PART 4
#define PAGE_ROWS 20
#define COLUMNS_MAX 50

static const char *const home_sections[] = {
		"chi-dao-dieu-hanh",
		"tinh-hinh-ket-qua",
		"hoat-dong-don-vi",
		"van-ban",
		NULL,
};

static enum err
part_add(struct ctx *ctx, json_t *list, const char *slug)
{
	const struct section *section = section_find(text_of(slug));
	json_t *part, *rows;

	TRY(view_newest(ctx, text_of(slug), HOME_PART, &rows));
	if (!json_array_size(rows)) {
		json_decref(rows);
		return OK;
	}
	part = json_add_object(list);
	json_put_text(part, "label", text_of(section->label));
	json_put_text(part, "href", text_format(ctx->arena, "/%s", slug));
	view_rows(part, "news", rows);
	return OK;
}

enum err
get_home(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply), *parts, *warnings;
	cleanup(json_cleanup) json_t *newest = NULL;
	json_t *rest = json_new_list();

	(void)request;
	TRY(view_newest(ctx, NO_TEXT, HOME_NEWS, &newest));
	json_put_bool(view, "lead", false);
	for (size_t i = 0; i < json_array_size(newest); i++)
		if (i == 0)
			json_put(view, "lead", json_incref(json_array_get(newest, 0)));
		else
			json_add(rest, json_incref(json_array_get(newest, i)));
	view_rows(view, "news", rest);
	TRY(view_newest(ctx, TEXT("canh-bao"), HOME_PART, &warnings));
	view_rows(view, "warnings", warnings);
	parts = json_put_list(view, "parts");
	for (size_t i = 0; home_sections[i]; i++)
		TRY(part_add(ctx, parts, home_sections[i]));
	return OK;
}

/* Rows of a section or of a unit, with the way to older ones. */
static enum err
rows_add(struct ctx *ctx, const struct request *request, json_t *view, struct text section,
		int64_t unit)
{
	struct publication_after after;
	struct publication *rows;
	size_t count;

	TRY(after_read(request, &after));
	TRY(publication_list(ctx, section, unit, after, PAGE_ROWS, &rows, &count));
	view_publications(ctx, view, "news", rows, count);
	view_older(ctx, view, request->path, count == PAGE_ROWS ? &rows[count - 1] : NULL);
	json_put_bool(view, "continued", after.at.ms != 0);
	json_put_bool(view, "has_columns", false);
	view_path(view, "Trang chủ", TEXT("/"));
	return OK;
}

/* Sections below this one, to choose among. */
static void
children_add(struct ctx *ctx, json_t *view, struct text slug)
{
	json_t *list = json_put_list(view, "children");

	for (const struct section *child = SECTIONS; child->slug; child++) {
		json_t *row;

		if (!child->parent || !text_equals(text_of(child->parent), slug))
			continue;
		row = json_add_object(list);
		json_put_text(row, "label", text_of(child->label));
		json_put_text(row, "href", text_format(ctx->arena, "/%s", child->slug));
	}
	json_put_bool(view, "has_children", json_array_size(list) > 0);
}

static enum err
section_page(struct ctx *ctx, const struct request *request, struct text slug, struct reply *reply)
{
	const struct section *section = section_find(slug), *parent;
	json_t *view;

	if (!section)
		return ERR_NOT_FOUND;
	view = portal_view(reply);
	TRY(rows_add(ctx, request, view, slug, 0));
	parent = section->parent ? section_find(text_of(section->parent)) : NULL;
	if (parent)
		view_path(view, parent->label, text_format(ctx->arena, "/%s", parent->slug));
	children_add(ctx, view, slug);
	json_put_bool(view, "unit_page", false);
	json_put_bool(view, "ended", false);
	json_put_bool(view, "has_forebears", false);
	json_put_bool(view, "english_href", false);
	json_put_text(view, "heading", text_of(section->label));
	json_put_text(view, "feed", text_format(ctx->arena, "/%s/rss.xml", section->slug));
	json_put_bool(view, "about", text_equals(slug, TEXT("gioi-thieu")));
	if (text_equals(slug, TEXT(COLUMN_SECTION)) && !json_flag(view, "continued"))
		return columns_add(ctx, view, COLUMNS_MAX);
	return OK;
}

enum err
get_section(struct ctx *ctx, struct request *request, struct reply *reply)
{
	return section_page(ctx, request, request_parameter(request, "section"), reply);
}

/* All of the section "/van-ban/tin-bai": its own address has a list of its own kind. */
enum err
get_section_news(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text path = text_slice(request->path, 1, request->path.n), slug;
	const struct section *section;

	if (!text_split(&path, '/', &slug) || !(section = section_find(slug)))
		return ERR_NOT_FOUND;
	TRY(section_page(ctx, request, slug, reply));
	json_put_text(portal_view(reply), "heading",
			text_format(ctx->arena, "%s: tin, bài mới đăng", section->label));
	view_path(portal_view(reply), section->label,
			text_format(ctx->arena, "/%s", section->slug));
	return OK;
}

enum err
get_unit_news(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = portal_view(reply);
	struct unit unit;

	TRY(unit_find_public(ctx, request_parameter(request, "code"), &unit));
	TRY(rows_add(ctx, request, view, NO_TEXT, unit.id));
	TRY(unit_page_add(ctx, view, &unit));
	children_add(ctx, view, NO_TEXT);
	json_put_text(view, "heading", unit.name);
	json_put_bool(view, "feed", false);
	json_put_bool(view, "about", false);
	return OK;
}
