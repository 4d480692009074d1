#include "support/scene_column.h"

static struct day
in_days(const struct campaign *c, int32_t days)
{
	return day_add(day_of(c->scene.house.now, ZONE_VIETNAM), days);
}

void
campaign_begin(struct campaign *c, struct fixture *f)
{
	*c = (struct campaign){0};
	scene_begin(&c->scene, f);
	c->second = house_account(&c->scene.house, "dieuphoi2", c->scene.house.portal,
			ROLE_BIT(ROLE_COORDINATOR) | ROLE_BIT(ROLE_PUBLISHER));
	c->parts[0] = (struct column_part){.name = TEXT("Gương điển hình"), .about = TEXT("Bài.")};
	c->parts[1] = (struct column_part){.name = TEXT("Số liệu tháng")};
	c->release.declared = true;
	c->plan = (struct column_plan){.declared = true,
			.title = TEXT("Vì bình yên cuộc sống"),
			.purpose = TEXT("Giới thiệu phong trào toàn dân bảo vệ an ninh Tổ quốc."),
			.begins_on = in_days(c, 0),
			.has_end = true,
			.ends_on = in_days(c, 60),
			.parts = c->parts,
			.part_count = 2};
	c->scene.writing.section = TEXT("chuyen-muc");
}

/* Makes `name` an act of the campaign that stands around the scene. */
#define CAMPAIGN_ACT(name, call)                                                                   \
	static enum err name##_of(struct ctx *ctx, struct campaign *c)                             \
	{                                                                                          \
		return call;                                                                       \
	}                                                                                          \
	SCENE_ACT(, name, name##_of(ctx, (struct campaign *)s))
CAMPAIGN_ACT(opens_column, column_open(ctx, &c->plan, &c->id))
CAMPAIGN_ACT(changes_column, column_change(ctx, c->id, c->version, &c->plan))
CAMPAIGN_ACT(publishes_column, column_publish(ctx, c->id, &c->release))
CAMPAIGN_ACT(unpublishes_column, column_unpublish(ctx, c->id, c->version, c->scene.reason))
CAMPAIGN_ACT(closes_column, column_close(ctx, c->id, c->version, c->scene.reason))
CAMPAIGN_ACT(asks_units, column_ask(ctx, &c->request))
CAMPAIGN_ACT(moves_ask, column_ask_move(ctx, c->ask, c->version, c->until, c->scene.reason))
CAMPAIGN_ACT(withdraws_ask, column_ask_withdraw(ctx, c->ask, c->version, c->scene.reason))
CAMPAIGN_ACT(has_none, column_ask_none(ctx, c->ask, c->version, c->scene.reason))
CAMPAIGN_ACT(accepts_none, column_ask_accept(ctx, c->ask, c->version, c->scene.reason))
CAMPAIGN_ACT(declines_none, column_ask_decline(ctx, c->ask, c->version, c->scene.reason))
CAMPAIGN_ACT(reminds, column_remind(ctx, c->id, c->version, c->asks, c->ask_count, &c->reminder))

void
column_is_open(struct campaign *c, struct fixture *f)
{
	campaign_begin(c, f);
	assert_ok(opens_column(&c->scene, &c->scene.coordinator));
}

void
units_are_asked(struct campaign *c)
{
	struct column_ask *rows;

	c->units[0] = (struct column_asked){c->scene.house.department, in_days(c, 7), "until"};
	c->units[1] = (struct column_asked){c->scene.house.province, in_days(c, 9), "until_2"};
	c->asked_parts[0] = 1;
	c->asked_parts[1] = 2;
	c->request = (struct column_request){.column = c->id,
			.units = c->units,
			.unit_count = 2,
			.parts = c->asked_parts,
			.part_count = 1,
			.request = TEXT("Mỗi đơn vị một bài.")};
	assert_ok(asks_units(&c->scene, &c->scene.coordinator));
	c->request.unit_count = 1;
	c->request.parts = &c->asked_parts[1];
	assert_ok(asks_units(&c->scene, &c->scene.coordinator));
	assert_int_equal(asks_of(c, &c->scene.leader, &rows), 2);
	c->ask = rows[0].id;
}

void
column_has_asked(struct campaign *c, struct fixture *f)
{
	column_is_open(c, f);
	units_are_asked(c);
}

void
gives(struct campaign *c)
{
	struct column_ask ask = ask_now(c);

	c->scene.matter = ask.matter;
	c->scene.duty = ask.duty;
	assert_ok(begins_item(&c->scene, &c->scene.officer));
	hands_in(&c->scene);
}

struct column
column_now(struct campaign *c)
{
	struct ctx ctx = house_ctx(&c->scene.house, &c->scene.auditor);
	struct column column;

	assert_ok(column_load(&ctx, c->id, &column));
	return column;
}

struct column_ask
ask_now(struct campaign *c)
{
	struct ctx ctx = house_ctx(&c->scene.house, &c->scene.auditor);
	struct column_ask ask;

	assert_ok(column_ask_load(&ctx, c->ask, &ask));
	return ask;
}

size_t
asks_of(struct campaign *c, const struct actor *actor, struct column_ask **out)
{
	struct ctx ctx = house_ctx(&c->scene.house, actor);
	struct column column;
	size_t count;

	assert_ok(column_load(&ctx, c->id, &column));
	assert_ok(column_asks(&ctx, &column, out, &count));
	return count;
}

void
assert_ask(struct campaign *c, enum column_ask_state state)
{
	struct column_ask ask = ask_now(c);

	assert_text(column_ask_state_name(column_ask_state(&ask, c->scene.house.now)),
			column_ask_state_name(state).p);
}

void
assert_words(struct campaign *c, const struct actor *actor, scene_act *act, enum err err,
		const char *words)
{
	assert_refused(&c->scene, actor, act, err);
	if (text_find(c->scene.house.words, text_of(words)) < 0)
		fail_msg("“%s” is not in “%s”", words, c->scene.house.words.p);
}
