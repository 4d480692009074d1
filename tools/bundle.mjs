/*
 * bundle.mjs - makes build/assets from assets/ and the pinned packages.
 *
 * Each file is named stem.<8 hex of its SHA-256>.ext, so whatever refers to it
 * (a style sheet to a font, a script to the icons) is made after it. A page's
 * address of a file therefore changes exactly when its bytes do.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { build } from "esbuild";

const OUT = "build/assets";
const FONT = "node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro";
const ICONS = "node_modules/lucide-static/icons";
const TARGET = ["chrome90", "firefox90", "safari15"];

/* Writes the bytes under their hashed name; returns the address pages use. */
function emit(name, bytes) {
	const ext = extname(name);
	const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
	const file = `${basename(name, ext)}.${hash}${ext}`;

	writeFileSync(join(OUT, file), bytes);
	return `/assets/${file}`;
}

/* One sprite: a symbol for each line `name` or `name = lucide-name` of icons.txt. */
function sprite() {
	const symbols = readFileSync("assets/icons.txt", "utf8")
		.split("\n")
		.map((line) => line.replace(/#.*/, "").trim())
		.filter(Boolean)
		.map((line) => {
			const [name, drawing = name] = line.split(/\s*=\s*/);
			const body = readFileSync(join(ICONS, `${drawing}.svg`), "utf8")
				.replace(/^[\s\S]*?<svg[\s\S]*?>|<\/svg>\s*$/g, "")
				.replace(/\s*\n\s*/g, "");
			return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
		});
	return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
}

/* The licences of all that is bundled: their terms ask that they go with every copy. */
function licenses() {
	const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));

	return Object.entries(packages)
		.filter(([path, entry]) => path && !entry.dev)
		.map(([path, entry]) => {
			const file = readdirSync(path).find((name) => /^licen[cs]e/i.test(name));
			const name = path.slice("node_modules/".length);
			return `${name} ${entry.version}\n\n${readFileSync(join(path, file), "utf8").trim()}\n`;
		})
		.join(`\n${"-".repeat(80)}\n\n`);
}

async function bundle(entry, name, options) {
	const result = await build({
		entryPoints: [entry],
		bundle: true,
		minify: true,
		write: false,
		charset: "utf8",
		target: TARGET,
		legalComments: "none",
		logLevel: "warning",
		...options,
	});
	return emit(name, result.outputFiles[0].contents);
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

/* What style sheets refer to as url("asset:name"). */
const addresses = {};
for (const subset of ["latin-400", "latin-600", "vietnamese-400", "vietnamese-600"]) {
	const bytes = readFileSync(`${FONT}-${subset}-normal.woff2`);
	addresses[subset] = emit(`be-vietnam-pro-${subset}.woff2`, bytes);
}
const icons = emit("icons.svg", sprite());
emit("licenses.txt", licenses());
for (const file of readdirSync("assets/img"))
	if (file !== "og-card.svg")
		addresses[file] = emit(file, readFileSync(join("assets/img", file)));

const with_addresses = {
	name: "addresses",
	setup(step) {
		step.onResolve({ filter: /^asset:/ }, ({ path }) => {
			const address = addresses[path.slice("asset:".length)];
			return address ? { path: address, external: true } : { errors: [{ text: path }] };
		});
	},
};
const script = { format: "iife", define: { ICONS: JSON.stringify(icons) } };

await bundle("assets/css/portal.css", "app.css", { plugins: [with_addresses] });
await bundle("assets/css/desk.css", "desk.css", {});
await bundle("assets/js/portal.js", "portal.js", script);
await bundle("assets/js/desk.js", "desk.js", script);
await bundle("assets/js/editor.js", "editor.js", script);
