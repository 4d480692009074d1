// status_test.mjs - what machines and operators ask of a running program.
import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve("127.0.0.1:0", "--log-json", "true", "--log-requests", "true");
const admin = house.program("quantri"), officer = house.program("canbo.cshs");
const metric = (text, name) => Number(new RegExp(`^${name.replace(/[{}"+]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1]);

const tests = {
	async "it says that it lives and that it can serve, and no more"() {
		for (const [path, words] of [["/healthz", "ok\n"], ["/readyz", "ready\n"]]) {
			const reply = await fetch(house.base + path);
			assert.equal(reply.status, 200);
			assert.equal(await reply.text(), words);
		}
	},

	async "without the directory of files it lives but is not ready, and is again when it is back"() {
		const files = join(house.dir, "files");
		renameSync(files, `${files}.away`);
		try {
			const reply = await fetch(`${house.base}/readyz`);
			assert.equal(reply.status, 503);
			assert.equal(await reply.text(), "not ready\n");
			assert.equal((await fetch(`${house.base}/healthz`)).status, 200);
			const page = (await admin.get("/desk/status")).body;
			assert.equal(page.checks.find(({ what }) => what === "Đĩa").health.code, "fail");
		} finally {
			renameSync(`${files}.away`, files);
		}
		assert.equal((await fetch(`${house.base}/readyz`)).status, 200);
	},

	async "figures are for who keeps the machine, and count what was answered"() {
		assert.equal((await fetch(`${house.base}/metrics`, { headers: { Authorization: "Bearer congtin_x" }, redirect: "manual" })).status, 401);
		assert.equal((await officer.get("/metrics")).status, 403);
		assert.equal((await officer.get("/desk/status")).status, 403);
		const before = await admin.get("/metrics");
		assert.equal(before.status, 200);
		assert.match(before.headers.get("content-type"), /^text\/plain; version=0\.0\.4/);
		for (let i = 0; i < 5; i++) await (await fetch(`${house.base}/tin-tuc`)).text();
		await (await fetch(`${house.base}/khong-co/trang-nay`)).text();
		const after = await admin.get("/metrics");
		const grown = (name) => metric(after.text, name) - metric(before.text, name);
		assert.ok(grown('congtin_answers_total{status="2xx"}') >= 5);
		assert.ok(grown('congtin_answers_total{status="4xx"}') >= 1);
		assert.ok(grown("congtin_answers_cached_total") >= 4);
		assert.equal(grown("congtin_answer_seconds_count"), grown('congtin_answer_seconds_bucket{le="+Inf"}'));
		assert.ok(metric(after.text, "congtin_connections") >= 1);
		assert.equal(metric(after.text, "congtin_writer_queue"), 0);
		for (const state of ["waiting", "delayed", "dead"])
			assert.ok(metric(after.text, `congtin_mails{state="${state}"}`) >= 0, state);
		const { checks } = (await admin.get("/desk/status")).body;
		for (const { what } of checks)
			assert.equal(after.text.split(`congtin_check{what="${what}"}`).length, 2, what);
	},

	async "each line of figures is in the monitor's format"() {
		const { text } = await admin.get("/metrics");
		for (const line of text.trimEnd().split("\n"))
			assert.match(line, /^(# (HELP|TYPE) congtin_[a-z_]+ .+|congtin_[a-z_]+(\{[a-z]+="[^"]*"\})? [0-9.]+)$/);
	},

	async "each request is a line of JSON with the number that its error page shows"() {
		const page = await (await fetch(`${house.base}/khong-co/"trang\\nay`, { headers: { Accept: "application/json" } })).json();
		await new Promise((done) => setTimeout(done, 400));
		const lines = house.errors.trim().split("\n").map((line) => JSON.parse(line));
		const mine = lines.find(({ request }) => request === page.request);
		assert.ok(mine, JSON.stringify(page));
		assert.equal(mine.status, 404);
		assert.equal(mine.method, "GET");
	},

	async "what went wrong in a request is told with its number"() {
		const files = join(house.dir, "files"), form = new FormData();
		form.set("file", new Blob(["%PDF-1.4"], { type: "application/pdf" }), "a.pdf");
		renameSync(files, `${files}.away`);
		try {
			const reply = await fetch(`${house.base}/desk/items/1/attachments`, { method: "POST", body: form,
				headers: { Authorization: `Bearer ${officer.token}`, Accept: "application/json" } });
			assert.ok(reply.status >= 500, String(reply.status));
			const { request } = await reply.json();
			const lines = house.errors.trim().split("\n").map((line) => JSON.parse(line));
			assert.ok(lines.some((line) => line.level === "error" && line.request === request), house.errors);
		} finally {
			renameSync(`${files}.away`, files);
		}
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
