#include "base/diff.h"

#include "base/json.h"

#include <assert.h>
#include <limits.h>

/* Steps of a search that stops looking for the shortest way; at least this, else √length. */
#define COST_MIN 256
/* At most so many equal tokens between two changes are drawn into them. */
#define ISLAND_MAX 2

/* --- a text as numbers: equal tokens have equal numbers ------------------------------------- */

struct words {
	struct text text;
	uint32_t *ids;
	uint32_t *ends; /* where each token ends, in bytes; it begins where the one before ends */
	bool *changed;
	int count;
};

struct names {
	struct text *names; /* open addressing, at most half full */
	uint32_t *ids;
	size_t size;
	uint32_t used;
};

static uint32_t
names_id(struct names *names, struct text name)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	size_t i;

	for (size_t k = 0; k < name.n; k++)
		hash = (hash ^ (unsigned char)name.p[k]) * UINT64_C(1099511628211);
	i = (hash ^ hash >> 29) & (names->size - 1);
	while (names->names[i].p && !text_equals(names->names[i], name))
		i = (i + 1) & (names->size - 1);
	if (!names->names[i].p) {
		names->names[i] = name;
		names->ids[i] = ++names->used;
	}
	return names->ids[i];
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool
is_mark(char c)
{
	return c && strchr(".,;:!?()[]{}\"'|", c);
}

/* The token at `from`, blanks before it included: where it ends, and where its word begins. */
static size_t
token_end(struct text text, size_t from, size_t *word)
{
	size_t end = from;

	while (end < text.n && is_space(text.p[end]))
		end++;
	*word = end;
	if (end == text.n)
		return end;
	if (text.p[end] == '\n' || is_mark(text.p[end]))
		return end + 1;
	while (end < text.n && !is_space(text.p[end]) && text.p[end] != '\n')
		end++;
	/* "24.11.2026," is one word and a comma. */
	while (end - *word > 1 && is_mark(text.p[end - 1]))
		end--;
	return end;
}

static int
count_tokens(struct text text)
{
	size_t at = 0, word;
	int count = 0;

	for (; at < text.n; count++)
		at = token_end(text, at, &word);
	return count;
}

static void
words_begin(struct words *words, struct arena *arena, struct text text)
{
	words->text = text;
	words->count = count_tokens(text);
	words->ids = ARENA_NEW_ARRAY(arena, (size_t)words->count, uint32_t);
	words->ends = ARENA_NEW_ARRAY(arena, (size_t)words->count, uint32_t);
	words->changed = ARENA_NEW_ARRAY(arena, (size_t)words->count, bool);
}

static void
names_begin(struct names *names, struct arena *arena, size_t most)
{
	*names = (struct names){.size = 256};
	while (names->size < 2 * most)
		names->size *= 2;
	names->names = ARENA_NEW_ARRAY(arena, names->size, struct text);
	names->ids = ARENA_NEW_ARRAY(arena, names->size, uint32_t);
}

static void
words_name(struct words *words, struct names *names)
{
	size_t at = 0, word;

	for (int i = 0; i < words->count; i++) {
		at = token_end(words->text, at, &word);
		words->ids[i] = names_id(names, text_slice(words->text, word, at));
		words->ends[i] = (uint32_t)at;
	}
}

static struct text
words_slice(const struct words *words, int from, int to)
{
	size_t begin = from ? words->ends[from - 1] : 0;
	size_t end = to ? words->ends[to - 1] : 0;

	return text_slice(words->text, begin, end);
}

/* --- Myers' search from both ends ----------------------------------------------------------- */

/* Part of the grid: tokens [a0, a1) of the old text against [b0, b1) of the new one. */
struct box {
	int a0, a1, b0, b1;
};

struct point {
	int a, b;
};

/*
 * How far each diagonal (a - b) was reached from its end, by ways of the same
 * number of steps. Diagonals [low, high] were visited.
 */
struct front {
	int *reach;
	int low, high;
};

struct search {
	const struct words *a;
	const struct words *b;
	struct front forward;
	struct front backward;
	int cost_max;
};

