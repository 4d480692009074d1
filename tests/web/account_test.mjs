// account_test.mjs - the door and one's own account, as a browser meets them.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { House, PASSWORD, run_tests } from "../browser/lib.mjs";

const OWN = "một câu dài dễ nhớ của riêng tôi";
const house = new House();
await house.serve();
const admin = house.program("quantri");

const get = async ({ cookie }, path) => {
	const reply = await fetch(house.base + path, { redirect: "manual", headers: { Cookie: cookie, Accept: "text/html" } });
	return { status: reply.status, to: reply.headers.get("location"), text: await reply.text() };
};
const read = async ({ cookie }, path) =>
	(await fetch(house.base + path, { headers: { Cookie: cookie, Accept: "application/json" } })).json();
const post = async ({ cookie, csrf }, path, values = {}) => {
	const reply = await fetch(house.base + path, {
		method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.base },
		body: new URLSearchParams({ ...values, _csrf: csrf, _nonce: randomUUID() }),
	});
	return { status: reply.status, to: reply.headers.get("location"), text: await reply.text() };
};
const is_open = async (session) => (await get(session, "/desk")).status === 200;

const tests = {
	async "a new person changes the given password before anything else"() {
		const { units } = (await admin.get("/desk/admin/accounts/new")).body;
		const unit = units.find((one) => /Cảnh sát hình sự/.test(one.label)).value;
		const added = await admin.post("/desk/admin/accounts", { login: "canbo.moi", name: "Cán bộ mới", unit, role_officer: "1" });
		assert.equal(added.status, 201, added.text);
		const { password } = added.body;
		const session = await house.session("canbo.moi", password);
		for (const path of ["/desk", "/desk/items", "/desk/matters/new"]) {
			const { status, to } = await get(session, path);
			assert.deepEqual([status, to], [303, "/desk/me/password"], path);
		}
		const act = await post(session, "/desk/matters", { rule: "12", title: "Việc", happened: "Nội dung.", evidence_subject: "Việc." });
		assert.equal(act.status, 403);
		const again = await post(session, "/desk/me/password", { password, fresh: password, repeat: password });
		assert.equal(again.status, 422);
		const changed = await post(session, "/desk/me/password", { password, fresh: OWN, repeat: OWN });
		assert.equal(changed.status, 303, changed.text);
		assert.equal((await house.knock("canbo.moi", password)).status, 401);
		assert.ok(await is_open(await house.session("canbo.moi", OWN)));
	},

	async "one's sessions are listed, and each can be ended from another"() {
		const here = await house.session("canbo.hanoi"), there = await house.session("canbo.hanoi");
		const other = await house.session("canbo.cshs");
		const { sessions } = await read(here, "/desk/me");
		assert.equal(sessions.length, 2);
		const [far] = sessions.filter((one) => !one.current);
		assert.equal((await post(other, far.revoke_href)).status, 404);
		assert.ok(await is_open(there));
		assert.equal((await post(here, far.revoke_href)).status, 303);
		const shut = await get(there, "/desk");
		assert.deepEqual([shut.status, shut.to], [303, "/login?next=%2Fdesk"]);
		assert.ok(await is_open(here));
		const third = await house.session("canbo.hanoi");
		assert.equal((await post(here, "/desk/me/sessions/revoke-others")).status, 303);
		assert.deepEqual([await is_open(third), await is_open(here)], [false, true]);
	},

	async "a locked account is out at once, with its sessions and tokens"() {
		const session = await house.session("lanhdao.hanoi"), program = house.program("lanhdao.hanoi");
		const { accounts } = (await admin.get("/desk/admin/accounts?q=lanhdao.hanoi")).body;
		assert.equal((await admin.post(`/desk/admin/accounts/${accounts[0].id}/deactivate`)).status, 200);
		assert.equal(await is_open(session), false);
		assert.equal((await program.get("/desk")).status, 401);
		assert.notEqual((await house.knock("lanhdao.hanoi")).status, 303);
	},

	async "after a few wrong guesses the door waits, whoever it is"() {
		for (const login of ["canbo.cshs", "khong.co.ai"]) {
			const seen = [];
			for (let i = 0; i < 8; i++) seen.push((await house.knock(login, "sai")).status);
			assert.ok(seen.slice(0, 3).every((status) => status === 401), seen.join());
			assert.equal(seen.at(-1), 429, seen.join());
			const right = await house.knock(login, PASSWORD);
			assert.equal(right.status, 429);
			assert.ok(right.headers.get("retry-after"));
			assert.match(await right.text(), /<h1>/);
		}
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
