/* receipt_facts.h - what a receipt says of a handing in, from the store. For receipt.c only. */
#ifndef OFFICE_RECEIPT_FACTS_H
#define OFFICE_RECEIPT_FACTS_H

#include "office/item.h"
#include "office/receipt_file.h"

/* Fills all but the code: as of now, by the actor. */
must_check enum err receipt_facts(
		struct ctx *ctx, const struct item *item, struct receipt_facts *facts);

#endif
