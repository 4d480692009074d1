// desk_search_test.mjs - the desk's search over HTTP: all nouns, what one may see, page by page.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries(["dieuphoi", "canbo.cshs", "bientap", "kiemtoan", "quantri"].map((login) => [login, house.program(login)]));
const wait = (ms) => new Promise((wake) => setTimeout(wake, ms));

async function found(login, q, more = "") {
	const answer = await who[login].get(`/desk/search?q=${encodeURIComponent(q)}${more}`);
	assert.equal(answer.status, 200, answer.text);
	return answer.body;
}

/* The clock gathers words within about a second. */
async function found_soon(login, q) {
	for (let i = 0; i < 100; i++) {
		const { hits } = await found(login, q);
		if (hits.length) return hits;
		await wait(100);
	}
	return [];
}

const tests = {
	async "what was there when the search came is found, each by its page"() {
		const hits = await found_soon("canbo.cshs", "Sơ kết công tác đấu tranh");
		assert.ok(hits.some((hit) => /tín dụng đen/.test(hit.title)));
		const kinds = new Set();
		for (const word of ["cong an", "hoi", "bao cao"])
			for (const one of (await found("dieuphoi", word)).hits) {
				kinds.add(one.kind);
				assert.equal((await who.dieuphoi.get(one.href)).status, 200, one.href);
			}
		assert.ok(kinds.size >= 3, [...kinds].join());
	},

	async "a new draft is found by its unit a moment later, and by no one else"() {
		const made = await who["canbo.cshs"].post("/desk/items", {
			kind: "article", title: "Chuyện con khướu", abstract: "Tóm tắt.", section: "tin-tuc", body: "Lồng chim treo trước hiên.",
		});
		assert.equal(made.status, 201, made.text);
		const [hit] = await found_soon("canbo.cshs", "lồng chim");
		assert.equal(hit.href, made.body.location);
		assert.equal((await found("canbo.cshs", "long chim", "&kind=item")).hits.length, 1);
		assert.equal((await found("canbo.cshs", "long chim", "&kind=matter")).hits.length, 0);
		assert.equal((await found("canbo.cshs", "lông chím")).hits.length, 0);
		assert.equal((await found("kiemtoan", "lồng chim")).hits.length, 1);
		for (const login of ["dieuphoi", "bientap"]) assert.equal((await found(login, "lồng chim")).hits.length, 0, login);
	},

	async "a unit's people find nothing of other units"() {
		for (const word of ["cong an", "bao cao", "hoi", "ket qua"])
			for (const hit of (await found("canbo.cshs", word)).hits) assert.equal(hit.unit_name, "Cục Cảnh sát hình sự", hit.title);
	},

	async "pages follow each other, and no row comes twice"() {
		const seen = [];
		for (let path = "/desk/search?q=cong"; path;) {
			const { body } = await who.dieuphoi.get(path);
			seen.push(...body.hits.map((hit) => hit.href));
			path = body.next;
		}
		assert.equal(new Set(seen).size, seen.length);
	},

	async "whatever is typed is an answer, and who has no business there is refused"() {
		for (const typed of ["", "   ", '"', "a OR b NOT (", "%_*", "'; DROP TABLE item;--", "đ".repeat(200)])
			assert.ok((await found("dieuphoi", typed)).kinds.length);
		const long = await who.dieuphoi.get(`/desk/search?q=${"a".repeat(201)}`);
		assert.equal(long.status, 422);
		assert.ok(long.body.complaints.q);
		assert.equal((await who.dieuphoi.get("/desk/search?q=a&kind=account")).status, 404);
		assert.equal((await who.quantri.get("/desk/search?q=a")).status, 403);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
