#include "office/bulk.h"

#include "base/json.h"
#include "gen/office/bulk.sql.h"
#include "office/audit.h"
#include "office/duty.h"
#include "office/duty_remind.h"
#include "office/matter.h"
#include "office/question.h"
#include "office/unit.h"
#include "office/work.h"

#define REPORT_MAX (1u << 20)

static const struct {
	struct text name, label;
	enum work_kind kind; /* of what it is for */
	enum permit permit;
	const char *action; /* of a refusal, in the audit trail */
} ACTS[BULK_ACT_COUNT] = {
		[BULK_TAKE] = {TEXT("take"), TEXT("Nhận biên tập"), WORK_ITEM, MAY_ITEM_TAKE,
				"item.take"},
		[BULK_FORWARD] = {TEXT("forward"), TEXT("Chuyển đơn vị trả lời"), WORK_QUESTION,
				MAY_QUESTION_FORWARD, "question.forward"},
		[BULK_REMIND] = {TEXT("remind"), TEXT("Nhắc đơn vị"), WORK_DUTY, MAY_MATTER_CLOSE,
				"duty.nudge"},
		[BULK_HAND] = {TEXT("hand"), TEXT("Giao biên tập"), WORK_ITEM, MAY_ITEM_HAND,
				"item.hand"},
		[BULK_ASSIGN] = {TEXT("assign"), TEXT("Cử phóng viên"), WORK_EVENT,
				MAY_EVENT_ASSIGN, "event.assign"},
};

struct text
bulk_act_name(enum bulk_act act)
{
	return ACTS[act].name;
}

struct text
bulk_act_label(enum bulk_act act)
{
	return ACTS[act].label;
}

enum err
bulk_act_parse(struct text name, enum bulk_act *out)
{
	for (unsigned i = 0; i < BULK_ACT_COUNT; i++)
		if (text_equals(ACTS[i].name, name)) {
			*out = (enum bulk_act)i;
			return OK;
		}
	return ERR_INVALID;
}

bool
bulk_may(const struct ctx *ctx, enum bulk_act act)
{
	return permit_check(ACTS[act].permit, ctx->actor->roles) == OK;
}

struct text
bulk_thing_words(struct arena *arena, const struct bulk_thing *thing)
{
	struct text words = text_format(arena, "%.*s:%lld:%lld", TEXT_ARGS(thing->kind),
			(long long)thing->id, (long long)thing->seen);

	return thing->version ? text_format(arena, "%.*s:%lld", TEXT_ARGS(words),
						(long long)thing->version)
			      : words;
}

bool
bulk_thing_read(struct text words, struct bulk_thing *out)
{
	struct text id, seen, version = NO_TEXT;

	out->version = 0;
	return text_split(&words, ':', &out->kind) && text_split(&words, ':', &id) &&
	       text_split(&words, ':', &seen) && text_to_int(id, &out->id) &&
	       text_to_int(seen, &out->seen) &&
	       (!text_split(&words, ':', &version) ||
			       (!words.n && text_to_int(version, &out->version)));
}

/* --- looking -----------------------------------------------------------------------------------
 */

static enum err
item_look(struct ctx *ctx, struct bulk_row *row)
{
	struct item item;

	TRY(item_load(ctx, row->thing.id, &item));
	row->taker = item.taker_name;
	if (!row->thing.version)
		row->thing.version = item.version;
	row->title = item.title;
	row->unit_name = item.unit_name;
	row->href = text_format(ctx->arena, "/desk/items/%lld", (long long)item.id);
	return OK;
}

static enum err
question_look(struct ctx *ctx, struct bulk_row *row)
{
	struct question question;

	TRY(question_load(ctx, row->thing.id, &question));
	row->title = question.subject;
	row->unit_name = question.unit_name;
	row->href = text_format(ctx->arena, "/desk/questions/%lld", (long long)question.id);
	return OK;
}

