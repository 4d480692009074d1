/* Events from the notice to the published item (Article 5, clauses 2 and 3): every branch. */
#include "support/house.h"

#include "law/regulation.h"
#include "office/duty_act.h"
#include "office/event_assign.h"
#include "office/event_change.h"
#include "office/event_duty.h"
#include "office/event_feed.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/site.h"

struct scene {
	struct house house;
	struct actor officer, leader, stranger, coordinator, reporter, second, editor, publisher;
	struct event_notice notice;
	struct event_order order;
	struct event_change change;
	struct step_order step;
	struct item_news news;
	struct writing writing;
	int64_t accounts[2];
	int64_t id, item, account;
	struct text reason, secret, file;
	enum event_documents documents;
};

static enum err
add_site(struct ctx *ctx, void *arg)
{
	(void)arg;
	return site_add(ctx, false);
}

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->stranger = house_account(h, "canbo2", h->province, ROLE_BIT(ROLE_OFFICER));
	s->coordinator = house_account(h, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	s->reporter = house_account(h, "phongvien", h->portal, ROLE_BIT(ROLE_REPORTER));
	s->second = house_account(h, "phongvien2", h->portal, ROLE_BIT(ROLE_REPORTER));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	assert_ok(house_do(h, NULL, add_site, NULL));
	s->notice = (struct event_notice){.kind = EVENT_OWN,
			.title = TEXT("Hội nghị sơ kết"),
			.place = TEXT("Hội trường tầng 2"),
			.attendees = TEXT("Đồng chí Thứ trưởng"),
			.host = TEXT("Ủy ban nhân dân tỉnh"),
			.starts_at = instant_add(h->now, DAY_MS),
			.ends_at = instant_add(h->now, DAY_MS + HOUR_MS),
			.needs_coverage = true};
	s->reason = TEXT("Trùng lịch đột xuất.");
	s->writing = (struct writing){.title = TEXT("Hội nghị sơ kết thành công"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("hoat-dong-don-vi")};
}

#define VERB(name_, call_)                                                                         \
	static enum err name_(struct ctx *ctx, void *arg)                                          \
	{                                                                                          \
		struct scene *s = arg;                                                             \
                                                                                                   \
		return call_;                                                                      \
	}
VERB(notify, event_notify(ctx, &s->notice, &s->id))
VERB(assign, event_assign(ctx, &s->order))
VERB(refuse, event_refuse(ctx, s->id, 0, s->reason))
VERB(accept, event_accept(ctx, s->id))
VERB(decline, event_decline(ctx, s->id, s->reason))
VERB(release, event_release(ctx, s->id, s->account, s->reason))
VERB(postpone, event_postpone(ctx, &s->change))
VERB(move, event_move(ctx, &s->change))
VERB(cancel, event_cancel(ctx, &s->change))
VERB(hand_over, event_hand_over(ctx, s->id, s->documents, s->reason))
VERB(feed_open, event_feed_open(ctx, &s->secret))
VERB(feed_write, event_feed_write(ctx, s->secret, &s->file))
VERB(shut, account_deactivate(ctx, s->account))
VERB(write_item, item_begin(ctx, &s->news, &s->writing, &s->item))
VERB(step_item, item_step(ctx, s->item, &s->step))

static enum err
feed_close(struct ctx *ctx, void *arg)
{
	(void)arg;
	return event_feed_close(ctx);
}

static enum err
close_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct event event;

	TRY(event_load(ctx, s->id, &event));
	return matter_close(ctx, event.matter);
}

static enum err
by(struct scene *s, const struct actor *actor, house_verb *verb)
{
	return house_do(&s->house, actor, verb, s);
}

static struct event
event_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct event event;

	assert_ok(event_load(&ctx, s->id, &event));
	return event;
}

/* "2a met, 2b open": the duties of the event's matter, by part. */
static void
assert_duties(struct scene *s, const char *expected)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct text line = NO_TEXT;
	struct duty_row *duties;
	size_t count;

	assert_ok(duty_list(&ctx, event_now(s).matter, &duties, &count));
	for (size_t i = 0; i < count; i++)
		line = text_format(s->house.arena, "%.*s%s%.*s %s", TEXT_ARGS(line), i ? ", " : "",
				TEXT_ARGS(duties[i].rule->part),
				duty_state_name(duties[i].state).p);
	assert_string_equal(line.p, expected);
}

