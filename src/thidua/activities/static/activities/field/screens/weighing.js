// A scale was read: everything of the day (a lorry, a weighbridge), or some bags of this phone.

import { h } from "../dom.js";
import { showNumber } from "../numbers.js";
import { say } from "../page.js";
import { choices, field, message, photos, saveButton, tryToKeep } from "../parts.js";
import { keep, standing } from "../records.js";
import { lineOf, nameOfClass } from "../summaries.js";

const MOST = 60;

export async function weighing({ assignment, editing, again }) {
  const old = editing?.body ?? {};
  const said = message();
  const all = await standing(assignment.activity.id);
  const others = all.filter((each) => each.kind === "weighing" && each.code !== editing?.record.code);
  const weighed = new Set(others.flatMap((each) => each.body.covers ?? []));
  const unweighed = all
    .filter((each) => ["bag", "bulky"].includes(each.kind) && !each.body.weight && !weighed.has(each.code))
    .slice(-MOST)
    .reverse();
  const boxes = unweighed.map((each) => {
    const input = h("input", { type: "checkbox", value: each.code });
    input.checked = (old.covers ?? []).includes(each.code);
    return h("label", { class: "f-choice" }, input, h("span", {}, lineOf(each, assignment)));
  });
  const list = h(
    "fieldset",
    { class: "f-choices f-choices--list" },
    h("legend", {}, say("weighing_covers")),
    boxes.length ? h("div", { class: "f-choices__all" }, boxes) : h("p", { class: "f-note" }, say("nothing_to_weigh")),
  );
  const ofClass = choices(
    say("weighing_class"),
    [
      { value: "all", words: say("all_classes") },
      ...assignment.scheme.classes.map((each) => ({ value: each.code, words: nameOfClass(assignment, each.code) })),
    ],
    { value: old.class_code || "all" },
  );
  const show = (value) => {
    list.hidden = value !== "PART";
    ofClass.element.hidden = value !== "WHOLE";
  };
  const scope = choices(
    say("weighing_scope"),
    [
      { value: "WHOLE", words: say("scope_whole") },
      { value: "PART", words: say("scope_part") },
    ],
    { value: old.scope ?? null, onchange: show },
  );
  show(old.scope ?? null);
  const net = h("p", { class: "f-net", role: "status" });
  const netWeight = () => {
    const [whole, empty] = [gross.value, tare.value];
    const known = whole && empty && Number(whole) >= Number(empty);
    net.textContent = known ? say("net", { n: showNumber((Number(whole) - Number(empty)).toFixed(3)) }) : "";
  };
  const gross = field(say("weighing_gross"), { kind: "number", unit: "kg", value: old.gross ?? "", oninput: netWeight });
  const tare = field(say("weighing_tare"), {
    kind: "number",
    unit: "kg",
    value: old.tare ?? "",
    hint: say("tare_hint"),
    oninput: netWeight,
  });
  const slip = field(say("slip_number"), { value: old.slip ?? "", most: 60 });
  const pictures = photos();
  netWeight();

  async function save() {
    if (!scope.value) {
      said.bad(say("choose", { what: say("weighing_scope") }));
      return scope.focus();
    }
    const wrong = [gross, tare].find((each) => !each.isRight());
    if (wrong) return wrong.focus();
    if (!gross.value) {
      said.bad(say("choose", { what: say("weighing_gross") }));
      return gross.focus();
    }
    if (tare.value && Number(tare.value) > Number(gross.value)) {
      said.bad(say("tare_above_gross"));
      return tare.focus();
    }
    const covers = scope.value === "PART" ? [...list.querySelectorAll("input:checked")].map((each) => each.value) : [];
    if (scope.value === "PART" && !covers.length) {
      said.bad(say("choose", { what: say("weighing_covers") }));
      return list.querySelector("input")?.focus();
    }
    const body = { scope: scope.value, gross: gross.value };
    if (tare.value) body.tare = tare.value;
    if (slip.value) body.slip = slip.value;
    if (covers.length) body.covers = covers;
    if (scope.value === "WHOLE" && ofClass.value !== "all") {
      Object.assign(body, { scheme: assignment.scheme.code, class_code: ofClass.value });
    }
    const found = await tryToKeep(said, () => keep([{ kind: "weighing", body, ...editing?.instead }]));
    if (!found) return;
    const lost = await pictures.keepFor(found[0]);
    await again({ good: say("kept", { what: lineOf(found[0], assignment) }), bad: lost });
  }

  return {
    title: say("weighing"),
    body: [said.element, scope.element, list, ofClass.element, gross.element, tare.element, net, slip.element, pictures.element],
    bar: saveButton(save),
    said,
  };
}
