#include "office/audit_verify.h"

#include "gen/office/audit.sql.h"
#include "office/audit_row.h"
#include "office/site_key.h"

#include <stdlib.h>

#define WALK_ROWS 1000

/* One verification on its way along the trail. */
struct walk {
	struct store *store;
	struct arena *arena;                  /* of what is told in the end */
	struct arena page;                    /* of the rows in hand */
	const struct audit_checkpoint *lines; /* all of the file */
	size_t line_count;
	const struct audit_checkpoint **marks; /* those that are to be met, by rising seq */
	size_t mark_count, mark_next;
	char hash[2 * HASH_SIZE + 1]; /* of the row before */
	int64_t seq;                  /* likewise */
	struct audit_verdict verdict;
};

bool
audit_is_whole(const struct audit_verdict *verdict)
{
	return !verdict->broken_seq && !verdict->fault_count;
}

/* --- checkpoints -------------------------------------------------------------------------------
 */

static void
fault_add(struct walk *walk, const struct audit_checkpoint *line, struct text reason)
{
	walk->verdict.faults[walk->verdict.fault_count++] = (struct audit_fault){
			.line = line->line,
			.seq = line->is_read ? line->seq : 0,
			.at = line->at,
			.reason = reason,
	};
}

static int
by_seq(const void *a, const void *b)
{
	const struct audit_checkpoint *x = *(const struct audit_checkpoint *const *)a;
	const struct audit_checkpoint *y = *(const struct audit_checkpoint *const *)b;

	return (x->seq > y->seq) - (x->seq < y->seq);
}

/*
 * Lines by a key of this store have to hold, whatever trail they name. Lines by other
 * keys are another store's, unless they claim to speak of this trail.
 */
static enum err
marks_take(struct walk *walk)
{
	struct site_key *keys;
	struct text trail = NO_TEXT;
	struct query q;
	size_t count;

	TRY(site_key_list(walk->store, walk->arena, &keys, &count));
	query_begin(&q, walk->store, &SQL_audit_first);
	if (query_next(&q))
		trail = column_text(&q, 0, walk->arena);
	TRY(query_end(&q));
	for (size_t i = 0; i < walk->line_count; i++) {
		const struct audit_checkpoint *line = &walk->lines[i];
		bool is_known = line->is_read && site_key_find(keys, count, &line->public);

		if (!line->is_read)
			fault_add(walk, line, TEXT("dòng này không phải một mốc do hệ thống ghi"));
		else if (!is_known && !text_equals(line->trail, trail))
			walk->verdict.foreign++;
		else if (!is_known)
			fault_add(walk, line, TEXT("mốc giả: ký bằng khóa không có trong kho"));
		else if (!line->is_signed)
			fault_add(walk, line, TEXT("mốc giả: chữ ký sai"));
		else
			walk->marks[walk->mark_count++] = line;
	}
	qsort(walk->marks, walk->mark_count, sizeof(*walk->marks), by_seq);
	return OK;
}

static struct text
signed_at(struct walk *walk, const struct audit_checkpoint *mark)
{
	return instant_words(walk->arena, mark->at, ZONE_VIETNAM);
}

static void
mark_holds(struct walk *walk, const struct audit_checkpoint *mark)
{
	walk->verdict.checkpoints++;
	walk->verdict.sealed_seq = mark->seq;
	walk->verdict.sealed_at = mark->at;
}

/* The chain fits and yet ends in another hash: it was written anew somewhere before. */
static void
mark_differs(struct walk *walk, const struct audit_checkpoint *mark)
{
	struct text reason = text_format(walk->arena,
			"khác với mốc đã ký lúc %s: nhật ký đã bị viết lại",
			signed_at(walk, mark).p);

	fault_add(walk, mark, reason);
	if (walk->verdict.broken_seq)
		return;
	walk->verdict.broken_seq = walk->verdict.sealed_seq + 1;
	walk->verdict.broken_to = mark->seq;
	walk->verdict.reason = reason;
}

