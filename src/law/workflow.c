#include "law/workflow.h"

#include "base/buf.h"

/* ---- words ---- */

struct word {
	struct text name;
	struct label label;
};

static const struct word STATES[ITEM_STATE_COUNT] = {
		[ITEM_UNSET] = {TEXT("unset"), {TEXT("Chưa có"), TONE_NEUTRAL}},
		[ITEM_DRAFT] = {TEXT("draft"), {TEXT("Đang soạn"), TONE_NEUTRAL}},
		[ITEM_SUBMITTED] = {TEXT("submitted"), {TEXT("Chờ lãnh đạo đơn vị"), TONE_INFO}},
		[ITEM_SENT] = {TEXT("sent"), {TEXT("Đã gửi, chờ tiếp nhận"), TONE_INFO}},
		[ITEM_EDITING] = {TEXT("editing"), {TEXT("Đang biên tập"), TONE_INFO}},
		[ITEM_REVIEW] = {TEXT("review"), {TEXT("Chờ duyệt"), TONE_WARN}},
		[ITEM_APPROVED] = {TEXT("approved"), {TEXT("Đã duyệt"), TONE_GOOD}},
		[ITEM_SCHEDULED] = {TEXT("scheduled"), {TEXT("Hẹn giờ đăng"), TONE_GOOD}},
		[ITEM_PUBLISHED] = {TEXT("published"), {TEXT("Đã đăng"), TONE_GOOD}},
		[ITEM_RETURNED] = {TEXT("returned"), {TEXT("Trả lại"), TONE_BAD}},
		[ITEM_WITHDRAWN] = {TEXT("withdrawn"), {TEXT("Đã gỡ"), TONE_BAD}},
		[ITEM_DROPPED] = {TEXT("dropped"), {TEXT("Đã hủy"), TONE_NEUTRAL}},
};

struct verb_row {
	struct text name;
	struct label label;
	enum permit permit;
	bool asks_reason;
	bool declares;
};

static const struct verb_row VERBS[ITEM_VERB_COUNT] = {
		[VERB_UNSET] = {TEXT("unset"), {TEXT("Không rõ"), TONE_NEUTRAL}, PERMIT_UNSET,
				false, false},
		[VERB_SAVE] = {TEXT("save"), {TEXT("Lưu"), TONE_NEUTRAL}, MAY_ITEM_WRITE, false,
				false},
		[VERB_SUBMIT] = {TEXT("submit"), {TEXT("Trình lãnh đạo"), TONE_GOOD},
				MAY_ITEM_WRITE, false, true},
		[VERB_RECALL] = {TEXT("recall"), {TEXT("Rút lại"), TONE_NEUTRAL}, MAY_ITEM_WRITE,
				false, false},
		[VERB_SEND] = {TEXT("send"), {TEXT("Duyệt và gửi Cổng"), TONE_GOOD}, MAY_ITEM_SEND,
				false, true},
		[VERB_RETURN] = {TEXT("return"), {TEXT("Trả lại"), TONE_WARN}, MAY_ITEM_RETURN,
				true, false},
		[VERB_TAKE] = {TEXT("take"), {TEXT("Nhận biên tập"), TONE_GOOD}, MAY_ITEM_TAKE,
				false, false},
		[VERB_HAND] = {TEXT("hand"), {TEXT("Giao biên tập"), TONE_NEUTRAL}, MAY_ITEM_HAND,
				false, false},
		[VERB_SUBMIT_REVIEW] = {TEXT("submit_review"), {TEXT("Trình duyệt"), TONE_GOOD},
				MAY_ITEM_EDIT, false, true},
		[VERB_REJECT] = {TEXT("reject"), {TEXT("Không duyệt"), TONE_WARN}, MAY_ITEM_APPROVE,
				true, false},
		[VERB_APPROVE] = {TEXT("approve"), {TEXT("Duyệt"), TONE_GOOD}, MAY_ITEM_APPROVE,
				false, true},
		[VERB_PUBLISH] = {TEXT("publish"), {TEXT("Đăng ngay"), TONE_GOOD}, MAY_ITEM_PUBLISH,
				false, false},
		[VERB_SCHEDULE] = {TEXT("schedule"), {TEXT("Hẹn giờ đăng"), TONE_GOOD},
				MAY_ITEM_PUBLISH, false, false},
		[VERB_UNSCHEDULE] = {TEXT("unschedule"), {TEXT("Bỏ hẹn giờ"), TONE_NEUTRAL},
				MAY_ITEM_PUBLISH, false, false},
		[VERB_CORRECT] = {TEXT("correct"), {TEXT("Đính chính"), TONE_WARN}, MAY_ITEM_TAKE,
				true, false},
		[VERB_WITHDRAW] = {TEXT("withdraw"), {TEXT("Gỡ bài"), TONE_BAD}, MAY_ITEM_WITHDRAW,
				true, false},
		[VERB_DROP] = {TEXT("drop"), {TEXT("Hủy"), TONE_BAD}, MAY_ITEM_WRITE, false, false},
		[VERB_PUBLISH_URGENT] = {TEXT("publish_urgent"), {TEXT("Đăng khẩn"), TONE_WARN},
				MAY_ITEM_PUBLISH, true, true},
		[VERB_SIGN_OFF] = {TEXT("sign_off"), {TEXT("Ký hậu kiểm"), TONE_GOOD},
				MAY_ITEM_APPROVE, false, true},
};

