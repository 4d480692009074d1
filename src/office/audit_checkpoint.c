#include "office/audit_checkpoint.h"

#include "base/conf.h"
#include "base/disk.h"
#include "base/json.h"
#include "base/log.h"
#include "gen/office/audit.sql.h"
#include "office/audit_row.h"
#include "office/site_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT "congtin-checkpoint-1"
#define LINE_MAX_BYTES 1000
#define TAIL_BYTES 65536 /* the last own line is looked for in these */
#define FILE_BYTES_MAX ((size_t)512 << 20)

/* --- one line ----------------------------------------------------------------------------------
 */

static json_t *
line_object(struct arena *arena, const struct audit_checkpoint *c)
{
	json_t *line = json_new_object();

	json_put_text(line, "format", TEXT(FORMAT));
	json_put_text(line, "trail", c->trail);
	json_put_int(line, "seq", c->seq);
	json_put_text(line, "hash", c->hash);
	json_put_text(line, "at", instant_iso_ms(arena, c->at, ZONE_VIETNAM));
	json_put_text(line, "public_key", base64(arena, c->public.bytes, SIGN_PUBLIC_SIZE));
	return line;
}

/* What is signed. */
static struct text
line_document(struct arena *arena, const struct audit_checkpoint *c)
{
	cleanup(json_cleanup) json_t *line = line_object(arena, c);

	return json_write(arena, line);
}

/* The whole line, without its end. */
static struct text
line_write(struct arena *arena, const struct audit_checkpoint *c)
{
	cleanup(json_cleanup) json_t *line = line_object(arena, c);

	json_put_text(line, "signature", base64(arena, c->signature.bytes, SIGNATURE_SIZE));
	return json_write(arena, line);
}

/* False unless it is a checkpoint in its one spelling. */
static bool
line_read(struct arena *arena, struct text text, struct audit_checkpoint *out)
{
	cleanup(json_cleanup) json_t *line = NULL;
	struct audit_checkpoint c = {.is_read = true};

	if (json_read(text, LINE_MAX_BYTES, &line) != OK)
		return false;
	c.trail = text_copy(arena, json_text(line, "trail"));
	c.seq = json_int(line, "seq");
	c.hash = text_copy(arena, json_text(line, "hash"));
	if (c.seq < 1 || instant_parse(json_text(line, "at"), ZONE_VIETNAM, &c.at) != OK ||
			!base64_read(json_text(line, "public_key"), c.public.bytes,
					SIGN_PUBLIC_SIZE) ||
			!base64_read(json_text(line, "signature"), c.signature.bytes,
					SIGNATURE_SIZE) ||
			!text_equals(line_write(arena, &c), text))
		return false;
	c.is_signed = signature_fits(&c.signature, &c.public, line_document(arena, &c));
	*out = c;
	return true;
}

/* --- reading -----------------------------------------------------------------------------------
 */

static struct text
file_path(struct arena *arena, struct text files)
{
	return text_format(arena, "%.*s/" CHECKPOINT_FILE, TEXT_ARGS(files));
}

static size_t
lines_count(struct text text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.n; i++)
		count += text.p[i] == '\n';
	return count;
}

/* What stands behind the last line's end was being written when the power failed. */
static bool
is_cut_line(off_t bytes)
{
	return bytes <= LINE_MAX_BYTES;
}

enum err
audit_checkpoint_list(struct arena *arena, struct text files, struct audit_checkpoint **out,
		size_t *count)
{
	struct text path = file_path(arena, files), rest, text;
	struct audit_checkpoint *lines;
	size_t total, n = 0;

	*count = 0;
	if (access(path.p, F_OK) != 0 && errno == ENOENT)
		return OK;
	TRY(file_read(arena, path, FILE_BYTES_MAX, &rest));
	total = lines_count(rest);
	lines = ARENA_NEW_ARRAY(arena, total + 1, struct audit_checkpoint);
	while (text_split(&rest, '\n', &text)) {
		if (n == total && is_cut_line((off_t)text.n))
			break;
		if (!line_read(arena, text, &lines[n]))
			lines[n].is_read = false;
		lines[n].line = (int64_t)n + 1;
		n++;
	}
	*out = lines;
	*count = n;
	return OK;
}

