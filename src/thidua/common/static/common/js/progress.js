// A job under way: ask its address every two seconds for the same fragment until it is done; slower when out of touch.

const SHORT = 2000;
const LONG = 20000;

function watch(box) {
  let wait = SHORT;
  let timer;
  async function ask() {
    let next;
    try {
      const answer = await fetch(box.dataset.tdsProgress, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      next = page.querySelector("[data-tds-progress], [data-tds-progress-done]");
      if (!next) throw new Error("no fragment");
    } catch {
      wait = Math.min(wait * 2, LONG);
      say(box, document.body.dataset.tdsLostTouch);
      timer = setTimeout(ask, wait);
      return;
    }
    wait = SHORT;
    update(box, next);
    if ("tdsProgress" in next.dataset) timer = setTimeout(ask, wait);
  }
  timer = setTimeout(ask, SHORT);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && "tdsProgress" in box.dataset) {
      clearTimeout(timer);
      ask();
    }
  });
}

function say(box, text) {
  const place = box.querySelector(".tds-job__label");
  if (place && place.textContent !== text) place.textContent = text;
}

function update(box, next) {
  // The label is a live region: it is changed, not replaced, so that a reader hears it once.
  const label = next.querySelector(".tds-job__label");
  if (label) say(box, label.textContent);
  const bar = box.querySelector("progress");
  const newBar = next.querySelector("progress");
  if (bar && newBar) {
    if (newBar.hasAttribute("value")) bar.value = newBar.value;
    else bar.removeAttribute("value");
    return;
  }
  const kept = box.querySelector(".tds-job__label");
  const rest = [...next.children].filter((child) => !child.classList.contains("tds-job__label"));
  box.replaceChildren(...(kept ? [kept] : []), ...rest);
  if (!("tdsProgress" in next.dataset)) delete box.dataset.tdsProgress;
}

for (const box of document.querySelectorAll("[data-tds-progress]")) watch(box);
document.addEventListener("htmx:afterSwap", (event) => {
  for (const box of event.detail.target.querySelectorAll?.("[data-tds-progress]") ?? []) watch(box);
});
