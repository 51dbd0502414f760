// What scripts add to pages that read fully without them: remembered switches, print, copy link, leaving notice.
const root = document.documentElement;

function remember(key, value) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch (refused) { /* private window: the choice lasts for this page */ }
}

function showText() {
  const size = root.dataset.text || "24";
  for (const link of document.querySelectorAll("[data-text]")) {
    if (link === root) continue;
    if (link.dataset.text === size) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function setView(view, text) {
  if (view === "elder") {
    root.dataset.view = "elder";
    root.dataset.text = text || root.dataset.text || "24";
  } else {
    delete root.dataset.view;
    delete root.dataset.text;
  }
  remember("view", root.dataset.view);
  remember("text", root.dataset.text);
  showText();
}

// The address must not keep #elder: it would switch the mode on again after the reader left it.
function forgetHash() {
  if (/^#(elder|standard)/.test(location.hash)) {
    history.replaceState(null, "", location.pathname + location.search);
  }
}

function startViews() {
  for (const link of document.querySelectorAll("a[data-view], a[data-text]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      setView(link.dataset.text ? "elder" : link.dataset.view, link.dataset.text);
      forgetHash();
      // the pressed switch may have vanished; the next one takes the focus
      const next = document.querySelector(root.dataset.view === "elder" ? ".to-standard a" : ".to-elder a");
      if (!link.offsetParent) next.focus();
    });
  }
  if (root.dataset.view === "elder") setView("elder");
  forgetHash();
  showText();
}

function isDark() {
  if (root.dataset.theme) return root.dataset.theme === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function startTheme() {
  const button = document.querySelector("[data-theme-switch]");
  if (!button) return;
  const label = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    label();
  });
  label();
}

function startTools() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => print());
  }
  for (const button of document.querySelectorAll("[data-copy-link]")) {
    if (!navigator.clipboard) {
      button.hidden = true; // plain http has no clipboard
      continue;
    }
    button.addEventListener("click", async () => {
      const canonical = document.querySelector("link[rel=canonical]");
      await navigator.clipboard.writeText(canonical ? canonical.href : location.href);
      button.setAttribute("aria-live", "polite");
      button.textContent = button.dataset.done;
    });
  }
}

function leavesTheState(link) {
  if (!/^https?:$/.test(link.protocol) || link.host === location.host) return false;
  return !/(^|\.)gov\.cn$/.test(link.hostname);
}

function startLeaving() {
  const words = document.querySelector("template[data-leaving]");
  if (!words || typeof HTMLDialogElement === "undefined") return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !leavesTheState(link)) return;
    event.preventDefault();
    const dialog = words.content.firstElementChild.cloneNode(true);
    dialog.querySelector("[data-address]").textContent = link.href;
    const go = dialog.querySelector("a");
    go.href = link.href;
    go.addEventListener("click", (inner) => { inner.stopPropagation(); dialog.close(); });
    dialog.querySelector("button").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

// A site-wide notice is a small file of its own: raising one changes no other page.
async function startNotice() {
  const preview = !new URL(import.meta.url).pathname.startsWith("/theme/");
  if (preview || document.querySelector(".site-notice")) return;
  const base = root.lang.startsWith("en") ? "/en" : "";
  let notice;
  try {
    notice = await (await fetch(`${base}/site-notice.json`, { cache: "no-cache" })).json();
  } catch (away) { return; }
  if (!notice.title) return;
  const bar = document.createElement("aside");
  bar.className = `site-notice ${notice.level}`;
  bar.setAttribute("aria-label", notice.label);
  const line = document.createElement("p");
  line.className = "wrap";
  const link = document.createElement("a");
  link.href = notice.href;
  link.textContent = notice.title;
  const when = document.createElement("time");
  when.dateTime = notice.datetime;
  when.textContent = notice.shown;
  line.append(link, " ", when);
  bar.append(line);
  document.querySelector(".skip").after(bar);
}

startViews();
startNotice();
startTheme();
startTools();
startLeaving();
if (document.querySelector("[data-player]")) import("./player/player.js");
if (document.querySelector("[data-live]")) import("./player/live.js");
