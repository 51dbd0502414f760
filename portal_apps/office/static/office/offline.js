/* The page without a network is ready before it is needed; a page that is open says when the network or the login is
   gone. Where workers are not allowed nothing changes. */

navigator.serviceWorker?.register("/sw.js").catch(() => {});

const root = document.documentElement;
if ("lost" in root.dataset) wait();
else remember();

/** The page without a network is one for all; the size of the text it takes from the last page that was shown. */
function remember() {
  try {
    localStorage.setItem("size", root.dataset.size ?? "");
  } catch {
    // storage is switched off
  }
}

function wait() {
  root.dataset.size = localStorage.getItem("size") ?? "";
  addEventListener("online", tryAgain);
  setInterval(tryAgain, 3000);
}

/** The browser calls itself online before anything answers, so it is asked. */
async function tryAgain() {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.replace(location.href);
}

const bar = document.querySelector("[data-bar]");
function say(words, link) {
  bar.replaceChildren(words, ...(link ? [link] : []));
  bar.hidden = !words;
}

addEventListener("offline", () => say("现在没有网。填的内容还在，可以接着写，有网以后再提交。"));
addEventListener("online", () => say(""));
document.addEventListener("session:over", () => {
  const link = document.createElement("a");
  link.href = `/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = "重新登录";
  say("登录已经结束。填的内容还在这台设备里。", link);
});
