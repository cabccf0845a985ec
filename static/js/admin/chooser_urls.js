// Addresses that wagtail-localize's editor asks for, handed over by this script's own element.
if (typeof window.chooserUrls === "undefined") {
  const { imageChooser, documentChooser, pageChooser } = document.currentScript.dataset;
  window.chooserUrls = { imageChooser, documentChooser, pageChooser };
}
