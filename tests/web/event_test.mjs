// event_test.mjs - events over HTTP: told, decided, answered, changed; who may not is refused.
import assert from "node:assert/strict";
import { House, docx, local_time, pdf, run_tests } from "../browser/lib.mjs";

const house = new House();
await house.serve();
const who = {
	officer: house.program("canbo.cshs"),
	other: house.program("canbo.phapche"),
	coordinator: house.program("dieuphoi"),
	reporter: house.program("phongvien"),
	second: house.program("bientap2"),
};
const notice = (more = {}) => ({
	kind: "own", title: "Lễ ra quân", starts_at: local_time(48 * 3600_000), ends_at: local_time(50 * 3600_000), place: "Sân vận động", coverage: "yes", documents: "later", ...more,
});
async function told(more) {
	const reply = await who.officer.post("/desk/events", notice(more));
	assert.equal(reply.status, 201, reply.text);
	return reply.body.location;
}
async function account(name, href) {
	const { body } = await who.coordinator.get(`${href}/assign`);
	return body.reporters.find((row) => row.name.startsWith(name)).account;
}
const state = async (href) => (await who.coordinator.get(href)).body.state.code;
const ok = (reply) => assert.ok(reply.status < 300, `${reply.status} ${reply.text}`);

const tests = {
	async "what is wrong with a notice is told at its field"() {
		for (const [more, field] of [[{ ends_at: local_time(47 * 3600_000) }, "ends_at"], [{ kind: "visit", attendees: "Thứ trưởng", starts_at: local_time(-5 * 3600_000), ends_at: local_time(-4 * 3600_000) }, "starts_at"],
			[{ kind: "visit" }, "attendees"], [{ kind: "outside", attendees: "Thứ trưởng" }, "host"], [{ title: "" }, "title"], [{ kind: "party" }, "kind"]]) {
			const reply = await who.officer.post("/desk/events", notice(more));
			assert.equal(reply.status, 422, reply.text);
			assert.ok(reply.body.complaints[field], field);
		}
		assert.equal((await who.reporter.post("/desk/events", notice())).status, 403);
	},

	async "documents come as a file, for the host, the Portal and the reporter who is sent"() {
		const href = await told();
		const hand = (person, where, bytes, name, more = {}) => {
			const form = new FormData();
			for (const [key, value] of Object.entries(more)) form.set(key, value);
			form.set("file", new Blob([bytes]), name);
			return who[person].call("POST", `${href}/${where}`, form);
		};
		assert.equal((await hand("officer", "files", pdf(), "chương trình.pdf")).status, 409);
		const secret = await hand("officer", "documents", docx(["TỐI MẬT"]), "kế hoạch.docx", { documents: "given" });
		assert.equal(secret.status, 422, secret.text);
		assert.match(secret.body.complaints.file, /bí mật nhà nước/);
		assert.equal((await hand("officer", "documents", "không phải PDF", "a.pdf", { documents: "given" })).status, 422);
		ok(await hand("officer", "documents", pdf(), "chương trình.pdf", { documents: "given" }));
		ok(await hand("officer", "files", pdf("Danh sách"), "danh sách.pdf"));
		ok(await who.coordinator.post(`${href}/assign`, { reporters: await account("Vũ", href) }));
		const { body } = await who.reporter.get(href);
		assert.deepEqual(body.files.map((row) => row.name), ["chương trình.pdf", "danh sách.pdf"]);
		assert.equal((await who.reporter.get(body.files[0].href)).status, 200);
		assert.equal((await who.other.get(body.files[0].href)).status, 403);
		assert.equal((await hand("coordinator", "files", pdf("Thêm"), "thêm.pdf")).status, 201);
	},

	async "who added a document takes it back until a reporter has accepted, and the history keeps it"() {
		const href = await told();
		const hand = (where, name, more = {}) => {
			const form = new FormData();
			for (const [key, value] of Object.entries(more)) form.set(key, value);
			form.set("file", new Blob([pdf(name)]), name);
			return who.officer.call("POST", `${href}/${where}`, form);
		};
		const files = async (person) => (await who[person].get(href)).body.files;
		ok(await hand("documents", "chương trình.pdf", { documents: "given" }));
		assert.equal((await files("officer"))[0].may_remove, false, "the only one");
		ok(await hand("files", "nhầm.pdf"));
		const wrong = (await files("officer"))[1];
		assert.equal(wrong.may_remove, true);
		assert.equal((await files("coordinator"))[1].may_remove, false);
		assert.equal((await who.coordinator.post(`${wrong.href}/remove`)).status, 403);
		ok(await who.officer.post(`${wrong.href}/remove`));
		assert.equal((await who.officer.get(wrong.href)).status, 404);
		assert.deepEqual((await files("officer")).map((row) => row.name), ["chương trình.pdf"]);
		const { acts } = (await who.officer.get(href)).body;
		assert.ok(acts.some((act) => act.kind === "file_remove" && act.reason === "nhầm.pdf"));
		ok(await hand("files", "danh sách.pdf"));
		ok(await who.coordinator.post(`${href}/assign`, { reporters: await account("Vũ", href) }));
		ok(await who.reporter.post(`${href}/accept`));
		const used = (await files("officer"))[1];
		assert.equal(used.may_remove, false);
		const late = await who.officer.post(`${used.href}/remove`);
		assert.equal(late.status, 409);
		assert.match(late.body.message, /Phóng viên đã nhận việc/);
	},

	async "a reporter declines, another accepts, and the host says that there are no documents"() {
		const href = await told();
		const first = await account("Vũ", href), second = await account("Bùi", href);
		assert.equal((await who.officer.post(`${href}/assign`, { reporters: first })).status, 403);
		ok(await who.coordinator.post(`${href}/assign`, { reporters: first }));
		assert.equal((await who.second.post(`${href}/accept`)).status, 403);
		assert.equal((await who.reporter.post(`${href}/decline`, { reason: "" })).status, 422);
		ok(await who.reporter.post(`${href}/decline`, { reason: "Đang đi công tác" }));
		assert.equal(await state(href), "notified");
		ok(await who.coordinator.post(`${href}/assign`, { reporters: second }));
		ok(await who.second.post(`${href}/accept`));
		assert.equal((await who.second.post(`${href}/accept`)).status, 409);
		ok(await who.officer.post(`${href}/documents`, { documents: "none" }));
		const { body } = await who.coordinator.get(href);
		assert.deepEqual(body.assignments.map((row) => row.state.code), ["declined", "accepted"]);
		const { duties } = (await who.officer.get(body.matter_href)).body;
		assert.deepEqual(duties.map((duty) => duty.state.code), ["met", "met", "met"]);
		const { timeline } = (await who.officer.get(body.matter_href)).body;
		assert.deepEqual(timeline.filter((row) => row.kind === "event").map((row) => row.what),
			["Báo sự kiện", "Cử phóng viên", "Phóng viên không nhận", "Cử phóng viên", "Phóng viên nhận", "Cung cấp tài liệu"]);
	},

	async "two coordinators at once: the second sees that it has changed"() {
		const href = await told();
		const { version } = (await who.coordinator.get(href)).body;
		const reporters = await account("Vũ", href);
		ok(await who.coordinator.post(`${href}/assign`, { version, reporters }));
		const late = await who.coordinator.post(`${href}/assign`, { version, reporters: await account("Bùi", href) });
		assert.equal(late.status, 409, late.text);
	},

	async "a reporter who is sent elsewhere at that time is shown"() {
		const one = await told({ starts_at: local_time(100 * 3600_000), ends_at: local_time(103 * 3600_000), title: "Hội thao" });
		ok(await who.coordinator.post(`${one}/assign`, { reporters: await account("Vũ", one) }));
		const two = await told({ starts_at: local_time(102 * 3600_000), ends_at: local_time(104 * 3600_000) });
		const { reporters } = (await who.coordinator.get(`${two}/assign`)).body;
		assert.ok(reporters.find((row) => row.name.startsWith("Vũ")).clashes.some((clash) => clash.title === "Hội thao"));
	},

	async "the Portal cannot, and the host's own item is owed; not so for a visit"() {
		const href = await told();
		assert.equal((await who.coordinator.post(`${href}/cannot`, { reason: "" })).status, 422);
		ok(await who.coordinator.post(`${href}/cannot`, { reason: "Bão số 9, mọi phóng viên đã được cử đi" }));
		const { body } = await who.officer.get(href);
		const { duties } = (await who.officer.get(body.matter_href)).body;
		assert.deepEqual(duties.map((duty) => duty.state.code), ["met", "excused", "met", "open"]);
		assert.ok(duties[3].may_write);
		const visit = await told({ kind: "visit", attendees: "Đồng chí Thứ trưởng" });
		assert.equal((await who.coordinator.post(`${visit}/cannot`, { reason: "Bận" })).status, 409);
		ok(await who.coordinator.post(`${visit}/assign`, { joint: "1" }));
		assert.equal(await state(visit), "joint");
	},

	async "put off, moved and cancelled, each with its reason in the history"() {
		const href = await told();
		ok(await who.coordinator.post(`${href}/assign`, { reporters: await account("Vũ", href) }));
		ok(await who.reporter.post(`${href}/accept`));
		const later = { starts_at: local_time(72 * 3600_000), ends_at: local_time(74 * 3600_000), reason: "Mưa lớn" };
		assert.equal((await who.other.post(`${href}/postpone`, later)).status, 403);
		assert.equal((await who.officer.post(`${href}/postpone`, { ...later, starts_at: local_time(24 * 3600_000), ends_at: local_time(25 * 3600_000) })).status, 422);
		ok(await who.officer.post(`${href}/postpone`, later));
		assert.equal((await who.reporter.get(href)).body.is_asked, true);
		ok(await who.officer.post(`${href}/move`, { ...later, place: "Nhà văn hóa" }));
		ok(await who.officer.post(`${href}/cancel`, { reason: "Không tổ chức" }));
		assert.equal((await who.reporter.post(`${href}/accept`)).status, 403);
		const { acts, assignments } = (await who.officer.get(href)).body;
		assert.deepEqual(acts.map((act) => act.kind), ["notify", "assign", "accept", "postpone", "move", "cancel"]);
		assert.equal(acts[4].was.place, "Sân vận động");
		assert.equal(assignments[0].state.code, "released");
	},

	async "a person's calendar is read at a secret address until it is revoked"() {
		const { cookie, csrf } = await house.session("phongvien");
		const post = (path) => fetch(house.base + path, { method: "POST", redirect: "manual", body: new URLSearchParams({ _csrf: csrf, _nonce: crypto.randomUUID() }), headers: { Cookie: cookie, Origin: house.base, Accept: "application/json" } });
		assert.equal((await who.reporter.post("/desk/events/feed")).status, 403);
		const made = await post("/desk/events/feed");
		assert.equal(made.status, 201);
		const path = new URL((await made.json()).address).pathname;
		const file = await fetch(house.base + path);
		assert.match(file.headers.get("content-type"), /^text\/calendar/);
		const text = await file.text();
		assert.match(text, /^BEGIN:VCALENDAR\r\nVERSION:2.0\r\n/);
		const all = (await who.reporter.get("/desk/events?view=agenda&mine=1")).body.days.flatMap((day) => day.events.map((event) => event.id));
		for (const id of all)
			assert.ok(text.includes(`/desk/events/${id}\r\n`), `${id}`);
		assert.equal((await fetch(`${house.base}/lich-su-kien/khong-co`)).status, 404);
		const second = new URL((await (await post("/desk/events/feed")).json()).address).pathname;
		assert.equal((await fetch(house.base + path)).status, 404);
		assert.equal((await post("/desk/events/feed/revoke")).status < 400, true);
		assert.equal((await fetch(house.base + second)).status, 404);
		assert.equal((await post("/desk/events/feed/revoke")).status, 409);
	},

	async "the calendar shows days that are off, and a reporter's own events alone"() {
		const { body } = await who.coordinator.get("/desk/events?view=month&day=2027-02-01");
		const days = body.weeks.flatMap((week) => week.days);
		assert.equal(days.length % 7, 0);
		assert.ok(days.some((day) => day.mark && /Tết/.test(day.mark)), JSON.stringify(days.map((day) => day.mark)));
		const mine = (await who.reporter.get("/desk/events?view=agenda&mine=1")).body.days.flatMap((day) => day.events);
		const all = (await who.reporter.get("/desk/events?view=agenda")).body.days.flatMap((day) => day.events);
		assert.ok(mine.length > 0 && mine.length < all.length);
		assert.equal((await who.reporter.get("/desk/events?view=week")).body.days.length, 7);
		assert.equal((await who.reporter.get("/desk/events?day=mai")).status, 404);
		assert.equal((await who.reporter.get("/desk/events?day=1900-01-02")).status, 404);
	},
};

await run_tests(tests, async () => {
	await house.stop();
	house.remove();
});
