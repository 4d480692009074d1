#include "office/media_child.h"

#include "office/media_draw.h"
#include "office/media_words.h"
#include "office/sandbox.h"

#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
write_all(const void *bytes, size_t size)
{
	const char *p = bytes;

	while (size > 0) {
		ssize_t n = write(STDOUT_FILENO, p, size);

		if (n <= 0)
			return false;
		p += n;
		size -= (size_t)n;
	}
	return true;
}

static bool
say(char mark, struct text words)
{
	return write_all(&mark, 1) && write_all(words.p, words.n) && write_all("\n", 1);
}

/* What stands on standard input; mapped, so that memory is only used where it is read. */
static struct text
read_input(void)
{
	struct stat status;
	void *bytes;

	if (fstat(STDIN_FILENO, &status) != 0 || status.st_size <= 0)
		return NO_TEXT;
	bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
	if (bytes == MAP_FAILED)
		return NO_TEXT;
	return (struct text){.p = bytes, .n = (size_t)status.st_size};
}

static bool
say_kind(enum media_kind kind, const struct drawn *drawn, size_t count)
{
	char number[8];
	bool ok;

	snprintf(number, sizeof(number), "%d", (int)kind);
	ok = say('+', text_of(number));
	for (size_t i = 0; i < count; i++)
		ok = ok && write_all(&drawn[i].facts, sizeof(drawn[i].facts)) &&
		     write_all(drawn[i].bytes, drawn[i].facts.size);
	return ok;
}

/* Locked up: from here on strangers' bytes are read. */
static bool
examine(struct arena *arena, struct text name, struct text bytes, void *library)
{
	struct drawn drawn[MEDIA_FORMS_MAX];
	struct text fault = NO_TEXT, words;
	enum media_kind kind;
	size_t count = 0;

	if (media_identify(arena, name, bytes, &kind, &fault) != OK)
		return say('-', fault);
	if (media_facts(kind)->is_picture) {
		if (draw_all(library, bytes, drawn, &count, &fault) != OK)
			return say('-', fault);
		return say_kind(kind, drawn, count);
	}
	if (words_read(arena, kind, bytes, library, &words, &fault) != OK)
		return say('-', fault);
	return say_kind(kind, NULL, 0) && write_all(words.p, words.n);
}

static bool
run(struct arena *arena, struct text name)
{
	bool is_trial = text_equals(name, TEXT(MEDIA_TRY));
	struct text bytes = read_input();
	struct text fault = NO_TEXT;
	enum media_kind promised;
	void *library = NULL;

	/* The trial carries both libraries. */
	if (is_trial)
		promised = MEDIA_PNG;
	else if (media_check_name(arena, name, &promised, &fault) != OK)
		return say('-', fault);
	if (media_facts(promised)->is_picture && draw_load(&library) != OK)
		return say('!', TEXT("libvips is missing (Debian: libvips42)"));
	if (words_load(is_trial ? MEDIA_PDF : promised, &library) != OK)
		return say('!', TEXT("poppler is missing (Debian: libpoppler-glib8)"));
	if (sandbox_enter(MEDIA_MEMORY_MAX, MEDIA_CPU_S) != OK)
		return say('!', TEXT("the kernel does not lock the child up (seccomp)"));
	if (is_trial)
		return say('+', text_of(sandbox_try()));
	return examine(arena, name, bytes, library);
}

/* _exit: what libraries registered for the end is of no use here. */
int
media_child_main(int argc, char **argv)
{
	struct arena arena = {0};

	if (argc != 3)
		_exit(2);
	_exit(run(&arena, text_of(argv[2])) ? 0 : 1);
}
