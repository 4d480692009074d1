// keyboard.mjs - a person without a mouse: Tab, arrows, Enter, Space and typed text. Each step looks where the focus is and whether it can be seen.
import assert from "node:assert/strict";
import { PASSWORD } from "./lib.mjs";

const STEPS_MAX = 300; // more presses of Tab than the longest page needs

const place = (page, wanted) => (typeof wanted === "string" ? page.locator(wanted) : wanted).first();
const press = (page, key) => page.keyboard.press(key);

/* Where the focus is, in words for people. */
const focus_words = (page) => page.evaluate(() => {
	const { localName, id, name, textContent } = document.activeElement;
	return `<${localName}${id && ` id=${id}`}${name ? ` name=${name}` : ""}> ${textContent.trim().slice(0, 60)}`;
});

/* -1: the focus stands after it, 0: on it, 1: before it, or nowhere. */
const way_to = (target) => target.evaluate((node) => {
	const at = document.activeElement;
	if (at === node) return 0;
	return at !== document.body && at.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
});

/* Why a person could not tell where the focus is; "" when it is seen. */
const focus_fault = (page) => page.evaluate(() => {
	const node = document.activeElement, box = node.getClientRects()[0];
	if (!box) return "is not drawn";
	const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
	const is_long = box.height > innerHeight / 3;
	if (bottom <= top || (!is_long && bottom - top < box.height - 1)) return "is out of sight";
	const middle = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
	for (const y of is_long ? [(top + bottom) / 2] : [top + 2, (top + bottom) / 2, bottom - 2]) {
		const hit = document.elementFromPoint(middle, y);
		if (!node.contains(hit) && !hit?.contains(node) && !node.labels?.[0]?.contains(hit))
			return `is covered by <${hit?.localName} class=${hit?.className}>`;
	}

	/* The ring: an outline, a line, a shadow or a ground that comes with the focus and stands out 3 : 1 (WCAG 1.4.11). */
	const rgba = (colour) => {
		const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
		return { alpha, light: [red, green, blue].map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
			.reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0) };
	};
	let behind = node.parentElement;
	while (behind.parentElement && rgba(getComputedStyle(behind).backgroundColor).alpha < 1) behind = behind.parentElement;
	const ground = rgba(getComputedStyle(behind).backgroundColor).light;
	const stands_out = (colour) => {
		const { alpha, light } = rgba(colour);
		return alpha > 0.5 && (Math.max(light, ground) + 0.05) / (Math.min(light, ground) + 0.05) >= 3;
	};
	const colours_of = (one) => {
		const { outlineStyle, outlineWidth, outlineColor, borderBottomWidth, borderBottomColor, boxShadow, backgroundColor } = getComputedStyle(one);
		return [outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 ? outlineColor : "",
			parseFloat(borderBottomWidth) >= 2 ? borderBottomColor : "", ...(boxShadow.match(/rgba?\([^)]*\)/g) ?? []), backgroundColor].filter(Boolean);
	};
	/* The same without the focus: a copy that stands beside it for no longer than this look. */
	const rest_of = (one) => {
		const twin = one.cloneNode();
		twin.removeAttribute("name");
		one.after(twin);
		const colours = colours_of(twin);
		twin.remove();
		return colours;
	};
	/* An editor's ring is around its frame. */
	for (const one of [node, node.closest(".editor")].filter(Boolean)) {
		const rest = rest_of(one);
		if (colours_of(one).some((colour) => !rest.includes(colour) && stands_out(colour))) return "";
	}
	return "has no visible ring";
});

/* The focus is where a person sees it. */
export async function assert_seen(page) {
	const fault = await focus_fault(page);
	if (fault) assert.fail(`at ${page.viewportSize().width} px the focus ${await focus_words(page)} ${fault}`);
}

/* Goes by Tab, or back by Shift+Tab, until `wanted` (a selector or a locator) has the focus. */
export async function reach(page, wanted) {
	const target = place(page, wanted), node = await target.elementHandle();
	const trail = [];

	for (let step = 0; ; step++) {
		const way = await way_to(node);
		if (way === 0) break;
		if (step === STEPS_MAX) assert.fail(`${target} is not reached by Tab; the focus went by ${trail.slice(-8).join(" > ")}`);
		await press(page, way > 0 ? "Tab" : "Shift+Tab");
		if (step > STEPS_MAX - 9) trail.push(await focus_words(page));
	}
	await assert_seen(page);
	return target;
}

