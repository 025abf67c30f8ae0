// Photos: made small by the phone, which also leaves out everything the camera wrote into the file (place, device).

import { setting, write } from "./database.js";
import { tell } from "./news.js";
import { newCode } from "./records.js";

const LONGEST_SIDE = 1600;
const QUALITIES = [0.82, 0.6]; // the second for a picture that is all noise
const HEIC = new Set(["heic", "heix", "heim", "heis", "mif1"]);

export const MOST_BYTES = 2_400_000; // more the server does not take in one request

// A picture that this browser cannot open, as its camera writes it.
export class HeicError extends Error {}

// A file of the camera → what is kept: JPEG bytes and their hash. Throws when the file is no picture.
export async function shrink(file) {
  const picture = await opened(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  let blob = null;
  for (const quality of QUALITIES) {
    blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob.size <= MOST_BYTES) break;
  }
  const bytes = await blob.arrayBuffer();
  return { code: newCode(), bytes, sha256: await hashOf(bytes), taken_at: new Date().toISOString(), point: await here() };
}

async function opened(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (error) {
    const head = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer());
    throw head.startsWith("ftyp") && HEIC.has(head.slice(4)) ? new HeicError(error.message) : error;
  }
}

async function hashOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((each) => each.toString(16).padStart(2, "0")).join("");
}

// The place to some hundred metres, where the person has agreed; else nothing.
export async function here() {
  if (!(await setting("with_place")) || !navigator.geolocation) return null;
  return new Promise((done) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done(`${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`),
      () => done(null),
      { maximumAge: 120_000, timeout: 3_000 },
    );
  });
}

// Photos that could not be written down: in hand as long as this page is open, and written when somebody tries again.
export const unkept = [];

// Keeps photos of a record that is kept already, one transaction each: a lost photo takes no record along, and the other
// photos neither. Throws the last error; what was not written is in `unkept`.
export async function keepPhotos(shrunk, record, faces) {
  let last = null;
  for (const each of shrunk) {
    try {
      await keepOne(each, record, faces);
    } catch (error) {
      unkept.push({ photo: each, record, faces });
      last = error;
    }
  }
  if (shrunk.length) tell("kept");
  if (last) throw last;
}

// Gives how many still could not be written.
export async function keepAgain() {
  for (const each of unkept.splice(0)) {
    await keepPhotos([each.photo], each.record, each.faces).catch(() => {});
  }
  return unkept.length;
}

function keepOne({ bytes, ...about }, record, faces) {
  return write(["photos", "bytes"], async ({ photos, bytes: all }) => {
    if (await photos.index("code").get(about.code)) return;
    const { activity, pass, code: fact } = record;
    await all.put(bytes, about.code);
    await photos.add({ ...about, faces, fact, activity, pass, size: bytes.byteLength, state: "kept", tries: 0 });
  });
}
