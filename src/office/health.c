#include "office/health.h"

#include "law/deadline.h"
#include "office/alarm.h"
#include "office/audit_verify.h"
#include "office/calendar.h"
#include "office/child.h"
#include "office/file_stray.h"
#include "office/label.h"
#include "office/last_run.h"
#include "office/mail.h"
#include "office/media_child.h"
#include "office/site.h"
#include "office/site_key.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define DISK_WARN_MB 1024
#define DISK_LEAST_MB 16
#define FILES_WARN 4096
#define SETTLED_DAYS 90
#define BACKUP_WARN_MS (26 * HOUR_MS) /* daily, and two hours late */
#define CLOCK_WARN_MS (3 * MINUTE_MS)
#define POST_WARN_MS (10 * MINUTE_MS) /* a mail server that is away so long */
#define MAIL_WARN_MS HOUR_MS
#define MEDIA_MS 5000

struct text
health_name(enum health health)
{
	static const struct text names[] = {TEXT("ok"), TEXT("warn"), TEXT("fail")};

	return names[health];
}

void
health_note(struct checks *checks, struct arena *arena, enum health health, const char *what,
		const char *format, ...)
{
	char words[400];
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	assert(checks->count < CHECKS_MAX);
	if (health > checks->worst)
		checks->worst = health;
	checks->list[checks->count++] = (struct check){
			.health = health,
			.what = text_of(what),
			.words = text_copy(arena, text_of(words)),
	};
}

#define FIND(health_, what_, ...) health_note(out, ctx->arena, health_, what_, __VA_ARGS__)

/* --- whether it can serve ----------------------------------------------------------------------
 */

static void
look_at_store(struct ctx *ctx, struct checks *out)
{
	struct site_facts facts;

	if (site_load(ctx->store, ctx->arena, &facts) != OK)
		FIND(HEALTH_ILL, "Kho dữ liệu", "không đọc được");
	else
		FIND(HEALTH_WELL, "Kho dữ liệu", "%s",
				store_is_postgres(ctx->store) ? "PostgreSQL" : "SQLite");
}

static void
look_at_disk(struct ctx *ctx, struct checks *out)
{
	const char *path = text_c(ctx->arena, ctx->rules->files);
	unsigned long long megabytes;
	struct statvfs disk;
	enum health health;

	if (statvfs(path, &disk) != 0) {
		FIND(HEALTH_ILL, "Đĩa", "không đọc được %s", path);
		return;
	}
	megabytes = (unsigned long long)disk.f_bavail * disk.f_frsize >> 20;
	health = megabytes < DISK_LEAST_MB  ? HEALTH_ILL
		 : megabytes < DISK_WARN_MB ? HEALTH_WORRY
					    : HEALTH_WELL;
	FIND(health, "Đĩa", "%s còn %llu MB", path, megabytes);
	if (access(path, W_OK) != 0)
		FIND(HEALTH_ILL, "Quyền ghi", "không ghi được vào %s", path);
}

/* --- what to see to ----------------------------------------------------------------------------
 */

static void
look_at_limits(struct ctx *ctx, struct checks *out)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) == 0)
		FIND(files.rlim_cur < FILES_WARN ? HEALTH_WORRY : HEALTH_WELL, "Số tệp mở",
				"giới hạn %llu", (unsigned long long)files.rlim_cur);
}

/* Days that are proposals may move: an operator has to enter the announcement. */
static void
look_at_calendar(struct ctx *ctx, struct checks *out)
{
	struct day today = day_of(ctx->now, ZONE_VIETNAM);
	const struct calendar *calendar;
	bool settled;

	if (calendar_of_unit(ctx, 0, &calendar) != OK) {
		FIND(HEALTH_ILL, "Lịch nghỉ", "không đọc được lịch trong kho dữ liệu");
		return;
	}
	settled = calendar_is_settled(calendar, today, day_add(today, SETTLED_DAYS));
	FIND(settled ? HEALTH_WELL : HEALTH_WORRY, "Lịch nghỉ", "%d ngày tới %s", SETTLED_DAYS,
			settled ? "đều theo thông báo chính thức"
				: "có ngày nghỉ chưa công bố chính thức");
}

static void
look_at_key(struct ctx *ctx, struct checks *out)
{
	struct site_key key;

	if (site_key_mine(ctx, &key) == OK)
		FIND(HEALTH_WELL, "Khóa ký", "vân tay %.*s", TEXT_ARGS(key.fingerprint));
	else
		FIND(HEALTH_WORRY, "Khóa ký",
				"không đọc được khóa nào đang dùng trong %.*s/keys; khi phục vụ, "
				"hệ thống sẽ tạo khóa khác",
				TEXT_ARGS(ctx->rules->files));
}

