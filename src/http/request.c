#include "http/request.h"

static struct text
pair_find(const struct pair *pairs, size_t count, struct text name)
{
	for (size_t i = 0; i < count; i++)
		if (text_equals(pairs[i].name, name))
			return pairs[i].value;
	return NO_TEXT;
}

struct text
request_header(const struct request *request, const char *name)
{
	struct text wanted = text_of(name);

	for (size_t i = 0; i < request->header_count; i++)
		if (text_equals_ascii_case(request->headers[i].name, wanted))
			return request->headers[i].value;
	return NO_TEXT;
}

/* "a=1; b=2" over one Cookie field. */
static bool
cookie_find(struct text field, struct text name, struct text *out)
{
	struct text rest = field, part;

	while (text_split(&rest, ';', &part)) {
		part = text_trim(part);
		if (part.n <= name.n || part.p[name.n] != '=' || !text_starts_with(part, name))
			continue;
		*out = text_slice(part, name.n + 1, part.n);
		return true;
	}
	return false;
}

struct text
request_cookie(const struct request *request, const char *name)
{
	struct text wanted = text_of(name), value;

	for (size_t i = 0; i < request->header_count; i++)
		if (text_equals_ascii_case(request->headers[i].name, TEXT("Cookie")) &&
				cookie_find(request->headers[i].value, wanted, &value))
			return value;
	return NO_TEXT;
}

struct text
request_query(const struct request *request, const char *name)
{
	return pair_find(request->queries, request->query_count, text_of(name));
}

struct text
request_parameter(const struct request *request, const char *name)
{
	return pair_find(request->parameters, request->parameter_count, text_of(name));
}

enum err
request_id(const struct request *request, const char *name, int64_t *out)
{
	struct text text = request_parameter(request, name);
	int64_t id;

	if (!text.n || text.p[0] == '0' || !text_to_int(text, &id) || id < 1)
		return ERR_NOT_FOUND;
	*out = id;
	return OK;
}

/* "0.8" → 800; anything odd → 0. */
static int
quality_parse(struct text text)
{
	int quality, scale = 100;

	if (!text.n || (text.p[0] != '0' && text.p[0] != '1'))
		return 0;
	quality = (text.p[0] - '0') * 1000;
	if (text.n > 1 && text.p[1] != '.')
		return 0;
	for (size_t i = 2; i < text.n && i < 5; i++, scale /= 10) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return 0;
		quality += (text.p[i] - '0') * scale;
	}
	return quality > 1000 ? 1000 : quality;
}

/* Takes "name;a=b;q=0.5" apart. */
static int
item_quality(struct text item, struct text *name)
{
	struct text rest = item, part;
	int quality = 1000;

	if (!text_split(&rest, ';', &part))
		return 0;
	*name = text_trim(part);
	while (text_split(&rest, ';', &part)) {
		part = text_trim(part);
		if (part.n >= 2 && (part.p[0] | 0x20) == 'q' && part.p[1] == '=')
			quality = quality_parse(text_slice(part, 2, part.n));
	}
	return quality;
}

/* 0: does not match; the higher, the more precisely the item names what is wanted. */
static int
item_precision(struct text item, struct text name)
{
	ptrdiff_t slash = text_find(name, TEXT("/"));

	if (text_equals_ascii_case(item, name))
		return 3;
	if (slash >= 0 && item.n == (size_t)slash + 2 && item.p[slash + 1] == '*' &&
			text_equals_ascii_case(text_slice(item, 0, (size_t)slash),
					text_slice(name, 0, (size_t)slash)))
		return 2;
	return text_equals(item, slash >= 0 ? TEXT("*/*") : TEXT("*"));
}

int
quality_of(struct text list, struct text name)
{
	struct text rest = list, item, item_name;
	int best = 0, quality = 0;

	if (text_is_empty(list))
		return 0;
	while (text_split(&rest, ',', &item)) {
		int item_q = item_quality(item, &item_name);
		int precision = item_precision(item_name, name);

		if (precision > best) {
			best = precision;
			quality = item_q;
		}
	}
	return quality;
}

bool
request_wants_json(const struct request *request)
{
	struct text accept = request_header(request, "Accept");

	return quality_of(accept, TEXT("application/json")) > quality_of(accept, TEXT("text/html"));
}

struct text
request_target(const struct request *request)
{
	return request->target;
}