static struct duty_row
duty_at(struct scene *s, size_t index)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct duty_row *duties;
	size_t count;

	assert_ok(duty_list(&ctx, event_now(s).matter, &duties, &count));
	assert_true(index < count);
	return duties[index];
}

static struct event_assignment
assignment_at(struct scene *s, size_t index)
{
	struct ctx ctx = house_ctx(&s->house, &s->coordinator);
	struct event_assignment *rows;
	size_t count;

	assert_ok(event_assignments(&ctx, s->id, &rows, &count));
	assert_true(index < count);
	return rows[index];
}

static void
notified(struct scene *s, enum event_kind kind)
{
	s->notice.kind = kind;
	assert_ok(by(s, &s->officer, notify));
	s->accounts[0] = s->reporter.account;
	s->accounts[1] = s->second.account;
	s->order = (struct event_order){.event = s->id, .accounts = s->accounts, .count = 1};
	s->change = (struct event_change){.event = s->id,
			.reason = TEXT("Bão số 9."),
			.starts_at = instant_add(s->notice.starts_at, DAY_MS),
			.ends_at = instant_add(s->notice.ends_at, DAY_MS),
			.place = TEXT("Nhà văn hóa")};
}

static void
assert_refused(struct scene *s, const struct actor *actor, house_verb *verb, enum err err)
{
	struct event before = event_now(s), after;

	assert_int_equal(by(s, actor, verb), err);
	assert_true(s->house.words.n > 0);
	after = event_now(s);
	assert_int_equal(before.version, after.version);
	assert_int_equal(before.state, after.state);
}

static void
assert_complaint(struct scene *s, const struct actor *actor, house_verb *verb, const char *field)
{
	assert_int_equal(by(s, actor, verb), ERR_INVALID);
	assert_string_equal(s->house.form.complaints[0].field, field);
}

/* --- the notice ------------------------------------------------------------------------------- */

static void
an_event_ends_after_it_begins(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.ends_at = s.notice.starts_at;
	assert_complaint(&s, &s.officer, notify, "ends_at");
	assert_int_equal(by(&s, &s.publisher, notify), ERR_FORBIDDEN);
}

static void
a_visit_in_the_past_is_complained_about(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.kind = EVENT_VISIT;
	s.house.now = s.notice.ends_at;
	assert_complaint(&s, &s.officer, notify, "starts_at");
}

static void
a_visit_names_the_leader_and_an_event_outside_its_host(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.kind = EVENT_VISIT;
	s.notice.attendees = NO_TEXT;
	assert_complaint(&s, &s.officer, notify, "attendees");
	s.notice.kind = EVENT_OUTSIDE;
	s.notice.attendees = TEXT("Đồng chí Thứ trưởng");
	s.notice.host = NO_TEXT;
	assert_complaint(&s, &s.officer, notify, "host");
}

static void
telling_of_a_visit_meets_the_units_duty_and_opens_the_portals(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	assert_duties(&s, "event_visit met, event_cover open");
	assert_int_equal(duty_at(&s, 1).unit, s.house.portal);
}

static void
an_event_without_coverage_owes_nothing(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.needs_coverage = false;
	notified(&s, EVENT_OWN);
	assert_int_equal(event_now(&s).matter, 0);
	assert_refused(&s, &s.coordinator, assign, ERR_CONFLICT);
}

static void
a_late_notice_of_a_visit_is_short_notice_and_of_an_event_outside_a_breach(struct fixture *f)
{
	struct ctx ctx;
	struct event event;
	struct scene s;

	scene_begin(&s, f);
	s.house.now = s.notice.starts_at;
	notified(&s, EVENT_VISIT);
	ctx = house_ctx(&s.house, &s.coordinator);
	event = event_now(&s);
	assert_text(event_promptness(&ctx, &event).text, "Báo gấp");
	assert_int_equal(duty_at(&s, 0).late_ms, 0);
	notified(&s, EVENT_OUTSIDE);
	event = event_now(&s);
	assert_text(event_promptness(&ctx, &event).text, "Báo trễ, vi phạm thời hạn");
	s.house.now = instant_add(s.notice.ends_at, DAY_MS);
	notified(&s, EVENT_OUTSIDE);
	assert_int_equal(duty_at(&s, 0).late_ms, DAY_MS + HOUR_MS);
}

