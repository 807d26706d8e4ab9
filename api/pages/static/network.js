// Pictures of networks. Each says in its data-… attributes where its data comes from; the pages say the same in words.
"use strict";
const PALETTE = ["#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#b6992d", "#b07aa1", "#d37295", "#9c755f", "#79706e"];
const style = getComputedStyle(document.documentElement);
const ink = style.getPropertyValue("--ink").trim(), quiet = style.getPropertyValue("--quiet").trim(), paper = style.getPropertyValue("--soft").trim();
const accent = style.getPropertyValue("--accent").trim();
const look = [
  {selector: "node", style: {label: "", color: ink, "font-size": 11, "text-outline-color": paper, "text-outline-width": 2, "text-valign": "bottom", "text-margin-y": 3, "background-color": "data(color)", width: "data(size)", height: "data(size)"}},
  {selector: "edge", style: {width: "data(width)", "line-color": quiet, "curve-style": "haystack", opacity: 0.45}},
  {selector: "edge[label]", style: {label: "data(label)", color: ink, "font-size": 9, "text-rotation": "autorotate", "text-margin-y": -8, opacity: 1, "line-color": quiet, "curve-style": "bezier"}},
  {selector: "node.named, node.near", style: {label: "data(label)", "font-size": "data(font)"}},
  {selector: "node.near", style: {"z-index": 9}},
  {selector: ".far", style: {opacity: 0.15}},
  {selector: "node:selected, node.center", style: {"border-width": 3, "border-color": accent}},
];

async function json(address) {
  const reply = await fetch(address, {headers: {Accept: "application/json"}});
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  return reply.json();
}

const page = id => "/entities/" + id.split("/").map(encodeURIComponent).join("/");
const OTHER = "#8c939b";
const colors = new Map();
// What is most frequent gets a colour of its own, all the rest one together: no colour means two things.
function share(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) || 0) + 1);
  const ordered = [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  ordered.filter(key => !colors.has(key) && key !== "").slice(0, PALETTE.length - colors.size).forEach(key => colors.set(key, PALETTE[colors.size]));
}
const color = key => colors.get(key) || OTHER;
const point = (ref, size = 18) => ({data: {id: ref.id, label: ref.label, type: ref.type, color: color(ref.type), size, font: 11}});

// Names that would lie on others are left out until one points at them or zooms in; the largest come first.
function declutter(cy) {
  const zoom = cy.zoom(), taken = [];
  const width = cy.width(), dots = cy.nodes(":visible").map(n => [n.id(), n.renderedPosition()]);
  const ordered = cy.nodes(":visible").toArray().sort((a, b) => b.hasClass("center") - a.hasClass("center") || b.data("size") - a.data("size") || (a.id() < b.id() ? -1 : 1));
  cy.batch(() => ordered.forEach(node => {
    const p = node.renderedPosition(), half = node.data("label").length * 3.2 + 3, top = p.y + node.data("size") * zoom / 2;
    const box = [p.x - half, top, p.x + half, top + 15];
    const covers = dots.some(([id, at]) => id !== node.id() && at.x > box[0] && at.x < box[2] && at.y > box[1] && at.y < box[3]);
    const free = node.hasClass("center") || !covers && box[0] > 0 && box[2] < width && taken.every(o => box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3]);
    if (free) taken.push(box);
    node.data("font", 11.5 / zoom);
    node.toggleClass("named", free);
  }));
}

function tidy(cy) {
  let timer = 0;
  cy.on("zoom layoutstop resize", () => { clearTimeout(timer); timer = setTimeout(() => declutter(cy), 60); });
  cy.on("mouseover", "node", event => { const near = event.target.closedNeighborhood(); cy.elements().difference(near).addClass("far"); near.nodes().addClass("near"); });
  cy.on("mouseout", "node", () => cy.elements().removeClass("far near"));
  declutter(cy);
}

function draw(box, elements, layout, maxZoom = 3) {
  const cy = cytoscape({container: box, elements, style: look, layout, maxZoom});
  box.dataset.drawn = elements.length;
  tidy(cy);
  tools(box, cy);
  return cy;
}

// Buttons below the picture: fit, and save as PNG, SVG is drawn from the same positions.
function tools(box, cy) {
  const bar = document.createElement("p");
  bar.className = "tools";
  const button = (text, act) => { const b = document.createElement("button"); b.type = "button"; b.textContent = text; b.addEventListener("click", act); bar.append(b, " "); };
  button("Fit", () => cy.fit(undefined, 30));
  button("Save as PNG", () => save(cy.png({full: true, scale: 2, bg: paper, output: "blob"}), "network.png"));
  button("Save as SVG", () => save(new Blob([svg(cy)], {type: "image/svg+xml"}), "network.svg"));
  const source = box.dataset.graphml;
  if (source) bar.append(Object.assign(document.createElement("a"), {href: source, textContent: "Save as GraphML"}));
  box.after(bar);
}

