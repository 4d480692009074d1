/* dom.js - elements and questions to the writer. */

export function element(name, attributes = {}, ...children) {
	const node = document.createElement(name);

	for (const [key, value] of Object.entries(attributes))
		if (value !== false && value != null) node.setAttribute(key, value === true ? "" : value);
	node.append(...children);
	return node;
}

export function icon(name) {
	const space = "http://www.w3.org/2000/svg";
	const svg = document.createElementNS(space, "svg");
	const use = document.createElementNS(space, "use");

	svg.setAttribute("class", "icon");
	svg.setAttribute("aria-hidden", "true");
	use.setAttribute("href", `${ICONS}#${name}`);
	svg.append(use);
	return svg;
}

let count = 0;

/* A label above its input, and a hint between them. */
export function field(label, input, hint) {
	input.id ||= `editor-field-${++count}`;
	return element(
		"div",
		{ class: "field" },
		element("label", { for: input.id }, label),
		...(hint ? [element("p", { class: "hint" }, hint)] : []),
		input,
	);
}

/*
 * Asks in a dialog. Resolves to the value of the button that was pressed, or
 * null when the writer closed it; the focus is then where it was before.
 */
export function ask(title, fields, buttons) {
	const heading = element("h2", { id: `editor-title-${++count}` }, title);
	const row = buttons.map(([value, words, style = ""]) =>
		element("button", { class: `button ${style}`, value, formnovalidate: value === "remove" }, words),
	);
	const cancel = element("button", { class: "button button-secondary", type: "button" }, "Hủy");
	const form = element(
		"form",
		{ method: "dialog" },
		heading,
		...fields,
		element("div", { class: "buttons" }, ...row, cancel),
	);
	const dialog = element("dialog", { "aria-labelledby": heading.id }, form);

	document.body.append(dialog);
	cancel.addEventListener("click", () => dialog.close());
	dialog.showModal();
	return new Promise((resolve) => {
		dialog.addEventListener("close", () => {
			dialog.remove();
			resolve(dialog.returnValue || null);
		});
	});
}
