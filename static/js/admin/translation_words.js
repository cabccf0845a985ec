// The translation editor's script has two texts that no catalogue reaches. They are said here, in
// the words that the script's own element brings along.
(() => {
  const { moreActions, heading } = document.currentScript.dataset;
  const named = /^(.+) to (.+) translation$/;

  const say = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const found = text.data.match(named);
      if (text.data === "More actions") text.data = moreActions;
      else if (found) text.data = heading.replace("{0}", found[1]).replace("{1}", found[2]);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    say(document.body);
    new MutationObserver((changes) => changes.forEach((change) => say(change.target))).observe(
      document.body,
      { childList: true, subtree: true },
    );
  });
})();
