// deadline_test.mjs - dates from the command line: single, in a stream, and every way to ask wrongly.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PROGRAM, run_tests } from "../browser/lib.mjs";

const dir = mkdtempSync(join(tmpdir(), "congtin-deadline-"));
const program = resolve(PROGRAM);
const run = (words, input = "") => {
	const { status, stdout, stderr } = spawnSync(program, words, {
		encoding: "utf8", cwd: dir, input, maxBuffer: 1 << 28,
	});
	return { code: status, out: stdout, err: stderr };
};
const write = (name, content) => {
	writeFileSync(join(dir, name), content);
	return join(dir, name);
};
const deadline = (...words) => run(["deadline", ...words]);
const batch = (input, ...words) => run(["deadline", "--batch", ...words], input);
const answer = (...words) => {
	const { code, out, err } = deadline(...words, "--json");
	assert.equal(code, 0, err);
	return JSON.parse(out);
};
const table = (path) => readFileSync(path, "utf8").trim().split(/\r?\n/).slice(1).map((line) => line.split(","));
const option = { working_days: "--working-days", calendar_days: "--calendar-days", hours: "--hours" };
const cases = table("tests/law/deadline_cases.csv")
	.map(([id, limit, amount, from, , last_day, due_before]) => ({ id, limit, amount, from, last_day, due_before }));
const NAMES = "date,kind,name,source";

/* A wrong call: code 2, nothing on standard output, and words that name the place. */
function refused({ code, out, err }, words, what) {
	assert.equal(code, 2, `${what}: ${err}`);
	assert.equal(out, "", what);
	assert.match(err, words, what);
}

/* --- a second, deliberately simple way to count, day by day ------------------------------------ */

const DAY = 86_400_000;
const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
const kinds = new Map(table("calendars/vn.csv").map(([date, kind]) => [date, kind]));

function works(ms) {
	const kind = kinds.get(iso(ms));
	const weekday = new Date(ms).getUTCDay();
	return kind ? kind === "swapped_working" : weekday !== 0 && weekday !== 6;
}

function count(limit, amount, from) {
	const start = Date.parse(`${from}Z`);
	let day = Math.floor(start / DAY) * DAY;
	if (limit === "hours") return `,${new Date(start + amount * 3_600_000).toISOString().slice(0, 19)}`;
	if (limit === "calendar_days") {
		day += amount * DAY;
		while (!works(day)) day += DAY;
	} else {
		for (let n = 0; n < amount; n += works(day)) day += DAY;
	}
	return `${iso(day)},${iso(day + DAY)}T00:00:00`;
}

