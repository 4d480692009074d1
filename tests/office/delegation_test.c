/* Somebody stands in for another by a decision: what is done so, who counts, when it ends. */
#include "support/house.h"

#include "office/delegation.h"
#include "office/item.h"
#include "office/notice.h"

#define NUMBER "12/QĐ-C02"

struct scene {
	struct house house;
	struct actor officer, deputy, leader, stranger,
			other_leader;           /* of the department, provinces */
	struct actor editor, publisher, second; /* of the Portal */
	struct actor administrator, auditor;
	struct delegation_order order;
	int64_t id, account;
	role_set roles;
	struct text reason;
	int64_t item, revision;
	struct writing writing;
	struct item_news news;
	struct step_order step;
};

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct house *h = &s->house;
	struct day today;

	*s = (struct scene){0};
	house_begin(h, f);
	today = day_of(h->now, h->rules.zone);
	s->officer = house_account(h, "canbo", h->department, ROLE_BIT(ROLE_OFFICER));
	s->deputy = house_account(h, "pho", h->department, ROLE_BIT(ROLE_OFFICER));
	s->leader = house_account(h, "lanhdao", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->stranger = house_account(h, "canbo2", h->province, ROLE_BIT(ROLE_OFFICER));
	s->other_leader = house_account(h, "lanhdao2", h->province, ROLE_BIT(ROLE_UNIT_LEADER));
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(
			h, "xuatban", h->portal, ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_PUBLISHER));
	s->second = house_account(h, "xuatban2", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->administrator = house_account(h, "quantri", h->department, ROLE_BIT(ROLE_ADMINISTRATOR));
	s->auditor = house_account(h, "kiemtra", h->department, ROLE_BIT(ROLE_AUDITOR));
	s->order = (struct delegation_order){.giver = s->leader.account,
			.deputy = s->deputy.account,
			.number = TEXT(NUMBER),
			.decided_on = today,
			.signer = TEXT("Thiếu tướng Trần Văn X, Cục trưởng"),
			.from = today,
			.to = day_add(today, 6)};
	s->writing = (struct writing){.title = TEXT("Kết quả tuần"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Nội dung."),
			.section = TEXT("tin-tuc")};
}

/* ---- acts ---- */

static enum err
add(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return delegation_add(ctx, &s->order, &s->id);
}

static enum err
revoke(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return delegation_revoke(ctx, s->id, s->reason);
}

static enum err
begin(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	s->revision = 1;
	return item_begin(ctx, &s->news, &s->writing, &s->item);
}

static enum err
save(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_save(ctx, s->item, s->revision, &s->writing, &s->revision);
}

static enum err
step_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	s->step.revision = s->revision;
	return item_step(ctx, s->item, &s->step);
}

static enum err
step(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	s->step = (struct step_order){.declared = true, .verb = verb, .reason = TEXT("Lý do.")};
	s->house.now = instant_add(s->house.now, MINUTE_MS);
	return house_do(&s->house, actor, step_item, s);
}

static enum err
set_roles(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return account_save_roles(ctx, s->account, s->roles);
}

static void
delegate(struct scene *s, const struct actor *giver, const struct actor *deputy)
{
	s->order.giver = giver->account;
	s->order.deputy = deputy->account;
	assert_ok(house_do(&s->house, giver, add, s));
}

static enum err
stand(struct scene *s, const struct actor *deputy, struct actor *out)
{
	*out = *deputy;
	return delegation_actor(s->house.store, s->house.arena, s->id, s->house.now, out);
}

static enum delegation_state
state(struct scene *s)
{
	struct ctx ctx = house_ctx(&s->house, &s->auditor);
	struct delegation row;

	assert_ok(delegation_load(&ctx, s->id, &row));
	return row.state;
}

/* An item that its unit has sent, by the officer and the actor as leader. */
static void
item_sent(struct scene *s, const struct actor *leader)
{
	assert_ok(house_do(&s->house, &s->officer, begin, s));
	assert_ok(step(s, &s->officer, VERB_SUBMIT));
	assert_ok(step(s, leader, VERB_SEND));
}

/* ---- what is done so ---- */

