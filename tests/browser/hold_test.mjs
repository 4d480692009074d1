// hold_test.mjs - the gate at the browser: what looks like a secret is held and decided, personal data is masked or kept, all of it is in the trail.
import assert from "node:assert/strict";
import { axe_faults, declare, docx, House, look_twice, open_browser, person, run_tests } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const people = {};
for (const [role, login] of Object.entries({ officer: "canbo.cshs", publisher: "xuatban", admin: "quantri", editor: "bientap", auditor: "kiemtoan" }))
	people[role] = await person(browser, house, login);
const { officer, publisher, admin, editor, auditor } = people;
const desk = Object.fromEntries([["officer", "canbo.cshs"], ["leader", "lanhdao.cshs"], ["editor", "bientap"]].map(([role, login]) => [role, house.program(login)]));
let item, hold;

const main = (page) => page.innerText("main");
const go = (page, path) => page.goto(house.base + path);

await run_tests({
	async "a text with a marking is held as it is saved: who wrote it reads neither title nor text any more"() {
		await go(officer, "/desk/items/new");
		await officer.fill("#title", "Kế hoạch bảo vệ đoàn khách");
		await officer.fill("#abstract", "Tóm tắt kế hoạch.");
		await officer.selectOption("#section", "tin-tuc");
		await officer.click("#body");
		await officer.keyboard.type("TỐI MẬT");
		await officer.keyboard.press("Enter");
		await officer.keyboard.type("Phương án số 2.");
		await officer.click("form[data-keep] button[type=submit]");
		await officer.waitForURL(/\/desk\/items\/\d+$/);
		item = new URL(officer.url()).pathname;
		assert.match(await main(officer), /Đang tạm giữ/);
		assert.doesNotMatch(await officer.content(), /Kế hoạch bảo vệ|Phương án số 2|TỐI MẬT/);
		await look_twice(officer, "hold-item");
	},

	async "an administrator learns that something is held and not what"() {
		await go(admin, "/desk/notices");
		assert.match(await main(admin), /Tạm giữ/);
		await go(admin, "/desk/holds?state=open");
		await admin.click("main ol a");
		hold = new URL(admin.url()).pathname;
		assert.match(await main(admin), /Chỉ người có thẩm quyền quyết định được đọc/);
		assert.equal(await admin.locator("form[action$='/decide']").count(), 0);
		assert.doesNotMatch(await admin.content(), /Kế hoạch bảo vệ|Phương án số 2|TỐI MẬT/);
		assert.deepEqual(await axe_faults(admin), []);
	},

	async "a publisher sees the passage, decides with a reason by keyboard alone, and the item goes on"() {
		await go(publisher, "/desk/holds");
		await look_twice(publisher, "hold-list");
		await go(publisher, hold);
		assert.equal(await publisher.innerText(".passage mark"), "TỐI MẬT");
		await look_twice(publisher, "hold-one");
		await publisher.focus("input[name=outcome][value=released]");
		await publisher.keyboard.press("Space");
		await publisher.keyboard.press("Tab");
		await publisher.keyboard.type("Tên một bộ phim, không phải dấu độ mật.");
		await publisher.keyboard.press("Tab");
		await publisher.keyboard.press("Enter");
		await publisher.waitForSelector("text=Quyết định");
		assert.match(await main(publisher), /Đã giải tỏa/);
		await go(officer, item);
		assert.match(await officer.innerText("h1"), /Kế hoạch bảo vệ đoàn khách/);
		await declare(officer.locator("form.declare"));
		await officer.click("text=Trình lãnh đạo");
		assert.match(await main(officer), /Chờ lãnh đạo đơn vị/);
	},

	async "a marked file is held with its item; confirmed, it is gone for all but the trail"() {
		const made = await desk.officer.post("/desk/items", { title: "Kết quả tuần", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung." });
		await go(officer, made.body.location);
		await officer.setInputFiles("#file", { name: "phuong-an.docx", mimeType: "application/octet-stream", buffer: docx(["BỘ CÔNG AN", "TUYỆT MẬT"]) });
		await officer.click("text=Đính kèm tệp");
		await officer.waitForSelector("text=Đang tạm giữ");
		assert.doesNotMatch(await officer.content(), /phuong-an/);
		await go(publisher, "/desk/holds?state=open");
		await publisher.click("main ol a");
		assert.match(await main(publisher), /phuong-an\.docx/);
		await publisher.check("input[name=outcome][value=confirmed]");
		await publisher.fill("#reason", "Có dấu độ mật.");
		await publisher.click("text=Ghi quyết định");
		await publisher.waitForSelector("text=Xác nhận có bí mật nhà nước");
		await go(officer, made.body.location);
		assert.match(await main(officer), /Chưa có tệp nào/);
		assert.match(await officer.innerText("h1"), /Kết quả tuần/);
	},

	async "an upload that is refused is told in words, and operators find it"() {
		const made = await desk.officer.post("/desk/items", { title: "Tin có tệp", abstract: "Tóm tắt.", section: "tin-tuc", body: "Nội dung." });
		await go(officer, made.body.location);
		await officer.setInputFiles("#file", { name: "bao-cao.docx", mimeType: "application/octet-stream", buffer: docx(["Báo cáo"], { "word/vbaProject.bin": "x" }) });
		await officer.click("text=Đính kèm tệp");
		await officer.waitForSelector(".complaint");
		assert.match(await main(officer), /macro/i);
		await go(admin, "/desk/refusals");
		assert.match(await main(admin), /macro/i);
		await look_twice(admin, "hold-refusals");
	},

	async "the trail tells who brought it in, who decided and why"() {
		for (const [action, words] of [["hold.begin", /tạm giữ số \d/], ["hold.release", /Tên một bộ phim/], ["hold.confirm", /Có dấu độ mật/]]) {
			await go(auditor, `/desk/audit?action=${action}`);
			assert.match(await main(auditor), words, action);
		}
	},

	async "personal data stands marked in every field; masked here, kept there with a reason, it is cleared for that revision alone"() {
		const made = await desk.officer.post("/desk/items", {
			title: "Tìm bị hại", abstract: "Gọi 0977111222.", section: "tin-tuc", body: "Bị hại gọi 0912345678.\n\nXe 30A-123.45 đã tìm thấy.",
		});
		item = made.body.location;
		for (const [who, verb] of [["officer", "submit"], ["leader", "send"], ["editor", "take"]])
			assert.equal((await desk[who].post(`${item}/${verb}`, { revision: 1, declared: true })).status, 200);
		await go(editor, item);
		assert.equal(await editor.innerText(".lede mark"), "0977111222");
		assert.deepEqual(await editor.locator(".prose mark").allInnerTexts(), ["0912345678", "30A-123.45"]);
		await look_twice(editor, "gate-item");
		const choice = (n, value) => editor.locator(".finding").nth(n).locator(`input[value=${value}]`).check();
		await choice(0, "mask");
		await choice(1, "mask");
		await choice(2, "keep");
		await editor.click("text=Ghi xử lý");
		assert.match(await main(editor), /Hãy ghi lý do giữ/);
		for (const [n, value] of [[0, "mask"], [1, "mask"], [2, "keep"]])
			assert.ok(await editor.locator(".finding").nth(n).locator(`input[value=${value}]`).isChecked(), `${n} ${value}`);
		await editor.locator(".finding").nth(2).locator(".finding-reason").fill("Xe của cơ quan, đã công bố.");
		await editor.click("text=Ghi xử lý");
		await editor.waitForSelector("text=Giữ: Xe của cơ quan");
		assert.match(await editor.innerText(".lede"), /097\*{7}/);
		assert.match(await editor.innerText(".prose"), /091\*{7}/);
		await look_twice(editor, "gate-cleared");
		await go(editor, item + "/edit");
		await editor.click("form[data-keep] button[type=submit]");
		await editor.waitForURL(house.base + item);
		assert.match(await main(editor), /Còn 1 chỗ có thể là dữ liệu cá nhân/);
	},

	async "no browser complained"() {
		for (const [role, page] of Object.entries(people)) assert.deepEqual(page.faults, [], role);
	},
}, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
