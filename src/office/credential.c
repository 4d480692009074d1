#include "office/credential.h"

#include "base/buf.h"
#include "base/crypt.h"
#include "gen/office/credential.sql.h"
#include "office/audit.h"
#include "office/session.h"
#include "office/throttle.h"

#define BUCKETS_MAX 3
#define TOTP_SECRET_MIN 32 /* base32 letters of 160 bits */
#define TOTP_SECRET_MAX 64
#define DIFFERENT_BYTES_MIN 5

/* The buckets that one guess is counted in; the first is the person's own. */
struct guess {
	struct throttle buckets[BUCKETS_MAX];
	size_t count;
};

struct text
login_take(struct arena *arena, struct text login)
{
	struct text trimmed = text_trim(login);
	char *p = arena_copy(arena, trimmed.p, trimmed.n);

	for (size_t i = 0; i < trimmed.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
	return (struct text){.p = p, .n = trimmed.n};
}

enum err
credential_hash(struct arena *arena, struct text password, struct text *out)
{
	struct text taken;

	TRY(text_take(arena, password, &taken));
	*out = password_hash(arena, taken);
	return OK;
}

static enum err
device_is_known(struct ctx *ctx, int64_t account, struct text device, bool *known)
{
	struct query q;

	*known = false;
	if (!account || !device.n)
		return OK;
	query_begin(&q, ctx->store, &SQL_credential_device);
	bind_int(&q, account);
	bind_text(&q, hash_hex(ctx->arena, hash_of(device)));
	*known = query_next(&q);
	return query_end(&q);
}

static enum err
guess_of(struct ctx *ctx, const struct proof *proof, const struct origin *origin,
		struct guess *guess)
{
	struct text peer = throttle_peer(ctx->arena, origin->peer);
	struct arena *arena = ctx->arena;
	bool known;

	TRY(device_is_known(ctx, proof->account, origin->device, &known));
	if (known) {
		guess->buckets[0].key =
				text_format(arena, "device:%lld:%s", (long long)proof->account,
						hash_hex(arena, hash_of(origin->device)).p);
		guess->buckets[0].limit = GUESSES_MAX;
		guess->count = 1;
		return OK;
	}
	*guess = (struct guess){
			.buckets =
					{
							{text_format(arena, "here:%.*s@%s",
									 TEXT_ARGS(proof->login),
									 peer.p),
									GUESSES_MAX},
							{text_format(arena, "login:%.*s",
									 TEXT_ARGS(proof->login)),
									GUESSES_ACCOUNT_MAX},
							{text_format(arena, "peer:%s", peer.p),
									GUESSES_PEER_MAX},
					},
			.count = 3,
	};
	return OK;
}

enum err
proof_prepare(struct ctx *ctx, struct text login, struct text password, struct text fresh,
		const struct origin *origin, struct proof *out)
{
	struct proof proof = {.login = login_take(ctx->arena, login)};
	struct guess guess;
	struct instant opens;
	struct text taken;
	struct query q;
	bool full;

	TRY(text_take(ctx->arena, password, &taken));
	query_begin(&q, ctx->store, &SQL_credential_by_login);
	bind_text(&q, proof.login);
	if (query_next(&q)) {
		proof.account = column_int(&q, 0);
		proof.stored = column_text(&q, 2, ctx->arena);
	}
	TRY(query_end(&q));
	TRY(guess_of(ctx, &proof, origin, &guess));
	TRY(throttle_is_full(ctx, guess.buckets, guess.count, &full, &opens));
	if (!full) {
		proof.fits = password_fits(proof.stored, taken);
		if (fresh.n && proof.fits)
			TRY(credential_hash(ctx->arena, fresh, &proof.fresh));
	}
	*out = proof;
	return OK;
}

/* Digits of a code as people type it: "123 456". */
static struct text
code_take(struct arena *arena, struct text code)
{
	struct buf digits = BUF(arena);

	for (size_t i = 0; i < code.n; i++)
		if (code.p[i] != ' ')
			buf_add_char(&digits, code.p[i]);
	return buf_text(&digits);
}

/* Uses a code up. `good` is false for a wrong one and for one that was used before. */
static enum err
code_use(struct ctx *ctx, int64_t account, struct text secret, struct text code, bool *good)
{
	int64_t step;
	struct query q;

	*good = false;
	if (!totp_fits(secret, code_take(ctx->arena, code), ctx->now, &step))
		return OK;
	query_begin(&q, ctx->store, &SQL_credential_step);
	bind_int(&q, account);
	bind_int(&q, step);
	TRY(query_run(&q));
	*good = query_changes(&q) == 1;
	return OK;
}

/* The password may have been changed, or the account shut, since it was hashed. */
static enum err
proof_check(struct ctx *ctx, const struct proof *proof, struct text code, bool *good)
{
	struct text totp = NO_TEXT;
	struct query q;

	*good = false;
	if (!proof->fits)
		return OK;
	query_begin(&q, ctx->store, &SQL_credential_load);
	bind_int(&q, proof->account);
	if (query_next(&q)) {
		*good = text_equals(column_text(&q, 0, ctx->arena), proof->stored) &&
			column_int(&q, 2);
		totp = column_text(&q, 1, ctx->arena);
	}
	TRY(query_end(&q));
	if (*good && totp.n)
		return code_use(ctx, proof->account, totp, code, good);
	return OK;
}

enum err
credential_check(struct ctx *ctx, const struct proof *proof, struct text code,
		const struct origin *origin, bool *good)
{
	struct guess guess;
	struct instant opens;
	bool full;

	TRY(throttle_lock(ctx));
	TRY(guess_of(ctx, proof, origin, &guess));
	TRY(throttle_is_full(ctx, guess.buckets, guess.count, &full, &opens));
	if (full)
		return ctx_refuse(ctx, ERR_THROTTLED,
				"Đã có quá nhiều lần thử sai. Xin thử lại sau %lld phút.",
				(long long)((opens.ms - ctx->now.ms + MINUTE_MS - 1) / MINUTE_MS));
	TRY(proof_check(ctx, proof, code, good));
	if (!*good)
		return throttle_count(ctx, guess.buckets, guess.count);
	return throttle_clear(ctx, guess.buckets[0].key);
}

/* ---- what a good password is ---- */

/* What guessers try first, of those that are long enough; folded, without blanks. */
static const char *const COMMON[] = {
		"123456789012",
		"1234567890123",
		"12345678901234",
		"1234567890ab",
		"012345678910",
		"123456123456",
		"123123123123",
		"987654321012",
		"qwertyuiop12",
		"qwertyuiop123",
		"qwertyuiopas",
		"qwertyuiopasdf",
		"1q2w3e4r5t6y",
		"1qaz2wsx3edc",
		"zaq12wsxcde3",
		"password1234",
		"password12345",
		"passwordpassword",
		"p@ssw0rd1234",
		"p@ssword1234",
		"admin1234567",
		"admin12345678",
		"administrator",
		"administrator1",
		"adminadmin123",
		"letmein12345",
		"iloveyou1234",
		"welcome12345",
		"changeme1234",
		"abcdefghijkl",
		"abcdefghijklm",
		"abc123456789",
		"abcd12345678",
		"matkhau12345",
		"matkhau123456",
		"matkhaumatkhau",
		"matkhaucuatoi",
		"vietnam12345",
		"vietnamvodich",
		"hanoivietnam",
		"hochiminh123",
		"congan123456",
		"congan1234567",
		"boconganvietnam",
		"congtin12345",
		"congtin123456",
		"congthongtin",
		"congthongtindientu",
		"xinchao12345",
		"toiyeuvietnam",
		"emyeuanh1234",
		"anhyeuem1234",
		"khongcomatkhau",
};

static struct text
without_blanks(struct arena *arena, struct text text)
{
	struct buf out = BUF(arena);

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != ' ')
			buf_add_char(&out, text.p[i]);
	return buf_text(&out);
}

