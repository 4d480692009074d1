#include "office/genre.h"

#include "base/buf.h"
#include "office/label.h"

static struct text
fact_field(struct arena *arena, const struct fact *fact)
{
	return text_format(arena, "fact_%s", fact->key);
}

struct text
facts_of_form(const struct genre *genre, const struct form *form)
{
	cleanup(json_cleanup) json_t *facts = json_new_object();

	for (const struct fact *fact = genre->facts; fact->key; fact++) {
		struct text typed = form_text(form, fact_field(form->arena, fact).p);

		if (text_trim(typed).n)
			json_put_text(facts, fact->key, typed);
	}
	return json_write(form->arena, facts);
}

/* --- taking in ---------------------------------------------------------------------------------
 */

const struct fact *
fact_find(const struct genre *genre, const char *key)
{
	for (const struct fact *fact = genre->facts; fact->key; fact++)
		if (strcmp(fact->key, key) == 0)
			return fact;
	return NULL;
}

struct text
choice_label(const struct choice *choices, struct text code)
{
	for (; choices->code; choices++)
		if (text_equals(text_of(choices->code), code))
			return text_of(choices->label);
	return NO_TEXT;
}

static enum err
words_take(struct ctx *ctx, const struct fact *fact, struct text given)
{
	if (text_length(given) > fact->max)
		return form_exceed(ctx->form, fact_field(ctx->arena, fact).p,
				"%s: dài quá %zu ký tự.", fact->label, fact->max);
	if (fact->kind == FIELD_LINE && text_find(given, TEXT("\n")) >= 0)
		return form_complain(ctx->form, fact_field(ctx->arena, fact).p,
				"%s: chỉ viết trên một dòng.", fact->label);
	return OK;
}

/* The stored form of one fact. */
static enum err
fact_take(struct ctx *ctx, const struct fact *fact, struct text given, struct text *out)
{
	const char *field = fact_field(ctx->arena, fact).p;
	struct instant instant;
	struct day day;

	*out = given;
	switch (fact->kind) {
	case FIELD_DAY:
		if (day_parse(given, &day) != OK)
			return form_complain(ctx->form, field,
					"%s: hãy ghi một ngày có trên lịch, ví dụ 20/08/2026.",
					fact->label);
		*out = day_iso(ctx->arena, day);
		return OK;
	case FIELD_INSTANT:
		if (instant_parse(given, ctx->rules->zone, &instant) != OK)
			return form_complain(ctx->form, field,
					"%s: hãy ghi ngày và giờ, ví dụ 20/08/2026 09:15.",
					fact->label);
		*out = instant_iso(ctx->arena, instant, ctx->rules->zone);
		return OK;
	case FIELD_CHOICE:
		if (choice_label(fact->choices, given).n)
			return OK;
		return form_complain(ctx->form, field, "%s: hãy chọn một mục.", fact->label);
	default:
		return words_take(ctx, fact, given);
	}
}

enum err
facts_take(struct ctx *ctx, const struct genre *genre, struct text facts, struct text *out)
{
	cleanup(json_cleanup) json_t *given = NULL;
	cleanup(json_cleanup) json_t *kept = json_new_object();
	size_t before = ctx->form->complaint_count;

	if (facts.n && (json_read(facts, FACTS_MAX, &given) != OK || !json_is_object(given)))
		return form_complain(ctx->form, "", "Các mục riêng của %s không đọc được.",
				genre->label);
	for (const struct fact *fact = genre->facts; fact->key; fact++) {
		struct text typed = text_trim(json_text(given, fact->key)), value;

		if (typed.n && fact_take(ctx, fact, typed, &value) == OK)
			json_put_text(kept, fact->key, value);
		else if (!typed.n && fact->required)
			(void)form_complain(ctx->form, fact_field(ctx->arena, fact).p,
					"%s: hãy điền nội dung này.", fact->label);
	}
	if (ctx->form->complaint_count > before)
		return ERR_INVALID;
	if (genre->check)
		TRY(genre->check(ctx, kept));
	*out = json_write(ctx->arena, kept);
	return OK;
}

