/* cmd_check.c - what operators ask before they start the program, and when it is unwell. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "law/deadline.h"
#include "law/regulation.h"
#include "office/audit_verify.h"
#include "office/calendar.h"
#include "office/child.h"
#include "office/media_child.h"
#include "office/site_key.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define DISK_WARN_MB 1024
#define FILES_WARN 4096

/* Settings and law are read in any case: what is wrong has been told by then. */
int
cmd_config_check(struct cli *cli)
{
	const char *path = cli_argument(cli);
	const struct regulation *law;
	struct text fault = NO_TEXT;
	struct house house;

	if (cli->argc)
		return cli_no_more(cli);
	if (path && conf_read(cli->arena, text_of(path), &cli->conf, &fault) != OK)
		return cli_fail(cli, EXIT_USAGE, "%.*s",
				TEXT_ARGS(fault.n ? fault
						  : text_format(cli->arena, "%s: không mở được tệp",
								    path)));
	if (house_open(cli->arena, &cli->conf, day_of(cli->now, ZONE_VIETNAM), &house, &fault) !=
			OK)
		return cli_fail(cli, EXIT_USAGE, "%.*s", TEXT_ARGS(fault));
	law = rules_in_force(&house.rules, cli->now);
	printf("congtin: cấu hình dùng được; kho %.*s, quy định %.*s (%zu nghĩa vụ)\n",
			TEXT_ARGS(cli->conf.store), TEXT_ARGS(law->number), law->duty_count);
	return EXIT_DONE;
}

/* --- doctor ------------------------------------------------------------------------------------
 */

enum health { WELL, WORRY, ILL };

struct doctor {
	struct cli *cli;
	struct house house;
	json_t *list;
	enum health worst;
};

static void finding(struct doctor *doctor, enum health health, const char *what, const char *format,
		...) printf_like(4, 5);

static void
finding(struct doctor *doctor, enum health health, const char *what, const char *format, ...)
{
	static const char *const codes[] = {"ok", "warn", "fail"};
	char words[400];
	va_list args;
	json_t *row;

	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	if (health > doctor->worst)
		doctor->worst = health;
	if (!doctor->cli->json)
		printf("%-4s  %s: %s\n", codes[health], what, words);
	row = json_add_object(doctor->list);
	json_put_text(row, "code", text_of(codes[health]));
	json_put_text(row, "what", text_of(what));
	json_put_text(row, "words", text_of(words));
}

static void
look_at_disk(struct doctor *doctor)
{
	const char *path = text_c(doctor->cli->arena, doctor->cli->conf.files);
	struct statvfs disk;
	unsigned long long megabytes;

	if (statvfs(path, &disk) != 0) {
		finding(doctor, ILL, "đĩa", "không đọc được %s", path);
		return;
	}
	megabytes = (unsigned long long)disk.f_bavail * disk.f_frsize >> 20;
	finding(doctor, megabytes < DISK_WARN_MB ? WORRY : WELL, "đĩa", "%s còn %llu MB", path,
			megabytes);
	if (access(path, W_OK) != 0)
		finding(doctor, ILL, "quyền ghi", "không ghi được vào %s", path);
}

static void
look_at_limits(struct doctor *doctor)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) == 0)
		finding(doctor, files.rlim_cur < FILES_WARN ? WORRY : WELL, "số tệp mở",
				"giới hạn %llu", (unsigned long long)files.rlim_cur);
}

/* Days that are proposals may move: an operator has to enter the announcement. */
static void
look_at_calendar(struct doctor *doctor, struct store *store)
{
	struct day today = day_of(doctor->cli->now, ZONE_VIETNAM);
	struct ctx ctx = {.store = store,
			.arena = doctor->cli->arena,
			.actor = &cli_operator,
			.rules = &doctor->house.rules,
			.now = doctor->cli->now};
	const struct calendar *calendar;
	bool settled;

	if (calendar_of_unit(&ctx, 0, &calendar) != OK) {
		finding(doctor, ILL, "lịch nghỉ", "không đọc được lịch trong kho dữ liệu");
		return;
	}
	settled = calendar_is_settled(calendar, today, day_add(today, 90));
	finding(doctor, settled ? WELL : WORRY, "lịch nghỉ", "%s",
			settled ? "90 ngày tới đều theo thông báo chính thức"
				: "90 ngày tới có ngày nghỉ chưa công bố chính thức");
}

