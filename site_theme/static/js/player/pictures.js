// Small pictures along a bar of our own: the browser's bar cannot show them. Pointed at or moved by keys it shows the picture
// of that second; let go it jumps there. One stop of the Tab key, and its time is said in words.
const CUE = /(?:(\d+):)?(\d+):([\d.]+) --> [^\n]+\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)/g;

export async function startPictures(figure, media, seek) {
  const [place, bar, shot] = ["find", "bar", "shot"].map((name) => figure.querySelector(`[data-${name}]`));
  const address = figure.dataset.sprites;
  if (!place || !address) return;
  const index = new URL(address, location.href);
  const answer = await fetch(index).catch(() => null);
  const pictures = answer && answer.ok ? read(await answer.text(), index) : [];
  if (pictures.length < 2) return; // nothing to choose from
  bar.max = Math.floor(media.duration || Number(figure.dataset.seconds) || pictures.at(-1).from);
  bar.step = Math.max(1, Math.floor(bar.max / 100));
  place.hidden = false;

  const show = (second) => {
    const picture = pictures.findLast((one) => one.from <= second) ?? pictures[0];
    const part = Math.min(1, Math.max(0, second / bar.max));
    shot.hidden = false;
    Object.assign(shot.style, {
      width: `${picture.width}px`,
      height: `${picture.height}px`,
      backgroundImage: `url("${picture.sheet}")`,
      backgroundPosition: `-${picture.left}px -${picture.top}px`,
      left: `${part * (bar.offsetWidth - picture.width)}px`,
    });
    shot.dataset.time = words(second);
  };
  const hide = () => { shot.hidden = true; };
  const told = () => bar.setAttribute("aria-valuetext", words(bar.value));

  let held = false;
  bar.addEventListener("pointermove", (event) => {
    const box = bar.getBoundingClientRect();
    if (!held) show(((event.clientX - box.left) / box.width) * bar.max);
  });
  bar.addEventListener("pointerleave", hide);
  bar.addEventListener("blur", hide);
  bar.addEventListener("input", () => { held = true; told(); show(Number(bar.value)); });
  bar.addEventListener("change", () => { held = false; seek(Number(bar.value)); });
  media.addEventListener("timeupdate", () => {
    if (held) return;
    bar.value = media.currentTime;
    told();
  });
}

export function read(text, index) {
  return [...text.replace(/\r/g, "").matchAll(CUE)].map(([, hours, minutes, seconds, sheet, left, top, width, height]) => ({
    from: Number(hours || 0) * 3600 + Number(minutes) * 60 + Number(seconds),
    sheet: new URL(sheet, index).href,
    left: Number(left), top: Number(top), width: Number(width), height: Number(height),
  }));
}

function words(second) {
  const whole = Math.floor(Number(second));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, at) => (at ? String(part).padStart(2, "0") : part)).join(":");
}
