/*
 * regulation_read.c - from the words of a regulation file to struct regulation.
 *
 * Three passes: the form (libconfig), each duty alone, the duties together. Each
 * gathers all faults it can; the next begins only when there is none.
 */
#include "law/regulation.h"

#include "base/buf.h"

#include <libconfig.h>

struct reader {
	struct arena *arena;
	struct text file;
	struct faults *faults;
	bool is_faulty;
};

#define COMPLAIN(r, line_, ...)                                                                    \
	do {                                                                                       \
		(r)->is_faulty = true;                                                             \
		fault_add((r)->faults, (r)->file, (line_), 0, __VA_ARGS__);                        \
	} while (0)

typedef const config_setting_t *setting;

/* ---- values ---- */

static int
line_of(setting s)
{
	return (int)config_setting_source_line(s);
}

static setting
member(setting group, const char *key)
{
	return config_setting_get_member(group, key);
}

/* Every key that is not known is a fault: a misspelt key must not vanish silently. */
static void
keys_check(struct reader *r, setting group, const char *const *known)
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

/* The words of a setting; NO_TEXT after a complaint. */
static struct text
words_of(struct reader *r, setting s, const char *key)
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

static struct text
optional_text(struct reader *r, setting group, const char *key)
{
	setting s = member(group, key);

	return s ? words_of(r, s, key) : NO_TEXT;
}

static struct text
required_text(struct reader *r, setting group, const char *key)
{
	setting s = member(group, key);
	struct text text = s ? words_of(r, s, key) : NO_TEXT;

	if (!s)
		COMPLAIN(r, line_of(group), "thiếu “%s”", key);
	else if (text_is_empty(text))
		COMPLAIN(r, line_of(s), "“%s” không được để trống", key);
	return text;
}

/* A short name of small letters, digits and the letters of `also`. */
static struct text
required_name(struct reader *r, setting group, const char *key, const char *also, size_t max)
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

static bool
optional_bool(struct reader *r, setting group, const char *key, bool otherwise)
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

/* The list of that key, or NULL; `element` is the type its elements must have. */
static setting
list_of(struct reader *r, setting group, const char *key, int element, int max)
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

static setting
group_of(struct reader *r, setting group, const char *key, bool is_required)
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

static bool
optional_day(struct reader *r, setting group, const char *key, struct day *out)
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

/* ---- the parts of a duty ---- */

static struct limit
limit_read(struct reader *r, setting s, bool is_target)
{
	static const char *const limit_keys[] = {"kind", "amount", "statutory", NULL};
	static const char *const target_keys[] = {"kind", "amount", NULL};
	struct limit limit = {.kind = LIMIT_UNSET};
	setting amount = member(s, "amount");
	struct text kind = required_text(r, s, "kind");

	keys_check(r, s, is_target ? target_keys : limit_keys);
	limit.is_statutory = !is_target && optional_bool(r, s, "statutory", true);
	if (text_is_empty(kind))
		return limit;
	if (limit_kind_parse(kind, &limit.kind) != OK) {
		COMPLAIN(r, line_of(s), "không có loại thời hạn “%.40s”", kind.p);
		return limit;
	}
	if (limit.kind == LIMIT_WORKING_MINUTES && !is_target)
		COMPLAIN(r, line_of(s), "working_minutes chỉ dùng cho mục tiêu nội bộ");
	if (limit_has_amount(limit.kind) != (amount != NULL)) {
		COMPLAIN(r, line_of(s),
				amount ? "loại thời hạn “%s” không có số lượng"
				       : "loại thời hạn “%s” cần “amount”",
				kind.p);
		return limit;
	}
	if (amount && config_setting_type(amount) == CONFIG_TYPE_INT)
		limit.amount = config_setting_get_int(amount);
	if (amount && (config_setting_type(amount) != CONFIG_TYPE_INT || limit.amount < 1 ||
				      !limit_is_valid(limit)))
		COMPLAIN(r, line_of(amount), "“amount” phải là số nguyên từ 1 đến %d ngày",
				LIMIT_DAYS_MAX);
	return limit;
}

struct code {
	struct text name;
	int value;
};

static const struct code EVIDENCE_KINDS[] = {
		{TEXT("text"), EVIDENCE_TEXT},
		{TEXT("long"), EVIDENCE_LONG},
		{TEXT("day"), EVIDENCE_DAY},
		{TEXT("instant"), EVIDENCE_INSTANT},
		{TEXT("yes_no"), EVIDENCE_YES_NO},
		{TEXT("units"), EVIDENCE_UNITS},
};

