/* writing.h - what the forms share in which an item is written. */
#ifndef DESK_WRITING_H
#define DESK_WRITING_H

#include "base/json.h"
#include "http/form.h"
#include "office/draft.h"
#include "office/item.h"
#include "office/section.h"

/* The fields of a text; of one that is only kept as a draft, none is required. */
#define WRITING_FIELDS(required_)                                                                  \
	{"title", FIELD_LINE, (required_), ITEM_TITLE_MAX, "Tiêu đề", NULL},                       \
			{"abstract", FIELD_TEXT, (required_), ITEM_ABSTRACT_MAX, "Tóm tắt", NULL}, \
			{"section", FIELD_CHOICE, (required_), 0, "Mục của Cổng", SECTION_SLUGS},  \
			{"body", FIELD_TEXT, false, 500000, "Nội dung", NULL},                     \
			{"body_doc", FIELD_JSON, false, ITEM_BODY_MAX, "Nội dung", NULL},          \
	{                                                                                          \
		"source", FIELD_LINE, false, ITEM_SOURCE_MAX, "Văn bản được trích", NULL           \
	}
#define NEWS_FIELDS                                                                                \
	{"kind", FIELD_CHOICE, false, 0, "Loại", ITEM_KINDS},                                      \
			{"genre", FIELD_LINE, false, 40, "Thể loại", NULL},                        \
			{"matter", FIELD_INT, false, 0, "Vụ việc", NULL},                          \
	{                                                                                          \
		"duty", FIELD_INT, false, 0, "Nghĩa vụ", NULL                                      \
	}
#define CORRECTION_FIELD                                                                           \
	{                                                                                          \
		"correction", FIELD_TEXT, false, ITEM_CORRECTION_MAX, "Nội dung đính chính", NULL  \
	}

/* The page that keeps what is typed in it as a draft (struct draft_page), which goes with the
 * saving. */
#define DRAFT_PAGE_FIELDS                                                                          \
	{"draft_page", FIELD_LINE, false, DRAFT_PAGE_MAX, "Trang đang soạn", NULL},                \
			{"draft_from", FIELD_LINE, false, DRAFT_PAGE_MAX, "Bản nháp mở tiếp",      \
					NULL},                                                     \
	{                                                                                          \
		"draft_changes", FIELD_INT, false, 0, "Số lần sửa của bản nháp", NULL              \
	}

extern const char *const ITEM_KINDS[];

struct writing writing_of(const struct form *form, const struct genre *genre);
struct item_news news_of(const struct form *form);
struct draft_page draft_page_of(const struct form *form);

/*
 * The form's fields with a text in them, into `form`; view.lossy says whether the plain field
 * cannot hold it. ERR_INVALID if its body is no rich text.
 */
must_check enum err writing_form(
		struct ctx *ctx, json_t *view, json_t *form, const struct writing *writing);

#endif
