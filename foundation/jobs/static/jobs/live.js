/* Keeps open jobs on the page up to date. Without it the page is simply as it was when it was loaded. */

const INTERVAL = 2000;
const root = document.querySelector("[data-jobs-live]");

async function refresh() {
  const open = [...root.querySelectorAll("[data-job-open]")];
  if (open.length === 0) return;
  if (!document.hidden) {
    const ids = new URLSearchParams(open.map((element) => ["id", element.dataset.job]));
    try {
      const answer = await fetch(`${root.dataset.jobsLive}?${ids}`, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) show(await answer.text());
    } catch {
      // the network is away; the next round tries again
    }
  }
  setTimeout(refresh, INTERVAL);
}

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  for (const element of fresh.querySelectorAll("[data-job]")) {
    const shown = root.querySelector(`[data-job="${element.dataset.job}"]`);
    if (!shown || shown.outerHTML === element.outerHTML) continue;
    const ended = shown.hasAttribute("data-job-open") && !element.hasAttribute("data-job-open");
    shown.replaceWith(document.adoptNode(element));
    if (ended && root.hasAttribute("data-jobs-reload") && !typing()) location.reload();
  }
}

/* A reload must not take away a reason that is being typed. */
function typing() {
  return [...document.querySelectorAll(".job-act input[name=reason]")].some((field) => field.value);
}

if (root) setTimeout(refresh, INTERVAL);
