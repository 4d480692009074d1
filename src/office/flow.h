/*
 * flow.h - the parts that duties of a regulation play in this program.
 *
 * A verb finds a duty by its part (law/duty.h), never by a clause's number: another
 * regulation with the same parts runs through the same program.
 */
#ifndef OFFICE_FLOW_H
#define OFFICE_FLOW_H

#include "law/regulation.h"

/*
 * Whether the parts and genres that a regulation names are ones that this program has.
 * ERR_INVALID with at least one fault, naming the line of the duty.
 */
must_check enum err flow_check(const struct regulation *regulation, struct faults *faults);

/* Whether an item may meet the duty; some are met by an act of their own alone. */
bool flow_takes_items(const struct duty *duty);

#endif
