/* The progress of an errand, fetched anew until it has ended; then the page with the result. */

const EVERY = 2000;

async function refresh() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) show(await answer.text());
    } catch {
      // the network is away; the next round tries again
    }
  }
  setTimeout(refresh, EVERY);
}

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-errand]");
  const shown = document.querySelector("[data-errand]");
  if (!fresh) location.reload();
  else shown.replaceWith(document.adoptNode(fresh));
}

setTimeout(refresh, EVERY);