/* One more diagonal on each side, or one less where the box ends. */
static void
front_widen(struct front *front, const struct box *box, int unreached)
{
	if (front->low > box->a0 - box->b1)
		front->reach[--front->low - 1] = unreached;
	else
		front->low++;
	if (front->high < box->a1 - box->b0)
		front->reach[++front->high + 1] = unreached;
	else
		front->high--;
}

static bool
front_has(const struct front *front, int diagonal)
{
	return front->low <= diagonal && diagonal <= front->high;
}

/* One step more from the beginning; true when that meets the ways from the end at `met`. */
static bool
step_forward(struct search *search, const struct box *box, bool may_meet, struct point *met)
{
	int *reach = search->forward.reach;

	front_widen(&search->forward, box, -1);
	for (int d = search->forward.high; d >= search->forward.low; d -= 2) {
		int a = reach[d - 1] >= reach[d + 1] ? reach[d - 1] + 1 : reach[d + 1];

		while (a < box->a1 && a - d < box->b1 && search->a->ids[a] == search->b->ids[a - d])
			a++;
		reach[d] = a;
		if (may_meet && front_has(&search->backward, d) && search->backward.reach[d] <= a) {
			*met = (struct point){a, a - d};
			return true;
		}
	}
	return false;
}

static bool
step_backward(struct search *search, const struct box *box, bool may_meet, struct point *met)
{
	int *reach = search->backward.reach;

	front_widen(&search->backward, box, INT_MAX);
	for (int d = search->backward.high; d >= search->backward.low; d -= 2) {
		int a = reach[d - 1] < reach[d + 1] ? reach[d - 1] : reach[d + 1] - 1;

		while (a > box->a0 && a - d > box->b0 &&
				search->a->ids[a - 1] == search->b->ids[a - d - 1])
			a--;
		reach[d] = a;
		if (may_meet && front_has(&search->forward, d) && a <= search->forward.reach[d]) {
			*met = (struct point){a, a - d};
			return true;
		}
	}
	return false;
}

static int
clip(int n, int low, int high)
{
	return n < low ? low : n > high ? high : n;
}

/* The point in the box that the ways of a front got farthest to; `sign` 1 from the beginning. */
static struct point
farthest(const struct front *front, const struct box *box, int sign)
{
	struct point best = {sign > 0 ? box->a0 : box->a1, sign > 0 ? box->b0 : box->b1};

	for (int d = front->high; d >= front->low; d -= 2) {
		int a = clip(front->reach[d], box->a0, box->a1);
		int b = clip(a - d, box->b0, box->b1);

		a = clip(b + d, box->a0, box->a1);
		if (a - b == d && sign * (a + b) > sign * (best.a + best.b))
			best = (struct point){a, b};
	}
	return best;
}

/* A point on a good way through the box: the shortest, unless that is too dear to find. */
static struct point
split(struct search *search, const struct box *box)
{
	int first = box->a0 - box->b0, last = box->a1 - box->b1;
	bool odd = ((first - last) & 1) != 0;
	struct point met, end;

	search->forward.low = search->forward.high = first;
	search->forward.reach[first] = box->a0;
	search->backward.low = search->backward.high = last;
	search->backward.reach[last] = box->a1;
	for (int cost = 0; cost < search->cost_max; cost++) {
		if (step_forward(search, box, odd, &met))
			return met;
		if (step_backward(search, box, !odd, &met))
			return met;
	}
	met = farthest(&search->forward, box, 1);
	end = farthest(&search->backward, box, -1);
	if (box->a1 + box->b1 - end.a - end.b > met.a + met.b - box->a0 - box->b0)
		return end;
	return met;
}

static void
box_shrink(const struct search *search, struct box *box)
{
	const uint32_t *a = search->a->ids, *b = search->b->ids;

	while (box->a0 < box->a1 && box->b0 < box->b1 && a[box->a0] == b[box->b0]) {
		box->a0++;
		box->b0++;
	}
	while (box->a0 < box->a1 && box->b0 < box->b1 && a[box->a1 - 1] == b[box->b1 - 1]) {
		box->a1--;
		box->b1--;
	}
}

static int
box_size(const struct box *box)
{
	return box->a1 - box->a0 + box->b1 - box->b0;
}

static void
mark_changed(const struct search *search, const struct box *box)
{
	for (int i = box->a0; i < box->a1; i++)
		search->a->changed[i] = true;
	for (int i = box->b0; i < box->b1; i++)
		search->b->changed[i] = true;
}

