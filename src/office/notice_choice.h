/*
 * notice_choice.h - how each person wants to be told: by mail at once, by a digest, or not.
 *
 * Chosen by kind of notice. Whatever is chosen, the notice stands on the desk; one that
 * is mute is born read. What the law sets a term for cannot be silenced, and what cannot
 * wait cannot wait for a digest. Quiet hours hold back mails, never notices, and not what
 * is urgent.
 */
#ifndef OFFICE_NOTICE_CHOICE_H
#define OFFICE_NOTICE_CHOICE_H

#include "office/tell.h"

enum notice_choice { CHOICE_AT_ONCE, CHOICE_DIGEST, CHOICE_MUTE };
#define NOTICE_CHOICES (CHOICE_MUTE + 1)

/* "at_once", "digest", "mute"; "Gửi thư ngay" …. */
struct text notice_choice_name(enum notice_choice choice);
struct text notice_choice_label(enum notice_choice choice);
must_check enum err notice_choice_parse(struct text name, enum notice_choice *out);

/* What holds for who has not chosen, and whether the kind allows a choice at all. */
enum notice_choice notice_choice_default(enum notice_kind kind);
bool notice_choice_is_allowed(enum notice_kind kind, enum notice_choice choice);

/* What holds for the actor, for each kind. */
must_check enum err notice_choices(struct ctx *ctx, enum notice_choice out[NOTICE_KIND_COUNT]);

/* The actor chooses; ERR_INVALID with a complaint at the kind's name where it is not allowed. */
must_check enum err notice_choose(
		struct ctx *ctx, const enum notice_choice choices[NOTICE_KIND_COUNT]);

/* The next digest after `now`. */
struct instant notice_digest_at(const struct rules *rules, struct instant now);

/* When a mail of that kind may go: now, or when the quiet hours end. */
struct instant notice_mail_at(const struct rules *rules, enum notice_kind kind, struct instant now);

#endif
