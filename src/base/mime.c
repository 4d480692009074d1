#include "base/mime.h"

#include "base/buf.h"
#include "base/crypt.h"

#include <sodium.h>

#define WORD_BYTES 39 /* of UTF-8 in an encoded word: with its frame and a header's name below 76 */
#define LINE_BYTES 57 /* become 76 letters of base64 */

/* --- addresses ---------------------------------------------------------------------------------
 */

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Parts between single dots, each of letters and of what `also` names. */
static bool
is_dotted(struct text text, const char *also)
{
	char before = '.';

	for (size_t i = 0; i < text.n; before = text.p[i++])
		if (!(is_letter(text.p[i]) || (text.p[i] == '.' && before != '.') ||
				    (text.p[i] != '.' && strchr(also, text.p[i]) && text.p[i])))
			return false;
	return text.n && before != '.';
}

bool
mail_address_is_valid(struct text address)
{
	struct text domain = address, local;

	if (address.n > MAIL_ADDRESS_MAX || !text_split(&domain, '@', &local))
		return false;
	return is_dotted(local, "!#$%&'*+/=?^_`{|}~-") && is_dotted(domain, "-") &&
	       memchr(domain.p, '.', domain.n);
}

/* --- headers -----------------------------------------------------------------------------------
 */

static bool
is_plain(struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < 32 || (unsigned char)text.p[i] > 126)
			return false;
	return true;
}

/* Line ends and other control characters as blanks: a header is one line. */
static struct text
one_line(struct arena *arena, struct text text)
{
	char *p = arena_copy(arena, text.p, text.n);

	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)p[i] < 32 || p[i] == 127)
			p[i] = ' ';
	return text_trim((struct text){.p = p, .n = text.n});
}

static void
base64_add(struct buf *out, struct text bytes)
{
	size_t room = sodium_base64_ENCODED_LEN(bytes.n, sodium_base64_VARIANT_ORIGINAL);

	buf_reserve(out, room);
	sodium_bin2base64(out->p + out->n, room, (const unsigned char *)bytes.p, bytes.n,
			sodium_base64_VARIANT_ORIGINAL);
	out->n += room - 1;
}

/* How much of the text fits in one encoded word: whole letters only. */
static size_t
word_length(struct text text)
{
	size_t n = text.n < WORD_BYTES ? text.n : WORD_BYTES;

	while (n < text.n && n > 0 && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static void
words_add(struct buf *out, struct text text)
{
	for (const char *between = ""; text.n; between = "\r\n ") {
		size_t n = word_length(text);

		buf_addf(out, "%s=?UTF-8?B?", between);
		base64_add(out, text_slice(text, 0, n));
		buf_add_c(out, "?=");
		text = text_slice(text, n, text.n);
	}
}

/* A name before an address: quoted, or in encoded words. */
static void
name_add(struct buf *out, struct text name)
{
	if (!is_plain(name)) {
		words_add(out, name);
		return;
	}
	buf_add_char(out, '"');
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '"' || name.p[i] == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, name.p[i]);
	}
	buf_add_char(out, '"');
}

static void
mailbox_add(struct buf *out, const char *header, const struct mailbox *box)
{
	struct text name = one_line(out->arena, box->name);

	if (!mail_address_is_valid(box->address))
		return;
	buf_addf(out, "%s: ", header);
	if (name.n) {
		name_add(out, name);
		buf_add_c(out, is_plain(name) ? " " : "\r\n ");
	}
	buf_addf(out, "<%.*s>\r\n", TEXT_ARGS(box->address));
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void
part_add(struct buf *out, struct text boundary, const char *type, struct text body)
{
	buf_addf(out, "--%.*s\r\nContent-Type: %s; charset=utf-8\r\n", TEXT_ARGS(boundary), type);
	buf_add_c(out, "Content-Transfer-Encoding: base64\r\n\r\n");
	for (size_t i = 0; i < body.n; i += LINE_BYTES) {
		base64_add(out, text_slice(body, i, i + LINE_BYTES));
		buf_add_c(out, "\r\n");
	}
}

struct text
mail_write(struct arena *arena, const struct mail_message *message)
{
	struct buf out = BUF(arena);
	struct text boundary =
			text_format(arena, "=_%.24s", hash_hex(arena, hash_of(message->id)).p);

	mailbox_add(&out, "From", &message->from);
	mailbox_add(&out, "To", &message->to);
	mailbox_add(&out, "Reply-To", &message->reply_to);
	buf_add_c(&out, "Subject: ");
	words_add(&out, one_line(arena, message->subject));
	buf_addf(&out, "\r\nDate: %s\r\n", instant_rfc822(arena, message->date, message->zone).p);
	buf_addf(&out, "Message-ID: <%.*s>\r\n", TEXT_ARGS(message->id));
	/* Nobody's holiday answer is wanted (RFC 3834). */
	buf_add_c(&out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n");
	buf_addf(&out, "Content-Type: multipart/alternative; boundary=\"%.*s\"\r\n\r\n",
			TEXT_ARGS(boundary));
	part_add(&out, boundary, "text/plain", message->plain);
	part_add(&out, boundary, "text/html", message->html);
	buf_addf(&out, "--%.*s--\r\n", TEXT_ARGS(boundary));
	return buf_text(&out);
}
