// role_test.mjs - the main work of each of the nine roles, at a desk and on a phone.
import assert from "node:assert/strict";
import { declare, House, local_day, look_at, open_browser, person, run_tests } from "./lib.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const who = house.programs({ officer: "canbo.cshs", lawyer: "canbo.phapche", coordinator: "dieuphoi" });
const SCREENS = {
	1440: { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
	360: { viewport: { width: 360, height: 740 }, colorScheme: "dark", hasTouch: true },
};

/* Sends a form, with the declaration where it asks for one. */
async function submit(page, form = page.locator("main form.stack")) {
	await declare(form);
	await Promise.all([page.waitForNavigation(), form.locator("button[type=submit]").first().click()]);
}
const send = (page, act) => submit(page, page.locator(`main form[action$="/${act}"]`));
const here = (page) => new URL(page.url()).pathname;
const go = (page, path) => page.goto(house.base + path);
const state = (page) => page.locator(".page-head .tag").first().innerText();

/* The text itself, and saves it. */
async function write(page) {
	await page.locator("[contenteditable=true]").first().fill("Nội dung.");
	await Promise.all([page.waitForNavigation(), page.locator("main form button[type=submit]").first().click()]);
}

async function opened(program, fields) {
	const made = await program.post("/desk/matters", fields);
	assert.equal(made.status, 201, made.text);
	return (await program.get(made.body.location)).body;
}

/* One after the other on the same texts: what a role leaves, the next one finds. */
const stories = (width) => {
	let item;
	const title = `Kết quả tháng cao điểm ${width}`;
	return {
		async officer(page) {
			await go(page, "/desk/matters/new?rule=6a");
			await page.fill("#title", `Báo cáo tháng ${width}`);
			await page.fill("#happened", "Lãnh đạo Cục phê duyệt báo cáo tháng.");
			await page.fill("#evidence_document_number", `12/BC-${width}`);
			await page.fill("#evidence_approved_on", local_day());
			await look_at(page, `role-officer-form-${width}`);
			await submit(page);
			assert.match(await page.innerText("main"), /2 ngày làm việc/);
			await page.locator("main a[href^='/desk/items/new']").first().click();
			await page.fill("#title", title);
			await page.fill("#abstract", "Tóm tắt kết quả của tháng.");
			await write(page);
			item = here(page);
			await send(page, "submit");
			assert.match(await state(page), /Chờ/);
		},
		async leader(page) {
			await go(page, "/desk");
			await page.getByRole("link", { name: title }).first().click();
			await send(page, "send");
			assert.match(await page.innerText("main"), /Giấy xác nhận|giấy xác nhận/);
		},
		async editor(page) {
			await go(page, item);
			await send(page, "take");
			await send(page, "submit_review");
			assert.match(await state(page), /Chờ duyệt/);
		},
		async publisher(page) {
			await go(page, item);
			await send(page, "approve");
			await send(page, "publish");
			assert.match(await state(page), /Đã đăng/);
		},
		async reporter(page) {
			await go(page, "/desk/items/new");
			await page.fill("#title", `Ghi nhanh của phóng viên ${width}`);
			await page.selectOption("[name=section]", "tin-tuc");
			await page.fill("#abstract", "Tóm tắt.");
			await write(page);
			await send(page, "submit_review");
			assert.match(await state(page), /Chờ duyệt/);
		},
		async coordinator(page) {
			const { duties: [duty] } = await opened(who.officer, { rule: "6a", title: `Báo cáo miễn ${width}`, happened: "Nhầm.",
				evidence_document_number: "1/BC", evidence_approved_on: local_day() });
			await go(page, duty.href);
			const box = page.locator("main details", { has: page.locator('form[action$="/excuse"]') });
			if (await box.count()) await box.locator("summary").click();
			const form = page.locator('main form[action$="/excuse"]');
			await form.locator("textarea[name=reason]").fill("Đơn vị đã báo cáo trong văn bản khác.");
			await look_at(page, `role-coordinator-excuse-${width}`);
			await submit(page, form);
			assert.match(await page.innerText("main"), /Miễn thực hiện|Được miễn|miễn/);
		},
		async "ministry leader"(page) {
			const { duties: [duty] } = await opened(who.lawyer, { rule: "8b", title: `Sổ tay ${width}`, happened: "Đề nghị đăng.",
				evidence_subject: "Sổ tay", evidence_asked_on: local_day() });
			await go(page, `${duty.href}/consent`);
			await page.check("[name=agreed][value=yes]");
			await page.fill("#leader", "Đồng chí Thứ trưởng");
			await page.fill("#decided_on", local_day());
			await page.fill("#paper", "Bút phê trên Tờ trình 45/TTr-PC");
			await look_at(page, `role-ministry-form-${width}`);
			await submit(page);
			await go(page, `${duty.href}/consent`);
			assert.match(await page.innerText("main"), /Bút phê trên Tờ trình 45\/TTr-PC/);
		},
		async auditor(page) {
			assert.equal((await who.officer.post(`${item}/publish`, { revision: 1 })).status, 403);
			await go(page, "/desk/audit");
			await page.fill("#login", "canbo.cshs");
			await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Lọc" }).click()]);
			assert.match(await page.innerText("main"), /bị từ chối/);
			await go(page, item);
			assert.match(await page.innerText("main"), new RegExp(title));
			assert.equal(await page.locator('main form[action$="/correct"], main form[action$="/withdraw"]').count(), 0);
			await go(page, "/desk/audit?login=canbo.cshs");
		},
		async administrator(page) {
			await go(page, "/desk/admin/units/new");
			await page.fill("#code", `THU-${width}`);
			await page.fill("#name", `Đơn vị thử ${width}`);
			await page.selectOption("#kind", "department");
			await look_at(page, `role-admin-form-${width}`);
			await send(page, "units");
			await go(page, "/desk/admin/units");
			assert.equal((await page.goto(house.base + item)).status(), 403); /* content is not theirs */
			await go(page, "/desk/admin/accounts");
		},
	};
};

const LOGINS = { officer: "canbo.cshs", leader: "lanhdao.cshs", editor: "bientap", publisher: "xuatban", reporter: "phongvien",
	coordinator: "dieuphoi", "ministry leader": "lanhdaobo", auditor: "kiemtoan", administrator: "quantri" };
const tests = {};
for (const [width, screen] of Object.entries(SCREENS))
	for (const [role, story] of Object.entries(stories(width)))
		tests[`the ${role} does the main work at ${width} px`] = async () => {
			const page = await person(browser, house, LOGINS[role], screen);
			await look_at(page, `role-${role.replace(" ", "-")}-desk-${width}`);
			await story(page);
			await look_at(page, `role-${role.replace(" ", "-")}-${width}`);
			await page.context().close();
		};

await run_tests(tests, async () => {
	await browser.close();
	await house.stop();
	house.remove();
});
