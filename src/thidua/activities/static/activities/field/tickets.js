// Tickets of participants, known without a network: a ticket is `TDS1.<code>.<signature>` (facts/tickets.py), signed
// under a key of its activity that the assignment brought along. It names nobody.

import { allPasses } from "./passes.js";
import { keep, standing } from "./records.js";

const MARK = "TDS1";
const HEX = /^[0-9a-f]{32}$/;

// Base64 for addresses → bytes; null for anything else.
function bytes(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
  } catch {
    return null;
  }
}

const hyphened = (hex) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

// What stands on a ticket, in whatever way it came: scanned or pasted with its signature, or the bare code as somebody
// typed it. Null for what is no ticket.
export function readTicket(text) {
  const bare = text.trim();
  const typed = bare.toLowerCase().replace(/[\s\-–]/g, "");
  if (HEX.test(typed)) return { code: hyphened(typed), signature: null };
  const [mark, code, signature, ...rest] = bare.split(".");
  const [codeBytes, signatureBytes] = [bytes(code ?? ""), bytes(signature ?? "")];
  if (mark !== MARK || rest.length || codeBytes?.length !== 16 || signatureBytes?.length !== 64) return null;
  const hex = [...codeBytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return { code: hyphened(hex), signature: signatureBytes };
}

// Whether the ticket was signed for this activity, under any of its keys.
export async function isSigned(ticket, { activity, ticket_keys: keys = [] }) {
  const words = new TextEncoder().encode(`${MARK}:${activity.id}:${ticket.code}`);
  for (const key of keys) {
    const known = await crypto.subtle.importKey("jwk", key, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    if (await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, known, ticket.signature, words)) return true;
  }
  return false;
}

// Another activity that this phone has noted for and that the ticket is of; null when it knows none.
async function otherActivity(ticket, assignment) {
  for (const { assignment: other } of await allPasses()) {
    if (other && other.activity.id !== assignment.activity.id && (await isSigned(ticket, other))) return other.activity;
  }
  return null;
}

const seenHere = async (code, assignment) =>
  (await standing(assignment.activity.id)).find(
    (each) => each.kind === "presence" && each.body.person === code && each.state !== "refused",
  );

// Notes that the bearer is here. `outcome`: new, again (with the record of the first time), typed (noted, but only the
// server can tell whether the code is real), other (of another activity that this phone knows), strange (signed for
// none of this activity), unreadable.
export async function takeTicket(text, assignment) {
  const ticket = readTicket(text);
  if (!ticket) return { outcome: "unreadable" };
  if (ticket.signature && !(await isSigned(ticket, assignment))) {
    const other = await otherActivity(ticket, assignment);
    return other ? { outcome: "other", title: other.title } : { outcome: "strange" };
  }
  const before = await seenHere(ticket.code, assignment);
  if (before) return { outcome: "again", record: before };
  const [record] = await keep([{ kind: "presence", body: { person: ticket.code } }]);
  return { outcome: ticket.signature ? "new" : "typed", record };
}
