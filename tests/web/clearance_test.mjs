// clearance_test.mjs - the gate before the public over HTTP: who declares, what is found, what is held, what is refused.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { deflateSync } from "node:zlib";
import { House, PROGRAM, docx, pdf, png, run_tests, zip } from "../browser/lib.mjs";

const flood = deflateSync(Buffer.alloc(300 << 20, "BT (x)Tj ET ")); /* a page of 300 MB, packed into one */
const house = new House();
await house.serve();
const who = Object.fromEntries(Object.entries({
	officer: "canbo.cshs", leader: "lanhdao.cshs", editor: "bientap", publisher: "xuatban", second: "xuatban2", auditor: "kiemtoan",
	administrator: "quantri",
}).map(([role, login]) => [role, house.program(login)]));

const begin = async (more = {}) => {
	const made = await who.officer.post("/desk/items", {
		title: "Triệt phá nhóm lừa đảo", abstract: "Tóm tắt.", section: "tinh-hinh-ket-qua", body: "Nội dung.", ...more,
	});
	assert.equal(made.status, 201, made.text);
	return `/desk/items/${made.body.id}`;
};
const step = (person, item, verb, more = {}) => who[person].post(`${item}/${verb}`, { declared: true, revision: 1, ...more });
const attach = (item, bytes, name, person = "officer") => {
	const form = new FormData();
	form.set("file", new Blob([bytes]), name);
	return who[person].call("POST", `${item}/attachments`, form);
};
const gate = async (person, item) => (await who[person].get(item)).body.gate;
const holds = async () => (await who.publisher.get("/desk/holds?state=open")).body.holds;
const at_portal = async (item) => {
	for (const [person, verb] of [["officer", "submit"], ["leader", "send"], ["editor", "take"]])
		assert.equal((await step(person, item, verb)).status, 200, verb);
};

