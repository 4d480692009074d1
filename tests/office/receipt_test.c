/* Receipts: what they say, that their signature holds, and that nothing else does; on both engines.
 */
#include "support/house.h"

#include "base/conf.h"
#include "law/deadline.h"
#include "office/duty.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/receipt.h"
#include "office/receipt_check.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct scene {
	struct house house;
	struct actor officer, leader, stranger;
	struct matter_news news;
	int64_t matter, duty, item;
	struct pair values[4];
};

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->stranger = house_account(h, "canbo2", h->province, ROLE_BIT(ROLE_OFFICER));
	s->news = (struct matter_news){.rule = TEXT("6a"),
			.title = TEXT("Báo cáo \"quý\" được phê duyệt"),
			.happened = TEXT("Lãnh đạo Cục phê duyệt.")};
	h->values = s->values;
}

static void
evidence(struct scene *s, const char *key, const char *value)
{
	s->values[s->house.value_count++] = (struct pair){text_of(key), text_of(value)};
}

static enum err
write_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct writing writing = {.title = TEXT("Kết quả quý"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("tinh-hinh-ket-qua")};
	struct item_news news = {0};
	struct duty_row *duties;
	size_t count;

	if (s->news.rule.n) {
		TRY(matter_open(ctx, &s->news, &s->matter));
		TRY(duty_list(ctx, s->matter, &duties, &count));
		news.matter = s->matter;
		news.duty = s->duty = duties[0].id;
	}
	return item_begin(ctx, &news, &writing, &s->item);
}

static enum err
submit_item(struct ctx *ctx, void *arg)
{
	struct step_order order = {.verb = VERB_SUBMIT, .revision = 1};

	return item_step(ctx, ((struct scene *)arg)->item, &order);
}

static enum err
send_item(struct ctx *ctx, void *arg)
{
	struct step_order order = {.verb = VERB_SEND, .revision = 1};

	return item_step(ctx, ((struct scene *)arg)->item, &order);
}

/* A report approved on Monday 02/02/2026, written and with the leader. */
static void
submitted(struct scene *s)
{
	if (text_equals(s->news.rule, TEXT("6a"))) {
		evidence(s, "evidence_document_number", "12/BC-C02");
		evidence(s, "evidence_approved_on", "2026-02-02");
	}
	assert_ok(house_do(&s->house, &s->officer, write_item, s));
	s->house.value_count = 0;
	assert_ok(house_do(&s->house, &s->officer, submit_item, s));
}

static struct receipt
receipt_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->officer);
	struct receipt receipt;

	assert_ok(receipt_of_item(&ctx, s->item, &receipt));
	return receipt;
}

static struct receipt
sent(struct scene *s)
{
	submitted(s);
	assert_ok(house_do(&s->house, &s->leader, send_item, s));
	return receipt_now(s);
}

static struct receipt_facts
facts_of(struct scene *s, const struct receipt *receipt)
{
	struct receipt_facts facts;

	assert_true(receipt->seal.is_signed && receipt->seal.is_good);
	assert_ok(receipt_document_read(s->house.arena, receipt->seal.document, &facts));
	return facts;
}

static struct text
file_of(struct scene *s, const struct receipt *receipt)
{
	struct text file;

	assert_ok(receipt_file(s->house.arena, receipt, &file));
	return file;
}

/* How a file is judged; ERR_INVALID when it is none. `keys` NULL: by its own key. */
static enum err
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

static struct receipt_trust
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

/* --- what a receipt says ---------------------------------------------------------------------- */

