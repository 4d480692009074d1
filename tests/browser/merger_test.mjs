// merger_test.mjs - an administrator tries a merger of two units, carries it out, and each side sees it.
import assert from "node:assert/strict";
import { House, look_twice, open_browser, person, run_tests } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const officer = house.program("canbo.xdpt");
const old = (await officer.get("/desk/me")).body.profile.unit_name;
const successor = (await house.program("canbo.hanoi").get("/desk/me")).body.profile.unit_name;
const today = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10);
let admin, matter;

const tests = {
	async "what is asked for wrongly is said at its field, and stays as typed"() {
		const made = await officer.post("/desk/matters", { rule: "12", title: "Việc đang mở", happened: "Nội dung.", evidence_subject: "Việc." });
		assert.equal(made.status, 201, made.text);
		matter = `/desk/matters/${made.body.id}`;
		admin = await person(browser, house, "quantri");
		await admin.goto(`${house.base}/desk/admin/units`);
		await admin.click("main a:has-text('Sáp nhập đơn vị')");
		await admin.click("main a:has-text('Sáp nhập đơn vị')");
		await admin.selectOption("#units", { label: old });
		await admin.selectOption("#successor", { label: old });
		await admin.fill("#number", "99/QĐ-BCA");
		await admin.fill("#decided_on", today);
		await admin.fill("#signer", "Bộ trưởng");
		await admin.fill("#effective_on", today);
		await admin.click("main form button[type=submit]");
		assert.match(await admin.textContent("main"), /Không thể sáp nhập một đơn vị vào chính nó/);
		assert.equal(await admin.inputValue("#number"), "99/QĐ-BCA");
		await look_twice(admin, "merger-new");
	},

	async "a dry run says how much moves and changes nothing"() {
		await admin.selectOption("#successor", { label: successor });
		await admin.click("main form button[type=submit]");
		await admin.waitForSelector("main button.button-warning");
		assert.match(await admin.textContent("main"), /Vụ việc đang mở\s*[1-9]/);
		await look_twice(admin, "merger-trial");
		assert.equal((await officer.get("/desk/me")).body.profile.unit_name, old);
	},

	async "carried out, people and open work are the successor's, with a trace"() {
		await admin.click("main button.button-warning");
		await admin.waitForURL(/\/desk\/admin\/mergers$/);
		await look_twice(admin, "merger-list");
		assert.equal((await officer.get("/desk/me")).body.profile.unit_name, successor);
		const seen = (await officer.get(matter)).body;
		assert.equal(seen.unit_name, successor);
		assert.ok(seen.came_from.startsWith(`Tiếp nhận từ ${old} theo quyết định 99/QĐ-BCA`));
		const page = await person(browser, house, "canbo.hanoi");
		await page.goto(house.base + matter);
		await look_twice(page, "merger-matter");
		assert.deepEqual(page.faults, []);
	},

	async "the old unit's public page leads to its successor, and the successor's names it"() {
		const page = await person(browser, house, null);
		await page.goto(`${house.base}/don-vi/XDPT`);
		await look_twice(page, "merger-public-old");
		await page.click(`main .notice a:has-text('${successor}')`);
		assert.match(await page.textContent("main"), new RegExp(`Đã tiếp nhận[\\s\\S]*${old}`));
		await look_twice(page, "merger-public-successor");
		assert.deepEqual(page.faults, []);
	},

	async "the old unit is chosen no more and cannot be opened again"() {
		await admin.goto(`${house.base}/desk/admin/accounts/new`);
		assert.equal(await admin.locator(`#unit option:has-text('${old}')`).count(), 0);
		const { body } = await house.program("quantri").get("/desk/admin/mergers");
		await admin.goto(`${house.base}/desk/admin/units/${body.mergers[0].parts[0].unit}`);
		assert.equal(await admin.locator("main form[action$='activate']").count(), 0);
		await look_twice(admin, "merger-unit");
		assert.deepEqual(admin.faults, []);
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
