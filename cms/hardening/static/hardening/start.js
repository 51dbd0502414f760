// Starts widgets from data instead of inline scripts: <script type="application/json" data-start="new Name">[args]</script>
// Only these may be started, so that injected data cannot call anything else.
const ALLOWED = /^(new )?(initDateChooser|initDateTimeChooser|initTimeChooser|InlinePanel|MultipleChooserPanel|[A-Z]\w*Chooser)$/;

function start(element) {
  const wanted = ALLOWED.exec(element.dataset.start);
  if (!wanted || element.dataset.started) return;
  const target = window[wanted[2]];
  if (typeof target !== "function") return;
  element.dataset.started = "1";
  const args = JSON.parse(element.textContent);
  if (wanted[1]) new target(...args);
  else target(...args);
}

function startAll(root) {
  if (root.matches?.("script[data-start]")) start(root);
  root.querySelectorAll?.("script[data-start]").forEach(start);
}

document.addEventListener("DOMContentLoaded", () => {
  startAll(document);
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(startAll);
  }).observe(document.body, { childList: true, subtree: true });
});
