// Charts: drawn on a canvas from the JSON beside them. The table twin is in the page; drawing only folds it away.

const FACE = '"Be Vietnam Pro", system-ui, sans-serif';
const FIGURES = '"TDS Số", "Be Vietnam Pro", sans-serif';
const TONES = {
  light: {
    red: "#8b1a1f", blue: "#1a4e8c", violet: "#6b4e8f", grey: "#6e6259", teal: "#2e7d6b", ochre: "#b87a00",
    done: "#1b6443", doing: "#bc8b2a", missing: "#e3e7ec",
    ink: "#231d18", muted: "#5c5248", line: "#e5ddd1", card: "#ffffff", hatch: "#b3bcc8",
    onDark: "#ffffff", onLight: "#231d18",
  },
  dark: {
    red: "#e58a86", blue: "#9cc2f2", violet: "#c3a8e6", grey: "#b5a99b", teal: "#7ed0bd", ochre: "#e3b75a",
    done: "#7ccba0", doing: "#e8be66", missing: "#343b45",
    ink: "#f4ede4", muted: "#c2b6a8", line: "#3a332c", card: "#221d19", hatch: "#5d6875",
    onDark: "#181411", onLight: "#f4ede4",
  },
};
// The reader's own text size counts on a canvas too.
const SCALE = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
const TEXT = Math.round(14 * SCALE);
const LINE = Math.round(20 * SCALE);
// What A4 leaves between its margins (print.css) and the edges of a card.
const PAPER = "590px";

