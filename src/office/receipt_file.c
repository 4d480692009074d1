#include "office/receipt_file.h"

#include "base/json.h"

static const struct text verdict_names[RECEIPT_VERDICTS] = {
		[RECEIPT_ON_TIME] = TEXT("on_time"),
		[RECEIPT_LATE] = TEXT("late"),
		[RECEIPT_NO_LIMIT] = TEXT("no_limit"),
		[RECEIPT_SETTLED] = TEXT("settled"),
		[RECEIPT_PARTIAL] = TEXT("partial"),
};

struct text
receipt_verdict_name(enum receipt_verdict verdict)
{
	return verdict_names[verdict];
}

/* --- writing a document ------------------------------------------------------------------------
 */

static void
put_instant(struct arena *arena, json_t *object, const char *key, struct instant at)
{
	json_put_text(object, key, instant_iso_ms(arena, at, ZONE_VIETNAM));
}

static void
put_attachments(json_t *document, const struct receipt_facts *facts)
{
	json_t *list = json_put_list(document, "attachments");

	for (size_t i = 0; i < facts->attachment_count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", facts->attachments[i].name);
		json_put_int(row, "size", facts->attachments[i].size);
		json_put_text(row, "sha256", facts->attachments[i].sha256);
	}
}

static void
put_what(json_t *document, const struct receipt_facts *facts)
{
	json_t *row;

	json_put(document, "matter", json_null());
	if (facts->has_matter) {
		row = json_put_object(document, "matter");
		json_put_int(row, "number", facts->matter);
		json_put_text(row, "title", facts->matter_title);
	}
	json_put(document, "duty", json_null());
	if (facts->has_duty) {
		row = json_put_object(document, "duty");
		json_put_text(row, "rule", facts->rule);
		json_put_text(row, "title", facts->duty_title);
		json_put_text(row, "clause", facts->clause);
		json_put_text(row, "regulation", facts->regulation);
	}
	row = json_put_object(document, "item");
	json_put_int(row, "number", facts->item);
	json_put_int(row, "revision", facts->revision);
	json_put_text(row, "title", facts->title);
	json_put_text(row, "sha256", facts->sha256);
	put_attachments(document, facts);
}

static void
put_verdict(struct arena *arena, json_t *document, const struct receipt_facts *facts)
{
	json_t *row;

	json_put(document, "deadline", json_null());
	json_put(document, "verdict", json_null());
	if (!facts->has_duty)
		return;
	row = json_put_object(document, "deadline");
	json_put(row, "last_day",
			facts->has_last_day ? json_of_text(day_iso(arena, facts->last_day))
					    : json_null());
	json_put(row, "due_before", json_null());
	if (facts->has_due)
		put_instant(arena, row, "due_before", facts->due_before);
	row = json_put_object(document, "verdict");
	json_put_text(row, "code", verdict_names[facts->verdict]);
	put_instant(arena, row, "met_at", facts->met_at);
	json_put_int(row, "late_ms", facts->late_ms);
	json_put_int(row, "elapsed_ms", facts->elapsed_ms);
	json_put_text(row, "words", facts->words);
}

struct text
receipt_document_write(struct arena *arena, const struct receipt_facts *facts)
{
	cleanup(json_cleanup) json_t *document = json_new_object();
	json_t *row;

	json_put_text(document, "format", TEXT(RECEIPT_FORMAT));
	row = json_put_object(document, "site");
	json_put_text(row, "name", facts->site_name);
	json_put_text(row, "url", facts->site_url);
	json_put_text(document, "code", facts->code);
	put_instant(arena, document, "issued_at", facts->issued_at);
	row = json_put_object(document, "unit");
	json_put_text(row, "code", facts->unit_code);
	json_put_text(row, "name", facts->unit_name);
	json_put_text(document, "sender", facts->sender);
	put_what(document, facts);
	put_verdict(arena, document, facts);
	return json_write(arena, document);
}

/* --- reading one -------------------------------------------------------------------------------
 *
 * Whatever is missing or of another kind reads as empty, 0 or none; the text written
 * from what was read then differs from the one that was given.
 */

static struct text
take_text(struct arena *arena, const json_t *object, const char *key)
{
	return text_copy(arena, json_text(object, key));
}

static struct instant
take_instant(const json_t *object, const char *key)
{
	struct instant at = {0};

	return instant_parse(json_text(object, key), ZONE_VIETNAM, &at) == OK ? at
									      : (struct instant){0};
}

static void
take_attachments(struct arena *arena, const json_t *document, struct receipt_facts *facts)
{
	const json_t *list = json_object_get(document, "attachments"), *row;
	size_t i;

	facts->attachments =
			ARENA_NEW_ARRAY(arena, RECEIPT_ATTACHMENTS_MAX, struct receipt_attachment);
	json_array_foreach(list, i, row)
	{
		if (i == RECEIPT_ATTACHMENTS_MAX)
			break;
		facts->attachments[facts->attachment_count++] = (struct receipt_attachment){
				.name = take_text(arena, row, "name"),
				.size = json_int(row, "size"),
				.sha256 = take_text(arena, row, "sha256"),
		};
	}
}

