// The screens of portals: everything works without this file, which only makes it quicker.
(function () {
  "use strict";

  // What is wrong is read first, and each link in it leads to its field.
  const faults = document.querySelector("[data-faults]");
  if (faults) faults.focus();

  // The preview follows the palette at once, so its button is not needed.
  const frame = document.querySelector("iframe[data-preview]");
  if (!frame) return;
  document.querySelectorAll("[data-without-script]").forEach((part) => {
    part.hidden = true;
  });
  document.querySelectorAll("input[name=palette]").forEach((choice) => {
    choice.addEventListener("change", () => {
      const address = `${frame.dataset.preview}?palette=${encodeURIComponent(choice.value)}`;
      frame.contentWindow.location.replace(address);
    });
  });
})();
