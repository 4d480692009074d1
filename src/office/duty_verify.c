#include "office/duty_verify.h"

#include "gen/office/duty_verify.sql.h"
#include "law/regulation.h"
#include "office/calendar.h"
#include "office/duty_act.h"

#define PAGE_ROWS 2000

/* What a row says of one duty. */
struct stored {
	int64_t id, matter;
	struct text rule, regulation, extension;
	struct instant anchor_at;
	struct due due;
	enum duty_state state;
	struct instant met_at;
	int64_t late_ms;
	int64_t version; /* of the calendar */
	int64_t holds;   /* the one that holds for its unit */
};

struct check {
	struct ctx ctx; /* as the caller's, with memory of a page */
	struct arena arena;
	struct duty_act_walk acts;
	int64_t last;                    /* duty */
	const struct calendar *calendar; /* of `version`; NULL: none yet in this page */
	int64_t version;
	duty_difference_tell *tell;
	void *context;
	struct duty_verdict verdict;
	bool differs; /* the duty that is looked at */
};

static void
difference(struct check *check, const struct stored *row, const char *what, struct text stored,
		struct text derived)
{
	check->differs = true;
	check->tell(check->context, &(struct duty_difference){
						    .duty = row->id,
						    .matter = row->matter,
						    .what = text_of(what),
						    .stored = stored,
						    .derived = derived,
				    });
}

/* --- comparing ---------------------------------------------------------------------------------
 */

static struct text
yes_or_no(bool yes)
{
	return yes ? TEXT("có") : TEXT("không");
}

/* With the instant, for a last day alone does not tell where it ends. */
static struct text
due_told(struct check *check, const struct due *due)
{
	struct zone zone = check->ctx.rules->zone;
	struct arena *arena = &check->arena;
	struct text end =
			due->has_end ? text_format(arena, ", trễ kể từ %s",
						       instant_iso(arena, due->due_before, zone).p)
				     : NO_TEXT;

	return text_format(arena, "%.*s%.*s%s", TEXT_ARGS(due_words(arena, due, zone)),
			TEXT_ARGS(end), due->is_confirmed ? "" : ", chưa có thông báo chính thức");
}

static void
due_compare(struct check *check, const struct stored *row, const struct due *due)
{
	if (!duty_dates_are_same(&row->due, due) || !duty_doubt_is_same(&row->due, due))
		difference(check, row, "hạn", due_told(check, &row->due), due_told(check, due));
	if (row->due.is_paused != due->is_paused)
		difference(check, row, "tạm dừng", yes_or_no(row->due.is_paused),
				yes_or_no(due->is_paused));
}

/* By the rule that the row names: the duty's own, or that of an extension. */
static void
limit_compare(struct check *check, const struct stored *row, const struct regulation *law,
		struct limit derived)
{
	const struct duty *rule =
			regulation_duty(law, row->extension.n ? row->extension : row->rule);

	if (rule && rule->limit.kind == derived.kind && rule->limit.amount == derived.amount)
		return;
	difference(check, row, "thời hạn áp dụng",
			rule ? limit_label(&check->arena, rule->limit) : row->extension,
			limit_label(&check->arena, derived));
}

static void
met_compare(struct check *check, const struct stored *row, const struct course *course)
{
	struct zone zone = check->ctx.rules->zone;
	struct arena *arena = &check->arena;
	int64_t late_ms;

	if (instant_compare(row->met_at, course->met_at) != 0)
		difference(check, row, "thời điểm thực hiện", instant_iso(arena, row->met_at, zone),
				instant_iso(arena, course->met_at, zone));
	deadline_verdict(&course->due, course->met_at, &late_ms);
	if (row->late_ms != late_ms)
		difference(check, row, "số mili giây trễ",
				text_format(arena, "%lld", (long long)row->late_ms),
				text_format(arena, "%lld", (long long)late_ms));
}

static void
course_compare(struct check *check, const struct stored *row, const struct regulation *law,
		const struct course *course)
{
	if (row->state != course->state)
		difference(check, row, "trạng thái", duty_state_label(row->state).text,
				duty_state_label(course->state).text);
	limit_compare(check, row, law, course->due.limit);
	due_compare(check, row, &course->due);
	if (row->state == DUTY_MET && course->state == DUTY_MET)
		met_compare(check, row, course);
	if (row->state == DUTY_OPEN && row->version != row->holds)
		difference(check, row, "bản lịch",
				text_format(&check->arena, "%lld", (long long)row->version),
				text_format(&check->arena, "%lld", (long long)row->holds));
}

