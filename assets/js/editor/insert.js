/* insert.js - links, pictures and tables: what needs a question or the server. */

import { Fragment } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import { ask, element, field } from "./dom.js";
import { is_address, is_picture, schema } from "./schema.js";

const PICTURE_TYPES = "image/png,image/jpeg,image/webp,image/gif";
const { link } = schema.marks;
const { image, paragraph, table, table_cell, table_header, table_row } = schema.nodes;

/* The whole link around the cursor, or the selection itself. */
function link_range({ doc, selection }) {
	let { from, to, empty } = selection;

	if (!empty) return { from, to };
	const reach = (position, step) => {
		for (;;) {
			const at = doc.resolve(position);
			const next = step > 0 ? at.nodeAfter : at.nodeBefore;
			if (!next || !link.isInSet(next.marks)) return position;
			position += step * next.nodeSize;
		}
	};
	return { from: reach(from, -1), to: reach(to, 1) };
}

/* "congan.gov.vn" and "a@b.vn" mean what people mean by them. */
function address_of(typed) {
	const text = typed.trim();

	if (is_address(text)) return text;
	if (/^[^\s@/]+@[^\s@/]+$/.test(text)) return `mailto:${text}`;
	if (/^[\w-]+(\.[\w-]+)+(\/|$|\?)/.test(text)) return `https://${text}`;
	return null;
}

export function has_link(state) {
	const { from, to, empty, $from } = state.selection;

	if (empty) return Boolean(link.isInSet(state.storedMarks || $from.marks()));
	return state.doc.rangeHasMark(from, to, link);
}

export async function edit_link(view) {
	const { from, to } = link_range(view.state);
	const before = view.state.doc.nodeAt(from) && link.isInSet(view.state.doc.nodeAt(from).marks);
	const input = element("input", { type: "text", required: true, inputmode: "url" });
	const buttons = [["save", "Đặt liên kết"]];

	input.value = before ? before.attrs.href : "";
	input.addEventListener("input", () => {
		const wrong = input.value.trim() && !address_of(input.value);
		input.setCustomValidity(wrong ? "Địa chỉ bắt đầu bằng https:// hoặc /" : "");
	});
	if (before) buttons.push(["remove", "Bỏ liên kết", "button-secondary"]);
	const hint = "Ví dụ: https://chinhphu.vn hoặc /van-ban/80-2020-tt-bca";
	const answer = await ask("Liên kết", [field("Địa chỉ", input, hint)], buttons);

	if (!answer) return;
	view.focus();
	const act = view.state.tr;
	if (answer === "remove") {
		view.dispatch(act.removeMark(from, to, link));
		return;
	}
	const mark = link.create({ href: address_of(input.value) });
	if (from === to) act.insert(from, schema.text(mark.attrs.href, [mark]));
	else act.removeMark(from, to, link).addMark(from, to, mark);
	view.dispatch(act.scrollIntoView());
}

async function upload(file, alt, address, form) {
	const body = new FormData();

	body.set("_csrf", form.elements.namedItem("_csrf")?.value ?? "");
	body.set("_nonce", crypto.randomUUID());
	body.set("alt", alt);
	body.set("file", file);
	const reply = await fetch(address, {
		method: "POST",
		body,
		credentials: "same-origin",
		headers: { Accept: "application/json" },
	});
	const answer = await reply.json().catch(() => ({}));
	if (reply.ok && is_picture(answer.src)) return answer;
	throw new Error(
		answer.complaint_list?.[0]?.message ??
			(reply.status === 413 ? "ảnh quá lớn" : `máy chủ trả lời ${reply.status}`),
	);
}

/* Asks for a picture and its words, sends it, puts it at the cursor. `files` may come from a paste. */
export async function add_image(view, { address, form, say, files }) {
	const chosen = view.state.selection.node?.type === image ? view.state.selection.node : null;
	const file = element("input", { type: "file", accept: PICTURE_TYPES, required: true });
	const alt = element("input", { type: "text", maxlength: 300, required: true });
	const caption = element("input", { type: "text", maxlength: 300 });
	const hint = "Nói điều người xem thấy trong ảnh, cho người không nhìn được ảnh";

	alt.value = chosen ? chosen.attrs.alt : "";
	caption.value = chosen ? chosen.attrs.title : "";
	if (files?.length) file.files = files;
	const fields = [
		field("Mô tả ảnh", alt, hint),
		field("Chú thích dưới ảnh (không bắt buộc)", caption),
	];
	if (!chosen) fields.unshift(field("Tệp ảnh", file));
	const answer = await ask("Hình ảnh", fields, [["save", chosen ? "Lưu mô tả" : "Chèn ảnh"]]);

	if (!answer) return;
	view.focus();
	const words = {
		alt: alt.value.trim().normalize("NFC"),
		title: caption.value.trim().normalize("NFC"),
	};
	if (chosen) {
		const at = view.state.selection.from;
		view.dispatch(view.state.tr.setNodeMarkup(at, null, { ...chosen.attrs, ...words }));
		return;
	}
	say("Đang tải ảnh lên…");
	try {
		const { src, width, height } = await upload(file.files[0], words.alt, address, form);
		const node = image.create({ src, ...words, width, height });
		view.dispatch(view.state.tr.replaceSelectionWith(node).scrollIntoView());
		say("Đã chèn ảnh");
	} catch (error) {
		say(`Chưa tải được ảnh: ${error.message}. Hãy thử lại.`, true);
	}
}

/* A table of 3 × 3 whose first row is the head. */
export function add_table(state, dispatch) {
	if (isInTable(state)) return false;
	if (!dispatch) return true;
	const row = (cell) => table_row.create(null, Array.from({ length: 3 }, () => cell.createAndFill()));
	const node = table.create(null, Fragment.from([row(table_header), row(table_cell), row(table_cell)]));
	const act = state.tr.replaceSelectionWith(node);
	const start = act.mapping.map(state.selection.from, -1);

	/* A table at the very end would leave no line to go on writing. */
	if (act.doc.lastChild.type === table) act.insert(act.doc.content.size, paragraph.create());
	act.setSelection(TextSelection.near(act.doc.resolve(Math.min(start + 3, act.doc.content.size))));
	dispatch(act.scrollIntoView());
	return true;
}
