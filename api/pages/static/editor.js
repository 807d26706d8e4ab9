// The SPARQL editor: YASGUI on this server's endpoint, with the page's examples.
"use strict";
(() => {
  // What the library leaves unnamed or misnamed, set anew after each of its drawings.
  const NAMES = {".CodeMirror textarea": "Query", "select.tableSizer": "Rows on a page", "input.autocomplete": "Endpoint", ".tab input": "Name of the query"};
  function mend(editor) {
    for (const [selector, name] of Object.entries(NAMES)) for (const e of editor.querySelectorAll(`${selector}:not([aria-label])`)) e.setAttribute("aria-label", name);
    editor.querySelector(".tabsList[role]")?.removeAttribute("role"); // it holds a button, which no list of tabs may
    for (const tab of editor.querySelectorAll(".tabsList .tab:not([role=tablist])")) { tab.setAttribute("role", "tablist"); tab.setAttribute("aria-label", "Queries"); }
    for (const area of editor.querySelectorAll(".CodeMirror-scroll[tabindex='-1']")) area.tabIndex = 0;
    for (const head of editor.querySelectorAll("th .dt-column-title:empty")) head.textContent = "#";
    // "2026-09-01"^^<…#date> is shown as 2026-09-01; its type stands in the title.
    for (const type of editor.querySelectorAll("td .nonIri > sup")) {
      if (!type.textContent.startsWith("^^")) continue;
      const value = type.parentElement, text = type.previousSibling;
      value.title = type.textContent.slice(3, -1);
      text.nodeValue = text.nodeValue.replace(/^"|"$/g, "");
      type.remove();
    }
  }
  function keepMended(editor) {
    let asked = false;
    const later = () => { asked = false; mend(editor); };
    new MutationObserver(() => { if (!asked) { asked = true; requestAnimationFrame(later); } }).observe(editor, {childList: true, subtree: true});
    mend(editor);
  }
  const Gui = Yasgui;
  const endpoint = new URL("/sparql", location.href).href;
  // The stock completers ask other hosts for prefixes, classes and properties.
  Yasqe.defaults.autocompleters = ["variables"];
  const texts = [...document.querySelectorAll("code.example")].map(code => code.textContent);
  const asked = new URLSearchParams(location.search).get("query");
  const gui = new Gui(document.getElementById("editor"), {
    requestConfig: {endpoint, method: "POST"},
    endpointCatalogueOptions: {getData: () => [{endpoint}]},
    copyEndpointOnNewTab: false,
    persistenceId: "communique",
    persistenceExpiry: 60 * 60 * 24 * 30,
    autofocus: true,
    yasqe: {value: texts[0], createShareableLink: null},
  });
  window.communiqueEditor = gui;
  const tab = gui.getTab();
  tab.setEndpoint(endpoint);
  if (asked) tab.setQuery(asked);
  keepMended(document.getElementById("editor"));
  document.getElementById("example-form").addEventListener("submit", event => {
    event.preventDefault();
    gui.getTab().setQuery(texts[document.getElementById("example").value]);
  });
})();
