/* duty_read.c - one duty of a regulation file. */
#include "law/duty_read.h"

#include "law/regulation.h"

static struct limit
limit_read(struct setting_reader *r, setting s, bool is_target)
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
		COMPLAIN(r, line_of(s), "không có loại thời hạn “%s”",
				text_shorten(r->arena, kind, 40).p);
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

static const struct setting_code EVIDENCE_KINDS[] = {
		{TEXT("text"), EVIDENCE_TEXT},
		{TEXT("long"), EVIDENCE_LONG},
		{TEXT("day"), EVIDENCE_DAY},
		{TEXT("instant"), EVIDENCE_INSTANT},
		{TEXT("yes_no"), EVIDENCE_YES_NO},
		{TEXT("units"), EVIDENCE_UNITS},
};

static const struct setting_code SIDES[] = {
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

static void
evidence_read(struct setting_reader *r, setting s, struct duty *duty)
{
	static const char *const keys[] = {"key", "label", "kind", "required", "help", NULL};
	setting list = list_of(r, s, "evidence", CONFIG_TYPE_GROUP, REGULATION_LIST_MAX);
	size_t count = list_length(list);
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
anchor_check(struct setting_reader *r, setting s, const struct duty *duty, struct text key,
		bool is_used)
{
	const struct evidence *fact = duty_evidence(duty, key);
	enum limit_kind limit = duty->limit.kind, target = duty->target.kind;

	if (!fact)
		COMPLAIN(r, line_of(s), "mốc tính “%s” không có trong “evidence”",
				text_shorten(r->arena, key, 40).p);
	else if (fact->kind != EVIDENCE_DAY && fact->kind != EVIDENCE_INSTANT)
		COMPLAIN(r, line_of(s), "mốc tính “%s” phải là ngày hoặc thời điểm", key.p);
	else if (fact->kind == EVIDENCE_DAY && (needs_instant(limit) || needs_instant(target)))
		COMPLAIN(r, line_of(s), "mốc tính “%s” phải có giờ (kind = \"instant\")", key.p);
	else if (is_used && !fact->is_required && (needs_anchor(limit) || needs_anchor(target)))
		COMPLAIN(r, line_of(s), "mốc tính “%s” phải là dữ kiện bắt buộc", key.p);
}

/* One way to count: label and evidence. `is_used` asks of the facts what the limit needs. */
static void
anchor_take(struct setting_reader *r, setting group, bool is_used, struct duty *duty)
{
	setting list = list_of(r, group, "evidence", CONFIG_TYPE_STRING, REGULATION_LIST_MAX);
	size_t count = list_length(list);
	struct text *rows = ARENA_NEW_ARRAY(r->arena, count, struct text);
	struct text label = required_text(r, group, "label");

	if (count == 0)
		COMPLAIN(r, line_of(group), "“anchor” cần “evidence” có ít nhất một mốc tính");
	for (size_t i = 0; i < count; i++) {
		rows[i] = words_of(r, config_setting_get_elem(list, (unsigned)i), "evidence");
		anchor_check(r, list, duty, rows[i], is_used);
	}
	if (!is_used)
		return;
	duty->anchor_label = label;
	duty->anchor = rows;
	duty->anchor_count = count;
}

/* Where the clause can be read in more than one way, the file says which one holds. */
static void
anchor_choose(struct setting_reader *r, setting group, struct duty *duty)
{
	static const char *const keys[] = {"chosen", "choices", NULL};
	static const char *const choice_keys[] = {"name", "label", "evidence", NULL};
	setting list = list_of(r, group, "choices", CONFIG_TYPE_GROUP, REGULATION_LIST_MAX);
	struct text chosen = required_text(r, group, "chosen");
	bool is_found = false;

	keys_check(r, group, keys);
	for (size_t i = 0; i < list_length(list); i++) {
		setting choice = config_setting_get_elem(list, (unsigned)i);
		struct text name = required_name(r, choice, "name", "_", 40);
		bool is_chosen = text_equals(name, chosen);

		keys_check(r, choice, choice_keys);
		anchor_take(r, choice, is_chosen, duty);
		is_found = is_found || is_chosen;
	}
	if (!is_found)
		COMPLAIN(r, line_of(group), "“choices” không có cách tính “%s”",
				text_shorten(r->arena, chosen, 40).p);
	duty->anchor_choice = chosen;
}

static void
anchor_read(struct setting_reader *r, setting s, struct duty *duty)
{
	static const char *const keys[] = {"label", "evidence", NULL};
	bool is_required = needs_anchor(duty->limit.kind) || needs_anchor(duty->target.kind);
	setting group = group_of(r, s, "anchor", is_required);

	if (!group)
		return;
	if (member(group, "choices")) {
		anchor_choose(r, group, duty);
		return;
	}
	keys_check(r, group, keys);
	anchor_take(r, group, true, duty);
}

static void
branches_read(struct setting_reader *r, setting s, struct duty *duty)
{
	static const char *const keys[] = {"duty", "when", NULL};
	setting list = list_of(r, s, "branches", CONFIG_TYPE_GROUP, REGULATION_LIST_MAX);
	size_t count = list_length(list);
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

/* A list of names that may be left out; returns how many. */
static size_t
names_read(struct setting_reader *r, setting s, const char *key, const struct text **out)
{
	setting list = member(s, key) ? list_of(r, s, key, CONFIG_TYPE_STRING, REGULATION_LIST_MAX)
				      : NULL;
	size_t count = list_length(list);
	struct text *rows = ARENA_NEW_ARRAY(r->arena, count, struct text);

	for (size_t i = 0; i < count; i++)
		rows[i] = text_copy(
				r->arena, text_of(config_setting_get_string_elem(list, (int)i)));
	*out = rows;
	return count;
}

static void
approver_read(struct setting_reader *r, setting s, struct duty *duty)
{
	struct text name = required_text(r, s, "approver");

	if (text_is_empty(name))
		return;
	if (role_parse(name, &duty->approver) != OK || !role_is_grantable(duty->approver))
		COMPLAIN(r, line_of(member(s, "approver")), "không có vai trò “%s”",
				text_shorten(r->arena, name, 40).p);
}

static void
limits_read(struct setting_reader *r, setting s, struct duty *duty)
{
	setting limit = group_of(r, s, "limit", true);
	setting target = group_of(r, s, "target", false);

	if (limit)
		duty->limit = limit_read(r, limit, false);
	if (target)
		duty->target = limit_read(r, target, true);
}

void
duty_read(struct setting_reader *r, setting s, struct duty *duty)
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
			"obligor_units",
			"act",
			"approver",
			"limit",
			"target",
			"anchor",
			"branches",
			"counter",
			"extends",
			"part",
			"genres",
			"section",
			"extract",
			"urgent",
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
	duty->extends = optional_text(r, s, "extends");
	duty->may_be_urgent = optional_bool(r, s, "urgent", false);
	duty->may_extract = optional_bool(r, s, "extract", false);
	if (member(s, "section"))
		duty->section = required_name(r, s, "section", "-", 40);
	if (member(s, "part"))
		duty->part = required_name(r, s, "part", "_", 40);
	duty->genre_count = names_read(r, s, "genres", &duty->genres);
	duty->unit_count = names_read(r, s, "obligor_units", &duty->units);
	approver_read(r, s, duty);
	limits_read(r, s, duty);
	evidence_read(r, s, duty);
	anchor_read(r, s, duty);
	branches_read(r, s, duty);
}
