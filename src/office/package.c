#include "office/package.h"

#include "base/rich.h"
#include "office/attachment.h"
#include "office/genre.h"
#include "office/label.h"
#include "office/publication.h"
#include "office/receipt_view.h"
#include "office/transfer.h"
#include "office/unit.h"

static const struct part_name {
	const char *name;
	const char *label;
} PARTS[PACKAGE_PARTS] = {
		{"title", "tên văn bản"},
		{"abstract", "trích yếu"},
		{"facts", "thông tin của văn bản"},
		{"body", "nội dung"},
		{"text", "nội dung dạng chữ"},
};

/* --- writing -----------------------------------------------------------------------------------
 */

static void
put_instant(struct ctx *ctx, json_t *object, const char *key, struct instant at)
{
	json_put_text(object, key, instant_iso_ms(ctx->arena, at, ctx->rules->zone));
}

/* What the public may read of the facts. */
static enum err
public_facts(struct ctx *ctx, const struct publication *p, struct text *out)
{
	cleanup(json_cleanup) json_t *facts = json_new_object();

	for (const struct fact *fact = p->genre->facts; fact->key; fact++) {
		struct text value = fact_text(ctx->arena, p->facts, fact->key);

		if (value.n && !fact->is_internal)
			json_put_text(facts, fact->key, value);
	}
	*out = json_write(ctx->arena, facts);
	return OK;
}

static enum err
parts_put(struct ctx *ctx, const struct publication *p, json_t *parts)
{
	cleanup(json_cleanup) json_t *body = NULL;
	struct text facts;

	TRY(json_read(p->body, ITEM_BODY_MAX, &body));
	TRY(public_facts(ctx, p, &facts));
	json_put_text(parts, "title", p->title);
	json_put_text(parts, "abstract", p->abstract);
	json_put_text(parts, "facts", facts);
	json_put_text(parts, "body", p->body);
	json_put_text(parts, "text", rich_text(ctx->arena, body));
	return OK;
}

static void
digests_put(struct arena *arena, json_t *document, const json_t *parts)
{
	json_t *list = json_put_list(document, "parts");

	for (size_t i = 0; i < PACKAGE_PARTS; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", text_of(PARTS[i].name));
		json_put_text(row, "sha256",
				hash_hex(arena, hash_of(json_text(parts, PARTS[i].name))));
	}
}

