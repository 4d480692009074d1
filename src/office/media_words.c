#include "office/media_words.h"

#include "base/buf.h"
#include "base/library.h"

#include <malloc.h>
#include <stddef.h>

#define LIBRARY "libpoppler-glib.so.8"

/* What is called of poppler and GLib, by name; the loader finds both in the one library. */
struct poppler {
	void *(*bytes_new_static)(const void *data, size_t size);
	void *(*document_new)(void *bytes, const char *password, void **error);
	int (*page_count)(void *document);
	void *(*page)(void *document, int index);
	char *(*page_text)(void *page);
	char *(*title)(void *document);
	char *(*author)(void *document);
	char *(*subject)(void *document);
	char *(*keywords)(void *document);
	char *(*metadata)(void *document);
	void (*unref)(void *object);
	void (*free)(void *memory);
};

static const struct library_call CALLS[] = {
		{"g_bytes_new_static", offsetof(struct poppler, bytes_new_static)},
		{"poppler_document_new_from_bytes", offsetof(struct poppler, document_new)},
		{"poppler_document_get_n_pages", offsetof(struct poppler, page_count)},
		{"poppler_document_get_page", offsetof(struct poppler, page)},
		{"poppler_page_get_text", offsetof(struct poppler, page_text)},
		{"poppler_document_get_title", offsetof(struct poppler, title)},
		{"poppler_document_get_author", offsetof(struct poppler, author)},
		{"poppler_document_get_subject", offsetof(struct poppler, subject)},
		{"poppler_document_get_keywords", offsetof(struct poppler, keywords)},
		{"poppler_document_get_metadata", offsetof(struct poppler, metadata)},
		{"g_object_unref", offsetof(struct poppler, unref)},
		{"g_free", offsetof(struct poppler, free)},
};

/* Read once before the sandbox, so that the library has opened what it wants by then. */
static const char warm_up[] =
		"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
		"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
		"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
		"4 0 obj<</Length 30>>stream\nBT /F 9 Tf 9 9 Td (warm)Tj ET \nendstream endobj\n"
		"trailer<</Root 1 0 R>>\n%%EOF\n";

static enum err
refuse(struct text *fault, struct text words)
{
	*fault = words;
	return ERR_INVALID;
}

/* Adds what the library gives, as a line of its own, and gives it back. */
static void
add_line(const struct poppler *poppler, struct buf *out, char *given)
{
	struct text words = text_of(given);

	if (words.n && out->n + words.n <= WORDS_MAX) {
		buf_add(out, words);
		buf_add_char(out, '\n');
	}
	poppler->free(given);
}

static void
add_properties(const struct poppler *poppler, struct buf *out, void *document)
{
	add_line(poppler, out, poppler->title(document));
	add_line(poppler, out, poppler->author(document));
	add_line(poppler, out, poppler->subject(document));
	add_line(poppler, out, poppler->keywords(document));
	add_line(poppler, out, poppler->metadata(document));
}

static enum err
words_of_pdf(struct arena *arena, struct text bytes, void *library, struct text *out,
		struct text *fault)
{
	struct buf words = BUF(arena);
	struct poppler poppler;
	void *document, *error = NULL;
	size_t properties;
	int pages;

	TRY(library_find(library, CALLS, COUNT_OF(CALLS), &poppler));
	document = poppler.document_new(poppler.bytes_new_static(bytes.p, bytes.n), NULL, &error);
	pages = document ? poppler.page_count(document) : 0;
	if (pages <= 0)
		return refuse(fault, TEXT("Tệp PDF bị hỏng: không đọc được trang nào."));
	if (pages > WORDS_PAGES_MAX)
		return refuse(fault, TEXT("Tệp PDF quá nhiều trang để rà soát; hãy tách nhỏ."));
	add_properties(&poppler, &words, document);
	properties = words.n;
	for (int i = 0; i < pages; i++) {
		void *page = poppler.page(document, i);

		if (!page)
			return refuse(fault, TEXT("Tệp PDF bị hỏng: có trang không đọc được."));
		add_line(&poppler, &words, poppler.page_text(page));
		poppler.unref(page);
		if (words.n + 1 >= WORDS_MAX)
			return refuse(fault, TEXT("Tài liệu quá dài để rà soát; hãy tách nhỏ."));
	}
	/* Properties alone: the pages are pictures. */
	*out = text_trim(text_slice(buf_text(&words), properties, words.n)).n
			       ? buf_text(&words)
			       : text_slice(buf_text(&words), 0, properties);
	return OK;
}

enum err
words_load(enum media_kind kind, void **library)
{
	struct arena arena = {0};
	struct text words, fault;
	enum err err;
	void *found;

	if (kind != MEDIA_PDF)
		return OK;
	mallopt(M_ARENA_MAX, 1);
	TRY(library_open(LIBRARY, &found));
	err = words_of_pdf(&arena, text_of(warm_up), found, &words, &fault);
	arena_free(&arena);
	*library = found;
	return err == OK ? OK : ERR_UNAVAILABLE;
}

enum err
words_read(struct arena *arena, enum media_kind kind, struct text bytes, void *library,
		struct text *out, struct text *fault)
{
	*out = NO_TEXT;
	switch (kind) {
	case MEDIA_PDF:
		return words_of_pdf(arena, bytes, library, out, fault);
	case MEDIA_DOCX:
	case MEDIA_XLSX:
	case MEDIA_PPTX:
	case MEDIA_ODT:
		return words_of_office(arena, bytes, out, fault);
	case MEDIA_TEXT:
	case MEDIA_CSV:
		if (bytes.n > WORDS_MAX)
			return refuse(fault, TEXT("Tài liệu quá dài để rà soát; hãy tách nhỏ."));
		*out = bytes;
		return OK;
	default:
		return OK;
	}
}
