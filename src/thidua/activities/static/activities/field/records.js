// What was noted on this phone. A record is only ever added; the server's answer is written beside it. States:
// kept (on the phone) → received (the server has given its receipt), or refused (it stays here, with the reason), which
// somebody corrects (replaced: another record stands for it) or sends again (kept).

import { set, setting, withDatabase, write } from "./database.js";
import { tell } from "./news.js";
import { currentPass } from "./passes.js";

// A record that the server refused, or that another stands for, corrects nothing.
export const NOT_STANDING = new Set(["refused", "replaced"]);

export const newCode = () => crypto.randomUUID();

// Keeps records and gives them back with their codes; when this returns they are on the disk. `before` runs in the
// same transaction and gives the records: drafts are emptied there. Twice the same `nonce` is once.
export async function keep(given, { before = null } = {}) {
  const pass = await currentPass();
  const nonce = newCode();
  const noted_at = new Date().toISOString();
  const kept = await write(["records", "settings", "photos"], async ({ records, settings, photos }) => {
    const found = [];
    for (const each of before ? await before(settings) : given) {
      let { code = newCode() } = each;
      const there = await records.index("code").get(code);
      if (there?.nonce === nonce) {
        found.push(there);
        continue;
      }
      if (there) code = newCode(); // another tab has used the code of this card
      const record = {
        supersedes: null,
        is_void: false,
        noted_at,
        ...each,
        code,
        nonce,
        state: "kept",
        activity: pass?.assignment?.activity.id ?? null,
        pass: pass?.id ?? null,
        tries: 0,
      };
      record.order = await records.add(record);
      if (each.replaces) {
        const old = await records.index("code").get(each.replaces);
        if (old?.state === "refused") await records.put({ ...old, state: "replaced", replaced_by: code });
        for (const photo of await photos.getAll()) {
          if (photo.fact === each.replaces) await photos.put({ ...photo, fact: code }); // the server never has the old one
        }
      }
      found.push(record);
    }
    return found;
  });
  tell("kept");
  return kept;
}

// Changes a record that is still there; one that somebody has dropped does not come back.
export async function change(store, order, changes) {
  const found = await write([store], async (stores) => {
    const row = await stores[store].get(order);
    if (row === undefined) return null;
    const changed = { ...row, ...changes };
    await stores[store].put(changed);
    return changed;
  });
  tell("changed");
  return found;
}

export const recordOf = (code) => withDatabase((db) => db.getFromIndex("records", "code", code));
export const allRecords = () => withDatabase((db) => db.getAll("records"));
export const allPhotos = () => withDatabase((db) => db.getAll("photos"));

// Records of the activity in hand that still stand: neither taken back nor corrected nor refused.
export async function standing(activity) {
  const all = (await allRecords()).filter((each) => each.activity === activity);
  const superseded = new Set(all.filter((each) => !NOT_STANDING.has(each.state)).map((each) => each.supersedes));
  return all.filter((each) => !each.is_void && each.state !== "replaced" && !superseded.has(each.code));
}

// The stretches on which pieces can be counted: those that the server knows, and those noted on this phone since. An
// assignment that was fetched before there were any tells none.
export async function stretches({ activity, zones = [], zones_over = [] }) {
  const all = (await allRecords()).filter((each) => each.activity === activity.id && each.kind === "zone");
  const over = new Set([...zones_over, ...all.filter((each) => !NOT_STANDING.has(each.state)).map((each) => each.supersedes)]);
  const own = (await standing(activity.id)).filter((each) => each.kind === "zone" && !NOT_STANDING.has(each.state));
  const noted = own.map(({ code, body }) => ({ code, name: body.name, metres: body.metres, is_fixed: body.is_fixed === "yes" }));
  const told = new Set(zones.map(({ code }) => code));
  return [...zones, ...noted.filter(({ code }) => !told.has(code))].filter(({ code }) => !over.has(code));
}

// The first one after `order` that waits to be sent.
export function nextKept(store, isWanted) {
  return withDatabase(async (db) => {
    let cursor = await db.transaction(store).store.index("state").openCursor(IDBKeyRange.only("kept"));
    while (cursor && !(await isWanted(cursor.value))) cursor = await cursor.continue();
    return cursor?.value ?? null;
  });
}

export async function counts() {
  return withDatabase(async (db) => {
    const transaction = db.transaction(["records", "photos"]);
    const found = {};
    for (const store of ["records", "photos"]) {
      const states = transaction.objectStore(store).index("state");
      for (const state of ["kept", "received", "refused"]) {
        found[state] = (found[state] ?? 0) + (await states.count(IDBKeyRange.only(state)));
      }
    }
    return found;
  });
}

// The one way in which something unreceived leaves the phone: by a person, who was asked twice (screens/records.js).
export async function drop(store, row) {
  await write(["records", "photos", "bytes"], async (stores) => {
    const there = await stores[store].get(row.order);
    if (there?.state !== "refused") return;
    await stores[store].delete(row.order);
    if (store === "photos") await stores.bytes.delete(row.code);
  });
  tell("changed");
}

export const draft = (name) => setting(`draft:${name}`);
export const keepDraft = (name, value) => set(`draft:${name}`, value);
