// A broadcast: counts down, plays, waits through a gap and becomes its own replay, all on one page that never has to be
// loaded again. The player is that of the videos; what differs is when it may start and that it does not give up.
import { Player } from "./player.js";
import { Standing } from "./standing.js";
import { showPoints } from "./points.js";

const PLAYABLE = ["live", "gap", "replay"];
const SLOWEST = 8; // seconds between two tries to reach the list again
const BEHIND = 12; // seconds behind the newest picture from which on one is offered to go there

class Live extends Player {
  constructor(figure) {
    super(figure);
    this.button = this.part("start");
    this.button.hidden = true;
    this.part("edge").addEventListener("click", () => this.toEdge());
    for (const name of ["ended", "waiting", "playing"]) this.media.addEventListener(name, () => this.show());
    const first = { state: this.words.state, starts_at: this.words.starts };
    this.standing = new Standing(this.words.live, first, () => this.show());
    setInterval(() => this.tick(), 1000);
  }

  get state() {
    return this.standing ? this.standing.told.state : this.words.state;
  }

  settings(at, Hls) {
    const settings = super.settings(at, Hls);
    if (this.state === "replay") return { ...settings, startPosition: at };
    return { ...settings, liveSyncDuration: 3, maxBufferLength: 20 };
  }

  show() {
    if (!this.standing) return;
    const { told } = this.standing;
    const over = this.media.ended || (this.started && !this.hls && this.media.error);
    if (this.state === "replay" && (!this.started || (over && !this.rewound))) this.rewind(told);
    else if (!this.started) this.words.master = told.master || this.words.master;
    this.button.hidden = this.started || !PLAYABLE.includes(this.state);
    this.part("invite").textContent = this.state === "replay" ? this.words.again : this.words.watch;
    this.slate();
    const watched = ["live", "gap"].includes(this.state) && Number.isInteger(told.viewers);
    this.part("viewers").textContent = watched ? this.words.viewers.replace("%s", told.viewers) : "";
    showPoints(this, told.points);
  }

  // The whole recording from its beginning, in the same place.
  rewind(told) {
    if (this.hls) this.hls.destroy();
    this.hls = null;
    this.rewound = this.started;
    this.started = false;
    this.media.controls = false;
    this.words.master = told.replay || told.master || this.words.master;
  }

  slate() {
    const board = this.part("slate");
    const starved = this.state === "gap" && (!this.started || this.media.readyState < 3);
    const held = this.standing.told.held && ["live", "gap"].includes(this.state);
    const word = held ? "held" : starved ? "gap" : { scheduled: "soon", waiting: "waiting", ended: "ended", cancelled: "cancelled" }[this.state];
    const running = this.started && !this.media.ended && this.state !== "cancelled";
    board.hidden = !word || (running && !starved && !held);
    this.part("word").textContent = word ? this.words[word] : "";
    if (this.state === "gap" && this.started) this.button.hidden = true;
  }

  tick() {
    const left = Math.max(0, Math.floor((Date.parse(this.standing.told.starts_at) - this.standing.now) / 1000));
    this.part("left").textContent = this.state === "scheduled" && left ? spelt(left, this.words) : "";
    this.part("edge").hidden = !(this.hls && ["live", "gap"].includes(this.state) && this.hls.latency > BEHIND);
    if (this.state === "gap" || this.media.ended) this.show();
  }

  toEdge() {
    this.media.currentTime = this.hls.liveSyncPosition;
    this.media.play().catch(() => {});
    this.part("edge").hidden = true;
  }

  // A list that is away for a while is no reason to send anybody off: the broadcast may come back at any moment.
  failed(Hls, fault) {
    const status = fault.response ? fault.response.code : 0;
    if (status === 403 || fault.type !== Hls.ErrorTypes.NETWORK_ERROR) return super.failed(Hls, fault);
    if (this.state === "cancelled" || this.media.ended) return;
    this.cut = true;
    if (this.state !== "gap") this.say("cut");
    clearTimeout(this.later);
    this.later = setTimeout(() => { if (this.hls) this.reconnect(); }, 1000 * Math.min(SLOWEST, 2 ** this.tries++));
  }
}

function spelt(seconds, words) {
  const days = Math.floor(seconds / 86400);
  if (days) return words.days.replace("%d", days).replace("%h", Math.floor((seconds % 86400) / 3600));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ""}${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}

export const broadcasts = [...document.querySelectorAll("[data-live]")].map((figure) => new Live(figure));
