/* cmd_calendar_change.c - the store's calendars as files, and a draft made to hold. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "law/duty.h"
#include "office/calendar.h"
#include "office/rules.h"

#include <stdio.h>

#define MOVES_SHOWN 1000

/* Which calendar: everyone's unless --code names another. */
static struct text
code_take(struct cli *cli)
{
	const char *code = cli_option(cli, "--code");

	return code ? text_of(code) : TEXT(CALENDAR_COMMON);
}

static enum err
row_find(struct ctx *ctx, struct text code, struct calendar_row *out)
{
	enum err err = calendar_by_code(ctx, code, out);

	if (err == ERR_NOT_FOUND)
		return ctx_refuse(ctx, err, "không có lịch \"%.*s\".", TEXT_ARGS(code));
	return err;
}

/* A file or an answer that is wrong is a wrong call. */
static int
store_do(struct cli *cli, const char *what, cli_verb *verb, void *order)
{
	cleanup(store_cleanup) struct store *store = NULL;
	cleanup(house_cleanup) struct house house = {0};
	int code = cli_open(cli, &house, &store);
	enum err err;

	if (code != EXIT_DONE)
		return code;
	err = cli_run(cli, &house, store, &cli_operator, cli->now, what, NULL, verb, order);
	return err == ERR_INVALID ? EXIT_USAGE : cli_exit(err);
}

/* --- import ------------------------------------------------------------------------------------
 */

struct import_order {
	struct text code, file, content;
	struct calendar_row row; /* and what comes out */
	int64_t draft;
	size_t days;
};

static enum err
verb_import(struct ctx *ctx, void *order)
{
	struct import_order *o = order;
	struct calendar_version draft;
	struct calendar_day *days;

	TRY(row_find(ctx, o->code, &o->row));
	o->draft = o->row.draft;
	if (!o->draft)
		TRY(calendar_draft_open(ctx, o->row.id, &o->draft));
	TRY(calendar_version_load(ctx, o->draft, &draft));
	TRY(calendar_import(ctx, o->draft, draft.revision, o->file, o->content));
	return calendar_days(ctx, o->draft, &days, &o->days);
}

static int
import_tell(struct cli *cli, const struct import_order *o)
{
	json_t *view;

	if (cli->json) {
		view = json_new_object();
		json_put_text(view, "calendar", o->row.code);
		json_put_int(view, "draft", o->draft);
		json_put_int(view, "days", (int64_t)o->days);
		return cli_print_json(cli, view);
	}
	printf("congtin: đã nhận %.*s vào bản nháp của %.*s; bản nháp có %zu ngày\n"
	       "Xem trước: congtin calendar apply --dry-run --code %.*s\n",
			TEXT_ARGS(o->file), TEXT_ARGS(o->row.name), o->days,
			TEXT_ARGS(o->row.code));
	return EXIT_DONE;
}

int
cmd_calendar_import(struct cli *cli)
{
	struct import_order order = {.code = code_take(cli)};
	const char *path = cli_argument(cli);
	int code = cli_no_more(cli);
	enum err err;

	if (code != EXIT_DONE)
		return code;
	if (!path)
		return cli_fail(cli, EXIT_USAGE,
				"thiếu tệp lịch; xem congtin calendar import --help");
	order.file = text_of(path);
	err = file_read(cli->arena, order.file, CALENDAR_FILE_MAX, &order.content);
	if (err == ERR_TOO_LARGE)
		return cli_fail(cli, EXIT_USAGE, "%s: tệp lớn quá %d byte, hoặc không phải tệp",
				path, CALENDAR_FILE_MAX);
	if (err != OK)
		return cli_fail(cli, EXIT_USAGE, "%s: không có tệp này, hoặc không đọc được", path);
	code = store_do(cli, "calendar import", verb_import, &order);
	return code == EXIT_DONE ? import_tell(cli, &order) : code;
}

/* --- export ------------------------------------------------------------------------------------
 */

struct export_order {
	struct text code;
	int64_t number; /* 0: the version that holds */
	bool draft;
	enum calendar_format format;
	struct text out;
};

static enum err
verb_export(struct ctx *ctx, void *order)
{
	struct export_order *o = order;
	struct calendar_version version;
	struct calendar_row row;
	enum err err;

	TRY(row_find(ctx, o->code, &row));
	if (o->draft && !row.draft)
		return ctx_refuse(ctx, ERR_NOT_FOUND, "lịch này không có bản nháp.");
	if (o->draft)
		return calendar_export(ctx, row.draft, o->format, &o->out);
	err = calendar_version_by_number(ctx, row.id, o->number, &version);
	if (err == ERR_NOT_FOUND)
		return ctx_refuse(ctx, err, "lịch này không có bản %lld.", (long long)o->number);
	TRY(err);
	return calendar_export(ctx, version.id, o->format, &o->out);
}

static bool
format_parse(const char *name, enum calendar_format *out)
{
	if (!name)
		return true;
	*out = strcmp(name, "ics") == 0 ? CALENDAR_ICS : CALENDAR_CSV;
	return *out == CALENDAR_ICS || strcmp(name, "csv") == 0;
}