struct text
item_state_name(enum item_state state)
{
	return STATES[state].name;
}

struct label
item_state_label(enum item_state state)
{
	return STATES[state].label;
}

enum err
item_state_parse(struct text name, enum item_state *out)
{
	for (unsigned state = ITEM_UNSET + 1; state < ITEM_STATE_COUNT; state++)
		if (text_equals(STATES[state].name, name)) {
			*out = (enum item_state)state;
			return OK;
		}
	return ERR_INVALID;
}

struct text
item_verb_name(enum item_verb verb)
{
	return VERBS[verb].name;
}

struct label
item_verb_label(enum item_verb verb)
{
	return VERBS[verb].label;
}

enum err
item_verb_parse(struct text name, enum item_verb *out)
{
	for (unsigned verb = VERB_UNSET + 1; verb < ITEM_VERB_COUNT; verb++)
		if (text_equals(VERBS[verb].name, name)) {
			*out = (enum item_verb)verb;
			return OK;
		}
	return ERR_INVALID;
}

bool
item_verb_asks_reason(enum item_verb verb)
{
	return VERBS[verb].asks_reason;
}

bool
item_verb_declares(enum item_verb verb)
{
	return VERBS[verb].declares;
}

enum permit
workflow_permit(enum item_verb verb)
{
	return VERBS[verb].permit;
}

/* ---- the table ---- */

/* How the actor must stand to the item. */
enum relation {
	ANYONE,        /* the role is enough */
	OF_UNIT,       /* of the unit whose item it is */
	AUTHOR,        /* who began it */
	TAKER,         /* who holds it */
	NOT_TAKER,     /* who takes it over from another */
	SUBMITTER,     /* who put it before the second person */
	SECOND_PERSON, /* who had no hand in this revision: four eyes */
	SIGNER,        /* the same, and not who published it alone */
};

/* Whether the row holds while something of the item is public. */
enum live { LIVE_OR_NOT, LIVE_ONLY, NOT_LIVE };

struct step_row {
	enum item_state from;
	enum item_verb verb;
	enum role role;
	enum relation relation;
	enum live live;
	enum item_state to;
};

