/*
 * schema.js - the only documents there are. The server checks the same list
 * and stores nothing else; whatever is pasted is cleaned by it.
 */

import { Schema } from "prosemirror-model";

const PICTURE = /^\/media\/[A-Za-z0-9._/-]+$/;
const ADDRESS = /^(https?:\/\/[^\s]+|mailto:[^\s@]+@[^\s]+|\/(?!\/)[^\s]*)$/i;

export const is_address = (href) => ADDRESS.test(href);
export const is_picture = (src) => PICTURE.test(src);

const cell = {
	content: "block+",
	attrs: { colspan: { default: 1 }, rowspan: { default: 1 } },
	isolating: true,
};

function cell_attrs(dom) {
	const span = (name) => Math.min(Math.max(Number(dom.getAttribute(name)) || 1, 1), 50);

	return { colspan: span("colspan"), rowspan: span("rowspan") };
}

function cell_dom(name, { colspan, rowspan }) {
	return [name, { ...(colspan > 1 && { colspan }), ...(rowspan > 1 && { rowspan }) }, 0];
}

/* The attribute itself is read: the page's policy keeps `dom.style` empty. */
const styled = (pattern) => (dom) => pattern.test(dom.getAttribute("style") ?? "") && null;

const nodes = {
	doc: { content: "block+" },
	paragraph: {
		content: "inline*",
		group: "block",
		parseDOM: [{ tag: "p" }],
		toDOM: () => ["p", 0],
	},
	heading: {
		attrs: { level: { default: 2 } },
		content: "inline*",
		group: "block",
		defining: true,
		/* The title of the page is the only h1; nobody needs a fifth level. */
		parseDOM: [
			{ tag: "h1", attrs: { level: 2 } },
			{ tag: "h2", attrs: { level: 2 } },
			{ tag: "h3", attrs: { level: 3 } },
			{ tag: "h4, h5, h6", attrs: { level: 4 } },
		],
		toDOM: (node) => [`h${node.attrs.level}`, 0],
	},
	bullet_list: {
		content: "list_item+",
		group: "block",
		parseDOM: [{ tag: "ul" }],
		toDOM: () => ["ul", 0],
	},
	ordered_list: {
		attrs: { order: { default: 1 } },
		content: "list_item+",
		group: "block",
		parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: Math.max(dom.start || 1, 1) }) }],
		toDOM: ({ attrs }) => ["ol", attrs.order === 1 ? {} : { start: attrs.order }, 0],
	},
	list_item: {
		content: "paragraph block*",
		defining: true,
		parseDOM: [{ tag: "li" }],
		toDOM: () => ["li", 0],
	},
	blockquote: {
		content: "block+",
		group: "block",
		defining: true,
		parseDOM: [{ tag: "blockquote" }],
		toDOM: () => ["blockquote", 0],
	},
	horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
	table: {
		content: "table_row+",
		group: "block",
		tableRole: "table",
		isolating: true,
		parseDOM: [{ tag: "table" }],
		toDOM: () => ["table", ["tbody", 0]],
	},
	table_row: {
		content: "(table_cell | table_header)*",
		tableRole: "row",
		parseDOM: [{ tag: "tr" }],
		toDOM: () => ["tr", 0],
	},
	table_cell: {
		...cell,
		tableRole: "cell",
		parseDOM: [{ tag: "td", getAttrs: cell_attrs }],
		toDOM: (node) => cell_dom("td", node.attrs),
	},
	table_header: {
		...cell,
		tableRole: "header_cell",
		parseDOM: [{ tag: "th", getAttrs: cell_attrs }],
		toDOM: (node) => cell_dom("th", node.attrs),
	},
	text: { group: "inline" },
	image: {
		inline: true,
		group: "inline",
		draggable: true,
		/* The title is the caption; the size, if known, keeps the page from jumping. */
		attrs: {
			src: {},
			alt: { default: "" },
			title: { default: "" },
			width: { default: null },
			height: { default: null },
		},
		parseDOM: [
			{
				tag: "img[src]",
				getAttrs: (dom) =>
					is_picture(dom.getAttribute("src")) && {
						src: dom.getAttribute("src"),
						alt: dom.alt,
						title: dom.title,
						width: Number(dom.getAttribute("width")) || null,
						height: Number(dom.getAttribute("height")) || null,
					},
			},
		],
		toDOM: ({ attrs }) => ["img", attrs],
	},
	hard_break: {
		inline: true,
		group: "inline",
		selectable: false,
		parseDOM: [{ tag: "br" }],
		toDOM: () => ["br"],
	},
};

const marks = {
	link: {
		attrs: { href: {} },
		inclusive: false,
		parseDOM: [
			{
				tag: "a[href]",
				getAttrs: (dom) =>
					is_address(dom.getAttribute("href")) && { href: dom.getAttribute("href") },
			},
		],
		toDOM: ({ attrs }) => ["a", attrs, 0],
	},
	em: {
		parseDOM: [{ tag: "i" }, { tag: "em" }, { tag: "span[style]", getAttrs: styled(/font-style:\s*italic/i) }],
		toDOM: () => ["em", 0],
	},
	strong: {
		parseDOM: [
			{ tag: "strong" },
			/* Some editors wrap a whole paste in <b style="font-weight:normal">. */
			{ tag: "b", getAttrs: (dom) => styled(/font-weight:\s*(normal|400)/i)(dom) === false && null },
			{ tag: "span[style]", getAttrs: styled(/font-weight:\s*(bold|[6-9]00)/i) },
		],
		toDOM: () => ["strong", 0],
	},
};

export const schema = new Schema({ nodes, marks });

/* Paragraphs parted by blank lines: what the plain field holds. */
export function doc_from_text(text) {
	const paragraphs = text
		.normalize("NFC")
		.split(/\n\s*\n/)
		.map((words) => words.trim())
		.filter(Boolean)
		.map((words) => schema.node("paragraph", null, lines(words)));

	return schema.node("doc", null, paragraphs.length ? paragraphs : [schema.node("paragraph")]);
}

function lines(words) {
	return words
		.split("\n")
		.flatMap((line, i) => [i > 0 && schema.node("hard_break"), line && schema.text(line)])
		.filter(Boolean);
}

/* Throws when the document is not of this schema. */
export function doc_from_json(json) {
	const doc = schema.nodeFromJSON(JSON.parse(json));

	doc.check();
	return doc;
}
