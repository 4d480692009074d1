/* everybody.h - everybody tries everything: who may do what when, as a golden text for a noun. */
#ifndef SUPPORT_EVERYBODY_H
#define SUPPORT_EVERYBODY_H

#include "support/scene.h"

struct trial {
	const char *name;
	scene_act *act;
};

struct stage {
	const char *name;
	void (*come)(struct scene *s); /* from the stage before */
};

/*
 * A noun passes through its stages; at each one everybody tries everything. What they are
 * answered is compared with tests/office/refusal_NOUN.golden; each refusal is in words and in
 * the audit trail, and changes nothing.
 */
void everybody_tries(struct fixture *f, const char *noun, const struct stage *stages,
		size_t stage_count, const struct trial *trials, size_t count);

#endif
