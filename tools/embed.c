/*
 * embed.c - writes one C file that holds what the program carries inside itself.
 *
 *	embed OUT.c --assets DIR --templates FILE... --resources FILE...
 *
 * The tables are those of src/web/asset.h. Assets are the files of DIR, named
 * stem.<hash>.ext by tools/bundle.mjs; they are kept compressed as well. Bytes
 * become string literals: both compilers read those far faster than arrays of
 * numbers, and no assembler is asked to find a file. Resources are named by their
 * path, those that were made beside OUT.c by their path from there.
 */

#include <brotli/encode.h>
#include <ctype.h>
#include <dirent.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

enum { LINE_WIDTH = 96, GZIP_WINDOW = 15 + 16 };

struct bytes {
	unsigned char *p;
	size_t n;
};

static const struct kind {
	const char *suffix;
	const char *type;
	int compressible;
} kinds[] = {
		{".css", "text/css; charset=utf-8", 1},
		{".js", "text/javascript; charset=utf-8", 1},
		{".svg", "image/svg+xml", 1},
		{".png", "image/png", 0},
		{".woff2", "font/woff2", 0},
		{".txt", "text/plain; charset=utf-8", 1},
};

static void *
get(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		err(1, "memory");
	return p;
}

static struct bytes
file_read(const char *path)
{
	struct stat status;
	struct bytes bytes;
	FILE *file = fopen(path, "rb");

	if (!file || fstat(fileno(file), &status) != 0)
		err(1, "%s", path);
	bytes.n = (size_t)status.st_size;
	bytes.p = get(bytes.n);
	if (fread(bytes.p, 1, bytes.n, file) != bytes.n)
		err(1, "%s", path);
	fclose(file);
	return bytes;
}

static const struct kind *
kind_of(const char *path)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t suffix = strlen(kinds[i].suffix);
		size_t length = strlen(path);

		if (length > suffix && strcmp(path + length - suffix, kinds[i].suffix) == 0)
			return &kinds[i];
	}
	errx(1, "%s: no media type known for this name", path);
}

/* Nothing at all, where compression does not save a twentieth. */
static struct bytes
worth_keeping(struct bytes small, struct bytes plain)
{
	if (small.n > plain.n - plain.n / 20)
		small.n = 0;
	return small;
}

static struct bytes
gzip(struct bytes plain)
{
	z_stream stream = {.next_in = plain.p, .avail_in = (uInt)plain.n};
	struct bytes out;

	if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, 9,
			    Z_DEFAULT_STRATEGY) != Z_OK)
		errx(1, "gzip: cannot start");
	out.n = deflateBound(&stream, plain.n);
	out.p = get(out.n);
	stream.next_out = out.p;
	stream.avail_out = (uInt)out.n;
	if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
		errx(1, "gzip: cannot finish");
	out.n = stream.total_out;
	deflateEnd(&stream);
	return worth_keeping(out, plain);
}

static struct bytes
brotli(struct bytes plain)
{
	struct bytes out = {.n = BrotliEncoderMaxCompressedSize(plain.n)};

	out.p = get(out.n);
	if (!BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC,
			    plain.n, plain.p, &out.n, out.p))
		errx(1, "brotli: cannot compress");
	return worth_keeping(out, plain);
}

/* Stands for itself in a string literal: "?" does not, for it may begin a trigraph. */
static int
is_plain(unsigned char c)
{
	return c < 0x80 && isprint(c) && c != '"' && c != '\\' && c != '?';
}

/* {.p = "...", .n = N} */
static void
text_write(FILE *out, struct bytes bytes)
{
	int column = 0;

	fputs("{.p = \"", out);
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = bytes.p[i];

		if (column >= LINE_WIDTH) {
			fputs("\"\n\t\"", out);
			column = 0;
		}
		if (is_plain(c)) {
			fputc(c, out);
			column++;
		} else {
			column += fprintf(out, "\\%03o", c);
		}
	}
	fprintf(out, "\", .n = %zu}", bytes.n);
}

static void
member_write(FILE *out, const char *name, struct bytes bytes)
{
	fprintf(out, "\t\t.%s = ", name);
	text_write(out, bytes);
	fputs(",\n", out);
}

static void
member_write_string(FILE *out, const char *name, const char *string)
{
	/* Only read from: the cast takes nothing away. */
	member_write(out, name, (struct bytes){(unsigned char *)string, strlen(string)});
}

