#include "law/course.h"

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

/* ---- what may follow ---- */

static bool
may_pause(const struct course *course, struct instant at)
{
	return !course->is_paused && course->pause_count < COURSE_PAUSES_MAX &&
	       (course->pause_count == 0 || instant_compare(at, course->resumed_at) >= 0);
}

/* The order of acts alone, by any calendar: what was recorded has to stand in it for ever. */
static bool
stands_in_order(const struct course *course, enum duty_act_kind kind, struct instant at)
{
	bool is_open = course->state == DUTY_OPEN;

	switch (kind) {
	case DUTY_ACT_REOPEN:
		return !is_open;
	case DUTY_ACT_PAUSE:
		return is_open && may_pause(course, at);
	case DUTY_ACT_RESUME:
		return is_open && course->is_paused && instant_compare(at, course->paused_at) >= 0;
	case DUTY_ACT_EXTEND:
	case DUTY_ACT_EXCUSE:
	case DUTY_ACT_NOT_APPLICABLE:
	case DUTY_ACT_MEET:
		return is_open;
	default:
		return false;
	}
}

/* A term that has run out can neither be stopped nor made longer. */
static bool
is_in_time(const struct course *course, enum duty_act_kind kind, struct instant at)
{
	bool still_runs = !course->due.has_end || instant_compare(at, course->due.due_before) < 0;

	switch (kind) {
	case DUTY_ACT_PAUSE:
		return still_runs;
	case DUTY_ACT_EXTEND:
		return course->is_paused || (course->due.has_end && still_runs);
	default:
		return true;
	}
}

enum err
course_may(const struct course *course, enum duty_act_kind kind, struct instant at)
{
	return stands_in_order(course, kind, at) && is_in_time(course, kind, at) ? OK
										 : ERR_CONFLICT;
}

/* ---- one act after the other ---- */

/* The course so far; its due is reckoned anew after each act that moves it. */
struct walk {
	const struct calendar *cal;
	struct course course;
	struct term term;
	struct pause pauses[COURSE_PAUSES_MAX];
};

static enum err
reckon(struct walk *w)
{
	return deadline_of_term(&w->term, w->cal, NULL, &w->course.due);
}

/* Where the term would end with `limit`, were no pause open. */
static enum err
end_by(const struct walk *w, struct limit limit, struct instant *out)
{
	struct term term = w->term;
	struct due due;

	term.limit = limit;
	term.pause_count -= w->course.is_paused;
	TRY(deadline_of_term(&term, w->cal, NULL, &due));
	if (!due.has_end)
		return ERR_INVALID;
	*out = due.due_before;
	return OK;
}

static enum err
extend(struct walk *w, struct limit limit)
{
	struct instant before, after;

	if (!limit_has_amount(limit.kind))
		return ERR_INVALID;
	TRY(end_by(w, w->term.limit, &before));
	TRY(end_by(w, limit, &after));
	if (instant_compare(after, before) <= 0)
		return ERR_INVALID;
	w->term.limit = limit;
	return reckon(w);
}

static enum err
pause_begin(struct walk *w, const struct duty_act *act)
{
	w->pauses[w->term.pause_count++] =
			(struct pause){.from = act->at, .is_open = true, .reason = act->reason};
	w->course.is_paused = true;
	w->course.paused_at = act->at;
	w->course.pause_count++;
	return reckon(w);
}

/* A pause of no length is none in the term, though it was an act. */
static enum err
pause_end(struct walk *w, struct instant at)
{
	struct pause *pause;

	if (!w->course.is_paused)
		return OK;
	pause = &w->pauses[w->term.pause_count - 1];
	if (instant_compare(at, pause->from) <= 0) {
		at = pause->from;
		w->term.pause_count--;
	}
	pause->to = at;
	pause->is_open = false;
	w->course.is_paused = false;
	w->course.resumed_at = at;
	return reckon(w);
}

static enum err
settle(struct walk *w, enum duty_state state, struct instant at)
{
	w->course.state = state;
	return pause_end(w, at);
}

static enum err
act_take(struct walk *w, const struct duty_act *act)
{
	if (!stands_in_order(&w->course, act->kind, act->at))
		return ERR_INVALID;
	switch (act->kind) {
	case DUTY_ACT_EXTEND:
		return extend(w, act->limit);
	case DUTY_ACT_PAUSE:
		return pause_begin(w, act);
	case DUTY_ACT_RESUME:
		return pause_end(w, act->at);
	case DUTY_ACT_EXCUSE:
		return settle(w, DUTY_EXCUSED, act->at);
	case DUTY_ACT_NOT_APPLICABLE:
		return settle(w, DUTY_NOT_APPLICABLE, act->at);
	case DUTY_ACT_MEET:
		w->course.met_at = act->at;
		return settle(w, DUTY_MET, act->at);
	default: /* reopened: nothing else is taken */
		w->course.state = DUTY_OPEN;
		return OK;
	}
}

enum err
course_of(const struct duty *rule, struct instant anchor, const struct duty_act *acts, size_t count,
		const struct calendar *cal, struct day_log *log, struct course *out)
{
	struct walk w;

	w.cal = cal;
	w.course = (struct course){.state = DUTY_OPEN};
	w.term = (struct term){.limit = rule->limit, .start = anchor, .pauses = w.pauses};
	TRY(deadline_of(rule->limit, anchor, cal, count ? NULL : log, &w.course.due));
	for (size_t i = 0; i < count; i++)
		TRY(act_take(&w, &acts[i]));
	if (count && log)
		day_log_fill(log, &w.term, cal, &w.course.due);
	*out = w.course;
	return OK;
}
