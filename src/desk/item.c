/* item.c - one item: what it says, where it stands, what one may do with it. */
#include "office/item.h"

#include "base/rich.h"
#include "desk/account_view.h"
#include "desk/draft.h"
#include "desk/finding.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "office/attachment.h"
#include "office/express.h"
#include "office/publication.h"
#include "office/receipt.h"
#include "office/statement.h"
#include "office/transfer.h"

#define ROWS 30

/* Each step names the revision that the person saw. */
#define REVISION_FIELD                                                                             \
	{                                                                                          \
		"revision", FIELD_INT, true, 0, "Số bản", NULL                                     \
	}
#define REASON_FIELD                                                                               \
	{                                                                                          \
		"reason", FIELD_TEXT, false, ITEM_REASON_MAX, "Lý do", NULL                        \
	}

const struct field step_fields[] = {REVISION_FIELD, DECLARED_FIELD, {0}};
const struct field step_reason_fields[] = {REVISION_FIELD, REASON_FIELD, DECLARED_FIELD, {0}};
const struct field step_schedule_fields[] = {
		REVISION_FIELD,
		{"publish_at", FIELD_INSTANT, true, 0, "Giờ đăng", NULL},
		{0},
};
const struct field step_hand_fields[] = {
		REVISION_FIELD,
		{"version", FIELD_INT, false, 0, "Lần thay đổi đã xem", NULL},
		{"to", FIELD_INT, false, 0, "Biên tập viên", NULL},
		{0},
};
const struct field step_withdraw_fields[] = {
		REVISION_FIELD,
		REASON_FIELD,
		{"redirect", FIELD_LINE, false, 500, "Trang chuyển đến", NULL},
		{0},
};

/* --- lists -------------------------------------------------------------------------------------
 */

static enum item_list
list_of(const struct request *request)
{
	struct text list = request_query(request, "list");

	if (text_equals(list, TEXT("mine")))
		return ITEM_LIST_MINE;
	if (text_equals(list, TEXT("waiting")))
		return ITEM_LIST_WAITING;
	return ITEM_LIST_ALL;
}

/* "1764000000000-12": where the page before ended. */
static enum err
before_read(const struct request *request, struct instant *at, int64_t *id)
{
	struct text rest = request_query(request, "before"), part;

	at->ms = 0;
	*id = 0;
	if (!rest.n)
		return OK;
	if (!text_split(&rest, '-', &part) || !text_to_int(part, &at->ms) || !text_to_int(rest, id))
		return ERR_NOT_FOUND;
	return OK;
}

enum err
get_items(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	json_t *rows = json_put_list(view, "items");
	struct text state_name = request_query(request, "state");
	struct text list_name = request_query(request, "list");
	enum item_state state = ITEM_UNSET;
	struct instant before_at;
	int64_t before_id;
	struct item *items;
	size_t count;

	if (state_name.n && item_state_parse(state_name, &state) != OK)
		return ERR_NOT_FOUND;
	TRY(before_read(request, &before_at, &before_id));
	TRY(item_list(ctx, list_of(request), state, before_at, before_id, ROWS, &items, &count));
	for (size_t i = 0; i < count; i++)
		view_item(ctx, json_add_object(rows), &items[i]);
	json_put_bool(view, "has_items", count > 0);
	json_put_bool(view, "has_drafts", false);
	if (list_of(request) == ITEM_LIST_MINE && !before_id)
		TRY(drafts_view(ctx, view));
	view_item_states(json_put_list(view, "states"), state_name);
	json_put_bool(view, "list_all", list_of(request) == ITEM_LIST_ALL);
	json_put_bool(view, "list_mine", list_of(request) == ITEM_LIST_MINE);
	json_put_bool(view, "list_waiting", list_of(request) == ITEM_LIST_WAITING);
	json_put_text(view, "list", list_name);
	view_next(view, count == ROWS ? text_format(ctx->arena,
							"/desk/"
							"items?list=%.*s&state=%.*s&before=%lld-%"
							"lld",
							TEXT_ARGS(list_name), TEXT_ARGS(state_name),
							(long long)items[count - 1].changed_at.ms,
							(long long)items[count - 1].id)
				      : NO_TEXT);
	view_action_if(ctx, view, MAY_ITEM_WRITE, ctx->actor->unit, "begin_item", "Viết tin, bài",
			"GET", TEXT("/desk/items/new"));
	return OK;
}

/* --- one item ----------------------------------------------------------------------------------
 */

