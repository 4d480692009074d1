#include "desk/account_view.h"

#include "office/label.h"
#include "office/session.h"

#define UNIT_CHOICES_MAX 2000

json_t *
page_begin(struct reply *reply, const char *heading, const struct field *fields)
{
	json_t *view = json_new_object();
	json_t *form = json_put_object(view, "form");

	reply->view = view;
	json_put_text(view, "heading", text_of(heading));
	for (const struct field *field = fields; field && field->kind != FIELD_NONE; field++)
		if (field->kind == FIELD_FLAG)
			json_put_bool(form, field->name, false);
		else if (field->kind != FIELD_SECRET)
			json_put_text(form, field->name, NO_TEXT);
	json_put_list(view, "actions");
	json_put_object(view, "may");
	json_put_list(view, "crumbs");
	return view;
}

void
page_action(json_t *view, const struct page_action *action)
{
	json_t *row = json_add_object(json_object_get(view, "actions"));

	json_put_text(row, "name", text_of(action->name));
	json_put_text(row, "label", text_of(action->label));
	json_put_text(row, "method", TEXT("POST"));
	json_put_text(row, "href", action->href);
	json_put_text(row, "style", text_of(action->style));
	json_put_bool(json_object_get(view, "may"), action->name, true);
}

void
page_crumb(json_t *view, const char *href, const char *label)
{
	json_t *row = json_add_object(json_object_get(view, "crumbs"));

	json_put_text(row, "href", text_of(href));
	json_put_text(row, "label", text_of(label));
}

void
choice_add(json_t *list, struct text value, struct text label, bool selected)
{
	json_t *row = json_add_object(list);

	json_put_text(row, "value", value);
	json_put_text(row, "label", label);
	json_put_bool(row, "selected", selected);
}

enum err
unit_choices(struct ctx *ctx, json_t *view, const char *key, const char *none, int64_t selected)
{
	json_t *list = json_put_list(view, key);
	struct unit *units;
	size_t count;

	TRY(unit_list(ctx, 0, UNIT_CHOICES_MAX, true, &units, &count));
	choice_add(list, NO_TEXT, text_of(none), selected == 0);
	for (size_t i = 0; i < count; i++)
		choice_add(list, text_format(ctx->arena, "%lld", (long long)units[i].id),
				units[i].name, units[i].id == selected);
	return OK;
}

int64_t
typed_or(const struct ctx *ctx, const char *field, int64_t otherwise)
{
	return form_has(ctx->form, field) ? form_int(ctx->form, field) : otherwise;
}

void
active_state(json_t *object, bool active)
{
	static const struct label states[] = {
			{TEXT("Đã khóa"), TONE_NEUTRAL}, {TEXT("Đang hoạt động"), TONE_GOOD}};

	view_label(object, "state", active ? TEXT("active") : TEXT("inactive"), states[active]);
}

enum err
page_again(struct ctx *ctx, struct request *request, struct reply *reply, route_handler *form_page,
		int status, const char *field, const char *message)
{
	json_t *row;

	TRY(form_page(ctx, request, reply));
	row = json_add_object(json_put_list(reply->view, "complaint_list"));
	json_put_text(row, "field", text_of(field));
	json_put_text(row, "message", text_of(message));
	json_put_text(json_put_object(reply->view, "complaints"), field, text_of(message));
	json_put_bool(reply->view, "has_complaints", true);
	reply->status = status;
	return OK;
}

struct origin
origin_of(const struct ctx *ctx, const struct request *request)
{
	return (struct origin){
			.peer = ctx->peer,
			.device = request_cookie(request, device_cookie_name(ctx->rules)),
	};
}

enum err
own_proof_prepare(struct ctx *ctx, struct request *request, struct text fresh)
{
	struct proof *proof = ARENA_NEW(ctx->arena, struct proof);
	struct origin origin = origin_of(ctx, request);

	TRY(proof_prepare(ctx, ctx->actor->login, form_text(ctx->form, "password"), fresh, &origin,
			proof));
	ctx->prepared = proof;
	return OK;
}

struct text
page_path(struct arena *arena, const char *base, int64_t id, const char *rest)
{
	return text_format(arena, "%s/%lld%s", base, (long long)id, rest);
}
