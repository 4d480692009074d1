/* export.h - what all files to take along have in common at the desk's door. */
#ifndef DESK_EXPORT_H
#define DESK_EXPORT_H

#include "base/sheet.h"
#include "http/form.h"
#include "http/reply.h"
#include "http/request.h"

/* "xlsx" or "csv". */
extern const char *const export_formats[];
#define EXPORT_FORMAT_FIELD                                                                        \
	{                                                                                          \
		"format", FIELD_CHOICE, true, 0, "Định dạng", export_formats                       \
	}

enum sheet_kind export_kind(const struct form *form);

/* Sends the file at `path`, which goes then, under `name` and the ending of its kind. */
void export_reply(struct request *request, struct reply *reply, enum sheet_kind kind,
		struct text path, struct text name);

#endif