/* "cách đây 3 giờ" of a run, or why there is none. */
static void
look_at_run(struct ctx *ctx, struct checks *out, const char *name, const char *what,
		int64_t warn_ms)
{
	struct last_run run;
	enum err err = last_run_load(ctx, name, &run);
	int64_t age_ms;

	if (err != OK || !run.ok_at.ms) {
		FIND(HEALTH_WORRY, what, "%s",
				err == OK              ? run.reason.p
				: err == ERR_NOT_FOUND ? "chưa có lần nào"
						       : "không đọc được");
		return;
	}
	age_ms = ctx->now.ms - run.ok_at.ms;
	FIND(age_ms > warn_ms || !run.is_well ? HEALTH_WORRY : HEALTH_WELL, what,
			"lần cuối%s cách đây %s%s%.*s", run.is_well ? "" : " chạy tốt",
			duration_words(ctx->arena, age_ms).p,
			run.is_well ? "" : "; lần sau đó hỏng: ",
			run.is_well ? 0 : (int)run.reason.n, run.reason.n ? run.reason.p : "");
}

static void
look_at_runs(struct ctx *ctx, struct checks *out)
{
	look_at_run(ctx, out, LAST_RUN_CLOCK, "Đồng hồ hệ thống", CLOCK_WARN_MS);
	if (ctx->rules->mail.is_on)
		look_at_run(ctx, out, LAST_RUN_POST, "Gửi thư", POST_WARN_MS);
	if (store_is_postgres(ctx->store))
		FIND(HEALTH_WELL, "Sao lưu", "do PostgreSQL đảm nhiệm; hãy kiểm tra ở đó");
	else
		look_at_run(ctx, out, LAST_RUN_BACKUP, "Sao lưu", BACKUP_WARN_MS);
}

static void
look_at_mail(struct ctx *ctx, struct checks *out)
{
	struct mail_figures mail;
	int64_t age_ms;

	if (mail_figures(ctx, &mail) != OK) {
		FIND(HEALTH_ILL, "Thư", "không đọc được");
		return;
	}
	age_ms = mail.oldest_at.ms ? ctx->now.ms - mail.oldest_at.ms : 0;
	FIND(mail.dead || mail.delayed || age_ms > MAIL_WARN_MS ? HEALTH_WORRY : HEALTH_WELL, "Thư",
			"%lld chờ gửi, trong đó %lld đã gửi hỏng; %lld không gửi được",
			(long long)mail.waiting, (long long)mail.delayed, (long long)mail.dead);
	if (age_ms > MAIL_WARN_MS)
		FIND(HEALTH_WORRY, "Thư", "có thư chờ đã %s", duration_words(ctx->arena, age_ms).p);
	if (mail.held_at.ms)
		FIND(HEALTH_WORRY, "Thư", "bị giữ lại từ %s, vì kho được phục hồi từ bản sao",
				instant_words(ctx->arena, mail.held_at, ctx->rules->zone).p);
}

static void
look_at_alarms(struct ctx *ctx, struct checks *out)
{
	struct text newest;
	int64_t count;

	if (alarm_since(ctx, instant_add(ctx->now, -DAY_MS), &count, &newest) != OK)
		FIND(HEALTH_ILL, "Cảnh báo vận hành", "không đọc được");
	else if (count)
		FIND(HEALTH_WORRY, "Cảnh báo vận hành", "%lld trong 24 giờ qua; mới nhất: %.*s",
				(long long)count, TEXT_ARGS(newest));
	else
		FIND(HEALTH_WELL, "Cảnh báo vận hành", "không có trong 24 giờ qua");
}

/* --- everything --------------------------------------------------------------------------------
 */

static void
look_at_mark(struct ctx *ctx, struct checks *out, const struct audit_verdict *verdict)
{
	int64_t age_ms = ctx->now.ms - verdict->sealed_at.ms;
	bool late = verdict->rows > verdict->sealed_seq && age_ms > 2 * CHECKPOINT_EVERY_MS;

	if (verdict->fault_count)
		FIND(HEALTH_ILL, "Mốc nhật ký", CHECKPOINT_FILE ", dòng %lld: %.*s",
				(long long)verdict->faults[0].line,
				TEXT_ARGS(verdict->faults[0].reason));
	if (!verdict->sealed_seq)
		FIND(HEALTH_WORRY, "Mốc nhật ký", "chưa có mốc nào được ký");
	else
		FIND(late ? HEALTH_WORRY : HEALTH_WELL, "Mốc nhật ký",
				"mốc cuối ký cách đây %s, %lld dòng mới hơn",
				duration_words(ctx->arena, age_ms).p,
				(long long)(verdict->rows - verdict->sealed_seq));
}

