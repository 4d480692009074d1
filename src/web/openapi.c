#include "web/openapi.h"

#include "base/json.h"
#include "law/permit.h"

/* --- what comes in -----------------------------------------------------------------------------
 */

static void
kind_put(json_t *schema, const struct field *field)
{
	static const struct {
		const char *type, *format;
	} kinds[] = {
			[FIELD_LINE] = {"string", NULL},
			[FIELD_TEXT] = {"string", NULL},
			[FIELD_INT] = {"integer", "int64"},
			[FIELD_DAY] = {"string", "date"},
			[FIELD_INSTANT] = {"string", "date-time"},
			[FIELD_CHOICE] = {"string", NULL},
			[FIELD_FLAG] = {"boolean", NULL},
			[FIELD_SECRET] = {"string", "password"},
			[FIELD_JSON] = {"object", NULL},
			[FIELD_FILE] = {"string", "binary"},
	};

	json_put_text(schema, "type", text_of(kinds[field->kind].type));
	if (kinds[field->kind].format)
		json_put_text(schema, "format", text_of(kinds[field->kind].format));
	if (field->label)
		json_put_text(schema, "description", text_of(field->label));
	if (field->max && field->kind != FIELD_JSON && field->kind != FIELD_FILE)
		json_put_int(schema, "maxLength", (int64_t)field->max);
}

static bool
has_file(const struct field *fields)
{
	for (const struct field *f = fields; f && f->kind != FIELD_NONE; f++)
		if (f->kind == FIELD_FILE)
			return true;
	return false;
}

static json_t *
form_schema(const struct field *fields)
{
	json_t *schema = json_new_object(), *properties, *required = json_new_list();

	json_put_text(schema, "type", TEXT("object"));
	properties = json_put_object(schema, "properties");
	for (const struct field *f = fields; f && f->kind != FIELD_NONE; f++) {
		json_t *property = json_put_object(properties, f->name);

		kind_put(property, f);
		if (f->choices) {
			json_t *list = json_put_list(property, "enum");

			for (const char *const *c = f->choices; *c; c++)
				json_add(list, json_of_text(text_of(*c)));
		}
		if (f->required)
			json_add(required, json_of_text(text_of(f->name)));
	}
	if (json_array_size(required))
		json_put(schema, "required", required);
	else
		json_decref(required);
	return schema;
}

static void
body_put(json_t *operation, const struct route *route)
{
	json_t *content = json_put_object(json_put_object(operation, "requestBody"), "content");
	json_t *schema = form_schema(route->fields);

	if (has_file(route->fields)) {
		json_put(json_put_object(content, "multipart/form-data"), "schema", schema);
		return;
	}
	json_put(json_put_object(content, "application/json"), "schema", json_incref(schema));
	json_put(json_put_object(content, "application/x-www-form-urlencoded"), "schema", schema);
}

/* The {names} of the path, and what makes a repeated change harmless. */
static void
parameters_put(json_t *operation, const struct route *route)
{
	json_t *list = json_put_list(operation, "parameters");
	struct text rest = text_of(route->path), part;

	while (text_split(&rest, '{', &part) && text_split(&rest, '}', &part)) {
		json_t *parameter = json_add_object(list);

		json_put_text(parameter, "name", part);
		json_put_text(parameter, "in", TEXT("path"));
		json_put_bool(parameter, "required", true);
		json_put_text(json_put_object(parameter, "schema"), "type",
				text_equals(part, TEXT("id")) ? TEXT("integer") : TEXT("string"));
	}
	if (route->method != METHOD_GET) {
		json_t *parameter = json_add_object(list);

		json_put_text(parameter, "name", TEXT("Idempotency-Key"));
		json_put_text(parameter, "in", TEXT("header"));
		json_put_text(parameter, "description",
				TEXT("Gửi lại với cùng giá trị sẽ nhận đúng câu trả lời lần đầu."));
		json_put_text(json_put_object(parameter, "schema"), "type", TEXT("string"));
	}
}

/* --- what goes out -----------------------------------------------------------------------------
 */

static void
response_put(json_t *responses, const char *status, const char *words, const char *schema)
{
	json_t *response = json_put_object(responses, status);
	json_t *media;

	json_put_text(response, "description", text_of(words));
	if (!schema)
		return;
	media = json_put_object(json_put_object(response, "content"), "application/json");
	json_put_text(json_put_object(media, "schema"), "$ref", text_of(schema));
}

#define PAGE_SCHEMA "#/components/schemas/Page"
#define FAULT_SCHEMA "#/components/schemas/Fault"

