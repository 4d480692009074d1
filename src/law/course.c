#include "law/course.h"

#include "base/buf.h"

struct word {
	struct text name;
	struct label label;
};

static const struct word STATES[] = {
		[DUTY_OPEN] = {TEXT("open"), {TEXT("Chưa thực hiện"), TONE_WARN}},
		[DUTY_MET] = {TEXT("met"), {TEXT("Đã thực hiện"), TONE_GOOD}},
		[DUTY_EXCUSED] = {TEXT("excused"), {TEXT("Được miễn"), TONE_NEUTRAL}},
		[DUTY_NOT_APPLICABLE] = {TEXT("not_applicable"),
				{TEXT("Không áp dụng"), TONE_NEUTRAL}},
};

static const struct text KINDS[] = {
		[DUTY_ACT_UNSET] = TEXT(""),
		[DUTY_ACT_EXTEND] = TEXT("extend"),
		[DUTY_ACT_PAUSE] = TEXT("pause"),
		[DUTY_ACT_RESUME] = TEXT("resume"),
		[DUTY_ACT_EXCUSE] = TEXT("excuse"),
		[DUTY_ACT_NOT_APPLICABLE] = TEXT("not_applicable"),
		[DUTY_ACT_REOPEN] = TEXT("reopen"),
		[DUTY_ACT_MEET] = TEXT("meet"),
};

struct text
duty_state_name(enum duty_state state)
{
	return STATES[state].name;
}

struct label
duty_state_label(enum duty_state state)
{
	return STATES[state].label;
}

enum err
duty_state_parse(struct text name, enum duty_state *out)
{
	for (unsigned state = 0; state < COUNT_OF(STATES); state++)
		if (text_equals(STATES[state].name, name)) {
			*out = (enum duty_state)state;
			return OK;
		}
	return ERR_INVALID;
}

struct text
duty_act_kind_name(enum duty_act_kind kind)
{
	return KINDS[kind];
}

enum err
duty_act_kind_parse(struct text name, enum duty_act_kind *out)
{
	for (unsigned kind = DUTY_ACT_UNSET + 1; kind < COUNT_OF(KINDS); kind++)
		if (text_equals(KINDS[kind], name)) {
			*out = (enum duty_act_kind)kind;
			return OK;
		}
	return ERR_INVALID;
}

static enum err
act_take(struct course *course, struct limit *limit, const struct duty_act *act)
{
	TRY(course_may(course, act->kind, act->at));
	switch (act->kind) {
	case DUTY_ACT_EXTEND:
		*limit = act->limit;
		break;
	case DUTY_ACT_PAUSE:
		course->is_paused = true;
		break;
	case DUTY_ACT_RESUME:
		course->is_paused = false;
		break;
	case DUTY_ACT_EXCUSE:
		course->state = DUTY_EXCUSED;
		break;
	case DUTY_ACT_NOT_APPLICABLE:
		course->state = DUTY_NOT_APPLICABLE;
		break;
	case DUTY_ACT_MEET:
		course->state = DUTY_MET;
		course->met_at = act->at;
		break;
	default:
		course->state = DUTY_OPEN;
	}
	return OK;
}

enum err
course_of(const struct duty *rule, struct instant anchor, const struct duty_act *acts, size_t count,
		const struct calendar *cal, struct day_log *log, struct course *out)
{
	struct limit limit = rule->limit;
	struct course course = {.state = DUTY_OPEN};

	for (size_t i = 0; i < count; i++)
		if (act_take(&course, &limit, &acts[i]) != OK)
			return ERR_INVALID;
	TRY(deadline_of(limit, anchor, cal, log, &course.due));
	*out = course;
	return OK;
}

enum err
course_may(const struct course *course, enum duty_act_kind kind, struct instant at)
{
	bool is_open = course->state == DUTY_OPEN;

	(void)at;
	switch (kind) {
	case DUTY_ACT_REOPEN:
		return is_open ? ERR_CONFLICT : OK;
	case DUTY_ACT_PAUSE:
		return is_open && !course->is_paused ? OK : ERR_CONFLICT;
	case DUTY_ACT_RESUME:
		return is_open && course->is_paused ? OK : ERR_CONFLICT;
	default:
		return is_open && kind != DUTY_ACT_UNSET ? OK : ERR_CONFLICT;
	}
}
