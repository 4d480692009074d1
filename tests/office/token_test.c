/* Personal tokens: shown once, always ending. */
#include "support/house.h"

struct making {
	const char *name;
	int64_t days;
	int64_t account; /* 0: the actor's own */
	struct text secret;
};

static enum err
make_token(struct ctx *ctx, void *arg)
{
	struct making *making = arg;

	if (making->account)
		return token_add_for(ctx, making->account, text_of(making->name), making->days,
				&making->secret);
	return token_add(ctx, text_of(making->name), making->days, &making->secret);
}

static enum err
revoke_token(struct ctx *ctx, void *arg)
{
	return token_revoke(ctx, *(int64_t *)arg);
}

static void
a_token_acts_for_its_account_until_it_expires(struct fixture *f)
{
	struct house house;
	struct making making = {.name = "đồng bộ văn bản", .days = 30};
	struct actor officer, actor;

	house_begin(&house, f);
	officer = house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	assert_ok(house_do(&house, &officer, make_token, &making));
	assert_true(text_starts_with(making.secret, TEXT("congtin_")));
	assert_ok(token_actor(house.store, house.arena, making.secret, house.now, &actor));
	assert_int_equal(actor.account, officer.account);
	assert_int_equal(actor.roles, ROLE_BIT(ROLE_OFFICER));
	assert_int_equal(actor.door, DOOR_TOKEN);
	assert_int_equal(token_actor(house.store, house.arena, making.secret,
					 instant_add(house.now, 30 * DAY_MS), &actor),
			ERR_LOGIN);
	assert_int_equal(token_actor(house.store, house.arena, TEXT("congtin_đoán"), house.now,
					 &actor),
			ERR_LOGIN);
}

static void
a_revoked_token_is_worth_nothing_and_others_cannot_revoke_it(struct fixture *f)
{
	struct house house;
	struct making making = {.name = "đồng bộ", .days = 1};
	struct token_row *rows;
	struct actor officer, stranger, actor;
	struct ctx ctx;
	size_t count;

	house_begin(&house, f);
	officer = house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	stranger = house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	assert_ok(house_do(&house, &officer, make_token, &making));
	ctx = house_ctx(&house, &officer);
	assert_ok(token_list(&ctx, &rows, &count));
	assert_int_equal(count, 1);
	assert_int_equal(house_do(&house, &stranger, revoke_token, &rows[0].id), ERR_NOT_FOUND);
	assert_ok(house_do(&house, &officer, revoke_token, &rows[0].id));
	assert_int_equal(token_actor(house.store, house.arena, making.secret, house.now, &actor),
			ERR_LOGIN);
	assert_ok(token_list(&ctx, &rows, &count));
	assert_int_equal(count, 0);
}

static void
a_token_has_a_name_and_at_most_a_year(struct fixture *f)
{
	struct house house;
	struct making unnamed = {.name = "", .days = 1};
	struct making endless = {.name = "mãi mãi", .days = TOKEN_DAYS_MAX + 1};
	struct making making = {.name = "nhiều", .days = TOKEN_DAYS_MAX};
	struct actor officer;

	house_begin(&house, f);
	officer = house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	assert_int_equal(house_do(&house, &officer, make_token, &unnamed), ERR_INVALID);
	assert_int_equal(house_do(&house, &officer, make_token, &endless), ERR_INVALID);
	assert_string_equal(house.form.complaints[0].field, "days");
	for (int i = 0; i < TOKENS_MAX; i++)
		assert_ok(house_do(&house, &officer, make_token, &making));
	assert_int_equal(house_do(&house, &officer, make_token, &making), ERR_INVALID);
}

static void
a_token_makes_no_tokens_and_nobody_makes_one_for_others_at_the_desk(struct fixture *f)
{
	struct house house;
	struct making own = {.name = "thêm", .days = 1};
	struct making for_other = {.name = "thêm", .days = 1};
	struct actor officer, admin;

	house_begin(&house, f);
	officer = house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	admin = house_administrator(&house);
	for_other.account = officer.account;
	assert_int_equal(house_do(&house, &admin, make_token, &for_other), ERR_FORBIDDEN);
	assert_int_equal(house_do(&house, &officer, make_token, &for_other), ERR_FORBIDDEN);
	officer.door = DOOR_TOKEN;
	assert_int_equal(house_do(&house, &officer, make_token, &own), ERR_FORBIDDEN);
	admin.door = DOOR_COMMAND;
	assert_ok(house_do(&house, &admin, make_token, &for_other));
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_token_acts_for_its_account_until_it_expires),
			STORE_TEST(a_revoked_token_is_worth_nothing_and_others_cannot_revoke_it),
			STORE_TEST(a_token_has_a_name_and_at_most_a_year),
			STORE_TEST(a_token_makes_no_tokens_and_nobody_makes_one_for_others_at_the_desk),
	};

	return house_run("token", tests, COUNT_OF(tests));
}
