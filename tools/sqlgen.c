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
 * A line `-- :postgres` inside a block begins PostgreSQL's own text of it. Other
 * lines that begin with `--` are dropped. What is wrong is told with file and
 * line, and no header is written: two queries of one name, a query without its
 * comment or without its text, more than one statement, parameters with gaps.
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

#define QUERIES_MAX 1000
#define PARAMETERS_MAX 24 /* QUERY_PARAMETERS_MAX of store.h */

struct statement {
	char *text; /* NULL until its first line */
	size_t length;
	int line;
};

struct named_query {
	char *name;
	char *comment;
	int line;
	struct statement common;
	struct statement postgres;
	bool has_postgres;
	int parameters;
};

struct file {
	const char *path;
	struct named_query queries[QUERIES_MAX];
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

/* `rest` is what stands behind `-- :query`. */
static void
query_add(struct file *file, char *rest, int line)
{
	char *name = trim(rest);
	char *comment = name + strcspn(name, " \t");
	struct named_query *query;

	if (*comment)
		*comment++ = 0;
	comment = trim(comment);
	if (!is_name(name))
		complain(file, line, "a query's name is written in lower case, a-z 0-9 _");
	if (!*comment)
		complain(file, line, "query %s has no comment", name);
	if (strstr(comment, "*/") || strstr(comment, "/*"))
		complain(file, line, "query %s: no C comment inside its comment", name);
	for (size_t i = 0; i < file->count; i++)
		if (!strcmp(file->queries[i].name, name))
			complain(file, line, "query %s stands already in line %d", name,
					file->queries[i].line);
	if (file->count == QUERIES_MAX)
		complain(file, line, "more than %d queries", QUERIES_MAX);
	query = &file->queries[file->count++];
	query->name = need(strdup(name));
	query->comment = need(strdup(comment));
	query->line = line;
}

static void
statement_add(struct statement *statement, const char *text, int line)
{
	size_t n = strlen(text);

	if (!statement->text)
		statement->line = line;
	statement->text = need(realloc(statement->text, statement->length + n + 2));
	memcpy(statement->text + statement->length, text, n);
	statement->length += n;
	statement->text[statement->length++] = '\n';
	statement->text[statement->length] = 0;
}

static void
line_add(struct file *file, char *text, int line)
{
	struct named_query *query = file->count ? &file->queries[file->count - 1] : NULL;
	char *trimmed = trim(text);

	if (!strncmp(trimmed, "-- :query", 9) &&
			(isspace((unsigned char)trimmed[9]) || !trimmed[9])) {
		query_add(file, trimmed + 9, line);
	} else if (!strcmp(trimmed, "-- :postgres")) {
		if (!query || query->has_postgres)
			complain(file, line, "`-- :postgres` stands once, inside a query");
		query->has_postgres = true;
	} else if (!strncmp(trimmed, "-- :", 4)) {
		complain(file, line, "unknown: %s", trimmed);
	} else if (*trimmed && strncmp(trimmed, "--", 2)) {
		if (!query)
			complain(file, line, "a statement before the first `-- :query`");
		statement_add(query->has_postgres ? &query->postgres : &query->common, trimmed,
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

		for (const char *q = p; q < next; q++)
			line += *q == '\n';
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
		line += *p++ == '\n';
	}
	for (int i = 1; i <= most; i++)
		if (!seen[i])
			complain(file, statement->line, "query %s has $%d but no $%d", name, most,
					i);
	if (end)
		statement->length = (size_t)(end - statement->text);
	while (statement->length && isspace((unsigned char)statement->text[statement->length - 1]))
		statement->length--;
	statement->text[statement->length] = 0;
	return most;
}

static void
file_check(struct file *file)
{
	for (size_t i = 0; i < file->count; i++) {
		struct named_query *query = &file->queries[i];

		if (!query->common.text || (query->has_postgres && !query->postgres.text))
			complain(file, query->line, "query %s has no statement", query->name);
		query->parameters = statement_check(file, query->name, &query->common);
		if (query->has_postgres && statement_check(file, query->name, &query->postgres) !=
							   query->parameters)
			complain(file, query->postgres.line,
					"query %s: PostgreSQL's text has other parameters",
					query->name);
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
write_query(FILE *out, const struct named_query *query)
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
		write_query(out, &file->queries[i]);
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
