/* view_scan.c - a template's source as tags and lines, and which tags stand alone. */
#include "web/view_node.h"

#define DELIMITER_MAX 8

struct scan {
	const struct source *source;
	struct tokens *tokens;
	struct text open;
	struct text close;
	size_t at;
	int line;
	bool begins_line;
	size_t stack[VIEW_NESTING_MAX]; /* opening tags not closed yet */
	size_t depth;
};

static bool
is_blank_text(struct text text)
{
	return text_is_empty(text_trim(text));
}

static struct token *
token_add(struct scan *scan, enum tag_kind kind, struct text source)
{
	struct tokens *tokens = scan->tokens;
	struct token *token;

	if (tokens->count == tokens->room) {
		size_t room = tokens->room ? tokens->room * 2 : 8;
		struct token *list = ARENA_TAKE_ARRAY(tokens->arena, room, struct token);

		if (tokens->count)
			memcpy(list, tokens->list, tokens->count * sizeof(*list));
		tokens->list = list;
		tokens->room = room;
	}
	token = &tokens->list[tokens->count++];
	*token = (struct token){
			.kind = kind,
			.begins_line = scan->begins_line,
			.line = scan->line,
			.source = source,
			.kept = source,
			.name = NO_TEXT,
			.indent = NO_TEXT,
	};
	return token;
}

static void
scan_text(struct scan *scan, size_t to)
{
	const char *p = scan->source->text.p;

	while (scan->at < to) {
		const char *newline = memchr(p + scan->at, '\n', to - scan->at);
		size_t end = newline ? (size_t)(newline - p) + 1 : to;

		token_add(scan, TAG_NONE, text_slice(scan->source->text, scan->at, end));
		scan->begins_line = newline != NULL;
		scan->line += newline != NULL;
		scan->at = end;
	}
}

static enum tag_kind
tag_kind_of(char sign)
{
	switch (sign) {
	case '{':
	case '&':
		return TAG_RAW;
	case '#':
		return TAG_SECTION;
	case '^':
		return TAG_INVERTED;
	case '<':
		return TAG_LAYOUT;
	case '$':
		return TAG_BLOCK;
	case '/':
		return TAG_CLOSE;
	case '>':
		return TAG_PART;
	case '!':
		return TAG_COMMENT;
	case '=':
		return TAG_DELIMITERS;
	default:
		return TAG_NAME;
	}
}

/* "<% %>": the delimiters of all tags that follow. */
static enum err
set_delimiters(struct scan *scan, struct text inside)
{
	struct text open, close;
	size_t blank = 0;

	inside = text_trim(inside);
	while (blank < inside.n && !strchr(" \t\r\n", inside.p[blank]))
		blank++;
	open = text_slice(inside, 0, blank);
	close = text_trim(text_slice(inside, blank, inside.n));
	if (!open.n || !close.n || open.n > DELIMITER_MAX || close.n > DELIMITER_MAX ||
			strcspn(close.p, " \t\r\n=") < close.n || memchr(open.p, '=', open.n))
		return source_fault(
				scan->source, scan->line, "delimiters must be two, without '='");
	scan->open = open;
	scan->close = close;
	return OK;
}

static bool
is_open(enum tag_kind kind)
{
	return kind == TAG_SECTION || kind == TAG_INVERTED || kind == TAG_LAYOUT ||
	       kind == TAG_BLOCK;
}

/* Ties opening to closing tags. */
static enum err
pair_tag(struct scan *scan, size_t index)
{
	struct token *list = scan->tokens->list, *open;

	if (is_open(list[index].kind)) {
		if (scan->depth == VIEW_NESTING_MAX)
			return source_fault(scan->source, scan->line, "nested too deeply");
		scan->stack[scan->depth++] = index;
		return OK;
	}
	if (list[index].kind != TAG_CLOSE)
		return OK;
	if (!scan->depth)
		return source_fault(scan->source, scan->line, "{{/%.*s}} closes nothing",
				TEXT_ARGS(list[index].name));
	open = &list[scan->stack[--scan->depth]];
	if (!text_equals(open->name, list[index].name))
		return source_fault(scan->source, scan->line,
				"{{/%.*s}} where {{/%.*s}} (of line %d) is due",
				TEXT_ARGS(list[index].name), TEXT_ARGS(open->name), open->line);
	open->partner = index;
	list[index].partner = (size_t)(open - list);
	return OK;
}

static enum err
check_name(const struct scan *scan, struct text name)
{
	if (text_is_empty(name))
		return source_fault(scan->source, scan->line, "a tag without a name");
	for (size_t i = 0; i < name.n; i++)
		if (strchr(" \t\r\n", name.p[i]))
			return source_fault(scan->source, scan->line, "a name with a blank: %.*s",
					TEXT_ARGS(name));
	return OK;
}

static int
count_lines(struct text text)
{
	int lines = 0;

	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	return lines;
}

