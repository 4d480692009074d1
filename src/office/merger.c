#include "office/merger.h"

#include "base/buf.h"
#include "gen/office/merger.sql.h"
#include "office/audit.h"
#include "office/calendar.h"
#include "office/recount_run.h"
#include "office/site.h"
#include "office/tell.h"

/* Each kind with what moves it: merger, unit, successor. */
static const struct {
	struct text name, label;
	const struct sql *move;
} KINDS[MERGER_KIND_COUNT] = {
		[MERGER_MATTER] = {TEXT("matter"), TEXT("Vụ việc đang mở"),
				&SQL_merger_move_matter},
		[MERGER_DUTY] = {TEXT("duty"), TEXT("Nghĩa vụ đang mở"), &SQL_merger_move_duty},
		[MERGER_ITEM] = {TEXT("item"), TEXT("Tin, bài chưa đăng"), &SQL_merger_move_item},
		[MERGER_QUESTION] = {TEXT("question"), TEXT("Câu hỏi chưa trả lời"),
				&SQL_merger_move_question},
		[MERGER_HELP] = {TEXT("help"), TEXT("Đề nghị phối hợp trả lời"),
				&SQL_merger_move_help},
		[MERGER_EVENT] = {TEXT("event"), TEXT("Sự kiện chưa xong"), &SQL_merger_move_event},
		[MERGER_PART] = {TEXT("part"), TEXT("Phần chuyên mục chưa cung cấp"),
				&SQL_merger_move_part},
		[MERGER_ACCOUNT] = {TEXT("account"), TEXT("Tài khoản"), &SQL_merger_move_account},
		[MERGER_BELOW] = {TEXT("below"), TEXT("Đơn vị trực thuộc"), &SQL_merger_move_below},
};

struct text
merger_kind_name(enum merger_kind kind)
{
	return KINDS[kind].name;
}

struct text
merger_kind_label(enum merger_kind kind)
{
	return KINDS[kind].label;
}

static void
count_put(struct merger_part *part, struct text kind, int64_t count)
{
	for (unsigned i = 0; i < MERGER_KIND_COUNT; i++)
		if (text_equals(KINDS[i].name, kind))
			part->counts[i] = count;
}

/* ---- what is asked for ---- */

/* The units of an order, loaded once. */
struct merging {
	struct unit units[MERGER_UNITS_MAX];
	size_t count;
	struct unit successor;
};

static enum err
check_decision(struct ctx *ctx, const struct merger_order *order)
{
	struct day today = day_of(ctx->now, ctx->rules->zone);

	if (!order->number.n)
		return form_complain(ctx->form, "number", "Hãy ghi số quyết định.");
	if (text_length(order->number) > MERGER_NUMBER_MAX)
		return form_complain(ctx->form, "number", "Số quyết định dài không quá %d ký tự.",
				MERGER_NUMBER_MAX);
	if (!order->signer.n)
		return form_complain(ctx->form, "signer", "Hãy ghi người ký quyết định.");
	if (text_length(order->signer) > MERGER_SIGNER_MAX)
		return form_complain(
				ctx->form, "signer", "Dài không quá %d ký tự.", MERGER_SIGNER_MAX);
	if (order->decided_on.n > today.n)
		return form_complain(ctx->form, "decided_on",
				"Ngày quyết định không thể ở sau hôm nay.");
	if (order->effective_on.n < order->decided_on.n)
		return form_complain(ctx->form, "effective_on",
				"Việc sáp nhập không thể có hiệu lực trước ngày quyết định (%s).",
				day_words(ctx->arena, order->decided_on).p);
	if (order->effective_on.n > today.n)
		return form_complain(ctx->form, "effective_on",
				"Ngày hiệu lực chưa đến. Hãy thực hiện việc sáp nhập từ ngày đó.");
	return OK;
}

static enum err
ending_load(struct ctx *ctx, int64_t id, struct unit *out)
{
	TRY(unit_load(ctx, id, out));
	if (!out->active)
		return form_complain(ctx->form, "units", "%.*s không còn hoạt động.",
				TEXT_ARGS(out->name));
	if (text_equals(out->kind, TEXT("portal")))
		return form_complain(ctx->form, "units",
				"Cổng Thông tin điện tử vận hành hệ thống này, không sáp nhập "
				"được.");
	return OK;
}

