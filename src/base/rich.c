/* rich.c - the schema, and what comes in is checked against it. */
#include "base/rich.h"

#include "base/json.h"
#include "base/rich_kind.h"

#include <stdarg.h>
#include <stdio.h>

#define SPAN_ATTRS                                                                                 \
	{                                                                                          \
		{.name = "colspan", .min = 1, .max = 50},                                          \
		{                                                                                  \
			.name = "rowspan", .min = 1, .max = 50                                     \
		}                                                                                  \
	}

const struct rich_rule rich_rules[RICH_KINDS] = {
		[RICH_DOC] = {"doc", "văn bản", RICH_TOP, RICH_BLOCK, true, {{0}}},
		[RICH_PARAGRAPH] = {"paragraph", "đoạn văn", RICH_BLOCK, RICH_INLINE, false, {{0}}},
		[RICH_HEADING] = {"heading", "đề mục", RICH_BLOCK, RICH_INLINE, false,
				{{.name = "level", .min = 2, .max = 4}}},
		[RICH_BULLET_LIST] = {"bullet_list", "danh sách", RICH_BLOCK, RICH_ITEM, true,
				{{0}}},
		[RICH_ORDERED_LIST] = {"ordered_list", "danh sách đánh số", RICH_BLOCK, RICH_ITEM,
				true, {{.name = "order", .min = 1, .max = 9999}}},
		[RICH_LIST_ITEM] = {"list_item", "mục của danh sách", RICH_ITEM, RICH_BLOCK, true,
				{{0}}},
		[RICH_BLOCKQUOTE] = {"blockquote", "trích dẫn", RICH_BLOCK, RICH_BLOCK, true,
				{{0}}},
		[RICH_RULE] = {"horizontal_rule", "đường kẻ", RICH_BLOCK, 0, false, {{0}}},
		[RICH_TABLE] = {"table", "bảng", RICH_BLOCK, RICH_ROW, true, {{0}}},
		[RICH_TABLE_ROW] = {"table_row", "hàng của bảng", RICH_ROW, RICH_CELL, false,
				{{0}}},
		[RICH_TABLE_CELL] = {"table_cell", "ô của bảng", RICH_CELL, RICH_BLOCK, true,
				SPAN_ATTRS},
		[RICH_TABLE_HEADER] = {"table_header", "ô đầu bảng", RICH_CELL, RICH_BLOCK, true,
				SPAN_ATTRS},
		[RICH_TEXT] = {"text", "chữ", RICH_INLINE, 0, false, {{0}}},
		[RICH_BREAK] = {"hard_break", "ngắt dòng", RICH_INLINE, 0, false, {{0}}},
		[RICH_IMAGE] = {"image", "ảnh", RICH_INLINE, 0, false,
				{{.name = "src", .kind = RICH_ATTR_SRC},
						{.name = "alt", .kind = RICH_ATTR_WORDS},
						{.name = "title", .kind = RICH_ATTR_WORDS},
						{.name = "width",
								.optional = true,
								.min = 1,
								.max = 20000},
						{.name = "height",
								.optional = true,
								.min = 1,
								.max = 20000}}},
};

static const struct rich_attr link_attr = {.name = "href", .kind = RICH_ATTR_HREF};

const char *const rich_mark_names[RICH_MARKS] = {
		[RICH_LINK] = "link", [RICH_EM] = "em", [RICH_STRONG] = "strong"};

enum rich_kind
rich_kind_of(const json_t *node)
{
	struct text name = json_text(node, "type");
	int kind = 0;

	while (kind < RICH_KINDS && !text_equals(name, text_of(rich_rules[kind].name)))
		kind++;
	return (enum rich_kind)kind;
}

enum rich_mark
rich_mark_of(const json_t *mark)
{
	struct text name = json_text(mark, "type");
	int kind = 0;

	while (kind < RICH_MARKS && !text_equals(name, text_of(rich_mark_names[kind])))
		kind++;
	return (enum rich_mark)kind;
}

const json_t *
rich_content(const json_t *node)
{
	return json_object_get(node, "content");
}

int64_t
rich_attr_int(const json_t *node, const char *name)
{
	return json_int(json_object_get(node, "attrs"), name);
}

struct text
rich_attr_text(const json_t *node, const char *name)
{
	return json_text(json_object_get(node, "attrs"), name);
}

