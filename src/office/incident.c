#include "office/incident.h"

#include "base/json.h"

#define EVIDENCE_MAX 100000

static struct instant
instant_of(const struct ctx *ctx, const json_t *evidence, const char *key)
{
	struct instant at = {0};

	if (instant_parse(json_text(evidence, key), ctx->rules->zone, &at) != OK)
		at.ms = 0;
	return at;
}

bool
incident_of(const struct ctx *ctx, const struct duty_row *duty, struct incident *out)
{
	cleanup(json_cleanup) json_t *evidence = NULL;

	if (!duty->rule || !text_equals(duty->rule->part, TEXT("incident")) ||
			json_read(duty->evidence, EVIDENCE_MAX, &evidence) != OK)
		return false;
	*out = (struct incident){
			.occurred_at = instant_of(ctx, evidence, "occurred_at"),
			.detected_at = instant_of(ctx, evidence, "detected_at"),
			.reported_at = instant_of(ctx, evidence, "reported_at"),
			.late_because = text_copy(ctx->arena, json_text(evidence, "late_because")),
	};
	out->is_late_at_birth = duty->due.has_end && out->detected_at.ms &&
				instant_compare(out->detected_at, duty->due.due_before) >= 0;
	return true;
}

enum err
incident_check(struct ctx *ctx, int64_t id)
{
	struct incident incident;
	struct duty_row duty;

	TRY(duty_load(ctx, id, &duty));
	if (!incident_of(ctx, &duty, &incident))
		return OK;
	if (incident.detected_at.ms &&
			instant_compare(incident.detected_at, incident.occurred_at) < 0)
		return form_complain(ctx->form, "evidence_detected_at",
				"Thời điểm phát hiện không thể trước thời điểm xảy ra.");
	if (incident.reported_at.ms &&
			instant_compare(incident.reported_at, incident.detected_at) < 0)
		return form_complain(ctx->form, "evidence_reported_at",
				"Thời điểm nhận báo cáo không thể trước thời điểm phát hiện.");
	if (incident.is_late_at_birth && !incident.late_because.n)
		return form_complain(ctx->form, "evidence_late_because",
				"Vụ việc được phát hiện khi đã hết thời hạn cung cấp thông tin: "
				"hãy "
				"ghi lý do phát hiện muộn.");
	return OK;
}