static void
responses_put(json_t *operation, const struct route *route)
{
	json_t *responses = json_put_object(operation, "responses");
	bool changes = route->method != METHOD_GET;

	response_put(responses, "200", changes ? "Đã thực hiện." : "Nội dung.", PAGE_SCHEMA);
	if (changes) {
		response_put(responses, "201", "Đã tạo; `location` là địa chỉ mới.", PAGE_SCHEMA);
		response_put(responses, "409", "Đã có thay đổi khác.", FAULT_SCHEMA);
		response_put(responses, "413", "Quá lớn; nêu rõ giới hạn.", FAULT_SCHEMA);
		response_put(responses, "422", "Có trường chưa hợp lệ.", FAULT_SCHEMA);
		response_put(responses, "503", "Tạm thời chưa ghi được.", FAULT_SCHEMA);
	}
	if (route->rule != MAY_PUBLIC) {
		response_put(responses, "401", "Cần đăng nhập.", FAULT_SCHEMA);
		response_put(responses, "403", "Không được phép.", FAULT_SCHEMA);
	}
	if (strchr(route->path, '{'))
		response_put(responses, "404", "Không tìm thấy.", FAULT_SCHEMA);
}

/* --- one route ---------------------------------------------------------------------------------
 */

/* "post_desk_items_id_send" */
static struct text
operation_id(struct arena *arena, const struct route *route)
{
	struct buf id = BUF(arena);
	bool gap = true;

	buf_add_c(&id, route->method == METHOD_GET ? "get" : "post");
	for (const char *p = route->path; *p; p++) {
		bool is_word = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '_';

		if (is_word && gap)
			buf_add_char(&id, '_');
		if (is_word)
			buf_add_char(&id, *p);
		gap = !is_word;
	}
	return buf_text(&id);
}

static void
operation_put(json_t *paths, struct arena *arena, const struct route *route)
{
	json_t *path = json_object_get(paths, route->path), *operation, *security;

	if (!path)
		path = json_put_object(paths, route->path);
	operation = json_put_object(path, route->method == METHOD_GET ? "get" : "post");
	json_put_text(operation, "operationId", operation_id(arena, route));
	json_put_text(operation, "summary", text_of(route->summary));
	json_put_text(operation, "x-permission", permit_name((enum permit)route->rule));
	parameters_put(operation, route);
	if (route->fields)
		body_put(operation, route);
	responses_put(operation, route);
	security = json_put_list(operation, "security");
	if (route->rule == MAY_PUBLIC)
		return;
	json_put_list(json_add_object(security), "token");
	json_put_list(json_add_object(security), "session");
}

/* --- the document ------------------------------------------------------------------------------
 */

static void
components_put(json_t *document)
{
	json_t *components = json_put_object(document, "components"), *schemes, *schemas, *one;

	schemes = json_put_object(components, "securitySchemes");
	one = json_put_object(schemes, "token");
	json_put_text(one, "type", TEXT("http"));
	json_put_text(one, "scheme", TEXT("bearer"));
	json_put_text(one, "description", TEXT("Mã cá nhân, tạo ở trang Tài khoản."));
	one = json_put_object(schemes, "session");
	json_put_text(one, "type", TEXT("apiKey"));
	json_put_text(one, "in", TEXT("cookie"));
	json_put_text(one, "name", TEXT("__Host-congtin"));
	schemas = json_put_object(components, "schemas");
	one = json_put_object(schemas, "Page");
	json_put_text(one, "type", TEXT("object"));
	json_put_text(one, "description",
			TEXT("Những gì trang hiển thị, và `actions`: việc tài khoản này được làm "
			     "tiếp (name, method, address)."));
	one = json_put_object(schemas, "Fault");
	json_put_text(one, "type", TEXT("object"));
	json_put_text(one, "description",
			TEXT("Lý do bằng lời; `complaints` theo tên trường và `complaint_list` kể "
			     "đủ "
			     "từng lỗi, nếu có."));
}

json_t *
openapi_make(const struct router *router, struct text site_name, struct text site_url)
{
	struct arena arena = {0};
	json_t *document = json_new_object(), *info, *paths;

	json_put_text(document, "openapi", TEXT("3.1.0"));
	info = json_put_object(document, "info");
	json_put_text(info, "title", site_name);
	json_put_text(info, "version", TEXT(CONGTIN_VERSION));
	json_put_text(json_add_object(json_put_list(document, "servers")), "url", site_url);
	paths = json_put_object(document, "paths");
	for (size_t i = 0; i < router_count(router); i++)
		operation_put(paths, &arena, router_at(router, i));
	components_put(document);
	arena_free(&arena);
	return document;
}
