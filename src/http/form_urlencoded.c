/* form_urlencoded.c - application/x-www-form-urlencoded. */
#include "http/form_reader.h"
#include "http/url.h"

enum err
urlencoded_end(struct form_reader *reader)
{
	struct form *form = reader->form;

	switch (url_pairs(form->arena, buf_text(&reader->body), FORM_FIELDS_MAX, &form->values,
			&form->count)) {
	case OK:
		return OK;
	case ERR_TOO_LARGE:
		return form_fail(reader, ERR_TOO_LARGE, "Biểu mẫu có quá %d trường.",
				FORM_FIELDS_MAX);
	default:
		return form_fail(reader, ERR_INVALID,
				"Nội dung gửi lên mã hóa sai (%%XX) hoặc không phải UTF-8.");
	}
}
