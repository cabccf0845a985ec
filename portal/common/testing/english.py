"""Finds English words on screens that should speak Vietnamese.

A word without any Vietnamese letter is foreign if it cannot be a Vietnamese syllable: those end
in a vowel, m, n, ng or nh unless they bear a tone mark. So every English text betrays itself by
some word, without a list of English words; the few that look like syllables are named here.
"""

import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+")
# What people or machines wrote: markup, addresses, hosts, files, symbols of documents, codes.
NO_WORDS = re.compile(
    r"<[^<>]*>|\S+@\S+|\w+://\S*|(?<!\w)/[\w./-]*|\w+(?:[._-]\w+)*\.\w{2,}(?:/\S*)?"
    r"|\b[A-ZĐ]+(?:-[A-Z0-9]+)+|^[a-z0-9]+(?:-[a-z0-9]+)+$|\w*[\d_]\w*|&\w+;"
)
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:oai|oay|uya|uyu|ai|ao|au|ay|eo|ia|iu|oa|oe|oi|ua|ui|uy|[aeiouy])"
    r"(?:ng|nh|[mn])?"
)
LOOK_LIKE_SYLLABLES = {"the", "then", "them", "on", "by", "my", "he", "be", "go"}
# Capitals that long are no English word but short for something, such as CSV and NQ.
LONGEST_SHORT_FORM = 3
# Foreign words that Vietnamese texts may hold, and why.
ALLOWED = {
    "wagtail": "name of the system",
    "javascript": "name of a language",
    "html": "name of a format",
    "xlsx": "name of a format",
    "avif": "name of a format",
    "webp": "name of a format",
    "jpeg": "name of a format",
    "unicode": "name of a standard",
    "totp": "name of a standard",
    "tcvn": "name of a standard",
    "ubnd": "short for Ủy ban nhân dân",
    "passkey": "explained by its Vietnamese beside it",
    "cookie": "no Vietnamese word in use",
    "facebook": "name of a network",
    "tiktok": "name of a network",
    "youtube": "name of a network",
    "zalo": "name of a network",
    "byte": "unit of measure",
    "web": "said so in Vietnamese",
    "fax": "said so in Vietnamese",
    "video": "said so in Vietnamese",
    "infographic": "said so in newsrooms",
    "editing": "key of a norm of working time",
    # Keys of palettes, which are typed into files.
    "crimson": "key of a palette",
    "jade": "key of a palette",
    "indigo": "key of a palette",
    "plum": "key of a palette",
    "teal": "key of a palette",
    "bronze": "key of a palette",
    "english": "the language's own name, where people choose theirs",
}
# Keys of a keyboard and codes are no words; what bears another language says so.
READ = """() => {
  const found = [];
  const skipped = "script, style, textarea, code, kbd, [lang=en]";
  // Parts that are never shown: the picker's button is switched off, the counter has no number yet.
  const unseen = ".xdsoft_save_selected, [data-side-panel-toggle-counter][hidden]";
  const attributes = ["placeholder", "aria-label", "title", "alt", "label", "aria-description",
    "aria-roledescription", "aria-valuetext", "data-w-tooltip-content-value"];
  const note = (kind, text) => text && text.trim() && found.push([kind, text.trim()]);
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return note(node.parentElement?.localName, node.data);
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.matches(skipped) || node.matches(unseen)) return;
      for (const name of attributes) note(name, node.getAttribute(name));
      if (node.matches("input[type=submit], input[type=button]")) note("button", node.value);
      if (node.localName === "template") read(node.content);
      if (node.shadowRoot) read(node.shadowRoot);
    }
    node.childNodes.forEach(read);
  };
  note("title", document.title);
  read(document.body);
  return found;
}"""


def english_words(text: str) -> list[str]:
    """The words of a text that cannot be Vietnamese, in their order.

    >>> english_words("Lưu and close")
    ['and', 'close']
    """
    return [
        word
        for word in WORD.findall(NO_WORDS.sub(" ", unicodedata.normalize("NFC", text)))
        if _is_foreign(word)
    ]


def _is_foreign(word: str) -> bool:
    if len(word) == 1 or not word.isascii() or word.lower() in ALLOWED:
        return False
    if word.isupper() and len(word) <= LONGEST_SHORT_FORM:
        return False
    return word.lower() in LOOK_LIKE_SYLLABLES or not SYLLABLE.fullmatch(word.lower())


def english_on(page) -> set[str]:
    """The texts and labels of a page, seen or waiting in it, that hold English words.

    Args:
        page: a page of Playwright.
    """
    return {f"{kind}: {text}" for kind, text in page.evaluate(READ) if english_words(text)}
