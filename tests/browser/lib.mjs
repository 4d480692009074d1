// lib.mjs - a real house for stories: its own store, the real program, real browsers.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { chromium } from "playwright-core";

export const PROGRAM = process.env.CONGTIN ?? "build/congtin";
export const PASSWORD = "minhhoa-2026";
const ENGINE = process.env.CONGTIN_TEST_ENGINE ?? "sqlite";
const SHOTS = "build/shots";
const FLAGS =
	"--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking " +
	"--disable-component-update --disable-sync";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/* A schema of its own in the tests' cluster, which goes when the cluster goes. */
function postgres_store() {
	const cluster = process.env.CONGTIN_TEST_POSTGRES;
	const schema = `story_${process.pid}_${Date.now()}`;
	execFileSync("psql", ["-qc", `CREATE SCHEMA ${schema}`, cluster]);
	return `${cluster}&options=-csearch_path%3D${schema}`;
}

// Not getSetCookie: Debian 12's Node does not have it.
const cookies_of = (reply) =>
	(reply.headers.get("set-cookie") ?? "").split(/, (?=[^;,=]+=)/).map((one) => one.split(";")[0]).join("; ");
const form_secret = async (reply) => /name="_csrf" value="([^"]+)"/.exec(await reply.text())[1];

/* Viet Nam's day and time, so many days or milliseconds from now, as forms take them. */
const local = (ms) => new Date(Date.now() + 7 * 3600_000 + ms).toISOString();
export const local_day = (days = 0) => local(days * 86400_000).slice(0, 10);
export const local_time = (ms = 0) => local(ms).slice(0, 16);

/*
 * A store with demo data, on the engine under test, or one that is there (`store`, `files`), and
 * a server on a port of its own.
 */
export class House {
	constructor({ parent = tmpdir(), init = [], store: there, files } = {}) {
		if (there) {
			this.flags = ["--store", there, "--files", files];
			return;
		}
		this.dir = mkdtempSync(join(parent, "congtin-story-"));
		const store = ENGINE === "postgresql" ? postgres_store() : join(this.dir, "congtin.db");
		this.flags = ["--store", store, "--files", join(this.dir, "files")];
		this.command("init", "--demo", ...init);
	}

	/* Another program on the same store, or on another one. */
	twin(flags = this.flags) {
		return Object.assign(Object.create(House.prototype), { dir: this.dir, flags });
	}

	/* What SQL says of the store, as rows of texts: for what no page tells. */
	rows(sql) {
		const store = this.flags[1];
		const [program, ...words] = store.startsWith("postgresql") ? ["psql", "-XqAt", "-F", "\t", "-c", sql, store] : ["sqlite3", "-readonly", "-separator", "\t", store, sql];
		return execFileSync(program, words, { encoding: "utf8" }).split("\n").filter(Boolean).map((line) => line.split("\t"));
	}

	command(...words) {
		return execFileSync(PROGRAM, [...words, ...this.flags], { encoding: "utf8", stdio: "pipe", env: { ...process.env, ...this.env } }).trim();
	}

	/* Resolves once the program says that it serves. */
	async serve(listen = "127.0.0.1:0", ...more) {
		this.errors = "";
		const quiet = more.includes("--log-requests") ? [] : ["--log-requests", "false"];
		this.server = spawn(PROGRAM, ["serve", "--listen", listen, ...quiet, "--strict-views", "true", ...more, ...this.flags], {
			env: { ...process.env, ...this.env },
		});
		this.server.stderr.on("data", (bytes) => (this.errors += bytes));
		this.ended = new Promise((end) => this.server.once("exit", end));
		this.base = await new Promise((good, bad) => {
			this.server.stdout.on("data", (bytes) => good(/http:\S+/.exec(String(bytes))?.[0]));
			this.ended.then(() => bad(new Error(`the server ended: ${this.errors}`)));
		});
		return this.base;
	}

