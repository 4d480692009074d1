/* tell_test.c - who is told of what, row by row, and that nobody else is. */
#include "support/house.h"

#include "law/golden.h"
#include "office/notice.h"

#define CAST_MAX 20

/* One of each, in the unit that an event concerns, in another one, and at the Portal. */
struct scene {
	struct house house;
	struct actor cast[CAST_MAX];
	size_t cast_count;
	enum tell_event event;
	struct news news;
};

static struct actor *
add(struct scene *s, const char *login, int64_t unit, role_set roles)
{
	s->cast[s->cast_count] = house_account(&s->house, login, unit, roles);
	return &s->cast[s->cast_count++];
}

static enum err
shut(struct ctx *ctx, void *arg)
{
	struct actor *actor = arg;

	return account_deactivate(ctx, actor->account);
}

static void
scene_begin(struct scene *s, struct fixture *f)
{
	struct actor keeper = {.door = DOOR_COMMAND, .roles = ROLE_BIT(ROLE_ADMINISTRATOR)};
	struct house *h = &s->house;

	*s = (struct scene){.news = {.object = 7,
					    .version = 1,
					    .title = TEXT("Việc"),
					    .href = TEXT("/desk/việc")}};
	house_begin(h, f);
	s->news.unit = h->department;
	add(s, "unit.officer", h->department, ROLE_BIT(ROLE_OFFICER));
	add(s, "unit.leader", h->department, ROLE_BIT(ROLE_UNIT_LEADER));
	s->news.persons[TELL_AUTHOR] =
			add(s, "unit.author", h->department, ROLE_BIT(ROLE_MINISTRY_LEADER))
					->account;
	s->news.persons[TELL_SENDER] =
			add(s, "unit.sender", h->department, ROLE_BIT(ROLE_MINISTRY_LEADER))
					->account;
	assert_ok(house_do(h, &keeper, shut,
			add(s, "unit.shut", h->department,
					ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_UNIT_LEADER))));
	add(s, "other.officer", h->province, ROLE_BIT(ROLE_OFFICER));
	add(s, "other.leader", h->province, ROLE_BIT(ROLE_UNIT_LEADER));
	add(s, "coordinator", h->portal, ROLE_BIT(ROLE_COORDINATOR));
	add(s, "reporter", h->portal, ROLE_BIT(ROLE_REPORTER));
	add(s, "editor", h->portal, ROLE_BIT(ROLE_EDITOR));
	add(s, "publisher", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->news.persons[TELL_TAKER] = add(s, "taker", h->portal, ROLE_BIT(ROLE_REPORTER))->account;
	s->news.persons[TELL_SUBMITTER] =
			add(s, "submitter", h->portal, ROLE_BIT(ROLE_REPORTER))->account;
	s->news.persons[TELL_NAMED] = add(s, "named", h->portal, ROLE_BIT(ROLE_REPORTER))->account;
	add(s, "ministry.leader", h->ministry, ROLE_BIT(ROLE_MINISTRY_LEADER));
	add(s, "auditor", h->ministry, ROLE_BIT(ROLE_AUDITOR));
	add(s, "administrator", h->ministry, ROLE_BIT(ROLE_ADMINISTRATOR));
}

static enum err
do_tell(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return tell(ctx, s->event, &s->news);
}

static enum err
read_all(struct ctx *ctx, void *arg)
{
	(void)arg;
	return notice_read_all(ctx);
}

static int64_t
unread(struct scene *s, const struct actor *actor)
{
	struct ctx ctx = house_ctx(&s->house, actor);
	int64_t count;

	assert_ok(notice_count_unread(&ctx, &count));
	return count;
}

/* Who was told, one line; then everybody has read it. */
static void
told_add(struct scene *s, struct buf *out)
{
	const struct tell_row *row = tell_row(s->event);
	const char *between = " ";

	buf_addf(out, "%.*s [%.*s]:", TEXT_ARGS(row->name), TEXT_ARGS(notice_kind_name(row->kind)));
	for (size_t i = 0; i < s->cast_count; i++) {
		if (!unread(s, &s->cast[i]))
			continue;
		buf_addf(out, "%s%.*s", between, TEXT_ARGS(s->cast[i].name));
		between = " ";
		assert_ok(house_do(&s->house, &s->cast[i], read_all, NULL));
	}
	buf_add_char(out, '\n');
}

