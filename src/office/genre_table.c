/* genre_table.c - the genres and their facts. Words for the desk's forms and the public's pages. */
#include "office/genre.h"
#include "office/warning.h"

#define LINE_MAX_SHORT 100
#define LINE_MAX 300
#define TEXT_MAX 5000

#define LINE(key_, required_, label_, hint_)                                                       \
	{                                                                                          \
		.key = (key_), .kind = FIELD_LINE, .required = (required_), .max = LINE_MAX,       \
		.label = (label_), .hint = (hint_)                                                 \
	}
/* Where everybody may call or write. */
#define CONTACT(key_, required_, label_, hint_)                                                    \
	{                                                                                          \
		.key = (key_), .kind = FIELD_LINE, .required = (required_), .max = LINE_MAX,       \
		.label = (label_), .hint = (hint_), .is_contact = true                             \
	}
#define LONG(key_, required_, label_, hint_)                                                       \
	{                                                                                          \
		.key = (key_), .kind = FIELD_TEXT, .required = (required_), .max = TEXT_MAX,       \
		.label = (label_), .hint = (hint_)                                                 \
	}
#define DAY(key_, required_, label_, hint_)                                                        \
	{                                                                                          \
		.key = (key_), .kind = FIELD_DAY, .required = (required_), .label = (label_),      \
		.hint = (hint_)                                                                    \
	}
#define INSTANT(key_, required_, label_, hint_)                                                    \
	{                                                                                          \
		.key = (key_), .kind = FIELD_INSTANT, .required = (required_), .label = (label_),  \
		.hint = (hint_)                                                                    \
	}
#define CHOICE(key_, required_, label_, choices_)                                                  \
	{                                                                                          \
		.key = (key_), .kind = FIELD_CHOICE, .required = (required_), .label = (label_),   \
		.choices = (choices_)                                                              \
	}

/* --- rules that span facts ---------------------------------------------------------------------
 */

static bool
day_of_fact(const json_t *facts, const char *key, struct day *out)
{
	return day_parse(json_text(facts, key), out) == OK;
}

/* `second` may not lie before `first`. */
static enum err
in_order(struct ctx *ctx, const json_t *facts, const char *first, const char *second,
		const char *complaint)
{
	struct day a, b;

	if (!day_of_fact(facts, first, &a) || !day_of_fact(facts, second, &b) || b.n >= a.n)
		return OK;
	return form_complain(
			ctx->form, text_format(ctx->arena, "fact_%s", second).p, "%s", complaint);
}

static enum err
document_check(struct ctx *ctx, const json_t *facts)
{
	TRY(in_order(ctx, facts, "signed_on", "issued_on",
			"Ngày ban hành không thể trước ngày ký."));
	TRY(in_order(ctx, facts, "issued_on", "effective_from",
			"Ngày có hiệu lực không thể trước ngày ban hành."));
	return in_order(ctx, facts, "effective_from", "effective_to",
			"Ngày hết hiệu lực không thể trước ngày có hiệu lực.");
}

static enum err
draft_check(struct ctx *ctx, const json_t *facts)
{
	return in_order(ctx, facts, "comment_from", "comment_until",
			"Ngày hết hạn lấy ý kiến không thể trước ngày bắt đầu.");
}

static enum err
warning_check(struct ctx *ctx, const json_t *facts)
{
	struct instant end;

	if (text_equals(json_text(facts, FACT_MESSAGE), TEXT(MESSAGE_CANCEL)))
		return OK;
	if (instant_parse(json_text(facts, "expires_at"), ctx->rules->zone, &end) == OK &&
			instant_compare(end, ctx->now) <= 0)
		return form_complain(ctx->form, "fact_expires_at",
				"Thời điểm hết hiệu lực của cảnh báo phải ở sau lúc này.");
	return OK;
}

/* --- pages that change by themselves -----------------------------------------------------------
 */

/* From the day of `from` on until the end of that of `to`. */
static size_t
period_turns(struct zone zone, struct text facts, const char *from, const char *to,
		struct instant out[GENRE_TURNS_MAX])
{
	struct day day;
	size_t n = 0;

	if (fact_day(facts, from, &day))
		out[n++] = day_begin(day, zone);
	if (fact_day(facts, to, &day))
		out[n++] = day_begin(day_add(day, 1), zone);
	return n;
}

static size_t
document_turns(struct zone zone, struct text facts, struct instant out[GENRE_TURNS_MAX])
{
	return period_turns(zone, facts, "effective_from", "effective_to", out);
}

static size_t
draft_turns(struct zone zone, struct text facts, struct instant out[GENRE_TURNS_MAX])
{
	return period_turns(zone, facts, "comment_from", "comment_until", out);
}

