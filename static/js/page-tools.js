// Shows the buttons to print and to share where the browser can do it.
"use strict";

const print = document.querySelector("[data-print]");
const share = document.querySelector("[data-share]");

if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

if (share && navigator.share) {
  share.hidden = false;
  share.addEventListener("click", () => {
    const canonical = document.querySelector('link[rel="canonical"]');
    // Closing the dialogue without choosing is no fault.
    navigator.share({ title: document.title, url: canonical.href }).catch(() => {});
  });
}
