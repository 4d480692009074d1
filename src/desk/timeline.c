/* timeline.c - everything that happened in a matter, and with whom it lay how long. */
#include "desk/timeline.h"

#include "law/deadline.h"
#include "office/timeline.h"

/* A text or `false`, for sections of the template. */
static void
put_text_if(json_t *row, const char *key, struct text text)
{
	if (text.n)
		json_put_text(row, key, text);
	else
		json_put_bool(row, key, false);
}

static void
entry_view(const struct ctx *ctx, json_t *row, const struct timeline_entry *entry)
{
	json_put_instant(row, "at", entry->at, ctx->rules->zone);
	json_put_text(row, "kind", text_of(entry->kind));
	json_put_text(row, "what", entry->what.text);
	json_put_text(row, "tone", tone_name(entry->what.tone));
	put_text_if(row, "subject", entry->subject);
	put_text_if(row, "href", entry->href);
	put_text_if(row, "who", entry->who);
	put_text_if(row, "reason", entry->reason);
}

static void
share_view(const struct ctx *ctx, json_t *split, const char *key, int64_t ms)
{
	json_t *share;

	json_put_bool(split, key, false);
	if (ms <= 0)
		return;
	share = json_put_object(split, key);
	json_put_text(share, "words", duration_words(ctx->arena, ms));
	json_put_int(share, "ms", ms);
}

enum err
timeline_view(struct ctx *ctx, json_t *view, const struct matter *matter)
{
	json_t *list = json_put_list(view, "timeline");
	struct timeline timeline;
	json_t *split;

	TRY(timeline_make(ctx, matter, &timeline));
	for (size_t i = 0; i < timeline.count; i++)
		entry_view(ctx, json_add_object(list), &timeline.entries[i]);
	json_put_bool(view, "timeline_cut", timeline.is_cut);
	json_put_bool(view, "split", false);
	if (timeline.split.unit_ms + timeline.split.portal_ms + timeline.split.both_ms <= 0)
		return OK;
	split = json_put_object(view, "split");
	share_view(ctx, split, "unit", timeline.split.unit_ms);
	share_view(ctx, split, "portal", timeline.split.portal_ms);
	share_view(ctx, split, "both", timeline.split.both_ms);
	return OK;
}
