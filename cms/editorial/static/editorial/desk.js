// Keeps the first screen fresh without a reload. Without this script the page is the same, only older.
const desk = document.getElementById("desk");

async function refresh() {
  if (document.hidden || desk.contains(document.activeElement)) return; // never pull the floor from under a reader
  try {
    const answer = await fetch(desk.dataset.fresh, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok || answer.redirected) return;
    const text = await answer.text();
    if (text !== desk.dataset.last) {
      desk.innerHTML = text;
      desk.dataset.last = text;
    }
  } catch {
    // offline: what stands on the screen is the newest we know
  }
}

if (desk) {
  setInterval(refresh, 1000 * Number(desk.dataset.every || 20));
  document.addEventListener("visibilitychange", refresh);
}
