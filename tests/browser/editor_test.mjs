/*
 * editor_test.mjs - the editor by itself, in a real browser under the strict
 * policy: Vietnamese typed both ways keeps every letter, and only what the
 * schema knows gets in. Needs build/assets and /usr/bin/chromium.
 */

import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { chromium } from "playwright-core";

const POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'";
const FLAGS =
	"--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const WRITTEN_AFTER_MS = 300;
const asset = (stem, ext) =>
	`/assets/${readdirSync("build/assets").find((name) => name.startsWith(`${stem}.`) && name.endsWith(ext))}`;

const PAGE = `<!doctype html><html lang="vi"><title>Soạn</title>
<link rel="stylesheet" href="${asset("app", ".css")}"><link rel="stylesheet" href="${asset("desk", ".css")}">
<script src="${asset("editor", ".js")}" defer></script>
<main><form method="post"><input type="hidden" name="_csrf" value="c">
<label for="body">Nội dung</label>
<textarea id="body" name="body" data-editor data-field="body_doc" data-upload="/media">Đoạn một\n\nĐoạn hai</textarea>
</form></main></html>`;

let uploaded = "";

function answer(request, reply) {
	const kinds = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
	const kind = kinds[request.url.split(".").pop()] ?? "application/octet-stream";

	if (request.method === "POST") {
		request.on("data", (bytes) => (uploaded += bytes));
		request.on("end", () => reply.end(JSON.stringify({ id: 1, src: "/media/1", alt: "" })));
	} else if (request.url.startsWith("/assets/")) {
		reply.setHeader("Content-Type", kind).end(readFileSync(`build${request.url}`));
	} else {
		reply.setHeader("Content-Security-Policy", POLICY);
		reply.setHeader("Content-Type", "text/html; charset=utf-8").end(PAGE);
	}
}

const words_of = (node) => node.text ?? (node.content ?? []).map(words_of).join("");
const bare = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");

async function doc_of(page) {
	await page.waitForTimeout(WRITTEN_AFTER_MS);
	return page.evaluate(() => JSON.parse(document.querySelector("[name=body_doc]").value));
}

/* As an input method does: letters without marks first, then the whole word in their place. */
async function compose(session, word) {
	for (let n = 1; n <= word.length; n++) {
		const text = bare(word).slice(0, n);
		await session.send("Input.imeSetComposition", { text, selectionStart: n, selectionEnd: n });
	}
	await session.send("Input.insertText", { text: word });
}

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

const tests = {
	async the_plain_text_is_loaded_as_paragraphs(page) {
		const doc = await doc_of(page);
		return doc.content.length === 2 && words_of(doc.content[1]) === "Đoạn hai";
	},
	async only_the_document_is_sent(page) {
		const names = await page.evaluate(() => [...new FormData(document.forms[0]).keys()]);
		return names.includes("body_doc") && !names.includes("body");
	},
	async composed_words_keep_every_letter(page, session) {
		for (const word of ["Tiếng", "Việt", "Ễnh", "ương", "đường", "nghiêng", "quyết"]) {
			await compose(session, word);
			await page.keyboard.type(" ");
		}
		return words_of(await doc_of(page)).includes("Tiếng Việt Ễnh ương đường nghiêng quyết ");
	},
	async words_retyped_over_a_backspace_keep_every_letter(page) {
		for (const key of ["ho", "", "òa ", "bi", "", "ình"]) {
			if (key) await page.keyboard.insertText(key);
			else await page.keyboard.press("Backspace");
		}
		return words_of(await doc_of(page)).endsWith("hòa bình");
	},
	async a_table_grows_by_row_and_column(page) {
		await press(page, "Bảng");
		await press(page, "Thêm hàng");
		await press(page, "Thêm cột");
		const table = (await doc_of(page)).content.find((node) => node.type === "table");
		return table.content.length === 4 && table.content.every((row) => row.content.length === 4);
	},
	async a_link_that_runs_scripts_is_refused(page) {
		await page.keyboard.press("Control+k");
		await page.getByLabel("Địa chỉ").fill("javascript:alert(1)");
		await press(page, "Đặt liên kết");
		const still_open = await page.getByLabel("Địa chỉ").isVisible();
		await page.getByLabel("Địa chỉ").fill("/van-ban/80-2020-tt-bca");
		await press(page, "Đặt liên kết");
		return still_open && JSON.stringify(await doc_of(page)).includes('"href":"/van-ban/80-2020-tt-bca"');
	},
	async a_picture_is_sent_with_token_and_nonce(page) {
		await press(page, "Hình ảnh");
		await page.setInputFiles("dialog input[type=file]", {
			name: "a.png",
			mimeType: "image/png",
			buffer: Buffer.from("x"),
		});
		await page.getByLabel("Mô tả ảnh").fill("Lễ ra quân");
		await press(page, "Chèn ảnh");
		const written = JSON.stringify(await doc_of(page));
		return (
			written.includes('"src":"/media/1","alt":"Lễ ra quân"') &&
			/name="_csrf"\r\n\r\nc/.test(uploaded) &&
			/name="_nonce"\r\n\r\n[0-9a-f-]{36}/.test(uploaded)
		);
	},
	async a_paste_keeps_only_what_the_schema_knows(page) {
		await page.evaluate(() => {
			const clipboardData = new DataTransfer();
			clipboardData.setData(
				"text/html",
				`<p style="color:red">a<img src="http://evil/x.png"><a href="javascript:1">b</a><b style="font-weight:normal">c</b><u>d</u></p><p>To\u0302i</p>`,
			);
			const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
			document.getElementById("body").dispatchEvent(paste);
		});
		const doc = await doc_of(page);
		const words = words_of(doc);
		return !/evil|javascript|red/.test(JSON.stringify(doc)) && /abcd/.test(words) && /Tôi/.test(words);
	},
	async the_toolbar_is_one_stop_with_arrows_inside(page) {
		await page.locator("#body").focus();
		await page.keyboard.press("Alt+F10");
		await page.keyboard.press("Home");
		await page.keyboard.press("ArrowRight");
		return page.evaluate(
			() =>
				document.activeElement.getAttribute("aria-label") === "Nghiêng" &&
				document.querySelectorAll("[role=toolbar] [tabindex='0']").length === 1,
		);
	},
};

async function run(browser, address, name, test) {
	const page = await browser.newPage();

	try {
		await page.goto(address);
		await page.locator("#body p").last().click();
		await page.keyboard.press("End");
		return await test(page, await page.context().newCDPSession(page));
	} catch (error) {
		console.log(error.message);
		return false;
	} finally {
		await page.close();
	}
}

const server = createServer(answer);
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS.split(" ") });
let failed = 0;

for (const [name, test] of Object.entries(tests)) {
	const is_good = await run(browser, `http://127.0.0.1:${server.address().port}/`, name, test);
	if (!is_good) failed++;
	console.log(`${is_good ? "ok" : "FAILED"} ${name}`);
}
await browser.close();
server.close();
console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
