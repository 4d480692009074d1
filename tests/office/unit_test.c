/* Units: what is taken, in which order they are shown, when they can be closed. */
#include "support/house.h"

static enum err
add_unit(struct ctx *ctx, void *arg)
{
	struct unit *unit = arg;

	return unit_add(ctx, unit, &unit->id);
}

static enum err
save_unit(struct ctx *ctx, void *arg)
{
	return unit_save(ctx, arg);
}

static enum err
close_unit(struct ctx *ctx, void *arg)
{
	return unit_deactivate(ctx, *(int64_t *)arg);
}

static enum err
open_unit(struct ctx *ctx, void *arg)
{
	return unit_activate(ctx, *(int64_t *)arg);
}

static void
units_are_listed_in_vietnamese_order_page_by_page(struct fixture *f)
{
	static const char *const order[] = {"Bộ Công an", "Công an thành phố Đà Nẵng",
			"Cổng Thông tin điện tử Bộ Công an", "Cục Cảnh sát hình sự"};
	struct house house;
	struct actor admin;
	struct unit *units;
	struct ctx ctx;
	size_t count, seen = 0;
	int64_t after = 0;

	house_begin(&house, f);
	admin = house_administrator(&house);
	ctx = house_ctx(&house, &admin);
	do {
		assert_ok(unit_list(&ctx, after, 3, true, &units, &count));
		for (size_t i = 0; i < count; i++, seen++)
			assert_text(units[i].name, order[seen]);
		after = count ? units[count - 1].id : 0;
	} while (count == 3);
	assert_int_equal(seen, COUNT_OF(order));
}

static void
a_unit_is_added_once_for_each_code(struct fixture *f)
{
	struct house house;
	struct actor admin;
	struct unit unit = {.code = TEXT("CSGT"),
			.name = TEXT("Cục Cảnh sát giao thông"),
			.kind = TEXT("department")};
	struct unit found;
	struct ctx ctx;

	house_begin(&house, f);
	admin = house_administrator(&house);
	unit.parent = house.ministry;
	assert_ok(house_do(&house, &admin, add_unit, &unit));
	assert_int_equal(house_do(&house, &admin, add_unit, &unit), ERR_INVALID);
	assert_string_equal(house.form.complaints[0].field, "code");
	ctx = house_ctx(&house, &admin);
	assert_ok(unit_find(&ctx, TEXT("CSGT"), &found));
	assert_text(found.parent_name, "Bộ Công an");
	assert_int_equal(unit_find(&ctx, TEXT("KHONGCO"), &found), ERR_NOT_FOUND);
}

static void
a_wrong_unit_is_complained_about_by_field(struct fixture *f)
{
	static const struct {
		const char *code, *name, *kind, *email;
		int64_t parent;
		const char *field;
	} rows[] = {
			{"csgt", "Cục", "department", "", 0, "code"},
			{"", "Cục", "department", "", 0, "code"},
			{"CSGT", "", "department", "", 0, "name"},
			{"CSGT", "Cục", "cục", "", 0, "kind"},
			{"CSGT", "Cục", "department", "không phải thư", 0, "email"},
			{"CSGT", "Cục", "department", "", 999999, "parent"},
	};
	struct house house;
	struct actor admin;

	house_begin(&house, f);
	admin = house_administrator(&house);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct unit unit = {.code = text_of(rows[i].code),
				.name = text_of(rows[i].name),
				.kind = text_of(rows[i].kind),
				.email = text_of(rows[i].email),
				.parent = rows[i].parent};

		assert_int_equal(house_do(&house, &admin, add_unit, &unit), ERR_INVALID);
		assert_string_equal(house.form.complaints[0].field, rows[i].field);
	}
}

static void
a_unit_cannot_stand_below_itself_nor_be_saved_over_another_change(struct fixture *f)
{
	struct house house;
	struct actor admin;
	struct unit unit;
	struct ctx ctx;

	house_begin(&house, f);
	admin = house_administrator(&house);
	ctx = house_ctx(&house, &admin);
	assert_ok(unit_load(&ctx, house.ministry, &unit));
	unit.parent = house.portal;
	assert_int_equal(house_do(&house, &admin, save_unit, &unit), ERR_INVALID);
	assert_string_equal(house.form.complaints[0].field, "parent");
	unit.parent = 0;
	unit.phone = TEXT("024 0000 0000");
	assert_ok(house_do(&house, &admin, save_unit, &unit));
	assert_int_equal(house_do(&house, &admin, save_unit, &unit), ERR_CONFLICT);
	assert_ok(unit_load(&ctx, house.ministry, &unit));
	assert_text(unit.phone, "024 0000 0000");
}

static void
a_unit_that_is_used_stays_open(struct fixture *f)
{
	struct house house;
	struct actor admin;
	struct unit *units;
	struct ctx ctx;
	size_t count;

	house_begin(&house, f);
	admin = house_administrator(&house);
	house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	assert_int_equal(house_do(&house, &admin, close_unit, &house.ministry), ERR_CONFLICT);
	assert_int_equal(house_do(&house, &admin, close_unit, &house.department), ERR_CONFLICT);
	assert_ok(house_do(&house, &admin, close_unit, &house.province));
	ctx = house_ctx(&house, &admin);
	assert_ok(unit_list(&ctx, 0, 10, true, &units, &count));
	assert_int_equal(count, 3);
	assert_ok(house_do(&house, &admin, open_unit, &house.province));
	assert_ok(unit_list(&ctx, 0, 10, true, &units, &count));
	assert_int_equal(count, 4);
}

static void
only_an_administrator_changes_units_and_refusals_are_audited(struct fixture *f)
{
	struct house house;
	struct actor leader;
	struct unit unit = {.code = TEXT("CSGT"),
			.name = TEXT("Cục Cảnh sát giao thông"),
			.kind = TEXT("department")};

	house_begin(&house, f);
	leader = house_account(
			&house, "lanhdao.cshs", house.department, ROLE_BIT(ROLE_UNIT_LEADER));
	assert_int_equal(house_do(&house, &leader, add_unit, &unit), ERR_FORBIDDEN);
	assert_int_equal(house_do(&house, &leader, close_unit, &house.province), ERR_FORBIDDEN);
	assert_int_equal(house_do(&house, NULL, add_unit, &unit), ERR_LOGIN);
	assert_int_equal(house_notes(&house, "test", true), 3);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(units_are_listed_in_vietnamese_order_page_by_page),
			STORE_TEST(a_unit_is_added_once_for_each_code),
			STORE_TEST(a_wrong_unit_is_complained_about_by_field),
			STORE_TEST(a_unit_cannot_stand_below_itself_nor_be_saved_over_another_change),
			STORE_TEST(a_unit_that_is_used_stays_open),
			STORE_TEST(only_an_administrator_changes_units_and_refusals_are_audited),
	};

	return house_run("unit", tests, COUNT_OF(tests));
}
