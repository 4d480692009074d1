#include "office/flow.h"

#include "office/genre.h"

struct part {
	const char *name;
	bool is_met_by_act; /* of the program, never by an item */
};

static const struct part PARTS[] = {
		{"event_visit", true}, /* khoản 2, 3: told by the unit */
		{"event_own", true},
		{"event_outside", true},
		{"event_cover", true}, /* owed by the Portal */
		{"event_cannot", true},
		{"event_material", true}, /* owed by the host: documents are handed over */
		{"event_host_item", false},
		{"event_review", false},
		{"column", true}, /* khoản 5: the column is public */
		{"column_data", false},
		{"warning", false}, /* khoản 6 */
		{"warning_request", false},
		{"incident", false},       /* khoản 7 */
		{"legal_document", false}, /* khoản 8 */
		{"consent", true},
		{"consented", false},
		{"statement", false}, /* khoản 9 */
		{"statement_review", true},
		{"question", false}, /* khoản 10 */
		{"question_joint", false},
};

static const struct part *
part_find(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(PARTS); i++)
		if (text_equals(text_of(PARTS[i].name), name))
			return &PARTS[i];
	return NULL;
}

bool
flow_takes_items(const struct duty *duty)
{
	const struct part *part = part_find(duty->part);

	return !part || !part->is_met_by_act;
}

enum err
flow_check(const struct regulation *regulation, struct faults *faults)
{
	enum err err = OK;

	for (size_t i = 0; i < regulation->duty_count; i++) {
		const struct duty *duty = &regulation->duties[i];

		if (duty->part.n && !part_find(duty->part)) {
			fault_add(faults, regulation->file, duty->line, 0,
					"nghĩa vụ %s: chương trình không có “part” tên là “%s”",
					duty->id.p, duty->part.p);
			err = ERR_INVALID;
		}
		for (size_t g = 0; g < duty->genre_count; g++)
			if (!genre_find(duty->genres[g])) {
				fault_add(faults, regulation->file, duty->line, 0,
						"nghĩa vụ %s: không có thể loại “%s”", duty->id.p,
						duty->genres[g].p);
				err = ERR_INVALID;
			}
	}
	return err;
}
