/* Accounts and roles: who may be what, and who decides it. */
#include "support/house.h"

struct change {
	int64_t id;
	role_set roles;
};

static enum err
save_account(struct ctx *ctx, void *arg)
{
	return account_save(ctx, arg);
}

static enum err
set_roles(struct ctx *ctx, void *arg)
{
	struct change *change = arg;

	return account_save_roles(ctx, change->id, change->roles);
}

static enum err
shut(struct ctx *ctx, void *arg)
{
	return account_deactivate(ctx, *(int64_t *)arg);
}

static enum err
reopen(struct ctx *ctx, void *arg)
{
	return account_activate(ctx, *(int64_t *)arg);
}

static enum err
reset(struct ctx *ctx, void *arg)
{
	return account_reset(ctx, *(int64_t *)arg, TEXT("băm mới"));
}

static enum err
make_token(struct ctx *ctx, void *arg)
{
	return token_add(ctx, TEXT("đồng bộ"), 30, arg);
}

static void
an_administrator_cannot_become_one_who_publishes(struct fixture *f)
{
	struct house house;
	struct actor admin, other;
	struct change change;

	house_begin(&house, f);
	admin = house_administrator(&house);
	other = house_account(&house, "quantri2", house.ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	change = (struct change){admin.account, ROLE_BIT(ROLE_PUBLISHER)};
	assert_int_equal(house_do(&house, &admin, set_roles, &change), ERR_FORBIDDEN);
	assert_true(text_find(house.words, TEXT("chính mình")) >= 0);
	change.roles = ROLE_BIT(ROLE_ADMINISTRATOR) | ROLE_BIT(ROLE_PUBLISHER);
	assert_int_equal(house_do(&house, &other, set_roles, &change), ERR_INVALID);
	change.roles = ROLE_BIT(ROLE_ADMINISTRATOR) | ROLE_BIT(ROLE_EDITOR);
	assert_int_equal(house_do(&house, &other, set_roles, &change), ERR_INVALID);
	assert_string_equal(house.form.complaints[0].field, "roles");
	assert_int_equal(permit_scope(MAY_ITEM_PUBLISH, admin.roles), SCOPE_NONE);
	assert_int_equal(house_notes(&house, "test", true), 1);
}

static void
new_roles_end_the_sessions_and_tokens_follow_them(struct fixture *f)
{
	struct house house;
	struct actor admin, editor, actor;
	struct change change;
	struct text secret;

	house_begin(&house, f);
	admin = house_administrator(&house);
	editor = house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	assert_ok(house_do(&house, &editor, make_token, &secret));
	change = (struct change){editor.account, ROLE_BIT(ROLE_REPORTER)};
	assert_ok(house_do(&house, &admin, set_roles, &change));
	assert_ok(token_actor(house.store, house.arena, secret, house.now, &actor));
	assert_int_equal(actor.roles, ROLE_BIT(ROLE_REPORTER));
	change.roles = ROLE_BIT(ROLE_CLOCK);
	assert_int_equal(house_do(&house, &admin, set_roles, &change), ERR_INVALID);
	change.roles = 0;
	assert_int_equal(house_do(&house, &admin, set_roles, &change), ERR_INVALID);
}

static void
a_shut_account_can_do_nothing_until_it_is_opened(struct fixture *f)
{
	struct house house;
	struct actor admin, officer, actor;
	struct text secret;

	house_begin(&house, f);
	admin = house_administrator(&house);
	officer = house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	assert_ok(house_do(&house, &officer, make_token, &secret));
	assert_int_equal(house_do(&house, &admin, shut, &admin.account), ERR_FORBIDDEN);
	assert_ok(house_do(&house, &admin, shut, &officer.account));
	assert_int_equal(token_actor(house.store, house.arena, secret, house.now, &actor),
			ERR_LOGIN);
	assert_ok(house_do(&house, &admin, reopen, &officer.account));
	assert_int_equal(token_actor(house.store, house.arena, secret, house.now, &actor),
			ERR_LOGIN); /* it was revoked for good */
}

static void
a_reset_has_to_be_followed_by_a_new_password(struct fixture *f)
{
	struct house house;
	struct actor admin, officer;
	struct account account;
	struct ctx ctx;

	house_begin(&house, f);
	admin = house_administrator(&house);
	officer = house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	assert_ok(house_do(&house, &admin, reset, &officer.account));
	ctx = house_ctx(&house, &admin);
	assert_ok(account_load(&ctx, officer.account, &account));
	assert_true(account.must_change);
	assert_false(account.has_totp);
	assert_int_equal(house_notes(&house, "account.reset", false), 1);
	assert_int_equal(house_do(&house, &officer, reset, &admin.account), ERR_FORBIDDEN);
}

static void
a_wrong_account_is_complained_about_by_field(struct fixture *f)
{
	static const struct {
		const char *login, *name, *email;
		bool unit;
		role_set roles;
		const char *field;
	} rows[] = {
			{"Có Dấu", "Một người", "", true, ROLE_BIT(ROLE_OFFICER), "login"},
			{"x", "Một người", "", true, ROLE_BIT(ROLE_OFFICER), "login"},
			{"quantri", "Một người", "", true, ROLE_BIT(ROLE_OFFICER), "login"},
			{"canbo", "", "", true, ROLE_BIT(ROLE_OFFICER), "name"},
			{"canbo", "Một người", "không", true, ROLE_BIT(ROLE_OFFICER), "email"},
			{"canbo", "Một người", "", false, ROLE_BIT(ROLE_OFFICER), "unit"},
			{"canbo", "Một người", "", true, 0, "roles"},
	};
	struct house house;
	struct actor admin;

	house_begin(&house, f);
	admin = house_administrator(&house);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct newcomer new = {
				.account = {.login = text_of(rows[i].login),
						.name = text_of(rows[i].name),
						.email = text_of(rows[i].email),
						.roles = rows[i].roles,
						.unit = rows[i].unit ? house.department : 999999}};

		assert_int_equal(house_do(&house, &admin, house_add_account, &new), ERR_INVALID);
		assert_string_equal(house.form.complaints[0].field, rows[i].field);
	}
}

