// Something on this phone has changed: every tab looks again.

const channel = "BroadcastChannel" in self ? new BroadcastChannel("thidua-field") : null;
const listeners = new Set();

export function listen(act) {
  listeners.add(act);
}

export function tell(what) {
  channel?.postMessage(what);
  for (const act of listeners) act(what);
}

channel?.addEventListener("message", (event) => {
  for (const act of listeners) act(event.data);
});
