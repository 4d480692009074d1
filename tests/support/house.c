#include "support/house.h"

#include "base/crypt.h"
#include "base/disk.h"
#include "cli/schema.h"
#include "office/calendar.h"
#include "office/rules.h"
#include "office/shelf.h"
#include "web/asset.h"

static const struct actor PUBLIC = {.door = DOOR_PUBLIC, .login = {"", 0}};

struct house_act {
	struct act act;
	house_verb *verb;
	void *arg;
};

static struct actor
keeper(void)
{
	return (struct actor){
			.door = DOOR_COMMAND,
			.login = TEXT("lệnh"),
			.roles = ROLE_BIT(ROLE_ADMINISTRATOR),
	};
}

struct ctx
house_ctx(struct house *house, const struct actor *actor)
{
	return (struct ctx){
			.store = house->store,
			.arena = house->arena,
			.actor = actor ? actor : &PUBLIC,
			.rules = &house->rules,
			.now = house->now,
			.request = TEXT("test"),
			.peer = house->peer,
			.form = &house->form,
	};
}

static enum err
run_verb(struct act *act)
{
	struct house_act *house_act = (struct house_act *)act;

	return house_act->verb(&act->ctx, house_act->arg);
}

enum err
house_do(struct house *house, const struct actor *actor, house_verb *verb, void *arg)
{
	struct house_act act = {
			.act = {.ctx = house_ctx(house, actor), .verb = run_verb, .action = "test"},
			.verb = verb,
			.arg = arg,
	};
	enum err err;

	house->form = (struct form){.arena = house->arena,
			.values = house->values,
			.count = house->value_count};
	err = act_run(&act.act, house->store);
	house->words = act.act.ctx.words;
	return err;
}

void
house_complains(struct house *house, const struct actor *actor, house_verb *verb, void *arg,
		const char *field)
{
	assert_int_equal(house_do(house, actor, verb, arg), ERR_INVALID);
	assert_string_equal(house->form.complaints[0].field, field);
}

struct media
house_pdf(struct house *house, const char *name, const char *words)
{
	const char *directory = text_c(house->arena, house->rules.files);
	struct text path = text_format(house->arena, "%s/upload", directory);
	FILE *file;

	assert_ok(disk_make_directory(directory, 0700));
	file = fopen(path.p, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(words, 1, strlen(words), file), strlen(words));
	assert_int_equal(fclose(file), 0);
	return (struct media){.kind = MEDIA_PDF,
			.name = text_of(name),
			.words = text_of(words),
			.has_words = true,
			.forms[0].upload = {.path = path,
					.size = strlen(words),
					.sha256 = hash_of(text_of(words))},
			.count = 1};
}

static enum err
add_unit(struct ctx *ctx, void *arg)
{
	struct unit *unit = arg;

	return unit_add(ctx, unit, &unit->id);
}

int64_t
house_unit(struct house *house, const char *code, const char *name, const char *kind,
		int64_t parent)
{
	struct unit unit = {
			.code = text_of(code),
			.name = text_of(name),
			.kind = text_of(kind),
			.parent = parent,
	};
	struct actor actor = keeper();

	assert_ok(house_do(house, &actor, add_unit, &unit));
	return unit.id;
}

/* The program's own regulation; `edit` makes another text of it, NULL: as it is. */
static void
house_law(struct house *house, house_edit *edit)
{
	static const char *const law = "regulations/tt-80-2020.conf",
				 *const days = "calendars/vn.csv";
	struct conf conf = conf_default();
	struct text own = resource_find(text_of(law))->text;
	struct rules_source regulation = {text_of(law), edit ? edit(house->arena, own) : own};
	struct rules_source calendar = {text_of(days), resource_find(text_of(days))->text};
	struct text fault;

	assert_ok(rules_load(house->arena, &conf, &regulation, 1, day_of(house->now, ZONE_VIETNAM),
			&house->rules, &fault));
	assert_ok(rules_calendar(house->arena, &conf, calendar, &CALENDAR_TERMS_VIETNAM,
			&house->rules.calendar_file, &fault));
	house->rules.site_url = TEXT("http://127.0.0.1:8080");
	house->rules.files = text_format(
			house->arena, "%.*s/files", TEXT_ARGS(house->fixture->directory));
}

