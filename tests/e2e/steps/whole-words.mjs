// Words that are broken inside, and choices whose words are cut: what makes large letters unreadable although nothing sticks
// out of the screen.

/** Words up to so many letters fit a line of 360 px in letters of 32 px, also as a heading. */
const LONGEST = 12;

/** What cannot be read in one go, as it stands on the screen: `Kek|era|san`. */
export const brokenWords = (page) => page.evaluate((longest) => {
  const isSeen = (element) => element.checkVisibility() && !element.closest('.visually-hidden, .skip, script, style, textarea, select, svg');
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    if (!text.data.trim() || !isSeen(text.parentElement)) continue;
    for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{M}]+[.,:;?!]?/gu)) {
      if (word.length > longest) continue;
      const range = document.createRange();
      let shown = '';
      let line;
      for (let at = 0; at < word.length; at += 1) {
        range.setStart(text, index + at);
        range.setEnd(text, index + at + 1);
        const { top, height } = range.getBoundingClientRect();
        if (line !== undefined && top > line + height / 2) shown += '|';
        shown += word[at];
        line = top;
      }
      if (shown.includes('|')) found.push(`${shown} in ${text.parentElement.tagName}.${text.parentElement.className}`);
    }
  }
  const pen = document.createElement('canvas').getContext('2d');
  for (const select of document.querySelectorAll('select')) {
    if (!select.checkVisibility()) continue;
    const style = getComputedStyle(select);
    pen.font = style.font;
    const room = select.clientWidth - Number.parseFloat(style.paddingInlineStart) - Number.parseFloat(style.paddingInlineEnd);
    const said = select.selectedOptions[0]?.text ?? '';
    if (pen.measureText(said).width > room) found.push(`${said} is cut in SELECT#${select.id}`);
  }
  return [...new Set(found)];
}, LONGEST);
