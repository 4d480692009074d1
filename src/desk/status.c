/*
 * status.c - whether the machine is well: a page for operators, two addresses for machines.
 *
 * /readyz tells anybody no more than yes or no; what is wrong is in the page, in the log
 * and in `congtin doctor`. /metrics is in Prometheus's text format and needs
 * MAY_STATUS_READ: a personal token of an administrator.
 */
#include "base/buf.h"
#include "base/meter.h"
#include "desk/status_routes.h"
#include "desk/view.h"
#include "law/permit.h"
#include "office/alarm.h"
#include "office/health.h"
#include "office/last_run.h"
#include "office/mail.h"

#define ALARM_ROWS 20
#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

static enum err
get_ready(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct checks found = {0};

	(void)request;
	health_look(ctx, HEALTH_READY, &found);
	reply_header(reply, "Cache-Control", TEXT("no-store"));
	if (found.worst == HEALTH_ILL)
		reply_body(reply, 503, "text/plain; charset=utf-8", TEXT("not ready\n"));
	else
		reply_body(reply, 200, "text/plain; charset=utf-8", TEXT("ready\n"));
	return OK;
}

/* --- figures -----------------------------------------------------------------------------------
 */

static void
metric_head(struct buf *out, const char *name, const char *kind, const char *help)
{
	buf_addf(out, "# HELP congtin_%s %s\n# TYPE congtin_%s %s\n", name, help, name, kind);
}

static void
gauge_add(void *to, const char *name, const char *help, int64_t value)
{
	struct buf *out = to;

	metric_head(out, name, "gauge", help);
	buf_addf(out, "congtin_%s %lld\n", name, (long long)value);
}

static void
answers_add(struct buf *out, const uint64_t counts[METER_COUNTERS])
{
	metric_head(out, "answers_total", "counter", "Câu trả lời theo nhóm mã trạng thái");
	for (int i = METER_2XX; i <= METER_5XX; i++)
		buf_addf(out, "congtin_answers_total{status=\"%dxx\"} %llu\n", i - METER_1XX + 1,
				(unsigned long long)counts[i]);
	metric_head(out, "answers_cached_total", "counter", "Trang trả lời từ bộ nhớ đệm");
	buf_addf(out, "congtin_answers_cached_total %llu\n",
			(unsigned long long)counts[METER_CACHED]);
	metric_head(out, "answer_bytes_total", "counter", "Byte nội dung đã gửi");
	buf_addf(out, "congtin_answer_bytes_total %llu\n", (unsigned long long)counts[METER_BYTES]);
}

/* Buckets are cumulative, in seconds, as the format wants them. */
static void
times_add(struct buf *out, const uint64_t counts[METER_COUNTERS])
{
	unsigned long long sum = 0, all = 0;

	for (int i = METER_1XX; i <= METER_5XX; i++)
		all += counts[i];
	metric_head(out, "answer_seconds", "histogram", "Thời gian trả lời");
	for (int i = 0; i < METER_BUCKETS; i++) {
		sum += counts[METER_1MS + i];
		buf_addf(out, "congtin_answer_seconds_bucket{le=\"%g\"} %llu\n",
				METER_BOUNDS_MS[i] / 1000.0, sum);
	}
	buf_addf(out, "congtin_answer_seconds_bucket{le=\"+Inf\"} %llu\n", all);
	buf_addf(out, "congtin_answer_seconds_sum %.3f\n", (double)counts[METER_MS] / 1000);
	buf_addf(out, "congtin_answer_seconds_count %llu\n", all);
}

static void
health_add(struct buf *out, const struct checks *found)
{
	metric_head(out, "health", "gauge", "0 tốt, 1 cần xem, 2 hỏng");
	buf_addf(out, "congtin_health %d\n", (int)found->worst);
	metric_head(out, "check", "gauge", "Từng mục khám: 0 tốt, 1 cần xem, 2 hỏng");
	for (size_t i = 0; i < found->count; i++) {
		enum health worst = HEALTH_WELL;
		size_t same = 0; /* of its name; the last of them tells, once */

		for (size_t j = 0; j < found->count; j++)
			if (text_equals(found->list[j].what, found->list[i].what)) {
				same = j;
				if (found->list[j].health > worst)
					worst = found->list[j].health;
			}
		if (same == i)
			buf_addf(out, "congtin_check{what=\"%.*s\"} %d\n",
					TEXT_ARGS(found->list[i].what), (int)worst);
	}
}

static void
mails_add(struct buf *out, const struct mail_figures *mails, struct instant now)
{
	const struct {
		const char *state;
		int64_t count;
	} rows[] = {{"waiting", mails->waiting}, {"delayed", mails->delayed},
			{"dead", mails->dead}};

	metric_head(out, "mails", "gauge", "Thư chờ gửi, trong đó đã gửi hỏng; không gửi được");
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		buf_addf(out, "congtin_mails{state=\"%s\"} %lld\n", rows[i].state,
				(long long)rows[i].count);
	gauge_add(out, "mail_oldest_seconds", "Tuổi của thư đến giờ gửi mà còn chờ",
			mails->oldest_at.ms ? (now.ms - mails->oldest_at.ms) / SECOND_MS : 0);
}

