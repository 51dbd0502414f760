// The agenda beside the picture: who is speaking now; afterwards each point leads to its second.
export function showPoints(player, points) {
  const list = player.part("points");
  if (!list || !Array.isArray(points) || !points.length) return;
  const over = player.state === "replay";
  const said = JSON.stringify([points, over]);
  if (list.dataset.said === said) return;
  list.dataset.said = said;
  const now = points.filter((point) => point.at_s !== null).sort((one, other) => other.at_s - one.at_s)[0];
  list.replaceChildren(...points.map((point) => line(player, point, over, point === now)));
  list.closest("details").hidden = false;
}

function line(player, point, over, now) {
  const item = document.createElement("li");
  const words = over && point.at_s !== null ? jump(player, point) : document.createElement("p");
  const title = document.createElement("span");
  title.textContent = [point.title, point.speaker].filter(Boolean).join(" ");
  words.append(moment(player, point, over, now), title);
  if (now && !over) words.setAttribute("aria-current", "true");
  item.append(words);
  return item;
}

function moment(player, point, over, now) {
  const at = document.createElement("span");
  at.className = "at";
  if (point.at_s !== null) at.textContent = over ? clock(point.at_s) : now ? player.words.now : player.words.done;
  return at;
}

function jump(player, point) {
  const link = document.createElement("a");
  link.href = `${player.words.master}#t=${point.at_s}`;
  link.dataset.second = point.at_s;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    player.seek(point.at_s);
  });
  return link;
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
