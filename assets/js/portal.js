/* portal.js - print and share. Pages are whole without it: the buttons appear only when it runs. */

for (const tools of document.querySelectorAll("[data-share-tools]")) tools.hidden = false;

async function share(button) {
	const address = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
	const words = button.querySelector("span");

	try {
		if (navigator.share) {
			await navigator.share({ title: document.title, url: address });
			return;
		}
		await navigator.clipboard.writeText(address);
		words.textContent = button.dataset.done;
	} catch {
		/* The reader closed the sheet, or the clipboard is shut: the address bar remains. */
	}
}

document.querySelector("[data-focus]")?.focus();

document.addEventListener("click", (event) => {
	const button = event.target.closest("[data-print], [data-share]");

	if (!button) return;
	if ("print" in button.dataset) window.print();
	else share(button);
});