static enum err
duty_look(struct ctx *ctx, struct bulk_row *row)
{
	struct duty_row duty;
	struct matter matter;

	TRY(duty_load(ctx, row->thing.id, &duty));
	TRY(matter_load(ctx, duty.matter, &matter));
	row->title = text_format(ctx->arena, "%.*s: %.*s", TEXT_ARGS(duty.rule->title),
			TEXT_ARGS(matter.title));
	row->unit_name = matter.unit_name;
	row->href = text_format(ctx->arena, "/desk/duties/%lld", (long long)duty.id);
	return OK;
}

/* The event itself, or the one that a duty is about: so it lies before the coordinator. */
static enum err
event_find(struct ctx *ctx, const struct bulk_thing *thing, struct event *out)
{
	struct duty_row duty;

	if (text_equals(thing->kind, work_kind_name(WORK_EVENT)))
		return event_load(ctx, thing->id, out);
	if (!text_equals(thing->kind, work_kind_name(WORK_DUTY)))
		return ERR_NOT_FOUND;
	TRY(duty_load(ctx, thing->id, &duty));
	return event_of_matter(ctx, duty.matter, out);
}

static enum err
event_look(struct ctx *ctx, struct bulk_row *row)
{
	struct event_clash *clashes;
	struct event event;

	TRY(event_find(ctx, &row->thing, &event));
	row->object = event.id;
	row->title = event.notice.title;
	row->unit_name = event.unit_name;
	row->href = text_format(ctx->arena, "/desk/events/%lld", (long long)event.id);
	row->starts_at = event.notice.starts_at;
	row->ends_at = event.notice.ends_at;
	TRY(event_clashes(ctx, &event, &clashes, &row->clash_count));
	row->clashes = clashes;
	return OK;
}

static enum err
thing_load(struct ctx *ctx, struct bulk_row *row)
{
	if (text_equals(row->thing.kind, work_kind_name(WORK_EVENT)))
		return event_look(ctx, row);
	if (text_equals(row->thing.kind, work_kind_name(WORK_ITEM)))
		return item_look(ctx, row);
	if (text_equals(row->thing.kind, work_kind_name(WORK_QUESTION)))
		return question_look(ctx, row);
	if (text_equals(row->thing.kind, work_kind_name(WORK_DUTY)))
		return duty_look(ctx, row);
	return ERR_NOT_FOUND;
}

/* Faults of one thing; all others are faults of the whole act. */
static bool
is_of_one(enum err err)
{
	return err == ERR_INVALID || err == ERR_FORBIDDEN || err == ERR_NOT_FOUND ||
	       err == ERR_GONE || err == ERR_CONFLICT;
}

static enum err
row_look(struct ctx *ctx, enum bulk_act act, struct bulk_row *row)
{
	bool is_for = text_equals(row->thing.kind, work_kind_name(ACTS[act].kind));
	enum err err;

	row->object = row->thing.id;
	err = thing_load(ctx, row);
	if (err == OK && act == BULK_ASSIGN && !is_for) {
		err = event_look(ctx, row);
		is_for = err == OK;
		err = err == ERR_NOT_FOUND ? OK : err;
	}
	if (err != OK && !is_of_one(err))
		return err;
	if (err != OK) {
		*row = (struct bulk_row){.thing = row->thing};
		row->why = TEXT("Không có, hoặc đồng chí không được xem");
	} else if (!is_for) {
		row->why = text_format(
				ctx->arena, "“%s” không áp dụng cho việc này", ACTS[act].label.p);
	}
	ctx->words = NO_TEXT;
	return OK;
}

/* Whoever is sent to both of two events of the order cannot be at both. */
static void
overlaps_look(struct bulk_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count && !rows[i].overlaps.n; k++)
			if (rows[k].object != rows[i].object &&
					instant_compare(rows[i].starts_at, rows[k].ends_at) < 0 &&
					instant_compare(rows[k].starts_at, rows[i].ends_at) < 0)
				rows[i].overlaps = rows[k].title;
}