static const struct step_row STEPS[] = {
		/* the unit writes */
		{ITEM_DRAFT, VERB_SAVE, ROLE_OFFICER, OF_UNIT, NOT_LIVE, ITEM_DRAFT},
		{ITEM_DRAFT, VERB_SAVE, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_DRAFT},
		{ITEM_DRAFT, VERB_SUBMIT, ROLE_OFFICER, OF_UNIT, NOT_LIVE, ITEM_SUBMITTED},
		{ITEM_DRAFT, VERB_SEND, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_SENT},
		{ITEM_DRAFT, VERB_DROP, ROLE_OFFICER, AUTHOR, NOT_LIVE, ITEM_DROPPED},
		{ITEM_DRAFT, VERB_DROP, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_DROPPED},

		/* the Portal's own item: a reporter's or an editor's */
		{ITEM_DRAFT, VERB_SAVE, ROLE_REPORTER, AUTHOR, NOT_LIVE, ITEM_DRAFT},
		{ITEM_DRAFT, VERB_SAVE, ROLE_EDITOR, AUTHOR, NOT_LIVE, ITEM_DRAFT},
		{ITEM_DRAFT, VERB_SUBMIT_REVIEW, ROLE_REPORTER, AUTHOR, NOT_LIVE, ITEM_REVIEW},
		{ITEM_DRAFT, VERB_SUBMIT_REVIEW, ROLE_EDITOR, AUTHOR, NOT_LIVE, ITEM_REVIEW},
		{ITEM_DRAFT, VERB_DROP, ROLE_REPORTER, AUTHOR, NOT_LIVE, ITEM_DROPPED},
		{ITEM_DRAFT, VERB_DROP, ROLE_EDITOR, AUTHOR, NOT_LIVE, ITEM_DROPPED},

		/* before the unit's leader */
		{ITEM_SUBMITTED, VERB_SAVE, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_SUBMITTED},
		{ITEM_SUBMITTED, VERB_RECALL, ROLE_OFFICER, OF_UNIT, NOT_LIVE, ITEM_DRAFT},
		{ITEM_SUBMITTED, VERB_SEND, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_SENT},
		{ITEM_SUBMITTED, VERB_RETURN, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_RETURNED},
		{ITEM_SUBMITTED, VERB_DROP, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_DROPPED},

		/* back at the unit, with reasons */
		{ITEM_RETURNED, VERB_SAVE, ROLE_OFFICER, OF_UNIT, NOT_LIVE, ITEM_RETURNED},
		{ITEM_RETURNED, VERB_SAVE, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_RETURNED},
		{ITEM_RETURNED, VERB_SUBMIT, ROLE_OFFICER, OF_UNIT, NOT_LIVE, ITEM_SUBMITTED},
		{ITEM_RETURNED, VERB_SEND, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_SENT},
		{ITEM_RETURNED, VERB_DROP, ROLE_OFFICER, AUTHOR, NOT_LIVE, ITEM_DROPPED},
		{ITEM_RETURNED, VERB_DROP, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_DROPPED},

		/* at the Portal, not yet begun */
		{ITEM_SENT, VERB_RECALL, ROLE_UNIT_LEADER, OF_UNIT, NOT_LIVE, ITEM_SUBMITTED},
		{ITEM_SENT, VERB_TAKE, ROLE_EDITOR, ANYONE, NOT_LIVE, ITEM_EDITING},
		{ITEM_SENT, VERB_HAND, ROLE_COORDINATOR, ANYONE, NOT_LIVE, ITEM_EDITING},
		{ITEM_SENT, VERB_HAND, ROLE_PUBLISHER, ANYONE, NOT_LIVE, ITEM_EDITING},

		/* edited; a correction of a live item comes through here as well */
		{ITEM_EDITING, VERB_SAVE, ROLE_EDITOR, TAKER, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_EDITING, VERB_SAVE, ROLE_REPORTER, TAKER, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_EDITING, VERB_TAKE, ROLE_EDITOR, NOT_TAKER, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_EDITING, VERB_HAND, ROLE_COORDINATOR, ANYONE, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_EDITING, VERB_HAND, ROLE_PUBLISHER, ANYONE, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_EDITING, VERB_RETURN, ROLE_EDITOR, TAKER, NOT_LIVE, ITEM_RETURNED},
		{ITEM_EDITING, VERB_SUBMIT_REVIEW, ROLE_EDITOR, TAKER, LIVE_OR_NOT, ITEM_REVIEW},
		{ITEM_EDITING, VERB_SUBMIT_REVIEW, ROLE_REPORTER, TAKER, LIVE_OR_NOT, ITEM_REVIEW},
		{ITEM_EDITING, VERB_DROP, ROLE_EDITOR, TAKER, LIVE_ONLY, ITEM_PUBLISHED},

		/* before the second person */
		{ITEM_REVIEW, VERB_RECALL, ROLE_EDITOR, SUBMITTER, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_REVIEW, VERB_RECALL, ROLE_REPORTER, SUBMITTER, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_REVIEW, VERB_REJECT, ROLE_PUBLISHER, ANYONE, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_REVIEW, VERB_APPROVE, ROLE_PUBLISHER, SECOND_PERSON, LIVE_OR_NOT,
				ITEM_APPROVED},

		/* approved: to the public, or a save that makes the approval lapse */
		{ITEM_APPROVED, VERB_SAVE, ROLE_EDITOR, TAKER, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_APPROVED, VERB_REJECT, ROLE_PUBLISHER, ANYONE, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_APPROVED, VERB_PUBLISH, ROLE_PUBLISHER, ANYONE, LIVE_OR_NOT, ITEM_PUBLISHED},
		{ITEM_APPROVED, VERB_SCHEDULE, ROLE_PUBLISHER, ANYONE, LIVE_OR_NOT, ITEM_SCHEDULED},
		{ITEM_SCHEDULED, VERB_SAVE, ROLE_EDITOR, TAKER, LIVE_OR_NOT, ITEM_EDITING},
		{ITEM_SCHEDULED, VERB_UNSCHEDULE, ROLE_PUBLISHER, ANYONE, LIVE_OR_NOT,
				ITEM_APPROVED},
		{ITEM_SCHEDULED, VERB_PUBLISH, ROLE_PUBLISHER, ANYONE, LIVE_OR_NOT, ITEM_PUBLISHED},
		{ITEM_SCHEDULED, VERB_PUBLISH, ROLE_CLOCK, ANYONE, LIVE_OR_NOT, ITEM_PUBLISHED},

		/* public */
		{ITEM_PUBLISHED, VERB_CORRECT, ROLE_EDITOR, ANYONE, LIVE_ONLY, ITEM_EDITING},
		{ITEM_PUBLISHED, VERB_WITHDRAW, ROLE_PUBLISHER, ANYONE, LIVE_ONLY, ITEM_WITHDRAWN},
		{ITEM_EDITING, VERB_WITHDRAW, ROLE_PUBLISHER, ANYONE, LIVE_ONLY, ITEM_WITHDRAWN},
		{ITEM_REVIEW, VERB_WITHDRAW, ROLE_PUBLISHER, ANYONE, LIVE_ONLY, ITEM_WITHDRAWN},
		{ITEM_APPROVED, VERB_WITHDRAW, ROLE_PUBLISHER, ANYONE, LIVE_ONLY, ITEM_WITHDRAWN},
		{ITEM_SCHEDULED, VERB_WITHDRAW, ROLE_PUBLISHER, ANYONE, LIVE_ONLY, ITEM_WITHDRAWN},

		/* one person in urgency; another answers for it afterwards, wherever it stands */
		{ITEM_SENT, VERB_PUBLISH_URGENT, ROLE_PUBLISHER, ANYONE, NOT_LIVE, ITEM_PUBLISHED},
		{ITEM_EDITING, VERB_PUBLISH_URGENT, ROLE_PUBLISHER, ANYONE, LIVE_OR_NOT,
				ITEM_PUBLISHED},
		{ITEM_REVIEW, VERB_PUBLISH_URGENT, ROLE_PUBLISHER, ANYONE, LIVE_OR_NOT,
				ITEM_PUBLISHED},
		{ITEM_PUBLISHED, VERB_SIGN_OFF, ROLE_PUBLISHER, SIGNER, LIVE_ONLY, ITEM_PUBLISHED},
		{ITEM_EDITING, VERB_SIGN_OFF, ROLE_PUBLISHER, SIGNER, LIVE_ONLY, ITEM_EDITING},
		{ITEM_REVIEW, VERB_SIGN_OFF, ROLE_PUBLISHER, SIGNER, LIVE_ONLY, ITEM_REVIEW},
		{ITEM_APPROVED, VERB_SIGN_OFF, ROLE_PUBLISHER, SIGNER, LIVE_ONLY, ITEM_APPROVED},
		{ITEM_SCHEDULED, VERB_SIGN_OFF, ROLE_PUBLISHER, SIGNER, LIVE_ONLY, ITEM_SCHEDULED},
		{ITEM_WITHDRAWN, VERB_SIGN_OFF, ROLE_PUBLISHER, SIGNER, NOT_LIVE, ITEM_WITHDRAWN},
};

