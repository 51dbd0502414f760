// Days left to a promise, and filters of a list. Without scripts the page shows the days themselves and the whole list.
const DAY = 86400000;
const STEP = 30;

function today() {
  const there = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  return Date.parse(`${there}T00:00:00Z`);
}

function startCountdowns() {
  for (const place of document.querySelectorAll("[data-due]")) {
    const days = Math.round((Date.parse(`${place.dataset.due}T00:00:00Z`) - today()) / DAY);
    const words = place.querySelector("[data-left]");
    if (days > 0) words.textContent = `还剩 ${days} 天`;
    else if (days === 0) words.textContent = "今天到期";
    else words.textContent = `逾期 ${-days} 天`;
    place.classList.toggle("late", days < 0);
  }
}

function fill(select, lines) {
  const counts = new Map();
  for (const line of lines) {
    for (const value of line.dataset[select.name].split("|").filter(Boolean)) counts.set(value, (counts.get(value) || 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "zh"));
  for (const [value, count] of sorted) select.add(new Option(`${value}（${count}）`, value));
  select.parentElement.hidden = counts.size < 2;
}

function startFilter() {
  const form = document.querySelector("[data-filter]");
  if (!form) return;
  const lines = [...document.querySelectorAll("[data-line]")];
  const selects = [...form.querySelectorAll("select")];
  const count = document.querySelector("[data-count]");
  const none = document.querySelector("[data-none]");
  const more = document.querySelector("[data-more]");
  const asked = new URLSearchParams(location.search);
  let shown = STEP;

  function show() {
    const word = form.q.value.trim();
    const fit = lines.filter((line) => (!word || line.textContent.includes(word))
      && selects.every((select) => !select.value || line.dataset[select.name].split("|").includes(select.value)));
    for (const line of lines) line.hidden = true;
    for (const line of fit.slice(0, shown)) line.hidden = false;
    count.textContent = fit.length === lines.length ? `共 ${lines.length} 件` : `${lines.length} 件中的 ${fit.length} 件`;
    none.hidden = fit.length > 0;
    more.hidden = fit.length <= shown;
    return fit;
  }

  function change() {
    shown = STEP;
    show();
    const kept = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", kept.size ? `?${kept}` : location.pathname);
  }

  for (const select of selects) fill(select, lines);
  for (const [name, value] of asked) if (form.elements[name]) form.elements[name].value = value;
  form.hidden = false;
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  more.querySelector("button").addEventListener("click", () => {
    const first = show()[shown];
    shown += STEP;
    show();
    first.querySelector("a").focus();
  });
  addEventListener("beforeprint", () => { for (const line of lines) line.hidden = false; });
  addEventListener("afterprint", show);
  show();
}

startCountdowns();
startFilter();
