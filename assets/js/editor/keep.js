/*
 * keep.js - what is typed in <form data-keep="address"> is kept there as a draft, at most every
 * five seconds of change and when the page is left. Saving is another thing: the form's own.
 *
 * Each page names itself, and has a draft of its own: what is typed in one never takes the place
 * of what is typed in another.
 */

const KEEP_AFTER_MS = 5000;
const RETRY_AFTER_MS = 15000;
/* What a browser still sends for a page that is gone. */
const LAST_BYTES_MAX = 60000;

function name_of_page() {
	return Array.from(crypto.getRandomValues(new Uint32Array(4)), (number) => number.toString(36)).join("-");
}

function body_of(form) {
	const fields = new FormData(form);

	fields.delete("_nonce");
	return new URLSearchParams(fields);
}

/* Why the desk does not take it, in its words; null: it may be tried again. */
async function refusal_of(answer) {
	if (answer.ok || answer.status >= 500 || answer.status === 429) return null;
	const { complaint_list, message } = await answer.json().catch(() => ({}));
	return complaint_list?.[0]?.message ?? message ?? "Hãy tải lại trang.";
}

export function keep_follow(form) {
	const kept = document.getElementById("kept");
	const editing = document.getElementById("editing");
	form.elements.draft_page.value = name_of_page();
	let timer = 0;
	let changed = false;
	let over = false;
	let sending = null;

	const say = (words, is_bad = false) => {
		kept.textContent = words;
		kept.classList.toggle("kept-bad", is_bad);
		kept.setAttribute("role", is_bad ? "alert" : "none");
	};
	const wait = (ms = KEEP_AFTER_MS) => {
		timer ||= setTimeout(keep, ms);
	};
	const stop = (why) => {
		over = true;
		say(`Không tự giữ bản nháp nữa. ${why}`, true);
	};

	async function send(keepalive) {
		const answer = await fetch(form.dataset.keep, {
			method: "POST",
			headers: { Accept: "application/json" },
			body: body_of(form),
			signal: sending.signal,
			keepalive,
		});
		const refusal = await refusal_of(answer);

		if (refusal) return stop(refusal);
		if (!answer.ok) throw new Error(String(answer.status));
		const now = await answer.json();
		say(`Đã giữ bản nháp lúc ${now.at.iso.slice(11, 19)}`);
		if (editing.textContent !== (now.editing || "")) editing.textContent = now.editing || "";
	}

	async function keep(keepalive = false) {
		clearTimeout(timer);
		timer = 0;
		if (!changed || over || sending) return;
		changed = false;
		sending = new AbortController();
		try {
			await send(keepalive);
		} catch {
			if (!over) {
				changed = true;
				say("Chưa giữ được bản nháp, sẽ thử lại. Nội dung vẫn còn trên trang này.", true);
				wait(RETRY_AFTER_MS);
			}
		} finally {
			sending = null;
			if (changed) wait();
		}
	}

	const note = () => {
		changed = true;
		if (!over) wait();
	};
	form.addEventListener("input", note);
	form.addEventListener("change", note);
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden")
			keep(String(body_of(form)).length < LAST_BYTES_MAX);
	});
	/* What is saved must not come back as a draft. */
	form.addEventListener("submit", () => {
		over = true;
		clearTimeout(timer);
		sending?.abort();
	});
	window.addEventListener("pageshow", (event) => {
		if (event.persisted) over = false;
	});
}
