/* Files are handed in while the rest of the form is being written: each with its progress, each by itself, tried again
   when the network is back. The form then posts their keys. */

import { LARGE, travel } from "./far.js";
import { recorder } from "./record.js";

const number = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

function element(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function field(place) {
  const list = place.querySelector("[data-list]");
  const input = place.querySelector("input[type=file]");
  const waits = place.querySelector("[data-wait]");
  const form = place.closest("form");
  const running = new Map(); // row → request; null while it waits for the network

  const changed = () => place.dispatchEvent(new CustomEvent("attached", { bubbles: true }));

  function remove(row) {
    running.get(row)?.abort();
    running.delete(row);
    const key = row.querySelector("input")?.value;
    if (key && row.dataset.fresh) post(`/attachments/files/${key}/drop/`, new FormData(), () => {});
    row.remove();
    input.focus();
    changed();
  }

  function post(url, body, done, progress) {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    request.responseType = "json";
    if (progress) request.upload.addEventListener("progress", progress);
    request.addEventListener("load", () => done(request.status, request.response));
    request.addEventListener("error", () => done(0, null));
    request.send(body);
    return request;
  }

  function button(text, act, name) {
    const made = element("button", text, { type: "button", class: "btn" });
    made.append(element("span", name, { class: "sr" }));
    made.addEventListener("click", act);
    return made;
  }

  function kept(row, told) {
    row.textContent = "";
    row.dataset.fresh = "yes";
    const address = `/attachments/files/${told.key}/`;
    row.append(element("input", "", { type: "hidden", name: place.dataset.name, value: told.key }));
    if (told.picture) row.append(element("img", "", { src: address, alt: "" }));
    row.append(element("b", told.name), element("span", `${number(told.size)}${told.pages ? `，${told.pages} 页` : ""}`, { class: "quiet" }));
    if (told.sound) row.append(element("audio", "", { src: address, controls: "", preload: "none" }));
    row.append(button("移除", () => remove(row), told.name));
    changed();
  }

  function failed(row, file, text, again) {
    row.textContent = "";
    row.append(element("b", file.name), element("p", text, { class: "miss" }));
    if (again) row.append(button("再试", () => send(row, file), file.name));
    row.append(button("移除", () => remove(row), file.name));
  }

  function sendFar(row, file) {
    row.textContent = "";
    travel(place, row, file, {
      token: form.elements.csrfmiddlewaretoken.value,
      buttons: [(act) => button("暂停", act, file.name), () => button("取消", () => remove(row), file.name)],
      running: (transfer) => running.set(row, { abort: () => transfer.cancel() }),
      ended: () => running.delete(row) && settle(),
      kept: (told) => kept(row, told),
      failed: (text, again) => failed(row, file, text, again),
    });
  }

  function send(row, file) {
    if (place.dataset.road && file.size > LARGE) return sendFar(row, file);
    row.textContent = "";
    const bar = element("progress", "", { max: 100, value: 0, "aria-label": `${file.name}上传进度` });
    const state = element("span", number(file.size), { class: "quiet" });
    row.append(element("b", file.name), bar, state, button("取消", () => remove(row), file.name));
    const body = new FormData();
    body.append("file", file);
    const done = (status, answer) => {
      running.delete(row);
      if (status === 200) kept(row, answer);
      else if (status === 0) {
        failed(row, file, "网络断了，没有传完。网络恢复后会自动再传。", true);
        running.set(row, null);
        addEventListener("online", () => running.get(row) === null && send(row, file), { once: true });
      } else failed(row, file, answer?.error ?? told(status), status >= 500);
      settle();
    };
    const progress = (event) => {
      bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
      state.textContent = event.loaded < event.total ? `${number(event.loaded)} / ${number(event.total)}` : "正在检查……";
    };
    running.set(row, post(place.dataset.attach, body, done, progress));
    return undefined;
  }

  function told(status) {
    if (status === 413) return "文件太大，没有传上去。请压缩或者拆成几份。";
    if (status === 403 || status === 302) return "登录已过期或没有权限。写的内容还在，请在新窗口重新登录后再试。";
    return "上传没有成功。请再试；还不行请告诉系统管理员。";
  }

  function take(files) {
    for (const file of files) {
      const row = element("li");
      list.append(row);
      send(row, file);
    }
  }

  function settle() {
    const left = running.size;
    waits.hidden = !left || !waits.dataset.asked;
    waits.textContent = `还有 ${left} 个附件没有传完，传完或移除后再提交。`;
  }

  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = ""; // the same files do not go with the form again
  });
  for (const row of list.querySelectorAll("li")) {
    const quit = row.querySelector("[data-remove]");
    quit.hidden = false;
    quit.addEventListener("click", () => remove(row));
  }
  form.addEventListener("submit", (event) => {
    if (!running.size) return;
    event.preventDefault();
    waits.dataset.asked = "yes";
    settle();
  });
  form.addEventListener("paste", (event) => event.clipboardData.files.length && take([...event.clipboardData.files]));
  for (const kind of ["dragover", "dragleave", "drop"]) {
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      place.toggleAttribute("data-over", kind === "dragover");
      if (kind === "drop") take([...event.dataTransfer.files]);
    });
  }
  for (const one of place.querySelectorAll("[data-scripted]")) one.hidden = false;
  input.classList.add("sr"); // the button beside it speaks Chinese in every browser
  recorder(place.querySelector("[data-recorder]"), take);
}

for (const place of document.querySelectorAll("[data-attach]")) if (place.closest("form")) field(place);
