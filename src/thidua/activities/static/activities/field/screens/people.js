// People who have no code, by organisation: each press is a fact, and what was pressed by mistake is taken back.

import { button, h } from "../dom.js";
import { say } from "../page.js";
import { message, tryToKeep } from "../parts.js";
import { keep, standing } from "../records.js";

export async function people({ assignment }) {
  const said = message();
  const parties = [...assignment.parties, { key: "", name: say("whole_activity") }];
  const presses = async (key) =>
    (await standing(assignment.activity.id)).filter(
      (each) => each.kind === "headcount" && (each.body.organisation ?? "") === key && each.state !== "refused",
    );

  async function row({ key, name }) {
    const total = h("output", { class: "f-total" });
    const undo = button(say("undo"), takeBack, { "aria-label": say("undo_of", { name }) });
    async function show() {
      const found = await presses(key);
      total.textContent = String(found.reduce((sum, each) => sum + Number(each.body.count), 0));
      undo.hidden = !found.length;
    }
    async function press(number) {
      const body = { organisation: key, count: String(number) };
      const kept = await tryToKeep(said, () => keep([{ kind: "headcount", body }]));
      if (kept) said.good(say("kept", { what: `+${number} · ${name}` }));
      await show();
    }
    async function takeBack() {
      const last = (await presses(key)).at(-1);
      if (!last) return;
      const back = { kind: "headcount", body: last.body, supersedes: last.code, is_void: true };
      const kept = await tryToKeep(said, () => keep([back]));
      if (kept) said.good(say("taken_back", { what: `+${last.body.count} · ${name}` }));
      await show();
    }
    await show();
    return h(
      "li",
      { class: "f-card f-people" },
      h("h2", {}, name),
      h("p", { class: "f-people__total" }, total, " ", say("people_counted")),
      h("div", { class: "f-people__keys" }, [
        button("+1", () => press(1), { kind: "f-button--big", "aria-label": `+1 ${name}` }),
        button("+5", () => press(5), { kind: "f-button--big", "aria-label": `+5 ${name}` }),
        undo,
      ]),
    );
  }

  return {
    title: say("people"),
    body: [
      h("p", { class: "f-note" }, say("people_hint")),
      said.element,
      h("ul", { class: "f-list" }, await Promise.all(parties.map(row))),
    ],
    said,
  };
}
