// warning_test.mjs - a warning from its publication to its end: banner, page, feed, typed messages.
import assert from "node:assert/strict";
import { House, local_time, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = {
	officer: house.program("canbo.cshs"),
	leader: house.program("lanhdao.cshs"),
	editor: house.program("bientap"),
	publisher: house.program("xuatban"),
};
const text = async (path) => (await fetch(house.base + path)).text();
const banner = async (path = "/") => (await house.json(path)).banners.map((row) => row.title);

const TITLE = "Giả danh ngân hàng lừa lấy mã OTP";
const writing = (more = {}) => ({
	genre: "warning", title: TITLE, abstract: "Không đọc mã OTP cho ai.", section: "canh-bao", body: "Khuyến cáo.",
	fact_level: "urgent", fact_method: "Gọi điện tự xưng ngân hàng.", fact_signs: "Đòi mã OTP.",
	fact_advice: "Cúp máy, gọi tổng đài ngân hàng.", fact_expires_at: local_time(48 * 3600_000), ...more,
});

async function step(person, item, name, more = {}) {
	const { body } = await who.publisher.get(item).then((seen) => (seen.status === 200 ? seen : person.get(item)));
	const answer = await person.post(`${item}/${name}`, { declared: true, revision: body.text.number, ...more });
	assert.equal(answer.status, 200, `${name}: ${answer.text}`);
}

async function message(item, more) {
	await step(who.editor, item, "correct", { reason: "Có thông tin mới." });
	const { body } = await who.editor.get(`${item}/edit`);
	const saved = await who.editor.post(item, writing({ base: body.form.base, correction: "Đơn vị vừa báo thêm.", ...more }));
	if (saved.status !== 200) return saved;
	await step(who.editor, item, "submit_review");
	await step(who.publisher, item, "approve");
	await step(who.publisher, item, "publish");
	return saved;
}

let item, path;

const tests = {
	async "the banner of a warning in effect stands on pages of errors too"() {
		const reply = await fetch(`${house.base}/khong-co`);
		assert.equal(reply.status, 404);
		assert.match(await reply.text(), /Cảnh báo cao/);
	},

	async "a warning in effect stands on top of every public page"() {
		const made = await who.officer.post("/desk/items", writing());
		assert.equal(made.status, 201, made.text);
		item = `/desk/items/${made.body.id}`;
		for (const [person, verb] of [["officer", "submit"], ["leader", "send"], ["editor", "take"], ["editor", "submit_review"], ["publisher", "approve"]])
			await step(who[person], item, verb);
		assert.ok(!(await banner()).includes(TITLE), "not before a second person has published it");
		await step(who.publisher, item, "publish");
		path = (await who.officer.get(item)).body.public;
		for (const page of ["/", "/tin-tuc", "/lien-he", "/van-ban", "/du-thao", "/tim-kiem?q=otp", path]) {
			assert.equal((await banner(page))[0], TITLE, page);
			assert.match(await text(page), /class="strip strip-warn/, page);
		}
		assert.match((await house.json(path)).status.label, /^Có hiệu lực đến /);
	},

	async "a later revision says what it is to readers, and is the same warning in banner, page and feed"() {
		const silent = await message(item, {});
		assert.equal(silent.status, 422);
		assert.deepEqual(Object.keys(silent.body.complaints), ["fact_message"]);
		await step(who.editor, item, "drop");
		for (const [kind, label] of [["update", "Cập nhật"], ["correction", "Đính chính"]]) {
			const saved = await message(item, { fact_message: kind });
			assert.equal(saved.status, 200, saved.text);
			assert.equal((await banner())[0], `${label}: ${TITLE}`);
			const page = await house.json(path);
			assert.equal(page.correction_title, label);
			const feed = (await house.json("/feed.json")).items.filter((row) => row.url.endsWith(path));
			assert.deepEqual(feed.map((row) => row.title), [`${label}: ${TITLE}`]);
			assert.ok(feed[0].date_modified >= feed[0].date_published);
		}
	},

	async "a first publication can be no update, and an end before now is complained about at its field"() {
		const update = await who.officer.post("/desk/items", writing({ fact_message: "update" }));
		assert.equal(update.status, 422);
		assert.deepEqual(Object.keys(update.body.complaints), ["fact_message"]);
		const past = await who.officer.post("/desk/items", writing({ fact_expires_at: local_time(-60_000) }));
		assert.equal(past.status, 422);
		assert.deepEqual(Object.keys(past.body.complaints), ["fact_expires_at"]);
	},

	async "a cancelled warning leaves the banner, and its page says so"() {
		const saved = await message(item, { fact_message: "cancel" });
		assert.equal(saved.status, 200, saved.text);
		assert.ok(!(await banner()).some((title) => title.includes(TITLE)));
		const page = await house.json(path);
		assert.equal(page.status.label, "Đã hủy");
		assert.equal(page.title, `Đã hủy: ${TITLE}`);
		assert.match(await text("/rss.xml"), new RegExp(`<title>Đã hủy: ${TITLE}`));
	},

	async "what cannot wait is told in one form, and handed on by one act of each person"() {
		const { body } = await who.officer.get("/desk");
		const { href } = body.actions.find((one) => /express\?rule=6b/.test(one.href));
		assert.equal((await who.officer.get(href)).status, 200);
		const { genre, section, body: plain, ...typed } = writing({ title: "Ứng dụng giả mạo", evidence_detected_at: local_time(-600_000) });
		const told = await who.officer.post("/desk/express", { rule: "6b", declared: true, ...typed });
		assert.equal(told.status, 201, told.text);
		const fast = `/desk/items/${told.body.id}`;
		const revision = 1;
		assert.equal((await who.officer.get(fast)).body.state.code, "submitted");
		assert.equal((await who.officer.post(`${fast}/pass`, { declared: true, revision })).status, 403);
		assert.equal((await who.leader.post(`${fast}/send`, { declared: true, revision })).status, 200);
		assert.equal((await who.publisher.post(`${fast}/pass`, { declared: true, revision })).status, 403);
		assert.equal((await who.editor.post(`${fast}/pass`, { declared: true, revision })).status, 200);
		assert.equal((await who.editor.post(`${fast}/pass`, { declared: true, revision })).status, 403, "nobody publishes alone");
		assert.ok(!(await banner()).includes("Ứng dụng giả mạo"));
		assert.equal((await who.publisher.post(`${fast}/pass`, { declared: true, revision })).status, 200);
		assert.equal((await banner())[0], "Ứng dụng giả mạo");
		const after = (await who.leader.get(fast)).body;
		assert.deepEqual([after.state.code, after.duty.state.code], ["published", "met"]);
		assert.equal((await who.publisher.post(`${fast}/pass`, { declared: true, revision })).status, 409);
	},

	async "the fast form comes back with all that is wrong, each at its field"() {
		const wrong = await who.officer.post("/desk/express", { rule: "6b", title: "Thiếu", abstract: "Thiếu.", fact_level: "high", fact_expires_at: local_time(-60_000) });
		assert.equal(wrong.status, 422);
		assert.deepEqual(Object.keys(wrong.body.complaints).sort(), ["evidence_detected_at", "fact_advice", "fact_method", "fact_signs"]);
		const { genre, section, body, ...typed } = writing({ fact_expires_at: local_time(-60_000), evidence_detected_at: local_time(600_000) });
		const past = await who.officer.post("/desk/express", { rule: "6b", declared: true, ...typed });
		assert.deepEqual(Object.keys(past.body.complaints).sort(), ["evidence_detected_at", "fact_expires_at"]);
		const slow = await who.officer.post("/desk/express", { rule: "12", ...typed });
		assert.equal(slow.status, 422);
		assert.ok(slow.body.complaints.rule);
	},

	async "the Portal asks a unit for a warning, whose duty is due on the day that was named"() {
		const { units } = (await who.editor.get("/desk/warnings/ask")).body;
		const unit = units.find((one) => /Cảnh sát hình sự/.test(one.label)).value;
		const day = (days) => local_time(days * 24 * 3600_000).slice(0, 10);
		const ask = { unit, title: "Lừa đảo thuê nhà", request: "Đề nghị cảnh báo trước dịp lễ.", until: day(3) };
		assert.equal((await who.officer.post("/desk/warnings/ask", ask)).status, 403);
		const wrong = await who.editor.post("/desk/warnings/ask", { ...ask, unit: 999999, until: day(-1) });
		assert.deepEqual(Object.keys(wrong.body.complaints).sort(), ["unit", "until"]);
		const asked = await who.editor.post("/desk/warnings/ask", ask);
		assert.equal(asked.status, 201, asked.text);
		const [duty] = (await who.officer.get(asked.body.location)).body.duties;
		assert.equal(duty.may_write, true);
		assert.ok((await who.officer.get("/desk/notices")).body.notices.some((one) => /Lừa đảo thuê nhà/.test(one.title)));
		const [, matter, owed] = /matter=(\d+)&duty=(\d+)/.exec(duty.write_href);
		const made = await who.officer.post("/desk/items", { ...writing({ title: ask.title }), matter: +matter, duty: +owed });
		assert.equal(made.status, 201, made.text);
		await step(who.officer, `/desk/items/${made.body.id}`, "submit");
		await step(who.leader, `/desk/items/${made.body.id}`, "send");
		assert.equal((await who.officer.get(asked.body.location)).body.duties[0].state.code, "met");
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
