#include "support/scene_receipt.h"

void
receipt_begin(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	s->news.rule = TEXT("6a");
	s->news.title = TEXT("Báo cáo \"quý\" được phê duyệt");
}

void
submits_item(struct scene *s)
{
	if (text_equals(s->news.rule, TEXT("6a"))) {
		evidence(s, "document_number", "12/BC-C02");
		evidence(s, "approved_on", "2026-02-02");
	}
	if (s->news.rule.n)
		assert_ok(opens_matter(s, &s->officer));
	assert_ok(begins_item(s, &s->officer));
	does(s, &s->officer, VERB_SUBMIT);
}

struct receipt
receipt_sent(struct scene *s)
{
	submits_item(s);
	does(s, &s->leader, VERB_SEND);
	return receipt_now(s);
}

struct receipt
receipt_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->officer);
	struct receipt receipt;

	assert_ok(receipt_of_item(&ctx, s->item, &receipt));
	return receipt;
}

struct receipt_facts
facts_of(struct scene *s, const struct receipt *receipt)
{
	struct receipt_facts facts;

	assert_true(receipt->seal.is_signed && receipt->seal.is_good);
	assert_ok(receipt_document_read(s->house.arena, receipt->seal.document, &facts));
	return facts;
}

struct text
file_of(struct scene *s, const struct receipt *receipt)
{
	struct text file;

	assert_ok(receipt_file(s->house.arena, receipt, &file));
	return file;
}

enum err
judge(struct scene *s, struct text bytes, const struct receipt_trust *trust,
		struct receipt_check *out)
{
	struct receipt_file file;
	struct text fault = NO_TEXT;
	enum err err = receipt_file_read(s->house.arena, bytes, &file, &fault);

	if (err == OK)
		err = receipt_check(s->house.arena, &file, trust, out, &fault);
	assert_true(err == OK || fault.n > 0);
	return err;
}

struct receipt_trust
trust_of_store(struct scene *s)
{
	struct receipt_trust trust = {.store = s->house.store};
	struct site_key *keys;

	assert_ok(site_key_list(s->house.store, s->house.arena, &keys, &trust.key_count));
	trust.keys = keys;
	return trust;
}

static enum err
renew_key(struct ctx *ctx, void *arg)
{
	return site_key_renew(ctx, arg);
}

struct site_key
key_renewed(struct scene *s)
{
	struct site_key key;

	assert_ok(house_do(&s->house, NULL, renew_key, &key));
	return key;
}