static void
runs_add(struct buf *out, const struct last_run *runs, size_t count)
{
	metric_head(out, "last_run_ok_timestamp_seconds", "gauge", "Lần chạy tốt gần nhất");
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "congtin_last_run_ok_timestamp_seconds{job=\"%.*s\"} %lld\n",
				TEXT_ARGS(runs[i].name), (long long)(runs[i].ok_at.ms / SECOND_MS));
}

static enum err
get_metrics(struct ctx *ctx, struct request *request, struct reply *reply)
{
	struct buf out = BUF(ctx->arena);
	uint64_t counts[METER_COUNTERS];
	struct checks found = {0};
	struct mail_figures mails;
	struct last_run *runs;
	size_t count;

	(void)request;
	TRY(last_run_list(ctx, &runs, &count));
	TRY(mail_figures(ctx, &mails));
	health_look(ctx, HEALTH_PAGE, &found);
	meter_read(ctx->meter, counts);
	answers_add(&out, counts);
	times_add(&out, counts);
	meter_gauges(ctx->meter, &out, gauge_add);
	health_add(&out, &found);
	mails_add(&out, &mails, ctx->now);
	runs_add(&out, runs, count);
	reply_header(reply, "Cache-Control", TEXT("no-store"));
	reply_body(reply, 200, METRICS_TYPE, buf_text(&out));
	return OK;
}

/* --- the page ----------------------------------------------------------------------------------
 */

static void
gauge_view(void *to, const char *name, const char *help, int64_t value)
{
	json_t *row = json_add_object(to);

	json_put_text(row, "name", text_of(name));
	json_put_text(row, "words", text_of(help));
	json_put_int(row, "value", value);
}

static void
counts_view(struct ctx *ctx, json_t *view)
{
	uint64_t counts[METER_COUNTERS], all = 0;

	meter_read(ctx->meter, counts);
	for (int i = METER_1XX; i <= METER_5XX; i++)
		all += counts[i];
	json_put_int(view, "answers", (int64_t)all);
	json_put_int(view, "answers_cached", (int64_t)counts[METER_CACHED]);
	json_put_int(view, "answers_failed", (int64_t)counts[METER_5XX]);
}

static void
runs_view(struct ctx *ctx, json_t *view, const struct last_run *runs, size_t count)
{
	json_t *list = json_put_list(view, "runs");

	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "name", runs[i].name);
		json_put_text(row, "label", runs[i].label);
		json_put_text(row, "words", runs[i].words);
		json_put_text(row, "holder", runs[i].holder);
		json_put_int(row, "fence", runs[i].fence);
		view_instant(ctx, row, "ok_at", runs[i].ok_at.ms != 0, runs[i].ok_at);
		view_instant(ctx, row, "failed_at", runs[i].failed_at.ms != 0, runs[i].failed_at);
		json_put_text(row, "reason", runs[i].reason);
		json_put_bool(row, "is_well", runs[i].is_well);
	}
	json_put_bool(view, "has_runs", count > 0);
}

static enum err
alarms_view(struct ctx *ctx, json_t *view)
{
	json_t *list = json_put_list(view, "alarms");
	struct alarm_row *rows;
	size_t count;

	TRY(alarm_list(ctx, ALARM_ROWS, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		json_t *row = json_add_object(list);

		json_put_text(row, "words", rows[i].words);
		json_put_instant(row, "at", rows[i].at, ctx->rules->zone);
	}
	json_put_bool(view, "has_alarms", count > 0);
	return OK;
}

static enum err
get_status(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = view_of(reply);
	struct checks found = {0};
	struct last_run *runs;
	size_t count;

	(void)request;
	TRY(last_run_list(ctx, &runs, &count));
	health_look(ctx, HEALTH_PAGE, &found);
	json_object_set_new(view, "checks", checks_json(&found));
	json_put_bool(view, "is_well", found.worst == HEALTH_WELL);
	runs_view(ctx, view, runs, count);
	TRY(alarms_view(ctx, view));
	meter_gauges(ctx->meter, json_put_list(view, "gauges"), gauge_view);
	counts_view(ctx, view);
	return OK;
}

const struct route desk_status_routes[] = {
		{ROUTE(GET, "/readyz", MAY_PUBLIC, get_ready),
				.summary = "Có phục vụ được không, cho máy hỏi"},
		{ROUTE(GET, "/metrics", MAY_STATUS_READ, get_metrics),
				.summary = "Số đo của máy chủ, dạng Prometheus"},
		{ROUTE(GET, "/desk/status", MAY_STATUS_READ, get_status), .template = "desk/status",
				.summary = "Tình trạng hệ thống"},
};

const size_t desk_status_route_count = COUNT_OF(desk_status_routes);
