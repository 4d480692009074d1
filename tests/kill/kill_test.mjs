// kill_test.mjs - no acknowledged write is lost, wherever the server is when it is killed.
//
// Clients submit matters over HTTP, each with a nonce, and keep what was acknowledged. The server
// is killed with SIGKILL at a random moment and started again, KILLS times (default 200). Then each
// acknowledged matter is there once, its nonce repeats its first answer, and the audit chain is whole.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { House, run_tests } from "../browser/lib.mjs";

const KILLS = Number(process.env.KILLS ?? 200);
const CLIENTS = 8;
const house = new House();
await house.serve();
const officer = house.program("canbo.cshs");
const acknowledged = new Map(); /* nonce -> { title, location } */
const unsure = new Map(); /* nonce -> title: sent, but never answered */
let killing = true;

const order = (title) => ({
	rule: "12", title, happened: "Nội dung vụ việc.", evidence_subject: "Thông tin của đơn vị.",
});

async function submit(nonce, title) {
	const answer = await officer.post("/desk/matters", order(title), { "Idempotency-Key": nonce });
	assert.equal(answer.status, 201, JSON.stringify(answer.body));
	return answer.body.location;
}

/* Submits until the killing is over; a request that got no answer is tried again under its nonce. */
async function client(number) {
	for (let i = 0; killing; i++) {
		const nonce = randomUUID();
		const title = `Vụ việc ${number}.${i} ${nonce}`;
		unsure.set(nonce, title);
		try {
			acknowledged.set(nonce, { title, location: await submit(nonce, title) });
			unsure.delete(nonce);
		} catch (error) {
			if (error instanceof assert.AssertionError) throw error;
			await new Promise((wake) => setTimeout(wake, 20));
		}
	}
}

const all_titles = async () => {
	const titles = [];
	for (let path = "/desk/matters?state=all"; path; ) {
		const page = await officer.get(path);
		titles.push(...page.body.matters.map((matter) => matter.title));
		path = page.body.next;
	}
	return titles;
};

const tests = {
	async [`${KILLS} kills, and every acknowledged matter is there once`]() {
		const clients = Array.from({ length: CLIENTS }, (_, n) => client(n));
		for (let i = 0; i < KILLS; i++) {
			await new Promise((wake) => setTimeout(wake, 5 + Math.random() * 120));
			await house.stop("SIGKILL");
			await house.serve();
		}
		killing = false;
		await Promise.all(clients);
		const count = new Map();
		for (const title of await all_titles()) count.set(title, (count.get(title) ?? 0) + 1);
		for (const { title } of acknowledged.values()) assert.equal(count.get(title), 1, title);
		for (const [title, times] of count) assert.equal(times, 1, title);
		console.log(`${acknowledged.size} acknowledged, ${unsure.size} unanswered, ${KILLS} kills`);
		assert.ok(acknowledged.size > KILLS / 2);
	},

	async "a nonce that was acknowledged before a kill repeats its first answer"() {
		for (const [nonce, { title, location }] of [...acknowledged].slice(-20))
			assert.equal(await submit(nonce, title), location);
	},

	async "what was never answered can be sent again and is there once"() {
		for (const [nonce, title] of [...unsure].slice(0, 20)) await submit(nonce, title);
		const titles = await all_titles();
		for (const [, title] of [...unsure].slice(0, 20))
			assert.equal(titles.filter((one) => one === title).length, 1);
	},

	async "the audit chain is whole after all of it"() {
		assert.match(house.command("audit", "verify"), /nguyên vẹn/);
	},

	async "SIGTERM answers what was accepted"() {
		const asked = Array.from({ length: 50 }, (_, i) => submit(randomUUID(), `Vụ việc cuối ${i}`).then(() => 1, () => 0));
		await new Promise((wake) => setTimeout(wake, 15));
		assert.equal(await house.stop("SIGTERM"), 0);
		const answered = (await Promise.all(asked)).reduce((sum, one) => sum + one, 0);
		await house.serve();
		const titles = await all_titles();
		assert.equal(titles.filter((title) => title.startsWith("Vụ việc cuối")).length, answered);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
