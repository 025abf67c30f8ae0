// The service worker as the page sees it: started, and a newer one taken over only when a person says so, for nothing
// may change under a card that is being filled in.

import { page } from "./page.js";

let waiting = null;
let isTaking = false;
const listeners = new Set();

export const isNewWaiting = () => waiting !== null;
export const listenForNew = (act) => listeners.add(act);

export function takeNew() {
  isTaking = true;
  waiting?.postMessage("take over");
}

function found(worker) {
  waiting = worker;
  for (const act of listeners) act();
}

export async function startWorker() {
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => isTaking && location.reload());
  const registration = await navigator.serviceWorker.register(page.urls.worker, { scope: page.urls.scope, updateViaCache: "none" });
  const look = (worker) => {
    if (!worker) return;
    const tell = () => worker.state === "installed" && registration.active && found(worker);
    worker.addEventListener("statechange", tell);
    tell();
  };
  look(registration.waiting);
  look(registration.installing);
  registration.addEventListener("updatefound", () => look(registration.installing));
}
