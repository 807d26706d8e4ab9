// What all pictures of networks share: how they look, fill their box, name their nodes, and are used without a mouse.
"use strict";
const theme = getComputedStyle(document.documentElement);
const [ink, quiet, paper, accent] = ["--ink", "--quiet", "--soft", "--accent"].map(name => theme.getPropertyValue(name).trim());
const look = [
  {selector: "node", style: {label: "", color: ink, "font-size": 11, "text-outline-color": paper, "text-outline-width": 2.5, "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap", "text-max-width": 150, "background-color": "data(color)", "border-width": 1, "border-color": paper, width: "data(size)", height: "data(size)"}},
  {selector: "edge", style: {width: "data(width)", "line-color": quiet, "curve-style": "haystack", opacity: "data(strength)"}},
  {selector: "edge[label]", style: {label: "data(label)", color: ink, "font-size": 11, "text-wrap": "wrap", "text-background-color": paper, "text-background-opacity": 0.9, "text-background-padding": 2, opacity: 1, "curve-style": "bezier"}},
  {selector: "node.named, node.near", style: {label: "data(label)", "font-size": "data(font)", "z-index": 8}},
  {selector: "node.near", style: {"z-index": 9}},
  {selector: "edge.asked", style: {"line-color": accent, opacity: 0.8}},
  {selector: ".far", style: {opacity: 0.12}},
  {selector: "node:selected, node.center, node.here", style: {"border-width": 3, "border-color": accent}},
  {selector: "node.here", style: {label: "data(label)", "font-size": "data(font)", "border-width": 5, "z-index": 10}},
];
const FONT = 11.5;

async function json(address) {
  const reply = await fetch(address, {headers: {Accept: "application/json"}});
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  return reply.json();
}

const page = id => "/entities/" + id.split("/").map(encodeURIComponent).join("/");
const open = id => { location.href = page(id); };
const point = (ref, size = 18) => ({data: {id: ref.id, label: ref.label, color: typeColor(ref.type), size, font: FONT}});

// More facts make a line wider and stronger; the weakest can still be seen.
function line(source, target, facts, more = {}) {
  const grown = Math.log2(Math.max(1, facts));
  return {data: {id: [source, target].sort().join(" "), source, target, width: Math.min(8, 1.2 + grown), strength: Math.min(0.9, 0.5 + grown / 10), ...more}};
}

// Positions that use the whole box, in its own pixels; a few nodes are not torn apart.
function fill(cy, pad = 50, most = 1.7) {
  const nodes = cy.nodes(":visible");
  if (!nodes.length) return;
  const box = nodes.boundingBox({includeLabels: false}), width = cy.width(), height = cy.height();
  const x = Math.min(most, (width - 2 * pad) / Math.max(1, box.w)), y = Math.min(most, (height - 1.4 * pad) / Math.max(1, box.h));
  const middle = {x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2};
  cy.batch(() => nodes.forEach(n => { const at = n.position(); n.position({x: width / 2 + (at.x - middle.x) * x, y: height / 2 - 6 + (at.y - middle.y) * y}); }));
  apart(nodes, width, height);
  cy.viewport({zoom: 1, pan: {x: 0, y: 0}});
}

// Pushes nodes that lie on each other apart, within the box.
function apart(nodes, width, height) {
  const dots = nodes.map(n => ({n, r: n.data("size") / 2 + 3, ...n.position()}));
  for (let turn = 0; turn < 24; turn++) {
    let moved = false;
    for (let i = 0; i < dots.length; i++) for (let j = i + 1; j < dots.length; j++) {
      const a = dots[i], b = dots[j], least = a.r + b.r;
      let dx = b.x - a.x, dy = b.y - a.y;
      if (Math.abs(dx) >= least || Math.abs(dy) >= least) continue;
      if (!dx && !dy) { dx = 0.1 * (1 + i % 3); dy = 0.1 * (1 + j % 3); }
      const away = Math.hypot(dx, dy), push = (least - away) / 2;
      if (push <= 0) continue;
      const share = a.r * a.r / (a.r * a.r + b.r * b.r);
      a.x -= 2 * push * (1 - share) * dx / away; a.y -= 2 * push * (1 - share) * dy / away;
      b.x += 2 * push * share * dx / away; b.y += 2 * push * share * dy / away;
      moved = true;
    }
    if (!moved) break;
  }
  const inside = (value, r, end) => Math.max(r, Math.min(end - r, value));
  dots.forEach(d => d.n.position({x: inside(d.x, d.r, width), y: inside(d.y, d.r, height - 16)}));
}

