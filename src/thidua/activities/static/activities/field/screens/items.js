// Pieces counted by kind, stretch by stretch. Presses gather in a draft on the disk, which several tabs share; “Ghi”
// makes facts of them, each on the stretch that was chosen while it was pressed.

import { button, h, icon } from "../dom.js";
import { write } from "../database.js";
import { say } from "../page.js";
import { choices, message, saveButton, tryToKeep } from "../parts.js";
import { draft, keep, keepDraft, stretches } from "../records.js";
import { nameOfItem, nameOfStretch } from "../summaries.js";

const SIGNS = {
  BUTTS: "smoking",
  WRAPPERS: "candy",
  FOAM_BOXES: "box",
  PLASTIC_BOXES: "cup",
  CAPS: "circle-dotted",
  STRAWS: "tools-kitchen-2",
  BOTTLES: "bottle",
  BAGS: "shopping-bag",
  FISHING: "fish-hook",
  FOAM_PIECES: "grain",
  PLASTIC_PIECES: "puzzle",
  GLASS: "glass",
  OTHER: "dots",
};

const add = (key, number) =>
  write(["settings"], async ({ settings }) => {
    const tally = (await settings.get("draft:items")) ?? {};
    tally[key] = Math.max(0, (tally[key] ?? 0) + number);
    await settings.put(tally, "draft:items");
    return tally;
  });

export async function items({ assignment, again }) {
  const said = message();
  let tally = (await draft("items")) ?? {};
  const zones = await stretches(assignment);
  const isKnown = (code) => zones.some((each) => each.code === code);
  let zone = (await draft("items_zone")) ?? "";
  if (!isKnown(zone)) zone = "";
  const counted = (key) => (zone ? `${key}/${zone}` : key); // in the draft
  const shown = {};
  const { short, long } = assignment.items;

  const show = (key) => {
    const { count, less } = shown[key];
    const pieces = tally[counted(key)] ?? 0;
    count.textContent = String(pieces);
    less.hidden = !pieces;
  };
  async function press(key, number) {
    const found = await tryToKeep(said, () => add(counted(key), number));
    if (!found) return;
    tally = found; // with what another tab has added or kept
    Object.keys(shown).forEach(show);
  }
  const where = choices(
    say("items_zone"),
    [{ code: "" }, ...zones].map((each) => ({ value: each.code, words: nameOfStretch({ zones }, each.code) || say("items_nowhere") })),
    {
      value: zone,
      onchange: (chosen) => {
        zone = chosen;
        Object.keys(shown).forEach(show);
        tryToKeep(said, () => keepDraft("items_zone", chosen));
      },
    },
  );
  function tile(list, code) {
    const key = `${list.list}/${list.version}/${code}`;
    const name = nameOfItem(assignment, list.list, code);
    const count = h("span", { class: "f-item__count" });
    const less = button("−1", () => press(key, -1), { kind: "f-item__less", "aria-label": say("one_less", { name }) });
    shown[key] = { count, less };
    const plus = h(
      "button",
      { type: "button", class: "f-item__more", onclick: () => press(key, 1) },
      icon(SIGNS[code] ?? "dots"),
      h("span", { class: "f-item__name" }, name),
      count,
    );
    const made = h("li", { class: "f-item", "data-name": name.toLowerCase() }, plus, less);
    show(key);
    return made;
  }

  const longList = h("ul", { class: "f-items" }, long.items.map((each) => tile(long, each.code)));
  const find = h("input", { type: "search", class: "f-input", id: "find-item", oninput: () => {
    const wanted = find.value.trim().toLowerCase();
    for (const each of longList.children) each.hidden = !each.dataset.name.includes(wanted);
  } });

  async function save() {
    const found = await tryToKeep(said, () =>
      keep([], {
        before: async (settings) => {
          const all = Object.entries((await settings.get("draft:items")) ?? {}).filter(([, count]) => count > 0);
          await settings.put({}, "draft:items");
          return all.map(([key, count]) => {
            const [item_list, version, item, on = ""] = key.split("/");
            const body = { item, item_list, version, count: String(count) };
            return { kind: "items", body: isKnown(on) ? { ...body, zone: on } : body };
          });
        },
      }),
    );
    if (!found) return;
    const pieces = found.reduce((sum, each) => sum + Number(each.body.count), 0);
    if (!pieces) return said.bad(say("nothing_counted"));
    await again({ good: say("pieces_kept", { n: pieces }), bad: "" });
  }

  return {
    title: say("items"),
    body: [
      h("p", { class: "f-note" }, say("items_hint")),
      said.element,
      ...(zones.length ? [where.element, h("p", { class: "f-note" }, say("items_zone_hint"))] : []),
      h("ul", { class: "f-items" }, short.items.map((each) => tile(short, each.code))),
      h("details", { class: "f-card" }, h("summary", {}, say("long_list")), h("label", { for: "find-item" }, say("find")), find, longList),
    ],
    bar: saveButton(save),
    said,
  };
}
