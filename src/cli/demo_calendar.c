/* demo_calendar.c - the demo's calendars: one of their own for hospitals, and a draft to try. */
#include "cli/demo_load.h"
#include "office/calendar.h"
#include "office/unit.h"

#define SOURCE TEXT("Dữ liệu minh họa, không phải thông báo chính thức")
#define SWAP_DAYS 60 /* so far ahead a day to swap is looked for */
#define SWAP_BACK 22 /* from the Friday to the Saturday that makes up for it */

/* --- hospitals ---------------------------------------------------------------------------------
 */

struct assign_order {
	int64_t calendar, unit;
};

static enum err
verb_add(struct ctx *ctx, void *order)
{
	const struct calendar_new wanted = {
			.code = TEXT("benh-vien"),
			.name = TEXT("Lịch các bệnh viện"),
			.weekend = 1u << SUNDAY,
	};

	return calendar_add(ctx, &wanted, &((struct assign_order *)order)->calendar);
}

static enum err
verb_assign(struct ctx *ctx, void *order)
{
	const struct assign_order *o = order;
	struct recount_counts counts;
	struct unit unit;

	TRY(unit_load(ctx, o->unit, &unit));
	return calendar_assign(ctx, o->unit, unit.version, o->calendar,
			TEXT("Bệnh viện làm việc cả thứ Bảy."), &counts);
}

static enum err
hospitals_make(struct demo *demo, const struct actor *keeper)
{
	static const char *const codes[] = {"BV198", "BV304"};
	struct assign_order order = {0};

	TRY(demo_run(demo, keeper, demo->cli->now, "lịch riêng", NULL, verb_add, &order));
	for (size_t i = 0; i < COUNT_OF(codes); i++) {
		const struct demo_unit *unit = demo_unit(demo, text_of(codes[i]));

		if (!unit)
			return ERR_BROKEN;
		order.unit = unit->id;
		TRY(demo_run(demo, keeper, demo->cli->now, codes[i], NULL, verb_assign, &order));
	}
	return OK;
}

/* --- a draft -----------------------------------------------------------------------------------
 */

/* The next Friday, from the day after tomorrow, that may be swapped for a Saturday three weeks
 * later. */
static enum err
swap_find(struct ctx *ctx, struct day *friday)
{
	struct day day = day_add(day_of(ctx->now, ctx->rules->zone), 2);
	const struct calendar *calendar;

	TRY(calendar_of_unit(ctx, 0, &calendar));
	for (struct day end = day_add(day, SWAP_DAYS); day.n < end.n; day.n++)
		if (weekday_of(day) == FRIDAY && !calendar_find(calendar, day) &&
				!calendar_find(calendar, day_add(day, SWAP_BACK))) {
			*friday = day;
			return OK;
		}
	return ERR_NOT_FOUND;
}

static enum err
swap_put(struct ctx *ctx, int64_t draft, int64_t revision, struct day friday)
{
	const struct calendar_day off = {
			.day = friday,
			.kind = DAY_SWAPPED_OFF,
			.status = DAY_ANNOUNCED,
			.name = TEXT("Nghỉ hoán đổi (minh họa)"),
			.source = SOURCE,
	};
	const struct calendar_day working = {
			.day = day_add(friday, SWAP_BACK),
			.kind = DAY_SWAPPED_WORKING,
			.status = DAY_ANNOUNCED,
			.name = TEXT("Làm bù (minh họa)"),
			.source = SOURCE,
	};

	TRY(calendar_draft_put(ctx, draft, revision, NULL, &off));
	return calendar_draft_put(ctx, draft, revision + 1, NULL, &working);
}

static enum err
verb_draft(struct ctx *ctx, void *order)
{
	struct calendar_version draft;
	struct calendar_row common;
	struct day friday;
	int64_t id;

	(void)order;
	TRY(swap_find(ctx, &friday));
	TRY(calendar_by_code(ctx, TEXT(CALENDAR_COMMON), &common));
	TRY(calendar_draft_open(ctx, common.id, &id));
	TRY(calendar_version_load(ctx, id, &draft));
	return swap_put(ctx, id, draft.revision, friday);
}

enum err
demo_calendar(struct demo *demo)
{
	const struct actor *keeper = demo_actor(demo, ROLE_ADMINISTRATOR, 0);

	if (!keeper)
		return ERR_BROKEN;
	TRY(hospitals_make(demo, keeper));
	return demo_run(demo, keeper, demo->cli->now, "bản nháp của lịch", NULL, verb_draft, NULL);
}
