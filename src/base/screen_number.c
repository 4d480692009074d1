/* screen_number.c - numbers and addresses by which a person is found (Law 91/2025/QH15). */
#include "base/screen_word.h"

#include <string.h>

#define DIGITS_MAX 19 /* of a bank account */
#define GROUPS_MAX 8

static const char *const ACCOUNT_WORDS[] = {"stk", "số tài khoản", "tài khoản số", "số tk", "tk số",
		"tài khoản ngân hàng", NULL};
static const char *const ACCOUNT_NEXT[] = {"tài khoản", "tk", NULL};
static const char *const MONEY[] = {
		"đồng", "đ", "vnđ", "vnd", "usd", "triệu", "tỷ", "nghìn", "euro", "đô", NULL};
static const char *const PHONE_WORDS[] = {"sđt", "đt", "điện thoại", "di động", "zalo", NULL};
static const char *const CITIZEN_WORDS[] = {
		"cccd", "căn cước", "định danh", "thẻ cc", "số cc", NULL};
static const char *const IDENTITY_WORDS[] = {
		"cmnd", "cmt", "cmtnd", "chứng minh nhân dân", "chứng minh thư", NULL};
static const char *const PASSPORT_WORDS[] = {"hộ chiếu", "passport", NULL};
static const char *const PLATE_WORDS[] = {
		"biển số", "biển kiểm soát", "bks", "bsx", "mang biển", NULL};

/* What else has ten or twelve digits. */
static const char *const CODE_WORDS[] = {"mã số thuế", "mst", "mã số doanh nghiệp",
		"mã doanh nghiệp", "msdn", "mã đơn", "vận đơn", "mã vạch", "số seri", "seri",
		"mã hồ sơ", "mã giao dịch", "mã bưu gửi", "số khung", "giấy phép",
		"đăng ký kinh doanh", NULL};

/* A number given out for everybody to call. */
static const char *const PUBLIC_WORDS[] = {"đường dây nóng", "hotline", "tổng đài", "trực ban",
		"số trực", "máy trực", "trực chỉ huy", NULL};

/* Digits in groups: "0912.345.678". Words [word, next). */
struct digits {
	char all[DIGITS_MAX + 1];
	size_t n;
	size_t next;
	size_t groups;
};

static char
byte_before(const struct screen_text *s, size_t word)
{
	size_t from = s->words[word].from;

	return from > 0 ? s->low[from - 1] : ' ';
}

static char
byte_after(const struct screen_text *s, size_t word)
{
	size_t to = s->words[word].to;

	return to < s->n ? s->low[to] : ' ';
}

static bool
is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* A number that goes on from something, or into something, is part of a longer sign: 80/2020. */
static bool
begins_here(const struct screen_text *s, size_t word)
{
	char c = byte_before(s, word);
	size_t from = s->words[word].from;

	if (is_word_byte(c) || c == '/' || c == '_')
		return false;
	return !((c == '.' || c == ',' || c == '-') && from > 1 && is_word_byte(s->low[from - 2]));
}

static bool
ends_here(const struct screen_text *s, size_t last)
{
	char c = byte_after(s, last);
	size_t to = s->words[last].to;
	char beyond = to + 1 < s->n ? s->low[to + 1] : ' ';

	if (is_word_byte(c) || c == '/' || c == '_' || c == '*')
		return false;
	return !((c == ',' || c == '-' || c == '.') && beyond >= '0' && beyond <= '9');
}

/* The sign that may stand within a number, or 0. A bracket closes an area code. */
static char
link_sign(const struct screen_text *s, size_t word)
{
	struct text gap = screen_gap(s, word);

	if (gap.n == 1 && strchr(" .-", gap.p[0]))
		return gap.p[0];
	return text_equals(gap, TEXT(") ")) || text_equals(gap, TEXT(")")) ? ' ' : 0;
}

/* Takes the next group; false if there is none that belongs to it. */
static bool
digits_take(const struct screen_text *s, struct digits *d)
{
	char sign = d->groups && d->next < s->count ? link_sign(s, d->next) : 0;
	struct text group;

	if (d->next >= s->count || !s->words[d->next].is_number || d->groups == GROUPS_MAX ||
			(d->groups && !sign))
		return false;
	group = screen_word_text(s, d->next);
	if (d->n + group.n > DIGITS_MAX)
		return false;
	memcpy(d->all + d->n, group.p, group.n);
	d->n += group.n;
	d->groups++;
	d->next++;
	return true;
}

/* As many groups as give `n` digits. */
static bool
digits_of(const struct screen_text *s, size_t word, size_t n, struct digits *d)
{
	*d = (struct digits){.next = word};
	while (d->n < n && digits_take(s, d))
		;
	return d->n == n;
}

