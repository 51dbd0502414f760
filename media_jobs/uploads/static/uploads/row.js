/* One file in a list: its name, how far it is, pause and cancel; the same wherever files are uploaded. */

import { Transfer } from "./transport.js";
import { words } from "./words.js";

export const AT_ONCE = 2; // files on their way at the same time

export function element(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/* Starts what waits, a few at a time: `queue(start)` when a file is wanted, `free()` when one is through. */
export class Line {
  waiting = [];
  running = 0;

  queue(start) {
    this.waiting.push(start);
    this.next();
  }

  free() {
    this.running -= 1;
    this.next();
  }

  next() {
    while (this.running < AT_ONCE && this.waiting.length) {
      this.running += 1;
      this.waiting.shift()();
    }
  }
}

export class Row {
  /* `list` takes the row, `line` its turn, `said` what screen readers hear; `press` is the class of buttons, `say` the
     class of what is said of it. `done(row, result)` when the file was taken, `gone()` when the row was taken away. */
  constructor(file, { list, line, said, press, done, gone }) {
    Object.assign(this, { file, line, said, done, gone });
    this.item = element("li", "", { class: "upload-row" });
    this.bar = element("progress", "", { max: 100, value: 0, "aria-label": `${file.name}上传进度` });
    this.state = element("span", "等着上传", { class: "quiet", "data-state": "" });
    this.acts = element("span", "", { class: "upload-row-acts" });
    this.go = this.button("暂停", press);
    this.quit = this.button("取消", press);
    this.acts.append(this.go, this.quit);
    this.item.append(element("b", file.name), this.bar, this.state, this.acts);
    list.append(this.item);
    this.go.hidden = true;
    this.go.addEventListener("click", () => (this.stands("paused", "failed") ? this.transfer.start() : this.transfer.pause()));
    this.quit.addEventListener("click", () => this.away());
  }

  button(text, press) {
    const made = element("button", text, { type: "button", class: press });
    made.append(element("span", ` ${this.file.name}`, { class: "sr ed-sr" }));
    return made;
  }

  /* From now on it is on its way; `options` are those of a Transfer. */
  start(options) {
    this.transfer = new Transfer(this.file, { ...options, told: (progress) => this.told(progress) });
    this.go.hidden = false;
    this.line.queue(() => {
      this.onLine = true;
      this.transfer.start();
    });
  }

  stands(...phases) {
    return phases.includes(this.transfer?.phase);
  }

  told(progress) {
    const { phase, again, result } = progress;
    this.bar.value = progress.total ? (100 * progress.sent) / progress.total : 0;
    this.state.textContent = words(progress);
    this.item.dataset.phase = phase;
    this.state.className = phase === "failed" ? "miss" : "quiet";
    this.go.firstChild.data = ["paused", "failed"].includes(phase) ? "继续" : "暂停";
    this.go.hidden = ["checking", "done"].includes(phase) || (phase === "failed" && !again);
    this.quit.hidden = ["checking", "done"].includes(phase);
    if (phase === "failed") this.quit.firstChild.data = "移除";
    if (["waiting", "failed", "done"].includes(phase)) this.said.textContent = `${this.file.name}：${this.state.textContent}`;
    if (["checking", "done", "failed"].includes(phase)) this.leaveLine(); // the line is free for the next one
    if (phase === "done") this.done(this, result);
  }

  leaveLine() {
    if (this.onLine) this.line.free();
    this.onLine = false;
  }

  away() {
    this.transfer?.cancel();
    this.leaveLine();
    this.item.remove();
    this.gone(this);
  }
}

/* Files chosen, taken with the camera or dropped; the inputs are emptied, so that the same file may be chosen again. */
export function takeFiles(place, inputs, add) {
  for (const input of inputs) {
    input.addEventListener("change", () => {
      for (const file of input.files) add(file);
      input.value = "";
    });
  }
  for (const kind of ["dragover", "dragleave", "drop"]) {
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      place.toggleAttribute("data-over", kind === "dragover");
      if (kind === "drop") for (const file of event.dataTransfer.files) add(file);
    });
  }
  for (const one of place.querySelectorAll("[data-scripted]")) one.hidden = false;
}
