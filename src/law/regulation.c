#include "law/regulation.h"

bool
duty_is_owed_by(const struct duty *duty, struct text unit)
{
	for (size_t i = 0; i < duty->unit_count; i++)
		if (text_equals(duty->units[i], unit))
			return true;
	return duty->unit_count == 0;
}

const struct evidence *
duty_evidence(const struct duty *duty, struct text key)
{
	for (size_t i = 0; i < duty->evidence_count; i++)
		if (text_equals(duty->evidence[i].key, key))
			return &duty->evidence[i];
	return NULL;
}

const struct duty *
regulation_duty(const struct regulation *regulation, struct text id)
{
	for (size_t i = 0; i < regulation->duty_count; i++)
		if (text_equals(regulation->duties[i].id, id))
			return &regulation->duties[i];
	return NULL;
}

const struct duty *
regulation_part(const struct regulation *regulation, struct text part)
{
	for (size_t i = 0; i < regulation->duty_count; i++)
		if (text_equals(regulation->duties[i].part, part))
			return &regulation->duties[i];
	return NULL;
}

bool
regulation_is_in_force(const struct regulation *regulation, struct day day)
{
	return regulation->effective_from.n <= day.n &&
	       (!regulation->has_end || day.n <= regulation->effective_to.n);
}

static bool
overlap(const struct regulation *a, const struct regulation *b)
{
	return regulation_is_in_force(a, b->effective_from) ||
	       regulation_is_in_force(b, a->effective_from);
}

enum err
regulation_set_check(const struct regulation_set *set, struct faults *faults)
{
	enum err err = OK;

	for (size_t i = 0; i < set->count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct regulation *row = &set->rows[i], *other = &set->rows[j];

			if (text_equals(row->number, other->number)) {
				fault_add(faults, row->file, row->from_line, 0,
						"%s đã có trong tệp %s", row->number.p,
						other->file.p);
				err = ERR_INVALID;
			} else if (overlap(row, other)) {
				fault_add(faults, row->file, row->from_line, 0,
						"thời gian hiệu lực của %s trùng với %s (tệp %s)",
						row->number.p, other->number.p, other->file.p);
				err = ERR_INVALID;
			}
		}
	return err;
}

const struct regulation *
regulation_in_force(const struct regulation_set *set, struct day day)
{
	for (size_t i = 0; i < set->count; i++)
		if (regulation_is_in_force(&set->rows[i], day))
			return &set->rows[i];
	return NULL;
}

const struct regulation *
regulation_find(const struct regulation_set *set, struct text number)
{
	for (size_t i = 0; i < set->count; i++)
		if (text_equals(set->rows[i].number, number))
			return &set->rows[i];
	return NULL;
}
