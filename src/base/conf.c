#include "base/conf.h"

#include "base/mime.h"
#include "base/time.h"

#include <arpa/inet.h>
#include <libconfig.h>
#include <stddef.h>
#include <stdio.h>

#define CONF_BYTES_MAX 1000000
#define MINUTES_MAX (366 * 24 * 60)

enum kind { KIND_TEXT, KIND_INT, KIND_FLAG };

/* --- texts that are not free --------------------------------------------------------------------
 */

static bool
is_listen(struct text value)
{
	struct text port = value;
	int64_t number;

	if (text_starts_with(value, TEXT("unix:")))
		return value.n > 5;
	while (port.n && memchr(port.p, ':', port.n))
		port = text_slice(port, 1, port.n);
	return port.n + 1 < value.n && text_to_int(port, &number) && number >= 0 && number <= 65535;
}

static bool
is_site_url(struct text value)
{
	bool has_scheme = text_starts_with(value, TEXT("http://")) ||
			  text_starts_with(value, TEXT("https://"));

	return has_scheme && !text_ends_with(value, TEXT("/")) && !memchr(value.p, ' ', value.n);
}

static bool
is_proxy(struct text value)
{
	unsigned char address[sizeof(struct in6_addr)];
	char name[INET6_ADDRSTRLEN];

	if (!value.n || text_equals(value, TEXT("unix")))
		return true;
	if (value.n >= sizeof(name))
		return false;
	memcpy(name, value.p, value.n);
	name[value.n] = 0;
	return inet_pton(AF_INET, name, address) == 1 || inet_pton(AF_INET6, name, address) == 1;
}

static bool
is_log_level(struct text value)
{
	static const char *const levels[] = {"debug", "info", "warn", "error"};

	for (size_t i = 0; i < COUNT_OF(levels); i++)
		if (text_equals(value, text_of(levels[i])))
			return true;
	return false;
}

bool
conf_minutes(struct text value, int64_t out[CONF_MINUTES])
{
	struct text part;
	size_t count = 0;

	while (count < CONF_MINUTES && text_split(&value, ',', &part))
		if (!text_to_int(text_trim(part), &out[count++]))
			return false;
	return count == CONF_MINUTES && !value.n && out[0] > out[1] && out[1] > 0 && out[2] > 0 &&
	       out[0] <= MINUTES_MAX && out[2] <= MINUTES_MAX;
}

static bool
is_minutes(struct text value)
{
	int64_t minutes[CONF_MINUTES];

	return conf_minutes(value, minutes);
}

bool
conf_hour(struct text value, int64_t *out_ms)
{
	struct text rest = value, hour;
	int64_t h, m;

	if (value.n != 5 || !text_split(&rest, ':', &hour) || !text_to_int(hour, &h) ||
			!text_to_int(rest, &m) || h < 0 || h > 23 || m < 0 || m > 59)
		return false;
	*out_ms = h * HOUR_MS + m * MINUTE_MS;
	return true;
}

bool
conf_hours(struct text value, int64_t *from_ms, int64_t *to_ms)
{
	struct text rest = value, from;

	*from_ms = *to_ms = 0;
	return !value.n || (text_split(&rest, '-', &from) && conf_hour(from, from_ms) &&
					   conf_hour(rest, to_ms));
}

static bool
is_hour(struct text value)
{
	int64_t ms;

	return conf_hour(value, &ms);
}

static bool
is_hours(struct text value)
{
	int64_t from_ms, to_ms;

	return conf_hours(value, &from_ms, &to_ms);
}

static bool
is_smtp_url(struct text value)
{
	return !value.n || text_starts_with(value, TEXT("smtp://")) ||
	       text_starts_with(value, TEXT("smtps://"));
}

static bool
is_mail_from(struct text value)
{
	return !value.n || mail_address_is_valid(value);
}

/* What a text has to be, in words for whoever wrote something else. */
struct shape {
	bool (*fits)(struct text value);
	const char *words;
};

static const struct shape listen_shape = {is_listen, "phải là ĐỊA_CHỈ:CỔNG hoặc unix:ĐƯỜNG_DẪN"};
static const struct shape site_url_shape = {
		is_site_url, "phải bắt đầu bằng http:// hoặc https:// và không có dấu / ở cuối"};
static const struct shape proxy_shape = {
		is_proxy, "phải là một địa chỉ IP, \"unix\" hoặc để trống"};
static const struct shape hour_shape = {is_hour, "phải là giờ:phút, ví dụ 07:30"};
static const struct shape hours_shape = {
		is_hours, "phải là hai giờ, ví dụ 21:00-07:00, hoặc để trống"};
static const struct shape smtp_url_shape = {
		is_smtp_url, "phải bắt đầu bằng smtp:// hoặc smtps://, hoặc để trống"};
static const struct shape mail_from_shape = {is_mail_from, "phải là một địa chỉ thư điện tử"};
static const struct shape minutes_shape = {is_minutes,
		"phải là ba số phút: trước hạn lần một, trước hạn lần hai (ngắn hơn), sau hạn"};
static const struct shape log_level_shape = {is_log_level, "phải là debug, info, warn hoặc error"};

