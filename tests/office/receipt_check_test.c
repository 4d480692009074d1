/* That the signature of a receipt holds, and nothing else does; on both engines. */
#include "support/scene_receipt.h"

#include "base/conf.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- what holds and what does not ------------------------------------------------------------- */

static void
the_file_holds_by_its_own_key_by_the_published_and_by_the_store(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_trust own = {0}, store;
	struct receipt_check check;
	struct text file;

	receipt_begin(&s, f);
	receipt = receipt_sent(&s);
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

	receipt_begin(&s, f);
	receipt = receipt_sent(&s);
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

	receipt_begin(&s, f);
	receipt = receipt_sent(&s);
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

	receipt_begin(&s, f);
	receipt = receipt_sent(&s);
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

	receipt_begin(&s, f);
	receipt = receipt_sent(&s);
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

	receipt_begin(&s, f);
	receipt = receipt_sent(&s);
	s.house.now = instant_add(s.house.now, DAY_MS);
	key = key_renewed(&s);
	store = trust_of_store(&s);
	assert_int_equal(store.key_count, 2);
	assert_true(text_equals(store.keys[0].fingerprint, key.fingerprint));
	assert_true(store.keys[1].is_retired);
	assert_ok(judge(&s, file_of(&s, &receipt), &store, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	later = receipt_sent(&s);
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

	receipt_begin(&s, f);
	first = receipt_sent(&s);
	s.house.rules.files = text_format(s.house.arena, "%.*s/elsewhere", TEXT_ARGS(f->directory));
	second = receipt_sent(&s);
	assert_false(text_equals(first.seal.fingerprint, second.seal.fingerprint));
	store = trust_of_store(&s);
	assert_int_equal(store.key_count, 2);
	assert_ok(judge(&s, file_of(&s, &first), &store, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	assert_ok(judge(&s, file_of(&s, &second), &store, &check));
	assert_int_equal(check.state, RECEIPT_VALID);
	assert_int_equal(house_notes(&s.house, "key.add", false), 2);
}

static void
published_keys_are_read_back_as_they_were_written(struct fixture *f)
{
	struct scene s;
	struct receipt_trust store;
	struct site_key *read, key;
	size_t count;
	json_t *view;

	receipt_begin(&s, f);
	receipt_sent(&s);
	key = key_renewed(&s);
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

static void
a_secret_key_is_readable_by_its_owner_alone_and_not_in_the_store(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct text path, seed, store;
	struct stat status;
	struct buf name;
	bool has_key = false;

	receipt_begin(&s, f);
	receipt = receipt_sent(&s);
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
			STORE_TEST(the_file_holds_by_its_own_key_by_the_published_and_by_the_store),
			STORE_TEST(any_changed_byte_of_the_file_is_found),
			STORE_TEST(another_key_or_another_text_is_told_as_such),
			STORE_TEST(what_the_store_keeps_shows_from_which_byte_a_text_differs),
			STORE_TEST(a_stranger_is_not_told_where_a_text_differs_from_the_kept_one),
			STORE_TEST(what_a_retired_key_signed_stays_valid_and_what_it_signs_later_does_not),
			STORE_TEST(a_node_without_the_secret_signs_with_a_key_of_its_own_and_both_hold),
			STORE_TEST(published_keys_are_read_back_as_they_were_written),
			SQLITE_TEST(a_secret_key_is_readable_by_its_owner_alone_and_not_in_the_store),
	};

	return house_run("receipt check", tests, COUNT_OF(tests));
}
