#include "office/public_form.h"

#include "office/throttle.h"

enum err
public_form_pass(struct ctx *ctx, const char *form)
{
	const struct throttle buckets[] = {
			{text_format(ctx->arena, "form:%s:%.*s", form,
					 TEXT_ARGS(throttle_peer(ctx->arena, ctx->peer))),
					PUBLIC_FORM_PEER_MAX},
			{text_format(ctx->arena, "form:%s", form), PUBLIC_FORM_ALL_MAX},
	};
	struct instant opens;
	bool full;

	if (form_line(ctx->form, "homepage").n)
		return form_complain(ctx->form, "homepage", "Hãy để trống ô này rồi gửi lại.");
	TRY(throttle_lock(ctx));
	TRY(throttle_is_full(ctx, buckets, COUNT_OF(buckets), &full, &opens));
	if (full)
		return ctx_refuse(ctx, ERR_THROTTLED,
				"Hệ thống vừa nhận quá nhiều nội dung gửi từ nơi này. Hãy gửi lại "
				"sau %s.",
				instant_words(ctx->arena, opens, ctx->rules->zone).p);
	return throttle_count(ctx, buckets, COUNT_OF(buckets));
}
