/* consent.c - what the ministry's leadership said to posting other legal information. */
#include "office/consent.h"

#include "desk/document.h"
#include "desk/view.h"

static const char *const answers[] = {"yes", "no", NULL};

const struct field consent_fields[] = {
		{"version", FIELD_INT, true, 0, "Phiên bản", NULL},
		{"agreed", FIELD_CHOICE, true, 0, "Ý kiến của lãnh đạo Bộ", answers},
		{"leader", FIELD_LINE, true, CONSENT_LEADER_MAX, "Lãnh đạo Bộ cho ý kiến", NULL},
		{"decided_on", FIELD_DAY, true, 0, "Ngày cho ý kiến", NULL},
		{"paper", FIELD_LINE, true, CONSENT_PAPER_MAX, "Văn bản, bút phê ghi ý kiến", NULL},
		{"reason", FIELD_TEXT, false, CONSENT_REASON_MAX, "Lý do", NULL},
		{0},
};

/* view.consent: what was decided, or false. */
static enum err
decided_add(struct ctx *ctx, json_t *view, int64_t duty)
{
	struct consent consent;
	enum err err = consent_load(ctx, duty, &consent);
	json_t *row;

	json_put_bool(view, "consent", false);
	if (err != OK)
		return err == ERR_NOT_FOUND ? OK : err;
	row = json_put_object(view, "consent");
	json_put_bool(row, "agreed", consent.agreed);
	json_put_text(row, "leader", consent.leader);
	json_put_day(row, "decided_on", consent.decided_on);
	json_put_text(row, "paper", consent.paper);
	json_put_text(row, "reason", consent.reason);
	json_put_text(row, "recorder", consent.recorder);
	json_put_instant(row, "at", consent.at, ctx->rules->zone);
	return OK;
}

enum err
get_consent(struct ctx *ctx, struct request *request, struct reply *reply)
{
	static const char *const fields[] = {"leader", "decided_on", "paper", "reason", NULL};
	struct text agreed = form_line(ctx->form, "agreed");
	json_t *view = view_of(reply), *form = json_put_object(view, "form");
	struct duty_row duty;
	struct matter matter;
	int64_t id;

	TRY(request_id(request, "id", &id));
	TRY(duty_load(ctx, id, &duty));
	TRY(matter_load(ctx, duty.matter, &matter));
	if (!consent_asked(&duty))
		return ERR_NOT_FOUND;
	view_duty(ctx, view, &duty);
	json_put_int(view, "version", duty.version);
	TRY(decided_add(ctx, view, id));
	for (size_t i = 0; fields[i]; i++)
		json_put_text(form, fields[i], form_text(ctx->form, fields[i]));
	json_put_bool(form, "yes", text_equals(agreed, TEXT("yes")));
	json_put_bool(form, "no", text_equals(agreed, TEXT("no")));
	json_put_text(view, "happened", matter.happened);
	json_put_text(view, "unit_name", matter.unit_name);
	json_put_bool(view, "may_decide", consent_may(ctx, &duty));
	if (consent_may(ctx, &duty))
		view_action(view, "consent", TEXT("Ghi nhận ý kiến"), "POST",
				text_format(ctx->arena, "/desk/duties/%lld/consent", (long long)id),
				"");
	view_crumb(view, "Vụ việc", TEXT("/desk/matters"));
	view_crumb(view, text_c(ctx->arena, matter.title),
			text_format(ctx->arena, "/desk/matters/%lld", (long long)matter.id));
	view_title(view, text_format(ctx->arena, "Ý kiến lãnh đạo Bộ: %.*s",
					 TEXT_ARGS(matter.title)));
	return OK;
}

enum err
post_consent(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct consent consent = {
			.agreed = text_equals(form_line(ctx->form, "agreed"), TEXT("yes")),
			.leader = form_line(ctx->form, "leader"),
			.paper = form_line(ctx->form, "paper"),
			.reason = text_trim(form_text(ctx->form, "reason")),
	};
	struct duty_row duty;
	int64_t id;

	TRY(request_id(request, "id", &id));
	if (!form_day(ctx->form, "decided_on", &consent.decided_on))
		return form_complain(ctx->form, "decided_on", "Hãy ghi ngày cho ý kiến.");
	TRY(consent_give(ctx, id, form_int(ctx->form, "version"), &consent));
	TRY(duty_load(ctx, id, &duty));
	reply_see_other(reply,
			text_format(request->arena, "/desk/matters/%lld", (long long)duty.matter));
	return OK;
}
