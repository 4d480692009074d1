/* demo_column.c - a column of the demo, with what units gave and what they still owe. */
#include "cli/demo_load.h"
#include "office/column_ask.h"
#include "office/item.h"

/* What comes of an ask's acts, for those that follow. */
struct ask_made {
	int64_t ask, matter, duty, item;
};

struct column_order {
	const struct column_plan *plan;
	int64_t *column; /* once it is opened */
	struct column_asked asked;
	int64_t part;
	struct ask_made *made;
	struct text reason;
	struct writing writing;
	struct step_order step;
};

#define COLUMN_VERB(name_, call_)                                                                  \
	static enum err name_(struct ctx *ctx, void *order)                                        \
	{                                                                                          \
		struct column_order *o = order;                                                    \
                                                                                                   \
		return call_;                                                                      \
	}
COLUMN_VERB(verb_open, column_open(ctx, o->plan, o->column))
COLUMN_VERB(verb_publish,
		column_publish(ctx, *o->column, &(struct column_release){.declared = true}))
COLUMN_VERB(verb_none, column_ask_none(ctx, o->made->ask, 0, o->reason))
COLUMN_VERB(verb_accept, column_ask_accept(ctx, o->made->ask, 0, NO_TEXT))
COLUMN_VERB(verb_withdraw, column_ask_withdraw(ctx, o->made->ask, 0, o->reason))
COLUMN_VERB(verb_step, item_step(ctx, o->made->item, &o->step))

/* Asks, and finds which ask it was. */
static enum err
verb_ask(struct ctx *ctx, void *order)
{
	const struct column_order *o = order;
	const struct column_request request = {.column = *o->column,
			.units = &o->asked,
			.unit_count = 1,
			.parts = &o->part,
			.part_count = 1};
	struct column column;
	struct column_ask *asks;
	size_t count;

	TRY(column_ask(ctx, &request));
	TRY(column_load(ctx, *o->column, &column));
	TRY(column_asks(ctx, &column, &asks, &count));
	for (size_t i = 0; i < count; i++)
		if (asks[i].unit == o->asked.unit && asks[i].part == o->part) {
			o->made->ask = asks[i].id;
			o->made->matter = asks[i].matter;
			o->made->duty = asks[i].duty;
		}
	return OK;
}

static enum err
verb_write(struct ctx *ctx, void *order)
{
	struct column_order *o = order;
	struct item_news news = {.matter = o->made->matter, .duty = o->made->duty};

	return item_begin(ctx, &news, &o->writing, &o->made->item);
}

/* One column on its way, or one ask of it. */
struct campaign {
	struct demo_story story;
	const json_t *row; /* of the ask */
	const struct actor *officer, *leader, *coordinator;
	struct column_order order; /* of the next act */
};

static enum err
plan(struct campaign *c, const struct actor *actor, struct instant at, cli_verb *verb)
{
	struct column_order *order = ARENA_NEW(c->story.demo->arena, struct column_order);

	*order = c->order;
	return demo_plan(&c->story, actor, at, NULL, verb, order);
}

static enum err
step(struct campaign *c, const struct actor *actor, struct instant at, enum item_verb verb)
{
	c->order.step = (struct step_order){.declared = true, .verb = verb, .revision = 1};
	return plan(c, actor, at, verb_step);
}

/* What the unit hands in: its own words, or figures under the name of the part. */
static void
writing_of(struct campaign *c)
{
	const struct column_part *part = &c->order.plan->parts[c->order.part - 1];
	struct text title = json_text(c->row, "title");

	c->order.writing = (struct writing){
			.title = title.n ? title
					 : text_format(c->story.demo->arena,
							   "%.*s: dữ liệu gửi Cổng",
							   TEXT_ARGS(part->name)),
			.abstract = title.n ? json_text(c->row, "abstract")
					    : TEXT("Dữ liệu theo đề nghị của Cổng cho chuyên mục."),
			.plain = title.n ? json_text(c->row, "text")
					 : TEXT("Số liệu trong bảng kèm theo, chốt đến ngày gửi."),
			.section = TEXT("chuyen-muc"),
	};
}

static enum err
give(struct campaign *c, struct instant at)
{
	writing_of(c);
	TRY(plan(c, c->officer, at, verb_write));
	TRY(step(c, c->officer, instant_add(at, HOUR_MS), VERB_SUBMIT));
	return step(c, c->leader, instant_add(at, 2 * HOUR_MS), VERB_SEND);
}