static void
look_at_trail(struct ctx *ctx, struct checks *out)
{
	struct audit_verdict verdict;

	if (audit_verify(ctx->store, ctx->arena, ctx->rules->files, &verdict) != OK) {
		FIND(HEALTH_ILL, "Nhật ký", "không đọc được");
		return;
	}
	if (verdict.broken_seq)
		FIND(HEALTH_ILL, "Nhật ký", "hỏng từ dòng %lld: %.*s",
				(long long)verdict.broken_seq, TEXT_ARGS(verdict.reason));
	else
		FIND(HEALTH_WELL, "Nhật ký", "nguyên vẹn, %lld dòng", (long long)verdict.rows);
	look_at_mark(ctx, out, &verdict);
}

static void
look_at_media(struct ctx *ctx, struct checks *out)
{
	struct child_order order = {
			.words = {MEDIA_COMMAND, MEDIA_TRY},
			.input = "/dev/null",
			.output_max = 4096,
			.time_limit_ms = MEDIA_MS,
	};
	struct child_end end = {0};
	enum err err = child_run(ctx->arena, &order, &end);
	bool well = err == OK && end.is_well && text_starts_with(end.output, TEXT("+"));

	FIND(well ? HEALTH_WELL : HEALTH_WORRY, "Kiểm tra tệp", "%s%.*s",
			well ? "tiến trình con cách ly hoạt động" : "chưa nhận được tệp đính kèm: ",
			well ? 0 : (int)end.output.n, end.output.n ? end.output.p : "");
}

static void
look_at_strays(struct ctx *ctx, struct checks *out)
{
	struct file_strays strays;
	unsigned long long bytes = 0;
	size_t count = 0;
	bool is_shared;

	if (site_key_has_stranger(ctx, &is_shared) == OK && is_shared)
		FIND(HEALTH_WORRY, "Tệp thừa",
				"thư mục tệp có khóa ký của kho khác: không tệp nào tự được dọn");
	for (unsigned part = 0; part < FILE_PARTS; part++) {
		if (file_strays(ctx, part, &strays) != OK) {
			FIND(HEALTH_ILL, "Tệp thừa", "không đọc được thư mục tệp");
			return;
		}
		count += strays.count;
		bytes += strays.size;
	}
	if (count)
		FIND(HEALTH_WORRY, "Tệp thừa",
				"%zu tệp không thuộc bản ghi nào, %llu KB; dịch vụ đang chạy sẽ tự "
				"dọn",
				count, (bytes + 1023) / 1024);
	else
		FIND(HEALTH_WELL, "Tệp thừa", "không có");
}

void
health_look(struct ctx *ctx, enum health_depth depth, struct checks *out)
{
	static const struct {
		enum health_depth depth;
		void (*look)(struct ctx *ctx, struct checks *out);
	} parts[] = {
			{HEALTH_READY, look_at_store},
			{HEALTH_READY, look_at_disk},
			{HEALTH_PAGE, look_at_limits},
			{HEALTH_PAGE, look_at_calendar},
			{HEALTH_PAGE, look_at_key},
			{HEALTH_PAGE, look_at_runs},
			{HEALTH_PAGE, look_at_mail},
			{HEALTH_PAGE, look_at_alarms},
			{HEALTH_DEEP, look_at_trail},
			{HEALTH_DEEP, look_at_media},
			{HEALTH_DEEP, look_at_strays},
	};

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (parts[i].depth <= depth)
			parts[i].look(ctx, out);
}

json_t *
checks_json(const struct checks *checks)
{
	static const struct label labels[] = {
			{TEXT("Tốt"), TONE_GOOD},
			{TEXT("Cần xem"), TONE_WARN},
			{TEXT("Hỏng"), TONE_BAD},
	};
	json_t *list = json_new_list();

	for (size_t i = 0; i < checks->count; i++) {
		const struct check *check = &checks->list[i];
		json_t *row = json_add_object(list);

		view_label(row, "health", health_name(check->health), labels[check->health]);
		json_put_text(row, "what", check->what);
		json_put_text(row, "words", check->words);
	}
	return list;
}
