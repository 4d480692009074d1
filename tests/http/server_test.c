/* server_test.c - one server, many kinds of clients. */
#include "http_test.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define HOST "Host: localhost\r\n"
#define URLENCODED "Content-Type: application/x-www-form-urlencoded\r\n"
#define SLOW_CLIENTS 200

static void
http__get_head_and_post_are_answered(void **state)
{
	assert_answer(*state, "GET /a%20b?x=1&y=%C4%91&x=2 HTTP/1.1\r\n" HOST "\r\n", 200,
			"path=/a b query=x=1&y=%C4%91&x=2 host=localhost\n"
			"query x=1\nquery y=đ\nquery x=2\n");
	assert_answer(*state, "HEAD /a HTTP/1.1\r\n" HOST "\r\n", 200, "Content-Length: ");
	assert_answer(*state,
			"POST /a HTTP/1.1\r\n" HOST URLENCODED
			"Content-Length: 26\r\n\r\na=b+c&d=ti%E1%BA%BFng&e=&f",
			200, "value a=b c\nvalue d=tiếng\nvalue e=\nvalue f=\n");
}

static void
http__decomposed_text_is_composed(void **state)
{
	assert_answer(*state, "GET /e%CC%81?q=o%CC%9B HTTP/1.1\r\n" HOST "\r\n", 200,
			"path=/é query=q=o%CC%9B host=localhost\nquery q=ơ\n");
}

static void
http__one_connection_carries_many_requests(void **state)
{
	struct answer answer;
	int fd = client_open(*state);

	for (int i = 0; i < 50; i++) {
		const char *request = i % 2 ? "GET /shared HTTP/1.1\r\n" HOST "\r\n"
					    : "POST /a HTTP/1.1\r\n" HOST URLENCODED
					      "Content-Length: 3\r\n\r\na=b";

		client_say(fd, request);
		answer = client_read(fd, 1, false);
		assert_int_equal(answer.status, 200);
		assert_false(answer.closed);
		answer_free(&answer);
		if (i == 5)
			break;
	}
	close(fd);
}

static void
http__pipelined_requests_are_answered_in_order(void **state)
{
	static const char requests[] =
			"GET /1 HTTP/1.1\r\n" HOST "\r\n"
			"POST /2 HTTP/1.1\r\n" HOST URLENCODED "Content-Length: 3\r\n\r\na=b"
			"GET /sleep HTTP/1.1\r\n" HOST "\r\n"
			"GET /3 HTTP/1.1\r\n" HOST "\r\n";
	struct answer answer;
	int fd = client_open(*state);
	const char *one, *two, *woken, *three;

	client_send(fd, requests, sizeof(requests) - 1);
	answer = client_read(fd, 4, false);
	one = strstr(answer.bytes, "path=/1 ");
	two = strstr(answer.bytes, "path=/2 ");
	woken = strstr(answer.bytes, "woken");
	three = strstr(answer.bytes, "path=/3 ");
	assert_true(one && two && woken && three && one < two && two < woken && woken < three);
	answer_free(&answer);
	close(fd);
}

