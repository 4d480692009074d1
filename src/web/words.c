#include "web/words.h"

#include "base/arena.h"
#include "base/buf.h"

#include <stdlib.h>

struct message {
	struct text source;
	struct text translated;
};

/* Open addressing over a power of two; never more than half full. */
struct table {
	struct message *messages;
	size_t size;
	size_t used;
};

struct words {
	struct arena arena;
	struct table tables[LANG_COUNT];
};

struct words *
words_new(void)
{
	struct words *words = calloc(1, sizeof(*words));

	if (!words)
		abort();
	return words;
}

void
words_free(struct words *words)
{
	if (!words)
		return;
	arena_free(&words->arena);
	free(words);
}

/* Where `source` stands, or the free place where it would. */
static struct message *
table_place(const struct table *table, struct text source)
{
	size_t i = text_hash(source) & (table->size - 1);

	while (table->messages[i].source.p && !text_equals(table->messages[i].source, source))
		i = (i + 1) & (table->size - 1);
	return &table->messages[i];
}

static void
table_grow(struct arena *arena, struct table *table)
{
	struct table larger = {.size = table->size ? table->size * 2 : 256, .used = table->used};

	larger.messages = ARENA_NEW_ARRAY(arena, larger.size, struct message);
	for (size_t i = 0; i < table->size; i++)
		if (table->messages[i].source.p)
			*table_place(&larger, table->messages[i].source) = table->messages[i];
	*table = larger;
}

static void
table_put(struct arena *arena, struct table *table, struct text source, struct text translated)
{
	struct message *place;

	if (text_is_empty(source) || text_is_empty(translated))
		return;
	if ((table->used + 1) * 2 > table->size)
		table_grow(arena, table);
	place = table_place(table, source);
	table->used += !place->source.p;
	place->source = text_copy(arena, source);
	place->translated = text_copy(arena, translated);
}

/* A quoted text as PO writes it, added to `buf`; false if it is not one. */
static bool
add_quoted(struct buf *buf, struct text quoted)
{
	if (quoted.n < 2 || quoted.p[0] != '"' || quoted.p[quoted.n - 1] != '"')
		return false;
	for (size_t i = 1; i + 1 < quoted.n; i++) {
		char c = quoted.p[i];

		if (c == '"')
			return false;
		if (c != '\\') {
			buf_add_char(buf, c);
			continue;
		}
		i++;
		if (i + 1 >= quoted.n || !strchr("nt\"\\", quoted.p[i]))
			return false;
		c = quoted.p[i];
		buf_add_char(buf, c == 'n' ? '\n' : c == 't' ? '\t' : c);
	}
	return true;
}

enum po_part { PO_NOTHING, PO_SOURCE, PO_TRANSLATED };

/* One message being read. */
struct po_entry {
	enum po_part part;
	struct buf source;
	struct buf translated;
};

static void
entry_end(struct arena *arena, struct table *table, struct po_entry *entry)
{
	if (entry->part == PO_TRANSLATED)
		table_put(arena, table, buf_text(&entry->source), buf_text(&entry->translated));
	entry->part = PO_NOTHING;
	entry->source.n = 0;
	entry->translated.n = 0;
}

static bool
entry_line(struct arena *arena, struct table *table, struct po_entry *entry, struct text line)
{
	static const struct text source = TEXT("msgid "), translated = TEXT("msgstr ");

	if (text_is_empty(line) || line.p[0] == '#')
		return true;
	if (text_starts_with(line, source)) {
		if (entry->part == PO_SOURCE)
			return false;
		entry_end(arena, table, entry);
		entry->part = PO_SOURCE;
		line = text_trim(text_slice(line, source.n, line.n));
	} else if (text_starts_with(line, translated)) {
		if (entry->part != PO_SOURCE)
			return false;
		entry->part = PO_TRANSLATED;
		line = text_trim(text_slice(line, translated.n, line.n));
	}
	if (entry->part == PO_NOTHING)
		return false;
	return add_quoted(entry->part == PO_SOURCE ? &entry->source : &entry->translated, line);
}

enum err
words_add(struct words *words, enum lang lang, struct text po, int *line)
{
	struct arena scratch = {0};
	struct po_entry entry = {.source = BUF(&scratch), .translated = BUF(&scratch)};
	struct table *table = &words->tables[lang];
	struct text row;
	int number = 0;
	bool good = text_is_utf8(po);

	while (good && text_split(&po, '\n', &row)) {
		number++;
		good = entry_line(&words->arena, table, &entry, text_trim(row));
	}
	good = good && entry.part != PO_SOURCE;
	if (good)
		entry_end(&words->arena, table, &entry);
	arena_free(&scratch);
	if (!good)
		*line = number;
	return good ? OK : ERR_INVALID;
}

struct text
word(const struct words *words, enum lang lang, struct text message)
{
	const struct table *table = &words->tables[lang];
	const struct message *found;

	if (!table->size)
		return message;
	found = table_place(table, message);
	return found->source.p ? found->translated : message;
}

static const char *const codes[LANG_COUNT] = {[LANG_VI] = "vi", [LANG_EN] = "en"};

const char *
lang_code(enum lang lang)
{
	return codes[lang];
}

bool
lang_of(struct text code, enum lang *out)
{
	struct text first = NO_TEXT;

	if (!text_split(&code, '-', &first))
		return false;
	for (int i = 0; i < LANG_COUNT; i++) {
		if (!text_equals_ascii_case(first, text_of(codes[i])))
			continue;
		*out = (enum lang)i;
		return true;
	}
	return false;
}
