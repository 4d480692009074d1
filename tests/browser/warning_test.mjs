// warning_test.mjs - from a detection to the public banner, on phones, screens counted.
import assert from "node:assert/strict";
import { declare, House, local_time, look_at, open_browser, person, run_tests } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const dark = { ...phone, colorScheme: "dark" };
const TITLE = "Tin nhắn giả mạo thông báo phạt nguội";
let screens = 0;
let item;

/* A screen that somebody has to pass. */
async function screen(page, name) {
	screens++;
	await look_at(page, name);
}

const tests = {
	async "the unit's leader tells it in one form, which goes to the Portal"() {
		const leader = await person(browser, house, "lanhdao.cshs", phone);
		await leader.click("main .begin-more summary");
		await leader.click("main a[href='/desk/express?rule=6b']");
		await leader.fill("[name=title]", TITLE);
		await leader.fill("[name=abstract]", "Không bấm vào đường dẫn trong tin nhắn.");
		await leader.fill("[name=evidence_detected_at]", local_time(-600_000));
		await leader.selectOption("[name=fact_level]", "urgent");
		await leader.fill("[name=fact_method]", "Gửi tin nhắn kèm đường dẫn giả.");
		await leader.fill("[name=fact_signs]", "Đường dẫn lạ, hối thúc nộp tiền.");
		await leader.fill("[name=fact_advice]", "Tra cứu trên trang chính thức.");
		await leader.fill("[name=fact_expires_at]", local_time(72 * 3600_000));
		await screen(leader, "warning-1-form-360");
		await declare(leader.locator("main form.stack"));
		await leader.click("main form.stack button[type=submit]");
		await leader.waitForURL(/\/desk\/items\/\d+$/);
		item = new URL(leader.url()).pathname;
		assert.match(await leader.textContent("main"), /Đã gửi|Chờ/);
	},

	async "an editor and a publisher hand it on with one press each, and the banner is there"() {
		const editor = await person(browser, house, "bientap", dark);
		await editor.goto(house.base + item);
		await screen(editor, "warning-2-editor-360");
		await declare(editor.locator("main form.declare"));
		await editor.click("text=Nhận và trình duyệt ngay");
		await editor.waitForSelector("text=Chờ duyệt");
		assert.equal(await editor.locator("text=Duyệt và đăng ngay").count(), 0);
		const publisher = await person(browser, house, "xuatban", phone);
		await publisher.goto(house.base + item);
		await screen(publisher, "warning-3-publisher-360");
		await declare(publisher.locator("main form.declare"));
		await publisher.click("text=Duyệt và đăng ngay");
		await publisher.waitForSelector("main a:has-text('Trang công khai')");
		const reader = await person(browser, house, null, dark);
		await reader.goto(house.base);
		await screen(reader, "warning-4-banner-360");
		assert.match(await reader.textContent(".strip-warn"), new RegExp(TITLE));
		assert.ok(screens <= 4, `${screens} screens`);
		await reader.click(`.strip-warn a:has-text("${TITLE}")`);
		await screen(reader, "warning-5-page-360");
		assert.match(await reader.textContent("main"), /Có hiệu lực đến/);
	},

	async "the Portal asks a unit for a warning"() {
		const editor = await person(browser, house, "bientap", phone);
		await editor.goto(`${house.base}/desk/matters`);
		await editor.click("main a[href='/desk/warnings/ask']");
		await editor.fill("[name=title]", "Lừa đảo thuê nhà");
		await editor.fill("[name=request]", "Đề nghị cảnh báo trước dịp lễ.");
		await editor.fill("[name=until]", local_time(72 * 3600_000).slice(0, 10));
		await screen(editor, "warning-ask-360");
		await editor.selectOption("[name=unit]", { index: 1 });
		await editor.click("main form.stack button[type=submit]");
		await editor.waitForURL(/\/desk\/matters\/\d+$/);
	},

	async "an incident's record shows its instants and its four parts"() {
		for (const [options, name] of [[phone, "360"], [{ colorScheme: "dark" }, "1440"]]) {
			const leader = await person(browser, house, "lanhdao.cshs", options);
			await leader.click("main .begin-more summary");
			await leader.click("main a[href='/desk/express?rule=7']");
			await leader.fill("[name=title]", "Cháy tại chợ minh họa");
			await leader.fill("[name=abstract]", "Đã khống chế đám cháy.");
			await leader.fill("[name=evidence_detected_at]", local_time(-3600_000));
			await leader.fill("[name=fact_place]", "Phường Minh Họa");
			await leader.fill("[name=fact_occurred_at]", local_time(-20 * 3600_000));
			for (const part of ["incident", "view", "done", "planned"]) await leader.fill(`[name=fact_${part}]`, "Nội dung.");
			await declare(leader.locator("main form.stack"));
			await leader.click("main form.stack button[type=submit]");
			await leader.waitForSelector(".field-bad [name=evidence_late_because]");
			await screen(leader, `incident-late-${name}`);
			await leader.fill("[name=evidence_late_because]", "Địa bàn xa, mất liên lạc.");
			await declare(leader.locator("main form.stack"));
			await leader.click("main form.stack button[type=submit]");
			await leader.waitForURL(/\/desk\/items\/\d+$/);
			await leader.click("main aside a[href^='/desk/matters/']");
			await leader.waitForSelector("text=Bốn nội dung phải cung cấp");
			await screen(leader, `incident-matter-${name}`);
		}
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