static void
http__sleeping_requests_are_woken_by_other_threads(void **state)
{
	struct house *house = *state;
	int clients[40];

	house->sleep_ms = 20;
	for (size_t i = 0; i < COUNT_OF(clients); i++) {
		clients[i] = client_open(house);
		client_say(clients[i], "GET /sleep HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
	}
	for (size_t i = 0; i < COUNT_OF(clients); i++) {
		struct answer answer = client_read(clients[i], 1, false);

		assert_int_equal(answer.status, 200);
		assert_non_null(strstr(answer.bytes, "woken"));
		answer_free(&answer);
		close(clients[i]);
	}
}

/* Woken before the server has put them to sleep: none may be lost. */
static void
http__a_request_may_be_woken_at_once(void **state)
{
	struct house *house = *state;

	house->sleep_ms = 0;
	for (int i = 0; i < 200; i++)
		assert_answer(house, "GET /sleep HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n",
				200, "woken");
}

static void
http__a_client_may_hang_up_while_its_request_sleeps(void **state)
{
	struct house *house = *state;

	house->sleep_ms = 100;
	for (int i = 0; i < 20; i++) {
		int fd = client_open(house);

		client_say(fd, "GET /sleep HTTP/1.1\r\n" HOST "\r\n");
		while (atomic_load(&house->sleeping) == 0)
			pause_ms(1);
		close(fd);
	}
	for (int i = 0; i < 500 && atomic_load(&house->done) < atomic_load(&house->asked); i++)
		pause_ms(10);
	assert_int_equal(atomic_load(&house->done), atomic_load(&house->asked));
	assert_answer(house, "GET / HTTP/1.1\r\n" HOST "\r\n", 200, NULL);
}

static void
http__shared_answers_are_negotiated(void **state)
{
	static const char *const plain[] = {"", "Accept-Encoding: identity\r\n",
			"Accept-Encoding: gzip;q=0, br;q=0.000\r\n", "Accept-Encoding: zstd\r\n"};
	static const char *const gzip[] = {"Accept-Encoding: gzip\r\n",
			"Accept-Encoding: br;q=0.5, gzip;q=0.8\r\n",
			"Accept-Encoding: *, br;q=0\r\n"};
	static const char *const brotli[] = {
			"Accept-Encoding: gzip, deflate, br\r\n", "Accept-Encoding: *\r\n"};
	char request[256];

	for (size_t i = 0; i < COUNT_OF(plain); i++) {
		snprintf(request, sizeof(request), "GET /shared HTTP/1.1\r\n" HOST "%s\r\n",
				plain[i]);
		assert_answer(*state, request, 200, "<p>Dòng thứ 399</p>");
		assert_answer(*state, request, 200, "Vary: Accept-Encoding");
	}
	for (size_t i = 0; i < COUNT_OF(gzip); i++) {
		snprintf(request, sizeof(request), "GET /shared HTTP/1.1\r\n" HOST "%s\r\n",
				gzip[i]);
		assert_answer(*state, request, 200, "Content-Encoding: gzip\r\n");
	}
	for (size_t i = 0; i < COUNT_OF(brotli); i++) {
		snprintf(request, sizeof(request), "GET /shared HTTP/1.1\r\n" HOST "%s\r\n",
				brotli[i]);
		assert_answer(*state, request, 200, "Content-Encoding: br\r\n");
	}
	assert_answer(*state, "HEAD /shared HTTP/1.1\r\n" HOST "\r\n", 200, "ETag: W/\"v1\"");
}

static void
http__what_the_client_has_is_not_sent_again(void **state)
{
	static const char *const has[] = {"\"v1\"", "W/\"v1\"", "\"v0\", W/\"v1\"", "*"};
	static const char *const has_not[] = {"\"v0\"", "v1", "\"v1", "W/\"v11\""};
	char request[256];

	for (size_t i = 0; i < COUNT_OF(has); i++) {
		struct answer answer;

		snprintf(request, sizeof(request),
				"GET /shared HTTP/1.1\r\n" HOST "If-None-Match: %s\r\n\r\n",
				has[i]);
		answer = ask(*state, request);
		assert_int_equal(answer.status, 304);
		assert_non_null(strstr(answer.bytes, "ETag: W/\"v1\"\r\n"));
		assert_null(strstr(answer.bytes, "<p>"));
		answer_free(&answer);
	}
	for (size_t i = 0; i < COUNT_OF(has_not); i++) {
		snprintf(request, sizeof(request),
				"GET /shared HTTP/1.1\r\n" HOST "If-None-Match: %s\r\n\r\n",
				has_not[i]);
		assert_answer(*state, request, 200, "<p>");
	}
	assert_answer(*state, "GET /file HTTP/1.1\r\n" HOST "If-None-Match: \"file-1\"\r\n\r\n",
			304, "ETag: \"file-1\"");
}

static void
http__ranges_of_files_are_served(void **state)
{
	static const struct {
		const char *range;
		int status;
		const char *part;
	} rows[] = {
			{"Range: bytes=0-3\r\n", 206, "Content-Range: bytes 0-3/10\r\n"},
			{"Range: bytes=0-3\r\n", 206, "\r\n\r\n0123"},
			{"Range: bytes=7-\r\n", 206, "\r\n\r\n789"},
			{"Range: bytes=-2\r\n", 206, "\r\n\r\n89"},
			{"Range: bytes=-20\r\n", 206, "\r\n\r\n0123456789"},
			{"Range: bytes=8-99\r\n", 206, "Content-Range: bytes 8-9/10\r\n"},
			{"Range: bytes=10-\r\n", 416, "Content-Range: bytes */10\r\n"},
			{"Range: bytes=-0\r\n", 416, NULL},
			{"Range: bytes=3-1\r\n", 200, "0123456789"},
			{"Range: bytes=0-1,3-4\r\n", 200, "0123456789"},
			{"Range: lines=0-1\r\n", 200, "0123456789"},
			{"Range: bytes=99999999999999999999-\r\n", 200, "0123456789"},
			{"Range: bytes=0-3\r\nIf-Range: \"file-1\"\r\n", 206, "\r\n\r\n0123"},
			{"Range: bytes=0-3\r\nIf-Range: \"file-0\"\r\n", 200, "0123456789"},
			{"", 200, "Accept-Ranges: bytes\r\n"},
	};
	char request[256];

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		snprintf(request, sizeof(request), "GET /file HTTP/1.1\r\n" HOST "%s\r\n",
				rows[i].range);
		assert_answer(*state, request, rows[i].status, rows[i].part);
	}
	assert_answer(*state, "HEAD /file HTTP/1.1\r\n" HOST "\r\n", 200, "Content-Length: 10\r\n");
	log_setup(LOG_ERROR + 1, false);
	assert_answer(*state, "GET /missing-file HTTP/1.1\r\n" HOST "\r\n", 500, NULL);
	log_setup(LOG_ERROR, false);
}

