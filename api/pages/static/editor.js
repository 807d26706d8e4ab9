// The SPARQL editor: YASGUI on this server's endpoint, with the page's examples.
"use strict";
(() => {
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
  document.getElementById("example-form").addEventListener("submit", event => {
    event.preventDefault();
    gui.getTab().setQuery(texts[document.getElementById("example").value]);
  });
})();
