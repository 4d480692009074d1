// urgent_test.mjs - a warning that one person publishes and another signs off.
import assert from "node:assert/strict";
import { axe_faults, House, open_browser, person, run_tests, shot } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const who = Object.fromEntries(["canbo.cshs", "lanhdao.cshs", "xuatban", "xuatban2"].map((login) => [login, house.program(login)]));
const soon = new Date(Date.now() + 72 * 3600_000).toISOString().slice(0, 16);
const detected = new Date(Date.now() - 3600_000 + 7 * 3600_000).toISOString().slice(0, 16);

async function sent(rule, more) {
	const matter = await who["canbo.cshs"].post("/desk/matters", { rule, title: "Thủ đoạn giả danh ngân hàng", happened: "Nhiều người bị lừa.", ...more });
	assert.equal(matter.status, 201, matter.text);
	const duty = (await who["canbo.cshs"].get(`/desk/matters/${matter.body.id}`)).body.duties[0].id;
	const item = await who["canbo.cshs"].post("/desk/items", { matter: matter.body.id, duty, title: "Cảnh báo giả danh ngân hàng", abstract: "Tóm tắt.",
		section: "canh-bao", body: "Nội dung.", fact_level: "high", fact_method: "Giả danh.", fact_signs: "Hỏi mã OTP.", fact_advice: "Không đọc mã.", fact_expires_at: soon });
	assert.equal(item.status, 201, item.text);
	const path = `/desk/items/${item.body.id}`;
	for (const [login, verb] of [["canbo.cshs", "submit"], ["lanhdao.cshs", "send"]])
		assert.equal((await who[login].post(`${path}/${verb}`, { declared: true, revision: 1 })).status, 200, verb);
	return path;
}

const item = await sent("6b", { evidence_method: "Giả danh ngân hàng", evidence_detected_at: detected });

const tests = {
	async "one person publishes with a reason; the same person cannot sign it off"() {
		assert.equal((await who.xuatban.post(`${item}/publish_urgent`, { declared: true, revision: 1 })).status, 422);
		assert.equal((await who.xuatban.post(`${item}/publish_urgent`, { declared: true, revision: 1, reason: "Đang có nhiều người bị lừa." })).status, 200);
		assert.equal((await who.xuatban.get(item)).body.awaits_sign_off, true);
		assert.equal((await who.xuatban.post(`${item}/sign_off`, { declared: true, revision: 1 })).status, 403);
		const { body } = await who.xuatban.get("/desk/urgent?state=open");
		assert.equal(body.share.open, 1);
		assert.equal(body.urgent[0].reason, "Đang có nhiều người bị lừa.");
	},

	async "no page of it has a fault that axe finds, in light and dark, wide and narrow"() {
		for (const colorScheme of ["light", "dark"])
			for (const width of [1440, 360]) {
				const page = await person(browser, house, "xuatban", { colorScheme, viewport: { width, height: 900 } });
				for (const [name, path] of [["list", "/desk/urgent"], ["item", item]]) {
					await page.goto(house.base + path);
					const where = `${name} ${colorScheme} ${width}`;
					assert.deepEqual(await axe_faults(page), [], where);
					assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where} scrolls sideways`);
					await shot(page, `urgent-${name}-${colorScheme}-${width}`);
				}
				assert.deepEqual(page.faults, []);
				await page.context().close();
			}
	},

	async "a second person signs it off"() {
		assert.equal((await who.xuatban2.post(`${item}/sign_off`, { declared: true, revision: 1 })).status, 200);
		const { body } = await who.xuatban2.get("/desk/urgent");
		assert.equal(body.share.open, 0);
		assert.equal(body.urgent[0].signed.who, "Ngô Thị Thử Nghiệm");
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
