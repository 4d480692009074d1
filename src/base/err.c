#include "base/err.h"

const char *
err_name(enum err err)
{
	static const char *const names[] = {
			[OK] = "ok",
			[ERR_INVALID] = "invalid",
			[ERR_LOGIN] = "login",
			[ERR_FORBIDDEN] = "forbidden",
			[ERR_NOT_FOUND] = "not_found",
			[ERR_GONE] = "gone",
			[ERR_CONFLICT] = "conflict",
			[ERR_TOO_LARGE] = "too_large",
			[ERR_THROTTLED] = "throttled",
			[ERR_UNAVAILABLE] = "unavailable",
			[ERR_BROKEN] = "broken",
	};

	return (unsigned)err < COUNT_OF(names) ? names[err] : "unknown";
}