static enum err
merging_load(struct ctx *ctx, const struct merger_order *order, struct merging *out)
{
	if (!order->count)
		return form_complain(ctx->form, "units", "Hãy chọn ít nhất một đơn vị.");
	if (!order->successor)
		return form_complain(ctx->form, "successor", "Hãy chọn đơn vị tiếp nhận.");
	TRY(unit_load(ctx, order->successor, &out->successor));
	if (!out->successor.active)
		return form_complain(ctx->form, "successor", "%.*s không còn hoạt động.",
				TEXT_ARGS(out->successor.name));
	out->count = 0;
	for (size_t i = 0; i < order->count; i++) {
		bool twice = false;

		if (order->units[i] == order->successor)
			return form_complain(ctx->form, "successor",
					"Không thể sáp nhập một đơn vị vào chính nó.");
		for (size_t j = 0; j < i; j++)
			twice |= order->units[j] == order->units[i];
		if (!twice)
			TRY(ending_load(ctx, order->units[i], &out->units[out->count++]));
	}
	return OK;
}

/* Nothing may have begun in the unit after it had ended. */
static enum err
check_latest(struct ctx *ctx, const struct merger_order *order, const struct unit *unit)
{
	struct zone zone = ctx->rules->zone;
	struct instant latest = {0};
	struct query q;

	query_begin(&q, ctx->store, &SQL_merger_latest);
	bind_int(&q, unit->id);
	if (query_next(&q))
		latest = column_instant(&q, 0);
	TRY(query_end(&q));
	if (day_of(latest, zone).n <= order->effective_on.n)
		return OK;
	return form_complain(ctx->form, "effective_on",
			"%.*s còn mở việc mới ngày %s; ngày hiệu lực không thể trước ngày đó.",
			TEXT_ARGS(unit->name), day_words(ctx->arena, day_of(latest, zone)).p);
}

/* One unit cannot be asked twice for one part: what moves may not meet its like. */
static enum err
check_clash(struct ctx *ctx, const struct unit *unit, const struct unit *other, bool successor)
{
	struct text column = NO_TEXT;
	struct query q;

	query_begin(&q, ctx->store, &SQL_merger_clash);
	bind_int(&q, unit->id);
	bind_int(&q, other->id);
	bind_int(&q, successor);
	if (query_next(&q))
		column = column_text(&q, 0, ctx->arena);
	TRY(query_end(&q));
	if (!column.n)
		return OK;
	return ctx_refuse(ctx, ERR_CONFLICT,
			"%.*s và %.*s được đề nghị cùng một phần của chuyên mục “%.*s”. Hãy rút "
			"đề nghị với %.*s trước khi sáp nhập.",
			TEXT_ARGS(unit->name), TEXT_ARGS(other->name), TEXT_ARGS(column),
			TEXT_ARGS(unit->name));
}

static enum err
order_check(struct ctx *ctx, const struct merger_order *order, struct merging *out)
{
	TRY(ctx_may(ctx, MAY_UNIT_MANAGE));
	TRY(merging_load(ctx, order, out));
	TRY(check_decision(ctx, order));
	for (size_t i = 0; i < out->count; i++) {
		TRY(check_latest(ctx, order, &out->units[i]));
		TRY(check_clash(ctx, &out->units[i], &out->successor, true));
		for (size_t j = 0; j < i; j++)
			TRY(check_clash(ctx, &out->units[i], &out->units[j], false));
	}
	return OK;
}

/* "7.3 9.1 12.4": units and their versions, the successor last. */
static struct text
seen_of(struct arena *arena, const struct merging *merging)
{
	struct buf out = BUF(arena);

	for (size_t i = 0; i < merging->count; i++)
		buf_addf(&out, "%lld.%lld ", (long long)merging->units[i].id,
				(long long)merging->units[i].version);
	buf_addf(&out, "%lld.%lld", (long long)merging->successor.id,
			(long long)merging->successor.version);
	return buf_text(&out);
}

