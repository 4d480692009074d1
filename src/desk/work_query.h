/*
 * work_query.h - which list of the inbox a page shows and how it is filtered: read from its
 * address (or from a form that takes them along), written into the addresses it leads to. The
 * address is the state.
 */
#ifndef DESK_WORK_QUERY_H
#define DESK_WORK_QUERY_H

#include "base/json.h"
#include "http/request.h"
#include "office/work.h"

struct work_query {
	enum work_list list;
	struct work_filter filter;
};

/* The fields of a form that takes the filters along: those of the address. */
#define WORK_QUERY_FIELDS                                                                          \
	{"list", FIELD_LINE, false, 20, "Danh sách", NULL},                                        \
			{"clause", FIELD_LINE, false, 300, "Khoản", NULL},                         \
			{"unit", FIELD_LINE, false, 40, "Đơn vị", NULL},                           \
			{"state", FIELD_LINE, false, 40, "Trạng thái", NULL},                      \
			{"due", FIELD_LINE, false, 20, "Hạn", NULL},                               \
	{                                                                                          \
		"text", FIELD_LINE, false, WORK_TEXT_MAX, "Từ trong tiêu đề", NULL                 \
	}

/* Complaints: list, due, text (ERR_INVALID). Without a list it is what is to be done. */
must_check enum err work_query_read(
		struct ctx *ctx, const struct request *request, struct work_query *out);

/* "/desk?list=soon&unit=CSHS": the shortest that reads as the query again. */
struct text work_query_href(const struct ctx *ctx, const struct work_query *query);

/* What it says in words: "Sắp hết hạn; mọi khoản; …", as files have it at their foot. */
struct text work_query_words(const struct ctx *ctx, const struct work_query *query);

/* The filters as typed with what may be chosen, lists[{name,label,href,current}]. */
must_check enum err work_query_view(
		struct ctx *ctx, json_t *view, const struct request *request, enum work_list list);

#endif
