#include "portal/view.h"

#include "office/media.h"
#include "office/section.h"

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

void
view_publications(const struct ctx *ctx, json_t *view, const char *key,
		const struct publication *rows, size_t count)
{
	json_t *list = json_put_list(view, key);

	for (size_t i = 0; i < count; i++)
		view_publication(ctx, json_add_object(list), &rows[i]);
	json_put_bool(view, text_format(ctx->arena, "has_%s", key).p, count > 0);
}

void
view_path(json_t *view, const char *label, struct text href)
{
	json_t *crumb = json_add_object(json_object_get(view, "crumbs"));

	json_put_text(crumb, "label", text_of(label));
	json_put_text(crumb, "href", href);
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