static bool
is_plain_address(struct text address)
{
	for (size_t i = 0; i < address.n; i++) {
		unsigned char c = (unsigned char)address.p[i];

		if (c <= ' ' || c == 0x7f || c == '\\')
			return false;
	}
	return address.n > 0 && address.n <= RICH_HREF_MAX;
}

static bool
has_scheme(struct text href, struct text scheme)
{
	return href.n > scheme.n && text_equals_ascii_case(text_slice(href, 0, scheme.n), scheme);
}

bool
rich_may_link(struct text href)
{
	size_t host;

	if (!is_plain_address(href))
		return false;
	if (href.p[0] == '/')
		return href.n == 1 || href.p[1] != '/';
	if (has_scheme(href, TEXT("mailto:")))
		return memchr(href.p, '@', href.n) != NULL;
	if (has_scheme(href, TEXT("http://")))
		host = 7;
	else if (has_scheme(href, TEXT("https://")))
		host = 8;
	else
		return false;
	return !strchr("/?#@:", href.p[host]);
}

bool
rich_may_show(struct text src)
{
	static const struct text media = TEXT("/media/");
	char before = '/';

	if (!text_starts_with(src, media) || src.n == media.n || src.n > RICH_HREF_MAX)
		return false;
	for (size_t i = media.n; i < src.n; i++) {
		char c = src.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			      (c >= '0' && c <= '9') || c == '_' || c == '-';

		/* A dot or a slash stands between letters: no "..", no "//". */
		if (!letter && ((c != '.' && c != '/') || before == '.' || before == '/'))
			return false;
		before = c;
	}
	return before != '.' && before != '/';
}

/* A document being taken. */
struct take {
	struct arena *arena;
	struct rich_fault *fault;
	size_t nodes, headings, images;
	int depth;
};

static enum err take_node(struct take *take, const json_t *in, const struct rich_rule *around,
		unsigned allowed, json_t **out);

/* Says why in the author's words. What is quoted must be short: see `quoted`. */
static enum err refuse(struct take *take, const char *format, ...) printf_like(2, 3);

static enum err
refuse(struct take *take, const char *format, ...)
{
	char reason[600];
	va_list args;

	va_start(args, format);
	vsnprintf(reason, sizeof(reason), format, args);
	va_end(args);
	take->fault->reason = text_copy(take->arena, text_of(reason));
	return ERR_INVALID;
}

static enum err
too_much(struct take *take, const char *reason)
{
	take->fault->reason = text_of(reason);
	return ERR_TOO_LARGE;
}

static const char *
quoted(struct take *take, struct text text)
{
	return text_c(take->arena, text_shorten(take->arena, text, 40));
}

static enum err
check_keys(struct take *take, const json_t *object, const char *const *known, const char *label)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value)
	{
		size_t i = 0;

		while (known[i] && strcmp(known[i], key) != 0)
			i++;
		if (!known[i] && !json_is_null(value))
			return refuse(take, "Thuộc tính “%s” của %s không được phép dùng.",
					quoted(take, text_of(key)), label);
	}
	return OK;
}

static enum err
take_words(struct take *take, const json_t *value, const char *label, struct text *out)
{
	if (!json_is_string(value))
		return refuse(take, "Nội dung của %s phải là chữ.", label);
	if (text_take(take->arena, json_text_of(value), out) != OK)
		return refuse(take, "Nội dung của %s không phải UTF-8.", label);
	return OK;
}

static enum err
take_number(struct take *take, const struct rich_attr *attr, const json_t *value, const char *label,
		json_t *attrs)
{
	json_int_t number = json_integer_value(value);

	if (!json_is_integer(value) || number < attr->min || number > attr->max)
		return refuse(take, "“%s” của %s phải là số từ %d đến %d.", attr->name, label,
				attr->min, attr->max);
	json_put_int(attrs, attr->name, number);
	return OK;
}

static enum err
take_text_attr(struct take *take, const struct rich_attr *attr, const json_t *value,
		const char *label, json_t *attrs)
{
	struct text words = NO_TEXT, raw = json_text_of(value);

	TRY(take_words(take, value, label, &words));
	if (attr->kind == RICH_ATTR_HREF && !rich_may_link(raw))
		return refuse(take,
				"Liên kết “%s” không được phép dùng: chỉ nhận http, https, mailto "
				"hoặc đường dẫn trong Cổng bắt đầu bằng một dấu /.",
				quoted(take, words));
	if (attr->kind == RICH_ATTR_SRC && !rich_may_show(raw))
		return refuse(take, "Ảnh “%s” không được phép dùng: ảnh phải được tải lên Cổng.",
				quoted(take, words));
	if (attr->kind == RICH_ATTR_WORDS && text_length(words) > RICH_ALT_MAX)
		return refuse(take, "“%s” của %s dài quá %d ký tự.", attr->name, label,
				RICH_ALT_MAX);
	json_put_text(attrs, attr->name, words);
	return OK;
}

