/* scene_receipt.h - what is handed in for a receipt, and how a receipt's file is judged. */
#ifndef SUPPORT_SCENE_RECEIPT_H
#define SUPPORT_SCENE_RECEIPT_H

#include "support/scene.h"

#include "office/receipt.h"
#include "office/receipt_check.h"

/* scene_begin; a report is told of next, or without s->news.rule nothing. */
void receipt_begin(struct scene *s, struct fixture *f);

/* The officer's item lies before the leader. */
void submits_item(struct scene *s);

/* And is sent: its receipt. */
struct receipt receipt_sent(struct scene *s);

struct receipt receipt_now(struct scene *s);

/* What a receipt says, its seal being good. */
struct receipt_facts facts_of(struct scene *s, const struct receipt *receipt);
struct text file_of(struct scene *s, const struct receipt *receipt);

/* How a file is judged; ERR_INVALID when it is none. */
enum err judge(struct scene *s, struct text bytes, const struct receipt_trust *trust,
		struct receipt_check *out);

/* By the site's keys, and what the store keeps. */
struct receipt_trust trust_of_store(struct scene *s);

/* The site signs with a new key from now on. */
struct site_key key_renewed(struct scene *s);

#endif
