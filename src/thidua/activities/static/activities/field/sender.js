// Sends what waits on this phone, one after the other, text before photos; only one tab at a time. A record is
// received when the server has given its receipt, and not before. What the server refuses stays here with the reason;
// what gets no answer, or none of ours, is sent again.

import { setting, withDatabase, write } from "./database.js";
import { listen, tell } from "./news.js";
import { page } from "./page.js";
import { allPasses, headers, noteClock, passFor, refusePass } from "./passes.js";
import { change, nextKept } from "./records.js";

const PATIENCE = { records: 20_000, photos: 90_000 };
const EVERY = 60_000;
const SOON = 5_000;
const LONGEST = 15 * 60_000;
const IN_A_ROW = 3;
const NOT_FINAL = new Set([408, 425, 429]);
const tab = crypto.randomUUID();

export const sending = { code: null, at: 0, has_no_pass: false, has_no_network: false, too_much: "" };

let fails = 0;
let isPatchy = false; // some answers came and some did not: the network is there
let timer = null;
let again = false;
let forgiving = false;
let running = null;

// Sends everything that waits. `asked`: a person pressed the button, so secrets that were refused are tried once more.
export function send({ asked = false } = {}) {
  again = true;
  forgiving ||= asked;
  running ??= (async () => {
    try {
      while (again) {
        again = false;
        await alone(round);
      }
    } finally {
      running = null;
      plan();
    }
  })();
  return running;
}

function plan() {
  clearTimeout(timer);
  timer = setTimeout(() => send(), isPatchy ? SOON : Math.min(EVERY * 2 ** fails, LONGEST));
}

// `ask`: what has changed meanwhile. Where the network is back it is asked first.
export function sendBySelf(ask) {
  const soon = () => {
    fails = 0;
    send();
  };
  window.addEventListener("online", () => ask().finally(soon));
  window.addEventListener("focus", soon);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  listen((what) => what === "kept" && send());
  soon();
}

// One tab at a time; without Web Locks a lease in the database, that ends by itself when its tab is gone.
function alone(work) {
  if (navigator.locks) {
    return navigator.locks.request("thidua-field-send", { ifAvailable: true }, (lock) => lock && work());
  }
  return withLease(work);
}

const renew = () =>
  write(["settings"], async ({ settings }) => {
    const lease = await settings.get("lease");
    const now = Date.now();
    const isAnothers = lease && lease.tab !== tab && lease.until > now && lease.until < now + 2 * PATIENCE.photos;
    if (!isAnothers) await settings.put({ tab, until: now + PATIENCE.photos + 10_000 }, "lease");
    return !isAnothers;
  });

async function withLease(work) {
  if (!(await renew())) return;
  try {
    await work();
  } finally {
    await write(["settings"], async ({ settings }) => {
      if ((await settings.get("lease"))?.tab === tab) await settings.delete("lease");
    });
  }
}

async function round() {
  const put_by = new Set(); // what this round has tried, or has no pass for
  let inARow = 0;
  let missed = false;
  let answered = false;
  let tooMuch = ""; // the server's words when the team has sent its share of the day
  if (forgiving) await forgive();
  forgiving = false;
  for (;;) {
    const passes = await allPasses();
    const waits = (store) => (row) => !put_by.has(`${store}${row.order}`) && passFor(row, passes) !== null;
    const record = await nextKept("records", waits("records"));
    const photo = record ? null : await nextPhoto(waits("photos"));
    const row = record ?? photo;
    if (!row) break;
    const store = record ? "records" : "photos";
    const pass = passFor(row, passes);
    if (!navigator.locks) await renew();
    const outcome = await sendOne(store, row, pass);
    if (outcome.is === "no_pass") await refusePass(pass.id, outcome.told.says);
    else put_by.add(`${store}${row.order}`);
    if (outcome.is === "no_network" || outcome.is === "no_answer") {
      missed = true;
      if (outcome.told?.code === "too_much") tooMuch = `${outcome.told.says} ${outcome.told.remedy}`;
      inARow += 1;
      if (inARow === IN_A_ROW) break;
    } else {
      answered = true;
      inARow = 0;
    }
  }
  isPatchy = missed && answered;
  fails = missed && !answered ? fails + 1 : 0;
  const passes = await allPasses();
  const left = await nextKept("records", (row) => passFor(row, passes) === null);
  Object.assign(sending, { has_no_pass: left !== null, has_no_network: missed && !tooMuch, too_much: tooMuch });
  tell("sent");
}

