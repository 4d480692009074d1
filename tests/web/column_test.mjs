// column_test.mjs - columns over HTTP: opened, published by a second person, asked for, given, reminded of, closed.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = {
	officer: house.program("canbo.cshs"),
	leader: house.program("lanhdao.cshs"),
	other: house.program("canbo.phapche"),
	coordinator: house.program("dieuphoi"),
	editor: house.program("bientap"),
	publisher: house.program("xuatban"),
	auditor: house.program("kiemtoan"),
};
const day = (days) => new Date(Date.now() + 7 * 3600_000 + days * 86400_000).toISOString().slice(0, 10);
const plan = (more = {}) => ({
	declared: true, title: "Vì bình yên cuộc sống", purpose: "Giới thiệu phong trào toàn dân bảo vệ an ninh Tổ quốc.", begins_on: day(0), ends_on: day(60),
	part_name: ["Gương điển hình", "Số liệu tháng"], part_about: ["Bài viết về tập thể, cá nhân.", ""], ...more,
});
const ok = (reply) => assert.ok(reply.status < 300, `${reply.status} ${reply.text}`);
const read = async (person, href) => {
	const reply = await person.get(href);
	assert.equal(reply.status, 200, `${href}: ${reply.text}`);
	return reply.body;
};
async function opened(more) {
	const reply = await who.coordinator.post("/desk/columns", plan(more));
	assert.equal(reply.status, 201, reply.text);
	return reply.body.location;
}
async function units(href, ...codes) {
	const { units } = await read(who.coordinator, `${href}/ask`);
	return codes.map((code) => units.find((unit) => unit.code === code).id);
}
/* A column that asks CSHS for both parts; its asks. */
async function asked() {
	const href = await opened();
	const [unit] = await units(href, "CSHS");
	ok(await who.coordinator.post(`${href}/ask`, { units: [unit], parts: [1, 2], until: day(5), request: "Mỗi đơn vị một bài." }));
	return { href, unit, asks: (await read(who.leader, href)).own };
}
async function given(ask) {
	const { matter_href } = await read(who.leader, ask.href);
	const { duties } = await read(who.leader, matter_href);
	const duty = duties.find((row) => row.column.id === ask.id);
	const item = await who.officer.post("/desk/items", {
		matter: matter_href.split("/").pop(), duty: duty.id, title: "Tổ tự quản giữ bình yên", abstract: "Tóm tắt.", section: "chuyen-muc", body: "Nội dung.",
	});
	assert.equal(item.status, 201, item.text);
	ok(await who.officer.post(`${item.body.location}/submit`, { declared: true, revision: 1 }));
	ok(await who.leader.post(`${item.body.location}/send`, { declared: true, revision: 1 }));
	return item.body.location;
}

