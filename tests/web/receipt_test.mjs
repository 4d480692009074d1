// receipt_test.mjs - what a unit gets for what it sent: a signed file that everyone can check, here and without us.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { House, local_day, pdf, PROGRAM, run_tests } from "../browser/lib.mjs";

const PDF = pdf();
const NEVER = "AAAAAAAAAAAAAAAA";
const house = new House();
await house.serve();
const officer = house.program("canbo.cshs");
const leader = house.program("lanhdao.cshs");
const stranger = house.program("canbo.hanoi");
const page = async (path) => (await fetch(house.base + path, { headers: { Accept: "text/html" } })).text();
const kept = (name, bytes) => {
	const path = join(house.dir, name);
	writeFileSync(path, bytes);
	return path;
};
/* The program alone: no configuration, no store, unless `words` name one. */
const alone = (path, ...words) => spawnSync(resolve(PROGRAM), ["receipt", "verify", path, ...words], { encoding: "utf8", cwd: house.dir });

/* What a browser without scripts does: reads the form, sends the file with its cookie and secret. */
async function check(bytes, accept = "text/html") {
	const front = await fetch(`${house.base}/xac-minh`);
	const cookie = front.headers.get("set-cookie").split(";")[0];
	const form = new FormData();
	for (const [, name, value] of (await front.text()).matchAll(/name="(_csrf|_nonce)" value="([^"]+)"/g)) form.set(name, value);
	if (bytes) form.set("file", new Blob([bytes], { type: "application/json" }), "giay.json");
	const reply = await fetch(`${house.base}/xac-minh`, {
		method: "POST", body: form, headers: { Accept: accept, Cookie: cookie, Origin: house.base },
	});
	return { status: reply.status, text: await reply.text() };
}

let receipt, file, code;

