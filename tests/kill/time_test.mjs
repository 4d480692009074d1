// time_test.mjs - a machine whose clock jumps, and days that come seldom: nothing is done too early, and nothing twice.
//
// The program's wall clock is faketime's; it reads what it is told from a file, while it runs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { House, run_tests, scheduled_item } from "../browser/lib.mjs";
import { MailServer } from "../support/mail.mjs";

const SETTLE_MS = 1500, HOUR_MS = 3600000, DAY_MS = 24 * HOUR_MS;
const house = new House();
const server = new MailServer();
const watch = join(house.dir, "time");
const FLAGS = [
	"--smtp-url", await server.serve(), "--smtp-plain", "true", "--mail-from", "cong@cong.example", "--quiet-hours", "",
	"--clock-settle-ms", String(SETTLE_MS),
];
const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));
let ahead_ms = 0;

/* The program's clock is so far ahead of ours from now on. */
function jump(ms) {
	ahead_ms = ms;
	writeFileSync(watch, `${ms < 0 ? "-" : "+"}${Math.abs(ms) / 1000}`);
}
const now = () => new Date(Date.now() + ahead_ms);

jump(0);
house.env = {
	LD_PRELOAD: execFileSync("sh", ["-c", "ls /usr/lib/*/faketime/libfaketimeMT.so.1"], { encoding: "utf8" }).trim(),
	FAKETIME_TIMESTAMP_FILE: watch, FAKETIME_NO_CACHE: "1", FAKETIME_DONT_FAKE_MONOTONIC: "1", NO_FAKE_STAT: "1",
};

const schedule = (title, at) => scheduled_item(house.program("bientap2"), house.program("xuatban"), title, at);
const count = (sql) => Number(house.rows(sql)[0][0]);
const published = (item) => count(`SELECT count(*) FROM audit WHERE action = 'item.publish' AND refused = 0 AND object = ${item}`);
async function until(good, what, ms = 30000) {
	for (const end = Date.now() + ms; Date.now() < end; await sleep(100)) if (await good()) return;
	throw new Error(`never so: ${what} ${house.errors}`);
}

let item, matter;
const told = () => house.rows(`SELECT r.kind, r.told FROM reminder r JOIN duty d ON d.id = r.duty WHERE d.matter = ${matter} AND d.rule = '7' ORDER BY r.told, r.kind`);

const tests = {
	async "a clock that jumps a day and is set back tells and publishes nothing, and operators hear of it"() {
		await house.serve("127.0.0.1:0", ...FLAGS);
		const at = new Date(now() - HOUR_MS).toISOString();
		const made = await house.program("canbo.cshs").post("/desk/matters", {
			rule: "7", title: "Vụ cháy", happened: "Lãnh đạo Cục phê duyệt.", /* due in eleven hours */
			evidence_occurred_at: at, evidence_detected_at: at, evidence_incident: "Cháy chợ.",
		});
		matter = made.body.location.split("/").pop();
		item = await schedule("Bài của ngày mai", new Date(+now() + 12 * HOUR_MS));
		jump(DAY_MS);
		await sleep(SETTLE_MS / 2);
		jump(0);
		await sleep(SETTLE_MS * 1.5);
		assert.equal(published(item), 0);
		assert.deepEqual(told(), []);
		assert.equal(count("SELECT count(*) FROM alarm WHERE key LIKE 'jump:%'"), 2);
	},

	async "a jump that stays is believed after a while; what came due is done once, and said to be late"() {
		jump(DAY_MS);
		await until(() => published(item) && told().length, "published and told");
		assert.deepEqual(told(), [["due", "0"], ["first", "0"], ["second", "0"], ["late", "1"]]);
		assert.equal(count(`SELECT count(*) FROM alarm WHERE key LIKE 'publish:${item}:%'`), 1);
	},

	async "a clock that goes back and forth does nothing twice"() {
		for (const days of [0, 1, -1, 2, 1]) {
			jump(days * DAY_MS);
			await sleep(SETTLE_MS + 1000);
		}
		assert.equal(published(item), 1);
		assert.equal(told().length, 4);
		assert.deepEqual(house.rows("SELECT account FROM notice WHERE kind = 'remind_late' GROUP BY account, duty HAVING count(*) > 1"), []);
		assert.match(house.command("audit", "verify"), /nguyên vẹn/);
		await house.stop();
	},

	async "at the year's end, on the first of Tết and on 29/2/2028 an item appears and the morning's mail comes"() {
		for (const day of ["2027-01-01", "2027-02-06", "2028-02-29"]) {
			const midnight = new Date(`${day}T00:00:00+07:00`);
			jump(midnight - 6000 - Date.now());
			await house.serve("127.0.0.1:0", ...FLAGS);
			const made = await schedule(`Bài của ngày ${day}`, midnight);
			await until(() => published(made), `published on ${day}`);
			assert.ok(count(`SELECT published_at FROM item WHERE id = ${made}`) >= +midnight);
			assert.ok(count(`SELECT count(*) FROM notice WHERE digest_at = ${+midnight + 7.5 * HOUR_MS}`) > 0);
			await house.stop();
			jump(+midnight + 7.5 * HOUR_MS - 1000 - Date.now());
			await house.serve("127.0.0.1:0", ...FLAGS);
			const words = `Thông báo ngày ${day.split("-").reverse().join("/")}`;
			await until(() => server.mails.some((mail) => mail.subject.startsWith(words)), words);
			for (const mail of server.mails.filter((one) => one.subject.startsWith(words)))
				assert.ok(new Date(mail.headers.get("date")) >= +midnight + 7.5 * HOUR_MS);
			await until(() => !count("SELECT count(*) FROM mail WHERE state = 'waiting'"), "all sent");
			await house.stop();
		}
		assert.equal(new Set(server.mails.map((mail) => mail.id)).size, server.mails.length);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	server.stop();
	house.remove();
});
