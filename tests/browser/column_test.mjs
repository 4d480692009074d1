// column_test.mjs - a column from its opening to the public page, at the browser.
import assert from "node:assert/strict";
import { House, look_at, open_browser, person, run_tests, shot } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const day = (days) => new Date(Date.now() + 7 * 3600_000 + days * 86400_000).toISOString().slice(0, 10);
const PHONE = { viewport: { width: 360, height: 740 } };
let href, public_href, ask;

async function leave(...pages) {
	for (const page of pages) {
		assert.deepEqual(page.faults, []);
		await page.context().close();
	}
}

const tests = {
	async "the coordinator opens a column, a second person makes it public, units are asked"() {
		const page = await person(browser, house, "dieuphoi");
		await page.goto(`${house.base}/desk/columns`);
		await page.getByRole("link", { name: "Mở chuyên mục" }).click();
		await page.getByLabel("Tên chuyên mục").fill("An toàn giao thông cho học sinh");
		await page.getByLabel("Mục đích").fill("Cung cấp kiến thức, kỹ năng tham gia giao thông cho học sinh và phụ huynh.");
		await page.getByLabel("Bắt đầu từ ngày").fill(day(0));
		await page.getByLabel("Đến hết ngày").fill(day(-3));
		await page.getByLabel("Thành phần 1", { exact: true }).fill("Bài học trên đường");
		await page.getByLabel("Mô tả thành phần 1").fill("Mỗi bài một tình huống có thật.");
		await page.getByLabel("Thành phần 2", { exact: true }).fill("Số liệu hằng tháng");
		await page.getByLabel(/^Tôi đã kiểm tra/).check();
		await page.getByRole("button", { name: "Mở chuyên mục" }).click();
		await page.locator(".field-bad #ends_on").waitFor();
		await look_at(page, "column-form-complaint");
		await page.getByLabel("Đến hết ngày").fill(day(90));
		await page.getByLabel(/^Tôi đã kiểm tra/).check();
		await page.getByRole("button", { name: "Mở chuyên mục" }).click();
		await page.getByText("Chưa công khai").first().waitFor();
		href = new URL(page.url()).pathname;

		const publisher = await person(browser, house, "xuatban", PHONE);
		await publisher.goto(house.base + href);
		await publisher.getByLabel(/^Tôi đã kiểm tra/).check();
		await publisher.getByRole("button", { name: "Duyệt và công khai" }).click();
		await publisher.getByText("Đang công khai").first().waitFor();
		public_href = new URL(await publisher.getByRole("link", { name: "Trang công khai" }).getAttribute("href"), house.base).pathname;

		await page.goto(house.base + href);
		await page.getByRole("link", { name: "Đề nghị đơn vị cung cấp" }).click();
		await page.getByLabel("Bài học trên đường").check();
		await page.getByLabel("Số liệu hằng tháng").check();
		await page.getByLabel("Ngày đề nghị hoàn thành").fill(day(6));
		await page.getByRole("checkbox", { name: "Cục Cảnh sát hình sự" }).check();
		await page.getByRole("checkbox", { name: "Công an thành phố Hà Nội" }).check();
		await page.getByLabel("Ngày riêng Công an thành phố Hà Nội").fill(day(12));
		await shot(page, "column-request");
		await page.getByRole("button", { name: "Gửi đề nghị" }).click();
		await page.getByRole("link", { name: /Đã đề nghị ?, Công an thành phố Hà Nội, Số liệu hằng tháng/ }).waitFor();
		await leave(page, publisher);
	},

	async "a unit's leader on a phone sees what is asked, and says that there is none; the Portal accepts"() {
		const leader = await person(browser, house, "lanhdao.cshs", PHONE);
		await leader.goto(`${house.base}/desk/notices`);
		await leader.getByRole("link", { name: /Cổng đề nghị cung cấp dữ liệu – hạn hết ngày [^:]*: An toàn giao thông/ }).first().click();
		await leader.getByRole("link", { name: "Số liệu hằng tháng" }).click();
		ask = new URL(leader.url()).pathname;
		await shot(leader, "column-ask-360");
		await leader.getByRole("link", { name: "Báo không có số liệu" }).click();
		await leader.getByLabel("Lý do").fill("Lĩnh vực của Cục không có số liệu này.");
		await leader.getByRole("button", { name: "Gửi Cổng" }).click();
		await leader.getByText("Báo không có, chờ Cổng").first().waitFor();
		const page = await person(browser, house, "dieuphoi");
		await page.goto(house.base + ask);
		await page.getByRole("link", { name: "Đồng ý không có số liệu" }).click();
		await page.getByRole("button", { name: "Đồng ý" }).click();
		await page.getByText("Được miễn").first().waitFor();
		await leave(leader, page);
	},

	async "an officer writes what is asked for from its page"() {
		const officer = await person(browser, house, "canbo.cshs");
		await officer.goto(house.base + href);
		await officer.getByRole("link", { name: "Bài học trên đường" }).click();
		await officer.getByRole("link", { name: "Soạn dữ liệu" }).click();
		await officer.locator("#title").waitFor();
		assert.equal(await officer.locator("#section").inputValue(), "chuyen-muc");
		await leave(officer);
	},

	async "many are reminded from one list, and the report says whom it did not reach"() {
		const page = await person(browser, house, "dieuphoi", PHONE);
		await page.goto(`${house.base}/desk/columns`);
		await page.getByRole("link", { name: "Xuân bình yên" }).click();
		await page.getByRole("link", { name: "Nhắc các đơn vị" }).click();
		await shot(page, "column-remind-360");
		await page.getByRole("button", { name: "Nhắc những đơn vị đã chọn" }).click();
		await page.getByRole("heading", { name: /Đã nhắc/ }).waitFor();
		await look_at(page, "column-reminder-360");
		await leave(page);
	},

	async "no page about columns has a fault that axe finds or scrolls sideways, light and wide, dark and narrow"() {
		const demo = (await house.program("dieuphoi").get("/desk/columns")).body.columns.find((column) => column.title === "Xuân bình yên");
		for (const [colorScheme, width] of [["light", 1440], ["dark", 360]])
			for (const [login, paths] of [["dieuphoi", ["/desk/columns", "/desk/columns/new", demo.href, `${demo.href}/change`, `${demo.href}/ask`, `${demo.href}/remind`, `${demo.href}/close`, ask, `${ask}/move`]],
				["lanhdao.cshs", ["/desk/columns", href, ask, `${ask}/none`]], [null, ["/chuyen-muc", demo.public_href, public_href]]]) {
				const page = await person(browser, house, login, { colorScheme, viewport: { width, height: 900 } });
				for (const path of paths) {
					await page.goto(house.base + path);
					const where = `${path} ${colorScheme} ${width}`;
					await look_at(page, `column${path.replace(/\W+/g, "-")}-${login ?? "public"}-${width}`);
				}
				await leave(page);
			}
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
