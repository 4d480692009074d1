/* demo_scale.c - days of work: matters, their duties, what settles them, who logged in. */
#include "cli/demo_scale.h"

#include "law/calendar.h"
#include "law/regulation.h"
#include "office/account.h"
#include "office/audit.h"
#include "office/audit_row.h"
#include "office/duty.h"
#include "office/duty_decide.h"
#include "office/matter.h"

#define CHUNK_ACTS 4000 /* of one transaction, at least */
#define FIRST_HOUR 8
#define WORK_MINUTES 480
#define LATE_DAYS_MAX 15
#define EVIDENCE_MAX 16
#define CREWS_MAX DEMO_UNITS_MAX
#define RECENT_TENTHS 9 /* of the open duties are the newest ones, the others older and late */

enum outcome { OUTCOME_MET, OUTCOME_EXCUSED, OUTCOME_NOT_APPLICABLE };

/* A duty that will not stay open. */
struct settling {
	int64_t matter, duty;
	uint32_t next; /* of the same day; 0: none */
	uint16_t crew;
	uint8_t outcome;
	bool has_item;
};

/* --- acts --------------------------------------------------------------------------------------
 */

enum err
scale_act(struct scale *scale, const struct actor *actor, struct instant at, struct form *form,
		cli_verb *verb, void *order)
{
	struct arena *arena = scale->ctx->arena;
	struct arena_mark mark = arena_mark(arena);
	struct form none = {.arena = arena};
	struct ctx ctx = *scale->ctx;
	enum err err;

	ctx.actor = actor;
	ctx.now = at;
	ctx.form = form ? form : &none;
	ctx.notes = NULL;
	ctx.notes_end = &ctx.notes;
	err = verb(&ctx, order);
	if (err == OK)
		err = audit_flush(&ctx);
	scale->acts++;
	if (err == OK) {
		arena_reset_to(arena, mark);
		return OK;
	}
	scale->ctx->words = ctx.words.n || !ctx.form->complaint_count
					    ? ctx.words
					    : ctx.form->complaints[0].message;
	return err;
}

struct instant
scale_at(const struct scale *scale, int64_t hour, int64_t minutes)
{
	return instant_add(demo_instant(scale->demo, SCALE_DAYS - scale->day, hour),
			minutes * MINUTE_MS);
}

int64_t
scale_share(const struct scale *scale, int64_t total, int64_t days)
{
	int64_t n = scale->day - (SCALE_DAYS - days);

	return n < 0 ? 0 : total * (n + 1) / days - total * n / days;
}

const struct crew *
scale_crew(struct scale *scale)
{
	return &scale->crews[words_chance(scale->words, scale->crew_count)];
}

/* --- people ------------------------------------------------------------------------------------
 */

struct person_order {
	struct account account;
	struct account_start start;
	int64_t id;
};

static enum err
verb_person(struct ctx *ctx, void *order)
{
	struct person_order *o = order;

	return account_add(ctx, &o->account, &o->start, &o->id);
}

/* The first with the role in the unit; a new one, who cannot log in, if there is none. */
static enum err
person_take(struct demo *demo, const struct demo_unit *unit, enum role role, const char *who,
		const struct actor **out)
{
	struct person_order order = {
			.account = {.login = text_format(demo->arena, "%s.%.*s", who,
						    TEXT_ARGS(text_lower(demo->arena, unit->code))),
					.name = text_format(demo->arena, "%.*s %.*s",
							TEXT_ARGS(role_label(role)),
							TEXT_ARGS(unit->code)),
					.unit = unit->id,
					.roles = ROLE_BIT(role)},
	};
	struct actor *actor;

	*out = demo_actor(demo, role, unit->id);
	if (*out || demo->actor_count == DEMO_ACCOUNTS_MAX)
		return OK;
	TRY(demo_run(demo, &cli_operator, demo->cli->now, order.account.login.p, NULL, verb_person,
			&order));
	actor = &demo->actors[demo->actor_count++];
	*actor = (struct actor){
			.account = order.id,
			.unit = unit->id,
			.roles = order.account.roles,
			.door = DOOR_COMMAND,
			.login = order.account.login,
			.name = order.account.name,
			.unit_code = unit->code,
			.unit_name = unit->name,
	};
	*out = actor;
	return OK;
}

static enum err
crews_make(struct scale *scale)
{
	struct demo *demo = scale->demo;

	scale->crews = ARENA_NEW_ARRAY(demo->arena, CREWS_MAX, struct crew);
	for (size_t i = 0; i < demo->unit_count; i++) {
		struct crew *crew = &scale->crews[scale->crew_count];

		TRY(person_take(demo, &demo->units[i], ROLE_OFFICER, "canbo", &crew->officer));
		TRY(person_take(demo, &demo->units[i], ROLE_UNIT_LEADER, "lanhdao", &crew->leader));
		if (crew->officer && crew->leader)
			scale->crew_count++;
	}
	return scale->crew_count ? OK : ERR_BROKEN;
}

