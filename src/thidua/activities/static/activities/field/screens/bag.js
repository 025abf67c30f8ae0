// One bag: class, size, fill, done. Its code is made when the card opens, so that chance says at once whether it is to be
// weighed; the code stays while the card is not kept, and nobody draws again by opening it anew.

import { keepDraft, draft, keep, newCode, recordOf } from "../records.js";
import { h, icon } from "../dom.js";
import { FILLS } from "../numbers.js";
import { say } from "../page.js";
import { choices, field, message, photos, saveButton, tryToKeep } from "../parts.js";
import { isDrawn } from "../samples.js";
import { lineOf, nameOfClass } from "../summaries.js";
import { set, setting } from "../database.js";

const CONDITIONS = ["DRY", "DAMP", "SOAKED", "SANDY"];

async function codeOfCard() {
  const kept = await draft("bag");
  if (kept && !(await recordOf(kept))) return kept;
  const code = newCode();
  await keepDraft("bag", code);
  return code;
}

function classOf(body) {
  if (!body) return null;
  return body.is_natural === "yes" ? "natural" : body.class_code || "unsorted";
}

export async function bag({ assignment, editing, again }) {
  const old = editing?.body;
  const code = editing ? newCode() : await codeOfCard();
  const drawn = !editing && (await isDrawn(code, assignment.activity.sample_one_in));
  const said = message();
  const sizes = old && !assignment.sizes.includes(old.litres) ? [...assignment.sizes, old.litres] : assignment.sizes;
  const classes = choices(
    say("class"),
    [
      ...assignment.scheme.classes.map((each) => ({ value: each.code, words: nameOfClass(assignment, each.code) })),
      { value: "unsorted", words: say("unsorted") },
      { value: "natural", words: say("natural") },
    ],
    { value: classOf(old) },
  );
  const otherSize = field(say("other_size"), { kind: "number", unit: say("litre") });
  otherSize.element.hidden = true;
  const size = choices(
    say("size"),
    [...sizes.map((each) => ({ value: each, words: each })), { value: "other", words: say("other") }],
    { row: true, value: old?.litres ?? (editing ? null : ((await setting("size")) ?? null)), onchange: (value) => (otherSize.element.hidden = value !== "other") },
  );
  const fill = choices(
    say("fill"),
    [...Object.entries(FILLS).map(([value, words]) => ({ value, words })), { value: "1", words: say("full") }].sort(
      (one, two) => Number(one.value) - Number(two.value),
    ),
    { row: true, value: old?.fill ?? null },
  );
  const condition = choices(
    say("condition"),
    CONDITIONS.map((value) => ({ value, words: say(`condition_${value}`) })),
    { row: true, value: old ? (old.condition ?? null) : ((await setting("condition")) ?? null) },
  );
  const weight = field(say(drawn ? "weigh_this" : "weight_if_known"), { kind: "number", unit: "kg", value: old?.weight ?? "" });
  const pictures = photos();
  let asked = false;

  async function save() {
    const missing = [[classes, "class"], [size, "size"], [fill, "fill"]].find(([part]) => part.value === null);
    if (missing) {
      said.bad(say("choose", { what: say(missing[1]) }));
      return missing[0].focus();
    }
    const litres = size.value === "other" ? otherSize.value : size.value;
    if (!litres || Number(litres) === 0) {
      otherSize.isRight();
      said.bad(say("choose", { what: say("size") }));
      return otherSize.focus();
    }
    if (!weight.isRight()) return weight.focus();
    if (drawn && !weight.value && !asked) {
      asked = true;
      said.bad(say("drawn_without_weight"));
      return weight.focus();
    }
    const body = { litres, fill: fill.value };
    if (classes.value === "natural") body.is_natural = "yes";
    else if (classes.value !== "unsorted") Object.assign(body, { scheme: assignment.scheme.code, class_code: classes.value });
    if (assignment.team.party) body.party = assignment.team.party;
    if (condition.value) body.condition = condition.value;
    if (weight.value) body.weight = weight.value;
    const found = await tryToKeep(said, () => keep([{ kind: "bag", code, body, ...editing?.instead }]));
    if (!found) return;
    const lost = await pictures.keepFor(found[0]);
    if (condition.value) await set("condition", condition.value);
    if (!editing && assignment.sizes.includes(litres)) await set("size", litres); // the next bag is most often like this one
    await again({ good: say("kept", { what: lineOf(found[0], assignment) }), bad: lost });
  }

  return {
    title: say(editing ? "correct_bag" : "bag"),
    body: [
      said.element,
      drawn && h("p", { class: "f-drawn", role: "status" }, icon("scale"), h("strong", {}, say("weigh_this_bag")), say("drawn_by_chance")),
      classes.element,
      size.element,
      otherSize.element,
      fill.element,
      condition.element,
      drawn && weight.element,
      h("div", { class: "f-optional" }, !drawn && weight.element, pictures.element),
    ],
    bar: saveButton(save),
    said,
  };
}
