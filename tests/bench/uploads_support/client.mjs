/* Uploads files of random bytes with tus-js-client as it comes from npm, some at a time. One argument: a JSON object
   {endpoint, ticket, uploads, atOnce, least, most, seed, resume, patience, suffix}. One line of JSON for each upload. */

import { createHash } from "node:crypto";
import { createRequire } from "node:module";

const tus = createRequire(import.meta.url)("tus-js-client");
const given = JSON.parse(process.argv[2]);
let state = given.seed >>> 0;

/* mulberry32: the same files for the same seed. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

function file() {
  const size = Math.floor(given.least + random() * (given.most - given.least));
  const bytes = Buffer.allocUnsafe(size);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset & ~3, size >> 2);
  let one = Math.floor(random() * 4294967296) | 1;
  for (let at = 0; at < words.length; at += 1) words[at] = one = (Math.imul(one, 1664525) + 1013904223) >>> 0;
  return bytes;
}

const delays = given.resume ? Array.from({ length: 400 }, (_, tries) => Math.min(200 * 2 ** Math.min(tries, 4), 2000)) : null;

function send(number) {
  const bytes = file();
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const begun = Date.now();
  return new Promise((done) => {
    let cuts = 0;
    const end = (complete, error) => {
      clearTimeout(patience);
      done({ number, size: bytes.length, sha256, complete, cuts, seconds: (Date.now() - begun) / 1000, error });
    };
    const upload = new tus.Upload(bytes, {
      endpoint: given.endpoint,
      headers: { Authorization: `Bearer ${given.ticket}` },
      metadata: { filename: `${number}${given.suffix ?? ".bin"}`, nonce: `${given.seed}-${number}-${given.resume}` },
      uploadDataDuringCreation: !given.resume,
      retryDelays: delays,
      onShouldRetry: (error) => ((cuts += 1), ![401, 403, 413, 422].includes(error.originalResponse?.getStatus())),
      onSuccess: () => end(true),
      onError: (error) => end(false, String(error.message).slice(0, 200)),
    });
    const patience = setTimeout(() => (upload.abort(), end(false, "patience")), given.patience * 1000);
    upload.start();
  });
}

let next = 0;
async function lane() {
  while (next < given.uploads) process.stdout.write(`${JSON.stringify(await send(next++))}\n`);
}
await Promise.all(Array.from({ length: given.atOnce }, lane));
process.exit(0);
