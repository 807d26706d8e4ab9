// Pictures of networks. Each says in its data-… attributes where its data comes from; the pages say the same in words.
"use strict";
const PALETTE = ["#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#b6992d", "#b07aa1", "#d37295", "#9c755f", "#79706e"];
const style = getComputedStyle(document.documentElement);
const ink = style.getPropertyValue("--ink").trim(), quiet = style.getPropertyValue("--quiet").trim(), paper = style.getPropertyValue("--soft").trim();
const accent = style.getPropertyValue("--accent").trim();
const look = [
  {selector: "node", style: {label: "data(label)", color: ink, "font-size": 11, "text-outline-color": paper, "text-outline-width": 2, "text-valign": "bottom", "text-margin-y": 3, "background-color": "data(color)", width: "data(size)", height: "data(size)", "min-zoomed-font-size": 6}},
  {selector: "node[font]", style: {"font-size": "data(font)", "z-index": 9}},
  {selector: "edge", style: {width: "data(width)", "line-color": quiet, "curve-style": "haystack", opacity: 0.55}},
  {selector: "edge[label]", style: {label: "data(label)", color: quiet, "font-size": 9, "text-rotation": "autorotate", "text-background-color": paper, "text-background-opacity": 0.8, "curve-style": "bezier", "min-zoomed-font-size": 7}},
  {selector: "node:selected, node.center", style: {"border-width": 3, "border-color": accent}},
];

async function json(address) {
  const reply = await fetch(address, {headers: {Accept: "application/json"}});
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  return reply.json();
}

const page = id => "/entities/" + id.split("/").map(encodeURIComponent).join("/");
const colors = new Map();
const color = key => { if (!colors.has(key)) colors.set(key, PALETTE[colors.size % PALETTE.length]); return colors.get(key); };
const point = (ref, size = 18) => ({data: {id: ref.id, label: ref.label, type: ref.type, color: color(ref.type), size}});

function draw(box, elements, layout, maxZoom = 3) {
  const cy = cytoscape({container: box, elements, style: look, layout, maxZoom});
  box.dataset.drawn = elements.length;
  tools(box, cy);
  return cy;
}

// Buttons below the picture: fit, and save as PNG, SVG is drawn from the same positions.
function tools(box, cy) {
  const bar = document.createElement("p");
  bar.className = "tools";
  const button = (text, act) => { const b = document.createElement("button"); b.type = "button"; b.textContent = text; b.addEventListener("click", act); bar.append(b, " "); };
  button("Fit", () => cy.fit(undefined, 30));
  button("PNG", () => save(cy.png({full: true, scale: 2, bg: paper, output: "blob"}), "network.png"));
  button("SVG", () => save(new Blob([svg(cy)], {type: "image/svg+xml"}), "network.svg"));
  const source = box.dataset.graphml;
  if (source) bar.append(Object.assign(document.createElement("a"), {href: source, textContent: "GraphML"}));
  box.after(bar);
}

// Which colour stands for what, for as many as the palette tells apart.
function legend(box) {
  const list = document.createElement("ul");
  list.className = "legend";
  for (const [name, shade] of [...colors].slice(0, PALETTE.length)) {
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    dot.setAttribute("viewBox", "0 0 10 10");
    const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [k, v] of Object.entries({cx: 5, cy: 5, r: 5, fill: shade})) circle.setAttribute(k, v);
    dot.append(circle);
    const item = document.createElement("li");
    item.append(dot, ` ${name}`);
    list.append(item);
  }
  if (colors.size > PALETTE.length) list.append(Object.assign(document.createElement("li"), {textContent: `and ${colors.size - PALETTE.length} more, in the same colours again`}));
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
  const dots = cy.nodes().map(n => { const p = n.position(); return `<circle cx="${p.x}" cy="${p.y}" r="${n.data("size") / 2}" fill="${n.data("color")}"/><text x="${p.x}" y="${p.y + n.data("size") / 2 + 11}" font-size="11" text-anchor="middle" font-family="sans-serif">${xml(n.data("label"))}</text>`; });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${b.x1 - pad} ${b.y1 - pad} ${b.w + 2 * pad} ${b.h + 2 * pad}">${lines.join("")}${dots.join("")}</svg>`;
}

