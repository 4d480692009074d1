/* screen_secret.c - markings of state secrets (Law 117/2025/QH15; stamps: Circular 24/2020/TT-BCA).
 */
#include "base/screen_word.h"

#include <string.h>

/* Words before and after which "mật" means something else: bí mật, mật ong. */
static const char *const FRIENDS_BEFORE[] = {"bí", "bảo", "cơ", "thân", "cẩn", "trăng", "sỏi",
		"túi", "ống", "gan", "dịch", "đường", "rỉ", "nước", "rượu", "trà", "hút", "lấy",
		"ngọt", "vị", "hoa", "kín", "trù", "chi", "ong", "tuần", NULL};
static const char *const FRIENDS_AFTER[] = {"khẩu", "ong", "mã", "độ", "vụ", "thám", "thư", "hiệu",
		"danh", "lệnh", "gấu", "ngọt", "thiết", "nghị", "đàm", "báo", "cải", "hoa", "rỉ",
		"tông", "mía", "điện", "nhân", "tập", "kế", "khu", "đường", "chú", NULL};

/* What stands beside a marking on the same line or in the same brackets. */
static const char *const COMPANY[] = {"tài liệu", "văn bản", "công văn", "hồ sơ", "độ", "dấu",
		"đóng dấu", "bản số", "số", "hỏa tốc", "thượng khẩn", "khẩn", NULL};

/* Among the capitals of a letterhead a marking may be read into one line with these. */
static const char *const HEAD_BEFORE[] = {"an", "độ", "dấu", "nam", "phúc", "số", NULL};
static const char *const HEAD_AFTER[] = {
		"cộng", "bộ", "công", "số", "bản", "hỏa", "khẩn", "độc", NULL};

/* Stamps that only secret papers bear. */
static const char *const STAMPS[] = {"chỉ người có tên mới được bóc bì", "top secret",
		/* the degrees in the old fonts of .VnTime (TCVN3) and VNI */
		"tuyöt mët", "tèi mët", "tuyeät maät", "toái maät", NULL};
static const char *const LINE_STAMPS[] = {"tài liệu thu hồi", NULL};

static const char *const DEGREES_PLAIN[] = {"tuyet mat", "toi mat", NULL};
static const char *const DEGREES[] = {"tuyệt mật", "tối mật", "mật", NULL};
static const char *const LABEL[] = {"độ", NULL};
static const char *const LABEL_LINKS[] = {"là", "thuộc", NULL};

/* A degree in the text: words [from, to). */
struct degree {
	size_t from, to;
	bool is_bare;  /* "mật" alone */
	bool is_upper; /* in capitals throughout */
	bool is_title;
};

static size_t
make(const struct screen_text *s, size_t from, size_t to, struct finding *out)
{
	*out = (struct finding){
			.kind = FINDING_SECRET,
			.start = s->words[from].from,
			.length = s->words[to - 1].to - s->words[from].from,
	};
	return to;
}

/* The words on both sides belong together: a blank parts them, or what blanks are in a name. */
static bool
is_joined(const struct screen_text *s, size_t word)
{
	struct text gap = screen_gap(s, word);

	return word > 0 && word < s->count &&
	       (text_equals(gap, TEXT(" ")) ||
			       (s->place == SCREEN_NAME && gap.n == 1 && strchr("_-.", gap.p[0])));
}

static bool
stands_before(const struct screen_text *s, size_t word, const char *const *list)
{
	return is_joined(s, word) && screen_phrase(s, word - 1, list);
}

static bool
stands_after(const struct screen_text *s, size_t word, const char *const *list)
{
	return is_joined(s, word) && screen_phrase(s, word, list);
}

