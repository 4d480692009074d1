// bulk_test.mjs - many acts in one over HTTP: a list to confirm, a report of what failed, files to take along.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries(["dieuphoi", "canbo.cshs", "lanhdao.cshs", "bientap", "quantri"].map((login) => [login, house.program(login)]));

/* What a browser sends. */
async function sends(login, path, pairs) {
	const { cookie, csrf } = await house.session(login);
	const body = new URLSearchParams([...pairs, ["_csrf", csrf], ["_nonce", `${path}-${Math.random()}`]]);
	return fetch(house.base + path, { method: "POST", redirect: "manual", body, headers: { Cookie: cookie, Origin: house.base } });
}

async function list(login, query) {
	const answer = await who[login].get(`/desk${query}`);
	assert.equal(answer.status, 200, answer.text);
	return answer.body;
}

const rows_of = (work) => work.map((row) => ["rows", row.thing]);

const tests = {
	async "units are reminded of what ends soon: confirmed by a list, told with what failed"() {
		const { work, bulk } = await list("dieuphoi", "?list=soon&due=week");
		assert.ok(bulk.some((one) => one.name === "remind"));
		const chosen = work.slice(0, 3);
		const confirm = await sends("dieuphoi", "/desk/bulk/confirm", [["act", "remind"], ...rows_of(chosen), ["rows", "duty:999999:0"]]);
		const html = await confirm.text();
		assert.equal(confirm.status, 200, html);
		for (const row of chosen) assert.ok(html.includes(`value="${row.thing}" checked`), row.thing);
		assert.match(html, /Những việc không làm được: 1/);
		const done = await sends("dieuphoi", "/desk/bulk", [["act", "remind"], ...rows_of(chosen)]);
		assert.equal(done.status, 303, await done.text());
		const report = (await who.dieuphoi.get(done.headers.get("location"))).body;
		assert.deepEqual([report.good_count, report.bad_count], [3, 0]);
		const again = await sends("dieuphoi", "/desk/bulk", [["act", "remind"], ...rows_of(work.slice(0, 4))]);
		const second = (await who.dieuphoi.get(again.headers.get("location"))).body;
		assert.deepEqual([second.good_count, second.bad_count], [1, 3]);
		assert.match(second.bad[0].why, /đã được nhắc/);
		assert.equal((await who.bientap.get(again.headers.get("location"))).status, 404);
	},

	async "a coordinator hands items to one editor by name: who has each is shown, and what changed since the list is told"() {
		const { work, bulk } = await list("dieuphoi", "?list=others&state=sent");
		assert.ok(bulk.some((one) => one.name === "hand"));
		assert.ok(work.length >= 2);
		const [first, second] = work;
		const page = (await who.dieuphoi.get(first.href)).body;
		const to = String(page.takers[0].value);
		const bare = await sends("dieuphoi", `${first.href}/hand`, [["revision", page.revision], ["version", page.version], ["to", ""]]);
		assert.equal(bare.status, 422);
		assert.match(await bare.text(), /Hãy chọn biên tập viên/);
		const none = await sends("dieuphoi", "/desk/bulk", [["act", "hand"], ["to", ""], ...rows_of([first, second])]);
		assert.equal(none.status, 422);
		assert.match(await none.text(), /Hãy chọn biên tập viên/);
		const confirm = await (await sends("dieuphoi", "/desk/bulk/confirm", [["act", "hand"], ...rows_of([first, second])])).text();
		const rows = [...confirm.matchAll(/name="rows" value="(item:[^"]+)"/g)].map((one) => ["rows", one[1]]);
		assert.equal(rows.length, 2, confirm);
		assert.equal((await who.dieuphoi.post(`${first.href}/hand`, { revision: page.revision, version: page.version, to })).status, 200);
		assert.equal((await who.dieuphoi.post(`${first.href}/hand`, { revision: page.revision, version: page.version, to })).status, 409);
		const done = await sends("dieuphoi", "/desk/bulk", [["act", "hand"], ["to", to], ...rows]);
		assert.equal(done.status, 303, await done.text());
		const report = (await who.dieuphoi.get(done.headers.get("location"))).body;
		assert.deepEqual([report.good_count, report.bad_count], [1, 1]);
		assert.match(report.bad[0].why, /đã thay đổi từ khi đồng chí mở trang/);
		for (const row of [first, second]) {
			const item = (await who.dieuphoi.get(row.href)).body;
			assert.deepEqual([item.state.code, item.taker], ["editing", page.takers[0].label]);
			assert.match(item.steps[0].reason, /^cho /);
		}
		assert.match(await (await sends("dieuphoi", "/desk/bulk/confirm", [["act", "hand"], ...rows_of([first])])).text(), /Biên tập:/);
		assert.equal((await sends("bientap", "/desk/bulk", [["act", "hand"], ["to", to], ...rows])).status, 403);
		assert.equal((await who.bientap.post(`${first.href}/hand`, { revision: page.revision, to })).status, 403);
	},

	async "an editor takes several items, each with its own line in the trail"() {
		const { work } = await list("bientap", "?state=sent");
		assert.ok(work.length >= 1);
		const done = await sends("bientap", "/desk/bulk", [["act", "take"], ...rows_of(work)]);
		const report = (await who.bientap.get(done.headers.get("location"))).body;
		assert.equal(report.good_count, work.length, JSON.stringify(report.bad));
		for (const row of work) assert.equal((await who.bientap.get(row.href)).body.state.code, "editing");
		assert.equal((await list("bientap", "?state=sent")).work.length, 0);
	},

	async "a coordinator sends one reporter to several events: double booking is shown before, what failed is told"() {
		const day = (days, hour) => `${new Date(Date.now() + 7 * 3600e3 + days * 86400e3).toISOString().slice(0, 10)}T${hour}`;
		const told = async (title, starts_at, ends_at) => (await who["canbo.cshs"].post("/desk/events", {
			kind: "own", title, starts_at, ends_at, place: "Hội trường", coverage: "yes", documents: "later",
		})).body.location;
		const hrefs = [await told("Hội nghị A", day(40, "08:00"), day(40, "10:00")), await told("Hội nghị B", day(40, "09:00"), day(40, "11:00")),
			await told("Hội nghị C", day(41, "08:00"), day(41, "10:00"))];
		assert.ok(hrefs.every(Boolean), String(hrefs));
		const { work, bulk } = await list("dieuphoi", `?text=${encodeURIComponent("Hội nghị")}`);
		assert.ok(bulk.some((one) => one.name === "assign"));
		const chosen = ["A", "B", "C"].map((name) => work.find((row) => row.title.includes(`Hội nghị ${name}`)));
		const { reporters } = (await who.dieuphoi.get(`${hrefs[0]}/assign`)).body;
		const to = String(reporters[0].account);
		assert.equal((await who.dieuphoi.post(`${hrefs[0]}/assign`, { reporters: to })).status, 200);
		const confirm = await sends("dieuphoi", "/desk/bulk/confirm", [["act", "assign"], ...rows_of(chosen)]);
		const html = await confirm.text();
		assert.equal(confirm.status, 200, html);
		assert.match(html, /đã được cử “Hội nghị A”/);
		assert.match(html, /cùng lúc với “Hội nghị/);
		assert.match(html, /\(trùng giờ 1 sự kiện\)/);
		const none = await sends("dieuphoi", "/desk/bulk", [["act", "assign"], ["to", ""], ...rows_of(chosen)]);
		assert.equal(none.status, 422);
		assert.match(await none.text(), /Hãy chọn phóng viên/);
		const done = await sends("dieuphoi", "/desk/bulk", [["act", "assign"], ["to", to], ...rows_of(chosen)]);
		assert.equal(done.status, 303, await done.text());
		const report = (await who.dieuphoi.get(done.headers.get("location"))).body;
		assert.deepEqual([report.good_count, report.bad_count], [2, 1]);
		assert.equal(report.bad[0].title, "Hội nghị A");
		assert.ok(!(await list("canbo.cshs", "")).bulk.some((one) => one.name === "assign"));
		assert.equal((await sends("canbo.cshs", "/desk/bulk", [["act", "assign"], ["to", to], ...rows_of(chosen)])).status, 403);
	},

	async "nothing chosen, no unit, or no business there: told, and nothing done"() {
		for (const [login, pairs, status] of [["dieuphoi", [["act", "remind"]], 422], ["dieuphoi", [["act", "remind"], ["rows", "duty"]], 422],
			["dieuphoi", [["act", "forward"], ["rows", "question:1:0"]], 422], ["dieuphoi", [["act", "burn"], ["rows", "duty:1:0"]], 422],
			["canbo.cshs", [["act", "remind"], ["rows", "duty:1:0"]], 403], ["quantri", [["act", "remind"], ["rows", "duty:1:0"]], 403]])
			assert.equal((await sends(login, "/desk/bulk", pairs)).status, status, JSON.stringify(pairs));
		const many = Array.from({ length: 501 }, (_, i) => ["rows", `duty:${i + 1}:0`]);
		assert.equal((await sends("dieuphoi", "/desk/bulk", [["act", "remind"], ...many])).status, 422);
	},

	async "a list is taken along as the page has it, in Excel and CSV; what is ticked alone, if anything is"() {
		const { work } = await list("dieuphoi", "?list=soon&due=week");
		const filter = [["list", "soon"], ["due", "week"]];
		const xlsx = await sends("dieuphoi", "/desk/export", [["format", "xlsx"], ...filter]);
		assert.equal(xlsx.status, 200);
		const file = join(house.dir, "list.xlsx");
		writeFileSync(file, Buffer.from(await xlsx.arrayBuffer()));
		const [sheet] = JSON.parse(execFileSync("/usr/bin/python3", ["tests/web/read_xlsx.py", file], { encoding: "utf8" }));
		assert.deepEqual(sheet.rows.slice(4, 4 + work.length).map((row) => row[0]), work.map((row) => row.title));
		assert.match(sheet.rows.at(-1)[0], /^Bộ lọc: Sắp hết hạn; /);
		assert.match(sheet.rows.at(-3)[0], /^Người lập: /);
		const csv = await (await sends("dieuphoi", "/desk/export", [["format", "csv"], ...filter, ["rows", work[1].thing]])).text();
		const lines = csv.trim().split("\r\n");
		assert.equal(lines.filter((line) => line.includes(work[1].unit)).length, 1);
		assert.ok(lines[1].startsWith(`"${work[1].title.replaceAll('"', '""')}"`), lines[1]);
		assert.equal((await sends("dieuphoi", "/desk/export", [["format", "doc"], ...filter])).status, 422);
		assert.equal(execFileSync("find", [house.dir, "-name", "export-*"], { encoding: "utf8" }), "");
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
