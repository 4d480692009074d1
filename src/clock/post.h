/*
 * post.h - the thread that hands mails to the mail server.
 *
 * It takes a mail (office/mail.h), sends it, and notes the end: three steps, of which
 * the middle one is no transaction. While the server lets nobody in, it waits longer and
 * longer before it takes the next.
 */
#ifndef CLOCK_POST_H
#define CLOCK_POST_H

#include "base/conf.h"
#include "office/ctx.h"
#include "web/web.h"

#include <stdatomic.h>

struct post;

/*
 * `offset_ms`: see hand.h. `arena` lives as long as the process. ERR_INVALID with words for a
 * password file that cannot be read.
 */
must_check enum err post_open(struct web *web, const struct rules *rules, const struct conf *conf,
		struct text holder, const _Atomic int64_t *offset_ms, struct post **out,
		struct arena *arena, struct text *fault);

/* Ends it after the mail that it is at; NULL is allowed. */
void post_close(struct post *post);

#endif