/* Recursion into the smaller half only: as deep as the logarithm of the length. */
static void
search_box(struct search *search, struct box box)
{
	for (;;) {
		struct box before, behind;
		struct point point;

		box_shrink(search, &box);
		if (box.a0 == box.a1 || box.b0 == box.b1)
			break;
		point = split(search, &box);
		before = (struct box){box.a0, point.a, box.b0, point.b};
		behind = (struct box){point.a, box.a1, point.b, box.b1};
		if (point.a < box.a0 || point.a > box.a1 || point.b < box.b0 || point.b > box.b1 ||
				!box_size(&before) || !box_size(&behind))
			break; /* nothing gained */
		if (box_size(&before) < box_size(&behind)) {
			search_box(search, before);
			box = behind;
		} else {
			search_box(search, behind);
			box = before;
		}
	}
	mark_changed(search, &box);
}

static void
search_all(struct arena *arena, struct words *a, struct words *b)
{
	size_t diagonals = (size_t)a->count + (size_t)b->count + 3;
	struct search search = {.a = a, .b = b, .cost_max = COST_MIN};

	while (search.cost_max * search.cost_max < a->count + b->count)
		search.cost_max++;
	search.forward.reach = ARENA_NEW_ARRAY(arena, diagonals, int) + b->count + 1;
	search.backward.reach = ARENA_NEW_ARRAY(arena, diagonals, int) + b->count + 1;
	search_box(&search, (struct box){0, a->count, 0, b->count});
}

/* --- changes that people can read ----------------------------------------------------------- */

/* The next stretch in which something changed, from `box->a1`, `box->b1` on; false: none. */
static bool
next_change(const struct words *a, const struct words *b, struct box *box)
{
	int i = box->a1, k = box->b1;

	while (i < a->count && !a->changed[i] && k < b->count && !b->changed[k]) {
		i++;
		k++;
	}
	box->a0 = i;
	box->b0 = k;
	while (i < a->count && a->changed[i])
		i++;
	while (k < b->count && b->changed[k])
		k++;
	box->a1 = i;
	box->b1 = k;
	return box_size(box) > 0;
}

/* Are the equal tokens between two changes too few to stand alone? Line ends always do. */
static bool
is_island(const struct words *b, const struct box *left, const struct box *right)
{
	int tokens = right->b0 - left->b1;
	struct text between = words_slice(b, left->b1, right->b0);

	return tokens <= ISLAND_MAX && tokens < box_size(left) && tokens < box_size(right) &&
	       !memchr(between.p, '\n', between.n);
}

static bool
begins_line(const struct words *words, int token)
{
	return token == 0 || words->text.p[words->ends[token - 1] - 1] == '\n';
}

/*
 * Words only inserted (or only deleted) may often stand a little earlier as well:
 * "Đoạn [mới.\nĐoạn] hai" is "[Đoạn mới.\n]Đoạn hai". They move to the beginning of a
 * line if they can, but not before token `least` of the side that changed.
 */
static void
slide_to_line(const struct words *words, int *from, int *to, int *other, int least)
{
	int i = *from, k = *to;

	while (!begins_line(words, i) && i > least && words->ids[i - 1] == words->ids[k - 1]) {
		i--;
		k--;
	}
	if (!begins_line(words, i))
		return;
	*other -= *from - i;
	*from = i;
	*to = k;
}

/* `before` is the change before it. */
static void
change_settle(const struct words *a, const struct words *b, struct box *change,
		const struct box *before)
{
	if (change->a0 == change->a1) {
		slide_to_line(b, &change->b0, &change->b1, &change->a0, before->b1);
		change->a1 = change->a0;
	} else if (change->b0 == change->b1) {
		slide_to_line(a, &change->a0, &change->a1, &change->b0, before->a1);
		change->b1 = change->b0;
	}
}

struct runs {
	struct diff_run *list;
	size_t count;
};

static void
run_add(struct runs *runs, enum diff_kind kind, struct text text)
{
	if (!text_is_empty(text))
		runs->list[runs->count++] = (struct diff_run){.kind = kind, .text = text};
}