static size_t
different_bytes(struct text text)
{
	bool seen[256] = {false};
	size_t count = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool *byte = &seen[(unsigned char)text.p[i]];

		count += !*byte;
		*byte = true;
	}
	return count;
}

static bool
is_common(struct text plain)
{
	for (size_t i = 0; i < COUNT_OF(COMMON); i++)
		if (text_equals(plain, text_of(COMMON[i])))
			return true;
	return false;
}

bool
password_is_good(struct ctx *ctx, const char *field, struct text password, struct text login,
		struct text name)
{
	struct text taken = NO_TEXT, plain,
		    own = without_blanks(ctx->arena, text_fold(ctx->arena, name));
	const char *fault = NULL;

	if (text_take(ctx->arena, password, &taken) != OK)
		fault = "Mật khẩu có ký tự không hợp lệ.";
	plain = without_blanks(ctx->arena, text_fold(ctx->arena, taken));
	if (fault)
		;
	else if (text_length(taken) < PASSWORD_MIN)
		fault = "Mật khẩu cần ít nhất 12 ký tự. Một câu ngắn dễ nhớ là lựa chọn tốt.";
	else if (text_length(taken) > PASSWORD_MAX)
		fault = "Mật khẩu dài không quá 200 ký tự.";
	else if ((login.n >= 4 && text_find(plain, login) >= 0) || text_equals(plain, own))
		fault = "Mật khẩu không được chứa tên đăng nhập hoặc là họ tên.";
	else if (different_bytes(taken) < DIFFERENT_BYTES_MIN || is_common(plain))
		fault = "Mật khẩu này quá dễ đoán. Xin chọn mật khẩu khác.";
	if (!fault)
		return true;
	(void)form_complain(ctx->form, field, "%s", fault);
	return false;
}