static void
a_deputy_acts_in_the_givers_place_and_every_trace_says_so(struct fixture *f)
{
	struct audit_row *notes;
	struct actor acting;
	struct step *steps;
	struct scene s;
	struct item item;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	delegate(&s, &s.leader, &s.deputy);
	assert_ok(house_do(&s.house, &s.officer, begin, &s));
	assert_ok(step(&s, &s.officer, VERB_SUBMIT));
	assert_int_equal(step(&s, &s.deputy, VERB_SEND), ERR_FORBIDDEN);
	assert_ok(stand(&s, &s.deputy, &acting));
	assert_ok(step(&s, &acting, VERB_SEND));
	ctx = house_ctx(&s.house, &s.auditor);
	assert_ok(item_load(&ctx, s.item, &item));
	assert_ok(item_steps(&ctx, &item, &steps, &count));
	assert_text(steps[0].account_name, "pho thay lanhdao theo quyết định " NUMBER);
	assert_ok(audit_list(&ctx, 0, 1, TEXT("pho"), TEXT("item.send"), &notes, &count));
	assert_int_equal(count, 1);
	assert_true(text_starts_with(
			notes[0].detail, TEXT("pho thay lanhdao theo quyết định " NUMBER ": ")));
}

static void
a_deputy_has_the_givers_roles_and_unit_and_no_other(struct fixture *f)
{
	struct actor acting;
	struct scene s;

	scene_begin(&s, f);
	delegate(&s, &s.leader, &s.deputy);
	assert_ok(stand(&s, &s.deputy, &acting));
	assert_int_equal(acting.roles, ROLE_BIT(ROLE_UNIT_LEADER));
	assert_int_equal(acting.unit, s.house.department);
	assert_int_equal(actor_person(&acting), s.deputy.account);
	assert_int_equal(actor_place(&acting), s.leader.account);
	assert_int_equal(stand(&s, &s.officer, &acting), ERR_NOT_FOUND);
}

static void
what_the_giver_gets_later_the_deputy_does_not(struct fixture *f)
{
	struct actor acting;
	struct scene s;

	scene_begin(&s, f);
	delegate(&s, &s.leader, &s.deputy);
	s.account = s.leader.account;
	s.roles = ROLE_BIT(ROLE_UNIT_LEADER) | ROLE_BIT(ROLE_OFFICER);
	assert_ok(house_do(&s.house, &s.administrator, set_roles, &s));
	assert_ok(stand(&s, &s.deputy, &acting));
	assert_int_equal(acting.roles, ROLE_BIT(ROLE_UNIT_LEADER));
}

/* ---- two persons ---- */

static void
neither_publishes_what_one_of_them_had_a_hand_in(struct fixture *f)
{
	struct actor acting;
	struct scene s;

	scene_begin(&s, f);
	delegate(&s, &s.publisher, &s.editor);
	assert_ok(stand(&s, &s.editor, &acting));
	item_sent(&s, &s.leader);
	assert_ok(step(&s, &s.editor, VERB_TAKE));
	assert_ok(step(&s, &s.editor, VERB_SUBMIT_REVIEW));
	assert_int_equal(step(&s, &acting, VERB_APPROVE), ERR_FORBIDDEN);
	assert_ok(step(&s, &s.second, VERB_REJECT));
	assert_ok(step(&s, &acting, VERB_TAKE));
	assert_ok(house_do(&s.house, &acting, save, &s));
	assert_ok(step(&s, &acting, VERB_SUBMIT_REVIEW));
	assert_int_equal(step(&s, &s.publisher, VERB_APPROVE), ERR_FORBIDDEN);
	assert_int_equal(step(&s, &acting, VERB_APPROVE), ERR_FORBIDDEN);
	assert_ok(step(&s, &s.second, VERB_APPROVE));
	assert_ok(step(&s, &acting, VERB_PUBLISH));
}

static void
a_deputy_does_not_approve_what_the_giver_submitted(struct fixture *f)
{
	struct actor acting;
	struct scene s;

	scene_begin(&s, f);
	delegate(&s, &s.publisher, &s.editor);
	assert_ok(stand(&s, &s.editor, &acting));
	item_sent(&s, &s.leader);
	assert_ok(step(&s, &s.publisher, VERB_TAKE));
	assert_ok(step(&s, &s.publisher, VERB_SUBMIT_REVIEW));
	assert_int_equal(step(&s, &acting, VERB_APPROVE), ERR_FORBIDDEN);
	assert_ok(step(&s, &s.second, VERB_APPROVE));
}

