// Keeps the control room fresh part by part: one with somebody's focus or an open fold in it is left alone, and the picture always.
const room = document.querySelector("[data-room]");
const EVERY = 2000;
let heard = Date.now();

function busy(part) {
  return part.contains(document.activeElement) || part.querySelector("details[open]");
}

async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch(room.dataset.room, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const news = new DOMParser().parseFromString(await answer.text(), "text/html");
    heard = Date.now();
    for (const fresh of news.querySelectorAll("[data-part]")) {
      const part = room.querySelector(`[data-part="${fresh.dataset.part}"]`);
      if (words(part) !== words(fresh) && !busy(part)) part.replaceWith(fresh);
    }
  } catch {
    // what stands on the screen is the newest we know; how old it is, is said below
  }
  tellAge();
}

// the token of a form is another each time; it changes nothing to look at
function words(part) {
  return part.innerHTML.replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "");
}

function tellAge() {
  const note = room.querySelector("[data-away]"), seconds = Math.round((Date.now() - heard) / 1000);
  note.hidden = seconds < 6;
  note.textContent = room.dataset.away.replace("%s", seconds);
}

function startCopying(button) {
  if (!navigator.clipboard) return; // plain http has none: the words can still be marked by hand
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll("[data-copy]")) startCopying(button);
if (room) {
  setInterval(refresh, EVERY);
  document.addEventListener("visibilitychange", refresh);
}
