#include "office/ctx.h"

#include "law/regulation.h"

#include <stdarg.h>
#include <stdio.h>

const struct regulation *
rules_in_force(const struct rules *rules, struct instant now)
{
	return regulation_in_force(rules->regulations, day_of(now, rules->zone));
}

enum err
ctx_refuse(struct ctx *ctx, enum err err, const char *format, ...)
{
	char words[1000];
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	ctx->words = text_copy(ctx->arena, text_of(words));
	return err;
}

static enum err
refuse_permit(struct ctx *ctx, enum err err)
{
	if (err == ERR_LOGIN)
		return ctx_refuse(ctx, err, "Đồng chí cần đăng nhập để làm việc này.");
	return ctx_refuse(ctx, err,
			"Vai trò của đồng chí không được làm việc này. Nếu cần, hãy liên hệ quản "
			"trị viên.");
}

enum err
ctx_may(struct ctx *ctx, enum permit permit)
{
	enum err err = permit_check(permit, ctx->actor->roles);

	return err == OK ? OK : refuse_permit(ctx, err);
}

enum err
ctx_may_for(struct ctx *ctx, enum permit permit, int64_t unit)
{
	enum err err = permit_check_unit(permit, ctx->actor->roles, ctx->actor->unit, unit);

	return err == OK ? OK : refuse_permit(ctx, err);
}
