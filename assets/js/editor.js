/*
 * editor.js - turns each <textarea data-editor> into a rich text editor.
 *
 * The plain field (name="body") is for browsers without scripts. Here it is
 * switched off, so it is not sent; the document goes as JSON into the field
 * that data-field names. The server tells the two apart by their names.
 */

import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from "prosemirror-commands";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history, redo, undo } from "prosemirror-history";
import { inputRules, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState, Plugin, TextSelection } from "prosemirror-state";
import { goToNextCell, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { element } from "./editor/dom.js";
import { add_image, edit_link } from "./editor/insert.js";
import { keep_follow } from "./editor/keep.js";
import { doc_from_json, doc_from_text, schema } from "./editor/schema.js";
import { toolbar } from "./editor/toolbar.js";

const WRITE_AFTER_MS = 200;
/* What is being written stays clear of the toolbar above, which a phone folds, and of the buttons below. */
const BARS_PX = { top: 160, bottom: 100, left: 0, right: 0 };
const { bullet_list, hard_break, heading, list_item, ordered_list } = schema.nodes;

function add_break(state, dispatch) {
	dispatch?.(state.tr.replaceSelectionWith(hard_break.create()).scrollIntoView());
	return true;
}

function key_bindings(ask_link) {
	const headings = [2, 3, 4].map((level) => [`Mod-Alt-${level}`, setBlockType(heading, { level })]);
	const link = (state, dispatch, view) => {
		if (dispatch) ask_link(view);
		return true;
	};

	return {
		...Object.fromEntries(headings),
		"Mod-b": toggleMark(schema.marks.strong),
		"Mod-i": toggleMark(schema.marks.em),
		"Mod-k": link,
		"Mod-z": undo,
		"Mod-y": redo,
		"Mod-Shift-z": redo,
		Backspace: undoInputRule,
		Enter: splitListItem(list_item),
		"Shift-Enter": chainCommands(exitCode, add_break),
		Tab: chainCommands(goToNextCell(1), sinkListItem(list_item)),
		"Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(list_item)),
	};
}

/* In lists and tables Tab has work to do: after Escape it leaves the editor instead. */
function leave_by_escape() {
	let escaped = false;

	function keydown(view, event) {
		const leaves = escaped && event.key === "Tab";

		if (event.key !== "Shift") escaped = event.key === "Escape";
		return leaves; /* true: the editor looks away, and the browser moves the focus */
	}
	return new Plugin({ props: { handleDOMEvents: { keydown } } });
}

/* Keys may come faster than the browser tells what they selected: whoever leaves for the toolbar means that. */
function selection_kept() {
	function blur(view) {
		const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection();
		const { doc, selection, tr } = view.state;

		if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode) || !(selection instanceof TextSelection)) return;
		const seen = TextSelection.between(doc.resolve(view.posAtDOM(anchorNode, anchorOffset)), doc.resolve(view.posAtDOM(focusNode, focusOffset)));
		if (!seen.eq(selection)) view.dispatch(tr.setSelection(seen));
	}
	return new Plugin({ props: { handleDOMEvents: { blur } } });
}

const lists_as_typed = inputRules({
	rules: [
		wrappingInputRule(/^\s*[-*]\s$/, bullet_list),
		wrappingInputRule(
			/^(\d{1,3})[.)]\s$/,
			ordered_list,
			([, order]) => ({ order: Number(order) }),
			([, order], node) => node.childCount + node.attrs.order === Number(order),
		),
	],
});

function doc_load(textarea) {
	const json = textarea.dataset.doc?.trim();

	return json ? doc_from_json(json) : doc_from_text(textarea.value);
}

/* The label and the summary of complaints reach the field by its id: hand all of that over. */
function names_take(textarea) {
	const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
	const names = {
		id: textarea.id,
		role: "textbox",
		"aria-multiline": "true",
		"aria-describedby": textarea.getAttribute("aria-describedby") ?? "",
		lang: document.documentElement.lang,
		class: "prose",
	};

	textarea.removeAttribute("id");
	if (label) {
		label.id ||= `${names.id}-label`;
		names["aria-labelledby"] = label.id;
	} else {
		names["aria-label"] = textarea.getAttribute("aria-label") ?? "Nội dung";
	}
	if (textarea.hasAttribute("aria-invalid")) names["aria-invalid"] = "true";
	if (!names["aria-describedby"]) delete names["aria-describedby"];
	return { label, names };
}

/* Keeps the hidden field equal to the document: soon after each change, and at once on sending. */
function field_follow(view, field) {
	let timer = 0;
	const write = () => {
		clearTimeout(timer);
		timer = 0;
		field.value = JSON.stringify(view.state.doc, (key, value) => value ?? undefined);
	};

	write();
	view.dom.closest("form")?.addEventListener("submit", write, true);
	return () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			write();
			field.dispatchEvent(new Event("change", { bubbles: true }));
		}, WRITE_AFTER_MS);
	};
}

function status_line() {
	const node = element("p", { class: "editor-status", role: "status" });
	const say = (words, is_bad = false) => {
		node.textContent = words;
		node.classList.toggle("editor-status-bad", is_bad);
	};

	return { node, say };
}

function editor_open(textarea) {
	const doc = doc_load(textarea);
	const { label, names } = names_take(textarea);
	const { node: status, say } = status_line();
	const frame = element("div", { class: "editor" });
	const field = element("input", { type: "hidden", name: textarea.dataset.field });
	const address = textarea.dataset.upload;
	const ask_image = address && ((view, files) =>
		add_image(view, { address, form: textarea.form, say, files }));
	let changed = () => {};

	const state = EditorState.create({
		doc,
		plugins: [
			leave_by_escape(),
			selection_kept(),
			lists_as_typed,
			keymap(key_bindings(edit_link)),
			keymap(baseKeymap),
			history(),
			gapCursor(),
			dropCursor({ class: "editor-drop", width: 3 }),
			tableEditing(),
			new Plugin({ view: toolbar({ ask_link: edit_link, ask_image }) }),
		],
	});

	textarea.hidden = true;
	textarea.disabled = true;
	textarea.after(frame, field);
	const view = new EditorView(frame, {
		state,
		attributes: names,
		scrollThreshold: BARS_PX,
		scrollMargin: BARS_PX,
		transformPastedHTML: (html) => html.normalize("NFC"),
		transformPastedText: (text) => text.normalize("NFC"),
		handlePaste(pasted, event) {
			const files = event.clipboardData?.files;
			if (!ask_image || !files?.length || !files[0].type.startsWith("image/")) return false;
			ask_image(pasted, files);
			return true;
		},
		dispatchTransaction(act) {
			this.updateState(this.state.apply(act));
			if (act.docChanged) changed();
		},
	});
	frame.append(status);
	changed = field_follow(view, field);
	label?.addEventListener("click", () => view.focus());
	view.dom.addEventListener("keydown", (event) => {
		if (event.altKey && event.key === "F10") frame.querySelector('[role="toolbar"] [tabindex="0"]').focus();
	});
	say("Alt+F10: đến thanh định dạng. Esc rồi Tab: rời ô soạn thảo");
	return view;
}

for (const textarea of document.querySelectorAll("textarea[data-editor]")) {
	try {
		editor_open(textarea);
	} catch (error) {
		/* A document this schema does not know: the plain field stays, and nothing is lost. */
		console.error(error);
	}
}

document.querySelectorAll("form[data-keep]").forEach(keep_follow);
