/* feed.c - lists for programs: feed readers, search engines, those who report a fault. */
#include "office/column.h"
#include "office/section.h"
#include "office/unit.h"
#include "portal/handlers.h"
#include "portal/view.h"

#define FEED_ROWS 50
#define SITEMAP_CHUNK 100
#define SITEMAP_MAX 50000 /* addresses in one file, as sitemaps.org allows */
#define DAYS_VALID 180    /* of security.txt, which must not be older than a year */

/* What a feed tells of a text or a column. */
struct entry {
	struct text title, abstract, path, section, unit_name;
	struct instant published_at, updated_at;
};

struct feed {
	const struct section *section; /* NULL: all */
	struct entry rows[FEED_ROWS];
	size_t count;
};

static struct text
section_label(struct text slug)
{
	const struct section *section = section_find(slug);

	return text_of(section ? section->label : "");
}

/* Newest first; what is older than all of a full feed is left out. */
static void
entry_put(struct feed *feed, struct entry entry)
{
	size_t at = feed->count;

	while (at && instant_compare(entry.published_at, feed->rows[at - 1].published_at) > 0)
		at--;
	if (at == FEED_ROWS)
		return;
	feed->count += feed->count < FEED_ROWS;
	memmove(&feed->rows[at + 1], &feed->rows[at],
			(feed->count - at - 1) * sizeof(feed->rows[0]));
	feed->rows[at] = entry;
}

