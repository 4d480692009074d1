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

/* "Lãnh đạo đơn vị (của đơn vị có việc), Điều phối viên" */
static struct text
who_may(struct ctx *ctx, enum permit permit)
{
	role_set all = permit_roles(permit, SCOPE_ALL) & ~ROLE_BIT(ROLE_CLOCK);
	struct text own = roles_label(ctx->arena, permit_roles(permit, SCOPE_OWN) & ~all);
	struct text others = roles_label(ctx->arena, all);

	return text_format(ctx->arena, "%.*s%s%s%.*s", TEXT_ARGS(own),
			own.n ? " (của đơn vị có việc)" : "", own.n && others.n ? ", " : "",
			TEXT_ARGS(others));
}

static enum err
refuse_permit(struct ctx *ctx, enum permit permit, enum err err)
{
	if (err == ERR_LOGIN)
		return ctx_refuse(ctx, err, "Đồng chí cần đăng nhập để làm việc này.");
	return ctx_refuse(ctx, err,
			"Đồng chí không được làm việc này. Người được làm: %.*s. Nếu cần, hãy liên "
			"hệ quản trị viên.",
			TEXT_ARGS(who_may(ctx, permit)));
}

enum err
ctx_may(struct ctx *ctx, enum permit permit)
{
	enum err err = permit_check(permit, ctx->actor->roles);

	return err == OK ? OK : refuse_permit(ctx, permit, err);
}

enum err
ctx_may_for(struct ctx *ctx, enum permit permit, int64_t unit)
{
	bool inherits = permit_only_reads(permit) && actor_took_in(ctx->actor, unit);
	enum err err = permit_check_unit(permit, ctx->actor->roles, ctx->actor->unit,
			inherits ? ctx->actor->unit : unit);

	return err == OK ? OK : refuse_permit(ctx, permit, err);
}
