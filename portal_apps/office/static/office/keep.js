/* What somebody types into a form marked `data-keep` stays in this browser until the server says it has it: through a
   lost network, an ended session, a reload. Per person; gone after the save, at the logout, when somebody else logs in
   here, and after a week. Passwords, codes, files, hidden fields, numbers and addresses of people and whatever lies in `data-private` are never kept. */

const PREFIX = "draft:";
const WEEK = 7 * 24 * 3600 * 1000;
const NEVER = new Set(["password", "hidden", "file", "tel", "email", "submit", "button", "reset", "image"]);
const SECRET = /one-time-code|password|^cc-/;
const TICKED = new Set(["checkbox", "radio"]);

const person = document.body.dataset.person;

/** All drafts of this browser: [key, draft]. A draft is {id, at, title, url, base, now}. */
export function drafts() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => [key, JSON.parse(localStorage.getItem(key))]);
  } catch {
    return []; // storage is switched off: forms work as everywhere
  }
}

export function forget(unwanted) {
  for (const [key, draft] of drafts()) if (unwanted(draft, key)) localStorage.removeItem(key);
}

/** The server told in a cookie which draft it has saved; `all` after a logout. */
function tidy() {
  const told = document.cookie.match(/(?:^|; )kept=([\w-]+)/)?.[1];
  if (told) document.cookie = "kept=; path=/; max-age=0; samesite=lax";
  forget((draft) => told === "all" || draft.id === told || Date.now() - draft.at > WEEK);
  if (person) forget((_, key) => !key.startsWith(`${PREFIX}${person}:`));
}

const fields = (form) =>
  [...form.elements].filter(
    (one) => one.name && !NEVER.has(one.type) && !SECRET.test(one.autocomplete) && !one.closest("[data-private]"),
  );

/** The fields as [name, value] pairs, in order. */
function read(form) {
  return fields(form).flatMap((one) => {
    if (TICKED.has(one.type)) return one.checked ? [[one.name, one.value]] : [];
    if (one.selectedOptions) return [...one.selectedOptions].map((option) => [one.name, option.value]);
    return [[one.name, one.value]];
  });
}

function write(form, pairs) {
  const left = new Map();
  for (const [name, value] of pairs) left.set(name, [...(left.get(name) ?? []), value]);
  for (const one of fields(form)) {
    const values = left.get(one.name) ?? [];
    if (TICKED.has(one.type)) one.checked = values.includes(one.value);
    else if (one.options) for (const option of one.options) option.selected = values.includes(option.value);
    else if (values.length) one.value = values.shift();
    one.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function element(name, text, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...properties });
}

class Keeper {
  constructor(form, number) {
    this.form = form;
    this.mark = form.id || number;
    this.key = this.place();
    this.begun = JSON.stringify(read(form));
    this.draft = drafts().find(([key]) => key === this.key)?.[1];
    this.id = this.draft?.id ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_draft", value: this.id }));
    this.says = element("p", "", { className: "small quiet kept" });
    this.says.setAttribute("role", "status");
    form.append(this.says);
    if (this.draft && !form.querySelector("[data-miss]")) this.offer(); // else the server gave back what was typed
    form.addEventListener("input", () => this.soon());
    form.addEventListener("submit", (event) => this.send(event));
    form.addEventListener("saved", () => this.saved());
    addEventListener("pagehide", () => this.keep());
  }

  place() {
    return `${PREFIX}${person}:${location.pathname}${location.search}#${this.mark}`;
  }

  /** A script of the page handed it all to the server, which may have given the page an address of its own. */
  saved() {
    clearTimeout(this.timer);
    this.changed = false;
    this.begun = JSON.stringify(read(this.form));
    localStorage.removeItem(this.key);
    this.key = this.place();
    this.says.textContent = "";
  }

  /** Bring back what was typed; ask first where the page has changed since. */
  offer() {
    const { at, base, now } = this.draft;
    const note = element("div", "", { className: "note" });
    const when = new Date(at).toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short" });
    const words = element("p", "");
    words.setAttribute("role", "status");
    const acts = element("p", "", { className: "acts" });
    const drop = element("button", "不要了", { type: "button", className: "btn" });
    drop.addEventListener("click", () => {
      write(this.form, JSON.parse(this.begun));
      note.remove();
      this.keep();
    });
    const restore = () => {
      words.textContent = `找回了您 ${when} 填的、还没有提交的内容。`;
      write(this.form, now);
    };
    if (base === this.begun) restore();
    else {
      words.textContent = `您 ${when} 填的内容没有提交，后来这一页有了改动。`;
      const back = element("button", "用我填的", { type: "button", className: "btn" });
      back.addEventListener("click", () => (restore(), back.remove()));
      acts.append(back);
    }
    acts.append(drop);
    note.append(words, acts);
    this.form.prepend(note);
  }

  soon() {
    clearTimeout(this.timer);
    this.changed = true;
    this.timer = setTimeout(() => this.keep(), 300);
  }

  keep() {
    clearTimeout(this.timer);
    if (!this.changed) return;
    this.changed = false;
    const now = read(this.form);
    try {
      if (JSON.stringify(now) === this.begun) localStorage.removeItem(this.key);
      else {
        const { id, begun: base } = this;
        const url = location.pathname + location.search;
        localStorage.setItem(this.key, JSON.stringify({ id, at: Date.now(), title: document.title, url, base, now }));
        this.says.textContent = "填的内容已存在这台设备里，提交以后自动删除。";
      }
    } catch {
      this.says.textContent = "这台设备存不下了，请尽快提交。";
    }
  }

  send(event) {
    this.changed = true;
    this.keep();
    if (navigator.onLine) return;
    event.preventDefault(); // the page with everything on it stays
    this.says.textContent = "现在没有网，还没有提交。内容存在这台设备里，可以接着写，有网以后再按一次。";
  }
}

/** Where a page has room for them: forms begun and not sent. Those of others are gone by now. */
function list(place) {
  const begun = drafts();
  const rows = begun.map(([, { title, url }]) => {
    const row = element("li", "");
    row.append(element("a", title.split(" - ")[0], { href: url }));
    return row;
  });
  place.querySelector("ul")?.replaceChildren(...rows);
  place.hidden = !rows.length;
}

tidy();
if (person) document.querySelectorAll("form[data-keep]").forEach((form, number) => new Keeper(form, number));
document.querySelectorAll("[data-drafts]").forEach(list);
