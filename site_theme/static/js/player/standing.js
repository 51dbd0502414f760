// How a broadcast stands, asked of one small file: often while it is on, seldom before, never in a tab nobody sees.
const ON = ["waiting", "live", "gap"];
const SOON = 600; // seconds before the beginning from which on the question comes more often
const LONGEST = 60; // seconds between two questions when the line is away

export const EVERY = 4; // seconds; the zone counts viewers by it, so it is the same in every browser

export function pause(standing, now, misses) {
  if (misses) return Math.min(LONGEST, EVERY * 2 ** misses);
  if (ON.includes(standing.state)) return EVERY;
  if (standing.state === "ended") return 10;
  if (standing.state === "scheduled") return Date.parse(standing.starts_at) - now > 1000 * SOON ? LONGEST : 10;
  return 0; // over, with its replay, or cancelled: nothing more will change
}

export class Standing {
  constructor(address, first, tell) {
    Object.assign(this, { address, told: first, tell, misses: 0, skew: 0 });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.ask(); });
    this.ask();
  }

  // The reader's clock may be wrong; the answer says what time it is.
  get now() {
    return Date.now() + this.skew;
  }

  async ask() {
    clearTimeout(this.timer);
    if (document.hidden) return;
    try {
      const answer = await fetch(this.address, { cache: "no-cache" });
      if (!answer.ok) throw new Error(answer.status);
      const date = Date.parse(answer.headers.get("Date"));
      if (date) this.skew = date - Date.now();
      this.told = { ...this.told, ...await answer.json() };
      this.misses = 0;
    } catch (away) {
      this.misses += 1; // what stands on the page is the newest anybody knows
    }
    this.tell(this.told);
    const seconds = pause(this.told, this.now, this.misses);
    // spread a little, so that a crowd that came together does not ask together
    if (seconds) this.timer = setTimeout(() => this.ask(), 1000 * seconds * (0.9 + 0.2 * Math.random()));
  }
}
