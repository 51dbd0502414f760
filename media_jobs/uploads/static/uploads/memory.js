/* What the browser remembers of an unfinished upload: its address under a number made from the file, the purpose and the
   person. No name of a file is written down; on a shared computer nobody reads what another one uploaded. */

const PREFIX = "upload:";
const DAYS = 30 * 86400000;

/* The number; bytes that the page made itself count too, because a browser may make others the next time. */
export async function fingerprint(file, body, purpose) {
  const made = body === file ? "" : scatter(new Uint8Array(await body.arrayBuffer()));
  const text = [document.body.dataset.person, purpose, file.name, file.type, file.size, file.lastModified, made].join("\n");
  return PREFIX + scatter(new TextEncoder().encode(text));
}

export function nonce() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/* Two 32-bit lanes (cyrb53): telling files apart needs no secret hash, and pages without TLS have none. */
function scatter(bytes) {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (const byte of bytes) {
    one = Math.imul(one ^ byte, 2654435761);
    two = Math.imul(two ^ byte, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (two >>> 0).toString(16).padStart(8, "0") + (one >>> 0).toString(16).padStart(8, "0");
}

/* The storage tus-js-client asks; where there is none (switched off, full) an upload lives as long as its page. */
export const remembered = {
  async findAllUploads() {
    return [];
  },
  async findUploadsByFingerprint(print) {
    const found = read(print);
    return found ? [{ ...found, urlStorageKey: print }] : [];
  },
  async removeUpload(print) {
    attempt(() => localStorage.removeItem(print));
  },
  async addUpload(print, { uploadUrl, size, creationTime }) {
    attempt(() => localStorage.setItem(print, JSON.stringify({ uploadUrl, size, creationTime, at: Date.now() })));
    return print;
  },
};

function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

function read(print) {
  return attempt(() => JSON.parse(localStorage.getItem(print)));
}

/* What is older than any upload lives goes. */
attempt(() => {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && Date.now() - (read(key)?.at ?? 0) > DAYS) localStorage.removeItem(key);
  }
});
