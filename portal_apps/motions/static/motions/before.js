/* “以前谁提过”: asked while one writes, a while after the last key, and on demand; what is said never leaves the house.
   On the page of an item it is asked when the fold is opened. */

const PAUSE = 1500; // ms after the last key
const LEAST = 4; // characters of a title worth asking with
const WORDS = ["title", "situation", "analysis", "proposal"];
const WIDE = matchMedia("(min-width: 1100px)"); // there is room beside the text

function note(place, text) {
  place.replaceChildren(Object.assign(document.createElement("p"), { className: "quiet", textContent: text }));
}

async function ask(place, url, body) {
  const form = document.querySelector("form[data-write]");
  const headers = { "X-Part": "before" };
  if (body) headers["X-CSRFToken"] = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers, redirect: "manual" });
  if (answer.type === "opaqueredirect") return note(place, "登录过期了，重新登录以后再查。写的内容还在。");
  if (!answer.ok) return note(place, "这次没有查成，过一会儿再试。不影响写和提出。");
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".before-answer");
  place.replaceChildren(found);
  for (const one of found.querySelectorAll("[data-insert]")) one.hidden = !form;
  return found.dataset.count;
}

function whileWriting(fold) {
  const form = fold.closest("form");
  const place = fold.querySelector("[data-before-answer]");
  const heading = fold.querySelector("summary span");
  let timer, asked = "", running = false;

  const said = () => WORDS.map((name) => form.elements[name].value.trim()).join("\n");
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  };

  async function run(again = false) {
    clearTimeout(timer);
    const now = said();
    if (running || (now === asked && !again)) return;
    if (form.elements.title.value.trim().length < LEAST) return note(place, "写上标题，就自动查各届有没有人提过。");
    if (!navigator.onLine) return note(place, "现在没有网，有网以后自动再查。写的内容不受影响。");
    running = true;
    place.setAttribute("aria-busy", "true");
    const body = new FormData();
    for (const name of WORDS) body.set(name, form.elements[name].value);
    try {
      const count = await ask(place, fold.dataset.beforeWriting, body);
      if (count !== undefined) {
        asked = now;
        heading.textContent = count > 0 ? `：有 ${count} 件相近` : "：没有相近的";
      }
    } catch {
      note(place, "现在连不上，有网以后自动再查。写的内容不受影响。");
    } finally {
      running = false;
      place.removeAttribute("aria-busy");
      if (said() !== now) later();
    }
  }

  if (WIDE.matches) fold.open = true;
  WIDE.addEventListener("change", () => WIDE.matches && (fold.open = true));
  form.addEventListener("input", (event) => WORDS.includes(event.target.name) && later());
  addEventListener("online", () => run());
  fold.querySelector("[data-before-now]").addEventListener("click", (event) => {
    event.preventDefault();
    run(true);
  });
  place.addEventListener("click", (event) => {
    const { insert } = event.target.dataset;
    if (!insert) return;
    const field = form.elements.situation;
    field.value = [field.value.trimEnd(), insert].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    event.target.replaceWith("已写进情况和问题");
  });
  run();
}

for (const fold of document.querySelectorAll("[data-before-writing]")) whileWriting(fold);
for (const fold of document.querySelectorAll("[data-before]")) {
  const place = fold.querySelector("[data-before-answer]");
  fold.addEventListener("toggle", () => {
    if (!fold.open || place.dataset.asked) return;
    place.dataset.asked = "yes";
    ask(place, fold.dataset.before).catch(() => {
      delete place.dataset.asked;
      note(place, "现在连不上，有网以后再打开看。");
    });
  });
}
