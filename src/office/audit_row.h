/* audit_row.h - one row of the trail: read and hashed. For audit*.c only. */
#ifndef OFFICE_AUDIT_ROW_H
#define OFFICE_AUDIT_ROW_H

#include "office/audit.h"

/* What stands before the first row. */
#define AUDIT_HASH_OF_NOTHING "0000000000000000000000000000000000000000000000000000000000000000"

void audit_row_read(struct query *q, struct arena *arena, struct audit_row *row);

/* What the row's own hash has to be. */
struct text audit_row_hash(struct arena *arena, const struct audit_row *row);

/* Number and hash of the last row; 0 and the hash of nothing when there is none. */
must_check enum err audit_head(
		struct store *store, struct arena *arena, int64_t *seq, struct text *hash);

#endif
