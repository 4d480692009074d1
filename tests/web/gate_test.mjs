// gate_test.mjs - who may pass which route, and what a form must bring, over real HTTP.
//
// The routes come from /openapi.json, which the program makes of its route tables. The answers are
// compared with access.txt; UPDATE=1 writes that file anew, for reading the difference. A token
// never logs out and a stranger's /login needs the secret of its form, hence those two lines.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { House, run_tests } from "../browser/lib.mjs";

const GOLDEN = "tests/web/access.txt";
const LOGINS = {
	officer: "canbo.cshs", unit_leader: "lanhdao.cshs", coordinator: "dieuphoi", reporter: "phongvien",
	editor: "bientap", publisher: "xuatban", ministry_leader: "lanhdaobo", auditor: "kiemtoan",
	administrator: "quantri",
};
const PLACES = { id: "999999", code: "ZZ", section: "tin-tuc", article: "999999-x", key: "0".repeat(64), width: "320", number: "1", day: "2026-01-01" };

const house = new House();
await house.serve();
const programs = Object.fromEntries(Object.entries(LOGINS).map(([role, login]) => [role, house.program(login)]));
const api = await (await fetch(`${house.base}/openapi.json`)).json();
const routes = Object.entries(api.paths).flatMap(([path, methods]) =>
	Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })));
const filled = (path) => path.replace(/\{(\w+)\}/g, (_, name) => PLACES[name]);

/* Passed the gate: whatever came of it then. */
const passed = (status) => status !== 401 && status !== 403;

async function who_passes({ method, path }) {
	const names = [];
	const nobody = await fetch(house.base + filled(path), {
		method, redirect: "manual", headers: { Accept: "application/json" },
	});
	assert.ok(nobody.status < 500, `${method} ${path}: ${nobody.status}`);
	if (passed(nobody.status)) names.push("anonymous");
	for (const [role, program] of Object.entries(programs)) {
		const answer = await program.call(method, filled(path), method === "POST" ? {} : undefined);
		assert.ok(answer.status < 500, `${method} ${path} ${role}: ${answer.status}`);
		assert.notEqual(answer.status, 401, `${method} ${path} ${role}`);
		if (passed(answer.status)) names.push(role);
	}
	return `${method} ${path}: ${names.length === 10 ? "everyone" : names.join(" ") || "nobody"}`;
}

const matter = () => ({ rule: "12", title: `Vụ việc ${randomUUID()}`, happened: "Nội dung.", evidence_subject: "Việc." });

async function post_form(session, values, headers = {}) {
	const reply = await fetch(`${house.base}/desk/matters`, {
		method: "POST", redirect: "manual", body: new URLSearchParams(values),
		headers: { Cookie: session.cookie, Origin: house.base, ...headers },
	});
	return { status: reply.status, location: reply.headers.get("location"), text: await reply.text() };
}

/* The newest rows of the audit trail, behind row `seq`. */
const audit = (seq = 0) =>
	JSON.parse(house.command("audit", "list", "--limit", "20", "--json")).filter((row) => row.seq > seq);

