/* view_asset.c - the templates and words that the program carries. */
#include "web/asset.h"
#include "web/view.h"

enum err
views_add_embedded(struct views *views, struct view_fault *fault)
{
	const struct template_source *source;

	for (size_t i = 0; (source = template_source_at(i)); i++)
		TRY(views_add(views, source->name, source->text, fault));
	return OK;
}

enum err
words_add_embedded(struct words *words, int *line)
{
	const struct resource *english = resource_find(TEXT("po/en.po"));

	return english ? words_add(words, LANG_EN, english->text, line) : OK;
}