static size_t
make(const struct screen_text *s, enum finding_kind kind, size_t from, size_t next,
		struct finding *out)
{
	*out = (struct finding){
			.kind = kind,
			.start = s->words[from].from,
			.length = s->words[next - 1].to - s->words[from].from,
	};
	return next;
}

static bool
is_money(const struct screen_text *s, size_t next)
{
	return screen_phrase(s, next, MONEY) && !screen_is_edge(s, next);
}

/* --- account, identity ------------------------------------------------------------------------ */

static size_t
account(const struct screen_text *s, size_t word, struct finding *out)
{
	bool is_near = screen_follows(s, word, 2, ACCOUNT_NEXT);
	struct digits d = {.next = word};

	if ((!screen_follows(s, word, 9, ACCOUNT_WORDS) && !is_near) ||
			screen_follows(s, word, 4, PHONE_WORDS))
		return 0;
	while (digits_take(s, &d))
		;
	if (d.n < (is_near ? 8 : 6) || is_money(s, d.next) || !ends_here(s, d.next - 1))
		return 0;
	return make(s, FINDING_ACCOUNT, word, d.next, out);
}

/* Provinces are 001 to 096; then century and sex: 0 to 3 are the years 1900 to 2099. */
static bool
is_citizen_number(const char *digits)
{
	int province = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + digits[2] - '0';

	return province >= 1 && province <= 96 && digits[3] <= '3' &&
	       (digits[3] < '2' || digits[4] <= '3');
}

static size_t
citizen(const struct screen_text *s, size_t word, struct finding *out)
{
	struct digits d;

	if (!digits_of(s, word, 12, &d) || !ends_here(s, d.next - 1) || is_money(s, d.next))
		return 0;
	if (screen_follows(s, word, 9, CODE_WORDS))
		return 0;
	if (!screen_follows(s, word, 9, CITIZEN_WORDS) &&
			(!is_citizen_number(d.all) || d.groups > 4))
		return 0;
	return make(s, FINDING_CITIZEN, word, d.next, out);
}

static size_t
identity(const struct screen_text *s, size_t word, struct finding *out)
{
	struct digits d;

	if (!digits_of(s, word, 9, &d) || !ends_here(s, d.next - 1) || is_money(s, d.next) ||
			!screen_follows(s, word, 9, IDENTITY_WORDS))
		return 0;
	return make(s, FINDING_IDENTITY, word, d.next, out);
}

/* A letter and seven or eight digits. */
static size_t
passport(const struct screen_text *s, size_t word, struct finding *out)
{
	size_t digits = s->words[word].to - s->words[word].from;

	if (!screen_is_glued(s, word) || (digits != 7 && digits != 8) ||
			screen_word_text(s, word - 1).n != 1 ||
			!screen_follows(s, word - 1, 9, PASSPORT_WORDS) || !ends_here(s, word))
		return 0;
	return make(s, FINDING_PASSPORT, word - 1, word + 1, out);
}

/* --- telephones ------------------------------------------------------------------------------- */

/* "+84 912…", "(+84) 24…": how many digits follow is told by the first. */
static bool
is_abroad(const struct screen_text *s, size_t word, const struct digits *d)
{
	bool has_plus = byte_before(s, word) == '+' || strncmp(d->all, "0084", 4) == 0;
	const char *rest = d->all + (d->all[0] == '0' ? 4 : 2);
	size_t n = d->n - (size_t)(rest - d->all);

	return has_plus && (strncmp(d->all, "84", 2) == 0 || d->all[0] == '0') &&
	       ((strchr("35789", rest[0]) && n == 9) || (rest[0] == '2' && n == 10));
}

static bool
is_phone_number(const struct screen_text *s, size_t word, const struct digits *d)
{
	if (d->n >= 11 && d->n <= 14 && is_abroad(s, word, d))
		return true;
	if (d->all[0] != '0' || d->n < 10)
		return false;
	return (strchr("35789", d->all[1]) && d->n == 10) || (d->all[1] == '2' && d->n == 11);
}

