// The page without a network is ready before it is needed. Where workers are not allowed nothing changes.
navigator.serviceWorker?.register("/sw.js").catch(() => {});
