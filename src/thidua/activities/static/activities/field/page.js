// What the server wrote into the page: addresses and the words of both languages. Nothing of it is about anybody.

export const page = JSON.parse(document.getElementById("field-page").textContent);

let language = "vi";

export function speak(chosen) {
  language = chosen in page.words ? chosen : "vi";
  document.documentElement.lang = language;
}

export const spoken = () => language;

// The words of a key; `{n}` in them is filled in.
export function say(key, values = {}) {
  const words = page.words[language][key];
  if (words === undefined) throw new Error(`No words for ${key}`);
  return words.replace(/\{([a-z]+)\}/g, (_all, name) => values[name]);
}

// The words of a code that a list of the assignment has: ours where we have them, else as the server named it.
export const sayCode = (prefix, code, otherwise) => page.words[language][`${prefix}_${code}`] ?? otherwise;
