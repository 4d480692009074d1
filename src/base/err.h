/* err.h - how a function says that it could not do what it promised. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/*
 * One value for each *reaction* of a caller, not for each cause. The cause is
 * told to people in complaints (see office/ctx.h) or logged on the floor that
 * knows it. Outputs are untouched unless OK is returned.
 */
enum err {
	OK = 0,
	ERR_INVALID,     /* the input is wrong: show the form again with its complaints */
	ERR_LOGIN,       /* nobody is logged in, or the proof of who one is was wrong */
	ERR_FORBIDDEN,   /* this actor may not do this; the refusal goes to the audit trail */
	ERR_NOT_FOUND,   /* there is no such thing (or the actor may not know of it) */
	ERR_GONE,        /* there was such a thing; it was withdrawn */
	ERR_CONFLICT,    /* somebody was faster, or the state does not allow it any more */
	ERR_TOO_LARGE,   /* a named limit was passed */
	ERR_THROTTLED,   /* too many tries; later it will work */
	ERR_UNAVAILABLE, /* the store cannot take this now (full disk, no connection) */
	ERR_BROKEN,      /* the world or the program is broken; already logged */
};

#define must_check __attribute__((warn_unused_result))

/* Returns early with the error of `call`. Stands alone on its line. */
#define TRY(call)                                                                                  \
	do {                                                                                       \
		enum err try_err_ = (call);                                                        \
		if (try_err_ != OK)                                                                \
			return try_err_;                                                           \
	} while (0)

/* Closes a handle when the variable leaves its scope: `cleanup(file_close) FILE *f = …`. */
#define cleanup(function) __attribute__((cleanup(function)))

#define printf_like(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* The machine name of an error, for logs and JSON ("not_found"). */
const char *err_name(enum err err);

#endif
