#include "portal/view.h"

#include "office/media.h"
#include "office/section.h"
#include "portal/memo.h"

#include <stdio.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2199

json_t *
portal_view(struct reply *reply)
{
	if (!reply->view) {
		reply->view = json_new_object();
		json_put_list(reply->view, "actions");
		json_put_list(reply->view, "crumbs");
	}
	return reply->view;
}

void
view_publication(const struct ctx *ctx, json_t *row, const struct publication *p)
{
	const struct section *section = section_find(p->section);

	json_put_int(row, "id", p->item);
	json_put_text(row, "title", p->title);
	json_put_text(row, "abstract", p->abstract);
	json_put_text(row, "href", publication_path(ctx->arena, p));
	json_put_text(row, "section", text_of(section ? section->label : ""));
	json_put_text(row, "section_href", text_format(ctx->arena, "/%.*s", TEXT_ARGS(p->section)));
	json_put_text(row, "unit", p->unit_name);
	json_put_text(row, "unit_href",
			text_format(ctx->arena, "/don-vi/%.*s", TEXT_ARGS(p->unit_code)));
	json_put_instant(row, "at", p->published_at, ctx->rules->zone);
	if (p->image.n)
		json_put_text(row, "image",
				text_format(ctx->arena, "%.*s/%d", TEXT_ARGS(p->image),
						MEDIA_WIDTH_LIST));
	else
		json_put_bool(row, "image", false);
}

static json_t *
rows_of(const struct ctx *ctx, const struct publication *rows, size_t count)
{
	json_t *list = json_new_list();

	for (size_t i = 0; i < count; i++)
		view_publication(ctx, json_add_object(list), &rows[i]);
	return list;
}

void
view_rows(json_t *view, const char *key, json_t *rows)
{
	char has[32];

	snprintf(has, sizeof(has), "has_%s", key);
	json_put_bool(view, has, json_array_size(rows) > 0);
	json_put(view, key, rows);
}

void
view_publications(const struct ctx *ctx, json_t *view, const char *key,
		const struct publication *rows, size_t count)
{
	view_rows(view, key, rows_of(ctx, rows, count));
}

enum err
view_newest(struct ctx *ctx, struct text section, size_t limit, json_t **out)
{
	struct text key = text_format(ctx->arena, "%.*s/%zu", TEXT_ARGS(section), limit);
	json_t *list = memo_list(key, ctx->site_version);
	struct publication *rows;
	size_t count;

	if (!list) {
		TRY(publication_list(ctx, section, 0, (struct publication_after){0}, limit, &rows,
				&count));
		list = rows_of(ctx, rows, count);
		memo_list_keep(key, ctx->site_version, list);
	}
	*out = list;
	return OK;
}

void
view_path(json_t *view, const char *label, struct text href)
{
	json_t *crumb = json_add_object(json_object_get(view, "crumbs"));

	json_put_text(crumb, "label", text_of(label));
	json_put_text(crumb, "href", href);
}

enum err
year_read(const struct request *request, int64_t *out)
{
	struct text given = request_query(request, "nam");
	int64_t year = 0;

	if (given.n && (!text_to_int(given, &year) || year < YEAR_MIN || year > YEAR_MAX))
		return ERR_NOT_FOUND;
	*out = year;
	return OK;
}

void
view_years(json_t *view, int64_t first, int64_t last, int64_t chosen)
{
	json_t *years = json_put_list(view, "years");

	for (int64_t year = last; year && year >= first; year--) {
		json_t *row = json_add_object(years);

		json_put_int(row, "year", year);
		json_put_bool(row, "chosen", year == chosen);
	}
}

enum err
path_number(const struct request *request, const char *name, int64_t *out)
{
	struct text rest = request_parameter(request, name), number;

	if (!text_split(&rest, '-', &number) || !text_to_int(number, out) || *out < 1)
		return ERR_NOT_FOUND;
	return OK;
}

enum err
after_read(const struct request *request, struct publication_after *out)
{
	struct text rest = request_query(request, "truoc"), part;
	struct publication_after after = {0};

	if (rest.n && (!text_split(&rest, '-', &part) || !text_to_int(part, &after.at.ms) ||
				      !text_to_int(rest, &after.item) || after.at.ms <= 0))
		return ERR_NOT_FOUND;
	*out = after;
	return OK;
}

void
view_older(const struct ctx *ctx, json_t *view, struct text path, const struct publication *last)
{
	if (!last) {
		json_put_bool(view, "next", false);
		return;
	}
	json_put_text(view, "next",
			text_format(ctx->arena, "%.*s?truoc=%lld-%lld", TEXT_ARGS(path),
					(long long)last->published_at.ms, (long long)last->item));
}