static int
two_digits(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* "03-12-2024 15": a day, and something behind it. */
static bool
is_day(const struct screen_text *s, size_t word, const struct digits *d)
{
	return d->groups >= 3 && s->words[word].to - s->words[word].from == 2 &&
	       s->words[word + 1].to - s->words[word + 1].from == 2 &&
	       s->words[word + 2].to - s->words[word + 2].from == 4 && two_digits(d->all) <= 31 &&
	       two_digits(d->all + 2) <= 12;
}

static bool
is_listed(const struct screen_text *s, const struct digits *d)
{
	struct text all = {.p = d->all, .n = d->n};

	for (size_t i = 0; s->terms && i < s->terms->hotline_count; i++)
		if (text_equals(s->terms->hotlines[i], all))
			return true;
	return false;
}

static size_t
phone(const struct screen_text *s, size_t word, struct finding *out)
{
	struct digits d = {.next = word};

	while (digits_take(s, &d)) {
		if (!is_phone_number(s, word, &d) || !ends_here(s, d.next - 1))
			continue;
		if (is_day(s, word, &d) || is_listed(s, &d) || is_money(s, d.next) ||
				screen_follows(s, word, 7, CODE_WORDS) ||
				screen_follows(s, word, 14, PUBLIC_WORDS))
			return 0;
		return make(s, FINDING_PHONE, word, d.next, out);
	}
	return 0;
}

/* --- plates ----------------------------------------------------------------------------------- */

static bool
is_series(const struct screen_text *s, size_t word)
{
	struct text series = word < s->count ? screen_word_text(s, word) : NO_TEXT;

	return series.n >= 1 && series.n <= 2 && !s->words[word].is_number &&
	       (unsigned char)series.p[0] < 0x80 &&
	       (s->words[word].is_upper || s->place == SCREEN_NAME);
}

static bool
is_short_link(const struct screen_text *s, size_t word)
{
	struct text gap = word < s->count ? screen_gap(s, word) : TEXT("  ");

	return gap.n == 0 || (gap.n == 1 && strchr(" .-", gap.p[0])) ||
	       text_equals(gap, TEXT(" - "));
}

/* Words from the series on: "A", perhaps a glued digit, "123.45". Behind the number, or 0. */
static size_t
plate_number(const struct screen_text *s, size_t word, bool is_named)
{
	size_t at = word + 1, digits;

	if (screen_is_glued(s, at) && s->words[at].is_number &&
			s->words[at].to - s->words[at].from == 1)
		at++;
	if (at >= s->count || !s->words[at].is_number || !is_short_link(s, at))
		return 0;
	digits = s->words[at].to - s->words[at].from;
	if (digits == 3 && at + 1 < s->count && s->words[at + 1].is_number &&
			s->words[at + 1].to - s->words[at + 1].from == 2 &&
			text_equals(screen_gap(s, at + 1), TEXT(".")))
		return at + 2;
	/* With a blank and without a dot it is a plate only where one is spoken of. */
	if (digits == 5 && (is_named || !text_equals(screen_gap(s, at), TEXT(" "))))
		return at + 1;
	return digits == 4 && is_named ? at + 1 : 0;
}

/* "30A-123.45", "29-H1 678.90", "59X3-12345" */
static size_t
plate(const struct screen_text *s, size_t word, struct finding *out)
{
	struct text province = screen_word_text(s, word);
	bool is_named = screen_follows(s, word, 6, PLATE_WORDS);
	size_t next;

	if (province.n != 2 || province.p[0] == '0' || !is_series(s, word + 1))
		return 0;
	if (!screen_is_glued(s, word + 1) && !text_equals(screen_gap(s, word + 1), TEXT("-")))
		return 0;
	next = plate_number(s, word + 1, is_named);
	if (!next || !ends_here(s, next - 1))
		return 0;
	return make(s, FINDING_PLATE, word, next, out);
}

size_t
screen_number(const struct screen_text *s, size_t word, struct finding *out)
{
	static size_t (*const detectors[])(const struct screen_text *s, size_t word,
			struct finding *out) = {account, citizen, identity, phone, plate};
	size_t next = passport(s, word, out);

	if (next || !begins_here(s, word))
		return next;
	for (size_t i = 0; i < COUNT_OF(detectors) && !next; i++)
		next = detectors[i](s, word, out);
	return next;
}

/* --- addresses -------------------------------------------------------------------------------- */

static bool
is_local_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c && strchr("._%+-", c));
}

static bool
is_domain_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
}

static bool
is_within(struct text domain, struct text other)
{
	return text_ends_with(domain, other) &&
	       (domain.n == other.n || domain.p[domain.n - other.n - 1] == '.');
}

static bool
is_official(const struct screen_text *s, struct text domain)
{
	if (is_within(domain, TEXT("gov.vn")))
		return true;
	for (size_t i = 0; s->terms && i < s->terms->domain_count; i++)
		if (is_within(domain, s->terms->domains[i]))
			return true;
	return false;
}

bool
screen_email(const struct screen_text *s, size_t at, struct finding *out)
{
	size_t from = at, to = at + 1;
	struct text domain;
	const char *dot;

	while (from > 0 && is_local_byte(s->low[from - 1]))
		from--;
	while (to < s->n && is_domain_byte(s->low[to]))
		to++;
	while (to > at + 1 && !is_word_byte(s->low[to - 1]))
		to--;
	domain = (struct text){.p = s->low + at + 1, .n = to - at - 1};
	dot = memrchr(domain.p, '.', domain.n);
	if (from == at || !dot || (size_t)(domain.p + domain.n - dot) < 3 || is_official(s, domain))
		return false;
	*out = (struct finding){.kind = FINDING_EMAIL, .start = from, .length = to - from};
	return true;
}