/* --- matters and duties ------------------------------------------------------------------------
 */

static const struct duty *
rule_pick(struct scale *scale, const struct regulation *law)
{
	const json_t *list = json_object_get(scale->lists, "rules"), *row;
	int64_t left = (int64_t)words_chance(scale->words, 100);
	size_t i;

	json_array_foreach((json_t *)list, i, row)
	{
		left -= json_int(row, "share");
		if (left < 0)
			return regulation_duty(law, json_text(row, "rule"));
	}
	return NULL;
}

static struct text
evidence_value(struct scale *scale, enum evidence_kind kind, const struct crew *crew,
		struct instant at)
{
	struct arena *arena = scale->demo->arena;
	struct zone zone = scale->demo->house->rules.zone;

	switch (kind) {
	case EVIDENCE_DAY:
		return day_iso(arena, day_of(at, zone));
	case EVIDENCE_INSTANT:
		return instant_local(arena, instant_add(at, -HOUR_MS), zone);
	case EVIDENCE_LONG:
		return words_filled(scale->words, "abstracts");
	case EVIDENCE_TEXT:
		return text_format(arena, "%zu/BC-%.*s", 1 + words_chance(scale->words, 2000),
				TEXT_ARGS(crew->officer->unit_code));
	default:
		return NO_TEXT;
	}
}

struct form
scale_evidence(struct scale *scale, const struct duty *rule, const struct crew *crew,
		struct instant at)
{
	struct arena *arena = scale->demo->arena;
	struct pair *values = ARENA_NEW_ARRAY(arena, EVIDENCE_MAX, struct pair);
	struct form form = {.arena = arena, .values = values};

	for (size_t i = 0; i < rule->evidence_count && form.count < EVIDENCE_MAX; i++)
		values[form.count++] = (struct pair){
				text_format(arena, "evidence_%.*s",
						TEXT_ARGS(rule->evidence[i].key)),
				evidence_value(scale, rule->evidence[i].kind, crew, at),
		};
	return form;
}

struct matter_order {
	struct matter_news news;
	int64_t id, duty;
};

static enum err
verb_open(struct ctx *ctx, void *order)
{
	struct matter_order *o = order;
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &o->news, &o->id));
	TRY(duty_list(ctx, o->id, &duties, &count));
	o->duty = count ? duties[0].id : 0;
	return OK;
}

/* Whether the n-th duty stays open: the newest do, and of the others every so many one. */
static bool
stays_open(const struct demo_size *size, int64_t n)
{
	int64_t recent = size->open * RECENT_TENTHS / 10;
	int64_t rest = size->duties - recent, old = size->open - recent;

	return n >= rest || (n + 1) * old / rest > n * old / rest;
}

/* Whether the n-th of those that do not stay open is met by a text that goes public. */
static bool
has_item(const struct demo_size *size, int64_t n)
{
	int64_t settled = size->duties - size->open;
	int64_t items = size->items < settled ? size->items : settled;

	return settled && (n + 1) * items / settled > n * items / settled;
}

/* How many of the duties before the n-th do not stay open. */
static int64_t
settled_before(const struct demo_size *size, int64_t n)
{
	int64_t recent = size->open * RECENT_TENTHS / 10;
	int64_t rest = size->duties - recent, old = size->open - recent;

	return n - n * old / rest;
}

static void
settling_plan(struct scale *scale, const struct matter_order *matter, uint16_t crew)
{
	int64_t n = scale->opened;
	struct settling *s = &scale->settling[n];
	size_t dice = words_chance(scale->words, 100);
	int64_t day = scale->day + 1;

	if (stays_open(scale->size, n))
		return;
	*s = (struct settling){.matter = matter->id,
			.duty = matter->duty,
			.crew = crew,
			.has_item = has_item(scale->size, settled_before(scale->size, n))};
	if (!s->has_item && dice >= 96)
		s->outcome = dice >= 98 ? OUTCOME_EXCUSED : OUTCOME_NOT_APPLICABLE;
	else if (dice < 6)
		day += (int64_t)words_between(scale->words, 4, LATE_DAYS_MAX);
	if (day >= SCALE_DAYS)
		day = SCALE_DAYS - 1;
	s->next = scale->first[day];
	scale->first[day] = (uint32_t)n + 1;
}

