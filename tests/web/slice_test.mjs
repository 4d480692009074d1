// slice_test.mjs - the main job by programs: from a unit's report to the public page over JSON.
// A program takes only the steps that the pages offer it.
import assert from "node:assert/strict";
import { House, local_day, pdf, run_tests } from "../browser/lib.mjs";

const text = (words, ...marks) => ({ type: "text", text: words, ...(marks.length ? { marks } : {}) });
const paragraph = (...content) => ({ type: "paragraph", content });
const DOCUMENT = {
	type: "doc",
	content: [
		{ type: "heading", attrs: { level: 2 }, content: [text("Kết quả chính")] },
		paragraph(
			text("Xem "),
			text("văn bản", { type: "link", attrs: { href: "https://example.org/van-ban" } }),
			text(" kèm theo, tại phường Ba Đình."),
		),
		{
			type: "bullet_list",
			content: ["Một", "Hai"].map((word) => ({ type: "list_item", content: [paragraph(text(word))] })),
		},
		{
			type: "table",
			content: [["Chỉ tiêu", "Số vụ"], ["Khám phá", "12"]].map((cells, row) => ({
				type: "table_row",
				content: cells.map((words) => ({
					type: row ? "table_cell" : "table_header",
					content: [paragraph(text(words))],
				})),
			})),
		},
	],
};
const PDF = pdf();

/* The action of that name on a page; nobody is offered it: undefined. */
const offered = (page, name) => page.body.actions.find((action) => action.name === name);

/* Takes a step that the item's page offers to `who`, on the revision that it shows. */
async function take(who, item, name, more = {}) {
	const page = await who.get(item);
	const action = offered(page, name);
	assert.ok(action, `${name} is not among ${page.body.actions.map((one) => one.name)}`);
	const answer = await who.call(action.method, action.href, { declared: true, revision: page.body.text.number, ...more });
	assert.equal(answer.status, 200, `${name}: ${answer.text}`);
	return (await who.get(item)).body;
}

const house = new House();
await house.serve();
const who = {
	officer: house.program("canbo.cshs"),
	leader: house.program("lanhdao.cshs"),
	other: house.program("canbo.hanoi"),
	editor: house.program("bientap"),
	publisher: house.program("xuatban"),
};
const open = async (values) => {
	const made = await who.officer.post("/desk/matters", {
		title: "Báo cáo chuyên đề được phê duyệt", happened: "Lãnh đạo Cục phê duyệt.", ...values,
	});
	assert.equal(made.status, 201, made.text);
	return (await who.officer.get(made.body.location)).body;
};
const write = async (matter, values = {}) => {
	const { matter: id, duty } = Object.fromEntries(new URLSearchParams(offered({ body: matter }, "begin_item").href.split("?")[1]));
	const made = await who.officer.post("/desk/items", {
		matter: Number(id), duty: Number(duty), title: "Kết quả chuyên đề", abstract: "Tóm tắt.",
		section: "tinh-hinh-ket-qua", body_doc: DOCUMENT, ...values,
	});
	assert.equal(made.status, 201, made.text);
	return made.body.location;
};
let item, article;