static void
each_event_tells_those_that_the_table_names_and_nobody_else(struct fixture *f)
{
	struct buf out = BUF(&f->arena);
	struct scene s;

	scene_begin(&s, f);
	for (unsigned i = 0; i < TELL_EVENT_COUNT; i++) {
		s.event = (enum tell_event)i;
		s.news.version = i + 1;
		assert_ok(house_do(&s.house, NULL, do_tell, &s));
		told_add(&s, &out);
	}
	golden_check(&f->arena, "tests/office/tell.golden", buf_text(&out));
}

static void
who_acts_is_not_told_of_the_own_act(struct fixture *f)
{
	struct scene s;
	struct actor both;

	scene_begin(&s, f);
	both = house_account(&s.house, "both", s.house.department,
			ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_UNIT_LEADER));
	s.event = TELL_WARNING_ASK;
	assert_ok(house_do(&s.house, &both, do_tell, &s));
	assert_int_equal(unread(&s, &both), 0);
	assert_int_equal(unread(&s, &s.cast[0]), 1);
}

static void
what_is_told_twice_is_there_once(struct fixture *f)
{
	struct scene s;
	struct actor both;

	scene_begin(&s, f);
	both = house_account(&s.house, "both", s.house.department,
			ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_UNIT_LEADER));
	s.event = TELL_WARNING_ASK;
	assert_ok(house_do(&s.house, NULL, do_tell, &s));
	assert_ok(house_do(&s.house, NULL, do_tell, &s));
	assert_int_equal(unread(&s, &both), 1);
	s.news.version++;
	assert_ok(house_do(&s.house, NULL, do_tell, &s));
	assert_int_equal(unread(&s, &both), 2);
}

struct move {
	struct account account;
};

static enum err
move_account(struct ctx *ctx, void *arg)
{
	struct move *move = arg;

	return account_save(ctx, &move->account);
}

static void
an_author_who_left_the_unit_hears_no_more_of_its_items(struct fixture *f)
{
	struct actor keeper = {.door = DOOR_COMMAND, .roles = ROLE_BIT(ROLE_ADMINISTRATOR)};
	struct move move;
	struct scene s;
	struct ctx ctx;

	scene_begin(&s, f);
	ctx = house_ctx(&s.house, &keeper);
	assert_ok(account_load(&ctx, s.news.persons[TELL_AUTHOR], &move.account));
	move.account.unit = s.house.province;
	assert_ok(house_do(&s.house, &keeper, move_account, &move));
	s.event = TELL_ITEM_RETURN;
	assert_ok(house_do(&s.house, NULL, do_tell, &s));
	assert_int_equal(unread(&s, &s.cast[2]), 0);
	assert_int_equal(unread(&s, &s.cast[3]), 1);
}

static enum err
read_one(struct ctx *ctx, void *arg)
{
	return notice_read(ctx, *(int64_t *)arg);
}

static void
a_person_reads_only_the_own_notices(struct fixture *f)
{
	struct notice *notices;
	struct scene s;
	struct ctx ctx;
	size_t count;

	scene_begin(&s, f);
	s.event = TELL_WARNING_ASK;
	assert_ok(house_do(&s.house, NULL, do_tell, &s));
	ctx = house_ctx(&s.house, &s.cast[0]);
	assert_ok(notice_list(&ctx, 0, true, 10, &notices, &count));
	assert_int_equal(count, 1);
	assert_text(notices[0].title, "Cổng đề nghị cảnh báo: Việc");
	assert_int_equal(house_do(&s.house, &s.cast[1], read_one, &notices[0].id), ERR_NOT_FOUND);
	assert_int_equal(unread(&s, &s.cast[0]), 1);
	assert_ok(house_do(&s.house, &s.cast[0], read_one, &notices[0].id));
	assert_int_equal(unread(&s, &s.cast[0]), 0);
	assert_int_equal(unread(&s, &s.cast[1]), 1);
	assert_ok(notice_list(&ctx, notices[0].id, false, 10, &notices, &count));
	assert_int_equal(count, 0);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(each_event_tells_those_that_the_table_names_and_nobody_else),
			STORE_TEST(who_acts_is_not_told_of_the_own_act),
			STORE_TEST(what_is_told_twice_is_there_once),
			STORE_TEST(an_author_who_left_the_unit_hears_no_more_of_its_items),
			STORE_TEST(a_person_reads_only_the_own_notices),
	};

	return house_run("tell", tests, COUNT_OF(tests));
}
