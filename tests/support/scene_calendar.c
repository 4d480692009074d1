#include "support/scene_calendar.h"

struct calendar_row
common_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->admin);
	struct calendar_row row;

	assert_ok(calendar_by_code(&ctx, TEXT(CALENDAR_COMMON), &row));
	return row;
}

void
calendar_scene_begin(struct scene *s, struct fixture *f)
{
	scene_begin(s, f);
	s->common = common_now(s).id;
	s->apply.note = TEXT("Theo thông báo nghỉ.");
	s->apply.source = TEXT("Thông báo số 1/TB-VPCP");
}

struct calendar_version
draft_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->admin);
	struct calendar_version version;

	assert_ok(calendar_version_load(&ctx, s->draft, &version));
	return version;
}

SCENE_ACT(, opens_draft, calendar_draft_open(ctx, s->common, &s->draft))
SCENE_ACT(, applies_as_seen, calendar_apply(ctx, &s->apply, &s->counts))

struct day_change {
	struct scene *scene;
	struct calendar_day day;
};

static enum err
put_day(struct ctx *ctx, void *arg)
{
	struct day_change *change = arg;
	struct scene *s = change->scene;

	return calendar_draft_put(ctx, s->draft, draft_now(s).revision, NULL, &change->day);
}

enum err
puts_day(struct scene *s, const char *day, enum day_kind kind, enum day_status status)
{
	struct day_change change = {.scene = s,
			.day = {
					.day = day_at(day),
					.kind = kind,
					.status = status,
					.name = TEXT("Nghỉ thêm"),
					.source = TEXT("Thông báo số 1/TB-VPCP"),
			}};

	return house_do(&s->house, &s->admin, put_day, &change);
}

static enum err
remove_day(struct ctx *ctx, void *arg)
{
	struct day_change *change = arg;
	struct scene *s = change->scene;

	return calendar_draft_remove(ctx, s->draft, draft_now(s).revision, change->day.day);
}

enum err
removes_day(struct scene *s, const char *day)
{
	struct day_change change = {.scene = s, .day = {.day = day_at(day)}};

	return house_do(&s->house, &s->admin, remove_day, &change);
}

enum err
applies(struct scene *s)
{
	s->apply.draft = s->draft;
	s->apply.revision = draft_now(s).revision;
	return applies_as_seen(s, &s->admin);
}

void
holiday_drafted(struct scene *s, const char *day)
{
	assert_ok(opens_draft(s, &s->admin));
	assert_ok(puts_day(s, day, DAY_HOLIDAY, DAY_CONFIRMED));
}

void
holiday_applied(struct scene *s, const char *day)
{
	holiday_drafted(s, day);
	assert_ok(applies(s));
}

int64_t
report_owed(struct scene *s, const struct actor *actor)
{
	s->house.now = instant_at("2026-02-02 09:00");
	owes_report(s, actor);
	return s->duty;
}

/* A store knows a query by its address: each text has its own. */
void
store_do(struct fixture *f, const char *statement)
{
	struct sql *sql = ARENA_NEW(&f->arena, struct sql);
	struct query q;

	*sql = (struct sql){.name = statement, .text = statement};
	query_begin(&q, f->store, sql);
	assert_ok(query_run(&q));
}
