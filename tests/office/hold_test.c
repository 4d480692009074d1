/* Who decides on what is held where one stands in for another; on both engines. */
#include "support/scene.h"

#include "office/delegation.h"
#include "office/hold.h"

static struct delegation_order order;
static int64_t delegation, held;

SCENE_ACT(static, delegates, delegation_add(ctx, &order, &delegation))
SCENE_ACT(static, lets_go, hold_decide(ctx, held, HOLD_RELEASED, TEXT("Không phải bí mật.")))

/* The editor stands in for a publisher; one of them writes a marking, the other may not decide. */
static void
other_decides_not(struct fixture *f, bool giver_writes)
{
	struct scene s;
	struct ctx ctx;
	struct hold *holds;
	struct actor acting;
	const struct actor *writer, *other;
	struct day today;
	size_t count;

	scene_begin(&s, f);
	today = day_of(s.house.now, s.house.rules.zone);
	order = (struct delegation_order){.giver = s.both.account,
			.deputy = s.editor.account,
			.number = TEXT("12/QĐ-C02"),
			.decided_on = today,
			.signer = TEXT("Cục trưởng"),
			.from = today,
			.to = day_add(today, 6)};
	assert_ok(delegates(&s, &s.both));
	acting = s.editor;
	assert_ok(delegation_actor(s.house.store, s.house.arena, delegation, s.house.now, &acting));
	writer = giver_writes ? &s.both : &acting;
	other = giver_writes ? &acting : &s.both;
	writes_report(&s);
	hands_in(&s);
	does(&s, writer, VERB_TAKE);
	s.writing.plain = TEXT("TỐI MẬT\nPhương án.");
	assert_ok(saves_item(&s, writer));
	ctx = house_ctx(&s.house, &s.publisher);
	assert_ok(hold_list(&ctx, true, 0, 1, &holds, &count));
	assert_int_equal(count, 1);
	held = holds[0].id;
	assert_int_equal(lets_go(&s, writer), ERR_FORBIDDEN);
	assert_int_equal(lets_go(&s, other), ERR_FORBIDDEN);
	assert_ok(lets_go(&s, &s.publisher));
}

static void
a_deputy_does_not_decide_on_what_the_giver_brought_in(struct fixture *f)
{
	other_decides_not(f, true);
}

static void
the_giver_does_not_decide_on_what_a_deputy_brought_in(struct fixture *f)
{
	other_decides_not(f, false);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_deputy_does_not_decide_on_what_the_giver_brought_in),
			STORE_TEST(the_giver_does_not_decide_on_what_a_deputy_brought_in),
	};

	return house_run("hold", tests, COUNT_OF(tests));
}
