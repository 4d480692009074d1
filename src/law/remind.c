#include "law/remind.h"

bool
remind_class_of(enum limit_kind kind, enum remind_class *out)
{
	switch (kind) {
	case LIMIT_WORKING_DAYS:
	case LIMIT_CALENDAR_DAYS:
		*out = REMIND_DAYS;
		return true;
	case LIMIT_HOURS:
	case LIMIT_WORKING_MINUTES:
		*out = REMIND_HOURS;
		return true;
	case LIMIT_BEFORE_EVENT:
		*out = REMIND_EVENT;
		return true;
	case LIMIT_ON_REQUEST:
		*out = REMIND_REQUEST;
		return true;
	default:
		return false;
	}
}

bool
remind_is_pressing(const struct duty *duty)
{
	enum remind_class class;

	return duty->may_be_urgent ||
	       (remind_class_of(duty->limit.kind, &class) && class == REMIND_HOURS);
}

struct instant
remind_at(const struct remind_plan *plan, struct instant due_before, enum remind_stage stage)
{
	const int64_t from_end[REMIND_STAGES] = {
			[REMIND_FIRST] = -plan->first_ms,
			[REMIND_SECOND] = -plan->second_ms,
			[REMIND_DUE] = 0,
			[REMIND_LATE] = plan->late_ms,
	};

	return instant_add(due_before, from_end[stage]);
}

struct text
remind_stage_name(enum remind_stage stage)
{
	static const struct text names[REMIND_STAGES] = {
			TEXT("first"), TEXT("second"), TEXT("due"), TEXT("late")};

	return names[stage];
}
