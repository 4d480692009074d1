// desk.mjs - every page of the desk, for every role, with years of work in the store.
//
// The pages are those that one reaches by clicking from the lists below; each kind of page
// (route and names of its parameters) is taken with a few different addresses. Told is the
// slowest address of each route, by the time of processor that the server took: on a machine
// that is shared only that repeats. The time at the client stands beside it.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { House } from "../browser/lib.mjs";

const AIM_MS = 100, VERB_AIM_MS = 10;
const ROUNDS = Number(process.env.DESK_ROUNDS ?? 20);
const ADDRESSES = 3; /* of one kind of page */
const DEPTH = 3;
const LOGINS = {
	officer: "canbo.cshs", unit_leader: "lanhdao.cshs", coordinator: "dieuphoi", reporter: "phongvien",
	editor: "bientap", publisher: "xuatban", ministry_leader: "lanhdaobo", auditor: "kiemtoan",
	administrator: "quantri",
};
const STATES = ["draft", "submitted", "sent", "editing", "review", "approved", "scheduled", "published",
	"returned", "withdrawn", "dropped"];
/* What people ask for in forms, and far down the lists. */
const SEEDS = [
	"/desk", "/desk?list=sent", "/desk?list=others", "/desk?list=soon", "/desk?list=soon&due=overdue",
	"/desk/search?q=cong+an", "/desk/search?q=duong+sat&kind=item", "/desk/matters", "/desk/matters?open=1", "/desk/matters?before=500", "/desk/questions",
	"/desk/questions?before=300", "/desk/items", "/desk/items?list=mine", "/desk/items?list=waiting",
	...STATES.map((state) => `/desk/items?state=${state}`), "/desk/items?before=1700000000000-99999999",
	"/desk/items?list=mine&before=1700000000000-99999999", "/desk/notices", "/desk/urgent", "/desk/law",
	...["agenda", "week", "month"].flatMap((view) => [`/desk/events?view=${view}`, `/desk/events?view=${view}&mine=1`]),
	"/desk/events?view=month&day=2025-03-10", "/desk/audit", "/desk/audit?action=matter.open",
	"/desk/audit?action=key.add", "/desk/audit?login=bientap", "/desk/audit?login=bientap&action=item.return",
	"/desk/audit?login=canbo.cshs&action=key.add", "/desk/audit?before=1000", "/desk/audit?login=khong.co",
	"/desk/calendar", "/desk/calendars", "/desk/admin/units", "/desk/admin/accounts", "/desk/me",
];

const quantile = (times, part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];

