// Sends the judgement that a fact is wrong, with the token of those who may.
"use strict";
document.getElementById("decide").addEventListener("submit", async event => {
  event.preventDefault();
  const form = event.target, said = form.querySelector("output");
  said.textContent = "…";
  const body = JSON.stringify({judgement: "wrong", subjects: [form.dataset.fact], by: form.by.value});
  const headers = {"Content-Type": "application/json", Accept: "application/json", Authorization: `Bearer ${form.token.value}`};
  const reply = await fetch("/decisions", {method: "POST", headers, body}).catch(() => null);
  if (reply && reply.ok) { said.textContent = "Kept. The fact is no longer in the graph."; form.querySelector("button").disabled = true; return; }
  const problem = reply ? await reply.json().catch(() => ({})) : {};
  said.textContent = problem.detail || "The server did not answer.";
});
