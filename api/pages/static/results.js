// Two more ways to look at a query's results in the editor: bars, and a network.
"use strict";
(() => {
  const NS = "http://www.w3.org/2000/svg";
  const MOST_BARS = 60, MOST_LINES = 1500;
  const COLOUR = "#3b78c4";
  const short = value => value.replace(/^.*[#/](?=[^#/]+$)/, "");

  function make(name, attributes, text) {
    const element = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  // The rows as {label, value}: the first column that is all numbers, named by the first other column.
  function bars(results) {
    const rows = results.getBindings() || [];
    const columns = results.getVariables();
    const numeric = columns.find(c => rows.length && rows.every(r => r[c] && r[c].value !== "" && isFinite(r[c].value)));
    const named = columns.find(c => c !== numeric);
    if (!numeric || !named) return [];
    return rows.slice(0, MOST_BARS).map(r => ({label: r[named] ? short(r[named].value) : "", value: Number(r[numeric].value)}));
  }

  class Chart {
    constructor(yasr) { this.yasr = yasr; this.priority = 5; this.label = "Chart"; this.hideFromSelection = false; }
    canHandleResults() { return Boolean(this.yasr.results && this.yasr.results.getVariables && bars(this.yasr.results).length); }
    getIcon() { return document.createElement("span"); }
    draw() {
      const data = bars(this.yasr.results), row = 24, left = 240, right = 80, width = 900;
      const most = Math.max(...data.map(d => d.value), 1e-9);
      const picture = make("svg", {viewBox: `0 0 ${width} ${data.length * row + 4}`, width: "100%", role: "img", "aria-label": "The rows as bars", class: "chart"});
      data.forEach((d, n) => {
        const length = Math.max(0, (width - left - right) * d.value / most);
        picture.append(
          make("text", {x: left - 8, y: n * row + 16, "text-anchor": "end", "font-size": 13}, d.label.slice(0, 36)),
          make("rect", {x: left, y: n * row + 4, width: length, height: row - 7, fill: COLOUR}),
          make("text", {x: left + length + 6, y: n * row + 16, "font-size": 13}, String(d.value)));
      });
      this.yasr.resultsEl.replaceChildren(picture);
    }
  }

  // An IRI of ours tells the type of what it names; other nodes are grey.
  const node = (id, name) => ({id, label: name, color: typeColor(typeOf(id.replace(/^.*\/id\//, "")))});

  // Lines between the first and the last column of a table, or along the triples of a graph.
  function lines(results) {
    const statements = results.getStatements && results.getStatements();
    if (statements && statements.length) return ofGraph(statements);
    const columns = results.getVariables() || [];
    if (columns.length < 2) return [];
    const [first, last] = [columns[0], columns[columns.length - 1]];
    return (results.getBindings() || []).filter(r => r[first] && r[last]).map(r => [first, last].map(c => node(r[c].value, short(r[c].value))));
  }

  function ofGraph(statements) {
    const names = new Map(), found = [];
    for (const s of statements) if (/[#/](label|prefLabel)$/.test(s.predicate.value)) names.set(s.subject.value, s.object.value);
    const name = term => names.get(term.value) || short(term.value);
    for (const s of statements) if (s.object.termType === "NamedNode" && !/#type$/.test(s.predicate.value)) found.push([s.subject, s.object].map(term => node(term.value, name(term))));
    return found;
  }

  class Network {
    constructor(yasr) { this.yasr = yasr; this.priority = 4; this.label = "Network"; this.hideFromSelection = false; }
    canHandleResults() { return Boolean(this.yasr.results && lines(this.yasr.results).length); }
    getIcon() { return document.createElement("span"); }
    draw() {
      const around = document.createElement("div"), box = Object.assign(document.createElement("div"), {className: "network large"});
      around.className = "pictured";
      around.append(box);
      this.yasr.resultsEl.replaceChildren(around);
      const points = new Map(), ties = new Map(), degree = new Map();
      for (const [one, two] of lines(this.yasr.results).slice(0, MOST_LINES)) {
        for (const end of [one, two]) { points.set(end.id, end); degree.set(end.id, (degree.get(end.id) || 0) + 1); }
        ties.set([one.id, two.id].sort().join(" "), line(one.id, two.id, 1));
      }
      const most = Math.max(...degree.values(), 1), smaller = scale(box, points.size);
      const dots = [...points.values()].map(p => ({data: {...p, size: smaller * (9 + 20 * Math.sqrt(degree.get(p.id) / most)), font: FONT}}));
      const cy = draw(box, [...dots, ...ties.values()], {name: "preset"});
      pack(cy, box);
      fill(cy, 45, 3);
      legend(box, cy, typesIn(cy));
      done(box, cy);
    }
  }

  Yasr.registerPlugin("chart", Chart);
  Yasr.registerPlugin("network", Network);
  Yasr.defaults.pluginOrder = ["table", "chart", "network", "response"];
})();
