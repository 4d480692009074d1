// clock_test.mjs - what the clock does it does once, wherever it is when it is killed.
//
// Matters are opened whose terms are over already, so that each owes a reminder at once, and items are
// scheduled for every moment of the killing. CLOCKS programs run on the one store (1 on SQLite, 3 on
// PostgreSQL); one of them is killed with SIGKILL at a random moment and started again, KILLS times
// (20 in the check). Then each duty is told of once, each item is public once, and each mail went out
// under one Message-ID.
import assert from "node:assert/strict";
import { House, run_tests, scheduled_item } from "../browser/lib.mjs";
import { MailServer } from "../support/mail.mjs";

const KILLS = Number(process.env.CLOCK_KILLS ?? 20);
const CLOCKS = Number(process.env.CLOCKS ?? (process.env.CONGTIN_TEST_ENGINE === "postgresql" ? 3 : 1));
const WAIT_MS = 3000; /* at most, before a kill: longer than a lease */
const ITEMS = Math.min(KILLS, 60);
const house = new House();
const server = new MailServer();
const FLAGS = [
	"--smtp-url", await server.serve(), "--smtp-plain", "true", "--mail-from", "cong@cong.example", "--quiet-hours", "",
	"--smtp-timeout-ms", "500", "--mail-retry-ms", "1000", "--clock-settle-ms", "100",
];
const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));
const clocks = [house, ...Array.from({ length: CLOCKS - 1 }, () => house.twin())];
for (const clock of clocks) await clock.serve("127.0.0.1:0", ...FLAGS);
const officer = house.program("canbo.cshs"), editor = house.program("bientap2"), publisher = house.program("xuatban");
const matters = [], items = [];
let killing = true;

const ago = (hours) => new Date(Date.now() - hours * 3600000).toISOString();

/* Owed for twelve hours, eight hours ago: the clock has to say that it is late. */
async function open_late(number) {
	const answer = await officer.post("/desk/matters", {
		rule: "7", title: `Vụ cháy ${number}`, happened: "Lãnh đạo Cục phê duyệt.",
		evidence_occurred_at: ago(20), evidence_detected_at: ago(20), evidence_incident: "Cháy chợ.",
	});
	assert.equal(answer.status, 201, answer.text);
	matters.push(Number(answer.body.location.split("/").pop()));
}

/* What nobody answered because of a kill is left alone: nothing is claimed of it. */
async function client() {
	for (let i = 0; killing; i++, await sleep(400))
		await open_late(i).catch((error) => {
			if (error instanceof assert.AssertionError) throw error;
		});
}

const count = (sql) => Number(house.rows(sql)[0][0]);
async function until(sql, ms = 120000) {
	for (const end = Date.now() + ms; Date.now() < end; await sleep(200)) if (!count(sql)) return;
	throw new Error(`never so: ${sql}: ${count(sql)} ${house.errors}`);
}

const OF_MATTERS = "duty d JOIN matter m ON m.id = d.matter WHERE m.title LIKE 'Vụ cháy %'";

const tests = {
	async [`${KILLS} kills of ${CLOCKS} clocks, and what was scheduled is public`]() {
		const begin = Date.now() + 2000 + ITEMS * 60;
		for (let i = 0; i < ITEMS; i++) items.push(await scheduled_item(editor, publisher, `Bài hẹn giờ ${i}`, new Date(begin + (i * KILLS * WAIT_MS) / 2 / ITEMS)));
		const work = client();
		for (let i = 0; i < KILLS; i++) {
			const clock = clocks[Math.floor(Math.random() * CLOCKS)];
			await sleep(Math.random() * WAIT_MS);
			await clock.stop("SIGKILL");
			await clock.serve("127.0.0.1:0", ...FLAGS);
		}
		killing = false;
		await work;
		await until("SELECT count(*) FROM item WHERE publish_at IS NOT NULL AND title LIKE 'Bài hẹn giờ %'");
		await until(`SELECT count(*) FROM ${OF_MATTERS} AND d.state = 'open' AND d.remind_at IS NOT NULL`);
		assert.ok(matters.length > KILLS);
	},

	"each item was published once, and its page is there"() {
		const found = house.rows(`SELECT object, count(*) FROM audit WHERE action = 'item.publish' AND refused = 0 AND object IN (${items}) GROUP BY object`);
		assert.equal(found.length, items.length);
		for (const [item, times] of found) assert.equal(times, "1", `item ${item}`);
		assert.equal(count(`SELECT count(*) FROM audit WHERE action = 'item.publish' AND refused = 1`), 0);
		assert.equal(count("SELECT count(*) FROM item WHERE state = 'published' AND title LIKE 'Bài hẹn giờ %'"), items.length);
	},

	"each duty whose term is over has each reminder once, and one of them was told, once to each person"() {
		const owed = count(`SELECT count(*) FROM ${OF_MATTERS} AND d.rule = '7'`);
		const told = house.rows(`SELECT duty, count(*), SUM(told) FROM reminder WHERE rule = '7' AND duty IN (SELECT d.id FROM ${OF_MATTERS}) GROUP BY duty`);
		assert.ok(owed >= matters.length);
		assert.equal(told.length, owed);
		for (const row of told) assert.deepEqual(row.slice(1), ["4", "1"], `duty ${row[0]}`);
		const people = house.rows(`SELECT duty, count(*), count(DISTINCT account) FROM notice WHERE kind = 'remind_late' AND duty IN (SELECT d.id FROM ${OF_MATTERS} AND d.rule = '7') GROUP BY duty`);
		assert.equal(people.length, owed);
		for (const [duty, notices, accounts] of people) assert.deepEqual([notices, accounts], [people[0][1], people[0][1]], `duty ${duty}`);
	},

	async "each mail went out, under one Message-ID"() {
		await until("SELECT count(*) FROM mail WHERE state = 'waiting' AND next_at < 9000000000000");
		assert.equal(count("SELECT count(*) FROM mail WHERE state = 'dead'"), 0);
		const sent = count("SELECT count(*) FROM mail WHERE state = 'sent'");
		const ids = new Map();
		for (let i = 0; i < 50 && ids.size < sent; i++, await sleep(100)) /* the last ones are still in the pipe */
			for (const { id, data } of server.mails) {
				const content = data.replace(/=_[0-9a-f]+/g, "");
				assert.equal(ids.get(id) ?? content, content);
				ids.set(id, content);
			}
		assert.equal(ids.size, sent);
		console.log(`${matters.length} matters, ${items.length} items, ${sent} mails in ${server.mails.length} sendings, ${KILLS} kills`);
	},

	"the audit chain is whole, and the operators' alarms name what was late"() {
		assert.match(house.command("audit", "verify"), /nguyên vẹn/);
		const late = house.rows("SELECT words FROM alarm WHERE key LIKE 'publish:%'");
		for (const [words] of late) assert.match(words, /hẹn đăng lúc/);
	},
};

await run_tests(tests, async () => {
	for (const clock of clocks) await clock.stop();
	server.stop();
	house.remove();
});