static void
a_unit_sees_only_its_own_events(struct fixture *f)
{
	struct event_window window = {.to = {INT64_MAX}};
	struct event *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	ctx = house_ctx(&s.house, &s.stranger);
	assert_ok(event_list(&ctx, &window, 10, &rows, &count));
	assert_int_equal(count, 0);
	assert_int_equal(event_load(&ctx, s.id, rows), ERR_FORBIDDEN);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(event_list(&ctx, &window, 10, &rows, &count));
	assert_int_equal(count, 1);
	window.from = rows[0].notice.starts_at;
	window.after = rows[0].id;
	assert_ok(event_list(&ctx, &window, 10, &rows, &count));
	assert_int_equal(count, 0);
}

/* --- who is sent ------------------------------------------------------------------------------ */

static void
a_reporter_accepts_and_the_host_owes_documents(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_refused(&s, &s.officer, assign, ERR_FORBIDDEN);
	s.order.count = 2;
	assert_ok(by(&s, &s.coordinator, assign));
	assert_int_equal(event_now(&s).state, EVENT_ASSIGNED);
	assert_duties(&s, "event_own met, event_cover open");
	assert_ok(by(&s, &s.reporter, accept));
	assert_ok(by(&s, &s.second, accept));
	assert_duties(&s, "event_own met, event_cover met, event_material open");
	assert_refused(&s, &s.reporter, accept, ERR_CONFLICT);
	assert_refused(&s, &s.officer, accept, ERR_FORBIDDEN);
}

static void
only_a_reporter_who_is_not_yet_asked_is_sent(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	s.order.count = 0;
	assert_complaint(&s, &s.coordinator, assign, "reporters");
	s.order.count = 1;
	s.accounts[0] = s.editor.account;
	assert_complaint(&s, &s.coordinator, assign, "reporters");
	s.accounts[0] = s.reporter.account;
	assert_ok(by(&s, &s.coordinator, assign));
	assert_complaint(&s, &s.coordinator, assign, "reporters");
	assert_refused(&s, &s.second, accept, ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "event.assign", false), 1);
}

static void
a_declined_assignment_returns_to_the_coordinator(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	s.order.count = 2;
	assert_ok(by(&s, &s.coordinator, assign));
	assert_ok(by(&s, &s.reporter, decline));
	assert_int_equal(event_now(&s).state, EVENT_ASSIGNED);
	s.reason = TEXT("  ");
	assert_complaint(&s, &s.second, decline, "reason");
	s.reason = TEXT("Đang nghỉ phép.");
	assert_ok(by(&s, &s.second, decline));
	assert_int_equal(event_now(&s).state, EVENT_NOTIFIED);
	assert_text(assignment_at(&s, 1).reason, "Đang nghỉ phép.");
	assert_duties(&s, "event_own met, event_cover open");
	s.order.count = 1;
	assert_ok(by(&s, &s.coordinator, assign));
}

static void
who_had_accepted_is_released_and_the_portal_owes_again(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(by(&s, &s.coordinator, assign));
	assert_ok(by(&s, &s.reporter, accept));
	s.account = s.reporter.account;
	assert_refused(&s, &s.reporter, release, ERR_FORBIDDEN);
	assert_ok(by(&s, &s.coordinator, release));
	assert_int_equal(event_now(&s).state, EVENT_NOTIFIED);
	assert_duties(&s, "event_own met, event_cover open, event_material open");
	assert_refused(&s, &s.coordinator, release, ERR_CONFLICT);
}

static void
a_closed_matter_opens_again_when_nobody_is_sent_any_more(struct fixture *f)
{
	struct matter matter;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	assert_ok(by(&s, &s.coordinator, assign));
	assert_ok(by(&s, &s.reporter, accept));
	assert_ok(by(&s, &s.leader, close_matter));
	s.account = s.reporter.account;
	assert_ok(by(&s, &s.coordinator, release));
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(matter_load(&ctx, event_now(&s).matter, &matter));
	assert_true(matter.open);
	assert_duties(&s, "event_visit met, event_cover open");
}

static void
joint_coverage_is_for_visits_and_events_outside(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	s.order.is_joint = true;
	assert_complaint(&s, &s.coordinator, assign, "joint");
	notified(&s, EVENT_VISIT);
	s.order.is_joint = true;
	s.order.count = 0;
	assert_ok(by(&s, &s.coordinator, assign));
	assert_int_equal(event_now(&s).state, EVENT_JOINT);
	assert_duties(&s, "event_visit met, event_cover met");
	notified(&s, EVENT_OUTSIDE);
	s.order.is_joint = true;
	assert_ok(by(&s, &s.coordinator, assign));
	assert_duties(&s, "event_outside met");
}

