/* A document's signed package (Article 5, clause 8): what is in it, and what a check tells. */
#include "support/scene.h"

#include "office/package.h"
#include "office/transfer.h"

#include <string.h>

static struct text file; /* of the last package */

static enum err
writes_package(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	enum err err = package_write(&ctx, s->item, &file);

	s->house.words = ctx.words;
	return err;
}

static enum err
give(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct transfer transfer = {.given_at = ctx->now, .evidence = TEXT("Công văn 12/CV")};

	return transfer_add(ctx, s->item, &transfer);
}

static void
document_begin(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	s->genre = TEXT("document");
	s->writing = (struct writing){.title = TEXT("Thông tư minh họa"),
			.abstract = TEXT("Trích yếu."),
			.plain = TEXT("Điều 1. Phạm vi."),
			.section = TEXT("van-ban"),
			.facts = TEXT("{\"document_kind\":\"circular\",\"number\":\"1/"
				      "TT-MH\",\"issuer\":"
				      "\"Bộ Công an\",\"signer\":\"Người "
				      "ký\",\"signed_on\":\"2026-01-05\","
				      "\"issued_on\":\"2026-01-05\"}")};
	assert_ok(begins_item(s, &s->officer));
}

/* Published, given to the Government's portal, and packed. */
static void
packed(struct scene *s, struct fixture *f)
{
	document_begin(s, f);
	is_published(s);
	assert_ok(house_do(&s->house, &s->officer, give, s));
	assert_ok(writes_package(s, &s->officer));
}

static enum err
check(struct scene *s, struct text bytes, struct package_check *out, struct text *fault)
{
	struct receipt_trust trust = {0};
	struct site_key *keys;

	assert_ok(site_key_list(s->house.store, s->house.arena, &keys, &trust.key_count));
	trust.keys = keys;
	return package_check(s->house.arena, bytes, &trust, out, fault);
}

/* The package with one text in place of another of the same length. */
static struct text
changed(struct scene *s, const char *old, const char *new)
{
	ptrdiff_t at = text_find(file, text_of(old));
	struct text copy = text_copy(s->house.arena, file);

	assert_true(at >= 0);
	assert_int_equal(strlen(old), strlen(new));
	memcpy((char *)(uintptr_t)copy.p + at, new, strlen(new));
	return copy;
}

static void
assert_changed(struct scene *s, const char *old, const char *new, const char *says)
{
	struct package_check found;
	struct text fault = NO_TEXT;

	assert_ok(check(s, changed(s, old, new), &found, &fault));
	assert_int_equal(found.state, RECEIPT_DOCUMENT_CHANGED);
	assert_true(text_find(found.words, text_of(says)) >= 0);
	json_decref(found.document);
}

static void
a_package_says_what_was_posted_and_is_valid_without_a_store(struct fixture *f)
{
	struct receipt_trust nothing = {0};
	struct package_check found;
	struct text fault = NO_TEXT;
	struct scene s;

	packed(&s, f);
	assert_true(package_is(file));
	assert_ok(package_check(s.house.arena, file, &nothing, &found, &fault));
	assert_int_equal(found.state, RECEIPT_VALID);
	assert_text(json_text(json_object_get(found.document, "item"), "title"),
			"Thông tư minh họa");
	assert_text(json_text(json_array_get(json_object_get(found.document, "transfers"), 0),
				    "evidence"),
			"Công văn 12/CV");
	assert_true(text_find(json_text(json_object_get(found.document, "posting"), "address"),
				    TEXT("/van-ban/")) > 0);
	json_decref(found.document);
	assert_true(text_find(file, TEXT("1/TT-MH")) > 0);
	assert_true(text_find(file, TEXT("Điều 1. Phạm vi.")) > 0);
}

static void
a_changed_package_is_refused_with_what_differs(struct fixture *f)
{
	struct package_check found;
	struct text fault = NO_TEXT;
	struct scene s;

	packed(&s, f);
	assert_changed(&s, "\"abstract\": \"Tr", "\"abstract\": \"Xr", "trích yếu");
	assert_changed(&s, "\"facts\": \"{", "\"facts\": \"[", "thông tin của văn bản");
	assert_changed(&s, "1. Ph", "2. Ph", "nội dung");
	assert_changed(&s, "/van-ban/", "/van-bat/", "SHA-256"); /* in what was signed */
	assert_int_equal(check(&s, changed(&s, "}\n", "} "), &found, &fault), ERR_INVALID);
	assert_true(fault.n > 0);
}

static void
whoever_signs_anew_is_not_the_portal(struct fixture *f)
{
	struct package_check found;
	struct receipt_trust trust = {.keys = &(struct site_key){.id = 1}, .key_count = 1};
	struct text fault = NO_TEXT;
	struct scene s;

	packed(&s, f);
	assert_ok(package_check(s.house.arena, file, &trust, &found, &fault));
	assert_int_equal(found.state, RECEIPT_KEY_UNKNOWN);
	json_decref(found.document);
}

static void
only_what_is_posted_is_packed_and_only_for_who_hands_over(struct fixture *f)
{
	struct scene s;

	document_begin(&s, f);
	assert_int_equal(writes_package(&s, &s.officer), ERR_CONFLICT);
	assert_true(s.house.words.n > 0);
	is_published(&s);
	assert_int_equal(writes_package(&s, &s.stranger), ERR_FORBIDDEN);
	assert_int_equal(writes_package(&s, &s.auditor), ERR_FORBIDDEN);
	assert_ok(writes_package(&s, &s.editor));
	s.order.reason = TEXT("Đăng nhầm.");
	does(&s, &s.publisher, VERB_WITHDRAW);
	assert_int_equal(writes_package(&s, &s.officer), ERR_CONFLICT);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_package_says_what_was_posted_and_is_valid_without_a_store),
			STORE_TEST(a_changed_package_is_refused_with_what_differs),
			STORE_TEST(whoever_signs_anew_is_not_the_portal),
			STORE_TEST(only_what_is_posted_is_packed_and_only_for_who_hands_over),
	};

	return house_run("package", tests, COUNT_OF(tests));
}
