/*
 * Two persons write one item: what they meet in stands, what collides is told, nothing is lost.
 *
 * CONGTIN_INTERLEAVINGS=10000 goes far (put TMPDIR on memory).
 */
#include "support/scene.h"

#include "base/json.h"
#include "base/rich.h"
#include "office/merge.h"

#include <stdlib.h>

static struct revision
revision_now(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct revision revision;
	struct item item;

	assert_ok(item_load(&ctx, s->item, &item));
	assert_ok(item_revision(&ctx, &item, item.revision, &revision));
	return revision;
}

static struct merged
merged_upon(struct scene *s, const struct actor *actor, int64_t base, const struct writing *mine)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct revision now = revision_now(s, actor);
	struct merged merged;
	struct item item;

	assert_ok(item_load(&ctx, s->item, &item));
	assert_ok(item_merge(&ctx, &item, base, mine, &now, &merged));
	return merged;
}

static struct text
plain_of(struct scene *s, struct text body)
{
	json_t *doc;
	struct text out;

	assert_ok(json_read(body, ITEM_BODY_MAX, &doc));
	out = rich_text(s->house.arena, doc);
	json_decref(doc);
	return out;
}

/* The officer saves upon revision 1; what the leader wrote upon it too is put together with that.
 */
static struct merged
both_wrote(struct scene *s, const char *theirs, const char *mine)
{
	struct writing writing;

	s->writing.plain = text_of(theirs);
	assert_ok(saves_item(s, &s->officer));
	writing = s->writing;
	writing.plain = text_of(mine);
	return merged_upon(s, &s->leader, 1, &writing);
}

static void
begins_with(struct scene *s, struct fixture *f, const char *text)
{
	scene_begin(s, f);
	s->writing.plain = text_of(text);
	writes_report(s);
}

/* --- the rules -------------------------------------------------------------------------------- */

static void
paragraphs_that_only_one_changed_come_together(struct fixture *f)
{
	struct scene s;
	struct merged merged;

	begins_with(&s, f, "Một.\n\nHai.\n\nBa.");
	merged = both_wrote(
			&s, "Một, họ sửa.\n\nHai.\n\nBa.", "Một.\n\nHai.\n\nBa.\n\nBốn, tôi thêm.");
	assert_int_equal(merged.clash_count, 0);
	assert_int_equal(merged.row_count, 2);
	assert_text(plain_of(&s, merged.writing.body), "Một, họ sửa.\nHai.\nBa.\nBốn, tôi thêm.");
}

static void
a_paragraph_that_both_changed_stands_twice_and_is_not_saved_so(struct fixture *f)
{
	struct scene s;
	struct merged merged;

	begins_with(&s, f, "Một.\n\nHai.");
	merged = both_wrote(&s, "Một, họ sửa.\n\nHai.", "Một, tôi sửa.\n\nHai.");
	assert_int_equal(merged.clash_count, 1);
	assert_text(plain_of(&s, merged.writing.body),
			"▼▼▼ Đồng chí viết:\nMột, tôi sửa.\n▼▼▼ Bản 2 viết:\nMột, họ sửa.\n"
			"▲▲▲ Hết chỗ hai bản khác nhau\nHai.");
	s.writing = merged.writing;
	assert_complaint(&s, &s.leader, saves_item, "body");
	s.writing.body = NO_TEXT;
	s.writing.plain = TEXT("Một, cả hai sửa.\n\nHai.");
	assert_ok(saves_item(&s, &s.leader));
	assert_int_equal(item_now(&s).revision, 3);
}

static void
what_one_removed_and_the_other_changed_is_a_clash(struct fixture *f)
{
	struct scene s;
	struct merged merged;

	begins_with(&s, f, "Một.\n\nHai.\n\nBa.");
	merged = both_wrote(&s, "Một.\n\nBa.", "Một.\n\nHai, tôi sửa.\n\nBa.");
	assert_int_equal(merged.clash_count, 1);
	assert_text(plain_of(&s, merged.writing.body),
			"Một.\n▼▼▼ Đồng chí viết:\nHai, tôi sửa.\n▼▼▼ Bản 2 bỏ chỗ này\n"
			"▲▲▲ Hết chỗ hai bản khác nhau\nBa.");
}

