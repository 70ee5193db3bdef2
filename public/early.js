// What is pressed before the app is there: kept, seen at once, and repeated by boot.js when the app is ready. It stands in
// the page itself, known to the policy by its hash: a press may come before any file has (docs/adr/0019-early-presses.md).
// Whoever goes on writing afterwards has changed their mind: jumping away under their fingers would be worse than a second
// press. Written for older browsers than the app needs, and short: every first visit waits for it.
(function (html) {
  var words;
  // `held` is what was pressed last.
  var boot = window.tanggapBoot = {
    // Lets go of it, and says what it was.
    release: function () {
      var press = boot.held;
      if (press) {
        boot.held = 0;
        press.removeAttribute('aria-disabled');
        show(press, words, '');
      }
      return press;
    }
  };
  // A key in the address belongs to whoever opened it, and to no history, no shoulder and no screenshot. What stands behind
  // the page of a report is taken out before anything else happens, whatever a mail or a messenger has made of it, and is
  // for the app to read (core/scan); a number among it stays. On other pages, which have no twenty digits, a key goes.
  function take() {
    var given = location, path = given.pathname.slice(html.dataset.base.length);
    var page = (/^(t|track|escalate)(?!\w)/i.exec(path) || /(\d\D*){12}/.test(path) && 't' || [''])[0];
    var said = [given.hash, path.replace(page, ''), given.search].join(' ');
    var text = unescape(unescape(said));
    var number = (/(?:^|\D)([1-9]\d{11}(?:\d\d)?)(?!\d)/.exec(text) || '')[1];
    var left = html.dataset.base + (page.toLowerCase() || path) + (number % 97 === 1 ? '#' + number : '');
    if (page ? left !== given.pathname + given.search + given.hash : /(\d[\s.+_-]*){20}/.test(text)) {
      boot.said = said;
      // A frame without an origin has no history to keep it in.
      try { history.replaceState(history.state, '', left); } catch (fault) { /* as above */ }
    }
  }
  take();
  addEventListener('hashchange', take);
  function show(button, text, said) {
    var line = document.getElementById('announce');
    if (text) button.textContent = text;
    if (line) line.textContent = said;
  }
  addEventListener('click', function (press) {
    var pressed = press.target.closest('button, a');
    // What stands in #app is the app's own; links elsewhere (a call, another tab) need nobody's help. A language can be
    // chosen as soon as boot.js is there, which sets `load`.
    if (!pressed || pressed.closest('#app') || (boot.load && pressed.lang) || (pressed.href && (pressed.origin !== location.origin || pressed.id === 'skip' || press.ctrlKey || press.metaKey || press.shiftKey))) return;
    if (!html.dataset.app) {
      press.preventDefault();
      press.stopImmediatePropagation();
    } else if (!pressed.matches('#tell-go, .door')) return;
    // With the app there it is only shown, until the form's part has come.
    boot.release();
    boot.held = pressed;
    pressed.setAttribute('aria-disabled', 'true');
    var moment = document.getElementById('boot').dataset.moment;
    words = /button/.test(pressed.className) && pressed.textContent;
    show(pressed, words && moment, moment);
  }, true);
  addEventListener('input', boot.release, true);
  // Without boot.js nothing would ever be repeated. What is last is shown, with its numbers to call.
  addEventListener('error', function (fault) {
    if (fault.target.id !== 'boot') return;
    addEventListener('load', function () {
      boot.release();
      html.dataset.app = 'failed';
      document.getElementById('failed').hidden = false;
      document.getElementById('failed-again').onclick = function () { location.reload(); };
      document.getElementById('failed-title').focus();
    });
  }, true);
})(document.documentElement);
