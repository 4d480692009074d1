#include "office/media.h"

#include "office/archive.h"
#include "office/media_scan.h"

#include <stdio.h>

static const struct media_facts facts[MEDIA_KINDS] = {
		[MEDIA_UNKNOWN] = {"", "application/octet-stream", false},
		[MEDIA_PDF] = {"pdf", "application/pdf", false},
		[MEDIA_DOCX] = {"docx",
				"application/"
				"vnd.openxmlformats-officedocument.wordprocessingml.document",
				false},
		[MEDIA_XLSX] = {"xlsx",
				"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
				false},
		[MEDIA_PPTX] = {"pptx",
				"application/"
				"vnd.openxmlformats-officedocument.presentationml.presentation",
				false},
		[MEDIA_ODT] = {"odt", "application/vnd.oasis.opendocument.text", false},
		[MEDIA_PNG] = {"png", "image/png", true},
		[MEDIA_JPEG] = {"jpg", "image/jpeg", true},
		[MEDIA_WEBP] = {"webp", "image/webp", true},
		[MEDIA_GIF] = {"gif", "image/gif", true},
		[MEDIA_MP3] = {"mp3", "audio/mpeg", false},
		[MEDIA_MP4] = {"mp4", "video/mp4", false},
		[MEDIA_TEXT] = {"txt", "text/plain; charset=utf-8", false},
		[MEDIA_CSV] = {"csv", "text/csv; charset=utf-8", false},
};

#define TAKEN "PDF, DOCX, XLSX, PPTX, ODT, PNG, JPEG, WebP, GIF, MP3, MP4, TXT, CSV"

/* Why some extensions are not taken, where "not on the list" would leave people at a loss. */
static const struct {
	const char *extensions; /* each between blanks */
	const char *words;
} reasons[] = {
		{" doc rtf ", "định dạng cũ, hãy lưu lại thành DOCX"},
		{" xls xlsb ", "định dạng cũ, hãy lưu lại thành XLSX"},
		{" ppt pps ", "định dạng cũ, hãy lưu lại thành PPTX"},
		{" docm dotm xlsm xltm xlam pptm potm ppsm ppam ",
				"tệp chứa macro, hãy lưu lại không macro"},
		{" svg svgz html htm xhtml shtml mht mhtml xml xsl xslt hta ",
				"định dạng có thể chứa mã chạy trong trình duyệt"},
		{" zip rar 7z gz tar tgz bz2 xz cab iso img ",
				"tệp nén, hãy gửi từng tệp bên trong"},
		{" heic heif avif tif tiff bmp ", "hãy lưu lại thành JPEG hoặc PNG"},
};

/* What would run on somebody's machine: not even before another extension. */
static const char programs[] = " exe com scr pif msi msp bat cmd ps1 psm1 vbs vbe js jse mjs wsf "
			       "wsh hta cpl dll sys"
			       " jar class apk dmg pkg deb rpm sh bash py pl rb php php3 php4 php5 "
			       "phtml phar asp aspx"
			       " jsp jspx cgi lnk url scf reg inf chm html htm xhtml shtml svg "
			       "svgz mht mhtml docm xlsm"
			       " pptm dotm xltm potm xlam ppam swf ";

const struct media_facts *
media_facts(enum media_kind kind)
{
	return &facts[kind];
}

bool
media_is_listed(const char *list, struct text word)
{
	char key[16];
	int n = snprintf(key, sizeof(key), " %.*s ", TEXT_ARGS(word));

	return word.n > 0 && n > 0 && (size_t)n < sizeof(key) && strcasestr(list, key);
}

bool
media_is_program(struct text extension)
{
	return media_is_listed(programs, extension);
}

/*
 * Letters that hide others: controls, blanks without width, and marks that turn
 * the direction of writing (U+202E makes "fdp.exe" read as "exe.pdf").
 */
static bool
is_hidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
	       (c >= 0xe0000 && c <= 0xe0fff);
}

static bool
is_clean_name(struct text name)
{
	for (size_t at = 0; at < name.n;) {
		uint32_t c = text_point(name, &at);

		if (is_hidden(c) || (c < 0x80 && strchr("/\\:*?\"<>|", (int)c)))
			return false;
	}
	return name.p[0] != '.' && name.p[0] != ' ' && name.p[name.n - 1] != '.' &&
	       name.p[name.n - 1] != ' ';
}

static enum media_kind
kind_of_extension(struct text extension)
{
	if (text_equals_ascii_case(extension, TEXT("jpeg")))
		return MEDIA_JPEG;
	for (enum media_kind kind = MEDIA_PDF; kind < MEDIA_KINDS; kind++)
		if (text_equals_ascii_case(extension, text_of(facts[kind].extension)))
			return kind;
	return MEDIA_UNKNOWN;
}

static struct text
words_for_extension(struct arena *arena, struct text extension)
{
	const char *why = "định dạng này không có trong danh sách";

	if (media_is_program(extension))
		why = "tệp loại này có thể chạy được";
	for (size_t i = 0; i < COUNT_OF(reasons); i++)
		if (media_is_listed(reasons[i].extensions, extension))
			why = reasons[i].words;
	return text_format(arena, "Không nhận tệp .%.*s: %s. Các loại được nhận: " TAKEN ".",
			TEXT_ARGS(text_shorten(arena, extension, 20)), why);
}

enum err
media_check_name(struct arena *arena, struct text name, enum media_kind *kind, struct text *fault)
{
	struct text rest = name, part, extension = NO_TEXT;
	size_t parts = 0;

	*fault = TEXT("Tên tệp có ký tự không dùng được; hãy đổi tên rồi gửi lại.");
	if (name.n == 0 || !text_is_utf8(name) || !is_clean_name(name))
		return ERR_INVALID;
	*fault = TEXT("Tên tệp quá dài (tối đa 200 ký tự).");
	if (text_length(name) > MEDIA_NAME_MAX)
		return ERR_INVALID;
	for (; text_split(&rest, '.', &part); parts++) {
		if (parts > 1 && media_is_program(text_trim(extension))) {
			*fault = text_format(arena,
					"Tên tệp có hai đuôi, trong đó .%.*s là của chương trình.",
					TEXT_ARGS(extension));
			return ERR_INVALID;
		}
		extension = part;
	}
	*fault = TEXT("Tên tệp thiếu phần đuôi (ví dụ .pdf). Các loại được nhận: " TAKEN ".");
	if (parts < 2)
		return ERR_INVALID;
	if (kind_of_extension(extension) == MEDIA_UNKNOWN) {
		*fault = words_for_extension(arena, extension);
		return ERR_INVALID;
	}
	*kind = kind_of_extension(extension);
	*fault = NO_TEXT;
	return OK;
}

enum err
media_identify(struct arena *arena, struct text name, struct text bytes, enum media_kind *kind,
		struct text *fault)
{
	enum media_kind promised, found;

	TRY(media_check_name(arena, name, &promised, fault));
	if (bytes.n == 0) {
		*fault = TEXT("Tệp rỗng.");
		return ERR_INVALID;
	}
	TRY(media_scan(arena, bytes, promised, &found, fault));
	if (found != promised) {
		*fault = text_format(arena, "Nội dung tệp không phải là %s như tên tệp nói.",
				facts[promised].extension);
		return ERR_INVALID;
	}
	*kind = found;
	return OK;
}
