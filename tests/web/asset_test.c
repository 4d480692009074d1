/* asset_test.c - what the program carries can be found, and unpacks to itself. */
#include "web/asset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <zlib.h>

#define GZIP_WINDOW (15 + 16)

static void
assets__are_found_by_their_path(void **state)
{
	const struct asset *asset;

	(void)state;
	assert_non_null(asset_at(0));
	for (size_t i = 0; (asset = asset_at(i)); i++) {
		assert_ptr_equal(asset_find(asset->path), asset);
		assert_true(text_starts_with(asset->path, TEXT("/assets/")));
	}
	assert_null(asset_find(TEXT("/assets/none.css")));
	assert_null(asset_find(NO_TEXT));
}

static void
assets__have_the_keys_that_layouts_use(void **state)
{
	static const char *const keys[] = {"app_css", "desk_css", "desk_js", "editor_js",
			"favicon_svg", "icons_svg", "licenses_txt", "logo_svg", "og_card_png",
			"portal_js"};

	(void)state;
	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		const struct asset *asset;
		size_t i = 0;

		while ((asset = asset_at(i)) && !text_equals(asset->key, text_of(keys[k])))
			i++;
		assert_non_null(asset);
	}
}

static void
assets__gunzip_to_their_bytes(void **state)
{
	const struct asset *asset;

	(void)state;
	for (size_t i = 0; (asset = asset_at(i)); i++) {
		z_stream stream = {0};
		char *plain = malloc(asset->bytes.n + 1);

		if (text_is_empty(asset->gzip)) {
			free(plain);
			continue;
		}
		assert_true(asset->gzip.n < asset->bytes.n);
		stream.next_in = (unsigned char *)asset->gzip.p;
		stream.avail_in = (unsigned)asset->gzip.n;
		stream.next_out = (unsigned char *)plain;
		stream.avail_out = (unsigned)asset->bytes.n + 1;
		assert_int_equal(inflateInit2(&stream, GZIP_WINDOW), Z_OK);
		assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
		assert_int_equal(stream.total_out, asset->bytes.n);
		assert_memory_equal(plain, asset->bytes.p, asset->bytes.n);
		inflateEnd(&stream);
		free(plain);
	}
}

static void
public_page__keeps_its_budget(void **state)
{
	const struct asset *asset;
	size_t fonts = 0;

	(void)state;
	for (size_t i = 0; (asset = asset_at(i)); i++) {
		if (text_ends_with(asset->path, TEXT(".woff2")))
			fonts += asset->bytes.n;
		if (text_equals(asset->key, TEXT("app_css")))
			assert_in_range(asset->gzip.n, 1, 16 * 1024);
		if (text_equals(asset->key, TEXT("portal_js")))
			assert_in_range(asset->bytes.n, 1, 2 * 1024);
	}
	assert_in_range(fonts, 1, 68 * 1024);
}

static void
templates__are_found_by_their_name(void **state)
{
	const struct template_source *source;

	(void)state;
	for (size_t i = 0; (source = template_source_at(i)); i++)
		assert_ptr_equal(template_source_find(source->name), source);
	assert_non_null(template_source_find(TEXT("web/layout_portal")));
	assert_null(template_source_find(TEXT("web/layout_porta")));
}

static void
resources__are_found_by_their_path(void **state)
{
	const struct resource *resource;

	(void)state;
	for (size_t i = 0; (resource = resource_at(i)); i++)
		assert_ptr_equal(resource_find(resource->name), resource);
	assert_null(resource_find(TEXT("none.conf")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(assets__are_found_by_their_path),
			cmocka_unit_test(assets__have_the_keys_that_layouts_use),
			cmocka_unit_test(assets__gunzip_to_their_bytes),
			cmocka_unit_test(public_page__keeps_its_budget),
			cmocka_unit_test(templates__are_found_by_their_name),
			cmocka_unit_test(resources__are_found_by_their_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
