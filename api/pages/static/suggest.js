// Suggestions while typing; without this script every form works as it stands.
"use strict";
for (const input of document.querySelectorAll("input[list]")) {
  const list = document.getElementById(input.getAttribute("list"));
  let timer = 0, asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < 2) return;
    timer = setTimeout(async () => {
      const mine = ++asked;
      const type = input.dataset.type ? `&type=${input.dataset.type}` : "";
      const reply = await fetch(`/search?q=${encodeURIComponent(text)}${type}&limit=8`, {headers: {Accept: "application/json"}});
      if (!reply.ok || mine !== asked) return;
      const {hits} = await reply.json();
      // Namesakes are told apart by what they are, and chosen by id where one name would mean several.
      const counts = new Map();
      for (const hit of hits) counts.set(hit.label, (counts.get(hit.label) || 0) + 1);
      const byId = input.name !== "q";
      list.replaceChildren(...hits.map(hit => Object.assign(document.createElement("option"), {
        value: byId && counts.get(hit.label) > 1 ? hit.id : hit.label,
        label: [byId && counts.get(hit.label) > 1 ? hit.label : "", hit.type.toLowerCase(), hit.about, `${hit.facts} fact${hit.facts === 1 ? "" : "s"}`].filter(Boolean).join(", "),
      })));
    }, 120);
  });
}
