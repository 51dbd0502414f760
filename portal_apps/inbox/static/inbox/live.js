/* Keeps the number of unread messages up to date. Without it the number is that of the moment the page was made.
   A hidden page asks nothing; a session that is over ends the asking. */

const INTERVAL = 30000;
const bells = () => document.querySelectorAll("[data-unread-url]");
let over = false;

async function ask() {
  const [first] = bells();
  if (!first || over || document.hidden) return;
  try {
    const answer = await fetch(first.dataset.unreadUrl, { redirect: "manual" });
    over = answer.type === "opaqueredirect"; // to the login
    if (over) document.dispatchEvent(new Event("session:over"));
    if (answer.ok) show(await answer.json());
  } catch {
    // the network is away; the next round tries again
  }
}

function show({ unread, newest }) {
  for (const bell of bells()) {
    if (bell.dataset.unread === unread) continue;
    bell.dataset.unread = unread;
    const number = bell.querySelector("[data-unread-number]");
    if (number) number.textContent = unread;
  }
  const list = document.querySelector("[data-newest]");
  if (list && newest > Number(list.dataset.newest)) list.querySelector("[data-new-arrived]").hidden = false;
}

setInterval(ask, INTERVAL);
document.addEventListener("visibilitychange", ask);
document.addEventListener("messages:ask", ask);
