// delegation_test.mjs - a leader leaves her role to an officer for some days, who works in her place.
import assert from "node:assert/strict";
import { declare, House, look_twice, open_browser, person, run_tests } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const NUMBER = "125/QĐ-C02";
const day = (plus) => new Date(Date.now() + (7 + 24 * plus) * 3600_000).toISOString().slice(0, 10);
const officer = house.program("canbo.cshs");
const who = (await officer.get("/desk/me")).body.profile;
const giver = (await house.program("lanhdao.cshs").get("/desk/me")).body.profile;
const phone = { colorScheme: "dark", viewport: { width: 360, height: 800 } };
let leader, deputy, at, item;

const tests = {
	async "a leader enters who stands in for her, and what is wrong is said at its field"() {
		leader = await person(browser, house, "lanhdao.cshs");
		await leader.goto(`${house.base}/desk/me`);
		await leader.click("main a:has-text('Nhập ủy quyền')");
		await leader.selectOption("#giver", String(giver.id));
		await leader.selectOption("#deputy", String(who.id));
		await leader.fill("#number", NUMBER);
		await leader.fill("#decided_on", day(0));
		await leader.fill("#signer", "Thiếu tướng Trần Minh Họa, Cục trưởng");
		await leader.fill("#from", day(0));
		await leader.fill("#to", day(-1));
		await leader.click("main form[method=post] button");
		assert.match(await leader.textContent("main"), /Ngày kết thúc không thể trước ngày bắt đầu/);
		assert.equal(await leader.inputValue("#number"), NUMBER);
		assert.equal(await leader.inputValue("#deputy"), String(who.id));
		await look_twice(leader, "delegation-new");
		await leader.fill("#to", day(6));
		await leader.click("main form[method=post] button");
		await leader.waitForURL(/\/desk\/delegations\/\d+$/);
		at = new URL(leader.url()).pathname;
		await look_twice(leader, "delegation-one-leader");
		await leader.goto(`${house.base}/desk/delegations`);
		await look_twice(leader, "delegation-list");
	},

	async "the deputy begins, and every page says in whose place"() {
		deputy = await person(browser, house, "canbo.cshs");
		await deputy.goto(house.base + at);
		await look_twice(deputy, "delegation-one-deputy");
		await deputy.goto(`${house.base}/desk/me`);
		await look_twice(deputy, "delegation-me");
		await deputy.click(`main button:has-text('Làm việc thay')`);
		await deputy.waitForURL(/\/desk$/);
		assert.match(await deputy.textContent(".stand-in"), new RegExp(`Đang thay\\s+${giver.name}\\s+theo quyết định\\s+${NUMBER}`));
		await look_twice(deputy, "delegation-desk");
	},

	async "what the deputy sends says so on the time line, in the receipt and in the trail"() {
		const colleague = house.program("canbo.cshs");
		const made = await colleague.post("/desk/items", { title: "Kết quả tuần", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung." });
		assert.equal(made.status, 201, made.text);
		item = `/desk/items/${made.body.id}`;
		assert.equal((await colleague.post(`${item}/submit`, { declared: true, revision: 1 })).status, 200);
		assert.equal((await colleague.post(`${item}/send`, { declared: true, revision: 1 })).status, 403);
		await deputy.goto(house.base + item);
		await declare(deputy.locator("form.declare"));
		await deputy.click("form.declare button[formaction$='/send']");
		await deputy.waitForLoadState();
		const words = `${who.name} thay ${giver.name} theo quyết định ${NUMBER}`;
		await deputy.goto(house.base + item);
		assert.ok((await deputy.textContent("main")).includes(words));
		await look_twice(deputy, "delegation-item");
		const { body } = await house.program("kiemtoan").get("/desk/audit?action=item.send");
		assert.ok(body.rows.some((row) => row.login === "canbo.cshs" && row.detail.startsWith(`${words}: `)));
		await deputy.click("main a:has-text('Giấy xác nhận')");
		await deputy.waitForURL((url) => url.pathname !== item);
		assert.ok((await deputy.textContent("main")).includes(words));
	},

	async "back in her own role her old pages do nothing, and a revocation ends it at once"() {
		await deputy.goto(`${house.base}/desk/me`);
		await deputy.click(".stand-in button");
		await deputy.waitForURL(/\/desk\/me$/);
		assert.equal(await deputy.locator(".stand-in").count(), 0);
		await deputy.click(`main button:has-text('Làm việc thay')`);
		await deputy.waitForURL(/\/desk$/);
		await deputy.goto(house.base + at);
		await leader.goto(house.base + at);
		await leader.fill("#reason", "Đi công tác về sớm");
		await leader.click("form[action$='/revoke'] button");
		await leader.waitForSelector("main .notice-warn");
		await look_twice(leader, "delegation-revoked");
		await deputy.click(".stand-in button");
		assert.match(await deputy.textContent("main"), /Ủy quyền đã kết thúc/);
		await deputy.goto(`${house.base}/desk`);
		assert.equal(await deputy.locator(".stand-in").count(), 0);
		for (const page of [leader, deputy]) assert.deepEqual(page.faults, []);
	},

	async "the administrator chooses a unit, and a phone is enough"() {
		const page = await person(browser, house, "quantri", phone);
		await page.goto(`${house.base}/desk/delegations/new`);
		await page.selectOption("#unit", { label: who.unit_name });
		await page.click("main form[method=get] button");
		await look_twice(page, "delegation-new-admin");
		assert.equal(await page.locator("#giver option").count() > 2, true);
		assert.deepEqual(page.faults, []);
		await page.context().close();
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
