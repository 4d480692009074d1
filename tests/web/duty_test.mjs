// duty_test.mjs - the proof of a date, and what is decided about a duty, as people and programs meet them.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { House, local_day, run_tests } from "../browser/lib.mjs";

const DAY = 86400_000;
const shown = (iso) => iso.split("-").reverse().join("/");
const is_week = (iso) => ![0, 6].includes(new Date(iso).getUTCDay());

/* The calendar of the country, with one more day off in the coming week that nobody has confirmed. */
const dir = mkdtempSync(join(tmpdir(), "congtin-duty-"));
const calendar = join(dir, "vn.csv");
const known = readFileSync("calendars/vn.csv", "utf8");
const announced = [1, 2, 3, 4, 5].map((days) => local_day(days)).find((iso) => is_week(iso) && !known.includes(`\n${iso},`));
writeFileSync(calendar, `${known.trimEnd()}\n${announced},swapped_off,Nghỉ hoán đổi dự kiến,Tin báo chưa có quyết định,announced\n`);

const house = new House({ init: ["--calendar", calendar] });
await house.serve("127.0.0.1:0", "--calendar", calendar);
const who = Object.fromEntries(
	["canbo.cshs", "lanhdao.cshs", "lanhdao.phapche", "dieuphoi", "kiemtoan"].map((login) => [login, house.program(login)]));
const officer = who["canbo.cshs"], leader = who["lanhdao.cshs"], coordinator = who.dieuphoi;

async function owe(rule, evidence) {
	const opened = await officer.post("/desk/matters", { rule, title: `Vụ việc ${rule}`, happened: "Nội dung vụ việc.", ...evidence });
	assert.equal(opened.status, 201, opened.text);
	return (await officer.get(opened.body.location)).body.duties[0].href;
}
const report = () => owe("6a", { evidence_document_number: "12/BC-C02", evidence_approved_on: local_day(0) });
const question = () => owe("10a", { evidence_question: "Hỏi nơi nộp hồ sơ.", evidence_received_on: local_day(0) });
const read = async (href, person = officer) => (await person.get(href)).body;

/* Sends a decision about the duty as it stands. */
async function decide(person, href, kind, words) {
	const { version } = await read(href, who.kiemtoan);
	return person.post(`${href}/${kind}`, { version, reason: "Theo đề nghị của đơn vị.", ...words });
}

const tests = {
	async "the proof names regulation, anchor, evidence and calendar, and tells each day with its reason"() {
		const body = await read(await report());
		assert.equal(body.regulation.number, "80/2020/TT-BCA");
		assert.equal(body.regulation.effective_from.iso, "2020-09-15");
		assert.match(body.citation, /Khoản 6 Điều 5/);
		assert.equal(body.anchor.iso.slice(0, 10), local_day(0));
		assert.doesNotMatch(body.anchor.text, /\d\d:\d\d/);
		assert.deepEqual(body.evidence.filter((row) => row.is_anchor).map((row) => row.value), [shown(local_day(0))]);
		assert.ok(body.evidence.some((row) => row.value === "12/BC-C02"));
		assert.ok(body.calendar.version > 0 && body.calendar.label);
		assert.equal(body.proof[0].act, "anchor");
		for (const day of body.proof) assert.ok(day.reason && day.weekday, day.day.iso);
		assert.equal(body.proof.filter((day) => day.act === "counted").at(-1).day.iso, body.deadline.last_day.iso);
		assert.equal(Date.parse(body.deadline.due_before.iso), Date.parse(`${body.deadline.last_day.iso}T00:00:00+07:00`) + DAY);
	},

	async "a day off that nobody confirmed gives both dates, and its row in the proof says so"() {
		const href = await report();
		const body = await read(href);
		const doubtful = body.proof.find((day) => day.day.iso === announced);
		assert.equal(doubtful.confirmed, false);
		assert.equal(doubtful.act, "passed");
		assert.equal(body.deadline.confirmed, false);
		assert.ok(body.deadline.other_day.iso < body.deadline.last_day.iso);
		const page = await officer.call("GET", href, undefined, { Accept: "text/html" });
		assert.match(page.text, /chưa công bố chính thức/);
		assert.ok(page.text.includes(shown(body.deadline.last_day.iso)) && page.text.includes(shown(body.deadline.other_day.iso)));
	},

	async "the Portal excuses with a reason, and the unit that owes it may not"() {
		const href = await report();
		for (const stranger of [officer, leader, who.kiemtoan]) assert.equal((await decide(stranger, href, "excuse")).status, 403);
		const empty = await decide(coordinator, href, "excuse", { reason: "" });
		assert.equal(empty.status, 422);
		assert.ok(empty.body.complaints.reason);
		assert.equal((await decide(coordinator, href, "excuse", { document: "Phiếu 64" })).status, 200);
		const body = await read(href);
		assert.equal(body.state.code, "excused");
		assert.equal(body.page.title, "Vì sao nghĩa vụ này được miễn?");
		assert.deepEqual(body.acts.map((act) => [act.kind.code, act.document]), [["excuse", "Phiếu 64"]]);
		assert.equal((await decide(coordinator, href, "reopen")).status, 200);
		assert.equal((await read(href)).state.code, "open");
	},

	async "a paused term has no date, and runs on when it is resumed"() {
		const href = await report();
		const before = await read(href);
		assert.equal((await decide(coordinator, href, "pause")).status, 200);
		const paused = await read(href);
		assert.equal(paused.paused, true);
		assert.equal(paused.deadline.due_before, false);
		assert.equal((await decide(coordinator, href, "pause")).status, 409);
		assert.equal((await decide(coordinator, href, "resume")).status, 200);
		const after = await read(href);
		assert.equal(after.paused, false);
		assert.equal(after.deadline.last_day.iso, before.deadline.last_day.iso);
		assert.deepEqual(after.acts.map((act) => act.kind.code), ["pause", "resume"]);
	},

	async "who owes an answer extends it by naming other units, from the same receipt"() {
		const href = await question();
		const before = await read(href);
		assert.equal((await decide(coordinator, href, "extend", { units: ["ANM-CNC"] })).status, 403);
		assert.equal((await decide(who["lanhdao.phapche"], href, "extend", { units: ["ANM-CNC"] })).status, 403);
		for (const units of [[], ["CSHS"], ["KHONG-CO"]]) {
			const bad = await decide(leader, href, "extend", { units });
			assert.equal(bad.status, 422, units);
			assert.ok(bad.body.complaints.units, units);
		}
		assert.equal((await decide(leader, href, "extend", { units: ["ANM-CNC", "CA-01"] })).status, 200);
		const body = await read(href);
		assert.match(body.limit, /10 ngày làm việc/);
		assert.equal(body.anchor.iso, before.anchor.iso);
		assert.equal(body.extension.rule, "10b");
		assert.match(body.extension.replaced, /5 ngày làm việc/);
		assert.equal(body.proof.filter((day) => day.act === "counted").length, 10);
		assert.equal(body.acts[0].units.split("; ").length, 2);
	},

	async "of two decisions at once the second is told, and nothing of it is done"() {
		const href = await report();
		const { version } = await read(href);
		assert.equal((await coordinator.post(`${href}/pause`, { version, reason: "Thứ nhất." })).status, 200);
		const second = await coordinator.post(`${href}/excuse`, { version, reason: "Thứ hai." });
		assert.equal(second.status, 409);
		assert.deepEqual((await read(href)).acts.map((act) => act.reason), ["Thứ nhất."]);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
	rmSync(dir, { recursive: true });
});