int
cmd_calendar_export(struct cli *cli)
{
	const char *format = cli_option(cli, "--format"), *number = cli_option(cli, "--version");
	struct export_order order = {
			.code = code_take(cli),
			.draft = cli_flag(cli, "--draft"),
	};
	int code = cli_no_more(cli);

	if (code != EXIT_DONE)
		return code;
	if (!format_parse(format, &order.format))
		return cli_fail(cli, EXIT_USAGE, "--format %s: chỉ có csv và ics", format);
	if (number && (!text_to_int(text_of(number), &order.number) || order.number < 1))
		return cli_fail(cli, EXIT_USAGE, "--version %s: cần một số từ 1", number);
	if (number && order.draft)
		return cli_fail(cli, EXIT_USAGE, "chỉ dùng một trong --version và --draft");
	code = store_do(cli, "calendar export", verb_export, &order);
	if (code == EXIT_DONE)
		fwrite(order.out.p, 1, order.out.n, stdout);
	return code;
}

/* --- apply -------------------------------------------------------------------------------------
 */

struct apply_request {
	struct text code;
	struct apply_order apply;
	struct calendar_version draft;
	struct dry_run tried; /* with --dry-run */
	struct recount_counts counts;
	struct zone zone;
};

static enum err
draft_find(struct ctx *ctx, struct apply_request *o)
{
	struct calendar_row row;

	TRY(row_find(ctx, o->code, &row));
	if (!row.draft)
		return ctx_refuse(ctx, ERR_NOT_FOUND,
				"lịch này không có bản nháp. Hãy nhập một tệp: congtin calendar "
				"import.");
	o->zone = ctx->rules->zone;
	return calendar_version_load(ctx, row.draft, &o->draft);
}

static enum err
verb_apply(struct ctx *ctx, void *order)
{
	struct apply_request *o = order;

	TRY(draft_find(ctx, o));
	o->apply.draft = o->draft.id;
	o->apply.revision = o->draft.revision;
	return calendar_apply(ctx, &o->apply, &o->counts);
}

static enum err
verb_try(struct ctx *ctx, void *order)
{
	struct apply_request *o = order;
	struct dry_run_order wanted = {.kind = MOVE_ANY, .limit = MOVES_SHOWN};

	TRY(draft_find(ctx, o));
	wanted.draft = o->draft.id;
	TRY(calendar_dry_run(ctx, &wanted, &o->tried));
	o->counts = o->tried.counts;
	return OK;
}

static json_t *
apply_json(struct cli *cli, const struct apply_request *o)
{
	json_t *view = json_new_object(), *moves;

	json_put_text(view, "calendar", o->draft.code);
	json_put_int(view, "version", o->draft.number);
	json_put_bool(view, "applied", !cli->dry_run);
	json_put_int(view, "duties", o->counts.duties);
	json_put_int(view, "moved", o->counts.moved);
	json_put_int(view, "turned_late", o->counts.turned_late);
	json_put_int(view, "turned_timely", o->counts.turned_timely);
	if (!cli->dry_run)
		return view;
	moves = json_put_list(view, "moves");
	json_put_bool(view, "more_moves", o->tried.has_more);
	for (size_t i = 0; i < o->tried.move_count; i++) {
		const struct move *move = &o->tried.moves[i];
		json_t *row = json_add_object(moves);

		json_put_int(row, "duty", move->duty);
		json_put_text(row, "unit", move->unit_code);
		json_put_text(row, "rule", move->rule->id);
		json_put_text(row, "before", due_words(cli->arena, &move->before, o->zone));
		json_put_text(row, "after", due_words(cli->arena, &move->after, o->zone));
		json_put_bool(row, "was_late", move->was_late);
		json_put_bool(row, "is_late", move->is_late);
	}
	return view;
}

static void
move_print(struct cli *cli, const struct move *move, struct zone zone)
{
	const char *turn = move->is_late ? "  thành quá hạn" : "  hết quá hạn";

	printf("%8lld  %-12.*s %-4.*s %s → %s%s\n", (long long)move->duty,
			TEXT_ARGS(move->unit_code), TEXT_ARGS(move->rule->id),
			due_words(cli->arena, &move->before, zone).p,
			due_words(cli->arena, &move->after, zone).p,
			move->was_late == move->is_late ? "" : turn);
}

static int
apply_tell(struct cli *cli, const struct apply_request *o)
{
	if (cli->json)
		return cli_print_json(cli, apply_json(cli, o));
	for (size_t i = 0; i < o->tried.move_count; i++)
		move_print(cli, &o->tried.moves[i], o->zone);
	if (o->tried.has_more)
		printf("       …  và còn nữa\n");
	printf("congtin: %s %s: %s\n", cli->dry_run ? "nếu áp dụng" : "đã áp dụng",
			calendar_label(cli->arena, o->draft.name, o->draft.number).p,
			recount_words(cli->arena, &o->counts).p);
	return EXIT_DONE;
}

int
cmd_calendar_apply(struct cli *cli)
{
	const char *note = cli_option(cli, "--note"), *source = cli_option(cli, "--source");
	struct apply_request order = {.code = code_take(cli)};
	int code = cli_no_more(cli);

	if (code != EXIT_DONE)
		return code;
	if (!cli->dry_run && (!note || !source))
		return cli_fail(cli, EXIT_USAGE,
				"cần --note (lý do) và --source (căn cứ), hoặc --dry-run để xem "
				"trước");
	if (!cli->dry_run) {
		order.apply.note = text_of(note);
		order.apply.source = text_of(source);
	}
	code = store_do(cli, "calendar apply", cli->dry_run ? verb_try : verb_apply, &order);
	return code == EXIT_DONE ? apply_tell(cli, &order) : code;
}
