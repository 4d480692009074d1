/*
 * media_draw.h - pictures drawn anew by libvips. In the child only.
 *
 * The library is loaded at run time, so that the program itself neither carries
 * it nor starts slower for it. Four loaders are left in it: JPEG, PNG, WebP, GIF.
 */
#ifndef OFFICE_MEDIA_DRAW_H
#define OFFICE_MEDIA_DRAW_H

#include "base/err.h"
#include "base/text.h"
#include "office/media.h"
#include "office/media_child.h"

struct drawn {
	struct media_drawing facts;
	const void *bytes;
};

/* Before the sandbox is entered. ERR_UNAVAILABLE: there is no such library here. */
must_check enum err draw_load(void **library);

/*
 * JPEG forms, the main one first. Memory is not given back: the process ends
 * soon. ERR_INVALID with words in `fault`.
 */
must_check enum err draw_all(void *library, struct text bytes, struct drawn out[MEDIA_FORMS_MAX],
		size_t *count, struct text *fault);

#endif