	async stop(signal = "SIGTERM") {
		this.server.kill(signal);
		return this.ended;
	}

	remove() {
		rmSync(this.dir, { recursive: true, force: true });
	}

	/* What the door answers to a password. */
	async knock(login, password = PASSWORD) {
		const front = await fetch(`${this.base}/login`);
		const form = new URLSearchParams({ login, password, _csrf: await form_secret(front) });
		return fetch(`${this.base}/login`, {
			method: "POST", redirect: "manual", body: form,
			headers: { Cookie: cookies_of(front), Origin: this.base },
		});
	}

	/* What a browser holds after logging in: its cookie and the secret of its forms. */
	async session(login, password = PASSWORD) {
		const cookie = cookies_of(await this.knock(login, password));
		return { cookie, csrf: await form_secret(await fetch(`${this.base}/desk/me`, { headers: { Cookie: cookie } })) };
	}

	/* What the public reads, as JSON. */
	async json(path) {
		return (await fetch(this.base + path, { headers: { Accept: "application/json" } })).json();
	}

	/* A program that works for an account, by personal token. */
	program(login) {
		return new Program(this, this.command("user", "token", login));
	}

	/* One for each: { editor: "bientap", … } */
	programs(logins) {
		return Object.fromEntries(Object.entries(logins).map(([role, login]) => [role, this.program(login)]));
	}
}

export class Program {
	constructor(house, token) {
		this.house = house;
		this.token = token;
	}

	/* `body`: an object for JSON, or what fetch makes a form of. */
	async call(method, path, body, headers = {}) {
		const is_json = body && Object.getPrototypeOf(body) === Object.prototype;
		const reply = await fetch(this.house.base + path, {
			method,
			redirect: "manual",
			headers: {
				Accept: "application/json",
				Authorization: `Bearer ${this.token}`,
				...(is_json ? { "Content-Type": "application/json" } : {}),
				...headers,
			},
			body: is_json ? JSON.stringify(body) : body,
		});
		const text = await reply.text();
		const json = text && /json/.test(reply.headers.get("content-type"));
		return { status: reply.status, headers: reply.headers, text, body: json ? JSON.parse(text) : {} };
	}

	get(path) {
		return this.call("GET", path);
	}

	post(path, body, headers) {
		return this.call("POST", path, body ?? {}, headers);
	}
}

/* The number of an item that goes public at `at`, written by one and approved by another. */
export async function scheduled_item(editor, publisher, title, at) {
	const well = (reply) => (assert.ok(reply.status < 300, reply.text), reply);
	const made = well(await editor.post("/desk/items", { title, abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung." }));
	const item = made.body.location, step = { declared: true, revision: 1 };
	well(await editor.post(`${item}/submit_review`, step));
	well(await publisher.post(`${item}/approve`, step));
	well(await publisher.post(`${item}/schedule`, { ...step, publish_at: at.toISOString() }));
	return Number(item.split("/").pop());
}

export async function open_browser() {
	mkdirSync(SHOTS, { recursive: true });
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: FLAGS.split(" "),
	});
}

/* A person at a browser; what the console complains of is kept. */
export async function person(browser, house, login, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
	const faults = []; // of all tabs
	context.setDefaultTimeout(20_000); // for a busy machine
	context.on("page", (tab) => (tab.faults = faults));
	context.on("console", (message) => {
		const text = message.text();
		// A page that answers 4xx is told by the browser too: the stories look at those themselves.
		if (message.type() === "error" && !/status of 4\d\d/.test(text)) faults.push(text);
	});
	context.on("weberror", (fault) => faults.push(String(fault.error())));
	const page = await context.newPage();
	if (login) {
		await page.goto(`${house.base}/login`);
		await page.fill("[name=login]", login);
		await page.fill("[name=password]", PASSWORD);
		await page.click("main button[type=submit]");
		await page.waitForURL(/\/desk/);
	}
	return page;
}

/* Faults that axe finds on the page as it is now. */
export async function axe_faults(page) {
	await page.evaluate(AXE);
	const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
	return found.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.target).join(" ")}`);
}

/* A page that somebody has to pass: sound for everyone, nothing wider than the screen, a picture of it. */
export async function look_at(page, name) {
	assert.deepEqual(await axe_faults(page), [], name);
	assert.deepEqual(page.faults, [], name);
	assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`);
	await shot(page, name);
}

