/* A few spoken words become a file like any other. Where the browser or the page may not listen, the button stays away. */

const KINDS = [["audio/webm;codecs=opus", "weba"], ["audio/mp4", "m4a"], ["audio/ogg;codecs=opus", "ogg"]];
const LONGEST = 10 * 60; // seconds

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function recorder(place, take) {
  const kind = globalThis.MediaRecorder && KINDS.find(([type]) => MediaRecorder.isTypeSupported(type));
  if (!place || !kind || !navigator.mediaDevices) return;
  const button = place.querySelector("[data-record]");
  const shown = place.querySelector("[data-clock]");
  let running = null;
  place.hidden = false;

  async function begin() {
    let sound;
    try {
      sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      shown.textContent = "用不了麦克风。请在浏览器设置里允许本站使用麦克风，或者用手机录音后上传。";
      return;
    }
    const parts = [];
    const started = Date.now();
    running = new MediaRecorder(sound, { mimeType: kind[0], audioBitsPerSecond: 32000 });
    const tick = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      shown.textContent = `正在录音 ${clock(seconds)}`;
      if (seconds >= LONGEST) running.stop();
    }, 500);
    running.addEventListener("dataavailable", (event) => parts.push(event.data));
    running.addEventListener("stop", () => {
      clearInterval(tick);
      for (const track of sound.getTracks()) track.stop();
      running = null;
      button.textContent = "录一段话";
      shown.textContent = "";
      const at = new Date();
      const name = `录音 ${at.getMonth() + 1}月${at.getDate()}日 ${clock(at.getHours() * 60 + at.getMinutes()).replace(":", "时")}分`;
      take([new File(parts, `${name}.${kind[1]}`, { type: kind[0] })]);
    });
    running.start();
    button.textContent = "停止录音";
  }

  button.addEventListener("click", () => (running ? running.stop() : begin()));
}