static void
of_other_fields_the_form_keeps_ones_own_and_tells_the_others(struct fixture *f)
{
	struct scene s;
	struct writing mine;
	struct merged merged;

	begins_with(&s, f, "Một.");
	mine = s.writing;
	s.writing.title = TEXT("Tên của họ");
	s.writing.abstract = TEXT("Tóm tắt của họ.");
	assert_ok(saves_item(&s, &s.officer));
	mine.title = TEXT("Tên của tôi");
	merged = merged_upon(&s, &s.leader, 1, &mine);
	assert_text(merged.writing.title, "Tên của tôi");
	assert_text(merged.writing.abstract, "Tóm tắt của họ.");
	assert_int_equal(merged.row_count, 2);
	assert_int_equal(merged.rows[0].kind, MERGE_CLASH);
	assert_text(merged.rows[0].theirs, "Tên của họ");
	assert_int_equal(merged.rows[1].kind, MERGE_THEIRS);
}

/* --- interleavings ---------------------------------------------------------------------------- */

#define INTERLEAVINGS 100
#define EDITORS 2

/* One of two who open, type and save as it comes. */
struct editor {
	const struct actor *actor;
	int64_t base;        /* what the page shows; 0: no page is open */
	struct text plain;   /* what stands in it */
	bool is_conflicting; /* the last save was refused, and the page shows both */
};

struct interleaving {
	struct scene *s;
	struct editor editors[EDITORS];
	uint64_t seed;
	int word; /* the next one typed: each is typed once */
	int saved, refused;
};

/* The page as a browser without scripts has it. */
static void
opens(struct interleaving *run, struct editor *editor)
{
	struct revision now = revision_now(run->s, editor->actor);
	json_t *doc;
	bool lossy;

	assert_ok(json_read(now.body, ITEM_BODY_MAX, &doc));
	editor->plain = rich_to_paragraphs(run->s->house.arena, doc, &lossy);
	editor->base = now.number;
	json_decref(doc);
}

/* A word of its own at the end of some paragraph, or a paragraph of it. */
static void
types(struct interleaving *run, struct editor *editor)
{
	struct buf out = BUF(run->s->house.arena);
	struct text rest = editor->plain, line;
	uint64_t at = dice(&run->seed, 5);
	bool is_typed = false;

	for (uint64_t i = 0; text_split(&rest, '\n', &line); i++) {
		buf_addf(&out, "%s%.*s", i ? "\n" : "", TEXT_ARGS(line));
		if (!is_typed && line.n && i / 2 == at) {
			buf_addf(&out, " w%d.", run->word);
			is_typed = true;
		}
	}
	if (!is_typed)
		buf_addf(&out, "\n\nw%d.", run->word);
	run->word++;
	editor->plain = buf_text(&out);
}

/* Both texts of each clash are kept: the lines between them go. */
static struct text
settled(struct arena *arena, struct text plain)
{
	struct buf out = BUF(arena);
	struct text rest = plain, line;

	while (text_split(&rest, '\n', &line))
		if (!text_starts_with(line, TEXT(MERGE_MARK_BEGIN)) &&
				!text_starts_with(line, TEXT(MERGE_MARK_END)))
			buf_addf(&out, "%.*s\n", TEXT_ARGS(line));
	return text_trim(buf_text(&out));
}

/* What the page of the refusal shows: both put together, upon the newest revision. */
static void
merges(struct interleaving *run, struct editor *editor)
{
	struct writing mine = run->s->writing;
	struct merged merged;
	json_t *doc;
	bool lossy;

	mine.body = NO_TEXT;
	mine.plain = editor->plain;
	merged = merged_upon(run->s, editor->actor, editor->base, &mine);
	assert_ok(json_read(merged.writing.body, ITEM_BODY_MAX, &doc));
	editor->plain = settled(
			run->s->house.arena, rich_to_paragraphs(run->s->house.arena, doc, &lossy));
	editor->base = revision_now(run->s, editor->actor).number;
	json_decref(doc);
}