// The neighbours of one entity; a tap on a neighbour shows its own, a second one opens its page.
async function ego(box) {
  const centre = {id: box.dataset.center, label: box.dataset.label, type: box.dataset.type};
  const first = await json(box.dataset.source);
  const cy = draw(box, [point(centre, 30), ...around(centre, first)], spread(true));
  cy.$id(centre.id).addClass("center");
  const opened = new Set([centre.id]);
  filter(box, cy, first.relations, async (since, until) => {
    const found = await json(`${box.dataset.source}&since=${since}&until=${until}`);
    cy.elements().remove();
    cy.add([point(centre, 30), ...around(centre, found)]);
    cy.$id(centre.id).addClass("center");
    opened.clear();
    opened.add(centre.id);
    cy.layout(spread(true)).run();
    box.dataset.drawn = cy.elements().length;
  });
  cy.on("tap", "node", async event => {
    const id = event.target.id();
    if (opened.has(id)) { location.href = page(id); return; }
    opened.add(id);
    const more = await json(page(id) + "/neighbors?limit=30");
    const fresh = around({id}, more).filter(e => !cy.$id(e.data.id).length);
    cy.add(fresh);
    cy.layout(spread(false)).run();
  });
}

// Labels take part in the layout, so that they do not lie on each other.
const spread = randomize => ({name: "fcose", animate: false, randomize, nodeDimensionsIncludeLabels: true, idealEdgeLength: 110, nodeSeparation: 60, nodeRepulsion: 12000, padding: 25});

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
  set.addEventListener("change", async event => {
    if (days.includes(event.target)) await redraw(days[0].value, days[1].value);
    const wanted = new Set([...set.querySelectorAll("input[type=checkbox]:checked")].map(t => t.value));
    cy.batch(() => {
      cy.edges().forEach(e => { e.style("display", e.data("relations").some(r => wanted.has(r)) ? "element" : "none"); });
      cy.nodes().forEach(n => { n.style("display", n.hasClass("center") || n.connectedEdges().some(e => e.style("display") === "element") ? "element" : "none"); });
    });
  });
  box.before(set);
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
  for (const path of found.paths) {
    for (const e of path.entities) points.set(e.id, point(e, 24));
    for (const s of path.steps) lines.set(s.source.id + " " + s.target.id, {data: {id: s.source.id + " " + s.target.id, source: s.source.id, target: s.target.id, width: 2, label: s.facts[0] ? [s.facts[0].kind.replace("_", " "), s.facts[0].date].join(" ") : ""}});
  }
  const cy = draw(box, [...points.values(), ...lines.values()], {name: "breadthfirst", directed: true, roots: [found.source.id], padding: 20, spacingFactor: 2.2, transform: (n, p) => ({x: p.y * 2, y: p.x * 0.5})}, 1.4);
  cy.on("tap", "node", event => { location.href = page(event.target.id()); });
}

async function network(box) {
  const found = await json(box.dataset.network);
  const by = new URLSearchParams(location.search).get("color") === "community" ? "community" : "country";
  const most = Math.max(...found.nodes.map(n => n.score), 1e-9);
  const named = found.nodes.length > 120 ? 25 : 0;  // in a large network the first names are large enough to be read at once
  const points = found.nodes.map((n, place) => ({data: {id: n.id, label: n.label, ...(place < named && {font: 30}), color: color(String(n[by]) || "unknown"), size: 12 + 34 * Math.sqrt(n.score / most)}}));
  const lines = found.edges.map(e => ({data: {id: e.source + " " + e.target, source: e.source, target: e.target, width: Math.min(8, Math.sqrt(e.weight))}}));
  const layout = {name: "fcose", animate: false, quality: "default", randomize: true, nodeSeparation: 90, idealEdgeLength: 90, nodeRepulsion: 9000, padding: 30};
  const cy = draw(box, [...points, ...lines], layout);
  if (by === "country") legend(box);
  cy.on("tap", "node", event => { location.href = page(event.target.id()); });
}

for (const box of document.querySelectorAll(".network")) {
  const act = box.dataset.paths ? paths : box.dataset.network ? network : ego;
  act(box).catch(error => { box.textContent = `The picture could not be drawn: ${error.message}`; });
}
