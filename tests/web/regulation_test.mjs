// regulation_test.mjs - another regulation comes into force: data alone, and what began before keeps its own.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { House, local_day, run_tests } from "../browser/lib.mjs";

const house = new House();
const laws = join(house.dir, "regulations");
mkdirSync(laws);
const law = (name, text) => writeFileSync(join(laws, name), text);
law("first.conf", readFileSync("regulations/tt-80-2020.conf", "utf8")
	.replace(/^(effective_from = .*)$/m, `$1\neffective_to = "${local_day(-1)}";`));
law("second.conf", readFileSync("tests/law/second.conf", "utf8")
	.replace(/^effective_from = .*$/m, `effective_from = "${local_day(0)}";`));
await house.serve("127.0.0.1:0", "--regulations", laws);
const officer = house.program("canbo.cshs");

const tests = {
	async "a matter of today is opened under the regulation of today, by its own limit"() {
		const opened = await officer.post("/desk/matters",
			{ rule: "quan-trac", title: "Số liệu tháng", happened: "Đã đo.", evidence_measured_on: local_day(0) });
		assert.equal(opened.status, 201, opened.text);
		const [duty] = (await officer.get(opened.body.location)).body.duties;
		const { body } = await officer.get(duty.href);
		assert.deepEqual([body.regulation.number, body.limit], ["07/2031/TT-XYZ", "3 ngày làm việc"]);
		assert.match(body.citation, /Điều 9/);
	},

	async "the rules of the one before open nothing any more"() {
		const refused = await officer.post("/desk/matters", { rule: "12", title: "Việc", happened: "x", evidence_subject: "Việc." });
		assert.equal(refused.status, 422);
		assert.ok(refused.body.complaints.rule);
	},

	async "a matter that began before keeps its regulation, and its item meets its duty"() {
		const { matters } = (await officer.get("/desk/matters")).body;
		const old = matters.filter((matter) => matter.deadline).at(-1);
		const [duty] = (await officer.get(old.href)).body.duties;
		assert.equal((await officer.get(duty.href)).body.regulation.number, "80/2020/TT-BCA");
		const [, matter] = /matters\/(\d+)/.exec(old.href);
		const made = await officer.post("/desk/items",
			{ title: "Tin", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung.", matter: Number(matter), duty: duty.id });
		assert.equal(made.status, 201, made.text);
		const item = `/desk/items/${made.body.id}`;
		assert.equal((await officer.post(`${item}/submit`, { declared: true, revision: 1 })).status, 200);
		assert.equal((await house.program("lanhdao.cshs").post(`${item}/send`, { declared: true, revision: 1 })).status, 200);
		assert.equal((await officer.get(duty.href)).body.state.code, "met");
	},

	async "every date of the store is still derived as it stands"() {
		assert.match(house.command("deadline", "verify", "--regulations", laws), /đều khớp/);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
