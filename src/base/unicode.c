/* The part of text.h that needs Unicode's tables: ICU does the work. */
#include "base/buf.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* UTF-16 in an arena: what ICU works on. */
struct wide {
	UChar *p;
	int32_t n;
};

static struct wide
wide_of(struct arena *arena, struct text text)
{
	struct wide wide = {.p = ARENA_NEW_ARRAY(arena, text.n + 1, UChar)};
	UErrorCode status = U_ZERO_ERROR;

	u_strFromUTF8(wide.p, (int32_t)text.n + 1, &wide.n, text.p, (int32_t)text.n, &status);
	assert(U_SUCCESS(status));
	return wide;
}

static struct text
text_of_wide(struct arena *arena, const UChar *p, int32_t n)
{
	size_t room = (size_t)n * 3 + 1;
	char *out = arena_alloc(arena, room);
	UErrorCode status = U_ZERO_ERROR;
	int32_t length = 0;

	u_strToUTF8(out, (int32_t)room, &length, p, n, &status);
	assert(U_SUCCESS(status));
	return (struct text){.p = out, .n = (size_t)length};
}

static struct wide
wide_normal(struct arena *arena, struct wide in, const UNormalizer2 *form)
{
	/* NFD of a BMP letter needs at most 4 units; NFC never grows past 3. */
	int32_t room = in.n * 4 + 1;
	struct wide out = {.p = ARENA_NEW_ARRAY(arena, (size_t)room, UChar)};
	UErrorCode status = U_ZERO_ERROR;

	out.n = unorm2_normalize(form, in.p, in.n, out.p, room, &status);
	assert(U_SUCCESS(status));
	return out;
}

static const UNormalizer2 *
nfc(void)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFCInstance(&status);

	assert(U_SUCCESS(status));
	return form;
}

static const UNormalizer2 *
nfd(void)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFDInstance(&status);

	assert(U_SUCCESS(status));
	return form;
}

static bool
is_ascii(struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	return true;
}

/* C0 controls other than LF and TAB, and DEL, mean nothing to people. */
static struct text
clean_controls(struct arena *arena, struct text raw)
{
	char *out = arena_alloc(arena, raw.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < raw.n; i++) {
		unsigned char c = (unsigned char)raw.p[i];

		if (c == '\r') {
			if (i + 1 < raw.n && raw.p[i + 1] == '\n')
				continue;
			c = '\n';
		}
		if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
			continue;
		out[n++] = (char)c;
	}
	return (struct text){.p = out, .n = n};
}

enum err
text_take(struct arena *arena, struct text raw, struct text *out)
{
	struct text clean;
	struct wide wide;
	UErrorCode status = U_ZERO_ERROR;

	if (!text_is_utf8(raw))
		return ERR_INVALID;
	clean = clean_controls(arena, raw);
	if (!is_ascii(clean)) {
		wide = wide_of(arena, clean);
		if (!unorm2_isNormalized(nfc(), wide.p, wide.n, &status)) {
			wide = wide_normal(arena, wide, nfc());
			clean = text_of_wide(arena, wide.p, wide.n);
		}
	}
	*out = clean;
	return OK;
}

uint32_t
point_lower(uint32_t point)
{
	return (uint32_t)u_tolower((UChar32)point);
}

bool
point_is_letter(uint32_t point)
{
	return u_isalpha((UChar32)point);
}

/* đ does not decompose (Unicode holds it for a letter of its own). */
static UChar
fold_d(UChar c)
{
	return c == 0x0111 ? 'd' : c;
}

static struct wide
wide_lower(struct arena *arena, struct wide in)
{
	int32_t room = in.n * 3 + 1;
	struct wide out = {.p = ARENA_NEW_ARRAY(arena, (size_t)room, UChar)};
	UErrorCode status = U_ZERO_ERROR;

	out.n = u_strToLower(out.p, room, in.p, in.n, "vi", &status);
	assert(U_SUCCESS(status));
	return out;
}

