#include "support/scene.h"

#include "law/regulation.h"
#include "office/express.h"
#include "office/notice.h"
#include "office/publication.h"
#include "office/site.h"

/* --- the house -------------------------------------------------------------------------------- */

static enum err
add_site(struct ctx *ctx, void *arg)
{
	(void)arg;
	return site_add(ctx, false);
}

static void
people_come(struct scene *s)
{
	struct house *h = &s->house;
	const struct {
		struct actor *who;
		const char *login;
		int64_t unit;
		role_set roles;
	} people[] = {
			{&s->officer, "canbo", h->department, ROLE_BIT(ROLE_OFFICER)},
			{&s->leader, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER)},
			{&s->stranger, "canbo2", h->province, ROLE_BIT(ROLE_OFFICER)},
			{&s->stranger_leader, "lanhdao2", h->province, ROLE_BIT(ROLE_UNIT_LEADER)},
			{&s->helper, "canbo3", s->third, ROLE_BIT(ROLE_OFFICER)},
			{&s->lawyer, "canbo.phapche", s->legal_affairs, ROLE_BIT(ROLE_OFFICER)},
			{&s->lawyer_leader, "lanhdao.phapche", s->legal_affairs,
					ROLE_BIT(ROLE_UNIT_LEADER)},
			{&s->coordinator, "dieuphoi", h->portal, ROLE_BIT(ROLE_COORDINATOR)},
			{&s->reporter, "phongvien", h->portal, ROLE_BIT(ROLE_REPORTER)},
			{&s->reporter2, "phongvien2", h->portal, ROLE_BIT(ROLE_REPORTER)},
			{&s->editor, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR)},
			{&s->publisher, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER)},
			{&s->publisher2, "xuatban2", h->portal, ROLE_BIT(ROLE_PUBLISHER)},
			{&s->both, "haivai", h->portal,
					ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER)},
			{&s->ministry, "lanhdaobo", h->ministry, ROLE_BIT(ROLE_MINISTRY_LEADER)},
			{&s->auditor, "kiemtra", h->ministry, ROLE_BIT(ROLE_AUDITOR)},
			{&s->admin, "quantri", h->ministry, ROLE_BIT(ROLE_ADMINISTRATOR)},
	};

	for (size_t i = 0; i < COUNT_OF(people); i++)
		*people[i].who = house_account(h, people[i].login, people[i].unit, people[i].roles);
	s->clock = (struct actor){.door = DOOR_CLOCK,
			.login = TEXT("bộ hẹn giờ"),
			.roles = ROLE_BIT(ROLE_CLOCK)};
}

/* What people say when a test has nothing else for them to say. */
static void
words_come(struct scene *s)
{
	struct instant now = s->house.now;

	s->news = (struct matter_news){.title = TEXT("Báo cáo quý được phê duyệt"),
			.happened = TEXT("Lãnh đạo Cục phê duyệt.")};
	s->writing = (struct writing){.title = TEXT("Kết quả quý"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung ở phường Ba Đình."),
			.section = TEXT("tinh-hinh-ket-qua")};
	s->reason = TEXT("Theo đề nghị của đơn vị.");
	s->notice = (struct event_notice){.kind = EVENT_OWN,
			.title = TEXT("Hội nghị sơ kết"),
			.place = TEXT("Hội trường tầng 2"),
			.attendees = TEXT("Đồng chí Thứ trưởng"),
			.host = TEXT("Ủy ban nhân dân tỉnh"),
			.starts_at = instant_add(now, DAY_MS),
			.ends_at = instant_add(now, DAY_MS + HOUR_MS),
			.needs_coverage = true};
	s->field = TEXT("xuat-nhap-canh");
	s->letter = (struct question_letter){.subject = TEXT("Đổi hộ chiếu ở đâu?"),
			.body = TEXT("Tôi ở xa nơi thường trú."),
			.contact = {.email = TEXT("ban.doc@example.org")}};
	s->unit = s->house.department;
	s->requests[0] = (struct question_request){
			TEXT("CUC-2"), day_add(day_of(now, ZONE_VIETNAM), 4)};
	s->request_count = 1;
	s->body = TEXT("Tại bất kỳ cơ quan cấp hộ chiếu nào.");
}

void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;

	*s = (struct scene){0};
	house_begin(h, f);
	h->now = instant_at("2026-02-02 09:00");
	h->values = s->values;
	s->legal_affairs = house_unit(h, "PC-CCHCTP", "Cục Pháp chế", "department", h->ministry);
	s->third = house_unit(h, "CUC-2", "Cục Thứ Hai", "department", h->ministry);
	assert_ok(house_do(h, NULL, add_site, NULL));
	people_come(s);
	words_come(s);
}