/* Always the same numbers (Park and Miller). */
function numbers(seed) {
	let state = seed;
	return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

function rows_of(count, seed) {
	const pick = numbers(seed);
	const first = Date.UTC(2019, 0, 1), days = (Date.UTC(2026, 5, 1) - first) / DAY;
	return Array.from({ length: count }, () => {
		const limit = Object.keys(option)[pick(3)];
		const from = new Date(first + pick(days) * DAY + pick(86_400) * 1000).toISOString().slice(0, 19);
		return [limit, pick(61), from];
	});
}

/* --- a stream that stays open ------------------------------------------------------------------ */

class Stream {
	constructor(...words) {
		this.process = spawn(program, ["deadline", "--batch", ...words], { cwd: dir, stdio: ["pipe", "pipe", "ignore"] });
		this.lines = 0;
		this.process.stdout.on("data", (bytes) => {
			for (const byte of bytes) this.lines += byte === 10;
			this.wake?.();
		});
	}

	/* Hands rows in; resolves when as many answers are there. */
	async ask(text, lines) {
		const wanted = this.lines + lines;
		if (!this.process.stdin.write(text)) await new Promise((free) => this.process.stdin.once("drain", free));
		while (this.lines < wanted) await new Promise((wake) => (this.wake = wake));
	}

	memory_kb() {
		const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
		return Number(/VmHWM:\s+(\d+)/.exec(status)[1]);
	}

	end() {
		this.process.stdin.end();
		return new Promise((end) => this.process.once("exit", end));
	}
}

const tests = {
	"each case of the table, asked alone"() {
		for (const { id, limit, amount, from, last_day, due_before } of cases) {
			const due = answer(option[limit], amount, "--from", from);
			assert.equal(due.kind, limit, id);
			assert.equal(due.amount, Number(amount), id);
			if (!due_before) {
				assert.equal(due.confirmed, false, id);
				continue;
			}
			assert.equal(due.confirmed, true, id);
			assert.equal(due.last_day?.iso ?? "", last_day, id);
			assert.ok(due.due_before.iso.startsWith(due_before), `${id}: ${due.due_before.iso}`);
			assert.match(due.due_before.iso, /\+07:00$/, id);
		}
	},

	"each case of the table, in one stream"() {
		const { code, out, err } = batch(cases.map((row) => `${row.limit},${row.amount},${row.from}\n`).join(""));
		const lines = out.split("\n");
		assert.equal(code, 0);
		assert.equal(lines.pop(), "");
		assert.equal(lines.length, cases.length);
		for (const [i, { id, limit, amount, from, last_day, due_before }] of cases.entries()) {
			const start = `${limit},${amount},${from},`;
			if (due_before)
				assert.equal(lines[i], `${start}${last_day},${due_before}${due_before.length === 16 ? ":00" : ""}`, id);
			else
				assert.match(lines[i], /,2027-\d\d-\d\d,2027-\d\d-\d\dT00:00:00$/, id);
		}
		assert.match(err, /1 dòng .*dòng 13.*chưa có thông báo chính thức/);
	},

	"20 000 rows as counted day by day"() {
		const rows = rows_of(20_000, 80);
		const { code, out } = batch(rows.map((row) => row.join()).join("\n"));
		const lines = out.trimEnd().split("\n");
		assert.equal(code, 0);
		assert.equal(lines.length, rows.length);
		for (const [i, row] of rows.entries()) assert.equal(lines[i], `${row.join()},${count(...row)}`);
	},

	"a byte order mark, CR LF, semicolons, blank lines and quotes are accepted, cells echoed as they came"() {
		const due = "2026-03-04,2026-03-05T00:00:00";
		for (const [input, cells] of [
			["\uFEFFworking_days,2,2026-03-02T09:00\r\n", "working_days,2,2026-03-02T09:00"],
			["working_days;2;2026-03-02T09:00\r\n\r\n", "working_days,2,2026-03-02T09:00"],
			["\uFEFF\r\n\nworking_days,2,02/03/2026", "working_days,2,02/03/2026"],
			['"working_days","002","2026-03-02 09:00"\n', '"working_days","002","2026-03-02 09:00"'],
			["working_days, 2, 2026-03-02\n", "working_days, 2, 2026-03-02"],
		]) {
			const { code, out, err } = batch(input);
			assert.equal(code, 0, err);
			assert.equal(out, `${cells},${due}\n`);
		}
	},

	"a moment with an offset is converted, and seconds are kept"() {
		const { out } = batch([
			"working_days,1,2026-03-02T20:00:00Z", // already the 3rd here
			"hours,12,2026-02-16T22:30:15+09:00",
			"hours,1,2026-02-16T22:30:15.250",
			"",
		].join("\n"));
		assert.deepEqual(out.trimEnd().split("\n").map((line) => line.split(",").slice(3).join()), [
			"2026-03-04,2026-03-05T00:00:00",
			",2026-02-17T08:30:15",
			",2026-02-16T23:30:15.250",
		]);
		const there = batch("hours,1,2026-03-02T10:00Z\nworking_days,1,2026-03-02T10:00\n", "--utc-offset", "-03:30").out;
		assert.match(there, /,,2026-03-02T07:30:00\n.*,2026-03-03,2026-03-04T00:00:00\n/);
		assert.equal(answer("--hours", "1", "--from", "2026-03-02T10:00Z", "--utc-offset", "-03:30").due_before.iso,
			"2026-03-02T07:30:00-03:30");
	},

	"a bad row is named by line and column; what stood before it is answered, it and the rest are not"() {
		const good = "working_days,2,2026-03-02\n";
		for (const [row, column, words] of [
			["working_day,2,2026-03-02", 1, /working_day/],
			["limit,amount,from", 1, /không có dòng tên cột/],
			["immediate,0,2026-03-02", 1, /immediate/],
			["working_days,2", 1, /2 cột/],
			["working_days,2,2026-03-02,x", 1, /4 cột/],
			["working_days,,2026-03-02", 14, /số nguyên/],
			["working_days,-1,2026-03-02", 14, /-1/],
			["working_days,3651,2026-03-02", 14, /3651.*3650/],
			["hours,87601,2026-03-02", 7, /87601/],
			["working_days,2.5,2026-03-02", 14, /2\.5/],
			["working_days,99999999999999999999,2026-03-02", 14, /khoảng/],
			["working_days,2,", 16, /thiếu thời điểm/],
			["working_days,2,1899-12-31", 16, /1899.*1900–2199/],
			["working_days,2,2200-01-01", 16, /2200/],
			["working_days,2,2026-02-29", 16, /2026-02-29/],
			["working_days,2,2026-13-01", 16, /2026-13-01/],
			["working_days,2,hôm nay", 16, /2026-08-20/],
			["working_days,2,2026-03-02T24:30", 27, /24:30/],
			["working_days,2,2026-03-02T9:30", 27, /09:15/],
			["working_days,2,2026-03-02x", 26, /dấu cách/],
			["working_days,2,2026-03-02T09:30+", 32, /\+07:00/],
			["working_days,2,2026-03-02T09:30+07", 32, /\+07:00/],
			["hours,1,1900-01-01T00:30+08:00", 9, /1900–2199/],
			["working_days,3650,2199-01-01", 14, /2199/],
			[`working_days,2,${"2".repeat(300)}`, 1, /dài/],
			[Buffer.from("working_days,2,\xff", "latin1"), 1, /UTF-8/],
		]) {
			const input = Buffer.concat([Buffer.from(good), Buffer.from(row), Buffer.from("\n"), Buffer.from(good)]);
			const { code, out, err } = batch(input);
			assert.equal(code, 2, row);
			assert.equal(out, "working_days,2,2026-03-02,2026-03-04,2026-03-05T00:00:00\n", row);
			assert.ok(err.includes(`stdin:2:${column}: `), `${row}: ${err}`);
			assert.match(err, words, row);
		}
	},

	"an empty stream is a wrong one"() {
		for (const input of ["", "\uFEFF", "\r\n\n"]) refused(batch(input), /stdin:1:1: đầu vào rỗng/, input);
	},

	"a call that says too little, too much or nonsense is refused by name"() {
		const from = ["--from", "2026-03-02"], days = ["--working-days", "2"];
		for (const [words, complaint] of [
			[[], /thiếu thời hạn.*--working-days/],
			[from, /--rule.*--working-days/],
			[days, /thiếu --from/],
			[[...days, "--hours", "2", ...from], /đúng một/],
			[[...days, "--rule", "6a", ...from], /đúng một/],
			[[...days, ...days, ...from], /--working-days.*hai lần/],
			[[...days, "--from"], /--from.*thiếu giá trị/],
			[[...days, "--from", "--utc-offset", "+07:00"], /--from.*thiếu giá trị/],
			[["--working-days", ...from], /--working-days.*thiếu giá trị/],
			[[...days, ...from, "--office-hours", "--weekend", "none"], /--office-hours.*thiếu giá trị/],
			[[...days, "--form", "2026-03-02"], /"--form".*"--from"/],
			[[...days, ...from, "thừa"], /thừa/],
			[["--rule", "99", ...from], /--rule 99/],
			[["--working-days", "-1", ...from], /--working-days.*-1/],
			[["--calendar-days", "3651", ...from], /--calendar-days.*3651/],
			[["--hours", "87601", ...from], /--hours.*87601/],
			[["--working-minutes", "5256001", ...from], /--working-minutes.*5256001/],
			[["--working-days", "hai", ...from], /--working-days.*hai/],
			[[...days, "--from", "1899-12-31"], /--from.*1899/],
			[[...days, "--from", "2200-01-01"], /--from.*2200/],
			[[...days, "--from", "2027-02-29"], /--from.*2027-02-29/],
			[[...days, "--from", "2026-03-02T24:30"], /--from.*24:30/],
			[[...days, "--from", "2026-03-02T10:00+"], /--from.*\+07:00/],
			[[...days, "--from", "2199-12-31"], /2199/],
			[[...days, ...from, "--utc-offset", "+"], /--utc-offset/],
			[[...days, ...from, "--utc-offset", "Hà Nội"], /--utc-offset/],
			[[...days, ...from, "--weekend", "sat,son"], /--weekend sat,son/],
			[[...days, ...from, "--weekend", "mon,tue,wed,thu,fri,sat,sun"], /--weekend/],
			[[...days, ...from, "--office-hours", "08:00-24:30"], /--office-hours/],
			[[...days, ...from, "--office-hours", "13:00-08:00"], /--office-hours/],
			[[...days, ...from, "--calendar", "nowhere.csv"], /nowhere\.csv/],
			[["--batch", ...from], /--from.*--batch/],
			[["--batch", ...days], /--working-days.*--batch/],
			[["--batch", "--json"], /--json.*--batch/],
			[["--batch", "--utc-offset", "7"], /--utc-offset/],
		])
			refused(deadline(...words), complaint, words.join(" "));
	},

	"a calendar with a fault is named by file, line and column, alone and before a stream"() {
		for (const [name, content, place] of [
			["weekday", `${NAMES}\n2026-03-04,swapped_working,Làm bù,nguồn\n`, /weekday\.csv:2:1: 2026-03-04: .*nghỉ hằng tuần/],
			["twice", `${NAMES}\n2026-03-04,holiday,Lễ,nguồn\n2026-03-04,swapped_off,Nghỉ,nguồn\n`, /twice\.csv:3:1: .*loại khác/],
			["moved", "name;date;kind;source\r\nLễ;2026-03-04;holiday;S\r\nLễ;2026-03-04;swapped_off;S\r\n", /moved\.csv:3:4: .*loại khác/],
			["leap", `${NAMES}\n2026-01-01,holiday,Tết,nguồn\n2026-02-29,holiday,Sai,nguồn\n`, /leap\.csv:3:1: .*2026-02-29/],
			["early", `${NAMES}\n1899-12-31,holiday,Tết,nguồn\n`, /early\.csv:2:1: .*1900 đến 2199/],
			["late", `${NAMES}\n2200-01-01,holiday,Tết,nguồn\n`, /late\.csv:2:1: .*1900 đến 2199/],
			["kind", `${NAMES}\n2026-01-01,holliday,Tết,nguồn\n`, /kind\.csv:2:12: .*holliday/],
			["status", `${NAMES},status\n2026-01-01,holiday,Tết,nguồn,có lẽ\n`, /status\.csv:2:30: .*có lẽ/],
			["all", `${NAMES}\n2026-02-29,holiday,A,B\n2026-01-01,holiday,,B\n`, /all\.csv:2:1: [^]*all\.csv:3:20: thiếu tên/],
			["empty", "", /empty\.csv:1:1: tệp rỗng/],
			["mark", "\uFEFF", /mark\.csv:1:1: tệp rỗng/],
			["blank", "\r\n\n", /blank\.csv:1:1: tệp rỗng/],
		]) {
			const file = write(`${name}.csv`, content);
			refused(deadline("--working-days", "2", "--from", "2026-03-02", "--calendar", file), place, name);
			refused(batch("working_days,2,2026-03-02\n", "--calendar", file), place, name);
			refused(run(["calendar", "2026", "--calendar", file]), place, name);
		}
	},

	"a calendar of one's own, as spreadsheets save it"() {
		const file = write("own.csv", `\uFEFF${NAMES};status\r\n2026-03-03;holiday;Ngày hội;Quyết định 1;confirmed\r\n`
			.replace(NAMES, NAMES.replaceAll(",", ";")));
		const due = answer("--working-days", "1", "--from", "2026-03-02", "--calendar", file);
		assert.equal(due.last_day.iso, "2026-03-04");
		assert.equal(due.calendar, file);
		assert.match(due.days[1].reason, /Ngày hội/);
		assert.equal(due.days[1].source, "Quyết định 1");
		assert.match(batch("working_days,1,2026-03-02\n", "--calendar", file).out, /,2026-03-04,/);
	},

	"another weekend has other working days; of the program's calendar it keeps the holidays"() {
		assert.equal(answer("--working-days", "2", "--from", "2026-03-06", "--weekend", "sun").last_day.iso, "2026-03-09");
		// The swapped Monday 31/8 is worked where nobody rests on Saturdays; 1/9 and 2/9 are not.
		const due = answer("--working-days", "2", "--from", "2026-08-30", "--weekend", "none");
		assert.equal(due.last_day.iso, "2026-09-03");
		assert.match(due.note, /hoán đổi/);
		const { out, err } = batch("working_days,2,2026-08-30\n", "--weekend", "none");
		assert.match(out, /,2026-09-03,2026-09-04T00:00:00\n/);
		assert.match(err, /hoán đổi/);
	},

	"working minutes pass in office hours, up to 24:00, and end at closing when used up there"() {
		const minutes = (amount, from, ...more) =>
			answer("--working-minutes", amount, "--from", from, ...more).due_before.iso.slice(0, 19);
		assert.equal(minutes("90", "2026-03-02T16:00"), "2026-03-02T17:30:00");
		assert.equal(minutes("91", "2026-03-02T16:00"), "2026-03-03T08:01:00");
		assert.equal(minutes("60", "2026-03-02T11:30"), "2026-03-02T14:00:00");
		assert.equal(minutes("60", "2026-03-06T17:00"), "2026-03-09T08:30:00");
		const late = ["--office-hours", "08:00-12:00,20:00-24:00"];
		assert.equal(minutes("120", "2026-03-02T22:00", ...late), "2026-03-03T00:00:00");
		assert.equal(minutes("121", "2026-03-02T22:00", ...late), "2026-03-03T08:01:00");
		assert.match(batch("working_minutes,120,2026-03-02T22:00\nworking_minutes,90,2026-03-02T10:30\n", ...late).out,
			/,,2026-03-03T00:00:00\n.*,,2026-03-02T12:00:00\n/);
	},

	"the answer in JSON has each day with number, act, reason and source"() {
		const due = answer("--rule", "6a", "--from", "2026-08-20T09:15");
		assert.deepEqual([due.rule, due.regulation, due.kind, due.amount], ["6a", "80/2020/TT-BCA", "working_days", 2]);
		assert.match(due.citation, /^Khoản 6 Điều 5/);
		assert.deepEqual([due.has_end, due.confirmed, due.from.iso], [true, true, "2026-08-20T09:15:00+07:00"]);
		assert.deepEqual(due.days.map(({ day, act, number }) => [day.iso, act, number]),
			[["2026-08-20", "anchor", 0], ["2026-08-21", "counted", 1], ["2026-08-22", "counted", 2]]);
		assert.match(due.days[2].reason, /Làm bù cho 31\/08\/2026/);
		assert.match(due.days[2].source, /9441/);
		assert.equal(due.days[2].weekday, "thứ Bảy");
		assert.equal(answer("--rule", "6b", "--from", "2026-08-20T09:15").has_end, false);
	},

	"where nothing is announced the answer says so; where two readings are possible it shows both"() {
		const { out } = deadline("--working-days", "20", "--from", "2030-01-02");
		assert.match(out, /Trễ kể từ: .* \(chưa có thông báo chính thức\)/);
		const file = write("told.csv", `${NAMES},status\n2026-01-01,holiday,Tết,nguồn,confirmed\n`
			+ "2026-03-04,holiday,Ngày dự kiến,báo,announced\n");
		const ask = ["--working-days", "2", "--from", "2026-03-02", "--calendar", file];
		const due = answer(...ask);
		assert.equal(due.confirmed, false);
		assert.deepEqual([due.last_day.iso, due.other_last_day.iso], ["2026-03-05", "2026-03-04"]);
		assert.equal(due.other_due_before.iso, "2026-03-05T00:00:00+07:00");
		const text = deadline(...ask).out;
		assert.match(text, /Ngày cuối: thứ Năm 05\/03\/2026/);
		assert.match(text, /không được xác nhận: ngày cuối thứ Tư 04\/03\/2026/);
		assert.match(text, /× .*04\/03\/2026.*Ngày dự kiến.*chưa có thông báo chính thức/);
	},

	"a year lists its days with kind, name, source and whether they are confirmed"() {
		const year = JSON.parse(run(["calendar", "2026", "--json"]).out);
		const day = (date) => year.days.find((row) => row.day.iso === date);
		assert.equal(year.confirmed, true);
		assert.deepEqual([day("2026-08-22").kind, day("2026-08-31").kind], ["swapped_working", "swapped_off"]);
		assert.deepEqual([day("2026-11-24").name, day("2026-11-24").confirmed], ["Ngày Văn hóa Việt Nam", true]);
		assert.ok(year.days.every((row) => row.name && row.source && row.day.iso.startsWith("2026-")));
		assert.match(run(["calendar", "2026"]).out, /22\/08\/2026 +thứ Bảy +Làm bù +Làm bù cho 31\/08\/2026/);
		const open = JSON.parse(run(["calendar", "2053", "--json"]).out);
		assert.equal(open.confirmed, false);
		assert.ok(open.days.length >= 10 && open.days.every((row) => row.status === "proposed" && !row.confirmed));
		assert.match(run(["calendar", "2053"]).out, /đề xuất.*chưa có thông báo chính thức/);
		for (const words of [["1899"], ["2200"], ["nay"], [], ["2026", "2027"]])
			refused(run(["calendar", ...words]), /năm|không hiểu/, words.join(" "));
	},

	"lunar days as published, and 300 years of them"() {
		const known = readFileSync("tests/law/lunar_dates.csv", "utf8").trim().split(/\r?\n/);
		const { code, out } = run(["lunar", "1900", "2199"]);
		const lines = out.trimEnd().split("\n");
		assert.equal(code, 0);
		assert.equal(lines.length, 301);
		for (const line of known) assert.ok(lines.includes(line), line);
		assert.equal(run(["lunar", "2026"]).out, "year,tet,hung_kings\n2026,2026-02-17,2026-04-26\n");
		assert.equal(JSON.parse(run(["lunar", "2026", "--json"]).out)[0].tet.iso, "2026-02-17");
		for (const words of [["1899"], ["2026", "2200"], ["2027", "2026"], ["x"], [], ["2026", "2027", "2028"]])
			refused(run(["lunar", ...words]), /năm|không hiểu/, words.join(" "));
	},

	"regulations are checked alone and against each other"() {
		const source = readFileSync("regulations/tt-80-2020.conf", "utf8");
		const good = write("good.conf", source);
		const check = (...files) => run(["regulation", "check", ...files]);
		assert.match(check(good).out, /^.*good\.conf: .*80\/2020\/TT-BCA, 27 nghĩa vụ, .*15\/09\/2020\n$/);
		const line = source.split("\n").findIndex((text) => text.includes('kind = "working_days"')) + 1;
		const bad = write("bad.conf", source.replace('kind = "working_days"', 'kind = "working_dayz"'));
		refused(check(bad), new RegExp(`bad\\.conf:${line}: .*working_dayz`), "an unknown kind");
		const other = source.replace('"80/2020/TT-BCA"', '"81/2026/TT-BCA"');
		const overlapping = write("overlapping.conf", other.replace('"2020-09-15"', '"2026-01-01"'));
		refused(check(good, overlapping), /overlapping\.conf.*hiệu lực.*80\/2020\/TT-BCA/, "overlapping dates");
		const next = write("next.conf", other.replace('"2020-09-15"', '"2026-01-01"'));
		const ended = write("ended.conf", source.replace('"2020-09-15";', '"2020-09-15"; effective_to = "2025-12-31";'));
		assert.equal(check(ended, next).code, 0);
		assert.equal(check(ended, next).out.trimEnd().split("\n").length, 2);
		const strange = join(dir, "strange.conf");
		writeFileSync(strange, source.replace('part = "column";', 'part = "poem";').replace('"research"', '"verse"'));
		assert.match(check(strange).err, /strange\.conf:\d+: nghĩa vụ 5a: .*“poem”[^]*strange\.conf:\d+: nghĩa vụ 11: .*“verse”/);
		const view = run(["regulation", "check", "--json", ended, bad]);
		assert.equal(view.code, 2);
		assert.deepEqual(JSON.parse(view.out).regulations.map(({ number, duties }) => [number, duties]), [["80/2020/TT-BCA", 27]]);
		assert.equal(JSON.parse(view.out).faults[0].line, line);
		refused(check(), /thiếu tệp/, "no file");
		refused(check("nowhere.conf"), /nowhere\.conf/, "no such file");
		refused(check(write("empty.conf", "")), /empty\.conf:1: tệp rỗng/, "an empty file");
		refused(check(good, "--jsn"), /"--jsn".*"--json"/, "a misspelt option");
	},

	async "rows handed in one by one are answered one by one"() {
		const stream = new Stream();
		for (let i = 0; i < 3; i++) await stream.ask("working_days,2,2026-03-02\n", 1);
		assert.equal(await stream.end(), 0);
	},

	async "two million rows take no more memory than two thousand"() {
		const rows = rows_of(2000, 5).map((row) => `${row.join()}\n`).join("");
		const stream = new Stream();
		await stream.ask(rows, 2000);
		const before = stream.memory_kb();
		for (let i = 0; i < 999; i++) await stream.ask(rows, 2000);
		const after = stream.memory_kb();
		assert.equal(await stream.end(), 0);
		assert.equal(stream.lines, 2_000_000);
		assert.ok(after < 48 * 1024, `${after} kB`);
		assert.ok(after - before < 2 * 1024, `${before} kB, then ${after} kB`);
	},
};

await run_tests(tests, () => rmSync(dir, { recursive: true, force: true }));