/* --- the options --------------------------------------------------------------------------------
 */

/* The one table: name, kind, where it is kept, bounds of a number, shape of a text (NULL: free). */
static const struct option {
	const char *name;
	enum kind kind;
	size_t offset;
	int64_t min, max;
	const struct shape *shape;
} options[] = {
#define OPTION(name, kind, min, max, shape)                                                        \
	{                                                                                          \
#name, kind, offsetof(struct conf, name), min, max, shape                          \
	}
#define TEXT_OPTION(name) OPTION(name, KIND_TEXT, 0, 0, NULL)
#define SHAPED_OPTION(name, shape) OPTION(name, KIND_TEXT, 0, 0, &(shape))
#define INT_OPTION(name, min, max) OPTION(name, KIND_INT, min, max, NULL)
#define FLAG_OPTION(name) OPTION(name, KIND_FLAG, 0, 0, NULL)
		TEXT_OPTION(store),
		TEXT_OPTION(files),
		SHAPED_OPTION(listen, listen_shape),
		TEXT_OPTION(site_name),
		TEXT_OPTION(site_short),
		SHAPED_OPTION(site_url, site_url_shape),
		TEXT_OPTION(regulations),
		TEXT_OPTION(calendar),
		TEXT_OPTION(totp_roles),
		TEXT_OPTION(hotlines),
		TEXT_OPTION(mail_domains),
		SHAPED_OPTION(trusted_proxy, proxy_shape),
		SHAPED_OPTION(log_level, log_level_shape),
		SHAPED_OPTION(remind_days, minutes_shape),
		SHAPED_OPTION(remind_hours, minutes_shape),
		SHAPED_OPTION(remind_event, minutes_shape),
		SHAPED_OPTION(remind_request, minutes_shape),
		SHAPED_OPTION(quiet_hours, hours_shape),
		SHAPED_OPTION(digest_at, hour_shape),
		SHAPED_OPTION(smtp_url, smtp_url_shape),
		TEXT_OPTION(smtp_user),
		TEXT_OPTION(smtp_password_file),
		TEXT_OPTION(smtp_ca_file),
		SHAPED_OPTION(mail_from, mail_from_shape),
		INT_OPTION(smtp_timeout_ms, 100, 600000),
		INT_OPTION(mail_retry_ms, 100, 3600000),
		FLAG_OPTION(smtp_plain),
		INT_OPTION(clock_settle_ms, 0, 3600000),
		INT_OPTION(threads, 0, 64),
		INT_OPTION(writers, 1, 64),
		INT_OPTION(pool_threads, 1, 64),
		INT_OPTION(connections_max, 10, 1000000),
		INT_OPTION(header_timeout_ms, 100, 600000),
		INT_OPTION(request_timeout_ms, 100, 3600000),
		INT_OPTION(idle_timeout_ms, 100, 600000),
		FLAG_OPTION(log_json),
		FLAG_OPTION(log_requests),
		FLAG_OPTION(strict_views),
};

struct conf
conf_default(void)
{
	return (struct conf){
			.store = TEXT("var/congtin.db"),
			.files = TEXT("var/files"),
			.listen = TEXT("127.0.0.1:8080"),
			.site_name = TEXT("Cổng Thông tin điện tử Bộ Công an"),
			.site_short = TEXT("Cổng tin"),
			.site_url = TEXT("http://127.0.0.1:8080"),
			.regulations = NO_TEXT,
			.calendar = NO_TEXT,
			.totp_roles = NO_TEXT,
			.hotlines = NO_TEXT,
			.mail_domains = NO_TEXT,
			.trusted_proxy = NO_TEXT,
			.log_level = TEXT("info"),
			.quiet_hours = TEXT("21:00-07:00"),
			.digest_at = TEXT("07:30"),
			.smtp_timeout_ms = 30000,
			.mail_retry_ms = 60000,
			.clock_settle_ms = 60000,
			.remind_days = TEXT("1920, 600, 480"),
			.remind_hours = TEXT("240, 60, 60"),
			.remind_event = TEXT("1440, 180, 60"),
			.remind_request = TEXT("1920, 600, 480"),
			.threads = 0,
			.writers = 4,
			.pool_threads = 4,
			.connections_max = 20000,
			.header_timeout_ms = 10000,
			.request_timeout_ms = 30000,
			.idle_timeout_ms = 30000,
			.log_requests = true,
	};
}

static const struct option *
option_find(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(options); i++)
		if (text_equals(text_of(options[i].name), name))
			return &options[i];
	return NULL;
}

static void *
place_of(struct conf *conf, const struct option *option)
{
	return (char *)conf + option->offset;
}

static const char *
kind_words(enum kind kind)
{
	return kind == KIND_TEXT  ? "một chuỗi trong dấu nháy kép"
	       : kind == KIND_INT ? "một số nguyên"
				  : "true hoặc false";
}

