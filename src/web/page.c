/* page.c - from a handler's view to the bytes that are sent. */
#include "base/crypt.h"
#include "base/json.h"
#include "base/log.h"
#include "web/complaint.h"
#include "web/visit.h"

#include <stdlib.h>

#define NONCE_BYTES 16
#define PAGE_BYTES                                                                                 \
	32768 /* most pages fit: their bytes are written once, not moved as they grow              \
	       */

/* In whose place the actor acts, or false. */
static json_t *
stand_in_object(const struct stand_in *stand_in)
{
	json_t *row;

	if (!stand_in)
		return json_false();
	row = json_new_object();
	json_put_int(row, "delegation", stand_in->delegation);
	json_put_text(row, "giver_name", stand_in->giver_name);
	json_put_text(row, "number", stand_in->number);
	return row;
}

static json_t *
me_object(const struct actor *actor, struct arena *arena)
{
	json_t *me;
	json_t *names;

	if (!actor->account)
		return json_false();
	me = json_new_object();
	json_put_int(me, "id", actor->account);
	json_put_text(me, "login", actor->login);
	json_put_text(me, "name", actor->stand_in ? actor->stand_in->deputy_name : actor->name);
	json_put(me, "stand_in", stand_in_object(actor->stand_in));
	json_put_int(me, "unit", actor->unit);
	json_put_text(me, "unit_code", actor->unit_code);
	json_put_text(me, "unit_name", actor->unit_name);
	json_put_text(me, "role_labels", roles_label(arena, actor->roles));
	json_put_bool(me, "may_search", permit_check(MAY_SEARCH_DESK, actor->roles) == OK);
	names = json_put_list(me, "roles");
	for (int role = 0; role < ROLE_COUNT; role++)
		if (actor->roles & ROLE_BIT(role))
			json_add(names, json_of_text(role_name((enum role)role)));
	return me;
}

static bool
is_within(struct text path, struct text href)
{
	if (text_equals(href, TEXT("/")) || text_equals(href, TEXT("/desk")))
		return text_equals(path, href);
	if (!text_starts_with(path, href))
		return false;
	path = text_slice(path, href.n, path.n);
	/* "/desk/calendars" lists what "/desk/calendar" is one of. */
	if (text_starts_with(path, TEXT("s")))
		path = text_slice(path, 1, path.n);
	return !path.n || path.p[0] == '/';
}

/* Rows of one menu: for each link that of another page, then that of its own. */
static json_t *
menu_make(const struct nav_link *link)
{
	json_t *rows = json_new_list();

	for (; link && link->label; link++)
		for (int current = 0; current < 2; current++) {
			json_t *row = json_add_object(rows);

			json_put_text(row, "label", text_of(link->label));
			json_put_text(row, "href", text_of(link->href));
			json_put_text(row, "icon", text_of(link->icon));
			json_put_bool(row, "current", current);
			json_put_bool(row, "badge", false);
		}
	return rows;
}

void
page_open(struct web *web)
{
	const struct web_settings *settings = &web->settings;

	web->menus[false] = menu_make(settings->portal_nav);
	web->menus[true] = menu_make(settings->desk_nav);
	web->site = json_new_object();
	json_put_text(web->site, "name", settings->site_name);
	json_put_text(web->site, "short", settings->site_short);
	json_put_text(web->site, "url", settings->rules->site_url);
	json_put_text(web->site, "lang", TEXT("vi"));
	json_put_bool(web->site, "demo", web->demo);
}

void
page_close(struct web *web)
{
	json_decref(web->menus[false]);
	json_decref(web->menus[true]);
	json_decref(web->site);
}

/* The row as it is shared by all pages, or one of this page's own with what waits behind it. */
static json_t *
nav_row(const struct visit *visit, json_t *shared)
{
	const json_t *badges = json_object_get(visit->reply->view, "badges");
	int64_t waiting = json_int(badges, json_string_value(json_object_get(shared, "href")));
	json_t *row;

	if (!waiting)
		return json_incref(shared);
	row = json_copy(shared);
	json_put_int(row, "badge", waiting);
	return row;
}

