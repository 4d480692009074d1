#include "web/complaint.h"

#include "base/buf.h"

#define PARAGRAPH "<p class=\"complaint\""
#define DESCRIBED " aria-describedby=\""

/* --- the paragraphs get their ids ------------------------------------------------------------- */

/*
 * Which complaint a paragraph tells, `paragraph` being all of it but its end; of two that say
 * the same, the first that has none yet. `complaint_count` if it is none.
 */
static size_t
complaint_of(struct arena *arena, const struct form *form, struct text paragraph, const bool *shown)
{
	for (size_t i = 0; i < form->complaint_count; i++) {
		struct buf end = BUF(arena);

		buf_add_c(&end, "</span> ");
		buf_add_html(&end, form->complaints[i].message);
		buf_add_c(&end, "</span>");
		if (!shown[i] && *form->complaints[i].field &&
				text_ends_with(paragraph, buf_text(&end)))
			return i;
	}
	return form->complaint_count;
}

static struct text
paragraphs_name(struct arena *arena, const struct form *form, struct text html, bool *shown)
{
	struct buf out = BUF(arena);
	ptrdiff_t found;

	while ((found = text_find(html, TEXT(PARAGRAPH))) >= 0) {
		size_t from = (size_t)found + sizeof(PARAGRAPH) - 1, which;
		struct text rest = text_slice(html, from, html.n);
		ptrdiff_t end = text_find(rest, TEXT("</p>"));

		buf_add(&out, text_slice(html, 0, from));
		html = rest;
		which = complaint_of(
				arena, form, text_slice(rest, 0, end < 0 ? 0 : (size_t)end), shown);
		if (which == form->complaint_count)
			continue;
		shown[which] = true;
		buf_addf(&out, " id=\"%s-complaint\"", form->complaints[which].field);
	}
	buf_add(&out, html);
	return buf_text(&out);
}

/* --- the inputs point to them ----------------------------------------------------------------- */

/* Groups of choices are described too, but it is only inputs that are right or wrong. */
static bool
is_input(struct text tag)
{
	return text_starts_with(tag, TEXT("<input ")) || text_starts_with(tag, TEXT("<select ")) ||
	       text_starts_with(tag, TEXT("<textarea "));
}

/* The tag from its "<" to before its ">", with what it is described by first. */
static void
tag_tie(struct buf *out, struct text tag, const char *field)
{
	ptrdiff_t described = text_find(tag, TEXT(DESCRIBED));
	size_t value = described < 0 ? tag.n : (size_t)described + sizeof(DESCRIBED) - 1;

	buf_add(out, text_slice(tag, 0, value));
	if (described < 0)
		buf_addf(out, DESCRIBED "%s-complaint\"", field);
	else
		buf_addf(out, "%s-complaint ", field);
	buf_add(out, text_slice(tag, value, tag.n));
	if (is_input(tag))
		buf_add_c(out, " aria-invalid=\"true\"");
}

static struct text
input_tie(struct arena *arena, struct text html, const char *field)
{
	ptrdiff_t id = text_find(html, text_format(arena, " id=\"%s\"", field)), length;
	struct buf out = BUF(arena);
	size_t begin, end;

	if (id < 0)
		return html;
	begin = (size_t)id;
	while (begin && html.p[begin] != '<')
		begin--;
	length = text_find(text_slice(html, begin, html.n), TEXT(">"));
	if (length < 0)
		return html;
	end = begin + (size_t)length;
	buf_add(&out, text_slice(html, 0, begin));
	tag_tie(&out, text_slice(html, begin, end), field);
	buf_add(&out, text_slice(html, end, html.n));
	return buf_text(&out);
}

struct text
complaints_tie(struct arena *arena, const struct form *form, struct text html)
{
	bool *shown = ARENA_NEW_ARRAY(arena, form->complaint_count + 1, bool);

	if (!form->complaint_count)
		return html;
	html = paragraphs_name(arena, form, html, shown);
	for (size_t i = 0; i < form->complaint_count; i++)
		if (shown[i])
			html = input_tie(arena, html, form->complaints[i].field);
	return html;
}