/* ---- the actor's own ---- */

enum err
password_change(struct ctx *ctx, const struct proof *proof)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	if (proof->account != actor_person(ctx->actor) || !proof->fresh.n)
		return ctx_refuse(ctx, ERR_FORBIDDEN, "Chỉ đổi được mật khẩu của chính mình.");
	query_begin(&q, ctx->store, &SQL_credential_set_password);
	bind_int(&q, proof->account);
	bind_text(&q, proof->fresh);
	TRY(query_run_one(&q));
	TRY(session_end_all(ctx, proof->account, ctx->actor->session));
	audit_note(ctx, "account.password", proof->account, "đổi mật khẩu");
	return OK;
}

static bool
is_totp_secret(struct text secret)
{
	if (secret.n < TOTP_SECRET_MIN || secret.n > TOTP_SECRET_MAX)
		return false;
	for (size_t i = 0; i < secret.n; i++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", secret.p[i]))
			return false;
	return true;
}

enum err
totp_confirm(struct ctx *ctx, struct text secret, struct text code)
{
	int64_t step;
	struct query q;

	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	if (ctx->actor->has_totp)
		return ctx_refuse(ctx, ERR_CONFLICT,
				"Xác thực hai bước đã bật. Hãy tắt trước khi gắn thiết bị khác.");
	if (!is_totp_secret(secret))
		return form_complain(ctx->form, "secret",
				"Khóa bí mật không hợp lệ. Hãy tải lại trang.");
	if (!totp_fits(secret, code_take(ctx->arena, code), ctx->now, &step))
		return form_complain(ctx->form, "code",
				"Mã không khớp. Hãy kiểm tra giờ của thiết bị và nhập mã mới "
				"nhất.");
	query_begin(&q, ctx->store, &SQL_credential_set_totp);
	bind_int(&q, actor_person(ctx->actor));
	bind_text(&q, secret);
	bind_int(&q, step);
	TRY(query_run_one(&q));
	audit_note(ctx, "account.totp_on", actor_person(ctx->actor), "bật xác thực hai bước");
	return OK;
}

enum err
totp_remove(struct ctx *ctx)
{
	struct query q;

	TRY(ctx_may(ctx, MAY_SESSION_OWN));
	if (totp_is_required(ctx))
		return ctx_refuse(ctx, ERR_FORBIDDEN,
				"Vai trò của đồng chí bắt buộc dùng xác thực hai bước.");
	query_begin(&q, ctx->store, &SQL_credential_drop_totp);
	bind_int(&q, actor_person(ctx->actor));
	TRY(query_run(&q));
	if (!query_changes(&q))
		return ctx_refuse(ctx, ERR_CONFLICT, "Xác thực hai bước chưa bật.");
	audit_note(ctx, "account.totp_off", actor_person(ctx->actor), "tắt xác thực hai bước");
	return OK;
}

struct text
totp_uri(struct arena *arena, struct text site, struct text login, struct text secret)
{
	struct buf uri = BUF(arena);

	buf_add_c(&uri, "otpauth://totp/");
	buf_add_url(&uri, site);
	buf_add_c(&uri, ":");
	buf_add_url(&uri, login);
	buf_add_c(&uri, "?secret=");
	buf_add_url(&uri, secret);
	buf_add_c(&uri, "&issuer=");
	buf_add_url(&uri, site);
	return buf_text(&uri);
}

bool
totp_is_required(const struct ctx *ctx)
{
	for (unsigned role = 0; role < ROLE_COUNT; role++)
		if ((ctx->actor->roles & ROLE_BIT(role)) && ctx->rules->totp_required[role])
			return true;
	return false;
}