/* The route that an address belongs to, with the names of its parameters; null: none. */
function kinds_of(api) {
	const routes = Object.entries(api.paths).filter(([path, methods]) => methods.get && path.startsWith("/desk"))
		.map(([path]) => ({ path, words: (path.match(/\{/g) ?? []).length, fits: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/?]+")}$`) }))
		.sort((a, b) => a.words - b.words);
	return (address) => {
		const { pathname, searchParams } = new URL(address, "http://x");
		const route = routes.find(({ fits }) => fits.test(pathname));
		return route ? { route: route.path, kind: `${route.path}?${[...searchParams.keys()].sort()}` } : null;
	};
}

/* Pages of a role, found by clicking; those that it may not see lead nowhere. */
async function pages_of(program, kind_of) {
	const taken = new Map(), seen = new Set(), pages = [];
	let level = SEEDS.map((address) => ({ address, seed: true }));
	for (let depth = 0; depth <= DEPTH && level.length; depth++) {
		const next = [];
		for (const { address, seed } of level) {
			const found = kind_of(address);
			if (!found || seen.has(address) || (!seed && (taken.get(found.kind) ?? 0) >= ADDRESSES)) continue;
			seen.add(address);
			const { status, text } = await program.call("GET", address, undefined, { Accept: "text/html" });
			if (status !== 200) continue;
			taken.set(found.kind, (taken.get(found.kind) ?? 0) + 1);
			pages.push({ address, route: found.route });
			for (const [, href] of text.matchAll(/href="(\/desk[^"#]*)/g)) next.push({ address: href.replaceAll("&amp;", "&") });
		}
		level = next;
	}
	return pages;
}

/* Of all threads of the server. */
const server_cpu_ms = (pid) =>
	readdirSync(`/proc/${pid}/task`).reduce((sum, task) =>
		sum + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]), 0) / 1e6;

async function page_measure(house, program, address) {
	const { pid } = house.server, times = [], cpus = [];
	for (let i = 0; i < ROUNDS; i++) {
		const start = performance.now(), cpu = server_cpu_ms(pid);
		await program.call("GET", address, undefined, { Accept: "text/html" });
		times.push(performance.now() - start);
		cpus.push(server_cpu_ms(pid) - cpu);
	}
	for (const list of [times, cpus]) list.sort((a, b) => a - b);
	return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), cpu: quantile(cpus, 0.95) };
}

/* {route: its slowest page}. */
async function pages_measure(house, programs) {
	const kind_of = kinds_of(await (await fetch(`${house.base}/openapi.json`)).json());
	const worst = new Map();
	let count = 0;
	for (const [role, program] of Object.entries(programs))
		for (const { address, route } of await pages_of(program, kind_of)) {
			const times = await page_measure(house, program, address);
			count++;
			if (!(worst.get(route)?.cpu >= times.cpu)) worst.set(route, { role, address, ...times });
		}
	return { worst, count };
}

/* --- verbs ------------------------------------------------------------------------------------- */

const ARTICLE = { kind: "article", title: "Đo tốc độ các bước", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung.\n\nHết." };
const WAY = [["submit", "officer"], ["send", "unit_leader"], ["take", "editor"], ["submit_review", "editor"],
	["approve", "publisher"], ["publish", "publisher"], ["withdraw", "publisher"]];

/* {verb: {times, cpus}}, sorted, of an item's way to the public and back, so often. */
async function verbs_measure({ server: { pid } }, programs) {
	const verbs = new Map();
	const timed = async (name, call) => {
		const start = performance.now(), cpu = server_cpu_ms(pid);
		const answer = await call();
		const { times, cpus } = verbs.get(name) ?? { times: [], cpus: [] };
		if (answer.status >= 400) throw new Error(`${name}: ${answer.status} ${answer.text}`);
		times.push(performance.now() - start);
		cpus.push(server_cpu_ms(pid) - cpu);
		verbs.set(name, { times, cpus });
		return answer;
	};
	for (let i = 0; i < ROUNDS; i++) {
		const begun = await timed("begin", () => programs.officer.post("/desk/items", ARTICLE));
		const item = begun.headers.get("location");
		for (const [verb, role] of WAY)
			await timed(verb, () => programs[role].post(`${item}/${verb}`, { revision: 1, reason: "Chỉ để đo.", declared: true }));
	}
	for (const { times, cpus } of verbs.values()) for (const list of [times, cpus]) list.sort((a, b) => a - b);
	return verbs;
}

/* --- files ------------------------------------------------------------------------------------- */

const memory_of = (pid, what) => Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
const iso = (ms) => new Date(ms).toISOString().slice(0, 10);

/* A list of `rows` duties or somewhat more as XLSX: what it took beyond what the server holds at rest. */
async function list_export(house, program, rows) {
	const { pid } = house.server, to = iso(Date.now());
	let from = Date.now(), count = 0;
	for (let days = 1; count < rows && days < 3000; days = Math.ceil(days * 1.2)) {
		from = Date.now() - days * 86_400_000;
		count = (await program.get(`/desk/figures?period=days&from=${iso(from)}&to=${to}`)).body.total.cells[0].count;
	}
	writeFileSync(`/proc/${pid}/clear_refs`, "5"); // the peak is counted anew
	const before = memory_of(pid, "VmHWM"), begun = performance.now();
	const fields = { period: "days", from: iso(from), to, number: "total", what: "list", format: "xlsx" };
	const reply = await fetch(`${house.base}/desk/figures/export`, {
		method: "POST", headers: { Authorization: `Bearer ${program.token}` }, body: new URLSearchParams(fields),
	});
	if (reply.status !== 200) throw new Error(`export: ${reply.status}`);
	const bytes = (await reply.arrayBuffer()).byteLength;
	return { count, bytes, seconds: (performance.now() - begun) / 1000, took: memory_of(pid, "VmHWM") - before };
}

/* --- telling ----------------------------------------------------------------------------------- */

const ms = (time) => `${time.toFixed(1)} ms`;
const over = (time, aim) => (time > aim ? "  OVER" : "");

export async function bench_desk(house, tell) {
	const programs = Object.fromEntries(Object.entries(LOGINS).map(([role, login]) => [role, house.program(login)]));
	await house.serve();
	const { worst, count } = await pages_measure(house, programs);
	const rows = [...worst].sort(([, a], [, b]) => b.cpu - a.cpu);
	const slow = rows.filter(([, { p95 }]) => p95 > AIM_MS);
	for (const [route, { role, address, p50, p95, cpu }] of rows)
		tell(`p95 of ${route}`, ms(p95), `≤ ${AIM_MS} ms`, `(cpu ${ms(cpu)}, p50 ${ms(p50)}, ${role}, ${address})${over(p95, AIM_MS)}`);
	tell(`desk pages, ${count} addresses of ${rows.length} routes`, `${slow.length} over`, `≤ ${AIM_MS} ms`,
		slow.map(([route]) => route).join(" "));
	for (const [verb, { times, cpus }] of await verbs_measure(house, programs))
		tell(`p95 of ${verb}`, ms(quantile(times, 0.95)), `≤ ${VERB_AIM_MS} ms`,
			`(cpu ${ms(quantile(cpus, 0.95))}, p50 ${ms(quantile(times, 0.5))})${over(quantile(times, 0.95), VERB_AIM_MS)}`);
	const quarter = await page_measure(house, programs.coordinator, `/desk/figures?period=days&from=${iso(Date.now() - 91 * 86_400_000)}&to=${iso(Date.now())}`);
	tell("figures of a quarter over all units", ms(quarter.p50), "≤ 300 ms", `(cpu ${ms(quarter.cpu)})`);
	for (const rows of [10_000, 100_000]) {
		const { count, bytes, seconds, took } = await list_export(house, programs.coordinator, rows);
		tell(`XLSX of ${count} duties, memory`, `${took.toFixed(0)} MB`, "≤ 16 MB", `(${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB)`);
	}
}

/* By itself, over a store that is there, a file or postgresql://…: node tests/bench/desk.mjs STORE FILES */
if (process.argv[1]?.endsWith("desk.mjs")) {
	const house = new House({ store: process.argv[2], files: process.argv[3] });
	const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${house.server.pid}/status`, "utf8"))[1]);
	await bench_desk(house, (name, value, aim, note = "") => console.log(`${name.padEnd(58)} ${value.padStart(12)}   ${aim.padEnd(12)} ${note}`));
	console.log(`resident memory ${(memory() / 1024).toFixed(0)} MB`);
	await house.stop();
}