/* "og-card.1a2b3c4d.png" is og_card_png to templates. */
static void
key_of(const char *file, char *key, size_t room)
{
	const char *suffix = strrchr(file, '.');
	const char *hash = suffix;

	while (hash && hash > file && *--hash != '.')
		continue;
	if (!hash || hash == file)
		errx(1, "%s: not named stem.hash.ext", file);
	snprintf(key, room, "%.*s%s", (int)(hash - file), file, suffix);
	for (char *c = key; *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '_';
}

static void
asset_write(FILE *out, const char *directory, const char *file)
{
	char path[1024], address[512], key[256];
	const struct kind *kind = kind_of(file);
	struct bytes plain;

	snprintf(path, sizeof(path), "%s/%s", directory, file);
	snprintf(address, sizeof(address), "/assets/%s", file);
	key_of(file, key, sizeof(key));
	plain = file_read(path);

	fputs("\t{\n", out);
	member_write_string(out, "path", address);
	member_write_string(out, "key", key);
	member_write_string(out, "type", kind->type);
	member_write(out, "bytes", plain);
	member_write(out, "gzip", kind->compressible ? gzip(plain) : (struct bytes){0});
	member_write(out, "brotli", kind->compressible ? brotli(plain) : (struct bytes){0});
	fputs("\t},\n", out);
	free(plain.p);
}

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int
compare_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void
assets_write(FILE *out, const char *directory)
{
	struct dirent **files = NULL;
	int count = directory ? scandir(directory, &files, is_visible, compare_bytes) : 0;

	if (count < 0)
		err(1, "%s", directory);
	fputs("const struct asset asset_table[] = {\n", out);
	for (int i = 0; i < count; i++)
		asset_write(out, directory, files[i]->d_name);
	fprintf(out, "\t{.path = {0}},\n};\nconst size_t asset_count = %d;\n\n", count);
}

/* The path without `start`; "src/portal/article.html" is the template portal/article. */
static char *
name_of(const char *path, const char *start, int is_template)
{
	size_t skip = strncmp(path, start, strlen(start)) == 0 ? strlen(start) : 0;
	char *name = strdup(path + skip);
	char *suffix = name ? strrchr(name, '.') : NULL;

	if (!name)
		err(1, "memory");
	if (is_template && suffix)
		*suffix = '\0';
	return name;
}

struct named {
	char *name;
	const char *path;
};

static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

static void
texts_write(FILE *out, const char *table, const char *start, char **paths, size_t count)
{
	int are_templates = strcmp(table, "template_source") == 0;
	struct named *files = get(count * sizeof(*files));

	for (size_t i = 0; i < count; i++)
		files[i] = (struct named){name_of(paths[i], start, are_templates), paths[i]};
	qsort(files, count, sizeof(*files), compare_names);

	fprintf(out, "const struct %s %s_table[] = {\n", table, table);
	for (size_t i = 0; i < count; i++) {
		struct bytes text = file_read(files[i].path);

		fputs("\t{\n", out);
		member_write_string(out, "name", files[i].name);
		member_write(out, "text", text);
		fputs("\t},\n", out);
		free(text.p);
		free(files[i].name);
	}
	fprintf(out, "\t{.name = {0}},\n};\nconst size_t %s_count = %zu;\n\n", table, count);
	free(files);
}

/* The arguments behind `option`, up to the next option. */
static size_t
option_find(int argc, char **argv, const char *option, char ***out)
{
	size_t count = 0;

	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], option) != 0)
			continue;
		*out = argv + i + 1;
		while (i + 1 < argc && strncmp(argv[i + 1], "--", 2) != 0) {
			count++;
			i++;
		}
		break;
	}
	return count;
}

/* With its slash. */
static char *
directory_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *directory = strndup(path, slash ? (size_t)(slash + 1 - path) : 0);

	if (!directory)
		err(1, "memory");
	return directory;
}

int
main(int argc, char **argv)
{
	char **directory = NULL, **templates = NULL, **resources = NULL;
	size_t directory_count = option_find(argc, argv, "--assets", &directory);
	size_t template_count = option_find(argc, argv, "--templates", &templates);
	size_t resource_count = option_find(argc, argv, "--resources", &resources);
	FILE *out;

	if (argc < 2 || directory_count > 1)
		errx(2, "usage: embed OUT.c --assets DIR --templates FILE... --resources FILE...");
	out = fopen(argv[1], "w");
	if (!out)
		err(1, "%s", argv[1]);
	fputs("/* Written by tools/embed.c. */\n\n#include \"web/asset.h\"\n\n", out);
	assets_write(out, directory_count ? directory[0] : NULL);
	texts_write(out, "template_source", "src/", templates, template_count);
	texts_write(out, "resource", directory_of(argv[1]), resources, resource_count);
	if (fclose(out) != 0)
		err(1, "%s", argv[1]);
	return 0;
}
