#include "law/setting.h"

#include "law/regulation.h"

int
line_of(setting s)
{
	int line = (int)config_setting_source_line(s);

	return line > 0 ? line : 1;
}

setting
member(setting group, const char *key)
{
	return config_setting_get_member(group, key);
}

/* Every key that is not known is a fault: a misspelt key must not vanish silently. */
void
keys_check(struct setting_reader *r, setting group, const char *const *known)
{
	for (int i = 0; i < config_setting_length(group); i++) {
		setting child = config_setting_get_elem(group, (unsigned)i);
		const char *name = config_setting_name(child);
		const char *const *key = known;

		while (*key && strcmp(*key, name) != 0)
			key++;
		if (!*key)
			COMPLAIN(r, line_of(child), "không có mục nào tên là “%.60s”", name);
	}
}

struct text
words_of(struct setting_reader *r, setting s, const char *key)
{
	struct text text;

	if (config_setting_type(s) != CONFIG_TYPE_STRING) {
		COMPLAIN(r, line_of(s), "“%s” phải là chữ trong ngoặc kép", key);
		return NO_TEXT;
	}
	/* The bytes are the file's, whose UTF-8 was checked; an escape may still break it. */
	if (text_take(r->arena, text_of(config_setting_get_string(s)), &text) != OK) {
		COMPLAIN(r, line_of(s), "“%s” không đúng mã UTF-8", key);
		return NO_TEXT;
	}
	if (text.n > REGULATION_TEXT_MAX) {
		COMPLAIN(r, line_of(s), "“%s” dài quá %d byte", key, REGULATION_TEXT_MAX);
		return NO_TEXT;
	}
	return text_copy(r->arena, text_trim(text));
}

struct text
optional_text(struct setting_reader *r, setting group, const char *key)
{
	setting s = member(group, key);

	return s ? words_of(r, s, key) : NO_TEXT;
}

struct text
required_text(struct setting_reader *r, setting group, const char *key)
{
	setting s = member(group, key);
	struct text text = s ? words_of(r, s, key) : NO_TEXT;

	if (!s)
		COMPLAIN(r, line_of(group), "thiếu “%s”", key);
	else if (text_is_empty(text))
		COMPLAIN(r, line_of(s), "“%s” không được để trống", key);
	return text;
}

struct text
required_name(struct setting_reader *r, setting group, const char *key, const char *also,
		size_t max)
{
	struct text text = required_text(r, group, key);

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr(also, c)) ||
				text.n > max) {
			COMPLAIN(r, line_of(member(group, key)),
					"“%s” chỉ gồm chữ thường không dấu, chữ số và “%s”, dài "
					"tối đa %zu",
					key, also, max);
			break;
		}
	}
	return text;
}

bool
optional_bool(struct setting_reader *r, setting group, const char *key, bool otherwise)
{
	setting s = member(group, key);

	if (!s)
		return otherwise;
	if (config_setting_type(s) != CONFIG_TYPE_BOOL) {
		COMPLAIN(r, line_of(s), "“%s” phải là true hoặc false", key);
		return otherwise;
	}
	return config_setting_get_bool(s) != 0;
}

setting
list_of(struct setting_reader *r, setting group, const char *key, int element, int max)
{
	setting s = member(group, key);

	if (!s)
		return NULL;
	if (!config_setting_is_list(s) && !config_setting_is_array(s)) {
		COMPLAIN(r, line_of(s), "“%s” phải là danh sách ( … )", key);
		return NULL;
	}
	if (config_setting_length(s) > max) {
		COMPLAIN(r, line_of(s), "“%s” có quá %d phần tử", key, max);
		return NULL;
	}
	for (int i = 0; i < config_setting_length(s); i++) {
		setting child = config_setting_get_elem(s, (unsigned)i);

		if (config_setting_type(child) != element) {
			COMPLAIN(r, line_of(child), "phần tử thứ %d của “%s” sai kiểu", i + 1, key);
			return NULL;
		}
	}
	return s;
}

size_t
list_length(setting list)
{
	return list ? (size_t)config_setting_length(list) : 0;
}

setting
group_of(struct setting_reader *r, setting group, const char *key, bool is_required)
{
	setting s = member(group, key);

	if (!s && is_required)
		COMPLAIN(r, line_of(group), "thiếu “%s”", key);
	if (s && !config_setting_is_group(s)) {
		COMPLAIN(r, line_of(s), "“%s” phải là nhóm { … }", key);
		return NULL;
	}
	return s;
}

bool
optional_day(struct setting_reader *r, setting group, const char *key, struct day *out)
{
	struct text text = optional_text(r, group, key);

	if (!member(group, key))
		return false;
	if (text.n == 10 && text.p[4] == '-' && day_parse(text, out) == OK)
		return true;
	COMPLAIN(r, line_of(member(group, key)), "“%s” không phải ngày có thật dạng năm-tháng-ngày",
			key);
	return false;
}

int
required_code(struct setting_reader *r, setting group, const char *key,
		const struct setting_code *codes, size_t count)
{
	struct text text = required_text(r, group, key);

	for (size_t i = 0; i < count; i++)
		if (text_equals(codes[i].name, text))
			return codes[i].value;
	if (!text_is_empty(text))
		COMPLAIN(r, line_of(member(group, key)), "“%s” không nhận “%s”", key,
				text_shorten(r->arena, text, 40).p);
	return 0;
}