const tests = {
	async "a report approved today is owed within 2 working days, each day with its reason"() {
		const matter = await open({
			rule: "6a", evidence_document_number: "77/BC-C02", evidence_approved_on: local_day(0),
		});
		const [duty] = matter.duties;
		assert.equal(duty.rule, "6a");
		assert.equal(duty.limit, "2 ngày làm việc");
		const proof = (await who.officer.get(duty.href)).body.proof;
		assert.equal(proof[0].act, "anchor");
		assert.equal(proof.filter((day) => day.act === "counted").length, 2);
		assert.ok(proof.every((day) => day.reason));
		assert.equal(proof.at(-1).day.iso, duty.deadline.last_day.iso);
		item = await write(matter);
	},

	async "rich text comes back as it was written"() {
		const { html } = (await who.officer.get(item)).body.text;
		for (const piece of ["<h2", "<li>", "<table", "<th", 'href="https://example.org/van-ban"'])
			assert.ok(html.includes(piece), piece);
	},

	async "another unit neither reads nor changes it"() {
		assert.equal((await who.other.get(item)).status, 403);
		assert.equal((await who.other.post(`${item}/submit`, { declared: true, revision: 1 })).status, 403);
	},

	async "the unit's leader sends it: the duty is met in time and the receipt says what was sent"() {
		await take(who.officer, item, "submit");
		assert.equal(offered(await who.officer.get(item), "send"), undefined);
		const sent = await take(who.leader, item, "send");
		assert.equal(sent.duty.state.code, "met");
		assert.equal(sent.duty.late, false);
		const receipt = (await who.officer.get(sent.receipt)).body;
		assert.equal(receipt.sha256, sent.text.sha256);
	},

	async "an editor edits, each save a revision; who edited cannot approve"() {
		await take(who.editor, item, "take");
		const saved = await who.editor.post(item, {
			title: "Kết quả chuyên đề", abstract: "Tóm tắt đã sửa.", section: "tinh-hinh-ket-qua",
			body_doc: DOCUMENT, base: 1,
		});
		assert.equal(saved.status, 200, saved.text);
		const parts = (await who.editor.get(`${item}/diff?from=1&to=2`)).body.parts;
		assert.deepEqual(parts.filter((part) => part.changed).length, 1);
		await take(who.editor, item, "submit_review");
		assert.equal(offered(await who.editor.get(item), "approve"), undefined);
		assert.equal((await who.editor.post(`${item}/approve`, { declared: true, revision: 2 })).status, 403);
	},

	async "an approval belongs to one revision"() {
		const stale = await who.publisher.post(`${item}/approve`, { declared: true, revision: 1 });
		assert.equal(stale.status, 409);
		await take(who.publisher, item, "approve");
		article = (await take(who.publisher, item, "publish")).public;
	},

	async "saving upon an old revision is refused and shows what is there now"() {
		const mine = { title: "Của tôi", abstract: "A.", section: "tin-tuc", body: "B." };
		const made = await who.officer.post("/desk/items", { ...mine, title: "Gốc" });
		await who.officer.post(made.body.location, { ...mine, title: "Của người khác", base: 1 });
		const answer = await who.officer.post(made.body.location, { ...mine, base: 1 });
		assert.equal(answer.status, 409);
		assert.equal(answer.body.theirs.title, "Của người khác");
		assert.equal(answer.body.form.title, "Của tôi");
	},

	async "the public reads it: page, lists, search with and without marks, feeds, sitemap"() {
		const read = async (path, type = "application/json") =>
			(await fetch(house.base + path, { headers: { Accept: type } })).text();
		assert.equal(JSON.parse(await read(article)).title, "Kết quả chuyên đề");
		for (const path of ["/", "/tinh-hinh-ket-qua", "/don-vi/CSHS", "/tim-kiem?q=chuyen+de+ba+dinh", "/tim-kiem?q=chuyên đề Ba Đình"])
			assert.ok((await read(path)).includes(article), path);
		for (const path of ["/rss.xml", "/atom.xml", "/feed.json", `/sitemap.xml?thang=${local_day(0).slice(0, 7)}`])
			assert.ok((await read(path, "*/*")).includes(article), path);
	},

	async "withdrawn with an address to go to, it sends readers there"() {
		await take(who.publisher, item, "withdraw", { reason: "Đã có bản thay thế.", redirect: "/tin-tuc" });
		const reply = await fetch(house.base + article, { redirect: "manual" });
		assert.equal(reply.status, 301);
		assert.equal(new URL(reply.headers.get("location"), house.base).pathname, "/tin-tuc");
	},

	async "a report approved long ago is handed in late, and it says by how much"() {
		const matter = await open({
			rule: "6a", evidence_document_number: "78/BC-C02", evidence_approved_on: local_day(-20),
		});
		assert.equal(matter.duties[0].deadline.tone, "bad");
		const late = await write(matter, { title: "Kết quả chậm" });
		await take(who.officer, late, "submit");
		const sent = await take(who.leader, late, "send");
		assert.equal(sent.duty.late, true);
		assert.match(sent.duty.deadline.words, /[Tt]rễ|[Mm]uộn|[Qq]uá hạn/);
	},

	async "anything else is a matter too, and an extract rests on an attached document"() {
		const matter = await open({ rule: "12", evidence_subject: "Đề nghị phổ biến quy định mới." });
		const extract = await write(matter, { kind: "extract", source: "Báo cáo số 5/BC-C02", title: "Trích báo cáo" });
		const form = new FormData();
		form.set("role", "source");
		form.set("file", new Blob([PDF], { type: "application/pdf" }), "báo cáo.pdf");
		const added = await who.officer.call("POST", `${extract}/attachments`, form);
		assert.equal(added.status, 201, added.text);
		const [file] = (await who.officer.get(extract)).body.attachments;
		assert.equal(file.name, "báo cáo.pdf");
		const reply = await fetch(house.base + file.href, { headers: { Authorization: `Bearer ${who.officer.token}` } });
		assert.deepEqual(Buffer.from(await reply.arrayBuffer()), PDF);
		assert.match(reply.headers.get("content-disposition"), /^attachment/);
		assert.equal((await who.other.get(file.href)).status, 403);
		assert.equal((await take(who.officer, extract, "submit")).state.code, "submitted");
	},

	async "a file that is not what its name says is refused"() {
		const made = await who.officer.post("/desk/items", {
			title: "Kèm tệp", abstract: "A.", section: "tin-tuc", body: "B.",
		});
		const form = new FormData();
		form.set("file", new Blob(["MZ\x90 not a document"]), "báo cáo.pdf");
		const answer = await who.officer.call("POST", `${made.body.location}/attachments`, form);
		assert.equal(answer.status, 422, answer.text);
		assert.ok(answer.body.complaints.file);
	},

	async "a matter closes when nothing is owed any more, not before"() {
		const matter = await open({ rule: "12", evidence_subject: "Việc còn dở." });
		const href = `/desk/matters/${matter.id}`;
		assert.equal((await who.leader.post(`${href}/close`)).status, 409);
	},

	async "the audit trail is whole and the server ends in peace"() {
		assert.match(house.command("audit", "verify"), /nguyên vẹn/);
		assert.equal(await house.stop(), 0);
	},
};

await run_tests(tests, () => house.remove());
