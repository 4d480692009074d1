// bench.mjs - speed and memory. Ratios to nginx, to a bare SQLite loop and to other ways to count days, measured side by side.
import { execFile, execFileSync, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { House, PROGRAM } from "../browser/lib.mjs";
import { bench_clock } from "./clock.mjs";
import { bench_desk } from "./desk.mjs";

const ITEMS = Number(process.env.ITEMS ?? 100_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const DUTIES = Number(process.env.DUTIES ?? 1_000_000);
const BATCH_ROWS = 4_000_000;
const AUDIT_ROWS = 1_000_000;
const TRAIL_ROWS = Number(process.env.TRAIL_ROWS ?? 5_000_000);
const PAGE_BYTES = 12_000;
const NGINX_PORT = 18099;
const run = promisify(execFile);
const wait = (ms) => new Promise((wake) => setTimeout(wake, ms));
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function tell(name, value, aim, note = "") {
	console.log(`${name.padEnd(58)} ${String(value).padStart(12)}   ${aim.padEnd(12)} ${note}`);
}

/* --- wrk --------------------------------------------------------------------------------------- */

const UNITS = { us: 1e-3, ms: 1, s: 1e3, m: 6e4 };

async function wrk(url, { clients = 64, script, headers = {}, env = {}, seconds = SECONDS } = {}) {
	const words = ["-t2", `-c${clients}`, `-d${seconds}s`, "--latency"];
	for (const [name, value] of Object.entries(headers)) words.push("-H", `${name}: ${value}`);
	if (script) words.push("-s", join("tests/bench", script));
	const { stdout } = await run("wrk", [...words, url], { env: { ...process.env, ...env } });
	const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s|m)/.exec(stdout);
	return {
		rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]),
		p99: Number(p99) * UNITS[unit],
		wrong: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0),
	};
}

/* Turns about, so that what else the machine does hurts both alike. */
async function side_by_side(ours, theirs) {
	const rates = [], tails = [], ratios = [];
	let wrong = 0;
	for (let i = 0; i < ROUNDS; i++) {
		const their = await wrk(...theirs);
		const our = await wrk(...ours);
		rates.push(our.rate);
		ratios.push(our.rate / their.rate);
		tails.push(our.p99 / their.p99);
		wrong += our.wrong + their.wrong;
	}
	if (wrong) throw new Error(`${wrong} answers were errors`);
	return { rate: median(rates), ratio: median(ratios), tail: median(tails) };
}

const figure = (result) => `${result.ratio.toFixed(2)} ×`;
const rate = (result) => `(${result.rate.toFixed(0)} /s)`;

/* --- nginx ------------------------------------------------------------------------------------- */

/* `pages`: {name: bytes}. */
async function nginx_serve(dir, pages) {
	mkdirSync(join(dir, "www"), { recursive: true });
	for (const [name, bytes] of Object.entries(pages)) writeFileSync(join(dir, "www", name), bytes);
	writeFileSync(join(dir, "nginx.conf"), `
daemon off; worker_processes auto; pid ${dir}/nginx.pid; error_log ${dir}/error.log;
events { worker_connections 1024; }
http {
	access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
	open_file_cache max=100; types { text/html html; }
	client_body_temp_path ${dir}; proxy_temp_path ${dir}; fastcgi_temp_path ${dir};
	uwsgi_temp_path ${dir}; scgi_temp_path ${dir};
	server { listen 127.0.0.1:${NGINX_PORT}; root ${dir}/www; }
}`);
	const server = spawn("nginx", ["-c", join(dir, "nginx.conf"), "-p", dir], { stdio: "ignore" });
	await wait(500);
	return server;
}

/* --- pages ------------------------------------------------------------------------------------- */

async function article_of(base, bytes) {
	const feed = await (await fetch(`${base}/feed.json`)).json();
	const pages = await Promise.all(feed.items.map(async ({ url }) => {
		const path = new URL(url).pathname;
		return { path, text: await (await fetch(base + path)).text() };
	}));
	return pages.sort((a, b) => Math.abs(a.text.length - bytes) - Math.abs(b.text.length - bytes))[0];
}