static void
http__only_paths_of_this_site_are_seen_other(void **state)
{
	static const char *const rows[][2] = {{"/desk/1?a=b", "Location: /desk/1?a=b\r\n"},
			{"//evil.example", "Location: /\r\n"},
			{"/%5Cevil.example", "Location: /\r\n"},
			{"https://evil.example", "Location: /\r\n"}, {"", "Location: /\r\n"},
			{"/a%0D%0AX:%20y", "Location: /\r\n"},
			{"/t%C3%ACm", "Location: /t%C3%ACm\r\n"}};
	char request[256];

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		snprintf(request, sizeof(request), "GET /see-other?to=%s HTTP/1.1\r\n" HOST "\r\n",
				rows[i][0]);
		if (i == 0)
			strcpy(request, "GET /see-other?to=/desk/1%3Fa%3Db HTTP/1.1\r\n" HOST
					"\r\n");
		assert_answer(*state, request, 303, rows[i][1]);
	}
}

static void
http__files_are_taken_hashed_and_removed(void **state)
{
	static const char body[] = "--xYz\r\n"
				   "Content-Disposition: form-data; name=\"title\"\r\n\r\n"
				   "Ti\xc3\xaau\r\n--xYz\r\n"
				   "Content-Disposition: form-data; name=\"file\"; "
				   "filename=\"..\\..\\b%22\xc3\xa1o.pdf\"\r\n"
				   "Content-Type: application/pdf\r\n\r\n"
				   "abc\r\n--xYz--\r\n";
	char request[1024];

	snprintf(request, sizeof(request),
			"POST /a HTTP/1.1\r\n" HOST
			"Content-Type: multipart/form-data; boundary=xYz\r\n"
			"Content-Length: %zu\r\n\r\n%s",
			sizeof(body) - 1, body);
	assert_answer(*state, request, 200,
			"value title=Tiêu\nupload file b\"áo.pdf application/pdf 3 "
			"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad there\n");
	snprintf(request, sizeof(request),
			"POST /no-files HTTP/1.1\r\n" HOST
			"Content-Type: multipart/form-data; boundary=xYz\r\n"
			"Content-Length: %zu\r\n\r\n%s",
			sizeof(body) - 1, body);
	assert_answer(*state, request, 400, "không nhận tệp");
}

/* A file of `size` bytes in one multipart body; the answer's status. */
static struct answer
send_file(struct house *house, size_t size)
{
	static const char front[] = "--x\r\nContent-Disposition: form-data; name=\"f\"; "
				    "filename=\"f.bin\"\r\n\r\n",
			  back[] = "\r\n--x--\r\n";
	char head[256], *bytes = malloc(size);
	int fd = client_open(house);
	struct answer answer;

	memset(bytes, '\r', size);
	snprintf(head, sizeof(head),
			"POST /a HTTP/1.1\r\n" HOST
			"Content-Type: multipart/form-data; boundary=x\r\n"
			"Content-Length: %zu\r\n\r\n",
			sizeof(front) - 1 + size + sizeof(back) - 1);
	client_say(fd, head);
	client_send(fd, front, sizeof(front) - 1);
	if (client_send(fd, bytes, size))
		client_send(fd, back, sizeof(back) - 1);
	answer = client_read(fd, 1, false);
	free(bytes);
	close(fd);
	return answer;
}

