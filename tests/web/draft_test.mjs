// draft_test.mjs - what is typed and what collides over HTTP: whose a draft is, both texts of a conflict, saves at one instant.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries(Object.entries({
	officer: "canbo.cshs", leader: "lanhdao.cshs", stranger: "canbo.hanoi", editor: "bientap", auditor: "kiemtoan",
}).map(([role, login]) => [role, house.program(login)]));
const text = (more = {}) => ({ title: "Bắt nhóm trộm xe", abstract: "Tóm tắt.", section: "tinh-hinh-ket-qua", body: "Một.\n\nHai.\n\nBa.", ...more });
const begin = async () => (await who.officer.post("/desk/items", text())).body.location;
const id_of = (item) => Number(item.split("/").pop());
const keep = (person, item, more) => who[person].post("/desk/drafts", { ...text(more), item: id_of(item), base: 1 });

await run_tests({
	async "a draft is offered to its owner alone, opened it fills the form, and it goes when that form is saved"() {
		const item = await begin();
		const kept = await keep("officer", item, { title: "Đang gõ", body: "Một.\n\nHai, đang gõ." });
		assert.equal(kept.status, 200, kept.text);
		assert.equal(kept.body.editing, false);
		const offered = (await who.officer.get(`${item}/edit`)).body;
		assert.deepEqual(offered.drafts.map((draft) => draft.id), [kept.body.id]);
		assert.equal(offered.draft, false);
		assert.equal(offered.form.title, "Bắt nhóm trộm xe");
		assert.deepEqual((await who.leader.get(`${item}/edit`)).body.drafts, []);
		const opened = (await who.officer.get(offered.drafts[0].open_href)).body;
		assert.equal((await who.leader.get(offered.drafts[0].open_href)).body.draft, false);
		assert.equal(opened.draft.id, kept.body.id);
		assert.deepEqual(opened.drafts, []);
		assert.equal(opened.form.title, "Đang gõ");
		assert.equal(opened.form.body, "Một.\n\nHai, đang gõ.");
		assert.equal((await who.officer.post(item, { ...text(), base: 1 })).status, 200);
		assert.equal((await who.officer.get(`${item}/edit`)).body.drafts[0].id, kept.body.id, "a form that did not hold it leaves it");
		assert.equal((await who.officer.post(item, { ...text(), base: 2, draft_from: opened.page_draft.from, draft_changes: opened.page_draft.changes })).status, 200);
		assert.deepEqual((await who.officer.get(`${item}/edit`)).body.drafts, []);
	},

	async "a form that is shown again goes on with what its page kept, so that nothing is left over when it is saved"() {
		const item = await begin();
		const sent = { ...text({ title: "Trang một" }), base: 1, draft_page: "trang-1", item: id_of(item) };
		assert.equal((await who.officer.post("/desk/drafts", sent)).status, 200);
		assert.equal((await who.officer.post("/desk/drafts", { ...sent, draft_page: "trang-2" })).status, 200);
		assert.equal((await who.leader.post(item, { ...text({ body: "Một.\n\nHai, họ sửa.\n\nBa." }), base: 1 })).status, 200);
		const again = await who.officer.post(item, { ...sent, item: undefined });
		assert.equal(again.status, 409);
		assert.deepEqual(again.body.page_draft, { from: "trang-1", changes: 1 });
		const { from: draft_from, changes: draft_changes } = again.body.page_draft;
		const kept = await who.officer.post("/desk/drafts", { ...sent, base: 2, draft_page: "trang-3", draft_from, draft_changes });
		assert.equal(kept.status, 200, kept.text);
		assert.equal((await who.officer.get(`${item}/edit`)).body.drafts.length, 2);
		assert.equal((await who.officer.post(item, { ...text(), base: 2, draft_page: "trang-3", draft_from, draft_changes })).status, 200);
		assert.equal((await who.officer.get(`${item}/edit`)).body.drafts.length, 1);
	},

	async "nobody else keeps or throws away one, nor who may no longer write the item"() {
		const item = await begin();
		const { id } = (await keep("officer", item)).body;
		assert.equal((await keep("stranger", item)).status, 403);
		assert.equal((await keep("auditor", item)).status, 403);
		assert.equal((await keep("editor", item)).status, 403);
		assert.equal((await who.leader.post(`/desk/drafts/${id}/drop`)).status, 404);
		assert.equal((await who.officer.post(`${item}/submit`, { revision: 1, declared: true })).status, 200);
		const late = await keep("officer", item);
		assert.ok([403, 409].includes(late.status), String(late.status));
		assert.equal((await who.officer.get(`${item}/edit?draft=${id}`)).status, 403);
		assert.equal((await who.officer.post(`/desk/drafts/${id}/drop`)).status, 200);
	},

	async "by session it needs the form's secret and no nonce, and comes from this site"() {
		const { cookie, csrf } = await house.session("canbo.cshs");
		const send = (fields, more = {}) => fetch(`${house.base}/desk/drafts`, {
			method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.base, Accept: "application/json", ...more },
			body: new URLSearchParams({ title: "Mới", ...fields }),
		});
		assert.equal((await send({})).status, 403);
		assert.equal((await send({ _csrf: csrf }, { Origin: "https://evil.example" })).status, 403);
		assert.equal((await send({ _csrf: csrf })).status, 200);
		assert.equal((await send({ _csrf: csrf, title: "Mới hơn" })).status, 200);
		const { drafts } = (await who.officer.get("/desk/items?list=mine")).body;
		assert.equal(drafts[0].title, "Mới hơn");
		assert.equal((await send({ _csrf: csrf, title: "x".repeat(301) })).status, 413);
	},

	async "who writes is told to others who read it, and not to oneself"() {
		const item = await begin();
		await keep("officer", item);
		assert.equal((await who.officer.get(item)).body.editing, false);
		const seen = (await who.leader.get(item)).body;
		assert.equal(seen.editors.length, 1);
		assert.match(seen.editing, /^Đ\/c .+ đang sửa/);
		assert.equal((await keep("leader", item)).body.editors.length, 1);
		assert.equal((await who.leader.get(`${item}/edit`)).body.editors.length, 1);
	},

	async "who saves second gets both put together upon the newest revision, and what collides is marked"() {
		const item = await begin();
		assert.equal((await who.officer.post(item, { ...text({ body: "Một, họ sửa.\n\nHai.\n\nBa, họ sửa." }), base: 1 })).status, 200);
		const mine = { ...text({ body: "Một.\n\nHai, tôi sửa.\n\nBa, tôi sửa." }), base: 1 };
		const refused = await who.leader.post(item, mine);
		assert.equal(refused.status, 409);
		const { form, merge, theirs } = refused.body;
		assert.equal(theirs.body, "Một, họ sửa.\n\nHai.\n\nBa, họ sửa.");
		assert.equal(form.base, 2);
		assert.equal(merge.clashes, 1);
		assert.match(form.body, /▼▼▼ Đồng chí viết:\s+.*tôi sửa\.\s+▼▼▼ Bản 2 viết:/s);
		const open = await who.leader.post(item, { ...text({ body: form.body }), base: 2 });
		assert.equal(open.status, 422);
		assert.match(open.body.complaints.body, /▼▼▼/);
		const settled = form.body.split("\n").filter((line) => !/^[▼▲]{3} /.test(line)).join("\n");
		assert.equal((await who.leader.post(item, { ...text({ body: settled }), base: 2 })).status, 200);
		for (const words of ["họ sửa", "tôi sửa"]) assert.match((await who.leader.get(item)).body.text.html, new RegExp(words));
	},

	async "what only one changed comes together without a question"() {
		const item = await begin();
		assert.equal((await who.officer.post(item, { ...text({ body: "Một, họ sửa.\n\nHai.\n\nBa." }), base: 1 })).status, 200);
		const { form, merge } = (await who.leader.post(item, { ...text({ title: "Tên tôi đặt", body: "Một.\n\nHai.\n\nBa, tôi sửa." }), base: 1 })).body;
		assert.equal(merge.clashes, 0);
		assert.equal(form.title, "Tên tôi đặt");
		assert.equal(form.body, "Một, họ sửa.\n\nHai.\n\nBa, tôi sửa.");
	},

	async "facts come together one by one, times as an input has them"() {
		const facts = { fact_level: "urgent", fact_method: "Gọi điện.", fact_signs: "Đòi mã.", fact_advice: "Cúp máy.", fact_expires_at: "2027-01-31T10:00" };
		const begun = await who.officer.post("/desk/items", { ...text(), ...facts, genre: "warning" });
		assert.equal(begun.status, 201, begun.text);
		const save = (person, more) => who[person].post(begun.body.location, { ...text(), ...facts, ...more, base: 1 });
		assert.equal((await save("officer", { fact_signs: "Đòi mã OTP." })).status, 200);
		const { merge, fact_fields } = (await save("leader", { fact_expires_at: "2027-02-01T10:00", fact_signs: "Giục chuyển tiền." })).body;
		assert.deepEqual(merge.rows.map((row) => [row.field, row.kind.code]), [["Dấu hiệu nhận biết", "clash"], ["Hết hiệu lực lúc", "mine"]]);
		const value = Object.fromEntries(fact_fields.map((field) => [field.name, field.value]));
		assert.equal(value.fact_expires_at, "2027-02-01T10:00");
		assert.equal(value.fact_signs, "Giục chuyển tiền.");
		assert.equal(value.fact_method, "Gọi điện.");
	},

	async "a draft upon an older revision opens put together with the newest"() {
		const item = await begin();
		const { id } = (await keep("leader", item, { body: "Một.\n\nHai.\n\nBa, tôi gõ." })).body;
		assert.equal((await who.officer.post(item, { ...text({ body: "Một, họ sửa.\n\nHai.\n\nBa." }), base: 1 })).status, 200);
		const { form, merge } = (await who.leader.get(`${item}/edit?draft=${id}`)).body;
		assert.equal(form.base, 2);
		assert.equal(merge.from, 1);
		assert.equal(form.body, "Một, họ sửa.\n\nHai.\n\nBa, tôi gõ.");
	},

	async "of many saves at one instant one is acknowledged, all others get both texts"() {
		const item = await begin();
		for (let base = 1; base <= 5; base++) {
			const answers = await Promise.all([...Array(8).keys()].map((n) =>
				who[n % 2 ? "officer" : "leader"].post(item, { ...text({ title: `Bản ${base} của ${n}` }), base })));
			const good = answers.filter((answer) => answer.status === 200);
			assert.equal(good.length, 1);
			for (const { status, body } of answers)
				if (status !== 200) assert.deepEqual([status, body.form.base], [409, base + 1]);
			const now = (await who.officer.get(item)).body;
			assert.equal(now.revision, base + 1);
			const n = answers.findIndex((answer) => answer.status === 200);
			assert.equal(now.title, `Bản ${base} của ${n}`);
		}
	},
}, async () => {
	await house.stop();
	house.remove();
});
