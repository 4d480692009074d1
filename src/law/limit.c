#include "law/limit.h"

struct limit_row {
	struct text name;
	const char *label; /* of a kind with a number: what is counted */
	int32_t max;       /* 0: no number */
};

static const struct limit_row ROWS[] = {
		[LIMIT_UNSET] = {TEXT("unset"), "chưa xác định", 0},
		[LIMIT_WORKING_DAYS] = {TEXT("working_days"), "ngày làm việc", LIMIT_DAYS_MAX},
		[LIMIT_CALENDAR_DAYS] = {TEXT("calendar_days"), "ngày", LIMIT_DAYS_MAX},
		[LIMIT_HOURS] = {TEXT("hours"), "giờ", LIMIT_DAYS_MAX * 24},
		[LIMIT_WORKING_MINUTES] = {TEXT("working_minutes"), "phút làm việc",
				LIMIT_DAYS_MAX * 24 * 60},
		[LIMIT_IMMEDIATE] = {TEXT("immediate"), "ngay", 0},
		[LIMIT_SIMULTANEOUS] = {TEXT("simultaneous"), "đồng thời", 0},
		[LIMIT_BEFORE_EVENT] = {TEXT("before_event"), "trước khi sự kiện diễn ra", 0},
		[LIMIT_ON_REQUEST] = {TEXT("on_request"), "theo thời hạn nêu trong yêu cầu", 0},
		[LIMIT_NONE] = {TEXT("none"), "không quy định thời hạn", 0},
		[LIMIT_EXTERNAL] = {TEXT("external"), "theo văn bản khác", 0},
};

static const struct limit_row *
row_of(enum limit_kind kind)
{
	return &ROWS[(unsigned)kind < COUNT_OF(ROWS) ? kind : LIMIT_UNSET];
}

struct text
limit_kind_name(enum limit_kind kind)
{
	return row_of(kind)->name;
}

enum err
limit_kind_parse(struct text name, enum limit_kind *out)
{
	for (unsigned kind = LIMIT_UNSET + 1; kind < COUNT_OF(ROWS); kind++)
		if (text_equals(ROWS[kind].name, name)) {
			*out = (enum limit_kind)kind;
			return OK;
		}
	return ERR_INVALID;
}

bool
limit_has_amount(enum limit_kind kind)
{
	return row_of(kind)->max > 0;
}

bool
limit_is_valid(struct limit limit)
{
	return row_of(limit.kind) != &ROWS[LIMIT_UNSET] && limit.amount >= 0 &&
	       limit.amount <= row_of(limit.kind)->max;
}

struct text
limit_label(struct arena *arena, struct limit limit)
{
	const struct limit_row *row = row_of(limit.kind);

	if (row->max == 0)
		return text_of(row->label);
	return text_format(arena, "%d %s", limit.amount, row->label);
}