/* ---- asking the table ---- */

static bool
had_a_hand(const struct item_facts *item, int64_t account)
{
	for (size_t i = 0; i < item->hand_count; i++)
		if (item->hands[i] == account)
			return true;
	return account == item->author || account == item->sender || account == item->submitter;
}

/* Nor had the one in whose place it is done. */
static bool
is_second(const struct item_facts *item, int64_t account, int64_t person)
{
	return account != 0 && !had_a_hand(item, account) &&
	       (person == 0 || !had_a_hand(item, person));
}

/* Neither the one nor the other published it alone. */
static bool
published_alone(const struct item_facts *item, int64_t account)
{
	return account != 0 && (account == item->urgent_by || account == item->urgent_person);
}

/* The clock is nobody: it has no account, and its one row asks for no relation. */
static bool
relation_holds(enum relation relation, const struct item_facts *item,
		const struct actor_facts *actor)
{
	switch (relation) {
	case ANYONE:
		return true;
	case OF_UNIT:
		return actor->unit != 0 && actor->unit == item->unit;
	case AUTHOR:
		return actor->account != 0 && actor->account == item->author;
	case TAKER:
		return actor->account != 0 && actor->account == item->taker;
	case NOT_TAKER:
		return actor->account != 0 && actor->account != item->taker;
	case SUBMITTER:
		return actor->account != 0 && actor->account == item->submitter;
	case SIGNER:
		return !published_alone(item, actor->account) &&
		       !published_alone(item, actor->person) &&
		       is_second(item, actor->account, actor->person);
	default: /* SECOND_PERSON */
		return is_second(item, actor->account, actor->person);
	}
}

