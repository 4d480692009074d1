/* document_test.c - legal documents and drafts (Article 5, clause 8), from the desk to the public.
 */
#include "support/house.h"

#include "office/duty.h"
#include "office/item.h"
#include "office/matter.h"
#include "office/publication.h"
#include "office/site.h"
#include "office/turn.h"

#define DRAFT                                                                                       \
	"{\"document_kind\":\"decree\",\"drafter\":\"Cục Minh họa\",\"comment_from\":\"%.*s\"," \
	"\"comment_until\":\"%.*s\",\"contact\":\"Cục Minh họa\"}"

struct scene {
	struct house house;
	struct actor officer, leader, editor, publisher, clock;
	struct item_news news;
	struct writing writing;
	struct step_order order;
	int64_t item;
	bool due;
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
	s->editor = house_account(h, "bientap", h->portal, ROLE_BIT(ROLE_EDITOR));
	s->publisher = house_account(h, "xuatban", h->portal, ROLE_BIT(ROLE_PUBLISHER));
	s->clock = (struct actor){.door = DOOR_CLOCK, .login = TEXT("đồng hồ")};
	assert_ok(house_do(h, &s->clock, add_site, NULL));
	s->writing = (struct writing){.title = TEXT("Dự thảo Nghị định minh họa"),
			.abstract = TEXT("Tóm tắt."),
			.plain = TEXT("Kính mời góp ý."),
			.section = TEXT("van-ban")};
}

static enum err
begin_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_begin(ctx, &s->news, &s->writing, &s->item);
}

static enum err
step_item(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	return item_step(ctx, s->item, &s->order);
}

static void
step(struct scene *s, const struct actor *actor, enum item_verb verb)
{
	s->order = (struct step_order){
			.verb = verb, .revision = 1, .reason = TEXT("Chưa được phép công bố.")};
	assert_ok(house_do(&s->house, actor, step_item, s));
}

static void
published(struct scene *s, const char *genre, struct text facts)
{
	s->news = (struct item_news){.genre = text_of(genre)};
	s->writing.facts = facts;
	assert_ok(house_do(&s->house, &s->officer, begin_item, s));
	step(s, &s->officer, VERB_SUBMIT);
	step(s, &s->leader, VERB_SEND);
	step(s, &s->editor, VERB_TAKE);
	step(s, &s->editor, VERB_SUBMIT_REVIEW);
	step(s, &s->publisher, VERB_APPROVE);
	step(s, &s->publisher, VERB_PUBLISH);
}

/* A draft that takes comments from tomorrow until the end of the day behind. */
static void
draft_published(struct scene *s)
{
	struct day day = day_of(s->house.now, ZONE_VIETNAM);

	published(s, "draft",
			text_format(s->house.arena, DRAFT,
					TEXT_ARGS(day_iso(s->house.arena, day_add(day, 1))),
					TEXT_ARGS(day_iso(s->house.arena, day_add(day, 2)))));
}

static enum err
pass(struct ctx *ctx, void *arg)
{
	struct scene *s = arg;

	TRY(turn_is_due(ctx, &s->due));
	return turn_pass(ctx);
}

/* How often the public pages were made anew when the clock looked at `now`. */
static int64_t
passed(struct scene *s)
{
	struct site_facts before, after;

	assert_ok(site_load(s->house.store, s->house.arena, &before));
	assert_ok(house_do(&s->house, &s->clock, pass, s));
	assert_ok(site_load(s->house.store, s->house.arena, &after));
	assert_int_equal(s->due, after.version > before.version);
	return after.version - before.version;
}

/* --- pages that change by themselves -----------------------------------------------------------
 */

static void
pages_are_made_anew_when_a_drafts_time_for_comments_begins_and_ends(struct fixture *f)
{
	struct scene s;
	struct day day;

	scene_begin(&s, f);
	day = day_of(s.house.now, ZONE_VIETNAM);
	draft_published(&s);
	assert_int_equal(passed(&s), 0);
	s.house.now = instant_add(day_begin(day_add(day, 1), ZONE_VIETNAM), -1);
	assert_int_equal(passed(&s), 0);
	s.house.now = day_begin(day_add(day, 1), ZONE_VIETNAM);
	assert_int_equal(passed(&s), 1);
	assert_int_equal(passed(&s), 0);
	s.house.now = day_begin(day_add(day, 3), ZONE_VIETNAM);
	assert_int_equal(passed(&s), 1);
}

static void
a_withdrawn_draft_changes_by_itself_no_more(struct fixture *f)
{
	struct scene s;

	scene_begin(&s, f);
	draft_published(&s);
	step(&s, &s.publisher, VERB_WITHDRAW);
	s.house.now = instant_add(s.house.now, 5 * DAY_MS);
	assert_int_equal(passed(&s), 0);
}

/* --- search ------------------------------------------------------------------------------------
 */

static void
what_a_fact_says_is_found(struct fixture *f)
{
	struct scene s;
	struct ctx ctx;
	struct publication *rows;
	size_t count;
	int64_t next;

	scene_begin(&s, f);
	draft_published(&s);
	ctx = house_ctx(&s.house, NULL);
	assert_ok(publication_search(
			&ctx, TEXT("nghi dinh cuc minh hoa"), 0, 10, &rows, &count, &next));
	assert_int_equal(count, 1);
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(pages_are_made_anew_when_a_drafts_time_for_comments_begins_and_ends),
			STORE_TEST(a_withdrawn_draft_changes_by_itself_no_more),
			STORE_TEST(what_a_fact_says_is_found),
	};

	return house_run("document", tests, COUNT_OF(tests));
}
