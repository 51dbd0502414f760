/* A large file goes in pieces, by the way the page names (`data-road`): a cut line costs nothing of what arrived. */

export const LARGE = 1048576; // bytes; below, one request is over before a line is cut

/* `heard`: what becomes of the row. The first of `buttons` pauses and goes on. */
export async function travel(place, row, file, heard) {
  const { Transfer } = await import(place.dataset.road);
  const { words } = await import(new URL("words.js", new URL(place.dataset.road, location.href)).href);
  const bar = document.createElement("progress");
  Object.assign(bar, { max: 100, value: 0 });
  bar.setAttribute("aria-label", `${file.name}上传进度`);
  const name = document.createElement("b");
  name.textContent = file.name;
  const state = document.createElement("span");
  state.className = "quiet";
  const told = (progress) => {
    bar.value = progress.total ? (100 * progress.sent) / progress.total : 0;
    state.textContent = words(progress);
    go.firstChild.data = progress.phase === "paused" ? "继续" : "暂停";
    go.hidden = progress.phase === "checking";
    if (progress.phase === "done") heard.kept(progress.result);
    if (progress.phase === "failed") heard.failed(progress.text, progress.again);
    if (["done", "failed"].includes(progress.phase)) heard.ended();
  };
  const { tickets, tus } = place.dataset;
  const transfer = new Transfer(file, { tickets, tus, token: heard.token, told });
  const go = heard.buttons[0](() => (transfer.phase === "paused" ? transfer.start() : transfer.pause()));
  row.append(name, bar, state, go, heard.buttons[1]());
  heard.running(transfer);
  transfer.start();
}