await run_tests({
	async "who does not declare gets the form back with the complaint at the box, and nothing has moved"() {
		const item = await begin();
		const bare = await who.officer.post(`${item}/submit`, { revision: 1 });
		assert.equal(bare.status, 422);
		assert.match(bare.body.complaints.declared, /cam kết/);
		assert.equal((await who.officer.get(item)).body.state.code, "draft");
		await at_portal(item);
		assert.deepEqual((await gate("editor", item)).declarations.map((one) => one.verb), ["submit", "send"]);
	},

	async "personal data is shown in place, and goes on only masked or with a reason"() {
		const item = await begin({ body: "Bị hại gọi 0912345678.\n\nXe 30A-123.45 đã tìm thấy." });
		await at_portal(item);
		const { text, gate: found } = (await who.editor.get(item)).body;
		assert.match(text.html, /<mark>0912345678<\/mark>.*<mark>30A-123\.45<\/mark>/s);
		assert.deepEqual(found.findings.map((one) => one.kind.code), ["phone", "plate"]);
		assert.equal((await step("editor", item, "submit_review")).status, 200);
		const stopped = await step("publisher", item, "approve");
		assert.equal(stopped.status, 409);
		assert.equal((await step("publisher", item, "reject", { reason: "Che số điện thoại." })).status, 200);
		const [phone, plate] = found.findings;
		const half = { [`decision_${phone.id}`]: "mask", [`decision_${plate.id}`]: "keep" };
		const wrong = await who.editor.post(`${item}/findings`, { revision: 1, ...half });
		assert.equal(wrong.status, 422);
		assert.deepEqual(Object.keys(wrong.body.complaints), [`reason_${plate.id}`]);
		assert.equal((await who.officer.post(`${item}/findings`, { revision: 1, ...half })).status, 403);
		const done = await who.editor.post(`${item}/findings`, { revision: 1, ...half, [`reason_${plate.id}`]: "Xe của cơ quan, đã công bố." });
		assert.equal(done.status, 200, done.text);
		const after = (await who.editor.get(item)).body;
		assert.equal(after.revision, 2);
		assert.match(after.text.html, /091\*\*\*\*\*\*\*/);
		assert.deepEqual(after.gate.findings.map((one) => one.kept.reason), ["Xe của cơ quan, đã công bố."]);
		assert.deepEqual(after.gate.declarations, []);
		for (const [person, verb] of [["editor", "submit_review"], ["publisher", "approve"], ["publisher", "publish"]])
			assert.equal((await step(person, item, verb, { revision: 2 })).status, 200, verb);
	},

	async "facts and the words of a picture are marked and masked like the text"() {
		const form = new FormData();
		form.set("file", new Blob([png(200)], { type: "image/png" }), "anh.png");
		const { src } = (await who.officer.call("POST", "/desk/media", form)).body;
		const image = { type: "image", attrs: { src, alt: "Anh Nam 0988777666", title: "Xe 30A-123.45" } };
		const item = await begin({
			genre: "warning", fact_level: "urgent", fact_method: "Gọi từ 0912345678.", fact_signs: "Đòi mã.", fact_advice: "Cúp máy.",
			fact_hotline: "0966555444", fact_expires_at: "2027-01-31T10:00", abstract: "Gọi 0977111222.",
			body_doc: { type: "doc", content: [{ type: "paragraph", content: [image] }] },
		});
		await at_portal(item);
		const before = (await who.editor.get(item)).body;
		assert.deepEqual(before.gate.findings.map((one) => [one.place, one.kind.code, one.may_mask]),
			[["abstract", "phone", true], ["body", "phone", true], ["body", "plate", true], ["facts", "phone", true]]);
		assert.equal(before.text.abstract_html, "Gọi <mark>0977111222</mark>.");
		const fact = (view, key) => view.text.facts.find((row) => row.key === key);
		assert.equal(fact(before, "method").marked, "Gọi từ <mark>0912345678</mark>.");
		assert.ok(!/<[^>]*<mark>/.test(before.text.html), "no element within an attribute");
		const page = await (await fetch(house.base + item, { headers: { Authorization: `Bearer ${who.editor.token}`, Accept: "text/html" } })).text();
		assert.match(page, /Gọi từ <mark>0912345678<\/mark>\./);
		const masks = Object.fromEntries(before.gate.findings.map((one) => [`decision_${one.id}`, "mask"]));
		const done = await who.editor.post(`${item}/findings`, { revision: 1, ...masks });
		assert.equal(done.status, 200, done.text);
		const after = (await who.editor.get(item)).body;
		assert.deepEqual(after.gate.findings, []);
		assert.match(after.text.html, /alt="Anh Nam 098\*{7}"/);
		assert.match(after.text.html, /<figcaption>Xe [^<]*\*[^<]*<\/figcaption>/);
		assert.ok(!/123\.45/.test(after.text.html));
		assert.equal(fact(after, "method").text, "Gọi từ 091*******.");
		assert.equal(fact(after, "hotline").text, "0966555444");
		assert.equal(fact(after, "expires_at").value, fact(before, "expires_at").value);
	},

	async "a marked text is held: only who decides reads it, and it goes on when it is released"() {
		const item = await begin({ title: "Kế hoạch bảo vệ", body: "TỐI MẬT\n\nPhương án số 2" });
		for (const person of ["officer", "leader", "administrator", "editor"]) {
			const seen = await who[person].get(item);
			assert.ok(!/Phương án|TỐI MẬT|Kế hoạch bảo vệ/.test(seen.text), person);
		}
		assert.ok(!/Kế hoạch bảo vệ/.test((await who.officer.get("/desk/items?list=mine")).text));
		assert.equal((await who.officer.get(`${item}/revisions/1`)).status, 403);
		assert.equal((await who.officer.get(`${item}/edit`)).status, 403);
		assert.equal((await step("officer", item, "submit")).status, 409);
		const hold = (await holds())[0];
		const told = (await who.administrator.get("/desk/notices")).body.notices.map((one) => one.title).join("\n");
		assert.match(told, /Tạm giữ/);
		assert.deepEqual((await who.administrator.get(hold.href)).body.passages, []);
		assert.equal((await who.publisher.get(hold.href)).body.passages[0].words, "TỐI MẬT");
		assert.equal((await who.officer.get(hold.href)).status, 403);
		assert.equal((await who.administrator.post(`${hold.href}/decide`, { outcome: "released", reason: "x" })).status, 403);
		assert.equal((await who.publisher.post(`${hold.href}/decide`, { outcome: "released" })).status, 422);
		assert.equal((await who.publisher.post(`${hold.href}/decide`, { outcome: "released", reason: "Tên một bộ phim." })).status, 200);
		assert.equal((await step("officer", item, "submit")).status, 200);
	},

	async "what PDF and DOCX say, their names and what Word keeps hidden are looked through"() {
		const item = await begin();
		const hidden = '<?xml version="1.0"?><w:comments xmlns:w="w"><w:p><w:del><w:delText>0988777666</w:delText></w:del></w:p></w:comments>';
		const properties = '<?xml version="1.0"?><p xmlns:d="d"><d:creator>nguyenvana@gmail.com</d:creator></p>';
		for (const [bytes, name] of [
			[pdf("Goi so 0912345678"), "tin.pdf"],
			[docx(["Công văn"], { "word/comments.xml": hidden, "docProps/core.xml": properties }), "CCCD 001089012345.docx"],
		])
			assert.equal((await attach(item, bytes, name)).status, 201, name);
		assert.equal((await step("officer", item, "submit")).status, 200);
		const { findings } = await gate("leader", item);
		assert.deepEqual(findings.map((one) => [one.place, one.kind.code]),
			[["words", "phone"], ["name", "citizen"], ["words", "email"], ["words", "phone"]]);
		assert.ok(findings.every((one) => one.asks));
	},

	async "a marked file is held with its item, and once confirmed nobody fetches it but who decided"() {
		const item = await begin();
		const sent = await attach(item, docx(["BỘ CÔNG AN", "TUYỆT MẬT"]), "phuong-an.docx");
		assert.equal(sent.status, 201);
		const file = `/desk/attachments/${sent.body.id}`;
		for (const person of ["officer", "leader", "auditor"]) assert.equal((await who[person].get(file)).status, 403, person);
		assert.ok(!/phuong-an/.test((await who.officer.get(item)).text));
		const hold = (await holds())[0];
		assert.equal((await who.publisher.post(`${hold.href}/decide`, { outcome: "confirmed", reason: "Có dấu độ mật." })).status, 200);
		assert.equal((await who.officer.get(file)).status, 403);
		assert.equal((await step("officer", item, "submit")).status, 200);
		assert.deepEqual((await who.officer.get(item)).body.attachments, []);
	},

	async "bombs, macros, broken files and files that are something else are refused in words, and operators see them"() {
		const item = await begin();
		const bomb = Buffer.concat([Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
			"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n" +
			`4 0 obj<</Length ${flood.length}/Filter/FlateDecode>>stream\n`), flood, Buffer.from("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")]);
		const entity = '<?xml version="1.0"?><!--' + "x".repeat(5000) + '--><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
		const files = [
			[docx(["a"], { "word/vbaProject.bin": "x" }), "macro.docx", /macro/],
			[docx(["a"]), "macro.docm", /macro/],
			[docx(["a</w:t>"]), "hong.docx", /hỏng/],
			[docx(["a"], { "word/header1.xml": entity }), "dtd.docx", /DTD/],
			[docx(["a"]).subarray(0, 300), "cut.docx", /hỏng/],
			[docx(["a"]), "that-ra-la-docx.pdf", /không phải là pdf/],
			[zip({ "a.txt": "a" }), "nen.docx", /không phải là tài liệu/],
			[Buffer.from("%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF\n"), "khong-trang.pdf", /PDF bị hỏng/],
			[bomb, "bom.pdf", /thời gian|không đọc được|Không đọc được|quá dài/],
		];
		for (const [bytes, name, words] of files) {
			const sent = await attach(item, bytes, name);
			assert.equal(sent.status, 422, `${name}: ${sent.text}`);
			assert.match(sent.body.complaints.file, words, name);
		}
		assert.deepEqual((await who.officer.get(item)).body.attachments, []);
		const seen = (await who.administrator.get("/desk/refusals")).body.refusals.map((one) => one.words).join("\n");
		for (const [, name] of files) assert.ok(seen.includes(`“${name}”`), name);
		assert.equal((await who.officer.get("/desk/refusals")).status, 403);
	},

	async "the reason of a withdrawal is refused at its field if it has a marking or personal data, and shows nothing of it"() {
		const item = await begin();
		await at_portal(item);
		for (const [person, verb] of [["editor", "submit_review"], ["publisher", "approve"], ["publisher", "publish"]])
			assert.equal((await step(person, item, verb)).status, 200, verb);
		const { public: public_href } = (await who.publisher.get(item)).body;
		for (const [reason, found] of [["Trích văn bản TUYỆT MẬT số 5.", /bí mật nhà nước “TUYỆT MẬT”/], ["Theo đề nghị của ông Nam, 0912345678.", /Số điện thoại “0912345678”/]]) {
			const wrong = await step("publisher", item, "withdraw", { reason });
			assert.equal(wrong.status, 422, wrong.text);
			assert.match(wrong.body.complaints.reason, found);
		}
		assert.equal((await fetch(house.base + public_href)).status, 200);
		assert.equal((await step("publisher", item, "withdraw", { reason: "Thông tin không còn đúng." })).status, 200);
		const gone = await fetch(house.base + public_href);
		assert.equal(gone.status, 410);
		assert.match(await gone.text(), /Thông tin không còn đúng/);
		assert.ok((await who.publisher.get("/desk/refusals?of=words")).body.refusals.some((one) => one.words === "Gỡ bài đã đăng: Lý do gỡ: “TUYỆT MẬT”"));
	},

	async "the child that reads strangers' bytes is refused every forbidden act"() {
		const said = execFileSync(PROGRAM, ["media-child", "--try-sandbox"], { input: "", encoding: "utf8" });
		assert.equal(said, "+\n");
	},
}, async () => {
	await house.stop();
	house.remove();
});
