/* media_office.c - the words of office documents: DOCX, XLSX, PPTX, ODT. */
#include "base/buf.h"
#include "office/archive.h"
#include "office/media_words.h"

#include <libxml/parser.h>

#define MEMBER_MAX ((size_t)48 << 20) /* of XML, unpacked */

/* Where such documents keep words: the beginnings of the names of their members. */
static const struct text PLACES[] = {
		TEXT("word/document"),
		TEXT("word/header"),
		TEXT("word/footer"),
		TEXT("word/footnotes"),
		TEXT("word/endnotes"),
		TEXT("word/comments"),
		TEXT("word/glossary/"),
		TEXT("xl/sharedStrings"),
		TEXT("xl/worksheets/"),
		TEXT("xl/comments"),
		TEXT("xl/threadedComments"),
		TEXT("xl/workbook"),
		TEXT("xl/drawings/"),
		TEXT("ppt/slides/"),
		TEXT("ppt/notesSlides/"),
		TEXT("ppt/comments"),
		TEXT("docProps/"),
		TEXT("customXml/"),
		TEXT("content"),
		TEXT("meta"),
		TEXT("styles"),
};

/* Elements at whose end a line ends; properties have a line each. */
static const char LINES[] = " p h tr row si title creator subject description keywords "
			    "category lastModifiedBy contentStatus Company Manager lpwstr lpstr "
			    "initial-creator user-defined keyword annotation comment ";
/* Elements at whose beginning or end words part. */
static const char GAPS[] = " tab br cr s tc c table-cell line-break ";

struct reader {
	struct buf words;
	xmlParserCtxtPtr parser;
	bool has_type; /* declares a document type: such documents have none */
	bool is_full;
};

static bool
is_among(const char *list, const xmlChar *name)
{
	char key[40];
	int n = snprintf(key, sizeof(key), " %s ", (const char *)name);

	return n > 0 && (size_t)n < sizeof(key) && strstr(list, key);
}

static void
words_add(struct reader *reader, const char *bytes, size_t n)
{
	if (reader->words.n + n > WORDS_MAX)
		reader->is_full = true;
	else
		buf_add(&reader->words, (struct text){.p = bytes, .n = n});
}

static void
on_characters(void *context, const xmlChar *bytes, int n)
{
	words_add(context, (const char *)bytes, (size_t)n);
}

/* Of attributes only those that people read: what a picture shows, what a sheet is called. */
static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted,
		const xmlChar **attributes)
{
	(void)prefix;
	(void)uri;
	(void)namespace_count;
	(void)namespaces;
	(void)defaulted;
	if (is_among(GAPS, name))
		words_add(context, " ", 1);
	for (int i = 0; i < attribute_count; i++) {
		const xmlChar **one = &attributes[5 * i];

		if (!is_among(" descr title name ", one[0]) || is_among(" style font ", name))
			continue;
		words_add(context, (const char *)one[3], (size_t)(one[4] - one[3]));
		words_add(context, "\n", 1);
	}
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)prefix;
	(void)uri;
	if (is_among(LINES, name))
		words_add(context, "\n", 1);
	else if (is_among(GAPS, name))
		words_add(context, " ", 1);
}

static void
on_type(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	struct reader *reader = context;

	(void)name;
	(void)external;
	(void)system;
	reader->has_type = true;
	xmlStopParser(reader->parser);
}

static void
on_fault(void *context, const char *message, ...)
{
	(void)context;
	(void)message;
}

static enum err
refuse(struct text *fault, const char *words)
{
	*fault = text_of(words);
	return ERR_INVALID;
}

static enum err
member_read(struct reader *reader, struct text xml, struct text *fault)
{
	xmlSAXHandler handler = {
			.initialized = XML_SAX2_MAGIC,
			.startElementNs = on_start,
			.endElementNs = on_end,
			.characters = on_characters,
			.cdataBlock = on_characters,
			.internalSubset = on_type,
			.warning = on_fault,
			.error = on_fault,
	};
	int wrong;

	reader->parser = xmlCreatePushParserCtxt(&handler, reader, NULL, 0, NULL);
	if (!reader->parser)
		return refuse(fault, "Không đọc được tài liệu.");
	xmlCtxtUseOptions(reader->parser, XML_PARSE_NONET | XML_PARSE_HUGE);
	wrong = xmlParseChunk(reader->parser, xml.p, (int)xml.n, 1);
	/* Made for what a document type declares, though nobody asks for it. */
	xmlFreeDoc(reader->parser->myDoc);
	xmlFreeParserCtxt(reader->parser);
	if (reader->has_type)
		return refuse(fault, "Tài liệu có khai báo XML không an toàn (DTD).");
	if (wrong)
		return refuse(fault, "Tài liệu bị hỏng; hãy mở, lưu lại rồi gửi lại.");
	if (reader->is_full)
		return refuse(fault, "Tài liệu quá dài để rà soát; hãy tách nhỏ.");
	words_add(reader, "\n", 1);
	return OK;
}

static bool
has_words(struct text name)
{
	if (!text_ends_with(name, TEXT(".xml")))
		return false;
	for (size_t i = 0; i < COUNT_OF(PLACES); i++)
		if (text_starts_with(name, PLACES[i]))
			return true;
	return false;
}

enum err
words_of_office(struct arena *arena, struct text bytes, struct text *out, struct text *fault)
{
	struct reader reader = {.words = BUF(arena)};
	struct archive archive;

	TRY(archive_read(arena, bytes, &archive, fault));
	for (size_t i = 0; i < archive.count; i++) {
		const struct archive_member *member = &archive.members[i];
		struct text xml;

		if (!has_words(member->name))
			continue;
		if (member->size > MEMBER_MAX ||
				archive_unpack(arena, member, MEMBER_MAX, &xml) != OK)
			return refuse(fault, "Tài liệu bị hỏng hoặc quá lớn khi giải nén.");
		TRY(member_read(&reader, xml, fault));
	}
	*out = buf_text(&reader.words);
	return OK;
}
