/*
 * form_json.c - a JSON object as a form.
 *
 * Texts, numbers and booleans become values as if they had been typed; a list of
 * them becomes several values of one name; null is absent. What is nested deeper
 * stays JSON and is read by form_json.
 */
#include "http/form_reader.h"

#include "base/json.h"

static enum err
add_scalar(struct form_reader *reader, struct text name, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return form_add_value(reader, name, json_text_of(value));
	case JSON_TRUE:
		return form_add_value(reader, name, TEXT("1"));
	case JSON_FALSE:
		return form_add_value(reader, name, TEXT("0"));
	case JSON_INTEGER:
	case JSON_REAL:
		return form_add_value(reader, name, json_write(reader->form->arena, value));
	default:
		return OK;
	}
}

static enum err
add_member(struct form_reader *reader, struct text name, const json_t *value)
{
	size_t i;
	json_t *item;

	if (!json_is_array(value))
		return add_scalar(reader, name, value);
	json_array_foreach(value, i, item) TRY(add_scalar(reader, name, item));
	return OK;
}

/* Strings inside nested values get their normal form too: the text is taken before it is read. */
static enum err
object_read(struct form_reader *reader, json_t **out)
{
	struct text text;
	json_t *value;

	if (text_take(reader->form->arena, buf_text(&reader->body), &text) != OK)
		return form_fail(reader, ERR_INVALID, "Nội dung gửi lên không phải UTF-8.");
	if (json_read(text, reader->limits.form_max * 2, &value) != OK)
		return form_fail(reader, ERR_INVALID, "Nội dung JSON không đọc được.");
	if (!json_is_object(value)) {
		json_decref(value);
		return form_fail(reader, ERR_INVALID, "Nội dung JSON phải là một đối tượng {…}.");
	}
	*out = value;
	return OK;
}

enum err
json_body_end(struct form_reader *reader)
{
	const char *name;
	json_t *value;

	TRY(object_read(reader, &reader->form->json));
	json_object_foreach(reader->form->json, name, value)
			TRY(add_member(reader, text_of(name), value));
	return OK;
}