static json_t *
nav_list(const struct visit *visit)
{
	const struct web *web = visit->web;
	bool desk = visit->reply->private;
	const struct nav_link *links = desk ? web->settings.desk_nav : web->settings.portal_nav;
	json_t *list = json_new_list();

	for (size_t i = 0; links && links[i].label; i++) {
		bool current = is_within(visit->request->path, text_of(links[i].href));

		if (permit_check((enum permit)links[i].rule, visit->actor.roles) == OK)
			json_add(list, nav_row(visit, json_array_get(web->menus[desk],
								      2 * i + current)));
	}
	return list;
}

static void
put_default(json_t *view, const char *key, json_t *value)
{
	if (json_object_get(view, key))
		json_decref(value);
	else
		json_put(view, key, value);
}

static void
page_object(const struct visit *visit, json_t *view)
{
	json_t *page = json_object_get(view, "page");
	const struct route *route = visit->route;

	if (!page)
		page = json_put_object(view, "page");
	put_default(page, "path", json_of_text(visit->request->path));
	put_default(page, "title",
			json_of_text(json_text(view, "heading").n
							? json_text(view, "heading")
							: text_of(route ? route->summary : "")));
}

/* What every HTML page may show; see the layouts. */
static void
view_complete(struct visit *visit)
{
	json_t *view = visit->reply->view;

	json_object_set(view, "site", visit->web->site);
	page_object(visit, view);
	json_object_set(view, "asset", visit->web->assets);
	json_put(view, "nav", nav_list(visit));
	put_default(view, "flash", json_false());
	put_default(view, "banners", json_new_list());
	put_default(view, "has_banners", json_false());
	put_default(view, "complaints", json_new_object());
	put_default(view, "has_complaints", json_false());
	put_default(view, "form", json_new_object());
	json_put_instant(view, "now", visit->request->now, visit->web->settings.rules->zone);
	if (visit->route && visit->route->flags & ROUTE_CACHED) {
		json_put(view, "me", json_false());
		return;
	}
	json_put(view, "me", me_object(&visit->actor, visit->request->arena));
	json_put_text(view, "csrf", visit->csrf);
	json_put_text(view, "nonce", secret_new(visit->request->arena, NONCE_BYTES));
	if (visit->form_cookie.n)
		reply_header(visit->reply, "Set-Cookie", visit->form_cookie);
}

enum err
web_render(struct web *web, struct text template, const json_t *view, struct buf *out)
{
	struct view_fault fault = {0};
	struct view_options options = {.lang = LANG_VI, .strict = true, .fault = &fault};

	if (view_render(web->views, template, view, &options, out) == OK)
		return OK;
	log_error("%.*s line %d: %s", TEXT_ARGS(fault.view), fault.line, fault.message);
	return ERR_BROKEN;
}

static void
render_html(struct visit *visit)
{
	struct reply *reply = visit->reply;
	struct buf html = BUF(visit->request->arena);
	struct view_fault fault = {0};
	struct view_options options = {
			.lang = LANG_VI,
			.strict = visit->web->settings.strict_views,
			.fault = &fault,
	};

	view_complete(visit);
	buf_reserve(&html, PAGE_BYTES - 1);
	if (view_render(visit->web->views, text_of(reply->template), reply->view, &options,
			    &html) != OK) {
		log_error("page: %.*s line %d: %s", TEXT_ARGS(fault.view), fault.line,
				fault.message);
		reply_body(reply, 500, "text/plain; charset=utf-8",
				TEXT("Trang này chưa hiển thị được. Hãy báo quản trị viên.\n"));
		return;
	}
	reply_body(reply, reply->status, "text/html; charset=utf-8",
			visit->request->form
					? complaints_tie(visit->request->arena,
							  visit->request->form, buf_text(&html))
					: buf_text(&html));
}

void
page_render(struct visit *visit)
{
	struct reply *reply = visit->reply;

	if (!reply->status)
		reply->status = 200;
	if (reply->view && (visit->json || !reply->template))
		reply_body(reply, reply->status, "application/json; charset=utf-8",
				json_write(visit->request->arena, reply->view));
	else if (reply->view)
		render_html(visit);
	headers_add(visit->web, reply);
}