static void
look_at_trail(struct doctor *doctor, struct store *store)
{
	const struct rules *rules = &doctor->house.rules;
	struct audit_verdict verdict;
	int64_t age_ms;

	if (audit_verify(store, doctor->cli->arena, rules->files, &verdict) != OK) {
		finding(doctor, ILL, "nhật ký", "không đọc được");
		return;
	}
	if (verdict.broken_seq)
		finding(doctor, ILL, "nhật ký", "hỏng từ dòng %lld: %.*s",
				(long long)verdict.broken_seq, TEXT_ARGS(verdict.reason));
	else
		finding(doctor, WELL, "nhật ký", "nguyên vẹn, %lld dòng", (long long)verdict.rows);
	if (verdict.fault_count)
		finding(doctor, ILL, "mốc nhật ký", CHECKPOINT_FILE ", dòng %lld: %.*s",
				(long long)verdict.faults[0].line,
				TEXT_ARGS(verdict.faults[0].reason));
	if (!verdict.sealed_seq) {
		finding(doctor, WORRY, "mốc nhật ký", "chưa có mốc nào được ký");
		return;
	}
	age_ms = doctor->cli->now.ms - verdict.sealed_at.ms;
	finding(doctor,
			verdict.rows > verdict.sealed_seq && age_ms > 2 * CHECKPOINT_EVERY_MS
					? WORRY
					: WELL,
			"mốc nhật ký", "mốc cuối ký cách đây %s, %lld dòng mới hơn",
			duration_words(doctor->cli->arena, age_ms).p,
			(long long)(verdict.rows - verdict.sealed_seq));
}

static void
look_at_key(struct doctor *doctor, struct store *store)
{
	struct ctx ctx = {.store = store,
			.arena = doctor->cli->arena,
			.rules = &doctor->house.rules,
			.now = doctor->cli->now};
	struct site_key key;

	if (site_key_mine(&ctx, &key) == OK)
		finding(doctor, WELL, "khóa ký", "vân tay %.*s", TEXT_ARGS(key.fingerprint));
	else
		finding(doctor, WORRY, "khóa ký",
				"không đọc được khóa nào đang dùng trong %.*s/keys; khi phục vụ, "
				"hệ "
				"thống sẽ tạo khóa khác",
				TEXT_ARGS(doctor->house.rules.files));
}

static void
look_at_store(struct doctor *doctor)
{
	cleanup(store_cleanup) struct store *store = NULL;
	struct text fault = NO_TEXT;

	if (house_store(&doctor->house, false, &store, &fault) != OK) {
		finding(doctor, ILL, "kho dữ liệu", "%.*s", TEXT_ARGS(fault));
		return;
	}
	finding(doctor, WELL, "kho dữ liệu", "%s",
			store_is_postgres(store) ? "PostgreSQL" : "SQLite");
	look_at_calendar(doctor, store);
	look_at_trail(doctor, store);
	look_at_key(doctor, store);
}

static void
look_at_media(struct doctor *doctor)
{
	struct child_order order = {
			.words = {MEDIA_COMMAND, MEDIA_TRY},
			.input = "/dev/null",
			.output_max = 4096,
			.time_limit_ms = 5000,
	};
	struct child_end end = {0};
	enum err err = child_run(doctor->cli->arena, &order, &end);
	bool well = err == OK && end.is_well && text_starts_with(end.output, TEXT("+"));

	finding(doctor, well ? WELL : WORRY, "kiểm tra tệp", "%s%.*s",
			well ? "tiến trình con cách ly hoạt động" : "chưa nhận được tệp đính kèm: ",
			well ? 0 : (int)end.output.n, end.output.n ? end.output.p : "");
}

int
cmd_doctor(struct cli *cli)
{
	struct doctor doctor = {.cli = cli, .list = json_new_list()};
	const struct regulation *law;
	struct text fault = NO_TEXT;
	int code = cli_no_more(cli);

	if (code != EXIT_DONE)
		return code;
	if (house_open(cli->arena, &cli->conf, day_of(cli->now, ZONE_VIETNAM), &doctor.house,
			    &fault) == OK) {
		law = rules_in_force(&doctor.house.rules, cli->now);
		finding(&doctor, WELL, "quy định", "%.*s, %zu nghĩa vụ", TEXT_ARGS(law->number),
				law->duty_count);
		look_at_store(&doctor);
	} else {
		finding(&doctor, ILL, "quy định và lịch", "%.*s", TEXT_ARGS(fault));
	}
	look_at_disk(&doctor);
	look_at_limits(&doctor);
	look_at_media(&doctor);
	if (cli->json)
		cli_print_json(cli, doctor.list);
	else
		json_decref(doctor.list);
	return doctor.worst == ILL ? EXIT_NO : EXIT_DONE;
}