enum err
scene_answer(struct scene *s, enum err err)
{
	s->answer = err;
	return err == OK && s->only_tries ? ERR_INVALID : err;
}

enum err
tries(struct scene *s, const struct actor *actor, scene_act *act)
{
	struct scene before = *s;
	enum err answer;

	s->only_tries = true;
	act(s, actor);
	answer = s->answer;
	before.house.words = s->house.words;
	*s = before;
	return answer;
}

void
it_is(struct scene *s, const char *when)
{
	s->house.now = instant_at(when);
}

void
says(struct scene *s, const char *field, struct text value)
{
	assert_true(s->house.value_count < SCENE_VALUES);
	s->values[s->house.value_count++] = (struct pair){text_of(field), value};
}

void
evidence(struct scene *s, const char *key, const char *value)
{
	says(s, text_format(s->house.arena, "evidence_%s", key).p, text_of(value));
}

/* --- matters and duties ----------------------------------------------------------------------- */

static enum err
open_matter(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct duty_row *duties;
	size_t count;

	TRY(matter_open(ctx, &s->news, &s->matter));
	TRY(duty_list(ctx, s->matter, &duties, &count));
	assert_int_equal(count, 1);
	s->duty = duties[0].id;
	return OK;
}

enum err
opens_matter(struct scene *s, const struct actor *actor)
{
	enum err err = house_do(&s->house, actor, open_matter, s);

	s->house.value_count = 0;
	return err;
}

SCENE_ACT(, closes_matter, matter_close(ctx, s->matter))
SCENE_ACT(, asks_for_warning, warning_ask(ctx, &s->request, &s->matter))
SCENE_ACT(, reopens_matter, matter_reopen(ctx, s->matter, s->reason))
SCENE_ACT(static, decides_so, duty_decide(ctx, s->duty, &s->decision))
SCENE_ACT(, meets_duty, duty_meet(ctx, s->duty, 0, 0))
SCENE_ACT(, consents, consent_give(ctx, s->duty, duty_now(s).version, &s->consent))

void
owes(struct scene *s, const struct actor *actor, const char *rule)
{
	s->news.rule = text_of(rule);
	assert_ok(opens_matter(s, actor));
}

void
owes_report(struct scene *s, const struct actor *actor)
{
	evidence(s, "document_number", "12/BC-C02");
	evidence(s, "approved_on", "2026-02-02");
	owes(s, actor, "6a");
}

void
owes_answer(struct scene *s, const struct actor *actor)
{
	evidence(s, "question", "Đổi hộ chiếu ở đâu?");
	evidence(s, "received_on", "2026-02-02");
	owes(s, actor, "10a");
}

enum err
decides(struct scene *s, const struct actor *actor, enum duty_act_kind kind)
{
	s->decision.kind = kind;
	if (!s->decision.reason.n)
		s->decision.reason = TEXT("Theo đề nghị của đơn vị.");
	return decides_so(s, actor);
}

enum err
extends(struct scene *s, const struct actor *actor, const char *unit)
{
	s->units[0] = text_of(unit);
	s->decision.units = s->units;
	s->decision.unit_count = *unit ? 1 : 0;
	return decides(s, actor, DUTY_ACT_EXTEND);
}

struct duty_row
duty_of(struct scene *s, int64_t id)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct duty_row duty;

	assert_ok(duty_load(&ctx, id, &duty));
	return duty;
}

struct duty_row
duty_now(struct scene *s)
{
	return duty_of(s, s->duty);
}

size_t
duties_now(struct scene *s, struct duty_row **rows)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	size_t count;

	assert_ok(duty_list(&ctx, s->matter, rows, &count));
	return count;
}

