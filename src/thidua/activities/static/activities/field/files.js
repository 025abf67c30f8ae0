// Everything on this phone as one file, for the day on which a phone must be given away or its browser emptied; and
// the way back. A record that comes back is sent like any other: its code says that it is the same.

import { withDatabase, write } from "./database.js";
import { tell } from "./news.js";
import { allPhotos, allRecords } from "./records.js";
import { device } from "./passes.js";
import { MOST_BYTES } from "./photos.js";
import { KINDS } from "./summaries.js";

const FORMAT = "thidua-field-1";

function base64(bytes) {
  const view = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < view.length; at += 8192) text += String.fromCharCode(...view.subarray(at, at + 8192));
  return btoa(text);
}

const bytesOf = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0)).buffer;

// Photos are read one by one: all of them together need not fit into the memory of a small phone.
export async function fileOfEverything() {
  const head = { format: FORMAT, device: await device(), written_at: new Date().toISOString(), records: await allRecords() };
  const parts = [JSON.stringify(head).slice(0, -1), ',"photos":['];
  for (const [at, photo] of (await allPhotos()).entries()) {
    const bytes = await withDatabase((db) => db.get("bytes", photo.code));
    parts.push(at ? "," : "", JSON.stringify({ ...photo, bytes: bytes ? base64(bytes) : null }));
  }
  parts.push("]}");
  return new Blob(parts, { type: "application/json" });
}

export async function download() {
  const address = URL.createObjectURL(await fileOfEverything());
  const link = document.createElement("a");
  link.href = address;
  link.download = `hien-truong-${new Date().toISOString().slice(0, 16).replace(/[-:]/g, "")}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const CODE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STATES = new Set(["kept", "received", "refused", "replaced"]);
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isCode = (value) => typeof value === "string" && CODE.test(value);
const isTime = (value) => typeof value === "string" && !Number.isNaN(Date.parse(value));

// Codes stand in addresses that carry the secret of a team, bodies are drawn: nothing else than our own shapes comes in.
function isRecord(row) {
  return (
    isPlain(row) &&
    isCode(row.code) &&
    KINDS.includes(row.kind) &&
    isPlain(row.body) &&
    Object.values(row.body).every((each) => typeof each === "string" || (Array.isArray(each) && each.every((one) => typeof one === "string"))) &&
    isTime(row.noted_at) &&
    STATES.has(row.state) &&
    (row.supersedes === null || isCode(row.supersedes)) &&
    typeof row.is_void === "boolean" &&
    (row.activity === null || Number.isInteger(row.activity))
  );
}

function isPhoto(row) {
  return (
    isPlain(row) &&
    isCode(row.code) &&
    (row.fact === null || isCode(row.fact)) &&
    /^[0-9a-f]{64}$/.test(row.sha256) &&
    isTime(row.taken_at) &&
    STATES.has(row.state) &&
    (row.bytes === null || (/^[A-Za-z0-9+/]*={0,2}$/.test(row.bytes) && row.bytes.length <= (MOST_BYTES / 3) * 4)) &&
    (row.state !== "kept" || Boolean(row.bytes))
  );
}

// Takes in what this phone has not. Gives how many; throws, and takes nothing, when the file is none of ours.
export async function takeIn(file) {
  const plain = JSON.parse(await file.text());
  const { records, photos = [] } = plain;
  if (plain.format !== FORMAT || !Array.isArray(records) || !Array.isArray(photos)) throw new Error(FORMAT);
  if (!records.every(isRecord) || !photos.every(isPhoto)) throw new Error(FORMAT);
  let added = 0;
  for (const [store, rows] of [["records", records], ["photos", photos]]) {
    for (const { order: _order, bytes: text, ...row } of rows) {
      added += await write([store, "bytes"], async (stores) => {
        if (await stores[store].index("code").get(row.code)) return 0;
        if (text) await stores.bytes.put(bytesOf(text), row.code);
        await stores[store].add({ ...row, pass: null });
        return 1;
      });
    }
  }
  tell("kept");
  return added;
}