/* The same page on a phone in dark and, as it stays, at a desk in light. */
export async function look_twice(page, name) {
	for (const [colorScheme, width] of [["dark", 360], ["light", 1440]]) {
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		await page.setViewportSize({ width, height: 900 });
		await look_at(page, `${name}-${colorScheme}-${width}`);
	}
}

export const shot = (page, name) => page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });

/* Runs the tests in order, prints a line each and the figures, and ends the process. */
export async function run_tests(tests, end) {
	let failed = 0;
	for (const [name, test] of Object.entries(tests)) {
		let words = "ok";
		try {
			await test();
		} catch (error) {
			words = "FAILED";
			failed++;
			console.log(error.stack);
		}
		console.log(`${words} ${name}`);
	}
	await end();
	console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed, 0 skipped`);
	process.exit(failed ? 1 : 0);
}

/* Ticks the declaration of a form that has one. */
export async function declare(form) {
	const box = form.locator("input[name=declared]");
	if (await box.count()) await box.first().check();
}

/* A PDF of one page that says `words` (ASCII, no brackets). */
export function pdf(words = "Tin") {
	const stream = `BT /F 12 Tf 50 700 Td (${words})Tj ET`;
	return Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n" +
		`4 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
}

export function crc32(bytes) {
	let crc = ~0;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}

/* A PNG of one colour. */
export function png(red) {
	const chunk = (type, data) => {
		const body = Buffer.concat([Buffer.from(type), data]), ends = Buffer.alloc(8);
		ends.writeUInt32BE(data.length);
		ends.writeUInt32BE(crc32(body), 4);
		return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
	};
	const head = Buffer.from([0, 0, 0, 32, 0, 0, 0, 32, 8, 2, 0, 0, 0]);
	const row = [0, ...Array(32).fill([red, 90, 60]).flat()];
	return Buffer.concat([
		Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head),
		chunk("IDAT", deflateSync(Buffer.from(Array(32).fill(row).flat()))), chunk("IEND", Buffer.alloc(0)),
	]);
}

/* A ZIP file of stored members {name: text}. */
export function zip(members) {
	const parts = [], directory = [];
	let at = 0;
	for (const [name, content] of Object.entries(members)) {
		const data = Buffer.from(content), title = Buffer.from(name), head = Buffer.alloc(30), row = Buffer.alloc(46);
		head.writeUInt32LE(0x04034b50);
		head.writeUInt16LE(20, 4);
		head.writeUInt16LE(0x0800, 6);
		head.writeUInt32LE(crc32(data), 14);
		head.writeUInt32LE(data.length, 18);
		head.writeUInt32LE(data.length, 22);
		head.writeUInt16LE(title.length, 26);
		row.writeUInt32LE(0x02014b50);
		row.writeUInt16LE(20, 4);
		head.copy(row, 6, 4, 30);
		row.writeUInt32LE(at, 42);
		parts.push(head, title, data);
		directory.push(row, title);
		at += 30 + title.length + data.length;
	}
	const list = Buffer.concat(directory), end = Buffer.alloc(22), count = Object.keys(members).length;
	end.writeUInt32LE(0x06054b50);
	end.writeUInt16LE(count, 8);
	end.writeUInt16LE(count, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, list, end]);
}

/* A DOCX of the paragraphs, with more members. */
export function docx(paragraphs, more = {}) {
	const body = paragraphs.map((words) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`).join("");
	return zip({
		"[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="t"><Default Extension="xml" ContentType="application/xml"/></Types>',
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`, ...more,
	});
}