const tests = {
	async "what is wrong with a column is told at its field, and others than the coordinator are refused"() {
		for (const [more, field] of [[{ ends_on: day(-1) }, "ends_on"], [{ part_name: [] }, "part_name"], [{ part_name: ["A", "A"] }, "part_name"], [{ title: "" }, "title"],
			[{ begins_on: "hôm nay" }, "begins_on"], [{ purpose: " " }, "purpose"]]) {
			const reply = await who.coordinator.post("/desk/columns", plan(more));
			assert.equal(reply.status, 422, reply.text);
			assert.ok(reply.body.complaints[field], `${field}: ${reply.text}`);
		}
		for (const person of [who.leader, who.editor, who.publisher, who.auditor])
			assert.equal((await person.post("/desk/columns", plan())).status, 403);
	},

	async "the public reads what a second person approved, and a change waits for the next approval"() {
		const href = await opened({ title: "An toàn giao thông" });
		assert.equal((await who.coordinator.post(`${href}/publish`)).status, 403);
		const { version } = await read(who.publisher, href);
		ok(await who.publisher.post(`${href}/publish`, { declared: true, version }));
		const { public_href } = await read(who.coordinator, href);
		const page = await fetch(house.base + public_href, { headers: { Accept: "application/json" } });
		assert.equal(page.status, 200);
		assert.deepEqual((await page.json()).parts.map((part) => part.name), ["Gương điển hình", "Số liệu tháng"]);
		ok(await who.coordinator.post(`${href}/change`, plan({ title: "An toàn giao thông 2026", part_number: [2, 1], part_name: ["Số liệu", "Gương"] })));
		assert.equal((await (await fetch(house.base + public_href, { headers: { Accept: "application/json" } })).json()).title, "An toàn giao thông");
		ok(await who.publisher.post(`${href}/publish`, { declared: true }));
		const after = await (await fetch(house.base + public_href, { headers: { Accept: "application/json" } })).json();
		assert.equal(after.title, "An toàn giao thông 2026");
		assert.match(await (await fetch(`${house.base}/chuyen-muc`)).text(), /An toàn giao thông 2026/);
		assert.match(await (await fetch(`${house.base}/sitemap.xml?thang=muc`)).text(), /chuyen-muc\/chuyen-de\/\d+-an-toan-giao-thong-2026/);
		for (const feed of ["/rss.xml", "/chuyen-muc/rss.xml", "/atom.xml", "/feed.json"])
			assert.match(await (await fetch(house.base + feed)).text(), /chuyen-de\/\d+-an-toan-giao-thong-2026/, feed);
		assert.doesNotMatch(await (await fetch(`${house.base}/tin-tuc/rss.xml`)).text(), /an-toan-giao-thong-2026/);
		for (const words of ["An toàn giao thông", "an toan giao thong", '"an toàn giao thông"'])
			assert.ok((await house.json(`/tim-kiem?q=${encodeURIComponent(words)}`)).found.some((row) => row.section === "Chuyên mục" && row.title === "An toàn giao thông 2026"), words);
		assert.ok(!(await house.json(`/tim-kiem?q=${encodeURIComponent("ăn toàn giao thông")}`)).found.some((row) => row.title === "An toàn giao thông 2026"));
		assert.equal((await fetch(`${house.base}/chuyen-muc/chuyen-de/999-khong-co`)).status, 404);
	},

	async "a public column is withdrawn: its page answers 410 with the reason, feeds, sitemap and search drop it, and a new edition brings it back"() {
		const title = "Bình yên miền biên giới", href = await opened({ title });
		ok(await who.publisher.post(`${href}/publish`, { declared: true }));
		const { public_href } = await read(who.coordinator, href);
		const places = ["/chuyen-muc", "/rss.xml", "/chuyen-muc/rss.xml", "/atom.xml", "/feed.json", "/sitemap.xml?thang=muc", `/tim-kiem?q=${encodeURIComponent(title)}`];
		const shown = async () => {
			const found = [];
			for (const place of places) if ((await (await fetch(house.base + place)).text()).includes(public_href)) found.push(place);
			return found;
		};
		assert.deepEqual(await shown(), places);
		const reason = "Số liệu của một địa phương sai, đang rà soát lại.";
		assert.equal((await who.coordinator.post(`${href}/unpublish`, { reason })).status, 403);
		const bare = await who.publisher.post(`${href}/unpublish`, { reason: "" });
		assert.equal(bare.status, 422);
		assert.ok(bare.body.complaints.reason);
		const { cookie, csrf } = await house.session("xuatban");
		const form = await (await fetch(`${house.base}${href}/unpublish`, {
			method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.base },
			body: new URLSearchParams({ _csrf: csrf, _nonce: "gỡ", reason: " " }),
		})).text();
		const [input] = form.match(/<textarea id="reason"[^>]*>/); // described by what is wrong, then by its hint
		assert.match(input, / aria-describedby="reason-complaint reason-hint"/);
		assert.match(input, / aria-invalid="true"/);
		assert.match(form, /<p class="complaint" id="reason-complaint">/);
		const told = await who.publisher.post(`${href}/unpublish`, { reason: "Liên hệ đ/c An, số điện thoại 0912 345 678." });
		assert.equal(told.status, 422, told.text);
		ok(await who.publisher.post(`${href}/unpublish`, { reason }));
		assert.deepEqual(await shown(), []);
		const gone = await fetch(house.base + public_href);
		assert.equal(gone.status, 410);
		assert.ok((await gone.text()).includes(reason));
		assert.equal((await who.publisher.post(`${href}/unpublish`, { reason })).status, 409);
		const { version, parts } = await read(who.coordinator, href);
		ok(await who.coordinator.post(`${href}/change`, plan({ title, base: version, part_number: parts.map((part) => part.number) })));
		ok(await who.publisher.post(`${href}/publish`, { declared: true }));
		assert.deepEqual(await shown(), places);
	},

	async "two coordinators at once: the second gets the form again with both texts"() {
		const href = await opened();
		const { version } = await read(who.coordinator, href);
		ok(await who.coordinator.post(`${href}/change`, plan({ title: "Bản một", base: version, part_number: [1, 2] })));
		const late = await who.coordinator.post(`${href}/change`, plan({ title: "Bản hai", base: version, part_number: [1, 2] }));
		assert.equal(late.status, 409, late.text);
		assert.equal(late.body.theirs.title, "Bản một");
		assert.equal(late.body.form.title, "Bản hai");
	},

	async "units are asked many at once, each with its day, and see only their own"() {
		const href = await opened();
		const [cshs, phapche] = await units(href, "CSHS", "PC-CCHCTP");
		const request = { units: [cshs, phapche], parts: [1], until: day(5), [`until_${phapche}`]: day(9) };
		for (const [more, field] of [[{ until: day(-1) }, "until"], [{ [`until_${phapche}`]: day(-1) }, `until_${phapche}`], [{ parts: [] }, "parts"], [{ parts: [7] }, "parts"],
			[{ units: [] }, "units"], [{ units: [cshs, cshs] }, "units"], [{ units: [999999] }, "units"]]) {
			const reply = await who.coordinator.post(`${href}/ask`, { ...request, ...more });
			assert.equal(reply.status, 422, `${field} ${reply.text}`);
			assert.ok(reply.body.complaints[field], `${field}: ${reply.text}`);
		}
		assert.equal((await who.leader.get(href)).status, 403);
		assert.equal((await who.leader.post(`${href}/ask`, request)).status, 403);
		ok(await who.coordinator.post(`${href}/ask`, request));
		assert.equal((await who.coordinator.post(`${href}/ask`, request)).status, 422);
		const { grid } = await read(who.coordinator, href);
		assert.deepEqual(grid.units.flatMap((unit) => unit.cells.filter((cell) => cell.ask).map((cell) => cell.ask.until.iso)).sort(), [day(5), day(9)].sort());
		const own = await read(who.leader, href);
		assert.equal(own.grid, false);
		assert.deepEqual(own.own.map((ask) => ask.unit), ["CSHS"]);
		assert.equal((await who.other.get(own.own[0].href)).status, 403);
		const { notices } = await read(who.officer, "/desk/notices");
		assert.ok(notices.some((notice) => notice.href === href));
	},

	async "what looks like a state secret is refused at its field and is on no public page; personal data needs a reason"() {
		const secret = "TỐI MẬT\nPhương án Sao Mai", person = "Gọi anh Nam 0912345678.";
		const refused = await who.coordinator.post("/desk/columns", plan({ purpose: secret, declared: "0" }));
		assert.equal(refused.status, 422);
		assert.match(refused.body.complaints.purpose, /bí mật nhà nước “TỐI MẬT” trong “TỐI MẬT Phương án Sao Mai”/);
		assert.match(refused.body.complaints.declared, /cam kết/);
		const href = await opened({ title: "Vì ngày mai", purpose: person });
		const bare = await who.publisher.post(`${href}/publish`, { declared: true });
		assert.match(bare.body.complaints.keep_reason, /“0912345678”/);
		assert.match((await who.publisher.post(`${href}/publish`, { keep_reason: "Đã đồng ý." })).body.complaints.declared, /cam kết/);
		ok(await who.publisher.post(`${href}/publish`, { declared: true, keep_reason: "Người này đã đồng ý." }));
		assert.equal((await who.coordinator.post(`${href}/change`, plan({ part_about: ["Độ mật: Tuyệt mật, Sao Mai", ""] }))).status, 422);
		const shown = await read(who.publisher, href);
		assert.deepEqual(shown.findings.map((one) => [one.kind.code, one.words]), [["phone", "0912345678"]]);
		assert.equal(shown.acts[1].reason, "Bản 1, 1 chỗ: Người này đã đồng ý.");
		for (const path of [shown.public_href, "/chuyen-muc", "/rss.xml", "/chuyen-muc/rss.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/tim-kiem?q=phương+án"])
			assert.doesNotMatch(await (await fetch(house.base + path)).text(), /tối mật|tuyệt mật|Sao Mai/i, path);
		const { refusals } = await read(who.publisher, "/desk/refusals?of=words");
		assert.deepEqual(refusals.map((one) => one.words), ["Sửa chuyên mục: Thành phần 1, mô tả: “Tuyệt mật”", "Mở chuyên mục: Mục đích: “TỐI MẬT”"]);
		assert.equal((await who.coordinator.get("/desk/refusals?of=words")).status, 403);
		const { notices } = await read(who.publisher, "/desk/notices");
		assert.equal(notices.filter((one) => one.href === "/desk/refusals?of=words").length, 2);
	},

	async "data that is sent meets the ask; the time line, the matter and the grid tell it"() {
		const { href, asks } = await asked();
		const item = await given(asks[0]);
		const ask = await read(who.coordinator, asks[0].href);
		assert.equal(ask.state.code, "given");
		assert.deepEqual(ask.items.map((row) => row.href), [item]);
		const { grid } = await read(who.auditor, href);
		assert.deepEqual(grid.figures, { asked: 2, given: 1, late: 0, excused: 0 });
		assert.deepEqual(grid.parts.map((part) => part.figures.given), [1, 0]);
		const { timeline } = await read(who.leader, ask.matter_href);
		assert.equal(timeline.filter((row) => row.kind === "column").length, 2);
		ok(await who.editor.post(`${item}/take`, { revision: 1 }));
		ok(await who.editor.post(`${item}/submit_review`, { declared: true, revision: 1 }));
		ok(await who.publisher.post(`${item}/approve`, { declared: true, revision: 1 }));
		ok(await who.publisher.post(`${item}/publish`, { declared: true, revision: 1 }));
		ok(await who.publisher.post(`${href}/publish`, { declared: true }));
		const { public_href } = await read(who.coordinator, href);
		const page = await (await fetch(house.base + public_href, { headers: { Accept: "application/json" } })).json();
		assert.deepEqual(page.parts.map((part) => part.news.length), [1, 0]);
	},

	async "a unit's leader says that it has none, and the Portal accepts, or wants it nevertheless"() {
		const { asks: [one, two] } = await asked();
		const reason = "Địa bàn không phát sinh.";
		assert.equal((await who.officer.post(`${one.href}/none`, { reason })).status, 403);
		assert.equal((await who.leader.post(`${one.href}/none`, { reason: "" })).status, 422);
		for (const ask of [one, two]) {
			const { version } = await read(who.leader, ask.href);
			ok(await who.leader.post(`${ask.href}/none`, { reason, version }));
			const late = await who.coordinator.post(`${ask.href}/withdraw`, { reason, version });
			assert.equal(late.status, 409, late.text);
			assert.equal(late.body.state.code, "said_none");
		}
		assert.equal((await who.leader.post(`${one.href}/accept`)).status, 403);
		ok(await who.coordinator.post(`${one.href}/accept`));
		ok(await who.coordinator.post(`${two.href}/decline`, { reason: "Tháng trước có." }));
		assert.equal((await read(who.leader, one.href)).state.code, "excused");
		assert.equal((await read(who.leader, two.href)).state.code, "asked");
		assert.equal((await who.coordinator.post(`${one.href}/accept`)).status, 409);
	},

	async "a day is moved, an ask withdrawn and asked again"() {
		const { href, unit, asks: [ask] } = await asked();
		assert.equal((await who.coordinator.post(`${ask.href}/move`, { until: day(-2), reason: "Bão" })).status, 422);
		ok(await who.coordinator.post(`${ask.href}/move`, { until: day(12), reason: "Bão số 9" }));
		assert.equal((await read(who.leader, ask.href)).until.iso, day(12));
		ok(await who.coordinator.post(`${ask.href}/withdraw`, { reason: "Đã có nguồn khác" }));
		assert.equal((await read(who.leader, ask.href)).state.code, "withdrawn");
		ok(await who.coordinator.post(`${href}/ask`, { units: unit, parts: 1, until: day(20) }));
		const again = await read(who.leader, ask.href);
		assert.deepEqual([again.state.code, again.until.iso], ["asked", day(20)]);
		assert.deepEqual(again.acts.map((act) => act.kind), ["ask_again", "withdraw", "move", "ask"]);
	},

	async "many are reminded at once, and what was not reminded is reported"() {
		const { href, asks } = await asked();
		const list = (await read(who.coordinator, `${href}/remind`)).asks;
		assert.equal(list.length, 2);
		await given(asks[0]);
		assert.equal((await who.coordinator.post(`${href}/remind`, { asks: [] })).status, 422);
		const reply = await who.coordinator.post(`${href}/remind`, { asks: list.map((ask) => ask.id) });
		assert.equal(reply.status, 201, reply.text);
		const report = await read(who.coordinator, reply.body.location);
		assert.deepEqual([report.told_count, report.failed_count], [1, 1]);
		assert.equal(report.failed[0].why, "Đã cung cấp");
		assert.equal((await who.leader.get(reply.body.location)).status, 403);
		assert.ok((await read(who.leader, "/desk/notices")).notices.some((notice) => /^Nhắc cung cấp dữ liệu/.test(notice.title)));
		assert.equal((await read(who.coordinator, href)).acts[0].report_href, reply.body.location);
	},

	async "a closed column keeps all and takes nothing more"() {
		const { href, asks: [ask] } = await asked();
		assert.equal((await who.coordinator.post(`${href}/close`, { reason: "" })).status, 422);
		ok(await who.coordinator.post(`${href}/close`, { reason: "Hết đợt cao điểm" }));
		assert.equal((await read(who.leader, ask.href)).state.code, "withdrawn");
		for (const [path, body] of [["change", plan()], ["ask", { units: 1, parts: 1, until: day(1) }], ["remind", { asks: ask.id }], ["close", { reason: "Lần nữa" }]])
			assert.equal((await who.coordinator.post(`${href}/${path}`, body)).status, 409, path);
		assert.equal((await read(who.coordinator, href)).reason, "Hết đợt cao điểm");
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
