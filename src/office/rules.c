#include "office/rules.h"

#include "base/buf.h"
#include "law/regulation.h"
#include "office/flow.h"
#include "office/shelf.h"

#include <dirent.h>

#define REGULATIONS_MAX 50

static enum err
fail(struct arena *arena, const struct faults *faults, struct text *fault)
{
	struct buf words = BUF(arena);

	for (size_t i = 0; i < faults->count; i++) {
		if (i)
			buf_add_char(&words, '\n');
		buf_add(&words, fault_words(arena, &faults->rows[i]));
	}
	*fault = buf_text(&words);
	return ERR_INVALID;
}

/* The *.conf files of a directory as sources. */
static enum err
directory_read(struct arena *arena, struct text path, struct rules_source *sources, size_t *count,
		struct text *fault)
{
	DIR *directory = opendir(text_c(arena, path));
	struct dirent *entry;
	enum err err = OK;

	*count = 0;
	if (!directory) {
		*fault = text_format(
				arena, "%.*s: không mở được thư mục quy định", TEXT_ARGS(path));
		return ERR_NOT_FOUND;
	}
	while (err == OK && *count < REGULATIONS_MAX && (entry = readdir(directory))) {
		struct rules_source *source = &sources[*count];

		if (!text_ends_with(text_of(entry->d_name), TEXT(".conf")))
			continue;
		source->name = text_format(arena, "%.*s/%s", TEXT_ARGS(path), entry->d_name);
		err = file_read(arena, source->name, REGULATION_FILE_MAX, &source->content);
		if (err != OK)
			*fault = text_format(arena, "%s: không đọc được tệp", source->name.p);
		++*count;
	}
	closedir(directory);
	return err;
}

static enum err
regulations_load(struct arena *arena, const struct rules_source *sources, size_t count,
		struct day today, struct rules *rules, struct text *fault)
{
	struct regulation *rows = ARENA_NEW_ARRAY(arena, count ? count : 1, struct regulation);
	struct regulation_set *set = ARENA_NEW(arena, struct regulation_set);
	struct faults faults = {.arena = arena};

	for (size_t i = 0; i < count; i++)
		if (regulation_parse(arena, sources[i].name, sources[i].content, &faults,
				    &rows[i]) != OK ||
				flow_check(&rows[i], &faults) != OK)
			return fail(arena, &faults, fault);
	*set = (struct regulation_set){.rows = rows, .count = count};
	if (regulation_set_check(set, &faults) != OK)
		return fail(arena, &faults, fault);
	rules->regulations = set;
	if (!regulation_in_force(set, today)) {
		*fault = text_format(arena, "không có quy định nào có hiệu lực ngày %s",
				day_words(arena, today).p);
		return ERR_INVALID;
	}
	return OK;
}

static size_t
holidays_keep(struct calendar_day *days, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (days[i].kind == DAY_HOLIDAY)
			days[kept++] = days[i];
	return kept;
}

enum err
rules_calendar(struct arena *arena, const struct conf *conf, struct rules_source embedded,
		const struct calendar_terms *terms, const struct calendar **out, struct text *fault)
{
	struct rules_source source = embedded;
	struct faults faults = {.arena = arena};
	struct calendar_day *days;
	size_t count;

	if (conf->calendar.n) {
		source.name = conf->calendar;
		if (file_read(arena, source.name, REGULATION_FILE_MAX, &source.content) != OK) {
			*fault = text_format(
					arena, "%.*s: không đọc được lịch", TEXT_ARGS(source.name));
			return ERR_NOT_FOUND;
		}
	}
	if (calendar_parse(arena, source.name, source.content, &faults, &days, &count) != OK)
		return fail(arena, &faults, fault);
	if (!conf->calendar.n && terms->weekend != WEEKEND_SAT_SUN)
		count = holidays_keep(days, count);
	if (calendar_build(arena, terms, source.name, days, count, &faults, out) != OK)
		return fail(arena, &faults, fault);
	return OK;
}

