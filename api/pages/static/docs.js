// The interface's description as a page on which every route can be tried.
"use strict";
window.ui = SwaggerUIBundle({
  url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true, layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
});
// Its groups are headings below the page's own.
const level = () => document.querySelectorAll("#swagger-ui :is(h3.opblock-tag, .models > h4):not([aria-level])").forEach(h => { h.setAttribute("role", "heading"); h.setAttribute("aria-level", "2"); });
new MutationObserver(level).observe(document.getElementById("swagger-ui"), {childList: true, subtree: true});
