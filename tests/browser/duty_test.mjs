// duty_test.mjs - decisions about duties at the browser, and the proof of each date on screen and on paper.
import assert from "node:assert/strict";
import { axe_faults, House, local_day, look_at, open_browser, person, run_tests } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const coordinator = await person(browser, house, "dieuphoi");
const leader = await person(browser, house, "lanhdao.cshs");
const matters = [];
for (let next = "/desk/matters"; next;) {
	const { body } = await house.program("dieuphoi").get(next);
	matters.push(...body.matters);
	next = body.next;
}
const duty_of = async (title) => {
	const matter = matters.find((row) => row.title.startsWith(title));
	return (await house.program("dieuphoi").get(matter.href)).body.duties[0].href;
};
const shown = {
	extended: await duty_of("Trả lời câu hỏi về thủ tục trình báo"),
	excused: await duty_of("Kết quả tháng hành động"),
	resumed: await duty_of("Kết quả công tác cứu nạn"),
	paused: await duty_of("Kết quả kiểm soát xuất nhập cảnh"),
};

/* Opens the form of a decision, fills it in and sends it. */
async function decide(page, href, label, reason) {
	await page.goto(house.base + href);
	await page.locator("main summary", { hasText: label }).click();
	const form = page.locator("main details[open] form");
	await form.locator("textarea").fill(reason);
	await Promise.all([page.waitForNavigation(), form.locator("button[type=submit]").click()]);
}

const tests = {
	async "the coordinator resumes, excuses and reopens, and each act stands on the page"() {
		await decide(coordinator, shown.paused, "Tính tiếp", "Cơ quan phối hợp đã trả lời.");
		assert.match(await coordinator.innerText("h1"), /Vì sao hạn là/);
		await decide(coordinator, shown.paused, "Miễn", "Tin tổng hợp đã có số liệu.");
		assert.match(await coordinator.innerText("h1"), /được miễn/);
		await decide(coordinator, shown.paused, "Mở lại", "Đơn vị vẫn cần gửi.");
		assert.match(await coordinator.innerText("main"), /Đơn vị vẫn cần gửi\./);
		await decide(coordinator, shown.paused, "Tạm dừng", "Chờ ý kiến lần nữa.");
		assert.match(await coordinator.innerText("h1"), /tạm dừng/);
		assert.deepEqual(coordinator.faults, []);
	},

	async "an extension without a unit comes back open with what was typed"() {
		await leader.goto(`${house.base}/desk/matters/new?rule=10a`);
		await leader.fill("#title", "Trả lời câu hỏi về thời hạn giải quyết tin báo");
		await leader.fill("#happened", "Cổng chuyển câu hỏi của công dân.");
		await leader.fill("#evidence_question", "Thời hạn giải quyết tin báo là bao lâu?");
		await leader.fill("#evidence_received_on", local_day());
		await Promise.all([leader.waitForNavigation(), leader.getByRole("button", { name: "Mở vụ việc và tính hạn" }).click()]);
		await leader.getByRole("link", { name: "Vì sao ngày này?" }).click();
		await leader.waitForURL(/duties/);
		const { pathname } = new URL(leader.url());
		await decide(leader, pathname, "Gia hạn", "Cần ý kiến của đơn vị khác.");
		assert.match(await leader.innerText(".field-bad"), /đơn vị/);
		assert.equal(await leader.inputValue("#reason"), "Cần ý kiến của đơn vị khác.");
		assert.deepEqual(await axe_faults(leader), []);
		await leader.locator("main details[open] input[value='ANM-CNC']").check();
		await Promise.all([leader.waitForNavigation(), leader.locator("main details[open] button[type=submit]").click()]);
		assert.match(await leader.innerText("main"), /10 ngày làm việc/);
		assert.deepEqual(leader.faults, []);
	},

	async "no proof has a fault that axe finds, in light and dark, wide and narrow, and each prints"() {
		for (const colorScheme of ["light", "dark"])
			for (const width of [1440, 360]) {
				const page = await person(browser, house, "dieuphoi", { colorScheme, viewport: { width, height: 900 } });
				for (const [name, href] of Object.entries(shown)) {
					const where = `duty-${name}-${colorScheme}-${width}`;
					await page.goto(house.base + href);
					await look_at(page, where);
					if (width === 1440 && colorScheme === "light") await page.pdf({ path: `build/shots/duty-${name}.pdf`, format: "A4" });
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