/* A text that names other degrees close by explains them. */
static bool
is_explained(const struct screen_text *s, const struct degree *degree)
{
	static const size_t REACH = 14;
	size_t from = degree->from > REACH ? degree->from - REACH : 0;
	unsigned seen = 0;

	for (size_t i = from; i < s->count && i < degree->to + REACH; i++)
		for (unsigned kind = 0; DEGREES[kind]; kind++) {
			const char *const one[] = {DEGREES[kind], NULL};
			bool part_of_longer =
					kind == 2 && i > 0 &&
					(screen_word_is(s, i - 1, "tuyệt") ||
							screen_word_is(s, i - 1, "tối") ||
							screen_phrase(s, i - 1, FRIENDS_BEFORE));

			if (!part_of_longer && screen_phrase(s, i, one))
				seen |= 1u << kind;
		}
	return seen == 7;
}

/* Steps over words that keep a marking company, and numbers. */
static size_t
skip_company(const struct screen_text *s, size_t word, size_t end)
{
	while (word < end) {
		size_t n = s->words[word].is_number ? 1 : screen_phrase(s, word, COMPANY);

		if (!n || word + n > end)
			break;
		word += n;
	}
	return word;
}

/* Between two places there is nothing but the degree and its company. */
static bool
is_alone(const struct screen_text *s, const struct degree *degree, size_t from, size_t to)
{
	return skip_company(s, from, degree->from) == degree->from &&
	       skip_company(s, degree->to, to) == to;
}

static bool
is_own_line(const struct screen_text *s, const struct degree *degree)
{
	size_t from = degree->from, to = degree->to;

	while (!screen_is_edge(s, from) && degree->from - from < 8)
		from--;
	while (!screen_is_edge(s, to) && to - degree->to < 8)
		to++;
	return screen_is_edge(s, from) && screen_is_edge(s, to) && is_alone(s, degree, from, to);
}

static bool
gap_has(const struct screen_text *s, size_t word, const char *signs)
{
	struct text gap = screen_gap(s, word);

	for (size_t i = 0; i < gap.n; i++)
		if (strchr(signs, gap.p[i]))
			return true;
	return false;
}

static bool
is_bracketed(const struct screen_text *s, const struct degree *degree)
{
	size_t from = degree->from, to = degree->to;

	if (degree->is_bare && !degree->is_upper && !degree->is_title && s->place == SCREEN_PROSE)
		return false;
	while (from > 0 && !gap_has(s, from, "([{\n") && degree->from - from < 4)
		from--;
	while (to < s->count && !gap_has(s, to, ")]}\n") && to - degree->to < 4)
		to++;
	return gap_has(s, from, "([{") && gap_has(s, to, ")]}") && is_alone(s, degree, from, to);
}

/* "Độ mật: Tối mật", "mức độ mật là mật": the degree behind its label. */
static bool
is_labelled(const struct screen_text *s, const struct degree *degree)
{
	size_t label = degree->from;

	if (label > 0 && screen_phrase(s, label - 1, LABEL_LINKS))
		label--;
	else if (!gap_has(s, label, ":=-|"))
		return false;
	return label >= 2 && screen_word_is(s, label - 1, "mật") &&
	       screen_word_is(s, label - 2, "độ");
}

static bool
is_upper_word(const struct screen_text *s, size_t word)
{
	return word < s->count && s->words[word].is_upper;
}

/*
 * In capitals. TỐI MẬT and TUYỆT MẬT speak for themselves; MẬT alone must not belong to a
 * sentence that is all in capitals.
 */
static bool
is_stamp(const struct screen_text *s, const struct degree *degree)
{
	bool before, after;

	if (!degree->is_upper)
		return false;
	if (!degree->is_bare)
		return true;
	before = is_joined(s, degree->from) && is_upper_word(s, degree->from - 1) &&
		 !stands_before(s, degree->from, HEAD_BEFORE);
	after = is_joined(s, degree->to) && is_upper_word(s, degree->to) &&
		!stands_after(s, degree->to, HEAD_AFTER);
	return !before && !after;
}