static void
a_receipt_says_who_handed_in_what_when_and_that_it_was_in_time(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_facts facts;

	scene_begin(&s, f);
	receipt = sent(&s);
	facts = facts_of(&s, &receipt);
	assert_text(facts.site_url, "http://127.0.0.1:8080");
	assert_true(facts.site_name.n > 0);
	assert_true(text_equals(facts.code, receipt.code));
	assert_int_equal(facts.issued_at.ms, s.house.now.ms);
	assert_text(facts.unit_code, "CSHS");
	assert_text(facts.unit_name, "Cục Cảnh sát hình sự");
	assert_text(facts.sender, "lanhdao");
	assert_int_equal(facts.matter, s.matter);
	assert_text(facts.matter_title, "Báo cáo \"quý\" được phê duyệt");
	assert_text(facts.rule, "6a");
	assert_text(facts.regulation, "80/2020/TT-BCA");
	assert_int_equal(facts.item, s.item);
	assert_int_equal(facts.revision, 1);
	assert_text(facts.title, "Kết quả quý");
	assert_true(text_equals(facts.sha256, receipt.sha256));
	assert_int_equal(facts.last_day.n, day_of_civil((struct civil){2026, 2, 4}).n);
	assert_int_equal(facts.due_before.ms,
			day_begin(day_add(facts.last_day, 1), ZONE_VIETNAM).ms);
	assert_int_equal(facts.verdict, RECEIPT_ON_TIME);
	assert_int_equal(facts.late_ms, 0);
	assert_int_equal(facts.met_at.ms, s.house.now.ms);
	assert_text(facts.words, "Đúng hạn");
}

static void
a_late_one_says_by_how_much(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_facts facts;

	scene_begin(&s, f);
	s.house.now = instant_add(day_begin(day_of_civil((struct civil){2026, 2, 5}), ZONE_VIETNAM),
			26 * HOUR_MS + 7);
	receipt = sent(&s);
	facts = facts_of(&s, &receipt);
	assert_int_equal(facts.verdict, RECEIPT_LATE);
	assert_int_equal(facts.late_ms, 26 * HOUR_MS + 7);
	assert_text(facts.words, "Trễ 1 ngày 2 giờ");
	assert_true(text_find(receipt.seal.document,
				    TEXT("\"issued_at\":\"2026-02-06T02:00:00.007+07:00\"")) > 0);
}

static void
without_a_limit_the_delay_is_measured(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_facts facts;

	scene_begin(&s, f);
	s.news.rule = TEXT("12");
	evidence(&s, "evidence_subject", "Việc.");
	submitted(&s);
	s.house.now = instant_add(s.house.now, 3 * HOUR_MS + 20 * MINUTE_MS);
	assert_ok(house_do(&s.house, &s.leader, send_item, &s));
	receipt = receipt_now(&s);
	facts = facts_of(&s, &receipt);
	assert_int_equal(facts.verdict, RECEIPT_NO_LIMIT);
	assert_false(facts.has_due);
	assert_int_equal(facts.elapsed_ms, 3 * HOUR_MS + 20 * MINUTE_MS);
	assert_true(text_find(facts.words, TEXT("sau 3 giờ 20 phút")) > 0);
}

static void
an_item_without_a_duty_has_a_receipt_too(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_facts facts;

	scene_begin(&s, f);
	s.news.rule = NO_TEXT;
	receipt = sent(&s);
	facts = facts_of(&s, &receipt);
	assert_false(facts.has_duty);
	assert_false(facts.has_matter);
	assert_true(text_find(receipt.seal.document, TEXT("\"duty\":null")) > 0);
}

/* Two files by their rows: what is in them is media_test's. */
static enum err
attach_files(struct ctx *ctx, void *arg)
{
	static const struct sql add_file = {.name = "add_file",
			.text = "INSERT INTO file (sha256, size, type, created_at) VALUES ($1, $2, "
				"'application/pdf', 0)",
			.parameters = 2};
	static const struct sql attach = {.name = "attach",
			.text = "INSERT INTO attachment (item, file, role, name, added_by, "
				"added_at) "
				"SELECT $1, f.id, 'attachment', $2, $3, 0 FROM file f "
				"WHERE f.sha256 = $4",
			.parameters = 4};
	struct scene *s = arg;

	for (int i = 0; i < 2; i++) {
		struct text name = text_format(ctx->arena, "báo cáo %d.pdf", i);
		struct text sha256 = hash_hex(ctx->arena, hash_of(name));
		struct query q;

		query_begin(&q, ctx->store, &add_file);
		bind_text(&q, sha256);
		bind_int(&q, 1000 + i);
		TRY(query_run_one(&q));
		query_begin(&q, ctx->store, &attach);
		bind_int(&q, s->item);
		bind_text(&q, name);
		bind_int(&q, s->officer.account);
		bind_text(&q, sha256);
		TRY(query_run_one(&q));
	}
	return OK;
}

