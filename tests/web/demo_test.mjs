// demo_test.mjs - the demo's stories happened side by side, as work does.
import assert from "node:assert/strict";
import { House, run_tests } from "../browser/lib.mjs";

const house = new House();

/* Rows that are older than the one numbered before them. */
const steps_back = (table, number, at) =>
	house.rows(`SELECT * FROM (SELECT ${number}, ${at}, lag(${at}) OVER (ORDER BY ${number}) AS earlier FROM ${table}) AS walk WHERE ${at} < earlier`);

const tests = {
	"whatever has a later number happened no earlier"() {
		const clocks = { audit: ["seq", "at"], notice: ["id", "created_at"], step: ["id", "at"], matter: ["id", "opened_at"],
			duty: ["id", "opened_at"], question: ["id", "asked_at"], event: ["id", "notified_at"] };
		for (const [table, [number, at]] of Object.entries(clocks)) {
			assert.ok(house.rows(`SELECT ${number} FROM ${table}`).length > 5, table);
			assert.deepEqual(steps_back(table, number, at), [], table);
		}
	},

	"nothing happened after now"() {
		const [[last]] = house.rows("SELECT max(at) FROM audit");
		assert.ok(Number(last) <= Date.now(), last);
	},

	"its trail is whole, and each deadline is derived again as it stands"() {
		assert.match(house.command("audit", "verify"), /nhật ký nguyên vẹn/);
		assert.match(house.command("deadline", "verify"), /đều khớp/);
	},
};

await run_tests(tests, () => house.remove());
