/* The upload field: several files one after the other, each with its progress, pause and cancel; chosen, dropped or taken
   with the camera. */

import { Line, Row, takeFiles } from "./row.js";

function field(place) {
  const inputs = [...place.querySelectorAll("input[type=file]")];
  const [list, said] = ["list", "said"].map((name) => place.querySelector(`[data-${name}]`));
  const line = new Line();
  const token = place.elements.csrfmiddlewaretoken.value;
  const options = { tickets: place.dataset.upload, tus: place.dataset.tus, token };

  const done = ({ file }, result) =>
    place.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: { file, result } }));
  const gone = () => inputs[0].focus();

  takeFiles(place, inputs, (file) => new Row(file, { list, line, said, press: "btn", done, gone }).start(options));
  addEventListener("beforeunload", (event) => line.running && !list.querySelector("[data-phase=paused]") && event.preventDefault());
  place.querySelector("[data-plain]").hidden = true;
  inputs[0].classList.add("sr"); // the button beside it speaks Chinese in every browser
}

for (const place of document.querySelectorAll("form[data-upload]")) field(place);