const tests = {
	async "each route lets pass whom the table says, and nobody else"() {
		const lines = [];
		for (const route of routes) lines.push(await who_passes(route));
		const text = `${lines.join("\n")}\n`;
		if (process.env.UPDATE || !existsSync(GOLDEN)) writeFileSync(GOLDEN, text);
		assert.equal(text, readFileSync(GOLDEN, "utf8"));
	},

	async "every answer has the headers that protect, also the one that leads to the door"() {
		for (const [path, status] of [["/", 200], ["/desk", 303], ["/khong-co", 404], ["/login", 200]]) {
			const reply = await fetch(house.base + path, { redirect: "manual", headers: { Accept: "text/html" } });
			assert.equal(reply.status, status, path);
			assert.match(reply.headers.get("content-security-policy") ?? "", /default-src/, path);
			assert.equal(reply.headers.get("x-content-type-options"), "nosniff", path);
			assert.equal(reply.headers.get("vary"), "Accept, Accept-Encoding", path);
		}
	},

	async "a refusal is in the audit trail"() {
		const before = audit()[0].seq;
		const answer = await programs.administrator.post("/desk/matters", matter());
		assert.equal(answer.status, 403);
		assert.deepEqual(audit(before).filter((row) => row.refused).map((row) => row.action), ["matter.open"]);
	},

	async "a form without its secret, or sent from elsewhere, changes nothing"() {
		const session = await house.session("canbo.cshs");
		const other = await house.session("canbo.hanoi");
		const good = { ...matter(), _csrf: session.csrf, _nonce: randomUUID() };
		const { _csrf, ...without } = good;
		for (const [values, headers] of [
			[without, {}],
			[{ ...good, _csrf: "" }, {}],
			[{ ...good, _csrf: `${_csrf}x` }, {}],
			[{ ...good, _csrf: other.csrf }, {}],
			[good, { Origin: "https://elsewhere.example" }],
			[good, { Origin: "null" }],
			[good, { "Sec-Fetch-Site": "cross-site" }],
			[good, { "Sec-Fetch-Site": "same-site" }],
		])
			assert.equal((await post_form(session, values, headers)).status, 403, JSON.stringify([values, headers]));
		assert.ok(!(await programs.officer.get("/desk/matters")).body.matters.some((row) => row.title === good.title));
		assert.equal((await post_form(session, good)).status, 303);
		const by_header = { ...matter(), _nonce: randomUUID() };
		assert.equal((await post_form(session, by_header, { "X-CSRF-Token": session.csrf })).status, 303);
	},

	async "a form that is sent twice counts once and gets the first answer"() {
		const session = await house.session("canbo.cshs");
		const values = { ...matter(), _csrf: session.csrf, _nonce: randomUUID() };
		const answers = await Promise.all([1, 2, 3].map(() => post_form(session, values)));
		for (const answer of answers) assert.equal(answer.location, answers[0].location);
		const { matters } = (await programs.officer.get("/desk/matters")).body;
		assert.equal(matters.filter((row) => row.title === values.title).length, 1);
		const { _nonce, ...without } = values;
		assert.equal((await post_form(session, without)).status, 422);
	},

	async "another person's nonce is not mine"() {
		const key = randomUUID();
		const mine = await programs.officer.post("/desk/matters", matter(), { "Idempotency-Key": key });
		const theirs = await house.program("canbo.hanoi").post("/desk/matters", matter(), { "Idempotency-Key": key });
		assert.equal(mine.status, 201);
		assert.equal(theirs.status, 201);
		assert.notEqual(mine.body.location, theirs.body.location);
	},

	async "wrong fields come back as typed, with a complaint at each"() {
		const session = await house.session("canbo.cshs");
		const answer = await post_form(session, { _csrf: session.csrf, _nonce: randomUUID(), rule: "12", title: "", happened: "Đã gõ <b>" });
		assert.equal(answer.status, 422);
		assert.match(answer.text, /Đã gõ &lt;b&gt;/);
		const program = await programs.officer.post("/desk/matters", { rule: "12", title: "x".repeat(301) });
		assert.equal(program.status, 422);
		assert.deepEqual(Object.keys(program.body.complaints).sort(), ["happened", "title"]);
		assert.match(JSON.stringify(program.body.complaints.title), /300/);
	},

	async "a field that is too long is told its limit, and stays as typed"() {
		const long = { ...matter(), title: "x".repeat(301) };
		const program = await programs.officer.post("/desk/matters", long);
		assert.equal(program.status, 413);
		assert.equal(program.body.error, "too_large");
		assert.match(program.body.message, /300/);
		assert.deepEqual(Object.keys(program.body.complaints), ["title"]);
		const session = await house.session("canbo.cshs");
		const answer = await post_form(session, { ...long, _csrf: session.csrf, _nonce: randomUUID() });
		assert.equal(answer.status, 413);
		assert.match(answer.text, /x{301}/);
		assert.match(answer.text, /dài quá 300 ký tự/);
	},

	async "too much, bytes that are no text, and unknown addresses are told as such"() {
		const huge = await programs.officer.post("/desk/matters", { ...matter(), happened: "x".repeat(5 << 20) });
		assert.equal(huge.status, 413);
		assert.match(huge.body.message, /lớn quá \d/);
		const token = { Authorization: `Bearer ${programs.officer.token}`, Accept: "application/json" };
		const bad = await fetch(`${house.base}/desk/matters`, {
			method: "POST", headers: { ...token, "Content-Type": "application/x-www-form-urlencoded" }, body: "rule=12&title=%ff%fe",
		});
		assert.equal(bad.status, 400);
		assert.equal((await programs.officer.get("/desk/nothing")).status, 404);
		assert.equal((await programs.officer.call("DELETE", "/desk/matters")).status, 405);
	},

	async "what comes in decomposed is kept composed"() {
		const title = "Điều tra vụ việc ở phường Bến Nghé";
		const made = await programs.officer.post("/desk/matters", { ...matter(), title: title.normalize("NFD") });
		assert.equal((await programs.officer.get(made.body.location)).body.title, title.normalize("NFC"));
	},

	async "a role that demands a second factor works only after it is on"() {
		await house.stop();
		await house.serve("127.0.0.1:0", "--totp-roles", "administrator");
		for (const [login, page, status, to] of [
			["quantri", "/desk/admin/units", 303, "/desk/me/totp"],
			["quantri", "/desk/me/totp", 200, null],
			["canbo.cshs", "/desk", 200, null],
		]) {
			const { cookie } = await house.session(login);
			const reply = await fetch(house.base + page, { redirect: "manual", headers: { Cookie: cookie } });
			assert.equal(reply.status, status, page);
			assert.equal(reply.headers.get("location"), to, page);
		}
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
