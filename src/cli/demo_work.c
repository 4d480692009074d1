/* demo_work.c - matters and items of the demo, each step by whoever would take it. */
#include "cli/demo_load.h"
#include "law/deadline.h"
#include "law/regulation.h"
#include "office/duty_decide.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/receipt.h"

#define MATTERS_MAX 50
#define SHIFT_DAYS_MAX 12

struct demo_matter {
	struct demo_story story;
	struct matter_news news;
	struct text item; /* key of the item that meets its duty */
	int64_t id, duty; /* once it is opened */
	int64_t days_ago;
	const struct actor *leader;
	bool closes;
};

struct work {
	struct demo *demo;
	struct demo_matter matters[MATTERS_MAX];
	size_t matter_count;
};

/* --- matters -----------------------------------------------------------------------------------
 */

static enum err
verb_matter(struct ctx *ctx, void *order)
{
	struct demo_matter *matter = order;
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &matter->news, &matter->id));
	TRY(duty_list(ctx, matter->id, &duties, &count));
	matter->duty = count ? duties[0].id : 0;
	return OK;
}

static enum err
verb_close(struct ctx *ctx, void *order)
{
	return matter_close(ctx, ((struct demo_matter *)order)->id);
}

struct decision_order {
	const struct demo_matter *matter;
	struct duty_decision decision;
	struct text units[DUTY_UNITS_MAX];
	struct form form;
};

static enum err
verb_decide(struct ctx *ctx, void *order)
{
	struct decision_order *o = order;

	return duty_decide(ctx, o->matter->duty, &o->decision);
}

static bool
aim_holds(const struct demo *demo, struct text aim, const struct due *due)
{
	struct day last = due->last_day;

	if (text_equals(aim, TEXT("open")))
		return last.n > demo->today.n;
	if (text_equals(aim, TEXT("due_today")))
		return last.n >= demo->today.n;
	return true;
}

/* How many days back the approval lies, moved to where the calendar gives what is shown. */
static enum err
approved_days_ago(const struct demo *demo, const json_t *row, const struct duty *rule, int64_t *out)
{
	int64_t days = demo_int(row, "approved_days_ago");

	for (int moved = 0; moved < SHIFT_DAYS_MAX && rule->limit.kind == LIMIT_WORKING_DAYS;
			moved++, days--) {
		struct due due;

		TRY(deadline_of(rule->limit, demo_instant(demo, days, 0),
				demo->house->rules.calendar_file, NULL, &due));
		if (aim_holds(demo, json_text(row, "aim"), &due) || days <= 0)
			break;
	}
	*out = days < 0 ? 0 : days;
	return OK;
}

/* What was decided about its duty, `after_days` of its approval. */
static enum err
decision_make(struct demo_matter *matter, const json_t *row)
{
	struct demo *demo = matter->story.demo;
	struct decision_order *o = ARENA_NEW(demo->arena, struct decision_order);
	struct duty_decision *d = &o->decision;
	int64_t days = matter->days_ago - demo_int(row, "after_days");
	const json_t *unit;
	size_t i;

	*o = (struct decision_order){.matter = matter, .form = {.arena = demo->arena}};
	TRY(duty_act_kind_parse(json_text(row, "kind"), &d->kind));
	d->reason = json_text(row, "reason");
	d->document = json_text(row, "document");
	d->units = o->units;
	json_array_foreach(json_object_get(row, "units"), i, unit) o->units[d->unit_count++] =
			json_text_of(unit);
	return demo_plan(&matter->story,
			d->kind == DUTY_ACT_EXTEND ? matter->leader
						   : demo_actor(demo, ROLE_COORDINATOR, 0),
			demo_instant(demo, days, demo_int(row, "hour")), &o->form, verb_decide, o);
}

