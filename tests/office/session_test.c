/* Logging in, staying logged in, and what stops guessers. */
#include "support/house.h"

#include "base/crypt.h"
#include "office/throttle.h"

#include <liboath/oath.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

struct login {
	const char *login;
	const char *password;
	struct text code;
	struct origin origin;
	struct text old_secret;
	const struct proof *proof; /* NULL: it is made */
	struct session_secrets secrets;
};

static enum err
open_session(struct ctx *ctx, void *arg)
{
	struct login *login = arg;

	return session_open(ctx, login->proof, login->code, &login->origin, TEXT("Trình duyệt thử"),
			login->old_secret, &login->secrets);
}

static struct proof
prove(struct house *house, struct login *login)
{
	struct ctx ctx = house_ctx(house, NULL);
	struct proof proof;

	assert_ok(proof_prepare(&ctx, text_of(login->login), text_of(login->password), NO_TEXT,
			&login->origin, &proof));
	return proof;
}

/* Both parts of a login, as the desk does it; a proof that was made before is used again. */
static enum err
log_in_with(struct house *house, struct login *login, const struct proof *proof)
{
	if (!login->origin.peer.n)
		login->origin.peer = TEXT("192.0.2.1");
	login->proof = proof;
	login->secrets = (struct session_secrets){0};
	return house_do(house, NULL, open_session, login);
}

static enum err
log_in(struct house *house, struct login *login)
{
	struct proof proof = prove(house, login);

	return log_in_with(house, login, &proof);
}

static enum err
actor_of(struct house *house, const struct session_secrets *secrets, struct actor *out)
{
	return session_actor(house->store, house->arena, secrets->secret, house->now, out);
}

static void
later(struct house *house, int64_t ms)
{
	house->now = instant_add(house->now, ms);
}

static void
a_login_gives_a_session_that_knows_its_actor(struct fixture *f)
{
	struct house house;
	struct login login = {.login = "  Bientap ", .password = HOUSE_PASSWORD};
	struct actor actor;

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal,
			ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_REPORTER));
	assert_ok(log_in(&house, &login));
	assert_ok(actor_of(&house, &login.secrets, &actor));
	assert_text(actor.login, "bientap");
	assert_text(actor.unit_code, "CTTDT");
	assert_int_equal(actor.roles, ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_REPORTER));
	assert_true(actor.csrf.n > 30);
	assert_false(actor.must_change);
	assert_int_equal(house_notes(&house, "session.open", false), 1);
}

static void
a_wrong_guess_is_audited_and_opens_nothing(struct fixture *f)
{
	struct house house;
	struct login wrong = {.login = "bientap", .password = "mật khẩu nhớ nhầm"};
	struct login unknown = {.login = "khongcoai", .password = HOUSE_PASSWORD};

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	assert_ok(log_in(&house, &wrong));
	assert_int_equal(wrong.secrets.session, 0);
	assert_ok(log_in(&house, &unknown));
	assert_int_equal(unknown.secrets.session, 0);
	assert_int_equal(house_notes(&house, "session.open", true), 2);
}

static void
five_wrong_guesses_close_the_account_for_that_address_only(struct fixture *f)
{
	struct house house;
	struct login wrong = {.login = "bientap", .password = "mật khẩu nhớ nhầm"};
	struct login right = {.login = "bientap", .password = HOUSE_PASSWORD};
	struct login elsewhere = {.login = "bientap",
			.password = HOUSE_PASSWORD,
			.origin = {.peer = TEXT("198.51.100.7")}};

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	for (int i = 0; i < GUESSES_MAX; i++)
		assert_ok(log_in(&house, &wrong));
	assert_int_equal(log_in(&house, &right), ERR_THROTTLED);
	assert_true(text_find(house.words, TEXT("15 phút")) >= 0);
	assert_ok(log_in(&house, &elsewhere));
	assert_true(elsewhere.secrets.session > 0);
	later(&house, THROTTLE_WINDOW_MS);
	assert_ok(log_in(&house, &right));
	assert_true(right.secrets.session > 0);
}

