/* Words that become public outside of items: columns, reasons of withdrawal, units; on both
 * engines. */
#include "support/scene_column.h"

#include "office/delegation.h"
#include "office/publication.h"

#define PERSONAL "Liên hệ anh Nam, CCCD 001203004567, điện thoại 0912345678."

static struct unit unit;
static struct delegation_order order;
static int64_t delegation;

SCENE_ACT(static, saves_unit, unit_save(ctx, &unit))
SCENE_ACT(static, delegates, delegation_add(ctx, &order, &delegation))

/* What was tried: complained of at its field, an incident, and told to those who decide. */
static void
assert_incident(struct scene *s, const struct actor *actor, scene_act *act, const char *field)
{
	struct house *h = &s->house;
	int64_t incidents = house_notes(h, AUDIT_SECRET, true);
	size_t told = notices_of(s, &s->publisher2, "secret_refused");
	struct audit_row *rows;
	struct ctx ctx;
	size_t count;

	h->now = instant_add(h->now, MINUTE_MS);
	assert_int_equal(act(s, actor), ERR_INVALID);
	assert_string_equal(complaint(s), field);
	assert_true(text_find(h->form.complaints[0].message, TEXT("bí mật nhà nước")) >= 0);
	assert_int_equal(house_notes(h, AUDIT_SECRET, true), incidents + 1);
	assert_int_equal(notices_of(s, &s->publisher2, "secret_refused"), told + 1);
	assert_int_equal(notices_of(s, &s->officer, "secret_refused"), 0);
	ctx = house_ctx(h, &s->publisher);
	assert_ok(audit_refused(&ctx, true, 0, 10, &rows, &count));
	assert_int_equal(count, incidents + 1);
	assert_true(text_find(rows[0].detail, TEXT("phương án")) < 0);
}

/* --- columns -----------------------------------------------------------------------------------
 */

static void
a_column_that_looks_like_a_state_secret_is_not_saved_and_who_decides_is_told(struct fixture *f)
{
	struct campaign c;

	campaign_begin(&c, f);
	c.plan.purpose = TEXT("TỐI MẬT\nVề phương án số 2.");
	assert_incident(&c.scene, &c.scene.coordinator, opens_column, "purpose");
	assert_int_equal(house_notes(&c.scene.house, "column.open", false), 0);
	c.plan.purpose = TEXT("Giới thiệu phong trào.");
	assert_ok(opens_column(&c.scene, &c.scene.coordinator));
	assert_ok(publishes_column(&c.scene, &c.second));
	c.parts[1].about = TEXT("Tài liệu phương án. Độ mật: Tuyệt mật");
	assert_incident(&c.scene, &c.scene.coordinator, changes_column, "part_about");
	assert_int_equal(column_now(&c).edition, 1);
	c.parts[1].about = NO_TEXT;
	c.plan.title = TEXT("TUYỆT MẬT");
	assert_incident(&c.scene, &c.scene.coordinator, changes_column, "title");
	assert_int_equal(column_now(&c).edition, 1);
}

/* As one that was saved by an older version of the program. */
static void
a_marking_in_a_saved_edition_is_found_again_before_the_public(struct fixture *f)
{
	static const struct sql spoil = {
			.name = "spoil",
			.text = "UPDATE column_edition SET purpose = 'TỐI MẬT'",
			.parameters = 0,
	};
	struct column column;
	struct campaign c;
	struct query q;
	struct ctx ctx;

	column_is_open(&c, f);
	query_begin(&q, c.scene.house.store, &spoil);
	assert_ok(query_run(&q));
	assert_incident(&c.scene, &c.second, publishes_column, "findings");
	ctx = house_ctx(&c.scene.house, NULL);
	assert_int_equal(column_load_public(&ctx, c.id, &column), ERR_NOT_FOUND);
}

static void
personal_data_of_a_column_goes_out_masked_or_with_a_reason_that_is_kept(struct fixture *f)
{
	struct column_act *acts;
	struct campaign c;
	struct ctx ctx;
	size_t count;

	campaign_begin(&c, f);
	c.plan.purpose = TEXT(PERSONAL);
	assert_ok(opens_column(&c.scene, &c.scene.coordinator));
	assert_complaint(&c.scene, &c.scene.publisher, publishes_column, "keep_reason");
	assert_true(text_find(c.scene.house.form.complaints[0].message, TEXT("0912345678")) > 0);
	c.release.reason = TEXT("Người liên hệ đã đồng ý.");
	assert_ok(publishes_column(&c.scene, &c.scene.publisher));
	assert_int_equal(house_notes(&c.scene.house, "column.keep", false), 1);
	ctx = house_ctx(&c.scene.house, &c.scene.auditor);
	assert_ok(column_acts(&ctx, c.id, &acts, &count));
	assert_text(acts[1].kind, "keep");
	assert_text(acts[1].reason, "Bản 1, 2 chỗ: Người liên hệ đã đồng ý.");
	c.parts[0].number = 1;
	c.parts[1].number = 2;
	assert_ok(changes_column(&c.scene, &c.scene.coordinator));
	c.release.reason = NO_TEXT; /* it belonged to that edition */
	assert_complaint(&c.scene, &c.scene.publisher, publishes_column, "keep_reason");
	c.plan.purpose = TEXT("Liên hệ anh Nam, CCCD ***, điện thoại ***.");
	assert_ok(changes_column(&c.scene, &c.scene.coordinator));
	assert_ok(publishes_column(&c.scene, &c.scene.publisher));
	assert_int_equal(house_notes(&c.scene.house, "column.keep", false), 1);
}