// The largest get their names first, over whatever lies there; the others where there is room, or when one points at them.
function declutter(cy) {
  const zoom = cy.zoom(), taken = [], width = cy.width();
  const nodes = cy.nodes(":visible").toArray().sort((a, b) => b.hasClass("center") - a.hasClass("center") || b.data("size") - a.data("size") || (a.id() < b.id() ? -1 : 1));
  const dots = nodes.map(n => [n, n.renderedPosition()]);
  const hubs = Math.max(12, nodes.length / 12);
  cy.batch(() => dots.forEach(([node, p], rank) => {
    const half = Math.min(75, node.data("label").length * 3.1 + 3), top = p.y + node.data("size") * zoom / 2;
    const box = [p.x - half, top, p.x + half, top + 14 * Math.ceil(node.data("label").length / 24)];
    const covers = rank >= hubs && dots.some(([n, at]) => n !== node && at.x > box[0] - 4 && at.x < box[2] + 4 && at.y > box[1] - 4 && at.y < box[3] + 4);
    const free = node.hasClass("center") || !covers && box[0] > 0 && box[2] < width && taken.every(o => box[2] < o[0] || box[0] > o[2] || box[3] < o[1] || box[1] > o[3]);
    if (free) taken.push(box);
    node.data("font", FONT / zoom);
    node.toggleClass("named", free);
  }));
}

function tidy(cy) {
  let timer = 0;
  cy.on("zoom layoutstop resize", () => { clearTimeout(timer); timer = setTimeout(() => declutter(cy), 60); });
  cy.on("mouseover", "node", event => point_at(cy, event.target));
  cy.on("mouseout", "node", () => point_at(cy, null));
}

// Shows one node with all that is joined to it, also by the ties that are left out otherwise; null shows all again.
function point_at(cy, node) {
  cy.batch(() => {
    cy.remove(".asked");
    cy.elements().removeClass("far near");
    if (!node) return;
    const ties = cy.scratch("ties");
    if (ties) cy.add((ties.get(node.id()) || []).filter(e => cy.$id(e.data.id).empty()).map(e => ({...e, classes: "asked"})));
    const near = node.closedNeighborhood();
    cy.elements().difference(near).addClass("far");
    near.nodes().addClass("near");
  });
}

// How much smaller nodes are where many share little room.
const scale = (box, count) => Math.max(0.55, Math.min(1, Math.sqrt(box.clientWidth * box.clientHeight / (2600 * count))));

function draw(box, elements, layout, maxZoom = 4) {
  const cy = cytoscape({container: box, elements, style: look, layout, maxZoom, minZoom: 0.2});
  tidy(cy);
  tools(box, cy);
  return cy;
}

function done(box, cy) {
  declutter(cy);
  box.dataset.drawn = cy.elements().length;
}

// By keyboard: the arrows go to the next node in their direction, Enter opens it, the space bar does what a click does.
function keys(box, cy, act, said) {
  const told = Object.assign(document.createElement("p"), {className: "quiet told"});
  told.setAttribute("aria-live", "polite");
  box.after(told);
  box.setAttribute("role", "application");
  box.setAttribute("aria-roledescription", "picture");
  box.tabIndex = 0;
  const go = node => {
    cy.nodes().removeClass("here");
    point_at(cy, node);
    if (!node) { told.textContent = ""; return; }
    node.addClass("here");
    told.textContent = `${node.data("label")}: ${node.connectedEdges(":visible").length} joined in the picture. ${said}`;
  };
  box.addEventListener("keydown", event => {
    const here = cy.$(".here").first(), way = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]}[event.key];
    if (way) go(here.empty() ? first(cy) : next(cy, here, way) || here);
    else if (event.key === "Enter" && here.nonempty()) open(here.id());
    else if (event.key === " " && here.nonempty()) act(here.id());
    else if (event.key === "Escape") go(null);
    else return;
    event.preventDefault();
  });
  box.addEventListener("focus", () => { if (cy.$(".here").empty() && box.matches(":focus-visible")) go(first(cy)); });
  box.addEventListener("blur", () => go(null));
}

