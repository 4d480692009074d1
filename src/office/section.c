#include "office/section.h"

const struct section SECTIONS[] = {
		{"gioi-thieu", "Giới thiệu", "1", NULL},
		{"tin-tuc", "Tin tức – Sự kiện", "2, 3", NULL},
		{"hoat-dong-lanh-dao", "Hoạt động của lãnh đạo", "2", "tin-tuc"},
		{"hoat-dong-don-vi", "Hoạt động của đơn vị", "3", "tin-tuc"},
		{"chi-dao-dieu-hanh", "Chỉ đạo – Điều hành", "4", NULL},
		{"chuyen-muc", "Chuyên mục", "5", NULL},
		{"tinh-hinh-ket-qua", "Tình hình, kết quả công tác", "6", NULL},
		{"canh-bao", "Cảnh báo", "6", NULL},
		{"vu-viec", "Vụ việc dư luận quan tâm", "7", NULL},
		{"van-ban", "Văn bản", "8", NULL},
		{"phat-ngon", "Phát ngôn – Thông cáo báo chí", "9", NULL},
		{"hoi-dap", "Hỏi đáp", "10", NULL},
		{"khoa-hoc-cong-nghe", "Khoa học – Công nghệ", "11", NULL},
		{NULL, NULL, NULL, NULL},
};

const char *const SECTION_SLUGS[] = {
		"gioi-thieu",
		"tin-tuc",
		"hoat-dong-lanh-dao",
		"hoat-dong-don-vi",
		"chi-dao-dieu-hanh",
		"chuyen-muc",
		"tinh-hinh-ket-qua",
		"canh-bao",
		"vu-viec",
		"van-ban",
		"phat-ngon",
		"hoi-dap",
		"khoa-hoc-cong-nghe",
		NULL,
};

const struct section *
section_find(struct text slug)
{
	for (const struct section *section = SECTIONS; section->slug; section++)
		if (text_equals(text_of(section->slug), slug))
			return section;
	return NULL;
}
