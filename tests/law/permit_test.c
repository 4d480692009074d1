/* permit_test.c - the whole matrix role × permission as one golden text. */
#include "law_test.h"

#include "golden.h"
#include "law/permit.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
permit__golden(void **state)
{
	struct buf out = BUF(&arena);

	(void)state;
	buf_add_c(&out, "Permission: reach of each role that has it. Roles not named have "
			"none.\n\n");
	for (unsigned p = PERMIT_UNSET; p < PERMIT_COUNT; p++) {
		buf_addf(&out, "%s:", permit_name((enum permit)p).p);
		for (unsigned r = ROLE_UNSET; r < ROLE_COUNT; r++) {
			role_set roles = r == ROLE_UNSET ? 0 : ROLE_BIT(r);
			enum scope scope = permit_scope((enum permit)p, roles);

			if (scope != SCOPE_NONE)
				buf_addf(&out, " %s=%s",
						r == ROLE_UNSET ? "nobody"
								: role_name((enum role)r).p,
						scope_name(scope));
		}
		buf_add_char(&out, '\n');
	}
	golden_check(&arena, "tests/law/permit.golden", buf_text(&out));
}

static void
permit__unset_is_granted_to_nobody(void **state)
{
	(void)state;
	assert_int_equal(permit_check(PERMIT_UNSET, 0), ERR_FORBIDDEN);
	assert_int_equal(permit_check(PERMIT_UNSET, ~(role_set)0), ERR_FORBIDDEN);
	assert_int_equal(permit_check((enum permit)PERMIT_COUNT, ~(role_set)0), ERR_FORBIDDEN);
}

static void
permit__who_is_not_logged_in_is_told_to(void **state)
{
	(void)state;
	assert_int_equal(permit_check(MAY_PUBLIC, 0), OK);
	assert_int_equal(permit_check(MAY_MATTER_READ, 0), ERR_LOGIN);
	assert_int_equal(permit_check(MAY_ITEM_PUBLISH, ROLE_BIT(ROLE_OFFICER)), ERR_FORBIDDEN);
}

static void
permit__own_unit_only(void **state)
{
	role_set officer = ROLE_BIT(ROLE_OFFICER), editor = ROLE_BIT(ROLE_EDITOR);

	(void)state;
	assert_int_equal(permit_check_unit(MAY_ITEM_READ, officer, 5, 5), OK);
	assert_int_equal(permit_check_unit(MAY_ITEM_READ, officer, 5, 6), ERR_FORBIDDEN);
	assert_int_equal(permit_check_unit(MAY_ITEM_PUBLISH, officer, 5, 5), ERR_FORBIDDEN);
	assert_int_equal(permit_check_unit(MAY_ITEM_READ, officer, 0, 0), ERR_FORBIDDEN);
	assert_int_equal(permit_check_unit(MAY_ITEM_READ, editor, 0, 6), OK);
	assert_int_equal(permit_check_unit(MAY_ITEM_READ, officer | editor, 5, 6), OK);
}

