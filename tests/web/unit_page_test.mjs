// unit_page_test.mjs - clause 1: what a unit says of itself, from its approval to its public page in two languages.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries([["officer", "canbo.cshs"], ["leader", "lanhdao.cshs"], ["editor", "bientap"], ["publisher", "xuatban"]]
	.map(([name, login]) => [name, house.program(login)]));
const json = async (path) => {
	const reply = await fetch(house.base + path, { headers: { Accept: "application/json" } });
	return { status: reply.status, body: await reply.json() };
};
const facts = (language, phone) => ({ fact_language: language, fact_functions: "Tham mưu, hướng dẫn.", fact_structure: "Phòng 1\nPhòng 2",
	fact_address: "Số 1 phố Minh Họa", fact_phone: phone, fact_basis: "Quyết định 01/QĐ-BCA" });
let matter;

async function publish(values) {
	const made = await who.officer.post("/desk/items", { genre: "unit_page", abstract: "Giới thiệu.", section: "gioi-thieu", body: "Toàn văn.", ...values });
	assert.equal(made.status, 201, made.text);
	for (const [person, step] of [["officer", "submit"], ["leader", "send"], ["editor", "take"], ["editor", "submit_review"], ["publisher", "approve"], ["publisher", "publish"]]) {
		const taken = await who[person].post(`/desk/items/${made.body.id}/${step}`, { declared: true, revision: 1 });
		assert.equal(taken.status, 200, `${step}: ${taken.text}`);
	}
	return made.body.id;
}

const tests = {
	async "the term begins with the later of approval and clearance"() {
		const opened = await who.officer.post("/desk/matters", { rule: "1", title: "Cơ cấu mới", happened: "Được phê duyệt.",
			evidence_document_number: "01/QĐ", evidence_approved_on: "2026-11-02", evidence_cleared_on: "2026-11-10" });
		assert.equal(opened.status, 201, opened.text);
		matter = (await who.officer.get(opened.body.location)).body;
		assert.match(matter.duties[0].anchor.iso, /^2026-11-10/);
		const missing = await who.officer.post("/desk/matters", { rule: "1", title: "Cơ cấu", happened: "x",
			evidence_document_number: "01/QĐ", evidence_approved_on: "2026-11-02" });
		assert.ok(missing.body.complaints.evidence_cleared_on);
	},

	async "what is published is what the unit's page says, the newest in each language"() {
		assert.equal((await json("/don-vi/CSHS")).body.unit_page, false);
		assert.equal((await json("/don-vi/CSHS/en")).status, 404);
		await publish({ title: "Giới thiệu Cục", matter: matter.id, duty: matter.duties[0].id, ...facts("vi", "069 000 0001") });
		await publish({ title: "Giới thiệu Cục, bản mới", ...facts("vi", "069 000 0002") });
		await publish({ title: "About the Department", ...facts("en", "+84 69 000 0002") });
		const { body } = await json("/don-vi/CSHS");
		assert.equal(body.unit_page.facts.find((fact) => fact.key === "phone").text, "069 000 0002");
		assert.equal(body.english_href, "/don-vi/CSHS/en");
		const english = await (await fetch(`${house.base}/don-vi/CSHS/en`)).text();
		assert.match(english, /<article lang="en"/);
		assert.match(english, /Telephone/);
		assert.match(await (await fetch(`${house.base}/don-vi/CSHS`)).text(), /Phòng 1/);
	},

	async "the duty is met by the item that was sent"() {
		const { duties } = (await who.officer.get(`/desk/matters/${matter.id}`)).body;
		assert.equal(duties[0].state.code, "met");
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