static void
what_a_deputy_takes_lies_with_the_giver(struct fixture *f)
{
	struct actor acting;
	struct item *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	delegate(&s, &s.publisher, &s.editor);
	assert_ok(stand(&s, &s.editor, &acting));
	item_sent(&s, &s.leader);
	assert_ok(step(&s, &acting, VERB_TAKE));
	s.house.now = instant_add(s.house.now, 30 * DAY_MS);
	ctx = house_ctx(&s.house, &s.publisher);
	assert_ok(item_list(&ctx, ITEM_LIST_MINE, ITEM_UNSET, (struct instant){0}, 0, 10, &rows,
			&count));
	assert_int_equal(count, 1);
	assert_ok(house_do(&s.house, &s.publisher, save, &s));
	assert_int_equal(house_do(&s.house, &s.editor, save, &s), ERR_FORBIDDEN);
}

static void
what_a_deputy_begins_the_giver_goes_on_with(struct fixture *f)
{
	struct actor acting;
	struct revision *texts;
	struct item *rows;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	delegate(&s, &s.officer, &s.deputy);
	assert_ok(stand(&s, &s.deputy, &acting));
	assert_ok(house_do(&s.house, &acting, begin, &s));
	ctx = house_ctx(&s.house, &s.officer);
	assert_ok(item_list(&ctx, ITEM_LIST_MINE, ITEM_UNSET, (struct instant){0}, 0, 10, &rows,
			&count));
	assert_int_equal(count, 1);
	assert_text(rows[0].author_name, "canbo");
	assert_ok(item_revisions(&ctx, &rows[0], &texts, &count));
	assert_text(texts[0].author_name, "pho thay canbo theo quyết định " NUMBER);
	assert_ok(house_do(&s.house, &s.officer, save, &s));
}

/* ---- from when to when ---- */

static void
it_begins_and_ends_by_its_days(struct fixture *f)
{
	struct actor acting;
	struct scene s;

	scene_begin(&s, f);
	s.order.from = day_add(s.order.from, 2);
	delegate(&s, &s.leader, &s.deputy);
	assert_int_equal(stand(&s, &s.deputy, &acting), ERR_NOT_FOUND);
	assert_int_equal(state(&s), DELEGATION_COMING);
	s.house.now = day_begin(s.order.from, s.house.rules.zone);
	assert_ok(stand(&s, &s.deputy, &acting));
	assert_int_equal(state(&s), DELEGATION_RUNNING);
	s.house.now = instant_add(day_begin(day_add(s.order.to, 1), s.house.rules.zone), -1);
	assert_ok(stand(&s, &s.deputy, &acting));
	s.house.now = instant_add(s.house.now, 1);
	assert_int_equal(stand(&s, &s.deputy, &acting), ERR_NOT_FOUND);
	assert_int_equal(state(&s), DELEGATION_OVER);
}

static void
it_is_revoked_with_a_reason_by_those_whom_it_concerns(struct fixture *f)
{
	struct actor acting;
	struct scene s;

	scene_begin(&s, f);
	delegate(&s, &s.officer, &s.deputy);
	assert_int_equal(house_do(&s.house, &s.officer, revoke, &s), ERR_INVALID);
	s.reason = TEXT("Đi công tác về sớm");
	assert_int_equal(house_do(&s.house, &s.stranger, revoke, &s), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.auditor, revoke, &s), ERR_FORBIDDEN);
	assert_ok(house_do(&s.house, &s.leader, revoke, &s));
	assert_int_equal(stand(&s, &s.deputy, &acting), ERR_NOT_FOUND);
	assert_int_equal(state(&s), DELEGATION_REVOKED);
	assert_int_equal(house_do(&s.house, &s.officer, revoke, &s), ERR_CONFLICT);
	delegate(&s, &s.officer, &s.deputy);
	assert_ok(house_do(&s.house, &s.deputy, revoke, &s));
}

static enum err
shut(struct ctx *ctx, void *arg)
{
	return account_deactivate(ctx, ((struct scene *)arg)->account);
}

static enum err
open_again(struct ctx *ctx, void *arg)
{
	return account_activate(ctx, ((struct scene *)arg)->account);
}

static enum err
move(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;
	struct account account;

	TRY(account_load(ctx, s->account, &account));
	account.unit = s->house.province;
	return account_save(ctx, &account);
}

