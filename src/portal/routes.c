#include "portal/routes.h"

#include "law/permit.h"
#include "office/site_key.h"
#include "portal/handlers.h"

/* A page that is the same for everyone and kept in the cache. */
#define PUBLIC(path_, handler_, template_, summary_)                                               \
	{                                                                                          \
		ROUTE(GET, path_, MAY_PUBLIC, handler_), .template = (template_),                  \
							 .summary = (summary_),                    \
							 .flags = ROUTE_CACHED                     \
	}

#define AGAIN(handler_, template_) .again = (handler_), .again_template = (template_)

const struct route portal_routes[] = {
		PUBLIC("/", get_home, "portal/home", "Trang chủ"),
		PUBLIC("/don-vi/{code}", get_unit_news, "portal/section",
				"Tin, bài của một đơn vị"),
		PUBLIC("/don-vi/{code}/en", get_unit_english, "portal/unit_english",
				"Giới thiệu đơn vị bằng tiếng Anh"),
		PUBLIC("/lien-he", get_contact, "portal/contact", "Liên hệ Ban biên tập"),
		PUBLIC("/van-ban", get_documents, "portal/documents", "Văn bản"),
		{ROUTE(GET, "/van-ban/tra-cuu", MAY_PUBLIC, get_documents),
				.template = "portal/documents", .summary = "Tra cứu văn bản"},
		PUBLIC("/van-ban/tin-bai", get_section_news, "portal/section",
				"Tin, bài về văn bản, pháp luật"),
		PUBLIC("/du-thao", get_drafts, "portal/drafts", "Dự thảo lấy ý kiến"),
		{ROUTE(GET, "/du-thao/{id}", MAY_PUBLIC, get_comment), .template = "portal/comment",
				.summary = "Góp ý dự thảo"},
		{ROUTE(POST, "/du-thao/{id}", MAY_PUBLIC, post_comment), .action = "comment.add",
				.template = "portal/comment", .summary = "Gửi góp ý dự thảo",
				.fields = comment_fields, AGAIN(get_comment, "portal/comment"),
				.flags = ROUTE_ANONYMOUS_POST},
		PUBLIC("/hoi-dap", get_answers, "portal/answers", "Câu hỏi đã trả lời"),
		{ROUTE(GET, "/hoi-dap/tra-cuu", MAY_PUBLIC, get_answers),
				.template = "portal/answers", .summary = "Tra cứu câu hỏi"},
		PUBLIC("/hoi-dap/tin-bai", get_section_news, "portal/section",
				"Mọi tin, bài của mục Hỏi đáp"),
		{ROUTE(GET, "/hoi-dap/gui", MAY_PUBLIC, get_question_form),
				.template = "portal/question", .summary = "Gửi câu hỏi"},
		{ROUTE(POST, "/hoi-dap/gui", MAY_PUBLIC, post_question), .action = "question.ask",
				.template = "portal/question", .summary = "Gửi câu hỏi",
				.fields = question_fields,
				AGAIN(get_question_form, "portal/question"),
				.flags = ROUTE_ANONYMOUS_POST},
		{ROUTE(GET, "/hoi-dap/theo-doi", MAY_PUBLIC, get_question_track),
				.template = "portal/question_track",
				.summary = "Theo dõi câu hỏi theo mã"},
		/* Each question is another page: they would push the others out of the cache. */
		{ROUTE(GET, "/tim-kiem", MAY_PUBLIC, get_find), .template = "portal/find",
				.summary = "Tìm kiếm"},
		{ROUTE(GET, "/tep/{id}", MAY_PUBLIC, get_public_file), .summary = "Tệp đính kèm"},
		{ROUTE(GET, "/xac-minh", MAY_PUBLIC, get_verify), .template = "portal/verify",
				.summary = "Xác minh giấy xác nhận"},
		{ROUTE(POST, "/xac-minh", MAY_PUBLIC, post_verify), .action = "receipt.verify",
				.template = "portal/verify",
				.summary = "Xác minh tệp giấy xác nhận", .fields = verify_fields,
				.again = get_verify, .again_template = "portal/verify",
				.prepare = prepare_verify,
				.flags = ROUTE_PREPARED | ROUTE_FILES | ROUTE_ANONYMOUS_POST |
					 ROUTE_ASKS},
		{ROUTE(GET, SITE_KEY_PATH, MAY_PUBLIC, get_keys),
				.summary = "Khóa công khai của Cổng"},

		PUBLIC("/chuyen-muc/chuyen-de/{column}", get_public_column, "portal/column",
				"Một chuyên mục"),
		PUBLIC("/rss.xml", get_rss, NULL, "Tin mới, RSS 2.0"),
		PUBLIC("/atom.xml", get_atom, NULL, "Tin mới, Atom"),
		PUBLIC("/feed.json", get_json_feed, NULL, "Tin mới, JSON Feed"),
		PUBLIC("/{section}/rss.xml", get_rss, NULL, "Tin mới của một mục, RSS 2.0"),
		PUBLIC("/sitemap.xml", get_sitemap, NULL, "Sơ đồ trang"),
		PUBLIC("/robots.txt", get_robots, NULL, "Chỉ dẫn cho máy tìm kiếm"),
		PUBLIC("/.well-known/security.txt", get_security, NULL, "Báo lỗ hổng bảo mật"),

		PUBLIC("/{section}", get_section, "portal/section", "Một mục của Cổng"),
		PUBLIC("/{section}/{article}", get_article, "portal/article", "Một tin, bài"),
};

const size_t portal_route_count = COUNT_OF(portal_routes);

const struct nav_link portal_nav[] = {
		{"Tin tức – Sự kiện", "/tin-tuc", "", MAY_PUBLIC},
		{"Chỉ đạo – Điều hành", "/chi-dao-dieu-hanh", "", MAY_PUBLIC},
		{"Tình hình, kết quả", "/tinh-hinh-ket-qua", "", MAY_PUBLIC},
		{"Cảnh báo", "/canh-bao", "", MAY_PUBLIC},
		{"Chuyên mục", "/chuyen-muc", "", MAY_PUBLIC},
		{"Văn bản", "/van-ban", "", MAY_PUBLIC},
		{"Phát ngôn", "/phat-ngon", "", MAY_PUBLIC},
		{"Hỏi đáp", "/hoi-dap", "", MAY_PUBLIC},
		{0},
};
