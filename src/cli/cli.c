#include "cli/cli.h"

#include "base/log.h"
#include "cli/commands.h"
#include "cli/near.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CONF_FILE "congtin.conf"

int
cli_fail(const struct cli *cli, int code, const char *format, ...)
{
	bool color = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
	va_list args;

	(void)cli;
	fprintf(stderr, "%scongtin:%s ", color ? "\033[31m" : "", color ? "\033[0m" : "");
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return code;
}

/* --- arguments ---------------------------------------------------------------------------------
 */

static void
argument_drop(struct cli *cli, int at, int count)
{
	for (int i = at; i + count < cli->argc; i++)
		cli->argv[i] = cli->argv[i + count];
	cli->argc -= count;
}

const char *
cli_option(struct cli *cli, const char *name)
{
	size_t length = strlen(name);

	for (int i = 0; i < cli->argc; i++) {
		const char *value;

		if (strncmp(cli->argv[i], name, length) != 0)
			continue;
		if (cli->argv[i][length] == '=') {
			value = cli->argv[i] + length + 1;
			argument_drop(cli, i, 1);
			return value;
		}
		if (cli->argv[i][length] == 0 && i + 1 < cli->argc &&
				strncmp(cli->argv[i + 1], "--", 2) != 0) {
			value = cli->argv[i + 1];
			argument_drop(cli, i, 2);
			return value;
		}
	}
	return NULL;
}

bool
cli_flag(struct cli *cli, const char *name)
{
	for (int i = 0; i < cli->argc; i++) {
		if (strcmp(cli->argv[i], name) != 0)
			continue;
		argument_drop(cli, i, 1);
		return true;
	}
	return false;
}

/* --- settings ----------------------------------------------------------------------------------
 */

/* Every option of congtin.conf is a flag too. */
static enum err
flags_take(struct cli *cli, struct text *fault)
{
	const char *name;

	for (size_t i = 0; (name = conf_name(i)); i++) {
		struct text flag = text_format(cli->arena, "--%s", name);
		const char *value;

		for (size_t c = 0; c < flag.n; c++)
			if (flag.p[c] == '_')
				((char *)flag.p)[c] = '-';
		value = cli_option(cli, flag.p);
		if (value)
			TRY(conf_set(cli->arena, &cli->conf, text_slice(flag, 2, flag.n),
					text_of(value), fault));
	}
	return OK;
}

static enum err
conf_take(struct cli *cli, struct text *fault)
{
	const char *path = cli_option(cli, "--config");

	if (path || access(CONF_FILE, R_OK) == 0)
		TRY(conf_read(cli->arena, text_of(path ? path : CONF_FILE), &cli->conf, fault));
	return flags_take(cli, fault);
}

static void
log_start(const struct conf *conf)
{
	static const char *const names[] = {"debug", "info", "warn", "error"};
	enum log_level level = LOG_INFO;

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (text_equals(conf->log_level, text_of(names[i])))
			level = (enum log_level)i;
	log_setup(level, conf->log_json);
}

/* --- finding the command -----------------------------------------------------------------------
 */

/* "audit verify" takes two words, "serve" one. */
static const struct command *
command_find(struct cli *cli)
{
	const struct command *found = NULL;
	int words = 0;

	for (const struct command *command = commands; command->name; command++) {
		struct text rest = text_of(command->name), word;
		int n = 0;

		while (text_split(&rest, ' ', &word)) {
			if (n >= cli->argc || !text_equals(text_of(cli->argv[n]), word)) {
				n = -1;
				break;
			}
			n++;
		}
		if (n > words) {
			found = command;
			words = n;
		}
	}
	argument_drop(cli, 0, words);
	return found;
}

/* The command whose first `words` words are nearest to `typed`, or NULL if none is near. */
static const char *
command_near(struct arena *arena, struct text typed, size_t words)
{
	const char *near = NULL;
	size_t least = NEAR_MAX + 1;

	for (const struct command *command = commands; command->name; command++) {
		struct text rest = text_of(command->name), word, start = NO_TEXT;
		size_t d;

		for (size_t n = 0; n < words && text_split(&rest, ' ', &word); n++)
			start = n ? text_format(arena, "%.*s %.*s", TEXT_ARGS(start),
						    TEXT_ARGS(word))
				  : text_copy(arena, word);
		d = near_distance(typed, start);
		if (d < least) {
			least = d;
			near = command->name;
		}
	}
	return near;
}