/* "/desk/items/7/approve" → approve */
static enum err
verb_of(struct text path, enum item_verb *out)
{
	size_t from = path.n;

	while (from && path.p[from - 1] != '/')
		from--;
	return item_verb_parse(text_slice(path, from, path.n), out);
}

/*
 * What the form of a verb asks for besides a press of the button. The form that was sent and
 * came back is open again, and its inputs have the names of its fields as id.
 */
static void
action_needs(struct arena *arena, json_t *action, enum item_verb verb, struct text path)
{
	bool asks_reason = item_verb_asks_reason(verb);
	struct text name = item_verb_name(verb);
	enum item_verb tried;
	bool is_tried = verb_of(path, &tried) == OK && tried == verb;

	json_put_bool(action, "asks_reason", asks_reason);
	json_put_bool(action, "declares", verb == VERB_UNSET || item_verb_declares(verb));
	json_put_bool(action, "asks_time", verb == VERB_SCHEDULE);
	json_put_bool(action, "asks_redirect", verb == VERB_WITHDRAW);
	json_put_bool(action, "asks_editor", verb == VERB_HAND);
	json_put_bool(action, "asks", asks_reason || verb == VERB_SCHEDULE || verb == VERB_HAND);
	json_put_bool(action, "opened", is_tried);
	json_put_text(action, "prefix",
			is_tried ? NO_TEXT : text_format(arena, "%.*s-", TEXT_ARGS(name)));
}

static const char *
action_style(enum item_verb verb)
{
	switch (verb) {
	case VERB_WITHDRAW:
	case VERB_DROP:
		return "button-warning";
	case VERB_SUBMIT:
	case VERB_SEND:
	case VERB_TAKE:
	case VERB_SUBMIT_REVIEW:
	case VERB_APPROVE:
	case VERB_PUBLISH:
		return "";
	default:
		return "button-secondary";
	}
}

/* All of one's steps at a press, for what cannot wait. */
static enum err
express_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	struct text label;
	json_t *action;

	TRY(express_offer(ctx, item, &label));
	if (!label.n)
		return OK;
	action = view_action(view, "pass", label, "POST",
			text_format(ctx->arena, "/desk/items/%lld/pass", (long long)item->id), "");
	json_put_bool(action, "is_step", true);
	json_put_bool(action, "link", false);
	action_needs(ctx->arena, action, VERB_UNSET, NO_TEXT);
	return OK;
}

/* Those to whom it may be given, for who gives it. */
static enum err
takers_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	json_t *list = json_put_list(view, "takers");
	struct account_holder *editors;
	size_t count;

	if (!json_object_get(json_object_get(view, "may"), item_verb_name(VERB_HAND).p))
		return OK;
	TRY(item_editors(ctx, &editors, &count));
	for (size_t i = 0; i < count; i++)
		if (editors[i].account != item->taker)
			choice_add(list,
					text_format(ctx->arena, "%lld",
							(long long)editors[i].account),
					editors[i].name,
					editors[i].account == form_int(ctx->form, "to"));
	return OK;
}

/* The steps that are taken by one press and ask for a declaration share its box: the first's href.
 */
static void
declared_add(json_t *view)
{
	json_t *actions = json_object_get(view, "actions");

	json_put_bool(view, "declared_href", false);
	for (size_t i = 0; i < json_array_size(actions); i++) {
		const json_t *action = json_array_get(actions, i);

		if (!json_is_true(json_object_get(action, "declares")) ||
				!json_is_false(json_object_get(action, "asks")))
			continue;
		json_put_text(view, "declared_href", json_text(action, "href"));
		return;
	}
}

static enum err
actions_add(struct ctx *ctx, json_t *view, const struct item *item, struct text path)
{
	struct actor_facts actor = actor_facts(ctx->actor);
	enum item_verb verbs[ITEM_VERB_COUNT];
	struct item_facts facts;
	size_t count;

	TRY(express_add(ctx, view, item));
	TRY(item_facts(ctx, item, &facts));
	count = workflow_verbs(&facts, &actor, verbs);
	for (size_t i = 0; i < count; i++) {
		const char *name = text_c(ctx->arena, item_verb_name(verbs[i]));
		json_t *action;

		if (verbs[i] == VERB_SAVE) {
			action = view_action(view, "edit", TEXT("Sửa"), "GET",
					text_format(ctx->arena, "/desk/items/%lld/edit",
							(long long)item->id),
					"button-secondary");
			json_put_bool(action, "is_step", true);
			json_put_bool(action, "link", true);
			json_put_bool(action, "asks", false);
			json_put_bool(action, "declares", false);
			continue;
		}
		action = view_action(view, name, item_verb_label(verbs[i]).text, "POST",
				text_format(ctx->arena, "/desk/items/%lld/%s", (long long)item->id,
						name),
				action_style(verbs[i]));
		json_put_bool(action, "is_step", true);
		json_put_bool(action, "link", false);
		action_needs(ctx->arena, action, verbs[i], path);
	}
	json_put_bool(view, "has_actions", count > 0);
	TRY(takers_add(ctx, view, item));
	declared_add(view);
	json_put_bool(view, "awaits_sign_off", facts.urgent_by != 0);
	return OK;
}

