/*
 * media_child.h - the child that reads strangers' bytes, and what it tells its parent.
 *
 * `congtin media-child NAME <FILE`, never called by people. It answers one line:
 *	+KIND    the file is good; for a picture the forms follow, each a struct
 *	         media_drawing and its bytes, for all else its words (media_words.h)
 *	-WORDS   it is refused, and why
 *	!WORDS   the machine lacks something; for operators
 */
#ifndef OFFICE_MEDIA_CHILD_H
#define OFFICE_MEDIA_CHILD_H

#include "base/text.h"

#include <stdint.h>

#define MEDIA_COMMAND "media-child"
#define MEDIA_TRY "--try-sandbox"
#define MEDIA_MEMORY_MAX ((size_t)256 << 20)
#define MEDIA_CPU_S 5

struct media_drawing {
	uint32_t place, width, height, size;
};

int media_child_main(int argc, char **argv);

#endif