static enum err
publications_put(struct ctx *ctx, struct feed *feed, struct text slug)
{
	struct publication *rows;
	size_t count;

	TRY(publication_list(
			ctx, slug, 0, (struct publication_after){0}, FEED_ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++)
		entry_put(feed, (struct entry){.title = rows[i].title,
						.abstract = rows[i].abstract,
						.path = publication_path(ctx->arena, &rows[i]),
						.section = section_label(rows[i].section),
						.unit_name = rows[i].unit_name,
						.published_at = rows[i].published_at,
						.updated_at = rows[i].updated_at});
	return OK;
}

static enum err
columns_put(struct ctx *ctx, struct feed *feed)
{
	struct unit portal = {0};
	struct column *rows;
	size_t count;

	TRY(column_list_public(ctx, COLUMN_PUBLIC_MAX, &rows, &count));
	if (count)
		TRY(unit_portal(ctx, &portal));
	for (size_t i = 0; i < count; i++)
		entry_put(feed, (struct entry){.title = rows[i].plan.title,
						.abstract = text_shorten(ctx->arena,
								rows[i].plan.purpose, 300),
						.path = column_path(ctx->arena, &rows[i]),
						.section = section_label(TEXT(COLUMN_SECTION)),
						.unit_name = portal.name,
						.published_at = rows[i].published_at,
						.updated_at = rows[i].changed_at});
	return OK;
}

static enum err
feed_load(struct ctx *ctx, const struct request *request, struct feed **out)
{
	struct text slug = request_parameter(request, "section");
	struct feed *feed = ARENA_NEW(ctx->arena, struct feed);

	*feed = (struct feed){.section = section_find(slug)};
	if (slug.n && !feed->section)
		return ERR_NOT_FOUND;
	TRY(publications_put(ctx, feed, slug));
	if (!slug.n || text_equals(slug, TEXT(COLUMN_SECTION)))
		TRY(columns_put(ctx, feed));
	*out = feed;
	return OK;
}

static struct text
absolute(struct ctx *ctx, struct text path)
{
	return text_format(
			ctx->arena, "%.*s%.*s", TEXT_ARGS(ctx->rules->site_url), TEXT_ARGS(path));
}

static struct text
feed_title(struct ctx *ctx, const struct feed *feed)
{
	struct unit portal = {.name = TEXT("Cổng Thông tin điện tử")};
	enum err err = unit_portal(ctx, &portal); /* a house without one keeps the plain words */

	(void)err;
	if (!feed->section)
		return portal.name;
	return text_format(ctx->arena, "%.*s: %s", TEXT_ARGS(portal.name), feed->section->label);
}

/* <name>text</name>; what XML forbids never came in (see text_take). */
static void
element(struct buf *xml, const char *name, struct text text)
{
	buf_addf(xml, "<%s>", name);
	buf_add_html(xml, text);
	buf_addf(xml, "</%s>\n", name);
}

/* --- RSS ---------------------------------------------------------------------------------------
 */

static void
rss_row(struct ctx *ctx, struct buf *xml, const struct entry *p)
{
	struct text link = absolute(ctx, p->path);

	buf_add_c(xml, "<item>\n");
	element(xml, "title", p->title);
	element(xml, "link", link);
	element(xml, "description", p->abstract);
	element(xml, "guid", link);
	element(xml, "category", p->section);
	element(xml, "dc:creator", p->unit_name);
	element(xml, "pubDate", instant_rfc822(ctx->arena, p->published_at, ctx->rules->zone));
	buf_add_c(xml, "</item>\n");
}

enum err
get_rss(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct buf xml = BUF(ctx->arena);
	struct feed *feed;

	TRY(feed_load(ctx, request, &feed));
	buf_add_c(&xml, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
			"<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
			"xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n");
	element(&xml, "title", feed_title(ctx, feed));
	element(&xml, "link",
			absolute(ctx, feed->section ? text_format(ctx->arena, "/%s",
								      feed->section->slug)
						    : TEXT("/")));
	element(&xml, "description", TEXT("Tin, bài mới đăng"));
	element(&xml, "language", TEXT("vi"));
	buf_add_c(&xml, "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"");
	buf_add_html(&xml, absolute(ctx, request->path));
	buf_add_c(&xml, "\"/>\n");
	for (size_t i = 0; i < feed->count; i++)
		rss_row(ctx, &xml, &feed->rows[i]);
	buf_add_c(&xml, "</channel>\n</rss>\n");
	reply_body(reply, 200, "application/rss+xml; charset=utf-8", buf_text(&xml));
	return OK;
}

/* --- Atom --------------------------------------------------------------------------------------
 */

static void
atom_row(struct ctx *ctx, struct buf *xml, const struct entry *p)
{
	struct text link = absolute(ctx, p->path);

	buf_add_c(xml, "<entry>\n");
	element(xml, "title", p->title);
	buf_add_c(xml, "<link href=\"");
	buf_add_html(xml, link);
	buf_add_c(xml, "\"/>\n");
	element(xml, "id", link);
	element(xml, "published", instant_iso(ctx->arena, p->published_at, ctx->rules->zone));
	element(xml, "updated", instant_iso(ctx->arena, p->updated_at, ctx->rules->zone));
	buf_add_c(xml, "<author>");
	element(xml, "name", p->unit_name);
	buf_add_c(xml, "</author>\n");
	element(xml, "summary", p->abstract);
	buf_add_c(xml, "</entry>\n");
}

enum err
get_atom(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct buf xml = BUF(ctx->arena);
	struct instant updated = {0};
	struct feed *feed;

	TRY(feed_load(ctx, request, &feed));
	for (size_t i = 0; i < feed->count; i++)
		if (instant_compare(feed->rows[i].updated_at, updated) > 0)
			updated = feed->rows[i].updated_at;
	buf_add_c(&xml, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
			"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n");
	element(&xml, "title", feed_title(ctx, feed));
	element(&xml, "id", absolute(ctx, TEXT("/")));
	element(&xml, "updated", instant_iso(ctx->arena, updated, ctx->rules->zone));
	buf_add_c(&xml, "<link rel=\"self\" href=\"");
	buf_add_html(&xml, absolute(ctx, request->path));
	buf_add_c(&xml, "\"/>\n");
	for (size_t i = 0; i < feed->count; i++)
		atom_row(ctx, &xml, &feed->rows[i]);
	buf_add_c(&xml, "</feed>\n");
	reply_body(reply, 200, "application/atom+xml; charset=utf-8", buf_text(&xml));
	return OK;
}

/* --- JSON Feed 1.1 -----------------------------------------------------------------------------
 */

enum err
get_json_feed(struct ctx *ctx, struct request *request, struct reply *reply)
{
	cleanup(json_cleanup) json_t *top = json_new_object();
	struct feed *feed;
	json_t *items;

	TRY(feed_load(ctx, request, &feed));
	json_put_text(top, "version", TEXT("https://jsonfeed.org/version/1.1"));
	json_put_text(top, "title", feed_title(ctx, feed));
	json_put_text(top, "home_page_url", absolute(ctx, TEXT("/")));
	json_put_text(top, "feed_url", absolute(ctx, request->path));
	json_put_text(top, "language", TEXT("vi"));
	items = json_put_list(top, "items");
	for (size_t i = 0; i < feed->count; i++) {
		const struct entry *p = &feed->rows[i];
		struct text link = absolute(ctx, p->path);
		json_t *row = json_add_object(items);

		json_put_text(row, "id", link);
		json_put_text(row, "url", link);
		json_put_text(row, "title", p->title);
		json_put_text(row, "content_text", p->abstract);
		json_put_text(row, "date_published",
				instant_iso(ctx->arena, p->published_at, ctx->rules->zone));
		json_put_text(row, "date_modified",
				instant_iso(ctx->arena, p->updated_at, ctx->rules->zone));
	}
	reply_body(reply, 200, "application/feed+json; charset=utf-8", json_write(ctx->arena, top));
	return OK;
}

/* --- sitemap: an index of months, and the texts of one month -----------------------------------
 */

struct month {
	int year, month;
};

static struct month
month_of(struct ctx *ctx, struct instant at)
{
	struct civil civil = civil_of_day(day_of(at, ctx->rules->zone));

	return (struct month){civil.year, civil.month};
}

static struct month
month_add(struct month m, int months)
{
	int all = m.year * 12 + m.month - 1 + months;

	return (struct month){all / 12, all % 12 + 1};
}

static struct instant
month_begin(struct ctx *ctx, struct month m)
{
	struct civil first = {.year = m.year, .month = m.month, .day = 1};

	return day_begin(day_of_civil(first), ctx->rules->zone);
}

static void
sitemap_url(struct ctx *ctx, struct buf *xml, struct text path, struct instant changed)
{
	buf_add_c(xml, "<url>");
	element(xml, "loc", absolute(ctx, path));
	if (changed.ms)
		element(xml, "lastmod", instant_iso(ctx->arena, changed, ctx->rules->zone));
	buf_add_c(xml, "</url>\n");
}

static enum err
sitemap_month(struct ctx *ctx, struct buf *xml, struct month m)
{
	struct instant begin = month_begin(ctx, m);
	struct publication_after after = {.at = month_begin(ctx, month_add(m, 1))};

	for (size_t sent = 0; sent < SITEMAP_MAX; sent += SITEMAP_CHUNK) {
		struct publication *rows;
		size_t count;

		TRY(publication_list(ctx, NO_TEXT, 0, after, SITEMAP_CHUNK, &rows, &count));
		for (size_t i = 0; i < count; i++) {
			if (instant_compare(rows[i].published_at, begin) < 0)
				return OK;
			sitemap_url(ctx, xml, publication_path(ctx->arena, &rows[i]),
					rows[i].updated_at);
		}
		if (count < SITEMAP_CHUNK)
			return OK;
		after = (struct publication_after){
				rows[count - 1].published_at, rows[count - 1].item};
	}
	return OK;
}

static enum err
sitemap_sections(struct ctx *ctx, struct buf *xml)
{
	struct column *columns;
	size_t count;

	sitemap_url(ctx, xml, TEXT("/"), (struct instant){0});
	sitemap_url(ctx, xml, TEXT("/lien-he"), (struct instant){0});
	sitemap_url(ctx, xml, TEXT("/xac-minh"), (struct instant){0});
	for (const struct section *section = SECTIONS; section->slug; section++)
		sitemap_url(ctx, xml, text_format(ctx->arena, "/%s", section->slug),
				(struct instant){0});
	TRY(column_list_public(ctx, COLUMN_PUBLIC_MAX, &columns, &count));
	for (size_t i = 0; i < count; i++)
		sitemap_url(ctx, xml, column_path(ctx->arena, &columns[i]), columns[i].changed_at);
	return OK;
}

static enum err
sitemap_index(struct ctx *ctx, struct buf *xml)
{
	struct instant oldest;
	struct month m = month_of(ctx, ctx->now);

	TRY(publication_oldest(ctx, &oldest));
	buf_add_c(xml, "<sitemap>");
	element(xml, "loc", absolute(ctx, TEXT("/sitemap.xml?thang=muc")));
	buf_add_c(xml, "</sitemap>\n");
	for (size_t i = 0; oldest.ms && i < SITEMAP_MAX - 1; i++, m = month_add(m, -1)) {
		buf_add_c(xml, "<sitemap>");
		element(xml, "loc",
				absolute(ctx, text_format(ctx->arena,
							      "/sitemap.xml?thang=%04d-%02d",
							      m.year, m.month)));
		buf_add_c(xml, "</sitemap>\n");
		if (instant_compare(month_begin(ctx, m), oldest) <= 0)
			break;
	}
	return OK;
}

/* "2026-11" */
static enum err
month_read(struct text text, struct month *out)
{
	int64_t year, month;

	if (text.n != 7 || text.p[4] != '-' || !text_to_int(text_slice(text, 0, 4), &year) ||
			!text_to_int(text_slice(text, 5, 7), &month) || year < 1975 ||
			year > 2999 || month < 1 || month > 12)
		return ERR_NOT_FOUND;
	*out = (struct month){(int)year, (int)month};
	return OK;
}

enum err
get_sitemap(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct text wanted = request_query(request, "thang");
	const char *kind = wanted.n ? "urlset" : "sitemapindex";
	struct buf xml = BUF(ctx->arena);
	struct month m;

	buf_addf(&xml,
			"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
			"<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
			kind);
	if (!wanted.n) {
		TRY(sitemap_index(ctx, &xml));
	} else if (text_equals(wanted, TEXT("muc"))) {
		TRY(sitemap_sections(ctx, &xml));
	} else {
		TRY(month_read(wanted, &m));
		TRY(sitemap_month(ctx, &xml, m));
	}
	buf_addf(&xml, "</%s>\n", kind);
	reply_body(reply, 200, "application/xml; charset=utf-8", buf_text(&xml));
	return OK;
}

/* --- notes for visitors that are programs ------------------------------------------------------
 */

enum err
get_robots(struct ctx *ctx, struct request *request, struct reply *reply)
{
	(void)request;
	reply_body(reply, 200, "text/plain; charset=utf-8",
			text_format(ctx->arena,
					"User-agent: *\nDisallow: /desk\nDisallow: "
					"/login\nDisallow: /tim-kiem\nDisallow: /xac-minh?\n"
					"Sitemap: %.*s/sitemap.xml\n",
					TEXT_ARGS(ctx->rules->site_url)));
	return OK;
}

/* RFC 9116; without an address to write to there is no such file. */
enum err
get_security(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct unit portal;
	struct day until = day_add(day_of(ctx->now, ctx->rules->zone), DAYS_VALID);

	TRY(unit_portal(ctx, &portal));
	if (!portal.email.n)
		return ERR_NOT_FOUND;
	reply_body(reply, 200, "text/plain; charset=utf-8",
			text_format(ctx->arena,
					"Contact: mailto:%.*s\nExpires: %s\nPreferred-Languages: "
					"vi, en\n"
					"Canonical: %.*s%.*s\n",
					TEXT_ARGS(portal.email),
					instant_iso(ctx->arena, day_begin(until, ctx->rules->zone),
							ctx->rules->zone)
							.p,
					TEXT_ARGS(ctx->rules->site_url), TEXT_ARGS(request->path)));
	return OK;
}
