#include "cli/house.h"

#include "cli/schema.h"
#include "office/act.h"
#include "office/calendar.h"
#include "office/rules.h"
#include "office/site_key.h"
#include "web/asset.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define SOURCES_MAX 50

/* The program's own resources below a directory. */
static size_t
sources_of(struct text start, struct rules_source *sources)
{
	const struct resource *resource;
	size_t count = 0;

	for (size_t i = 0; (resource = resource_at(i)) && count < SOURCES_MAX; i++)
		if (text_starts_with(resource->name, start))
			sources[count++] = (struct rules_source){resource->name, resource->text};
	return count;
}

static struct rules_source
calendar_source(void)
{
	const struct resource *calendar = resource_find(TEXT("calendars/vn.csv"));

	return (struct rules_source){calendar->name, calendar->text};
}

enum err
house_calendar(struct arena *arena, const struct conf *conf, const struct calendar_terms *terms,
		const struct calendar **out, struct text *fault)
{
	return rules_calendar(arena, conf, calendar_source(), terms, out, fault);
}

/* Takes milliseconds, and only a new store needs it; a file of one's own is looked at always. */
static enum err
calendar_read(struct house *house, struct text *fault)
{
	if (house->rules.calendar_file)
		return OK;
	return house_calendar(house->arena, &house->conf, &CALENDAR_TERMS_VIETNAM,
			&house->rules.calendar_file, fault);
}

enum err
house_open(struct arena *arena, const struct conf *conf, struct day today, struct house *out,
		struct text *fault)
{
	struct rules_source regulations[SOURCES_MAX];
	size_t count = sources_of(TEXT("regulations/"), regulations);
	struct house house = {.arena = arena, .conf = *conf};
	enum err err = OK;

	TRY(rules_load(arena, conf, regulations, count, today, &house.rules, fault));
	if (conf->calendar.n)
		err = calendar_read(&house, fault);
	if (err == OK)
		*out = house;
	else
		house_cleanup(&house);
	return err;
}

void
house_cleanup(struct house *house)
{
	rules_end(&house->rules);
}

/* Makes the directories of a path, like mkdir -p. */
static enum err
directories_make(struct arena *arena, struct text path, struct text *fault)
{
	char *p = arena_copy(arena, path.p, path.n);

	if (!path.n)
		return OK;
	for (char *slash = p; (slash = strchr(slash + 1, '/'));) {
		*slash = 0;
		if (mkdir(p, 0750) != 0 && errno != EEXIST)
			break;
		*slash = '/';
	}
	if (mkdir(p, 0750) != 0 && errno != EEXIST) {
		*fault = text_format(arena, "%s: không tạo được thư mục (%s)", p, strerror(errno));
		return ERR_UNAVAILABLE;
	}
	return OK;
}

static struct text
directory_of(struct text path)
{
	while (path.n && path.p[path.n - 1] != '/')
		path.n--;
	return path.n > 1 ? text_slice(path, 0, path.n - 1) : NO_TEXT;
}

const struct actor house_installer = {.door = DOOR_COMMAND, .login = TEXT("install")};

/* One act of making ready, in a transaction of its own. */
static enum err
house_do(struct house *house, struct store *store, enum err (*verb)(struct act *),
		const char *action)
{
	struct form form = {.arena = house->arena};
	struct act act = {
			.ctx = {.arena = house->arena,
					.actor = &house_installer,
					.rules = &house->rules,
					.now = house->made_at.ms ? house->made_at : clock_now(),
					.form = &form},
			.verb = verb,
			.action = action,
	};

	return act_run(&act, store);
}

static enum err
verb_calendar_begin(struct act *act)
{
	return calendar_begin(&act->ctx);
}

/* A store that is new, or older than calendars with versions, gets the first one. */
static enum err
calendar_ensure(struct house *house, struct store *store, struct text *fault)
{
	bool begun;
	enum err err = calendar_is_begun(store, &begun);

	if (err == OK && begun)
		return OK;
	if (err == OK) {
		TRY(calendar_read(house, fault));
		err = house_do(house, store, verb_calendar_begin, "calendar.begin");
	}
	if (err != OK)
		*fault = text_format(house->arena, "%.*s: không ghi được lịch ban đầu (%s)",
				TEXT_ARGS(house->conf.store), err_name(err));
	return err;
}

static enum err
verb_key_ensure(struct act *act)
{
	struct site_key key;

	return site_key_ensure(&act->ctx, &key);
}

enum err
house_key(struct house *house, struct store *store, struct text *fault)
{
	enum err err = house_do(house, store, verb_key_ensure, "key.add");

	if (err != OK)
		*fault = text_format(house->arena, "%.*s/keys: không tạo được khóa ký (%s)",
				TEXT_ARGS(house->conf.files), err_name(err));
	return err;
}

/* A store that is new, or older than signatures, gets its first key. */
static enum err
key_ensure(struct house *house, struct store *store, struct text *fault)
{
	struct site_key *keys;
	size_t count;

	TRY(site_key_list(store, house->arena, &keys, &count));
	return count ? OK : house_key(house, store, fault);
}

enum err
house_store(struct house *house, bool create, struct store **out, struct text *fault)
{
	struct migration *steps = ARENA_NEW_ARRAY(house->arena, SCHEMA_STEPS_MAX, struct migration);
	struct text where = house->conf.store;
	bool remote = text_starts_with(where, TEXT("postgresql://")) ||
		      text_starts_with(where, TEXT("postgres://"));
	struct store *store;
	enum err err;

	if (!remote && !create && access(text_c(house->arena, where), F_OK) != 0) {
		*fault = text_format(house->arena,
				"%.*s: chưa có kho dữ liệu; hãy chạy: congtin init --store %.*s",
				TEXT_ARGS(where), TEXT_ARGS(where));
		return ERR_NOT_FOUND;
	}
	if (!remote)
		TRY(directories_make(house->arena, directory_of(where), fault));
	TRY(directories_make(house->arena, house->conf.files, fault));
	TRY(store_open(where, STORE_WRITE, &store, house->arena, fault));
	err = migrate(store, steps, schema_steps(house->arena, steps), house->arena, fault);
	if (err == OK)
		err = calendar_ensure(house, store, fault);
	if (err == OK && create)
		err = calendar_read(house, fault);
	if (err == OK)
		err = key_ensure(house, store, fault);
	if (err != OK) {
		store_close(store);
		return err;
	}
	*out = store;
	return OK;
}