static void
http__a_file_over_the_limit_is_refused_by_name(void **state)
{
	struct answer answer = send_file(*state, FILE_MAX);

	assert_int_equal(answer.status, 200);
	answer_free(&answer);
	answer = send_file(*state, FILE_MAX + 1);
	assert_int_equal(answer.status, 413);
	assert_non_null(strstr(answer.bytes, "Tệp “f.bin” lớn quá 3 MB."));
	answer_free(&answer);
	/* Refused from its head, while the client still sends: the answer arrives all the same. */
	answer = send_file(*state, 100 * 1024 * 1024);
	assert_int_equal(answer.status, 413);
	assert_true(answer.closed);
	answer_free(&answer);
}

static void
http__a_client_that_asks_first_is_told_to_go_on(void **state)
{
	static const char head[] = "POST /a HTTP/1.1\r\n" HOST URLENCODED
				   "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n";
	int fd = client_open(*state);
	struct answer answer;

	client_send(fd, head, sizeof(head) - 1);
	answer = client_read(fd, 1, false);
	assert_int_equal(answer.status, 100);
	answer_free(&answer);
	client_say(fd, "a=b");
	answer = client_read(fd, 1, false);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.bytes, "value a=b"));
	answer_free(&answer);
	close(fd);
}

static void
http__an_answer_at_the_head_needs_no_body(void **state)
{
	assert_answer(*state, "GET /early HTTP/1.1\r\n" HOST "\r\n", 403, "early");
	assert_answer(*state,
			"POST /early HTTP/1.1\r\n" HOST URLENCODED
			"Content-Length: 99999999\r\n\r\na=b",
			403, "early");
}

static void
http__slow_clients_do_not_hold_up_others(void **state)
{
	struct house *house = *state;
	int clients[SLOW_CLIENTS];
	int64_t began;

	for (size_t i = 0; i < SLOW_CLIENTS; i++) {
		clients[i] = client_open(house);
		client_send(clients[i], "GET / HTTP/1.1\r\nX: ", i % 18 + 1);
	}
	began = clock_monotonic_ms();
	for (int i = 0; i < 100; i++)
		assert_answer(house, "GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n", 200,
				NULL);
	assert_in_range(clock_monotonic_ms() - began, 0, 3000);
	for (size_t i = 0; i < SLOW_CLIENTS; i++)
		close(clients[i]);
}

/* Sends a byte every 50 ms until the server has had enough; how long that took. */
static int64_t
dribble(struct house *house, const char *start, int *status)
{
	int64_t began = clock_monotonic_ms();
	int fd = client_open(house);
	struct answer answer;

	client_say(fd, start);
	while (clock_monotonic_ms() - began < 6000) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};

		if (poll(&ready, 1, 50) > 0)
			break;
		client_say(fd, "a");
	}
	began = clock_monotonic_ms() - began;
	answer = client_read(fd, 1, false);
	*status = answer.status;
	answer_free(&answer);
	close(fd);
	return began;
}

static void
http__deadlines_are_absolute(void **state)
{
	struct house *house =
			house_open("127.0.0.1:0", (struct server_settings){.header_timeout_ms = 400,
								  .request_timeout_ms = 800,
								  .idle_timeout_ms = 1000});
	struct answer answer;
	int status, fd;

	(void)state;
	assert_in_range(dribble(house, "GE", &status), 300, 1200);
	assert_in_range(dribble(house, "GET / HTTP/1.1\r\nX: ", &status), 300, 1200);
	assert_int_equal(status, 408);
	assert_in_range(dribble(house,
					"POST / HTTP/1.1\r\n" HOST URLENCODED
					"Content-Length: 5000\r\n\r\n",
					&status),
			700, 1800);
	assert_int_equal(status, 408);
	house->sleep_ms = 1500; /* work is not cut off */
	assert_answer(house, "GET /sleep HTTP/1.1\r\n" HOST "\r\n", 200, "woken");
	fd = client_open(house);
	client_say(fd, "GET / HTTP/1.1\r\n" HOST "\r\n");
	pause_ms(2500); /* idle */
	answer = client_read(fd, 2, false);
	assert_true(answer.closed);
	answer_free(&answer);
	close(fd);
	house_close(house);
}

