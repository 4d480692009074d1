#include "office/receipt.h"

#include "gen/office/receipt.sql.h"
#include "law/deadline.h"
#include "office/audit.h"
#include "office/receipt_facts.h"
#include "office/receipt_view.h"
#include "office/site_key.h"

/* --- signatures --------------------------------------------------------------------------------
 */

/* Three columns from `column` on: document, signature, public key. */
static struct receipt_seal
seal_read(struct query *q, int column, struct arena *arena)
{
	struct receipt_seal seal = {.document = NO_TEXT, .fingerprint = NO_TEXT};
	struct text key = column_text(q, column + 2, arena);

	if (column_is_null(q, column + 1))
		return seal;
	seal.is_signed = true;
	seal.document = column_text(q, column, arena);
	seal.is_good = base64_read(column_text(q, column + 1, arena), seal.signature.bytes,
				       SIGNATURE_SIZE) &&
		       base64_read(key, seal.public.bytes, SIGN_PUBLIC_SIZE) &&
		       signature_fits(&seal.signature, &seal.public, seal.document);
	seal.fingerprint = sign_fingerprint(arena, &seal.public);
	return seal;
}

enum err
receipt_file(struct arena *arena, const struct receipt *receipt, struct text *out)
{
	const struct receipt_seal *seal = &receipt->seal;

	if (!seal->is_signed)
		return ERR_NOT_FOUND;
	*out = receipt_file_write(arena, seal->document, &seal->public, &seal->signature);
	return OK;
}

/* --- issuing -----------------------------------------------------------------------------------
 */

static enum err
receipt_save(struct ctx *ctx, const struct item *item, const struct receipt_facts *facts,
		struct text document)
{
	struct signature signature;
	struct site_key key;
	struct query q;

	TRY(site_key_ensure(ctx, &key));
	TRY(site_key_sign(ctx, &key, document, &signature));
	query_begin(&q, ctx->store, &SQL_receipt_add);
	bind_text(&q, facts->code);
	bind_int(&q, item->id);
	bind_int(&q, item->revision);
	bind_id_or_null(&q, item->duty);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	bind_text(&q, facts->sha256);
	bind_instant_if(&q, facts->has_due, facts->due_before);
	if (facts->has_duty)
		bind_int(&q, facts->late_ms);
	else
		bind_null(&q);
	bind_text(&q, document);
	bind_text(&q, base64(ctx->arena, signature.bytes, SIGNATURE_SIZE));
	bind_int(&q, key.id);
	return query_run_one(&q);
}

enum err
receipt_issue(struct ctx *ctx, const struct item *item, struct text *code)
{
	struct receipt_facts facts = {.code = secret_new(ctx->arena, SECRET_CODE_BYTES)};
	struct text document;

	TRY(receipt_facts(ctx, item, &facts));
	document = receipt_document_write(ctx->arena, &facts);
	TRY(receipt_save(ctx, item, &facts, document));
	audit_note(ctx, "receipt.issue", item->id, "bản %lld, giấy nhận %.*s, sha256 %.*s",
			(long long)item->revision, TEXT_ARGS(facts.code),
			TEXT_ARGS(hash_hex(ctx->arena, hash_of(document))));
	*code = facts.code;
	return OK;
}

/* --- reading -----------------------------------------------------------------------------------
 */

static enum err
receipt_read(struct query *q, struct ctx *ctx, struct receipt *out)
{
	struct receipt row;
	bool found = query_next(q);

	if (found)
		row = (struct receipt){
				.code = column_text(q, 0, ctx->arena),
				.item = column_int(q, 1),
				.title = column_text(q, 2, ctx->arena),
				.revision = column_int(q, 3),
				.unit = column_int(q, 4),
				.unit_name = column_text(q, 5, ctx->arena),
				.duty = column_int(q, 6),
				.account_name = column_text(q, 7, ctx->arena),
				.at = column_instant(q, 8),
				.sha256 = column_text(q, 9, ctx->arena),
				.has_due = !column_is_null(q, 10),
				.due_before = column_instant(q, 10),
				.late_ms = column_int(q, 11),
				.seal = seal_read(q, 12, ctx->arena),
		};
	TRY(query_end(q));
	if (!found)
		return ERR_NOT_FOUND;
	TRY(ctx_may_for(ctx, MAY_ITEM_READ, row.unit));
	*out = row;
	return OK;
}

enum err
receipt_load(struct ctx *ctx, struct text code, struct receipt *out)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_receipt_load);
	bind_text(&q, code);
	return receipt_read(&q, ctx, out);
}

enum err
receipt_of_item(struct ctx *ctx, int64_t item, struct receipt *out)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_receipt_of_item);
	bind_int(&q, item);
	return receipt_read(&q, ctx, out);
}

enum err
receipt_document(struct store *store, struct arena *arena, struct text code, struct text *out)
{
	struct text document = NO_TEXT;
	struct query q;

	query_begin(&q, store, &SQL_receipt_document);
	bind_text(&q, code);
	if (query_next(&q))
		document = column_text(&q, 0, arena);
	TRY(query_end(&q));
	*out = document;
	return OK;
}

/* --- for everyone ------------------------------------------------------------------------------
 */

/* By the signed words; of an unsigned receipt by the two numbers that were kept. */
static struct label
public_verdict(struct arena *arena, const struct receipt_seal *seal, bool has_due, int64_t late_ms)
{
	struct receipt_facts facts;

	if (seal->is_good && receipt_document_read(arena, seal->document, &facts) == OK &&
			facts.has_duty)
		return receipt_verdict_label(&facts);
	if (!has_due)
		return (struct label){TEXT("Đã thực hiện"), TONE_NEUTRAL};
	if (late_ms)
		return (struct label){
				text_format(arena, "Trễ %s", duration_words(arena, late_ms).p),
				TONE_BAD};
	return (struct label){TEXT("Đúng hạn"), TONE_GOOD};
}

enum err
receipt_public(struct ctx *ctx, struct text code, struct receipt_public *out)
{
	struct receipt_public row;
	struct query q;
	bool found;

	query_begin(&q, ctx->store, &SQL_receipt_public);
	bind_text(&q, code);
	found = query_next(&q);
	if (found) {
		row = (struct receipt_public){
				.code = column_text(&q, 0, ctx->arena),
				.at = column_instant(&q, 1),
				.unit_name = column_text(&q, 2, ctx->arena),
				.has_duty = !column_is_null(&q, 3),
				.seal = seal_read(&q, 6, ctx->arena),
		};
		row.verdict = public_verdict(
				ctx->arena, &row.seal, !column_is_null(&q, 4), column_int(&q, 5));
	}
	TRY(query_end(&q));
	if (!found)
		return ERR_NOT_FOUND;
	*out = row;
	return OK;
}
