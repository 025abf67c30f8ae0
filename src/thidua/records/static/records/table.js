// The table of a year: arrows move between cells as in a sheet; a select keeps Alt+arrow and typing for itself.

const table = document.querySelector(".tds-year-table");
if (table) {
  const grid = () =>
    [...table.querySelectorAll("tbody tr")]
      .map((row) => [...row.querySelectorAll("select, input[type=checkbox]")].filter((cell) => !cell.disabled))
      .filter((cells) => cells.length > 0);

  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

  table.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = grid();
    const at = rows.findIndex((cells) => cells.includes(event.target));
    if (at < 0) return;
    const column = rows[at].indexOf(event.target) + step[1];
    const next = rows[at + step[0]]?.[column];
    event.preventDefault();
    next?.focus();
  });

  table.addEventListener("change", (event) => {
    const row = event.target.closest("tr");
    if (!row || event.target.type !== "checkbox" || !event.target.checked) return;
    const none = row.querySelector("input[name^='kdh_']");
    const others = [...row.querySelectorAll("input[name^='dh_']")];
    if (event.target === none) for (const other of others) other.checked = false;
    else none.checked = false;
  });
}