/* The last line of the trail in a file's last bytes; `whole` is where its last line ends. */
static enum err
tail_read(struct arena *arena, int file, const char *path, struct text trail,
		struct audit_checkpoint *last, off_t *whole)
{
	off_t size = lseek(file, 0, SEEK_END);
	off_t from = size > TAIL_BYTES ? size - TAIL_BYTES : 0;
	char *bytes = arena_alloc(arena, TAIL_BYTES);
	ssize_t n = size < 0 ? -1 : pread(file, bytes, (size_t)(size - from), from);
	struct text rest, text;

	if (n < 0)
		return disk_fault("read", path);
	while (n > 0 && bytes[n - 1] != '\n')
		n--;
	*whole = from + n;
	*last = (struct audit_checkpoint){0};
	rest = (struct text){.p = bytes, .n = (size_t)n};
	while (text_split(&rest, '\n', &text)) {
		struct audit_checkpoint line;

		if (line_read(arena, text, &line) && text_equals(line.trail, trail))
			*last = line;
	}
	return OK;
}

enum err
audit_checkpoint_last(struct arena *arena, struct text files, struct text trail,
		struct audit_checkpoint *out)
{
	const char *path = file_path(arena, files).p;
	cleanup(disk_close) int file = open(path, O_RDONLY | O_CLOEXEC);
	off_t whole;

	*out = (struct audit_checkpoint){0};
	if (file < 0)
		return errno == ENOENT ? OK : disk_fault("open", path);
	return tail_read(arena, file, path, trail, out, &whole);
}

/* --- adding ------------------------------------------------------------------------------------
 */

/* The head as it is to be signed; `seq` 0 for an empty trail. */
static enum err
head_take(struct ctx *ctx, struct audit_checkpoint *out)
{
	struct audit_checkpoint c = {.at = ctx->now};
	struct query q;

	TRY(audit_head(ctx->store, ctx->arena, &c.seq, &c.hash));
	query_begin(&q, ctx->store, &SQL_audit_first);
	if (query_next(&q))
		c.trail = column_text(&q, 0, ctx->arena);
	TRY(query_end(&q));
	*out = c;
	return OK;
}

static enum err
head_sign(struct ctx *ctx, struct audit_checkpoint *c)
{
	struct site_key key;

	TRY(site_key_mine(ctx, &key));
	c->public = key.public;
	TRY(site_key_sign(ctx, &key, line_document(ctx->arena, c), &c->signature));
	c->is_read = c->is_signed = true;
	return OK;
}

/* What is left of a line that was cut by a power failure goes. */
static enum err
line_append(struct ctx *ctx, int file, const char *path, off_t whole,
		const struct audit_checkpoint *c)
{
	struct text line = text_format(ctx->arena, "%s\n", line_write(ctx->arena, c).p);

	if (!is_cut_line(lseek(file, 0, SEEK_END) - whole)) {
		log_error("audit: %s does not end with a line; nothing is written to it", path);
		return ERR_BROKEN;
	}
	if (ftruncate(file, whole) != 0 || lseek(file, whole, SEEK_SET) != whole)
		return disk_fault("write", path);
	TRY(disk_write(file, line, path));
	return disk_sync_directory(text_c(ctx->arena, ctx->rules->files));
}

enum err
audit_checkpoint_add(struct ctx *ctx, int64_t age_ms, struct audit_checkpoint *out)
{
	const char *path = file_path(ctx->arena, ctx->rules->files).p;
	cleanup(disk_close) int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
	struct audit_checkpoint last, head;
	off_t whole;

	/* Nodes that share the directory wait for each other here. */
	if (file < 0 || flock(file, LOCK_EX) != 0)
		return disk_fault("open", path);
	TRY(head_take(ctx, &head));
	TRY(tail_read(ctx->arena, file, path, head.trail, &last, &whole));
	if (last.seq > head.seq) {
		log_error("audit: the trail ends at row %lld, yet a checkpoint speaks of row %lld: "
			  "rows were cut off",
				(long long)head.seq, (long long)last.seq);
		return ERR_CONFLICT;
	}
	if (head.seq == last.seq || (last.seq && ctx->now.ms - last.at.ms < age_ms)) {
		*out = (struct audit_checkpoint){0};
		return OK;
	}
	TRY(head_sign(ctx, &head));
	TRY(line_append(ctx, file, path, whole, &head));
	*out = head;
	return OK;
}
