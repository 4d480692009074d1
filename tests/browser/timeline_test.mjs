// timeline_test.mjs - a matter's time line: worked through, ended, opened again with a reason.
import assert from "node:assert/strict";
import { axe_faults, House, open_browser, person, run_tests, shot } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const who = { leader: house.program("lanhdao.cshs"), officer: house.program("canbo.cshs"), coordinator: house.program("dieuphoi") };
const today = new Date().toISOString().slice(0, 10);
const opened = await who.officer.post("/desk/matters", {
	rule: "6a", title: "Báo cáo quý được phê duyệt", happened: "Lãnh đạo Cục phê duyệt.",
	evidence_approved_on: today, evidence_document_number: "12/BC-C02",
});
assert.equal(opened.status, 201, opened.text);
const matter = `/desk/matters/${opened.body.id}`;

const tests = {
	async "a matter tells who did what when, and who had it how long"() {
		const item = await who.officer.post("/desk/items", { matter: opened.body.id,
			duty: (await who.officer.get(matter)).body.duties[0].id, title: "Kết quả quý", abstract: "Tóm tắt.",
			section: "tinh-hinh-ket-qua", body: "Nội dung." });
		assert.equal(item.status, 201, item.text);
		await who.officer.post(`/desk/items/${item.body.id}/submit`, { declared: true, revision: 1 });
		await who.leader.post(`/desk/items/${item.body.id}/send`, { declared: true, revision: 1 });
		const { body } = await who.coordinator.get(matter);
		assert.deepEqual(body.timeline.map((entry) => entry.what),
			["Mở vụ việc", "Phát sinh nghĩa vụ", "Lưu bản 1", "Đã thực hiện", "Duyệt và gửi Cổng"]);
		assert.ok(body.split.portal.ms > 0 || body.split.unit.ms > 0);
	},

	async "an ended matter is opened again only with a reason"() {
		assert.equal((await who.leader.post(`${matter}/reopen`, { reason: "Vội" })).status, 409);
		assert.equal((await who.leader.post(`${matter}/close`)).status, 200);
		assert.equal((await who.officer.post(`${matter}/reopen`, { reason: "Muốn thêm" })).status, 403);
		const bare = await who.leader.post(`${matter}/reopen`, {});
		assert.equal(bare.status, 422);
		assert.ok(bare.body.complaints.reason);
	},

	async "no page of it has a fault that axe finds, in light and dark, wide and narrow"() {
		for (const colorScheme of ["light", "dark"])
			for (const width of [1440, 360]) {
				const page = await person(browser, house, "lanhdao.cshs", { colorScheme, viewport: { width, height: 900 } });
				await page.goto(house.base + matter);
				await page.click("main summary");
				const where = `${colorScheme} ${width}`;
				assert.deepEqual(await axe_faults(page), [], where);
				assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where} scrolls sideways`);
				await shot(page, `timeline-${colorScheme}-${width}`);
				assert.deepEqual(page.faults, []);
				await page.context().close();
			}
		const page = await person(browser, house, "lanhdao.cshs");
		await page.goto(house.base + matter);
		await page.click("text=Mở lại vụ việc…");
		await page.fill("#reason", "Có tình tiết mới, cần bổ sung.");
		await page.click("button:has-text('Mở lại vụ việc')");
		await page.waitForSelector("text=Đang mở");
		const { body } = await who.leader.get(matter);
		assert.equal(body.timeline.at(-1).reason, "Có tình tiết mới, cần bổ sung.");
		await page.context().close();
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
