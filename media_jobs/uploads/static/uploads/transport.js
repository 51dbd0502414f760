/* One file on its way to the upload service: it goes on after a cut, a change of network, a restart of the server and a
   reload of the page. What is asked of the server is asked again until it answers; only what no second try would cure is
   told as a failure. */

import { fingerprint, nonce, remembered } from "./memory.js";
import { shrunk } from "./shrink.js";

const DELAYS = [500, 1000, 2000, 4000, 8000, 15000];
const HASHED = 32 * 1048576; // bytes up to which the page tells the server what the whole file hashes to
const WINDOW = 8000; // milliseconds over which the speed is measured
const STALLED = 30000; // milliseconds without a byte after which a connection is taken for dead
const SLICE = 64 * 1048576; // bytes of one request: a proxy between may have limits of its own

const LOGIN = "登录结束了。传了的都在，请在新窗口重新登录，再点“继续”。";
const UNREADABLE = "读不到这个文件了。请再选一次同一个文件，会从断的地方接着传。";
const RECONNECTING = "网络断了，正在重新连接。传了的都在。";
const OFFLINE = "现在没有网，有网以后自动接着传。传了的都在。";
const TWICE = "这个文件正在另一个窗口里上传。";

const wait = (time) => new Promise((done) => setTimeout(done, time));

/* Only a person can help: `again` where pressing 继续 afterwards is of use. */
class Hopeless extends Error {
  constructor(text, again = false) {
    super(text);
    this.again = again;
  }
}

export class Transfer {
  /* `tickets` is the address that gives tickets, `tus` that of the library, `token` the CSRF token, `details` what is
     said of the file beside its name; `told(state)` hears
     {phase, sent, total, left, text, again, result}: preparing, sending, waiting, paused, checking, done, failed. */
  constructor(file, { tickets, tus, token, told, details = {} }) {
    Object.assign(this, { file, tickets, tus, token, told, details });
    this.sent = 0;
    this.seen = [];
    this.stopped = false;
  }

  say(phase, more = {}) {
    this.phase = phase;
    this.told({ phase, sent: this.sent, total: this.body?.size ?? this.file.size, left: this.left(), ...more });
  }

  /* Resolves when the file was taken, when it failed, or when it is stopped. */
  start() {
    this.stopped = false;
    this.say("preparing");
    this.over = Promise.resolve(this.over).then(() => this.go());
    return this.over;
  }

  async go() {
    try {
      await this.ticket();
      this.body ??= await shrunk(this.file, this.shrink);
      this.print ??= await fingerprint(this.file, this.body, this.tickets);
      await alone(this.print, () => this.run());
    } catch (problem) {
      this.fail(problem);
    }
  }

  async run() {
    this.upload ??= await this.make();
    const [before] = await this.upload.findPreviousUploads();
    if (before && !this.upload.url) this.upload.resumeFromPreviousUpload(before);
    for (let tries = 0; !this.stopped; tries += 1) {
      const from = this.sent;
      try {
        await this.once();
        return await this.result();
      } catch (problem) {
        if (this.stopped) return undefined;
        if (problem instanceof Hopeless) throw problem;
        await this.readable();
        if (this.sent > from) tries = 0;
        await this.pauseForNetwork(DELAYS[Math.min(tries, DELAYS.length - 1)], answered(problem));
      }
    }
    return undefined;
  }

  /* One attempt from where the server is; rejects when the line is cut. */
  once() {
    return new Promise((done, cut) => {
      this.cut = cut;
      Object.assign(this.upload.options, { onSuccess: done, onError: (error) => cut(hopeless(error) ?? error) });
      this.say("sending");
      this.moved = Date.now();
      this.upload.start();
      this.watch = setInterval(() => Date.now() - this.moved > STALLED && cut(new Error("stalled")), 1000);
    }).finally(() => {
      clearInterval(this.watch);
      this.upload.abort(); // nothing of a failed attempt may go on beside the next one
    });
  }

  async make() {
    await import(this.tus);
    const sha256 = this.body.size <= HASHED ? await digest(this.body) : "";
    return new window.tus.Upload(this.body, {
      endpoint: this.address,
      chunkSize: SLICE,
      retryDelays: null,
      storeFingerprintForResuming: true,
      removeFingerprintOnSuccess: true,
      fingerprint: async () => this.print,
      urlStorage: remembered,
      metadata: { ...this.details, filename: named(this.file, this.body), nonce: nonce(), ...(sha256 ? { sha256 } : {}) },
      onBeforeRequest: async (request) => request.setHeader("Authorization", `Bearer ${await this.ticket()}`),
      onAfterResponse: (_request, response) => {
        if (response.getStatus() === 401) this.until = 0; // a new ticket, and the address stays remembered
        if (response.getStatus() === 401) throw new Error("ticket");
      },
      onProgress: (sent) => this.progress(sent),
    });
  }

