// draft_test.mjs - what is typed survives the browser, two persons see each other, and one person's tabs do not.
import assert from "node:assert/strict";
import { axe_faults, House, look_at, look_twice, open_browser, person, run_tests, shot } from "./lib.mjs";
import { go_by, reach } from "./keyboard.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const officer = await person(browser, house, "canbo.cshs");
const leader = await person(browser, house, "lanhdao.cshs");
const desk = house.program("canbo.cshs");
const made = await desk.post("/desk/items", {
	title: "Bắt nhóm trộm xe", abstract: "Tóm tắt.", section: "tinh-hinh-ket-qua", body: "Đoạn một.\n\nĐoạn hai.\n\nĐoạn ba.",
});
const item = `/desk/items/${made.body.id}`;
const { author } = (await desk.get(item)).body.text;

const says = (page, words) => page.locator("#kept", { hasText: words }).waitFor({ timeout: 12000 });
const kept = (page) => says(page, "Đã giữ bản nháp lúc");
const type_at_end = async (page, words) => {
	await page.locator("#body p").last().click();
	await page.keyboard.press("End");
	await page.keyboard.type(words);
};

/* The paragraph with the words, found by arrows. */
async function cross_out(page, words) {
	await reach(page, "#body");
	await page.keyboard.press("Control+Home");
	for (let line = 0; line < 40; line++) {
		const here = await page.evaluate(() => getSelection().anchorNode.parentElement.closest("p")?.textContent ?? "");
		if (words.test(here)) {
			for (const key of ["Home", "Shift+End", "Delete"]) await page.keyboard.press(key);
			return;
		}
		await page.keyboard.press("ArrowDown");
	}
	assert.fail(`no paragraph has ${words}`);
}