static const struct code SIDES[] = {
		{TEXT("unit"), SIDE_UNIT},
		{TEXT("portal"), SIDE_PORTAL},
		{TEXT("legal_affairs"), SIDE_LEGAL_AFFAIRS},
};

struct text
evidence_kind_name(enum evidence_kind kind)
{
	for (size_t i = 0; i < COUNT_OF(EVIDENCE_KINDS); i++)
		if (EVIDENCE_KINDS[i].value == (int)kind)
			return EVIDENCE_KINDS[i].name;
	return TEXT("unset");
}

/* The value of one of a few words; 0 after a complaint. */
static int
required_code(struct reader *r, setting group, const char *key, const struct code *codes,
		size_t count)
{
	struct text text = required_text(r, group, key);

	for (size_t i = 0; i < count; i++)
		if (text_equals(codes[i].name, text))
			return codes[i].value;
	if (!text_is_empty(text))
		COMPLAIN(r, line_of(member(group, key)), "“%s” không nhận “%.40s”", key, text.p);
	return 0;
}

static void
evidence_read(struct reader *r, setting s, struct duty *duty)
{
	static const char *const keys[] = {"key", "label", "kind", "required", "help", NULL};
	setting list = list_of(r, s, "evidence", CONFIG_TYPE_GROUP, REGULATION_LIST_MAX);
	size_t count = list ? (size_t)config_setting_length(list) : 0;
	struct evidence *rows = ARENA_NEW_ARRAY(r->arena, count, struct evidence);

	duty->evidence = rows;
	for (size_t i = 0; i < count; i++) {
		setting group = config_setting_get_elem(list, (unsigned)i);
		struct text key = required_name(r, group, "key", "_", 40);

		keys_check(r, group, keys);
		if (duty_evidence(duty, key))
			COMPLAIN(r, line_of(group), "“%s” có hai lần trong “evidence”", key.p);
		rows[duty->evidence_count++] = (struct evidence){
				.key = key,
				.label = required_text(r, group, "label"),
				.help = optional_text(r, group, "help"),
				.kind = (enum evidence_kind)required_code(r, group, "kind",
						EVIDENCE_KINDS, COUNT_OF(EVIDENCE_KINDS)),
				.is_required = optional_bool(r, group, "required", false),
		};
	}
}

static bool
needs_instant(enum limit_kind kind)
{
	return kind == LIMIT_HOURS || kind == LIMIT_BEFORE_EVENT || kind == LIMIT_WORKING_MINUTES;
}

static bool
needs_anchor(enum limit_kind kind)
{
	return limit_has_amount(kind) || kind == LIMIT_BEFORE_EVENT || kind == LIMIT_ON_REQUEST;
}

/* An anchor is a fact with a date; hours need its time as well. */
static void
anchor_check(struct reader *r, setting s, const struct duty *duty, struct text key)
{
	const struct evidence *fact = duty_evidence(duty, key);
	enum limit_kind limit = duty->limit.kind, target = duty->target.kind;

	if (!fact)
		COMPLAIN(r, line_of(s), "mốc tính “%.40s” không có trong “evidence”", key.p);
	else if (fact->kind != EVIDENCE_DAY && fact->kind != EVIDENCE_INSTANT)
		COMPLAIN(r, line_of(s), "mốc tính “%s” phải là ngày hoặc thời điểm", key.p);
	else if (fact->kind == EVIDENCE_DAY && (needs_instant(limit) || needs_instant(target)))
		COMPLAIN(r, line_of(s), "mốc tính “%s” phải có giờ (kind = \"instant\")", key.p);
	else if (!fact->is_required && (needs_anchor(limit) || needs_anchor(target)))
		COMPLAIN(r, line_of(s), "mốc tính “%s” phải là dữ kiện bắt buộc", key.p);
}

static void
anchor_read(struct reader *r, setting s, struct duty *duty)
{
	static const char *const keys[] = {"label", "evidence", NULL};
	bool is_required = needs_anchor(duty->limit.kind) || needs_anchor(duty->target.kind);
	setting group = group_of(r, s, "anchor", is_required);
	setting list;
	struct text *rows;

	if (!group)
		return;
	keys_check(r, group, keys);
	duty->anchor_label = required_text(r, group, "label");
	list = list_of(r, group, "evidence", CONFIG_TYPE_STRING, REGULATION_LIST_MAX);
	if (!list || config_setting_length(list) == 0) {
		COMPLAIN(r, line_of(group), "“anchor” cần “evidence” có ít nhất một mốc tính");
		return;
	}
	duty->anchor_count = (size_t)config_setting_length(list);
	rows = ARENA_NEW_ARRAY(r->arena, duty->anchor_count, struct text);
	for (size_t i = 0; i < duty->anchor_count; i++) {
		rows[i] = words_of(r, config_setting_get_elem(list, (unsigned)i), "evidence");
		anchor_check(r, list, duty, rows[i]);
	}
	duty->anchor = rows;
}

