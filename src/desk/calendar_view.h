/* calendar_view.h - what the pages about calendars have in common. For desk/calendar*.c only. */
#ifndef DESK_CALENDAR_VIEW_H
#define DESK_CALENDAR_VIEW_H

#include "desk/view.h"
#include "office/calendar.h"

#define CALENDAR_LIST_ROWS 50
#define CALENDAR_UNITS_MAX 2000
#define CALENDAR_CHOICES_MAX 200

/* "/desk/calendars/3", "/desk/calendars/versions/7/diff", "/desk/recounts/2". */
struct text calendar_href(struct arena *arena, int64_t id, const char *rest);
struct text version_href(struct arena *arena, int64_t id, const char *rest);
struct text recount_href(struct arena *arena, int64_t id);

/* "Lịch nghỉ chung, bản 3"; "Bản nháp của Lịch nghỉ chung". */
struct text version_title(struct arena *arena, const struct calendar_version *version);

/* The levels above a page: the calendars, and the calendar itself unless `id` is 0. */
void calendar_crumbs(const struct ctx *ctx, json_t *view, int64_t id, struct text name);

/* A version with its state, people, terms and addresses, into `row`. */
void version_view(const struct ctx *ctx, json_t *row, const struct calendar_version *version);

/* A draft into view.version and view.revision, with the levels above it; ERR_NOT_FOUND for what is
 * none. */
must_check enum err draft_view(
		struct ctx *ctx, json_t *view, int64_t id, struct calendar_version *draft);

/* "Hệ thống" for nobody. */
struct text person_words(struct text name);

/* "Đã có quyết định", "Mới thông báo", "Chưa có thông báo chính thức". */
struct label day_status_label(enum day_status status);

/* year_state, is_announced, is_proposed: whether what the year says was announced, or is computed.
 */
void year_state_view(json_t *view, const struct calendar *calendar, int year);

/* {day, weekday, kind, kind_label, name, source, status} */
void calendar_day_view(const struct ctx *ctx, json_t *row, const struct calendar_day *day);

/* "thứ Bảy, Chủ nhật"; "không có". */
struct text weekend_words(struct arena *arena, unsigned weekend);

/* weekdays[{code,label,short,checked}], Monday first. */
void weekdays_view(struct ctx *ctx, json_t *view, unsigned weekend);

/* The boxes that were ticked. */
unsigned weekend_typed(const struct form *form);

/* counts{duties,moved,unchanged,turned_late,turned_timely} */
void counts_view(json_t *view, const struct recount_counts *counts);

/* A recount that was carried out, with its counts, into `row`. */
void recount_view(const struct ctx *ctx, json_t *row, const struct recount *recount);

/* moves[]: duty, unit, from when to when, in words, and what turned. */
void moves_view(const struct ctx *ctx, json_t *view, const struct move *moves, size_t count);

/*
 * changes[]: the days of `to` that differ from `from`; terms[]: what else does; has_changes
 * and a summary in words.
 */
must_check enum err changes_view(struct ctx *ctx, json_t *view, const struct calendar_version *from,
		const struct calendar_version *to);

/* The query "year", else this year; ERR_NOT_FOUND outside of 1900–2199. */
must_check enum err query_year(const struct ctx *ctx, const struct request *request, int *out);

#endif
