// receipt_test.mjs - a receipt on screen and on paper, and the page where everyone checks one, with and without scripts.
import assert from "node:assert/strict";
import { House, look_at, open_browser, person, run_tests, shot } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const officer = house.program("canbo.cshs");
const leader = house.program("lanhdao.cshs");
const item = (await officer.post("/desk/items", { title: "Kết quả quý", abstract: "Tóm tắt.", section: "tinh-hinh-ket-qua", body: "Nội dung." })).body.location;
for (const [who, verb] of [[officer, "submit"], [leader, "send"]])
	assert.equal((await who.post(`${item}/${verb}`, { declared: true, revision: 1 })).status, 200, verb);
const href = (await officer.get(item)).body.receipt;
const receipt = (await officer.get(href)).body;
const file = { name: "giay.json", mimeType: "application/json", buffer: Buffer.from((await officer.get(receipt.file_href)).text) };
const changed = { ...file, buffer: Buffer.from(file.buffer.toString().replace("Kết quả quý", "Kết quả quí")) };

/* Sends a file on the public page; what the answer says. */
async function check(page, sent) {
	await page.goto(`${house.base}/xac-minh`);
	await page.setInputFiles("#file", sent);
	await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Kiểm tra tệp" }).click()]);
	return page.innerText("main");
}

const tests = {
	async "from the receipt's page a person comes to the file and to the check of its code"() {
		const page = await person(browser, house, "canbo.cshs");
		await page.goto(house.base + href);
		const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải giấy đã ký" }).click()]);
		assert.equal(download.suggestedFilename(), `giay-xac-nhan-${receipt.code}.json`);
		await page.getByRole("link", { name: "Xác minh giấy này" }).click();
		assert.match(await page.innerText("main"), /Cổng có phát hành giấy mang mã này/);
		assert.deepEqual(page.faults, []);
	},

	async "without scripts a stranger checks a file and a code"() {
		const page = await person(browser, house, null, { javaScriptEnabled: false });
		assert.match(await check(page, file), /giống từng byte/);
		assert.match(await check(page, changed), /Không dùng tệp này/);
		assert.match(await check(page, { ...file, buffer: Buffer.from("{}") }), /Tệp thiếu nội dung/);
		await page.goto(`${house.base}/xac-minh`);
		await page.fill("#ma", receipt.code);
		await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Tra mã" }).click()]);
		assert.match(await page.innerText("main"), /Cục Cảnh sát hình sự/);
	},

	async "no page of receipts has a fault that axe finds, in light and dark, wide and narrow"() {
		for (const colorScheme of ["light", "dark"])
			for (const width of [1440, 360]) {
				const page = await person(browser, house, "canbo.cshs", { colorScheme, viewport: { width, height: 900 } });
				const look = async (name) => {
					const where = `receipt-${name}-${colorScheme}-${width}`;
					await look_at(page, where);
				};
				await page.goto(house.base + href);
				await look("page");
				await check(page, file);
				await look("good");
				await check(page, changed);
				await look("bad");
				await page.goto(`${house.base}/xac-minh?ma=${receipt.code}`);
				await look("code");
				await page.goto(`${house.base}/xac-minh?ma=AAAAAAAAAAAAAAAA`);
				await look("unknown");
				await page.context().close();
			}
	},

	async "a receipt prints on one sheet with the place to verify it"() {
		const page = await person(browser, house, "canbo.cshs");
		await page.goto(house.base + href);
		await page.emulateMedia({ media: "print" });
		assert.match(await page.innerText(".receipt"), /Xác minh tại/);
		assert.equal(await page.locator(".buttons").isVisible(), false);
		await shot(page, "receipt-print");
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