static enum err
totp_load(struct arena *arena, struct text names, struct rules *rules, struct text *fault)
{
	struct text name;
	enum role role;

	while (names.n && text_split(&names, ',', &name)) {
		if (role_parse(text_trim(name), &role) != OK || !role_is_grantable(role)) {
			*fault = text_format(arena, "totp_roles: không có vai trò %.*s",
					TEXT_ARGS(name));
			return ERR_INVALID;
		}
		rules->totp_required[role] = true;
	}
	return OK;
}

/* conf.c has let in only what reads. */
static struct remind_plan
plan_of(struct text minutes)
{
	int64_t number[CONF_MINUTES] = {0};

	conf_minutes(minutes, number);
	return (struct remind_plan){.first_ms = number[0] * MINUTE_MS,
			.second_ms = number[1] * MINUTE_MS,
			.late_ms = number[2] * MINUTE_MS};
}

/* "a, b" as a list; in small letters, without blanks; of a telephone the digits alone. */
static size_t
terms_split(struct arena *arena, struct text list, bool is_number, const struct text **out)
{
	struct text *terms = ARENA_NEW_ARRAY(arena, list.n / 2 + 1, struct text), part;
	size_t n = 0;

	while (list.n && text_split(&list, ',', &part)) {
		struct buf term = BUF(arena);
		struct text low = text_lower(arena, text_trim(part));

		for (size_t i = 0; i < low.n; i++)
			if (!is_number || (low.p[i] >= '0' && low.p[i] <= '9'))
				buf_add_char(&term, low.p[i]);
		if (term.n)
			terms[n++] = buf_text(&term);
	}
	*out = terms;
	return n;
}

static enum err
mail_load(struct arena *arena, const struct conf *conf, struct mail_rules *out, struct text *fault)
{
	struct mail_rules mail = {
			.is_on = conf->smtp_url.n > 0,
			.retry_ms = conf->mail_retry_ms,
			.from = conf->mail_from,
	};

	if (mail.is_on && !mail.from.n) {
		*fault = text_format(arena, "mail_from: cần địa chỉ người gửi khi có smtp_url");
		return ERR_INVALID;
	}
	conf_hours(conf->quiet_hours, &mail.quiet_from_ms, &mail.quiet_to_ms);
	conf_hour(conf->digest_at, &mail.digest_ms);
	*out = mail;
	return OK;
}

enum err
rules_load(struct arena *arena, const struct conf *conf, const struct rules_source *regulations,
		size_t regulation_count, struct day today, struct rules *rules, struct text *fault)
{
	struct rules_source files[REGULATIONS_MAX];
	struct rules loaded = {
			.zone = ZONE_VIETNAM,
			.files = conf->files,
			.site_url = conf->site_url,
			.site_name = conf->site_name,
			.remind = {[REMIND_DAYS] = plan_of(conf->remind_days),
					[REMIND_HOURS] = plan_of(conf->remind_hours),
					[REMIND_EVENT] = plan_of(conf->remind_event),
					[REMIND_REQUEST] = plan_of(conf->remind_request)},
	};

	if (conf->regulations.n) {
		TRY(directory_read(arena, conf->regulations, files, &regulation_count, fault));
		regulations = files;
	}
	TRY(regulations_load(arena, regulations, regulation_count, today, &loaded, fault));
	TRY(totp_load(arena, conf->totp_roles, &loaded, fault));
	loaded.screen.hotline_count =
			terms_split(arena, conf->hotlines, true, &loaded.screen.hotlines);
	loaded.screen.domain_count =
			terms_split(arena, conf->mail_domains, false, &loaded.screen.domains);
	TRY(mail_load(arena, conf, &loaded.mail, fault));
	loaded.shelf = shelf_open();
	*rules = loaded;
	return OK;
}

void
rules_end(struct rules *rules)
{
	shelf_close(rules->shelf);
	rules->shelf = NULL;
}
