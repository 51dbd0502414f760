// Links that only one person may use end after some hours. What is refused then is asked again under a new link, for which
// the page is not left; what is buffered plays on meanwhile. Lists name files relative to the first link.
const TIMES = 3; // tries of one file, after which the viewer is told

export function lasting(Hls, { master, renew }) {
  const first = base(master);
  let newest = first;
  let asking = null;

  const ask = () => {
    asking ??= fetch(renew)
      .then((answer) => (answer.ok && !answer.redirected ? answer.json() : null))
      .then((told) => { if (told) newest = base(told.master); }, () => {})
      .finally(() => { asking = null; });
  };
  const shouldRetry = (_config, count, _timeout, answer, retry) => {
    if (answer?.code !== 403) return retry;
    ask();
    return count < TIMES;
  };
  const policies = Object.entries(Hls.DefaultConfig).filter(([name, policy]) => name.endsWith("LoadPolicy") && policy.default.errorRetry);
  return {
    ...Object.fromEntries(policies.map(([name, { default: usual }]) => [name, {
      default: { ...usual, errorRetry: { ...usual.errorRetry, shouldRetry } },
    }])),
    xhrSetup: async (request, address) => {
      await asking;
      request.open("GET", address.replace(first, newest), true);
    },
  };
}

const base = (address) => new URL("./", new URL(address, location.href)).href;