/* Checkpoints of rows that the walk has passed. */
static void
marks_meet(struct walk *walk)
{
	while (walk->mark_next < walk->mark_count &&
			walk->marks[walk->mark_next]->seq <= walk->seq) {
		const struct audit_checkpoint *mark = walk->marks[walk->mark_next++];

		if (mark->seq == walk->seq && text_equals(mark->hash, text_of(walk->hash)))
			mark_holds(walk, mark);
		else
			mark_differs(walk, mark);
	}
}

/* The trail has ended before them. */
static void
marks_miss(struct walk *walk)
{
	for (; walk->mark_next < walk->mark_count; walk->mark_next++) {
		const struct audit_checkpoint *mark = walk->marks[walk->mark_next];
		struct text reason = text_format(walk->arena,
				"nhật ký bị cắt đuôi: dòng cuối là %lld, nhưng mốc đã ký lúc %s "
				"ghi "
				"đến dòng %lld",
				(long long)walk->seq, signed_at(walk, mark).p,
				(long long)mark->seq);

		fault_add(walk, mark, reason);
		if (walk->verdict.broken_seq)
			continue;
		walk->verdict.broken_seq = walk->verdict.broken_to = walk->seq + 1;
		walk->verdict.reason = reason;
	}
}

/* --- rows --------------------------------------------------------------------------------------
 */

/* Why `row` cannot stand behind the row before; the empty text if it can. */
static struct text
row_fault(struct walk *walk, const struct audit_row *row)
{
	if (row->seq != walk->seq + 1)
		return text_format(&walk->page, "thiếu dòng %lld (dòng kế tiếp là %lld)",
				(long long)(walk->seq + 1), (long long)row->seq);
	if (!text_equals(row->before, text_of(walk->hash)))
		return TEXT("mã băm của dòng trước không khớp: dòng trước đã bị sửa hoặc thay");
	if (!text_equals(row->hash, audit_row_hash(&walk->page, row)))
		return TEXT("mã băm không khớp nội dung: dòng này đã bị sửa");
	return NO_TEXT;
}

static void
row_take(struct walk *walk, const struct audit_row *row)
{
	struct text fault = row_fault(walk, row);

	walk->verdict.rows++;
	if (fault.n) {
		walk->verdict.broken_seq = walk->verdict.broken_to = row->seq;
		walk->verdict.reason = text_copy(walk->arena, fault);
		return;
	}
	walk->seq = row->seq;
	memcpy(walk->hash, row->hash.p, 2 * HASH_SIZE);
	marks_meet(walk);
}

/* Rows behind the last one taken; `more` is false at the end. */
static enum err
page_take(struct walk *walk, bool *more)
{
	struct query q;
	struct audit_row row;

	*more = false;
	query_begin(&q, walk->store, &SQL_audit_walk);
	bind_int(&q, walk->seq);
	bind_int(&q, WALK_ROWS);
	while (!walk->verdict.broken_seq && query_next(&q)) {
		audit_row_read(&q, &walk->page, &row);
		row_take(walk, &row);
		*more = true;
	}
	return query_end(&q);
}

static enum err
walk_all(struct walk *walk)
{
	bool more = true;
	enum err err = OK;

	while (more && err == OK && !walk->verdict.broken_seq) {
		err = page_take(walk, &more);
		arena_reset(&walk->page);
	}
	arena_free(&walk->page);
	return err;
}

/* The checkpoints are read first: what they speak of is in the store by then. */
enum err
audit_verify(struct store *store, struct arena *arena, struct text files, struct audit_verdict *out)
{
	struct walk walk = {.store = store, .arena = arena, .hash = AUDIT_HASH_OF_NOTHING};
	struct audit_checkpoint *lines;

	TRY(audit_checkpoint_list(arena, files, &lines, &walk.line_count));
	walk.lines = lines;
	walk.marks = ARENA_NEW_ARRAY(arena, walk.line_count + 1, const struct audit_checkpoint *);
	walk.verdict.faults = ARENA_NEW_ARRAY(arena, walk.line_count + 1, struct audit_fault);
	TRY(marks_take(&walk));
	TRY(walk_all(&walk));
	if (!walk.verdict.broken_seq)
		marks_miss(&walk);
	*out = walk.verdict;
	return OK;
}
