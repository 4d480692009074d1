#include "office/label.h"

static json_t *
label_add(json_t *view, const char *key, struct label label)
{
	json_t *object = json_put_object(view, key);

	json_put_text(object, "label", label.text);
	json_put_text(object, "tone", tone_name(label.tone));
	return object;
}

void
view_label(json_t *view, const char *key, struct text code, struct label label)
{
	json_put_text(label_add(view, key, label), "code", code);
}

void
view_status(json_t *view, const char *key, struct label label)
{
	if (label.text.n)
		label_add(view, key, label);
	else
		json_put_bool(view, key, false);
}

void
view_choice(json_t *list, struct text code, struct text label, struct text chosen)
{
	json_t *row = json_add_object(list);

	json_put_text(row, "code", code);
	json_put_text(row, "label", label);
	json_put_bool(row, "chosen", text_equals(chosen, code));
}
