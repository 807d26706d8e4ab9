// Pictures of networks. Each says in its data-… attributes where its data comes from; the pages say the same in words.
"use strict";

// The neighbours of one entity; a click on a neighbour adds its own, a second one opens its page.
async function ego(box) {
  const centre = {id: box.dataset.center, label: box.dataset.label, type: box.dataset.type};
  const found = await json(box.dataset.source);
  const cy = draw(box, [point(centre, 30), ...around(centre, found)], {name: "preset"});
  const opened = new Set();
  const show = filter(box, cy, found.relations, async (since, until) => {
    const other = await json(`${box.dataset.source}&since=${since}&until=${until}`);
    cy.elements().remove();
    cy.add([point(centre, 30), ...around(centre, other)]);
    begin();
  });
  const arrange = randomize => { cy.layout(spread(randomize)).run(); fill(cy); done(box, cy); };
  const begin = () => { cy.$id(centre.id).addClass("center"); opened.clear(); opened.add(centre.id); arrange(true); };
  const expand = async id => {
    if (opened.has(id)) { open(id); return; }
    opened.add(id);
    const more = await json(page(id) + "/neighbors?limit=30");
    cy.add(around({id}, more).filter(e => cy.$id(e.data.id).empty()));
    show();
    arrange(false);
  };
  begin();
  const hint = "Click a neighbour to add its own neighbours, again to open its page; by keyboard use the arrows, space and Enter.";
  note(box, found.truncated ? `Only the first neighbours of each kind are drawn. ${hint}` : hint);
  legend(box, cy, Object.entries(TYPE_COLORS).filter(([type]) => type !== "Office").map(([type, shade]) => [type.toLowerCase(), shade]));
  keys(box, cy, expand, "Space adds its neighbours, Enter opens its page.");
  cy.on("tap", "node", event => expand(event.target.id()));
}

// Labels take part in the layout, so that they do not lie on each other.
const spread = randomize => ({name: "fcose", animate: false, fit: false, randomize, idealEdgeLength: 110, nodeSeparation: 60, nodeRepulsion: 12000});

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
  const points = new Map(), shared = new Map();
  for (const n of found.neighbors) {
    points.set(n.entity.id, point(n.entity));
    const tie = shared.get(n.entity.id) || {relations: [], facts: 0};
    tie.relations.push(n.relation);
    tie.facts += n.facts;
    shared.set(n.entity.id, tie);
  }
  return [...points.values(), ...[...shared].map(([id, tie]) => line(centre.id, id, tie.facts, {relations: tie.relations}))];
}

// The chains from left to right, from top to bottom where the screen is narrow; as high as they need.
async function paths(box) {
  const found = await json(box.dataset.paths);
  const level = new Map(), points = new Map(), lines = new Map();
  for (const path of found.paths) {
    path.entities.forEach((e, at) => { level.set(e.id, Math.min(at, level.has(e.id) ? level.get(e.id) : at)); points.set(e.id, point(e, 24)); });
    for (const s of path.steps) {
      const label = s.facts[0] ? [s.facts[0].kind.replace("_", " "), s.facts[0].date].filter(Boolean).join("\n") : "";
      lines.set(s.source.id + " " + s.target.id, line(s.source.id, s.target.id, 1, {label}));
    }
  }
  const rows = [];
  for (const [id, at] of level) (rows[at] = rows[at] || []).push(id);
  const upright = box.clientWidth < 560, widest = Math.max(...rows.map(r => r.length));
  box.style.height = `${upright ? 110 * rows.length : Math.max(110, 76 * widest)}px`;
  const width = box.clientWidth, height = box.clientHeight;
  rows.forEach((ids, at) => ids.forEach((id, n) => {
    const along = rows.length > 1 ? at / (rows.length - 1) : 0.5, across = (n + 0.5) / ids.length;
    points.get(id).position = upright
      ? {x: 12 + (width - 24) * across, y: 24 + (height - 80) * along}
      : {x: 80 + (width - 160) * along, y: 10 + (height - 40) * across};
  }));
  const cy = draw(box, [...points.values(), ...lines.values()], {name: "preset", fit: false}, 2);
  for (const end of [found.source, found.target]) cy.$id(end.id).addClass("center");
  if (upright) cy.nodes().style("text-max-width", Math.max(70, width / widest - 14));
  cy.nodes().addClass("named");
  box.dataset.drawn = cy.elements().length;
  cy.off("zoom layoutstop resize");
  cy.on("zoom", () => { const size = FONT / Math.max(0.6, cy.zoom()); cy.batch(() => { cy.nodes().forEach(n => { n.data("font", size); }); cy.edges().style("font-size", size); }); });
  legend(box, cy, typesIn(cy));
  keys(box, cy, open, "Enter opens its page.");
  cy.on("tap", "node", event => open(event.target.id()));
}

