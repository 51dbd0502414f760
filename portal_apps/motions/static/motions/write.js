/* The writing page: saves to the server while one types, says so, counts, and shows what still stands against filing.
   What the server does not have is kept in the browser by office/keep.js, which is told by `saved` what it may forget. */

const form = document.querySelector("form[data-write]");
const says = form.querySelector("[data-saved]");
const PARTS = ["situation", "analysis", "proposal"];
const PAUSE = 2000; // ms after the last key
const APART = 5000; // ms between two saves

let timer, running, last = 0, typed = false;

function say(text, tone = "") {
  says.textContent = text;
  says.dataset.tone = tone;
}

function count() {
  const words = PARTS.map((name) => form.elements[name].value.replace(/\s/g, "")).join("");
  form.querySelector("[data-count]").textContent = [...words].length;
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, Math.max(PAUSE, last + APART - Date.now()));
}

function hidden(name, value) {
  const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
  field.value = value;
}

async function save() {
  clearTimeout(timer);
  if (running || !typed) return;
  if (!form.elements.title.value.trim()) return say("写上标题，就开始存到平台");
  running = true;
  typed = false;
  last = Date.now();
  const body = new FormData(form);
  body.set("do", "autosave");
  body.delete("attachments-files"); // they are handed in one by one
  try {
    const answer = await fetch(form.dataset.save || location.href, {
      method: "POST", body, redirect: "manual", keepalive: document.visibilityState === "hidden",
    });
    if (answer.type === "opaqueredirect") return leftOut();
    const told = await answer.json();
    if (answer.ok) done(told);
    else failed(told);
  } catch {
    typed = true;
    say("现在连不上，写的存在这台设备里，有网以后自动保存", "amber");
    later();
  } finally {
    running = false;
    if (typed && says.dataset.tone !== "red") later();
  }
}

function done({ url, keep, seen, at, count: words, waits, gaps }) {
  if (location.pathname !== url) history.replaceState(null, "", url);
  form.action = url;
  form.dataset.save = keep;
  const invite = form.querySelector("[data-invite]");
  if (invite) Object.assign(invite, { href: url.replace("write/", "act/invite/"), hidden: false });
  hidden("seen", seen);
  form.querySelector("[data-count]").textContent = words;
  say(waits ? `改动已存 ${at}，按“保存改动”才生效` : `已保存 ${at}`, waits ? "amber" : "");
  show(gaps);
  if (!typed) form.dispatchEvent(new Event("saved"));
}

/** Nothing is tried again until something else is typed; the browser keeps what stands there. */
function failed({ error, clash }) {
  say(error, clash ? "red" : "amber");
}

function leftOut() {
  typed = true;
  say("登录过期了。写的存在这台设备里，", "red");
  const link = Object.assign(document.createElement("a"), { href: location.href, textContent: "重新登录接着写" });
  says.append(link);
}

function show(gaps) {
  for (const place of form.querySelectorAll("[data-gaps]")) {
    const here = gaps.filter(({ field }) => field === place.dataset.gaps);
    place.replaceChildren(...here.map(({ refuses, text }) =>
      Object.assign(document.createElement("p"), { className: refuses ? "miss" : "remark", textContent: text })));
  }
  const left = gaps.filter(({ refuses }) => refuses);
  const bar = form.querySelector("[data-left]");
  bar.hidden = false;
  bar.textContent = left.length ? `还差 ${left.length} 项` : "可以提出了";
  form.querySelector("[data-list]").hidden = !left.length;
  form.querySelector("[data-number]").textContent = left.length;
  form.querySelector("[data-links]").replaceChildren(...left.map(({ field, label }) =>
    Object.assign(document.createElement("a"), { href: `#at-${field}`, textContent: label })));
}

form.addEventListener("input", () => {
  typed = true;
  count();
  later();
});
form.addEventListener("attached", () => form.dispatchEvent(new Event("input")));
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (form.dataset.sent) event.preventDefault(); // pressed twice
  else if (navigator.onLine) form.dataset.sent = "1";
});
addEventListener("pageshow", () => delete form.dataset.sent);
addEventListener("online", () => typed && save());
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
for (const button of form.querySelectorAll("[data-scaffold]")) {
  const field = document.getElementById(button.dataset.for);
  const place = button.parentElement;
  const fits = () => (place.hidden = Boolean(field.value.trim()));
  field.addEventListener("input", fits);
  button.addEventListener("click", () => {
    field.value = button.dataset.scaffold;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  fits();
}
// what was typed before this script had come counts too
if ([...form.elements].some((one) => one.type?.startsWith("text") && one.value !== one.defaultValue))
  form.dispatchEvent(new Event("input"));
