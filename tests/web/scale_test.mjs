// scale_test.mjs - years of work made for trials of load: as much as was asked for, and all of it true.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const ITEMS = 60, DUTIES = 500, OPEN = 120, AUDIT = 6000;
const house = new House({ init: ["--items", ITEMS, "--duties", DUTIES, "--open", OPEN, "--audit", AUDIT].map(String) });
await house.serve();
const auditor = house.program("kiemtoan");

/* All rows of a list, page by page. */
async function all(list, key, next_of) {
	const rows = [];
	for (let path = list; path; ) {
		const { status, body } = await auditor.get(path);
		assert.equal(status, 200, path);
		rows.push(...body[key]);
		path = next_of(body);
	}
	return rows;
}
const linked = (body) => body.next || null;

const tests = {
	"every duty is derived again as it stands"() {
		const [, duties] = /(\d+) nghĩa vụ, hạn và trạng thái đều khớp/.exec(house.command("deadline", "verify").replaceAll(".", ""));
		// The demo's own, and those of events and questions, come on top.
		assert.ok(duties >= DUTIES && duties < DUTIES * 1.3, duties);
	},

	"the audit trail is whole, and as long as was asked for"() {
		const [, rows] = /nhật ký nguyên vẹn, (\d+) dòng/.exec(house.command("audit", "verify").replaceAll(".", ""));
		assert.ok(rows >= AUDIT && rows < AUDIT * 1.5, rows);
	},

	async "so many matters are open, the others ended"() {
		const open = await all("/desk/matters", "matters", linked);
		const every = await all("/desk/matters?state=all", "matters", linked);
		assert.ok(open.length >= OPEN && open.length < OPEN * 1.5, `${open.length}`);
		assert.ok(every.length >= DUTIES, `${every.length}`);
		assert.equal(new Set(every.map(({ id }) => id)).size, every.length);
		assert.ok(new Set(every.map(({ unit_name }) => unit_name)).size > 30);
	},

	async "public texts hand in what was owed, by two persons"() {
		const items = await all("/desk/items?state=published", "items", linked);
		assert.ok(items.length >= ITEMS, `${items.length}`);
		const { body } = await auditor.get(items.at(-1).href); // the oldest
		assert.deepEqual(body.steps.map(({ code }) => code).reverse(),
			["submit", "send", "take", "submit_review", "approve", "publish"]);
		assert.notEqual(body.steps[1].who, body.steps[2].who);
		const [, matter] = /"(\/desk\/matters\/\d+)"/.exec(JSON.stringify(body));
		assert.equal((await auditor.get(matter)).body.open, false);
	},

	"numbers that do not fit are refused before anything is made"() {
		for (const words of [["--duties", "-1"], ["--duties", "10", "--open", "11"], ["--audit", "x"]])
			assert.throws(() => house.command("init", "--demo", ...words), /--open không quá --duties/);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