static enum err
transfers_put(struct ctx *ctx, json_t *document, int64_t item)
{
	json_t *list = json_put_list(document, "transfers");
	struct transfer *rows;
	size_t count;

	TRY(transfer_list(ctx, item, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		put_instant(ctx, row, "given_at", rows[i].given_at);
		json_put_text(row, "evidence", rows[i].evidence);
		json_put_text(row, "address", rows[i].address);
	}
	return OK;
}

static enum err
attachments_put(struct ctx *ctx, json_t *document, int64_t item)
{
	json_t *list = json_put_list(document, "attachments");
	struct attachment *rows;
	size_t count;

	TRY(attachment_list_public(ctx, item, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", rows[i].name);
		json_put_int(row, "size", (int64_t)rows[i].size);
		json_put_text(row, "sha256", rows[i].sha256);
	}
	return OK;
}

static enum err
what_put(struct ctx *ctx, const struct item *item, const struct publication *p, json_t *document)
{
	struct revision revision;
	json_t *row;

	TRY(item_revision(ctx, item, p->revision, &revision));
	row = json_put_object(document, "unit");
	json_put_text(row, "code", p->unit_code);
	json_put_text(row, "name", p->unit_name);
	row = json_put_object(document, "item");
	json_put_int(row, "number", item->id);
	json_put_int(row, "revision", p->revision);
	json_put_text(row, "genre", text_of(p->genre->name));
	json_put_text(row, "title", p->title);
	json_put_text(row, "sha256", revision.sha256);
	row = json_put_object(document, "posting");
	json_put_text(row, "address",
			text_format(ctx->arena, "%.*s%.*s", TEXT_ARGS(ctx->rules->site_url),
					TEXT_ARGS(publication_path(ctx->arena, p))));
	put_instant(ctx, row, "published_at", p->published_at);
	put_instant(ctx, row, "updated_at", p->updated_at);
	return OK;
}

static enum err
document_write(struct ctx *ctx, const struct item *item, const struct publication *p,
		const json_t *parts, struct text *out)
{
	cleanup(json_cleanup) json_t *document = json_new_object();
	json_t *row;

	json_put_text(document, "format", TEXT(PACKAGE_FORMAT));
	row = json_put_object(document, "site");
	json_put_text(row, "name", ctx->rules->site_name);
	json_put_text(row, "url", ctx->rules->site_url);
	put_instant(ctx, document, "issued_at", ctx->now);
	json_put_text(document, "issuer", ctx->actor->name);
	TRY(what_put(ctx, item, p, document));
	TRY(transfers_put(ctx, document, item->id));
	digests_put(ctx->arena, document, parts);
	TRY(attachments_put(ctx, document, item->id));
	*out = json_write(ctx->arena, document);
	return OK;
}

/* The signed document as a receipt's file. */
static enum err
seal_write(struct ctx *ctx, struct text document, struct text *out)
{
	struct signature signature;
	struct site_key key;
	enum err err = site_key_mine(ctx, &key);

	if (err == ERR_NOT_FOUND)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Máy chủ này chưa có khóa để ký gói. Hãy báo quản trị viên chạy "
				"lệnh “congtin receipt key”.");
	TRY(err);
	TRY(site_key_sign(ctx, &key, document, &signature));
	*out = receipt_file_write(ctx->arena, document, &key.public, &signature);
	return OK;
}

static struct text
file_text(struct arena *arena, json_t *seal, json_t *parts)
{
	cleanup(json_cleanup) json_t *top = json_new_object();

	json_put(top, "seal", seal);
	json_put(top, "parts", parts);
	return text_format(arena, "%s\n", json_write_indented(arena, top).p);
}

enum err
package_write(struct ctx *ctx, int64_t id, struct text *out)
{
	cleanup(json_cleanup) json_t *parts = json_new_object();
	struct text document, sealed;
	struct publication p;
	struct item item;
	json_t *seal;

	TRY(item_load(ctx, id, &item));
	if (!transfer_concerns(&item))
		return ERR_NOT_FOUND;
	TRY(ctx_may_for(ctx, MAY_DOCUMENT_TRANSFER, item.unit));
	if (!item.published_at.ms || publication_load(ctx, id, &p) != OK || !p.live)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Văn bản không đang được đăng trên Cổng nên chưa có gì để đóng "
				"gói.");
	TRY(parts_put(ctx, &p, parts));
	TRY(document_write(ctx, &item, &p, parts, &document));
	TRY(seal_write(ctx, document, &sealed));
	TRY(json_read(sealed, sealed.n, &seal));
	*out = file_text(ctx->arena, seal, json_incref(parts));
	return OK;
}

/* --- checking ----------------------------------------------------------------------------------
 */

bool
package_is(struct text bytes)
{
	cleanup(json_cleanup) json_t *top = NULL;

	return json_read(bytes, PACKAGE_FILE_MAX, &top) == OK &&
	       json_is_object(json_object_get(top, "seal"));
}

static enum err
refuse(struct text *fault, const char *words)
{
	*fault = text_of(words);
	return ERR_INVALID;
}

/* The parts that are not what was signed, in words; empty: all are. */
static struct text
changed_parts(struct arena *arena, const json_t *document, const json_t *parts)
{
	const json_t *list = json_object_get(document, "parts");
	struct buf words = BUF(arena);

	for (size_t i = 0; i < PACKAGE_PARTS; i++) {
		struct text is = hash_hex(arena, hash_of(json_text(parts, PARTS[i].name)));

		if (!text_equals(is, json_text(json_array_get(list, i), "sha256")) ||
				!json_is_string(json_object_get(parts, PARTS[i].name)))
			buf_addf(&words, "%s%s", words.n ? ", " : "", PARTS[i].label);
	}
	return buf_text(&words);
}

static void
parts_check(struct arena *arena, const json_t *parts, struct package_check *check)
{
	struct text changed = changed_parts(arena, check->document, parts);

	if (!changed.n)
		return;
	check->state = RECEIPT_DOCUMENT_CHANGED;
	check->words = text_format(arena, "Gói không còn như khi ký. Khác với SHA-256 đã ký: %.*s.",
			TEXT_ARGS(changed));
}

enum err
package_check(struct arena *arena, struct text bytes, const struct receipt_trust *trust,
		struct package_check *out, struct text *fault)
{
	cleanup(json_cleanup) json_t *top = NULL, *document = NULL;
	struct package_check check = {0};
	struct receipt_file seal;
	struct text sealed;
	json_t *parts;

