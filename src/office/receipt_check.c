#include "office/receipt_check.h"

#include "base/json.h"
#include "office/receipt.h"

struct text
receipt_state_name(enum receipt_state state)
{
	static const struct text names[] = {
			[RECEIPT_VALID] = TEXT("valid"),
			[RECEIPT_DOCUMENT_CHANGED] = TEXT("document_changed"),
			[RECEIPT_KEY_UNKNOWN] = TEXT("key_unknown"),
			[RECEIPT_SIGNATURE_WRONG] = TEXT("signature_wrong"),
			[RECEIPT_KEY_RETIRED] = TEXT("key_retired"),
	};

	return names[state];
}

/* Where the two begin to differ, counted from 1 as people count; 0: nowhere. */
static size_t
difference(struct text a, struct text b)
{
	size_t n = a.n < b.n ? a.n : b.n, i = 0;

	while (i < n && a.p[i] == b.p[i])
		i++;
	return a.n == b.n && i == n ? 0 : i + 1;
}

static void
find(struct receipt_check *check, enum receipt_state state, struct text words)
{
	check->state = state;
	check->words = words;
}

/* What the store keeps under the same code decides where the file was changed. */
static enum err
compare_with_store(struct arena *arena, const struct receipt_file *file,
		const struct receipt_trust *trust, struct receipt_check *check)
{
	struct text kept = NO_TEXT;
	size_t at;

	if (!trust->store || !check->has_facts)
		return OK;
	TRY(receipt_document(trust->store, arena, check->facts.code, &kept));
	if (!kept.n)
		return OK;
	at = difference(file->document, kept);
	check->is_recorded = at == 0;
	if (at)
		find(check, RECEIPT_DOCUMENT_CHANGED,
				text_format(arena,
						"Nội dung khác với giấy mang mã này mà Cổng đang "
						"lưu, kể từ byte thứ %zu.",
						at));
	return OK;
}

static void
check_signature(struct arena *arena, const struct receipt_file *file,
		const struct receipt_trust *trust, struct receipt_check *check)
{
	const struct site_key *key = site_key_find(trust->keys, trust->key_count, &file->public);
	struct hash hash = hash_of(file->document);

	if (memcmp(hash.bytes, file->sha256.bytes, HASH_SIZE) != 0)
		find(check, RECEIPT_DOCUMENT_CHANGED,
				TEXT("Nội dung đã bị thay đổi: SHA-256 của nội dung không khớp với "
				     "SHA-256 ghi trong tệp."));
	else if (trust->keys && !key)
		find(check, RECEIPT_KEY_UNKNOWN,
				TEXT("Khóa ghi trong tệp không phải khóa đã công bố: ai đó khác đã "
				     "ký, hoặc khóa trong tệp đã bị thay."));
	else if (!signature_fits(&file->signature, &file->public, file->document))
		find(check, RECEIPT_SIGNATURE_WRONG,
				TEXT("Chữ ký không khớp với nội dung và khóa: nội dung, chữ ký "
				     "hoặc "
				     "khóa đã bị thay đổi."));
	else if (key && key->is_retired && check->has_facts &&
			instant_compare(check->facts.issued_at, key->retired_at) > 0)
		find(check, RECEIPT_KEY_RETIRED,
				text_format(arena,
						"Giấy ghi phát hành sau khi khóa này đã ngừng dùng "
						"(%s).",
						instant_words(arena, key->retired_at, ZONE_VIETNAM)
								.p));
	else
		find(check, RECEIPT_VALID, TEXT("Chữ ký đúng, nội dung còn nguyên vẹn."));
}

void
receipt_seal_check(struct arena *arena, const struct receipt_file *file,
		const struct receipt_trust *trust, enum receipt_state *state, struct text *words)
{
	cleanup(json_cleanup) json_t *document = NULL;
	struct receipt_check check = {0};

	if (json_read(file->document, RECEIPT_FILE_MAX, &document) == OK)
		check.has_facts = instant_parse(json_text(document, "issued_at"), ZONE_VIETNAM,
						  &check.facts.issued_at) == OK;
	check_signature(arena, file, trust, &check);
	*state = check.state;
	*words = check.words;
}

enum err
receipt_check(struct arena *arena, const struct receipt_file *file,
		const struct receipt_trust *trust, struct receipt_check *out, struct text *fault)
{
	struct receipt_check check = {.fingerprint = sign_fingerprint(arena, &file->public)};

	check.has_facts = receipt_document_read(arena, file->document, &check.facts) == OK;
	check_signature(arena, file, trust, &check);
	if (check.state == RECEIPT_VALID ||
			(check.state == RECEIPT_DOCUMENT_CHANGED && trust->tells_place))
		TRY(compare_with_store(arena, file, trust, &check));
	if (check.state == RECEIPT_VALID && !check.has_facts) {
		*fault = TEXT("Chữ ký đúng nhưng nội dung theo một mẫu mà phần mềm này chưa biết; "
			      "hãy dùng bản mới hơn.");
		return ERR_INVALID;
	}
	*out = check;
	return OK;
}