/* "unit --help": what there is of one kind. False when nothing is. */
static bool
kind_help(const struct cli *cli)
{
	struct text kind = text_format(cli->arena, "%s ", cli->argv[0]);
	bool found = false;

	if (cli->argc != 2 || !text_equals(text_of(cli->argv[1]), TEXT("--help")))
		return false;
	for (const struct command *command = commands; command->name; command++) {
		if (!text_starts_with(text_of(command->name), kind))
			continue;
		printf("  %-18s %s\n", command->name, command->summary);
		found = true;
	}
	return found;
}

static int
command_unknown(const struct cli *cli)
{
	const char *near = NULL;
	struct text typed = text_of(cli->argv[0]);

	if (kind_help(cli))
		return EXIT_DONE;
	if (cli->argc > 1)
		typed = text_format(cli->arena, "%s %s", cli->argv[0], cli->argv[1]);
	near = command_near(cli->arena, typed, 2);
	if (!near)
		near = command_near(cli->arena, text_of(cli->argv[0]), 1);
	if (near)
		return cli_fail(cli, EXIT_USAGE,
				"không có lệnh \"%.*s\" – có phải đồng chí cần \"%s\"? Xem congtin "
				"--help",
				TEXT_ARGS(typed), near);
	return cli_fail(cli, EXIT_USAGE, "không có lệnh \"%s\"; xem congtin --help", cli->argv[0]);
}

static void
help_print(void)
{
	printf("congtin – bàn cung cấp thông tin và cổng thông tin điện tử\n\n"
	       "Ví dụ:\n"
	       "  congtin init --store var/congtin.db --demo\n"
	       "  congtin serve --store var/congtin.db --listen 127.0.0.1:8080\n"
	       "  congtin deadline --rule 6a --from \"2026-08-20T09:15\"\n\n"
	       "Lệnh:\n");
	for (const struct command *command = commands; command->name; command++)
		printf("  %-18s %s\n", command->name, command->summary);
	printf("\nCờ chung: --config TỆP, --store TỆP|URL, --json, --help và mọi tùy chọn của "
	       "congtin.conf (ví dụ --site-url).\n"
	       "Mã thoát: 0 xong; 1 câu trả lời là không; 2 gọi sai; 3 hệ thống hoặc kho dữ liệu "
	       "lỗi.\n");
}

static int
command_run(struct cli *cli, const struct command *command, int (*serve)(struct cli *))
{
	struct text fault = NO_TEXT;

	if (cli_flag(cli, "--help") || cli_flag(cli, "-h")) {
		printf("congtin %s – %s\n\n%s", command->name, command->summary, command->help);
		return EXIT_DONE;
	}
	cli->command = command;
	cli->json = cli_flag(cli, "--json");
	cli->dry_run = cli_flag(cli, "--dry-run");
	if (command->is_plain)
		return command->run(cli);
	if (conf_take(cli, &fault) != OK)
		return cli_fail(cli, EXIT_USAGE, "%.*s", TEXT_ARGS(fault));
	log_start(&cli->conf);
	return command->run ? command->run(cli) : serve(cli);
}

int
cli_main(int argc, char **argv, int (*serve)(struct cli *cli))
{
	struct arena arena = {0};
	struct cli cli = {
			.arena = &arena,
			.conf = conf_default(),
			.now = clock_now(),
			.argc = argc - 1,
			.argv = argv + 1,
	};
	const struct command *command;
	int code;

	if (cli.argc == 0 || text_equals(text_of(cli.argv[0]), TEXT("--help")) ||
			text_equals(text_of(cli.argv[0]), TEXT("help"))) {
		help_print();
		return EXIT_DONE;
	}
	if (text_equals(text_of(cli.argv[0]), TEXT("--version")))
		cli.argv[0] = arena_copy(&arena, "version", 7);
	command = command_find(&cli);
	code = command ? command_run(&cli, command, serve) : command_unknown(&cli);
	arena_free(&arena);
	return code;
}