// Which colour stands for what.
function legend(box, others) {
  const list = document.createElement("ul");
  list.className = "legend";
  for (const [name, shade] of [...colors, ...(others ? [[others, OTHER]] : [])]) {
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    dot.setAttribute("viewBox", "0 0 10 10");
    const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [k, v] of Object.entries({cx: 5, cy: 5, r: 5, fill: shade})) circle.setAttribute(k, v);
    dot.append(circle);
    const item = document.createElement("li");
    item.append(dot, ` ${name}`);
    list.append(item);
  }
  box.after(list);
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), {href: URL.createObjectURL(blob), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const xml = text => String(text).replace(/[<>&"']/g, c => `&#${c.charCodeAt(0)};`);
function svg(cy) {
  const b = cy.elements().boundingBox(), pad = 20;
  const lines = cy.edges().map(e => { const s = e.source().position(), t = e.target().position(); return `<line x1="${s.x}" y1="${s.y}" x2="${t.x}" y2="${t.y}" stroke="#888" stroke-width="${e.data("width") || 1}"/>`; });
  const dots = cy.nodes().map(n => { const p = n.position(); return `<circle cx="${p.x}" cy="${p.y}" r="${n.data("size") / 2}" fill="${n.data("color")}"/><text x="${p.x}" y="${p.y + n.data("size") / 2 + (n.hasClass("named") ? n.data("font") : 4)}" font-size="${n.hasClass("named") ? n.data("font") : 4}" text-anchor="middle" font-family="sans-serif">${xml(n.data("label"))}</text>`; });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${b.x1 - pad} ${b.y1 - pad} ${b.w + 2 * pad} ${b.h + 2 * pad}">${lines.join("")}${dots.join("")}</svg>`;
}

// The neighbours of one entity; a tap on a neighbour adds its own, a second one opens its page.
async function ego(box) {
  const centre = {id: box.dataset.center, label: box.dataset.label, type: box.dataset.type};
  const first = await json(box.dataset.source);
  share(["Person", "Country", "Party", "Organization", "Place", "Group", "Office"].filter(type => type === centre.type || first.neighbors.some(n => n.entity.type === type)));
  const cy = draw(box, [point(centre, 30), ...around(centre, first)], spread(true));
  cy.$id(centre.id).addClass("center");
  const opened = new Set([centre.id]);
  const show = filter(box, cy, first.relations, async (since, until) => {
    const found = await json(`${box.dataset.source}&since=${since}&until=${until}`);
    cy.elements().remove();
    cy.add([point(centre, 30), ...around(centre, found)]);
    cy.$id(centre.id).addClass("center");
    opened.clear();
    opened.add(centre.id);
    cy.layout(spread(true)).run();
    box.dataset.drawn = cy.elements().length;
  });
  legend(box);
  box.after(Object.assign(document.createElement("p"), {className: "quiet", textContent: first.truncated
    ? "Only the first neighbours of each kind are drawn. Click one to add its own neighbours, again to open its page."
    : "Click a neighbour to add its own neighbours, again to open its page."}));
  cy.on("tap", "node", async event => {
    const id = event.target.id();
    if (opened.has(id)) { location.href = page(id); return; }
    opened.add(id);
    const more = await json(page(id) + "/neighbors?limit=30");
    share(more.neighbors.map(n => n.entity.type));
    cy.add(around({id}, more).filter(e => !cy.$id(e.data.id).length));
    show();
    cy.layout(spread(false)).run();
    box.dataset.drawn = cy.elements().length;
  });
}

// Labels take part in the layout, so that they do not lie on each other.
const spread = randomize => ({name: "fcose", animate: false, randomize, idealEdgeLength: 110, nodeSeparation: 60, nodeRepulsion: 12000, padding: 25});

// A box for each relation, and a period; what has none of the ticked relations is hidden.
function filter(box, cy, relations, redraw) {
  const set = document.createElement("fieldset");
  set.append(Object.assign(document.createElement("legend"), {textContent: "Relations"}));
  for (const r of relations) {
    const label = document.createElement("label");
    const tick = Object.assign(document.createElement("input"), {type: "checkbox", checked: true, value: r.relation});
    label.append(tick, ` ${r.heading} (${r.facts})`);
    set.append(label, " ");
  }
  const days = ["from", "to"].map(text => {
    const label = Object.assign(document.createElement("label"), {textContent: text + " "});
    const day = Object.assign(document.createElement("input"), {type: "date"});
    label.append(day);
    set.append(label);
    return day;
  });
  const show = () => {
    const wanted = new Set([...set.querySelectorAll("input[type=checkbox]:checked")].map(t => t.value));
    cy.batch(() => {
      cy.edges().forEach(e => { e.style("display", e.data("relations").some(r => wanted.has(r)) ? "element" : "none"); });
      cy.nodes().forEach(n => { n.style("display", n.hasClass("center") || n.connectedEdges().some(e => e.style("display") === "element") ? "element" : "none"); });
    });
    declutter(cy);
  };
  set.addEventListener("change", async event => {
    if (days.includes(event.target)) await redraw(days[0].value, days[1].value);
    show();
  });
  box.before(set);
  return show;
}

function around(centre, found) {
  const points = new Map(), lines = new Map();
  for (const n of found.neighbors) {
    points.set(n.entity.id, point(n.entity));
    const id = [centre.id, n.entity.id].sort().join(" ");
    const line = lines.get(id) || {data: {id, source: centre.id, target: n.entity.id, relations: [], facts: 0}};
    line.data.relations.push(n.relation);
    line.data.facts += n.facts;
    line.data.width = Math.min(8, 1 + line.data.facts / 2);
    lines.set(id, line);
  }
  return [...points.values(), ...lines.values()];
}

async function paths(box) {
  const found = await json(box.dataset.paths);
  const points = new Map(), lines = new Map();
  share(found.paths.flatMap(path => path.entities.map(e => e.type)));
  for (const path of found.paths) {
    for (const e of path.entities) points.set(e.id, point(e, 24));
    for (const s of path.steps) lines.set(s.source.id + " " + s.target.id, {data: {id: s.source.id + " " + s.target.id, source: s.source.id, target: s.target.id, width: 2, label: s.facts[0] ? [s.facts[0].kind.replace("_", " "), s.facts[0].date].join(" ") : ""}});
  }
  const cy = draw(box, [...points.values(), ...lines.values()], {name: "breadthfirst", directed: true, roots: [found.source.id], padding: 20, spacingFactor: 1.6, transform: (n, p) => ({x: p.y * 2.2, y: p.x * 0.9})}, 1.4);
  for (const end of [found.source, found.target]) cy.$id(end.id).addClass("center");
  declutter(cy);
  cy.on("tap", "node", event => { location.href = page(event.target.id()); });
}

// Each component by itself, the largest first, in rows as wide as the picture's shape asks for.
function pack(cy, box) {
  const gap = 40, parts = cy.elements().components().map(part => {
    if (part.nodes().length > 2) part.layout({name: "fcose", animate: false, fit: false, randomize: true, nodeSeparation: 90, idealEdgeLength: 90, nodeRepulsion: 9000}).run();
    else part.nodes().forEach((n, at) => { n.position({x: 0, y: at * 70}); });
    const b = part.nodes().boundingBox({includeLabels: false});
    return {part, x: b.x1, y: b.y1, w: Math.max(b.w, 90), h: b.h + 14};
  }).sort((a, b) => b.w * b.h - a.w * a.h);
  const area = parts.reduce((sum, p) => sum + (p.w + gap) * (p.h + gap), 0);
  const width = Math.max(parts.length ? parts[0].w : 0, Math.sqrt(area * box.clientWidth / Math.max(1, box.clientHeight)) * 1.05);
  let left = 0, top = 0, row = 0;
  for (const p of parts) {
    if (left && left + p.w > width) { left = 0; top += row + gap; row = 0; }
    p.part.nodes().forEach(n => { const at = n.position(); n.position({x: at.x - p.x + left, y: at.y - p.y + top}); });
    left += p.w + gap;
    row = Math.max(row, p.h);
  }
}

async function network(box) {
  const found = await json(box.dataset.network);
  if (!found.nodes.length) { box.textContent = "No two are joined by such facts in this period."; box.className = "lead"; box.dataset.drawn = 0; return; }
  const by = new URLSearchParams(location.search).get("color") === "community" ? "community" : "country";
  const most = Math.max(...found.nodes.map(n => n.score), 1e-9);
  const key = n => by === "country" ? n.country : `Community ${n.community + 1}`;
  share(found.nodes.map(key));
  const points = found.nodes.map(n => ({data: {id: n.id, label: n.label, color: color(key(n)), size: 12 + 34 * Math.sqrt(n.score / most), font: 11}}));
  const lines = found.edges.map(e => ({data: {id: e.source + " " + e.target, source: e.source, target: e.target, width: Math.min(8, Math.sqrt(e.weight))}}));
  const cy = draw(box, [...points, ...lines], {name: "preset"});
  pack(cy, box);
  cy.fit(undefined, 30);
  declutter(cy);
  legend(box, found.nodes.some(n => !colors.has(key(n))) ? (by === "country" ? "other countries, or not known" : "smaller communities") : "");
  cy.on("tap", "node", event => { location.href = page(event.target.id()); });
}

for (const box of document.querySelectorAll(".network")) {
  const act = box.dataset.paths ? paths : box.dataset.network ? network : ego;
  act(box).catch(error => { box.textContent = `The picture could not be drawn: ${error.message}`; });
}