static size_t
count_changes(const struct words *a, const struct words *b)
{
	struct box box = {0};
	size_t count = 0;

	while (next_change(a, b, &box))
		count++;
	return count;
}

static void
write_runs(struct runs *runs, const struct words *a, const struct words *b)
{
	struct box change = {0}, next = {0}, before = {0};
	int equal_from = 0;
	bool more = next_change(a, b, &next);

	while (more) {
		change = next;
		while ((more = next_change(a, b, &next)) && is_island(b, &change, &next)) {
			change.a1 = next.a1;
			change.b1 = next.b1;
		}
		change_settle(a, b, &change, &before);
		before = change;
		run_add(runs, DIFF_EQUAL, words_slice(b, equal_from, change.b0));
		run_add(runs, DIFF_DELETE, words_slice(a, change.a0, change.a1));
		run_add(runs, DIFF_INSERT, words_slice(b, change.b0, change.b1));
		equal_from = change.b1;
	}
	run_add(runs, DIFF_EQUAL, words_slice(b, equal_from, b->count));
}

size_t
diff_words(struct arena *arena, struct text before, struct text after, struct diff_run **out)
{
	struct arena scratch = {0};
	struct words a, b;
	struct names names;
	struct runs runs = {0};

	assert(before.n < INT_MAX / 4 && after.n < INT_MAX / 4);
	words_begin(&a, &scratch, before);
	words_begin(&b, &scratch, after);
	names_begin(&names, &scratch, (size_t)a.count + (size_t)b.count);
	words_name(&a, &names);
	words_name(&b, &names);
	search_all(&scratch, &a, &b);
	runs.list = ARENA_NEW_ARRAY(arena, 3 * count_changes(&a, &b) + 1, struct diff_run);
	write_runs(&runs, &a, &b);
	arena_free(&scratch);
	*out = runs.list;
	return runs.count;
}

/* --- whole pieces ---------------------------------------------------------------------------- */

static struct words
words_of_pieces(struct arena *arena, struct names *names, const struct text *pieces, size_t count,
		bool *changed)
{
	struct words words = {.ids = ARENA_NEW_ARRAY(arena, count + 1, uint32_t),
			.changed = changed,
			.count = (int)count};

	for (size_t i = 0; i < count; i++) {
		changed[i] = false;
		words.ids[i] = names_id(names, pieces[i]);
	}
	return words;
}

void
diff_pieces(struct arena *arena, const struct text *before, size_t before_count,
		const struct text *after, size_t after_count, bool *went, bool *came)
{
	struct words a, b;
	struct names names;

	assert(before_count < INT_MAX / 4 && after_count < INT_MAX / 4);
	names_begin(&names, arena, before_count + after_count);
	a = words_of_pieces(arena, &names, before, before_count, went);
	b = words_of_pieces(arena, &names, after, after_count, came);
	search_all(arena, &a, &b);
}

/* --- for templates --------------------------------------------------------------------------- */

static void
view_run(json_t *runs, enum diff_kind kind, struct text text)
{
	static const char *const kinds[] = {
			[DIFF_EQUAL] = "equal", [DIFF_DELETE] = "delete", [DIFF_INSERT] = "insert"};
	json_t *run = json_add_object(runs);

	json_put_text(run, "kind", text_of(kinds[kind]));
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		json_put_bool(run, kinds[i], i == kind);
	json_put_text(run, "text", text);
}

json_t *
diff_view(const struct diff_run *runs, size_t count)
{
	json_t *paragraphs = json_new_list(), *paragraph = NULL;

	for (size_t i = 0; i < count; i++) {
		struct text rest = runs[i].text, line;

		for (bool first = true; text_split(&rest, '\n', &line); first = false) {
			if (!first)
				paragraph = NULL;
			if (text_is_empty(text_trim(line)) && !(paragraph && line.n))
				continue;
			if (!paragraph) {
				paragraph = json_add_object(paragraphs);
				json_put_bool(paragraph, "changed", false);
				json_put_list(paragraph, "runs");
			}
			if (runs[i].kind != DIFF_EQUAL)
				json_put_bool(paragraph, "changed", true);
			view_run(json_object_get(paragraph, "runs"), runs[i].kind, line);
		}
	}
	return paragraphs;
}
