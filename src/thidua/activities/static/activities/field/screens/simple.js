// Screens that are a few fields and “Ghi”: bulky things, hand-over, a stretch that was done, what went wrong, a number
// set right.

import { h } from "../dom.js";
import { say } from "../page.js";
import { here } from "../photos.js";
import { choices, field, message, photos, saveButton, tryToKeep } from "../parts.js";
import { keep } from "../records.js";
import { lineOf, nameOfKind } from "../summaries.js";

const HARMS = ["CUT", "HEAT", "FALL", "WATER", "LOST", "OTHER"];
const DESTINATIONS = ["RECYCLED", "COMPOSTED", "LANDFILLED", "HAZARDOUS", "UNKNOWN"];

// `fields`: key of the body → field; `needs`: keys that may not be empty; `late`: what is found out while saving.
function screen({ kind, fields, needs, extra = {}, late = null, more = [], withPhotos = true }, { assignment, editing, again }) {
  const said = message();
  const pictures = withPhotos && !editing ? photos() : null;
  async function save() {
    const wrong = Object.values(fields).find((each) => each.isRight && !each.isRight());
    if (wrong) return wrong.focus();
    const missing = needs.find((key) => !fields[key].value);
    if (missing) {
      said.bad(say("choose", { what: say(`${kind}_${missing}`) }));
      return fields[missing].focus();
    }
    const told = Object.entries(fields).map(([key, each]) => [key, each.value]);
    const body = { ...extra, ...(await late?.()), ...Object.fromEntries(told.filter(([, value]) => value && value !== "UNKNOWN")) };
    const found = await tryToKeep(said, () => keep([{ kind, body, ...editing?.instead }]));
    if (!found) return;
    const lost = (await pictures?.keepFor(found[0])) ?? "";
    await again({ good: say("kept", { what: lineOf(found[0], assignment) }), bad: lost });
  }
  return {
    title: withPhotos ? say(kind) : nameOfKind(kind),
    body: [said.element, ...Object.values(fields).map((each) => each.element), ...more, pictures?.element],
    bar: saveButton(save),
    said,
  };
}

export async function bulky(place) {
  const old = place.editing?.body ?? {};
  const name = field(say("bulky_name"), { value: old.name ?? "", most: 80 });
  const usual = h(
    "div",
    { class: "f-chips" },
    ["tyre", "mattress", "net", "foam", "furniture"].map((each) =>
      h("button", { type: "button", class: "f-chip", onclick: () => {
        name.element.querySelector("input").value = say(`bulky_${each}`);
      } }, say(`bulky_${each}`)),
    ),
  );
  const fields = {
    name,
    count: field(say("bulky_count"), { kind: "whole", value: old.count ?? "1", unit: say("thing") }),
    weight: field(say("weight_if_known"), { kind: "number", unit: "kg", value: old.weight ?? "" }),
  };
  const extra = place.assignment.team.party ? { party: place.assignment.team.party } : {};
  const made = screen({ kind: "bulky", fields, needs: ["name", "count"], extra }, place);
  made.body.splice(2, 0, usual);
  return made;
}

export async function handover(place) {
  const old = place.editing?.body ?? {};
  const fields = {
    receiver: field(say("handover_receiver"), { value: old.receiver ?? "", most: 120 }),
    destination: choices(
      say("handover_destination"),
      DESTINATIONS.map((value) => ({ value, words: say(`goes_${value}`) })),
      { value: place.editing ? (old.destination ?? "UNKNOWN") : null },
    ),
    weight: field(say("weight_if_known"), { kind: "number", unit: "kg", value: old.weight ?? "" }),
    money: field(say("handover_money"), { kind: "whole", unit: say("dong"), value: old.money ?? "" }),
    slip: field(say("slip_number"), { value: old.slip ?? "", most: 60 }),
  };
  return screen({ kind: "handover", fields, needs: ["receiver", "destination"] }, place);
}

export async function zone(place) {
  const old = place.editing?.body ?? {};
  const size = field(say("zone_size_limit_mm"), { kind: "whole", unit: "mm", value: old.size_limit_mm ?? "" });
  const hint = h("p", { class: "f-note" }, say("zone_fixed_hint"));
  const fixed = choices(
    say("zone_is_fixed"),
    ["no", "yes"].map((value) => ({ value, words: say(value) })),
    { row: true, value: old.is_fixed ?? "no", onchange: () => show() },
  );
  const isFixed = () => fixed.value === "yes";
  const show = () => [hint, size.element].forEach((each) => (each.hidden = !isFixed()));
  show();
  const fields = {
    name: field(say("zone_name"), { value: old.name ?? "", most: 120 }),
    metres: field(say("zone_metres"), { kind: "number", unit: say("metre"), value: old.metres ?? "" }),
    is_fixed: { element: [fixed.element, hint], focus: fixed.focus, get value() { return isFixed() ? "yes" : ""; } },
    size_limit_mm: {
      element: size.element,
      focus: size.focus,
      isRight: () => !isFixed() || size.isRight(),
      get value() { return isFixed() ? size.value : ""; },
    },
  };
  const kept = Object.fromEntries(["is_fixed", "size_limit_mm", "point"].filter((key) => old[key]).map((key) => [key, old[key]]));
  async function late() {
    const point = place.editing ? null : await here();
    return point ? { point: point.split(",") } : {};
  }
  return screen({ kind: "zone", fields, needs: ["metres"], extra: kept, late }, place);
}

// Without a picture: whoever is hurt is not shown.
export async function incident(place) {
  const old = place.editing?.body ?? {};
  const fields = {
    harm: choices(
      say("incident_harm"),
      HARMS.map((value) => ({ value, words: say(`harm_${value}`) })),
      { value: old.harm ?? null },
    ),
    count: field(say("incident_count"), { kind: "whole", value: old.count ?? "" }),
    note: field(say("incident_note"), { value: old.note ?? "", most: 500 }),
  };
  const made = screen({ kind: "incident", fields, needs: ["harm"], withPhotos: false }, place);
  made.body.splice(1, 0, h("p", { class: "f-note" }, say("incident_hint")));
  return made;
}

// Sets the number of a count of people or of items right.
export async function count(place) {
  const { body, kind } = place.editing;
  const { count: _old, ...extra } = body;
  const fields = { count: field(say("right_number"), { kind: "whole", value: body.count }) };
  return screen({ kind, fields, needs: ["count"], extra, withPhotos: false }, place);
}
