/*
 * figure_query.h - which figures a page shows: read from its address (or from the form of an
 * export), written into the addresses it leads to. The address is the state.
 */
#ifndef DESK_FIGURE_QUERY_H
#define DESK_FIGURE_QUERY_H

#include "base/json.h"
#include "http/request.h"
#include "office/figure.h"

struct figure_query {
	struct figure_filter filter;
	struct text unit; /* its code; empty: all that the actor may read of */
	struct text unit_name;
	enum figure_by by;
	enum figure figure; /* whose list it is, or what the cells of the heat map count */
	bool is_share;      /* the heat map: on time, in per cent, and no number */
};

/* The fields of an export's form: those of the address. */
#define FIGURE_QUERY_FIELDS                                                                        \
	{"period", FIELD_LINE, false, 20, "Kỳ", NULL},                                             \
			{"date", FIELD_LINE, false, 20, "Ngày trong kỳ", NULL},                    \
			{"from", FIELD_LINE, false, 20, "Từ ngày", NULL},                          \
			{"to", FIELD_LINE, false, 20, "Đến ngày", NULL},                           \
			{"unit", FIELD_LINE, false, 40, "Đơn vị", NULL},                           \
			{"clause", FIELD_LINE, false, 300, "Khoản", NULL},                         \
			{"rule", FIELD_LINE, false, 40, "Nghĩa vụ", NULL},                         \
			{"by", FIELD_LINE, false, 10, "Theo", NULL},                               \
	{                                                                                          \
		"number", FIELD_LINE, false, 20, "Số liệu", NULL                                   \
	}

/*
 * Complaints: period, date, from, to, unit, by, number (ERR_INVALID). Without a period it is
 * the quarter of today.
 */
must_check enum err figure_query_read(
		struct ctx *ctx, const struct request *request, struct figure_query *out);

/* "/desk/figures?period=quarter&date=2026-10-01&unit=CSHS": the same at another page. */
struct text figure_query_href(
		const struct ctx *ctx, const char *path, const struct figure_query *query);

/* What the filter says in words: "Quý IV/2026; Cục Cảnh sát hình sự; mọi khoản". */
struct text figure_query_words(const struct ctx *ctx, const struct figure_query *query);

/* form (as typed), periods, units, clauses as choices; `filtered`, until the state is told. */
must_check enum err figure_query_view(struct ctx *ctx, json_t *view, const struct request *request);

/*
 * The state of the page: period, filter, the hidden fields of its forms (`state`), `made` {who,
 * at, filter}; `filtered`: not what is shown to who asks for nothing in particular.
 */
void figure_query_state(struct ctx *ctx, json_t *view, const struct figure_query *query);

#endif