/* Alone where the duty lets it, once; a signature where one is waited for. */
static bool
urgency_fits(const struct item_facts *item, enum item_verb verb)
{
	if (verb == VERB_PUBLISH_URGENT)
		return item->may_be_urgent && !item->urgent_by;
	return verb != VERB_SIGN_OFF || item->urgent_by != 0;
}

static bool
row_fits_item(const struct step_row *row, const struct item_facts *item, enum item_verb verb)
{
	return row->from == item->state && row->verb == verb && urgency_fits(item, verb) &&
	       (row->live == LIVE_OR_NOT || (row->live == LIVE_ONLY) == item->is_live);
}

static bool
row_fits_actor(const struct step_row *row, const struct item_facts *item,
		const struct actor_facts *actor)
{
	return actor->roles & ROLE_BIT(row->role) && relation_holds(row->relation, item, actor);
}

/* The approval is of this very revision, by somebody who had no hand in it. */
static bool
approval_stands(const struct item_facts *item)
{
	return item->approved_revision == item->revision &&
	       is_second(item, item->approver, item->approver_person);
}

static bool
needs_approval(enum item_verb verb)
{
	return verb == VERB_PUBLISH || verb == VERB_SCHEDULE;
}

/* Editing again, by whatever way, voids what was approved. */
static struct item_step
step_of(const struct step_row *row, const struct item_facts *item)
{
	return (struct item_step){
			.next = row->to,
			.takes = row->verb == VERB_TAKE || row->verb == VERB_CORRECT ||
				 (row->verb == VERB_SUBMIT_REVIEW && row->from == ITEM_DRAFT),
			.hands = row->verb == VERB_HAND,
			.lapses = (row->to == ITEM_EDITING && row->verb != VERB_SIGN_OFF) ||
				  row->verb == VERB_SAVE,
			.approves = row->verb == VERB_APPROVE,
			.reverts = row->verb == VERB_DROP && item->is_live,
			.goes_public = row->verb == VERB_PUBLISH ||
				       row->verb == VERB_PUBLISH_URGENT,
			.is_urgent = row->verb == VERB_PUBLISH_URGENT,
			.signs = row->verb == VERB_SIGN_OFF,
			.goes_dark = row->verb == VERB_WITHDRAW,
			.asks_reason = VERBS[row->verb].asks_reason,
			.declares = VERBS[row->verb].declares,
	};
}

