// mail_test.mjs - how people are told by mail: what comes, what they choose, and what operators see, on wide and narrow screens.
import assert from "node:assert/strict";
import { House, look_at, open_browser, person, run_tests } from "./lib.mjs";
import { MailServer } from "../support/mail.mjs";

const house = new House();
const server = new MailServer();
await house.serve("127.0.0.1:0", "--smtp-url", await server.serve(), "--smtp-plain", "true", "--mail-from", "khong-tra-loi@cong.example",
	"--mail-retry-ms", "500", "--quiet-hours", "", "--site-url", "https://cong.example");
const browser = await open_browser();
const NARROW = { viewport: { width: 360, height: 780 }, colorScheme: "dark" };
const admin = await person(browser, house, "quantri"), officer = await person(browser, house, "canbo.cshs");
const narrow_admin = await person(browser, house, "quantri", NARROW), narrow_officer = await person(browser, house, "canbo.cshs", NARROW);

/* The page on both screens. */
async function look_at_both(pages, path, name) {
	for (const [page, width] of [[pages[0], 1440], [pages[1], 360]]) {
		await page.goto(house.base + path);
		await look_at(page, `${name}-${width}`);
	}
}

async function look_at_mail(mail, name) {
	for (const [width, colorScheme] of [[1440, "light"], [360, "dark"]]) {
		const page = await person(browser, house, null, { viewport: { width, height: 780 }, colorScheme });
		await page.setContent(mail.html);
		await look_at(page, `${name}-${width}`);
		await page.context().close();
	}
}

const tests = {
	async "a duty whose term is over is mailed, in words that say what to do, readable on every screen"() {
		const at = new Date(Date.now() - 20 * 3600000).toISOString();
		const made = await house.program("canbo.cshs").post("/desk/matters", {
			rule: "7", title: "Vụ cháy tại chợ Đồng Xuân, quận Hoàn Kiếm", happened: "Lãnh đạo Cục phê duyệt.",
			evidence_occurred_at: at, evidence_detected_at: at, evidence_incident: "Cháy chợ.",
		});
		assert.equal(made.status, 201, made.text);
		const [mail] = await server.wait("canbo.cshs@congtin.example");
		assert.match(mail.subject, /^Quá hạn – hạn \d\d:\d\d .* \d\d\/\d\d\/\d{4}: Vụ cháy tại chợ Đồng Xuân/);
		assert.equal(mail.headers.get("auto-submitted"), "auto-generated");
		console.log(mail.plain);
		await look_at_mail(mail, "mail-reminder");
	},

	async "an officer chooses by keyboard; a digest of several things is one mail"() {
		await officer.goto(`${house.base}/desk/me/notices`);
		await officer.locator("#f-turn").focus();
		await officer.keyboard.press("ArrowDown");
		assert.equal(await officer.locator("#f-turn").inputValue(), "digest");
		assert.equal(await officer.locator("#f-reminder option[value=mute]").count(), 0);
		await officer.getByRole("button", { name: "Lưu" }).press("Enter");
		await officer.waitForURL(/notices/);
		assert.equal(await officer.locator("#f-turn").inputValue(), "digest");
		await look_at_both([officer, narrow_officer], "/desk/me/notices", "notices");
	},

	async "an address that bounces stands in the operators' list until it is sent again"() {
		await look_at_both([admin, narrow_admin], "/desk/admin/mail", "mail-well");
		await server.fail("rcpt", "refuse", 4);
		const at = new Date(Date.now() - 20 * 3600000).toISOString();
		await house.program("canbo.cshs").post("/desk/matters", {
			rule: "7", title: "Tai nạn giao thông trên đường Vành đai 3", happened: "Lãnh đạo Cục phê duyệt.",
			evidence_occurred_at: at, evidence_detected_at: at, evidence_incident: "Tai nạn.",
		});
		for (let i = 0; i < 100; i++) {
			await admin.goto(`${house.base}/desk/admin/mail`);
			if ((await admin.locator("tbody tr").count()) >= 2) break;
			await new Promise((wake) => setTimeout(wake, 200));
		}
		await look_at_both([admin, narrow_admin], "/desk/admin/mail", "mail-dead");
		await look_at_both([admin, narrow_admin], "/desk/status", "status");
		assert.match(await admin.locator("main").innerText(), /Một thư không gửi được/);
		await admin.goto(`${house.base}/desk/admin/mail`);
		const rows = await admin.locator("tbody tr").count();
		await admin.getByRole("button", { name: /^Gửi lại/ }).first().press("Enter");
		await admin.waitForLoadState();
		assert.equal(await admin.locator("tbody tr").count(), rows - 1);
	},

	async "held mails are released with a word on what waited"() {
		house.command("mail", "hold");
		await look_at_both([admin, narrow_admin], "/desk/admin/mail", "mail-held");
		await admin.getByRole("button", { name: "Cho gửi thư trở lại" }).press("Enter");
		await admin.waitForLoadState();
		assert.equal(await admin.getByRole("button", { name: "Cho gửi thư trở lại" }).count(), 0);
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	server.stop();
	house.remove();
});
