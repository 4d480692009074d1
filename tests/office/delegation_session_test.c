/* A session stands in for the giver of a delegation, and stands down; on both engines. */
#include "support/scene.h"

#include "office/delegation.h"

static struct delegation_order order;
static struct actor deputy;
static int64_t delegation;

SCENE_ACT(static, delegates, delegation_add(ctx, &order, &delegation))
SCENE_ACT(static, revokes, delegation_revoke(ctx, delegation, s->reason))

/* The department's leader gives the own role to an officer, for a week from today. */
static void
delegated(struct scene *s, struct fixture *f)
{
	struct day today;

	scene_begin(s, f);
	today = day_of(s->house.now, s->house.rules.zone);
	deputy = house_account(&s->house, "pho", s->house.department, ROLE_BIT(ROLE_OFFICER));
	order = (struct delegation_order){.giver = s->leader.account,
			.deputy = deputy.account,
			.number = TEXT("12/QĐ-C02"),
			.decided_on = today,
			.signer = TEXT("Thiếu tướng Trần Văn X, Cục trưởng"),
			.from = today,
			.to = day_add(today, 6)};
	assert_ok(delegates(s, &s->leader));
}

struct sitting {
	struct proof proof;
	int64_t delegation;
	struct origin origin;
	struct session_secrets secrets;
};

static enum err
log_in(struct ctx *ctx, void *arg)
{
	struct sitting *sitting = arg;

	return session_open(ctx, &sitting->proof, NO_TEXT, &sitting->origin, TEXT("Thử"), NO_TEXT,
			&sitting->secrets);
}

static enum err
start(struct ctx *ctx, void *arg)
{
	struct sitting *sitting = arg;

	return session_stand_in(ctx, sitting->delegation, TEXT("Thử"), &sitting->secrets);
}

static enum err
stop(struct ctx *ctx, void *arg)
{
	return session_stand_down(ctx, TEXT("Thử"), &((struct sitting *)arg)->secrets);
}

static struct actor
who(struct scene *s, const struct sitting *sitting)
{
	struct actor actor = {0};

	assert_ok(session_actor(s->house.store, s->house.arena, sitting->secrets.secret,
			s->house.now, &actor));
	return actor;
}

static struct sitting
sit_down(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct sitting sitting = {.origin.peer = TEXT("192.0.2.1"), .delegation = delegation};

	assert_ok(proof_prepare(&ctx, TEXT("pho"), TEXT(HOUSE_PASSWORD), NO_TEXT, &sitting.origin,
			&sitting.proof));
	assert_ok(house_do(&s->house, NULL, log_in, &sitting));
	return sitting;
}

static void
a_session_stands_in_and_stands_down_and_forms_of_before_are_strange(struct fixture *f)
{
	struct actor self, acting, again;
	struct sitting sitting;
	struct scene s;

	delegated(&s, f);
	sitting = sit_down(&s);
	self = who(&s, &sitting);
	assert_null(self.stand_in);
	assert_ok(house_do(&s.house, &self, start, &sitting));
	acting = who(&s, &sitting);
	assert_non_null(acting.stand_in);
	assert_int_equal(acting.roles, ROLE_BIT(ROLE_UNIT_LEADER));
	assert_false(text_equals(acting.csrf, self.csrf));
	assert_ok(house_do(&s.house, &acting, stop, &sitting));
	again = who(&s, &sitting);
	assert_null(again.stand_in);
	assert_int_equal(again.roles, ROLE_BIT(ROLE_OFFICER));
	assert_false(text_equals(again.csrf, acting.csrf));
}

static void
a_session_acts_for_itself_once_the_delegation_is_over_and_its_forms_are_strange(struct fixture *f)
{
	struct actor self, acting, after;
	struct sitting sitting;
	struct scene s;

	delegated(&s, f);
	sitting = sit_down(&s);
	self = who(&s, &sitting);
	assert_ok(house_do(&s.house, &self, start, &sitting));
	acting = who(&s, &sitting);
	s.reason = TEXT("Về sớm");
	assert_ok(revokes(&s, &s.leader));
	after = who(&s, &sitting);
	assert_null(after.stand_in);
	assert_true(after.was_stand_in);
	assert_int_equal(after.account, deputy.account);
	assert_int_equal(after.roles, ROLE_BIT(ROLE_OFFICER));
	assert_false(text_equals(after.csrf, acting.csrf));
	assert_int_equal(house_do(&s.house, &after, start, &sitting), ERR_CONFLICT);
}

static void
a_program_stands_in_for_nobody(struct fixture *f)
{
	struct sitting sitting = {0};
	struct scene s;

	delegated(&s, f);
	sitting.delegation = delegation;
	deputy.door = DOOR_TOKEN;
	assert_int_equal(house_do(&s.house, &deputy, start, &sitting), ERR_FORBIDDEN);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_session_stands_in_and_stands_down_and_forms_of_before_are_strange),
			STORE_TEST(a_session_acts_for_itself_once_the_delegation_is_over_and_its_forms_are_strange),
			STORE_TEST(a_program_stands_in_for_nobody),
	};

	return house_run("delegation_session", tests, COUNT_OF(tests));
}
