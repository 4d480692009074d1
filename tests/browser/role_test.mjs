// role_test.mjs - the main work of each of the nine roles, at a desk and on a phone, by keyboard alone.
import assert from "node:assert/strict";
import { House, local_day, look_at, open_browser, person, run_tests } from "./lib.mjs";
import { choose, go_by, menu, reach, send as send_form, sign_in, skip_to_main, tick, type, type_day, unfold } from "./keyboard.mjs";

const house = new House();
await house.serve();
const browser = await open_browser();
const who = house.programs({ officer: "canbo.cshs", lawyer: "canbo.phapche", coordinator: "dieuphoi" });
const SCREENS = {
	1440: { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
	360: { viewport: { width: 360, height: 740 }, colorScheme: "dark", hasTouch: true },
};

const here = (page) => new URL(page.url()).pathname;
const go = async (page, path) => {
	await page.goto(house.base + path);
	await skip_to_main(page);
};
const state = (page) => page.locator(".page-head .tag").first().innerText();

/* Sends the form of an act, with the declaration where it asks for one. */
const send = (page, act) => {
	const form = page.locator(`main form[action$="/${act}"], main form:has([formaction$="/${act}"])`).first();
	return send_form(page, form, form.locator(`[formaction$="/${act}"], :scope[action$="/${act}"] button[type=submit]`));
};

/* The text itself, and saves it. */
async function write(page) {
	await reach(page, "[contenteditable=true]");
	await page.keyboard.insertText("Nội dung.");
	await go_by(page, "main form[data-keep] button[type=submit]");
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
			await type(page, "#title", `Báo cáo tháng ${width}`);
			await type(page, "#happened", "Lãnh đạo Cục phê duyệt báo cáo tháng.");
			await type(page, "#evidence_document_number", `12/BC-${width}`);
			await type_day(page, "#evidence_approved_on", local_day());
			await look_at(page, `role-officer-form-${width}`);
			await go_by(page, "main form.stack button[type=submit]");
			assert.match(await page.innerText("main"), /2 ngày làm việc/);
			await go_by(page, "main a[href^='/desk/items/new']");
			await type(page, "#title", title);
			await type(page, "#abstract", "Tóm tắt kết quả của tháng.");
			await write(page);
			item = here(page);
			await send(page, "submit");
			assert.match(await state(page), /Chờ/);
		},
		async leader(page) {
			await go(page, "/desk");
			await go_by(page, page.getByRole("link", { name: title }));
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
			await type(page, "#title", `Ghi nhanh của phóng viên ${width}`);
			await choose(page, "[name=section]", "tin-tuc");
			await type(page, "#abstract", "Tóm tắt.");
			await write(page);
			await send(page, "submit_review");
			assert.match(await state(page), /Chờ duyệt/);
		},
		async coordinator(page) {
			const { duties: [duty] } = await opened(who.officer, { rule: "6a", title: `Báo cáo miễn ${width}`, happened: "Nhầm.",
				evidence_document_number: "1/BC", evidence_approved_on: local_day() });
			await go(page, duty.href);
			const form = page.locator('main form[action$="/excuse"]');
			await unfold(page, page.locator("main details", { has: page.locator('form[action$="/excuse"]') }));
			await type(page, form.locator("textarea[name=reason]"), "Đơn vị đã báo cáo trong văn bản khác.");
			await look_at(page, `role-coordinator-excuse-${width}`);
			await send_form(page, form);
			assert.match(await page.innerText("main"), /Miễn thực hiện|Được miễn|miễn/);
		},
		async "ministry leader"(page) {
			const { duties: [duty] } = await opened(who.lawyer, { rule: "8b", title: `Sổ tay ${width}`, happened: "Đề nghị đăng.",
				evidence_subject: "Sổ tay", evidence_asked_on: local_day() });
			await go(page, `${duty.href}/consent`);
			await tick(page, "[name=agreed][value=yes]");
			await type(page, "#leader", "Đồng chí Thứ trưởng");
			await type_day(page, "#decided_on", local_day());
			await type(page, "#paper", "Bút phê trên Tờ trình 45/TTr-PC");
			await look_at(page, `role-ministry-form-${width}`);
			await go_by(page, "main form.stack button[type=submit]");
			await go(page, `${duty.href}/consent`);
			assert.match(await page.innerText("main"), /Bút phê trên Tờ trình 45\/TTr-PC/);
		},
		async auditor(page) {
			assert.equal((await who.officer.post(`${item}/publish`, { revision: 1 })).status, 403);
			await menu(page, "/desk/audit");
			await type(page, "#login", "canbo.cshs");
			await go_by(page, page.getByRole("button", { name: "Lọc" }));
			assert.match(await page.innerText("main"), /bị từ chối/);
			await go(page, item);
			assert.match(await page.innerText("main"), new RegExp(title));
			assert.equal(await page.locator('main form[action$="/correct"], main form[action$="/withdraw"]').count(), 0);
			await go(page, "/desk/audit?login=canbo.cshs");
		},
		async administrator(page) {
			await menu(page, "/desk/admin/units");
			await go_by(page, "main a[href='/desk/admin/units/new']");
			await type(page, "#code", `THU-${width}`);
			await type(page, "#name", `Đơn vị thử ${width}`);
			await choose(page, "#kind", "department");
			await look_at(page, `role-admin-form-${width}`);
			await send(page, "units");
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
			const page = await person(browser, house, null, screen);
			await sign_in(page, house, LOGINS[role]);
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
