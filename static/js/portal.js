/* Reading aids, reading aloud and the service worker. The page is whole without this file.
   It stands in the head and runs before the first paint, so that no reader sees a page jump. */
(() => {
  "use strict";
  const root = document.documentElement;
  const worker = document.currentScript.dataset.worker;
  const AIDS = { text: ["large", "largest"], contrast: ["high"], links: ["underlined"] };

  root.classList.add("js");

  /* Storage is refused in some windows: then a choice holds for this page alone. */
  const stored = (name) => {
    try {
      return localStorage.getItem(`aid-${name}`);
    } catch {
      return null;
    }
  };
  const store = (name, value) => {
    try {
      if (value) localStorage.setItem(`aid-${name}`, value);
      else localStorage.removeItem(`aid-${name}`);
    } catch {
      /* see stored() */
    }
  };

  const apply = (name, value) => {
    if (AIDS[name].includes(value)) root.dataset[name] = value;
    else delete root.dataset[name];
  };
  for (const name of Object.keys(AIDS)) apply(name, stored(name));

  const show = (buttons) => {
    for (const button of buttons) {
      const chosen = root.dataset[button.dataset.aid] || "";
      button.setAttribute("aria-pressed", String(chosen === button.dataset.value));
    }
  };

  const startAids = (aids) => {
    const buttons = [...aids.querySelectorAll("[data-aid]")];
    const changed = (name, value) => {
      apply(name, value);
      show(buttons);
    };
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const { aid, value } = button.dataset;
        const isOff = aid !== "text" && root.dataset[aid] === value;
        store(aid, isOff ? "" : value);
        changed(aid, isOff ? "" : value);
      });
    }
    show(buttons);
    /* Other windows of the same portal follow. */
    addEventListener("storage", (event) => {
      const name = (event.key || "").replace("aid-", "");
      if (name in AIDS) changed(name, event.newValue);
    });
    const close = (focus) => {
      aids.open = false;
      if (focus) aids.querySelector("summary").focus();
    };
    aids.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && aids.open) close(true);
    });
    document.addEventListener("click", (event) => {
      if (aids.open && !aids.contains(event.target)) close(false);
    });
    const reader = aids.querySelector("[data-aid-read]");
    if (reader && "speechSynthesis" in window) startReading(reader);
  };

  /* --- Reading aloud, by the voices of the reader's own device ------------------------------ */
  const READ = "h1, h2, h3, h4, p, li, dt, dd, caption, th, td, figcaption, blockquote";
  const SILENT = "nav, form, footer, script, [hidden], [aria-hidden='true'], [data-silent]";

  const partsOf = (main) =>
    [...main.querySelectorAll(READ)].filter(
      (part) =>
        !part.closest(SILENT) && !part.querySelector(READ) && part.textContent.trim() && part.offsetParent,
    );

  const startReading = (button) => {
    const speech = window.speechSynthesis;
    const language = root.lang;
    const label = button.textContent;
    let voice = null;
    let running = 0;

    const findVoice = () => {
      voice = speech.getVoices().find((one) => one.lang.toLowerCase().startsWith(language)) || null;
      button.hidden = !voice;
    };
    const mark = (part) => {
      document.querySelector("[data-reading]")?.removeAttribute("data-reading");
      part?.setAttribute("data-reading", "");
    };
    const stop = () => {
      running += 1;
      speech.cancel();
      mark(null);
      button.textContent = label;
    };
    /* One part after another: long texts in one piece are cut off by some browsers. */
    const readFrom = (parts, turn) => {
      if (turn !== running) return;
      const part = parts.shift();
      if (!part) {
        stop();
        return;
      }
      const words = new SpeechSynthesisUtterance(part.textContent.replace(/\s+/g, " ").trim());
      words.voice = voice;
      words.lang = voice.lang;
      words.onend = () => readFrom(parts, turn);
      words.onerror = () => turn === running && stop();
      mark(part);
      part.scrollIntoView({ block: "nearest" });
      speech.speak(words);
    };

    button.addEventListener("click", () => {
      if (button.textContent !== label) {
        stop();
        return;
      }
      stop();
      button.textContent = button.dataset.stop;
      readFrom(partsOf(document.getElementById("main")), running);
    });
    addEventListener("pagehide", stop);
    speech.addEventListener?.("voiceschanged", findVoice);
    findVoice();
  };

  /* --- The page shown when there is no connection: what has been read and kept -------------- */
  const listKept = async (list) => {
    const cache = await caches.open(list.dataset.keptPages);
    for (const request of (await cache.keys()).reverse()) {
      const text = await (await cache.match(request)).text();
      const title = new DOMParser().parseFromString(text, "text/html").title;
      const link = document.createElement("a");
      link.href = new URL(request.url).pathname;
      link.textContent = title;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    if (list.children.length) list.parentElement.hidden = false;
  };

  document.addEventListener("DOMContentLoaded", () => {
    const aids = document.querySelector(".aids");
    if (aids) startAids(aids);
    const kept = document.querySelector("[data-kept-pages]");
    if (kept && "caches" in window) listKept(kept).catch(() => {});
  });

  if (worker && "serviceWorker" in navigator) {
    addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
  }
})();
