// pages_test.mjs - every page that a person can come to by links, every form sent empty, every kind of error.
//
// The program runs with strict views: a page whose template names what its handler did not give
// answers 500. So this walk finds a name that was forgotten on either side.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { House, run_tests } from "../browser/lib.mjs";

const LOGINS = [
	"canbo.cshs", "lanhdao.cshs", "dieuphoi", "phongvien", "bientap", "xuatban", "lanhdaobo", "kiemtoan", "quantri",
];
const PAGES_MAX = 3000;

const house = new House();
await house.serve();

const unescaped = (href) => href.replaceAll("&amp;", "&").split("#")[0];
/* Addresses of this site that a page links to, and those that its forms post to. */
const links_of = (html) =>
	[...html.matchAll(/<a\b[^>]*\bhref="(\/[^"]*)"/g)].map((hit) => unescaped(hit[1])).filter((href) => href !== "/desk");
const forms_of = (html) =>
	[...html.matchAll(/<form\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => /method="post"/.test(tag))
		.map((tag) => unescaped(/action="([^"]*)"/.exec(tag)[1]));

const page_at = async (path, cookie = "") => {
	const reply = await fetch(house.base + path, { redirect: "manual", headers: { Accept: "text/html", Cookie: cookie } });
	return { status: reply.status, type: reply.headers.get("content-type") ?? "", text: await reply.text() };
};

/* All pages at or below an address that links lead to; those that do not answer 200 are faults. */
async function walk(start, cookie) {
	const seen = new Set([start]), queue = [start], forms = new Set(), faults = [];
	while (queue.length && seen.size < PAGES_MAX) {
		const path = queue.shift();
		const page = await page_at(path, cookie);
		if (page.status !== 200) faults.push(`${page.status} ${path}`);
		if (!/html/.test(page.type)) continue;
		for (const form of forms_of(page.text)) forms.add(form);
		for (const href of links_of(page.text)) {
			if (seen.has(href) || !href.startsWith(start) || href.startsWith("/assets/")) continue;
			seen.add(href);
			queue.push(href);
		}
	}
	return { seen, forms, faults };
}

/* Sends forms with nothing in them: some are refused, some do what they say, none is an error of ours. */
async function send_empty({ cookie, csrf }, forms) {
	const tried = {}, faults = [];
	for (const path of forms) {
		const shape = path.replace(/\d+/g, "N");
		tried[shape] = (tried[shape] ?? 0) + 1;
		if (tried[shape] > 3 || /logout|revoke/.test(path)) continue;
		const reply = await fetch(house.base + path, {
			method: "POST", redirect: "manual", body: new URLSearchParams({ _csrf: csrf, _nonce: randomUUID() }),
			headers: { Accept: "text/html", Cookie: cookie, Origin: house.base },
		});
		if (![200, 201, 303, 409, 422].includes(reply.status)) faults.push(`${reply.status} ${path}`);
	}
	return faults;
}

const tests = {
	async "the public site has no page that fails"() {
		const { seen, faults } = await walk("/");
		assert.deepEqual(faults, []);
		assert.ok(seen.size > 50, String(seen.size));
	},
};
for (const login of LOGINS)
	tests[`${login} comes to no page that fails, and no form sent empty is an error`] = async () => {
		const session = await house.session(login);
		const { seen, forms, faults } = await walk("/desk", session.cookie);
		assert.deepEqual(faults, []);
		assert.ok(seen.size > 50, String(seen.size));
		assert.deepEqual(await send_empty(session, forms), []);
	};

tests["each kind of error has its page"] = async () => {
	const session = await house.session("canbo.cshs");
	const post = async (path, body, headers = {}) => {
		const reply = await fetch(house.base + path, {
			method: "POST", redirect: "manual", body,
			headers: { Accept: "text/html", Cookie: session.cookie, Origin: house.base, ...headers },
		});
		return { status: reply.status, type: reply.headers.get("content-type"), text: await reply.text() };
	};
	const form = (values) => new URLSearchParams({ _csrf: session.csrf, _nonce: randomUUID(), ...values });
	const raw = { "Content-Type": "application/x-www-form-urlencoded" };
	for (const [status, words, page] of [
		[404, "Không tìm thấy trang", await page_at("/khong-co")],
		[404, "Không tìm thấy trang", await page_at("/desk/khong-co", session.cookie)],
		[404, "Không tìm thấy trang", await page_at("/desk/items/999999", session.cookie)],
		[403, "Không được phép", await page_at("/desk/admin/units", session.cookie)],
		[403, "Không được phép", await post("/desk/matters", new URLSearchParams({ title: "x" }))],
		[405, "Không dùng được cách gọi này", await post("/desk/law", form({}))],
		[400, "Yêu cầu không hợp lệ", await post("/desk/matters", "title=%ff", raw)],
		[413, "Nội dung quá lớn", await post("/desk/matters", form({ happened: "x".repeat(5 << 20) }))],
		[422, "Mở vụ việc", await post("/desk/matters", form({ rule: "12" }))],
	]) {
		assert.equal(page.status, status, words);
		assert.match(page.type, /^text\/html/, words);
		assert.ok(page.text.includes(`<h1>${words}`), `${status}: ${page.text}`);
		if (status === 413) assert.match(page.text, /lớn quá \d+(\.\d+)? [KM]B/);
	}
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