struct text
text_fold(struct arena *arena, struct text text)
{
	struct wide wide;
	int32_t n = 0;

	if (is_ascii(text)) {
		char *out = arena_copy(arena, text.p, text.n);

		for (size_t i = 0; i < text.n; i++)
			if (out[i] >= 'A' && out[i] <= 'Z')
				out[i] = (char)(out[i] + ('a' - 'A'));
		return (struct text){.p = out, .n = text.n};
	}
	wide = wide_normal(arena, wide_lower(arena, wide_of(arena, text)), nfd());
	for (int32_t i = 0; i < wide.n; i++)
		if (u_charType(wide.p[i]) != U_NON_SPACING_MARK)
			wide.p[n++] = fold_d(wide.p[i]);
	wide.n = n;
	wide = wide_normal(arena, wide, nfc());
	return text_of_wide(arena, wide.p, wide.n);
}

/*
 * The tone marks of oa, oe and uy stand on the first vowel in the old spelling
 * (hòa) and on the second in the new one (hoà). The old one is kept: it is what
 * most people type. Only at a syllable's end: "hoàn" has one spelling.
 */
static bool
tone_pair(UChar first, UChar second, UChar *plain, UChar *moved)
{
	static const struct {
		UChar second, plain, tone;
	} marked[] = {
			{0x00e0, 'a', 0x0300},
			{0x00e1, 'a', 0x0301},
			{0x1ea3, 'a', 0x0309},
			{0x00e3, 'a', 0x0303},
			{0x1ea1, 'a', 0x0323},
			{0x00e8, 'e', 0x0300},
			{0x00e9, 'e', 0x0301},
			{0x1ebb, 'e', 0x0309},
			{0x1ebd, 'e', 0x0303},
			{0x1eb9, 'e', 0x0323},
			{0x1ef3, 'y', 0x0300},
			{0x00fd, 'y', 0x0301},
			{0x1ef7, 'y', 0x0309},
			{0x1ef9, 'y', 0x0303},
			{0x1ef5, 'y', 0x0323},
	};

	for (size_t i = 0; i < COUNT_OF(marked); i++) {
		if (marked[i].second != second)
			continue;
		if (first != (marked[i].plain == 'y' ? 'u' : 'o'))
			return false;
		*plain = marked[i].plain;
		*moved = (UChar)unorm2_composePair(nfc(), first, marked[i].tone);
		return true;
	}
	return false;
}

struct text
text_lower(struct arena *arena, struct text text)
{
	struct wide wide;

	if (is_ascii(text))
		return text_fold(arena, text);
	wide = wide_normal(arena, wide_lower(arena, wide_of(arena, text)), nfc());
	for (int32_t i = 0; i + 1 < wide.n; i++) {
		bool at_end = i + 2 == wide.n || !u_isalpha(wide.p[i + 2]);
		bool after_q = i > 0 && wide.p[i - 1] == 'q';

		/* In "quý" the u belongs to the q. */
		if (at_end && !after_q)
			tone_pair(wide.p[i], wide.p[i + 1], &wide.p[i + 1], &wide.p[i]);
	}
	return text_of_wide(arena, wide.p, wide.n);
}

struct text
text_slug(struct arena *arena, struct text text, size_t max)
{
	struct text folded = text_fold(arena, text);
	struct buf buf = BUF(arena);
	size_t word = 0;

	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
			buf_add_char(&buf, c);
		} else if (buf.n && buf.p[buf.n - 1] != '-') {
			if (buf.n <= max)
				word = buf.n;
			buf_add_char(&buf, '-');
		}
	}
	while (buf.n && buf.p[buf.n - 1] == '-')
		buf.n--;
	if (buf.n > max)
		buf.n = word ? word : max;
	return buf_text(&buf);
}

/* ICU collators are costly to open and not to be shared: one for each thread. */
static UCollator *
collator(void)
{
	static _Thread_local UCollator *opened;
	UErrorCode status = U_ZERO_ERROR;

	if (!opened) {
		opened = ucol_open("vi", &status);
		assert(U_SUCCESS(status));
	}
	return opened;
}

struct text
text_sort_key(struct arena *arena, struct text text)
{
	struct wide wide = wide_of(arena, text);
	int32_t room = ucol_getSortKey(collator(), wide.p, wide.n, NULL, 0);
	uint8_t *key = arena_alloc(arena, (size_t)room + 1);
	struct buf hex = BUF(arena);

	ucol_getSortKey(collator(), wide.p, wide.n, key, room);
	/* Hexadecimal, so that both stores keep and compare it as plain ASCII. */
	for (int32_t i = 0; i + 1 < room; i++)
		buf_addf(&hex, "%02x", key[i]);
	return buf_text(&hex);
}