/* Every word that stood in the page stands in the revision that was acknowledged. */
static void
assert_saved_whole(struct interleaving *run, const struct editor *editor)
{
	struct text now = plain_of(run->s, revision_now(run->s, editor->actor).body);

	for (int i = 0; i < run->word; i++) {
		struct text word = text_format(run->s->house.arena, "w%d.", i);

		if (text_find(editor->plain, word) >= 0)
			assert_true(text_find(now, word) >= 0);
	}
}

static enum err
saves(struct interleaving *run, struct editor *editor)
{
	enum err err;

	run->s->revision = editor->base;
	run->s->writing.body = NO_TEXT;
	run->s->writing.plain = editor->plain;
	err = saves_item(run->s, editor->actor);
	if (err == OK) {
		run->saved++;
		assert_saved_whole(run, editor);
		editor->base = run->s->revision;
		return OK;
	}
	assert_int_equal(err, ERR_CONFLICT);
	assert_true(revision_now(run->s, editor->actor).number > editor->base);
	run->refused++;
	merges(run, editor);
	return err;
}

/* As the dice fall; then both save what they have, so that all that was typed is somewhere. */
static void
interleave(struct interleaving *run)
{
	struct text now;

	for (size_t i = 0; i < EDITORS; i++)
		opens(run, &run->editors[i]);
	for (int step = 0; step < 6; step++) {
		struct editor *editor = &run->editors[dice(&run->seed, EDITORS)];

		types(run, editor);
		if (dice(&run->seed, 2))
			(void)saves(run, editor);
	}
	for (size_t i = 0; i < EDITORS; i++)
		while (saves(run, &run->editors[i]) != OK)
			continue;
	now = plain_of(run->s, revision_now(run->s, run->editors[0].actor).body);
	for (int i = 0; i < run->word; i++)
		assert_true(text_find(now, text_format(run->s->house.arena, "w%d.", i)) >= 0);
}

/* All of one house, one item each. */
static void
whatever_two_editors_do_no_word_that_was_typed_is_lost(struct fixture *f)
{
	const char *wanted = getenv("CONGTIN_INTERLEAVINGS");
	int count = wanted ? atoi(wanted) : INTERLEAVINGS;
	uint64_t seed = 20261128;
	int saved = 0, refused = 0;
	struct scene s;

	scene_begin(&s, f);
	owes_report(&s, &s.officer);
	for (int i = 0; i < count; i++) {
		struct arena_mark mark = arena_mark(s.house.arena);
		struct interleaving run = {.s = &s,
				.editors = {{.actor = &s.officer}, {.actor = &s.leader}},
				.seed = seed += 7919};

		s.writing.body = NO_TEXT;
		s.writing.plain = TEXT("Một.\n\nHai.\n\nBa.");
		assert_ok(begins_item(&s, &s.officer));
		interleave(&run);
		saved += run.saved;
		refused += run.refused;
		arena_reset_to(s.house.arena, mark);
	}
	assert_true(saved > count && refused > count / 2);
	print_message("%d interleavings: %d saves, %d answered 409, 0 overwrites\n", count, saved,
			refused);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(paragraphs_that_only_one_changed_come_together),
			STORE_TEST(a_paragraph_that_both_changed_stands_twice_and_is_not_saved_so),
			STORE_TEST(what_one_removed_and_the_other_changed_is_a_clash),
			STORE_TEST(of_other_fields_the_form_keeps_ones_own_and_tells_the_others),
			STORE_TEST(whatever_two_editors_do_no_word_that_was_typed_is_lost),
	};

	return house_run("merge", tests, COUNT_OF(tests));
}
