#include "desk/input.h"

#include "office/label.h"

json_t *
input_add(struct ctx *ctx, json_t *list, const struct field *field, const char *kind,
		const char *help, struct text value)
{
	json_t *row = json_add_object(list);
	struct text is = text_of(kind);

	json_put_text(row, "name", text_of(field->name));
	json_put_text(row, "label", text_of(field->label));
	json_put_text(row, "help", text_of(help));
	json_put_bool(row, "required", field->required);
	json_put_bool(row, "optional", !field->required);
	json_put_bool(row, "is_line", text_equals(is, TEXT("line")));
	json_put_bool(row, "is_long", text_equals(is, TEXT("long")));
	json_put_bool(row, "is_day", text_equals(is, TEXT("day")));
	json_put_bool(row, "is_instant", text_equals(is, TEXT("instant")));
	json_put_bool(row, "is_choice", text_equals(is, TEXT("choice")));
	json_put_bool(row, "max", false);
	if (field->max)
		json_put_int(row, "max", (int64_t)field->max);
	json_put_list(row, "choices");
	json_put_text(row, "value",
			form_has(ctx->form, field->name) ? form_text(ctx->form, field->name)
							 : value);
	json_put(row, "complaint", form_complaint(ctx->form, text_of(field->name)));
	return row;
}

void
input_choice(json_t *input, struct text code, struct text label)
{
	view_choice(json_object_get(input, "choices"), code, label, json_text(input, "value"));
}

bool
input_has_number(const struct form *form, const char *name, int64_t number)
{
	struct text value;
	int64_t typed;

	for (size_t i = 0; form_at(form, name, i, &value); i++)
		if (text_to_int(value, &typed) && typed == number)
			return true;
	return false;
}

enum err
input_numbers(struct form *form, const char *name, int64_t *out, size_t max, size_t *count)
{
	struct text value;

	*count = 0;
	while (*count < max && form_at(form, name, *count, &value))
		if (!text_to_int(value, &out[(*count)++]))
			return form_complain(form, name, "Hãy chọn trong danh sách.");
	return OK;
}