/* The evidence that rules ask for; each takes what it knows. */
static struct form *
evidence_of(const struct demo_matter *matter, const json_t *row)
{
	struct demo *demo = matter->story.demo;
	struct text day = day_iso(demo->arena, day_add(demo->today, (int32_t)-matter->days_ago));
	const struct pair values[] = {
			{TEXT("evidence_document_number"), json_text(row, "document_number")},
			{TEXT("evidence_approved_on"), day},
			{TEXT("evidence_subject"), matter->news.title},
			{TEXT("evidence_arisen_on"), day},
			{TEXT("evidence_question"), matter->news.happened},
			{TEXT("evidence_received_on"), day},
	};
	struct pair *kept = ARENA_NEW_ARRAY(demo->arena, COUNT_OF(values), struct pair);
	struct form *form = ARENA_NEW(demo->arena, struct form);

	memcpy(kept, values, sizeof values);
	*form = (struct form){.arena = demo->arena, .values = kept, .count = COUNT_OF(values)};
	return form;
}

static enum err
matter_make(struct work *work, const json_t *row)
{
	struct demo *demo = work->demo;
	const struct demo_unit *unit = demo_unit(demo, json_text(row, "unit"));
	const struct duty *rule =
			regulation_duty(rules_in_force(&demo->house->rules, demo->cli->now),
					json_text(row, "rule"));
	struct demo_matter *matter = &work->matters[work->matter_count];
	const json_t *decision;
	size_t i;

	if (!unit || !rule || work->matter_count == MATTERS_MAX)
		return ERR_BROKEN;
	*matter = (struct demo_matter){
			.story = {.demo = demo, .what = json_text(row, "key").p},
			.news = {.title = json_text(row, "title"),
					.happened = json_text(row, "happened"),
					.rule = json_text(row, "rule")},
			.item = json_text(row, "item"),
			.leader = demo_actor(demo, ROLE_UNIT_LEADER, unit->id),
			.closes = text_equals(json_text(row, "aim"), TEXT("closed")),
	};
	TRY(approved_days_ago(demo, row, rule, &matter->days_ago));
	TRY(demo_plan(&matter->story, demo_actor(demo, ROLE_OFFICER, unit->id),
			demo_instant(demo, matter->days_ago, demo_int(row, "hour")),
			evidence_of(matter, row), verb_matter, matter));
	json_array_foreach(json_object_get(row, "decisions"), i, decision)
			TRY(decision_make(matter, decision));
	work->matter_count++;
	return OK;
}

static const struct demo_matter *
matter_of(const struct work *work, struct text key)
{
	for (size_t i = 0; i < work->matter_count; i++)
		if (key.n && text_equals(work->matters[i].item, key))
			return &work->matters[i];
	return NULL;
}

/* --- items -------------------------------------------------------------------------------------
 */

/* What comes of a journey's first act, for those that follow. */
struct item_made {
	int64_t id, revision;
};

struct item_order {
	struct item_made *made;
	const struct demo_matter *matter;
	struct item_news news;
	struct writing writing;
	struct step_order step;
};

static enum err
verb_begin(struct ctx *ctx, void *order)
{
	struct item_order *o = order;

	if (o->matter) {
		o->news.matter = o->matter->id;
		o->news.duty = o->matter->duty;
	}
	o->made->revision = 1;
	return item_begin(ctx, &o->news, &o->writing, &o->made->id);
}

static enum err
verb_save(struct ctx *ctx, void *order)
{
	struct item_order *o = order;

	return item_save(ctx, o->made->id, o->made->revision, &o->writing, &o->made->revision);
}

static enum err
verb_step(struct ctx *ctx, void *order)
{
	struct item_order *o = order;

	o->step.revision = o->made->revision;
	return item_step(ctx, o->made->id, &o->step);
}

/* What the item still needs; each verb is a step towards its state. */
struct journey {
	struct demo_story story;
	const json_t *row;
	const struct actor *officer, *leader, *editor, *publisher;
	struct item_order order; /* of the next act */
};

static enum err
plan(struct journey *j, const struct actor *actor, struct instant at, cli_verb *verb)
{
	struct item_order *order = ARENA_NEW(j->story.demo->arena, struct item_order);

	*order = j->order;
	return demo_plan(&j->story, actor, at, NULL, verb, order);
}

