// A browser's own translator, as Chrome's works on a page: every text is taken out and stands in `<font><font>` in its
// place, and so is every text that comes later. This one translates into capitals, so that a word which it has not seen, or
// which should be gone, is seen at once; and it cannot keep its hands off numbers, unless told to.
//
// What becomes of the page's own texts is the fault that it looks for: whoever writes on in a text that was taken out
// changes nothing that anybody sees, and whoever takes that text away leaves its translation standing.

/** From now on every page of this browser is translated. */
export const isTranslated = (context) => context.addInitScript(translator);

/** Words as they stand on a translated page. Places that are still to be filled stay what they are. */
export function translated(words) {
  const shown = (text) => text?.replace(/\{[^}]*\}|[^{]+/g, (part) => (part.startsWith('{') ? part : inCapitals(part)));
  const of = (say) => (...given) => shown(say(...given));
  return { ...words, word: of(words.word), local: of(words.local), door: of(words.door), desk: of(words.desk) };
}

export const inCapitals = (text) => text.toUpperCase();

function translator() {
  const taken = new WeakMap();
  const plain = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue');
  const { replaceWith, remove } = CharacterData.prototype;
  const isForIt = (text) => {
    const around = text.parentElement;
    return around && text.data.trim() && !around.closest('[translate=no], .notranslate, font, script, style, textarea, title, svg, noscript, optgroup');
  };
  const translation = (text) => text.toUpperCase().replace(/\d[\d ]{6,}\d/g, (number) => '#'.repeat(number.length));

  function take(text) {
    if (!text.isConnected || !isForIt(text)) return;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    for (const font of [outer, inner]) font.style.verticalAlign = 'inherit';
    inner.append(translation(text.data));
    outer.append(inner);
    taken.set(text, outer);
    replaceWith.call(text, outer);
  }

  function textsIn(node) {
    if (node.nodeType === Node.TEXT_NODE) return [node];
    const texts = [];
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode);
    return texts;
  }

  // As Chrome's it asks somebody else for the words: they come a moment later.
  const later = (nodes) => setTimeout(() => nodes.flatMap(textsIn).forEach(take), 20);
  document.addEventListener('DOMContentLoaded', () => {
    document.documentElement.classList.add('translated-ltr');
    document.documentElement.lang = 'en';
    const changed = ({ type, target, addedNodes }) => (type === 'characterData' ? [target] : [...addedNodes]);
    const watch = new MutationObserver((changes) => later(changes.flatMap(changed)));
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    later([document.body]);
  });

  const betrayed = (text, what) => {
    if (taken.get(text)?.isConnected) console.error(`translator: ${what} “${plain.get.call(text)}”, which stands translated on the page`);
  };
  Object.defineProperty(Node.prototype, 'nodeValue', {
    ...plain,
    set(value) {
      betrayed(this, `“${value}” is written into`);
      plain.set.call(this, value);
    },
  });
  // The page's own glue calls the same function for elements and for texts.
  for (const kind of [Element, CharacterData]) {
    const plainly = kind === Element ? Element.prototype.remove : remove;
    kind.prototype.remove = function () {
      betrayed(this, 'taken away is');
      plainly.call(this);
    };
  }
  const { insertBefore } = Node.prototype;
  Node.prototype.insertBefore = function (node, before) {
    if (before) betrayed(before, 'something goes before');
    return insertBefore.call(this, node, before);
  };
}
