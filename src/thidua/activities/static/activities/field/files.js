// Everything on this phone as one file, for the day on which a phone must be given away or its browser emptied; and
// the way back. A record that comes back is sent like any other: its code says that it is the same.

import { withDatabase, write } from "./database.js";
import { tell } from "./news.js";
import { allPhotos, allRecords } from "./records.js";
import { device } from "./passes.js";

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

// Takes in what this phone has not. Gives how many; throws when the file is none of ours.
export async function takeIn(file) {
  const plain = JSON.parse(await file.text());
  if (plain.format !== FORMAT || !Array.isArray(plain.records)) throw new Error(FORMAT);
  let added = 0;
  for (const [store, rows] of [["records", plain.records], ["photos", plain.photos ?? []]]) {
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
