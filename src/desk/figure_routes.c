#include "desk/figure_routes.h"

#include "desk/figure.h"
#include "law/permit.h"

/* Figures walk over many rows: never on an event thread. */
#define PAGE(path_, handler_, template_, summary_)                                                 \
	{                                                                                          \
		ROUTE(GET, path_, MAY_REPORT_READ, handler_),                                      \
				.template = "desk/" template_, .summary = (summary_),              \
				.again = get_figures_again, .again_template = "desk/figures",      \
				.flags = ROUTE_SLOW                                                \
	}

const struct route desk_figure_routes[] = {
		PAGE("/desk/figures", get_figures, "figures", "Số liệu thực hiện"),
		PAGE("/desk/figures/duties", get_figure_duties, "figure_duties",
				"Nghĩa vụ của một số liệu"),
		PAGE("/desk/figures/items", get_figure_items, "figure_items",
				"Tin, bài đã đăng trong kỳ"),
		PAGE("/desk/figures/urgent", get_figure_urgent, "figure_items",
				"Tin, bài đăng khẩn trong kỳ"),
		{ROUTE(POST, "/desk/figures/export", MAY_REPORT_READ, post_figure_export),
				.action = "figure.export", .summary = "Tải số liệu về",
				.fields = figure_export_fields, .again = get_figures_again,
				.again_template = "desk/figures", .prepare = prepare_figure_export,
				.flags = ROUTE_PREPARED | ROUTE_ASKS},
		PAGE("/desk/figures/weeks", get_figure_weeks, "figure_weeks", "Đơn vị theo tuần"),
		{ROUTE(GET, "/desk/day", MAY_REPORT_READ, get_day), .template = "desk/day",
				.summary = "Trong ngày", .again = get_day_today,
				.again_template = "desk/day", .flags = ROUTE_SLOW},
};

const size_t desk_figure_route_count = COUNT_OF(desk_figure_routes);
