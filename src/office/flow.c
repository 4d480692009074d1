#include "office/flow.h"

#include "office/genre.h"

static const char *const PARTS[] = {
		"event_visit", /* khoản 2, 3: told by the unit */
		"event_own",
		"event_outside",
		"event_cover", /* owed by the Portal */
		"event_cannot",
		"event_material", /* owed by the host */
		"event_host_item",
		"event_review",
		"column", /* khoản 5 */
		"column_data",
		"warning", /* khoản 6 */
		"warning_request",
		"incident",       /* khoản 7 */
		"legal_document", /* khoản 8 */
		"consent",
		"consented",
		"statement", /* khoản 9 */
		"statement_review",
		"question", /* khoản 10 */
		"question_joint",
};

static bool
is_part(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(PARTS); i++)
		if (text_equals(text_of(PARTS[i]), name))
			return true;
	return false;
}

enum err
flow_check(const struct regulation *regulation, struct faults *faults)
{
	enum err err = OK;

	for (size_t i = 0; i < regulation->duty_count; i++) {
		const struct duty *duty = &regulation->duties[i];

		if (duty->part.n && !is_part(duty->part)) {
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