enum err
bulk_look(struct ctx *ctx, const struct bulk_order *order, struct bulk_row **out, size_t *count)
{
	struct bulk_row *rows = ARENA_NEW_ARRAY(ctx->arena, order->count + 1, struct bulk_row);

	TRY(ctx_may(ctx, ACTS[order->act].permit));
	if (!order->count)
		return form_complain(ctx->form, "rows", "Hãy chọn ít nhất một việc.");
	for (size_t i = 0; i < order->count; i++) {
		rows[i].thing = order->things[i];
		TRY(row_look(ctx, order->act, &rows[i]));
	}
	overlaps_look(rows, order->count);
	*out = rows;
	*count = order->count;
	return OK;
}

/* --- doing -------------------------------------------------------------------------------------
 */

static enum err
thing_do(struct ctx *ctx, const struct bulk_order *order, const struct bulk_thing *thing)
{
	struct step_order step = {.verb = VERB_TAKE,
			.revision = thing->seen,
			.version = thing->version,
			.to = order->to};
	struct event event;

	switch (order->act) {
	case BULK_TAKE:
		return item_step(ctx, thing->id, &step);
	case BULK_HAND:
		step.verb = VERB_HAND;
		return item_step(ctx, thing->id, &step);
	case BULK_FORWARD:
		return question_forward(ctx, thing->id, order->to);
	case BULK_REMIND:
		return duty_remind(ctx, thing->id);
	case BULK_ASSIGN:
		TRY(event_find(ctx, thing, &event));
		return event_assign(ctx, &(struct event_order){.event = event.id,
							 .version = event.version,
							 .accounts = &order->to,
							 .count = 1});
	default:
		return ERR_NOT_FOUND;
	}
}

/* Why it was not done: what the person would have read had it been done alone. */
static struct text
reason_of(struct ctx *ctx, size_t complaints)
{
	if (ctx->form->complaint_count > complaints)
		return ctx->form->complaints[complaints].message;
	return ctx->words.n ? ctx->words : TEXT("Không thực hiện được");
}

/* In a savepoint; what fails leaves its refusal in the audit trail and nothing else. */
static enum err
row_do(struct ctx *ctx, const struct bulk_order *order, struct bulk_row *row)
{
	size_t complaints = ctx->form->complaint_count;
	struct note **notes = ctx->notes_end;
	bool published = ctx->published;
	enum err err;

	TRY(store_savepoint(ctx->store));
	ctx->words = NO_TEXT;
	err = thing_do(ctx, order, &row->thing);
	if (err == OK)
		return store_release(ctx->store);
	TRY(store_rollback_to(ctx->store));
	if (!is_of_one(err))
		return err;
	*notes = NULL;
	ctx->notes_end = notes;
	ctx->published = published;
	row->why = reason_of(ctx, complaints);
	ctx->form->complaint_count = complaints;
	audit_refusal(ctx, ACTS[order->act].action, row->object, "%s: %.*s", err_name(err),
			TEXT_ARGS(row->why));
	ctx->words = NO_TEXT;
	return OK;
}

static struct text
report_write(struct arena *arena, const struct bulk_row *rows, size_t count)
{
	cleanup(json_cleanup) json_t *list = json_new_list();

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "thing", bulk_thing_words(arena, &rows[i].thing));
		json_put_text(row, "title", rows[i].title);
		json_put_text(row, "unit", rows[i].unit_name);
		json_put_text(row, "href", rows[i].href);
		json_put_text(row, "why", rows[i].why);
	}
	return json_write(arena, list);
}

static enum err
report_add(struct ctx *ctx, enum bulk_act act, const struct bulk_row *rows, size_t count,
		int64_t *report)
{
	size_t done = 0;
	int64_t id = 0;
	struct query q;

	for (size_t i = 0; i < count; i++)
		done += !rows[i].why.n;
	query_begin(&q, ctx->store, &SQL_bulk_add);
	bind_int(&q, actor_person(ctx->actor));
	bind_text(&q, bulk_act_name(act));
	bind_instant(&q, ctx->now);
	bind_text(&q, report_write(ctx->arena, rows, count));
	if (query_next(&q))
		id = column_int(&q, 0);
	TRY(query_end(&q));
	audit_note(ctx, "bulk.do", id, "%s: làm được %zu, không làm được %zu", bulk_act_name(act).p,
			done, count - done);
	*report = id;
	return OK;
}