static enum err
text_put(struct arena *arena, struct conf *conf, const struct option *option, struct text value,
		struct text *fault)
{
	if (option->shape && !option->shape->fits(value)) {
		*fault = text_format(arena, "%s %s (đang là \"%.*s\")", option->name,
				option->shape->words, TEXT_ARGS(value));
		return ERR_INVALID;
	}
	*(struct text *)place_of(conf, option) = text_copy(arena, value);
	return OK;
}

static enum err
int_put(struct arena *arena, struct conf *conf, const struct option *option, int64_t number,
		struct text *fault)
{
	if (number < option->min || number > option->max) {
		*fault = text_format(arena, "%s phải từ %lld đến %lld (đang là %lld)", option->name,
				(long long)option->min, (long long)option->max, (long long)number);
		return ERR_INVALID;
	}
	*(int64_t *)place_of(conf, option) = number;
	return OK;
}

static enum err
setting_put(struct arena *arena, struct conf *conf, config_setting_t *setting, struct text *fault)
{
	const struct option *option = option_find(text_of(config_setting_name(setting)));
	int type = config_setting_type(setting);

	if (!option) {
		*fault = text_format(
				arena, "không có tùy chọn tên là %s", config_setting_name(setting));
		return ERR_INVALID;
	}
	if (option->kind == KIND_TEXT && type == CONFIG_TYPE_STRING)
		return text_put(arena, conf, option, text_of(config_setting_get_string(setting)),
				fault);
	if (option->kind == KIND_INT && (type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64))
		return int_put(arena, conf, option, config_setting_get_int64(setting), fault);
	if (option->kind == KIND_FLAG && type == CONFIG_TYPE_BOOL) {
		*(bool *)place_of(conf, option) = config_setting_get_bool(setting) != 0;
		return OK;
	}
	*fault = text_format(arena, "%s phải là %s", option->name, kind_words(option->kind));
	return ERR_INVALID;
}

static enum err
settings_put(struct arena *arena, struct text path, config_t *file, struct conf *conf,
		struct text *fault)
{
	config_setting_t *root = config_root_setting(file);

	for (int i = 0; i < config_setting_length(root); i++) {
		config_setting_t *setting = config_setting_get_elem(root, (unsigned)i);
		struct text reason;

		if (setting_put(arena, conf, setting, &reason) == OK)
			continue;
		*fault = text_format(arena, "%.*s:%d: %.*s", TEXT_ARGS(path),
				config_setting_source_line(setting), TEXT_ARGS(reason));
		return ERR_INVALID;
	}
	return OK;
}

enum err
conf_read(struct arena *arena, struct text path, struct conf *conf, struct text *fault)
{
	struct conf read = *conf;
	struct text content;
	config_t file;
	enum err err;

	err = file_read(arena, path, CONF_BYTES_MAX, &content);
	if (err != OK) {
		*fault = text_format(arena, "%.*s: không đọc được tệp", TEXT_ARGS(path));
		return err;
	}
	config_init(&file);
	if (config_read_string(&file, content.p)) {
		err = settings_put(arena, path, &file, &read, fault);
	} else {
		*fault = text_format(arena, "%.*s:%d: sai cú pháp (%s)", TEXT_ARGS(path),
				config_error_line(&file), config_error_text(&file));
		err = ERR_INVALID;
	}
	config_destroy(&file);
	TRY(err);
	*conf = read;
	return OK;
}

enum err
conf_set(struct arena *arena, struct conf *conf, struct text name, struct text value,
		struct text *fault)
{
	char *underscored = arena_copy(arena, name.p, name.n);
	const struct option *option;
	int64_t number;

	for (size_t i = 0; i < name.n; i++)
		if (underscored[i] == '-')
			underscored[i] = '_';
	option = option_find((struct text){.p = underscored, .n = name.n});
	if (!option)
		return ERR_NOT_FOUND;
	switch (option->kind) {
	case KIND_TEXT:
		return text_put(arena, conf, option, value, fault);
	case KIND_INT:
		if (text_to_int(value, &number))
			return int_put(arena, conf, option, number, fault);
		break;
	case KIND_FLAG:
		if (text_equals(value, TEXT("true")) || text_equals(value, TEXT("false"))) {
			*(bool *)place_of(conf, option) = text_equals(value, TEXT("true"));
			return OK;
		}
		break;
	}
	*fault = text_format(arena, "--%.*s phải là %s", TEXT_ARGS(name), kind_words(option->kind));
	return ERR_INVALID;
}

const char *
conf_name(size_t i)
{
	return i < COUNT_OF(options) ? options[i].name : NULL;
}

static void
file_close(FILE **file)
{
	if (*file)
		fclose(*file);
}

enum err
file_read(struct arena *arena, struct text path, size_t max, struct text *out)
{
	cleanup(file_close) FILE *file = fopen(text_c(arena, path), "rbe");
	long size;
	char *bytes;

	if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
		return ERR_NOT_FOUND;
	if ((size_t)size > max)
		return ERR_TOO_LARGE;
	rewind(file);
	bytes = arena_alloc(arena, (size_t)size + 1);
	if (fread(bytes, 1, (size_t)size, file) != (size_t)size)
		return ERR_BROKEN;
	*out = (struct text){.p = bytes, .n = (size_t)size};
	return OK;
}
