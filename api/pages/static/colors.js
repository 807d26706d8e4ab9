// What colours mean, on every page the same: one for each type of thing, and a row of others for what differs by picture.
"use strict";
const TYPE_COLORS = {Person: "#3b78c4", Country: "#e07b1f", Party: "#c2408f", Organization: "#7a5bc0", Place: "#2f9a6a", Group: "#9a7b4f", Office: "#b8a021"};
const OTHER = "#8c939b";
// Forty that can be told apart beside each other: ten hues, each strong, light, dark and pale.
const PALETTE = [
  "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#b07aa1", "#2ba5b5", "#d4a017", "#9c755f", "#e377c2", "#6b6ecf",
  "#a0cbe8", "#ffbe7d", "#8cd17d", "#ff9d9a", "#d4a6c8", "#86dbe3", "#f1ce63", "#d7b5a6", "#fabfd2", "#b5b7f0",
  "#2b4c73", "#a85a0f", "#2f6b28", "#99282b", "#6d3f63", "#15616b", "#80600a", "#5e4336", "#a02f7c", "#3a3d94",
  "#7aa6d6", "#d97a3a", "#73b55f", "#c94f6d", "#9467bd", "#4fb3a5", "#bcbd22", "#8c564b", "#c49c94", "#7f7fbf",
];
const typeOf = id => { const kind = id.split("/")[0]; return kind.charAt(0).toUpperCase() + kind.slice(1); };
const typeColor = type => TYPE_COLORS[type] || OTHER;
// The colour of the n-th group; behind the palette hues go on around the circle.
const shade = n => PALETTE[n] || `hsl(${Math.round(n * 137.5) % 360}, ${40 + n % 3 * 18}%, ${38 + n % 4 * 10}%)`;
