// Waits for an answer that is being computed, then shows it; an error takes the place of the page's content.
"use strict";
(async () => {
  const reply = await fetch(location.href, {headers: {Accept: "text/html", Prefer: "wait=60"}}).catch(() => null);
  if (!reply) return;
  if (reply.ok) { location.reload(); return; }
  const shown = new DOMParser().parseFromString(await reply.text(), "text/html");
  document.title = shown.title;
  document.getElementById("main").replaceWith(shown.getElementById("main"));
})();
