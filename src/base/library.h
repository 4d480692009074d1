/*
 * library.h - libraries that are loaded at run time, by those alone who need them: the program
 * neither carries them nor starts slower for them.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include "base/err.h"

#include <stddef.h>

/* A function of the library, and where in the caller's struct its pointer belongs. */
struct library_call {
	const char *name;
	size_t at;
};

/* ERR_UNAVAILABLE: there is no such library here. It stays until the process ends. */
must_check enum err library_open(const char *name, void **out);

/* Fills `calls`, a struct of function pointers. ERR_UNAVAILABLE: the library has not all of them.
 */
must_check enum err library_find(
		void *library, const struct library_call *list, size_t count, void *calls);

#endif
