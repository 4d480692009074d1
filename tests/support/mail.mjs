// mail.mjs - a mail server on loopback for tests, and what its mails say.
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/* A certificate for 127.0.0.1, made for one test: {file, chain}. */
export function certificate(dir) {
	const file = join(dir, "smtp-cert.pem"), key = join(dir, "smtp-key.pem"), chain = join(dir, "smtp.pem");
	execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", file, "-days", "2",
		"-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"], { stdio: "ignore" });
	execFileSync("sh", ["-c", `cat "${key}" "${file}" > "${chain}"`]);
	return { file, chain };
}

export class MailServer {
	mails = [];

	/* Resolves once it listens; with a certificate's chain it demands STARTTLS. */
	async serve(chain) {
		this.process = spawn("/usr/bin/python3", ["tests/support/smtp.py", ...(chain ? [chain] : [])]);
		this.errors = "";
		this.process.stderr.on("data", (bytes) => (this.errors += bytes));
		const lines = createInterface({ input: this.process.stdout });
		this.port = await new Promise((good) => lines.once("line", good));
		lines.on("line", (line) => {
			if (line === "ok") this.heard?.();
			else this.mails.push(new Mail(JSON.parse(line)));
		});
		return `smtp://127.0.0.1:${this.port}`;
	}

	/* How it fails from now on; see smtp.py. */
	async fail(step = "", how = "", times = -1) {
		const heard = new Promise((good) => (this.heard = good));
		this.process.stdin.write(`${JSON.stringify({ step, how, times })}\n`);
		return heard;
	}

	/* Waits until so many mails for an address have come, and gives them. */
	async wait(to, count = 1, ms = 60000) {
		for (const end = Date.now() + ms; Date.now() < end; await new Promise((wake) => setTimeout(wake, 50))) {
			const found = this.mails.filter((mail) => mail.to.includes(to));
			if (found.length >= count) return found;
		}
		throw new Error(`no mail for ${to}; came: ${this.mails.map((mail) => `${mail.to} ${mail.subject}`).join(", ")} ${this.errors}`);
	}

	stop() {
		this.process.kill("SIGKILL");
	}
}

const words = (text) =>
	text.replace(/\?=\r?\n? =\?/g, "?==?").replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, b) => Buffer.from(b, "base64").toString("utf8"));

class Mail {
	constructor({ from, to, data, tls }) {
		Object.assign(this, { from, to, tls, data });
		const [head, ...rest] = data.split(/\r?\n\r?\n/);
		this.head = head;
		this.headers = new Map(
			head.replace(/\r?\n /g, " ").split(/\r?\n/).map((line) => {
				const at = line.indexOf(":");
				return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
			}),
		);
		this.subject = words(this.headers.get("subject") ?? "");
		this.id = this.headers.get("message-id");
		this.reply_to = words(this.headers.get("reply-to") ?? "");
		this.parts = rest.join("\n\n").split(/--=_[0-9a-f]+(?:--)?/).map((part) => part.trim()).filter(Boolean);
		const bodies = [...data.matchAll(/Content-Type: (text\/\w+)[^]*?base64\r?\n\r?\n([A-Za-z0-9+/=\r\n]*)/g)];
		for (const [, type, body] of bodies) this[type === "text/html" ? "html" : "plain"] = Buffer.from(body, "base64").toString("utf8");
	}
}
