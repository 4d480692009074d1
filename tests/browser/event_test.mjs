// event_test.mjs - an event from its host's notice to the reporter's answer, at the browser.
import assert from "node:assert/strict";
import { House, local_time, look_at, open_browser, person, run_tests, shot } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
let href;

const tests = {
	async "a unit tells of an event, the coordinator sends a reporter, who accepts on a phone"() {
		const officer = await person(browser, house, "canbo.cshs");
		await officer.goto(`${house.base}/desk/events`);
		await officer.getByRole("link", { name: "Báo sự kiện" }).click();
		await officer.getByLabel("Loại sự kiện").selectOption("own");
		await officer.getByLabel("Tên sự kiện").fill("Lễ ra quân cao điểm");
		await officer.getByLabel("Bắt đầu").fill(local_time(30 * 3600_000));
		await officer.getByLabel("Kết thúc").fill(local_time(29 * 3600_000));
		await officer.getByLabel("Địa điểm").fill("Quảng trường");
		await officer.getByRole("button", { name: "Báo sự kiện" }).click();
		await officer.locator(".field-bad #ends_at").waitFor();
		await look_at(officer, "event-new-complaint");
		await officer.getByLabel("Kết thúc").fill(local_time(32 * 3600_000));
		await officer.getByRole("button", { name: "Báo sự kiện" }).click();
		await officer.getByRole("heading", { name: "Lễ ra quân cao điểm" }).waitFor();
		href = new URL(officer.url()).pathname;

		const coordinator = await person(browser, house, "dieuphoi");
		await coordinator.goto(house.base + href);
		await coordinator.getByRole("link", { name: "Cử phóng viên", exact: true }).click();
		await coordinator.getByLabel("Vũ Văn Thử Nghiệm").check();
		await shot(coordinator, "event-assign");
		await coordinator.getByRole("button", { name: "Cử phóng viên" }).click();
		await coordinator.getByText("Chờ trả lời").first().waitFor();

		const reporter = await person(browser, house, "phongvien", { viewport: { width: 360, height: 740 } });
		await reporter.goto(house.base + href);
		await shot(reporter, "event-asked-360");
		await reporter.getByRole("button", { name: "Nhận việc" }).click();
		await reporter.getByRole("link", { name: "Viết tin, bài" }).waitFor();
		for (const page of [officer, coordinator, reporter]) {
			assert.deepEqual(page.faults, []);
			await page.context().close();
		}
	},

	async "a reporter makes an address for the phone's calendar and revokes it"() {
		const page = await person(browser, house, "phongvien", { viewport: { width: 360, height: 740 } });
		await page.goto(`${house.base}/desk/events`);
		await page.getByRole("link", { name: "Đưa vào phần mềm lịch" }).click();
		await page.getByRole("button", { name: "Tạo địa chỉ mới" }).click();
		assert.match(await page.locator("#address").textContent(), /\/lich-su-kien\/[\w-]{40,}$/);
		await look_at(page, "event-feed-made-360");
		await page.getByRole("button", { name: "Thu hồi địa chỉ" }).click();
		await page.getByText("Đồng chí chưa có địa chỉ nào.").waitFor();
		assert.deepEqual(page.faults, []);
		await page.context().close();
	},

	async "no page about events has a fault that axe finds, in light and dark, wide and narrow"() {
		for (const colorScheme of ["light", "dark"])
			for (const width of [1440, 360])
				for (const [login, paths] of [["dieuphoi", ["/desk/events", "/desk/events?view=week", "/desk/events?view=month", "/desk/events?view=month&day=2027-02-01", href, `${href}/assign`, `${href}/release`, "/desk/events/feed"]],
					["canbo.cshs", [`${href}/postpone`, `${href}/move`, `${href}/cancel`, `${href}/documents`, "/desk/events/new"]]]) {
					const page = await person(browser, house, login, { colorScheme, viewport: { width, height: 900 } });
					for (const path of paths) {
						await page.goto(house.base + path);
						const where = `${path} ${colorScheme} ${width}`;
						await look_at(page, `event${path.replace(/\W+/g, "-")}-${colorScheme}-${width}`);
					}
					assert.deepEqual(page.faults, []);
					await page.context().close();
				}
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
