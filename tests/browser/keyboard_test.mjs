// keyboard_test.mjs - what has no role of its own, without a mouse: the door, the menus, dialogs, lists, the editor, and forms that come back.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { House, look_at, open_browser, PASSWORD, person, run_tests } from "./lib.mjs";
import { assert_seen, choose, enter, go_by, menu, reach, send, sign_in, skip_to_main, tick, type, unfold, walk_faults } from "./keyboard.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const PHONE = { viewport: { width: 360, height: 740 }, colorScheme: "dark", hasTouch: true };
const officer = house.program("canbo.cshs");

const press = (page, ...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const has_focus = (page, selector) => page.evaluate((one) => document.activeElement.matches(one), selector);
const go = async (page, path) => {
	await page.goto(house.base + path);
	await skip_to_main(page);
};

/* The six digits of now, or of so many half minutes later (RFC 6238). */
function code_of(secret, later = 0) {
	const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
	const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
	const count = Buffer.alloc(8);
	count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
	const sum = createHmac("sha1", key).update(count).digest();
	return String((sum.readUInt32BE(sum.at(-1) & 15) & 0x7fffffff) % 1e6).padStart(6, "0");
}

/* A form came back: the focus is on what is wrong, and each line of it leads to its field. */
async function assert_led(page, ...fields) {
	assert.ok(await has_focus(page, ".errors"), "the complaints have the focus");
	await assert_seen(page);
	const links = page.locator(".errors a");
	assert.deepEqual(await links.evaluateAll((all) => all.map((one) => one.getAttribute("href"))), fields.map((one) => `#${one}`));
	for (const [i, field] of fields.entries()) {
		await enter(page, links.nth(i));
		if (!(await has_focus(page, `#${field}`))) await press(page, "Tab");
		assert.ok(await has_focus(page, `#${field}, #${field} *`), `the complaint leads to ${field}`);
		await assert_seen(page);
	}
}

const tests = {
	async "the public site: past the menu at the first stop, and a question that is refused says where it is wrong"() {
		for (const screen of [PHONE, {}]) {
			const page = await person(browser, house, null, screen);
			await page.goto(`${house.base}/hoi-dap`);
			await press(page, "Tab");
			assert.ok(await has_focus(page, "a.skip"));
			assert.deepEqual(await walk_faults(page), []);
			await go(page, "/hoi-dap/gui");
			await type(page, "#subject", " ");
			await type(page, "#body", " ");
			await go_by(page, "main form button[type=submit]");
			assert.ok(await has_focus(page, ".errors"));
			await page.context().close();
		}
	},

	async "the door: a wrong password leads to its form, a second factor is turned on and asked for, the menu of the account closes by Escape"() {
		const page = await person(browser, house, null, PHONE);
		await page.goto(`${house.base}/login`);
		await type(page, "#login", "canbo.hanoi");
		await type(page, "#password", "sai");
		await Promise.all([page.waitForNavigation(), press(page, "Enter")]);
		await assert_led(page, "login");
		await sign_in(page, house, "canbo.hanoi");
		await unfold(page, "details.account");
		await press(page, "Tab", "Escape");
		assert.ok(await has_focus(page, "details.account > summary"));
		assert.equal(await page.locator("details.account[open]").count(), 0);
		await unfold(page, "details.account");
		await go_by(page, ".account-menu a[href='/desk/me']");
		await go_by(page, "main a[href='/desk/me/totp']");
		const secret = await page.inputValue("[name=secret]");
		await type(page, "#code", code_of(secret));
		await type(page, "#password", PASSWORD);
		await go_by(page, "form[action='/desk/me/totp'] button[type=submit]");
		assert.equal((await page.innerText("main")).includes("Có chỗ cần sửa"), false);
		await unfold(page, "details.account");
		await go_by(page, "form[action='/logout'] button");
		await page.goto(`${house.base}/login`);
		await type(page, "#login", "canbo.hanoi");
		await type(page, "#password", PASSWORD);
		await Promise.all([page.waitForNavigation(), press(page, "Enter")]);
		await assert_led(page, "login");
		await type(page, "#password", PASSWORD);
		await type(page, "#code", code_of(secret, 1));
		await Promise.all([page.waitForURL(/\/desk/), press(page, "Enter")]);
		assert.deepEqual(page.faults, []);
		await page.context().close();
	},

	async "the list of keys closes by Escape and gives the focus back; j and k go by rows, from a row's box too"() {
		const page = await person(browser, house, "dieuphoi");
		const link = page.locator(".tabs a").nth(1);
		await reach(page, link);
		await press(page, "?");
		assert.ok(await page.locator("dialog#keys").evaluate((dialog) => dialog.open && dialog.contains(document.activeElement)));
		await look_at(page, "keyboard-keys-1440");
		await press(page, "Escape");
		assert.ok(await link.evaluate((node) => node === document.activeElement));
		const rows = page.locator("[data-rows] > li");
		await press(page, "j", "j");
		assert.ok(await rows.nth(1).evaluate((row) => row.contains(document.activeElement)));
		await reach(page, rows.nth(1).locator("input"));
		await press(page, "Space", "k");
		assert.ok(await rows.nth(0).evaluate((row) => row.contains(document.activeElement)));
		await assert_seen(page);
		await press(page, "/");
		assert.ok(await has_focus(page, "#search"));
		await page.context().close();
	},

	async "the inbox: filtered, the filter saved, two rows ticked, confirmed, and the report read"() {
		const page = await person(browser, house, "dieuphoi", PHONE);
		await go(page, "/desk?list=soon");
		await unfold(page, "main details.more");
		await choose(page, "#due", "week");
		await go_by(page, "form[action='/desk'] button");
		await type(page, "#name", "Trong tuần");
		await tick(page, "[name=shared]");
		await go_by(page, "form[action='/desk/views'] button");
		assert.match(await page.innerText(".chips"), /Trong tuần/);
		await go_by(page, ".chips a");
		for (const row of [0, 1]) await tick(page, page.locator("[name=rows]").nth(row));
		await go_by(page, "button[name=act][value=remind]");
		assert.equal(await page.locator("[name=rows]:checked").count(), 2);
		await look_at(page, "keyboard-confirm-360");
		await go_by(page, "form[action='/desk/bulk'] button");
		assert.match(await page.innerText("main"), /Đã làm: 2/);
		assert.deepEqual(await walk_faults(page), []);
		await page.context().close();
	},

	async "the editor: marks, a list and a link by its toolbar, and out again by Tab, in lists after Escape"() {
		const page = await person(browser, house, "canbo.cshs", PHONE);
		await go(page, "/desk/items/new");
		await reach(page, "#body");
		for (let line = 1; line <= 12; line++) {
			await page.keyboard.insertText(`Dòng ${line}.`);
			await press(page, "Enter");
		}
		const covered = await page.evaluate(() => {
			const { bottom } = document.querySelector("#body p:last-child").getBoundingClientRect();
			return bottom > document.querySelector(".act").getBoundingClientRect().top;
		});
		assert.equal(covered, false, "what is being written is not behind the buttons");
		await page.keyboard.insertText("Quan trọng");
		await press(page, "Shift+Home", "Shift+Tab");
		assert.ok(await has_focus(page, "[role=toolbar] [aria-label='Đậm']"));
		await assert_seen(page);
		await press(page, "Enter");
		assert.ok(await has_focus(page, "#body"));
		await press(page, "End", "Alt+F10", "End");
		for (let step = 0; step < 20 && !(await has_focus(page, "[aria-label='Liên kết']")); step++) await press(page, "ArrowLeft");
		await press(page, "Enter");
		assert.ok(await has_focus(page, "dialog input"));
		await press(page, "Escape");
		assert.ok(await has_focus(page, "[aria-label='Liên kết']"), "the dialog gives the focus back");
		await press(page, "Enter");
		await page.keyboard.insertText("/van-ban");
		await look_at(page, "keyboard-link-360");
		await press(page, "Enter");
		assert.ok(await has_focus(page, "#body"));
		await press(page, "End", "Enter", "Alt+F10");
		for (let step = 0; step < 20 && !(await has_focus(page, "[aria-label='Danh sách']")); step++) await press(page, "ArrowLeft");
		await press(page, "Enter");
		await page.keyboard.insertText("Một");
		await press(page, "Enter");
		await page.keyboard.insertText("Hai");
		await press(page, "Tab");
		assert.ok(await has_focus(page, "#body"), "Tab sets a point below the one before");
		assert.equal(await page.locator("#body li li").innerText(), "Hai");
		await press(page, "Escape", "Shift+Tab");
		assert.ok(await has_focus(page, "[role=toolbar] *"));
		await press(page, "Tab", "Escape", "Tab");
		assert.ok(await has_focus(page, ".act button"), "after Escape, Tab leaves the editor");
		assert.equal(await page.locator("#body strong").innerText(), "Quan trọng");
		assert.equal(await page.locator("#body a[href='/van-ban']").count(), 1);
		assert.equal(await page.locator("#body li li").count(), 1);
		await look_at(page, "keyboard-editor-360");
		await page.context().close();
	},

	async "a step of an item that is refused comes back open, at the field that is wrong"() {
		const made = await officer.post("/desk/items", { title: "Tin trả lại", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung." });
		const item = made.body.location;
		assert.equal((await officer.post(`${item}/submit`, { declared: true, revision: 1 })).status, 200);
		const page = await person(browser, house, "lanhdao.cshs");
		await go(page, item);
		const form = page.locator('main form[action$="/return"]');
		await unfold(page, page.locator("main details", { has: page.locator('form[action$="/return"]') }));
		await type(page, form.locator("textarea"), " ");
		await send(page, form);
		await assert_led(page, "reason");
		assert.equal(await page.locator("main details[open] #reason").count(), 1);
		await look_at(page, "keyboard-return-1440");
		await type(page, "#reason", "Bổ sung số liệu.");
		await send(page, form);
		assert.match(await page.innerText("main"), /Bổ sung số liệu/);
		await page.context().close();
	},

	async "every stop of the widest pages is seen and the focus leaves each page again"() {
		const page = await person(browser, house, "dieuphoi", PHONE);
		for (const path of ["/desk/figures/weeks", "/desk/events", "/desk/matters/1"]) {
			await page.goto(house.base + path);
			assert.deepEqual(await walk_faults(page), [], path);
		}
		await menu(page, "/desk/questions");
		await page.context().close();
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
