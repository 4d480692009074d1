// mail_test.mjs - mails to a real mail server: what they say, and that none is lost or sent twice by us,
// whatever the server does at each step of the dialogue.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { House, PASSWORD, Program, run_tests } from "../browser/lib.mjs";
import { MailServer, certificate } from "../support/mail.mjs";

const LETTER = "Hỏi về thủ tục cấp đổi căn cước công dân ở Đà Nẵng";
const house = new House();
const server = new MailServer();
const { file, chain } = certificate(house.dir);
const url = await server.serve(chain);
const FLAGS = [
	"--smtp-url", url, "--smtp-ca-file", file, "--mail-from", "khong-tra-loi@cong.example", "--mail-retry-ms", "300",
	"--smtp-timeout-ms", "1500", "--quiet-hours", "", "--trusted-proxy", "127.0.0.1",
];
await house.serve("127.0.0.1:0", ...FLAGS);
const admin = house.program("quantri");
const coordinator = house.program("dieuphoi");

let asked = 0;

/* Somebody with an address, each from another place; the receipt of the question goes to it. */
async function ask(email, subject = LETTER, at = house) {
	const page = await fetch(`${at.base}/hoi-dap/gui`);
	const cookie = page.headers.get("set-cookie").split(";")[0];
	const html = await page.text();
	const hidden = Object.fromEntries([...html.matchAll(/name="(_csrf|_nonce)" value="([^"]+)"/g)].map((found) => [found[1], found[2]]));
	const reply = await fetch(`${at.base}/hoi-dap/gui`, {
		method: "POST", redirect: "manual",
		body: new URLSearchParams({ ...hidden, subject, body: "Tôi cần giấy tờ gì?", name: "Nguyễn Thị Hồng Ánh", email }),
		headers: { Cookie: cookie, Origin: at.base, "X-Forwarded-For": `198.51.100.${++asked}` },
	});
	assert.equal(reply.status, 303, await reply.text());
}

/* Another house on a copy of the store: what an operator does after a loss. */
async function copy() {
	const other = house.twin();
	const [, store, ...files] = house.flags, saved = join(house.dir, "saved.dump");
	if (store.startsWith("postgresql")) {
		const name = /search_path%3D(\w+)/.exec(store)[1], base = store.split("&options")[0];
		execFileSync("pg_dump", ["--format=plain", `--schema=${name}`, `--file=${saved}`, base]);
		writeFileSync(saved, readFileSync(saved, "utf8").replaceAll(name, `${name}_copy`));
		execFileSync("psql", ["-qX", "-v", "ON_ERROR_STOP=1", "-f", saved, base], { stdio: ["ignore", "ignore", "inherit"] });
		other.flags = ["--store", store.replace(name, `${name}_copy`), ...files];
		other.command("mail", "hold");
	} else {
		house.command("backup", saved);
		other.flags = ["--store", `${store}.copy`, ...files];
		other.command("restore", saved);
	}
	return other;
}

const figures = async () => (await admin.get("/desk/admin/mail")).body.figures;
async function until(good, ms = 60000) {
	for (const end = Date.now() + ms; Date.now() < end; await new Promise((wake) => setTimeout(wake, 100)))
		if (await good()) return;
	throw new Error(`never so: ${JSON.stringify(await figures())} ${house.errors}`);
}

const tests = {
	async "who asks with an address gets a receipt over TLS, in letters that are read right"() {
		await ask("anh@dan.example");
		const [mail] = await server.wait("anh@dan.example");
		assert.equal(mail.tls, true);
		assert.equal(mail.subject, `Đã nhận câu hỏi: ${LETTER}`);
		assert.match(mail.headers.get("to"), /^=\?UTF-8\?B\?.*<anh@dan\.example>$/);
		assert.match(mail.id, /^<m\d+\.\d+\.[0-9a-f]{12}@cong\.example>$/);
		assert.match(mail.reply_to, /Cổng Thông tin điện tử/);
		assert.match(mail.plain, /\/hoi-dap\/theo-doi\?ma=/);
		assert.match(mail.html, /Kính gửi Ông\/Bà Nguyễn Thị Hồng Ánh/);
		assert.doesNotMatch(mail.plain + mail.html, /Tôi cần giấy tờ gì/);
		for (const line of mail.head.split(/\r?\n/)) assert.ok(line.length <= 78 && /^[\x20-\x7e]*$/.test(line), line);
	},

	async "a server that hangs, closes, refuses or puts off at any step delays a mail and loses none"() {
		let n = 0;
		for (const step of ["connect", "ehlo", "starttls", "mail", "rcpt", "data", "body"])
			for (const how of ["hang", "close", "later"]) {
				if (step === "connect" && how === "later") continue;
				await server.fail(step, how, 1);
				const to = `cho${n++}@dan.example`;
				await ask(to);
				const found = await server.wait(to, 1);
				assert.equal(new Set(found.map((mail) => mail.id)).size, 1, `${step} ${how}`);
				await server.fail();
			}
		await until(async () => (await figures()).waiting === 0);
		assert.equal((await figures()).dead, 0);
	},

	async "an address that bounces is dead at once, with the reason, and is sent again when an administrator says so"() {
		await server.fail("rcpt", "refuse", 1);
		await ask("sai@dan.example");
		await until(async () => (await figures()).dead === 1);
		await ask("bounce@dan.example"); /* the server's answer names it */
		await until(async () => (await figures()).dead === 2);
		const page = (await admin.get("/desk/admin/mail")).body;
		assert.match(page.dead[0].reason, /^máy chủ thư từ chối: 550 5\.1\.1 no such user ‹địa chỉ›/);
		assert.match(page.dead[0].to, /^Người hỏi, câu hỏi /);
		for (const said of [page.dead, (await admin.get("/desk/status")).body, house.errors, house.command("audit", "list")])
			assert.doesNotMatch(JSON.stringify(said), /@dan\.example/);
		assert.ok((await admin.get("/desk/status")).body.alarms.some(({ words }) => /Một thư không gửi được/.test(words)));
		assert.equal((await coordinator.post(page.dead[1].resend_href)).status, 403);
		assert.equal((await admin.post(page.dead[1].resend_href)).status, 200);
		await server.wait("sai@dan.example");
	},

	async "a store that was restored mails nothing until an administrator says so"() {
		await server.fail("mail", "later");
		await ask("sau@dan.example");
		await until(async () => (await figures()).delayed === 1);
		const other = await copy();
		await server.fail();
		await server.wait("sau@dan.example");
		await other.serve("127.0.0.1:0", ...FLAGS);
		const keeper = new Program(other, admin.token);
		await ask("moi@dan.example", LETTER, other);
		await new Promise((wake) => setTimeout(wake, 3000));
		const page = (await keeper.get("/desk/admin/mail")).body;
		assert.ok(page.held_at);
		assert.equal(page.figures.waiting, 2);
		assert.ok((await keeper.get("/desk/status")).body.checks.some(({ words }) => /bị giữ lại từ/.test(words)));
		assert.match(other.command("doctor"), /Thư: bị giữ lại từ/);
		assert.equal((await keeper.post("/desk/admin/mail/release", { waiting: "x" })).status, 422);
		assert.equal((await keeper.post("/desk/admin/mail/release", { waiting: "drop" })).status, 200);
		assert.equal((await keeper.post("/desk/admin/mail/release", { waiting: "send" })).status, 409);
		await ask("nua@dan.example", LETTER, other);
		await server.wait("nua@dan.example");
		await other.stop();
		assert.equal((await server.wait("sau@dan.example")).length, 1);
		assert.equal(server.mails.some((mail) => mail.to.includes("moi@dan.example")), false);
	},

	async "each person chooses, but for what the law sets a term for"() {
		const chosen = { turn: "mute", progress: "digest", event: "digest", question: "at_once", duty: "digest", reminder: "digest", urgent: "at_once", system: "at_once" };
		assert.equal((await coordinator.post("/desk/me/notices", chosen)).status, 200);
		const page = (await coordinator.get("/desk/me/notices")).body;
		assert.deepEqual(page.kinds.map((kind) => kind.choices.find((one) => one.selected).value), Object.values(chosen));
		for (const wrong of [{ reminder: "mute" }, { urgent: "digest" }, { turn: "never" }])
			assert.equal((await coordinator.post("/desk/me/notices", { ...chosen, ...wrong })).status, 422);
	},

	async "two clocks on one store by mistake send each mail once"() {
		const other = house.twin();
		await other.serve("127.0.0.1:0", ...FLAGS);
		for (let i = 0; i < 3; i++) await ask(`hai${i}@dan.example`);
		for (let i = 0; i < 3; i++) await server.wait(`hai${i}@dan.example`);
		await until(async () => (await figures()).waiting === 0);
		for (let i = 0; i < 3; i++) assert.equal((await server.wait(`hai${i}@dan.example`)).length, 1);
		await other.stop();
	},

	async "the password of accounts and of the mail server is in no mail"() {
		for (const mail of server.mails) assert.ok(!mail.data.includes(PASSWORD));
	},
};

await run_tests(tests, async () => {
	await house.stop();
	server.stop();
	house.remove();
});
