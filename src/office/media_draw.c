#include "office/media_draw.h"

#include "base/library.h"

#include <malloc.h>
#include <pthread.h>
#include <stddef.h>

#define LIBRARY "libvips.so.42"
#define THREAD_STACK ((size_t)1 << 20)
#define QUALITY 80
#define TALLEST 4 /* heights to a width: long screens stay readable */

/* Values of libvips' own enums. */
#define SIZE_DOWN 2
#define FAIL_ON_ERROR 2

struct vips_image;
struct vips_array;

/* What is called of libvips; looked up by name. Options end with NULL. */
struct vips {
	int (*init)(const char *program);
	void (*operation_block_set)(const char *name, int is_blocked);
	void (*block_untrusted_set)(int is_blocked);
	void (*cache_set_max)(int operations);
	struct vips_image *(*image_new_from_buffer)(const void *, size_t, const char *, ...);
	int (*image_get_width)(const struct vips_image *);
	int (*image_get_height)(const struct vips_image *);
	int (*image_hasalpha)(struct vips_image *);
	struct vips_image *(*image_copy_memory)(struct vips_image *);
	int (*thumbnail_buffer)(const void *, size_t, struct vips_image **, int width, ...);
	int (*thumbnail_image)(struct vips_image *, struct vips_image **, int width, ...);
	struct vips_array *(*array_double_newv)(int count, ...);
	int (*flatten)(struct vips_image *, struct vips_image **, ...);
	int (*jpegsave_buffer)(struct vips_image *, void **, size_t *, ...);
};

static const struct library_call CALLS[] = {
		{"vips_init", offsetof(struct vips, init)},
		{"vips_operation_block_set", offsetof(struct vips, operation_block_set)},
		{"vips_block_untrusted_set", offsetof(struct vips, block_untrusted_set)},
		{"vips_cache_set_max", offsetof(struct vips, cache_set_max)},
		{"vips_image_new_from_buffer", offsetof(struct vips, image_new_from_buffer)},
		{"vips_image_get_width", offsetof(struct vips, image_get_width)},
		{"vips_image_get_height", offsetof(struct vips, image_get_height)},
		{"vips_image_hasalpha", offsetof(struct vips, image_hasalpha)},
		{"vips_image_copy_memory", offsetof(struct vips, image_copy_memory)},
		{"vips_thumbnail_buffer", offsetof(struct vips, thumbnail_buffer)},
		{"vips_thumbnail_image", offsetof(struct vips, thumbnail_image)},
		{"vips_array_double_newv", offsetof(struct vips, array_double_newv)},
		{"vips_flatten", offsetof(struct vips, flatten)},
		{"vips_jpegsave_buffer", offsetof(struct vips, jpegsave_buffer)},
};

static const char *const loaders[] = {
		"VipsForeignLoadJpegBuffer",
		"VipsForeignLoadPngBuffer",
		"VipsForeignLoadWebpBuffer",
		"VipsForeignLoadNsgifBuffer",
};

enum err
draw_load(void **library)
{
	pthread_attr_t attributes;
	struct vips vips;
	void *found;

	/* One heap and small stacks: addresses are counted in the sandbox. */
	mallopt(M_ARENA_MAX, 1);
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, THREAD_STACK);
	pthread_setattr_default_np(&attributes);
	pthread_attr_destroy(&attributes);
	TRY(library_open(LIBRARY, &found));
	TRY(library_find(found, CALLS, COUNT_OF(CALLS), &vips));
	if (vips.init("congtin") != 0)
		return ERR_UNAVAILABLE;
	vips.cache_set_max(0);
	vips.block_untrusted_set(1);
	vips.operation_block_set("VipsForeignLoad", 1);
	for (size_t i = 0; i < COUNT_OF(loaders); i++)
		vips.operation_block_set(loaders[i], 0);
	*library = found;
	return OK;
}

/* Onto white where it is transparent, and into memory: the others are made from it. */
static struct vips_image *
settle(const struct vips *vips, struct vips_image *image)
{
	struct vips_image *flat = image;

	if (vips->image_hasalpha(image)) {
		struct vips_array *white = vips->array_double_newv(3, 255.0, 255.0, 255.0);

		if (vips->flatten(image, &flat, "background", white, NULL) != 0)
			return NULL;
	}
	return vips->image_copy_memory(flat);
}

static enum err
save(const struct vips *vips, struct vips_image *image, int place, struct drawn *out)
{
	void *bytes;
	size_t size;

	if (vips->jpegsave_buffer(image, &bytes, &size, "Q", QUALITY, "strip", 1, "optimize_coding",
			    1, NULL) != 0)
		return ERR_INVALID;
	*out = (struct drawn){
			.facts =
					{
							.place = (uint32_t)place,
							.width = (uint32_t)vips->image_get_width(
									image),
							.height = (uint32_t)vips->image_get_height(
									image),
							.size = (uint32_t)size,
					},
			.bytes = bytes,
	};
	return OK;
}

static enum err
draw_main(const struct vips *vips, struct text bytes, struct vips_image **main, struct drawn *out)
{
	struct vips_image *image;

	if (vips->thumbnail_buffer(bytes.p, bytes.n, &image, MEDIA_WIDTH_PAGE, "height",
			    TALLEST * MEDIA_WIDTH_PAGE, "size", SIZE_DOWN, "fail_on", FAIL_ON_ERROR,
			    "export_profile", "srgb", NULL) != 0)
		return ERR_INVALID;
	*main = settle(vips, image);
	return *main ? save(vips, *main, 0, out) : ERR_INVALID;
}

static enum err
draw_smaller(const struct vips *vips, struct vips_image *main, int width, struct drawn *out)
{
	struct vips_image *image;

	if (vips->thumbnail_image(main, &image, width, "height", TALLEST * width, "size", SIZE_DOWN,
			    NULL) != 0)
		return ERR_INVALID;
	return save(vips, image, width, out);
}

static enum err
check_pixels(const struct vips *vips, struct text bytes, struct text *fault)
{
	struct vips_image *head = vips->image_new_from_buffer(bytes.p, bytes.n, "", NULL);
	int64_t pixels;

	if (!head)
		return ERR_INVALID;
	pixels = (int64_t)vips->image_get_width(head) * vips->image_get_height(head);
	if (pixels <= MEDIA_PIXELS_MAX)
		return OK;
	*fault = TEXT("Ảnh có quá nhiều điểm ảnh (tối đa 40 triệu); hãy thu nhỏ rồi gửi lại.");
	return ERR_INVALID;
}

enum err
draw_all(void *library, struct text bytes, struct drawn out[MEDIA_FORMS_MAX], size_t *count,
		struct text *fault)
{
	static const int widths[] = {MEDIA_WIDTH_COLUMN, MEDIA_WIDTH_LIST};
	struct vips_image *main;
	struct vips vips;
	size_t n = 0;

	*fault = TEXT("Ảnh bị hỏng, chưa tải lên hết hoặc cần quá nhiều bộ nhớ để mở.");
	TRY(library_find(library, CALLS, COUNT_OF(CALLS), &vips));
	TRY(check_pixels(&vips, bytes, fault));
	TRY(draw_main(&vips, bytes, &main, &out[n++]));
	for (size_t i = 0; i < COUNT_OF(widths); i++)
		if (vips.image_get_width(main) > widths[i])
			TRY(draw_smaller(&vips, main, widths[i], &out[n++]));
	*count = n;
	return OK;
}