static enum err
step(struct journey *j, const struct actor *actor, struct instant at, enum item_verb verb)
{
	j->order.step.verb = verb;
	j->order.step.declared = true;
	return plan(j, actor, at, verb_step);
}

/* The officer's first wording: the editor's hand shows in the comparison. */
static struct text
first_wording(struct demo *demo, struct text abstract)
{
	const char *comma = memchr(abstract.p, ',', abstract.n);

	if (!comma)
		return abstract;
	return text_format(demo->arena, "%.*s.", (int)(comma - abstract.p), abstract.p);
}

static enum err
at_unit(struct journey *j, struct text state, struct instant end)
{
	struct item_order *o = &j->order;

	o->writing.abstract = first_wording(j->story.demo, json_text(j->row, "abstract"));
	TRY(plan(j, j->officer, instant_add(end, -5 * HOUR_MS), verb_begin));
	if (text_equals(state, TEXT("draft")))
		return OK;
	TRY(step(j, j->officer, instant_add(end, -4 * HOUR_MS), VERB_SUBMIT));
	if (text_equals(state, TEXT("submitted")))
		return OK;
	return step(j, j->leader, instant_add(end, -3 * HOUR_MS), VERB_SEND);
}

static enum err
at_portal(struct journey *j, struct text state, struct instant end)
{
	struct item_order *o = &j->order;

	if (text_equals(state, TEXT("sent")))
		return OK;
	TRY(step(j, j->editor, instant_add(end, -2 * HOUR_MS), VERB_TAKE));
	if (text_equals(state, TEXT("returned"))) {
		o->step.reason = json_text(j->row, "reason");
		return step(j, j->editor, end, VERB_RETURN);
	}
	o->writing.abstract = json_text(j->row, "abstract");
	TRY(plan(j, j->editor, instant_add(end, -100 * MINUTE_MS), verb_save));
	if (text_equals(state, TEXT("editing")))
		return OK;
	TRY(step(j, j->editor, instant_add(end, -80 * MINUTE_MS), VERB_SUBMIT_REVIEW));
	if (text_equals(state, TEXT("review")))
		return OK;
	return step(j, j->publisher, instant_add(end, -40 * MINUTE_MS), VERB_APPROVE);
}

static enum err
correct(struct journey *j, const json_t *correction)
{
	struct item_order *o = &j->order;
	struct instant at = demo_instant(j->story.demo, demo_int(correction, "days_ago"), 10);

	o->step.reason = json_text(correction, "note");
	TRY(step(j, j->editor, at, VERB_CORRECT));
	o->writing.correction = json_text(correction, "note");
	TRY(plan(j, j->editor, instant_add(at, 20 * MINUTE_MS), verb_save));
	TRY(step(j, j->editor, instant_add(at, 30 * MINUTE_MS), VERB_SUBMIT_REVIEW));
	TRY(step(j, j->publisher, instant_add(at, 50 * MINUTE_MS), VERB_APPROVE));
	return step(j, j->publisher, instant_add(at, 55 * MINUTE_MS), VERB_PUBLISH);
}

static enum err
at_public(struct journey *j, struct text state, struct instant end)
{
	const json_t *correction = json_object_get(j->row, "correction");

	if (text_equals(state, TEXT("scheduled"))) {
		j->order.step.publish_at = end;
		return step(j, j->publisher, j->story.last, VERB_SCHEDULE);
	}
	if (!text_equals(state, TEXT("published")) && !text_equals(state, TEXT("withdrawn")))
		return OK;
	TRY(step(j, j->publisher, end, VERB_PUBLISH));
	if (json_is_object(correction))
		TRY(correct(j, correction));
	if (!text_equals(state, TEXT("withdrawn")))
		return OK;
	j->order.step.reason = json_text(j->row, "reason");
	return step(j, j->publisher, instant_add(end, DAY_MS), VERB_WITHDRAW);
}

