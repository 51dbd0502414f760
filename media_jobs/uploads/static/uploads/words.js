/* How far a file is, in words; used by every place that shows one. */

export const bytes = (number) => (number < 1048576 ? `${Math.ceil(number / 1024)} KB` : `${(number / 1048576).toFixed(1)} MB`);

export function time(seconds) {
  if (seconds === null || !Number.isFinite(seconds)) return "";
  if (seconds < 60) return `还要 ${Math.max(1, Math.ceil(seconds))} 秒`;
  if (seconds < 3600) return `还要 ${Math.ceil(seconds / 60)} 分钟`;
  return `还要 ${(seconds / 3600).toFixed(1)} 小时`;
}

export function words({ phase, sent, total, left, text }) {
  if (phase === "preparing") return "正在准备……";
  if (phase === "checking") return "传完了，正在检查……";
  if (phase === "done") return `传完了，${bytes(total)}`;
  if (phase === "paused") return `暂停在 ${bytes(sent)} / ${bytes(total)}`;
  if (text) return text;
  if (total && sent >= total) return `${bytes(total)}，最后一段正在送达……`;
  return [`${bytes(sent)} / ${bytes(total)}`, time(left)].filter(Boolean).join("，");
}
