#include "desk/view.h"

#include "http/form.h"
#include "office/section.h"
#include "office/unit.h"

#define UNITS_SHOWN_MAX 500

json_t *
view_of(struct reply *reply)
{
	if (!reply->view) {
		reply->view = json_new_object();
		json_put_list(reply->view, "actions");
		json_put_object(reply->view, "may");
	}
	return reply->view;
}

void
view_instant(const struct ctx *ctx, json_t *view, const char *key, bool present, struct instant at)
{
	if (present)
		json_put_instant(view, key, at, ctx->rules->zone);
	else
		json_put_bool(view, key, false);
}

static struct text
duty_href(const struct ctx *ctx, const struct duty_row *duty)
{
	return text_format(ctx->arena, "/desk/duties/%lld", (long long)duty->id);
}

/* How the deadline stands: what is left of it, what came of it, or that it rests. */
static struct label
standing(const struct ctx *ctx, const struct duty_row *duty)
{
	switch (duty->state) {
	case DUTY_OPEN:
		return deadline_words(ctx->arena, &duty->due, ctx->now, ctx->rules->zone);
	case DUTY_MET:
		return deadline_verdict_words(ctx->arena, &duty->due, duty->met_at);
	default:
		return duty_state_label(duty->state);
	}
}

void
view_deadline_words(json_t *view, const char *key, struct label words)
{
	json_t *object;

	if (!words.text.n) {
		json_put_bool(view, key, false);
		return;
	}
	object = json_put_object(view, key);
	json_put_text(object, "words", words.text);
	json_put_text(object, "tone", tone_name(words.tone));
}

void
view_deadline(const struct ctx *ctx, json_t *view, const char *key, const struct duty_row *duty)
{
	const struct due *due = &duty->due;
	json_t *object;

	if (!due->has_end && !duty->due.is_paused) {
		json_put_bool(view, key, false);
		return;
	}
	view_deadline_words(view, key, standing(ctx, duty));
	object = json_object_get(view, key);
	json_put_text(object, "why", duty_href(ctx, duty));
	json_put_bool(object, "dated",
			due->has_end && (duty->state == DUTY_OPEN || duty->state == DUTY_MET));
	view_instant(ctx, object, "due_before", due->has_end, due->due_before);
	json_put_text(object, "due", due_words(ctx->arena, due, ctx->rules->zone));
	json_put_bool(object, "last_day", false);
	json_put_bool(object, "other_day", false);
	if (due->has_last_day)
		json_put_day(object, "last_day", due->last_day);
	if (due->has_last_day && due->has_other)
		json_put_day(object, "other_day", due->other_last_day);
	json_put_bool(object, "confirmed", due->is_confirmed);
}

/* As {iso, text}; a term that is counted from a day names no time of it. */
static void
anchor_put(const struct ctx *ctx, json_t *row, const struct duty_row *duty)
{
	struct day day = day_of(duty->anchor_at, ctx->rules->zone);

	json_put_instant(row, "anchor", duty->anchor_at, ctx->rules->zone);
	for (size_t i = 0; i < duty->rule->anchor_count; i++)
		if (duty_evidence(duty->rule, duty->rule->anchor[i])->kind != EVIDENCE_DAY)
			return;
	if (!duty->rule->anchor_count || time_of_day_ms(duty->anchor_at, ctx->rules->zone))
		return;
	json_put_text(json_object_get(row, "anchor"), "text",
			text_format(ctx->arena, "%s %s", day_weekday(ctx->arena, day).p,
					day_words(ctx->arena, day).p));
}

void
view_duty(const struct ctx *ctx, json_t *row, const struct duty_row *duty)
{
	json_put_int(row, "id", duty->id);
	json_put_int(row, "matter", duty->matter);
	json_put_text(row, "href", duty_href(ctx, duty));
	json_put_text(row, "rule", duty->rule->id);
	json_put_text(row, "title", duty->rule->title);
	json_put_text(row, "clause", duty->rule->clause);
	json_put_text(row, "citation", duty->rule->citation);
	json_put_text(row, "act", duty->rule->act);
	json_put_text(row, "obligor", duty->rule->obligor_label);
	json_put_text(row, "limit", limit_label(ctx->arena, duty->due.limit));
	json_put_text(row, "anchor_label", duty->rule->anchor_label);
	anchor_put(ctx, row, duty);
	json_put_text(row, "calendar", duty->calendar);
	json_put_bool(row, "may_extract", duty->rule->may_extract);
	json_put_text(row, "section", duty->rule->section);
	view_label(row, "state", duty_state_name(duty->state), duty_state_label(duty->state));
	view_deadline(ctx, row, "deadline", duty);
	json_put_bool(row, "open", duty->state == DUTY_OPEN);
	view_instant(ctx, row, "met_at", duty->state == DUTY_MET, duty->met_at);
	json_put_bool(row, "late", duty->late_ms > 0);
}