/* Held, it goes nowhere until somebody who may has decided; what is public may always go. */
static bool
is_stopped(const struct item_facts *item, enum item_verb verb)
{
	return item->is_held && verb != VERB_WITHDRAW;
}

enum err
workflow_step(const struct item_facts *item, enum item_verb verb, const struct actor_facts *actor,
		struct item_step *out)
{
	bool is_possible = false;

	if (is_stopped(item, verb))
		return ERR_CONFLICT;
	for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
		if (!row_fits_item(&STEPS[i], item, verb))
			continue;
		is_possible = true;
		if (!row_fits_actor(&STEPS[i], item, actor))
			continue;
		if (needs_approval(verb) && !approval_stands(item))
			return ERR_CONFLICT;
		*out = step_of(&STEPS[i], item);
		return OK;
	}
	return is_possible ? ERR_FORBIDDEN : ERR_CONFLICT;
}

size_t
workflow_verbs(const struct item_facts *item, const struct actor_facts *actor,
		enum item_verb out[ITEM_VERB_COUNT])
{
	struct item_step step;
	size_t count = 0;

	for (unsigned verb = VERB_UNSET + 1; verb < ITEM_VERB_COUNT; verb++)
		if (workflow_step(item, (enum item_verb)verb, actor, &step) == OK)
			out[count++] = (enum item_verb)verb;
	return count;
}

/* ---- who reads ---- */

bool
item_state_is_at_portal(enum item_state state)
{
	switch (state) {
	case ITEM_SENT:
	case ITEM_EDITING:
	case ITEM_REVIEW:
	case ITEM_APPROVED:
	case ITEM_SCHEDULED:
	case ITEM_PUBLISHED:
	case ITEM_WITHDRAWN:
		return true;
	default: /* a draft, submitted, returned or dropped: its unit's own */
		return false;
	}
}

enum item_sight
workflow_sight(const struct item_facts *item, const struct actor_facts *actor)
{
	if (permit_check_unit(MAY_ITEM_READ, actor->roles, actor->unit, item->unit) != OK)
		return SIGHT_NONE;
	if (permit_check_unit(MAY_ITEM_UNSENT, actor->roles, actor->unit, item->unit) == OK ||
			relation_holds(AUTHOR, item, actor))
		return SIGHT_WHOLE;
	return item_state_is_at_portal(item->state) || item->was_at_portal ? SIGHT_SHARED
									   : SIGHT_NONE;
}

/* ---- why not ---- */