static void
a_browser_that_logged_in_before_is_not_shut_out_by_guessers(struct fixture *f)
{
	struct house house;
	struct login mine = {.login = "bientap", .password = HOUSE_PASSWORD};
	struct login wrong = {.login = "bientap", .password = "mật khẩu nhớ nhầm"};
	struct proof proof;
	char peer[32];

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	assert_ok(log_in(&house, &mine));
	mine.origin.device = mine.secrets.device;
	proof = prove(&house, &wrong);
	/* Many addresses, among them the owner's own. */
	for (int i = 0; i < GUESSES_ACCOUNT_MAX; i++) {
		snprintf(peer, sizeof(peer), "192.0.2.%d", 1 + i / GUESSES_MAX);
		wrong.origin.peer = text_of(peer);
		assert_ok(log_in_with(&house, &wrong, &proof));
	}
	wrong.origin.peer = TEXT("203.0.113.9");
	assert_int_equal(log_in_with(&house, &wrong, &proof), ERR_THROTTLED);
	assert_ok(log_in(&house, &mine));
	assert_true(mine.secrets.session > 0);
}

/* ---- a thousand guesses at once ---- */

struct guess {
	struct act act;
	struct login login;
	struct crowd *crowd;
};

struct crowd {
	atomic_int wrong, throttled, opened, other, done;
};

static enum err
guess_verb(struct act *act)
{
	struct guess *guess = (struct guess *)act;

	return open_session(&act->ctx, &guess->login);
}

static void
guess_done(struct act *act, enum err err)
{
	struct guess *guess = (struct guess *)act;
	struct crowd *crowd = guess->crowd;

	if (err == OK)
		atomic_fetch_add(guess->login.secrets.session ? &crowd->opened : &crowd->wrong, 1);
	else
		atomic_fetch_add(err == ERR_THROTTLED ? &crowd->throttled : &crowd->other, 1);
	atomic_fetch_add(&crowd->done, 1);
}

static void
a_thousand_parallel_guesses_get_five_answers(struct fixture *f)
{
	enum { CROWD = 1000 };
	struct house house;
	struct login wrong = {.login = "bientap",
			.password = "mật khẩu nhớ nhầm",
			.origin = {.peer = TEXT("192.0.2.1")}};
	struct crowd crowd = {0};
	struct guess *guesses = calloc(CROWD, sizeof(*guesses));
	struct arena *arenas = calloc(CROWD, sizeof(*arenas));
	struct writer *writer;
	struct writer_settings settings = {.where = f->where,
			.writers = 4,
			.batch = 64,
			.queue_room = CROWD,
			.seal = act_seal};
	struct proof proof;
	struct text fault;

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	proof = prove(&house, &wrong);
	wrong.proof = &proof;
	assert_ok(writer_open(&settings, &writer, &f->arena, &fault));
	for (int i = 0; i < CROWD; i++) {
		guesses[i] = (struct guess){
				.act = {.ctx = house_ctx(&house, NULL),
						.verb = guess_verb,
						.action = "session.open",
						.done = guess_done},
				.login = wrong,
				.crowd = &crowd,
		};
		guesses[i].act.ctx.arena = &arenas[i];
		act_begin(&guesses[i].act);
		assert_true(writer_put(writer, &guesses[i].act.job));
	}
	writer_close(writer);
	assert_int_equal(crowd.done, CROWD);
	assert_int_equal(crowd.wrong, GUESSES_MAX);
	assert_int_equal(crowd.throttled, CROWD - GUESSES_MAX);
	assert_int_equal(house_notes(&house, "session.open", true), CROWD);
	for (int i = 0; i < CROWD; i++)
		arena_free(&arenas[i]);
	free(arenas);
	free(guesses);
}