static void
it_ends_for_good_when_one_of_them_is_shut_moved_or_loses_the_role(struct fixture *f)
{
	struct actor acting;
	struct scene s;

	scene_begin(&s, f);
	delegate(&s, &s.leader, &s.deputy);
	s.account = s.deputy.account;
	assert_ok(house_do(&s.house, &s.administrator, shut, &s));
	assert_int_equal(state(&s), DELEGATION_REVOKED);
	assert_ok(house_do(&s.house, &s.administrator, open_again, &s));
	assert_int_equal(stand(&s, &s.deputy, &acting), ERR_NOT_FOUND);

	delegate(&s, &s.leader, &s.deputy);
	s.account = s.leader.account;
	s.roles = ROLE_BIT(ROLE_OFFICER);
	assert_ok(house_do(&s.house, &s.administrator, set_roles, &s));
	assert_int_equal(state(&s), DELEGATION_REVOKED);

	delegate(&s, &s.officer, &s.deputy);
	s.account = s.deputy.account;
	s.roles = ROLE_BIT(ROLE_AUDITOR);
	assert_ok(house_do(&s.house, &s.administrator, set_roles, &s));
	assert_int_equal(state(&s), DELEGATION_REVOKED);
	s.roles = ROLE_BIT(ROLE_OFFICER);
	assert_ok(house_do(&s.house, &s.administrator, set_roles, &s));

	delegate(&s, &s.officer, &s.deputy);
	s.account = s.officer.account;
	assert_ok(house_do(&s.house, &s.administrator, move, &s));
	assert_int_equal(state(&s), DELEGATION_REVOKED);
	assert_int_equal(house_notes(&s.house, "delegation.end", false), 4);
}

/* ---- who enters it ---- */

static void
the_giver_a_leader_or_an_administrator_enters_it_and_never_the_deputy(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	s.order.giver = s.officer.account;
	assert_int_equal(house_do(&s.house, &s.deputy, add, &s), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.stranger, add, &s), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.other_leader, add, &s), ERR_FORBIDDEN);
	assert_int_equal(house_do(&s.house, &s.auditor, add, &s), ERR_FORBIDDEN);
	assert_int_equal(house_notes(&s.house, "test", true), 4);
	assert_ok(house_do(&s.house, &s.leader, add, &s));
	s.order.giver = s.leader.account;
	assert_ok(house_do(&s.house, &s.administrator, add, &s));
	s.order.giver = s.deputy.account;
	s.order.deputy = s.leader.account;
	assert_int_equal(house_do(&s.house, &s.leader, add, &s), ERR_FORBIDDEN);
}

static void
who_stands_in_for_another_gives_nothing_on(struct fixture *f)
{
	struct actor acting;
	struct scene s;

	scene_begin(&s, f);
	delegate(&s, &s.leader, &s.deputy);
	assert_ok(stand(&s, &s.deputy, &acting));
	s.order.deputy = s.officer.account;
	assert_int_equal(house_do(&s.house, &acting, add, &s), ERR_FORBIDDEN);
	/* Of their own they may, and the other gets no more than that. */
	delegate(&s, &s.deputy, &s.officer);
	assert_ok(stand(&s, &s.officer, &acting));
	assert_int_equal(acting.roles, ROLE_BIT(ROLE_OFFICER));
}

static void
complain(struct scene *s, const char *field)
{
	house_complains(&s->house, &s->administrator, add, s, field);
}

static void
what_is_entered_wrongly_is_complained_about_at_its_field(struct fixture *f)
{
	struct delegation_order good;
	struct scene s;

	scene_begin(&s, f);
	good = s.order;
	s.order.deputy = s.order.giver;
	complain(&s, "deputy");
	s.order.deputy = s.stranger.account;
	complain(&s, "deputy");
	s.order.deputy = s.auditor.account;
	complain(&s, "deputy");
	s.order.deputy = 999999;
	complain(&s, "deputy");
	s.order = good;
	s.order.giver = s.auditor.account;
	complain(&s, "giver");
	s.order = good;
	s.order.number = NO_TEXT;
	complain(&s, "number");
	s.order = good;
	s.order.signer = NO_TEXT;
	complain(&s, "signer");
	s.order = good;
	s.order.decided_on = day_add(good.decided_on, 1);
	complain(&s, "decided_on");
	s.order = good;
	s.order.from = day_add(good.from, -1);
	complain(&s, "from");
	s.order = good;
	s.order.to = day_add(good.from, -1);
	complain(&s, "to");
	s.order = good;
	s.order.to = day_add(good.from, DELEGATION_DAYS_MAX);
	complain(&s, "to");
	s.order = good;
	s.order.decided_on = s.order.from = day_add(good.from, -5);
	s.order.to = day_add(good.from, -1);
	complain(&s, "to");
	s.order = good;
	assert_ok(house_do(&s.house, &s.administrator, add, &s));
	s.order.deputy = s.officer.account;
	complain(&s, "from");
}

