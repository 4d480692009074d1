/* rich_html.c - a document as HTML: every tag and attribute written here is a literal of this file.
 */
#include "base/json.h"
#include "base/rich_kind.h"

struct html {
	struct buf *out;
	int depth;
	int tables;
	struct text ids[RICH_HEADINGS_MAX]; /* of headings: each once */
	size_t id_count;
	const json_t *open[RICH_MARKS]; /* marks begun and not ended */
	bool head;                      /* in the first row of a table */
};

static void html_nodes(struct html *html, const json_t *nodes);

static void
add(struct html *html, const char *literal)
{
	buf_add_c(html->out, literal);
}

static void
add_attr(struct html *html, const char *name, struct text value)
{
	buf_addf(html->out, " %s=\"", name);
	buf_add_html(html->out, value);
	buf_add_char(html->out, '"');
}

static void
mark_begin(struct html *html, enum rich_mark kind, const json_t *mark)
{
	struct text href = rich_attr_text(mark, "href");

	html->open[kind] = mark;
	if (kind == RICH_EM) {
		add(html, "<em>");
	} else if (kind == RICH_STRONG) {
		add(html, "<strong>");
	} else {
		add(html, "<a");
		if (rich_may_link(href))
			add_attr(html, "href", href);
		if (rich_may_link(href) && href.p[0] != '/')
			add(html, " rel=\"noopener\"");
		add(html, ">");
	}
}

static void
mark_end(struct html *html, enum rich_mark kind)
{
	static const char *const ends[RICH_MARKS] = {
			[RICH_LINK] = "</a>", [RICH_EM] = "</em>", [RICH_STRONG] = "</strong>"};

	if (html->open[kind])
		add(html, ends[kind]);
	html->open[kind] = NULL;
}

/* Goes from the open marks to those of the next node; marks that go on stay open. */
static void
marks_change(struct html *html, const json_t *marks)
{
	const json_t *wanted[RICH_MARKS] = {NULL}, *mark;
	int same = 0;
	size_t i;

	json_array_foreach((json_t *)marks, i, mark)
	{
		enum rich_mark kind = rich_mark_of(mark);

		if (kind != RICH_MARKS)
			wanted[kind] = mark;
	}
	while (same < RICH_MARKS && !html->open[same] == !wanted[same] &&
			(!wanted[same] || json_equal(html->open[same], wanted[same])))
		same++;
	for (int kind = RICH_MARKS - 1; kind >= same; kind--)
		mark_end(html, (enum rich_mark)kind);
	for (int kind = same; kind < RICH_MARKS; kind++)
		if (wanted[kind])
			mark_begin(html, (enum rich_mark)kind, wanted[kind]);
}

static void
html_image(struct html *html, const json_t *image)
{
	static const char *const sizes[] = {"width", "height"};
	struct text src = rich_attr_text(image, "src");

	if (!rich_may_show(src))
		return;
	add(html, "<img");
	add_attr(html, "src", src);
	add_attr(html, "alt", rich_attr_text(image, "alt"));
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		if (rich_attr_int(image, sizes[i]) > 0)
			buf_addf(html->out, " %s=\"%d\"", sizes[i],
					(int)rich_attr_int(image, sizes[i]));
	add(html, " loading=\"lazy\">");
}

static void
html_inline(struct html *html, const json_t *nodes)
{
	const json_t *node;
	size_t i;

	json_array_foreach((json_t *)nodes, i, node)
	{
		marks_change(html, json_object_get(node, "marks"));
		switch (rich_kind_of(node)) {
		case RICH_TEXT:
			buf_add_html(html->out, json_text(node, "text"));
			break;
		case RICH_BREAK:
			add(html, "<br>");
			break;
		case RICH_IMAGE:
			html_image(html, node);
			break;
		default:
			break;
		}
	}
	marks_change(html, NULL);
}

/* A picture alone in its paragraph is a figure; its title is the caption. */
static void
html_figure(struct html *html, const json_t *image)
{
	struct text title = rich_attr_text(image, "title");

	add(html, "<figure>");
	marks_change(html, json_object_get(image, "marks"));
	html_image(html, image);
	marks_change(html, NULL);
	if (!text_is_empty(title)) {
		add(html, "<figcaption>");
		buf_add_html(html->out, title);
		add(html, "</figcaption>");
	}
	add(html, "</figure>\n");
}

static void
html_paragraph(struct html *html, const json_t *paragraph)
{
	const json_t *content = rich_content(paragraph);
	const json_t *first = json_array_get(content, 0);

	if (json_array_size(content) == 1 && rich_kind_of(first) == RICH_IMAGE) {
		html_figure(html, first);
		return;
	}
	add(html, "<p>");
	html_inline(html, content);
	add(html, "</p>\n");
}

static bool
id_is_taken(const struct html *html, struct text id)
{
	for (size_t i = 0; i < html->id_count; i++)
		if (text_equals(html->ids[i], id))
			return true;
	return false;
}

/* "muc-" keeps them apart from the ids of the page around. */
static struct text
heading_id(struct html *html, const json_t *heading)
{
	struct arena *arena = html->out->arena;
	struct text slug = text_slug(arena, rich_text(arena, heading), 60);
	struct text id = text_format(arena, "muc-%.*s", TEXT_ARGS(slug));

	for (int n = 2; text_is_empty(slug) || id_is_taken(html, id); n++) {
		id = text_format(arena, "muc-%.*s%s%d", TEXT_ARGS(slug), slug.n ? "-" : "", n);
		if (!id_is_taken(html, id))
			break;
	}
	return id;
}