static int64_t
time_of_guess(struct house *house, const char *login)
{
	struct login guess = {.login = login,
			.password = "mật khẩu nhớ nhầm",
			.origin = {.peer = TEXT("192.0.2.77")}};
	int64_t begin = clock_monotonic_ms();

	prove(house, &guess);
	return clock_monotonic_ms() - begin;
}

static void
an_unknown_account_takes_as_long_as_a_known_one(struct fixture *f)
{
	struct house house;
	int64_t known = INT64_MAX, unknown = INT64_MAX;

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	for (int i = 0; i < 5; i++) {
		int64_t one = time_of_guess(&house, "bientap");
		int64_t other = time_of_guess(&house, "khongcoai");

		known = one < known ? one : known;
		unknown = other < unknown ? other : unknown;
	}
	/* The hash takes tens of milliseconds; without it the guess would take less than one. */
	assert_true(known >= 10);
	assert_true(unknown * 10 > known * 6 && known * 10 > unknown * 6);
}

/* ---- the second factor ---- */

struct totp {
	struct text secret;
	struct text code;
};

static enum err
confirm_totp(struct ctx *ctx, void *arg)
{
	struct totp *totp = arg;

	return totp_confirm(ctx, totp->secret, totp->code);
}

static struct text
code_at(struct house *house, struct text secret)
{
	char *raw = NULL;
	size_t size = 0;
	char code[16];

	assert_int_equal(oath_base32_decode(secret.p, secret.n, &raw, &size), OATH_OK);
	assert_int_equal(oath_totp_generate(
					 raw, size, (time_t)(house->now.ms / 1000), 30, 0, 6, code),
			OATH_OK);
	free(raw);
	return text_copy(house->arena, text_of(code));
}

static void
a_code_works_once(struct fixture *f)
{
	struct house house;
	struct login login = {.login = "bientap", .password = HOUSE_PASSWORD};
	struct totp totp;
	struct actor actor;

	house_begin(&house, f);
	actor = house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	totp = (struct totp){totp_secret_new(house.arena), TEXT("000000")};
	assert_int_equal(house_do(&house, &actor, confirm_totp, &totp), ERR_INVALID);
	totp.code = code_at(&house, totp.secret);
	assert_ok(house_do(&house, &actor, confirm_totp, &totp));

	assert_ok(log_in(&house, &login));
	assert_int_equal(login.secrets.session, 0); /* no code */
	login.code = totp.code;
	assert_ok(log_in(&house, &login));
	assert_int_equal(login.secrets.session, 0); /* used when it was confirmed */
	later(&house, 30 * SECOND_MS);
	login.code = code_at(&house, totp.secret);
	assert_ok(log_in(&house, &login));
	assert_true(login.secrets.session > 0);
	assert_ok(actor_of(&house, &login.secrets, &actor));
	assert_true(actor.has_totp);
	assert_ok(log_in(&house, &login));
	assert_int_equal(login.secrets.session, 0);
}

static enum err
drop_totp(struct ctx *ctx, void *arg)
{
	(void)arg;
	return totp_remove(ctx);
}

static void
a_role_that_requires_a_second_factor_keeps_it(struct fixture *f)
{
	struct house house;
	struct actor actor;
	struct totp totp;
	struct ctx ctx;
	const char *path = NULL;

	house_begin(&house, f);
	house.rules.totp_required[ROLE_PUBLISHER] = true;
	actor = house_account(&house, "xuatban", house.portal, ROLE_BIT(ROLE_PUBLISHER));
	actor.session = 1;
	ctx = house_ctx(&house, &actor);
	assert_true(session_is_held_back(&ctx, &path));
	assert_string_equal(path, "/desk/me/totp");
	totp.secret = totp_secret_new(house.arena);
	totp.code = code_at(&house, totp.secret);
	assert_ok(house_do(&house, &actor, confirm_totp, &totp));
	actor.has_totp = true;
	assert_false(session_is_held_back(&ctx, &path));
	assert_int_equal(house_do(&house, &actor, drop_totp, NULL), ERR_FORBIDDEN);
	house.rules.totp_required[ROLE_PUBLISHER] = false;
	assert_ok(house_do(&house, &actor, drop_totp, NULL));
}

