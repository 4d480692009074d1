// calendar_test.mjs - calendars as people and programs meet them: years, versions, what they differ in.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries(
	Object.entries({ admin: "quantri", officer: "canbo.cshs", auditor: "kiemtoan" }).map(([role, login]) => [role, house.program(login)]));
const cell = (year, iso) => year.months.flatMap((month) => month.weeks).flatMap((week) => week.days).find((day) => day.iso === iso);

const tests = {
	async "a year has twelve months of whole weeks, each marked day in letters and words"() {
		const { body } = await who.officer.get("/desk/calendar?year=2026");
		assert.equal(body.months.length, 12);
		for (const { weeks } of body.months) for (const { days } of weeks) assert.equal(days.length, 7);
		assert.equal(body.months.flatMap((month) => month.weeks).flatMap((week) => week.days).filter((day) => day.n).length, 365);
		assert.equal(cell(body, "2026-01-01").mark, "L");
		assert.match(cell(body, "2026-01-01").words, /^Nghỉ lễ: .+ Đã có quyết định$/);
		assert.equal(cell(body, "2026-01-03").working, false);
		assert.equal(cell(body, "2026-01-05").mark, false);
		assert.equal(body.year_state.code, "confirmed");
		const swapped = body.days.find((day) => day.kind === "swapped_working");
		assert.equal(cell(body, swapped.day.iso).mark, "+");
		assert.equal(cell(body, swapped.day.iso).working, true);
		for (const day of body.days) assert.ok(day.name && day.source, day.day.iso);
	},

	async "a year nobody announced is computed, and says so day by day"() {
		const { body } = await who.officer.get("/desk/calendar?year=2031");
		assert.ok(body.is_proposed);
		assert.ok(body.days.length >= 12);
		for (const day of body.days) assert.equal(day.status.label, "Chưa có thông báo chính thức");
		assert.equal(cell(body, "2031-01-01").mark, "L?");
		for (const bad of ["year=1899", "year=2200", "year=x", "version=9999"])
			assert.equal((await who.officer.get(`/desk/calendar?${bad}`)).status, 404, bad);
		for (const edge of [1900, 2199]) assert.equal((await who.officer.get(`/desk/calendar?year=${edge}`)).body.months.length, 12);
	},

	async "all staff reads the calendars, their versions and what those say"() {
		for (const person of Object.values(who)) {
			const { calendars } = (await person.get("/desk/calendars")).body;
			assert.equal(calendars[0].code, "vn");
			assert.equal(calendars[0].years.length, 2);
			const { body } = await person.get(calendars[0].href);
			const version = (await person.get(body.versions.at(-1).href)).body;
			assert.equal(version.number, 1);
			assert.equal(version.weekend_words, "thứ Bảy, Chủ nhật");
			assert.match(version.sha256, /^[0-9a-f]{64}$/);
			const same = (await person.get(version.diff_href)).body;
			assert.equal(same.has_changes, false);
		}
		for (const gone of ["/desk/calendars/9999", "/desk/calendars/versions/9999", "/desk/calendars/versions/1/diff?from=9999"])
			assert.equal((await who.officer.get(gone)).status, 404, gone);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
