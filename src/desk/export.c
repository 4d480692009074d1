#include "desk/export.h"

const char *const export_formats[] = {"xlsx", "csv", NULL};

enum sheet_kind
export_kind(const struct form *form)
{
	return text_equals(form_line(form, "format"), TEXT("csv")) ? SHEET_CSV : SHEET_XLSX;
}

void
export_reply(struct request *request, struct reply *reply, enum sheet_kind kind, struct text path,
		struct text name)
{
	bool is_csv = kind == SHEET_CSV;

	reply->file = path;
	reply->passing = true;
	reply->type = is_csv ? TEXT("text/csv; charset=utf-8")
			     : TEXT("application/vnd.openxmlformats-officedocument."
				    "spreadsheetml.sheet");
	reply_header(reply, "Content-Disposition",
			text_format(request->arena, "attachment; filename=\"%.*s.%s\"",
					TEXT_ARGS(name), is_csv ? "csv" : "xlsx"));
	reply_header(reply, "X-Content-Type-Options", TEXT("nosniff"));
}