static void
branches_read(struct reader *r, setting s, struct duty *duty)
{
	static const char *const keys[] = {"duty", "when", NULL};
	setting list = list_of(r, s, "branches", CONFIG_TYPE_GROUP, REGULATION_LIST_MAX);
	size_t count = list ? (size_t)config_setting_length(list) : 0;
	struct branch *rows = ARENA_NEW_ARRAY(r->arena, count, struct branch);

	for (size_t i = 0; i < count; i++) {
		setting group = config_setting_get_elem(list, (unsigned)i);

		keys_check(r, group, keys);
		rows[i].duty = required_text(r, group, "duty");
		rows[i].when = required_text(r, group, "when");
	}
	duty->branches = rows;
	duty->branch_count = count;
}

static void
approver_read(struct reader *r, setting s, struct duty *duty)
{
	struct text name = required_text(r, s, "approver");

	if (text_is_empty(name))
		return;
	if (role_parse(name, &duty->approver) != OK || !role_is_grantable(duty->approver))
		COMPLAIN(r, line_of(member(s, "approver")), "không có vai trò “%.40s”", name.p);
}

static void
limits_read(struct reader *r, setting s, struct duty *duty)
{
	setting limit = group_of(r, s, "limit", true);
	setting target = group_of(r, s, "target", false);

	if (limit)
		duty->limit = limit_read(r, limit, false);
	if (target)
		duty->target = limit_read(r, target, true);
}

static void
duty_read(struct reader *r, setting s, struct duty *duty)
{
	static const char *const keys[] = {
			"id",
			"clause",
			"title",
			"citation",
			"trigger",
			"evidence",
			"side",
			"obligor",
			"act",
			"approver",
			"limit",
			"target",
			"anchor",
			"branches",
			"counter",
			"section",
			"extract",
			"note",
			NULL,
	};

	keys_check(r, s, keys);
	duty->line = line_of(s);
	duty->id = required_name(r, s, "id", ".-", 16);
	duty->clause = required_text(r, s, "clause");
	duty->title = required_text(r, s, "title");
	duty->citation = required_text(r, s, "citation");
	duty->trigger = required_text(r, s, "trigger");
	duty->act = required_text(r, s, "act");
	duty->note = optional_text(r, s, "note");
	duty->side = (enum duty_side)required_code(r, s, "side", SIDES, COUNT_OF(SIDES));
	duty->obligor_label = required_text(r, s, "obligor");
	duty->counter_duty = optional_text(r, s, "counter");
	duty->may_extract = optional_bool(r, s, "extract", false);
	if (member(s, "section"))
		duty->section = required_name(r, s, "section", "-", 40);
	approver_read(r, s, duty);
	limits_read(r, s, duty);
	evidence_read(r, s, duty);
	anchor_read(r, s, duty);
	branches_read(r, s, duty);
}

/* ---- the duties together ---- */

/* Marks the duties met on the way down, so that meeting one again is a cycle. */
enum mark { NOT_SEEN, ON_THE_WAY, DONE };

struct graph {
	struct reader *r;
	struct duty *duties;
	size_t count;
	enum mark marks[REGULATION_DUTIES_MAX];
};

static void follow(struct graph *g, size_t i);

static void
edge_follow(struct graph *g, const struct duty *from, struct text id)
{
	for (size_t i = 0; i < g->count; i++) {
		if (!text_equals(g->duties[i].id, id))
			continue;
		g->duties[i].is_opening = false;
		if (g->marks[i] == ON_THE_WAY)
			COMPLAIN(g->r, from->line, "vòng lặp: nghĩa vụ “%s” dẫn trở lại “%s”",
					from->id.p, id.p);
		else if (g->marks[i] == NOT_SEEN)
			follow(g, i);
		return;
	}
	COMPLAIN(g->r, from->line, "nghĩa vụ “%s” dẫn đến “%.40s”, không có nghĩa vụ nào như vậy",
			from->id.p, id.p);
}