struct duty_row
duty_at(struct scene *s, size_t index)
{
	struct duty_row *rows;

	assert_true(index < duties_now(s, &rows));
	return rows[index];
}

void
looks_at_duty(struct scene *s, const char *rule)
{
	struct duty_row *rows;
	size_t count = duties_now(s, &rows);

	for (size_t i = 0; i < count; i++)
		if (text_equals(rows[i].rule->id, text_of(rule))) {
			s->duty = rows[i].id;
			return;
		}
	fail_msg("the matter owes no %s", rule);
}

void
assert_duties(struct scene *s, const char *expected)
{
	struct buf line = BUF(s->house.arena);
	struct duty_row *rows;
	size_t count = duties_now(s, &rows);

	for (size_t i = 0; i < count; i++)
		buf_addf(&line, "%s%.*s %s", i ? ", " : "", TEXT_ARGS(rows[i].rule->id),
				duty_state_name(rows[i].state).p);
	assert_string_equal(buf_text(&line).p, expected);
}

void
assert_last_day(struct scene *s, int64_t duty, const char *day)
{
	struct due due = duty_of(s, duty).due;

	assert_true(due.has_end && due.has_last_day);
	assert_int_equal(due.last_day.n, day_at(day).n);
	assert_int_equal(due.due_before.ms, day_begin(day_add(due.last_day, 1), ZONE_VIETNAM).ms);
}

static struct duty_row
met_duty(struct scene *s, const char *rule)
{
	struct duty_row *rows, found = {0};
	size_t count = duties_now(s, &rows);

	for (size_t i = 0; i < count; i++)
		if (text_equals(rows[i].rule->id, text_of(rule)))
			found = rows[i];
	assert_int_equal(found.state, DUTY_MET);
	return found;
}

void
assert_in_time(struct scene *s, const char *rule)
{
	assert_int_equal(met_duty(s, rule).late_ms, 0);
}

void
assert_late(struct scene *s, const char *rule, int64_t ms)
{
	assert_int_equal(met_duty(s, rule).late_ms, ms);
}

struct matter
matter_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct matter matter;

	assert_ok(matter_load(&ctx, s->matter, &matter));
	return matter;
}

/* --- items ------------------------------------------------------------------------------------ */

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct item_news news = {.matter = s->matter,
			.duty = s->duty,
			.genre = s->genre,
			.is_extract = s->is_extract};

	TRY(item_begin(ctx, &news, &s->writing, &s->item));
	s->revision = 1;
	return OK;
}

enum err
begins_item(struct scene *s, const struct actor *actor)
{
	return house_do(&s->house, actor, begin_item, s);
}

SCENE_ACT(, saves_item, item_save(ctx, s->item, s->revision, &s->writing, &s->revision))
SCENE_ACT(static, steps, item_step(ctx, s->item, &s->order))

enum err
step(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	s->order.verb = verb;
	s->order.declared = true;
	s->order.revision = s->revision;
	s->house.now = instant_add(s->house.now, s->pace);
	return steps(s, actor);
}

enum err
hands(struct scene *s, const struct actor *actor, int64_t editor)
{
	s->order.to = editor;
	return step(s, actor, VERB_HAND);
}

void
does(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	enum err err = step(s, actor, verb);

	if (err != OK)
		print_error("%s: %.*s\n", item_verb_name(verb).p, TEXT_ARGS(s->house.words));
	assert_ok(err);
}

void
hands_in(struct scene *s)
{
	does(s, &s->officer, VERB_SUBMIT);
	does(s, &s->leader, VERB_SEND);
}

void
is_returned(struct scene *s)
{
	does(s, &s->editor, VERB_TAKE);
	s->order.reason = TEXT("Thiếu địa bàn.");
	does(s, &s->editor, VERB_RETURN);
}

static void
portal_approves(struct scene *s)
{
	does(s, &s->editor, VERB_TAKE);
	does(s, &s->editor, VERB_SUBMIT_REVIEW);
	does(s, &s->publisher, VERB_APPROVE);
}

void
portal_publishes(struct scene *s)
{
	portal_approves(s);
	does(s, &s->publisher, VERB_PUBLISH);
}

void
is_approved(struct scene *s)
{
	hands_in(s);
	portal_approves(s);
}

