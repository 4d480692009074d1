/*
 * sqlgen.c - turns a file of named queries into a header of `struct sql` values.
 *
 *	sqlgen src/office/question.sql build/gen/office/question.sql.h
 *
 * The file is made of blocks:
 *
 *	-- :query question_load  One question by number.
 *	SELECT id, state FROM question WHERE id = $1;
 *
 * A line `-- :postgres` inside a block begins PostgreSQL's own text of it. What several
 * queries say alike is written once, above them, as a part:
 *
 *	-- :part question_row  As row_read takes it.
 *	SELECT id, state FROM question
 *
 * and a line `:question_row` stands for its lines, in queries and in other parts. Other
 * lines that begin with `--` are dropped. What is wrong is told with file and line, and no
 * header is written: two blocks of one name, a block without its comment or without its
 * text, a part that nothing uses, more than one statement, parameters with gaps.
 *
 * It runs for an instant: memory is not given back.
 */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCKS_MAX 1000
#define PARAMETERS_MAX 24 /* QUERY_PARAMETERS_MAX of store.h */

struct statement {
	char *text; /* NULL until its first line */
	size_t length;
	int line;
};

/* A query, or a part of queries. */
struct block {
	char *name;
	char *comment;
	int line;
	struct statement common;
	struct statement postgres;
	bool has_postgres;
	bool is_part;
	bool is_used; /* a part */
	int parameters;
};

struct file {
	const char *path;
	struct block blocks[BLOCKS_MAX];
	size_t count;
};

