#include "cli/demo.h"

#include "base/log.h"
#include "cli/demo_words.h"
#include "web/asset.h"

#define JSON_MAX ((size_t)4 << 20)

enum err
demo_run(struct demo *demo, const struct actor *actor, struct instant at, const char *what,
		struct form *form, cli_verb *verb, void *order)
{
	return cli_run(demo->cli, demo->house, demo->store, actor, at,
			text_format(demo->arena, "dữ liệu minh họa: %s", what).p, form, verb,
			order);
}

struct demo_act {
	struct demo_act *next;
	const struct actor *actor;
	struct instant at;
	const char *what;
	struct form *form;
	cli_verb *verb;
	void *order;
};

enum err
demo_plan(struct demo_story *story, const struct actor *actor, struct instant at, struct form *form,
		cli_verb *verb, void *order)
{
	struct demo *demo = story->demo;
	struct demo_act *act = ARENA_NEW(demo->arena, struct demo_act), **place = &demo->acts;

	if (!actor)
		return ERR_BROKEN;
	if (at.ms > demo->cli->now.ms)
		at = demo->cli->now;
	if (at.ms < story->last.ms)
		at = story->last;
	story->last = at;
	while (*place && (*place)->at.ms <= at.ms)
		place = &(*place)->next;
	*act = (struct demo_act){*place, actor, at, story->what, form, verb, order};
	*place = act;
	return OK;
}

enum err
demo_play(struct demo *demo)
{
	for (const struct demo_act *a = demo->acts; a; a = a->next)
		TRY(demo_run(demo, a->actor, a->at, a->what, a->form, a->verb, a->order));
	return OK;
}

struct instant
demo_begin(struct instant now)
{
	return day_begin(day_add(day_of(now, ZONE_VIETNAM), -DEMO_DAYS), ZONE_VIETNAM);
}

enum err
demo_read(struct demo *demo, const char *name, const json_t **out)
{
	const struct resource *resource = resource_find(text_format(demo->arena, "demo/%s", name));
	json_t *list;

	if (!resource || json_read(resource->text, JSON_MAX, &list) != OK) {
		cli_fail(demo->cli, EXIT_FAILED, "demo/%s: không đọc được", name);
		return ERR_BROKEN;
	}
	json_add(demo->lists, list);
	*out = list;
	return OK;
}

const struct demo_unit *
demo_unit(const struct demo *demo, struct text code)
{
	for (size_t i = 0; i < demo->unit_count; i++)
		if (text_equals(demo->units[i].code, code))
			return &demo->units[i];
	return NULL;
}

const struct actor *
demo_actor(const struct demo *demo, enum role role, int64_t unit)
{
	for (size_t i = 0; i < demo->actor_count; i++)
		if (demo->actors[i].roles & ROLE_BIT(role) &&
				(!unit || demo->actors[i].unit == unit))
			return &demo->actors[i];
	return NULL;
}

const struct actor *
demo_actor_at(const struct demo *demo, enum role role, size_t n)
{
	for (size_t i = 0; i < demo->actor_count; i++)
		if (demo->actors[i].roles & ROLE_BIT(role) && n-- == 0)
			return &demo->actors[i];
	return demo_actor(demo, role, 0);
}

struct instant
demo_instant(const struct demo *demo, int64_t days_ago, int64_t hour)
{
	struct day day = day_add(demo->today, (int32_t)-days_ago);

	return instant_add(day_begin(day, demo->house->rules.zone), hour * HOUR_MS);
}

int64_t
demo_int(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

/* Oldest first; texts that meet no duty are older than all work. */
static enum err
bulk_load(struct demo *demo, const struct demo_size *size)
{
	int64_t settled = size->duties - size->open;
	struct words words;

	TRY(words_begin(&words, demo));
	TRY(demo_bulk(demo, &words, size->items > settled ? size->items - settled : 0));
	return demo_scale(demo, &words, size);
}

static enum err
all_load(struct demo *demo, const struct demo_size *size)
{
	TRY(demo_people(demo));
	TRY(bulk_load(demo, size));
	TRY(demo_work(demo));
	TRY(demo_talk(demo));
	TRY(demo_column(demo));
	TRY(demo_play(demo));
	return demo_calendar(demo);
}

enum err
demo_load(struct cli *cli, struct house *house, struct store *store, const struct demo_size *size)
{
	struct demo *demo = ARENA_NEW(cli->arena, struct demo);
	cleanup(json_cleanup) json_t *lists = json_new_list();

	*demo = (struct demo){
			.cli = cli,
			.house = house,
			.store = store,
			.arena = cli->arena,
			.today = day_of(cli->now, house->rules.zone),
			.lists = lists,
	};
	return all_load(demo, size);
}