/* --- messages ----------------------------------------------------------------------------------
 */

enum err
message_check(struct ctx *ctx, const struct genre *genre, struct text facts, bool is_live)
{
	const struct fact *fact = fact_find(genre, FACT_MESSAGE);
	struct text message;

	if (!fact)
		return OK;
	message = fact_text(ctx->arena, facts, FACT_MESSAGE);
	if (is_live && !message.n)
		return form_complain(ctx->form, fact_field(ctx->arena, fact).p,
				"Hãy chọn: người đã đọc bản đang đăng cần biết bản này là cập "
				"nhật, đính chính hay hủy.");
	if (!is_live && message.n)
		return form_complain(ctx->form, fact_field(ctx->arena, fact).p,
				"Chưa có bản nào được đăng để cập nhật, đính chính hay hủy.");
	return OK;
}

struct text
message_title(struct arena *arena, const struct genre *genre, struct text facts, struct text title)
{
	const struct fact *fact = fact_find(genre, FACT_MESSAGE);
	struct text label;

	if (!fact)
		return title;
	label = choice_label(fact->choices, fact_text(arena, facts, FACT_MESSAGE));
	return label.n ? text_format(arena, "%.*s: %.*s", TEXT_ARGS(label), TEXT_ARGS(title))
		       : title;
}

/* --- showing -----------------------------------------------------------------------------------
 */

/* A stored value as people read it. */
static struct text
value_words(const struct ctx *ctx, const struct fact *fact, struct text value)
{
	struct instant instant;
	struct text label;
	struct day day;

	if (fact->kind == FIELD_DAY && day_parse(value, &day) == OK)
		return day_words(ctx->arena, day);
	if (fact->kind == FIELD_INSTANT && instant_parse(value, ctx->rules->zone, &instant) == OK)
		return instant_words(ctx->arena, instant, ctx->rules->zone);
	if (fact->kind == FIELD_CHOICE && (label = choice_label(fact->choices, value)).n)
		return label;
	return value;
}

static json_t *
facts_parse(struct text facts)
{
	json_t *given = NULL;

	if (!facts.n || json_read(facts, FACTS_MAX, &given) != OK)
		return json_new_object();
	return given;
}

void
facts_view(const struct ctx *ctx, json_t *view, const struct genre *genre, struct text facts,
		bool is_public)
{
	cleanup(json_cleanup) json_t *given = facts_parse(facts);
	json_t *list = json_put_list(view, "facts");
	json_t *named = json_put_object(view, "fact");

	for (const struct fact *fact = genre->facts; fact->key; fact++) {
		struct text value = json_text(given, fact->key);
		json_t *row;

		json_put_bool(named, fact->key, false);
		if (!value.n || (is_public && fact->is_internal))
			continue;
		row = json_add_object(list);
		json_put_text(row, "key", text_of(fact->key));
		json_put_text(row, "label", text_of(fact->label));
		json_put_text(row, "value", value);
		json_put_text(row, "text", value_words(ctx, fact, value));
		json_put_bool(row, "marked", false);
		json_put_bool(row, "is_long", fact->kind == FIELD_TEXT);
		json_object_set(named, fact->key, row);
	}
	json_put_bool(view, "has_facts", json_array_size(list) > 0);
}

void
facts_each(const struct ctx *ctx, const struct genre *genre, struct text facts, bool with_contacts,
		fact_each *each, void *arg)
{
	cleanup(json_cleanup) json_t *given = facts_parse(facts);
	size_t at = 0;

	for (const struct fact *fact = genre->facts; fact->key; fact++) {
		struct text value = json_text(given, fact->key), words;

		if (!value.n || fact->is_internal || (fact->is_contact && !with_contacts))
			continue;
		words = value_words(ctx, fact, value);
		each(arg, fact, words, at);
		at += words.n + 1;
	}
}

