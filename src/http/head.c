#include "http/head.h"

#include "http/url.h"

#include <string.h>

#define REFUSE(status_, reason_) ((struct refusal){.status = (status_), .reason = (reason_)})

static bool
is_token_char(unsigned char c)
{
	/* !#$%&'*+-.^_`|~ digits and letters (RFC 9110, 5.6.2), as a bitmap of ASCII. */
	static const uint64_t low = UINT64_C(0x03ff6cfa00000000),
			      high = UINT64_C(0x57ffffffc7fffffe);

	return c < 64 ? low >> c & 1 : c < 128 ? high >> (c - 64) & 1 : false;
}

static bool
is_value_char(unsigned char c)
{
	return c == '\t' || (c >= 0x20 && c != 0x7f);
}

struct refusal
head_method(const char *name, enum method *out)
{
	static const char *const known[] = {
			"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"};

	*out = METHOD_OTHER;
	if (strcmp(name, "GET") == 0)
		*out = METHOD_GET;
	else if (strcmp(name, "HEAD") == 0)
		*out = METHOD_HEAD;
	else if (strcmp(name, "POST") == 0)
		*out = METHOD_POST;
	if (*out != METHOD_OTHER)
		return NOT_REFUSED;
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (strcmp(name, known[i]) == 0)
			return REFUSE(405, "Cổng tin chỉ nhận GET, HEAD và POST.");
	for (const char *p = name; *p; p++)
		if (!is_token_char((unsigned char)*p))
			return REFUSE(400, "Tên phương thức HTTP không đúng.");
	return REFUSE(501, "Phương thức HTTP này không được hỗ trợ.");
}

/* Takes "http://host" off the front of an absolute-form target; false if the host is empty. */
static bool
authority_take(struct text *rest, struct text *out)
{
	static const struct text schemes[] = {{.p = "http://", .n = 7}, {.p = "https://", .n = 8}};

	for (size_t i = 0; i < COUNT_OF(schemes); i++) {
		const char *slash;
		size_t from = schemes[i].n, to;

		if (!text_equals_ascii_case(text_slice(*rest, 0, from), schemes[i]))
			continue;
		slash = memchr(rest->p + from, '/', rest->n - from);
		to = slash ? (size_t)(slash - rest->p) : rest->n;
		*out = text_slice(*rest, from, to);
		*rest = slash ? text_slice(*rest, to, rest->n) : TEXT("/");
		return out->n > 0;
	}
	return true;
}

/* Neither "." nor ".." nor an empty segment but the last, no control character. */
static bool
path_is_normal(struct text path)
{
	struct text rest = text_slice(path, 1, path.n), segment;

	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < 0x20 || path.p[i] == 0x7f || path.p[i] == '\\')
			return false;
	while (text_split(&rest, '/', &segment))
		if (text_equals(segment, TEXT(".")) || text_equals(segment, TEXT("..")) ||
				(text_is_empty(segment) && rest.p))
			return false;
	return !text_starts_with(path, TEXT("//"));
}

/* An encoded slash would make one segment look like two. */
static bool
has_encoded_slash(struct text raw)
{
	for (size_t i = 0; i + 2 < raw.n; i++)
		if (raw.p[i] == '%' && raw.p[i + 1] == '2' && (raw.p[i + 2] | 0x20) == 'f')
			return true;
	return false;
}

static bool
is_ascii(struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	return true;
}

static struct refusal
path_take(struct arena *arena, struct text raw, struct text *out)
{
	struct text path;

	if (has_encoded_slash(raw) || url_decode(arena, raw, false, &path) != OK)
		return REFUSE(400, "Địa chỉ mã hóa sai (%XX) hoặc không phải UTF-8.");
	if (!path_is_normal(path))
		return REFUSE(400, "Địa chỉ có đoạn không hợp lệ (“.”, “..”, “//” hoặc ký tự điều "
				   "khiển).");
	if (!is_ascii(path) && text_take(arena, path, &path) != OK)
		return REFUSE(400, "Địa chỉ không phải UTF-8.");
	*out = path;
	return NOT_REFUSED;
}

static struct refusal
query_take(struct arena *arena, struct text raw, struct target *out)
{
	switch (url_pairs(arena, raw, HEAD_QUERIES_MAX, &out->queries, &out->query_count)) {
	case OK:
		out->query = raw;
		return NOT_REFUSED;
	case ERR_TOO_LARGE:
		return REFUSE(414, "Địa chỉ có quá nhiều tham số (giới hạn 200).");
	default:
		return REFUSE(400, "Tham số của địa chỉ mã hóa sai (%XX) hoặc không phải UTF-8.");
	}
}

struct refusal
head_target(struct arena *arena, struct text raw, struct target *out)
{
	struct text rest = raw;
	struct refusal refusal;
	const char *mark;
	size_t path_end;

	*out = (struct target){0};
	if (raw.n > REQUEST_TARGET_MAX)
		return REFUSE(414, "Địa chỉ dài quá 4096 byte.");
	for (size_t i = 0; i < raw.n; i++)
		if ((unsigned char)raw.p[i] <= 0x20 || (unsigned char)raw.p[i] >= 0x7f ||
				raw.p[i] == '#')
			return REFUSE(400, "Địa chỉ có ký tự không được phép.");
	if (!authority_take(&rest, &out->authority))
		return REFUSE(400, "Địa chỉ thiếu tên máy chủ.");
	if (!rest.n || rest.p[0] != '/')
		return REFUSE(400, "Địa chỉ phải bắt đầu bằng “/”.");
	out->raw = rest;
	mark = memchr(rest.p, '?', rest.n);
	path_end = mark ? (size_t)(mark - rest.p) : rest.n;
	refusal = path_take(arena, text_slice(rest, 0, path_end), &out->path);
	if (refusal.status || !mark)
		return refusal;
	return query_take(arena, text_slice(rest, path_end + 1, rest.n), out);
}