/* ---- calendars ---- */

/* The row's number of the calendar that holds for a unit. */
static enum err
calendar_number(struct ctx *ctx, const struct unit *unit, int64_t *out)
{
	struct calendar_row row;

	if (unit->calendar) {
		*out = unit->calendar;
		return OK;
	}
	TRY(calendar_by_code(ctx, TEXT(CALENDAR_COMMON), &row));
	*out = row.id;
	return OK;
}

static enum err
look_only(void *context, const struct recount_row *row)
{
	(void)context, (void)row;
	return OK;
}

/* How many deadlines of a unit would be others by the successor's calendar. */
static enum err
recount_try(struct ctx *ctx, const struct unit *unit, const struct unit *successor,
		struct recount_counts *sum)
{
	struct recount_scope scope = {.unit = unit->id};
	struct recount_counts counts;
	const struct calendar *calendar;
	int64_t after;

	TRY(calendar_number(ctx, unit, &scope.calendar));
	TRY(calendar_number(ctx, successor, &after));
	if (scope.calendar == after)
		return OK;
	TRY(calendar_of_unit(ctx, successor->id, &calendar));
	TRY(recount_walk(ctx, &scope, calendar, look_only, NULL, &counts));
	sum->duties += counts.duties;
	sum->moved += counts.moved;
	sum->turned_late += counts.turned_late;
	sum->turned_timely += counts.turned_timely;
	return OK;
}

/* What has come is computed by the successor's calendar; what was there is so already. */
static enum err
recount_moved(struct ctx *ctx, const struct merging *merging, int64_t merger)
{
	struct recount_scope scope = {.unit = merging->successor.id};
	struct recount_counts counts;
	const struct calendar *calendar;
	bool differs = false;
	int64_t recount;
	struct query q;

	TRY(calendar_number(ctx, &merging->successor, &scope.calendar));
	for (size_t i = 0; i < merging->count; i++) {
		int64_t before;

		TRY(calendar_number(ctx, &merging->units[i], &before));
		differs |= before != scope.calendar;
	}
	if (!differs)
		return OK;
	TRY(calendar_of_unit(ctx, merging->successor.id, &calendar));
	TRY(recount_run(ctx, &scope, calendar, &recount, &counts));
	query_begin(&q, ctx->store, &SQL_merger_save_recount);
	bind_int(&q, merger);
	bind_int(&q, recount);
	return query_run_one(&q);
}

/* ---- the dry run ---- */

static enum err
part_count(struct ctx *ctx, const struct unit *unit, struct merger_part *part)
{
	struct query q;

	*part = (struct merger_part){.unit = unit->id, .code = unit->code, .name = unit->name};
	query_begin(&q, ctx->store, &SQL_merger_counts);
	bind_int(&q, unit->id);
	bind_instant(&q, ctx->now);
	while (query_next(&q))
		count_put(part, column_text(&q, 0, ctx->arena), column_int(&q, 1));
	return query_end(&q);
}

enum err
merger_try(struct ctx *ctx, const struct merger_order *order, struct merger_trial *out)
{
	struct merging *merging = ARENA_NEW(ctx->arena, struct merging);
	struct merger_trial *trial = ARENA_NEW(ctx->arena, struct merger_trial);

	TRY(order_check(ctx, order, merging));
	*trial = (struct merger_trial){.count = merging->count,
			.successor = merging->successor,
			.seen = seen_of(ctx->arena, merging)};
	for (size_t i = 0; i < merging->count; i++) {
		TRY(part_count(ctx, &merging->units[i], &trial->parts[i]));
		TRY(recount_try(ctx, &merging->units[i], &merging->successor, &trial->recount));
	}
	*out = *trial;
	return OK;
}

/* ---- carried out ---- */