/* Separation of duties, whatever the matrix may become. */
static void
permit__administrators_publish_nothing_and_auditors_change_nothing(void **state)
{
	static const enum permit content[] = {
			MAY_MATTER_READ,
			MAY_MATTER_OPEN,
			MAY_ITEM_READ,
			MAY_ITEM_UNSENT,
			MAY_ITEM_WRITE,
			MAY_ITEM_SEND,
			MAY_ITEM_TAKE,
			MAY_ITEM_HAND,
			MAY_ITEM_EDIT,
			MAY_ITEM_APPROVE,
			MAY_ITEM_RETURN,
			MAY_ITEM_PUBLISH,
			MAY_ITEM_WITHDRAW,
			MAY_QUESTION_PUBLISH,
	};
	static const enum permit reads[] = {
			MAY_PUBLIC,
			MAY_LOGIN_ANY,
			MAY_MATTER_READ,
			MAY_ITEM_READ,
			MAY_ITEM_UNSENT,
			MAY_EVENT_READ,
			MAY_COLUMN_READ,
			MAY_WARNING_READ,
			MAY_DOCUMENT_READ,
			MAY_STATEMENT_READ,
			MAY_QUESTION_READ,
			MAY_MEDIA_READ,
			MAY_HOLD_READ,
			MAY_REPORT_READ,
			MAY_SEARCH_DESK,
			MAY_UNIT_READ,
			MAY_ACCOUNT_READ,
			MAY_DELEGATION_READ,
			MAY_SESSION_OWN,
			MAY_TOKEN_OWN,
			MAY_CALENDAR_READ,
			MAY_REGULATION_READ,
			MAY_AUDIT_READ,
			MAY_STATUS_READ,
	};
	size_t granted = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(content); i++)
		assert_int_equal(
				permit_scope(content[i], ROLE_BIT(ROLE_ADMINISTRATOR)), SCOPE_NONE);
	for (size_t i = 0; i < COUNT_OF(reads); i++)
		assert_int_equal(permit_scope(reads[i], ROLE_BIT(ROLE_AUDITOR)), SCOPE_ALL);
	for (unsigned p = 0; p < PERMIT_COUNT; p++)
		granted += permit_scope((enum permit)p, ROLE_BIT(ROLE_AUDITOR)) != SCOPE_NONE;
	assert_int_equal(granted, COUNT_OF(reads));
}

static void
permit__names_are_whole(void **state)
{
	role_set two = ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER);

	(void)state;
	for (unsigned r = ROLE_UNSET + 1; r < ROLE_COUNT; r++) {
		enum role parsed;

		assert_int_equal(role_parse(role_name((enum role)r), &parsed), OK);
		assert_int_equal(parsed, r);
		assert_int_equal(role_is_grantable((enum role)r), r != ROLE_CLOCK);
	}
	assert_false(role_is_grantable(ROLE_UNSET));
	assert_int_equal(role_parse(TEXT("emperor"), &(enum role){0}), ERR_INVALID);
	assert_string_equal(roles_label(&arena, two).p, "Biên tập viên, Người duyệt đăng");
	assert_string_equal(role_label(ROLE_OFFICER).p, "Cán bộ đơn vị");
	for (unsigned p = 1; p < PERMIT_COUNT; p++)
		assert_false(text_is_empty(permit_name((enum permit)p)));
}

/* Of both reaches the roles are those that the matrix grants it to. */
static void
permit__roles_are_those_of_the_matrix(void **state)
{
	static const enum scope scopes[] = {SCOPE_OWN, SCOPE_ALL};

	(void)state;
	for (unsigned p = 1; p < PERMIT_COUNT; p++)
		for (unsigned r = ROLE_UNSET + 1; r < ROLE_COUNT; r++)
			for (size_t i = 0; i < COUNT_OF(scopes); i++) {
				role_set bit = role_bit_of(role_name((enum role)r));
				bool has = permit_roles((enum permit)p, scopes[i]) & bit;

				assert_true(!has || permit_scope((enum permit)p, bit) >= scopes[i]);
				assert_true(has || permit_scope((enum permit)p, bit) != scopes[i]);
			}
	assert_int_equal(role_bit_of(TEXT("emperor")), 0);
}

static void
permit__what_only_reads_is_called_so(void **state)
{
	size_t count = 0;

	(void)state;
	for (unsigned p = 0; p < PERMIT_COUNT; p++) {
		if (!permit_only_reads((enum permit)p))
			continue;
		assert_true(text_ends_with(permit_name((enum permit)p), TEXT("_read")) ||
				text_ends_with(permit_name((enum permit)p), TEXT(".read")));
		count++;
	}
	assert_int_equal(count, 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(permit__golden),
			cmocka_unit_test(permit__unset_is_granted_to_nobody),
			cmocka_unit_test(permit__who_is_not_logged_in_is_told_to),
			cmocka_unit_test(permit__own_unit_only),
			cmocka_unit_test(
					permit__administrators_publish_nothing_and_auditors_change_nothing),
			cmocka_unit_test(permit__names_are_whole),
			cmocka_unit_test(permit__roles_are_those_of_the_matrix),
			cmocka_unit_test(permit__what_only_reads_is_called_so),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