static enum err
unit_check(struct ctx *ctx, const struct bulk_order *order)
{
	struct unit unit;
	enum err err = order->to ? unit_load(ctx, order->to, &unit) : ERR_NOT_FOUND;

	ctx->words = NO_TEXT;
	return err == ERR_NOT_FOUND ? form_complain(ctx->form, "to", "Hãy chọn đơn vị trả lời.")
				    : err;
}

/* `list` says who may have it. */
static enum err
holder_check(struct ctx *ctx, const struct bulk_order *order,
		enum err (*list)(struct ctx *ctx, struct account_holder **out, size_t *count),
		const char *words)
{
	struct account_holder *holders;
	size_t count;

	TRY(list(ctx, &holders, &count));
	return account_holder_name(holders, count, order->to).n
			       ? OK
			       : form_complain(ctx->form, "to", "%s", words);
}

static enum err
to_check(struct ctx *ctx, const struct bulk_order *order)
{
	switch (order->act) {
	case BULK_FORWARD:
		return unit_check(ctx, order);
	case BULK_HAND:
		return holder_check(ctx, order, item_editors, "Hãy chọn biên tập viên.");
	case BULK_ASSIGN:
		return holder_check(ctx, order, event_reporters, "Hãy chọn phóng viên.");
	default:
		return OK;
	}
}

enum err
bulk_do(struct ctx *ctx, const struct bulk_order *order, int64_t *report)
{
	struct bulk_row *rows;
	size_t count;

	TRY(bulk_look(ctx, order, &rows, &count));
	TRY(to_check(ctx, order));
	for (size_t i = 0; i < count; i++)
		if (!rows[i].why.n)
			TRY(row_do(ctx, order, &rows[i]));
	return report_add(ctx, order->act, rows, count, report);
}

/* --- the report --------------------------------------------------------------------------------
 */

static enum err
report_read(struct ctx *ctx, struct text written, struct bulk_report *out)
{
	cleanup(json_cleanup) json_t *list = NULL;
	struct bulk_row *rows;
	const json_t *row;
	size_t i;

	TRY(json_read(written, REPORT_MAX, &list));
	rows = ARENA_NEW_ARRAY(ctx->arena, json_array_size(list) + 1, struct bulk_row);
	json_array_foreach(list, i, row)
	{
		struct text thing = text_copy(ctx->arena, json_text(row, "thing"));

		if (!bulk_thing_read(thing, &rows[i].thing))
			return ERR_BROKEN;
		rows[i].title = text_copy(ctx->arena, json_text(row, "title"));
		rows[i].unit_name = text_copy(ctx->arena, json_text(row, "unit"));
		rows[i].href = text_copy(ctx->arena, json_text(row, "href"));
		rows[i].why = text_copy(ctx->arena, json_text(row, "why"));
	}
	out->rows = rows;
	out->count = json_array_size(list);
	return OK;
}

enum err
bulk_load(struct ctx *ctx, int64_t id, struct bulk_report *out)
{
	struct bulk_report report = {0};
	struct text act = NO_TEXT, written = NO_TEXT;
	struct query q;

	query_begin(&q, ctx->store, &SQL_bulk_load);
	bind_int(&q, id);
	bind_int(&q, actor_person(ctx->actor));
	if (query_next(&q)) {
		act = column_text(&q, 0, ctx->arena);
		report.at = column_instant(&q, 1);
		written = column_text(&q, 2, ctx->arena);
	}
	TRY(query_end(&q));
	if (!act.n || bulk_act_parse(act, &report.act) != OK)
		return ctx_refuse(ctx, ERR_NOT_FOUND, "Đồng chí không có kết quả này.");
	TRY(report_read(ctx, written, &report));
	*out = report;
	return OK;
}
