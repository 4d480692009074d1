// cli_test.mjs - the command line as an operator meets it: answers, exit codes, bad files named.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PROGRAM, run_tests } from "../browser/lib.mjs";

const dir = mkdtempSync(join(tmpdir(), "congtin-cli-"));
const at = (name) => join(dir, name);
const store = ["--store", at("congtin.db"), "--files", at("files")];
const run = (...words) => {
	const { status, stdout, stderr } = spawnSync(resolve(PROGRAM), words, { encoding: "utf8", cwd: dir });
	return { code: status, out: stdout, err: stderr };
};
const write = (name, content) => {
	writeFileSync(at(name), content);
	return at(name);
};

const tests = {
	"every command has help that begins with examples"() {
		const names = [...run("--help").out.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}/gm)].map((hit) => hit[1]);
		assert.ok(names.length > 12, names.join());
		for (const name of names) {
			const help = run(...name.split(" "), "--help");
			assert.equal(help.code, 0, name);
			assert.match(help.out, /\n\nVí dụ:\n {2}congtin /, name);
		}
	},

	"a kind of commands has help that lists them"() {
		const help = run("unit", "--help");
		assert.equal(help.code, 0);
		assert.match(help.out, /^ {2}unit list {2,}.*\n {2}unit add {2,}/);
		assert.equal(run("unti", "--help").code, 2);
	},

	"what nobody knows is a wrong call with a guess"() {
		const answer = run("user", "lits");
		assert.equal(answer.code, 2);
		assert.match(answer.err, /"user list"/);
		assert.equal(run("deadline", "--rule", "6a", "--from", "2026-02-30").code, 2);
		assert.equal(run("deadline", "--rule", "99", "--from", "2026-02-03").code, 2);
		assert.equal(run("version", "--nonsense").code, 2);
	},

	"a deadline is the last day, the exclusive end, and a reason for each day"() {
		const { code, out } = run("deadline", "--rule", "6a", "--from", "2026-08-20T09:15", "--json");
		const due = JSON.parse(out);
		assert.equal(code, 0);
		// Saturday the 22nd is worked for Monday the 31st.
		assert.equal(due.last_day.iso ?? due.last_day, "2026-08-22");
		assert.match(JSON.stringify(due.due_before), /2026-08-23T00:00/);
		assert.match(run("deadline", "--rule", "6a", "--from", "2026-08-20T09:15").out, /22\/08\/2026/);
	},

	"a wrong setting is named with file, line and reason, and nothing starts"() {
		const file = write("wrong.conf", '# cấu hình\nstore = "x.db";\nlistn = "127.0.0.1:1";\n');
		for (const words of [["config", "check", file], ["serve", "--config", file, ...store]]) {
			const answer = run(...words);
			assert.equal(answer.code, 2, words.join(" "));
			assert.match(answer.err, /wrong\.conf:3\b.*listn/, words.join(" "));
		}
	},

	"a wrong calendar is named with line and reason, and nothing starts"() {
		const file = write("wrong.csv", "date,kind,name,source\n2026-01-01,holiday,Tết,nguồn\n2026-13-01,holiday,Sai,nguồn\n");
		const answer = run("init", "--calendar", file, ...store);
		assert.equal(answer.code, 2);
		assert.match(answer.err, /wrong\.csv:3\b/);
	},

	"a store is made once, and not over another"() {
		assert.equal(run("init", "--demo", ...store).code, 0);
		assert.notEqual(run("init", "--demo", ...store).code, 0);
		assert.equal(run("serve", "--store", at("nowhere.db"), "--listen", "127.0.0.1:0").code, 3);
	},

	"units, accounts and tokens are kept from here too"() {
		assert.equal(run("unit", "add", "C99", "--name", "Cục Minh họa", "--kind", "department", "--parent", "BCA", ...store).code, 0);
		const units = JSON.parse(run("unit", "list", "--json", ...store).out);
		assert.ok(units.some((unit) => unit.code === "C99"));
		assert.match(run("user", "token", "canbo.cshs", ...store).out.trim(), /^\S{30,}$/);
		assert.notEqual(run("user", "token", "nobody", ...store).code, 0);
	},

	"a backup comes back; a damaged one is refused"() {
		const copy = at("copy.db");
		assert.equal(run("backup", copy, ...store).code, 0);
		assert.equal(run("restore", copy, "--store", at("again.db")).code, 0);
		assert.equal(run("restore", copy, "--store", at("again.db")).code, 1);
		const bytes = readFileSync(copy);
		bytes[bytes.length >> 1] ^= 1;
		writeFileSync(copy, bytes);
		const refused = run("restore", copy, "--store", at("third.db"));
		assert.equal(refused.code, 1);
		assert.ok(refused.err.length > 20);
	},

	"a changed row of the audit trail is found and named"() {
		assert.match(run("audit", "verify", ...store).out, /nguyên vẹn/);
		// One letter of an action, changed behind the program's back, in rows and in their indexes.
		const bytes = readFileSync(at("congtin.db"));
		for (let place = bytes.indexOf("unit.add"); place >= 0; place = bytes.indexOf("unit.add", place)) bytes.write("Unit", place);
		writeFileSync(at("congtin.db"), bytes);
		const verdict = run("audit", "verify", ...store);
		assert.equal(verdict.code, 1);
		assert.match(verdict.err, /dòng \d+/);
	},

	"a calendar goes out as a file, comes back into a draft, is tried and applied"() {
		const demo = ["--store", at("demo.db"), "--files", at("demo-files")];
		run("init", "--demo", ...demo);
		const days = run("calendar", "export", ...demo).out;
		assert.match(days, /^date,kind,name,source,status\n/);
		assert.match(run("calendar", "export", "--format", "ics", ...demo).out, /^BEGIN:VCALENDAR\r\n/);
		const draft = run("calendar", "export", "--draft", ...demo).out;
		const wrong = run("calendar", "import", write("wrong.csv", "date,kind,name,source\n2026-02-30,holiday,A,B\n"), ...demo);
		assert.equal(wrong.code, 2);
		assert.match(wrong.err, /wrong\.csv:2:1/);
		assert.equal(run("calendar", "export", "--draft", ...demo).out, draft);
		// No working day for two months: whatever is open and due then moves.
		const more = Array.from({ length: 60 }, (_, i) => new Date(Date.now() + i * 86_400_000).toISOString().slice(0, 10))
			.filter((day) => !days.includes(day)).map((day) => `${day},holiday,Nghỉ thêm,Thông báo 1,confirmed\n`);
		assert.equal(run("calendar", "import", write("more.csv", days + more.join("")), ...demo).code, 0);
		const tried = JSON.parse(run("calendar", "apply", "--dry-run", "--json", ...demo).out);
		assert.ok(tried.moved > 0 && tried.moves.length === tried.moved && !tried.applied);
		assert.equal(run("calendar", "apply", ...demo).code, 2);
		const applied = JSON.parse(run("calendar", "apply", "--note", "Nghỉ thêm", "--source", "Thông báo 1", "--json", ...demo).out);
		assert.deepEqual([applied.applied, applied.moved, applied.duties], [true, tried.moved, tried.duties]);
		assert.equal(run("calendar", "apply", "--dry-run", ...demo).code, 1); // nothing is left to apply
	},

	"every deadline of a store is derived again, and what does not follow is named"() {
		const demo = ["--store", at("demo.db"), "--files", at("demo-files")];
		const whole = run("deadline", "verify", "--json", ...demo);
		assert.equal(whole.code, 0, whole.err);
		assert.ok(JSON.parse(whole.out).duties > 10);
		const file = readFileSync(at("demo.db"), "latin1").replaceAll("80/2020/TT-BCA", "81/2020/TT-BCA");
		writeFileSync(at("demo.db"), file, "latin1");
		const broken = run("deadline", "verify", ...demo);
		assert.equal(broken.code, 1, broken.err);
		assert.match(broken.out, /nghĩa vụ \d+ .*không tính lại được/);
	},

	"the doctor and the version answer as JSON"() {
		assert.ok(JSON.parse(run("doctor", "--json", ...store).out));
		assert.ok(JSON.parse(run("version", "--json").out).version);
	},
};

await run_tests(tests, () => rmSync(dir, { recursive: true, force: true }));