static void
attachments_are_named_with_size_and_hash(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_facts facts;

	scene_begin(&s, f);
	submitted(&s);
	assert_ok(house_do(&s.house, &s.officer, attach_files, &s));
	assert_ok(house_do(&s.house, &s.leader, send_item, &s));
	receipt = receipt_now(&s);
	facts = facts_of(&s, &receipt);
	assert_int_equal(facts.attachment_count, 2);
	assert_text(facts.attachments[1].name, "báo cáo 1.pdf");
	assert_int_equal(facts.attachments[1].size, 1001);
	assert_true(text_equals(facts.attachments[1].sha256,
			hash_hex(s.house.arena, hash_of(TEXT("báo cáo 1.pdf")))));
}

/* --- what holds and what does not ------------------------------------------------------------- */

static void
the_file_holds_by_its_own_key_by_the_published_and_by_the_store(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_trust own = {0}, store;
	struct receipt_check check;
	struct text file;

	scene_begin(&s, f);
	receipt = sent(&s);
	file = file_of(&s, &receipt);
	store = trust_of_store(&s);
	assert_ok(judge(&s, file, &own, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	assert_false(check.is_recorded);
	assert_true(text_equals(check.fingerprint, store.keys[0].fingerprint));
	assert_ok(judge(&s, file, &store, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	assert_true(check.is_recorded);
}

static void
any_changed_byte_of_the_file_is_found(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_trust trusts[2] = {{0}};
	struct text file;
	char *bytes;

	scene_begin(&s, f);
	receipt = sent(&s);
	file = file_of(&s, &receipt);
	trusts[1] = trust_of_store(&s);
	bytes = arena_copy(s.house.arena, file.p, file.n);
	srandom(7);
	for (size_t i = 0; i < file.n; i++)
		for (int n = 0; n < 3; n++) {
			struct arena_mark mark = arena_mark(s.house.arena);
			struct receipt_check check;

			/* One bit, another letter, any byte. */
			long other = n == 0   ? file.p[i] ^ (1L << (random() % 8))
				     : n == 1 ? 'A' + random() % 26
					      : random();
			bytes[i] = (char)(other & 0xff);
			if (bytes[i] != file.p[i] &&
					judge(&s, (struct text){.p = bytes, .n = file.n},
							&trusts[n % 2], &check) == OK)
				assert_int_not_equal(check.state, RECEIPT_VALID);
			bytes[i] = file.p[i];
			arena_reset_to(s.house.arena, mark);
		}
	for (size_t n = 0; n < file.n; n++) {
		struct arena_mark mark = arena_mark(s.house.arena);
		struct receipt_check check;

		assert_int_equal(
				judge(&s, text_slice(file, 0, n), &trusts[0], &check), ERR_INVALID);
		arena_reset_to(s.house.arena, mark);
	}
}

/* The file of a document that somebody signs with a key. */
static struct text
forged(struct scene *s, struct text document, const struct sign_seed *seed)
{
	struct sign_public public = sign_public_of(seed);
	struct signature signature = sign(seed, document);

	return receipt_file_write(s->house.arena, document, &public, &signature);
}

static void
another_key_or_another_text_is_told_as_such(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_trust own = {0}, store;
	struct receipt_check check;
	struct receipt_facts facts;
	struct sign_seed seed = sign_seed_new();
	struct text file, other;

	scene_begin(&s, f);
	receipt = sent(&s);
	store = trust_of_store(&s);
	/* A stranger signs what we have signed: the file is sound in itself. */
	file = forged(&s, receipt.seal.document, &seed);
	assert_ok(judge(&s, file, &own, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	assert_ok(judge(&s, file, &store, &check));
	assert_int_equal(check.state, RECEIPT_KEY_UNKNOWN);
	/* Our key, but a text that it never signed. */
	facts = facts_of(&s, &receipt);
	facts.sender = TEXT("người khác");
	other = receipt_document_write(s.house.arena, &facts);
	file = receipt_file_write(
			s.house.arena, other, &receipt.seal.public, &receipt.seal.signature);
	assert_ok(judge(&s, file, &own, &check));
	assert_int_equal(check.state, RECEIPT_SIGNATURE_WRONG);
	/* A sound signature on what no receipt of ours looks like. */
	file = forged(&s, TEXT("{\"format\":\"congtin-receipt-2\"}"), &seed);
	assert_int_equal(judge(&s, file, &own, &check), ERR_INVALID);
}

/* Whoever has the secret key can sign; what the store keeps still tells. */
static void
what_the_store_keeps_shows_from_which_byte_a_text_differs(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_trust store;
	struct receipt_check check;
	struct receipt_facts facts;
	struct signature signature;
	struct ctx ctx;
	struct text other, words;

	scene_begin(&s, f);
	receipt = sent(&s);
	store = trust_of_store(&s);
	facts = facts_of(&s, &receipt);
	facts.sender = TEXT("khác");
	other = receipt_document_write(s.house.arena, &facts);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(site_key_sign(&ctx, &store.keys[0], other, &signature));
	assert_ok(judge(&s,
			receipt_file_write(s.house.arena, other, &store.keys[0].public, &signature),
			&store, &check));
	assert_int_equal(check.state, RECEIPT_DOCUMENT_CHANGED);
	words = text_format(s.house.arena, "byte thứ %td.",
			text_find(other, TEXT("khác\",\"matter")) + 1);
	assert_true(text_find(check.words, words) > 0);
	/* A code that was never given out: signed, but not recorded. */
	facts.code = TEXT("AAAAAAAAAAAAAAAA");
	other = receipt_document_write(s.house.arena, &facts);
	assert_ok(site_key_sign(&ctx, &store.keys[0], other, &signature));
	assert_ok(judge(&s,
			receipt_file_write(s.house.arena, other, &store.keys[0].public, &signature),
			&store, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	assert_false(check.is_recorded);
}

/* Else the holder of a code could guess the text byte by byte. */
static void
a_stranger_is_not_told_where_a_text_differs_from_the_kept_one(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_trust store;
	struct receipt_check check;
	struct text file;
	ptrdiff_t at;

	scene_begin(&s, f);
	receipt = sent(&s);
	store = trust_of_store(&s);
	file = file_of(&s, &receipt);
	at = text_find(file, TEXT("lanhdao"));
	assert_true(at > 0);
	((char *)file.p)[at] = 'L';
	assert_ok(judge(&s, file, &store, &check));
	assert_int_equal(check.state, RECEIPT_DOCUMENT_CHANGED);
	assert_true(text_find(check.words, TEXT("byte thứ")) < 0);
	store.tells_place = true;
	assert_ok(judge(&s, file, &store, &check));
	assert_int_equal(check.state, RECEIPT_DOCUMENT_CHANGED);
	assert_true(text_find(check.words, TEXT("byte thứ")) > 0);
}

/* --- keys ------------------------------------------------------------------------------------- */

static void
what_a_retired_key_signed_stays_valid_and_what_it_signs_later_does_not(struct fixture *f)
{
	struct scene s;
	struct receipt receipt, later;
	struct receipt_trust store;
	struct receipt_check check;
	struct receipt_facts facts;
	struct signature signature;
	struct site_key key;
	struct ctx ctx;
	struct text other;

	scene_begin(&s, f);
	receipt = sent(&s);
	s.house.now = instant_add(s.house.now, DAY_MS);
	assert_ok(house_do(&s.house, NULL, renew_key, &key));
	store = trust_of_store(&s);
	assert_int_equal(store.key_count, 2);
	assert_true(text_equals(store.keys[0].fingerprint, key.fingerprint));
	assert_true(store.keys[1].is_retired);
	assert_ok(judge(&s, file_of(&s, &receipt), &store, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	later = sent(&s);
	assert_true(text_equals(later.seal.fingerprint, key.fingerprint));
	/* The old secret in wrong hands. */
	facts = facts_of(&s, &receipt);
	facts.issued_at = instant_add(s.house.now, 1);
	other = receipt_document_write(s.house.arena, &facts);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(site_key_sign(&ctx, &store.keys[1], other, &signature));
	store.store = NULL;
	assert_ok(judge(&s,
			receipt_file_write(s.house.arena, other, &store.keys[1].public, &signature),
			&store, &check));
	assert_int_equal(check.state, RECEIPT_KEY_RETIRED);
}

static void
a_node_without_the_secret_signs_with_a_key_of_its_own_and_both_hold(struct fixture *f)
{
	struct scene s;
	struct receipt first, second;
	struct receipt_trust store;
	struct receipt_check check;

	scene_begin(&s, f);
	first = sent(&s);
	s.house.rules.files = text_format(s.house.arena, "%.*s/elsewhere", TEXT_ARGS(f->directory));
	second = sent(&s);
	assert_false(text_equals(first.seal.fingerprint, second.seal.fingerprint));
	store = trust_of_store(&s);
	assert_int_equal(store.key_count, 2);
	assert_ok(judge(&s, file_of(&s, &first), &store, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	assert_ok(judge(&s, file_of(&s, &second), &store, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	assert_int_equal(house_notes(&s.house, "key.add", false), 2);
}

/* A directory that cannot be one: the key's place is taken by a file. */
static void
what_cannot_be_signed_is_not_sent(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct item item;
	struct receipt receipt;

	scene_begin(&s, f);
	submitted(&s);
	s.house.rules.files = TEXT("/dev/null");
	assert_int_not_equal(house_do(&s.house, &s.leader, send_item, &s), OK);
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(item_load(&ctx, s.item, &item));
	assert_int_equal(item.state, ITEM_SUBMITTED);
	assert_int_equal(receipt_of_item(&ctx, s.item, &receipt), ERR_NOT_FOUND);
}

static void
published_keys_are_read_back_as_they_were_written(struct fixture *f)
{
	struct scene s;
	struct receipt_trust store;
	struct site_key *read, key;
	size_t count;
	json_t *view;

	scene_begin(&s, f);
	sent(&s);
	assert_ok(house_do(&s.house, NULL, renew_key, &key));
	store = trust_of_store(&s);
	view = site_keys_view(s.house.arena, store.keys, store.key_count, &s.house.rules);
	assert_ok(site_keys_read(
			s.house.arena, json_write_indented(s.house.arena, view), &read, &count));
	json_decref(view);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++) {
		assert_memory_equal(
				read[i].public.bytes, store.keys[i].public.bytes, SIGN_PUBLIC_SIZE);
		assert_int_equal(read[i].is_retired, store.keys[i].is_retired);
		assert_int_equal(read[i].retired_at.ms, store.keys[i].retired_at.ms);
	}
	assert_ok(site_keys_read(s.house.arena,
			base64(s.house.arena, key.public.bytes, SIGN_PUBLIC_SIZE), &read, &count));
	assert_int_equal(count, 1);
	assert_int_equal(site_keys_read(s.house.arena, TEXT("{\"keys\":[]}"), &read, &count),
			ERR_INVALID);
}

/* --- for everyone, and before there were keys ------------------------------------------------- */

static void
by_its_code_everyone_learns_that_it_exists_and_nobody_what_was_handed_in(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_public public;
	struct ctx nobody, stranger;

	scene_begin(&s, f);
	receipt = sent(&s);
	nobody = house_ctx(&s.house, NULL);
	assert_ok(receipt_public(&nobody, receipt.code, &public));
	assert_text(public.unit_name, "Cục Cảnh sát hình sự");
	assert_int_equal(public.at.ms, s.house.now.ms);
	assert_text(public.verdict.text, "Đúng hạn");
	assert_true(public.seal.is_good);
	assert_int_equal(receipt_public(&nobody, TEXT("AAAAAAAAAAAAAAAA"), &public), ERR_NOT_FOUND);
	assert_int_equal(receipt_public(&nobody, NO_TEXT, &public), ERR_NOT_FOUND);
	stranger = house_ctx(&s.house, &s.stranger);
	assert_int_equal(receipt_load(&stranger, receipt.code, &receipt), ERR_FORBIDDEN);
	assert_int_equal(receipt_load(&nobody, receipt.code, &receipt), ERR_LOGIN);
}

static enum err
unsign(struct ctx *ctx, void *arg)
{
	static const struct sql forget = {.name = "unsign",
			.text = "UPDATE receipt SET document = NULL, signature = NULL, key = NULL "
				"WHERE code = $1",
			.parameters = 1};
	struct query q;

	query_begin(&q, ctx->store, &forget);
	bind_text(&q, *(struct text *)arg);
	return query_run_one(&q);
}

static void
a_receipt_from_before_there_were_keys_says_that_it_is_not_signed(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_public public;
	struct ctx nobody;
	struct text file;

	scene_begin(&s, f);
	s.house.now = instant_add(day_begin(day_of_civil((struct civil){2026, 2, 5}), ZONE_VIETNAM),
			90 * MINUTE_MS);
	receipt = sent(&s);
	assert_ok(house_do(&s.house, NULL, unsign, &receipt.code));
	receipt = receipt_now(&s);
	assert_false(receipt.seal.is_signed);
	assert_int_equal(receipt_file(s.house.arena, &receipt, &file), ERR_NOT_FOUND);
	nobody = house_ctx(&s.house, NULL);
	assert_ok(receipt_public(&nobody, receipt.code, &public));
	assert_false(public.seal.is_signed);
	assert_text(public.verdict.text, "Trễ 1 giờ 30 phút");
}

static void
a_secret_key_is_readable_by_its_owner_alone_and_not_in_the_store(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct text path, seed, store;
	struct stat status;
	struct buf name;
	bool has_key = false;

	scene_begin(&s, f);
	receipt = sent(&s);
	name = BUF(s.house.arena);
	for (size_t i = 0; i < receipt.seal.fingerprint.n; i++)
		if (receipt.seal.fingerprint.p[i] != ' ')
			buf_add_char(&name, receipt.seal.fingerprint.p[i]);
	path = text_format(s.house.arena, "%.*s/keys/%s.key", TEXT_ARGS(s.house.rules.files),
			buf_text(&name).p);
	assert_int_equal(stat(path.p, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0400);
	assert_ok(file_read(s.house.arena, path, 100, &seed));
	for (int i = 0; i < 2; i++) {
		path = text_format(s.house.arena, "%.*s%s", TEXT_ARGS(f->where), i ? "-wal" : "");
		if (access(path.p, F_OK) != 0)
			continue;
		assert_ok(file_read(s.house.arena, path, 100 << 20, &store));
		assert_true(text_find(store, text_slice(seed, 0, 40)) < 0);
		has_key = has_key || text_find(store, TEXT("site_key")) > 0;
	}
	assert_true(has_key);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_receipt_says_who_handed_in_what_when_and_that_it_was_in_time),
			STORE_TEST(a_late_one_says_by_how_much),
			STORE_TEST(without_a_limit_the_delay_is_measured),
			STORE_TEST(an_item_without_a_duty_has_a_receipt_too),
			STORE_TEST(attachments_are_named_with_size_and_hash),
			STORE_TEST(the_file_holds_by_its_own_key_by_the_published_and_by_the_store),
			STORE_TEST(any_changed_byte_of_the_file_is_found),
			STORE_TEST(another_key_or_another_text_is_told_as_such),
			STORE_TEST(what_the_store_keeps_shows_from_which_byte_a_text_differs),
			STORE_TEST(a_stranger_is_not_told_where_a_text_differs_from_the_kept_one),
			STORE_TEST(what_a_retired_key_signed_stays_valid_and_what_it_signs_later_does_not),
			STORE_TEST(a_node_without_the_secret_signs_with_a_key_of_its_own_and_both_hold),
			STORE_TEST(what_cannot_be_signed_is_not_sent),
			STORE_TEST(published_keys_are_read_back_as_they_were_written),
			STORE_TEST(by_its_code_everyone_learns_that_it_exists_and_nobody_what_was_handed_in),
			STORE_TEST(a_receipt_from_before_there_were_keys_says_that_it_is_not_signed),
			SQLITE_TEST(a_secret_key_is_readable_by_its_owner_alone_and_not_in_the_store),
	};

	return house_run("receipt", tests, COUNT_OF(tests));
}
