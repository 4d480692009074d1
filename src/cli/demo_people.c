/* demo_people.c - units and accounts of the demo. */
#include "cli/demo_load.h"
#include "office/account.h"
#include "office/credential.h"
#include "office/unit.h"
#include "web/asset.h"

#define PASSWORD "minhhoa-2026"

struct unit_order {
	struct unit unit;
	int64_t id;
};

static enum err
verb_unit(struct ctx *ctx, void *order)
{
	struct unit_order *o = order;

	return unit_add(ctx, &o->unit, &o->id);
}

/* The next field of a CSV line; one that holds commas stands in quotes. */
static struct text
field_take(struct text *line)
{
	struct text field = NO_TEXT;

	if (!text_starts_with(*line, TEXT("\""))) {
		text_split(line, ',', &field);
		return field;
	}
	*line = text_slice(*line, 1, line->n);
	text_split(line, '"', &field);
	*line = text_slice(*line, line->n > 0, line->n);
	return field;
}

static enum err
unit_make(struct demo *demo, struct text line)
{
	struct unit_order order = {0};
	struct text parent;
	const struct demo_unit *above;

	order.unit.code = field_take(&line);
	order.unit.name = field_take(&line);
	order.unit.kind = field_take(&line);
	parent = field_take(&line);
	if (demo_unit(demo, order.unit.code))
		return OK;
	above = demo_unit(demo, parent);
	if (parent.n && !above)
		return OK; /* its parent comes later: the next round makes it */
	order.unit.parent = above ? above->id : 0;
	if (text_equals(order.unit.kind, TEXT("portal"))) {
		order.unit.email = TEXT("banbientap@congtin.example");
		order.unit.phone = TEXT("024 0000 0000");
	}
	TRY(demo_run(demo, &cli_operator, demo_instant(demo, DEMO_DAYS, 8),
			text_c(demo->arena, order.unit.code), NULL, verb_unit, &order));
	if (demo->unit_count < DEMO_UNITS_MAX)
		demo->units[demo->unit_count++] =
				(struct demo_unit){order.id, order.unit.code, order.unit.name};
	return OK;
}

/* Rounds over the list until no unit waits for its parent any more. */
static enum err
units_make(struct demo *demo)
{
	const struct resource *list = resource_find(TEXT("demo/units.csv"));
	size_t before;

	if (!list)
		return ERR_BROKEN;
	do {
		struct text rest = list->text, line;

		before = demo->unit_count;
		text_split(&rest, '\n', &line); /* the head */
		while (text_split(&rest, '\n', &line))
			if (text_trim(line).n)
				TRY(unit_make(demo, text_trim(line)));
	} while (demo->unit_count > before);
	return OK;
}

struct account_order {
	struct account account;
	struct account_start start;
	int64_t id;
};

static enum err
verb_account(struct ctx *ctx, void *order)
{
	struct account_order *o = order;

	return account_add(ctx, &o->account, &o->start, &o->id);
}

static role_set
roles_of(const json_t *names)
{
	const json_t *name;
	role_set roles = 0;
	size_t i;

	json_array_foreach((json_t *)names, i, name)
	{
		enum role role;

		if (role_parse(json_text_of(name), &role) == OK)
			roles |= ROLE_BIT(role);
	}
	return roles;
}

static enum err
account_make(struct demo *demo, const json_t *row, struct text hash)
{
	const struct demo_unit *unit = demo_unit(demo, json_text(row, "unit"));
	struct account_order order = {
			.account = {.login = json_text(row, "login"),
					.name = json_text(row, "name"),
					.email = json_text(row, "email"),
					.unit = unit ? unit->id : 0,
					.roles = roles_of(json_object_get(row, "roles"))},
			.start = {.password_hash = json_flag(row, "shown") ? hash : NO_TEXT},
	};
	struct arena *arena = demo->arena;

	TRY(demo_run(demo, &cli_operator, demo_instant(demo, DEMO_DAYS, 9),
			text_c(arena, order.account.login), NULL, verb_account, &order));
	if (demo->actor_count == DEMO_ACCOUNTS_MAX)
		return OK;
	demo->actors[demo->actor_count++] = (struct actor){
			.account = order.id,
			.unit = order.account.unit,
			.roles = order.account.roles,
			.door = DOOR_COMMAND,
			.login = text_copy(arena, order.account.login),
			.name = text_copy(arena, order.account.name),
			.unit_code = unit ? unit->code : NO_TEXT,
			.unit_name = unit ? unit->name : NO_TEXT,
	};
	return OK;
}

static enum err
accounts_make(struct demo *demo)
{
	const json_t *list, *row;
	struct text hash;
	size_t i;

	TRY(demo_read(demo, "accounts.json", &list));
	TRY(credential_hash(demo->arena, TEXT(PASSWORD), &hash));
	json_array_foreach(list, i, row) TRY(account_make(demo, row, hash));
	return OK;
}

enum err
demo_people(struct demo *demo)
{
	TRY(units_make(demo));
	return accounts_make(demo);
}