static const char *
relation_words(enum relation relation)
{
	static const char *const words[] = {
			[ANYONE] = "",
			[OF_UNIT] = " của đơn vị có tin, bài",
			[AUTHOR] = " đã tạo tin, bài",
			[TAKER] = " đang nhận tin, bài",
			[NOT_TAKER] = " khác",
			[SUBMITTER] = " đã trình duyệt",
			[SECOND_PERSON] = " không tham gia viết, biên tập, gửi hay trình bản này",
			[SIGNER] = " khác người đã đăng khẩn, không tham gia làm bản này",
	};

	return words[relation];
}

/* "Biên tập viên đang nhận tin, bài hoặc Phóng viên đang nhận tin, bài" */
static void
who_add(struct buf *out, const struct item_facts *item, enum item_verb verb)
{
	bool is_first = true;

	for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
		if (!row_fits_item(&STEPS[i], item, verb))
			continue;
		if (!is_first)
			buf_add_c(out, " hoặc ");
		is_first = false;
		buf_add(out, role_label(STEPS[i].role));
		buf_add_c(out, relation_words(STEPS[i].relation));
	}
}

/* “Đang soạn”, “Trả lại”: the states in which somebody may. */
static void
states_add(struct buf *out, enum item_verb verb)
{
	uint32_t seen = 0;

	for (size_t i = 0; i < COUNT_OF(STEPS); i++) {
		if (STEPS[i].verb != verb || seen >> STEPS[i].from & 1)
			continue;
		if (seen)
			buf_add_c(out, ", ");
		seen |= 1u << STEPS[i].from;
		buf_addf(out, "“%s”", STATES[STEPS[i].from].label.text.p);
	}
}

/* Why urgency does not fit; NULL if it is not the reason. */
static const char *
urgency_words(const struct item_facts *item, enum item_verb verb)
{
	if (urgency_fits(item, verb))
		return NULL;
	if (verb == VERB_SIGN_OFF)
		return "Tin, bài này không chờ hậu kiểm.";
	if (item->urgent_by)
		return "Tin, bài đã đăng khẩn một lần và đang chờ hậu kiểm; lần sau phải có người "
		       "thứ hai duyệt.";
	return "Quy định không cho phép một người đăng khẩn loại tin, bài này: phải có người thứ "
	       "hai duyệt.";
}

struct text
workflow_refusal(struct arena *arena, const struct item_facts *item, enum item_verb verb,
		const struct actor_facts *actor)
{
	const char *act = VERBS[verb].label.text.p;
	const char *state = STATES[item->state].label.text.p;
	struct buf out = BUF(arena);
	struct item_step step;
	enum err err = workflow_step(item, verb, actor, &step);

	if (err == ERR_FORBIDDEN) {
		buf_addf(&out, "Khi tin, bài ở trạng thái “%s”, chỉ ", state);
		who_add(&out, item, verb);
		buf_addf(&out, " được thực hiện “%s”.", act);
	} else if (is_stopped(item, verb)) {
		buf_add_c(&out, "Tin, bài đang tạm giữ vì có dấu hiệu bí mật nhà nước; chỉ được "
				"đi tiếp khi người có thẩm quyền cho giải tỏa, có lý do.");
	} else if (err == ERR_CONFLICT && urgency_words(item, verb)) {
		buf_add_c(&out, urgency_words(item, verb));
	} else if (err == ERR_CONFLICT && needs_approval(verb) &&
			(item->state == ITEM_APPROVED || item->state == ITEM_SCHEDULED)) {
		buf_add_c(&out, "Bản hiện tại chưa được người thứ hai duyệt: lần duyệt trước "
				"thuộc về bản khác và đã hết giá trị.");
	} else if (err == ERR_CONFLICT) {
		buf_addf(&out, "Không thể “%s” khi tin, bài ở trạng thái “%s”; chỉ được khi ở ",
				act, state);
		states_add(&out, verb);
		buf_add_char(&out, '.');
	}
	return buf_text(&out);
}
