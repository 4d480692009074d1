// clock.mjs - how long after its instant what is scheduled is public.
import { scheduled_item } from "../browser/lib.mjs";

const COUNT = 20;
const APART_MS = 137; /* other than the clock's own rhythm */

export async function bench_clock(house, tell) {
	const editor = house.program("bientap2"), publisher = house.program("xuatban"), instants = new Map();
	const begin = Date.now() + 15_000;
	for (let i = 0; i < COUNT; i++) {
		const at = new Date(begin + i * APART_MS);
		instants.set(await scheduled_item(editor, publisher, `Bài hẹn giờ ${i}`, at), +at);
	}
	await new Promise((wake) => setTimeout(wake, begin + COUNT * APART_MS + 5000 - Date.now()));
	const rows = house.rows(`SELECT id, published_at FROM item WHERE published_at IS NOT NULL AND id IN (${[...instants.keys()]})`);
	const late = rows.map(([id, at]) => at - instants.get(Number(id)));
	tell(`${rows.length} of ${COUNT} scheduled items, published after at most`, `${Math.max(...late)} ms`, "≤ 1000 ms",
		`(mean ${(late.reduce((sum, ms) => sum + ms, 0) / late.length).toFixed(0)} ms)`);
}