__attribute__((noreturn, format(printf, 3, 4))) static void
complain(const struct file *file, int line, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "%s:%d: ", file->path, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static void *
need(void *p)
{
	if (!p) {
		fputs("sqlgen: out of memory\n", stderr);
		exit(1);
	}
	return p;
}

static char *
trim(char *s)
{
	size_t n;

	while (isspace((unsigned char)*s))
		s++;
	n = strlen(s);
	while (n && isspace((unsigned char)s[n - 1]))
		s[--n] = 0;
	return s;
}

static bool
is_name(const char *s)
{
	if (!islower((unsigned char)*s))
		return false;
	while (islower((unsigned char)*s) || isdigit((unsigned char)*s) || *s == '_')
		s++;
	return !*s;
}

static struct block *
block_find(struct file *file, const char *name)
{
	for (size_t i = 0; i < file->count; i++)
		if (!strcmp(file->blocks[i].name, name))
			return &file->blocks[i];
	return NULL;
}

/* `rest` is what stands behind `-- :query` or `-- :part`. */
static void
block_add(struct file *file, char *rest, bool is_part, int line)
{
	char *name = trim(rest);
	char *comment = name + strcspn(name, " \t");
	const struct block *other;

	if (*comment)
		*comment++ = 0;
	comment = trim(comment);
	if (!is_name(name))
		complain(file, line, "a name is written in lower case, a-z 0-9 _");
	if (!*comment)
		complain(file, line, "%s has no comment", name);
	if (strstr(comment, "*/") || strstr(comment, "/*"))
		complain(file, line, "%s: no C comment inside its comment", name);
	other = block_find(file, name);
	if (other)
		complain(file, line, "%s stands already in line %d", name, other->line);
	if (file->count == BLOCKS_MAX)
		complain(file, line, "more than %d blocks", BLOCKS_MAX);
	file->blocks[file->count++] = (struct block){
			.name = need(strdup(name)),
			.comment = need(strdup(comment)),
			.line = line,
			.is_part = is_part,
	};
}

static void
statement_add(struct statement *statement, const char *text, int line)
{
	size_t n = strlen(text);

	if (n && text[n - 1] == '\n')
		n--;
	if (!statement->text)
		statement->line = line;
	statement->text = need(realloc(statement->text, statement->length + n + 2));
	memcpy(statement->text + statement->length, text, n);
	statement->length += n;
	statement->text[statement->length++] = '\n';
	statement->text[statement->length] = 0;
}

/* Behind the word that the line begins with; NULL if it begins otherwise. */
static char *
behind(char *line, const char *word)
{
	size_t n = strlen(word);

	return !strncmp(line, word, n) && (isspace((unsigned char)line[n]) || !line[n]) ? line + n
											: NULL;
}

/* The lines of a part above, in place of the line that names it. */
static const char *
part_take(struct file *file, const char *name, int line)
{
	struct block *part = block_find(file, name);

	if (!part || !part->is_part || part == &file->blocks[file->count - 1])
		complain(file, line, "no part %s stands above", name);
	if (!part->common.text)
		complain(file, part->line, "part %s has no text", name);
	part->is_used = true;
	return part->common.text;
}

static void
line_add(struct file *file, char *text, int line)
{
	struct block *block = file->count ? &file->blocks[file->count - 1] : NULL;
	char *trimmed = trim(text), *rest;
	struct statement *statement;

	if ((rest = behind(trimmed, "-- :query")) != NULL) {
		block_add(file, rest, false, line);
	} else if ((rest = behind(trimmed, "-- :part")) != NULL) {
		block_add(file, rest, true, line);
	} else if (!strcmp(trimmed, "-- :postgres")) {
		if (!block || block->is_part || block->has_postgres)
			complain(file, line, "`-- :postgres` stands once, inside a query");
		block->has_postgres = true;
	} else if (!strncmp(trimmed, "-- :", 4)) {
		complain(file, line, "unknown: %s", trimmed);
	} else if (*trimmed && strncmp(trimmed, "--", 2)) {
		if (!block)
			complain(file, line, "a statement before the first `-- :query`");
		statement = block->has_postgres ? &block->postgres : &block->common;
		statement_add(statement,
				*trimmed == ':' ? part_take(file, trimmed + 1, line) : trimmed,
				line);
	}
}

static void
file_read(struct file *file)
{
	FILE *in = fopen(file->path, "r");
	char *text = NULL;
	size_t room = 0;

	if (!in)
		complain(file, 0, "%s", strerror(errno));
	for (int line = 1; getline(&text, &room, in) >= 0; line++)
		line_add(file, text, line);
	if (ferror(in))
		complain(file, 0, "%s", strerror(errno));
	free(text);
	fclose(in);
}

/* Behind the literal, quoted name or comment that begins at `p`, or `p` itself. */
static const char *
skip_quoted(const char *p)
{
	const char *end;

	if (*p == '\'' || *p == '"') {
		end = strchr(p + 1, *p);
		return end ? end + 1 : p + strlen(p);
	}
	if (p[0] == '-' && p[1] == '-')
		return p + strcspn(p, "\n");
	return p;
}

/* One statement, its closing `;` taken off; returns the number of its parameters. */
static int
statement_check(const struct file *file, const char *name, struct statement *statement)
{
	bool seen[PARAMETERS_MAX + 1] = {false};
	int most = 0, line = statement->line;
	const char *end = NULL;

	for (const char *p = statement->text; *p;) {
		const char *next = skip_quoted(p);

		if (next > p) {
			if (end && *p != '-')
				complain(file, line, "query %s: text behind its `;`", name);
			p = next;
			continue;
		}
		if (end && !isspace((unsigned char)*p))
			complain(file, line, "query %s: text behind its `;`", name);
		if (*p == ';')
			end = p;
		if (*p == '?')
			complain(file, line, "query %s: parameters are written $1, $2, …", name);
		if (*p == '$' && isdigit((unsigned char)p[1])) {
			long number = strtol(p + 1, NULL, 10);

			if (number < 1 || number > PARAMETERS_MAX)
				complain(file, line, "query %s: parameters are $1 to $%d", name,
						PARAMETERS_MAX);
			seen[number] = true;
			most = number > most ? (int)number : most;
		}
		p++;
	}
	for (int i = 1; i <= most; i++)
		if (!seen[i])
			complain(file, line, "query %s has $%d but no $%d", name, most, i);
	if (end)
		statement->length = (size_t)(end - statement->text);
	while (statement->length && isspace((unsigned char)statement->text[statement->length - 1]))
		statement->length--;
	statement->text[statement->length] = 0;
	return most;
}

static void
query_check(const struct file *file, struct block *query)
{
	if (!query->common.text || (query->has_postgres && !query->postgres.text))
		complain(file, query->line, "query %s has no statement", query->name);
	query->parameters = statement_check(file, query->name, &query->common);
	if (query->has_postgres &&
			statement_check(file, query->name, &query->postgres) != query->parameters)
		complain(file, query->postgres.line,
				"query %s: PostgreSQL's text has other parameters", query->name);
}

static void
file_check(struct file *file)
{
	for (size_t i = 0; i < file->count; i++) {
		struct block *block = &file->blocks[i];

		if (!block->is_part)
			query_check(file, block);
		else if (!block->is_used)
			complain(file, block->line, "nothing uses part %s", block->name);
	}
}

static void
write_literal(FILE *out, const char *text)
{
	fputs("\n\t\t\"", out);
	for (; *text; text++) {
		if (*text == '\n')
			fputs("\\n\"\n\t\t\"", out);
		else if (*text == '"' || *text == '\\')
			fprintf(out, "\\%c", *text);
		else
			fputc(*text, out);
	}
	fputs("\"", out);
}

static void
write_query(FILE *out, const struct block *query)
{
	fprintf(out, "\n/* %s */\n__attribute__((unused)) static const struct sql SQL_%s = {\n",
			query->comment, query->name);
	fprintf(out, "\t.name = \"%s\",\n\t.text =", query->name);
	write_literal(out, query->common.text);
	fputs(",\n", out);
	if (query->has_postgres) {
		fputs("\t.postgres =", out);
		write_literal(out, query->postgres.text);
		fputs(",\n", out);
	}
	fprintf(out, "\t.parameters = %d,\n};\n", query->parameters);
}

/* The include guard: GEN_OFFICE_QUESTION_SQL_H for …/office/question.sql. */
static void
write_guard(FILE *out, const char *path)
{
	const char *from = path + strlen(path);

	for (int slashes = 0; from > path; from--)
		if (from[-1] == '/' && ++slashes == 2)
			break;
	fputs("GEN_", out);
	for (; *from; from++)
		fputc(isalnum((unsigned char)*from) ? toupper((unsigned char)*from) : '_', out);
	fputs("_H\n", out);
}

static void
file_write(const struct file *file, const char *path)
{
	FILE *out = fopen(path, "w");

	if (!out)
		complain(&(struct file){.path = path}, 0, "%s", strerror(errno));
	fprintf(out, "/* Made by sqlgen from %s: change that. */\n#ifndef ", file->path);
	write_guard(out, file->path);
	fputs("#define ", out);
	write_guard(out, file->path);
	fputs("\n#include \"store/store.h\"\n", out);
	for (size_t i = 0; i < file->count; i++)
		if (!file->blocks[i].is_part)
			write_query(out, &file->blocks[i]);
	fputs("\n#endif\n", out);
	if (ferror(out) | fclose(out)) {
		remove(path);
		complain(&(struct file){.path = path}, 0, "%s", strerror(errno));
	}
}

int
main(int argc, char **argv)
{
	static struct file file;

	if (argc != 3) {
		fputs("usage: sqlgen IN.sql OUT.h\n", stderr);
		return 2;
	}
	file.path = argv[1];
	file_read(&file);
	file_check(&file);
	file_write(&file, argv[2]);
	return 0;
}
