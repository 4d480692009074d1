// statement_test.mjs - clause 9: what is told the press, held against the others of its matter.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries([["officer", "canbo.cshs"], ["leader", "lanhdao.cshs"], ["editor", "bientap"], ["publisher", "xuatban"], ["coordinator", "dieuphoi"]]
	.map(([name, login]) => [name, house.program(login)]));
const said = { fact_speaker: "Người phát ngôn", fact_position: "Chánh Văn phòng", fact_stated_at: "2026-11-20T08:00" };
const opened = await who.officer.post("/desk/matters", { rule: "9a", title: "Vụ cháy kho hàng", happened: "Trả lời báo chí.",
	evidence_speaker: "Người phát ngôn", evidence_stated_at: "2026-11-20T08:00" });
assert.equal(opened.status, 201, opened.text);
const matter = async () => (await who.officer.get(opened.body.location)).body;
const first_duty = (await matter()).duties[0];
const step = (person, item, name, revision = 1) => who[person].post(`${item}/${name}`, { declared: true, revision });

async function sent(title, duty) {
	const made = await who.officer.post("/desk/items", { genre: "statement", title, abstract: "Tóm tắt.", section: "phat-ngon", body: `Nội dung ${title}.`,
		matter: (await matter()).id, ...(duty ? { duty } : {}), ...said });
	assert.equal(made.status, 201, made.text);
	const item = `/desk/items/${made.body.id}`;
	for (const [person, name] of [["officer", "submit"], ["leader", "send"], ["editor", "take"], ["editor", "submit_review"]])
		assert.equal((await step(person, item, name)).status, 200, name);
	return item;
}
let first, second;

const tests = {
	async "when a statement is sent, the Portal owes its look"() {
		first = await sent("Phát ngôn thứ nhất", first_duty.id);
		const { duties } = await matter();
		assert.deepEqual(duties.map((duty) => [duty.rule, duty.state.code]), [["9a", "met"], ["9b", "open"]]);
	},

	async "the only one of its matter is approved without comparing, and publishing settles the look"() {
		assert.equal((await step("publisher", first, "approve")).status, 200);
		assert.equal((await step("publisher", first, "publish")).status, 200);
		assert.deepEqual((await matter()).duties.map((duty) => duty.state.code), ["met", "met"]);
	},

	async "the next one is approved only after it was held against the others"() {
		second = await sent("Phát ngôn thứ hai");
		const early = await step("publisher", second, "approve");
		assert.equal(early.status, 409);
		assert.match(early.text, /đối chiếu/);
		const { body } = await who.publisher.get(`${second}/statement`);
		assert.deepEqual(body.others.map((other) => other.title), ["Phát ngôn thứ nhất"]);
		assert.match(body.others[0].html, /Nội dung Phát ngôn thứ nhất/);
		assert.equal((await who.editor.post(`${second}/statement`, { revision: 1, verdict: "consistent" })).status, 403);
		assert.equal((await who.publisher.post(`${second}/statement`, { revision: 1, verdict: "supersedes" })).status, 422);
		assert.equal((await who.publisher.post(`${second}/statement`, { revision: 2, verdict: "consistent" })).status, 409);
		assert.equal((await who.publisher.post(`${second}/statement`, { revision: 1, verdict: "supersedes", reason: "Có số liệu mới." })).status, 200);
		assert.equal((await who.publisher.post(`${second}/statement`, { revision: 1, verdict: "consistent" })).status, 409);
		assert.equal((await step("publisher", second, "approve")).status, 200);
		const told = (await matter()).timeline.filter((entry) => entry.kind === "statement");
		assert.deepEqual(told.map((entry) => [entry.what, entry.subject, entry.reason]),
			[["Đối chiếu phát ngôn: Thay cho phát ngôn trước", "Phát ngôn thứ hai", "Có số liệu mới."]]);
	},

	async "the public page of one leads to the others of its matter"() {
		assert.equal((await step("publisher", second, "publish")).status, 200);
		const page = await fetch(house.base + (await who.officer.get(second)).body.public);
		assert.match(await page.text(), /Phát ngôn khác về cùng vụ việc[^]*Phát ngôn thứ nhất/);
	},

	async "not to publish is a result, with its reason, and holds the approval back"() {
		const third = await sent("Phát ngôn thứ ba");
		const bare = await who.publisher.post(`${third}/statement`, { revision: 1, verdict: "not_published" });
		assert.ok(bare.body.complaints.reason);
		assert.equal((await who.publisher.post(`${third}/statement`, { revision: 1, verdict: "not_published", reason: "Đã đủ thông tin." })).status, 200);
		const { body } = await who.officer.get(`${third}/statement`);
		assert.deepEqual([body.review.verdict.code, body.review.reason], ["not_published", "Đã đủ thông tin."]);
		assert.equal((await step("publisher", third, "approve")).status, 409);
	},

	async "only a statement has others to be held against"() {
		const made = await who.officer.post("/desk/items", { title: "Tin", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung." });
		assert.equal((await who.officer.get(`/desk/items/${made.body.id}/statement`)).status, 404);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
