/* calendar_change.c - what two versions differ in. */
#include "base/buf.h"
#include "desk/calendar.h"
#include "desk/calendar_view.h"
#include "law/calendar_diff.h"

/* --- days --------------------------------------------------------------------------------------
 */

static void
difference_add(json_t *list, const char *label, struct text before, struct text after)
{
	json_t *row;

	if (text_equals(before, after))
		return;
	row = json_add_object(list);
	json_put_text(row, "label", text_of(label));
	json_put_text(row, "before", before);
	json_put_text(row, "after", after);
}

static void
change_view(const struct ctx *ctx, json_t *row, const struct calendar_change *change)
{
	static const enum tone tones[] = {
			[DAY_ADDED] = TONE_GOOD,
			[DAY_REMOVED] = TONE_BAD,
			[DAY_CHANGED] = TONE_INFO,
	};
	const struct calendar_day *old = change->before, *new = change->after;
	json_t *list;

	calendar_day_view(ctx, row, new ? new : old);
	view_label(row, "change", day_change_name(change->change),
			(struct label){day_change_label(change->change), tones[change->change]});
	list = json_put_list(row, "differences");
	json_put_bool(row, "is_changed", change->change == DAY_CHANGED);
	if (change->change != DAY_CHANGED)
		return;
	difference_add(list, "Loại", day_kind_label(old->kind), day_kind_label(new->kind));
	difference_add(list, "Tên", old->name, new->name);
	difference_add(list, "Tình trạng", day_status_label(old->status).text,
			day_status_label(new->status).text);
	difference_add(list, "Căn cứ", old->source, new->source);
}

static struct text
summary(struct arena *arena, const struct calendar_change *changes, size_t count, size_t terms)
{
	struct buf words = BUF(arena);
	size_t counts[DAY_CHANGED + 1] = {0};

	for (size_t i = 0; i < count; i++)
		counts[changes[i].change]++;
	for (unsigned c = DAY_ADDED; c <= DAY_CHANGED; c++)
		if (counts[c])
			buf_addf(&words, "%s%s %zu ngày", words.n ? "; " : "",
					day_change_label((enum day_change)c).p, counts[c]);
	if (terms)
		buf_addf(&words, "%sđổi ngày nghỉ hằng tuần hoặc giờ làm việc",
				words.n ? "; " : "");
	return words.n ? buf_text(&words) : TEXT("Không khác nhau");
}

enum err
changes_view(struct ctx *ctx, json_t *view, const struct calendar_version *from,
		const struct calendar_version *to)
{
	json_t *terms = json_put_list(view, "terms"), *list = json_put_list(view, "changes");
	struct calendar_day *before, *after;
	struct calendar_change *changes;
	size_t before_count, after_count, count;

	TRY(calendar_days(ctx, from->id, &before, &before_count));
	TRY(calendar_days(ctx, to->id, &after, &after_count));
	count = calendar_diff(ctx->arena, before, before_count, after, after_count, &changes);
	for (size_t i = 0; i < count; i++)
		change_view(ctx, json_add_object(list), &changes[i]);
	difference_add(terms, "Ngày nghỉ hằng tuần", weekend_words(ctx->arena, from->weekend),
			weekend_words(ctx->arena, to->weekend));
	difference_add(terms, "Giờ làm việc", from->office_hours, to->office_hours);
	json_put_bool(view, "has_day_changes", count > 0);
	json_put_bool(view, "has_changes", count + json_array_size(terms) > 0);
	json_put_text(view, "summary", summary(ctx->arena, changes, count, json_array_size(terms)));
	return OK;
}

/* --- any two versions --------------------------------------------------------------------------
 */

/* The versions of the calendar, to choose the other one from. */
static enum err
choices_view(struct ctx *ctx, json_t *view, const struct calendar_version *to, int64_t from)
{
	json_t *list = json_put_list(view, "choices");
	struct calendar_version *versions;
	size_t count;

	TRY(calendar_version_list(ctx, to->calendar, 0, CALENDAR_CHOICES_MAX, &versions, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row;

		if (versions[i].id == to->id || versions[i].state == VERSION_DROPPED)
			continue;
		row = json_add_object(list);
		json_put_int(row, "value", versions[i].id);
		json_put_text(row, "label", version_title(ctx->arena, &versions[i]));
		json_put_bool(row, "selected", versions[i].id == from);
	}
	json_put_bool(view, "has_choices", json_array_size(list) > 0);
	return OK;
}

/* Compared with the version it began as, unless another one of the calendar is asked for. */
enum err
get_calendar_diff(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct calendar_version from, to;
	int64_t id, other;

	TRY(request_id(request, "id", &id));
	TRY(query_number(request, "from", &other));
	TRY(calendar_version_load(ctx, id, &to));
	TRY(calendar_version_load(ctx, other ? other : to.base ? to.base : to.id, &from));
	if (from.calendar != to.calendar)
		return ERR_NOT_FOUND;
	version_view(ctx, json_put_object(view, "from"), &from);
	version_view(ctx, json_put_object(view, "to"), &to);
	TRY(changes_view(ctx, view, &from, &to));
	TRY(choices_view(ctx, view, &to, from.id));
	calendar_crumbs(ctx, view, to.calendar, to.name);
	view_crumb(view, version_title(ctx->arena, &to).p, version_href(ctx->arena, to.id, ""));
	view_title(view, text_format(ctx->arena, "So sánh hai bản của %.*s", TEXT_ARGS(to.name)));
	return OK;
}