static enum err
take_attr(struct take *take, const struct rich_attr *attr, const json_t *value, const char *label,
		json_t *attrs)
{
	bool missing = !value || json_is_null(value);

	if (missing && attr->optional)
		return OK;
	if (missing && attr->kind == RICH_ATTR_NUMBER) {
		json_put_int(attrs, attr->name, attr->min);
		return OK;
	}
	if (missing && attr->kind == RICH_ATTR_WORDS) {
		json_put_text(attrs, attr->name, NO_TEXT);
		return OK;
	}
	if (missing)
		return refuse(take, "Thiếu “%s” của %s.", attr->name, label);
	if (attr->kind == RICH_ATTR_NUMBER)
		return take_number(take, attr, value, label, attrs);
	return take_text_attr(take, attr, value, label, attrs);
}

static enum err
take_attrs(struct take *take, const json_t *given, const struct rich_attr *attrs, size_t count,
		const char *label, json_t *out)
{
	const char *known[RICH_ATTRS_MAX + 1] = {NULL};
	json_t *taken;

	if (given && !json_is_object(given) && !json_is_null(given))
		return refuse(take, "Thuộc tính của %s không hợp lệ.", label);
	for (size_t i = 0; i < count; i++)
		known[i] = attrs[i].name;
	TRY(check_keys(take, given, known, label));
	if (!count)
		return OK;
	taken = json_put_object(out, "attrs");
	for (size_t i = 0; i < count; i++)
		TRY(take_attr(take, &attrs[i], json_object_get(given, attrs[i].name), label,
				taken));
	return OK;
}

/* Marks come out once each, in the order of enum rich_mark. */
static enum err
take_marks(struct take *take, const json_t *marks, json_t *out)
{
	static const char *const keys[] = {"type", "attrs", NULL};
	const json_t *found[RICH_MARKS] = {NULL}, *mark;
	json_t *list;
	size_t i;

	if (!marks || json_is_null(marks))
		return OK;
	if (!json_is_array(marks))
		return refuse(take, "Kiểu chữ không hợp lệ.");
	json_array_foreach((json_t *)marks, i, mark)
	{
		enum rich_mark kind = rich_mark_of(mark);

		if (kind == RICH_MARKS)
			return refuse(take, "Kiểu chữ “%s” không được phép dùng.",
					quoted(take, json_text(mark, "type")));
		TRY(check_keys(take, mark, keys, "kiểu chữ"));
		found[kind] = mark;
	}
	if (!json_array_size(marks))
		return OK;
	list = json_put_list(out, "marks");
	for (int kind = 0; kind < RICH_MARKS; kind++) {
		json_t *taken;

		if (!found[kind])
			continue;
		taken = json_add_object(list);
		json_put_text(taken, "type", text_of(rich_mark_names[kind]));
		TRY(take_attrs(take, json_object_get(found[kind], "attrs"), &link_attr,
				kind == RICH_LINK, "liên kết", taken));
	}
	return OK;
}

static bool
is_empty_text(const json_t *node)
{
	return rich_kind_of(node) == RICH_TEXT && text_is_empty(json_text(node, "text"));
}

static enum err
take_content(struct take *take, const json_t *content, const struct rich_rule *rule, json_t *out)
{
	const json_t *child;
	json_t *list;
	size_t i;

	if (content && !json_is_array(content))
		return refuse(take, "Nội dung của %s không hợp lệ.", rule->label);
	if (!rule->holds && json_array_size(content))
		return refuse(take, "Bên trong %s không được có gì.", rule->label);
	if (rule->needs && !json_array_size(content))
		return refuse(take, "Có %s không có nội dung.", rule->label);
	if (!json_array_size(content))
		return OK;
	list = json_put_list(out, "content");
	json_array_foreach((json_t *)content, i, child)
	{
		json_t *taken = NULL;
		enum err err = take_node(take, child, rule, rule->holds, &taken);

		if (err != OK || is_empty_text(taken))
			json_decref(taken);
		else
			json_add(list, taken);
		TRY(err);
	}
	if (!json_array_size(list))
		json_object_del(out, "content");
	return OK;
}