static void
author_and_publisher_of_a_column_each_declare(struct fixture *f)
{
	static const struct sql older = {
			.name = "older",
			.text = "UPDATE column_edition SET declared = 0",
			.parameters = 0,
	};
	struct campaign c;
	struct query q;

	campaign_begin(&c, f);
	c.plan.declared = false;
	assert_complaint(&c.scene, &c.scene.coordinator, opens_column, "declared");
	c.plan.declared = true;
	assert_ok(opens_column(&c.scene, &c.scene.coordinator));
	c.release.declared = false;
	assert_complaint(&c.scene, &c.scene.publisher, publishes_column, "declared");
	c.release.declared = true;
	query_begin(&q, c.scene.house.store, &older);
	assert_ok(query_run(&q));
	assert_words(&c, &c.scene.publisher, publishes_column, ERR_CONFLICT, "chưa cam kết");
	assert_ok(changes_column(&c.scene, &c.scene.coordinator));
	assert_ok(publishes_column(&c.scene, &c.scene.publisher));
}

static void
who_gave_a_place_away_does_not_publish_what_was_written_in_it(struct fixture *f)
{
	struct campaign c;
	struct actor deputy, acting;
	struct day today;

	campaign_begin(&c, f);
	today = day_of(c.scene.house.now, ZONE_VIETNAM);
	deputy = house_account(&c.scene.house, "pho", c.scene.house.portal,
			ROLE_BIT(ROLE_COORDINATOR) | ROLE_BIT(ROLE_PUBLISHER));
	order = (struct delegation_order){.giver = c.second.account,
			.deputy = deputy.account,
			.number = TEXT("12/QĐ"),
			.decided_on = today,
			.signer = TEXT("Giám đốc"),
			.from = today,
			.to = today};
	assert_ok(delegates(&c.scene, &c.second));
	acting = deputy;
	assert_ok(delegation_actor(c.scene.house.store, c.scene.house.arena, delegation,
			c.scene.house.now, &acting));
	assert_ok(opens_column(&c.scene, &acting));
	assert_refused(&c.scene, &c.second, publishes_column, ERR_FORBIDDEN);
	assert_refused(&c.scene, &deputy, publishes_column, ERR_FORBIDDEN);
	assert_refused(&c.scene, &acting, publishes_column, ERR_FORBIDDEN);
	assert_ok(publishes_column(&c.scene, &c.scene.publisher));
}

/* --- withdrawals -------------------------------------------------------------------------------
 */

static enum err
withdraws(struct scene *s, const struct actor *actor)
{
	return step(s, actor, VERB_WITHDRAW);
}

static void
the_reason_of_a_withdrawal_is_looked_through_for_everybody_reads_it(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	assert_ok(begins_item(&s, &s.officer));
	is_published(&s);
	s.order.reason = TEXT("Gỡ vì trích tài liệu TUYỆT MẬT về phương án số 2.");
	assert_incident(&s, &s.publisher, withdraws, "reason");
	s.order.reason = TEXT("Gỡ vì trích tài liệu.");
	s.order.redirect = TEXT("/tin-tuc/5-TUYỆT MẬT");
	assert_incident(&s, &s.publisher, withdraws, "redirect");
	s.order.redirect = NO_TEXT;
	s.order.reason = TEXT("Theo đề nghị của ông Nam, 0912345678.");
	assert_complaint(&s, &s.publisher, withdraws, "reason");
	assert_true(text_find(s.house.form.complaints[0].message, TEXT("0912345678")) > 0);
	assert_true(is_public(&s));
	s.order.reason = TEXT("Theo đề nghị của công dân; nêu sai số 12/2026/TT-BCA.");
	assert_ok(withdraws(&s, &s.publisher));
	assert_false(is_public(&s));
}

/* --- units -------------------------------------------------------------------------------------
 */

static void
a_unit_is_not_named_by_a_marking_but_gives_out_its_telephone(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	ctx = house_ctx(&s.house, &s.admin);
	assert_ok(unit_load(&ctx, s.house.department, &unit));
	unit.address = TEXT("TUYỆT MẬT");
	assert_incident(&s, &s.admin, saves_unit, "address");
	unit.address = TEXT("47 Phạm Văn Đồng, Hà Nội");
	unit.phone = TEXT("0912345678");
	assert_ok(saves_unit(&s, &s.admin));
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_column_that_looks_like_a_state_secret_is_not_saved_and_who_decides_is_told),
			STORE_TEST(a_marking_in_a_saved_edition_is_found_again_before_the_public),
			STORE_TEST(personal_data_of_a_column_goes_out_masked_or_with_a_reason_that_is_kept),
			STORE_TEST(author_and_publisher_of_a_column_each_declare),
			STORE_TEST(who_gave_a_place_away_does_not_publish_what_was_written_in_it),
			STORE_TEST(the_reason_of_a_withdrawal_is_looked_through_for_everybody_reads_it),
			STORE_TEST(a_unit_is_not_named_by_a_marking_but_gives_out_its_telephone),
	};

	return house_run("wording", tests, COUNT_OF(tests));
}