async function bench_pages(house, dir) {
	const base = house.base;
	const { path, text } = await article_of(base, PAGE_BYTES);
	const home_text = await (await fetch(`${base}/`)).text();
	const nginx = await nginx_serve(dir, { "article.html": text, "home.html": home_text });
	const file = `http://127.0.0.1:${NGINX_PORT}/article.html`;
	const home_file = `http://127.0.0.1:${NGINX_PORT}/home.html`;
	const tag = async (url) => (await fetch(url)).headers.get("etag");
	try {
		tell("article page, bytes", Buffer.byteLength(text), path.slice(0, 40));
		const cached = await side_by_side([base + path], [file]);
		tell("cached article to nginx, requests", figure(cached), "≥ 0.95", rate(cached));
		tell("cached article to nginx, p99", `${cached.tail.toFixed(2)} ×`, "≤ 2");
		const same = await side_by_side(
			[base + path, { headers: { "If-None-Match": await tag(base + path) } }],
			[file, { headers: { "If-None-Match": await tag(file) } }]);
		tell("304 to nginx, requests", figure(same), "≥ 0.95", rate(same));
		tell("304 to nginx, p99", `${same.tail.toFixed(2)} ×`, "≤ 2");
		const uncached = await side_by_side([base + path, { script: "uncached.lua" }], [file]);
		tell("uncached article to nginx, requests", figure(uncached), "≥ 0.15", rate(uncached));
		tell("home page, bytes", Buffer.byteLength(home_text), "");
		const home = await side_by_side([`${base}/`], [home_file]);
		tell(`home page of ${ITEMS} items to nginx, requests`, figure(home), "≥ 0.95", rate(home));
		const home_uncached = await side_by_side([`${base}/`, { script: "uncached.lua" }], [home_file]);
		tell(`uncached home page of ${ITEMS} items to nginx`, figure(home_uncached), "≥ 0.15", rate(home_uncached));
	} finally {
		nginx.kill("SIGQUIT");
	}
}

/* --- search ------------------------------------------------------------------------------------ */

async function bench_search(house) {
	const words = readFileSync("demo/words.json", "utf8").normalize("NFD").toLowerCase()
		.replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d").match(/[a-z]{2,}/g);
	const times = [];
	for (const word of new Set(words)) {
		const start = performance.now();
		const answer = await fetch(`${house.base}/tim-kiem?q=${word}`);
		await answer.text();
		times.push(performance.now() - start);
		if (answer.status !== 200) throw new Error(`${word}: ${answer.status}`);
	}
	times.sort((a, b) => a - b);
	tell(`search of ${times.length} words without marks in ${ITEMS}, p95`,
		`${times[Math.floor(times.length * 0.95)].toFixed(1)} ms`, "≤ 20 ms");
}

/* --- submissions ------------------------------------------------------------------------------- */

async function bench_submissions(house, dir) {
	const { cookie, csrf } = await house.session("canbo.cshs");
	const env = { COOKIE: cookie, CSRF: csrf, ORIGIN: house.base };
	const bare = () => Number(execFileSync("build/tests/bench/sqlite_loop",
		[join(dir, `loop-${Date.now()}.db`), String(SECONDS)], { encoding: "utf8" }));
	const rates = [], ratios = [];
	for (let i = 0; i < ROUNDS; i++) {
		const loop = bare();
		const ours = await wrk(`${house.base}/desk/matters`, { clients: 128, script: "submit.lua", env });
		if (ours.wrong) throw new Error(`${ours.wrong} submissions were refused`);
		rates.push(ours.rate);
		ratios.push(ours.rate / loop);
	}
	tell("durable submissions, 128 clients", `${median(rates).toFixed(0)} /s`, "≥ 8000 /s");
	tell("durable submissions to a bare SQLite loop", `${median(ratios).toFixed(2)} ×`, "≥ 0.2");
}

/* --- deadlines --------------------------------------------------------------------------------- */

/* One line of deadline_bench: `NAME AMOUNT RATE`. */
function dates_measure() {
	const lines = execFileSync("build/tests/bench/deadline_bench", [], { encoding: "utf8" }).trim().split("\n");
	const rates = new Map(lines.map((line) => line.split(" ")).map(([name, amount, rate]) => [`${name} ${amount}`, Number(rate)]));
	return (name, amount) => rates.get(`${name} ${amount}`);
}

