// Menus are <details>: they open without script. This closes them again, with the keyboard too.

const menus = () => [...document.querySelectorAll("details[data-tds-menu]")];

function close(menu, giveFocusBack) {
  if (!menu.open) return;
  menu.open = false;
  if (giveFocusBack) menu.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) close(menu, false);
});

document.addEventListener("focusin", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) close(menu, false);
});

document.addEventListener("keydown", (event) => {
  const menu = event.target instanceof Element ? event.target.closest("details[data-tds-menu]") : null;
  if (!menu) return;
  if (event.key === "Escape") {
    close(menu, true);
    return;
  }
  if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const onSummary = event.target.closest("summary") !== null;
  if (onSummary && event.key === "ArrowDown") menu.open = true;
  if (!menu.open) return;
  const stops = [...menu.querySelectorAll(".tds-menu__sheet a, .tds-menu__sheet button")];
  if (!stops.length) return;
  event.preventDefault();
  const here = stops.indexOf(document.activeElement);
  const next = {
    ArrowDown: Math.min(here + 1, stops.length - 1),
    ArrowUp: Math.max(here - 1, 0),
    Home: 0,
    End: stops.length - 1,
  }[event.key];
  stops[next].focus();
});

// Printing: a button that means nothing without script stays hidden until now.
for (const button of document.querySelectorAll("[data-tds-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A band while the network is away; what is being written stays.
function sayOffline() {
  let band = document.querySelector(".tds-offline");
  if (navigator.onLine) {
    band?.remove();
    return;
  }
  if (band) return;
  band = document.createElement("div");
  band.className = "tds-offline";
  band.setAttribute("role", "status");
  const words = document.createElement("div");
  words.className = "tds-wrap";
  words.textContent = document.body.dataset.tdsOffline;
  band.append(words);
  document.body.prepend(band);
}

window.addEventListener("online", sayOffline);
window.addEventListener("offline", sayOffline);

// After htmx has put a new page part in place, focus goes to its heading when it asks for it.
document.addEventListener("htmx:afterSwap", (event) => {
  const heading = event.detail.target.querySelector?.("[data-tds-focus]");
  if (heading) {
    heading.setAttribute("tabindex", "-1");
    heading.focus();
  }
});

// Escape leaves a drawer that has its own address, and the address names where focus returns to.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const drawer = document.activeElement?.closest(".tds-drawer");
  drawer?.querySelector("[data-tds-close]")?.click();
});
