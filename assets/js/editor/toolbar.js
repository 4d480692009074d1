/*
 * toolbar.js - the row of buttons over an editor: one stop of the Tab key,
 * arrows inside (the toolbar pattern of WAI-ARIA).
 */

import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import {
	addColumnAfter,
	addRowAfter,
	deleteColumn,
	deleteRow,
	deleteTable,
	isInTable,
	toggleHeaderRow,
} from "prosemirror-tables";
import { element, icon } from "./dom.js";
import { add_table, has_link } from "./insert.js";
import { schema } from "./schema.js";

const { blockquote, bullet_list, heading, horizontal_rule, list_item, ordered_list, paragraph } =
	schema.nodes;
const { em, strong } = schema.marks;

function is_inside(type) {
	return ({ selection: { $from } }) => {
		for (let depth = $from.depth; depth > 0; depth--)
			if ($from.node(depth).type === type) return true;
		return false;
	};
}

const is_marked = (mark) => (state) => {
	const { from, to, empty, $from } = state.selection;

	if (empty) return Boolean(mark.isInSet(state.storedMarks || $from.marks()));
	return state.doc.rangeHasMark(from, to, mark);
};

const is_heading = (level) => ({ selection: { $from } }) =>
	$from.parent.type === heading && $from.parent.attrs.level === level;

/* Pressed twice, a button takes back what it gave. */
const either = (is_on, on, off) => (state, dispatch, view) =>
	(is_on(state) ? off : on)(state, dispatch, view);

function heading_button(level) {
	return {
		icon: `heading-${level}`,
		title: `Tiêu đề ${level}`,
		keys: `Ctrl+Alt+${level}`,
		is_on: is_heading(level),
		run: either(is_heading(level), setBlockType(heading, { level }), setBlockType(paragraph)),
	};
}

function list_button(name, title, type) {
	const is_on = is_inside(type);

	return { icon: name, title, is_on, run: either(is_on, wrapInList(type), liftListItem(list_item)) };
}

function add_rule(state, dispatch) {
	if (isInTable(state)) return false;
	dispatch?.(state.tr.replaceSelectionWith(horizontal_rule.create()).scrollIntoView());
	return true;
}

/* Groups of buttons; `ask_link` and `ask_image` take the view. */
function button_groups({ ask_link, ask_image }) {
	const is_quote = is_inside(blockquote);

	return [
		[
			{ icon: "bold", title: "Đậm", keys: "Ctrl+B", is_on: is_marked(strong), run: toggleMark(strong) },
			{ icon: "italic", title: "Nghiêng", keys: "Ctrl+I", is_on: is_marked(em), run: toggleMark(em) },
		],
		[heading_button(2), heading_button(3), heading_button(4)],
		[
			list_button("list", "Danh sách", bullet_list),
			list_button("list-ordered", "Danh sách đánh số", ordered_list),
			{ icon: "quote", title: "Trích dẫn", is_on: is_quote, run: either(is_quote, wrapIn(blockquote), lift) },
		],
		[
			{ icon: "link", title: "Liên kết", keys: "Ctrl+K", is_on: has_link, ask: ask_link },
			...(ask_image ? [{ icon: "image", title: "Hình ảnh", ask: ask_image }] : []),
			{ icon: "table", title: "Bảng", run: add_table },
			{ icon: "rule", title: "Đường kẻ", run: add_rule },
		],
		[
			{ icon: "undo", title: "Hoàn tác", keys: "Ctrl+Z", run: undo },
			{ icon: "redo", title: "Làm lại", keys: "Ctrl+Y", run: redo },
		],
		[
			{ icon: "row-add", title: "Thêm hàng", only: isInTable, run: addRowAfter },
			{ icon: "row-remove", title: "Xóa hàng", only: isInTable, run: deleteRow },
			{ icon: "column-add", title: "Thêm cột", only: isInTable, run: addColumnAfter },
			{ icon: "column-remove", title: "Xóa cột", only: isInTable, run: deleteColumn },
			{ icon: "table-head", title: "Hàng tiêu đề", only: isInTable, run: toggleHeaderRow },
			{ icon: "table-remove", title: "Xóa bảng", only: isInTable, run: deleteTable },
		],
	];
}

function button_make(item) {
	const title = item.keys ? `${item.title} (${item.keys})` : item.title;

	item.node = element("button", { type: "button", title, "aria-label": item.title, tabindex: -1 });
	item.node.append(icon(item.icon));
	return item.node;
}

function button_show(item, view) {
	const { node, is_on, only, run } = item;

	node.hidden = only ? !only(view.state) : false;
	if (is_on) node.setAttribute("aria-pressed", String(is_on(view.state)));
	if (run) node.setAttribute("aria-disabled", String(!run(view.state, null, view)));
}

function button_press(item, view) {
	if (item.ask) {
		item.ask(view);
		return;
	}
	item.run(view.state, view.dispatch, view);
	view.focus();
}

/* A plugin view: `toolbar(actions)` goes into `new Plugin({ view })`. */
export const toolbar = (actions) => (view) => {
	const groups = button_groups(actions);
	const items = groups.flat();
	const bar = element("div", {
		class: "editor-tools",
		role: "toolbar",
		"aria-label": "Định dạng",
		"aria-controls": view.dom.id,
	});
	const shown = () => items.filter(({ node }) => !node.hidden);
	let stop = items[0];

	function stop_move(item) {
		stop.node.tabIndex = -1;
		stop = item;
		stop.node.tabIndex = 0;
	}
	function update() {
		for (const item of items) button_show(item, view);
		if (stop.node.hidden) stop_move(items[0]);
	}

	for (const group of groups)
		bar.append(element("div", { class: "editor-group" }, ...group.map(button_make)));
	/* Keeps the selection in the text while the mouse is on a button. */
	bar.addEventListener("mousedown", (event) => event.preventDefault());
	bar.addEventListener("click", (event) => {
		const item = items.find(({ node }) => node.contains(event.target));
		if (!item) return;
		stop_move(item);
		button_press(item, view);
	});
	bar.addEventListener("keydown", (event) => {
		const row = shown();
		const at = row.indexOf(stop);
		const to = {
			ArrowRight: (at + 1) % row.length,
			ArrowLeft: (at + row.length - 1) % row.length,
			Home: 0,
			End: row.length - 1,
		}[event.key];

		if (to === undefined) return;
		event.preventDefault();
		stop_move(row[to]);
		stop.node.focus();
	});

	view.dom.before(bar);
	stop_move(stop);
	update();
	return { update, destroy: () => bar.remove(), focus: () => stop.node.focus() };
};