static enum err
text_add(struct ctx *ctx, json_t *view, const struct item *item, int64_t number)
{
	cleanup(json_cleanup) json_t *body = NULL;
	struct revision revision;
	json_t *text;

	TRY(item_revision(ctx, item, number, &revision));
	TRY(json_read(revision.body, ITEM_BODY_MAX, &body));
	text = json_put_object(view, "text");
	json_put_int(text, "number", revision.number);
	json_put_text(text, "title", revision.title);
	json_put_text(text, "abstract", revision.abstract);
	json_put(text, "body", json_incref(body));
	json_put_text(text, "source", revision.source);
	json_put_text(text, "correction", revision.correction);
	json_put_text(text, "author", revision.author_name);
	json_put_instant(text, "at", revision.at, ctx->rules->zone);
	json_put_text(text, "sha256", revision.sha256);
	json_put_int(text, "words", (int64_t)rich_word_count(body));
	facts_view(ctx, text, item->genre, revision.facts, false);
	return marked_view(ctx, text, item, &revision, body);
}

static enum err
steps_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	json_t *list = json_put_list(view, "steps");
	struct step *steps;
	size_t count;

	TRY(item_steps(ctx, item, &steps, &count));
	json_put_bool(view, "last_reason", false);
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);
		bool back = steps[i].verb == VERB_RETURN || steps[i].verb == VERB_REJECT;

		json_put_text(row, "verb", item_verb_label(steps[i].verb).text);
		json_put_text(row, "code", item_verb_name(steps[i].verb));
		json_put_text(row, "who",
				steps[i].account ? steps[i].account_name
						 : TEXT("Đồng hồ hệ thống"));
		json_put_instant(row, "at", steps[i].at, ctx->rules->zone);
		json_put_int(row, "revision", steps[i].revision);
		json_put_text(row, "reason", steps[i].reason);
		view_label(row, "state", item_state_name(steps[i].to),
				item_state_label(steps[i].to));
		/* The newest word of those who sent it back stands on top of the page. */
		if (i == 0 && back)
			json_object_set(view, "last_reason", row);
	}
	json_put_bool(view, "has_steps", count > 0);
	return OK;
}

static enum err
duty_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	struct duty_row duty;
	struct receipt receipt;
	enum err err;

	json_put_bool(view, "duty", false);
	json_put_bool(view, "receipt", false);
	json_put_bool(view, "matter_href", false);
	if (item->matter)
		json_put_text(view, "matter_href",
				text_format(ctx->arena, "/desk/matters/%lld",
						(long long)item->matter));
	if (item->duty) {
		TRY(duty_load(ctx, item->duty, &duty));
		view_duty(ctx, json_put_object(view, "duty"), &duty);
	}
	err = receipt_of_item(ctx, item->id, &receipt);
	if (err == OK)
		json_put_text(view, "receipt",
				text_format(ctx->arena, "/desk/receipts/%.*s",
						TEXT_ARGS(receipt.code)));
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err
attachments_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	json_t *list = json_put_list(view, "attachments");
	struct attachment *rows;
	size_t count;
	bool may = json_object_get(json_object_get(view, "may"), "edit") != NULL;

	TRY(attachment_list(ctx, item, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row;

		if (rows[i].role == ATTACHMENT_IMAGE)
			continue;
		row = json_add_object(list);
		json_put_int(row, "id", rows[i].id);
		json_put_text(row, "name", rows[i].name);
		json_put_bool(row, "is_source", rows[i].role == ATTACHMENT_SOURCE);
		json_put_int(row, "kilobytes", (int64_t)((rows[i].size + 1023) / 1024));
		json_put_text(row, "href",
				text_format(ctx->arena, "/desk/attachments/%lld",
						(long long)rows[i].id));
		json_put_bool(row, "sealed", rows[i].is_sealed);
		json_put_bool(row, "unread", !rows[i].has_words && !rows[i].is_sealed);
		json_put_bool(row, "may_remove", may);
	}
	json_put_bool(view, "has_attachments", json_array_size(list) > 0);
	if (may) {
		json_t *action = view_action(view, "attach", TEXT("Đính kèm tệp"), "POST",
				text_format(ctx->arena, "/desk/items/%lld/attachments",
						(long long)item->id),
				"button-secondary");

		/* Its form stands beside the files. */
		json_put_bool(action, "is_step", false);
		json_put_bool(action, "asks", false);
		json_put_bool(action, "declares", false);
	}
	return OK;
}

