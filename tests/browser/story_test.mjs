// story_test.mjs - from a unit's report to the public page, by five people at five browsers.
import assert from "node:assert/strict";
import { axe_faults, declare, House, local_day, open_browser, person, run_tests, shot } from "./lib.mjs";

const TITLE = "Kết quả cao điểm bảo đảm trật tự đường phố quý này";
const house = new House();
await house.serve();
const browser = await open_browser();
const officer = await person(browser, house, "canbo.cshs");
const leader = await person(browser, house, "lanhdao.cshs");
const editor = await person(browser, house, "bientap");
const publisher = await person(browser, house, "xuatban");
const reader = await person(browser, house);
const people = { officer, leader, editor, publisher, reader };
let item, matter, duty, article;

const press = async (page, name) => {
	const button = page.getByRole("button", { name, exact: true });
	await declare(page.locator("form", { has: button }));
	await Promise.all([page.waitForNavigation(), button.click()]);
};
const state = (page) => page.locator(".page-head .tag").first().innerText();
const open_item = (page) => page.goto(house.base + item);
const say_why = async (page, verb, reason) => {
	await page.locator("main summary", { hasText: verb }).click();
	await page.locator(`main details[open] textarea[name=reason]`).fill(reason);
	await Promise.all([
		page.waitForNavigation(),
		page.locator("main details[open] button[type=submit]").click(),
	]);
};

