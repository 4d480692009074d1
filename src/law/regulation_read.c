/*
 * regulation_read.c - from the words of a regulation file to struct regulation.
 *
 * Three passes: the form (libconfig), each duty alone (duty_read.c), the duties
 * together. Each gathers all faults it can; the next begins only when there is none.
 */
#include "law/regulation.h"

#include "law/duty_read.h"
#include "law/setting.h"

/* ---- the duties together ---- */

/* Marks the duties met on the way down, so that meeting one again is a cycle. */
enum mark { NOT_SEEN, ON_THE_WAY, DONE };

struct graph {
	struct setting_reader *r;
	setting list;
	struct duty *duties;
	size_t count;
	enum mark marks[REGULATION_DUTIES_MAX];
};

static struct duty *
duty_find(const struct graph *g, struct text id)
{
	for (size_t i = 0; i < g->count; i++)
		if (text_equals(g->duties[i].id, id))
			return &g->duties[i];
	return NULL;
}

static void follow(struct graph *g, size_t i);

static void
edge_follow(struct graph *g, const struct duty *from, struct text id, int line)
{
	struct duty *to = duty_find(g, id);

	if (!to) {
		COMPLAIN(g->r, line, "nghĩa vụ “%s” dẫn đến “%s”, không có nghĩa vụ nào như vậy",
				from->id.p, text_shorten(g->r->arena, id, 40).p);
		return;
	}
	to->is_opening = false;
	if (g->marks[to - g->duties] == ON_THE_WAY)
		COMPLAIN(g->r, line, "vòng lặp: nghĩa vụ “%s” dẫn trở lại “%s”", from->id.p, id.p);
	else if (g->marks[to - g->duties] == NOT_SEEN)
		follow(g, (size_t)(to - g->duties));
}

static void
follow(struct graph *g, size_t i)
{
	const struct duty *duty = &g->duties[i];
	setting group = config_setting_get_elem(g->list, (unsigned)i);
	setting branches = member(group, "branches");

	g->marks[i] = ON_THE_WAY;
	for (size_t j = 0; j < duty->branch_count; j++)
		edge_follow(g, duty, duty->branches[j].duty,
				line_of(config_setting_get_elem(branches, (unsigned)j)));
	if (!text_is_empty(duty->counter_duty))
		edge_follow(g, duty, duty->counter_duty, line_of(member(group, "counter")));
	g->marks[i] = DONE;
}

static bool
same_anchor(const struct duty *a, const struct duty *b)
{
	if (a->anchor_count != b->anchor_count)
		return false;
	for (size_t i = 0; i < a->anchor_count; i++)
		if (!text_equals(a->anchor[i], b->anchor[i]))
			return false;
	return true;
}

static bool
leads_to(const struct duty *from, const struct duty *to)
{
	for (size_t i = 0; i < from->branch_count; i++)
		if (text_equals(from->branches[i].duty, to->id))
			return true;
	return false;
}

/* An extension is longer than what it replaces, of its kind, and from the same anchor. */
static void
extension_check(const struct graph *g, size_t i)
{
	const struct duty *duty = &g->duties[i], *base = duty_find(g, duty->extends);
	int line = line_of(member(config_setting_get_elem(g->list, (unsigned)i), "extends"));

	if (!base)
		COMPLAIN(g->r, line, "gia hạn cho “%s”, không có nghĩa vụ nào như vậy",
				text_shorten(g->r->arena, duty->extends, 40).p);
	else if (!leads_to(base, duty))
		COMPLAIN(g->r, line, "nghĩa vụ “%s” không có nhánh dẫn đến “%s”", base->id.p,
				duty->id.p);
	else if (duty->limit.kind != base->limit.kind || duty->limit.amount <= base->limit.amount)
		COMPLAIN(g->r, line, "thời hạn phải cùng loại và dài hơn thời hạn của “%s”",
				base->id.p);
	else if (!same_anchor(duty, base))
		COMPLAIN(g->r, line, "mốc tính phải như của “%s”", base->id.p);
}

static void
duties_check(struct setting_reader *r, setting list, struct duty *duties, size_t count)
{
	struct graph g = {.r = r, .list = list, .duties = duties, .count = count};

	for (size_t i = 0; i < count; i++) {
		duties[i].is_opening = true;
		for (size_t j = 0; j < i; j++)
			if (text_equals(duties[i].id, duties[j].id))
				COMPLAIN(r, duties[i].line, "nghĩa vụ “%s” đã có ở dòng %d",
						duties[i].id.p, duties[j].line);
	}
	for (size_t i = 0; i < count; i++) {
		if (g.marks[i] == NOT_SEEN)
			follow(&g, i);
		if (!text_is_empty(duties[i].extends))
			extension_check(&g, i);
	}
}

static void
duties_read(struct setting_reader *r, setting root, struct regulation *out)
{
	setting list = list_of(r, root, "duties", CONFIG_TYPE_GROUP, REGULATION_DUTIES_MAX);
	size_t count = list_length(list);
	struct duty *duties = ARENA_NEW_ARRAY(r->arena, count, struct duty);

	if (count == 0)
		COMPLAIN(r, line_of(list ? list : root), "“duties” cần ít nhất một nghĩa vụ");
	for (size_t i = 0; i < count; i++)
		duty_read(r, config_setting_get_elem(list, (unsigned)i), &duties[i]);
	if (!r->is_faulty)
		duties_check(r, list, duties, count);
	out->duties = duties;
	out->duty_count = count;
}

static void
root_read(struct setting_reader *r, setting root, struct regulation *out)
{
	static const char *const keys[] = {"number", "title", "issuer", "source", "effective_from",
			"effective_to", "duties", NULL};

	keys_check(r, root, keys);
	out->number = required_text(r, root, "number");
	out->title = required_text(r, root, "title");
	out->issuer = required_text(r, root, "issuer");
	out->source = optional_text(r, root, "source");
	if (!member(root, "effective_from"))
		COMPLAIN(r, line_of(root), "thiếu “effective_from”");
	else
		out->from_line = line_of(member(root, "effective_from"));
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
form_read(struct setting_reader *r, struct text content, config_t *config)
{
	int include = include_line(content);

	if (content.n > REGULATION_FILE_MAX)
		COMPLAIN(r, 1, "tệp lớn quá %d byte", REGULATION_FILE_MAX);
	else if (!text_is_utf8(content))
		COMPLAIN(r, 1, "tệp không đúng mã UTF-8");
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
	struct setting_reader r = {
			.arena = arena, .file = text_copy(arena, file), .faults = faults};
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