  /* A ticket that holds for a while; one that grows old is changed. */
  async ticket() {
    if (this.until > Date.now()) return this.kept;
    const headers = { "X-CSRFToken": this.token, "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
    const answer = await fetch(this.tickets, { method: "POST", headers, redirect: "manual" });
    if (answer.status === 401 || answer.type === "opaqueredirect") throw new Hopeless(LOGIN, true);
    if (answer.status === 403) throw new Hopeless((await words(answer)) ?? LOGIN, true);
    if (!answer.ok) throw new Error(`ticket ${answer.status}`);
    const told = await answer.json();
    this.until = Date.now() + told.seconds * 600;
    Object.assign(this, { kept: told.ticket, address: told.address, shrink: told.shrink });
    return this.kept;
  }

  progress(sent) {
    this.moved = Date.now();
    this.sent = sent;
    this.seen = [...this.seen.filter(([at]) => at > Date.now() - WINDOW), [Date.now(), sent]];
    if (!this.stopped) this.say("sending");
  }

  /* Seconds, or null while nobody knows. */
  left() {
    const [first, last] = [this.seen[0], this.seen.at(-1)];
    if (!first || last[0] - first[0] < 1000 || last[1] <= first[1]) return null;
    return ((this.body.size - last[1]) * (last[0] - first[0])) / (last[1] - first[1]) / 1000;
  }

  async pauseForNetwork(time, told) {
    this.seen = [];
    this.say("waiting", { text: told ?? (navigator.onLine ? RECONNECTING : OFFLINE) });
    const online = new Promise((done) => addEventListener("online", done, { once: true }));
    await Promise.race([wait(time), online, new Promise((done) => (this.wake = done))]);
  }

  async readable() {
    try {
      await this.body.slice(0, 1).arrayBuffer();
    } catch {
      throw new Hopeless(UNREADABLE);
    }
  }

  /* The bytes are there; the server looks into the file. */
  async result() {
    this.sent = this.body.size;
    this.say("checking");
    const address = `/uploads/${this.upload.url.split("/").at(-1)}/`;
    for (let tries = 0; !this.stopped; tries += 1) {
      await wait(Math.min(300 + 100 * tries, 2000));
      const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
      if (answer?.status === 401) throw new Hopeless(LOGIN, true);
      if (!answer?.ok) continue;
      const told = await answer.json();
      if (told.state === "done") return this.say("done", { result: told.result });
      if (!["open", "complete"].includes(told.state)) throw new Hopeless(told.error || told.label);
    }
    return undefined;
  }

  pause() {
    this.stop();
    this.upload?.abort();
    this.say("paused");
  }

  stop() {
    this.stopped = true;
    this.wake?.();
    this.cut?.(new Error("stopped"));
  }

  /* Also on the server, so that nothing of it stays there. */
  cancel() {
    this.stop();
    this.upload?.abort(true).catch(() => {}); // what cannot be told now goes when it expires
  }

  fail(problem) {
    if (problem instanceof Hopeless) return this.say("failed", { text: problem.message, again: problem.again });
    this.say("waiting", { text: "连不上服务器，稍后自动再试。" });
    return wait(3000).then(() => this.stopped || this.go());
  }
}

/* A Hopeless for an answer that no second try would change, else nothing. */
function hopeless(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  if (error instanceof Hopeless || error.causingError instanceof Hopeless) return error.causingError ?? error;
  if (status < 400 || status >= 500 || [401, 404, 408, 409, 410, 423, 429, 460].includes(status)) return undefined;
  const large = status === 413 ? "文件太大，没有传上去。" : "上传没有成功。请再试；还不行请告诉系统管理员。";
  return new Hopeless(answered(error) ?? large);
}

/* The sentence of the server, where it said one worth showing: a full disk, a house that is busy. */
function answered(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  if (status < 400 || [401, 404, 409, 410, 423].includes(status)) return undefined;
  try {
    return JSON.parse(error.originalResponse.getBody()).error;
  } catch {
    return undefined;
  }
}

async function words(answer) {
  return (await answer.json().catch(() => ({}))).error;
}

const named = (file, body) => (body === file ? file.name : file.name.replace(/\.\w+$/, "") + ".jpg");

async function digest(body) {
  if (!globalThis.crypto?.subtle) return ""; // only where the page came over TLS
  const hash = await crypto.subtle.digest("SHA-256", await body.arrayBuffer());
  return [...new Uint8Array(hash)].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/* Two windows must not write the same upload in turns. */
function alone(name, act) {
  if (!navigator.locks) return act();
  return navigator.locks.request(`upload:${name}`, { ifAvailable: true }, (lock) => {
    if (!lock) throw new Hopeless(TWICE, true);
    return act();
  });
}
