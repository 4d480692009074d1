#include "cli/schema.h"

#include "web/asset.h"

size_t
schema_steps(struct arena *arena, struct migration steps[SCHEMA_STEPS_MAX])
{
	const struct text start = TEXT("store/schema/");
	const struct resource *resource;
	size_t count = 0;

	for (size_t i = 0; (resource = resource_at(i)) && count < SCHEMA_STEPS_MAX; i++) {
		const struct text ending = TEXT(".sqlite.sql");
		const struct resource *twin;
		struct text name;
		int64_t number;

		if (!text_starts_with(resource->name, start) ||
				!text_ends_with(resource->name, ending))
			continue;
		name = text_slice(resource->name, start.n, resource->name.n - ending.n);
		twin = resource_find(text_format(
				arena, "%.*s%.*s.postgres.sql", TEXT_ARGS(start), TEXT_ARGS(name)));
		if (!twin || !text_to_int(text_slice(name, 0, 4), &number))
			continue;
		steps[count++] = (struct migration){
				.number = (int)number,
				.name = text_c(arena, name),
				.sqlite = resource->text.p,
				.postgres = twin->text.p,
		};
	}
	return count;
}
