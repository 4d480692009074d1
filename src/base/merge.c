#include "base/merge.h"

#include "base/diff.h"

enum merge_kind
merge_value(struct text base, struct text mine, struct text theirs)
{
	bool i_changed = !text_equals(base, mine), they_changed = !text_equals(base, theirs);

	if (i_changed && they_changed)
		return text_equals(mine, theirs) ? MERGE_BOTH : MERGE_CLASH;
	return i_changed ? MERGE_MINE : they_changed ? MERGE_THEIRS : MERGE_SAME;
}

static bool
ranges_equal(struct merge_text a, struct merge_range ra, struct merge_text b, struct merge_range rb)
{
	if (ra.to - ra.from != rb.to - rb.from)
		return false;
	for (size_t i = 0; i < ra.to - ra.from; i++)
		if (!text_equals(a.pieces[ra.from + i], b.pieces[rb.from + i]))
			return false;
	return true;
}

struct merging {
	struct merge_text base, mine, theirs;
	bool *i_removed, *i_added, *they_removed, *they_added;
	struct merge_part *parts;
	size_t count;
};

static enum merge_kind
kind_of(const struct merging *m, const struct merge_part *part)
{
	bool i_changed = !ranges_equal(m->base, part->base, m->mine, part->mine);
	bool they_changed = !ranges_equal(m->base, part->base, m->theirs, part->theirs);

	if (i_changed && they_changed)
		return ranges_equal(m->mine, part->mine, m->theirs, part->theirs) ? MERGE_BOTH
										  : MERGE_CLASH;
	return i_changed ? MERGE_MINE : they_changed ? MERGE_THEIRS : MERGE_SAME;
}

/* The part up to there, unless it is empty. */
static void
part_add(struct merging *m, struct merge_part part)
{
	if (part.base.from == part.base.to && part.mine.from == part.mine.to &&
			part.theirs.from == part.theirs.to)
		return;
	part.kind = kind_of(m, &part);
	m->parts[m->count++] = part;
}

/* At the ends: is the next piece one that all three have, in its place? */
static bool
is_common(const struct merging *m, const struct merge_part *part)
{
	return part->base.to < m->base.count && !m->i_removed[part->base.to] &&
	       !m->they_removed[part->base.to] && !m->i_added[part->mine.to] &&
	       !m->they_added[part->theirs.to];
}

/* What stands after a part's end. */
static struct merge_part
part_behind(const struct merge_part *part)
{
	return (struct merge_part){.base = {part->base.to, part->base.to},
			.mine = {part->mine.to, part->mine.to},
			.theirs = {part->theirs.to, part->theirs.to}};
}

static void
common_take(struct merging *m, struct merge_part *part)
{
	*part = part_behind(part);
	while (is_common(m, part)) {
		part->base.to++;
		part->mine.to++;
		part->theirs.to++;
	}
	part_add(m, *part);
}

/* Widens to the next piece of the base that both kept, or to the ends. */
static void
change_take(struct merging *m, struct merge_part *part)
{
	*part = part_behind(part);
	while (part->base.to < m->base.count &&
			(m->i_removed[part->base.to] || m->they_removed[part->base.to])) {
		/* A piece that one of the two kept has its like there. */
		if (!m->i_removed[part->base.to]) {
			while (m->i_added[part->mine.to])
				part->mine.to++;
			part->mine.to++;
		}
		if (!m->they_removed[part->base.to]) {
			while (m->they_added[part->theirs.to])
				part->theirs.to++;
			part->theirs.to++;
		}
		part->base.to++;
	}
	while (part->mine.to < m->mine.count && m->i_added[part->mine.to])
		part->mine.to++;
	while (part->theirs.to < m->theirs.count && m->they_added[part->theirs.to])
		part->theirs.to++;
	part_add(m, *part);
}

size_t
merge_parts(struct arena *arena, struct merge_text base, struct merge_text mine,
		struct merge_text theirs, struct merge_part **out)
{
	struct merge_part at = {0};
	struct merging m = {.base = base,
			.mine = mine,
			.theirs = theirs,
			.i_removed = ARENA_NEW_ARRAY(arena, base.count + 1, bool),
			.they_removed = ARENA_NEW_ARRAY(arena, base.count + 1, bool),
			.i_added = ARENA_NEW_ARRAY(arena, mine.count + 1, bool),
			.they_added = ARENA_NEW_ARRAY(arena, theirs.count + 1, bool),
			.parts = ARENA_NEW_ARRAY(arena, 2 * base.count + 2, struct merge_part)};

	diff_pieces(arena, base.pieces, base.count, mine.pieces, mine.count, m.i_removed,
			m.i_added);
	diff_pieces(arena, base.pieces, base.count, theirs.pieces, theirs.count, m.they_removed,
			m.they_added);
	do {
		common_take(&m, &at);
		change_take(&m, &at);
	} while (at.base.to < base.count);
	*out = m.parts;
	return m.count;
}
