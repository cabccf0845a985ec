// Starts Wagtail's widgets from data attributes. Wagtail starts them by inline scripts, which the
// policy of the administration blocks. A marker is
//   <template data-widget="NAME" data-target="ID of the field" data-options="escaped JSON">
// and is obeyed once, wherever and whenever it appears: in the page, in a dialogue, in a new row.
(function () {
  "use strict";

  const starters = {
    date: (id, options) => window.initDateChooser(id, options),
    time: (id, options) => window.initTimeChooser(id, options),
    datetime: (id, options) => window.initDateTimeChooser(id, options),
    Chooser: (id, options) => new window.Chooser(id, options),
    PageChooser: (id, options) => new window.PageChooser(id, options),
    ImageChooser: (id, options) => new window.ImageChooser(id, options),
    DocumentChooser: (id, options) => new window.DocumentChooser(id, options),
    SnippetChooser: (id, options) => new window.SnippetChooser(id, options),
    TaskChooser: (id) => window.createTaskChooser(id),
    InlinePanel: (_id, options) => new window.InlinePanel(options),
    MultipleChooserPanel: (_id, options) => new window.MultipleChooserPanel(options),
  };

  // Quotes and backslashes are written as \u0022 and \u005C, because Wagtail puts the number of
  // a new row for "__prefix__" up to the next quote of either spelling.
  const read = (escaped) => JSON.parse(JSON.parse(`"${escaped}"`));

  function start(marker) {
    if (marker.dataset.started) return;
    const { widget, target, options } = marker.dataset;
    const starter = starters[widget];
    if (!starter) {
      console.error(`Widget ${widget} is not known to widgets.js`);
      return;
    }
    marker.dataset.started = "yes";
    starter(target, options ? read(options) : {});
  }

  function startWithin(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches("template[data-widget]")) start(node);
    node.querySelectorAll("template[data-widget]").forEach(start);
  }

  new MutationObserver((records) => {
    records.forEach((record) => record.addedNodes.forEach(startWithin));
  }).observe(document.documentElement, { childList: true, subtree: true });

  // Wagtail fills a new row in the same breath in which it adds it, before the observer's turn.
  document.addEventListener("w-formset:added", (event) => startWithin(event.target), true);
  startWithin(document.documentElement);
})();
