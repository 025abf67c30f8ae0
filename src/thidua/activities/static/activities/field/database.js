// The database of this phone. It is opened again when the browser loses it, and what was asked is asked once more.

import { openDB } from "../../vendor/idb.js";

const NAME = "thidua-field";
const VERSION = 1;
const WAITS = [0, 100, 400, 1500];
const LOST = new Set(["InvalidStateError", "UnknownError", "AbortError", "TransactionInactiveError", "TimeoutError"]);

let opened = null;

// The phone has no room left: what was to be kept is NOT kept, and whoever asked must say so.
export class FullError extends Error {}

function open() {
  opened ??= openDB(NAME, VERSION, {
    upgrade(db) {
      for (const name of ["records", "photos"]) {
        const store = db.createObjectStore(name, { keyPath: "order", autoIncrement: true });
        store.createIndex("code", "code", { unique: true });
        store.createIndex("state", "state");
      }
      db.createObjectStore("bytes"); // of photos, by their code: a list of photos does not read them
      db.createObjectStore("passes", { keyPath: "id", autoIncrement: true });
      db.createObjectStore("settings");
    },
    blocking(_current, _blocked, event) {
      event.target.close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  }).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function forget() {
  const old = opened;
  opened = null;
  try {
    (await old)?.close();
  } catch {
    // it was lost already
  }
}

// `work(database)` may run more than once: it writes the same thing each time.
export async function withDatabase(work) {
  for (let time = 0; ; time += 1) {
    try {
      return await work(await open());
    } catch (error) {
      if (error.name === "QuotaExceededError") throw new FullError(error.message);
      if (!LOST.has(error.name) || time + 1 === WAITS.length) throw error;
      await forget();
      await new Promise((done) => setTimeout(done, WAITS[time + 1]));
    }
  }
}

// One transaction, on the disk when it is done: `work` gets its stores by name.
export function write(names, work) {
  return withDatabase(async (db) => {
    const transaction = db.transaction(names, "readwrite", { durability: "strict" });
    const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
    try {
      const found = await work(stores);
      await transaction.done;
      return found;
    } catch (error) {
      transaction.done.catch(() => {});
      try {
        transaction.abort();
      } catch {
        // it ended by itself
      }
      throw transaction.error ?? error;
    }
  });
}

export const setting = (key) => withDatabase((db) => db.get("settings", key));
export const set = (key, value) => write(["settings"], ({ settings }) => settings.put(value, key));