const first = cy => { const centre = cy.$(".center").first(); return centre.nonempty() ? centre : cy.nodes(":visible").max(n => n.data("size")).ele; };
function next(cy, here, [x, y]) {
  const at = here.position();
  let best = null, least = Infinity;
  cy.nodes(":visible").forEach(n => {
    const dx = n.position("x") - at.x, dy = n.position("y") - at.y, along = dx * x + dy * y, across = Math.abs(dx * y) + Math.abs(dy * x);
    if (n !== here && along > 1 && along + 2 * across < least) { least = along + 2 * across; best = n; }
  });
  return best;
}

// Buttons below the picture: the whole of it, and save; SVG is drawn from the same positions.
function tools(box, cy) {
  const bar = document.createElement("p");
  bar.className = "tools";
  const button = (text, act) => { const b = document.createElement("button"); b.type = "button"; b.textContent = text; b.addEventListener("click", act); bar.append(b, " "); };
  button("Whole picture", () => cy.fit(undefined, 30));
  button("Save as PNG", () => save(cy.png({full: true, scale: 2, bg: paper, output: "blob"}), "network.png"));
  button("Save as SVG", () => save(new Blob([svg(cy)], {type: "image/svg+xml"}), "network.svg"));
  if (box.dataset.graphml) bar.append(Object.assign(document.createElement("a"), {href: box.dataset.graphml, textContent: "Save as GraphML"}));
  box.after(bar);
}

// Which colour stands for what, the most frequent first; to point at an entry shows its nodes.
const LISTED = 16;
function legend(box, cy, shades) {
  const list = entries => {
    const made = Object.assign(document.createElement("ul"), {className: "legend"});
    made.append(...entries.map(([name, color]) => entry(cy, name, color)));
    return made;
  };
  const more = shades.slice(LISTED);
  if (more.length) {
    const rest = document.createElement("details");
    rest.append(Object.assign(document.createElement("summary"), {textContent: `${more.length} more colours`}), list(more));
    box.after(rest);
  }
  box.after(list(shades.slice(0, LISTED)));
}

function entry(cy, name, color) {
  const dot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  dot.setAttribute("viewBox", "0 0 10 10");
  dot.setAttribute("aria-hidden", "true");
  const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const [k, v] of Object.entries({cx: 5, cy: 5, r: 5, fill: color})) circle.setAttribute(k, v);
  dot.append(circle);
  const item = document.createElement("li");
  item.append(dot, ` ${name}`);
  item.addEventListener("mouseenter", () => cy.elements().difference(cy.nodes().filter(n => n.data("color") === color)).addClass("far"));
  item.addEventListener("mouseleave", () => cy.elements().removeClass("far"));
  return item;
}

const typesIn = cy => Object.entries(TYPE_COLORS).filter(([, color]) => cy.nodes().some(n => n.data("color") === color)).map(([type, color]) => [type.toLowerCase(), color]);

function note(box, text) {
  box.after(Object.assign(document.createElement("p"), {className: "quiet", textContent: text}));
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), {href: URL.createObjectURL(blob), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const xml = text => String(text).replace(/[<>&"']/g, c => `&#${c.charCodeAt(0)};`);
function svg(cy) {
  const b = cy.elements().boundingBox(), pad = 20;
  const lines = cy.edges().map(e => { const s = e.source().position(), t = e.target().position(); return `<line x1="${s.x}" y1="${s.y}" x2="${t.x}" y2="${t.y}" stroke="#888" stroke-width="${e.data("width") || 1}" stroke-opacity="${e.data("strength") || 1}"/>`; });
  const dots = cy.nodes().map(n => { const p = n.position(); return `<circle cx="${p.x}" cy="${p.y}" r="${n.data("size") / 2}" fill="${n.data("color")}"/><text x="${p.x}" y="${p.y + n.data("size") / 2 + (n.hasClass("named") ? n.data("font") : 4)}" font-size="${n.hasClass("named") ? n.data("font") : 4}" text-anchor="middle" font-family="sans-serif">${xml(n.data("label"))}</text>`; });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${b.x1 - pad} ${b.y1 - pad} ${b.w + 2 * pad} ${b.h + 2 * pad}">${lines.join("")}${dots.join("")}</svg>`;
}