static void *
ask_sleep(void *house)
{
	assert_answer(house, "GET /sleep HTTP/1.1\r\n" HOST "\r\n", 200, "woken");
	return NULL;
}

static void
http__closing_finishes_what_was_accepted(void **state)
{
	struct house *house = house_open("127.0.0.1:0", (struct server_settings){0});
	pthread_t clients[8];
	int idle = client_open(house);

	(void)state;
	house->sleep_ms = 300;
	for (size_t i = 0; i < COUNT_OF(clients); i++)
		pthread_create(&clients[i], NULL, ask_sleep, house);
	while (atomic_load(&house->sleeping) < (int)COUNT_OF(clients))
		pause_ms(1);
	server_close(house->server);
	assert_int_equal(atomic_load(&house->done), COUNT_OF(clients));
	for (size_t i = 0; i < COUNT_OF(clients); i++)
		pthread_join(clients[i], NULL);
	close(idle);
	ready_release(house->shared);
	unlink(house->file);
	assert_int_equal(rmdir(house->directory), 0);
	arena_free(&house->arena);
	free(house);
}

static int
unix_client(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(address.sun_path, path);
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

static void
http__a_unix_socket_is_served_and_a_dead_one_replaced(void **state)
{
	char path[64] = "/tmp/http_unix.XXXXXX", listen[128];
	struct house *house;
	struct answer answer;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(path));
	strcat(path, "/s");
	snprintf(listen, sizeof(listen), "unix:%s", path);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	{
		struct sockaddr_un address = {.sun_family = AF_UNIX};

		strcpy(address.sun_path, path);
		assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	}
	close(fd);
	house = house_open(listen, (struct server_settings){0});
	assert_int_equal(server_port(house->server), 0);
	fd = unix_client(path);
	client_say(fd, "GET /u HTTP/1.1\r\n" HOST "\r\n");
	answer = client_read(fd, 1, false);
	assert_int_equal(answer.status, 200);
	answer_free(&answer);
	close(fd);
	house_close(house);
	assert_int_not_equal(access(path, F_OK), 0);
	*strrchr(path, '/') = 0;
	rmdir(path);
}

static void
http__an_address_that_cannot_be_listened_on_is_named(void **state)
{
	static const char *const wrong[] = {"", "8080", "localhost:80", "127.0.0.1:99999",
			"127.0.0.1:x", "[::1:80", "unix:/nowhere/at/all/s", "192.0.2.1:80"};
	struct arena arena = {0};
	struct site site = {0};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct server_settings settings = {.listen = text_of(wrong[i])};
		struct text fault = NO_TEXT;
		struct server *server;

		assert_int_equal(server_open(&settings, &site, &server, &arena, &fault),
				ERR_INVALID);
		assert_true(text_starts_with(fault, TEXT("listen")));
	}
	arena_free(&arena);
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
			cmocka_unit_test(http__get_head_and_post_are_answered),
			cmocka_unit_test(http__decomposed_text_is_composed),
			cmocka_unit_test(http__one_connection_carries_many_requests),
			cmocka_unit_test(http__pipelined_requests_are_answered_in_order),
			cmocka_unit_test(http__sleeping_requests_are_woken_by_other_threads),
			cmocka_unit_test(http__a_request_may_be_woken_at_once),
			cmocka_unit_test(http__a_client_may_hang_up_while_its_request_sleeps),
			cmocka_unit_test(http__shared_answers_are_negotiated),
			cmocka_unit_test(http__what_the_client_has_is_not_sent_again),
			cmocka_unit_test(http__ranges_of_files_are_served),
			cmocka_unit_test(http__only_paths_of_this_site_are_seen_other),
			cmocka_unit_test(http__files_are_taken_hashed_and_removed),
			cmocka_unit_test(http__a_file_over_the_limit_is_refused_by_name),
			cmocka_unit_test(http__a_client_that_asks_first_is_told_to_go_on),
			cmocka_unit_test(http__an_answer_at_the_head_needs_no_body),
			cmocka_unit_test(http__slow_clients_do_not_hold_up_others),
			cmocka_unit_test(http__deadlines_are_absolute),
			cmocka_unit_test(http__closing_finishes_what_was_accepted),
			cmocka_unit_test(http__a_unix_socket_is_served_and_a_dead_one_replaced),
			cmocka_unit_test(http__an_address_that_cannot_be_listened_on_is_named),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
