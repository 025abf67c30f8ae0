// The matrix: one Tab stop, arrows move, Enter opens, Esc closes and returns; on phones one unit at a time.

const table = document.querySelector(".tds-matrix");
if (table) {
  const rows = [...table.querySelectorAll("tbody tr, tfoot tr")].map((row) => [...row.querySelectorAll("td a")]);
  const grid = rows.filter((row) => row.length > 0);
  const links = grid.flat();
  let current = links[0];
  let opened = null;

  const stopAt = (link) => {
    if (current) current.tabIndex = -1;
    current = link;
    current.tabIndex = 0;
  };
  for (const link of links) link.tabIndex = -1;
  if (current) current.tabIndex = 0;

  const place = (link) => {
    const row = grid.findIndex((cells) => cells.includes(link));
    return [row, grid[row].indexOf(link)];
  };

  const moves = {
    ArrowRight: ([row, column]) => [row, column + 1],
    ArrowLeft: ([row, column]) => [row, column - 1],
    ArrowDown: ([row, column]) => [row + 1, column],
    ArrowUp: ([row, column]) => [row - 1, column],
    Home: ([row], withControl) => (withControl ? [0, 0] : [row, 0]),
    End: ([row], withControl) => {
      const last = withControl ? grid.length - 1 : row;
      return [last, grid[last].length - 1];
    },
  };

  table.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    const link = event.target.closest("td a");
    if (!move || !link) return;
    const [row, column] = move(place(link), event.ctrlKey);
    const next = grid[row]?.[Math.min(column, grid[row].length - 1)];
    if (!next || column < 0) return;
    event.preventDefault();
    stopAt(next);
    next.focus();
  });

  table.addEventListener("click", (event) => {
    const link = event.target.closest("td a");
    if (!link) return;
    opened?.removeAttribute("aria-current");
    opened = link;
    link.setAttribute("aria-current", "true");
    stopAt(link);
  });

  document.addEventListener("htmx:afterSettle", () => {
    document.querySelector("#tds-why-title")?.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opened) return;
    const region = document.querySelector("#tds-why");
    if (region) region.replaceChildren();
    opened.removeAttribute("aria-current");
    opened.focus();
    opened = null;
  });

  const pick = document.querySelector(".tds-matrix-pick");
  const choice = document.querySelector("#tds-matrix-unit");
  if (pick && choice) {
    pick.hidden = false;
    const show = () => {
      const wanted = choice.selectedIndex + 2;
      for (const row of table.querySelectorAll("tr")) {
        [...row.children].forEach((cell, index) => {
          cell.classList.toggle("is-other-unit", index > 1 && index !== wanted);
        });
      }
    };
    choice.addEventListener("change", () => {
      show();
      const address = new URL(location.href);
      address.searchParams.set("don-vi", choice.value);
      history.replaceState(history.state, "", address);
      for (const link of document.querySelectorAll(".tds-matrix-bar nav a")) {
        const other = new URL(link.href);
        other.searchParams.set("don-vi", choice.value);
        link.href = other.href;
      }
    });
    show();
  }
}