/* One field "name NUL value NUL NUL"; moves `*p` behind it. */
static struct refusal
field_take(const char **p, const char *end, struct pair *field)
{
	const char *name = *p, *value, *stop;

	for (stop = name; stop < end && is_token_char((unsigned char)*stop); stop++)
		;
	if (stop == name || stop == end || *stop)
		return REFUSE(400, "Tên trường tiêu đề HTTP không đúng.");
	field->name = (struct text){.p = name, .n = (size_t)(stop - name)};
	for (value = ++stop; stop < end && is_value_char((unsigned char)*stop); stop++)
		;
	if (end - stop < 2 || stop[0] || stop[1])
		return REFUSE(400, "Trường tiêu đề HTTP có ký tự không được phép.");
	field->value = text_trim((struct text){.p = value, .n = (size_t)(stop - value)});
	*p = stop + 2;
	return NOT_REFUSED;
}

static bool
length_parse(struct text text, uint64_t *out)
{
	uint64_t n = 0;

	if (!text.n || text.n > 18)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		n = n * 10 + (uint64_t)(text.p[i] - '0');
	}
	*out = n;
	return true;
}

/* host[:port] with the characters of names, addresses and "[::1]". */
static bool
host_is_valid(struct text host)
{
	if (!host.n || host.n > 255)
		return false;
	for (size_t i = 0; i < host.n; i++) {
		char c = host.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
				    memchr(".-_:[]", c, 6)))
			return false;
	}
	return true;
}

static struct refusal
host_note(struct head *head, struct text value)
{
	if (head->host.p)
		return REFUSE(400, "Trường Host có hai lần.");
	if (!host_is_valid(value))
		return REFUSE(400, "Trường Host không đúng.");
	head->host = value;
	return NOT_REFUSED;
}

/* The fields that decide where a request ends or whether it is understood. */
static struct refusal
field_note(struct head *head, const struct pair *field)
{
	struct text name = field->name, value = field->value;

	switch (name.n) {
	case 4:
		if (text_equals_ascii_case(name, TEXT("Host")))
			return host_note(head, value);
		break;
	case 6:
		if (text_equals_ascii_case(name, TEXT("Expect"))) {
			if (!text_equals_ascii_case(value, TEXT("100-continue")))
				return REFUSE(417, "Không đáp ứng được trường Expect.");
			head->expects_continue = true;
		}
		break;
	case 12:
		if (text_equals_ascii_case(name, TEXT("Content-Type"))) {
			if (head->content_type.p)
				return REFUSE(400, "Trường Content-Type có hai lần.");
			head->content_type = value;
		}
		break;
	case 14:
		if (text_equals_ascii_case(name, TEXT("Content-Length"))) {
			if (head->has_length)
				return REFUSE(400, "Trường Content-Length có hai lần.");
			if (!length_parse(value, &head->length))
				return REFUSE(400, "Trường Content-Length không đúng.");
			head->has_length = true;
		}
		break;
	case 16:
		if (text_equals_ascii_case(name, TEXT("Content-Encoding")) &&
				!text_equals_ascii_case(value, TEXT("identity")))
			return REFUSE(415, "Không nhận nội dung nén (Content-Encoding).");
		break;
	case 17:
		if (text_equals_ascii_case(name, TEXT("Transfer-Encoding"))) {
			if (head->is_chunked || !text_equals_ascii_case(value, TEXT("chunked")))
				return REFUSE(400, "Trường Transfer-Encoding không đúng.");
			head->is_chunked = true;
		}
		break;
	default:
		break;
	}
	return NOT_REFUSED;
}

struct refusal
head_fields(const char *bytes, size_t size, bool is_1_1, struct head *out)
{
	const char *p = bytes, *end = bytes + size;
	struct refusal refusal;

	out->field_count = 0;
	out->host = out->content_type = (struct text){0};
	out->has_length = out->is_chunked = out->expects_continue = false;
	out->length = 0;
	if (size > REQUEST_HEADERS_MAX)
		return REFUSE(431, "Phần tiêu đề của yêu cầu lớn quá 16 KB.");
	if (size < 4 || p[0] || p[1])
		return REFUSE(400, "Dòng yêu cầu HTTP không đúng.");
	for (p += 2; p < end && *p;) {
		struct pair *field = &out->fields[out->field_count];

		if (out->field_count == HEAD_FIELDS_MAX)
			return REFUSE(431, "Yêu cầu có quá 64 trường tiêu đề.");
		refusal = field_take(&p, end, field);
		if (!refusal.status)
			refusal = field_note(out, field);
		if (refusal.status)
			return refusal;
		out->field_count++;
	}
	if (end - p != 2 || p[0] || p[1])
		return REFUSE(400, "Phần tiêu đề của yêu cầu không đúng.");
	if (is_1_1 && !out->host.p)
		return REFUSE(400, "Thiếu trường Host.");
	if (out->is_chunked && (out->has_length || !is_1_1))
		return REFUSE(400, "Transfer-Encoding không đi cùng Content-Length hoặc HTTP/1.0.");
	return NOT_REFUSED;
}

struct refusal
head_agrees(const struct head *head, const struct target *target, enum method method)
{
	if (target->authority.n && !text_equals_ascii_case(target->authority, head->host))
		return REFUSE(400, "Địa chỉ thuộc về máy chủ khác.");
	if (method != METHOD_POST && (head->is_chunked || head->length))
		return REFUSE(400, "GET và HEAD không kèm nội dung.");
	return NOT_REFUSED;
}