static enum err
public_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	struct publication publication;
	enum err err = publication_load(ctx, item->id, &publication);

	json_put_bool(view, "public", false);
	json_put_bool(view, "statement_href", statement_concerns(item));
	if (statement_concerns(item))
		json_put_text(view, "statement_href",
				text_format(ctx->arena, "/desk/items/%lld/statement",
						(long long)item->id));
	json_put_bool(view, "document_href", transfer_concerns(item));
	if (transfer_concerns(item))
		json_put_text(view, "document_href",
				text_format(ctx->arena, "/desk/items/%lld/document",
						(long long)item->id));
	if (err == OK && publication.live)
		json_put_text(view, "public", publication_path(ctx->arena, &publication));
	return err == ERR_NOT_FOUND ? OK : err;
}

/* What is held is shown to those who decide, with the way there; others learn that it is. */
static enum err
held_add(struct ctx *ctx, json_t *view, const struct item *item)
{
	json_put_bool(view, "held", item->hold != 0);
	json_put_bool(view, "hold_href", false);
	json_put_bool(view, "text", false);
	json_put_bool(view, "gate", false);
	json_put_text(view, "declaration", NO_TEXT);
	if (item->hold && permit_check(MAY_HOLD_READ, ctx->actor->roles) == OK)
		json_put_text(view, "hold_href",
				text_format(ctx->arena, "/desk/holds/%lld", (long long)item->hold));
	if (item->is_sealed)
		return OK;
	TRY(text_add(ctx, view, item, item->revision));
	return view_gate(ctx, view, item);
}

enum err
get_item(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct item item;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(item_load(ctx, id, &item));
	view_item(ctx, view, &item);
	json_put_int(view, "version", item.version);
	json_put_bool(view, "is_withheld", item.is_withheld);
	TRY(held_add(ctx, view, &item));
	TRY(editors_view(ctx, view, &item));
	TRY(actions_add(ctx, view, &item, request->path));
	TRY(attachments_add(ctx, view, &item));
	TRY(duty_add(ctx, view, &item));
	TRY(steps_add(ctx, view, &item));
	TRY(public_add(ctx, view, &item));
	json_put_text(view, "step_actions_base",
			text_format(ctx->arena, "/desk/items/%lld", (long long)id));
	json_put_text(json_put_object(view, "form"), "reason", NO_TEXT);
	json_put_text(json_object_get(view, "form"), "redirect", NO_TEXT);
	json_put_text(json_object_get(view, "form"), "publish_at", NO_TEXT);
	view_crumb(view, "Tin, bài", TEXT("/desk/items"));
	TRY(view_trace(ctx, view, MERGER_ITEM, id));
	view_title(view, item.title);
	return OK;
}

/* --- steps -------------------------------------------------------------------------------------
 */

enum err
post_item_step(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct step_order order = {
			.revision = form_int(ctx->form, "revision"),
			.version = form_int(ctx->form, "version"),
			.to = form_int(ctx->form, "to"),
			.reason = text_trim(form_text(ctx->form, "reason")),
			.redirect = form_line(ctx->form, "redirect"),
			.declared = form_flag(ctx->form, "declared"),
	};
	int64_t id;

	TRY(request_id(request, "id", &id));
	if (verb_of(request->path, &order.verb) != OK)
		return ERR_NOT_FOUND;
	if (order.verb == VERB_SCHEDULE &&
			!form_instant(ctx->form, "publish_at", ctx->rules->zone, &order.publish_at))
		return form_complain(ctx->form, "publish_at", "Hãy ghi ngày và giờ đăng.");
	TRY(item_step(ctx, id, &order));
	reply_see_other(reply, text_format(request->arena, "/desk/items/%lld", (long long)id));
	return OK;
}