void
house_read_law(struct house *house, house_edit *edit)
{
	struct shelf *shelf = house->rules.shelf;

	house_law(house, edit);
	shelf_close(house->rules.shelf);
	house->rules.shelf = shelf;
}

static void
shelf_end(void *shelf)
{
	shelf_close(shelf);
}

static enum err
begin_calendar(struct ctx *ctx, void *arg)
{
	(void)arg;
	return calendar_begin(ctx);
}

void
house_begin(struct house *house, struct fixture *fixture)
{
	*house = (struct house){
			.fixture = fixture,
			.store = fixture->store,
			.arena = &fixture->arena,
			.now = {INT64_C(1770000000000)},
			.peer = TEXT("192.0.2.1"),
	};
	house_law(house, NULL);
	fixture->end = shelf_end;
	fixture->held = house->rules.shelf;
	assert_ok(house_do(house, NULL, begin_calendar, NULL));
	house->ministry = house_unit(house, "BCA", "Bộ Công an", "ministry", 0);
	house->portal = house_unit(house, "CTTDT", "Cổng Thông tin điện tử Bộ Công an", "portal",
			house->ministry);
	house->department = house_unit(
			house, "CSHS", "Cục Cảnh sát hình sự", "department", house->ministry);
	house->province = house_unit(house, "CA-48", "Công an thành phố Đà Nẵng",
			"provincial_police", house->ministry);
}

enum err
house_add_account(struct ctx *ctx, void *arg)
{
	struct newcomer *new = arg;

	return account_add(ctx, &new->account, &new->start, &new->account.id);
}

/* Hashing takes long; all accounts of the tests have the same password. */
static struct text
house_hash(void)
{
	static struct arena arena;
	static struct text hash;

	if (!hash.n)
		assert_ok(credential_hash(&arena, TEXT(HOUSE_PASSWORD), &hash));
	return hash;
}

struct actor
house_account(struct house *house, const char *login, int64_t unit, role_set roles)
{
	struct newcomer new = {
			.account = {.login = text_of(login),
					.name = text_of(login),
					.email = text_format(house->arena, "%s@bca.example", login),
					.unit = unit,
					.roles = roles},
			.start = {.password_hash = house_hash()},
	};
	struct actor actor = keeper();

	assert_ok(house_do(house, &actor, house_add_account, &new));
	return (struct actor){
			.account = new.account.id,
			.unit = unit,
			.roles = roles,
			.door = DOOR_BROWSER,
			.login = new.account.login,
			.name = new.account.name,
	};
}

struct actor
house_administrator(struct house *house)
{
	return house_account(house, "quantri", house->ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
}

int64_t
house_notes(struct house *house, const char *action, bool refused)
{
	static const struct sql count = {
			.name = "house_notes",
			.text = "SELECT count(*) FROM audit WHERE action = $1 AND refused = $2",
			.parameters = 2,
	};
	struct query q;
	int64_t n = -1;

	query_begin(&q, house->store, &count);
	bind_text(&q, text_of(action));
	bind_int(&q, refused);
	if (query_next(&q))
		n = column_int(&q, 0);
	assert_ok(query_end(&q));
	return n;
}

int
house_run(const char *suite, const struct store_test *tests, size_t count)
{
	static struct arena arena;
	static struct migration steps[SCHEMA_STEPS_MAX];

	crypt_begin();
	return stores_run(suite, tests, count, steps, schema_steps(&arena, steps));
}

uint64_t
dice(uint64_t *seed, uint64_t sides)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (*seed >> 33) % sides;
}
