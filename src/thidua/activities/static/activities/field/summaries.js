// A record in one line, as the people who noted it would say it.

import { FILLS, showNumber } from "./numbers.js";
import { say, sayCode } from "./page.js";

export const KINDS = ["bag", "items", "bulky", "weighing", "handover", "headcount", "presence", "zone", "incident"];

export const nameOfKind = (kind) => (KINDS.includes(kind) ? say(`kind_${kind}`) : kind);

export const nameOfClass = (assignment, code) =>
  sayCode("class", code, assignment.scheme.classes.find((each) => each.code === code)?.name ?? code);

export function nameOfItem(assignment, list, code) {
  const all = [assignment.items.short, assignment.items.long].find((each) => each.list === list)?.items ?? [];
  return sayCode(`item_${list.toLowerCase()}`, code, all.find((each) => each.code === code)?.name ?? code);
}

export const nameOfParty = (assignment, key) =>
  key ? (assignment.parties.find((each) => each.key === key)?.name ?? key) : say("whole_activity");

export function nameOfStretch(assignment, code) {
  const found = assignment.zones?.find((each) => each.code === code);
  return found && [found.name, found.metres && `${showNumber(found.metres)} m`, found.is_fixed && say("zone_fixed")].filter(Boolean).join(" · ");
}

const kilograms = (value) => value && `${showNumber(value)} kg`;

const LINES = {
  bag: (body, of) => [
    body.is_natural === "yes" ? say("natural") : body.class_code ? nameOfClass(of, body.class_code) : say("unsorted"),
    body.litres && say("litres", { n: showNumber(body.litres) }),
    body.fill && (FILLS[body.fill] ?? say("full")),
    kilograms(body.weight),
    body.condition && say(`condition_${body.condition}`),
  ],
  items: (body, of) => [`${nameOfItem(of, body.item_list, body.item)} × ${showNumber(body.count)}`, nameOfStretch(of, body.zone)],
  bulky: (body) => [`${body.name} × ${showNumber(body.count)}`, kilograms(body.weight)],
  weighing: (body) => [
    say(body.scope === "WHOLE" ? "scope_whole" : "scope_part"),
    body.gross && `${say("gross")} ${kilograms(body.gross)}`,
    body.tare && `${say("tare")} ${kilograms(body.tare)}`,
    body.slip && `${say("slip")} ${body.slip}`,
  ],
  handover: (body) => [body.receiver, say(`goes_${body.destination ?? "UNKNOWN"}`), kilograms(body.weight)],
  headcount: (body, of) => [`+${showNumber(body.count)}`, nameOfParty(of, body.organisation)],
  incident: (body) => [say(`harm_${body.harm}`), body.count && say("n_people", { n: showNumber(body.count) }), body.note],
  presence: (body) => [say("ticket_named", { code: body.person.slice(0, 8) })],
  zone: (body) => [body.name, body.metres && `${showNumber(body.metres)} m`, body.is_fixed === "yes" && say("zone_fixed")],
};

export const lineOf = (record, assignment) =>
  (LINES[record.kind]?.(record.body, assignment) ?? [JSON.stringify(record.body)]).filter(Boolean).join(" · ");
