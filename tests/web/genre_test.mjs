// genre_test.mjs - items that state facts: from the form to the public page, through two persons.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = {
	officer: house.program("canbo.cshs"),
	leader: house.program("lanhdao.cshs"),
	editor: house.program("bientap"),
	publisher: house.program("xuatban"),
};
const soon = new Date(Date.now() + 48 * 3600_000).toISOString().slice(0, 16);
const GENRES = {
	document: { section: "van-ban", facts: { document_kind: "circular", number: "80/2020/TT-BCA",
		issuer: "Bộ Công an", signer: "Người ký", signed_on: "30/07/2020", issued_on: "2020-07-30", effective_from: "15/09/2020" } },
	draft: { section: "van-ban", facts: { document_kind: "decree", drafter: "Cục Minh họa",
		comment_from: "01/11/2026", comment_until: "31/12/2026", contact: "Cục Minh họa" } },
	warning: { section: "canh-bao", facts: { level: "high", method: "Giả danh ngân hàng gọi điện.",
		signs: "Yêu cầu đọc mã OTP.", advice: "Không đọc mã cho bất kỳ ai.", expires_at: soon } },
	incident: { section: "vu-viec", facts: { place: "Phường Minh Họa", occurred_at: "2026-11-20T08:00",
		incident: "Nội dung.", view: "Xử lý nghiêm.", done: "Đã bảo vệ hiện trường.", planned: "Tiếp tục xác minh." } },
	statement: { section: "phat-ngon", facts: { speaker: "Người phát ngôn", position: "Chánh Văn phòng", stated_at: "2026-11-20T08:00" } },
	research: { section: "khoa-hoc-cong-nghe", facts: { leader: "Nhóm tác giả", host: "Học viện Minh họa",
		accepted_on: "20/10/2026", acceptance: "Biên bản 12/BB", use: "Dùng cho công tác.", contact: "Học viện" } },
	unit_page: { section: "gioi-thieu", facts: { language: "vi", functions: "Tham mưu.", address: "Hà Nội", phone: "069 000 0000", basis: "01/QĐ" } },
};
const fields = (facts) => Object.fromEntries(Object.entries(facts).map(([key, value]) => [`fact_${key}`, value]));
const writing = (genre, facts) => ({ genre, title: `Thử thể loại ${genre}`, abstract: "Tóm tắt.",
	section: GENRES[genre].section, body: "Nội dung kèm theo.", ...fields(facts) });

async function take(person, item, name, more = {}) {
	const { body } = await person.get(item);
	const answer = await person.post(`${item}/${name}`, { declared: true, revision: body.text.number, ...more });
	assert.equal(answer.status, 200, `${name}: ${answer.text}`);
}

async function publish(item) {
	await take(who.officer, item, "submit");
	await take(who.leader, item, "send");
	await take(who.editor, item, "take");
	await take(who.editor, item, "submit_review");
	await take(who.publisher, item, "approve");
	await take(who.publisher, item, "publish");
}

const tests = {};

for (const genre of Object.keys(GENRES))
	tests[`a ${genre} states its facts on the desk and to the public`] = async () => {
		const made = await who.officer.post("/desk/items", writing(genre, GENRES[genre].facts));
		assert.equal(made.status, 201, made.text);
		const item = `/desk/items/${made.body.id}`;
		const { body } = await who.officer.get(item);
		assert.equal(body.genre, genre);
		assert.deepEqual(body.text.facts.map((fact) => fact.key).sort(), Object.keys(GENRES[genre].facts).sort());
		await publish(item);
		const page = await who.officer.get(`/${GENRES[genre].section}/${made.body.id}-thu-the-loai-${genre.replace("_", "-")}`);
		assert.equal(page.status, 200, page.text);
		assert.equal(page.body.genre, genre);
		assert.equal(page.body.facts.length, Object.keys(GENRES[genre].facts).length);
	};

tests["each fact that is missing or wrong is complained about at its field"] = async () => {
	const bad = await who.officer.post("/desk/items", writing("document",
		{ document_kind: "poem", number: "", signed_on: "30/02/2026", issuer: "x".repeat(301) }));
	assert.equal(bad.status, 422);
	assert.deepEqual(Object.keys(bad.body.complaints).sort(),
		["fact_document_kind", "fact_issued_on", "fact_issuer", "fact_number", "fact_signed_on", "fact_signer"]);
};

tests["facts that contradict each other are refused"] = async () => {
	const late = { ...GENRES.draft.facts, comment_until: "01/10/2026" };
	const bad = await who.officer.post("/desk/items", writing("draft", late));
	assert.equal(bad.status, 422);
	assert.ok(bad.body.complaints.fact_comment_until);
	const past = await who.officer.post("/desk/items", writing("warning", { ...GENRES.warning.facts, expires_at: "2020-01-01T00:00" }));
	assert.ok(past.body.complaints.fact_expires_at);
};

tests["a changed fact is a new revision with its own hash, and the comparison shows it"] = async () => {
	const made = await who.officer.post("/desk/items", writing("document", GENRES.document.facts));
	const item = `/desk/items/${made.body.id}`;
	const first = (await who.officer.get(item)).body.text.sha256;
	const saved = await who.officer.post(item, { ...writing("document", { ...GENRES.document.facts, number: "81/2020/TT-BCA" }), base: 1 });
	assert.equal(saved.status, 200, saved.text);
	assert.notEqual((await who.officer.get(item)).body.text.sha256, first);
	const { body } = await who.officer.get(`${item}/diff?from=1&to=2`);
	assert.deepEqual(body.parts.filter((part) => part.changed).map((part) => part.label), ["Số, ký hiệu"]);
};

tests["a duty names the genres that meet it"] = async () => {
	const opened = await who.officer.post("/desk/matters", { rule: "8a", title: "Dự thảo nghị định", happened: "Đã nhận dự thảo.",
		evidence_document_number: "Dự thảo nghị định", evidence_received_on: "02/11/2026" });
	assert.equal(opened.status, 201, opened.text);
	const matter = await who.officer.get(opened.body.location);
	const form = matter.body.actions.find((action) => action.name === "begin_item").href;
	const { body } = await who.officer.get(form);
	assert.deepEqual([body.genre, body.genres.map((row) => row.genre)], ["document", ["document", "draft"]]);
	const [, id, duty] = /matter=(\d+)&duty=(\d+)/.exec(form).map(Number);
	const wrong = await who.officer.post("/desk/items", { ...writing("warning", GENRES.warning.facts), matter: id, duty });
	assert.equal(wrong.status, 422);
	assert.ok(wrong.body.complaints.genre);
	const right = await who.officer.post("/desk/items", { ...writing("draft", GENRES.draft.facts), matter: id, duty });
	assert.equal(right.status, 201, right.text);
};

tests["a genre that does not exist is refused"] = async () => {
	const bad = await who.officer.post("/desk/items", { ...writing("document", {}), genre: "poem" });
	assert.equal(bad.status, 422);
	assert.ok(bad.body.complaints.genre);
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
