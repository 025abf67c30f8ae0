// The secret of the team, the device that the phone drew for itself, and the assignment that it takes along. Passes are
// kept beside one another: what was noted with one of them is sent with it, or with a later one of the same activity.

import { FullError, set, setting, withDatabase, write } from "./database.js";
import { tell } from "./news.js";
import { page } from "./page.js";

const PATIENCE = 20_000;
const SECRET = /^[A-Za-z0-9_-]{16,64}$/;

// A secret as it stands in a QR code or as somebody typed it, with or without the address before it; "" is none.
export function readSecret(text) {
  const bare = text.trim().replace(/^.*#/, "");
  return SECRET.test(bare) ? bare : "";
}

export async function device() {
  return write(["settings"], async ({ settings }) => {
    const known = await settings.get("device");
    if (known) return known;
    const drawn = crypto.randomUUID();
    await settings.put(drawn, "device");
    return drawn;
  });
}

export const allPasses = () => withDatabase((db) => db.getAll("passes"));

export async function currentPass() {
  const id = await setting("pass");
  return id === undefined ? null : ((await withDatabase((db) => db.get("passes", id))) ?? null);
}

// Takes a secret in. The assignment in hand stays until the new one has come.
export async function takeSecret(secret) {
  const id = await write(["passes", "settings"], async ({ passes, settings }) => {
    const same = (await passes.getAll()).find((each) => each.secret === secret);
    const found = same
      ? await passes.put({ ...same, refused_at: null })
      : await passes.add({ secret, added_at: new Date().toISOString(), refused_at: null, assignment: null });
    const now = await settings.get("pass");
    if (now === undefined || !(await passes.get(now))?.assignment) await settings.put(found, "pass");
    return found;
  });
  tell("pass");
  return id;
}

export async function headers(pass) {
  return { Authorization: `Field ${pass.secret}`, "X-Device": await device(), Accept: "application/json" };
}

// `says`: the server's own words, why the secret opens nothing and who gives a new one.
export async function refusePass(id, says = "") {
  await write(["passes"], async ({ passes }) => {
    const pass = await passes.get(id);
    if (pass) await passes.put({ ...pass, refused_at: new Date().toISOString(), refusal: says });
  });
  tell("pass");
}

// Fetches what the phone takes along: "here", "no_pass" (the secret opens nothing) or "no_network".
export async function fetchAssignment(pass) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const sent = Date.now();
    const answer = await fetch(page.urls.assignment, {
      headers: await headers(pass),
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
      signal: stop.signal,
    });
    const told = await answer.json();
    if (answer.status === 401 && told.code === "no_pass") {
      await refusePass(pass.id, told.says);
      return "no_pass";
    }
    if (!answer.ok || !told.activity) return "no_network";
    await noteClock(told.server_now, sent);
    await write(["passes", "settings"], async ({ passes, settings }) => {
      await passes.put({ ...(await passes.get(pass.id)), refused_at: null, activity: told.activity.id, assignment: told });
      await settings.put(pass.id, "pass");
    });
    tell("pass");
    return "here";
  } catch (error) {
    if (error instanceof FullError) throw error;
    return "no_network"; // no answer, or none of ours: a page of the network that asks to sign in
  } finally {
    clearTimeout(timer);
  }
}

// By how many seconds this phone is ahead of the server.
export async function noteClock(serverNow, sent) {
  const middle = (sent + Date.now()) / 2;
  await set("clock", { ahead: Math.round((middle - Date.parse(serverNow)) / 1000), at: new Date().toISOString() });
}

// With which pass a record goes: its own, else the newest of its activity. Null: it waits for a new secret.
export function passFor(record, passes) {
  const standing = passes.filter((each) => !each.refused_at);
  return (
    standing.find((each) => each.id === record.pass) ??
    standing.filter((each) => each.activity !== undefined && each.activity === record.activity).at(-1) ??
    null
  );
}