static void
line_add(void *arg, const struct fact *fact, struct text words, size_t at)
{
	(void)fact;
	(void)at;
	buf_add(arg, words);
	buf_add_char(arg, '\n');
}

struct text
facts_words(const struct ctx *ctx, const struct genre *genre, struct text facts, bool with_contacts)
{
	struct buf words = BUF(ctx->arena);

	facts_each(ctx, genre, facts, with_contacts, line_add, &words);
	return buf_text(&words);
}

struct text
fact_text(struct arena *arena, struct text facts, const char *key)
{
	cleanup(json_cleanup) json_t *given = facts_parse(facts);

	return text_copy(arena, json_text(given, key));
}

bool
fact_is(struct text facts, const char *key, struct text value)
{
	cleanup(json_cleanup) json_t *given = facts_parse(facts);

	return text_equals(json_text(given, key), value);
}

bool
fact_day(struct text facts, const char *key, struct day *out)
{
	cleanup(json_cleanup) json_t *given = facts_parse(facts);

	return day_parse(json_text(given, key), out) == OK;
}

bool
fact_instant(struct text facts, const char *key, struct zone zone, struct instant *out)
{
	cleanup(json_cleanup) json_t *given = facts_parse(facts);

	return instant_parse(json_text(given, key), zone, out) == OK;
}

/* --- forms -------------------------------------------------------------------------------------
 */

static void
choices_add(json_t *row, const struct choice *choice, struct text chosen)
{
	json_t *list = json_put_list(row, "choices");

	for (; choice && choice->code; choice++)
		view_choice(list, text_of(choice->code), text_of(choice->label), chosen);
}

/* What the browser's own field for an instant takes: local, without offset. */
struct text
fact_typed(const struct ctx *ctx, const struct fact *fact, struct text value)
{
	struct instant instant;

	if (fact->kind == FIELD_INSTANT && instant_parse(value, ctx->rules->zone, &instant) == OK)
		return instant_local(ctx->arena, instant, ctx->rules->zone);
	return value;
}

void
facts_form(const struct ctx *ctx, json_t *view, const struct genre *genre, struct text facts,
		bool is_new)
{
	cleanup(json_cleanup) json_t *given = facts_parse(facts);
	json_t *list = json_put_list(view, "fact_fields");

	for (const struct fact *fact = genre->facts; fact->key; fact++) {
		struct text field = fact_field(ctx->arena, fact);
		json_t *row;

		struct text value = form_has(ctx->form, field.p) ? form_text(ctx->form, field.p)
								 : json_text(given, fact->key);

		/* Nothing was published that a new item could be a message about. */
		if (is_new && strcmp(fact->key, FACT_MESSAGE) == 0)
			continue;
		row = json_add_object(list);
		json_put_text(row, "name", field);
		json_put_text(row, "label", text_of(fact->label));
		json_put_text(row, "help", text_of(fact->hint ? fact->hint : ""));
		json_put_bool(row, "required", fact->required);
		json_put_bool(row, "optional", !fact->required);
		json_put_int(row, "max", (int64_t)fact->max);
		json_put_text(row, "value", fact_typed(ctx, fact, value));
		json_put_bool(row, "is_line", fact->kind == FIELD_LINE);
		json_put_bool(row, "is_long", fact->kind == FIELD_TEXT);
		json_put_bool(row, "is_day", fact->kind == FIELD_DAY);
		json_put_bool(row, "is_instant", fact->kind == FIELD_INSTANT);
		json_put_bool(row, "is_choice", fact->kind == FIELD_CHOICE);
		choices_add(row, fact->choices, value);
		json_put(row, "complaint", form_complaint(ctx->form, field));
	}
	json_put_text(view, "genre", text_of(genre->name));
	json_put_text(view, "genre_label", text_of(genre->label));
	json_put_bool(view, "has_fact_fields", json_array_size(list) > 0);
}