/* null where numpy is not installed. */
function busdays_measure() {
	try {
		return Number(execFileSync("python3", ["tests/bench/busday.py"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
	} catch {
		return null;
	}
}

function bench_dates() {
	const rate = dates_measure();
	const ours = rate("working_days", 5), busdays = busdays_measure();
	const millions = (number) => `${(number / 1e6).toFixed(1)} M/s`;
	tell("deadline_of, 5 working days, one core", millions(ours), "≥ 100 M/s");
	for (const amount of [5, 20, 200, 2000])
		tell(`deadline_of to a day-stepper, ${amount} working days`,
			`${(rate("working_days", amount) / rate("day_stepper", amount)).toFixed(1)} ×`, amount === 20 ? "≥ 2" : "",
			`(${millions(rate("day_stepper", amount))})`);
	if (busdays === null) tell("deadline_of to numpy's busday_offset", "–", "≥ 5", "(numpy is not installed)");
	else tell("deadline_of to numpy's busday_offset", `${(ours / busdays).toFixed(1)} ×`, "≥ 5", `(${millions(busdays)})`);
	tell("deadline_of, 2000 working days to 5", `${(ours / rate("working_days", 2000)).toFixed(2)} ×`, "≤ 2",
		"(the longer ones cross days that are only announced: two readings)");
	tell("deadline_of, a date of 100 million to one of a million",
		`${(rate("in_one_go", 1e6) / rate("in_one_go", 1e8)).toFixed(2)} ×`, "≤ 1.1");
	for (const [name, amount] of [["calendar_days", 60], ["hours", 12], ["working_minutes", 480]])
		tell(`deadline_of, ${amount} ${name}`, millions(rate(name, amount)), "");
}

function bench_screen() {
	const ms = Number(execFileSync("build/tests/bench/screen_bench", { encoding: "utf8" }));
	tell("looking through 50 pages for markings and personal data", `${ms.toFixed(1)} ms`, "≤ 50 ms");
}

function rows_write(file, count) {
	const limits = ["working_days", "calendar_days", "hours"];
	const rows = Array.from({ length: count / 100 }, (_, i) => {
		const from = new Date(Date.UTC(2019, 0, 1) + i * 7_919_000 % 220_752_000_000).toISOString().slice(0, 19);
		return `${limits[i % 3]},${i % 61},${from}\n`;
	}).join("");
	writeFileSync(file, rows.repeat(100));
}

/* Beside a plain copy of the same rows, and beside a tenth of them. */
function bench_batch(dir) {
	const all = join(dir, "rows.csv"), tenth = join(dir, "tenth.csv");
	const timed = (file, ...words) => {
		const files = [openSync(file), openSync(join(dir, "answers.csv"), "w"), "ignore"];
		const start = performance.now();
		execFileSync(words[0], words.slice(1), { stdio: files });
		const seconds = (performance.now() - start) / 1000;
		files.slice(0, 2).forEach(closeSync);
		return seconds;
	};
	rows_write(all, BATCH_ROWS);
	rows_write(tenth, BATCH_ROWS / 10);
	const rates = [], ratios = [], growths = [];
	for (let i = 0; i < ROUNDS; i++) {
		const copied = timed(all, "cat");
		const part = timed(tenth, PROGRAM, "deadline", "--batch");
		const answered = timed(all, PROGRAM, "deadline", "--batch");
		rates.push(BATCH_ROWS / answered);
		ratios.push(answered / copied);
		growths.push(answered / part);
	}
	tell(`deadline --batch, ${BATCH_ROWS} rows`, `${(median(rates) / 1e6).toFixed(1)} M/s`, "≥ 2 M/s",
		`(${median(ratios).toFixed(1)} × cat)`);
	tell("deadline --batch, time for ten times as many rows", `${median(growths).toFixed(1)} ×`, "≤ 11");
}

/* --- the audit trail --------------------------------------------------------------------------- */

/* A trail of a million rows, read and hashed from the first to the last. */
function bench_audit(dir) {
	const trail = new House({ parent: dir });
	const store = join(trail.dir, "congtin.db");
	execFileSync("build/tests/bench/audit_rows", [store, String(AUDIT_ROWS)], { stdio: "ignore" });
	const start = performance.now();
	trail.command("audit", "verify");
	const verified = (performance.now() - start) / 1000;
	const again = performance.now();
	execFileSync("sha256sum", [store], { stdio: "ignore" });
	const hashed = (performance.now() - again) / 1000;
	trail.remove();
	tell(`audit verify, ${AUDIT_ROWS} rows`, `${verified.toFixed(1)} s`, "≤ 5 s", `(${(verified / hashed).toFixed(1)} × sha256sum of the store)`);
}

/* --- a change of the calendar ------------------------------------------------------------------ */

/* {name: {wall, cpu, moved}}, in seconds, in a store of its own with so many open duties. */
function calendar_change(dir, count) {
	const store = join(dir, `duties-${count}.db`);
	execFileSync(PROGRAM, ["init", "--demo", "--store", store, "--files", `${store}.files`], { stdio: "ignore" });
	const lines = execFileSync("build/tests/bench/duties_bench", [store, String(count)], { encoding: "utf8" });
	rmSync(store);
	return Object.fromEntries(lines.trim().split("\n").map((line) => {
		const [name, wall, cpu, moved] = line.split(" ");
		return [name, { wall: Number(wall), cpu: Number(cpu), moved: Number(moved) }];
	}));
}

/* Beside a tenth of the duties: what is linear takes ten times as long. */
function bench_calendar(dir) {
	const few = calendar_change(dir, DUTIES / 10), all = calendar_change(dir, DUTIES);
	const rows = [["dry_run", "dry run", "≤ 2 s"], ["apply", "apply", "≤ 10 s"], ["apply_all", "apply, all move,", ""],
		["remind", "reminders, 1000 due,", "≤ 0.10 s"]];
	for (const [name, words, aim] of rows) {
		const { wall, cpu, moved } = all[name];
		tell(`${words} over ${DUTIES} open duties`, `${wall.toFixed(2)} s`, aim,
			`(cpu ${cpu.toFixed(2)} s, ${(cpu / few[name].cpu).toFixed(1)} × a tenth of them; ${moved} moved)`);
	}
}

/* --- the desk with years of work -------------------------------------------------------------- */

async function bench_years(dir) {
	const begun = performance.now();
	const years = new House({ parent: dir, init: ["--items", ITEMS, "--duties", DUTIES, "--audit", TRAIL_ROWS].map(String) });
	tell(`init, ${ITEMS} items, ${DUTIES} duties, ${TRAIL_ROWS} audit rows`, `${((performance.now() - begun) / 1000).toFixed(0)} s`, "≤ 240 s");
	try {
		await bench_desk(years, tell);
		tell("resident memory after the desk's pages", memory(years), "");
	} finally {
		await years.stop();
		years.remove();
	}
}

/* --- drafts ------------------------------------------------------------------------------------ */

/* One person types: each autosave is a request of its own, answered when it is on disk. */
async function bench_drafts(house) {
	const desk = house.program("canbo.cshs"), times = [];
	for (let i = 0; i < 300; i++) {
		const from = performance.now();
		const { status, text } = await desk.post("/desk/drafts", { title: `Bản nháp ${i}`, body: "Đoạn văn. ".repeat(PAGE_BYTES / 12) });
		times.push(performance.now() - from);
		if (status !== 200) throw new Error(text);
	}
	times.sort((a, b) => a - b);
	tell(`an autosave of ${PAGE_BYTES} bytes, median`, `${median(times).toFixed(1)} ms`, "≤ 5 ms", `(p95 ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms)`);
}

/* --- start and memory -------------------------------------------------------------------------- */

function memory(house) {
	const status = readFileSync(`/proc/${house.server.pid}/status`, "utf8");
	return `${(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024).toFixed(0)} MB`;
}

async function bench_start(house) {
	const times = [];
	for (let i = 0; i < 5; i++) {
		const start = performance.now();
		await house.serve();
		await (await fetch(`${house.base}/`)).text();
		times.push(performance.now() - start);
		if (i < 4) await house.stop();
	}
	tell("start to first answer", `${median(times).toFixed(0)} ms`, "≤ 100 ms");
	await wait(1000);
	tell(`resident memory, idle, ${ITEMS} items`, memory(house), "≤ 64 MB");
}

const dir = resolve("build/bench");
rmSync(dir, { recursive: true, force: true });
mkdirSync(dir, { recursive: true });
const begun = performance.now();
const house = new House({ parent: dir, init: ["--items", String(ITEMS)] });
try {
	tell(`init --demo --items ${ITEMS}`, `${((performance.now() - begun) / 1000).toFixed(1)} s`, "≤ 60 s for 100000");
	bench_dates();
	bench_screen();
	bench_batch(dir);
	bench_calendar(dir);
	bench_audit(dir);
	await bench_years(dir);
	await bench_start(house);
	await bench_pages(house, dir);
	await bench_search(house);
	await bench_submissions(house, dir);
	await bench_drafts(house);
	await bench_clock(house, tell);
	tell("resident memory after all of it", memory(house), "");
} finally {
	await house.stop();
	house.remove();
}