static struct text
dated(const struct demo *demo, const char *key, json_int_t days)
{
	struct day day = day_add(demo->today, (int32_t)days);
	bool is_instant = text_ends_with(text_of(key), TEXT("_at"));

	return text_format(demo->arena, "%s%s", day_iso(demo->arena, day).p,
			is_instant ? "T17:00" : "");
}

/* Facts of a row: a number is a day, or five in its afternoon, so many days after that of loading.
 */
static struct text
facts_of(struct demo *demo, const json_t *row)
{
	cleanup(json_cleanup) json_t *facts = json_new_object();
	const char *key;
	json_t *value;

	json_object_foreach(json_object_get(row, "facts"), key, value)
	{
		if (json_is_integer(value))
			json_put_text(facts, key, dated(demo, key, json_integer_value(value)));
		else
			json_object_set(facts, key, value);
	}
	return json_object_size(facts) ? json_write(demo->arena, facts) : NO_TEXT;
}

static enum err
journey_begin(struct work *work, const json_t *row, size_t n, struct journey *out)
{
	struct demo *demo = work->demo;
	const struct demo_unit *unit = demo_unit(demo, json_text(row, "unit"));
	const struct demo_matter *matter = matter_of(work, json_text(row, "key"));
	struct journey j = {
			.story = {.demo = demo},
			.row = row,
			.editor = demo_actor_at(demo, ROLE_EDITOR, n % 2),
			.publisher = demo_actor_at(demo, ROLE_PUBLISHER, n % 2),
			.order = {.made = ARENA_NEW(demo->arena, struct item_made),
					.matter = matter,
					.news = {.is_extract = text_equals(json_text(row, "kind"),
								 TEXT("extract")),
							.genre = json_text(row, "genre")},
					.writing = {.facts = facts_of(demo, row),
							.title = json_text(row, "title"),
							.section = json_text(row, "section"),
							.body = json_write(demo->arena,
									json_object_get(row,
											"body"))}},
	};

	if (!unit)
		return ERR_BROKEN;
	if (matter)
		j.story = matter->story;
	j.story.what = json_text(row, "key").p;
	if (j.order.news.is_extract)
		j.order.writing.source = TEXT("Văn bản minh họa");
	j.officer = demo_actor(demo, ROLE_OFFICER, unit->id);
	j.leader = demo_actor(demo, ROLE_UNIT_LEADER, unit->id);
	*out = j;
	return OK;
}

static enum err
item_make(struct work *work, const json_t *row, size_t n)
{
	struct text state = json_text(row, "state");
	struct instant end =
			demo_instant(work->demo, demo_int(row, "days_ago"), demo_int(row, "hour"));
	/* What is set for tomorrow was made ready before now. */
	struct instant ready = text_equals(state, TEXT("scheduled"))
					       ? instant_add(work->demo->cli->now, -HOUR_MS)
					       : end;
	struct journey j;

	TRY(journey_begin(work, row, n, &j));
	TRY(at_unit(&j, state, ready));
	if (text_equals(state, TEXT("draft")) || text_equals(state, TEXT("submitted")))
		return OK;
	TRY(at_portal(&j, state, ready));
	return at_public(&j, state, end);
}

enum err
demo_work(struct demo *demo)
{
	struct work *work = ARENA_NEW(demo->arena, struct work);
	const json_t *matters, *items, *row;
	size_t i;

	*work = (struct work){.demo = demo};
	TRY(demo_read(demo, "matters.json", &matters));
	TRY(demo_read(demo, "items.json", &items));
	json_array_foreach(matters, i, row) TRY(matter_make(work, row));
	json_array_foreach(items, i, row) TRY(item_make(work, row, i));
	for (struct demo_matter *m = work->matters; m < work->matters + work->matter_count; m++)
		if (m->closes)
			TRY(demo_plan(&m->story, m->leader, demo_instant(demo, 1, 16), NULL,
					verb_close, m));
	return OK;
}
