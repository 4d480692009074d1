#include "office/receipt_view.h"

#include "law/deadline.h"
#include "office/label.h"

struct label
receipt_verdict_label(const struct receipt_facts *facts)
{
	static const enum tone tones[RECEIPT_VERDICTS] = {
			[RECEIPT_ON_TIME] = TONE_GOOD,
			[RECEIPT_LATE] = TONE_BAD,
			[RECEIPT_NO_LIMIT] = TONE_NEUTRAL,
			[RECEIPT_SETTLED] = TONE_NEUTRAL,
			[RECEIPT_PARTIAL] = TONE_WARN,
	};

	return (struct label){.text = facts->words, .tone = tones[facts->verdict]};
}

struct text
receipt_due_words(struct arena *arena, const struct receipt_facts *facts, struct zone zone)
{
	const struct due due = {
			.has_end = facts->has_due,
			.due_before = facts->due_before,
			.has_last_day = facts->has_last_day,
			.last_day = facts->last_day,
	};

	return due_words(arena, &due, zone);
}

static void
view_duty(struct arena *arena, json_t *view, const struct receipt_facts *facts, struct zone zone)
{
	json_put_text(view, "rule", facts->rule);
	json_put_text(view, "title", facts->duty_title);
	json_put_text(view, "clause", facts->clause);
	json_put_text(view, "regulation", facts->regulation);
	json_put_text(view, "due", receipt_due_words(arena, facts, zone));
	json_put_instant(view, "met_at", facts->met_at, zone);
	json_put_int(view, "late_ms", facts->late_ms);
	json_put_int(view, "elapsed_ms", facts->elapsed_ms);
	view_label(view, "verdict", receipt_verdict_name(facts->verdict),
			receipt_verdict_label(facts));
}

static void
view_attachments(json_t *view, const struct receipt_facts *facts)
{
	json_t *list = json_put_list(view, "attachments");

	for (size_t i = 0; i < facts->attachment_count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", facts->attachments[i].name);
		json_put_int(row, "size", facts->attachments[i].size);
		json_put_text(row, "sha256", facts->attachments[i].sha256);
	}
	json_put_bool(view, "has_attachments", facts->attachment_count > 0);
}

static void
view_facts(struct arena *arena, json_t *view, const struct receipt_facts *facts, struct zone zone)
{
	json_put_text(view, "site_name", facts->site_name);
	json_put_text(view, "site_url", facts->site_url);
	json_put_text(view, "code", facts->code);
	json_put_instant(view, "issued_at", facts->issued_at, zone);
	json_put_text(view, "unit_code", facts->unit_code);
	json_put_text(view, "unit_name", facts->unit_name);
	json_put_text(view, "sender", facts->sender);
	json_put_int(view, "item", facts->item);
	json_put_int(view, "revision", facts->revision);
	json_put_text(view, "title", facts->title);
	json_put_text(view, "sha256", facts->sha256);
	view_attachments(view, facts);
	json_put_bool(view, "matter", false);
	if (facts->has_matter) {
		json_t *matter = json_put_object(view, "matter");

		json_put_int(matter, "number", facts->matter);
		json_put_text(matter, "title", facts->matter_title);
	}
	json_put_bool(view, "duty", false);
	if (facts->has_duty)
		view_duty(arena, json_put_object(view, "duty"), facts, zone);
}

void
receipt_check_view(struct arena *arena, json_t *view, const struct receipt_check *check,
		struct zone zone)
{
	static const struct label labels[] = {
			[RECEIPT_VALID] = {TEXT("Hợp lệ"), TONE_GOOD},
			[RECEIPT_DOCUMENT_CHANGED] = {TEXT("Không hợp lệ: nội dung đã bị thay đổi"),
					TONE_BAD},
			[RECEIPT_KEY_UNKNOWN] = {TEXT("Không hợp lệ: khóa lạ"), TONE_BAD},
			[RECEIPT_SIGNATURE_WRONG] = {TEXT("Không hợp lệ: chữ ký sai"), TONE_BAD},
			[RECEIPT_KEY_RETIRED] = {TEXT("Không hợp lệ: khóa đã ngừng dùng"),
					TONE_BAD},
	};
	bool is_valid = check->state == RECEIPT_VALID;

	view_label(view, "state", receipt_state_name(check->state), labels[check->state]);
	json_put_bool(view, "valid", is_valid);
	json_put_text(view, "words", check->words);
	json_put_text(view, "fingerprint", check->fingerprint);
	json_put_bool(view, "recorded", check->is_recorded);
	json_put_bool(view, "receipt", false);
	json_put_bool(view, "package", false);
	if (is_valid && check->has_facts)
		view_facts(arena, json_put_object(view, "receipt"), &check->facts, zone);
}

void
receipt_seal_view(json_t *view, const struct receipt_seal *seal)
{
	static const struct label none = {TEXT("Chưa ký"), TONE_NEUTRAL},
				  good = {TEXT("Đã ký, chữ ký đúng"), TONE_GOOD},
				  broken = {TEXT("Chữ ký không khớp nội dung"), TONE_BAD};
	json_t *object;

	if (!seal->is_signed)
		view_label(view, "signature", TEXT("none"), none);
	else if (seal->is_good)
		view_label(view, "signature", TEXT("good"), good);
	else
		view_label(view, "signature", TEXT("broken"), broken);
	object = json_object_get(view, "signature");
	json_put_bool(object, "signed", seal->is_signed);
	json_put_text(object, "fingerprint", seal->fingerprint);
}
