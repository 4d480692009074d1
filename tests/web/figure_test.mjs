// figure_test.mjs - figures over HTTP: numbers and the lists behind them, files that others read.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries(["dieuphoi", "canbo.cshs", "lanhdao.cshs", "lanhdaobo", "kiemtoan", "quantri"]
	.map((login) => [login, house.program(login)]));
const today = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10);
const YEARS = `period=days&from=${Number(today.slice(0, 4)) - 2}-01-01&to=${today}`;
const HOSTILE = '=HYPERLINK("http://127.0.0.1/","bấm")';

async function table(login, query) {
	const answer = await who[login].get(`/desk/figures?${query}`);
	assert.equal(answer.status, 200, answer.text);
	return answer.body;
}

/* All rows of a list, page by page. */
async function listed(login, href, key) {
	const rows = [];
	for (let next = href; next;) {
		const answer = await who[login].get(next);
		assert.equal(answer.status, 200, answer.text);
		rows.push(...answer.body[key]);
		next = answer.body.next;
	}
	return rows;
}

async function exported(login, fields) {
	const reply = await fetch(`${house.base}/desk/figures/export`, {
		method: "POST",
		headers: { Authorization: `Bearer ${who[login].token}`, Accept: "*/*" },
		body: new URLSearchParams(fields),
	});
	return { reply, bytes: Buffer.from(await reply.arrayBuffer()) };
}

/* By another program: [{name, rows: [[value]], formats: [[format]], charts}]. */
function workbook(bytes) {
	const file = join(house.dir, "read.xlsx");
	writeFileSync(file, bytes);
	return JSON.parse(execFileSync("/usr/bin/python3", ["tests/web/read_xlsx.py", file], { encoding: "utf8" }));
}

/* RFC 4180, of quoted and plain cells. */
const csv_rows = (text) => text.trim().split("\r\n").map((line) =>
	[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));

/* How long what was published lay with the unit and with the Portal, in seconds: median and longest of each; null: never there. */
const lay_of = (row) => ["unit", "portal"].flatMap((side) => ["median", "worst"].map((key) =>
	row.split?.[side] ? Math.round(row.split[side][key].ms / 1000) : null));
const hours_minutes = (seconds) => seconds === null ? "" : `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}`;
/* Of "22 days, 3:00:00", as the reader of a workbook writes a time. */
const seconds_of = (cell) => cell === null ? null
	: [0, ...cell.match(/^(?:(\d+) days?, )?(\d+):(\d+):([\d.]+)$/).slice(1)].reduce((sum, part, i) => sum + Math.round(Number(part ?? 0)) * [0, 86400, 3600, 60, 1][i]);

const fields_of = (query) => Object.fromEntries(new URLSearchParams(query));

