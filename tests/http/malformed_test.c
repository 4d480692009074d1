/* malformed_test.c - raw bytes that are no HTTP, and the server is well after each of them. */
#include "http_test.h"

#define HOST "Host: localhost\r\n"
#define GET(rest) "GET / HTTP/1.1\r\n" rest
#define BYTES(literal) literal, sizeof(literal) - 1

/* Status 0: the connection is closed without an answer. */
struct vector {
	const char *reason;
	const char *bytes;
	size_t n;
	int status;
	bool closes;
};

static const struct vector vectors[] = {
		/* framing of the body */
		{"Content-Length twice, equal",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=b"),
				400, true},
		{"Content-Length twice, different",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: 3\r\nContent-Length: 30\r\n\r\na=b"),
				400, true},
		{"Content-Length as a list",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: 3, 3\r\n\r\na=b"),
				400, true},
		{"Content-Length with a plus",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: +3\r\n\r\na=b"),
				400, true},
		{"Content-Length negative",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: -3\r\n\r\na=b"),
				400, true},
		{"Content-Length in hexadecimal",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: 0x3\r\n\r\na=b"),
				400, true},
		{"Content-Length empty",
				BYTES("POST /echo HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\na=b"),
				400, true},
		{"Content-Length no number",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: abc\r\n\r\na=b"),
				400, true},
		{"Content-Length beyond 64 bits",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: 99999999999999999999\r\n\r\na=b"),
				413, true},
		{"Content-Length and Transfer-Encoding",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: 3\r\nTransfer-Encoding: "
				      "chunked\r\n\r\n0\r\n\r\n"),
				400, true},
		{"Transfer-Encoding and Content-Length",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Transfer-Encoding: chunked\r\nContent-Length: "
				      "3\r\n\r\n0\r\n\r\n"),
				400, true},
		{"Transfer-Encoding identity",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Transfer-Encoding: identity\r\n\r\n"),
				400, true},
		{"Transfer-Encoding gzip, chunked",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
				400, true},
		{"Transfer-Encoding chunked, identity",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
				400, true},
		{"Transfer-Encoding twice",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Transfer-Encoding: chunked\r\nTransfer-Encoding: "
				      "chunked\r\n\r\n0\r\n\r\n"),
				400, true},
		{"Transfer-Encoding xchunked",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
				400, true},
		{"Transfer-Encoding quoted",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
				400, true},
		{"Transfer-Encoding with a vertical tab",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n"),
				400, true},
		{"Transfer-Encoding in HTTP/1.0",
				BYTES("POST /echo HTTP/1.0\r\n" HOST
				      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
				400, true},
		{"chunk size no number",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: application/json\r\nTransfer-Encoding: "
				      "chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
				400, true},
		{"chunk size with 0x",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: application/json\r\nTransfer-Encoding: "
				      "chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n"),
				400, true},
		{"chunk size negative",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: application/json\r\nTransfer-Encoding: "
				      "chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n"),
				400, true},
		{"chunk longer than it says",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: application/json\r\nTransfer-Encoding: "
				      "chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n"),
				400, true},
		{"chunk size beyond 64 bits",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: application/json\r\nTransfer-Encoding: "
				      "chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
				413, true},
		{"GET with a body", BYTES(GET(HOST "Content-Length: 3\r\n\r\nabc")), 400, true},
		{"Content-Encoding of a request",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\na=b"),
				415, true},
		{"Expect of something else",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Expect: wonders\r\nContent-Length: 3\r\n\r\na=b"),
				417, true},
		/* Host */
		{"no Host", BYTES("GET / HTTP/1.1\r\n\r\n"), 400, true},
		{"Host twice, equal", BYTES(GET(HOST HOST "\r\n")), 400, true},
		{"Host twice, different", BYTES(GET(HOST "Host: evil.example\r\n\r\n")), 400, true},
		{"Host empty", BYTES(GET("Host:\r\n\r\n")), 400, true},
		{"Host with a path", BYTES(GET("Host: localhost/evil\r\n\r\n")), 400, true},
		{"Host with a user", BYTES(GET("Host: evil@localhost\r\n\r\n")), 400, true},
		{"Host with a blank", BYTES(GET("Host: local host\r\n\r\n")), 400, true},
		{"Host as a list", BYTES(GET("Host: localhost, evil.example\r\n\r\n")), 400, true},
		/* fields */
		{"blank before the colon", BYTES(GET("Host : localhost\r\n\r\n")), 400, true},
		{"tab before the colon", BYTES(GET(HOST "X\t: y\r\n\r\n")), 400, true},
		{"blank before the first field",
				BYTES("GET / HTTP/1.1\r\n Host: localhost\r\n\r\n"), 400, true},
		{"folded field", BYTES(GET(HOST "X: a\r\n b\r\n\r\n")), 400, true},
		{"folded field with a tab", BYTES(GET(HOST "X: a\r\n\tb\r\n\r\n")), 400, true},
		{"folded Host", BYTES("GET / HTTP/1.1\r\nHost:\r\n localhost\r\n\r\n"), 400, true},
		{"field without a colon", BYTES(GET(HOST "nonsense\r\n\r\n")), 400, true},
		{"field without a name", BYTES(GET(HOST ": x\r\n\r\n")), 400, true},
		{"field name with a slash", BYTES(GET(HOST "a/b: x\r\n\r\n")), 400, true},
		{"field name not ASCII", BYTES(GET(HOST "T\xc3\xaan: x\r\n\r\n")), 400, true},
		{"NUL in a field's value", BYTES(GET(HOST "X: a\0b\r\n\r\n")), 400, true},
		{"NUL at a value's end", BYTES(GET(HOST "X: a\0\r\n\r\n")), 400, true},
		{"NUL at a value's beginning", BYTES(GET(HOST "X:\0a\r\n\r\n")), 400, true},
		{"NUL in a field's name", BYTES(GET(HOST "X\0Y: a\r\n\r\n")), 400, true},
		{"NUL as a line", BYTES(GET(HOST "\0\r\n\r\n")), 400, true},
		{"NUL before a field that hides", BYTES(GET(HOST "\0X: y\r\nZ: a\r\n\r\n")), 400,
				true},
		{"NUL and LF before a field that hides",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "X: a\n\0Content-Length: 5\r\n\r\n"),
				400, true},
		{"bare CR in a value", BYTES(GET(HOST "X: a\rb\r\n\r\n")), 400, true},
		{"bare CR that hides a field", BYTES(GET(HOST "X: a\rContent-Length: 5\r\n\r\n")),
				400, true},
		{"CR CR LF", BYTES(GET(HOST "X: a\r\r\n\r\n")), 400, true},
		{"bare LF after a field", BYTES(GET(HOST "X: a\nY: b\r\n\r\n")), 400, true},
		{"bare LF after the request line", BYTES("GET / HTTP/1.1\n" HOST "\r\n"), 400,
				true},
		{"bare LF at the end of the head", BYTES(GET("Host: localhost\r\n\n")), 400, true},
		{"bare LFs all over", BYTES("GET / HTTP/1.1\nHost: localhost\n\n"), 400, true},
		{"control character in a value",
				BYTES(GET(HOST "X: a\x01"
					       "b\r\n\r\n")),
				400, true},
		{"DEL in a value",
				BYTES(GET(HOST "X: a\x7f"
					       "b\r\n\r\n")),
				400, true},
		{"Content-Type twice",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: application/json\r\nContent-Type: "
				      "text/plain\r\nContent-Length: 2\r\n\r\n{}"),
				400, true},
		/* the request line */
		{"two blanks before the target", BYTES("GET  / HTTP/1.1\r\n" HOST "\r\n"), 400,
				true},
		{"two blanks before the version", BYTES("GET /  HTTP/1.1\r\n" HOST "\r\n"), 400,
				true},
		{"blank behind the version", BYTES("GET / HTTP/1.1 \r\n" HOST "\r\n"), 400, true},
		{"blank in the target", BYTES("GET /a b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"tab in the target", BYTES("GET /a\tb HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"NUL in the target", BYTES("GET /a\0b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"bare CR in the target", BYTES("GET /a\rb HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"no slash", BYTES("GET index.html HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"fragment", BYTES("GET /a#b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"not ASCII", BYTES("GET /t\xc3\xaan HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"cut escape", BYTES("GET /a%4 HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"wrong escape", BYTES("GET /a%zz HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"escaped NUL", BYTES("GET /a%00b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"escaped control character", BYTES("GET /a%0d%0ab HTTP/1.1\r\n" HOST "\r\n"), 400,
				true},
		{"escaped slash", BYTES("GET /a%2fb HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"path not UTF-8", BYTES("GET /a%ff HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"overlong UTF-8", BYTES("GET /%c0%af HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"half a surrogate pair", BYTES("GET /%ed%a0%80 HTTP/1.1\r\n" HOST "\r\n"), 400,
				true},
		{"query not UTF-8", BYTES("GET /a?b=%ff HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"query with a wrong escape", BYTES("GET /a?b=%g0 HTTP/1.1\r\n" HOST "\r\n"), 400,
				true},
		{"dot dot", BYTES("GET /a/../b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"dot dot at the end", BYTES("GET /a/.. HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"escaped dot dot", BYTES("GET /a/%2e%2E/b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"dot", BYTES("GET /a/./b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"empty segment", BYTES("GET /a//b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"two slashes in front", BYTES("GET //evil.example HTTP/1.1\r\n" HOST "\r\n"), 400,
				true},
		{"backslash", BYTES("GET /a\\b HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"foreign host in the target",
				BYTES("GET http://evil.example/ HTTP/1.1\r\n" HOST "\r\n"), 400,
				true},
		{"no host in the target", BYTES("GET http:///a HTTP/1.1\r\n" HOST "\r\n"), 400,
				true},
		{"other scheme", BYTES("GET ftp://localhost/ HTTP/1.1\r\n" HOST "\r\n"), 400, true},
		{"HTTP/2.0", BYTES("GET / HTTP/2.0\r\n" HOST "\r\n"), 505, true},
		{"HTTP/1.2", BYTES("GET / HTTP/1.2\r\n" HOST "\r\n"), 505, true},
		{"HTTP/0.9", BYTES("GET / HTTP/0.9\r\n\r\n"), 505, true},
		{"lower-case version", BYTES("GET / http/1.1\r\n" HOST "\r\n"), 400, true},
		{"long version", BYTES("GET / HTTP/1.10\r\n" HOST "\r\n"), 400, true},
		{"no version", BYTES("GET /\r\n\r\n"), 400, true},
		{"no target", BYTES("GET \r\n\r\n"), 400, true},
		{"a word", BYTES("nonsense\r\n\r\n"), 0, true},
		{"TLS hello", BYTES("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"), 0,
				true},
		{"HTTP/2 preface", BYTES("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505, true},
		/* methods */
		{"PUT", BYTES("PUT / HTTP/1.1\r\n" HOST "\r\n"), 405, true},
		{"DELETE", BYTES("DELETE / HTTP/1.1\r\n" HOST "\r\n"), 405, true},
		{"PATCH", BYTES("PATCH / HTTP/1.1\r\n" HOST "\r\n"), 405, true},
		{"OPTIONS", BYTES("OPTIONS * HTTP/1.1\r\n" HOST "\r\n"), 405, true},
		{"TRACE", BYTES("TRACE / HTTP/1.1\r\n" HOST "\r\n"), 405, true},
		{"CONNECT", BYTES("CONNECT evil.example:443 HTTP/1.1\r\n" HOST "\r\n"), 405, true},
		{"unknown method", BYTES("BREW / HTTP/1.1\r\n" HOST "\r\n"), 501, true},
		{"lower-case method", BYTES("get / HTTP/1.1\r\n" HOST "\r\n"), 501, true},
		{"method with a control character", BYTES("G\x01T / HTTP/1.1\r\n" HOST "\r\n"), 400,
				true},
		/* bodies */
		{"no form type",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Length: 3\r\n\r\na=b"),
				415, true},
		{"another type",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\na=b"),
				415, true},
		{"multipart without boundary",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: multipart/form-data\r\nContent-Length: "
				      "3\r\n\r\na=b"),
				415, true},
		{"form not UTF-8",
				BYTES("POST /echo HTTP/1.1\r\n" HOST "Content-Type: "
				      "application/x-www-form-urlencoded\r\nContent-Length: "
				      "5\r\n\r\na=%ff"),
				400, false},
		{"JSON cut",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: application/json\r\nContent-Length: "
				      "2\r\n\r\n{\""),
				400, false},
		{"multipart cut",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: multipart/form-data; "
				      "boundary=x\r\nContent-Length: 5\r\n\r\n--x\r\n"),
				400, false},
		{"body over the limit",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: application/json\r\nContent-Length: "
				      "70000\r\n\r\n{}"),
				413, true},
		{"body over the limit, announced",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Expect: 100-continue\r\nContent-Type: "
				      "application/json\r\nContent-Length: 70000\r\n\r\n"),
				413, true},
};

/* What looks odd but is HTTP. */
static const struct vector good[] = {
		{"plain", BYTES(GET(HOST "\r\n")), 200, false},
		{"HTTP/1.0 without Host", BYTES("GET / HTTP/1.0\r\n\r\n"), 200, true},
		{"HTTP/1.0 kept alive", BYTES("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
				200, false},
		{"empty lines in front", BYTES("\r\n\r\n" GET(HOST "\r\n")), 200, false},
		{"own host in the target", BYTES("GET http://LOCALHOST/a HTTP/1.1\r\n" HOST "\r\n"),
				200, false},
		{"own host without a path", BYTES("GET http://localhost HTTP/1.1\r\n" HOST "\r\n"),
				200, false},
		{"no blank behind the colon", BYTES("GET / HTTP/1.1\r\nHost:localhost\r\n\r\n"),
				200, false},
		{"blanks around a value", BYTES("GET / HTTP/1.1\r\nHost: \t localhost \t\r\n\r\n"),
				200, false},
		{"empty value", BYTES(GET(HOST "X:\r\n\r\n")), 200, false},
		{"UTF-8 in a value", BYTES(GET(HOST "X: ti\xe1\xba\xbfng Vi\xe1\xbb\x87t\r\n\r\n")),
				200, false},
		{"trailing slash", BYTES("GET /a/ HTTP/1.1\r\n" HOST "\r\n"), 200, false},
		{"dots within a name", BYTES("GET /a..b/.c HTTP/1.1\r\n" HOST "\r\n"), 200, false},
		{"escaped UTF-8",
				BYTES("GET /tin-t%E1%BB%A9c?q=%C4%91%C6%B0%E1%BB%9Dng+x "
				      "HTTP/1.1\r\n" HOST "\r\n"),
				200, false},
		{"POST without a body",
				BYTES("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"),
				200, false},
		{"chunked",
				BYTES("POST /echo HTTP/1.1\r\n" HOST
				      "Content-Type: application/json\r\nTransfer-Encoding: "
				      "Chunked\r\n\r\n5;x=y\r\n{\"a\":\r\n2\r\n1}\r\n0\r\nTrailer: "
				      "x\r\n\r\n"),
				200, false},
		{"closing asked for", BYTES(GET(HOST "Connection: close\r\n\r\n")), 200, true},
};

static void
check(struct house *house, const struct vector *vector)
{
	struct answer answer = ask_bytes(house, vector->bytes, vector->n);

	if (answer.status != vector->status || answer.closed != vector->closes)
		fail_msg("%s: wanted %d%s, got %d%s:\n%.1000s", vector->reason, vector->status,
				vector->closes ? " and the end" : "", answer.status,
				answer.closed ? " and the end" : "", answer.bytes);
	answer_free(&answer);
}

static void
http__malformed_requests_are_refused_and_the_server_is_well(void **state)
{
	struct house *house = *state;

	assert_true(COUNT_OF(vectors) >= 60);
	for (size_t i = 0; i < COUNT_OF(vectors); i++) {
		check(house, &vectors[i]);
		assert_answer(house, GET(HOST "Connection: close\r\n\r\n"), 200, "path=/ ");
	}
}

static void
http__odd_but_right_requests_are_answered(void **state)
{
	for (size_t i = 0; i < COUNT_OF(good); i++)
		check(*state, &good[i]);
}

/* Bytes that come one by one are read as those that come together. */
static void
http__a_head_in_single_bytes_is_judged_alike(void **state)
{
	static const struct {
		const char *bytes;
		int status;
	} rows[] = {{"GET /a?b=c HTTP/1.1\r\nHost: localhost\r\nX: y\r\n\r\n", 200},
			{"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n", 400},
			{"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\nY: b\r\n\r\n", 400}};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int fd = client_open(*state);
		struct answer answer;

		for (const char *p = rows[i].bytes; *p; p++) {
			client_send(fd, p, 1);
			pause_ms(1);
		}
		answer = client_read(fd, 1, false);
		assert_int_equal(answer.status, rows[i].status);
		answer_free(&answer);
		close(fd);
	}
}

/* A head of `fields` fields of `size` bytes each, or a target of `target` bytes. */
static int
ask_large(struct house *house, size_t target, size_t fields, size_t size)
{
	struct arena arena = {0};
	struct buf head = BUF(&arena);
	struct answer answer;
	int status;

	buf_add_c(&head, "GET /");
	for (size_t i = 1; i < target; i++)
		buf_add_char(&head, 'a');
	buf_add_c(&head, " HTTP/1.1\r\n" HOST);
	for (size_t i = 0; i < fields; i++) {
		buf_addf(&head, "X-%03zu: ", i);
		for (size_t j = 0; j < size; j++)
			buf_add_char(&head, 'a');
		buf_add_c(&head, "\r\n");
	}
	buf_add_c(&head, "\r\n");
	answer = ask_bytes(house, head.p, head.n);
	status = answer.status;
	answer_free(&answer);
	arena_free(&arena);
	return status;
}

static void
http__large_heads_are_refused_at_their_limit(void **state)
{
	assert_int_equal(ask_large(*state, 4096, 0, 0), 200);
	assert_int_equal(ask_large(*state, 4097, 0, 0), 414);
	assert_int_equal(ask_large(*state, 40000, 0, 0), 414);
	assert_int_equal(ask_large(*state, 1, 1, 15000), 200);
	assert_int_equal(ask_large(*state, 4000, 1, 16000), 200);
	assert_int_equal(ask_large(*state, 1, 1, 17000), 431);
	assert_int_equal(ask_large(*state, 1, 1, 64 * 1024), 431);
	assert_int_equal(ask_large(*state, 1, 62, 10), 200);
	assert_int_equal(ask_large(*state, 1, 70, 10), 431);
	assert_int_equal(ask_large(*state, 1, 2000, 10), 431);
}

static int
setup(void **state)
{
	*state = house_open("127.0.0.1:0", (struct server_settings){0});
	return 0;
}

static int
teardown(void **state)
{
	house_close(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(
					http__malformed_requests_are_refused_and_the_server_is_well),
			cmocka_unit_test(http__odd_but_right_requests_are_answered),
			cmocka_unit_test(http__a_head_in_single_bytes_is_judged_alike),
			cmocka_unit_test(http__large_heads_are_refused_at_their_limit),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