// Second signs beside colour, so that no series is told by its colour alone.
const HATCHES = [
  null,
  { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
  { symbol: "circle", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.5 },
  { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: 0 },
];

const format = (value, places) =>
  value === null
    ? ""
    : new Intl.NumberFormat("vi-VN", places === null ? {} : { minimumFractionDigits: places, maximumFractionDigits: places })
        .format(value)
        .replace("-", "−");

function isDark() {
  const root = document.documentElement;
  if (root.classList.contains("tds-dark")) return true;
  if (root.classList.contains("tds-light")) return false;
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

// Labels wrap at two lines or more by measured width; names are never cut.
const ruler = document.createElement("canvas").getContext("2d");

function wrap(text, width, font) {
  ruler.font = font;
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && ruler.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  return lines;
}

function decal(tone, place, colours) {
  if (tone === "missing") return { ...HATCHES[1], color: colours.hatch };
  const hatch = HATCHES[place % HATCHES.length];
  return hatch ? { ...hatch, color: "rgba(255,255,255,0.35)" } : undefined;
}

function labelAxis(data, colours, width) {
  const room = labelRoom(width);
  const lines = data.labels.map((label) => wrap(label, room, `${TEXT}px ${FACE}`));
  return {
    room,
    most: Math.max(...lines.map((each) => each.length)),
    axis: {
      type: "category",
      data: lines.map((each) => each.join("\n")),
      inverse: true,
      axisLine: { show: data.kind !== "dots", lineStyle: { color: colours.line } },
      axisTick: { show: false },
      splitLine: { show: data.kind === "dots", lineStyle: { color: colours.line } },
      axisLabel: {
        fontFamily: FACE, fontSize: TEXT, lineHeight: LINE, color: colours.ink, align: "left", margin: room + 8,
        interval: 0, overflow: "none",
      },
    },
  };
}

function valueAxis(data, colours, width) {
  return {
    type: "value",
    min: data.lowest ?? (data.kind === "dots" ? undefined : 0),
    max: data.highest ?? undefined,
    interval: data.lowest !== null && data.highest !== null ? (data.highest - data.lowest) / 2 : undefined,
    minInterval: data.places === 0 || data.places === null ? 1 : undefined,
    axisLabel: {
      fontFamily: FIGURES, fontSize: TEXT, color: colours.muted, hideOverlap: true,
      formatter: (value) =>
        data.highestName && value === data.highest && width > 420 * SCALE ? `${format(value, null)} (${data.highestName})` : format(value, null),
    },
    splitLine: { lineStyle: { color: colours.line } },
  };
}

function missingRows(data) {
  return data.labels.map((_, place) => place).filter((place) => data.series.every((each) => each.values[place] === null));
}

// Three series, lowest, best, highest: a bar between the ends, a dot at the best, a triangle where only the lowest is known.
function ranges(data, colours) {
  const [lowest, best, highest] = data.series.map((each) => each.values);
  const bounded = (row) => lowest[row] !== null && highest[row] !== null;
  const rows = data.labels.map((_, row) => row);
  const bar = { type: "bar", stack: "all", barWidth: 12, silent: true };
  const dots = (name, tone, symbol, values) => ({
    name, type: "scatter", symbol, symbolSize: 14, z: 3, itemStyle: { color: colours[tone] ?? colours.red, opacity: 1 },
    data: rows.filter((row) => values[row] !== null).map((row) => [values[row], row]),
    tooltip: { valueFormatter: undefined, formatter: ({ value }) => `${data.labels[value[1]]}\n${name}: ${format(value[0], data.places)}` },
    label: { show: true, position: "top", distance: 4, fontFamily: FIGURES, fontSize: TEXT, fontWeight: 600, color: colours.ink,
      formatter: ({ value }) => format(value[0], data.places) },
  });
  return [
    { ...bar, name: "", itemStyle: { color: "transparent" }, data: rows.map((row) => (bounded(row) ? lowest[row] : 0)) },
    { ...bar, name: data.series[2].name, itemStyle: { color: colours[data.series[0].tone] ?? colours.blue, opacity: 0.45 },
      data: rows.map((row) => (bounded(row) ? highest[row] - lowest[row] : 0)) },
    dots(data.series[1].name, data.series[1].tone, "circle", best),
    dots(data.series[0].name, data.series[0].tone, "triangle", rows.map((row) => (best[row] === null && !bounded(row) ? lowest[row] : null))),
  ];
}

// Room above the drawing for the legend, whose entries wrap as words do.
function headRoom(data, width) {
  if (data.series.length < 2 || data.kind === "ranges") return 12;
  ruler.font = `${TEXT}px ${FACE}`;
  let lines = 1;
  let used = 0;
  for (const { name } of data.series) {
    const entry = ruler.measureText(name).width + 44;
    if (used && used + entry > width) {
      lines += 1;
      used = 0;
    }
    used += entry;
  }
  return 20 + lines * (LINE + 4);
}

function labelRoom(width) {
  return Math.min(Math.round(210 * SCALE), Math.round(width * 0.42));
}

function insideColour(tone, colours) {
  if (tone === "doing") return "#231d18";
  return tone === "missing" ? colours.ink : colours.onDark;
}

function options(data, colours, width) {
  const many = data.series.length > 1 && data.kind !== "ranges";
  const common = {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily: FACE, color: colours.ink },
    aria: { enabled: false },
    tooltip: {
      renderMode: "richText", trigger: data.kind === "line" ? "axis" : "item", confine: true,
      backgroundColor: colours.card, borderColor: colours.line,
      textStyle: { fontFamily: FACE, fontSize: TEXT, color: colours.ink },
      valueFormatter: (value) => (value === null || value === undefined ? data.missing : format(value, data.places)),
    },
    legend: many
      ? { top: 0, left: 0, icon: "roundRect", itemWidth: 14, itemHeight: 10, itemGap: 20,
          textStyle: { fontFamily: FACE, fontSize: TEXT, color: colours.ink }, selectedMode: false }
      : undefined,
  };
  const top = headRoom(data, width);
  if (data.kind === "line") {
    return {
      ...common,
      grid: { top: top + 8, left: 24, right: 28, bottom: 12, containLabel: true },
      xAxis: {
        type: "category", data: data.labels, boundaryGap: false, axisTick: { show: false },
        axisLine: { lineStyle: { color: colours.line } },
        axisLabel: { fontFamily: FACE, fontSize: TEXT, color: colours.muted, hideOverlap: true, margin: 12 },
      },
      yAxis: valueAxis(data, colours, width),
      series: data.series.map((each, place) => ({
        name: each.name, type: "line", data: each.values, connectNulls: false,
        symbol: ["circle", "rect", "triangle", "diamond"][place % 4], symbolSize: 8,
        color: colours[each.tone] ?? colours.red,
        lineStyle: { width: 2.5, type: ["solid", "dashed", "dotted", "dashed"][place % 4] },
      })),
    };
  }
  const labels = labelAxis(data, colours, width);
  const base = {
    ...common,
    grid: { top, left: labels.room + 12, right: data.kind === "bars" || (data.highestName && width > 420 * SCALE) ? 64 * SCALE : 28 * SCALE, bottom: data.kind === "stacked" ? 8 : LINE + 12 },
    yAxis: labels.axis,
    xAxis: { ...valueAxis(data, colours, width), show: data.kind !== "stacked" },
  };
  if (data.kind === "ranges") {
    base.series = ranges(data, colours);
  } else if (data.kind === "dots") {
    base.series = data.series.map((each, place) => ({
      name: each.name, type: "scatter", data: each.values.map((value, row) => [value, row]),
      symbol: ["circle", "rect", "triangle", "diamond"][place % 4], symbolSize: 13,
      itemStyle: { color: colours[each.tone] ?? colours.red, opacity: 1 },
      label: {
        show: true, position: "left", distance: 8, fontFamily: FIGURES, fontSize: TEXT, fontWeight: 600, color: colours.ink,
        formatter: ({ value }) => format(value[0], data.places),
      },
      tooltip: { valueFormatter: undefined, formatter: ({ value }) => `${data.labels[value[1]]}\n${format(value[0], data.places)}` },
    }));
  } else {
    base.series = data.series.map((each, place) => ({
      name: each.name, type: "bar", stack: data.kind === "stacked" ? "all" : undefined, barMaxWidth: LINE + 2, barMinWidth: 14,
      data: each.values, color: colours[each.tone] ?? colours.red,
      itemStyle: { decal: many ? decal(each.tone, each.tone === "done" || each.tone === "doing" ? 0 : place, colours) : undefined,
        borderColor: colours.card, borderWidth: data.kind === "stacked" ? 2 : 0 },
      label: {
        show: true, fontFamily: FIGURES, fontSize: TEXT, fontWeight: 600,
        position: data.kind === "stacked" ? "inside" : "right",
        color: data.kind === "stacked" ? insideColour(each.tone, colours) : colours.ink,
        formatter: ({ value }) => (value ? format(value, data.places) : value === 0 && data.kind === "bars" ? "0" : ""),
      },
    }));
  }
  // Words at the row where there is no figure, not a zero.
  const missing = missingRows(data);
  if (missing.length) {
    base.series.push({
      name: "", type: "scatter", silent: true, symbolSize: 0.01, itemStyle: { color: colours.card, opacity: 1 },
      tooltip: { show: false },
      data: missing.map((place) => [data.lowest ?? 0, place]),
      label: { show: true, position: "right", distance: 8, formatter: data.missing, fontFamily: FACE, fontSize: TEXT, color: colours.muted },
    });
    if (base.legend) base.legend.data = data.series.map((each) => each.name);
  }
  return base;
}

function height(data, width) {
  if (data.kind === "line") return 240 + 3 * LINE;
  const lines = data.labels.map((label) => wrap(label, labelRoom(width), `${TEXT}px ${FACE}`).length);
  const least = data.kind === "ranges" ? 2 * LINE + 16 : LINE + 16;
  const row = Math.max(least, Math.max(...lines) * LINE + 14);
  return row * data.labels.length + headRoom(data, width) + (data.kind === "stacked" ? 8 : LINE + 20);
}

let library;

function load(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve(window.echarts));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  return library;
}