static void
take_what(struct arena *arena, const json_t *document, struct receipt_facts *facts)
{
	const json_t *matter = json_object_get(document, "matter");
	const json_t *duty = json_object_get(document, "duty");
	const json_t *item = json_object_get(document, "item");

	facts->has_matter = json_is_object(matter);
	facts->matter = json_int(matter, "number");
	facts->matter_title = take_text(arena, matter, "title");
	facts->has_duty = json_is_object(duty);
	facts->rule = take_text(arena, duty, "rule");
	facts->duty_title = take_text(arena, duty, "title");
	facts->clause = take_text(arena, duty, "clause");
	facts->regulation = take_text(arena, duty, "regulation");
	facts->item = json_int(item, "number");
	facts->revision = json_int(item, "revision");
	facts->title = take_text(arena, item, "title");
	facts->sha256 = take_text(arena, item, "sha256");
	take_attachments(arena, document, facts);
}

static void
take_verdict(struct arena *arena, const json_t *document, struct receipt_facts *facts)
{
	const json_t *deadline = json_object_get(document, "deadline");
	const json_t *verdict = json_object_get(document, "verdict");
	struct text code = json_text(verdict, "code");

	facts->has_last_day = day_parse(json_text(deadline, "last_day"), &facts->last_day) == OK;
	facts->has_due = json_is_string(json_object_get(deadline, "due_before"));
	facts->due_before = take_instant(deadline, "due_before");
	for (int i = 0; i < RECEIPT_VERDICTS; i++)
		if (text_equals(code, verdict_names[i]))
			facts->verdict = (enum receipt_verdict)i;
	facts->met_at = take_instant(verdict, "met_at");
	facts->late_ms = json_int(verdict, "late_ms");
	facts->elapsed_ms = json_int(verdict, "elapsed_ms");
	facts->words = take_text(arena, verdict, "words");
}

enum err
receipt_document_read(struct arena *arena, struct text text, struct receipt_facts *out)
{
	cleanup(json_cleanup) json_t *document = NULL;
	struct receipt_facts facts = {0};

	TRY(json_read(text, RECEIPT_FILE_MAX, &document));
	facts.site_name = take_text(arena, json_object_get(document, "site"), "name");
	facts.site_url = take_text(arena, json_object_get(document, "site"), "url");
	facts.code = take_text(arena, document, "code");
	facts.issued_at = take_instant(document, "issued_at");
	facts.unit_code = take_text(arena, json_object_get(document, "unit"), "code");
	facts.unit_name = take_text(arena, json_object_get(document, "unit"), "name");
	facts.sender = take_text(arena, document, "sender");
	take_what(arena, document, &facts);
	take_verdict(arena, document, &facts);
	if (!text_equals(receipt_document_write(arena, &facts), text))
		return ERR_INVALID;
	*out = facts;
	return OK;
}

/* --- the file ----------------------------------------------------------------------------------
 */

static struct text
file_text(struct arena *arena, const struct receipt_file *file)
{
	cleanup(json_cleanup) json_t *top = json_new_object();

	json_put_text(top, "document", file->document);
	json_put_text(top, "sha256", hash_hex(arena, file->sha256));
	json_put_text(top, "algorithm", TEXT(SIGN_ALGORITHM));
	json_put_text(top, "public_key", base64(arena, file->public.bytes, SIGN_PUBLIC_SIZE));
	json_put_text(top, "signature", base64(arena, file->signature.bytes, SIGNATURE_SIZE));
	return text_format(arena, "%s\n", json_write_indented(arena, top).p);
}

struct text
receipt_file_write(struct arena *arena, struct text document, const struct sign_public *public,
		const struct signature *signature)
{
	struct receipt_file file = {
			.document = document,
			.sha256 = hash_of(document),
			.public = *public,
			.signature = *signature,
	};

	return file_text(arena, &file);
}

static bool
take_fields(struct arena *arena, const json_t *top, struct receipt_file *file)
{
	file->document = take_text(arena, top, "document");
	return json_is_string(json_object_get(top, "document")) &&
	       text_equals(json_text(top, "algorithm"), TEXT(SIGN_ALGORITHM)) &&
	       hash_read(json_text(top, "sha256"), &file->sha256) &&
	       base64_read(json_text(top, "public_key"), file->public.bytes, SIGN_PUBLIC_SIZE) &&
	       base64_read(json_text(top, "signature"), file->signature.bytes, SIGNATURE_SIZE);
}

static enum err
refuse(struct text *fault, const char *words)
{
	*fault = text_of(words);
	return ERR_INVALID;
}

enum err
receipt_file_read(struct arena *arena, struct text bytes, struct receipt_file *out,
		struct text *fault)
{
	cleanup(json_cleanup) json_t *top = NULL;
	struct receipt_file file;

	if (!bytes.n)
		return refuse(fault, "Tệp rỗng.");
	if (bytes.n > RECEIPT_FILE_MAX)
		return refuse(fault,
				"Tệp lớn quá 256 KB: giấy xác nhận không bao giờ lớn như vậy.");
	if (json_read(bytes, RECEIPT_FILE_MAX, &top) != OK || !json_is_object(top))
		return refuse(fault, "Tệp này không phải giấy xác nhận do Cổng phát hành. Hãy chọn "
				     "tệp .json đã tải từ trang của giấy xác nhận.");
	if (!take_fields(arena, top, &file))
		return refuse(fault, "Tệp thiếu nội dung, khóa hoặc chữ ký của giấy xác nhận, hoặc "
				     "các phần đó không đọc được.");
	if (!text_equals(file_text(arena, &file), bytes))
		return refuse(fault,
				"Tệp không còn nguyên từng byte như khi phát hành. Hãy dùng tệp "
				"gốc, chưa mở ra sửa và lưu lại.");
	*out = file;
	return OK;
}
