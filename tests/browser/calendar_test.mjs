// calendar_test.mjs - the administrator's year at the browser: a calendar looked at, changed, tried and applied.
import assert from "node:assert/strict";
import { axe_faults, House, open_browser, person, run_tests, shot } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const admin = await person(browser, house, "quantri");
// Nothing of this needs a script.
const plain = await person(browser, house, "quantri", { javaScriptEnabled: false });
const path_of = (page) => new URL(page.url()).pathname;
const press = (page, name) => page.click(`main button:has-text("${name}")`);
let draft;

/* In light and dark, wide and narrow: what axe finds, and what scrolls sideways. */
async function look(paths, name) {
	const page = await person(browser, house, "quantri");
	const faults = [];
	for (const colorScheme of ["light", "dark"])
		for (const width of [1440, 360]) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 900 });
			for (const path of paths) {
				await page.goto(house.base + path);
				const found = await axe_faults(page);
				if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push("scrolls sideways");
				faults.push(...found.map((fault) => `${path} ${colorScheme} ${width}: ${fault}`));
				await shot(page, `calendar-${name}${paths.indexOf(path)}-${colorScheme}-${width}`);
			}
		}
	assert.deepEqual(faults, []);
	assert.deepEqual(page.faults, []);
	await page.context().close();
}

const tests = {
	async "the administrator finds the calendar, its years and what is not announced"() {
		await admin.goto(`${house.base}/desk`);
		await admin.click("nav.desk-side a:has-text('Lịch ngày nghỉ') >> visible=true");
		await admin.goto(`${house.base}/desk/calendar?year=2031`);
		assert.match(await admin.innerText("main"), /Năm này chưa có thông báo chính thức/);
		await admin.click(".month a:has-text('1')");
		assert.match(admin.url(), /#d-2031-01-01$/);
		assert.match(await admin.innerText("tr:target"), /Tết Dương lịch/);
		await admin.click("main a:has-text('Các lịch và các bản')");
		assert.match(await admin.innerText("main"), /Lịch các bệnh viện/);
		await admin.click("a:has-text('có bản nháp')");
		draft = path_of(admin);
	},

	async "a day is added without scripts, and a wrong one comes back as typed"() {
		await plain.goto(`${house.base}${draft}/days/new`);
		await plain.fill("#day", "2029-06-12");
		await plain.check("input[value=swapped_working]");
		await plain.fill("#name", "Ngày thử");
		await plain.fill("#source", "Công văn 12");
		const [reply] = await Promise.all([plain.waitForResponse((one) => one.status() === 422), press(plain, "Lưu")]);
		assert.equal(reply.headers()["cache-control"], "no-store");
		assert.match(await plain.innerText("nav.desk-side >> visible=true"), /Lịch ngày nghỉ/);
		assert.match(await plain.innerText(".field-bad .complaint"), /ngày nghỉ hằng tuần/);
		assert.equal(await plain.inputValue("#name"), "Ngày thử");
		await shot(plain, "calendar-day-wrong");
		await plain.check("input[value=holiday]");
		await press(plain, "Lưu");
		assert.equal(path_of(plain), draft);
		await plain.click("tr:has-text('12/06/2029') a:has-text('Sửa')");
		await press(plain, "Bỏ ngày này khỏi bản nháp");
		assert.doesNotMatch(await plain.innerText("main"), /12\/06\/2029/);
	},

	async "a faulty file is told line by line at its field, and nothing of it is taken"() {
		await plain.goto(house.base + draft);
		await plain.click("summary:has-text('Nạp từ tệp')");
		const lines = "date,kind,name,source\n2028-01-01,holiday,Tết,CV 1\n2028-02-30,holiday,Sai,CV 1\n2028-03-01,feast,Sai,CV 1\n";
		await plain.setInputFiles("#file", { name: "lich.csv", mimeType: "text/csv", buffer: Buffer.from(lines) });
		await press(plain, "Nạp tệp");
		assert.equal(await plain.locator(".field:has(#file) .complaint").count(), 2);
		assert.match(await plain.innerText(".field:has(#file)"), /lich\.csv:3:1[^]*lich\.csv:4:/);
		assert.doesNotMatch(await plain.innerText("main"), /Năm 2028/);
		await shot(plain, "calendar-file-wrong");
		await plain.click("summary:has-text('dự kiến của một năm')");
		await plain.fill("#year", "2028");
		await press(plain, "Đưa vào bản nháp");
		assert.match(await plain.innerText("main"), /Năm 2028/);
	},

	async "no page about calendars has a fault that axe finds, in light and dark, wide and narrow"() {
		await look(["/desk/calendar?year=2026", "/desk/calendar?year=2027", "/desk/calendar?year=2031", "/desk/calendars", "/desk/calendars/1",
			"/desk/calendars/versions/1", "/desk/calendars/new", "/desk/calendars/unit", "/desk/calendars/unit?unit=5"], "page");
		await look([draft, `${draft}/diff`, `${draft}/days/new`, `${draft}/trial`, `${draft}/apply`, "/desk/recounts/1"], "draft");
	},

	async "the draft is tried, applied with its reason, and tells what it moved"() {
		await plain.goto(house.base + draft);
		await plain.click("main a:has-text('Chạy thử')");
		const moved = Number(await plain.innerText(".figures div:has-text('Hạn thay đổi') dd"));
		assert.ok(moved > 0);
		assert.equal(await plain.locator("tbody tr").count(), moved);
		await plain.click("main a:has-text('Áp dụng…')");
		await plain.fill("#source", "Thông báo 9/TB");
		await plain.fill("#note", "Hoán đổi ngày làm việc.");
		await press(plain, "Áp dụng và tính lại hạn");
		assert.equal(path_of(plain), draft);
		assert.match(await plain.innerText("main"), /Đang áp dụng[^]*Hoán đổi ngày làm việc/);
		await plain.click("a:has-text('Xem từng hạn đã tính lại')");
		assert.equal(await plain.locator("tbody tr").count(), moved);
		await shot(plain, "calendar-recount");
		assert.match(await plain.innerText("tbody"), /muộn hơn|sớm hơn/);
	},

	async "no browser complained, and the audit trail is whole"() {
		assert.deepEqual([...admin.faults, ...plain.faults], []);
		assert.match(house.command("audit", "verify"), /nguyên vẹn/);
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
