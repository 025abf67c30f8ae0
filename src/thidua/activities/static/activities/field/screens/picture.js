// Pictures of the place that belong to no record: how it lay before, how it looked after.

import { h } from "../dom.js";
import { say } from "../page.js";
import { message, photos, saveButton } from "../parts.js";
import { currentPass } from "../passes.js";

export async function picture({ activity, again }) {
  const said = message();
  const pictures = photos();
  async function save() {
    const pass = await currentPass();
    const taken = await pictures.count();
    if (!taken) return said.bad(say("picture_missing"));
    const lost = await pictures.keepFor({ code: null, activity: activity.id, pass: pass.id });
    await again(lost ? { bad: lost } : { good: say("pictures_kept", { n: taken }) });
  }
  return {
    title: say("picture"),
    body: [h("p", { class: "f-note" }, say("picture_hint")), said.element, pictures.element],
    bar: saveButton(save),
    said,
  };
}
