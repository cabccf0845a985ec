// Carries a file of portals on while its page is open, and shows how far it has come. Without
// this script the button “Go on” does the same, some portals at a time.
(function () {
  "use strict";

  const QUICK = 100;
  const SLOW = 2000;
  const AGAIN = 5000;
  // A screen reader hears of every tenth of the work, not of every portal.
  const TENTHS = 10;

  const run = document.getElementById("run");
  if (!run || run.dataset.stopped === "yes") return;
  const form = run.querySelector("[data-go-on]");
  if (!form) return;
  const bar = run.querySelector("progress");
  const live = run.querySelector("[data-live]");
  const rows = document.getElementById("run-rows");
  const isHere = run.dataset.here === "yes";
  let known = Number(run.dataset.known);
  let told = Math.floor((TENTHS * bar.value) / bar.max);

  function ask() {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    if (!isHere) return fetch(`${run.dataset.progress}?known=${known}`, { headers });
    const body = new FormData(form);
    body.append("known", known);
    return fetch(form.action, { method: "POST", headers, body });
  }

  function cell(name, text, address) {
    const element = document.createElement(name);
    if (name === "th") element.scope = "row";
    const holder = address ? document.createElement("a") : element;
    if (address) {
      holder.href = address;
      element.append(holder);
    }
    holder.textContent = text;
    return element;
  }

  function show(row) {
    const line = document.createElement("tr");
    const state = cell("td", "");
    const label = document.createElement("span");
    label.className = `batch-state batch-state--${row.state}`;
    label.textContent = row.label;
    state.append(label);
    line.append(
      cell("td", row.line), cell("th", row.unit), cell("td", row.host, row.address), state,
      cell("td", row.message),
    );
    rows.prepend(line);
  }

  function announce(answer) {
    const tenth = Math.floor((TENTHS * answer.done) / Math.max(answer.total, 1));
    if (tenth === told && answer.state === "running" && !answer.refused) return;
    told = tenth;
    live.textContent = answer.announcement;
  }

  function take(answer) {
    bar.max = Math.max(answer.total, 1);
    bar.value = answer.done;
    bar.textContent = answer.sentence;
    run.querySelector("[data-sentence]").textContent = answer.sentence;
    run.querySelector("[data-elapsed]").textContent = answer.elapsed;
    answer.rows.forEach(show);
    known += answer.rows.length;
    announce(answer);
    form.hidden = !answer.silent && !answer.refused;
    if (answer.refused) return;
    // Time for the last announcement to be heard before the report takes the page's place.
    if (answer.state !== "running") window.setTimeout(() => window.location.reload(), SLOW);
    else window.setTimeout(step, isHere ? QUICK : SLOW);
  }

  function step() {
    ask()
      .then((response) => {
        if (!response.ok || response.redirected) throw new Error(String(response.status));
        return response.json();
      })
      .then(take)
      .catch(() => {
        live.textContent = run.dataset.lost;
        form.hidden = false;
        window.setTimeout(step, AGAIN);
      });
  }

  form.hidden = true;
  step();
})();
