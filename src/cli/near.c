#include "cli/near.h"

size_t
near_distance(struct text a, struct text b)
{
	size_t row[64];

	if (b.n >= COUNT_OF(row))
		return SIZE_MAX;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t before = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t change = before + (a.p[i - 1] != b.p[j - 1]);
			size_t shorter = row[j] + 1 < row[j - 1] + 1 ? row[j] + 1 : row[j - 1] + 1;

			before = row[j];
			row[j] = change < shorter ? change : shorter;
		}
	}
	return row[b.n];
}
