// A voter's phone: it keeps the code of its paper, and sends the paper again when the network goes, until it knows.
// The server counts a code once, so sending again is safe. The code comes on screen when the paper is being sent, and
// what was chosen goes off it: no picture shows both.

const FIRST_WAIT = 1500;
const LONGEST_WAIT = 8000;
const PATIENCE = 15000;

const keyOf = (ballot) => `tds-code-${ballot}`;

function keep(ballot, code) {
  try {
    if (code) sessionStorage.setItem(keyOf(ballot), code);
    else sessionStorage.removeItem(keyOf(ballot));
  } catch {
    // a phone that keeps nothing still shows the code while it sends, and on the receipt
  }
}

function kept(ballot) {
  try {
    return sessionStorage.getItem(keyOf(ballot)) ?? "";
  } catch {
    return "";
  }
}

// Codes of which nobody yet knows whether their papers arrived: a paper may have been marked anew while an earlier one
// was still on its way.
const unsure = (ballot) => kept(ballot).split(" ").filter((code) => code.startsWith("?"));

function showOnItsWay(form) {
  const place = form.querySelector("[data-tds-on-its-way]");
  place.querySelector(".tds-code").textContent = form.dataset.tdsCode;
  place.hidden = false;
  for (const part of document.querySelectorAll("[data-tds-reading]")) part.hidden = true;
  form.querySelector(".tds-actions").hidden = true;
}

// All that a phone sends of a paper has one length, whatever is marked: the line is sealed, its lengths are not.
const ROOM = 4096;

function fill(form) {
  const filler = form.elements.namedItem("fill");
  filler.value = "";
  const length = new URLSearchParams(new FormData(form)).toString().length;
  filler.value = "x".repeat(ROOM - (length % ROOM));
}

for (const form of document.querySelectorAll("[data-tds-fill]")) form.addEventListener("submit", () => fill(form));

async function send(form) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(form.action || location.href, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      credentials: "same-origin",
      signal: stop.signal,
    });
    if (answer.status >= 502) throw new Error(String(answer.status));
    return { url: answer.url, was: answer.redirected, text: await answer.text() };
  } finally {
    clearTimeout(timer);
  }
}

function show(answer) {
  if (answer.was) {
    location.assign(answer.url);
    return;
  }
  const page = new DOMParser().parseFromString(answer.text, "text/html");
  const main = page.querySelector("main");
  if (!main) {
    location.reload();
    return;
  }
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  settle(main);
  main.focus();
  window.scrollTo(0, 0);
}

for (const form of document.querySelectorAll("[data-tds-vote]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.tdsBusy) return;
    form.dataset.tdsBusy = "yes";
    const state = form.querySelector(".tds-vote-state");
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    keep(form.dataset.tdsVote, [...unsure(form.dataset.tdsVote), `?${form.dataset.tdsCode}`].join(" "));
    showOnItsWay(form);
    state.textContent = form.dataset.tdsSending;
    let wait = FIRST_WAIT;
    for (;;) {
      try {
        show(await send(form));
        return;
      } catch {
        state.textContent = form.dataset.tdsTrying;
        await new Promise((done) => setTimeout(done, wait));
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  });
}

// What the server said of the last paper: a receipt is kept for sure, a refused one is forgotten; not those before it.
function settle(main) {
  const receipt = main.querySelector("[data-tds-receipt]");
  if (receipt) keep(receipt.dataset.tdsReceipt, receipt.dataset.tdsCode);
  const refused = main.querySelector("[data-tds-refused]");
  if (refused) keep(refused.dataset.tdsRefused, unsure(refused.dataset.tdsRefused).slice(0, -1).join(" "));
}

settle(document);

for (const place of document.querySelectorAll("[data-tds-kept-code]")) {
  const code = kept(place.dataset.tdsKeptCode);
  if (code && code.startsWith("?") !== (place.dataset.tdsSure === "yes")) {
    place.querySelector("b").textContent = code.replaceAll("?", "");
    place.hidden = false;
  }
}

for (const form of document.querySelectorAll("[data-tds-leave]")) {
  form.addEventListener("submit", () => {
    try {
      sessionStorage.clear();
    } catch {
      // nothing was kept
    }
  });
}
