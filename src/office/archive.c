#include "office/archive.h"

#include <stdlib.h>
#include <zlib.h>

#define LOCAL_SIZE 30
#define CENTRAL_SIZE 46
#define END_SIZE 22
#define FLAG_ENCRYPTED 0x0001
#define FLAG_STRONG 0x0040
#define FLAG_MASKED 0x2000
#define METHOD_STORED 0
#define METHOD_DEFLATED 8

static enum err
refuse(struct text *fault, struct text words)
{
	*fault = words;
	return ERR_INVALID;
}

static enum err
refuse_damaged(struct text *fault)
{
	return refuse(fault,
			TEXT("Tệp bị hỏng hoặc không phải là tài liệu văn phòng thông thường."));
}

static uint16_t
get_16(struct text bytes, size_t at)
{
	const unsigned char *p = (const unsigned char *)bytes.p + at;

	return (uint16_t)(p[0] | p[1] << 8);
}

static uint32_t
get_32(struct text bytes, size_t at)
{
	return get_16(bytes, at) | (uint32_t)get_16(bytes, at + 2) << 16;
}

static bool
has_mark(struct text bytes, size_t at, char a, char b)
{
	const char *p = bytes.p + at;

	return at + 4 <= bytes.n && p[0] == 'P' && p[1] == 'K' && p[2] == a && p[3] == b;
}

static bool
is_plain_name(struct text name)
{
	struct text rest = name, part;

	if (name.n == 0 || name.p[0] == '/' || !text_is_utf8(name) ||
			memchr(name.p, '\\', name.n) || memchr(name.p, ':', name.n))
		return false;
	while (text_split(&rest, '/', &part))
		if (text_equals(part, TEXT("..")) || text_equals(part, TEXT(".")))
			return false;
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7f)
			return false;
	return true;
}

/* What programs that skip the directory would see has to be the same. */
static bool
local_fits(struct text bytes, size_t local, size_t directory, uint32_t packed,
		struct archive_member *member)
{
	size_t name = local + LOCAL_SIZE;
	size_t data;

	if (name > directory || !has_mark(bytes, local, 3, 4))
		return false;
	data = name + get_16(bytes, local + 26) + get_16(bytes, local + 28);
	if (data > directory || packed > directory - data)
		return false;
	member->data = text_slice(bytes, data, data + packed);
	return text_equals(text_slice(bytes, name, name + get_16(bytes, local + 26)), member->name);
}

/* Reads the directory's entry at `*at` and steps behind it. */
static enum err
member_read(struct text bytes, size_t directory, size_t end, size_t *at,
		struct archive_member *member, struct text *fault)
{
	size_t name, next;
	unsigned flags, method;

	if (*at + CENTRAL_SIZE > end || !has_mark(bytes, *at, 1, 2))
		return refuse_damaged(fault);
	flags = get_16(bytes, *at + 8);
	method = get_16(bytes, *at + 10);
	name = *at + CENTRAL_SIZE;
	next = name + get_16(bytes, *at + 28) + get_16(bytes, *at + 30) + get_16(bytes, *at + 32);
	if (flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED))
		return refuse(fault, TEXT("Tài liệu đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."));
	if (next > end || (method != METHOD_STORED && method != METHOD_DEFLATED))
		return refuse_damaged(fault);
	*member = (struct archive_member){
			.name = text_slice(bytes, name, name + get_16(bytes, *at + 28)),
			.size = get_32(bytes, *at + 24),
			.is_deflated = method == METHOD_DEFLATED,
	};
	if (!is_plain_name(member->name) || !local_fits(bytes, get_32(bytes, *at + 42), directory,
							    get_32(bytes, *at + 20), member))
		return refuse_damaged(fault);
	if (method == METHOD_STORED && member->size != member->data.n)
		return refuse_damaged(fault);
	*at = next;
	return OK;
}

static int
compare_names(const void *a, const void *b)
{
	struct text x = ((const struct archive_member *)a)->name;
	struct text y = ((const struct archive_member *)b)->name;
	int order = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);

	return order ? order : (x.n > y.n) - (x.n < y.n);
}

