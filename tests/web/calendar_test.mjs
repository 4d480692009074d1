// calendar_test.mjs - calendars as people and programs meet them: years, versions, drafts, dry runs.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries(
	Object.entries({ admin: "quantri", officer: "canbo.cshs", auditor: "kiemtoan" }).map(([role, login]) => [role, house.program(login)]));
const cell = (year, iso) => year.months.flatMap((month) => month.weeks).flatMap((week) => week.days).find((day) => day.iso === iso);

/* A new draft of a calendar; what stands in it is changed by these. */
let draft;
const opened = async (calendar) => {
	const made = await who.admin.post(`/desk/calendars/${calendar}/draft`);
	assert.equal(made.status, 201, made.text);
	return made.body.location;
};
const revision = async () => (await who.admin.get(draft)).body.revision;
const put = async (day) => who.admin.post(`${draft}/days`, { ...day, revision: await revision() });
async function file(name, content) {
	const form = new FormData();
	form.set("revision", String(await revision()));
	form.set("file", new Blob([content]), name);
	return who.admin.call("POST", `${draft}/import`, form);
}

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

	async "a draft begins as the version in force, and only one who keeps calendars opens it"() {
		for (const path of ["/desk/calendars/1/draft", "/desk/calendars"]) assert.equal((await who.officer.post(path)).status, 403, path);
		draft = (await who.admin.get("/desk/calendars/1")).body.draft_href;
		assert.equal((await who.admin.post(`${draft}/drop`, { revision: await revision() })).status, 200);
		draft = await opened(1);
		assert.equal((await who.admin.post("/desk/calendars/1/draft")).status, 409);
		const { body } = await who.admin.get(draft);
		assert.equal(body.state.code, "draft");
		assert.equal((await who.admin.get(body.diff_href)).body.has_changes, false);
		assert.equal((await who.officer.get(draft)).body.edits, false);
		for (const rest of ["/days", "/days/remove", "/import", "/propose", "/terms", "/drop", "/apply"])
			assert.equal((await who.officer.post(draft + rest)).status, 403, rest);
	},

	async "days are added, changed and taken out; what is wrong is told at its field"() {
		const day = { day: "2029-06-15", kind: "holiday", status: "announced", name: "Ngày thử", source: "Công văn 1" };
		assert.equal((await put(day)).status, 200);
		assert.equal((await put(day)).body.complaints.day, "Ngày 15/06/2029 đã có trong lịch.");
		const wrong = await put({ ...day, day: "2029-06-14", kind: "swapped_working" });
		assert.equal(wrong.status, 422);
		assert.match(wrong.body.complaints.day, /ngày nghỉ hằng tuần/);
		for (const [field, bad] of [["day", "29/02/2029"], ["kind", "feast"], ["status", "proposed"], ["name", ""], ["source", " "]])
			assert.ok((await put({ ...day, [field]: bad })).body.complaints[field], field);
		assert.equal((await put({ ...day, before: "2029-06-15", day: "2029-06-18", status: "confirmed" })).status, 200);
		const { changes } = (await who.admin.get(`${draft}/diff`)).body;
		assert.deepEqual(changes.map((row) => [row.change.code, row.day.iso, row.status.code]), [["added", "2029-06-18", "confirmed"]]);
		assert.equal((await who.admin.get(`${draft}/days/2029-06-15`)).status, 404);
		assert.equal((await who.admin.get(`${draft}/days/2029-06-18`)).body.form.name, "Ngày thử");
		const stale = await who.admin.post(`${draft}/days/remove`, { day: "2029-06-18", revision: 0 });
		assert.equal(stale.status, 409);
		assert.equal((await who.admin.post(`${draft}/days/remove`, { day: "2029-06-18", revision: await revision() })).status, 200);
		assert.equal((await who.admin.get(`${draft}/diff`)).body.has_changes, false);
	},

	async "the proposal of a year becomes days of the draft that want confirming"() {
		assert.equal((await who.admin.post(`${draft}/propose`, { year: 2200, revision: await revision() })).status, 422);
		const done = await who.admin.post(`${draft}/propose`, { year: 2028, revision: await revision() });
		assert.equal(done.status, 200, done.text);
		const year = (await who.admin.get(draft)).body.years.find((row) => row.year === 2028);
		assert.ok(year.count >= 12);
		for (const day of year.days) assert.equal(day.status.code, "announced");
		assert.ok((await who.admin.get(`/desk/calendar?year=2028&version=${draft.split("/").at(-1)}`)).body.is_announced);
		assert.ok((await who.admin.get("/desk/calendar?year=2028")).body.is_proposed);
	},

	async "a file comes in whole or not at all, with line and column of each fault"() {
		const before = (await who.admin.get(`${draft}/csv`)).text;
		const bad = await file("lich.csv", "date,kind,name,source\n2028-01-01,holiday,Tết,CV 1\n2028-02-30,holiday,Sai,CV 1\n2028-03-01,feast,Sai,CV 1\n");
		assert.equal(bad.status, 422);
		const told = bad.body.complaint_list.filter((row) => row.field === "file").map((row) => row.message);
		assert.equal(told.length, 2);
		assert.match(told[0], /^lich\.csv:3:1: /);
		assert.match(told[1], /^lich\.csv:4:\d+: /);
		for (const [name, content] of [["rong.csv", ""], ["nhi-phan.csv", new Uint8Array([0xff, 0xfe, 0, 1])], ["dau.csv", "date,kind,name,source\n"], ["x.ics", "BEGIN:VCALENDAR\n"]])
			assert.equal((await file(name, content)).status, 422, name);
		assert.equal((await who.admin.post(`${draft}/import`, { revision: await revision() })).status, 422);
		assert.equal((await who.admin.get(`${draft}/csv`)).text, before);
		const good = await file("lich.csv", "\uFEFFdate;kind;name;source;status\r\n2028-01-01;holiday;Tết Dương lịch;CV 1;confirmed\r\n");
		assert.equal(good.status, 200, good.text);
		assert.deepEqual((await who.admin.get(draft)).body.years.find((row) => row.year === 2028).days.map((day) => day.name), ["Tết Dương lịch"]);
	},

	async "what is exported is read again and changes nothing, as CSV and as iCalendar"() {
		for (const ending of ["csv", "ics"]) {
			const out = await who.officer.get(`${draft}/${ending}`);
			assert.match(out.headers.get("content-disposition"), new RegExp(`vn-\\d+\\.${ending}`));
			const back = await file(`vn.${ending}`, out.text);
			assert.equal(back.status, 200, back.text);
			assert.equal((await who.officer.get(`${draft}/${ending}`)).text.replace(/DTSTAMP:\w+/g, ""), out.text.replace(/DTSTAMP:\w+/g, ""));
		}
	},

	async "weekend and office hours change in the draft; a week of days off only is refused"() {
		const terms = async (values) => who.admin.post(`${draft}/terms`, new URLSearchParams([...values, ["revision", await revision()]]));
		const all = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => ["weekend", day]);
		assert.ok((await terms([...all, ["office_hours", "08:00-12:00"]])).body.complaints.weekend);
		assert.ok((await terms([["weekend", "sun"], ["office_hours", "08:00-24:30"]])).body.complaints.office_hours);
		assert.ok((await terms([["weekend", "sat"], ["weekend", "sun"], ["office_hours", "07:30-11:30,13:00-17:00"]])).status === 200);
		const { body } = await who.admin.get(`${draft}/diff`);
		assert.deepEqual(body.terms.map((row) => row.label), ["Giờ làm việc"]);
	},

	async "a dry run tells what would move and moves nothing; applying does it, once, with a reason"() {
		const today = new Date(Date.now() + 7 * 3600_000);
		const next = [1, 2, 3, 4, 5].map((n) => new Date(today.getTime() + n * 86400_000)).filter((day) => day.getUTCDay() % 6);
		for (const day of next)
			assert.ok([200, 422].includes((await put({ day: day.toISOString().slice(0, 10), kind: "holiday", status: "confirmed", name: "Nghỉ thử", source: "CV 9" })).status));
		const trial = (await who.admin.get(`${draft}/trial`)).body;
		assert.ok(trial.counts.duties > 0);
		assert.ok(trial.counts.moved > 0, JSON.stringify(trial.counts));
		assert.equal(trial.moves.length, trial.counts.moved);
		for (const move of trial.moves) {
			assert.notEqual(move.before.words, move.after.words);
			assert.equal(move.href, false);
			assert.equal(move.matter_title, "");
			assert.match(`${move.unit}: ${move.unit_name}`, /^[A-Z0-9-]+: (Cục|Công an|Văn phòng) /);
		}
		assert.equal((await who.admin.get(`${draft}/trial?show=late`)).body.moves.length, trial.counts.turned_late);
		assert.equal((await who.admin.get(`${draft}/trial?show=all`)).status, 404);
		assert.equal((await who.officer.get(`${draft}/trial`)).status, 403);
		const page = (await who.admin.get(`${draft}/apply`)).body;
		assert.deepEqual(page.counts, trial.counts);
		const order = { revision: page.revision, note: "Theo thông báo.", source: "Thông báo 9/TB" };
		assert.ok((await who.admin.post(`${draft}/apply`, { ...order, note: " " })).body.complaints.note);
		assert.ok((await who.admin.post(`${draft}/apply`, { ...order, source: "" })).body.complaints.source);
		assert.equal((await who.admin.post(`${draft}/apply`, { ...order, revision: page.revision - 1 })).status, 409);
		const done = await who.admin.post(`${draft}/apply`, order);
		assert.equal(done.status, 200, done.text);
		assert.deepEqual(done.body.counts, trial.counts);
		assert.equal((await who.admin.post(`${draft}/apply`, order)).status, 409);
		const version = (await who.officer.get(draft)).body;
		assert.equal(version.state.label, "Đang áp dụng");
		assert.equal(version.note, "Theo thông báo.");
		assert.equal(version.moved.counts.moved, trial.counts.moved);
		assert.equal((await put({ day: "2030-01-01", kind: "holiday", status: "confirmed", name: "x", source: "x" })).status, 409);
		const kept = (await who.admin.get(version.recount_href)).body;
		assert.deepEqual(kept.moves.map((move) => move.duty).sort(), trial.moves.map((move) => move.duty).sort());
		const seen = (await who.officer.get(version.recount_href)).body.moves;
		assert.ok(seen.every((move) => move.unit === "CSHS" && move.href));
		assert.match(house.command("audit", "list", "--limit", "200", "--json"), /"calendar.apply"/);
	},

	async "a draft that another version overtook or that was given up is not applied"() {
		draft = await opened(1);
		assert.equal((await who.admin.post(`${draft}/apply`, { revision: await revision(), note: "x", source: "x" })).status, 409);
		assert.equal((await who.admin.post(`${draft}/drop`, { revision: await revision() })).status, 200);
		assert.equal((await who.admin.get(`${draft}/trial`)).status, 404);
		assert.equal((await who.admin.get(draft)).body.state.label, "Đã bỏ");
	},

	async "a unit gets a calendar of its own and gives it back"() {
		assert.ok((await who.admin.post("/desk/calendars", { code: "Trực", name: "Lịch trực", weekend: "sun" })).body.complaints.code);
		const made = await who.admin.post("/desk/calendars", { code: "truc", name: "Lịch trực", weekend: "sun" });
		assert.equal(made.status, 201, made.text);
		const { body } = await who.admin.get("/desk/calendars/unit");
		const unit = body.units.find((row) => /Hình sự|hình sự/.test(row.label)).value;
		const give = async (calendar, note) => {
			const { version } = (await who.admin.get(`/desk/calendars/unit?unit=${unit}`)).body.unit;
			return who.admin.post("/desk/calendars/unit", { unit, unit_version: version, calendar, note });
		};
		assert.ok((await give(made.body.id, " ")).body.complaints.note);
		assert.equal((await who.admin.post("/desk/calendars/unit", { unit, unit_version: 99, calendar: made.body.id, note: "x" })).status, 409);
		assert.equal((await give(9999, "x")).status, 404);
		assert.equal((await give(made.body.id, "Trực thứ Bảy.")).status, 200);
		assert.equal((await who.officer.get("/desk/calendar?year=2026")).body.version.name, "Lịch trực");
		assert.equal((await who.officer.get(`/desk/calendars/${made.body.id}`)).body.unit_list.length, 1);
		assert.equal((await give(0, "Thôi trực.")).status, 200);
		assert.equal((await who.officer.get("/desk/calendar?year=2026")).body.version.code, "vn");
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