static void
accounts_are_found_by_part_of_their_login_page_by_page(struct fixture *f)
{
	struct house house;
	struct actor admin, leader;
	struct account *accounts, found;
	struct ctx ctx;
	size_t count;

	house_begin(&house, f);
	admin = house_administrator(&house);
	leader = house_account(
			&house, "lanhdao.cshs", house.department, ROLE_BIT(ROLE_UNIT_LEADER));
	house_account(&house, "canbo.cshs", house.department,
			ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_UNIT_LEADER));
	house_account(&house, "canbo.danang", house.province, ROLE_BIT(ROLE_OFFICER));
	ctx = house_ctx(&house, &admin);
	assert_ok(account_list(&ctx, 0, 10, TEXT("cshs"), 0, &accounts, &count));
	assert_int_equal(count, 2);
	assert_text(accounts[0].login, "canbo.cshs");
	assert_int_equal(accounts[0].roles, ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_UNIT_LEADER));
	assert_ok(account_list(&ctx, accounts[0].id, 1, TEXT("cshs"), 0, &accounts, &count));
	assert_int_equal(count, 1);
	assert_text(accounts[0].login, "lanhdao.cshs");
	assert_ok(account_list(&ctx, 0, 10, TEXT("%"), 0, &accounts, &count));
	assert_int_equal(count, 0);
	assert_ok(account_find(&ctx, TEXT(" CANBO.danang "), &found));
	ctx = house_ctx(&house, &leader);
	assert_ok(account_list(&ctx, 0, 10, NO_TEXT, house.province, &accounts, &count));
	assert_int_equal(count, 2); /* a unit's leader sees that unit, whatever is asked for */
	assert_int_equal(account_load(&ctx, found.id, &found), ERR_FORBIDDEN);
}

static void
an_account_is_not_saved_over_another_change(struct fixture *f)
{
	struct house house;
	struct actor admin, officer;
	struct account account;
	struct ctx ctx;

	house_begin(&house, f);
	admin = house_administrator(&house);
	officer = house_account(&house, "canbo.cshs", house.department, ROLE_BIT(ROLE_OFFICER));
	ctx = house_ctx(&house, &admin);
	assert_ok(account_load(&ctx, officer.account, &account));
	account.name = TEXT("Nguyễn Văn Mẫu");
	assert_ok(house_do(&house, &admin, save_account, &account));
	assert_int_equal(house_do(&house, &admin, save_account, &account), ERR_CONFLICT);
	assert_int_equal(house_do(&house, &officer, save_account, &account), ERR_FORBIDDEN);
}

static void
the_trail_of_all_this_is_whole(struct fixture *f)
{
	struct house house;
	struct actor admin;
	struct audit_verdict verdict;

	house_begin(&house, f);
	admin = house_administrator(&house);
	assert_int_equal(house_do(&house, &admin, shut, &admin.account), ERR_FORBIDDEN);
	assert_ok(audit_verify(house.store, house.arena, house.rules.files, &verdict));
	assert_int_equal(verdict.broken_seq, 0);
	assert_int_equal(verdict.rows, 7); /* a calendar, four units, an account, a refusal */
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(an_administrator_cannot_become_one_who_publishes),
			STORE_TEST(new_roles_end_the_sessions_and_tokens_follow_them),
			STORE_TEST(a_shut_account_can_do_nothing_until_it_is_opened),
			STORE_TEST(a_reset_has_to_be_followed_by_a_new_password),
			STORE_TEST(a_wrong_account_is_complained_about_by_field),
			STORE_TEST(accounts_are_found_by_part_of_their_login_page_by_page),
			STORE_TEST(an_account_is_not_saved_over_another_change),
			STORE_TEST(the_trail_of_all_this_is_whole),
	};

	return house_run("account", tests, COUNT_OF(tests));
}
