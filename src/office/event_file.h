/*
 * event_file.h - documents of an event that its host hands over as files (khoản 2, 3).
 *
 * They are for those who cover the event and are never public. The host's people read them,
 * the Portal's and whoever oversees it; a reporter only those of events that they are sent to.
 * What looks like a state secret is not taken in. Who added one may take it back while nobody has
 * taken the event on and it has not begun, as long as another is left; that stays in the history.
 */
#ifndef OFFICE_EVENT_FILE_H
#define OFFICE_EVENT_FILE_H

#include "http/reply.h"
#include "office/event.h"
#include "office/media.h"

#define EVENT_FILES_MAX 20

struct event_file {
	int64_t id;
	int64_t event;
	int64_t file;
	struct text name;
	uint64_t size;
	int64_t account; /* who added it */
	struct text account_name;
	struct instant added_at;
};

/*
 * As event_hand_over, with a file that was prepared (attachment_prepare), or NULL. With a
 * file, `how` may be empty. Complaints: documents, how, file.
 */
must_check enum err event_file_hand_over(struct ctx *ctx, int64_t event,
		enum event_documents documents, struct text how, const struct media *media);

/* One more, once documents were handed over. Complaints: file. */
must_check enum err event_file_add(
		struct ctx *ctx, int64_t event, const struct media *media, int64_t *id);

/*
 * Takes one back: nobody gets it any more. ERR_FORBIDDEN for all but who added it; ERR_CONFLICT
 * once a reporter has accepted, the event has begun or was cancelled, and for the last one.
 */
must_check enum err event_file_remove(struct ctx *ctx, int64_t id, int64_t *event);

/* Why the actor may not take it back now; empty: they may. */
must_check enum err event_file_may_remove(struct ctx *ctx, const struct event *event,
		const struct event_file *file, const char **why_not);

/* Whether the actor reads them, and whether they may add one now. */
must_check enum err event_file_reads(struct ctx *ctx, const struct event *event, bool *out);
bool event_file_adds(struct ctx *ctx, const struct event *event);

/* The caller has asked event_file_reads. */
must_check enum err event_file_list(
		struct ctx *ctx, int64_t event, struct event_file **out, size_t *count);

/* ERR_FORBIDDEN with words for whoever does not read them. */
must_check enum err event_file_load(struct ctx *ctx, int64_t id, struct event_file *out);

/* The file as a download. */
must_check enum err event_file_reply(
		struct ctx *ctx, const struct event_file *file, struct reply *reply);

#endif
