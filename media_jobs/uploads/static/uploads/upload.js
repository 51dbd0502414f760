/* The upload field: several files one after the other, each with its progress, pause and cancel; chosen, dropped or taken
   with the camera. */

import { Transfer } from "./transport.js";
import { words } from "./words.js";

const AT_ONCE = 2;

function element(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function field(place) {
  const list = place.querySelector("[data-list]");
  const said = place.querySelector("[data-said]");
  const inputs = [...place.querySelectorAll("input[type=file]")];
  const waiting = [];
  let running = 0;

  function next() {
    while (running < AT_ONCE && waiting.length) {
      running += 1;
      waiting.shift()();
    }
  }

  function add(file) {
    const row = element("li", "", { class: "upload-row" });
    const name = element("b", file.name);
    const bar = element("progress", "", { max: 100, value: 0, "aria-label": `${file.name}上传进度` });
    const state = element("span", "等着上传", { class: "quiet", "data-state": "" });
    const acts = element("span", "", { class: "upload-row-acts" });
    const go = button("暂停", file.name);
    const quit = button("取消", file.name);
    acts.append(go, quit);
    row.append(name, bar, state, acts);
    list.append(row);
    let over = false;
    const ended = () => {
      if (!over) running -= 1;
      over = true;
      next();
    };
    const told = (progress) => {
      bar.value = progress.total ? (100 * progress.sent) / progress.total : 0;
      state.textContent = words(progress);
      row.dataset.phase = progress.phase;
      state.className = progress.phase === "failed" ? "miss" : "quiet";
      go.firstChild.data = ["paused", "failed"].includes(progress.phase) ? "继续" : "暂停";
      go.hidden = ["checking", "done"].includes(progress.phase) || (progress.phase === "failed" && !progress.again);
      quit.hidden = ["checking", "done"].includes(progress.phase);
      if (progress.phase === "failed") quit.firstChild.data = "移除";
      if (["waiting", "failed", "done"].includes(progress.phase)) said.textContent = `${file.name}：${state.textContent}`;
      if (["checking", "done", "failed"].includes(progress.phase)) ended(); // the line is free for the next one
      if (progress.phase === "done") {
        place.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: { file, result: progress.result } }));
      }
    };
    const token = place.elements.csrfmiddlewaretoken.value;
    const transfer = new Transfer(file, { tickets: place.dataset.upload, tus: place.dataset.tus, token, told });
    go.addEventListener("click", () => (["paused", "failed"].includes(transfer.phase) ? transfer.start() : transfer.pause()));
    quit.addEventListener("click", () => {
      transfer.cancel();
      ended();
      row.remove();
      inputs[0].focus();
    });
    waiting.push(() => transfer.start());
    next();
  }

  function button(text, name) {
    const made = element("button", text, { type: "button", class: "btn" });
    made.append(element("span", name, { class: "sr" }));
    return made;
  }

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
  addEventListener("beforeunload", (event) => running && !list.querySelector("[data-phase=paused]") && event.preventDefault());
  for (const one of place.querySelectorAll("[data-scripted]")) one.hidden = false;
  place.querySelector("[data-plain]").hidden = true;
  inputs[0].classList.add("sr"); // the button beside it speaks Chinese in every browser
}

for (const place of document.querySelectorAll("form[data-upload]")) field(place);
