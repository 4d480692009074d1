#include "office/media_scan.h"

#include "office/archive.h"

#define PDF_TAIL 1024
#define PDF_NAME_MAX 24
#define XML_HEAD 4096
#define TYPES_MAX (256 << 10)
#define ZIP_END_SIZE 22
#define ZIP_TAIL (ZIP_END_SIZE + 65535)

static enum err
refuse(struct text *fault, struct text words)
{
	*fault = words;
	return ERR_INVALID;
}

static bool
has_at(struct text bytes, size_t at, struct text part)
{
	return text_equals(text_slice(bytes, at, at + part.n), part);
}

static bool
has_inside(struct text bytes, struct text part)
{
	return part.n <= bytes.n && memmem(bytes.p, bytes.n, part.p, part.n);
}

/* A ZIP file can be read from its end, whatever stands before: a file of two kinds. */
static bool
has_archive_tail(struct text bytes)
{
	struct text tail = text_slice(bytes, bytes.n < ZIP_TAIL ? 0 : bytes.n - ZIP_TAIL, bytes.n);

	for (size_t at = 0; at + ZIP_END_SIZE <= tail.n; at++) {
		const unsigned char *p = (const unsigned char *)tail.p + at;

		if (has_at(tail, at, TEXT("PK\5\6")) &&
				at + ZIP_END_SIZE + (size_t)(p[20] | p[21] << 8) <= tail.n)
			return true;
	}
	return false;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The PDF name that begins behind a slash, with its "#xx" resolved. */
static struct text
pdf_name(struct text bytes, size_t at, char room[PDF_NAME_MAX])
{
	size_t n = 0;

	while (at < bytes.n && n < PDF_NAME_MAX) {
		char c = bytes.p[at++];

		if (c == '#' && at + 2 <= bytes.n && hex_digit(bytes.p[at]) >= 0 &&
				hex_digit(bytes.p[at + 1]) >= 0) {
			c = (char)(hex_digit(bytes.p[at]) << 4 | hex_digit(bytes.p[at + 1]));
			at += 2;
		} else if (memchr("\0\t\n\f\r ()<>[]{}/%", c, 16)) {
			break;
		}
		room[n++] = c;
	}
	return (struct text){.p = room, .n = n};
}

static enum err
check_pdf_name(struct text name, struct text *fault)
{
	static const struct text actions[] = {TEXT("JavaScript"), TEXT("Launch"),
			TEXT("EmbeddedFile"), TEXT("EmbeddedFiles"), TEXT("RichMedia"),
			TEXT("ImportData")};

	for (size_t i = 0; i < COUNT_OF(actions); i++)
		if (text_equals(name, actions[i]))
			return refuse(fault, TEXT("PDF có mã chạy được hoặc tệp nhúng; hãy in lại "
						  "thành PDF thường."));
	if (text_equals(name, TEXT("Encrypt")))
		return refuse(fault,
				TEXT("PDF đặt mật khẩu hoặc mã hóa; hãy lưu lại không mật khẩu."));
	return OK;
}

static enum err
scan_pdf(struct text bytes, struct text *fault)
{
	struct text tail = text_slice(bytes, bytes.n < PDF_TAIL ? 0 : bytes.n - PDF_TAIL, bytes.n);
	const char *at = bytes.p, *end = bytes.p + bytes.n;
	char room[PDF_NAME_MAX];

	if (bytes.n < 8 || (bytes.p[5] != '1' && bytes.p[5] != '2') || bytes.p[6] != '.' ||
			!has_inside(tail, TEXT("%%EOF")))
		return refuse(fault, TEXT("Tệp PDF bị hỏng hoặc chưa tải lên hết."));
	while ((at = memchr(at, '/', (size_t)(end - at))) != NULL) {
		at++;
		TRY(check_pdf_name(pdf_name(bytes, (size_t)(at - bytes.p), room), fault));
	}
	return OK;
}

/* The last part of a member's name, and its extension. */
static struct text
last_part(struct text name, char separator)
{
	const char *cut = memrchr(name.p, separator, name.n);

	return cut ? text_slice(name, (size_t)(cut + 1 - name.p), name.n) : name;
}

static bool
is_macro(struct text name)
{
	static const struct text starts[] = {TEXT("Basic/"), TEXT("Scripts/"),
			TEXT("xl/macrosheets/"), TEXT("customUI/"), TEXT("word/activeX/"),
			TEXT("xl/activeX/"), TEXT("ppt/activeX/")};
	struct text base = last_part(name, '/');

	for (size_t i = 0; i < COUNT_OF(starts); i++)
		if (name.n >= starts[i].n &&
				text_equals_ascii_case(text_slice(name, 0, starts[i].n), starts[i]))
			return true;
	return text_equals_ascii_case(base, TEXT("vbaProject.bin")) ||
	       text_equals_ascii_case(base, TEXT("vbaData.xml"));
}

/* Document types make XML readers open files or swell; office documents have none. */
static enum err
check_xml(struct arena *arena, const struct archive_member *member, struct text *fault)
{
	struct arena_mark mark = arena_mark(arena);
	struct text head;
	bool has_type;

	if (archive_unpack(arena, member, XML_HEAD, &head) != OK)
		return refuse(fault, TEXT("Tài liệu bị hỏng."));
	has_type = has_inside(head, TEXT("<!DOCTYPE")) || has_inside(head, TEXT("<!ENTITY"));
	arena_reset_to(arena, mark);
	return has_type ? refuse(fault, TEXT("Tài liệu có khai báo XML không an toàn (DTD).")) : OK;
}

static enum err
check_member(struct arena *arena, const struct archive_member *member, struct text *fault)
{
	struct text extension = last_part(last_part(member->name, '/'), '.');

	if (is_macro(member->name))
		return refuse(fault, TEXT("Tài liệu chứa macro; hãy lưu lại không macro."));
	if (media_is_program(extension) ||
			media_is_listed(" zip rar 7z gz tar cab iso img ", extension))
		return refuse(fault, TEXT("Tài liệu nhúng tệp chạy được hoặc tệp nén bên trong."));
	if (media_is_listed(" xml rels vml ", extension))
		return check_xml(arena, member, fault);
	return OK;
}

/* Macros may go by another name: then the list of types still tells of them. */
static enum err
check_types(struct arena *arena, const struct archive *archive, struct text *fault)
{
	const struct archive_member *member = archive_find(archive, "[Content_Types].xml");
	struct text types;

	if (!member || member->size > TYPES_MAX ||
			archive_unpack(arena, member, TYPES_MAX + 1, &types) != OK)
		return refuse(fault, TEXT("Tài liệu bị hỏng."));
	if (has_inside(types, TEXT("macroEnabled")) || has_inside(types, TEXT("vbaProject")))
		return refuse(fault, TEXT("Tài liệu chứa macro; hãy lưu lại không macro."));
	return OK;
}

static bool
is_odt(struct arena *arena, const struct archive *archive)
{
	const struct archive_member *member = archive_find(archive, "mimetype");
	struct text type;

	return member && archive_find(archive, "content.xml") &&
	       archive_unpack(arena, member, 100, &type) == OK &&
	       text_equals(type, TEXT("application/vnd.oasis.opendocument.text"));
}

static enum err
scan_archive(struct arena *arena, struct text bytes, enum media_kind *kind, struct text *fault)
{
	static const struct {
		const char *member;
		enum media_kind kind;
	} mains[] = {
			{"word/document.xml", MEDIA_DOCX},
			{"xl/workbook.xml", MEDIA_XLSX},
			{"ppt/presentation.xml", MEDIA_PPTX},
	};
	struct archive archive;
	size_t count = 0;

	TRY(archive_read(arena, bytes, &archive, fault));
	for (size_t i = 0; i < COUNT_OF(mains); i++)
		if (archive_find(&archive, mains[i].member)) {
			*kind = mains[i].kind;
			count++;
		}
	if (count == 1)
		TRY(check_types(arena, &archive, fault));
	if (count == 0 && is_odt(arena, &archive)) {
		*kind = MEDIA_ODT;
		count++;
	}
	if (count != 1)
		return refuse(fault, TEXT("Tệp không phải là tài liệu DOCX, XLSX, PPTX hay ODT."));
	for (size_t i = 0; i < archive.count; i++)
		TRY(check_member(arena, &archive.members[i], fault));
	return OK;
}

static uint64_t
big_endian(const unsigned char *p, size_t bytes)
{
	uint64_t number = 0;

	for (size_t i = 0; i < bytes; i++)
		number = number << 8 | p[i];
	return number;
}

/* Boxes from the first to the last byte: nothing stands behind the film. */
static bool
is_whole_mp4(struct text bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	bool has_index = false;
	size_t at = 0;

	while (at + 8 <= bytes.n) {
		uint64_t size = big_endian(p + at, 4);

		if (has_at(bytes, at + 4, TEXT("moov")))
			has_index = true;
		if (size == 0)
			size = bytes.n - at;
		else if (size == 1 && at + 16 <= bytes.n)
			size = big_endian(p + at + 8, 8);
		if (size < 8 || size > bytes.n - at)
			return false;
		at += size;
	}
	return has_index && at == bytes.n;
}

static bool
is_mp3_frame(struct text bytes, size_t at)
{
	const unsigned char *p = (const unsigned char *)bytes.p + at;

	/* Sync; not the reserved version; layer III; neither reserved bit rate nor sample rate. */
	return at + 4 <= bytes.n && p[0] == 0xff && (p[1] & 0xe0) == 0xe0 &&
	       (p[1] & 0x18) != 0x08 && (p[1] & 0x06) == 0x02 && (p[2] & 0xf0) != 0xf0 &&
	       (p[2] & 0x0c) != 0x0c;
}

static bool
is_mp3(struct text bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	size_t at = 0;

	if (bytes.n > 10 && has_at(bytes, 0, TEXT("ID3")))
		at = 10 + ((size_t)(p[6] & 0x7f) << 21 | (size_t)(p[7] & 0x7f) << 14 |
					  (size_t)(p[8] & 0x7f) << 7 | (size_t)(p[9] & 0x7f));
	while (at > 0 && at < bytes.n && p[at] == 0)
		at++;
	return is_mp3_frame(bytes, at);
}

/* A cell that office programs would run as a formula. */
static bool
has_formula(struct text bytes)
{
	bool at_start = true;

	for (size_t i = 0; i < bytes.n; i++) {
		char c = bytes.p[i];

		if (at_start && (c == '=' || c == '@'))
			return true;
		if (c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r')
			at_start = true;
		else if (c != '"' && c != ' ')
			at_start = false;
	}
	return false;
}

static enum err
scan_text(struct text bytes, enum media_kind promised, enum media_kind *kind, struct text *fault)
{
	struct text words = has_at(bytes, 0, TEXT("\xef\xbb\xbf")) ? text_slice(bytes, 3, bytes.n)
								   : bytes;

	if (!text_is_utf8(words))
		return refuse(fault, TEXT("Không đọc được nội dung: không phải văn bản UTF-8 và "
					  "không phải loại tệp nào được nhận."));
	for (size_t i = 0; i < words.n; i++)
		if ((unsigned char)words.p[i] < 0x20 && !strchr("\t\n\r\f", words.p[i]))
			return refuse(fault, TEXT("Văn bản có ký tự điều khiển."));
	words = text_trim(words);
	if (has_at(words, 0, TEXT("<")) || has_at(words, 0, TEXT("#!")))
		return refuse(fault, TEXT("Nội dung là mã (HTML, XML, SVG hoặc kịch bản), "
					  "không phải văn bản."));
	*kind = promised == MEDIA_CSV ? MEDIA_CSV : MEDIA_TEXT;
	if (*kind == MEDIA_CSV && has_formula(words))
		return refuse(fault, TEXT("CSV có ô bắt đầu bằng dấu = hoặc @ (công thức)."));
	return OK;
}

static enum media_kind
kind_of_start(struct text bytes)
{
	static const struct {
		size_t at;
		struct text start;
		enum media_kind kind;
	} starts[] = {
			{0, TEXT("%PDF-"), MEDIA_PDF},
			{0, TEXT("\x89PNG\r\n\x1a\n"), MEDIA_PNG},
			{0, TEXT("\xff\xd8\xff"), MEDIA_JPEG},
			{0, TEXT("GIF87a"), MEDIA_GIF},
			{0, TEXT("GIF89a"), MEDIA_GIF},
			{8, TEXT("WEBPVP8"), MEDIA_WEBP},
			{4, TEXT("ftyp"), MEDIA_MP4},
			{0, TEXT("PK\3\4"), MEDIA_DOCX},
	};

	for (size_t i = 0; i < COUNT_OF(starts); i++)
		if (has_at(bytes, starts[i].at, starts[i].start))
			return starts[i].kind;
	return is_mp3(bytes) ? MEDIA_MP3 : MEDIA_UNKNOWN;
}

enum err
media_scan(struct arena *arena, struct text bytes, enum media_kind promised, enum media_kind *kind,
		struct text *fault)
{
	enum media_kind found = kind_of_start(bytes);

	if (found == MEDIA_UNKNOWN)
		return scan_text(bytes, promised, kind, fault);
	if (found == MEDIA_DOCX)
		return scan_archive(arena, bytes, kind, fault);
	/* Pictures are drawn anew: what hangs on their tail is lost there. */
	if (!media_facts(found)->is_picture && has_archive_tail(bytes))
		return refuse(fault, TEXT("Tệp có một tệp nén giấu bên trong."));
	if (found == MEDIA_PDF)
		TRY(scan_pdf(bytes, fault));
	if (found == MEDIA_MP4 && !is_whole_mp4(bytes))
		return refuse(fault, TEXT("Tệp MP4 bị hỏng hoặc chưa tải lên hết."));
	*kind = found;
	return OK;
}