static enum err
matter_make(struct scale *scale, struct instant at)
{
	const struct duty *rule = rule_pick(scale, rules_in_force(scale->ctx->rules, at));
	const struct crew *crew = scale_crew(scale);
	struct arena_mark mark = arena_mark(scale->demo->arena);
	struct matter_order order;
	struct form form;

	if (!rule)
		return ERR_BROKEN;
	words_about(scale->words, crew->officer->unit_name);
	form = scale_evidence(scale, rule, crew, at);
	order = (struct matter_order){
			.news = {.title = words_filled(scale->words, "title_patterns"),
					.happened = words_filled(scale->words, "abstracts"),
					.rule = rule->id}};
	TRY(scale_act(scale, crew->officer, at, &form, verb_open, &order));
	settling_plan(scale, &order, (uint16_t)(crew - scale->crews));
	scale->opened++;
	arena_reset_to(scale->demo->arena, mark);
	return OK;
}

static enum err
matters_make(struct scale *scale)
{
	int64_t duties = scale->size->duties, n = scale->working_day++;
	int64_t count = duties * (n + 1) / scale->working_days - duties * n / scale->working_days;

	for (int64_t i = 0; i < count; i++)
		TRY(matter_make(scale, scale_at(scale, FIRST_HOUR, i * WORK_MINUTES / count)));
	return OK;
}

/* --- settling ----------------------------------------------------------------------------------
 */

struct settle_order {
	const struct settling *settling;
	int64_t item;
};

static enum err
verb_meet(struct ctx *ctx, void *order)
{
	struct settle_order *o = order;

	if (o->item)
		return duty_meet(ctx, o->settling->duty, o->item, 1);
	return duty_meet_by(ctx, o->settling->duty, TEXT("Đơn vị đã cung cấp tài liệu cho Cổng."));
}

static enum err
verb_decide(struct ctx *ctx, void *order)
{
	struct settle_order *o = order;
	struct duty_decision decision = {
			.kind = o->settling->outcome == OUTCOME_EXCUSED ? DUTY_ACT_EXCUSE
									: DUTY_ACT_NOT_APPLICABLE,
			.reason = TEXT("Nội dung đã được cung cấp trong vụ việc khác."),
	};

	return duty_decide(ctx, o->settling->duty, &decision);
}

static enum err
verb_close(struct ctx *ctx, void *order)
{
	return matter_close(ctx, ((struct settle_order *)order)->settling->matter);
}

static enum err
settle(struct scale *scale, const struct settling *settling, int64_t item, struct instant at)
{
	const struct actor *leader = scale->crews[settling->crew].leader;
	const struct actor *coordinator = demo_actor(scale->demo, ROLE_COORDINATOR, 0);
	struct settle_order order = {.settling = settling, .item = item};
	bool is_met = settling->outcome == OUTCOME_MET;

	TRY(scale_act(scale, is_met ? leader : coordinator, at, NULL,
			is_met ? verb_meet : verb_decide, &order));
	return scale_act(scale, leader, instant_add(at, MINUTE_MS), NULL, verb_close, &order);
}

static void
past_item_make(struct scale *scale, const struct settling *settling, struct instant at,
		struct past_item *out)
{
	const struct crew *crew = &scale->crews[settling->crew];
	size_t which = words_chance(scale->words, 2);

	words_about(scale->words, crew->officer->unit_name);
	*out = (struct past_item){
			.writing = words_article(scale->words),
			.unit = crew->officer->unit,
			.matter = settling->matter,
			.duty = settling->duty,
			.author = crew->officer->account,
			.sender = crew->leader->account,
			.submitter = demo_actor_at(scale->demo, ROLE_EDITOR, which)->account,
			.approver = demo_actor_at(scale->demo, ROLE_PUBLISHER, which)->account,
			.sent_at = at,
			.published_at = instant_add(at, 3 * HOUR_MS),
	};
}

static enum err
settle_all(struct scale *scale)
{
	struct demo *demo = scale->demo;
	struct arena_mark mark = arena_mark(demo->arena);
	struct past_item *items;
	int64_t count = 0, made = 0, at = 0;
	const struct settling *s;

	for (uint32_t i = scale->first[scale->day]; i; i = scale->settling[i - 1].next)
		count++;
	items = ARENA_NEW_ARRAY(demo->arena, (size_t)count + 1, struct past_item);
	for (uint32_t i = scale->first[scale->day]; i; i = s->next, at++) {
		s = &scale->settling[i - 1];
		if (s->has_item)
			past_item_make(scale, s,
					scale_at(scale, FIRST_HOUR, at * WORK_MINUTES / count),
					&items[made++]);
	}
	TRY(item_import(scale->ctx, items, (size_t)made));
	TRY(audit_flush(scale->ctx));
	made = at = 0;
	for (uint32_t i = scale->first[scale->day]; i; i = s->next, at++) {
		s = &scale->settling[i - 1];
		TRY(settle(scale, s, s->has_item ? items[made++].id : 0,
				scale_at(scale, FIRST_HOUR, at * WORK_MINUTES / count)));
	}
	arena_reset_to(demo->arena, mark);
	return OK;
}