static enum err
count_node(struct take *take, enum rich_kind kind)
{
	take->headings += kind == RICH_HEADING;
	take->images += kind == RICH_IMAGE;
	if (++take->nodes > RICH_NODES_MAX)
		return too_much(take, "Nội dung có quá nhiều thành phần (tối đa 50.000).");
	if (take->headings > RICH_HEADINGS_MAX)
		return too_much(take, "Nội dung có quá nhiều đề mục (tối đa 300).");
	if (take->images > RICH_IMAGES_MAX)
		return too_much(take, "Nội dung có quá nhiều ảnh (tối đa 300).");
	return OK;
}

/* All but the type and where it stands. */
static enum err
take_inside(struct take *take, const json_t *in, enum rich_kind kind, json_t *out)
{
	static const char *const keys[] = {"type", "attrs", "content", "marks", "text", NULL};
	const struct rich_rule *rule = &rich_rules[kind];
	size_t attrs = 0;
	struct text words;

	TRY(count_node(take, kind));
	TRY(check_keys(take, in, keys, rule->label));
	while (attrs < RICH_ATTRS_MAX && rule->attrs[attrs].name)
		attrs++;
	TRY(take_attrs(take, json_object_get(in, "attrs"), rule->attrs, attrs, rule->label, out));
	TRY(take_content(take, rich_content(in), rule, out));
	if (rule->group == RICH_INLINE)
		TRY(take_marks(take, json_object_get(in, "marks"), out));
	else if (json_array_size(json_object_get(in, "marks")))
		return refuse(take, "Kiểu chữ không dùng được cho %s.", rule->label);
	if (kind == RICH_TEXT) {
		TRY(take_words(take, json_object_get(in, "text"), rule->label, &words));
		json_put_text(out, "text", words);
	} else if (json_object_get(in, "text")) {
		return refuse(take, "Chữ không được đứng thẳng trong %s.", rule->label);
	}
	if (kind == RICH_LIST_ITEM &&
			rich_kind_of(json_array_get(rich_content(out), 0)) != RICH_PARAGRAPH)
		return refuse(take, "Mục của danh sách phải bắt đầu bằng một đoạn văn.");
	return OK;
}

static enum err
take_node(struct take *take, const json_t *in, const struct rich_rule *around, unsigned allowed,
		json_t **out)
{
	enum rich_kind kind = rich_kind_of(in);
	json_t *node;
	enum err err;

	if (kind == RICH_KINDS)
		return refuse(take, "Thành phần “%s” không được phép dùng.",
				quoted(take, json_text(in, "type")));
	if (!(rich_rules[kind].group & allowed))
		return refuse(take, "Trong %s không được có %s.", around ? around->label : "Cổng",
				rich_rules[kind].label);
	if (take->depth == RICH_DEPTH_MAX)
		return refuse(take, "Nội dung lồng nhau quá sâu.");
	node = json_new_object();
	json_put_text(node, "type", text_of(rich_rules[kind].name));
	take->depth++;
	err = take_inside(take, in, kind, node);
	take->depth--;
	if (err == OK)
		*out = node;
	else
		json_decref(node);
	return err;
}

static void
drop_empty_end(json_t *doc)
{
	json_t *content = json_object_get(doc, "content");
	size_t n = json_array_size(content);

	while (n > 1 && rich_kind_of(json_array_get(content, n - 1)) == RICH_PARAGRAPH &&
			!rich_content(json_array_get(content, n - 1)))
		json_array_remove(content, --n);
}

enum err
rich_check(struct arena *arena, const json_t *value, struct rich_fault *fault, json_t **out)
{
	struct take take = {.arena = arena, .fault = fault};
	json_t *doc = NULL;

	TRY(take_node(&take, value, NULL, RICH_TOP, &doc));
	drop_empty_end(doc);
	*out = doc;
	return OK;
}

enum err
rich_take(struct arena *arena, struct text json, struct rich_fault *fault, json_t **out)
{
	cleanup(json_cleanup) json_t *value = NULL;
	enum err err = json_read(json, RICH_BYTES_MAX, &value);

	if (err == ERR_TOO_LARGE)
		fault->reason = TEXT("Nội dung quá dài: tối đa 1 MB.");
	else if (err != OK)
		fault->reason = TEXT("Nội dung không đọc được: không phải văn bản của trình soạn "
				     "thảo.");
	TRY(err);
	return rich_check(arena, value, fault, out);
}