/* ---- how long, and who ends it ---- */

static enum err
touch(struct ctx *ctx, void *arg)
{
	(void)arg;
	return session_touch(ctx);
}

static void
a_session_ends_when_idle_or_old(struct fixture *f)
{
	struct house house;
	struct login login = {.login = "bientap", .password = HOUSE_PASSWORD};
	struct actor actor;
	struct instant begin;

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	assert_ok(log_in(&house, &login));
	begin = house.now;
	later(&house, SESSION_IDLE_MS);
	assert_int_equal(actor_of(&house, &login.secrets, &actor), ERR_LOGIN);
	house.now = begin;
	for (int i = 0; i < 23; i++) {
		later(&house, 30 * MINUTE_MS);
		assert_ok(actor_of(&house, &login.secrets, &actor));
		assert_true(session_is_touchable(&actor, house.now));
		assert_ok(house_do(&house, &actor, touch, NULL));
	}
	later(&house, 30 * MINUTE_MS); /* twelve hours */
	assert_int_equal(actor_of(&house, &login.secrets, &actor), ERR_LOGIN);
}

static enum err
close_session(struct ctx *ctx, void *arg)
{
	(void)arg;
	return session_close(ctx);
}

static enum err
revoke_session(struct ctx *ctx, void *arg)
{
	return session_revoke(ctx, *(int64_t *)arg);
}

static enum err
revoke_others(struct ctx *ctx, void *arg)
{
	(void)arg;
	return session_revoke_others(ctx);
}

static void
sessions_are_listed_and_ended_by_their_owner_only(struct fixture *f)
{
	struct house house;
	struct login one = {.login = "bientap", .password = HOUSE_PASSWORD}, two = one, three = one;
	struct login other = {.login = "xuatban", .password = HOUSE_PASSWORD};
	struct session_row *rows;
	struct actor actor, stranger;
	struct ctx ctx;
	size_t count;

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	house_account(&house, "xuatban", house.portal, ROLE_BIT(ROLE_PUBLISHER));
	assert_ok(log_in(&house, &one));
	assert_ok(log_in(&house, &two));
	assert_ok(log_in(&house, &three));
	assert_ok(log_in(&house, &other));
	assert_ok(actor_of(&house, &other.secrets, &stranger));
	assert_int_equal(house_do(&house, &stranger, revoke_session, &one.secrets.session),
			ERR_NOT_FOUND);
	assert_ok(actor_of(&house, &one.secrets, &actor));
	assert_ok(house_do(&house, &actor, revoke_session, &two.secrets.session));
	ctx = house_ctx(&house, &actor);
	assert_ok(session_list(&ctx, 10, &rows, &count));
	assert_int_equal(count, 2);
	assert_true(rows[1].current);
	assert_ok(house_do(&house, &actor, revoke_others, NULL));
	assert_int_equal(actor_of(&house, &three.secrets, &stranger), ERR_LOGIN);
	assert_ok(house_do(&house, &actor, close_session, NULL));
	assert_int_equal(actor_of(&house, &one.secrets, &stranger), ERR_LOGIN);
}

static void
a_login_ends_the_session_that_the_browser_had(struct fixture *f)
{
	struct house house;
	struct login first = {.login = "bientap", .password = HOUSE_PASSWORD}, second = first;
	struct actor actor;

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	assert_ok(log_in(&house, &first));
	second.old_secret = first.secrets.secret;
	assert_ok(log_in(&house, &second));
	assert_false(text_equals(first.secrets.secret, second.secrets.secret));
	assert_int_equal(actor_of(&house, &first.secrets, &actor), ERR_LOGIN);
	assert_ok(actor_of(&house, &second.secrets, &actor));
}

struct change {
	struct proof proof;
	struct session_secrets secrets;
};

