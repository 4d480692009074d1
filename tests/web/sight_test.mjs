// sight_test.mjs - what a unit has not sent is its own: pages, revisions, differences, files, pictures.
import assert from "node:assert/strict";
import { House, pdf, png, run_tests } from "../browser/lib.mjs";

const PDF = pdf();

const house = new House();
await house.serve();
const who = Object.fromEntries(Object.entries({
	officer: "canbo.cshs", leader: "lanhdao.cshs", other: "canbo.hanoi", coordinator: "dieuphoi", reporter: "phongvien",
	editor: "bientap", publisher: "xuatban", ministry: "lanhdaobo", auditor: "kiemtoan", administrator: "quantri",
}).map(([role, login]) => [role, house.program(login)]));
const UNIT = ["officer", "leader", "auditor"], PORTAL = ["coordinator", "reporter", "editor", "publisher", "ministry"];

const status = async (role, path) =>
	(await fetch(house.base + path, { headers: { Authorization: `Bearer ${who[role].token}` }, redirect: "manual" })).status;
/* Those whom the address answers 200, of all. */
async function readers(path) {
	const names = [];
	for (const role of Object.keys(who)) {
		const code = await status(role, path);
		assert.ok([200, 403, 404].includes(code), `${path} ${role}: ${code}`);
		if (code === 200) names.push(role);
	}
	return names.join(" ");
}
const sees = async (path, ...groups) =>
	assert.equal(await readers(path), Object.keys(who).filter((role) => groups.flat().includes(role)).join(" "), path);

const picture = async (red) => {
	const form = new FormData();
	form.set("file", new Blob([png(red)], { type: "image/png" }), "anh.png");
	const sent = await who.officer.call("POST", "/desk/media", form);
	assert.equal(sent.status, 201, sent.text);
	return sent.body.src;
};
const attach = async (program, name) => {
	const form = new FormData();
	form.set("file", new Blob([PDF], { type: "application/pdf" }), name);
	const sent = await program.call("POST", `${item}/attachments`, form);
	assert.equal(sent.status, 201, sent.text);
	return `/desk/attachments/${sent.body.id}`;
};
const step = async (program, verb, more = {}) => {
	const { revision } = (await program.get(item)).body;
	const done = await program.post(`${item}/${verb}`, { declared: true, revision, ...more });
	assert.equal(done.status, 200, `${verb}: ${done.text}`);
};
const writing = (title, src) => ({
	title, abstract: "Tóm tắt.", section: "tinh-hinh-ket-qua",
	body_doc: { type: "doc", content: [{ type: "paragraph", content: [{ type: "image", attrs: { src, alt: "Ảnh" } }] }] },
});
let matter, item, first_picture, second_picture, first_file, second_file;

const tests = {
	async "a matter and its deadline are known to the Portal at once, a draft and all of it to its unit"() {
		const made = await who.officer.post("/desk/matters", {
			rule: "12", title: "Việc của đơn vị", happened: "Nội dung.", evidence_subject: "Việc.",
		});
		matter = made.body.location;
		first_picture = await picture(10);
		const { id } = (await who.officer.get(matter)).body;
		const begun = await who.officer.post("/desk/items", { ...writing("Nháp thứ nhất", first_picture), matter: id });
		assert.equal(begun.status, 201, begun.text);
		item = begun.body.location;
		first_file = await attach(who.officer, "nhap.pdf");
		await sees(matter, UNIT, PORTAL);
		for (const path of [item, `${item}/revisions`, `${item}/revisions/1`, `${item}/diff?from=1&to=1`, first_file, first_picture])
			await sees(path, UNIT);
		for (const role of PORTAL) {
			const page = (await who[role].get(matter)).body;
			assert.equal(page.duties.length, 1, role);
			assert.deepEqual(page.items, [], role);
			for (const list of ["/desk", "/desk/items", "/desk/items?state=draft", "/desk/matters"])
				assert.ok(!JSON.stringify((await who[role].get(list)).body).includes("Nháp thứ nhất"), `${role} ${list}`);
		}
	},

	async "a refusal to look is in the audit trail, and does not say what it was about"() {
		const answer = await who.editor.get(item);
		const [refusal] = JSON.parse(house.command("audit", "list", "--limit", "1", "--json"));
		assert.equal(answer.status, 403);
		assert.ok(refusal.refused, JSON.stringify(refusal));
		assert.doesNotMatch(answer.text, /Nháp/);
		const missing = await who.editor.get(first_picture);
		assert.doesNotMatch(missing.text, /đơn vị/);
	},

	async "once it is sent the Portal reads what was sent, and no draft before it"() {
		second_picture = await picture(200);
		const saved = await who.officer.post(item, { ...writing("Bản gửi đi", second_picture), base: 1 });
		assert.equal(saved.status, 200, saved.text);
		assert.equal((await who.officer.post(`${first_file}/remove`)).status, 200);
		second_file = await attach(who.officer, "gui.pdf");
		await step(who.officer, "submit");
		await sees(item, UNIT);
		await step(who.leader, "send");
		for (const path of [item, `${item}/revisions`, `${item}/revisions/2`, second_file, second_picture]) await sees(path, UNIT, PORTAL);
		for (const path of [`${item}/revisions/1`, `${item}/diff?from=1&to=2`, first_file, first_picture]) await sees(path, UNIT);
		assert.equal((await who.editor.get(`${item}/revisions`)).body.revisions.length, 1);
		const { steps } = (await who.editor.get(item)).body;
		assert.deepEqual(steps.map((one) => one.code), ["send"]);
	},

	async "returned, it is read by the Portal as it was, until the unit sends again"() {
		await step(who.editor, "take");
		const edited = await attach(who.editor, "bien-tap.pdf");
		await step(who.editor, "return", { reason: "Thiếu địa bàn." });
		const saved = await who.officer.post(item, { ...writing("Đơn vị đang sửa", first_picture), base: 2 });
		assert.equal(saved.status, 200, saved.text);
		assert.equal((await who.officer.post(`${second_file}/remove`)).status, 200);
		const third_file = await attach(who.officer, "chua-gui.pdf");
		const page = (await who.editor.get(item)).body;
		assert.equal(page.title, "Bản gửi đi");
		assert.equal(page.text.number, 2);
		assert.equal(page.is_withheld, true);
		assert.deepEqual(page.attachments.map((file) => file.name), ["gui.pdf", "bien-tap.pdf"]);
		assert.equal((await who.officer.get(item)).body.title, "Đơn vị đang sửa");
		for (const path of [second_file, second_picture, edited]) await sees(path, UNIT, PORTAL);
		for (const path of [`${item}/revisions/3`, third_file, first_picture]) await sees(path, UNIT);
		for (const list of ["/desk/items?state=returned", "/desk/items?list=mine", matter]) {
			const text = JSON.stringify((await who.editor.get(list)).body);
			assert.ok(text.includes("Bản gửi đi") && !text.includes("Đơn vị đang sửa"), list);
		}
		await step(who.leader, "send");
		for (const path of [`${item}/revisions/3`, third_file, first_picture]) await sees(path, UNIT, PORTAL);
		await sees(first_file, UNIT);
	},

	async "a receipt is of what was sent, and the Portal reads it"() {
		await sees((await who.officer.get(item)).body.receipt, UNIT, PORTAL);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