/* The parts of a file's name stand between _ - . and the like, not between blanks. */
static bool
is_name_part(const struct screen_text *s, const struct degree *degree)
{
	bool parted = (degree->from == 0 || gap_has(s, degree->from, "_-.([{+")) &&
		      (degree->to >= s->count || gap_has(s, degree->to, "_-.)]}+"));

	if (s->place != SCREEN_NAME)
		return false;
	return !degree->is_bare || (parted && (degree->is_upper || degree->is_title));
}

static bool
is_marking(const struct screen_text *s, const struct degree *degree)
{
	/* "Độ mật" asks for the degree and is none. */
	if (degree->is_bare && (stands_before(s, degree->from, LABEL) ||
					       stands_before(s, degree->from, FRIENDS_BEFORE) ||
					       stands_after(s, degree->to, FRIENDS_AFTER)))
		return false;
	if (is_explained(s, degree))
		return false;
	return is_own_line(s, degree) || is_labelled(s, degree) || is_bracketed(s, degree) ||
	       is_stamp(s, degree) || is_name_part(s, degree);
}

static struct degree
degree_at(const struct screen_text *s, size_t from, size_t to)
{
	struct degree degree = {
			.from = from,
			.to = to,
			.is_bare = to - from == 1,
			.is_upper = true,
			.is_title = s->words[from].is_title,
	};

	for (size_t i = from; i < to; i++)
		degree.is_upper = degree.is_upper && s->words[i].is_upper;
	return degree;
}

/* Letters set wide apart: "T Ố I   M Ậ T", read from its M. */
static size_t
wide_stamp(const struct screen_text *s, size_t word, struct finding *out)
{
	static const char *const rest[] = {"ậ", "t"};
	size_t from = word;

	for (size_t i = 0; i < COUNT_OF(rest); i++)
		if (!screen_word_is(s, word + 1 + i, rest[i]) || !s->words[word + 1 + i].is_upper)
			return 0;
	if (!s->words[word].is_upper)
		return 0;
	while (from > 0 && word - from < 5 && !screen_is_edge(s, from) &&
			s->words[from - 1].is_upper &&
			text_length(screen_word_text(s, from - 1)) == 1)
		from--;
	return make(s, from, word + 3, out);
}

/* Without marks, as in the names of files and in telegrams: only in capitals, or in a name. */
static size_t
plain_degree(const struct screen_text *s, size_t word, struct finding *out)
{
	size_t n = screen_phrase(s, word, DEGREES_PLAIN);
	struct degree degree = degree_at(s, word, n ? word + n : word + 1);

	if (n)
		return degree.is_upper || s->place == SCREEN_NAME ? make(s, word, word + n, out)
								  : 0;
	if (screen_word_is(s, word, "mat") && s->place == SCREEN_NAME &&
			(is_bracketed(s, &degree) || (degree.is_upper && is_name_part(s, &degree))))
		return make(s, word, word + 1, out);
	return 0;
}

static size_t
whole_stamp(const struct screen_text *s, size_t word, struct finding *out)
{
	size_t n = screen_phrase(s, word, STAMPS);

	if (n)
		return make(s, word, word + n, out);
	n = screen_phrase(s, word, LINE_STAMPS);
	return n && screen_is_edge(s, word) && screen_is_edge(s, word + n)
			       ? make(s, word, word + n, out)
			       : 0;
}

size_t
screen_secret(const struct screen_text *s, size_t word, struct finding *out)
{
	char first = s->low[s->words[word].from];
	struct degree degree;
	size_t n;

	/* All that is looked for begins with one of these: most words are passed at once. */
	if (first != 'm' && first != 't' && first != 'c')
		return 0;
	if (screen_word_is(s, word, "m"))
		return wide_stamp(s, word, out);
	n = screen_phrase(s, word, DEGREES);
	if (!n) {
		n = plain_degree(s, word, out);
		return n ? n : whole_stamp(s, word, out);
	}
	degree = degree_at(s, word, word + n);
	return is_marking(s, &degree) ? make(s, degree.from, degree.to, out) : 0;
}