static size_t
warning_turns(struct zone zone, struct text facts, struct instant out[GENRE_TURNS_MAX])
{
	return warning_end(zone, facts, &out[0]) ? 1 : 0;
}

/* --- tables ------------------------------------------------------------------------------------
 */

static const struct fact no_facts[] = {{0}};

static const struct choice document_kinds[] = {
		{"law", "Luật, bộ luật"},
		{"ordinance", "Pháp lệnh"},
		{"decree", "Nghị định"},
		{"resolution", "Nghị quyết"},
		{"decision", "Quyết định"},
		{"directive", "Chỉ thị"},
		{"circular", "Thông tư"},
		{"joint_circular", "Thông tư liên tịch"},
		{"plan", "Kế hoạch"},
		{"official_letter", "Công văn, công điện"},
		{"opinion", "Ý kiến chỉ đạo"},
		{"other", "Văn bản khác"},
		{NULL, NULL},
};

/* Decree 42/2022: form, issuer, number and sign, dates, abstract, file. */
static const struct fact document_facts[] = {
		CHOICE("document_kind", true, "Hình thức văn bản", document_kinds),
		LINE("number", true, "Số, ký hiệu", "Ghi như trên văn bản, ví dụ 80/2020/TT-BCA"),
		LINE("issuer", true, "Cơ quan ban hành", NULL),
		LINE("signer", true, "Người ký", NULL),
		DAY("signed_on", true, "Ngày ký", NULL),
		DAY("issued_on", true, "Ngày ban hành", NULL),
		DAY("effective_from", false, "Ngày có hiệu lực", NULL),
		DAY("effective_to", false, "Ngày hết hiệu lực", NULL),
		{0},
};

static const struct fact draft_facts[] = {
		CHOICE("document_kind", true, "Hình thức văn bản", document_kinds),
		LINE("drafter", true, "Đơn vị chủ trì soạn thảo", NULL),
		DAY("comment_from", true, "Lấy ý kiến từ ngày", NULL),
		DAY("comment_until", true, "Lấy ý kiến đến hết ngày", "Tính theo ngày dương lịch"),
		CONTACT("contact", true, "Nơi nhận góp ý", "Đơn vị, thư điện tử hoặc điện thoại"),
		{0},
};

static const struct choice warning_levels[] = {
		{"notice", "Lưu ý"},
		{"high", "Cảnh báo cao"},
		{"urgent", "Khẩn cấp"},
		{NULL, NULL},
};

/* What a later revision of a warning is to those who read the one before. */
static const struct choice warning_messages[] = {
		{"update", "Cập nhật"},
		{"correction", "Đính chính"},
		{MESSAGE_CANCEL, "Đã hủy"},
		{NULL, NULL},
};

static const struct fact warning_facts[] = {
		{.key = FACT_MESSAGE,
				.kind = FIELD_CHOICE,
				.label = "Loại thông báo tiếp theo",
				.hint = "Chỉ chọn khi sửa một cảnh báo đã đăng",
				.choices = warning_messages},
		CHOICE("level", true, "Mức cảnh báo", warning_levels),
		LONG("method", true, "Phương thức, thủ đoạn", "Kẻ xấu làm gì, qua kênh nào"),
		LONG("signs", true, "Dấu hiệu nhận biết", NULL),
		LONG("advice", true, "Người dân cần làm", "Việc nên làm và không nên làm"),
		CONTACT("hotline", false, "Số điện thoại báo tin", NULL),
		INSTANT("expires_at", true, "Hết hiệu lực lúc",
				"Sau lúc này cảnh báo không còn ở đầu các trang"),
		{0},
};

/* What is known later is told on the same page. */
static const struct choice incident_messages[] = {
		{"update", "Thông tin tiếp theo"},
		{"correction", "Đính chính"},
		{NULL, NULL},
};

/* Khoản 7 Điều 5: the incident, the view on handling, work done, work planned. */
static const struct fact incident_facts[] = {
		{.key = FACT_MESSAGE,
				.kind = FIELD_CHOICE,
				.label = "Loại thông tin tiếp theo",
				.hint = "Chỉ chọn khi sửa thông tin đã đăng",
				.choices = incident_messages},
		LINE("place", true, "Nơi xảy ra", NULL),
		INSTANT("occurred_at", true, "Xảy ra lúc", NULL),
		LONG("incident", true, "Nội dung vụ việc", NULL),
		LONG("view", false, "Quan điểm xử lý", NULL),
		LONG("done", false, "Việc đã làm", NULL),
		LONG("planned", false, "Việc sẽ làm",
				"Nghĩa vụ hoàn thành khi đủ bốn nội dung; phần chưa có thì gửi "
				"tiếp sau"),
		{0},
};

