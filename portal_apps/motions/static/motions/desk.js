/* Many at once: all of this page, how many are picked. Without scripts one ticks row by row. */

const form = document.querySelector("#many");
const boxes = form ? [...form.querySelectorAll("input[name=pick]")] : [];

if (boxes.length) {
  const head = form.querySelector("[data-all]");
  const bar = form.querySelector("[data-picked]");
  const all = Object.assign(document.createElement("input"), { type: "checkbox" });
  const label = Object.assign(document.createElement("label"), { className: "pick" });
  const words = Object.assign(document.createElement("span"), { className: "sr", textContent: "选这一页全部" });
  label.append(all, words);
  // on a phone the head of the table is not shown: there it stands in the bar
  (head.offsetParent ? head : form.querySelector(".many-bar")).append(label);
  if (!head.offsetParent) words.className = "";

  const tell = () => {
    const picked = boxes.filter((box) => box.checked).length;
    all.checked = picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
    bar.hidden = !picked;
    bar.querySelector("b").textContent = picked;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  tell();
}