/* Tab through the whole page: what is wrong at its stops. It ends when the focus leaves the page, or never does. */
export async function walk_faults(page) {
	const faults = [];

	for (let step = 0; step < STEPS_MAX; step++) {
		await press(page, "Tab");
		if (await page.evaluate(() => document.activeElement === document.body)) return step ? faults : ["nothing is reached by Tab"];
		const fault = await focus_fault(page);
		if (fault) faults.push(`${await focus_words(page)} ${fault}`);
	}
	return [...faults, `the focus does not leave the page; it went to ${await focus_words(page)}`];
}

/* Past the bar and the side by the page's first stop, as people who work by keyboard do. */
export async function skip_to_main(page) {
	await reach(page, "a.skip");
	await press(page, "Enter");
	assert.equal(await page.evaluate(() => document.activeElement.id), "main");
}

/* Writes in place of what stands there. */
export async function type(page, wanted, words) {
	const field = await reach(page, wanted);

	await press(page, "Control+a");
	await page.keyboard.insertText(words);
	if (await field.evaluate((node) => "value" in node)) assert.equal(await field.inputValue(), words);
}

/* A day, 2026-11-24, in the parts of a date field, which this browser has in the order of English. */
export async function type_day(page, wanted, day) {
	const [year, month, date] = day.split("-");
	const field = await reach(page, wanted);

	await page.keyboard.type(month + date + year);
	assert.equal(await field.inputValue(), day);
}

/* The option of this value, by arrows. */
export async function choose(page, wanted, value) {
	const list = await reach(page, wanted);
	const steps = await list.evaluate((node, value) => [...node.options].findIndex((one) => one.value === value) - node.selectedIndex, value);

	for (let step = 0; step < Math.abs(steps); step++) await press(page, steps > 0 ? "ArrowDown" : "ArrowUp");
	assert.equal(await list.inputValue(), value);
}

/* Ticks a box, or takes one of several round ones: the group is one stop, arrows go inside. */
export async function tick(page, wanted) {
	const box = place(page, wanted), { type: kind, name } = await box.evaluate(({ type, name }) => ({ type, name }));

	if (await box.isChecked()) return;
	if (kind === "radio") {
		const group = page.locator(`input[type=radio][name="${name}"]`), count = await group.count();
		await reach(page, group);
		for (let step = 0; step < count && (await way_to(box)) !== 0; step++) await press(page, "ArrowDown");
	} else {
		await reach(page, box);
	}
	await assert_seen(page);
	if (!(await box.isChecked())) await press(page, "Space");
	assert.ok(await box.isChecked());
}

/* Presses a link or button with Enter. */
export async function enter(page, wanted) {
	await reach(page, wanted);
	await press(page, "Enter");
}

/* The same, and waits for the page that comes. */
export async function go_by(page, wanted) {
	await reach(page, wanted);
	await Promise.all([page.waitForNavigation(), press(page, "Enter")]);
}

/* Opens what is folded, unless it is open. */
export async function unfold(page, wanted) {
	const fold = place(page, wanted);

	if (await fold.evaluate((node) => node.open)) return;
	await enter(page, fold.locator("> summary"));
	assert.ok(await fold.evaluate((node) => node.open));
}

/* Chooses a file: the field opens the system's own window, which hands over `file`. */
export async function attach(page, wanted, file) {
	await reach(page, wanted);
	const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press(page, "Enter")]);
	await chooser.setFiles(file);
}

/* Ticks the declaration where the form has one, and sends it. */
export async function send(page, form, button = form.locator("button[type=submit]")) {
	const declared = form.locator("input[name=declared]");

	if (await declared.count()) await tick(page, declared);
	await go_by(page, button);
}

/* Through the menu of the desk, which is folded on a phone. */
export async function menu(page, href) {
	const fold = page.locator(".desk-fold");

	if (await fold.isVisible()) await unfold(page, fold);
	await go_by(page, page.locator(`.desk-side a[href="${href}"]:visible`));
}

export async function sign_in(page, house, login) {
	await page.goto(`${house.base}/login`);
	await type(page, "#login", login);
	await type(page, "#password", PASSWORD);
	await Promise.all([page.waitForURL(/\/desk/), press(page, "Enter")]);
}
