/* Reads the letter for promises while somebody writes it: sentences are marked under the text, the proposals stand beside
   it. Without this script the server reads it at every save. */

const form = document.querySelector("form[data-scan]");
const text = form.elements.body;
const list = form.querySelector("[data-marks]");
const PAUSE = 700; // ms after the last key

const under = Object.assign(document.createElement("div"), { className: "marked-under" });
under.setAttribute("aria-hidden", "true");
const box = Object.assign(document.createElement("div"), { className: "marked" });
const typing = document.activeElement === text; // a field that is moved loses the focus, and with it what is being typed
text.before(box);
box.append(under, text);
if (typing) text.focus();

let timer, asked = 0;

/** The same text below the field, its promises coloured. Offsets are counted in characters, as the server does. */
function draw(marks) {
  const letters = [...text.value];
  const parts = [];
  let at = 0;
  for (const [start, end, state] of marks) {
    if (start < at) continue;
    parts.push(letters.slice(at, start).join(""));
    const mark = Object.assign(document.createElement("mark"), { textContent: letters.slice(start, end).join("") });
    mark.dataset.state = state;
    parts.push(mark);
    at = end;
  }
  under.replaceChildren(...parts, `${letters.slice(at).join("")}\n`);
  under.scrollTop = text.scrollTop;
}

/** What somebody is changing in a proposal stays as it is. */
function list_anew(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const one of fresh.querySelectorAll(".vow")) {
    const old = list.querySelector(`.vow[data-key="${one.dataset.key}"]`);
    if (old && old.dataset.state === one.dataset.state) {
      const number = one.querySelector(".no"), before = old.querySelector(".no");
      if (number && before) before.textContent = number.textContent;
      one.replaceWith(old);
    }
  }
  list.replaceChildren(...fresh.body.childNodes);
}

async function read() {
  const turn = ++asked;
  const body = new URLSearchParams({ text: text.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  try {
    const answer = await fetch(form.dataset.scan, { method: "POST", body, redirect: "manual" });
    if (!answer.ok || turn !== asked) return;
    const { marks, html } = await answer.json();
    draw(marks);
    list_anew(html);
  } catch {
    // no network: the server reads it when it is saved
  }
}

text.addEventListener("input", () => {
  draw([]);
  clearTimeout(timer);
  timer = setTimeout(read, PAUSE);
});
text.addEventListener("scroll", () => (under.scrollTop = text.scrollTop));
form.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault(); // pressed twice
  else if (navigator.onLine) form.dataset.sent = "1";
});
addEventListener("pageshow", () => delete form.dataset.sent);
read();