void
is_published(struct scene *s)
{
	hands_in(s);
	portal_publishes(s);
}

void
writes_report(struct scene *s)
{
	owes_report(s, &s->officer);
	assert_ok(begins_item(s, &s->officer));
}

static enum err
tell_at_once(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct item item;

	TRY(express_open(ctx, s->news.rule, &s->writing, true, &s->item));
	TRY(item_load(ctx, s->item, &item));
	s->matter = item.matter;
	s->duty = item.duty;
	s->revision = 1;
	return OK;
}

enum err
tells_at_once(struct scene *s, const struct actor *actor)
{
	enum err err = house_do(&s->house, actor, tell_at_once, s);

	s->house.value_count = 0;
	return err;
}

SCENE_ACT(, passes_on, express_pass(ctx, s->item, s->revision, true))
SCENE_ACT(static, judges_so, statement_review(ctx, s->item, s->revision, s->verdict, s->reason))

enum err
judges(struct scene *s, const struct actor *actor, enum statement_verdict verdict)
{
	s->verdict = verdict;
	return judges_so(s, actor);
}

struct item
item_now(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct item item;

	assert_ok(item_load(&ctx, s->item, &item));
	return item;
}

bool
is_public(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, NULL);
	struct publication publication;

	return publication_load(&ctx, s->item, &publication) == OK && publication.live;
}

/* --- what is asserted ------------------------------------------------------------------------- */

const char *
complaint(const struct scene *s)
{
	return s->house.form.complaint_count ? s->house.form.complaints[0].field : "";
}

struct marks
marks_now(struct scene *s)
{
	static const struct sql everything = {
			.name = "scene_marks",
			.text = "SELECT (SELECT coalesce(sum(version), 0) FROM matter), (SELECT "
				"coalesce(sum(version), 0) FROM duty), (SELECT "
				"coalesce(sum(version), "
				"0) FROM item), (SELECT coalesce(sum(version), 0) FROM event), "
				"(SELECT coalesce(sum(version), 0) FROM question), (SELECT "
				"count(*) "
				"FROM duty_act), (SELECT count(*) FROM revision), (SELECT count(*) "
				"FROM step), (SELECT count(*) FROM event_act), (SELECT count(*) "
				"FROM "
				"event_assignment), (SELECT count(*) FROM question_leg), (SELECT "
				"count(*) FROM question_help), (SELECT count(*) FROM publication), "
				"(SELECT count(*) FROM receipt), (SELECT count(*) FROM notice), "
				"(SELECT count(*) FROM audit WHERE refused = 0), (SELECT count(*) "
				"FROM audit WHERE refused = 1)",
	};
	struct marks marks = {0};
	struct query q;

	query_begin(&q, s->house.store, &everything);
	if (query_next(&q)) {
		for (int i = 0; i < (int)COUNT_OF(marks.of); i++)
			marks.of[i] = column_int(&q, i);
		marks.refusals = column_int(&q, COUNT_OF(marks.of));
	}
	assert_ok(query_end(&q));
	return marks;
}

void
assert_unchanged(const struct marks *before, const struct marks *after, int64_t refusals)
{
	assert_memory_equal(before->of, after->of, sizeof(before->of));
	assert_int_equal(after->refusals - before->refusals, refusals);
}

void
assert_complaint(struct scene *s, const struct actor *actor, scene_act *act, const char *field)
{
	struct marks before = marks_now(s), after;

	assert_int_equal(act(s, actor), ERR_INVALID);
	assert_string_equal(complaint(s), field);
	after = marks_now(s);
	assert_unchanged(&before, &after, 0);
}

void
assert_refused(struct scene *s, const struct actor *actor, scene_act *act, enum err err)
{
	struct marks before = marks_now(s), after;

	assert_int_equal(act(s, actor), err);
	assert_true(s->house.words.n > 0);
	after = marks_now(s);
	assert_unchanged(&before, &after, 1);
}

size_t
notices_of(struct scene *s, const struct actor *actor, const char *kind)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct notice *notices;
	size_t count, n = 0;

	assert_ok(notice_list(&ctx, 0, false, 100, &notices, &count));
	for (size_t i = 0; i < count; i++)
		n += !kind || text_equals(notices[i].kind, text_of(kind));
	return n;
}
