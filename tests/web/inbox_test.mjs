// inbox_test.mjs - the four lists over HTTP: the address is the state, each row leads to what is to be done.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries(["dieuphoi", "canbo.cshs", "lanhdao.cshs", "bientap", "lanhdaobo", "kiemtoan", "quantri"]
	.map((login) => [login, house.program(login)]));
const LISTS = ["todo", "sent", "others", "soon"];

async function inbox(login, query = "") {
	const answer = await who[login].get(`/desk${query}`);
	assert.equal(answer.status, 200, answer.text);
	return answer.body;
}

/* All rows of a list, page by page. */
async function rows_of(login, query) {
	const rows = [];
	for (let page = await inbox(login, query); ; page = await inbox(login, page.next.slice("/desk".length))) {
		rows.push(...page.work);
		if (!page.next) return rows;
	}
}

const tests = {
	async "everybody has the four lists, and each row leads to a page that one may read"() {
		for (const login of Object.keys(who))
			for (const list of LISTS) {
				const page = await inbox(login, `?list=${list}`);
				assert.deepEqual(page.lists.map((one) => one.name), LISTS);
				assert.equal(page.lists.find((one) => one.current).name, list);
				for (const row of page.work) assert.equal((await who[login].get(row.href)).status, 200, `${login} ${list} ${row.href}`);
			}
	},

	async "the count says how much one can act on, and each of it names the next step"() {
		for (const login of ["dieuphoi", "canbo.cshs", "lanhdao.cshs", "bientap"]) {
			const rows = await rows_of(login, "");
			const { counts } = await inbox(login, "?list=sent");
			assert.equal(counts.find((one) => one.name === "todo").count, rows.length, login);
			for (const row of rows) assert.ok(row.act, `${login} ${row.title}`);
		}
	},

	async "deadlines are said in words first, and what ends first stands first"() {
		const rows = await rows_of("dieuphoi", "?list=soon&due=week");
		assert.ok(rows.length > 3);
		for (const row of rows) assert.match(row.deadline.words, /^Còn .+ – (hạn|hết ngày) /);
		const ends = rows.map((row) => Date.parse(row.deadline.due_before.iso));
		assert.deepEqual(ends, ends.toSorted?.((a, b) => a - b) ?? [...ends].sort((a, b) => a - b));
	},

	async "filters stand in the address and narrow the list"() {
		const all = await rows_of("dieuphoi", "?list=soon&due=week");
		const unit = all[0].unit, clause = all[0].clause, word = all[0].title.split(" ")[0];
		const narrowed = await rows_of("dieuphoi", `?list=soon&due=week&unit=${unit}`);
		assert.deepEqual(narrowed.map((row) => row.id), all.filter((row) => row.unit === unit).map((row) => row.id));
		const of_clause = await rows_of("dieuphoi", `?list=soon&due=week&clause=${encodeURIComponent(clause)}`);
		assert.deepEqual(of_clause.map((row) => row.id), all.filter((row) => row.clause === clause).map((row) => row.id));
		const plain = word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace("đ", "d").toLowerCase();
		assert.ok((await rows_of("dieuphoi", `?list=soon&due=week&text=${encodeURIComponent(plain)}`)).some((row) => row.id === all[0].id));
		assert.deepEqual(await rows_of("dieuphoi", "?list=soon&due=week&state=draft"), []);
		const page = await inbox("dieuphoi", `?list=soon&due=week&unit=${unit}`);
		assert.equal(page.form.unit, unit);
		assert.equal(page.units.find((one) => one.chosen).code, unit);
	},

	async "a unit's people find nothing of other units, whatever they filter by"() {
		for (const list of LISTS)
			for (const filter of ["", "&unit=CA-48", "&due=overdue"])
				for (const row of await rows_of("canbo.cshs", `?list=${list}${filter}`)) assert.equal(row.unit, "CSHS", row.title);
	},

	async "a filter is kept by a name, shared with the unit, and found at its address"() {
		const saved = async (login) => (await inbox(login)).saved.map((one) => one.name);
		const query = { list: "soon", due: "week", text: "báo cáo" };
		assert.equal((await who["canbo.cshs"].post("/desk/views", { ...query, name: "Tuần này", shared: true })).status, 200);
		assert.equal((await who["canbo.cshs"].post("/desk/views", { ...query, name: "Của riêng tôi" })).status, 200);
		assert.deepEqual(await saved("canbo.cshs"), ["Tuần này", "Của riêng tôi"]);
		assert.deepEqual(await saved("lanhdao.cshs"), ["Tuần này"]);
		assert.deepEqual(await saved("bientap"), []);
		const [shared] = (await inbox("lanhdao.cshs")).saved;
		assert.equal(shared.own, false);
		const there = await inbox("lanhdao.cshs", shared.href.slice("/desk".length));
		assert.deepEqual([there.form.due, there.form.text, there.saved[0].current], ["week", "báo cáo", true]);
		assert.equal((await who["lanhdao.cshs"].post(`/desk/views/${shared.id}/drop`)).status, 404);
		const again = await who["canbo.cshs"].post("/desk/views", { ...query, name: "Tuần này" });
		assert.equal(again.status, 422);
		assert.ok(again.body.complaints.name);
		const { cookie, csrf } = await house.session("canbo.cshs");
		const page = await fetch(`${house.base}/desk/views`, {
			method: "POST", headers: { Cookie: cookie, Origin: house.base },
			body: new URLSearchParams({ ...query, name: "Tuần này", _csrf: csrf, _nonce: "bo-loc-1" }),
		});
		const html = await page.text();
		assert.equal(page.status, 422);
		assert.match(html, /id="name" name="name" value="Tuần này"/);
		assert.match(html, /<option value="week" selected>/);
		assert.equal((await who["canbo.cshs"].post("/desk/views", { list: "all", name: "Sai" })).status, 422);
		assert.equal((await who["canbo.cshs"].post(`/desk/views/${shared.id}/drop`)).status, 200);
		assert.deepEqual(await saved("lanhdao.cshs"), []);
	},

	async "what is asked wrongly is told at its field, with the list still there"() {
		for (const [query, field] of [["?list=all", "list"], ["?due=never", "due"], [`?text=${"a".repeat(101)}`, "text"]]) {
			const answer = await who.dieuphoi.get(`/desk${query}`);
			assert.equal(answer.status, 422, query);
			assert.ok(answer.body.complaints[field], query);
		}
		assert.equal((await who.dieuphoi.get("/desk?after=x")).status, 404);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