/* --- deriving ----------------------------------------------------------------------------------
 */

static void
cannot(struct check *check, const struct stored *row, const char *why)
{
	difference(check, row, "không tính lại được",
			due_words(&check->arena, &row->due, check->ctx.rules->zone), text_of(why));
}

/* Neighbours are mostly judged by the same version. */
static enum err
calendar_take(struct check *check, int64_t version, const struct calendar **out)
{
	if (!check->calendar || check->version != version)
		TRY(calendar_of_version(&check->ctx, version, &check->calendar));
	check->version = version;
	*out = check->calendar;
	return OK;
}

static enum err
row_check(struct check *check, const struct stored *row)
{
	const struct regulation *law =
			regulation_find(check->ctx.rules->regulations, row->regulation);
	const struct duty *rule = law ? regulation_duty(law, row->rule) : NULL;
	const struct calendar *calendar;
	const struct duty_act *acts;
	struct course course;
	size_t count;
	enum err err;

	if (!rule) {
		cannot(check, row, "chương trình không có quy định của nghĩa vụ này");
		return OK;
	}
	err = calendar_take(check, row->version, &calendar);
	if (err == ERR_NOT_FOUND || err == ERR_BROKEN) {
		cannot(check, row, "bản lịch không còn như khi được áp dụng");
		return OK;
	}
	TRY(err);
	TRY(duty_act_walk_to(&check->acts, row->id, law, &acts, &count));
	if (course_of(rule, row->anchor_at, acts, count, calendar, NULL, &course) != OK) {
		cannot(check, row, "hạn nằm ngoài lịch, hoặc các việc đã ghi trái thứ tự");
		return OK;
	}
	course_compare(check, row, law, &course);
	return OK;
}

/* --- the walk ----------------------------------------------------------------------------------
 */

static enum err
stored_read(struct check *check, struct query *q, struct stored *row)
{
	struct arena *arena = &check->arena;

	*row = (struct stored){
			.id = column_int(q, 0),
			.matter = column_int(q, 1),
			.rule = column_text(q, 2, arena),
			.anchor_at = column_instant(q, 3),
			.regulation = column_text(q, 9, arena),
			.due.is_paused = column_int(q, 11) != 0,
			.extension = column_text(q, 12, arena),
			.met_at = column_instant(q, 13),
			.late_ms = column_int(q, 14),
			.version = column_int(q, 15),
			.holds = column_int(q, 16),
	};
	duty_due_read(q, 4, 7, 6, &row->due);
	return duty_state_parse(column_text(q, 10, arena), &row->state) == OK ? OK : ERR_BROKEN;
}

/* A page is read before its rows are looked at: a calendar may have to be loaded for them. */
static enum err
page_read(struct check *check, struct stored *rows, size_t *count)
{
	struct query q;
	enum err err = OK;

	*count = 0;
	query_begin(&q, check->ctx.store, &SQL_duty_verify_walk);
	bind_int(&q, check->last);
	bind_int(&q, PAGE_ROWS);
	while (err == OK && *count < PAGE_ROWS && query_next(&q))
		err = stored_read(check, &q, &rows[(*count)++]);
	TRY(query_end(&q));
	return err;
}

static enum err
pages_check(struct check *check)
{
	size_t count;

	do {
		struct stored *rows = ARENA_NEW_ARRAY(&check->arena, PAGE_ROWS, struct stored);

		TRY(page_read(check, rows, &count));
		for (size_t i = 0; i < count; i++) {
			check->differs = false;
			TRY(row_check(check, &rows[i]));
			check->verdict.differing += check->differs;
			check->last = rows[i].id;
		}
		check->verdict.duties += (int64_t)count;
		arena_reset(&check->arena);
		check->calendar = NULL;
	} while (count == PAGE_ROWS);
	return OK;
}

enum err
duty_verify(struct ctx *ctx, duty_difference_tell *tell, void *context, struct duty_verdict *out)
{
	struct check check = {.ctx = *ctx, .tell = tell, .context = context};
	enum err err, end;

	TRY(ctx_may(ctx, MAY_AUDIT_READ));
	check.ctx.arena = &check.arena;
	duty_act_walk_begin(&check.acts, &check.ctx, DUTY_ACTS_OF_ALL);
	err = pages_check(&check);
	end = duty_act_walk_end(&check.acts);
	if (check.ctx.words.n)
		ctx->words = text_copy(ctx->arena, check.ctx.words);
	arena_free(&check.arena);
	TRY(err);
	TRY(end);
	*out = check.verdict;
	return OK;
}
