#include "desk/act_words.h"

#include "desk/account_routes.h"
#include "desk/calendar_routes.h"
#include "desk/column_routes.h"
#include "desk/event_routes.h"
#include "desk/figure_routes.h"
#include "desk/routes.h"
#include "desk/status_routes.h"

static const struct {
	const struct route *rows;
	const size_t *count;
} TABLES[DESK_TABLES] = {
		{desk_routes, &desk_route_count},
		{desk_account_routes, &desk_account_route_count},
		{desk_calendar_routes, &desk_calendar_route_count},
		{desk_event_routes, &desk_event_route_count},
		{desk_figure_routes, &desk_figure_route_count},
		{desk_status_routes, &desk_status_route_count},
		{desk_column_routes, &desk_column_route_count},
};

void
desk_tables(const struct route *tables[DESK_TABLES], size_t counts[DESK_TABLES])
{
	for (size_t i = 0; i < DESK_TABLES; i++) {
		tables[i] = TABLES[i].rows;
		counts[i] = *TABLES[i].count;
	}
}

struct text
act_words(struct text action)
{
	for (size_t i = 0; i < DESK_TABLES; i++)
		for (size_t k = 0; k < *TABLES[i].count; k++) {
			const struct route *row = &TABLES[i].rows[k];

			if (row->action && text_equals(text_of(row->action), action))
				return text_of(row->summary);
		}
	return NO_TEXT;
}
