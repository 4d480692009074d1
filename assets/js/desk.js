/* desk.js - htmx, and small helps for people at a keyboard. Every page works without it. */

import "htmx.org";

/* A letter is a command only where nobody is writing, by hand or through an input method. */
function is_writing(event) {
	return (
		event.isComposing ||
		event.keyCode === 229 ||
		event.ctrlKey ||
		event.metaKey ||
		event.altKey ||
		event.target.closest?.(`input:not([type="checkbox"], [type="radio"]), select, textarea, [contenteditable], dialog[open]`)
	);
}

function row_step(step) {
	const rows = [...document.querySelectorAll("[data-rows] > li, [data-rows] > tr")];
	const at = rows.findIndex((row) => row.hasAttribute("aria-current"));
	const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];

	if (!next) return;
	rows[at]?.removeAttribute("aria-current");
	next.setAttribute("aria-current", "true");
	next.scrollIntoView({ block: "nearest" });
	next.querySelector("a")?.focus();
}

let key_before = "";

document.addEventListener("keydown", (event) => {
	if (is_writing(event)) return;
	const keys = key_before === "g" ? `g${event.key}` : event.key;

	key_before = event.key;
	if (keys === "?") document.getElementById("keys")?.showModal();
	else if (keys === "/") document.querySelector("input[type=search]")?.focus();
	else if (keys === "j") row_step(1);
	else if (keys === "k") row_step(-1);
	else if (keys === "gi") location.assign("/desk");
	else return;
	event.preventDefault();
});

/*
 * The Enter that ends a composition belongs to the word being typed: it must
 * not send the form (Safari would), so the guard below never sees it.
 */
document.addEventListener("keydown", (event) => {
	const ends_composition = event.isComposing || event.keyCode === 229;

	if (event.key === "Enter" && ends_composition && event.target.matches("input"))
		event.preventDefault();
});

/* One form is sent once. Going back to the page makes it free again. */
const SENT_FREE_MS = 8000;

function form_release(form) {
	delete form.dataset.sent;
	for (const button of form.querySelectorAll('[type="submit"]'))
		button.removeAttribute("aria-disabled");
}

document.addEventListener("submit", (event) => {
	const form = event.target;

	if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
	if (form.dataset.sent) {
		event.preventDefault();
		return;
	}
	form.dataset.sent = "1";
	event.submitter?.setAttribute("aria-disabled", "true");
	setTimeout(form_release, SENT_FREE_MS, form);
});
window.addEventListener("pageshow", () => {
	document.querySelectorAll("form[data-sent]").forEach(form_release);
});

async function copy(button) {
	const source = document.getElementById(button.dataset.copy);

	try {
		await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
		button.querySelector("span").textContent = button.dataset.done;
	} catch {
		getSelection().selectAllChildren(source);
	}
}

document.addEventListener("click", (event) => {
	const button = event.target.closest("[data-copy], [data-print]");

	if (button) "print" in button.dataset ? window.print() : copy(button);
	for (const menu of document.querySelectorAll("details.account[open]"))
		if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
	const menu = event.key === "Escape" && document.querySelector("details.account[open]");

	if (!menu) return;
	menu.open = false;
	menu.querySelector("summary").focus();
});

/* A browser shows the first line of a field that Tab comes to; people want to see all of it. */
document.addEventListener("keyup", (event) => {
	if (event.key === "Tab" && event.target.matches("textarea"))
		event.target.scrollIntoView({ block: "nearest" });
});

document.querySelector("[data-focus]")?.focus();
