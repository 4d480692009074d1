#include "office/event_feed.h"

#include "base/crypt.h"
#include "base/ical.h"
#include "gen/office/event_feed.sql.h"
#include "office/audit.h"
#include "office/event.h"

#define LOOK_BACK_MS (31 * DAY_MS)
#define FEED_EVENTS_MAX 1000

enum err
event_feed_revoke(struct ctx *ctx, int64_t account)
{
	struct query q;

	query_begin(&q, ctx->store, &SQL_event_feed_revoke);
	bind_int(&q, account);
	bind_instant(&q, ctx->now);
	return query_run(&q);
}

enum err
event_feed_load(struct ctx *ctx, struct instant *since)
{
	struct query q;
	bool found;

	query_begin(&q, ctx->store, &SQL_event_feed_load);
	bind_int(&q, actor_person(ctx->actor));
	found = query_next(&q);
	if (found)
		*since = column_instant(&q, 0);
	TRY(query_end(&q));
	return found ? OK : ERR_NOT_FOUND;
}

enum err
event_feed_open(struct ctx *ctx, struct text *secret)
{
	struct text made = secret_new(ctx->arena, SECRET_SIZE);
	struct query q;

	TRY(ctx_may(ctx, MAY_EVENT_READ));
	if (ctx->actor->door == DOOR_TOKEN)
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Một khóa truy cập không tạo được địa chỉ lịch. Hãy đăng nhập bằng "
				"trình duyệt.");
	TRY(event_feed_revoke(ctx, actor_person(ctx->actor)));
	query_begin(&q, ctx->store, &SQL_event_feed_add);
	bind_int(&q, actor_person(ctx->actor));
	bind_text(&q, hash_hex(ctx->arena, hash_of(made)));
	bind_instant(&q, ctx->now);
	TRY(query_run(&q));
	audit_note(ctx, "event.feed_open", actor_person(ctx->actor), "địa chỉ lịch sự kiện");
	*secret = made;
	return OK;
}

enum err
event_feed_close(struct ctx *ctx)
{
	struct instant since;
	enum err err;

	TRY(ctx_may(ctx, MAY_EVENT_READ));
	err = event_feed_load(ctx, &since);
	if (err == ERR_NOT_FOUND)
		return ctx_refuse(ctx, ERR_CONFLICT, "Đồng chí không có địa chỉ lịch nào.");
	TRY(err);
	TRY(event_feed_revoke(ctx, actor_person(ctx->actor)));
	audit_note(ctx, "event.feed_close", actor_person(ctx->actor), "địa chỉ lịch sự kiện");
	return OK;
}

/* --- the file ----------------------------------------------------------------------------------
 */

static enum err
owner_of(struct ctx *ctx, struct text secret, struct actor *out)
{
	struct actor actor = {.door = DOOR_PUBLIC};
	struct query q;

	query_begin(&q, ctx->store, &SQL_event_feed_actor);
	bind_text(&q, hash_hex(ctx->arena, hash_of(secret)));
	while (query_next(&q)) {
		enum role role;

		actor.account = column_int(&q, 0);
		actor.login = column_text(&q, 1, ctx->arena);
		actor.name = column_text(&q, 2, ctx->arena);
		actor.unit = column_int(&q, 3);
		actor.unit_code = column_text(&q, 4, ctx->arena);
		actor.unit_name = column_text(&q, 5, ctx->arena);
		if (role_parse(column_text(&q, 6, ctx->arena), &role) == OK)
			actor.roles |= ROLE_BIT(role);
	}
	TRY(query_end(&q));
	if (!actor.account)
		return ERR_NOT_FOUND;
	*out = actor;
	return OK;
}

static void
line(struct ctx *ctx, struct buf *out, const char *name, struct text value)
{
	ical_line(out, text_format(ctx->arena, "%s:%.*s", name, TEXT_ARGS(value)));
}

static void
event_write(struct ctx *ctx, struct buf *out, const struct event *event)
{
	const struct event_notice *notice = &event->notice;
	struct text site = ctx->rules->site_url;
	ptrdiff_t host = text_find(site, TEXT("://"));
	struct text name = host < 0 ? site : text_slice(site, (size_t)host + 3, site.n);

	line(ctx, out, "BEGIN", TEXT("VEVENT"));
	line(ctx, out, "UID",
			text_format(ctx->arena, "su-kien-%lld@%.*s", (long long)event->id,
					TEXT_ARGS(name)));
	line(ctx, out, "DTSTAMP", ical_instant(ctx->arena, ctx->now));
	line(ctx, out, "SEQUENCE", text_format(ctx->arena, "%lld", (long long)event->version));
	line(ctx, out, "DTSTART", ical_instant(ctx->arena, notice->starts_at));
	line(ctx, out, "DTEND", ical_instant(ctx->arena, notice->ends_at));
	ical_text(out, "SUMMARY", notice->title);
	ical_text(out, "LOCATION", notice->place);
	ical_text(out, "DESCRIPTION",
			text_format(ctx->arena, "%s\n%.*s",
					event_state_label(event, ctx->now).text.p,
					TEXT_ARGS(event->unit_name)));
	line(ctx, out, "URL",
			text_format(ctx->arena, "%.*s/desk/events/%lld", TEXT_ARGS(site),
					(long long)event->id));
	line(ctx, out, "STATUS",
			event->state == EVENT_CANCELLED ? TEXT("CANCELLED") : TEXT("CONFIRMED"));
	line(ctx, out, "END", TEXT("VEVENT"));
}

enum err
event_feed_write(struct ctx *ctx, struct text secret, struct text *out)
{
	struct event_window window = {
			.from = instant_add(ctx->now, -LOOK_BACK_MS), .to = {INT64_MAX}};
	struct buf buf = BUF(ctx->arena);
	struct ctx as_owner = *ctx;
	struct actor owner;
	struct event *events;
	size_t count;

	TRY(owner_of(ctx, secret, &owner));
	as_owner.actor = &owner;
	window.only_mine = owner.roles == ROLE_BIT(ROLE_REPORTER);
	TRY(event_list(&as_owner, &window, FEED_EVENTS_MAX, &events, &count));
	line(ctx, &buf, "BEGIN", TEXT("VCALENDAR"));
	line(ctx, &buf, "VERSION", TEXT("2.0"));
	line(ctx, &buf, "PRODID", TEXT("-//congtin//su-kien//VI"));
	ical_text(&buf, "X-WR-CALNAME",
			text_format(ctx->arena, "Sự kiện – %.*s", TEXT_ARGS(owner.name)));
	for (size_t i = 0; i < count; i++)
		event_write(ctx, &buf, &events[i]);
	line(ctx, &buf, "END", TEXT("VCALENDAR"));
	*out = buf_text(&buf);
	return OK;
}
