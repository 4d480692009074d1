/* warning.c - the Portal asks a unit for a warning. */
#include "office/warning.h"

#include "desk/account_view.h"
#include "desk/handlers.h"
#include "desk/view.h"
#include "office/matter.h"

#define REQUEST_MAX 4000

const struct field warning_ask_fields[] = {
		{"unit", FIELD_INT, true, 0, "Đơn vị", NULL},
		{"title", FIELD_LINE, true, MATTER_TITLE_MAX, "Việc cần cảnh báo", NULL},
		{"request", FIELD_TEXT, true, REQUEST_MAX, "Nội dung đề nghị", NULL},
		{"until", FIELD_DAY, true, 0, "Ngày đề nghị hoàn thành", NULL},
		{0},
};

enum err
get_warning_ask(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply), *form = json_put_object(view, "form");

	(void)request;
	TRY(unit_choices(ctx, view, "units", "Chọn đơn vị", form_int(ctx->form, "unit")));
	json_put_text(form, "title", form_line(ctx->form, "title"));
	json_put_text(form, "request", form_text(ctx->form, "request"));
	json_put_text(form, "until", form_line(ctx->form, "until"));
	view_crumb(view, "Vụ việc", TEXT("/desk/matters"));
	view_title(view, TEXT("Đề nghị đơn vị cảnh báo"));
	return OK;
}

enum err
post_warning_ask(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct warning_request asked = {
			.unit = form_int(ctx->form, "unit"),
			.title = form_line(ctx->form, "title"),
			.request = text_trim(form_text(ctx->form, "request")),
	};
	int64_t matter;

	if (!form_day(ctx->form, "until", &asked.until))
		return form_complain(ctx->form, "until", "Hãy ghi ngày đề nghị hoàn thành.");
	TRY(warning_ask(ctx, &asked, &matter));
	json_put_int(view_of(reply), "id", matter);
	reply_see_other(reply,
			text_format(request->arena, "/desk/matters/%lld", (long long)matter));
	return OK;
}
