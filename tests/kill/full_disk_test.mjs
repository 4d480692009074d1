// full_disk_test.mjs - a disk that fills up under the served program: writes are refused in plain
// words, reads go on, and writing goes on when there is room again. Needs the right to mount.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { House, run_tests } from "../browser/lib.mjs";

const disk = mkdtempSync(join(tmpdir(), "congtin-disk-"));
try {
	execFileSync("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", disk], { stdio: "ignore" });
} catch {
	rmdirSync(disk);
	console.log("a small disk cannot be mounted here\n0 passed, 0 failed, 1 skipped");
	process.exit(0);
}

const house = new House({ parent: disk });
await house.serve();
const program = house.program("canbo.cshs");
const filler = join(disk, "filler");
const open_matter = () =>
	program.post("/desk/matters", { rule: "12", title: "Vụ việc", happened: "x".repeat(15000), evidence_subject: "Việc." });

const tests = {
	async "a full disk refuses writes in plain words, and nothing else"() {
		assert.equal((await open_matter()).status, 201);
		const { bavail, bsize } = statfsSync(disk);
		try {
			writeFileSync(filler, Buffer.alloc(bavail * bsize));
		} catch (error) {
			if (error.code !== "ENOSPC") throw error; // the program took some of it meanwhile
		}
		// What the write-ahead log has room for is still taken: it needs no more of the disk.
		let answer;
		for (let i = 0; i < 1000 && answer?.status !== 503; i++) answer = await open_matter();
		for (let i = 0; i < 20; i++) {
			assert.equal(answer.status, 503);
			assert.match(answer.body.message, /chưa ghi được/);
			answer = await open_matter();
		}
		for (const path of ["/", "/tim-kiem?q=duong"]) assert.equal((await fetch(house.base + path)).status, 200, path);
		assert.equal((await program.get("/desk/matters")).status, 200);
	},

	async "with room again it writes again, and nothing was half written"() {
		rmSync(filler);
		assert.equal((await open_matter()).status, 201);
		assert.match(house.command("audit", "verify"), /nguyên vẹn/);
		assert.equal(await house.stop(), 0);
	},
};

await run_tests(tests, () => {
	house.remove();
	execFileSync("umount", [disk]);
	rmdirSync(disk);
});