static void
what_is_over_is_not_decided_any_more(struct fixture *f)
{
	struct event event;
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(by(&s, &s.coordinator, assign));
	s.house.now = s.notice.ends_at;
	s.accounts[0] = s.second.account;
	assert_refused(&s, &s.coordinator, assign, ERR_CONFLICT);
	assert_refused(&s, &s.reporter, accept, ERR_CONFLICT);
	event = event_now(&s);
	assert_text(event_state_label(&event, s.house.now).text, "Đã diễn ra");
}

static void
two_coordinators_at_once_and_one_wins(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	s.order.version = event_now(&s).version;
	assert_ok(by(&s, &s.coordinator, assign));
	s.accounts[0] = s.second.account;
	assert_refused(&s, &s.coordinator, assign, ERR_CONFLICT);
}

static void
a_reporter_who_is_sent_elsewhere_at_that_time_is_shown(struct fixture *f)
{
	struct event_clash *clashes;
	struct event event;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(by(&s, &s.coordinator, assign));
	s.notice.starts_at = instant_add(s.notice.starts_at, HOUR_MS / 2);
	s.notice.ends_at = instant_add(s.notice.ends_at, HOUR_MS);
	s.notice.title = TEXT("Sự kiện cùng giờ");
	notified(&s, EVENT_OWN);
	ctx = house_ctx(&s.house, &s.coordinator);
	event = event_now(&s);
	assert_ok(event_clashes(&ctx, &event, &clashes, &count));
	assert_int_equal(count, 1);
	assert_int_equal(clashes[0].account, s.reporter.account);
	event.notice.starts_at = instant_add(s.notice.starts_at, HOUR_MS / 2);
	assert_ok(event_clashes(&ctx, &event, &clashes, &count));
	assert_int_equal(count, 0);
}

/* --- the Portal cannot ------------------------------------------------------------------------ */

static void
steps(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	s->step = (struct step_order){.verb = verb, .revision = 1};
	assert_ok(by(s, actor, step_item));
}

static void
the_portal_cannot_and_the_host_writes_and_the_portal_publishes(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	s.reason = TEXT(" ");
	assert_complaint(&s, &s.coordinator, refuse, "reason");
	s.reason = TEXT("Cả ba phóng viên đã được cử đi bão.");
	assert_refused(&s, &s.officer, refuse, ERR_FORBIDDEN);
	assert_ok(by(&s, &s.coordinator, refuse));
	assert_duties(&s, "event_own met, event_cover excused, event_cannot met, "
			  "event_host_item open");
	assert_refused(&s, &s.coordinator, assign, ERR_CONFLICT);
	s.news = (struct item_news){.matter = event_now(&s).matter, .duty = duty_at(&s, 3).id};
	assert_ok(by(&s, &s.officer, write_item));
	steps(&s, &s.officer, VERB_SUBMIT);
	steps(&s, &s.leader, VERB_SEND);
	assert_duties(&s, "event_own met, event_cover excused, event_cannot met, "
			  "event_host_item met, event_review open");
	assert_int_equal(duty_at(&s, 4).unit, s.house.portal);
	steps(&s, &s.editor, VERB_TAKE);
	steps(&s, &s.editor, VERB_SUBMIT_REVIEW);
	steps(&s, &s.publisher, VERB_APPROVE);
	steps(&s, &s.publisher, VERB_PUBLISH);
	assert_int_equal(duty_at(&s, 4).state, DUTY_MET);
	assert_int_equal(duty_at(&s, 4).met_item, s.item);
}

static void
only_an_event_of_ones_own_may_be_answered_with_cannot(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	assert_refused(&s, &s.coordinator, refuse, ERR_CONFLICT);
	notified(&s, EVENT_OUTSIDE);
	assert_refused(&s, &s.coordinator, refuse, ERR_CONFLICT);
	notified(&s, EVENT_OWN);
	assert_ok(by(&s, &s.coordinator, assign));
	assert_refused(&s, &s.coordinator, refuse, ERR_CONFLICT);
}

