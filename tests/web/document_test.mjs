// document_test.mjs - documents and drafts as people meet them: looked up, commented, consented to.
import assert from "node:assert/strict";
import { House, local_day, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = {
	lawyer: house.program("canbo.phapche"),
	lawyers_leader: house.program("lanhdao.phapche"),
	ministry: house.program("lanhdaobo"),
	officer: house.program("canbo.cshs"),
	editor: house.program("bientap"),
};
const draft = async () => (await house.json("/du-thao")).drafts[0];

/* What a browser without scripts does: reads the form, sends it with its cookie and secret. */
async function send(path, values) {
	const page = await fetch(house.base + path);
	const cookie = page.headers.get("set-cookie").split(";")[0];
	const html = await page.text();
	const hidden = Object.fromEntries([...html.matchAll(/name="(_csrf|_nonce)" value="([^"]+)"/g)].map((found) => [found[1], found[2]]));
	const reply = await fetch(house.base + path, {
		method: "POST", redirect: "manual", body: new URLSearchParams({ ...hidden, ...values }),
		headers: { Cookie: cookie, Origin: house.base },
	});
	return { status: reply.status, location: reply.headers.get("location"), text: await reply.text() };
}

const tests = {
	async "documents are looked up by number, kind and year"() {
		const all = await house.json("/van-ban");
		assert.equal(all.documents.length, 3);
		assert.deepEqual((await house.json("/van-ban/tra-cuu?so=27%20/%20mh")).documents.map((row) => row.number), ["27/MH-QĐ"]);
		assert.deepEqual((await house.json("/van-ban/tra-cuu?hinh-thuc=plan")).documents.map((row) => row.status.label), ["Hết hiệu lực"]);
		assert.equal((await house.json("/van-ban/tra-cuu?nam=1999")).documents.length, 0);
		for (const bad of ["nam=x", "nam=99999", "hinh-thuc=tho", "truoc=hom-qua"])
			assert.equal((await fetch(`${house.base}/van-ban/tra-cuu?${bad}`)).status, 404, bad);
	},

	async "anybody comments an open draft without scripts, and only its unit and the Portal read it"() {
		const { id, href } = await draft();
		assert.match(await (await fetch(house.base + href)).text(), /Góp ý dự thảo này/);
		const sent = await send(`/du-thao/${id}`, { name: "Trần Thị Mẫu", contact: "mau@congtin.example", body: "Đề nghị sửa khoản 2 Điều 7." });
		assert.equal(sent.status, 303, sent.text);
		assert.match(await (await fetch(house.base + sent.location)).text(), /Góp ý đã được ghi nhận/);
		const { body } = await who.lawyer.get(`/desk/items/${id}/document`);
		assert.deepEqual(body.comments.map((row) => [row.name, row.body]), [["Trần Thị Mẫu", "Đề nghị sửa khoản 2 Điều 7."]]);
		assert.equal((await who.editor.get(`/desk/items/${id}/document`)).body.comment_count, 1);
		assert.equal((await who.officer.get(`/desk/items/${id}/document`)).status, 403);
	},

	async "an empty comment is sent back with what was typed, and a robot's is refused"() {
		const { id } = await draft();
		const empty = await send(`/du-thao/${id}`, { name: "Lê Văn Mẫu", body: "" });
		assert.equal(empty.status, 422);
		assert.match(empty.text, /value="Lê Văn Mẫu"/);
		const robot = await send(`/du-thao/${id}`, { name: "Bot", body: "x", homepage: "https://spam.example" });
		assert.equal(robot.status, 422);
		assert.equal((await who.editor.get(`/desk/items/${id}/document`)).body.comment_count, 1);
	},

	async "the leadership's word is recorded with its paper, and two working days begin"() {
		const today = local_day();
		const matter = { rule: "8b", title: "Sổ tay pháp luật", happened: "Đề nghị đăng.", evidence_subject: "Sổ tay", evidence_asked_on: today };
		const wrong = await who.officer.post("/desk/matters", matter);
		assert.equal(wrong.status, 422);
		assert.ok(wrong.body.complaints.rule);
		const opened = await who.lawyer.post("/desk/matters", matter);
		assert.equal(opened.status, 201, opened.text);
		const [asked] = (await who.lawyer.get(opened.body.location)).body.duties;
		const { version } = (await who.lawyer.get(`${asked.href}/consent`)).body;
		const word = { version, agreed: "yes", leader: "Lãnh đạo Bộ", decided_on: today, paper: "Bút phê trên Tờ trình 45" };
		assert.equal((await who.lawyer.post(`${asked.href}/consent`, word)).status, 403);
		assert.equal((await who.ministry.post(`${asked.href}/consent`, { ...word, version: 99 })).status, 409);
		const agreed = await who.ministry.post(`${asked.href}/consent`, word);
		assert.equal(agreed.status, 200, agreed.text);
		const { duties } = (await who.lawyer.get(opened.body.location)).body;
		assert.deepEqual(duties.map((duty) => duty.state.code), ["met", "open"]);
		assert.match(duties[1].limit, /2 ngày làm việc/);
		assert.equal((await who.lawyers_leader.get(`${asked.href}/consent`)).body.consent.paper, "Bút phê trên Tờ trình 45");
	},

	async "that the Government's portal was given a document is recorded with evidence"() {
		const { id } = (await house.json("/van-ban")).documents[0];
		const bad = await who.lawyer.post(`/desk/items/${id}/transfer`, { given_at: "2026-01-01T08:00", evidence: "", address: "x" });
		assert.equal(bad.status, 422);
		const given = { given_at: "2026-11-20T08:00", evidence: "Công văn 12/BCA-VP", address: "https://chinhphu.example/van-ban" };
		const good = await who.lawyer.post(`/desk/items/${id}/transfer`, given);
		assert.equal(good.status, 200, good.text);
		const { body } = await who.lawyer.get(`/desk/items/${id}/document`);
		assert.deepEqual(body.transfers.map((row) => row.evidence), ["Công văn 12/BCA-VP"]);
		assert.equal((await who.officer.post(`/desk/items/${id}/transfer`, given)).status, 403);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