static bool
has_twice(const struct archive *archive)
{
	for (size_t i = 1; i < archive->count; i++)
		if (text_equals(archive->members[i - 1].name, archive->members[i].name))
			return true;
	return false;
}

/*
 * Bombs: too many bytes, packed too well, or members that share packed bytes
 * (then the sum of all is more than the file holds).
 */
static enum err
check_sizes(const struct archive *archive, size_t directory, struct text *fault)
{
	uint64_t packed = 0, unpacked = 0;

	for (size_t i = 0; i < archive->count; i++) {
		const struct archive_member *member = &archive->members[i];

		packed += LOCAL_SIZE + member->name.n + member->data.n;
		unpacked += member->size;
	}
	if (packed > directory || unpacked > ARCHIVE_UNPACKED_MAX ||
			(unpacked > ARCHIVE_RATIO_FROM &&
					unpacked / (directory + 1) >= ARCHIVE_RATIO_MAX))
		return refuse(fault, TEXT("Tài liệu nén quá mức bình thường (nghi là bom nén)."));
	return OK;
}

enum err
archive_read(struct arena *arena, struct text bytes, struct archive *out, struct text *fault)
{
	struct archive archive = {0};
	size_t end, directory, at;

	if (bytes.n < END_SIZE || !has_mark(bytes, 0, 3, 4))
		return refuse_damaged(fault);
	end = bytes.n - END_SIZE;
	/* A comment behind the end could hide a second archive: there is none in documents. */
	if (!has_mark(bytes, end, 5, 6) || get_16(bytes, end + 20) != 0 ||
			get_32(bytes, end + 4) != 0)
		return refuse_damaged(fault);
	archive.count = get_16(bytes, end + 10);
	directory = get_32(bytes, end + 16);
	if (archive.count == 0 || get_16(bytes, end + 8) != archive.count || directory > end ||
			get_32(bytes, end + 12) != end - directory)
		return refuse_damaged(fault);
	if (archive.count > ARCHIVE_MEMBERS_MAX)
		return refuse(fault, TEXT("Tài liệu có quá nhiều phần bên trong."));
	archive.members = ARENA_NEW_ARRAY(arena, archive.count, struct archive_member);
	at = directory;
	for (size_t i = 0; i < archive.count; i++)
		TRY(member_read(bytes, directory, end, &at, &archive.members[i], fault));
	if (at != end)
		return refuse_damaged(fault);
	TRY(check_sizes(&archive, directory, fault));
	qsort(archive.members, archive.count, sizeof(archive.members[0]), compare_names);
	if (has_twice(&archive))
		return refuse_damaged(fault);
	*out = archive;
	return OK;
}

const struct archive_member *
archive_find(const struct archive *archive, const char *name)
{
	struct archive_member key = {.name = text_of(name)};

	return bsearch(&key, archive->members, archive->count, sizeof(key), compare_names);
}

static enum err
inflate_some(struct text data, char *room, size_t max, size_t *length)
{
	z_stream stream = {
			.next_in = (Bytef *)(uintptr_t)data.p,
			.avail_in = (uInt)data.n,
			.next_out = (Bytef *)room,
			.avail_out = (uInt)max,
	};
	int result;

	if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return ERR_INVALID;
	result = inflate(&stream, Z_SYNC_FLUSH);
	*length = max - stream.avail_out;
	inflateEnd(&stream);
	return result == Z_STREAM_END || (result == Z_OK && *length == max) ? OK : ERR_INVALID;
}

enum err
archive_unpack(struct arena *arena, const struct archive_member *member, size_t max,
		struct text *out)
{
	size_t length = member->size < max ? member->size : max;
	char *room;

	if (!member->is_deflated) {
		*out = text_slice(member->data, 0, length);
		return OK;
	}
	/* One byte more than promised, so that a wrong promise shows. */
	room = arena_alloc(arena, length + 1);
	TRY(inflate_some(member->data, room, length + (member->size < max), &length));
	if (member->size < max && length != member->size)
		return ERR_INVALID;
	*out = (struct text){.p = room, .n = length};
	return OK;
}
