/* Filters by their names: one's own, and the unit's. */
#include "support/scene.h"

#include "office/saved_view.h"

struct naming {
	struct text name;
	bool shared;
	int64_t id;
};

static enum err
add(struct ctx *ctx, void *arg)
{
	struct naming *naming = arg;

	return saved_view_add(
			ctx, naming->name, TEXT("/desk?list=soon"), naming->shared, &naming->id);
}

static enum err
drop(struct ctx *ctx, void *arg)
{
	return saved_view_drop(ctx, *(int64_t *)arg);
}

static size_t
found(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct saved_view *rows;
	size_t count;

	assert_ok(saved_view_list(&ctx, &rows, &count));
	return count;
}

static void
a_shared_one_is_found_by_the_unit_and_by_nobody_else(struct fixture *f)
{
	struct naming own = {.name = TEXT("Của tôi")};
	struct naming shared = {.name = TEXT("Của đơn vị"), .shared = true};
	struct scene s;

	scene_begin(&s, f);
	assert_ok(house_do(&s.house, &s.officer, add, &own));
	assert_ok(house_do(&s.house, &s.officer, add, &shared));
	assert_int_equal(found(&s, &s.officer), 2);
	assert_int_equal(found(&s, &s.leader), 1);
	assert_int_equal(found(&s, &s.stranger), 0);
	assert_int_equal(found(&s, &s.coordinator), 0);
	assert_int_equal(house_do(&s.house, &s.leader, drop, &shared.id), ERR_NOT_FOUND);
	assert_ok(house_do(&s.house, &s.officer, drop, &shared.id));
	assert_int_equal(found(&s, &s.leader), 0);
	assert_int_equal(found(&s, &s.officer), 1);
}

static void
a_name_is_given_once_by_a_person_and_there_is_an_end_to_them(struct fixture *f)
{
	struct naming naming = {.name = TEXT("Tuần này")};
	struct scene s;

	scene_begin(&s, f);
	assert_ok(house_do(&s.house, &s.officer, add, &naming));
	assert_int_equal(house_do(&s.house, &s.officer, add, &naming), ERR_INVALID);
	assert_ok(house_do(&s.house, &s.leader, add, &naming));
	naming.name = NO_TEXT;
	assert_int_equal(house_do(&s.house, &s.officer, add, &naming), ERR_INVALID);
	for (int i = 1; i < SAVED_VIEWS_MAX; i++) {
		naming.name = text_format(&s.house.fixture->arena, "Bộ lọc %d", i);
		assert_ok(house_do(&s.house, &s.officer, add, &naming));
	}
	naming.name = TEXT("Quá nhiều");
	assert_int_equal(house_do(&s.house, &s.officer, add, &naming), ERR_INVALID);
	assert_int_equal(found(&s, &s.officer), SAVED_VIEWS_MAX);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_shared_one_is_found_by_the_unit_and_by_nobody_else),
			STORE_TEST(a_name_is_given_once_by_a_person_and_there_is_an_end_to_them),
	};

	return house_run("saved view", tests, COUNT_OF(tests));
}