static enum err
publish(struct campaign *c, struct instant at)
{
	const struct actor *editor = demo_actor(c->story.demo, ROLE_EDITOR, 0);
	const struct actor *publisher = demo_actor(c->story.demo, ROLE_PUBLISHER, 0);

	TRY(step(c, editor, at, VERB_TAKE));
	TRY(step(c, editor, instant_add(at, HOUR_MS), VERB_SUBMIT_REVIEW));
	TRY(step(c, publisher, instant_add(at, 2 * HOUR_MS), VERB_APPROVE));
	return step(c, publisher, instant_add(at, 2 * HOUR_MS + MINUTE_MS), VERB_PUBLISH);
}

/* What became of an ask. */
static enum err
ask_answer(struct campaign *c, struct text state, int64_t asked_days_ago)
{
	int64_t given = demo_int(c->row, "given_days_ago");
	struct instant at = demo_instant(c->story.demo, given ? given : asked_days_ago - 6, 9);

	c->order.reason = json_text(c->row, "reason");
	if (text_equals(state, TEXT("asked")))
		return OK;
	if (text_equals(state, TEXT("withdrawn")))
		return plan(c, c->coordinator, at, verb_withdraw);
	if (text_equals(state, TEXT("none")) || text_equals(state, TEXT("excused"))) {
		TRY(plan(c, c->leader, at, verb_none));
		return text_equals(state, TEXT("none"))
				       ? OK
				       : plan(c, c->coordinator, instant_add(at, DAY_MS),
							 verb_accept);
	}
	TRY(give(c, at));
	return text_equals(state, TEXT("given")) ? OK : publish(c, instant_add(at, DAY_MS));
}

/* A story of its own, which begins when the column has. */
static enum err
ask_make(struct campaign column, const json_t *row)
{
	struct campaign *c = &column;
	struct demo *demo = c->story.demo;
	const struct demo_unit *unit = demo_unit(demo, json_text(row, "unit"));
	int64_t days = demo_int(row, "asked_days_ago");
	struct day until = day_add(demo->today, (int32_t)demo_int(row, "until_in_days"));

	if (!unit)
		return ERR_BROKEN;
	c->row = row;
	c->officer = demo_actor(demo, ROLE_OFFICER, unit->id);
	c->leader = demo_actor(demo, ROLE_UNIT_LEADER, unit->id);
	c->order.made = ARENA_NEW(demo->arena, struct ask_made);
	c->order.part = demo_int(row, "part");
	c->order.asked = (struct column_asked){.unit = unit->id, .until = until, .field = "until"};
	TRY(plan(c, c->coordinator, demo_instant(demo, days, 10), verb_ask));
	return ask_answer(c, json_text(row, "state"), days);
}

static enum err
plan_read(struct demo *demo, const json_t *row, const struct column_plan **out)
{
	struct column_part *parts =
			ARENA_NEW_ARRAY(demo->arena, COLUMN_PARTS_MAX, struct column_part);
	struct column_plan *plan = ARENA_NEW(demo->arena, struct column_plan);
	const json_t *part;
	size_t i;

	*plan = (struct column_plan){
			.declared = true,
			.title = json_text(row, "title"),
			.purpose = json_text(row, "purpose"),
			.begins_on = day_add(
					demo->today, (int32_t)-demo_int(row, "opened_days_ago")),
			.has_end = true,
			.ends_on = day_add(demo->today, (int32_t)demo_int(row, "ends_in_days")),
			.parts = parts,
	};
	json_array_foreach(json_object_get(row, "parts"), i, part)
	{
		if (i == COLUMN_PARTS_MAX)
			return ERR_BROKEN;
		parts[plan->part_count++] = (struct column_part){
				.name = json_text(part, "name"), .about = json_text(part, "about")};
	}
	*out = plan;
	return OK;
}

static enum err
column_make(struct demo *demo, const json_t *row)
{
	struct campaign c = {
			.story = {.demo = demo, .what = json_text(row, "title").p},
			.coordinator = demo_actor(demo, ROLE_COORDINATOR, 0),
			.order.column = ARENA_NEW(demo->arena, int64_t),
	};
	int64_t days = demo_int(row, "opened_days_ago");
	const json_t *ask;
	size_t i;

	TRY(plan_read(demo, row, &c.order.plan));
	TRY(plan(&c, c.coordinator, demo_instant(demo, days, 9), verb_open));
	TRY(plan(&c, demo_actor(demo, ROLE_PUBLISHER, 0), demo_instant(demo, days, 15),
			verb_publish));
	json_array_foreach(json_object_get(row, "asks"), i, ask) TRY(ask_make(c, ask));
	return OK;
}

enum err
demo_column(struct demo *demo)
{
	const json_t *columns, *row;
	size_t i;

	TRY(demo_read(demo, "columns.json", &columns));
	json_array_foreach(columns, i, row) TRY(column_make(demo, row));
	return OK;
}
