/* scene_calendar.h - changes of a calendar in the scene: drafts, and what applying them moves. */
#ifndef SUPPORT_SCENE_CALENDAR_H
#define SUPPORT_SCENE_CALENDAR_H

#include "support/scene.h"

/* scene_begin; the administrator has a reason to change everyone's calendar. */
void calendar_scene_begin(struct scene *s, struct fixture *f);

struct calendar_row common_now(struct scene *s);
struct calendar_version draft_now(struct scene *s);

enum err opens_draft(struct scene *s, const struct actor *actor); /* of everyone's calendar */

/* The administrator's, upon the draft as it is. */
enum err puts_day(struct scene *s, const char *day, enum day_kind kind, enum day_status status);
enum err removes_day(struct scene *s, const char *day);
enum err applies(struct scene *s);

/* As the order in s->apply says, whoever it is. */
enum err applies_as_seen(struct scene *s, const struct actor *actor);

/* A draft with one holiday more, and that draft applied. */
void holiday_drafted(struct scene *s, const char *day);
void holiday_applied(struct scene *s, const char *day);

/* At nine on Monday 02/02/2026, whatever was before: the duty. */
int64_t report_owed(struct scene *s, const struct actor *actor);

/* Writes into the store behind the office's back. */
void store_do(struct fixture *f, const char *statement);

#endif