/* The opening delimiter stands at scan->at. */
static enum err
scan_tag(struct scan *scan)
{
	struct text text = scan->source->text, inside;
	size_t from = scan->at, begin = from + scan->open.n;
	char sign = begin < text.n ? text.p[begin] : 0;
	enum tag_kind kind = tag_kind_of(sign);
	bool wrapped = sign == '{' || sign == '=';
	struct token *token;
	ptrdiff_t length;

	begin += kind != TAG_NAME;
	inside = text_slice(text, begin, text.n);
	length = text_find(inside, scan->close);
	if (wrapped) { /* }}} and =}} end where the sign comes before the delimiter */
		char closing = sign == '{' ? '}' : '=';
		char end[DELIMITER_MAX + 1] = {closing};

		memcpy(end + 1, scan->close.p, scan->close.n);
		length = text_find(inside, (struct text){.p = end, .n = scan->close.n + 1});
	}
	if (length < 0)
		return source_fault(scan->source, scan->line, "a tag is not closed");
	inside = text_slice(inside, 0, (size_t)length);
	scan->at = begin + inside.n + (wrapped ? 1 : 0) + scan->close.n;
	token = token_add(scan, kind, text_slice(text, from, scan->at));
	token->name = text_trim(inside);
	scan->begins_line = false;
	if (kind == TAG_DELIMITERS) {
		TRY(set_delimiters(scan, inside));
	} else if (kind != TAG_COMMENT) {
		TRY(check_name(scan, token->name));
		TRY(pair_tag(scan, scan->tokens->count - 1));
	}
	scan->line += count_lines(token->source);
	return OK;
}

/* A tag of blocks and layouts, opening or closing: several may share a line. */
static bool
is_inheritance(const struct tokens *tokens, const struct token *token)
{
	if (token->kind == TAG_CLOSE)
		token = &tokens->list[token->partner];
	return token->kind == TAG_LAYOUT || token->kind == TAG_BLOCK;
}

/* Does the line of tokens [from, to) hold one tag that writes nothing, or only blocks and layouts?
 */
static bool
line_is_alone(const struct tokens *tokens, size_t from, size_t to)
{
	size_t tags = 0, inheritance = 0;

	for (size_t i = from; i < to; i++) {
		const struct token *token = &tokens->list[i];

		if (token->kind == TAG_NONE && !is_blank_text(token->source))
			return false;
		if (token->kind == TAG_NAME || token->kind == TAG_RAW)
			return false;
		tags += token->kind != TAG_NONE;
		inheritance += token->kind != TAG_NONE && is_inheritance(tokens, token);
	}
	return tags == 1 || (tags > 1 && inheritance == tags);
}

/*
 * Takes away the blanks and the end of a line whose tags stand alone. The end
 * stays where a block begins and ends on the line: what fills it has none.
 */
static void
line_settle(struct tokens *tokens, size_t from, size_t to)
{
	struct token *list = tokens->list, *first = NULL, *last = NULL;
	struct text indent = NO_TEXT;

	if (!line_is_alone(tokens, from, to))
		return;
	if (list[from].kind == TAG_NONE)
		indent = list[from].source;
	for (size_t i = from; i < to; i++) {
		list[i].kept = NO_TEXT;
		if (list[i].kind == TAG_NONE)
			continue;
		list[i].alone = true;
		list[i].indent = indent;
		first = first ? first : &list[i];
		last = &list[i];
	}
	if (first != last && first->kind == TAG_BLOCK && last->kind == TAG_CLOSE &&
			list[last->partner].kind == TAG_BLOCK && list[to - 1].kind == TAG_NONE)
		list[to - 1].kept = list[to - 1].source;
}

static void
settle_lines(struct tokens *tokens)
{
	size_t from = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		bool last = i + 1 == tokens->count || tokens->list[i + 1].begins_line;

		if (!last)
			continue;
		line_settle(tokens, from, i + 1);
		from = i + 1;
	}
}

enum err
view_scan(const struct source *source, struct tokens *tokens)
{
	struct scan scan = {
			.source = source,
			.tokens = tokens,
			.open = TEXT("{{"),
			.close = TEXT("}}"),
			.line = source->first_line,
			.begins_line = true,
	};

	for (;;) {
		struct text rest = text_slice(source->text, scan.at, source->text.n);
		ptrdiff_t tag = text_find(rest, scan.open);

		if (tag < 0)
			break;
		scan_text(&scan, scan.at + (size_t)tag);
		TRY(scan_tag(&scan));
	}
	scan_text(&scan, source->text.n);
	if (scan.depth) {
		const struct token *open = &tokens->list[scan.stack[scan.depth - 1]];

		return source_fault(source, open->line, "{{…%.*s}} is never closed",
				TEXT_ARGS(open->name));
	}
	settle_lines(tokens);
	return OK;
}