const forgive = () =>
  write(["passes"], async ({ passes }) => {
    for (const pass of await passes.getAll()) await passes.put({ ...pass, refused_at: null });
  });

// A photo goes once the server has what it shows; one that shows no record goes by itself.
async function nextPhoto(waits) {
  return withDatabase(async (db) => {
    const transaction = db.transaction(["photos", "records"]);
    const facts = transaction.objectStore("records").index("code");
    let cursor = await transaction.objectStore("photos").index("state").openCursor(IDBKeyRange.only("kept"));
    while (cursor) {
      const of = cursor.value.fact && (await facts.get(cursor.value.fact));
      if (waits(cursor.value) && of?.state !== "kept") return cursor.value;
      cursor = await cursor.continue();
    }
    return null;
  });
}

async function sendOne(store, row, pass) {
  Object.assign(sending, { code: row.code, at: Date.now() });
  tell({ sending: row.code });
  try {
    const outcome = store === "records" ? await putRecord(row, pass) : await putPhoto(row, pass);
    if (outcome.is === "received") await receive(store, row, outcome.told);
    else if (outcome.is === "refused") {
      const { says, remedy = "", code } = outcome.told;
      await change(store, row.order, { state: "refused", says, remedy, refusal: code, tries: row.tries + 1 });
    } else if (outcome.is === "no_answer") await change(store, row.order, { tries: row.tries + 1 });
    return outcome;
  } finally {
    sending.code = null;
    tell({ sending: null });
  }
}

async function receive(store, row, told) {
  const { receipt, received_at, is_other = false } = told;
  await change(store, row.order, { state: "received", receipt, received_at, is_other, says: "", remedy: "" });
  if (store === "photos") await write(["bytes"], ({ bytes }) => bytes.delete(row.code));
}

function putRecord(row, pass) {
  const { kind, body, noted_at, supersedes, is_void } = row;
  const sent = { kind, body, noted_at, device_now: new Date().toISOString(), supersedes, is_void };
  return put("records", row, pass, { "Content-Type": "application/json" }, JSON.stringify(sent));
}

async function putPhoto(row, pass) {
  const bytes = await withDatabase((db) => db.get("bytes", row.code));
  const about = { "Content-Type": "image/jpeg", "X-Sha256": row.sha256, "X-Taken-At": row.taken_at, "X-Faces": row.faces };
  about["X-Device-Now"] = new Date().toISOString();
  if (row.point) about["X-Point"] = row.point;
  if (row.fact) about["X-Fact"] = row.fact;
  return put("photos", row, pass, about, bytes);
}

async function put(store, row, pass, about, body) {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE[store]);
  const sent = Date.now();
  let answer = null;
  let told = null;
  try {
    answer = await fetch(page.urls[store].replace("CODE", row.code), {
      method: "PUT",
      headers: { ...(await headers(pass)), ...about },
      body,
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
      signal: stop.signal,
    });
    told = await answer.json();
  } catch {
    return { is: answer ? "no_answer" : "no_network" }; // an answer that is not ours may come from the network's own gate
  } finally {
    clearTimeout(patience);
  }
  if (told?.server_now) await noteClock(told.server_now, sent);
  if (answer.ok && told?.receipt) return { is: "received", told };
  if (answer.status === 401 && told?.code === "no_pass") return { is: "no_pass", told };
  const isFinal = answer.status >= 400 && answer.status < 500 && !NOT_FINAL.has(answer.status);
  return { is: isFinal && told?.code && told?.says ? "refused" : "no_answer", told };
}

export const clock = () => setting("clock");