/* ---- who is told ---- */

static int
count_notices(struct scene *s, const struct actor *actor, const char *start)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	struct notice *rows;
	size_t count;
	int n = 0;

	assert_ok(notice_list(&ctx, 0, false, 100, &rows, &count));
	for (size_t i = 0; i < count; i++)
		n += text_starts_with(rows[i].title, text_of(start));
	return n;
}

static void
what_the_giver_is_told_the_deputy_is_told_too(struct fixture *f)
{
	struct actor acting;
	struct scene s;

	scene_begin(&s, f);
	delegate(&s, &s.leader, &s.deputy);
	assert_int_equal(count_notices(&s, &s.deputy, "lanhdao ủy quyền cho pho"), 1);
	assert_int_equal(count_notices(&s, &s.leader, "lanhdao ủy quyền cho pho"), 0);
	assert_ok(house_do(&s.house, &s.officer, begin, &s));
	assert_ok(step(&s, &s.officer, VERB_SUBMIT));
	assert_int_equal(count_notices(&s, &s.deputy, "Thay lanhdao: "), 1);
	assert_ok(stand(&s, &s.deputy, &acting));
	/* Whoever stands in reads their own notices still. */
	assert_int_equal(count_notices(&s, &acting, "Thay lanhdao: "), 1);
	assert_ok(step(&s, &acting, VERB_SEND));
	s.house.now = instant_add(s.house.now, 30 * DAY_MS);
	assert_ok(house_do(&s.house, &s.officer, begin, &s));
	assert_ok(step(&s, &s.officer, VERB_SUBMIT));
	assert_int_equal(count_notices(&s, &s.leader, ""), 2);
	assert_int_equal(count_notices(&s, &s.deputy, "Thay lanhdao: "), 1);
}

static void
the_name_of_a_delegation_is_no_account_of_a_person(struct fixture *f)
{
	struct account *rows, row;
	struct actor acting;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	delegate(&s, &s.leader, &s.deputy);
	assert_ok(stand(&s, &s.deputy, &acting));
	ctx = house_ctx(&s.house, &s.administrator);
	assert_int_equal(account_load(&ctx, acting.account, &row), ERR_NOT_FOUND);
	assert_ok(account_list(&ctx, 0, 100, NO_TEXT, 0, &rows, &count));
	for (size_t i = 0; i < count; i++)
		assert_int_not_equal(rows[i].id, acting.account);
	s.account = acting.account;
	assert_int_equal(house_do(&s.house, &s.administrator, open_again, &s), ERR_NOT_FOUND);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_deputy_acts_in_the_givers_place_and_every_trace_says_so),
			STORE_TEST(a_deputy_has_the_givers_roles_and_unit_and_no_other),
			STORE_TEST(what_the_giver_gets_later_the_deputy_does_not),
			STORE_TEST(neither_publishes_what_one_of_them_had_a_hand_in),
			STORE_TEST(a_deputy_does_not_approve_what_the_giver_submitted),
			STORE_TEST(what_a_deputy_takes_lies_with_the_giver),
			STORE_TEST(what_a_deputy_begins_the_giver_goes_on_with),
			STORE_TEST(it_begins_and_ends_by_its_days),
			STORE_TEST(it_is_revoked_with_a_reason_by_those_whom_it_concerns),
			STORE_TEST(it_ends_for_good_when_one_of_them_is_shut_moved_or_loses_the_role),
			STORE_TEST(the_giver_a_leader_or_an_administrator_enters_it_and_never_the_deputy),
			STORE_TEST(who_stands_in_for_another_gives_nothing_on),
			STORE_TEST(what_is_entered_wrongly_is_complained_about_at_its_field),
			STORE_TEST(what_the_giver_is_told_the_deputy_is_told_too),
			STORE_TEST(the_name_of_a_delegation_is_no_account_of_a_person),
	};

	return house_run("delegation", tests, COUNT_OF(tests));
}
