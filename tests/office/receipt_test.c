/* Receipts: what they say, to whom, and that nothing is sent without one; on both engines. */
#include "support/scene_receipt.h"

static void
a_receipt_says_who_handed_in_what_when_and_that_it_was_in_time(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_facts facts;

	receipt_begin(&s, f);
	receipt = receipt_sent(&s);
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
	assert_int_equal(facts.last_day.n, day_at("2026-02-04").n);
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

	receipt_begin(&s, f);
	s.house.now = instant_add(instant_at("2026-02-05"), 26 * HOUR_MS + 7);
	receipt = receipt_sent(&s);
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

	receipt_begin(&s, f);
	s.news.rule = TEXT("12");
	evidence(&s, "subject", "Việc.");
	submits_item(&s);
	s.house.now = instant_add(s.house.now, 3 * HOUR_MS + 20 * MINUTE_MS);
	does(&s, &s.leader, VERB_SEND);
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

	receipt_begin(&s, f);
	s.news.rule = NO_TEXT;
	receipt = receipt_sent(&s);
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

	receipt_begin(&s, f);
	submits_item(&s);
	assert_ok(house_do(&s.house, &s.officer, attach_files, &s));
	does(&s, &s.leader, VERB_SEND);
	receipt = receipt_now(&s);
	facts = facts_of(&s, &receipt);
	assert_int_equal(facts.attachment_count, 2);
	assert_text(facts.attachments[1].name, "báo cáo 1.pdf");
	assert_int_equal(facts.attachments[1].size, 1001);
	assert_true(text_equals(facts.attachments[1].sha256,
			hash_hex(s.house.arena, hash_of(TEXT("báo cáo 1.pdf")))));
}

/* A directory that cannot be one: the key's place is taken by a file. */
static void
what_cannot_be_signed_is_not_sent(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct item item;
	struct receipt receipt;

	receipt_begin(&s, f);
	submits_item(&s);
	s.house.rules.files = TEXT("/dev/null");
	assert_int_not_equal(step(&s, &s.leader, VERB_SEND), OK);
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(item_load(&ctx, s.item, &item));
	assert_int_equal(item.state, ITEM_SUBMITTED);
	assert_int_equal(receipt_of_item(&ctx, s.item, &receipt), ERR_NOT_FOUND);
}

static void
by_its_code_everyone_learns_that_it_exists_and_nobody_what_was_handed_in(struct fixture *f)
{
	struct scene s;
	struct receipt receipt;
	struct receipt_public public;
	struct ctx nobody, stranger;

	receipt_begin(&s, f);
	receipt = receipt_sent(&s);
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

	receipt_begin(&s, f);
	s.house.now = instant_add(instant_at("2026-02-05"), 90 * MINUTE_MS);
	receipt = receipt_sent(&s);
	assert_ok(house_do(&s.house, NULL, unsign, &receipt.code));
	receipt = receipt_now(&s);
	assert_false(receipt.seal.is_signed);
	assert_int_equal(receipt_file(s.house.arena, &receipt, &file), ERR_NOT_FOUND);
	nobody = house_ctx(&s.house, NULL);
	assert_ok(receipt_public(&nobody, receipt.code, &public));
	assert_false(public.seal.is_signed);
	assert_text(public.verdict.text, "Trễ 1 giờ 30 phút");
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
			STORE_TEST(what_cannot_be_signed_is_not_sent),
			STORE_TEST(by_its_code_everyone_learns_that_it_exists_and_nobody_what_was_handed_in),
			STORE_TEST(a_receipt_from_before_there_were_keys_says_that_it_is_not_signed),
	};

	return house_run("receipt", tests, COUNT_OF(tests));
}