/* --- the trail ---------------------------------------------------------------------------------
 */

static enum err
verb_login(struct ctx *ctx, void *order)
{
	int64_t *n = order;

	if (*n % 50 == 0)
		audit_refusal(ctx, "session.open", ctx->actor->account,
				"đăng nhập sai: %.*s, từ 10.0.0.%lld", TEXT_ARGS(ctx->actor->login),
				(long long)(*n % 250));
	audit_note(ctx, "session.open", ctx->actor->account, "đăng nhập: %.*s, từ 10.0.0.%lld",
			TEXT_ARGS(ctx->actor->login), (long long)(*n % 250));
	audit_note(ctx, "session.close", *n, "đăng xuất");
	return OK;
}

/* People log in and out until the trail is as long as it is to be by this day. */
static enum err
trail_fill(struct scale *scale)
{
	int64_t seq, wanted = scale->size->audit * (scale->day + 1) / SCALE_DAYS;
	struct text hash;

	TRY(audit_head(scale->ctx->store, scale->demo->arena, &seq, &hash));
	for (int64_t left = wanted - seq, n = seq; n < wanted; n += 2) {
		const struct actor *actor = &scale->demo->actors[words_chance(
				scale->words, scale->demo->actor_count)];

		TRY(scale_act(scale, actor, scale_at(scale, FIRST_HOUR, (n - seq) * 600 / left),
				NULL, verb_login, &n));
	}
	return OK;
}

/* --- days --------------------------------------------------------------------------------------
 */

static bool
is_working(const struct scale *scale, int64_t day)
{
	return calendar_is_working(scale->demo->house->rules.calendar_file,
			day_add(scale->demo->today, (int32_t)(day - SCALE_DAYS)));
}

static enum err
day_make(struct scale *scale)
{
	if (is_working(scale, scale->day))
		TRY(matters_make(scale));
	TRY(settle_all(scale));
	TRY(scale_items(scale));
	TRY(scale_events(scale));
	TRY(scale_questions(scale));
	if (scale->day == SCALE_DAYS - 1)
		TRY(scale_large_matter(scale));
	return trail_fill(scale);
}

/*
 * As many days as make a transaction worth its while. Not through cli_run: inside of a
 * savepoint SQLite looks, with each statement, through all that the savepoint would undo.
 */
static enum err
days_take(struct scale *scale)
{
	scale->acts = 0;
	for (; scale->day < SCALE_DAYS && scale->acts < CHUNK_ACTS; scale->day++)
		TRY(day_make(scale));
	return store_commit(scale->ctx->store);
}

static enum err
days_run(struct scale *scale)
{
	struct demo *demo = scale->demo;
	struct form none = {.arena = demo->arena};
	struct ctx ctx = {
			.store = demo->store,
			.arena = demo->arena,
			.actor = &cli_operator,
			.rules = &demo->house->rules,
			.now = demo->cli->now,
			.form = &none,
	};
	enum err err;

	scale->ctx = &ctx;
	TRY(store_begin(demo->store));
	err = days_take(scale);
	if (err == OK)
		return OK;
	store_rollback(demo->store);
	cli_fail(demo->cli, EXIT_FAILED, "dữ liệu minh họa: scale.json: %s %.*s", err_name(err),
			TEXT_ARGS(ctx.words));
	return err;
}

static enum err
days_make(struct scale *scale)
{
	struct arena *arena = scale->demo->arena;

	for (int64_t day = 0; day < SCALE_DAYS; day++)
		scale->working_days += is_working(scale, day);
	scale->settling = ARENA_NEW_ARRAY(arena, (size_t)scale->size->duties + 1, struct settling);
	scale->first = ARENA_NEW_ARRAY(arena, SCALE_DAYS, uint32_t);
	TRY(crews_make(scale));
	while (scale->day < SCALE_DAYS) {
		struct arena_mark mark = arena_mark(arena);

		TRY(days_run(scale));
		arena_reset_to(arena, mark);
	}
	return OK;
}

enum err
demo_scale(struct demo *demo, struct words *words, const struct demo_size *size)
{
	struct scale scale = {.demo = demo, .words = words, .size = size};

	if (!size->duties && !size->audit)
		return OK;
	TRY(demo_read(demo, "scale.json", &scale.lists));
	return days_make(&scale);
}