	if (bytes.n > PACKAGE_FILE_MAX)
		return refuse(fault, "Tệp lớn quá 8 MB: gói văn bản không bao giờ lớn như vậy.");
	if (json_read(bytes, PACKAGE_FILE_MAX, &top) != OK ||
			!json_is_object(json_object_get(top, "seal")))
		return refuse(fault, "Tệp này không phải gói văn bản do Cổng xuất.");
	parts = json_object_get(top, "parts");
	sealed = text_format(
			arena, "%s\n", json_write_indented(arena, json_object_get(top, "seal")).p);
	TRY(receipt_file_read(arena, sealed, &seal, fault));
	if (json_read(seal.document, RECEIPT_FILE_MAX, &document) != OK ||
			!text_equals(json_text(document, "format"), TEXT(PACKAGE_FORMAT)))
		return refuse(fault, "Phần đã ký không phải của gói văn bản, hoặc theo một mẫu mà "
				     "phần mềm này chưa biết.");
	receipt_seal_check(arena, &seal, trust, &check.state, &check.words);
	check.fingerprint = sign_fingerprint(arena, &seal.public);
	check.document = document;
	if (check.state == RECEIPT_VALID)
		parts_check(arena, parts, &check);
	if (check.state == RECEIPT_VALID &&
			!text_equals(file_text(arena, json_incref(json_object_get(top, "seal")),
						     json_incref(parts)),
					bytes))
		return refuse(fault, "Tệp không còn nguyên từng byte như khi xuất. Hãy dùng tệp "
				     "gốc, chưa mở ra sửa và lưu lại.");
	document = NULL;
	*out = check;
	return OK;
}

bool
package_has_attachment(const struct package_check *check, struct text sha256)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(check->document, "attachments"), i,
			row) if (text_equals(json_text(row, "sha256"), sha256)) return true;
	return false;
}

/* An instant of the document for people. */
static void
view_instant_of(json_t *view, const json_t *object, const char *key, struct zone zone)
{
	struct instant at;

	json_put_bool(view, key, false);
	if (instant_parse(json_text(object, key), zone, &at) == OK)
		json_put_instant(view, key, at, zone);
}

static void
view_lists(json_t *view, const json_t *document, struct zone zone)
{
	json_t *list = json_put_list(view, "attachments"),
	       *given = json_put_list(view, "transfers");
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(document, "attachments"), i, row)
			json_add(list, json_incref((json_t *)row));
	json_array_foreach(json_object_get(document, "transfers"), i, row)
	{
		json_t *one = json_add_object(given);

		view_instant_of(one, row, "given_at", zone);
		json_put_text(one, "evidence", json_text(row, "evidence"));
		json_put_text(one, "address", json_text(row, "address"));
	}
	json_put_bool(view, "has_attachments", json_array_size(list) > 0);
	json_put_bool(view, "has_transfers", json_array_size(given) > 0);
}

void
package_check_view(struct arena *arena, json_t *view, const struct package_check *check,
		struct zone zone)
{
	const json_t *document = check->document, *item = json_object_get(document, "item");
	const json_t *site = json_object_get(document, "site");
	const json_t *posting = json_object_get(document, "posting");
	const struct receipt_check seal = {.state = check->state,
			.words = check->words,
			.fingerprint = check->fingerprint};
	const struct genre *genre = genre_find(json_text(item, "genre"));
	json_t *out;

	receipt_check_view(arena, view, &seal, zone);
	if (check->state != RECEIPT_VALID)
		return;
	out = json_put_object(view, "package");
	json_put_text(out, "site_name", json_text(site, "name"));
	json_put_text(out, "site_url", json_text(site, "url"));
	json_put_text(out, "unit_name", json_text(json_object_get(document, "unit"), "name"));
	json_put_text(out, "issuer", json_text(document, "issuer"));
	json_put_text(out, "genre", text_of(genre ? genre->label : ""));
	json_put_text(out, "title", json_text(item, "title"));
	json_put_int(out, "item", json_int(item, "number"));
	json_put_int(out, "revision", json_int(item, "revision"));
	json_put_text(out, "sha256", json_text(item, "sha256"));
	json_put_text(out, "address", json_text(posting, "address"));
	view_instant_of(out, document, "issued_at", zone);
	view_instant_of(out, posting, "published_at", zone);
	view_lists(out, document, zone);
}
