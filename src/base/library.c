#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

enum err
library_open(const char *name, void **out)
{
	void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);

	if (!library)
		return ERR_UNAVAILABLE;
	*out = library;
	return OK;
}

enum err
library_find(void *library, const struct library_call *list, size_t count, void *calls)
{
	for (size_t i = 0; i < count; i++) {
		void *call = dlsym(library, list[i].name);

		if (!call)
			return ERR_UNAVAILABLE;
		memcpy((char *)calls + list[i].at, &call, sizeof(call));
	}
	return OK;
}