static const struct fact statement_facts[] = {
		LINE("speaker", true, "Người phát ngôn", NULL),
		LINE("position", true, "Chức vụ", NULL),
		INSTANT("stated_at", true, "Phát ngôn, cung cấp lúc", NULL),
		LINE("occasion", false, "Tại", "Cuộc họp báo, buổi làm việc hoặc văn bản trả lời"),
		LINE("press", false, "Cơ quan báo chí nhận thông tin", NULL),
		{0},
};

static const struct fact research_facts[] = {
		LINE("leader", true, "Chủ nhiệm, tác giả", NULL),
		LINE("host", true, "Đơn vị chủ trì", NULL),
		DAY("accepted_on", true, "Ngày nghiệm thu", NULL),
		LINE("acceptance", true, "Biên bản, quyết định nghiệm thu", "Số và ngày"),
		LONG("use", true, "Khả năng ứng dụng", NULL),
		CONTACT("contact", true, "Liên hệ", "Đơn vị, thư điện tử hoặc điện thoại"),
		{0},
};

static const struct choice answer_fields[] = {
		{"cu-tru", "Cư trú, căn cước"},
		{"xuat-nhap-canh", "Xuất nhập cảnh"},
		{"giao-thong", "Giao thông, đăng ký xe"},
		{"phong-chay", "Phòng cháy, chữa cháy"},
		{"toi-pham", "Phòng, chống tội phạm"},
		{"khong-gian-mang", "An ninh mạng, lừa đảo trên mạng"},
		{"nganh-nghe", "Ngành, nghề có điều kiện về an ninh, trật tự"},
		{"tuyen-sinh", "Tuyển sinh, tuyển dụng"},
		{"khac", "Lĩnh vực khác"},
		{NULL, NULL},
};

/* The question as everyone may read it. */
static const struct fact answer_facts[] = {
		LONG("question", true, "Câu hỏi",
				"Bỏ tên, địa chỉ, số điện thoại và mọi chi tiết nhận ra người hỏi"),
		DAY("asked_on", true, "Ngày hỏi", NULL),
		CHOICE("field", true, "Lĩnh vực", answer_fields),
		LINE("asker", false, "Người hỏi", "Chỉ ghi khi người hỏi đồng ý nêu tên"),
		{0},
};

static const struct choice languages[] = {
		{"vi", "Tiếng Việt"},
		{"en", "Tiếng Anh"},
		{NULL, NULL},
};

static const struct fact unit_page_facts[] = {
		CHOICE("language", true, "Ngôn ngữ", languages),
		LONG("functions", true, "Chức năng, nhiệm vụ, quyền hạn", NULL),
		LONG("structure", false, "Tổ chức bộ máy", "Mỗi đơn vị trực thuộc một dòng"),
		LINE("address", true, "Trụ sở", NULL),
		CONTACT("phone", true, "Điện thoại", NULL),
		CONTACT("email", false, "Thư điện tử", NULL),
		LINE("basis", true, "Văn bản phê duyệt", "Số, ký hiệu và ngày"),
		{0},
};

const struct genre GENRE_NEWS = {"news", "Tin, bài", no_facts, NULL, NULL};

static const struct genre genres[] = {
		{"document", "Văn bản", document_facts, document_check, document_turns},
		{"draft", "Dự thảo lấy ý kiến", draft_facts, draft_check, draft_turns},
		{"warning", "Cảnh báo", warning_facts, warning_check, warning_turns},
		{"incident", "Vụ việc dư luận quan tâm", incident_facts, NULL, NULL},
		{"statement", "Phát ngôn", statement_facts, NULL, NULL},
		{"answer", "Trả lời câu hỏi", answer_facts, NULL, NULL},
		{"research", "Kết quả nghiên cứu", research_facts, NULL, NULL},
		{"unit_page", "Giới thiệu đơn vị", unit_page_facts, NULL, NULL},
};

const struct genre *
genre_at(size_t i)
{
	if (i == 0)
		return &GENRE_NEWS;
	return i <= COUNT_OF(genres) ? &genres[i - 1] : NULL;
}

bool
genre_is(const struct genre *genre, const char *name)
{
	return strcmp(genre->name, name) == 0;
}

const struct genre *
genre_find(struct text name)
{
	const struct genre *genre;

	for (size_t i = 0; (genre = genre_at(i)); i++)
		if (text_equals(text_of(genre->name), name))
			return genre;
	return NULL;
}