// Each component by itself, the largest first, in rows as wide as the picture's shape asks for.
function pack(cy, box) {
  const gap = 34, parts = cy.elements().components().map(part => {
    const size = part.nodes().length;
    if (size > 2) part.layout({name: "fcose", animate: false, fit: false, randomize: true, quality: size > 150 ? "default" : "proof", uniformNodeDimensions: size > 150, nodeSeparation: 90, idealEdgeLength: 75, nodeRepulsion: 9000, gravity: 0.12}).run();
    else part.nodes().forEach((n, at) => { n.position({x: 0, y: at * 60}); });
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

// Of a dense network each entity's two strongest ties, by the share of both ends' facts, and what holds it together.
function backbone(nodes, edges) {
  if (edges.length <= 1.6 * nodes.length) return edges;
  const total = new Map(), ties = new Map(nodes.map(n => [n.id, []]));
  for (const e of edges) for (const end of [e.source, e.target]) { total.set(end, (total.get(end) || 0) + e.weight); ties.get(end).push(e); }
  const share = e => e.weight / Math.sqrt(total.get(e.source) * total.get(e.target));
  const kept = new Set();
  for (const own of ties.values()) own.sort((a, b) => b.weight - a.weight || share(b) - share(a)).slice(0, 2).forEach(e => kept.add(e));
  const root = new Map(nodes.map(n => [n.id, n.id]));
  const find = id => { while (root.get(id) !== id) { root.set(id, root.get(root.get(id))); id = root.get(id); } return id; };
  for (const e of [...kept, ...edges.filter(e => !kept.has(e)).sort((a, b) => b.weight - a.weight)]) {
    const [one, two] = [find(e.source), find(e.target)];
    if (one !== two) { root.set(one, two); kept.add(e); }
  }
  return [...kept];
}

// What each node's colour stands for: its country, or its community, which is named by who stands highest in it.
// What only one node has needs no colour: it is joined to nothing by it.
function groups(nodes, by) {
  const heads = new Map();
  for (const n of nodes) if (!heads.has(n.community)) heads.set(n.community, n.label);
  const name = n => by === "country" ? n.country : `around ${heads.get(n.community)}`;
  const counts = new Map();
  for (const n of nodes) if (name(n)) counts.set(name(n), (counts.get(name(n)) || 0) + 1);
  const ordered = [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const colors = new Map(ordered.map(([group], at) => [group, shade(at)]));
  return {colors, counts, of: n => colors.get(name(n)) || OTHER};
}

async function network(box) {
  const found = await json(box.dataset.network);
  if (!found.nodes.length) { box.textContent = "No two are joined by such facts in this period."; box.className = "lead"; box.dataset.drawn = 0; return; }
  const by = box.dataset.color, shades = groups(found.nodes, by), large = found.nodes.length > 150, smaller = scale(box, found.nodes.length);
  const top = Math.max(...found.nodes.map(n => n.score), 1e-9);
  const points = found.nodes.map(n => ({data: {id: n.id, label: n.label, color: shades.of(n), size: smaller * ((large ? 7 : 9) + (large ? 26 : 24) * Math.sqrt(n.score / top)), font: FONT}}));
  const chosen = backbone(found.nodes, found.edges), made = e => line(e.source, e.target, e.weight);
  const cy = draw(box, [...points, ...chosen.map(made)], {name: "preset"});
  const ties = new Map();
  for (const e of found.edges) for (const end of [e.source, e.target]) ties.set(end, [...(ties.get(end) || []), made(e)]);
  cy.scratch("ties", ties);
  pack(cy, box);
  fill(cy, Math.min(50, box.clientWidth / 10), 3);
  done(box, cy);
  if (chosen.length < found.edges.length) note(box, `Of ${found.edges.length} ties the ${chosen.length} strongest of each person are drawn; point at a person to see all of theirs.`);
  const other = by === "country" ? "the only one here of a country, or not known" : "alone";
  const entries = [...shades.colors].map(([name, shade]) => [`${name} (${shades.counts.get(name)})`, shade]);
  legend(box, cy, points.some(p => p.data.color === OTHER) ? [...entries.slice(0, LISTED - 1), [other, OTHER], ...entries.slice(LISTED - 1)] : entries);
  keys(box, cy, open, "Enter opens their page.");
  cy.on("tap", "node", event => open(event.target.id()));
}

for (const box of document.querySelectorAll(".network")) {
  const act = box.dataset.paths ? paths : box.dataset.network ? network : ego;
  act(box).catch(error => { box.textContent = `The picture could not be drawn: ${error.message}`; });
}