const tests = {
	async "each number of the table has as many rows behind it"() {
		const { rows, total } = await table("dieuphoi", YEARS);
		assert.ok(total.cells.find((cell) => cell.name === "total").count > 0);
		for (const row of [total, ...rows.filter((one) => one.cells[0].count).slice(0, 5)]) {
			for (const cell of row.cells)
				if (cell.href) assert.equal((await listed("dieuphoi", cell.href, "duties")).length, cell.count, `${row.code} ${cell.name}`);
			if (row.published.href) assert.equal((await listed("dieuphoi", row.published.href, "items")).length, row.published.count);
			if (row.urgent.href) assert.equal((await listed("dieuphoi", row.urgent.href, "items")).length, row.urgent.count);
		}
	},

	async "by unit, by duty and by week the sums are the same"() {
		const of = (row) => row.cells.map((cell) => cell.count);
		const [units, duties] = [await table("dieuphoi", YEARS), await table("dieuphoi", `${YEARS}&by=rule`)];
		assert.deepEqual(of(units.total), of(duties.total));
		const sum = (rows) => rows.map(of).reduce((a, b) => a.map((n, i) => n + b[i]));
		assert.deepEqual(sum(units.rows), of(units.total));
		assert.deepEqual(sum(duties.rows), of(units.total));
		const weeks = (await who.dieuphoi.get(`/desk/figures/weeks?${YEARS}&number=total`)).body;
		assert.equal(weeks.total.cells.reduce((all, cell) => all + (cell.value || 0), 0), of(units.total)[0]);
	},

	async "a clause narrows the figures to its duties"() {
		const { rows } = await table("dieuphoi", `${YEARS}&by=rule&clause=${encodeURIComponent("Khoản 6 Điều 5")}`);
		assert.deepEqual(rows.map((row) => row.code), ["6a", "6b", "6c"]);
	},

	async "a unit's people see their unit alone, the ministry's leader and auditors see all"() {
		for (const login of ["canbo.cshs", "lanhdao.cshs"]) {
			const own = await table(login, `${YEARS}&by=unit`);
			assert.deepEqual(own.rows.map((row) => row.code), ["CSHS"]);
			assert.equal((await who[login].get(`/desk/figures?${YEARS}&unit=CA-48`)).status, 403);
			assert.equal((await exported(login, { format: "csv", unit: "CA-48" })).reply.status, 403);
		}
		for (const login of ["lanhdaobo", "kiemtoan"])
			assert.ok((await table(login, `${YEARS}&by=unit`)).rows.length > 20);
		assert.equal((await who.quantri.get("/desk/figures")).status, 403);
	},

	async "what is asked wrongly is told at its field"() {
		for (const [query, field] of [["period=decade", "period"], ["date=31/02/2026", "date"], ["period=days&from=2026-11-05&to=2026-10-01", "to"],
			["period=days&from=1990-01-01&to=2026-10-01", "to"], ["unit=none", "unit"], ["number=many", "number"], ["date=0001-01-01", "date"]]) {
			const answer = await who.dieuphoi.get(`/desk/figures?${query}`);
			assert.equal(answer.status, 422, query);
			assert.ok(answer.body.complaints[field], query);
		}
		assert.equal((await exported("dieuphoi", { format: "doc" })).reply.status, 422);
	},

	async "a workbook that another program reads has the table's numbers, formats and a chart"() {
		const { rows, total, made } = await table("dieuphoi", YEARS);
		const { reply, bytes } = await exported("dieuphoi", { ...fields_of(YEARS), by: "unit", format: "xlsx" });
		assert.equal(reply.status, 200);
		assert.match(reply.headers.get("content-disposition"), /attachment; filename="so-lieu-.*\.xlsx"/);
		const [sheet] = workbook(bytes);
		const counts = sheet.rows.slice(4, 4 + rows.length).map((row) => row.slice(2, 11));
		assert.deepEqual(counts, rows.map((row) => row.cells.map((cell) => cell.count)));
		assert.deepEqual(sheet.rows[4 + rows.length].slice(2, 11), total.cells.map((cell) => cell.count));
		assert.equal(sheet.formats[4 + rows.length][2], "#,##0");
		assert.equal(sheet.formats[4 + rows.length][11], "0.0%");
		assert.equal(sheet.charts, 1);
		assert.match(sheet.rows[3][17], /^Ở đơn vị, .*\(giờ:phút\)$/);
		assert.ok(lay_of(total).every((seconds) => seconds > 0));
		[...rows, total].forEach((row, i) => assert.deepEqual(sheet.rows[4 + i].slice(17, 21).map(seconds_of), lay_of(row)));
		assert.equal(sheet.formats[4 + rows.length][17], "[h]:mm");
		const foot = sheet.rows.slice(-3).map((row) => row[0]);
		assert.match(foot[0], /^Người lập: ./);
		assert.match(foot[1], /^Lúc: \d\d:\d\d/);
		assert.equal(foot[2], `Bộ lọc: ${made.filter}`);
	},

	async "a list in a workbook has times as times"() {
		const { bytes } = await exported("dieuphoi", { ...fields_of(YEARS), number: "total", what: "list", format: "xlsx" });
		const [sheet] = workbook(bytes);
		const [first] = await listed("dieuphoi", `/desk/figures/duties?${YEARS}&number=total`, "duties");
		assert.equal(sheet.rows[4][0], first.id);
		assert.equal(sheet.rows[4][7].slice(0, 16), first.opened_at.iso.slice(0, 16));
		assert.equal(sheet.formats[4][7], "dd/mm/yyyy hh:mm");
	},

	async "a name that is a formula stays a text, in CSV and in Excel"() {
		await who.quantri.post("/desk/admin/units", { code: "XAU", name: HOSTILE, kind: "department" });
		const { bytes } = await exported("dieuphoi", { ...fields_of(YEARS), by: "unit", format: "csv" });
		assert.equal(bytes.subarray(0, 3).toString("hex"), "efbbbf");
		const rows = csv_rows(bytes.subarray(3).toString("utf8"));
		assert.equal(rows.find((row) => row[0] === "XAU")[1], `'${HOSTILE}`);
		const { rows: wanted } = await table("dieuphoi", YEARS);
		for (const row of wanted)
			assert.deepEqual(rows.find((one) => one[0] === row.code).slice(2, 11).map(Number), row.cells.map((cell) => cell.count));
		for (const row of wanted)
			assert.deepEqual(rows.find((one) => one[0] === row.code).slice(17, 21), lay_of(row).map(hours_minutes));
		const [sheet] = workbook((await exported("dieuphoi", { ...fields_of(YEARS), by: "unit", format: "xlsx" })).bytes);
		assert.equal(sheet.rows.find((row) => row[0] === "XAU")[1], HOSTILE);
	},

	async "who takes figures along stands in the audit trail, and no file stays behind"() {
		const { body } = await who.kiemtoan.get("/desk/audit?action=figure.export");
		assert.ok(body.rows[0].words, "the act in words");
		assert.ok(body.rows.filter((row) => !row.refused).length >= 4);
		assert.match(body.rows[0].detail, /XLSX table: /);
		assert.ok(body.rows.some((row) => row.login === "dieuphoi"));
		assert.equal(execFileSync("find", [house.dir, "-name", "export-*"], { encoding: "utf8" }), "");
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