const tests = {
	async "an officer opens a matter and sees the deadline with the reason of each day"() {
		await officer.goto(`${house.base}/desk/matters/new?rule=6a`);
		await officer.fill("#title", "Báo cáo kết quả cao điểm được phê duyệt");
		await officer.fill("#happened", "Lãnh đạo Cục phê duyệt báo cáo kết quả cao điểm.");
		await officer.fill("#evidence_document_number", "4321/BC-C02");
		await officer.fill("#evidence_approved_on", local_day(0));
		await press(officer, "Mở vụ việc và tính hạn");
		matter = new URL(officer.url()).pathname;
		assert.match(await officer.innerText("main"), /2 ngày làm việc/);
		await officer.getByRole("link", { name: "Vì sao ngày này?" }).click();
		await officer.waitForURL(/duties/);
		duty = new URL(officer.url()).pathname;
		assert.match(await officer.innerText(".proof"), /Ngày mốc, không tính/);
		assert.match(await officer.innerText(".proof"), /Ngày làm việc thứ 2|ngày thứ 2/);
		assert.match(await officer.innerText("main"), /4321\/BC-C02/);
	},

	async "what is missing is complained about at its field, and what was typed stays"() {
		await officer.goto(`${house.base}/desk/matters/new?rule=6a`);
		await officer.fill("#title", "Vụ việc thiếu ngày");
		await officer.fill("#happened", "Nội dung đã gõ.");
		await officer.evaluate(() => (document.querySelector("main form").noValidate = true));
		await press(officer, "Mở vụ việc và tính hạn");
		assert.equal(await officer.inputValue("#title"), "Vụ việc thiếu ngày");
		assert.equal(await officer.inputValue("#happened"), "Nội dung đã gõ.");
		assert.match(await officer.innerText(".field-bad"), /Số, ký hiệu/);
	},

	async "the officer writes rich text in the editor and submits it"() {
		await officer.goto(house.base + matter);
		await officer.getByRole("link", { name: "Viết tin, bài" }).click();
		await officer.fill("#title", TITLE);
		await officer.fill("#abstract", "Sau một tháng cao điểm, tội phạm đường phố giảm rõ rệt.");
		const area = officer.locator(".ProseMirror");
		await area.click();
		await officer.keyboard.type("Lực lượng chức năng đã khám phá nhiều vụ án ở quận Thanh Xuân.");
		await officer.keyboard.press("Enter");
		await officer.getByRole("button", { name: /mục.*2|2.*mục|Tiêu đề 2|cấp 2/i }).first().click();
		await officer.keyboard.type("Kết quả chính");
		await officer.keyboard.press("Enter");
		await officer.keyboard.type("Tỷ lệ khám phá đạt 86%.");
		await press(officer, "Lưu");
		item = new URL(officer.url()).pathname;
		assert.equal(await officer.locator(".prose h2").innerText(), "Kết quả chính");
		await press(officer, "Trình lãnh đạo");
		assert.match(await state(officer), /Chờ lãnh đạo|trình/i);
	},

	async "the leader approves and sends: the duty is met and there is a receipt"() {
		await leader.goto(`${house.base}/desk`);
		await leader.getByRole("link", { name: TITLE }).first().click();
		await leader.waitForURL(/items/);
		await press(leader, "Duyệt và gửi Cổng");
		assert.match(await leader.innerText("main"), /Đúng hạn/);
		await leader.getByRole("link", { name: "Giấy xác nhận" }).click();
		await leader.waitForURL(/receipts/);
		assert.match(await leader.innerText(".receipt"), /SHA-256/);
		await shot(leader, "receipt");
	},

	async "an editor takes it and returns it with reasons; the unit sends it again"() {
		await open_item(editor);
		await press(editor, "Nhận biên tập");
		await say_why(editor, "Trả lại", "Đề nghị nêu rõ địa bàn.");
		await open_item(officer);
		assert.match(await officer.innerText(".reason"), /Đề nghị nêu rõ địa bàn/);
		await press(officer, "Trình lãnh đạo");
		await open_item(leader);
		await press(leader, "Duyệt và gửi Cổng");
	},

	async "the editor's save is a revision with a word diff; the editor cannot approve"() {
		await open_item(editor);
		await press(editor, "Nhận biên tập");
		await editor.getByRole("link", { name: "Sửa", exact: true }).click();
		await editor.fill("#abstract", "Sau một tháng cao điểm, tội phạm đường phố giảm 18,6%.");
		await press(editor, "Lưu");
		await editor.goto(`${house.base}${item}/diff?from=1&to=2`);
		assert.equal((await editor.locator(".diff ins").first().innerText()).trim(), "18,6%");
		await shot(editor, "diff");
		await open_item(editor);
		await press(editor, "Trình duyệt");
		assert.equal(await editor.getByRole("button", { name: "Duyệt", exact: true }).count(), 0);
	},

	async "a different person approves that very revision and publishes it"() {
		await open_item(publisher);
		await press(publisher, "Duyệt");
		await press(publisher, "Đăng ngay");
		assert.match(await state(publisher), /Đã đăng/);
		article = await publisher.getByRole("link", { name: "Trang công khai" }).getAttribute("href");
	},

	async "everybody reads it: page, home, section, search with and without marks, RSS, sitemap"() {
		await reader.goto(house.base + article);
		assert.equal(await reader.innerText("h1"), TITLE);
		await shot(reader, "article");
		for (const path of ["/", "/tinh-hinh-ket-qua", "/tim-kiem?q=quan+thanh+xuan", "/tim-kiem?q=quận Thanh Xuân"]) {
			await reader.goto(house.base + path);
			assert.ok(await reader.getByRole("link", { name: TITLE }).count(), path);
		}
		await reader.goto(`${house.base}/tim-kiem?q=quần+thánh+xuấn`);
		assert.equal(await reader.getByRole("link", { name: TITLE }).count(), 0);
		for (const path of ["/rss.xml", "/tinh-hinh-ket-qua/rss.xml", `/sitemap.xml?thang=${local_day(0).slice(0, 7)}`])
			assert.ok((await (await fetch(house.base + path)).text()).includes(article), path);
	},

	async "a correction keeps the live text public until two people have approved the new one"() {
		await open_item(editor);
		await say_why(editor, "Đính chính", "Sai tỷ lệ.");
		await editor.getByRole("link", { name: "Sửa", exact: true }).click();
		await editor.fill("#abstract", "Sau một tháng cao điểm, tội phạm đường phố giảm 16,8%.");
		await editor.fill("#correction", "Đính chính: tỷ lệ giảm là 16,8%, không phải 18,6%.");
		await press(editor, "Lưu");
		await reader.goto(house.base + article);
		assert.match(await reader.innerText("main"), /18,6%/);
		await press(editor, "Trình duyệt");
		await open_item(publisher);
		await press(publisher, "Duyệt");
		await press(publisher, "Đăng ngay");
		await reader.goto(house.base + article);
		assert.match(await reader.innerText(".notice-correction"), /không phải 18,6%/);
		await shot(reader, "corrected");
	},

	async "a withdrawn article answers 410 with the reason and leaves lists and search"() {
		await open_item(publisher);
		await say_why(publisher, "Gỡ bài", "Thông tin chưa được phép công bố.");
		const reply = await reader.goto(house.base + article);
		assert.equal(reply.status(), 410);
		assert.match(await reader.innerText("main"), /chưa được phép công bố/);
		await reader.goto(`${house.base}/tim-kiem?q=thanh+xuan`);
		assert.equal(await reader.getByRole("link", { name: TITLE }).count(), 0);
		assert.ok(!(await (await fetch(`${house.base}/rss.xml`)).text()).includes(article));
	},

	async "an item is published at the time that was set"() {
		const program = house.program("bientap2");
		const made = await program.post("/desk/items", {
			title: "Bài hẹn giờ", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung.",
		});
		assert.equal(made.status, 201);
		item = made.body.location;
		assert.equal((await program.post(`${item}/submit_review`, { declared: true, revision: 1 })).status, 200);
		const second = house.program("xuatban");
		assert.equal((await second.post(`${item}/approve`, { declared: true, revision: 1 })).status, 200);
		const soon = new Date(Date.now() + 3000).toISOString();
		const set = await second.post(`${item}/schedule`, { declared: true, revision: 1, publish_at: soon });
		assert.equal(set.status, 200, JSON.stringify(set.body));
		for (let i = 0; i < 100; i++) {
			const now = await second.get(item);
			if (now.body.state.code === "published") return;
			await new Promise((wake) => setTimeout(wake, 100));
		}
		assert.fail("it was not published");
	},

	async "the whole way works without scripts"() {
		const plain = await person(browser, house, "canbo.hanoi", { javaScriptEnabled: false });
		await plain.goto(`${house.base}/desk/items/new`);
		await plain.fill("#title", "Bài viết không cần tập lệnh");
		await plain.fill("#abstract", "Tóm tắt của bài.");
		await plain.selectOption("#section", "tin-tuc");
		await plain.fill("#body", "Đoạn thứ nhất.\n\nĐoạn thứ hai.");
		await press(plain, "Lưu");
		assert.equal(await plain.locator(".prose p").count(), 2);
		await press(plain, "Trình lãnh đạo");
		await plain.context().close();
	},

	async "saving upon an old revision shows both texts, and saving again keeps mine"() {
		const one = house.program("canbo.cshs");
		const made = await one.post("/desk/items", {
			title: "Bản gốc", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung gốc.",
		});
		await officer.goto(`${house.base}${made.body.location}/edit`);
		const theirs = await one.post(made.body.location, {
			title: "Bản của người khác", abstract: "Tóm tắt.", section: "tin-tuc", body: "Khác.", base: 1,
		});
		assert.equal(theirs.status, 200);
		await officer.fill("#title", "Bản của tôi");
		await press(officer, "Lưu");
		assert.match(await officer.innerText("main"), /Bản của người khác/);
		assert.equal(await officer.inputValue("#title"), "Bản của tôi");
		await press(officer, "Lưu");
		assert.equal(await officer.innerText("h1"), "Bản của tôi");
	},

	async "no page of the way has a fault that axe finds, in light and dark, wide and narrow"() {
		const faults = [];
		const pages = [
			[reader, ["/", "/tin-tuc", "/canh-bao", "/hoi-dap", "/lien-he", "/tim-kiem?q=duong", "/login", "/khong-co"]],
			[officer, ["/desk", "/desk/matters", "/desk/matters/new", "/desk/matters/new?rule=6a", matter, duty,
				"/desk/items", "/desk/items/new", item, `${item}/revisions`, "/desk/notices", "/desk/me"]],
			[editor, ["/desk", item, `${item}/edit`]],
		];
		for (const scheme of ["light", "dark"])
			for (const width of [1440, 360, 320])
				for (const [page, paths] of pages) {
					await page.emulateMedia({ colorScheme: scheme });
					await page.setViewportSize({ width, height: 900 });
					for (const path of paths) {
						await page.goto(house.base + path);
						const found = width === 320 ? [] : await axe_faults(page);
						const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
						if (wide > 0) found.push(`scrolls sideways by ${wide}`);
						for (const fault of found) faults.push(`${path} ${scheme} ${width}: ${fault}`);
					}
				}
		assert.deepEqual(faults, []);
	},

	async "no browser complained, and the audit trail is whole"() {
		for (const [name, page] of Object.entries(people)) assert.deepEqual(page.faults, [], name);
		assert.match(house.command("audit", "verify"), /nguyên vẹn/);
	},
};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
