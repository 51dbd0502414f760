// Run in the page by the tests: what a reader's eye and finger meet.
() => {
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && !element.closest(".vh, .skip");
  };
  const name = (element) => `${element.tagName}.${element.className} ${(element.textContent || "").trim().slice(0, 20)}`;
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(parent) || parent.closest("[aria-hidden], template, script")) continue;
    const style = getComputedStyle(parent);
    const size = parseFloat(style.fontSize);
    texts.push({ name: name(parent), size, line: parseFloat(style.lineHeight) / size, prose: !!parent.closest(".rich p") });
  }
  const targets = [];
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")) {
    if (!seen(element) || element.tabIndex < 0 || element.closest(".rich")) continue; // links inside sentences are exempt
    const box = element.getBoundingClientRect();
    targets.push({ name: name(element), width: Math.round(box.width), height: Math.round(box.height * 10) / 10 });
  }
  return { texts, targets, wide: document.documentElement.scrollWidth - document.documentElement.clientWidth };
}
