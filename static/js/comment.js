// Opens the form for a comment below its article. Without this, the link leads to the same form.
(() => {
  "use strict";

  const opening = new WeakSet();

  const open = async (link) => {
    const place = link.closest(".say");
    const known = place.nextElementSibling;
    if (known && known.matches(".comment-here")) {
      known.hidden = !known.hidden;
      link.setAttribute("aria-expanded", String(!known.hidden));
      if (!known.hidden) known.querySelector("textarea").focus();
      return;
    }
    const answer = await fetch(link.href, { credentials: "omit" });
    const text = await answer.text();
    const form = new DOMParser().parseFromString(text, "text/html").querySelector(".citizen-form");
    if (!answer.ok || !form) throw new Error("no form");
    // Names stay single on the page, whichever forms are open.
    const prefix = `at-${place.closest("[id]").id}-`.replace(/[^\w-]/g, "_");
    for (const one of form.querySelectorAll("[id]")) one.id = prefix + one.id;
    for (const name of ["for", "aria-describedby"]) {
      for (const one of form.querySelectorAll(`[${name}]`)) {
        const words = one.getAttribute(name).split(" ").filter(Boolean);
        one.setAttribute(name, words.map((word) => prefix + word).join(" "));
      }
    }
    form.action = link.href;
    const box = document.createElement("div");
    box.className = "comment-here";
    box.append(document.adoptNode(form));
    place.after(box);
    link.setAttribute("aria-expanded", "true");
    box.querySelector("select, textarea").focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-comment-here]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // A second press that comes before the form, or a double click, neither opens nor closes it.
    if (event.detail > 1 || opening.has(link)) return;
    opening.add(link);
    open(link)
      .catch(() => {
        window.location.href = link.href;
      })
      .finally(() => opening.delete(link));
  });
})();
