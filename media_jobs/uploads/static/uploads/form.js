/* An ordinary form whose file goes in pieces: pressed once, it shows how far the file is and then leads to what was made.
   Without scripts it is posted as it stands. */

import { Transfer } from "./transport.js";
import { words } from "./words.js";

const NOBODY = "00000000-0000-0000-0000-000000000000"; // stands in the address for the key of what is made

function prepare(form) {
  const input = form.querySelector("input[type=file]");
  const button = form.querySelector("button:not([type=button])");
  const bar = document.createElement("progress");
  Object.assign(bar, { max: 100, value: 0, hidden: true });
  bar.setAttribute("aria-label", "上传进度");
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const pause = Object.assign(document.createElement("button"), { type: "button", className: button.className, hidden: true });
  pause.classList.remove("ed-btn--next", "btn--next");
  pause.textContent = "暂停";
  button.after(pause);
  button.parentElement.after(bar, said);
  let transfer;

  function told(progress) {
    bar.hidden = false;
    bar.value = progress.total ? (100 * progress.sent) / progress.total : 0;
    said.textContent = words(progress);
    pause.hidden = ["checking", "done", "failed"].includes(progress.phase);
    pause.textContent = progress.phase === "paused" ? "继续" : "暂停";
    button.disabled = progress.phase !== "failed";
    if (progress.phase === "done") location.assign(form.dataset.done.replace(NOBODY, progress.result.video));
  }

  pause.addEventListener("click", () => (transfer.phase === "paused" ? transfer.start() : transfer.pause()));
  form.addEventListener("submit", (event) => {
    const [file] = input.files;
    if (!file) return;
    event.preventDefault();
    if (button.disabled) return;
    const details = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    const token = details.csrfmiddlewaretoken;
    delete details.csrfmiddlewaretoken;
    const { uploadForm, tus } = form.dataset;
    transfer = new Transfer(file, { tickets: uploadForm, tus, token, details, told });
    transfer.start();
  });
  addEventListener("beforeunload", (event) => ["sending", "waiting"].includes(transfer?.phase) && event.preventDefault());
}

for (const form of document.querySelectorAll("form[data-upload-form]")) prepare(form);
