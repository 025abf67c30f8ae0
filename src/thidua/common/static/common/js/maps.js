// Maps: a few places on a plain grid, from the JSON beside them. The table in the page says the same without a script.
// Below them lies a picture of our own host, or none.

const STEPS = [50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000];
const CELLS = 8; // so many across the wider side
const METRES_OF_A_DEGREE = 111320;

// Leaflet comes once, when a page has a map.
let coming = null;

function leaflet(url) {
  coming ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => done(window.L);
    script.onerror = () => failed(new Error(url));
    document.head.append(script);
  });
  return coming;
}

// The grid around these points: its step in metres and its lines, each a pair of ends.
export function gridOf(points) {
  const latitudes = points.map(([latitude]) => latitude);
  const longitudes = points.map(([, longitude]) => longitude);
  const middle = [mid(latitudes), mid(longitudes)];
  const metresOfLongitude = METRES_OF_A_DEGREE * Math.max(Math.cos((middle[0] * Math.PI) / 180), 0.01);
  const spans = [span(latitudes) * METRES_OF_A_DEGREE, span(longitudes) * metresOfLongitude];
  const wide = Math.max(...spans, 400) * 1.5;
  const step = STEPS.find((each) => wide / each <= CELLS) ?? STEPS.at(-1);
  const half = Math.ceil(wide / step / 2);
  const [up, across] = [step / METRES_OF_A_DEGREE, step / metresOfLongitude];
  const at = (row, column) => [middle[0] + row * up, middle[1] + column * across];
  const lines = [];
  const reach = 4 * half; // a window is wider than it is high
  for (let each = -reach; each <= reach; each += 1) {
    lines.push([at(each, -reach), at(each, reach)], [at(-reach, each), at(reach, each)]);
  }
  return { step, lines, corners: [at(-half, -half), at(half, half)] };
}

const mid = (numbers) => (Math.min(...numbers) + Math.max(...numbers)) / 2;
const span = (numbers) => Math.max(...numbers) - Math.min(...numbers);

function corner(L, map, position, className, text) {
  const control = L.control({ position });
  control.onAdd = () => {
    const box = document.createElement("div");
    box.className = className;
    box.textContent = text;
    return box;
  };
  control.addTo(map);
}

function popupOf(place) {
  const box = document.createElement("div");
  const name = document.createElement("b");
  name.textContent = place.name;
  box.append(name, document.createElement("br"), place.told);
  return box;
}

async function draw(box) {
  const { places, ground } = JSON.parse(document.getElementById(box.dataset.tdsMap).textContent);
  const L = await leaflet(box.dataset.tdsLeaflet);
  box.classList.add("is-drawn");
  const map = L.map(box, {
    attributionControl: false, scrollWheelZoom: false, zoomControl: false, zoomSnap: 0, minZoom: 3, maxZoom: 19,
  });
  if (ground) L.imageOverlay(ground.url, L.latLngBounds(ground.corners), { alt: "" }).addTo(map);
  const grid = gridOf(places.map((place) => place.point));
  for (const line of grid.lines) {
    L.polyline(line, { className: "tds-map__line", interactive: false, weight: 1 }).addTo(map);
  }
  map.fitBounds(L.latLngBounds(grid.corners), { animate: false });
  for (const place of places) {
    const mark = document.createElement("span");
    mark.textContent = place.mark;
    const icon = L.divIcon({ className: "tds-map__pin", html: mark, iconSize: [32, 32] });
    L.marker(place.point, { icon, title: `${place.mark}. ${place.name}`, alt: `${place.mark}. ${place.name}` })
      .bindPopup(popupOf(place))
      .addTo(map);
  }
  const { tdsNorth: north, tdsCell: cell, tdsNearer: nearer, tdsFarther: farther } = box.dataset;
  L.control.zoom({ zoomInTitle: nearer, zoomOutTitle: farther }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  corner(L, map, "topright", "tds-map__north", `↑ ${north}`);
  corner(L, map, "bottomright", "tds-map__cell", cell.replace("{metres}", new Intl.NumberFormat("vi-VN").format(grid.step)));
}

for (const box of document.querySelectorAll("[data-tds-map]")) {
  draw(box).catch(() => box.classList.remove("is-drawn")); // the table is there
}