static void
follow(struct graph *g, size_t i)
{
	const struct duty *duty = &g->duties[i];

	g->marks[i] = ON_THE_WAY;
	for (size_t j = 0; j < duty->branch_count; j++)
		edge_follow(g, duty, duty->branches[j].duty);
	if (!text_is_empty(duty->counter_duty))
		edge_follow(g, duty, duty->counter_duty);
	g->marks[i] = DONE;
}

static void
duties_check(struct reader *r, struct duty *duties, size_t count)
{
	struct graph g = {.r = r, .duties = duties, .count = count};

	for (size_t i = 0; i < count; i++) {
		duties[i].is_opening = true;
		for (size_t j = 0; j < i; j++)
			if (text_equals(duties[i].id, duties[j].id))
				COMPLAIN(r, duties[i].line, "nghĩa vụ “%s” đã có ở dòng %d",
						duties[i].id.p, duties[j].line);
	}
	for (size_t i = 0; i < count; i++)
		if (g.marks[i] == NOT_SEEN)
			follow(&g, i);
}

static void
duties_read(struct reader *r, setting root, struct regulation *out)
{
	setting list = list_of(r, root, "duties", CONFIG_TYPE_GROUP, REGULATION_DUTIES_MAX);
	struct duty *duties;

	if (!list || config_setting_length(list) == 0) {
		COMPLAIN(r, list ? line_of(list) : 0, "“duties” cần ít nhất một nghĩa vụ");
		return;
	}
	out->duty_count = (size_t)config_setting_length(list);
	duties = ARENA_NEW_ARRAY(r->arena, out->duty_count, struct duty);
	for (size_t i = 0; i < out->duty_count; i++)
		duty_read(r, config_setting_get_elem(list, (unsigned)i), &duties[i]);
	if (!r->is_faulty)
		duties_check(r, duties, out->duty_count);
	out->duties = duties;
}

static void
root_read(struct reader *r, setting root, struct regulation *out)
{
	static const char *const keys[] = {"number", "title", "issuer", "source", "effective_from",
			"effective_to", "duties", NULL};

	keys_check(r, root, keys);
	out->number = required_text(r, root, "number");
	out->title = required_text(r, root, "title");
	out->issuer = required_text(r, root, "issuer");
	out->source = optional_text(r, root, "source");
	if (!member(root, "effective_from"))
		COMPLAIN(r, 0, "thiếu “effective_from”");
	optional_day(r, root, "effective_from", &out->effective_from);
	out->has_end = optional_day(r, root, "effective_to", &out->effective_to);
	if (out->has_end && out->effective_to.n < out->effective_from.n)
		COMPLAIN(r, line_of(member(root, "effective_to")),
				"ngày hết hiệu lực trước ngày có hiệu lực");
	duties_read(r, root, out);
}

/* ---- the form ---- */

/* libconfig would open the named file: the law reads nothing but what it is given. */
static int
include_line(struct text content)
{
	struct text line;

	for (int number = 1; text_split(&content, '\n', &line); number++)
		if (text_starts_with(text_trim(line), TEXT("@include")))
			return number;
	return 0;
}

static bool
form_read(struct reader *r, struct text content, config_t *config)
{
	int include = include_line(content);

	if (content.n > REGULATION_FILE_MAX)
		COMPLAIN(r, 0, "tệp lớn quá %d byte", REGULATION_FILE_MAX);
	else if (!text_is_utf8(content))
		COMPLAIN(r, 0, "tệp không đúng mã UTF-8");
	else if (text_is_empty(text_trim(content)))
		COMPLAIN(r, 1, "tệp rỗng");
	else if (include)
		COMPLAIN(r, include, "không được dùng @include");
	else if (!config_read_string(config, text_c(r->arena, content)))
		COMPLAIN(r, config_error_line(config), "sai cú pháp (%s)",
				config_error_text(config));
	return !r->is_faulty;
}

enum err
regulation_parse(struct arena *arena, struct text file, struct text content, struct faults *faults,
		struct regulation *out)
{
	struct reader r = {.arena = arena, .file = text_copy(arena, file), .faults = faults};
	struct regulation regulation = {.file = r.file};
	config_t config;

	config_init(&config);
	if (form_read(&r, content, &config))
		root_read(&r, config_root_setting(&config), &regulation);
	config_destroy(&config);
	if (r.is_faulty)
		return ERR_INVALID;
	*out = regulation;
	return OK;
}
