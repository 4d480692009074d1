// incident_test.mjs - an incident from its report to the public: instants, four parts, what follows.
import assert from "node:assert/strict";
import { House, local_time, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = {
	officer: house.program("canbo.cshs"),
	leader: house.program("lanhdao.cshs"),
	editor: house.program("bientap"),
	publisher: house.program("xuatban"),
};
const HOUR = 3600_000;
const told = (more = {}) => ({
	rule: "7", declared: true, title: "Cháy tại chợ minh họa", abstract: "Lực lượng chức năng đã khống chế đám cháy.",
	fact_place: "Phường Minh Họa", fact_occurred_at: local_time(-2 * HOUR), fact_incident: "Cháy khu hàng vải.",
	fact_view: "Làm rõ nguyên nhân.", fact_done: "Đã đưa người dân ra ngoài.", fact_planned: "Khám nghiệm hiện trường.",
	evidence_detected_at: local_time(-1.5 * HOUR), evidence_reported_at: local_time(-HOUR), ...more,
});
const fields = (answer) => Object.keys(answer.body.complaints).sort();
const open = (more) => who.leader.post("/desk/express", told(more));
const step = async (person, item, name, more) => {
	const answer = await person.post(`${item}/${name}`, more);
	assert.equal(answer.status, 200, `${name}: ${answer.text}`);
};

let item;

const tests = {
	async "the hours run from when it occurred, and the record has its instants and four parts"() {
		const made = await open();
		assert.equal(made.status, 201, made.text);
		item = `/desk/items/${made.body.id}`;
		const { body } = await who.leader.get(item);
		assert.equal(body.state.code, "sent");
		const [duty] = (await who.leader.get(body.matter_href)).body.duties;
		assert.match(duty.limit, /12 giờ/);
		assert.equal(duty.state.code, "met");
		assert.deepEqual(duty.incident.parts.map((part) => part.given), [true, true, true, true]);
		for (const key of ["occurred_at", "detected_at", "reported_at"]) assert.ok(duty.incident[key].iso, key);
		assert.equal(duty.incident.is_late_at_birth, false);
	},

	async "an incident opened before its parts are written shows which are missing, and the minutes that are left"() {
		const { body } = await who.officer.post("/desk/matters", {
			rule: "7", title: "Vụ việc", happened: "Vừa xảy ra.", evidence_incident: "Vừa xảy ra.",
			evidence_occurred_at: local_time(-HOUR), evidence_detected_at: local_time(-HOUR),
		});
		const [duty] = (await who.officer.get(`/desk/matters/${body.id}`)).body.duties;
		assert.deepEqual(duty.incident.parts.map((part) => part.given), [false, false, false, false]);
		assert.match(JSON.stringify(duty.deadline), /Còn (10 giờ 5\d|11 giờ)/);
	},

	async "instants out of order are complained about at their field"() {
		assert.deepEqual(fields(await open({ evidence_detected_at: local_time(-3 * HOUR) })), ["evidence_detected_at"]);
		assert.deepEqual(fields(await open({ evidence_reported_at: local_time(-1.9 * HOUR) })), ["evidence_reported_at"]);
		assert.deepEqual(fields(await open({ fact_occurred_at: local_time(HOUR) })), ["fact_occurred_at"]);
	},

	async "what was detected too late is late at birth and says why"() {
		const late = { fact_occurred_at: local_time(-20 * HOUR), evidence_detected_at: local_time(-2 * HOUR) };
		assert.deepEqual(fields(await open(late)), ["evidence_late_because"]);
		const made = await open({ ...late, evidence_late_because: "Địa bàn xa, mất liên lạc." });
		assert.equal(made.status, 201, made.text);
		const { body } = await who.leader.get(`/desk/items/${made.body.id}`);
		const [duty] = (await who.leader.get(body.matter_href)).body.duties;
		assert.equal(duty.incident.is_late_at_birth, true);
		assert.equal(duty.incident.late_because, "Địa bàn xa, mất liên lạc.");
		assert.match(JSON.stringify(duty.verdict ?? duty), /muộn|trễ|quá hạn/i);
	},

	async "it is public only after a second person, and what follows is told on the same page"() {
		await step(who.editor, item, "pass", { declared: true, revision: 1 });
		assert.equal((await who.editor.get(item)).body.public, false);
		assert.equal((await who.editor.post(`${item}/pass`, { declared: true, revision: 1 })).status, 403);
		await step(who.publisher, item, "pass", { declared: true, revision: 1 });
		const path = (await who.editor.get(item)).body.public;
		await step(who.editor, item, "correct", { declared: true, revision: 1, reason: "Có kết quả khám nghiệm." });
		const { rule, ...typed } = told({ base: 1, section: "vu-viec", fact_done: "Đã khám nghiệm hiện trường.", correction: "Thêm kết quả khám nghiệm." });
		assert.deepEqual(fields(await who.editor.post(item, typed)), ["fact_message"]);
		const saved = await who.editor.post(item, { ...typed, fact_message: "update" });
		assert.equal(saved.status, 200, saved.text);
		await step(who.editor, item, "pass", { declared: true, revision: 2 });
		await step(who.publisher, item, "pass", { declared: true, revision: 2 });
		const page = await (await fetch(house.base + path, { headers: { Accept: "application/json" } })).json();
		assert.equal(page.title, "Thông tin tiếp theo: Cháy tại chợ minh họa");
		assert.equal(page.correction_title, "Thông tin tiếp theo");
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
