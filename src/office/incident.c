#include "office/incident.h"

#include "base/json.h"
#include "gen/office/incident.sql.h"
#include "office/genre.h"

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

static void
parts_look(struct ctx *ctx, struct text facts, struct incident_part out[INCIDENT_PARTS])
{
	for (size_t i = 0; i < INCIDENT_PARTS; i++)
		out[i].given = out[i].given ||
			       fact_text(ctx->arena, facts, text_c(ctx->arena, out[i].key)).n > 0;
}

enum err
incident_parts(struct ctx *ctx, int64_t duty, struct text facts,
		struct incident_part out[INCIDENT_PARTS])
{
	static const char *const keys[INCIDENT_PARTS] = {"incident", "view", "done", "planned"};
	const struct genre *genre = genre_find(TEXT("incident"));
	struct query q;

	for (size_t i = 0; i < INCIDENT_PARTS; i++)
		out[i] = (struct incident_part){.key = text_of(keys[i]),
				.label = text_of(fact_find(genre, keys[i])->label)};
	parts_look(ctx, facts, out);
	query_begin(&q, ctx->store, &SQL_incident_given);
	bind_int(&q, duty);
	while (query_next(&q))
		parts_look(ctx, column_text(&q, 0, ctx->arena), out);
	return query_end(&q);
}

enum err
incident_owes(struct ctx *ctx, int64_t id, struct text facts, bool *out)
{
	struct incident_part parts[INCIDENT_PARTS];
	struct incident incident;
	struct duty_row duty;
	bool owes = false;

	TRY(duty_load(ctx, id, &duty));
	if (incident_of(ctx, &duty, &incident)) {
		TRY(incident_parts(ctx, id, facts, parts));
		for (size_t i = 0; i < INCIDENT_PARTS; i++)
			owes = owes || !parts[i].given;
	}
	*out = owes;
	return OK;
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