static void
an_assignment_closes_itself_when_its_item_is_published(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	s.order.count = 2;
	assert_ok(by(&s, &s.coordinator, assign));
	assert_ok(by(&s, &s.reporter, accept));
	assert_ok(by(&s, &s.second, accept));
	s.news = (struct item_news){.matter = event_now(&s).matter};
	assert_ok(by(&s, &s.reporter, write_item));
	steps(&s, &s.reporter, VERB_SUBMIT_REVIEW);
	steps(&s, &s.publisher, VERB_APPROVE);
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_ACCEPTED);
	steps(&s, &s.publisher, VERB_PUBLISH);
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_DONE);
	assert_int_equal(assignment_at(&s, 0).item, s.item);
	assert_int_equal(assignment_at(&s, 1).state, ASSIGNMENT_ACCEPTED);
}

/* --- documents and changes -------------------------------------------------------------------- */

static void
no_documents_is_a_valid_hand_over(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(by(&s, &s.coordinator, assign));
	assert_ok(by(&s, &s.reporter, accept));
	assert_complaint(&s, &s.officer, hand_over, "documents");
	s.documents = EVENT_GIVEN;
	s.reason = NO_TEXT;
	assert_complaint(&s, &s.officer, hand_over, "how");
	s.documents = EVENT_NONE;
	assert_refused(&s, &s.stranger, hand_over, ERR_FORBIDDEN);
	assert_ok(by(&s, &s.officer, hand_over));
	assert_duties(&s, "event_own met, event_cover met, event_material met");
	assert_refused(&s, &s.officer, hand_over, ERR_CONFLICT);
}

static void
documents_told_of_with_the_notice_are_handed_over_when_staff_is_sent(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.notice.documents = EVENT_NONE;
	notified(&s, EVENT_OWN);
	assert_ok(by(&s, &s.coordinator, assign));
	assert_ok(by(&s, &s.reporter, accept));
	assert_duties(&s, "event_own met, event_cover met, event_material met");
}

static void
a_postponed_event_asks_its_reporters_again_and_moves_its_duties(struct fixture *f)
{
	struct event_act *acts;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(by(&s, &s.coordinator, assign));
	assert_ok(by(&s, &s.reporter, accept));
	assert_refused(&s, &s.stranger, postpone, ERR_FORBIDDEN);
	assert_ok(by(&s, &s.officer, postpone));
	assert_int_equal(event_now(&s).notice.starts_at.ms, s.change.starts_at.ms);
	assert_text(event_now(&s).notice.place, "Hội trường tầng 2");
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_ASKED);
	assert_int_equal(
			duty_at(&s, 2).anchor_at.ms / MINUTE_MS, s.change.starts_at.ms / MINUTE_MS);
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(event_acts(&ctx, s.id, &acts, &count));
	assert_text(acts[count - 1].kind, "postpone");
	assert_text(acts[count - 1].reason, "Bão số 9.");
	assert_int_equal(acts[count - 1].was_starts_at.ms, s.notice.starts_at.ms);
	assert_ok(by(&s, &s.reporter, accept));
	assert_duties(&s, "event_own met, event_cover met, event_material open");
}

static void
to_postpone_is_to_a_later_time_and_to_move_changes_something(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	notified(&s, EVENT_VISIT);
	s.change.starts_at = s.notice.starts_at;
	s.change.ends_at = s.notice.ends_at;
	assert_complaint(&s, &s.officer, postpone, "starts_at");
	s.change.place = s.notice.place;
	assert_complaint(&s, &s.officer, move, "place");
	s.change.ends_at = s.change.starts_at;
	assert_complaint(&s, &s.officer, move, "ends_at");
	s.change.starts_at = s.house.now;
	assert_complaint(&s, &s.officer, move, "starts_at");
	s.change.starts_at = instant_add(s.house.now, HOUR_MS);
	s.change.ends_at = instant_add(s.house.now, 2 * HOUR_MS);
	s.change.place = TEXT("Nhà văn hóa");
	assert_ok(by(&s, &s.officer, move));
	assert_text(event_now(&s).notice.place, "Nhà văn hóa");
	s.house.now = s.change.starts_at;
	assert_refused(&s, &s.officer, move, ERR_CONFLICT);
}