static void
html_heading(struct html *html, const json_t *heading)
{
	int64_t level = rich_attr_int(heading, "level");
	char tag = (char)('0' + (level < 2 ? 2 : level > 4 ? 4 : level));

	buf_addf(html->out, "<h%c", tag);
	if (html->id_count < RICH_HEADINGS_MAX) {
		html->ids[html->id_count] = heading_id(html, heading);
		add_attr(html, "id", html->ids[html->id_count++]);
	}
	add(html, ">");
	html_inline(html, rich_content(heading));
	buf_addf(html->out, "</h%c>\n", tag);
}

static void
html_list(struct html *html, const json_t *list, enum rich_kind kind)
{
	int64_t order = rich_attr_int(list, "order");

	if (kind == RICH_BULLET_LIST)
		add(html, "<ul>\n");
	else if (order > 1)
		buf_addf(html->out, "<ol start=\"%d\">\n", (int)order);
	else
		add(html, "<ol>\n");
	html_nodes(html, rich_content(list));
	add(html, kind == RICH_BULLET_LIST ? "</ul>\n" : "</ol>\n");
}

static void
html_cell(struct html *html, const json_t *cell, enum rich_kind kind)
{
	static const char *const spans[] = {"colspan", "rowspan"};
	const json_t *content = rich_content(cell);
	const json_t *first = json_array_get(content, 0);

	add(html, kind == RICH_TABLE_CELL ? "<td" : "<th");
	if (kind == RICH_TABLE_HEADER)
		add(html, html->head ? " scope=\"col\"" : " scope=\"row\"");
	for (size_t i = 0; i < COUNT_OF(spans); i++)
		if (rich_attr_int(cell, spans[i]) > 1)
			buf_addf(html->out, " %s=\"%d\"", spans[i],
					(int)rich_attr_int(cell, spans[i]));
	add(html, ">");
	/* The usual cell holds one paragraph: no need to say so. */
	if (json_array_size(content) == 1 && rich_kind_of(first) == RICH_PARAGRAPH)
		html_inline(html, rich_content(first));
	else
		html_nodes(html, content);
	add(html, kind == RICH_TABLE_CELL ? "</td>" : "</th>");
}

/* All headers, and none reaches into the next row. */
static bool
is_head_row(const json_t *row)
{
	const json_t *cell;
	size_t i;

	json_array_foreach((json_t *)rich_content(row), i,
			cell) if (rich_kind_of(cell) != RICH_TABLE_HEADER ||
				  rich_attr_int(cell, "rowspan") > 1) return false;
	return json_array_size(rich_content(row)) > 0;
}

/* Wide tables scroll in a region of their own, which the keyboard can reach. */
static void
html_table(struct html *html, const json_t *table)
{
	const json_t *rows = rich_content(table), *row;
	bool head = is_head_row(json_array_get(rows, 0)) && json_array_size(rows) > 1;
	bool head_around = html->head;
	size_t i;

	buf_addf(html->out,
			"<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" "
			"aria-label=\"Bảng %d\">\n<table>\n",
			++html->tables);
	json_array_foreach((json_t *)rows, i, row)
	{
		html->head = i == 0;
		if (i < 2)
			add(html, head && i == 0 ? "<thead>\n" : i == 0 || head ? "<tbody>\n" : "");
		add(html, "<tr>");
		html_nodes(html, rich_content(row));
		add(html, "</tr>\n");
		if (i == 0 && head)
			add(html, "</thead>\n");
	}
	add(html, "</tbody>\n</table>\n</div>\n");
	html->head = head_around;
}

static void
html_node(struct html *html, const json_t *node)
{
	enum rich_kind kind = rich_kind_of(node);

	switch (kind) {
	case RICH_PARAGRAPH:
		html_paragraph(html, node);
		break;
	case RICH_HEADING:
		html_heading(html, node);
		break;
	case RICH_BULLET_LIST:
	case RICH_ORDERED_LIST:
		html_list(html, node, kind);
		break;
	case RICH_LIST_ITEM:
		add(html, "<li>");
		html_nodes(html, rich_content(node));
		add(html, "</li>\n");
		break;
	case RICH_BLOCKQUOTE:
		add(html, "<blockquote>\n");
		html_nodes(html, rich_content(node));
		add(html, "</blockquote>\n");
		break;
	case RICH_RULE:
		add(html, "<hr>\n");
		break;
	case RICH_TABLE:
		html_table(html, node);
		break;
	case RICH_TABLE_CELL:
	case RICH_TABLE_HEADER:
		html_cell(html, node, kind);
		break;
	default:
		break;
	}
}

static void
html_nodes(struct html *html, const json_t *nodes)
{
	const json_t *node;
	size_t i;

	if (html->depth > RICH_DEPTH_MAX)
		return;
	html->depth++;
	json_array_foreach((json_t *)nodes, i, node) html_node(html, node);
	html->depth--;
}

void
rich_html(struct buf *out, const json_t *doc)
{
	struct html html = {.out = out};

	html_nodes(&html, rich_content(doc));
}
