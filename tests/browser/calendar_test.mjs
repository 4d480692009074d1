// calendar_test.mjs - the administrator's year: calendars looked at, changed, tried and applied.
import assert from "node:assert/strict";
import { axe_faults, House, open_browser, person, run_tests, shot } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const pages = ["/desk/calendar?year=2026", "/desk/calendar?year=2027", "/desk/calendar?year=2031", "/desk/calendars", "/desk/calendars/1", "/desk/calendars/versions/1"];

const tests = {
	async "no page about calendars has a fault that axe finds, in light and dark, wide and narrow"() {
		for (const colorScheme of ["light", "dark"])
			for (const width of [1440, 360]) {
				const page = await person(browser, house, "quantri", { colorScheme, viewport: { width, height: 900 } });
				for (const path of pages) {
					await page.goto(house.base + path);
					const where = `${path} ${colorScheme} ${width}`;
					assert.deepEqual(await axe_faults(page), [], where);
					assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where} scrolls sideways`);
					await shot(page, `calendar${path.replace(/\W+/g, "-")}-${colorScheme}-${width}`);
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
