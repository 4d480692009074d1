#include "support/everybody.h"

#include "law/golden.h"

#include <stdio.h>

#define PEOPLE_MAX 20

/* --- people ------------------------------------------------------------------------------------
 */

struct person {
	const char *name;
	const struct actor *actor; /* NULL: the public */
};

static size_t
people_of(const struct scene *s, struct person people[PEOPLE_MAX])
{
	const struct person these[] = {
			{"officer", &s->officer},
			{"leader", &s->leader},
			{"stranger", &s->stranger},
			{"stranger_leader", &s->stranger_leader},
			{"helper", &s->helper},
			{"lawyer", &s->lawyer},
			{"lawyer_leader", &s->lawyer_leader},
			{"coordinator", &s->coordinator},
			{"reporter", &s->reporter},
			{"reporter2", &s->reporter2},
			{"editor", &s->editor},
			{"publisher", &s->publisher},
			{"publisher2", &s->publisher2},
			{"both", &s->both},
			{"ministry", &s->ministry},
			{"auditor", &s->auditor},
			{"admin", &s->admin},
			{"clock", &s->clock},
			{"public", NULL},
	};

	memcpy(people, these, sizeof(these));
	return COUNT_OF(these);
}

/* --- tables ------------------------------------------------------------------------------------
 */

static const char *
word_of(enum err err)
{
	switch (err) {
	case OK:
		return "may";
	case ERR_CONFLICT:
		return "not now";
	case ERR_LOGIN:
		return "log in";
	case ERR_NOT_FOUND:
		return "not there";
	case ERR_INVALID:
		return "not so";
	default:
		return "";
	}
}

/* One person's answers to all acts of a noun; the trail has as many refusals. */
static void
try_all(struct scene *s, const struct actor *actor, const struct trial *trials, size_t count,
		enum err *answers)
{
	struct marks before = marks_now(s), after;
	int64_t refusals = 0;

	for (size_t i = 0; i < count; i++) {
		answers[i] = tries(s, actor, trials[i].act);
		if (answers[i] != ERR_FORBIDDEN && answers[i] != ERR_CONFLICT &&
				answers[i] != ERR_LOGIN)
			continue;
		if (answers[i] != ERR_LOGIN)
			assert_true(s->house.words.n > 10);
		refusals++;
	}
	after = marks_now(s);
	assert_unchanged(&before, &after, refusals);
}

/* People with the same answer together; those who are not named may not. */
static void
write_trial(struct buf *out, const char *name, const struct person *people, size_t count,
		const enum err *answers, size_t step)
{
	static const enum err kinds[] = {OK, ERR_INVALID, ERR_NOT_FOUND, ERR_CONFLICT, ERR_LOGIN};

	buf_addf(out, "    %s\n", name);
	for (size_t i = 0; i < count; i++)
		assert_true(answers[i * step] == ERR_FORBIDDEN || *word_of(answers[i * step]));
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		bool any = false;

		for (size_t i = 0; i < count; i++) {
			if (answers[i * step] != kinds[k])
				continue;
			if (!any)
				buf_addf(out, "        %s:", word_of(kinds[k]));
			buf_addf(out, " %s", people[i].name);
			any = true;
		}
		if (any)
			buf_add_char(out, '\n');
	}
}

static void
write_stage(struct scene *s, struct buf *out, const char *name, const struct trial *trials,
		size_t count)
{
	struct person people[PEOPLE_MAX];
	size_t person_count = people_of(s, people);
	enum err *answers = ARENA_NEW_ARRAY(s->house.arena, PEOPLE_MAX * count, enum err);

	for (size_t i = 0; i < person_count; i++)
		try_all(s, people[i].actor, trials, count, &answers[i * count]);
	buf_addf(out, "  %s\n", name);
	for (size_t i = 0; i < count; i++)
		write_trial(out, trials[i].name, people, person_count, &answers[i], count);
}

void
everybody_tries(struct fixture *f, const char *noun, const struct stage *stages, size_t stage_count,
		const struct trial *trials, size_t count)
{
	struct buf out = BUF(&f->arena);
	struct scene s;
	char path[100];

	scene_begin(&s, f);
	s.order.reason = TEXT("Có lý do.");
	buf_addf(&out, "%s\n", noun);
	for (size_t i = 0; i < stage_count; i++) {
		stages[i].come(&s);
		write_stage(&s, &out, stages[i].name, trials, count);
	}
	snprintf(path, sizeof(path), "tests/office/refusal_%s.golden", noun);
	golden_check(&f->arena, path, buf_text(&out));
}
