/* receipt_view.h - receipts as pages and programs show them. */
#ifndef OFFICE_RECEIPT_VIEW_H
#define OFFICE_RECEIPT_VIEW_H

#include "base/json.h"
#include "office/receipt.h"
#include "office/receipt_check.h"

/* The verdict of a document with a duty, as it was put into words when it was issued. */
struct label receipt_verdict_label(const struct receipt_facts *facts);

/* "hết ngày 24/11/2026", "16:00 thứ Ba 24/11/2026", "không ấn định". */
struct text receipt_due_words(
		struct arena *arena, const struct receipt_facts *facts, struct zone zone);

/*
 * state{code,label,tone}, valid, words, fingerprint, recorded and, of a valid one,
 * `receipt` with what it says.
 */
void receipt_check_view(struct arena *arena, json_t *view, const struct receipt_check *check,
		struct zone zone);

/* signature{code,label,tone,fingerprint}: "good", "none" or "broken". */
void receipt_seal_view(json_t *view, const struct receipt_seal *seal);

#endif
