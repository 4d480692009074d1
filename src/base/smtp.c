#include "base/smtp.h"

#include "base/buf.h"
#include "base/log.h"
#include "base/time.h"

#include <curl/curl.h>
#include <stdlib.h>

#define SAID_MAX 300
#define REASON_LETTERS 300

struct smtp {
	CURL *curl; /* keeps its connection from one message to the next */
	struct smtp_settings settings;
	struct arena arena;  /* of the settings as C strings */
	char said[SAID_MAX]; /* the server's last refusal of a message */
};

struct reading {
	struct text rest;
};

static size_t
read_more(char *out, size_t size, size_t count, void *data)
{
	struct reading *reading = data;
	size_t n = size * count < reading->rest.n ? size * count : reading->rest.n;

	memcpy(out, reading->rest.p, n);
	reading->rest = text_slice(reading->rest, n, reading->rest.n);
	return n;
}

/* Sees the whole dialogue; keeps what the server refused with. */
static int
hear(CURL *curl, curl_infotype type, char *line, size_t size, void *data)
{
	struct smtp *smtp = data;
	struct text said = text_trim((struct text){line, size});

	(void)curl;
	if (type == CURLINFO_HEADER_IN && said.n && (said.p[0] == '4' || said.p[0] == '5'))
		snprintf(smtp->said, sizeof(smtp->said), "%.*s", TEXT_ARGS(said));
	return 0;
}

static void
option_text(struct smtp *smtp, CURLoption option, struct text value)
{
	if (value.n)
		curl_easy_setopt(smtp->curl, option, text_c(&smtp->arena, value));
}

struct smtp *
smtp_open(const struct smtp_settings *settings)
{
	struct smtp *smtp = calloc(1, sizeof(*smtp));

	if (!smtp || !(smtp->curl = curl_easy_init()))
		abort();
	smtp->settings = *settings;
	option_text(smtp, CURLOPT_URL, settings->url);
	option_text(smtp, CURLOPT_USERNAME, settings->user);
	option_text(smtp, CURLOPT_PASSWORD, settings->password);
	option_text(smtp, CURLOPT_CAINFO, settings->ca_file);
	curl_easy_setopt(smtp->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(smtp->curl, CURLOPT_PROXY, "");
	curl_easy_setopt(smtp->curl, CURLOPT_USE_SSL,
			settings->plain ? CURLUSESSL_NONE : CURLUSESSL_ALL);
	curl_easy_setopt(smtp->curl, CURLOPT_TIMEOUT_MS, (long)settings->timeout_ms);
	curl_easy_setopt(smtp->curl, CURLOPT_CONNECTTIMEOUT_MS, (long)settings->timeout_ms);
	/* Also bounds the farewell to a server that hangs. */
	curl_easy_setopt(smtp->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT,
			(long)((settings->timeout_ms + SECOND_MS - 1) / SECOND_MS));
	curl_easy_setopt(smtp->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(smtp->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(smtp->curl, CURLOPT_READFUNCTION, read_more);
	curl_easy_setopt(smtp->curl, CURLOPT_DEBUGFUNCTION, hear);
	curl_easy_setopt(smtp->curl, CURLOPT_DEBUGDATA, smtp);
	curl_easy_setopt(smtp->curl, CURLOPT_VERBOSE, 1L);
	return smtp;
}

void
smtp_close(struct smtp *smtp)
{
	if (!smtp)
		return;
	curl_easy_cleanup(smtp->curl);
	arena_free(&smtp->arena);
	free(smtp);
}

/*
 * What is wrong with one message is told at RCPT, at DATA or when all of it was read; what
 * fails before that concerns every message.
 */
static enum smtp_end
end_of(CURLcode code, long answer, const char *words, bool all_read)
{
	struct text told = text_of(words);
	bool of_message = text_find(told, TEXT("RCPT failed")) >= 0 ||
			  text_find(told, TEXT("DATA failed")) >= 0 ||
			  (all_read && code == CURLE_WEIRD_SERVER_REPLY);

	if (code == CURLE_OK)
		return SMTP_SENT;
	if (!of_message || answer < 400 || answer == 421)
		return SMTP_SERVER;
	return answer >= 500 ? SMTP_NEVER : SMTP_LATER;
}

/* A server may name the recipient, in whatever letters. */
static struct text
without_addresses(struct arena *arena, struct text said)
{
	struct buf out = BUF(arena);
	struct text word;

	if (text_take(arena, said, &said) != OK)
		return TEXT("máy chủ thư trả lời không đọc được");
	for (const char *between = ""; text_split(&said, ' ', &word); between = " ") {
		buf_add_c(&out, between);
		if (memchr(word.p, '@', word.n))
			buf_add_c(&out, "‹địa chỉ›");
		else
			buf_add(&out, word);
	}
	return text_shorten(arena, buf_text(&out), REASON_LETTERS);
}

/*
 * In an operator's words, with what the server said. What curl says of it, in English, helps
 * whoever looks for the cause: it goes to the log.
 */
static struct text
reason_of(struct arena *arena, CURLcode code, const char *said, const char *words)
{
	static const struct {
		CURLcode code;
		const char *words;
	} known[] = {
			{CURLE_COULDNT_RESOLVE_HOST, "không tìm thấy máy chủ thư"},
			{CURLE_COULDNT_CONNECT, "không nối được máy chủ thư"},
			{CURLE_OPERATION_TIMEDOUT, "máy chủ thư không trả lời kịp"},
			{CURLE_LOGIN_DENIED, "máy chủ thư từ chối đăng nhập"},
			{CURLE_USE_SSL_FAILED, "máy chủ thư không nhận STARTTLS"},
			{CURLE_PEER_FAILED_VERIFICATION,
					"chứng thư của máy chủ thư không tin được"},
	};
	const char *what = *said ? "máy chủ thư từ chối" : "máy chủ thư ngắt kết nối";
	struct text more = text_of(*words ? words : curl_easy_strerror(code));

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (known[i].code == code)
			what = known[i].words;
	more = without_addresses(arena, more);
	log_warn("smtp: %.*s", TEXT_ARGS(more));
	return without_addresses(
			arena, text_format(arena, "%s%s%s", what, *said ? ": " : "", said));
}

enum smtp_end
smtp_send(struct smtp *smtp, struct arena *arena, struct text from, struct text to,
		struct text message, struct text *reason)
{
	struct reading reading = {message};
	char words[CURL_ERROR_SIZE] = "";
	struct curl_slist *recipients = curl_slist_append(NULL, text_c(arena, to));
	long answer = 0;
	enum smtp_end end;
	CURLcode code;

	if (!recipients)
		abort();
	curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, text_c(arena, from));
	curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, recipients);
	curl_easy_setopt(smtp->curl, CURLOPT_READDATA, &reading);
	curl_easy_setopt(smtp->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)message.n);
	curl_easy_setopt(smtp->curl, CURLOPT_ERRORBUFFER, words);
	smtp->said[0] = 0;
	code = curl_easy_perform(smtp->curl);
	curl_easy_getinfo(smtp->curl, CURLINFO_RESPONSE_CODE, &answer);
	curl_easy_setopt(smtp->curl, CURLOPT_ERRORBUFFER, NULL);
	curl_slist_free_all(recipients);
	end = end_of(code, answer, words, !reading.rest.n);
	if (end != SMTP_SENT)
		*reason = reason_of(arena, code, smtp->said, words);
	return end;
}