static enum err
row_add(struct ctx *ctx, const struct merger_order *order, int64_t *id)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_merger_add);
	bind_int(&q, order->successor);
	bind_text(&q, order->number);
	bind_day(&q, order->decided_on);
	bind_text(&q, order->signer);
	bind_day(&q, order->effective_on);
	bind_int(&q, ctx->actor->account);
	bind_instant(&q, ctx->now);
	if (query_next(&q))
		*id = column_int(&q, 0);
	return query_end(&q);
}

/* What was noted as moved of one kind. */
static enum err
kind_move(struct ctx *ctx, enum merger_kind kind, int64_t merger, int64_t unit, int64_t successor)
{
	struct query q;

	query_begin(&q, ctx->store, KINDS[kind].move);
	bind_int(&q, merger);
	bind_int(&q, unit);
	bind_int(&q, successor);
	return query_run(&q);
}

static enum err
unit_move(struct ctx *ctx, const struct merger_order *order, int64_t merger,
		const struct unit *unit)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_merger_note);
	bind_int(&q, merger);
	bind_int(&q, unit->id);
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	for (unsigned i = 0; i < MERGER_KIND_COUNT; i++)
		TRY(kind_move(ctx, (enum merger_kind)i, merger, unit->id, order->successor));
	return OK;
}

/* By the version that was read: whoever comes second finds another one. */
static enum err
unit_end(struct ctx *ctx, const struct merger_order *order, int64_t merger, const struct unit *unit)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_merger_end);
	bind_int(&q, unit->id);
	bind_int(&q, unit->version);
	bind_day(&q, order->effective_on);
	bind_int(&q, order->successor);
	bind_int(&q, merger);
	return query_run_one(&q);
}

static enum err
note_and_tell(struct ctx *ctx, const struct merger_order *order, const struct merging *merging,
		int64_t id)
{
	struct buf names = BUF(ctx->arena);
	struct news news = {.object = id, .unit = order->successor};

	for (size_t i = 0; i < merging->count; i++)
		buf_addf(&names, "%s%.*s (%.*s)", i ? ", " : "", TEXT_ARGS(merging->units[i].name),
				TEXT_ARGS(merging->units[i].code));
	news.title = text_format(ctx->arena, "%.*s tiếp nhận %s từ ngày %s theo quyết định %.*s",
			TEXT_ARGS(merging->successor.name), buf_text(&names).p,
			day_words(ctx->arena, order->effective_on).p, TEXT_ARGS(order->number));
	news.href = TEXT("/desk/matters");
	audit_note(ctx, "unit.merge", id, "%.*s; ký ngày %s: %.*s", TEXT_ARGS(news.title),
			day_words(ctx->arena, order->decided_on).p, TEXT_ARGS(order->signer));
	return tell(ctx, TELL_MERGER, &news);
}

enum err
merger_run(struct ctx *ctx, const struct merger_order *order, int64_t *id)
{
	struct merging *merging = ARENA_NEW(ctx->arena, struct merging);
	int64_t merger = 0;

	TRY(ctx_may(ctx, MAY_UNIT_MANAGE));
	TRY(calendar_hold_alone(ctx)); /* no duty is opened meanwhile, and no other merger begins */
	TRY(order_check(ctx, order, merging));
	if (!text_equals(seen_of(ctx->arena, merging), order->seen))
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Có đơn vị vừa được người khác sửa. Hãy chạy thử lại rồi thực "
				"hiện.");
	TRY(row_add(ctx, order, &merger));
	for (size_t i = 0; i < merging->count; i++) {
		TRY(unit_end(ctx, order, merger, &merging->units[i]));
		TRY(unit_move(ctx, order, merger, &merging->units[i]));
	}
	TRY(recount_moved(ctx, merging, merger));
	TRY(note_and_tell(ctx, order, merging, merger));
	*id = merger;
	return site_changed(ctx);
}

/* ---- later ---- */