await run_tests({
	async "what was typed is offered again after the page was killed, and opened it is all there"() {
		await officer.goto(house.base + item + "/edit");
		await type_at_end(officer, " Gõ thêm chưa lưu.");
		await officer.fill("#title", "Bắt nhóm trộm xe máy");
		await kept(officer);
		assert.deepEqual(await axe_faults(officer), []);
		const context = officer.context();
		await officer.close({ runBeforeUnload: false });
		const again = await context.newPage();
		await again.goto(house.base + item + "/edit");
		assert.match(await again.textContent("main"), /Có bản nháp lưu lúc/);
		assert.equal(await again.inputValue("#title"), "Bắt nhóm trộm xe");
		await look_twice(again, "draft-offered");
		await again.click("text=Mở tiếp bản nháp");
		assert.equal(await again.inputValue("#title"), "Bắt nhóm trộm xe máy");
		assert.match(await again.textContent("#body"), /Đoạn ba\. Gõ thêm chưa lưu\./);
		await shot(again, "draft-open-1440-light");
		await again.click("form[data-keep] button[type=submit]");
		await again.waitForURL(house.base + item);
		assert.match(await again.textContent("article"), /Gõ thêm chưa lưu/);
		await again.goto(house.base + item + "/edit");
		assert.equal(await again.locator("text=Có bản nháp lưu lúc").count(), 0);
		await again.close();
	},

	async "of two persons each is told that the other writes, on the item's page too"() {
		const page = await leader.context().newPage();
		const mine = await person(browser, house, "canbo.cshs");
		await page.goto(house.base + item + "/edit");
		await mine.goto(house.base + item + "/edit");
		await type_at_end(mine, " A");
		await kept(mine);
		await type_at_end(page, " B");
		await kept(page);
		assert.equal(await page.textContent("#editing"), `Đ/c ${author} đang sửa tin, bài này.`);
		await leader.goto(house.base + item);
		assert.match(await leader.textContent("main"), new RegExp(`Đ/c ${author} đang sửa`));
		await look_at(page, "draft-two-1440-light");
		await shot(leader, "draft-item-1440-light");
		await page.close();
		await mine.context().close();
	},

	async "what is typed in two tabs of one person is kept of both, without a warning, and each opens and is saved by itself"() {
		const first = await person(browser, house, "canbo.cshs");
		const second = await first.context().newPage();
		const dialogs = [];
		for (const page of [first, second]) {
			page.on("dialog", (dialog) => dialogs.push(dialog.message()) && dialog.accept());
			await page.goto(`${house.base}${item}/edit`);
			while (await page.locator("text=Bỏ bản nháp").count()) await page.locator("text=Bỏ bản nháp").first().click();
		}
		const names = async (page) => (await page.textContent("#editing")).match(/Đ\/c/g)?.length ?? 0;
		const before = await names(second);
		await type_at_end(first, " Ở trang một.");
		await kept(first);
		await type_at_end(second, " Ở trang hai.");
		await kept(second);
		await type_at_end(first, " Thêm ở trang một.");
		await says(first, "Đã giữ bản nháp lúc");
		await first.waitForResponse((answer) => answer.url().endsWith("/desk/drafts"));
		assert.ok(await names(second) <= before);
		assert.ok(!(await second.textContent("#editing")).includes(author));
		assert.deepEqual(dialogs, []);
		assert.equal(await first.locator(".notice-warn, [role=alert]").count(), 0);
		assert.equal(await second.locator(".notice-warn, [role=alert]").count(), 0);
		await second.close();
		await first.goto(`${house.base}${item}/edit`);
		const offered = first.locator("text=Mở tiếp bản nháp");
		assert.equal(await offered.count(), 2);
		await look_at(first, "draft-two-tabs-1440-light");
		await first.setViewportSize({ width: 360, height: 740 });
		await first.emulateMedia({ colorScheme: "dark" });
		await shot(first, "draft-two-tabs-360-dark");
		await offered.nth(1).click();
		assert.match(await first.textContent("#body"), /Ở trang hai\./);
		assert.ok(!(await first.textContent("#body")).includes("trang một"));
		assert.equal(await offered.count(), 1);
		await offered.click();
		assert.match(await first.textContent("#body"), /Ở trang một\. Thêm ở trang một\./);
		await first.click("form[data-keep] button[type=submit]");
		await first.waitForURL(house.base + item);
		assert.match(await first.textContent("article"), /Thêm ở trang một/);
		await first.goto(`${house.base}${item}/edit`);
		assert.equal(await offered.count(), 1);
		await offered.click();
		assert.match(await first.textContent("#body"), /Ở trang hai\./);
		assert.match(await first.textContent("main"), /Ở một cửa sổ khác, đồng chí đã lưu bản/);
		await first.context().close();
	},

	async "what was thrown away is not offered again"() {
		const page = await person(browser, house, "canbo.cshs");
		await page.goto(house.base + "/desk/items?list=mine");
		assert.match(await page.textContent("main"), /Bản nháp chưa lưu/);
		await shot(page, "draft-list-1440-light");
		await page.goto(house.base + item + "/edit");
		await page.click("text=Bỏ bản nháp");
		await page.waitForURL(/\/edit$/);
		assert.equal(await page.locator("text=Có bản nháp lưu lúc").count(), 0);
		await page.context().close();
	},

	async "a new item under a duty has a draft of its own, also on a phone"() {
		const page = await person(browser, house, "canbo.cshs", { viewport: { width: 360, height: 740 }, colorScheme: "dark" });
		await page.goto(house.base + "/desk/items/new");
		await page.fill("#title", "Tin mới chưa lưu");
		await kept(page);
		await page.goto(house.base + "/desk/items/new");
		await page.click("text=Mở tiếp bản nháp");
		assert.equal(await page.inputValue("#title"), "Tin mới chưa lưu");
		await look_at(page, "draft-new-360-dark");
		assert.deepEqual(page.faults, []);
		await page.context().close();
	},

	async "both texts of a conflict stand beside each other, the marks are settled in the editor and saved, by keyboard alone"() {
		const revision = (await desk.get(item)).body.revision;
		const page = await person(browser, house, "lanhdao.cshs");
		await page.goto(house.base + item + "/edit");
		if (await page.locator("text=Bỏ bản nháp").count()) await go_by(page, "button:has-text('Bỏ bản nháp')");
		await reach(page, "#body");
		await page.keyboard.press("Control+End");
		await page.keyboard.insertText(" Lãnh đạo sửa.");
		const save = await desk.post(item, {
			title: "Bắt nhóm trộm xe máy", abstract: "Tóm tắt đã sửa.", section: "tinh-hinh-ket-qua", base: revision,
			body: "Đoạn một.\n\nĐoạn hai.\n\nĐoạn ba, cán bộ sửa.",
		});
		assert.equal(save.status, 200, save.text);
		await go_by(page, "form[data-keep] button[type=submit]");
		await page.waitForSelector("#merge");
		assert.equal(await page.inputValue("#abstract"), "Tóm tắt đã sửa.");
		assert.match(await page.textContent("#body"), /▼▼▼ Đồng chí viết:.*Lãnh đạo sửa\..*▼▼▼ Bản \d viết:.*cán bộ sửa/);
		await look_twice(page, "merge");
		await go_by(page, "form[data-keep] button[type=submit]");
		assert.match(await page.textContent("main"), /còn chỗ hai bản khác nhau/);
		for (const words of [/▼▼▼ Đồng chí/, /▼▼▼ Bản/, /cán bộ sửa/, /▲▲▲/]) await cross_out(page, words);
		await go_by(page, "form[data-keep] button[type=submit]");
		await page.waitForURL(house.base + item);
		assert.match(await page.textContent("article"), /Lãnh đạo sửa\./);
		assert.equal((await desk.get(item)).body.revision, revision + 2);
		await page.context().close();
	},

	async "what cannot be kept any more is said, and stays on the page"() {
		const page = await person(browser, house, "canbo.cshs");
		await page.goto(house.base + item + "/edit");
		await type_at_end(page, " E");
		const revision = (await desk.get(item)).body.revision;
		assert.equal((await desk.post(`${item}/submit`, { revision, declared: true })).status, 200);
		await says(page, "Không tự giữ bản nháp nữa");
		assert.match(await page.textContent("#body"), / E/);
		await shot(page, "draft-refused-1440-light");
		await page.context().close();
	},
}, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
