// receipt_test.mjs - a signed receipt: downloaded, verified offline by the program and online by anybody.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { House, PROGRAM, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = { officer: house.program("canbo.cshs"), leader: house.program("lanhdao.cshs"), stranger: house.program("canbo.hanoi") };
const made = await who.officer.post("/desk/items", { title: "Tin để lấy giấy", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung." });
const item = `/desk/items/${made.body.id}`;
for (const [person, step] of [["officer", "submit"], ["leader", "send"]])
	assert.equal((await who[person].post(`${item}/${step}`, { revision: 1 })).status, 200);
const page = (await who.officer.get(item)).body.receipt;
const { body: receipt } = await who.officer.get(page);
const file = (await who.officer.get(`${page}/file`)).text;
const path = join(house.dir, "giay.json"), keys = join(house.dir, "key.json");
writeFileSync(path, file);
writeFileSync(keys, await (await fetch(`${house.base}/.well-known/congtin-key.json`)).text());

const verify = (...words) => spawnSync(PROGRAM, ["receipt", "verify", ...words], { encoding: "utf8" });

/* A browser without scripts that gives a file to the public page. */
async function give(text) {
	const front = await fetch(`${house.base}/xac-minh`);
	const cookie = front.headers.get("set-cookie").split(";")[0];
	const form = new FormData();
	for (const [, name, value] of (await front.text()).matchAll(/name="(_csrf|_nonce)" value="([^"]+)"/g)) form.set(name, value);
	form.set("file", new Blob([text], { type: "application/json" }), "giay.json");
	const reply = await fetch(`${house.base}/xac-minh`, { method: "POST", body: form, headers: { Cookie: cookie, Origin: house.base } });
	return { status: reply.status, text: await reply.text() };
}

const tests = {
	async "the receipt's file says what was handed in, and is the unit's own"() {
		const { document } = JSON.parse(file);
		const facts = JSON.parse(document);
		assert.deepEqual([facts.code, facts.item.title, facts.item.sha256], [receipt.code, "Tin để lấy giấy", receipt.sha256]);
		assert.equal((await who.stranger.get(`${page}/file`)).status, 403);
	},

	async "the program verifies it without network, by its own key and by the published one"() {
		for (const words of [[path], [path, "--key", keys], [path, ...house.flags.slice(0, 2)]]) {
			const told = verify(...words);
			assert.equal(told.status, 0, told.stderr + told.stdout);
		}
		assert.ok(execFileSync(PROGRAM, ["receipt", "verify", path, "--json"], { encoding: "utf8" }).includes(receipt.code));
	},

	async "a changed byte, another key and no receipt at all are told, with exit code"() {
		writeFileSync(path, file.replace("Tin để lấy giấy", "Tin để lấy giầy"));
		assert.notEqual(verify(path).status, 0);
		writeFileSync(path, file);
		assert.notEqual(verify(path, "--key", Buffer.alloc(32, 7).toString("base64")).status, 0);
		writeFileSync(path, "{}");
		assert.notEqual(verify(path).status, 0);
	},

	async "anybody verifies the file on the public page, without scripts"() {
		const good = await give(file);
		assert.equal(good.status, 200);
		assert.match(good.text, /giống từng byte/);
		const bad = await give(file.replace("Tin để lấy giấy", "Tin để lấy giầy"));
		assert.doesNotMatch(bad.text, /giống từng byte/);
	},

	async "by its code everyone learns that it exists and not what was handed in"() {
		const known = await (await fetch(`${house.base}/xac-minh?ma=${receipt.code}`)).text();
		assert.match(known, /Cổng có phát hành giấy mang mã này/);
		assert.doesNotMatch(known, /Tin để lấy giấy/);
		assert.match(await (await fetch(`${house.base}/xac-minh?ma=aaaaaaaaaaaaaaaa`)).text(), /Không có giấy nào mang mã/);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