/* One link of the chain; `unit` becomes the successor, and stays what it is at the chain's end. */
static enum err
link_follow(struct ctx *ctx, enum merger_kind kind, int64_t thing, int64_t *unit)
{
	int64_t merger = 0, successor = *unit;
	struct query q;

	query_begin(&q, ctx->store, &SQL_merger_of_unit);
	bind_int(&q, *unit);
	if (query_next(&q)) {
		merger = column_int(&q, 0);
		successor = column_int(&q, 1);
	}
	TRY(query_end(&q));
	if (!merger)
		return OK;
	query_begin(&q, ctx->store, &SQL_merger_note_one);
	bind_int(&q, merger);
	bind_text(&q, KINDS[kind].name);
	bind_int(&q, thing);
	bind_int(&q, *unit);
	TRY(query_run(&q));
	TRY(kind_move(ctx, kind, merger, *unit, successor));
	*unit = successor;
	return OK;
}

enum err
merger_follow(struct ctx *ctx, enum merger_kind kind, int64_t thing, int64_t *unit)
{
	int64_t from = *unit, before;

	do {
		before = *unit;
		TRY(link_follow(ctx, kind, thing, unit));
	} while (*unit != before);
	if (*unit != from)
		audit_note(ctx, "unit.follow", thing, "%.*s: từ đơn vị %lld đến đơn vị %lld",
				TEXT_ARGS(KINDS[kind].name), (long long)from, (long long)*unit);
	return OK;
}

/* ---- reading ---- */

enum err
merger_list(struct ctx *ctx, int64_t before, size_t limit, struct merger **out, size_t *count)
{
	struct merger *rows = ARENA_NEW_ARRAY(ctx->arena, limit, struct merger);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_UNIT_READ));
	query_begin(&q, ctx->store, &SQL_merger_list);
	bind_int(&q, before ? before : INT64_MAX);
	bind_int(&q, (int64_t)limit);
	while (n < limit && query_next(&q))
		rows[n++] = (struct merger){
				.id = column_int(&q, 0),
				.successor = column_int(&q, 1),
				.successor_code = column_text(&q, 2, ctx->arena),
				.successor_name = column_text(&q, 3, ctx->arena),
				.number = column_text(&q, 4, ctx->arena),
				.decided_on = column_day(&q, 5),
				.signer = column_text(&q, 6, ctx->arena),
				.effective_on = column_day(&q, 7),
				.account_name = column_text(&q, 8, ctx->arena),
				.at = column_instant(&q, 9),
				.recount = column_int(&q, 10),
		};
	TRY(query_end(&q));
	*out = rows;
	*count = n;
	return OK;
}

enum err
merger_moves(struct ctx *ctx, int64_t id, struct merger_part **out, size_t *count)
{
	struct merger_part *parts =
			ARENA_NEW_ARRAY(ctx->arena, MERGER_UNITS_MAX, struct merger_part);
	size_t n = 0;
	struct query q;

	TRY(ctx_may(ctx, MAY_UNIT_READ));
	query_begin(&q, ctx->store, &SQL_merger_moves);
	bind_int(&q, id);
	while (query_next(&q)) {
		if (!n || parts[n - 1].unit != column_int(&q, 0)) {
			if (n == MERGER_UNITS_MAX)
				break;
			parts[n++] = (struct merger_part){.unit = column_int(&q, 0),
					.code = column_text(&q, 1, ctx->arena),
					.name = column_text(&q, 2, ctx->arena)};
		}
		count_put(&parts[n - 1], column_text(&q, 3, ctx->arena), column_int(&q, 4));
	}
	TRY(query_end(&q));
	*out = parts;
	*count = n;
	return OK;
}

enum err
merger_trace(struct ctx *ctx, enum merger_kind kind, int64_t thing, struct text *out)
{
	struct buf words = BUF(ctx->arena);
	struct query q;

	query_begin(&q, ctx->store, &SQL_merger_trace);
	bind_text(&q, KINDS[kind].name);
	bind_int(&q, thing);
	while (query_next(&q))
		buf_addf(&words, "%s%.*s theo quyết định %.*s, từ ngày %s",
				words.n ? "; " : "Tiếp nhận từ ",
				TEXT_ARGS(column_text(&q, 1, ctx->arena)),
				TEXT_ARGS(column_text(&q, 2, ctx->arena)),
				day_words(ctx->arena, column_day(&q, 3)).p);
	TRY(query_end(&q));
	*out = buf_text(&words);
	return OK;
}