void
view_item(const struct ctx *ctx, json_t *row, const struct item *item)
{
	const struct section *section = section_find(item->section);

	json_put_int(row, "id", item->id);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/items/%lld", (long long)item->id));
	json_put_text(row, "title", item->title);
	json_put_text(row, "unit", item->unit_code);
	json_put_text(row, "unit_name", item->unit_name);
	json_put_text(row, "section", item->section);
	json_put_text(row, "section_label", text_of(section ? section->label : ""));
	json_put_text(row, "kind", item->is_extract ? TEXT("extract") : TEXT("article"));
	json_put_text(row, "kind_label",
			item->is_extract ? TEXT("Đề xuất trích đăng") : TEXT("Tin, bài"));
	json_put_bool(row, "is_extract", item->is_extract);
	json_put_text(row, "genre", text_of(item->genre->name));
	json_put_text(row, "genre_label", text_of(item->genre->label));
	json_put_int(row, "revision", item->revision);
	json_put_int(row, "live_revision", item->live_revision);
	json_put_bool(row, "is_live", item->live_revision != 0);
	json_put_text(row, "author", item->author_name);
	json_put_text(row, "taker", item->taker_name);
	json_put_instant(row, "changed_at", item->changed_at, ctx->rules->zone);
	view_instant(ctx, row, "publish_at", item->state == ITEM_SCHEDULED, item->publish_at);
	view_instant(ctx, row, "published_at", item->published_at.ms != 0, item->published_at);
	view_label(row, "state", item_state_name(item->state), item_state_label(item->state));
}

void
view_matter(const struct ctx *ctx, json_t *row, const struct matter *matter)
{
	static const struct label open = {TEXT("Đang mở"), TONE_INFO};
	static const struct label closed = {TEXT("Đã kết thúc"), TONE_NEUTRAL};

	json_put_int(row, "id", matter->id);
	json_put_text(row, "href",
			text_format(ctx->arena, "/desk/matters/%lld", (long long)matter->id));
	json_put_text(row, "title", matter->title);
	json_put_text(row, "unit", matter->unit_code);
	json_put_text(row, "unit_name", matter->unit_name);
	json_put_text(row, "regulation", matter->regulation);
	json_put_text(row, "opener", matter->opener);
	json_put_instant(row, "opened_at", matter->opened_at, ctx->rules->zone);
	json_put_bool(row, "open", matter->open);
	view_label(row, "state", matter->open ? TEXT("open") : TEXT("closed"),
			matter->open ? open : closed);
}

void
view_sections(json_t *view, struct text chosen)
{
	json_t *list = json_put_list(view, "sections");

	for (const struct section *section = SECTIONS; section->slug; section++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "slug", text_of(section->slug));
		json_put_text(row, "label", text_of(section->label));
		json_put_bool(row, "child", section->parent != NULL);
		json_put_bool(row, "chosen", text_equals(text_of(section->slug), chosen));
	}
}

void
view_item_states(json_t *list, struct text chosen)
{
	for (int s = ITEM_DRAFT; s < ITEM_STATE_COUNT; s++)
		view_choice(list, item_state_name((enum item_state)s),
				item_state_label((enum item_state)s).text, chosen);
}

enum err
view_unit_filter(struct ctx *ctx, json_t *view, enum permit permit, struct text chosen)
{
	bool all = permit_scope(permit, ctx->actor->roles) == SCOPE_ALL;
	json_t *list = json_put_list(view, "units");
	struct unit *units;
	size_t count = 0;

	json_put_bool(view, "chooses_unit", all);
	if (all)
		TRY(unit_list(ctx, 0, UNITS_SHOWN_MAX, false, &units, &count));
	for (size_t i = 0; i < count; i++)
		view_choice(list, units[i].code, units[i].name, chosen);
	return OK;
}

void
view_crumb(json_t *view, const char *label, struct text href)
{
	json_t *crumbs = json_object_get(view, "crumbs");
	json_t *row = json_add_object(crumbs ? crumbs : json_put_list(view, "crumbs"));

	json_put_text(row, "label", text_of(label));
	json_put_text(row, "href", href);
}

void
view_title(json_t *view, struct text title)
{
	json_put_text(json_put_object(view, "page"), "title", title);
}

json_t *
view_action(json_t *view, const char *name, struct text label, const char *method, struct text href,
		const char *style)
{
	json_t *row = json_add_object(json_object_get(view, "actions"));

	json_put_text(row, "name", text_of(name));
	json_put_text(row, "label", label);
	json_put_text(row, "method", text_of(method));
	json_put_text(row, "href", href);
	json_put_text(row, "style", text_of(style));
	json_put_bool(json_object_get(view, "may"), name, true);
	return row;
}

void
view_action_if(struct ctx *ctx, json_t *view, enum permit permit, int64_t unit, const char *name,
		const char *label, const char *method, struct text href)
{
	enum err err = unit ? permit_check_unit(permit, ctx->actor->roles, ctx->actor->unit, unit)
			    : permit_check(permit, ctx->actor->roles);

	if (err == OK)
		view_action(view, name, text_of(label), method, href, "button-secondary");
}

bool
view_action_style(json_t *view, const char *name, const char *style)
{
	json_t *list = json_object_get(view, "actions");

	for (size_t i = 0; i < json_array_size(list); i++) {
		json_t *row = json_array_get(list, i);

		if (!text_equals(json_text(row, "name"), text_of(name)))
			continue;
		json_put_text(row, "style", text_of(style));
		return true;
	}
	return false;
}

void
view_next(json_t *view, struct text href)
{
	if (href.n)
		json_put_text(view, "next", href);
	else
		json_put_bool(view, "next", false);
}

struct text
request_given(const struct request *request, const char *name)
{
	return request->method == METHOD_POST ? form_line(request->form, name)
					      : text_trim(request_query(request, name));
}

enum err
query_number(const struct request *request, const char *name, int64_t *out)
{
	struct text value = request_query(request, name);

	*out = 0;
	if (value.n && (!text_to_int(value, out) || *out < 0))
		return ERR_NOT_FOUND;
	return OK;
}

enum err
view_trace(struct ctx *ctx, json_t *view, enum merger_kind kind, int64_t thing)
{
	struct text words;

	TRY(merger_trace(ctx, kind, thing, &words));
	json_put_bool(view, "came_from", false);
	if (words.n)
		json_put_text(view, "came_from", words);
	return OK;
}