static enum err
change_password(struct ctx *ctx, void *arg)
{
	struct change *change = arg;

	TRY(password_change(ctx, &change->proof));
	return session_renew(ctx, TEXT("Trình duyệt thử"), &change->secrets);
}

static void
a_new_password_ends_all_sessions_and_gives_a_new_one(struct fixture *f)
{
	struct house house;
	struct login one = {.login = "bientap", .password = HOUSE_PASSWORD}, two = one;
	struct origin origin = {.peer = TEXT("192.0.2.1")};
	struct change change = {0};
	struct actor actor;
	struct ctx ctx;

	house_begin(&house, f);
	house_account(&house, "bientap", house.portal, ROLE_BIT(ROLE_EDITOR));
	assert_ok(log_in(&house, &one));
	assert_ok(log_in(&house, &two));
	assert_ok(actor_of(&house, &one.secrets, &actor));
	ctx = house_ctx(&house, &actor);
	assert_ok(proof_prepare(&ctx, actor.login, TEXT(HOUSE_PASSWORD),
			TEXT("câu khác hẳn câu kia 7"), &origin, &change.proof));
	assert_ok(house_do(&house, &actor, change_password, &change));
	assert_int_equal(actor_of(&house, &one.secrets, &actor), ERR_LOGIN);
	assert_int_equal(actor_of(&house, &two.secrets, &actor), ERR_LOGIN);
	assert_ok(actor_of(&house, &change.secrets, &actor));
	assert_ok(log_in(&house, &one));
	assert_int_equal(one.secrets.session, 0);
	one.password = "câu khác hẳn câu kia 7";
	assert_ok(log_in(&house, &one));
	assert_true(one.secrets.session > 0);
}

static void
bad_passwords_are_told_why(struct fixture *f)
{
	static const struct {
		const char *password;
		const char *words; /* empty: it is good */
	} rows[] = {
			{"ngắn quá", "12 ký tự"},
			{"aaaaaaaaaaaaaaaa", "dễ đoán"},
			{"Mật Khẩu 12345", "dễ đoán"},
			{"canbo.cshs là tôi", "tên đăng nhập"},
			{"Nguyễn Văn Mẫu", "tên đăng nhập"},
			{"bốn con voi đi dạo", ""},
			{"x7#kq2-mnp0!z", ""},
	};
	struct house house;

	house_begin(&house, f);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ctx ctx = house_ctx(&house, NULL);
		bool good;

		house.form = (struct form){.arena = house.arena};
		good = password_is_good(&ctx, "fresh", text_of(rows[i].password),
				TEXT("canbo.cshs"), TEXT("Nguyễn Văn Mẫu"));
		assert_int_equal(good, rows[i].words[0] == '\0');
		if (!good)
			assert_true(text_find(house.form.complaints[0].message,
						    text_of(rows[i].words)) >= 0);
	}
}

int
main(void)
{
	static const struct store_test tests[] = {
			STORE_TEST(a_login_gives_a_session_that_knows_its_actor),
			STORE_TEST(a_wrong_guess_is_audited_and_opens_nothing),
			STORE_TEST(five_wrong_guesses_close_the_account_for_that_address_only),
			STORE_TEST(a_browser_that_logged_in_before_is_not_shut_out_by_guessers),
			STORE_TEST(a_thousand_parallel_guesses_get_five_answers),
			SQLITE_TEST(an_unknown_account_takes_as_long_as_a_known_one),
			STORE_TEST(a_code_works_once),
			STORE_TEST(a_role_that_requires_a_second_factor_keeps_it),
			STORE_TEST(a_session_ends_when_idle_or_old),
			STORE_TEST(sessions_are_listed_and_ended_by_their_owner_only),
			STORE_TEST(a_login_ends_the_session_that_the_browser_had),
			STORE_TEST(a_new_password_ends_all_sessions_and_gives_a_new_one),
			SQLITE_TEST(bad_passwords_are_told_why),
	};

	return house_run("session", tests, COUNT_OF(tests));
}
