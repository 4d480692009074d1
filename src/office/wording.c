#include "office/wording.h"

#include "base/buf.h"
#include "office/audit.h"
#include "office/tell.h"

size_t
wording_findings(struct ctx *ctx, const struct wording *wordings, size_t count,
		struct wording_finding **out)
{
	struct finding **found = ARENA_NEW_ARRAY(ctx->arena, count, struct finding *);
	size_t *counts = ARENA_NEW_ARRAY(ctx->arena, count, size_t), all = 0, n = 0;
	struct wording_finding *rows;

	for (size_t i = 0; i < count; i++) {
		counts[i] = screen(ctx->arena, wordings[i].words, wordings[i].place,
				&ctx->rules->screen, &found[i]);
		all += counts[i];
	}
	rows = ARENA_NEW_ARRAY(ctx->arena, all, struct wording_finding);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < counts[i]; k++)
			rows[n++] = (struct wording_finding){
					.in = &wordings[i],
					.what = found[i][k],
					.passage = passage_of(ctx->arena, wordings[i].words,
							&found[i][k]),
			};
	*out = rows;
	return n;
}

/* The words around it as well: who typed them shall find the place. */
static void
complain(struct ctx *ctx, const struct wording_finding *found)
{
	const struct passage *passage = &found->passage;

	(void)form_complain(ctx->form, found->in->field,
			"%.*s%s%.*s “%.*s” trong “%.*s%.*s%.*s”. %s", TEXT_ARGS(found->in->label),
			found->in->label.n ? ": " : "",
			TEXT_ARGS(finding_label(found->what.kind).text), TEXT_ARGS(passage->words),
			TEXT_ARGS(passage->lead), TEXT_ARGS(passage->words),
			TEXT_ARGS(passage->tail),
			found->what.kind == FINDING_SECRET
					? "Hệ thống này không nhận; hãy làm theo quy định về bảo "
					  "vệ bí mật nhà nước."
					: "Nội dung này được công khai: hãy bỏ hoặc che đi.");
}

static enum err
bar(struct ctx *ctx, const struct wording *wordings, size_t count, bool only_secrets)
{
	struct buf incident = BUF(ctx->arena);
	struct wording_finding *rows;
	size_t n = wording_findings(ctx, wordings, count, &rows), barred = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_secret = rows[i].what.kind == FINDING_SECRET;

		if (only_secrets && !is_secret)
			continue;
		complain(ctx, &rows[i]);
		barred++;
		if (is_secret)
			buf_addf(&incident, "%s%.*s%s“%.*s”", incident.n ? "; " : "",
					TEXT_ARGS(rows[i].in->label),
					rows[i].in->label.n ? ": " : "",
					TEXT_ARGS(rows[i].passage.words));
	}
	if (incident.n)
		ctx->secret = buf_text(&incident);
	return barred ? ERR_INVALID : OK;
}

enum err
wording_bar_secrets(struct ctx *ctx, const struct wording *wordings, size_t count)
{
	return bar(ctx, wordings, count, true);
}

enum err
wording_bar(struct ctx *ctx, const struct wording *wordings, size_t count)
{
	return bar(ctx, wordings, count, false);
}

enum err
wording_tell(struct ctx *ctx)
{
	struct news news = {
			.object = ctx->actor->account,
			.version = ctx->now.ms, /* each try is told */
			.unit = ctx->actor->unit,
			.title = ctx->actor->name,
			.href = TEXT("/desk/refusals?of=words"),
	};

	return tell(ctx, TELL_SECRET_REFUSED, &news);
}