function draw(echarts, box, colours = TONES[isDark() ? "dark" : "light"]) {
  const data = JSON.parse(document.getElementById(box.dataset.tdsChart).textContent);
  const first = !box.classList.contains("is-drawn");
  box.classList.add("is-drawn");
  const width = box.clientWidth;
  box.style.height = `${height(data, width)}px`;
  const chart = echarts.getInstanceByDom(box) ?? echarts.init(box, null, { renderer: "canvas" });
  chart.setOption(options(data, colours, width), true);
  chart.resize();
  if (first) box.closest(".tds-chart")?.querySelector(".tds-chart__twin")?.removeAttribute("open");
}

async function drawAll() {
  const boxes = [...document.querySelectorAll("[data-tds-chart]")];
  if (!boxes.length) return;
  const faces = [`14px "Be Vietnam Pro"`, `600 14px "TDS Số"`];
  const [echarts] = await Promise.all([
    load(boxes[0].dataset.tdsEcharts),
    ...faces.map((face) => document.fonts.load(face, "Ậế đ 0123456789")),
  ]);
  for (const box of boxes) draw(echarts, box);
  let timer;
  let lastWidth = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === lastWidth) return;
    lastWidth = window.innerWidth;
    clearTimeout(timer);
    timer = setTimeout(() => boxes.forEach((box) => draw(echarts, box)), 150);
  });
  // Paper is always light, and narrower than a window: a drawing that is not made for it would be cut.
  const fit = (width, colours) => () =>
    boxes.forEach((box) => {
      box.style.maxWidth = width;
      draw(echarts, box, colours);
    });
  window.addEventListener("beforeprint", fit(PAPER, TONES.light));
  window.addEventListener("afterprint", fit("", undefined));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => boxes.forEach((box) => draw(echarts, box)));
}

drawAll().catch(() => {
  // Without the drawing the table twin stands open and says the same.
});
