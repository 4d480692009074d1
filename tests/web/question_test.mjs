// question_test.mjs - a citizen's question from the form without scripts to the answer, over HTTP.
import assert from "node:assert/strict";
import { axe_faults, House, local_day, open_browser, person, run_tests, shot } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = Object.fromEntries(
	["dieuphoi", "canbo.cshs", "lanhdao.cshs", "canbo.qlxnc", "bientap", "xuatban", "kiemtoan"].map((login) => [login, house.program(login)]));
const coordinator = who.dieuphoi, officer = who["canbo.cshs"], leader = who["lanhdao.cshs"];
const ok = (reply) => assert.ok([200, 201].includes(reply.status), `${reply.status} ${reply.text}`);
let code, href, answer;

/* What a browser without scripts does: reads the form, sends it with its cookie and secret. */
async function send(values) {
	const page = await fetch(`${house.base}/hoi-dap/gui`);
	const cookie = page.headers.get("set-cookie").split(";")[0];
	const html = await page.text();
	const hidden = Object.fromEntries([...html.matchAll(/name="(_csrf|_nonce)" value="([^"]+)"/g)].map((found) => [found[1], found[2]]));
	const reply = await fetch(`${house.base}/hoi-dap/gui`, {
		method: "POST", redirect: "manual", body: new URLSearchParams({ ...hidden, ...values }),
		headers: { Cookie: cookie, Origin: house.base },
	});
	return { status: reply.status, location: reply.headers.get("location"), text: await reply.text() };
}

const tests = {
	async "anybody asks without scripts, gets a code of 96 bits and follows by it"() {
		const sent = await send({ subject: "Nộp đơn trình báo ở đâu?", body: "Tôi bị lừa chuyển tiền.", email: "ban.doc@congtin.example" });
		assert.equal(sent.status, 303, sent.text);
		code = /ma=([\w-]{16})$/.exec(sent.location)[1];
		const page = await (await fetch(house.base + sent.location)).text();
		assert.match(page, /Thời hạn trả lời tính từ ngày đơn vị nhận được câu hỏi/);
		assert.doesNotMatch(page, /ban\.doc@/);
		assert.equal((await house.json("/hoi-dap/theo-doi?ma=AAAAAAAAAAAAAAAA")).unknown, true);
	},

	async "what is missing comes back with what was typed, and a robot is refused"() {
		const empty = await send({ subject: "", body: "Chữ đã gõ." });
		assert.equal(empty.status, 422);
		assert.match(empty.text, /Chữ đã gõ\./);
		assert.equal((await send({ subject: "x", body: "y", homepage: "https://spam.example" })).status, 422);
	},

	async "what the Portal answers at once is looked through: a marking does not go out, personal data only with a reason"() {
		await send({ subject: "Hỏi nơi gửi đơn", body: "Gửi ở đâu?" });
		const { questions } = (await coordinator.get("/desk/questions")).body;
		const { href: asked } = questions.find((row) => row.subject === "Hỏi nơi gửi đơn");
		const close = (more) => coordinator.post(`${asked}/close`, { outcome: "answer", ...more });
		const reply = "TỐI MẬT\nPhương án số 2.";
		const secret = await close({ reply });
		assert.equal(secret.body.held, true);
		assert.equal((await close({ reply: "TỐI MẬT\nPhương án số 3." })).status, 409);
		const auditor = house.program("kiemtoan"), publisher = house.program("xuatban");
		assert.match(JSON.stringify((await auditor.get("/desk/audit?action=hold.begin")).body), /tạm giữ lời trả lời/);
		const held = (await coordinator.get(asked)).body;
		assert.equal(held.state.code, "new");
		assert.deepEqual(held.actions.map(({ method, href: at }) => `${method} ${at}`), [`POST ${asked}/forward`, `POST ${asked}/close`]);
		assert.equal(held.reply_held, true);
		assert.equal(held.reply_hold_href, false);
		assert.doesNotMatch(JSON.stringify(held), /Phương án/);
		const [hold] = (await publisher.get("/desk/reply-holds")).body.holds;
		assert.ok((await publisher.get("/desk")).body.work.some((row) => row.href === hold.href));
		assert.equal((await publisher.get(hold.href)).body.reply, reply);
		assert.equal((await auditor.get(hold.href)).body.reply, "");
		assert.equal((await coordinator.get(hold.href)).status, 403);
		assert.ok((await publisher.post(`${hold.href}/decide`, { outcome: "released" })).body.complaints.reason);
		ok(await publisher.post(`${hold.href}/decide`, { outcome: "confirmed", reason: "Có nội dung phương án." }));
		assert.equal((await publisher.post(`${hold.href}/decide`, { outcome: "released", reason: "Nhầm." })).status, 409);
		const again = await close({ reply });
		assert.equal(again.status, 409);
		assert.doesNotMatch(again.body.message, /Phương án/);
		const bare = await close({ reply: "Mời gọi anh Nam, 0912345678." });
		assert.equal(bare.status, 422);
		assert.match(bare.body.complaints.reply_reason, /Số điện thoại “0912345678”/);
		assert.equal((await coordinator.get(asked)).body.reply, "");
		ok(await close({ reply: "Mời gọi anh Nam, 0912345678.", reply_reason: "Cán bộ trực tiếp dân, đã đồng ý." }));
		assert.match(JSON.stringify((await auditor.get("/desk/audit?action=question.keep")).body), /Cán bộ trực tiếp dân/);
		const [kept] = (await coordinator.get(asked)).body.reply_findings;
		assert.equal(kept.words, "0912345678");
		assert.equal(kept.reason, "Cán bộ trực tiếp dân, đã đồng ý.");
	},

	async "a reply that was held and released goes out word by word, and the trail has it all"() {
		await send({ subject: "Hỏi về độ mật", body: "Độ mật là gì?" });
		const { questions } = (await coordinator.get("/desk/questions")).body;
		const { href: asked } = questions.find((row) => row.subject === "Hỏi về độ mật");
		const reply = "Đề cập văn bản ghi\nTỐI MẬT\ntheo ví dụ của luật.";
		assert.equal((await coordinator.post(`${asked}/close`, { outcome: "answer", reply })).body.held, true);
		const publisher = house.program("xuatban");
		const [hold] = (await publisher.get("/desk/reply-holds")).body.holds;
		ok(await publisher.post(`${hold.href}/decide`, { outcome: "released", reason: "Ví dụ trong luật." }));
		const page = (await coordinator.get(asked)).body;
		assert.equal(page.reply_released, true);
		assert.equal(page.form.reply, reply);
		const sent = await coordinator.post(`${asked}/close`, { outcome: "answer", reply: page.form.reply.replaceAll("\n", "\r\n") });
		assert.equal(sent.body.held, false);
		assert.equal((await coordinator.get(asked)).body.state.code, "answered");
	},

	async "the coordinator sees who asked, the unit does not, and its receipt starts the clock"() {
		const { questions } = (await coordinator.get("/desk/questions")).body;
		href = questions.find((row) => row.subject.startsWith("Nộp đơn")).href;
		assert.equal((await coordinator.get(href)).body.contact.email, "ban.doc@congtin.example");
		assert.equal((await officer.get(href)).status, 403);
		const bad = await coordinator.post(`${href}/forward`, { unit: "KHONG-CO" });
		assert.ok(bad.body.complaints.unit);
		ok(await coordinator.post(`${href}/forward`, { unit: "CSHS" }));
		assert.equal((await officer.get(href)).body.contact, false);
		ok(await officer.post(`${href}/receive`));
		const { legs } = (await officer.get(href)).body;
		assert.match(legs[0].duty.limit, /5 ngày làm việc/);
		assert.equal((await house.json(`/hoi-dap/theo-doi?ma=${code}`)).question.due.iso, legs[0].duty.deadline.last_day.iso);
	},

	async "of two forms that ask for a reason, the summary leads to the one that was refused, and that one alone"() {
		const { cookie, csrf } = await house.session("lanhdao.cshs");
		const refused = async (act, values) => {
			const reply = await fetch(`${house.base}${href}/${act}`, {
				method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.base },
				body: new URLSearchParams({ _csrf: csrf, _nonce: `${act}-${Math.random()}`, ...values }),
			});
			assert.equal(reply.status, 422);
			const html = await reply.text();
			assert.match(html, /<a href="#reason">/);
			assert.equal(html.match(/ id="reason"/g).length, 1);
			const [form] = html.match(new RegExp(`<form[^>]+/${act}"[\\s\\S]*?</form>`));
			assert.match(form, / id="reason"/);
			assert.match(form, /class="complaint"/);
			assert.equal(html.match(/class="complaint"/g).length, 1);
			assert.match(form, /<p class="complaint" id="reason-complaint">/);
			const [input] = form.match(/<textarea id="reason"[^>]*>/);
			assert.match(input, / aria-describedby="reason-complaint"/);
			assert.match(input, / aria-invalid="true"/);
			assert.equal(html.match(/aria-invalid/g).length, 1);
		};
		await refused("return", { reason: "" });
		await refused("coordinate", { units: "QLXNC", due_on: local_day(1), reason: "" });
	},

	async "the leader names units that cooperate: ten days, and each has a day of its own"() {
		const words = { reason: "Có phần thuộc đơn vị khác.", due_on: [local_day(1), local_day(2)] };
		const own = await leader.post(`${href}/coordinate`, { ...words, units: ["CSHS"] });
		assert.ok(own.body.complaints.units, own.text);
		ok(await leader.post(`${href}/coordinate`, { ...words, units: ["QLXNC", "QLHC"] }));
		ok(await who["canbo.qlxnc"].post(`${href}/contribute`, { body: "Phần của Cục." }));
		const { legs, helpers } = (await officer.get(href)).body;
		assert.match(legs[0].duty.limit, /10 ngày làm việc/);
		assert.deepEqual(helpers.map((row) => [row.unit, row.due_on.iso, row.body, row.help.label]).sort(), [
			["QLHC", local_day(2), "", "Chưa góp"], ["QLXNC", local_day(1), "Phần của Cục.", "Đã góp đúng hạn"]]);
		const again = await leader.post(`${href}/coordinate`, { ...words, units: ["QLHC"], due_on: local_day(400) });
		assert.match(again.body.complaints.due_on, /QLHC/);
	},

	async "an answer passes leader, editor and second person before who asked reads it"() {
		const drafted = await officer.post(`${href}/draft`, { field: "toi-pham", body: "Nộp tại cơ quan công an nơi gần nhất." });
		ok(drafted);
		const item = drafted.body.location;
		const step = async (person, verb) => ok(await person.post(`${item}/${verb}`, { declared: true, revision: 1 }));
		await step(officer, "submit");
		await step(leader, "send");
		assert.equal((await who.xuatban.post(`${href}/send`)).status, 409);
		await step(who.bientap, "take");
		await step(who.bientap, "submit_review");
		await step(who.xuatban, "approve");
		ok(await who.xuatban.post(`${href}/send`));
		assert.match((await house.json(`/hoi-dap/theo-doi?ma=${code}`)).question.html, /nơi gần nhất/);
		await step(who.xuatban, "publish");
		const { question } = await house.json(`/hoi-dap/theo-doi?ma=${code}`);
		const page = await (await fetch(house.base + question.public_href)).text();
		assert.match(page, /nơi gần nhất/);
		assert.doesNotMatch(page, /ban\.doc@/);
	},

	async "a published answer has a page of its own kind, is found, and stands in feed and sitemap"() {
		const { question } = await house.json(`/hoi-dap/theo-doi?ma=${code}`);
		answer = question.public_href;
		const html = await (await fetch(house.base + answer)).text();
		assert.match(html, /<h2 id="asked">Câu hỏi<\/h2>[\s\S]*Tôi bị lừa chuyển tiền\.[\s\S]*Người hỏi không nêu tên[\s\S]*<h2 id="answer">Trả lời<\/h2>[\s\S]*nơi gần nhất/);
		const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)[1]);
		assert.deepEqual([data["@type"], data.mainEntity.text, data.mainEntity.acceptedAnswer.author.name],
			["QAPage", "Tôi bị lừa chuyển tiền.", "Cục Cảnh sát hình sự"]);
		const { answers } = await house.json("/hoi-dap");
		assert.equal(answers[0].href, answer);
		assert.ok(answers.length >= 3);
		const year = new Date(Date.now() + 7 * 3600_000).getUTCFullYear();
		const found = async (query) => (await house.json(`/hoi-dap/tra-cuu?${query}`)).answers.map((row) => row.href);
		assert.deepEqual(await found(`tim=lua+chuyen+tien&linh-vuc=toi-pham&nam=${year}`), [answer]);
		assert.deepEqual(await found("tim=lua+chuyen+tien&linh-vuc=cu-tru"), []);
		assert.deepEqual(await found("nam=1999"), []);
		for (const bad of ["linh-vuc=xyz", "nam=abc", "truoc=1", "tim=a&truoc=x"])
			assert.equal((await fetch(`${house.base}/hoi-dap/tra-cuu?${bad}`)).status, 404, bad);
		for (const path of ["/hoi-dap/rss.xml", "/rss.xml", `/sitemap.xml?thang=${local_day(0).slice(0, 7)}`])
			assert.ok((await (await fetch(house.base + path)).text()).includes(answer), path);
		assert.ok((await house.json("/tim-kiem?q=lua+chuyen+tien")).found.some((row) => row.href === answer));
		assert.ok((await house.json("/hoi-dap/tin-bai")).news.length > 0);
	},

	async "a correction of an answer is told where the answer stands"() {
		const item = `/desk/items/${/\/(\d+)-/.exec(answer)[1]}`;
		const step = async (person, verb, revision) => ok(await person.post(`${item}/${verb}`, { declared: true, revision, reason: "Ghi thiếu." }));
		await step(who.bientap, "correct", 1);
		ok(await who.bientap.post(item, { base: 1, title: "Nộp đơn trình báo ở đâu?", abstract: "Ở mọi cơ quan công an.", section: "hoi-dap", body: "Nộp tại bất kỳ cơ quan công an nào.",
			correction: "Bản trước ghi thiếu.", fact_question: "Tôi bị lừa chuyển tiền.", fact_asked_on: local_day(0), fact_field: "toi-pham" }));
		await step(who.bientap, "submit_review", 2);
		await step(who.xuatban, "approve", 2);
		await step(who.xuatban, "publish", 2);
		assert.match(await (await fetch(house.base + answer)).text(), /Đính chính[\s\S]*Bản trước ghi thiếu\./);
	},

	async "no page has a fault that axe finds, in light and dark, wide and narrow"() {
		const browser = await open_browser();
		const { questions } = (await coordinator.get("/desk/questions")).body;
		const one = (state) => questions.find((row) => row.state.code === state).href;
		const answering = one("new");
		ok(await coordinator.post(`${answering}/forward`, { unit: "CSHS" }));
		ok(await officer.post(`${answering}/receive`));
		ok(await leader.post(`${answering}/coordinate`, { reason: "Có phần thuộc đơn vị khác.", units: ["QLHC", "QLXNC"], due_on: [local_day(1), local_day(2)] }));
		const pages = {
			dieuphoi: { ask: "/hoi-dap/gui", follow: `/hoi-dap/theo-doi?ma=${code}`, list: "/hoi-dap", nothing: "/hoi-dap/tra-cuu?tim=khongcogi", answer, triage: questions.findLast((row) => row.state.code === "new").href, published: one("published") },
			"lanhdao.cshs": { cooperate: answering },
		};
		for (const [login, paths] of Object.entries(pages)) {
			const page = await person(browser, house, login);
			for (const colorScheme of ["light", "dark"])
				for (const width of [1440, 360]) {
					await page.emulateMedia({ colorScheme });
					await page.setViewportSize({ width, height: 900 });
					for (const [name, path] of Object.entries(paths)) {
						const where = `question-${name}-${colorScheme}-${width}`;
						await page.goto(house.base + path);
						await page.evaluate(() => document.querySelectorAll("main details").forEach((more) => (more.open = true)));
						assert.deepEqual(await axe_faults(page), [], where);
						assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where} scrolls sideways`);
						await shot(page, where);
					}
				}
			assert.deepEqual(page.faults, []);
			await page.context().close();
		}
		await browser.close();
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
