#include "desk/merge.h"

#include "base/diff.h"

static const struct {
	const char *name, *label, *tone;
} KINDS[] = {
		[MERGE_MINE] = {"mine", "Chỉ đồng chí sửa", "neutral"},
		[MERGE_THEIRS] = {"theirs", "Chỉ bản mới sửa", "info"},
		[MERGE_BOTH] = {"both", "Hai bên sửa giống nhau", "good"},
		[MERGE_CLASH] = {"clash", "Cả hai cùng sửa, cần chọn", "warn"},
};

static void
side_put(struct ctx *ctx, json_t *row, const char *key, struct text base, struct text side)
{
	struct diff_run *runs;
	size_t count = diff_words(ctx->arena, base, side, &runs);

	json_put(row, key, diff_view(runs, count));
}

static void
row_view(struct ctx *ctx, json_t *row, const struct merge_row *part)
{
	json_t *kind = json_put_object(row, "kind");

	json_put_text(row, "field", text_of(part->label));
	json_put_text(kind, "code", text_of(KINDS[part->kind].name));
	json_put_text(kind, "label", text_of(KINDS[part->kind].label));
	json_put_text(kind, "tone", text_of(KINDS[part->kind].tone));
	json_put_text(row, "base", part->base);
	side_put(ctx, row, "mine", part->base, part->mine);
	side_put(ctx, row, "theirs", part->base, part->theirs);
}

/* One's own other page is nobody else. */
static struct text
words_of(struct ctx *ctx, int64_t base, const struct revision *theirs)
{
	const char *rest = "Biểu mẫu dưới đây đã ghép cả hai; Lưu sẽ tạo một bản mới.";

	if (theirs->author == ctx->actor->account)
		return text_format(ctx->arena,
				"Ở một cửa sổ khác, đồng chí đã lưu bản %lld sau bản %lld. %s",
				(long long)theirs->number, (long long)base, rest);
	return text_format(ctx->arena,
			"Đồng chí soạn trên bản %lld; từ đó đ/c %.*s đã lưu bản %lld. %s",
			(long long)base, TEXT_ARGS(theirs->author_name), (long long)theirs->number,
			rest);
}

enum err
merge_view(struct ctx *ctx, json_t *view, const struct item *item, int64_t base,
		const struct writing *mine, const struct revision *theirs, struct writing *merged,
		bool *is_merged)
{
	struct merged both;
	json_t *merge, *rows;
	enum err err;

	*is_merged = false;
	json_put_bool(view, "merge", false);
	if (base == theirs->number)
		return OK;
	err = item_merge(ctx, item, base, mine, theirs, &both);
	/* Then both texts stand beside each other as they are. */
	if (err == ERR_NOT_FOUND || err == ERR_INVALID)
		return OK;
	TRY(err);
	merge = json_put_object(view, "merge");
	json_put_int(merge, "from", base);
	json_put_int(merge, "to", theirs->number);
	json_put_text(merge, "author", theirs->author_name);
	json_put_text(merge, "words", words_of(ctx, base, theirs));
	json_put_int(merge, "clashes", (int64_t)both.clash_count);
	json_put_bool(merge, "clash_words", false);
	if (both.clash_count)
		json_put_text(merge, "clash_words",
				text_format(ctx->arena, "Còn %zu chỗ cả hai cùng sửa, cần chọn",
						both.clash_count));
	rows = json_put_list(merge, "rows");
	for (size_t i = 0; i < both.row_count; i++)
		row_view(ctx, json_add_object(rows), &both.rows[i]);
	*merged = both.writing;
	*is_merged = true;
	return OK;
}
