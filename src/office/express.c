#include "office/express.h"

#include "office/duty.h"
#include "office/matter.h"

#include <string.h>

bool
express_takes(const struct duty *duty, const struct genre **genre)
{
	bool cannot_wait = text_equals(duty->part, TEXT("warning")) ||
			   text_equals(duty->part, TEXT("incident"));
	const struct genre *found;

	if (!cannot_wait || !duty->genre_count)
		return false;
	found = genre_find(duty->genres[0]);
	if (found && genre)
		*genre = found;
	return found != NULL;
}

/* --- one form for the matter and its item ------------------------------------------------------
 */

/* The form's values, and those of the facts that are evidence too under that name. */
static void
evidence_tell(struct ctx *ctx, const struct duty *rule, const struct genre *genre)
{
	struct form *form = ctx->form;
	struct pair *values = ARENA_NEW_ARRAY(
			ctx->arena, form->count + rule->evidence_count, struct pair);
	size_t n = form->count;

	if (n)
		memcpy(values, form->values, n * sizeof(*values));
	for (size_t i = 0; i < rule->evidence_count; i++) {
		struct text key = rule->evidence[i].key;

		if (!fact_find(genre, text_c(ctx->arena, key)))
			continue;
		values[n].name = text_format(ctx->arena, "evidence_%.*s", TEXT_ARGS(key));
		values[n++].value = form_text(
				form, text_format(ctx->arena, "fact_%.*s", TEXT_ARGS(key)).p);
	}
	form->values = values;
	form->count = n;
}

/* What is wrong with evidence is told where it was typed. */
static void
complaints_move(struct ctx *ctx, const struct genre *genre)
{
	static const char prefix[] = "evidence_";

	for (size_t i = 0; i < ctx->form->complaint_count; i++) {
		struct complaint *complaint = &ctx->form->complaints[i];
		const char *key = complaint->field + sizeof(prefix) - 1;

		if (strncmp(complaint->field, prefix, sizeof(prefix) - 1) == 0 &&
				fact_find(genre, key))
			complaint->field = text_format(ctx->arena, "fact_%s", key).p;
	}
}

static enum err
matter_tell(struct ctx *ctx, const struct duty *rule, const struct genre *genre,
		const struct writing *writing, int64_t *matter)
{
	const struct matter_news news = {
			.rule = rule->id, .title = writing->title, .happened = writing->abstract};
	enum err facts, opened;
	struct text kept;

	/* Both are asked, so that the form comes back once with all that is wrong. */
	facts = facts_take(ctx, genre, writing->facts, &kept);
	if (facts != OK && facts != ERR_INVALID)
		return facts;
	evidence_tell(ctx, rule, genre);
	opened = matter_open(ctx, &news, matter);
	complaints_move(ctx, genre);
	return opened != OK ? opened : facts;
}

/* The duty with which a new matter begins. */
static enum err
duty_of(struct ctx *ctx, int64_t matter, int64_t *duty)
{
	struct duty_row *rows;
	size_t count;

	TRY(duty_list(ctx, matter, &rows, &count));
	if (!count)
		return ERR_BROKEN;
	*duty = rows[0].id;
	return OK;
}

enum err
express_open(struct ctx *ctx, struct text rule_id, const struct writing *writing, bool declared,
		int64_t *item)
{
	const struct regulation *law = rules_in_force(ctx->rules, ctx->now);
	const struct duty *rule = law ? regulation_duty(law, rule_id) : NULL;
	struct item_news news = {0};
	struct writing kept = *writing;
	const struct genre *genre;
	int64_t id;

	if (!rule || !express_takes(rule, &genre))
		return form_complain(ctx->form, "rule",
				"Theo quy định đang có hiệu lực, việc này không gửi nhanh được.");
	TRY(matter_tell(ctx, rule, genre, writing, &news.matter));
	TRY(duty_of(ctx, news.matter, &news.duty));
	kept.section = rule->section;
	TRY(item_begin(ctx, &news, &kept, &id));
	TRY(express_pass(ctx, id, 1, declared));
	*item = id;
	return OK;
}

/* --- all of one person's steps -----------------------------------------------------------------
 */

/* The step towards the public from where the item is: whose it is, the workflow says. */
static enum item_verb
verb_ahead(struct ctx *ctx, enum item_state state)
{
	switch (state) {
	case ITEM_DRAFT:
	case ITEM_RETURNED:
		return ctx->actor->roles & ROLE_BIT(ROLE_UNIT_LEADER) ? VERB_SEND : VERB_SUBMIT;
	case ITEM_SUBMITTED:
		return VERB_SEND;
	case ITEM_SENT:
		return VERB_TAKE;
	case ITEM_EDITING:
		return VERB_SUBMIT_REVIEW;
	case ITEM_REVIEW:
		return VERB_APPROVE;
	case ITEM_APPROVED:
		return VERB_PUBLISH;
	default:
		return VERB_UNSET;
	}
}

/* The actor's next step towards the public; VERB_UNSET: there is none. */
static enum err
verb_mine(struct ctx *ctx, const struct item *item, enum item_verb *out)
{
	enum item_verb verb = verb_ahead(ctx, item->state);
	struct actor_facts actor = actor_facts(ctx->actor);
	struct item_facts facts;
	struct item_step step;

	TRY(item_facts(ctx, item, &facts));
	if (verb != VERB_UNSET && workflow_step(&facts, verb, &actor, &step) != OK)
		verb = VERB_UNSET;
	*out = verb;
	return OK;
}

enum err
express_offer(struct ctx *ctx, const struct item *item, struct text *out)
{
	bool cannot_wait = genre_is(item->genre, "warning") || genre_is(item->genre, "incident");
	enum item_verb verb = VERB_UNSET;

	if (cannot_wait)
		TRY(verb_mine(ctx, item, &verb));
	*out = verb == VERB_TAKE      ? TEXT("Nhận và trình duyệt ngay")
	       : verb == VERB_APPROVE ? TEXT("Duyệt và đăng ngay")
				      : NO_TEXT;
	return OK;
}

enum err
express_pass(struct ctx *ctx, int64_t id, int64_t revision, bool declared)
{
	struct item item;
	struct step_order order = {.revision = revision, .declared = declared};

	TRY(item_load(ctx, id, &item));
	order.verb = verb_ahead(ctx, item.state);
	if (order.verb == VERB_UNSET)
		return ctx_refuse(ctx, ERR_CONFLICT, "Tin, bài này không còn ở bước chuyển tiếp.");
	while (order.verb != VERB_UNSET) {
		TRY(item_step(ctx, id, &order));
		TRY(item_load(ctx, id, &item));
		TRY(verb_mine(ctx, &item, &order.verb));
	}
	return OK;
}
