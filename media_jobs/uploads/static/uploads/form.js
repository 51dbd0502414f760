/* An ordinary form whose files go in pieces: each is named in its row, pressed once they go their way, and one alone leads to
   what was made of it. Without scripts the form is posted as it stands, with one file. */

import { Line, Row, element, takeFiles } from "./row.js";

const NOBODY = "00000000-0000-0000-0000-000000000000"; // stands in the address for the key of what is made

function prepare(form) {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const [list, said] = ["list", "said"].map((name) => form.querySelector(`[data-${name}]`));
  const { uploadForm: tickets, tus } = form.dataset;
  const [token, line, rows] = [form.elements.csrfmiddlewaretoken.value, new Line(), new Set()];

  function add(file) {
    const row = new Row(file, { list, line, said, press: "ed-btn ed-btn--row", done, gone });
    rows.add(row);
    row.state.textContent = "还没有传，按“上传”开始";
    row.item.insertBefore(title(row), row.bar);
    row.title.focus();
  }

  /* One file's title is asked in its own row: what is chosen together seldom has one name. */
  function title(row) {
    row.title = element("input", "", { type: "text", maxlength: 200, required: "" });
    row.title.value = row.file.name.replace(/\.[^.]+$/, "");
    const label = element("label", "标题", { class: "upload-title" });
    label.append(element("span", ` ${row.file.name}`, { class: "ed-sr" }), row.title);
    return label;
  }

  function done(row, result) {
    const address = form.dataset.done.replace(NOBODY, result.video);
    if (rows.size === 1) return location.assign(address);
    const link = element("a", "看视频", { class: "ed-btn ed-btn--row", href: address });
    link.append(element("span", ` ${row.file.name}`, { class: "ed-sr" }));
    row.acts.replaceChildren(link);
    return undefined;
  }

  function gone(row) {
    rows.delete(row);
    inputs[0].focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const details = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    delete details.csrfmiddlewaretoken;
    const fresh = [...rows].filter((row) => !row.transfer);
    if (!rows.size) said.textContent = "请先选文件。";
    for (const row of fresh) {
      row.title.readOnly = true;
      row.start({ tickets, tus, token, details: { ...details, title: row.title.value.trim() || row.file.name } });
    }
  });
  takeFiles(form, inputs, add);
  form.querySelector("[data-title]").remove();
  for (const input of inputs) Object.assign(input, { required: false, multiple: true });
  inputs[0].classList.add("ed-sr"); // the button beside it speaks Chinese in every browser
  addEventListener("beforeunload", (event) => line.running && !list.querySelector("[data-phase=paused]") && event.preventDefault());
}

for (const form of document.querySelectorAll("form[data-upload-form]")) prepare(form);