const tests = {
	async "what the leader sends has a receipt with a signed file"() {
		const day = local_day();
		const matter = (await officer.post("/desk/matters", { rule: "6a", title: "Báo cáo quý được duyệt", happened: "Lãnh đạo duyệt.",
			evidence_document_number: "12/BC-C02", evidence_approved_on: day })).body;
		const [duty] = (await officer.get(matter.location)).body.duties;
		const item = `/desk/items/${(await officer.post("/desk/items", { matter: matter.id, duty: duty.id, title: "Kết quả quý",
			abstract: "Tóm tắt.", section: "tinh-hinh-ket-qua", body: "Nội dung." })).body.id}`;
		const form = new FormData();
		form.set("file", new Blob([PDF], { type: "application/pdf" }), "bao-cao.pdf");
		assert.equal((await officer.call("POST", `${item}/attachments`, form)).status, 201);
		for (const [person, verb] of [[officer, "submit"], [leader, "send"]])
			assert.equal((await person.post(`${item}/${verb}`, { declared: true, revision: 1 })).status, 200, verb);
		receipt = (await officer.get((await officer.get(item)).body.receipt)).body;
		assert.equal(receipt.signature.signed, true);
		const sent = await officer.get(receipt.file_href);
		assert.match(sent.headers.get("content-disposition"), /^attachment; filename="giay-xac-nhan-/);
		({ text: file } = sent);
		({ code } = receipt);
	},

	async "the file says matter, duty, what was handed in, when, and that it was in time"() {
		const said = JSON.parse(JSON.parse(file).document);
		assert.equal(said.code, code);
		assert.equal(said.matter.title, "Báo cáo quý được duyệt");
		assert.equal(said.duty.rule, "6a");
		assert.equal(said.verdict.code, "on_time");
		assert.equal(said.verdict.late_ms, 0);
		assert.equal(said.item.sha256, receipt.sha256);
		assert.match(said.issued_at, /^\d{4}-\d\d-\d\dT[\d:.]+\+07:00$/);
		assert.deepEqual(said.attachments, [{ name: "bao-cao.pdf", size: PDF.length, sha256: createHash("sha256").update(PDF).digest("hex") }]);
	},

	async "its signature holds by the published key in a program that is not ours"() {
		const { keys } = await house.json("/.well-known/congtin-key.json");
		const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(keys[0].public_key, "base64")]);
		const key = createPublicKey({ key: der, format: "der", type: "spki" });
		const { document, sha256, signature } = JSON.parse(file);
		assert.equal(createHash("sha256").update(document).digest("hex"), sha256);
		assert.ok(verify(null, Buffer.from(document), key, Buffer.from(signature, "base64")));
	},

	async "the command line checks it offline, by its own key or by the published one"() {
		const path = kept("giay.json", file);
		const plain = alone(path);
		assert.equal(plain.status, 0, plain.stderr);
		assert.match(plain.stdout, /HỢP LỆ/);
		assert.match(plain.stdout, /Đúng hạn/);
		assert.match(plain.stdout, /so vân tay/);
		const keys = kept("khoa.json", JSON.stringify(await house.json("/.well-known/congtin-key.json")));
		assert.equal(JSON.parse(alone(path, "--key", keys, "--json").stdout).state.code, "valid");
		assert.match(execFileSync(PROGRAM, ["receipt", "verify", path, house.flags[0], house.flags[1]], { encoding: "utf8" }), /giống từng byte/);
	},

	async "a changed file, a stranger's key and what is no receipt are refused, each in its words"() {
		const path = kept("sua.json", file.replace("Kết quả quý", "Kết quả quí"));
		const changed = alone(path);
		assert.equal(changed.status, 1, changed.stderr);
		assert.match(changed.stderr, /KHÔNG HỢP LỆ/);
		const other = alone(kept("giay.json", file), "--key", Buffer.alloc(32, 7).toString("base64"));
		assert.equal(other.status, 1);
		for (const [name, bytes] of [["rong.json", ""], ["khac.json", "{}"], ["nhi-phan.json", Buffer.from([0, 255, 1])], ["lon.json", "x".repeat(9_000_000)]]) {
			const bad = alone(kept(name, bytes));
			assert.equal(bad.status, 2, name);
			assert.match(bad.stderr, new RegExp(name), name);
		}
		assert.equal(alone(join(house.dir, "khong-co.json")).status, 2);
	},

	async "the public page checks the file without scripts and for programs"() {
		const good = await check(file);
		assert.equal(good.status, 200, good.text);
		assert.match(good.text, /giống từng byte/);
		assert.match(good.text, /Kết quả quý/);
		const { check: told } = JSON.parse((await check(file, "application/json")).text);
		assert.equal(told.valid, true);
		assert.equal(told.recorded, true);
		assert.equal(told.receipt.code, code);
		const changed = JSON.parse((await check(file.replace("Đúng hạn", "Đúng hẹn"), "application/json")).text);
		assert.equal(changed.check.valid, false);
		for (const bad of ["", "{}", "không phải giấy", undefined]) {
			const { status, text } = await check(bad);
			assert.equal(status, 422, text);
			assert.match(text, /field-bad/);
		}
	},

	async "by its code everyone learns that it exists, and not what was handed in"() {
		const { lookup } = await house.json(`/xac-minh?ma=${code}`);
		assert.equal(lookup.found, true);
		assert.equal(lookup.verdict.label, "Đúng hạn");
		const html = await page(`/xac-minh?ma=${code}`);
		assert.match(html, /Cổng có phát hành giấy mang mã này/);
		assert.ok(!html.includes("Kết quả quý"));
		assert.equal((await house.json(`/xac-minh?ma=${NEVER}`)).lookup.found, false);
		assert.match(await page(`/xac-minh?ma=${encodeURIComponent("<b>'\"")}`), /&lt;b&gt;/);
	},

	async "who may not read the item gets neither its receipt nor the file"() {
		assert.equal((await stranger.get(`/desk/receipts/${code}`)).status, 403);
		assert.equal((await stranger.get(receipt.file_href)).status, 403);
		assert.equal((await officer.get(`/desk/receipts/${NEVER}/file`)).status, 404);
	},

	async "a document's package is signed, checked anywhere, and refused with what differs"() {
		const editor = house.program("bientap");
		const { id } = (await house.json("/van-ban")).documents[0];
		const { body } = await editor.get(`/desk/items/${id}/document`);
		assert.equal((await stranger.get(body.package_href)).status, 403);
		assert.equal((await fetch(house.base + body.package_href, { redirect: "manual" })).status, 303); // to the login
		const packed = await editor.get(body.package_href);
		assert.match(packed.headers.get("content-disposition"), /goi-van-ban-\d+\.json/);
		const path = join(house.dir, "goi.json"), bad = join(house.dir, "goi-sua.json");
		writeFileSync(path, packed.text);
		const good = alone(path);
		assert.equal(good.status, 0, good.stderr);
		assert.match(good.stdout, /GÓI HỢP LỆ/);
		writeFileSync(bad, packed.text.replace('"abstract": "', '"abstract": "Không '));
		const refused = alone(bad);
		assert.equal(refused.status, 1);
		assert.match(refused.stderr, /document_changed.*trích yếu/s);
		const [attachment] = JSON.parse(JSON.parse(packed.text).seal.document).attachments;
		if (attachment) assert.match(good.stdout, new RegExp(attachment.sha256));
		assert.equal(alone(path, bad).status, 1);
		const checked = JSON.parse((await check(packed.text, "application/json")).text).check;
		assert.deepEqual([checked.valid, checked.package.item, checked.receipt], [true, id, false]);
		const page_of = await check(packed.text.replace('"title": "', '"title": "Giả '));
		assert.match(page_of.text, /nội dung đã bị thay đổi[^]*Khác với SHA-256 đã ký: tên văn bản\./);
	},

	async "a retired key's receipts stay valid, and the new key is published beside it"() {
		house.command("receipt", "key", "--renew");
		const { keys } = await house.json("/.well-known/congtin-key.json");
		assert.deepEqual(keys.map((key) => Boolean(key.retired_at)), [false, true]);
		assert.equal(JSON.parse((await check(file, "application/json")).text).check.valid, true);
	},

	async "the audit trail's end is signed; the doctor and the audit say so"() {
		house.command("audit", "checkpoint");
		const told = JSON.parse(house.command("audit", "verify", "--json"));
		assert.equal(told.whole, true, JSON.stringify(told));
		assert.ok(told.checkpoints > 0);
		assert.ok(told.sealed_seq > 0);
		assert.ok(existsSync(join(house.dir, "files", "checkpoints.jsonl")));
		assert.ok(readFileSync(join(house.dir, "files", "checkpoints.jsonl"), "utf8").endsWith("\n"));
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
