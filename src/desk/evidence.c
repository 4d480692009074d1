#include "desk/evidence.h"

#include "office/duty.h"
#include "office/label.h"

/* The two answers of a yes-or-no piece of evidence; none for others. */
static void
answers_add(json_t *row, const struct evidence *evidence, struct text typed)
{
	const struct text answers[] = {EVIDENCE_YES, EVIDENCE_NO};
	bool is_choice = evidence->kind == EVIDENCE_YES_NO;
	json_t *list = json_put_list(row, "choices");

	json_put_bool(row, "is_choice", is_choice);
	for (size_t i = 0; is_choice && i < COUNT_OF(answers); i++)
		view_choice(list, answers[i], answers[i], typed);
}

static void
input_add(const struct ctx *ctx, json_t *list, const struct evidence *evidence)
{
	struct text name = text_format(ctx->arena, "evidence_%.*s", TEXT_ARGS(evidence->key));
	json_t *row = json_add_object(list);

	json_put_text(row, "name", name);
	json_put_text(row, "label", evidence->label);
	json_put_text(row, "help", evidence->help);
	json_put_bool(row, "required", evidence->is_required);
	json_put_bool(row, "optional", !evidence->is_required);
	json_put_bool(row, "is_long", evidence->kind == EVIDENCE_LONG);
	json_put_bool(row, "is_day", evidence->kind == EVIDENCE_DAY);
	json_put_bool(row, "is_instant", evidence->kind == EVIDENCE_INSTANT);
	json_put_bool(row, "is_line", evidence->kind == EVIDENCE_TEXT);
	answers_add(row, evidence, form_line(ctx->form, name.p));
	json_put_bool(row, "max", false);
	json_put_text(row, "value", form_line(ctx->form, name.p));
	json_put(row, "complaint", form_complaint(ctx->form, name));
}

void
evidence_form(const struct ctx *ctx, json_t *view, const struct duty *duty,
		const struct genre *told)
{
	json_t *list = json_put_list(view, "evidence");

	for (size_t i = 0; i < duty->evidence_count; i++)
		if (!told || !fact_find(told, text_c(ctx->arena, duty->evidence[i].key)))
			input_add(ctx, list, &duty->evidence[i]);
}
