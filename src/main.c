/* main.c - starts a door; decides nothing. */
#include "base/crypt.h"
#include "base/log.h"
#include "base/meter.h"
#include "cli/cli.h"
#include "clock/clock.h"
#include "desk/act_words.h"
#include "desk/notice.h"
#include "desk/routes.h"
#include "desk/status_routes.h"
#include "http/server.h"
#include "office/media_child.h"
#include "office/rules.h"
#include "portal/routes.h"
#include "web/web.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* What is open while the program serves, closed from the outside in. */
struct doors {
	struct house house;
	struct meter *meter;
	struct web *web;
	struct clock *clock;
	struct server *server;
};

static enum err
web_begin(struct doors *doors, struct text *fault)
{
	const struct route *tables[1 + DESK_TABLES] = {portal_routes};
	size_t counts[1 + DESK_TABLES] = {portal_route_count};
	const struct conf *conf = &doors->house.conf;
	const struct web_settings settings = {
			.rules = &doors->house.rules,
			.store = conf->store,
			.writers = (size_t)conf->writers,
			.pool_threads = (size_t)conf->pool_threads,
			.site_name = conf->site_name,
			.site_short = conf->site_short,
			.routes = tables,
			.route_counts = counts,
			.route_tables = COUNT_OF(tables),
			.portal_nav = portal_nav,
			.desk_nav = desk_nav,
			.portal_frame = portal_frame,
			.desk_frame = desk_frame,
			.strict_views = conf->strict_views,
			.meter = doors->meter,
	};

	desk_tables(tables + 1, counts + 1);
	return web_open(&settings, &doors->web, doors->house.arena, fault);
}

static enum err
server_begin(struct doors *doors, struct text *fault)
{
	const struct conf *conf = &doors->house.conf;
	const struct server_settings settings = {
			.listen = conf->listen,
			.threads = (unsigned)conf->threads,
			.connections_max = (unsigned)conf->connections_max,
			.header_timeout_ms = (int)conf->header_timeout_ms,
			.request_timeout_ms = (int)conf->request_timeout_ms,
			.idle_timeout_ms = (int)conf->idle_timeout_ms,
			.trusted_proxy = conf->trusted_proxy,
			.log_requests = conf->log_requests,
			.log_json = conf->log_json,
			.meter = doors->meter,
	};
	struct site site = web_site(doors->web);

	return server_open(&settings, &site, &doors->server, doors->house.arena, fault);
}

static enum err
doors_open(struct cli *cli, struct doors *doors, struct text *fault)
{
	const struct conf *conf = &cli->conf;
	cleanup(store_cleanup) struct store *store = NULL;

	TRY(house_open(cli->arena, conf, day_of(cli->now, ZONE_VIETNAM), &doors->house, fault));
	TRY(house_store(&doors->house, false, &store, fault));
	TRY(house_key(&doors->house, store, fault));
	doors->meter = meter_new();
	TRY(web_begin(doors, fault));
	TRY(clock_open(doors->web, &doors->house.rules, conf, &doors->clock, cli->arena, fault));
	return server_begin(doors, fault);
}

/* What was accepted is answered, then committed work is done, then the store is closed. */
static void
doors_close(struct doors *doors)
{
	if (doors->server)
		server_close(doors->server);
	if (doors->clock)
		clock_close(doors->clock);
	if (doors->web)
		web_close(doors->web);
	meter_free(doors->meter);
	rules_end(&doors->house.rules);
}

static void
ready_print(const struct doors *doors)
{
	struct text listen = doors->house.conf.listen;
	int port = server_port(doors->server);
	size_t host = listen.n;

	if (!port) {
		printf("congtin: serving %.*s\n", TEXT_ARGS(listen));
	} else {
		while (host && listen.p[host - 1] != ':')
			host--;
		printf("congtin: serving http://%.*s%d\n", (int)host, listen.p, port);
	}
	fflush(stdout);
}

/* Threads inherit the mask, so that the two signals reach sigwait alone. */
static int
serve(struct cli *cli)
{
	struct doors doors = {0};
	struct text fault = NO_TEXT;
	sigset_t ends;
	enum err err;
	int signal_number;

	if (cli->argc)
		return cli_fail(cli, EXIT_USAGE, "không hiểu \"%s\"; xem congtin serve --help",
				cli->argv[0]);
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	err = doors_open(cli, &doors, &fault);
	if (err != OK) {
		doors_close(&doors);
		return cli_fail(cli, err == ERR_INVALID ? EXIT_USAGE : EXIT_FAILED, "%.*s",
				TEXT_ARGS(fault));
	}
	ready_print(&doors);
	sigwait(&ends, &signal_number);
	log_info("serve: signal %d, finishing", signal_number);
	doors_close(&doors);
	return EXIT_DONE;
}

int
main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	crypt_begin();
	if (argc > 1 && strcmp(argv[1], MEDIA_COMMAND) == 0)
		return media_child_main(argc, argv);
	return cli_main(argc, argv, serve);
}
