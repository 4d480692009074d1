#include "law/calendar_diff.h"

static const struct {
	struct text name, label;
} CHANGES[] = {
		[DAY_ADDED] = {TEXT("added"), TEXT("Thêm")},
		[DAY_REMOVED] = {TEXT("removed"), TEXT("Bỏ")},
		[DAY_CHANGED] = {TEXT("changed"), TEXT("Sửa")},
};

struct text
day_change_name(enum day_change change)
{
	return CHANGES[change].name;
}

struct text
day_change_label(enum day_change change)
{
	return CHANGES[change].label;
}

static bool
says_the_same(const struct calendar_day *a, const struct calendar_day *b)
{
	return a->kind == b->kind && a->status == b->status && text_equals(a->name, b->name) &&
	       text_equals(a->source, b->source);
}

size_t
calendar_diff(struct arena *arena, const struct calendar_day *before, size_t before_count,
		const struct calendar_day *after, size_t after_count, struct calendar_change **out)
{
	struct calendar_change *changes = ARENA_NEW_ARRAY(
			arena, before_count + after_count + 1, struct calendar_change);
	size_t b = 0, a = 0, n = 0;

	while (b < before_count || a < after_count) {
		bool takes_before = a == after_count ||
				    (b < before_count && before[b].day.n <= after[a].day.n);
		bool takes_after = b == before_count ||
				   (a < after_count && after[a].day.n <= before[b].day.n);
		const struct calendar_day *old = takes_before ? &before[b++] : NULL;
		const struct calendar_day *new = takes_after ? &after[a++] : NULL;

		if (!old)
			changes[n++] = (struct calendar_change){DAY_ADDED, NULL, new};
		else if (!new)
			changes[n++] = (struct calendar_change){DAY_REMOVED, old, NULL};
		else if (!says_the_same(old, new))
			changes[n++] = (struct calendar_change){DAY_CHANGED, old, new};
	}
	*out = changes;
	return n;
}
