// Videos and recordings of our own. Without scripts the browser's own controls play the plain file; with scripts
// hls.js comes when somebody presses play, never before: it is the largest thing a page can load.
import { atChapter, startChapters } from "./chapters.js";
import { lasting } from "./links.js";
import { startPictures } from "./pictures.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const PATIENCE = 6; // tries after the line went away, 1, 2, 4 … seconds apart, before the viewer is asked

let engine; // one download for all players of a page
const loadEngine = () => (engine ??= import("./hls.mjs"));

export class Player {
  constructor(figure) {
    this.figure = figure;
    this.media = figure.querySelector("video, audio");
    this.words = figure.dataset;
    this.part = (name) => figure.querySelector(`[data-${name}]`);
    this.tries = 0;
    this.mended = false;
    this.prepare();
  }

  prepare() {
    const button = this.part("start");
    button.hidden = false;
    this.media.controls = false;
    button.addEventListener("click", () => this.start());
    this.part("again").addEventListener("click", () => this.again());
    this.media.addEventListener("play", () => this.silenceOthers());
    this.media.addEventListener("timeupdate", () => atChapter(this.figure, this.media.currentTime));
    startChapters(this.figure, (seconds) => this.seek(seconds));
    this.fillSpeeds();
  }

  async start(at = Number(this.words.at) || 0) {
    if (this.started) return;
    this.started = true;
    this.part("start").hidden = true;
    this.media.controls = true;
    this.say("loading");
    const Hls = await loadEngine().then((module) => module.default, () => null);
    if (Hls && Hls.isSupported()) this.attach(Hls, at);
    else this.playPlain(at);
    this.part("tools").hidden = false;
    this.media.addEventListener("playing", () => { this.tries = 0; this.say(""); });
    startPictures(this.figure, this.media, (seconds) => this.seek(seconds));
    this.media.focus({ preventScroll: true });
    await this.media.play().catch((refusal) => {
      if (refusal.name === "NotAllowedError") this.say(""); // the viewer presses the browser's own play
    });
  }

  attach(Hls, at) {
    for (const source of this.media.querySelectorAll("source")) source.remove();
    this.hls = new Hls(this.settings(at, Hls));
    this.hls.on(Hls.Events.MANIFEST_PARSED, () => this.fillQualities());
    this.hls.on(Hls.Events.FRAG_LOADED, () => { if (this.cut) { this.cut = false; this.say(""); } });
    this.hls.on(Hls.Events.ERROR, (_, fault) => { if (fault.fatal) this.failed(Hls, fault); });
    this.hls.loadSource(this.words.master);
    this.hls.attachMedia(this.media);
  }

  settings(at, Hls) {
    return {
      workerPath: new URL("./hls.worker.js", import.meta.url).href, // a worker made of a blob is forbidden here
      startPosition: at || -1,
      capLevelToPlayerSize: true,
      backBufferLength: 60,
      ...(this.words.renew ? lasting(Hls, this.words) : {}),
    };
  }

  // Safari on a phone plays the list by itself; what plays neither gets the plain file.
  playPlain(at) {
    this.media.addEventListener("error", () => this.stop("broken"));
    const last = this.media.querySelector("source:last-of-type");
    if (last) last.addEventListener("error", () => this.stop("broken"));
    this.media.addEventListener("loadedmetadata", () => { if (at) this.media.currentTime = at; }, { once: true });
    this.media.load();
  }

  failed(Hls, fault) {
    const status = fault.response ? fault.response.code : 0;
    if (status === 404 || status === 410) return this.stop("gone");
    if (status === 403) return this.stop("expired");
    if (fault.type === Hls.ErrorTypes.MEDIA_ERROR && !this.mended) {
      this.mended = true;
      return this.hls.recoverMediaError();
    }
    if (fault.type !== Hls.ErrorTypes.NETWORK_ERROR) return this.stop("broken");
    this.cut = true;
    if (this.tries >= PATIENCE) return this.stop("offline", true);
    this.say("cut");
    setTimeout(() => this.reconnect(), 1000 * 2 ** this.tries++);
  }

  reconnect() {
    if (this.hls.levels.length) this.hls.startLoad();
    else this.hls.loadSource(this.words.master);
  }

  again() {
    this.tries = 0;
    this.part("again").hidden = true;
    this.say("cut");
    this.reconnect();
    this.media.focus({ preventScroll: true });
  }

  stop(word, mayTryAgain = false) {
    if (!mayTryAgain && this.hls) this.hls.destroy();
    this.part("again").hidden = !mayTryAgain;
    this.say(word);
  }

  say(word) {
    this.part("say").textContent = word ? this.words[word] : "";
  }

  seek(seconds) {
    if (!this.started) return this.start(seconds);
    this.media.currentTime = seconds;
    this.media.play().catch(() => {});
  }

  silenceOthers() {
    for (const other of document.querySelectorAll("video, audio")) if (other !== this.media) other.pause();
  }

  fillSpeeds() {
    const select = this.part("speed");
    for (const speed of SPEEDS) select.add(new Option(`${speed}×`, speed, speed === 1, speed === 1));
    select.addEventListener("change", () => { this.media.playbackRate = Number(select.value); });
  }

  fillQualities() {
    const select = this.part("quality");
    const levels = this.hls.levels.map((level, index) => [Math.min(level.height, level.width), index]);
    if (levels.length < 2 || !levels[0][0]) return;
    const chosen = select.value;
    select.replaceChildren(new Option(this.words.auto, -1));
    levels.sort((one, other) => other[0] - one[0]);
    for (const [lines, index] of levels) select.add(new Option(`${lines}P`, index));
    select.value = chosen || "-1";
    select.closest("label").hidden = false;
    select.onchange = () => { this.hls.nextLevel = Number(select.value); };
  }
}

export const players = [...document.querySelectorAll("[data-player]")].map((figure) => new Player(figure));
