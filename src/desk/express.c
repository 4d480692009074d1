/* express.c - one form for what cannot wait, made for a phone. */
#include "office/express.h"

#include "desk/evidence.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "office/clearance.h"

const struct field express_fields[] = {
		{"rule", FIELD_LINE, true, 10, "Loại việc", NULL},
		{"title", FIELD_LINE, true, ITEM_TITLE_MAX, "Tiêu đề", NULL},
		{"abstract", FIELD_TEXT, true, ITEM_ABSTRACT_MAX, "Tóm tắt", NULL},
		DECLARED_FIELD,
		{0},
};

const struct field pass_fields[] = {
		{"revision", FIELD_INT, true, 0, "Số bản", NULL},
		DECLARED_FIELD,
		{0},
};

static const struct duty *
rule_find(const struct ctx *ctx, struct text id, const struct genre **genre)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	const struct duty *rule = law ? regulation_duty(law, id) : NULL;

	return rule && express_takes(rule, genre) ? rule : NULL;
}

void
view_express(struct ctx *ctx, json_t *view)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);

	for (size_t i = 0; law && i < law->duty_count; i++)
		if (express_takes(&law->duties[i], NULL))
			view_action_if(ctx, view, MAY_MATTER_OPEN, ctx->actor->unit, "express",
					text_format(ctx->arena, "Báo nhanh: %.*s",
							TEXT_ARGS(law->duties[i].title))
							.p,
					"GET",
					text_format(ctx->arena, "/desk/express?rule=%.*s",
							TEXT_ARGS(law->duties[i].id)));
}

enum err
get_express(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *form = json_put_object(view, "form"), *row;
	struct text chosen = request_query(request, "rule");
	const struct genre *genre = NULL;
	const struct duty *rule;

	TRY(ctx_may_for(ctx, MAY_MATTER_OPEN, ctx->actor->unit));
	rule = rule_find(ctx, chosen.n ? chosen : form_line(ctx->form, "rule"), &genre);
	if (!rule)
		return ERR_NOT_FOUND;
	row = json_put_object(view, "rule");
	json_put_text(row, "id", rule->id);
	json_put_text(row, "citation", rule->citation);
	json_put_text(row, "limit", limit_label(ctx->arena, rule->limit));
	json_put_text(row, "anchor", rule->anchor_label);
	json_put_text(form, "title", form_line(ctx->form, "title"));
	json_put_text(form, "abstract", form_text(ctx->form, "abstract"));
	facts_form(ctx, view, genre, NO_TEXT, true);
	evidence_form(ctx, view, rule, genre);
	json_put_text(view, "declaration", TEXT(DECLARATION_WORDS));
	json_put_bool(view, "sends", (ctx->actor->roles & ROLE_BIT(ROLE_UNIT_LEADER)) != 0);
	view_title(view, rule->title);
	return OK;
}

enum err
post_express(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text id = form_line(ctx->form, "rule");
	const struct genre *genre = &GENRE_NEWS;
	struct writing writing = {
			.title = form_line(ctx->form, "title"),
			.abstract = text_trim(form_text(ctx->form, "abstract")),
	};
	int64_t item;

	if (rule_find(ctx, id, &genre))
		writing.facts = facts_of_form(genre, ctx->form);
	TRY(express_open(ctx, id, &writing, form_flag(ctx->form, "declared"), &item));
	json_put_int(view_of(reply), "id", item);
	reply_see_other(reply, text_format(request->arena, "/desk/items/%lld", (long long)item));
	return OK;
}

enum err
post_item_pass(struct ctx *ctx, struct request *request, struct reply *reply)
{
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(express_pass(ctx, id, form_int(ctx->form, "revision"),
			form_flag(ctx->form, "declared")));
	reply_see_other(reply, text_format(request->arena, "/desk/items/%lld", (long long)id));
	return OK;
}
