// Ticks every language at once when a page is sent to translation.
document.addEventListener("DOMContentLoaded", () => {
  const selectAll = document.querySelector('[name="select_all"]');
  const locales = document.querySelectorAll('[name="locales"]');
  if (!selectAll) return;
  selectAll.addEventListener("change", () => {
    locales.forEach((locale) => {
      locale.checked = selectAll.checked;
    });
  });
});