static void
a_cancelled_event_releases_its_reporters_and_ends_its_matter(struct fixture *f)
{
	struct matter matter;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	notified(&s, EVENT_OWN);
	assert_ok(by(&s, &s.coordinator, assign));
	assert_ok(by(&s, &s.reporter, accept));
	s.change.reason = NO_TEXT;
	assert_complaint(&s, &s.officer, cancel, "reason");
	s.change.reason = TEXT("Không tổ chức nữa.");
	assert_ok(by(&s, &s.officer, cancel));
	assert_int_equal(assignment_at(&s, 0).state, ASSIGNMENT_RELEASED);
	assert_duties(&s, "event_own met, event_cover met, event_material not_applicable");
	ctx = house_ctx(&s.house, &s.coordinator);
	assert_ok(matter_load(&ctx, event_now(&s).matter, &matter));
	assert_false(matter.open);
	assert_refused(&s, &s.officer, cancel, ERR_CONFLICT);
	assert_refused(&s, &s.coordinator, assign, ERR_CONFLICT);
}

static void
a_calendar_shows_what_its_owner_sees_and_ends_with_the_account(struct fixture *f)
{
	struct actor administrator;
	struct text first;
	struct scene s;

	scene_begin(&s, f);
	administrator = house_account(
			&s.house, "quantri", s.house.ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
	notified(&s, EVENT_OWN);
	assert_ok(by(&s, &s.reporter, feed_open));
	first = s.secret;
	assert_ok(by(&s, NULL, feed_write));
	assert_true(text_find(s.file, TEXT("SUMMARY:Hội nghị sơ kết")) < 0);
	assert_ok(by(&s, &s.coordinator, assign));
	assert_ok(by(&s, NULL, feed_write));
	assert_true(text_find(s.file, TEXT("SUMMARY:Hội nghị sơ kết")) > 0);
	assert_ok(by(&s, &s.stranger, feed_open));
	assert_ok(by(&s, NULL, feed_write));
	assert_true(text_find(s.file, TEXT("SUMMARY:Hội nghị sơ kết")) < 0);
	assert_ok(by(&s, &s.stranger, feed_close));
	assert_int_equal(by(&s, NULL, feed_write), ERR_NOT_FOUND);
	assert_int_equal(by(&s, &s.stranger, feed_close), ERR_CONFLICT);
	s.secret = first;
	s.account = s.reporter.account;
	assert_ok(by(&s, &administrator, shut));
	assert_int_equal(by(&s, NULL, feed_write), ERR_NOT_FOUND);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(an_event_ends_after_it_begins),
			STORE_TEST(a_visit_in_the_past_is_complained_about),
			STORE_TEST(a_visit_names_the_leader_and_an_event_outside_its_host),
			STORE_TEST(telling_of_a_visit_meets_the_units_duty_and_opens_the_portals),
			STORE_TEST(an_event_without_coverage_owes_nothing),
			STORE_TEST(a_late_notice_of_a_visit_is_short_notice_and_of_an_event_outside_a_breach),
			STORE_TEST(a_unit_sees_only_its_own_events),
			STORE_TEST(a_reporter_accepts_and_the_host_owes_documents),
			STORE_TEST(only_a_reporter_who_is_not_yet_asked_is_sent),
			STORE_TEST(a_declined_assignment_returns_to_the_coordinator),
			STORE_TEST(who_had_accepted_is_released_and_the_portal_owes_again),
			STORE_TEST(a_closed_matter_opens_again_when_nobody_is_sent_any_more),
			STORE_TEST(joint_coverage_is_for_visits_and_events_outside),
			STORE_TEST(what_is_over_is_not_decided_any_more),
			STORE_TEST(two_coordinators_at_once_and_one_wins),
			STORE_TEST(a_reporter_who_is_sent_elsewhere_at_that_time_is_shown),
			STORE_TEST(the_portal_cannot_and_the_host_writes_and_the_portal_publishes),
			STORE_TEST(only_an_event_of_ones_own_may_be_answered_with_cannot),
			STORE_TEST(an_assignment_closes_itself_when_its_item_is_published),
			STORE_TEST(no_documents_is_a_valid_hand_over),
			STORE_TEST(documents_told_of_with_the_notice_are_handed_over_when_staff_is_sent),
			STORE_TEST(a_postponed_event_asks_its_reporters_again_and_moves_its_duties),
			STORE_TEST(to_postpone_is_to_a_later_time_and_to_move_changes_something),
			STORE_TEST(a_cancelled_event_releases_its_reporters_and_ends_its_matter),
			STORE_TEST(a_calendar_shows_what_its_owner_sees_and_ends_with_the_account),
	};

	return house_run("event", tests, COUNT_OF(tests));
}
