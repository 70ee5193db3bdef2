// Starts the app, and is the net under it. A plain script and not part of the app, because it has to work when the app
// does not: it sets the Trusted Types policy before any other code runs, repeats a press that came too early (early.js keeps
// it), and shows phone numbers and the words already typed when the app cannot load or has stopped. Written for older browsers than the
// app needs (only import() is new; without modules at all, too-old.js speaks instead). Nothing here stores a report.
(function () {
  'use strict';
  var html = document.documentElement;
  var given = document.getElementById('boot').dataset;
  var base = html.getAttribute('data-base');
  var at = function (id) { return document.getElementById(id); };
  var on = function (target, type, handler, early) { target.addEventListener(type, handler, early); };
  var state = function () { return html.getAttribute('data-app'); };

  // In a sandboxed frame the address, cookies and workers are refused by a throw. Whatever is only nice to have is tried.
  function attempt(act) { try { return act(); } catch (fault) { /* it works without */ } }
  ['pushState', 'replaceState'].forEach(function (name) {
    var change = history[name];
    history[name] = function () {
      var given = arguments;
      attempt(function () { change.apply(history, given); });
    };
  });

  // 1. Trusted Types. Strings become HTML only without anything that runs or loads; scripts come only from our own files.
  // Content-Security-Policy forbids the same again; a policy that throws is the half that tests can point at.
  var RUNS = /<\s*\/?\s*(script|iframe|frame|object|embed|base|meta|link|style)\b|[\s"'\/]on[a-z]+\s*=|javascript\s*:/i;
  if (window.trustedTypes && trustedTypes.createPolicy) {
    trustedTypes.createPolicy('default', {
      createHTML: function (text) { return RUNS.test(text) ? null : text; },
      createScriptURL: function (url) {
        var asked = new URL(url, document.baseURI);
        var path = asked.origin === location.origin && asked.pathname.indexOf(base) === 0 && asked.pathname.slice(base.length);
        return path && (path === 'sw.js' || /^assets\/[\w.\/-]+\.js$/.test(path)) ? url : null;
      }
    });
  }

  // 2. The city's colour, before the app is there to set it. (CSSOM: style attributes are forbidden.)
  if (/^#[\da-f]{6}$/i.test(given.accent)) html.style.setProperty('--accent', given.accent);

  // The browser's *offline* is sure. The app, once it is there, knows more (state/outbox/line.rs).
  function net() { html.setAttribute('data-net', navigator.onLine === false ? 'off' : ''); }
  on(window, 'online', net);
  on(window, 'offline', net);
  net();

  // 3. The first screen's one form is never sent by the browser (the policy forbids it): the app hears its button.
  var boot = window.tanggapBoot;
  // Also for parts that the app asks for later, such as the map: wasm itself cannot say import(). Where the page has no
  // origin this script has no address either, to which a path could be relative.
  var load = boot.load = function (url) { return import(new URL(url, document.baseURI).href); };
  on(at('track'), 'submit', function (press) { press.preventDefault(); });

  // 4. What belongs to the shell and not to a screen: skip link, language menu.
  on(at('skip'), 'click', function (press) {
    // Not by its href: the address' fragment may carry a ticket number.
    press.preventDefault();
    at('content').focus();
  });
  var menu = at('language');
  on(menu, 'click', function (press) {
    var choice = press.target.closest('[data-lang]');
    if (!choice) return;
    var lang = choice.getAttribute('data-lang');
    attempt(function () { document.cookie = 'lang=' + lang + ';path=' + base + ';max-age=31536000;samesite=lax' + (location.protocol === 'https:' ? ';secure' : ''); });
    var choices = menu.querySelectorAll('[data-lang]');
    for (var i = 0; i < choices.length; i++) choices[i].setAttribute('aria-current', String(choices[i] === choice));
    menu.open = false;
    menu.querySelector('summary').focus();
    // The app re-words the page in place; before it is there, a reload does, where nobody is in the middle of a sentence.
    if (state() === 'ready') document.dispatchEvent(new CustomEvent('tanggap:language', { detail: lang }));
    else if (!written()) again(written);
  });
  if (boot.held && boot.held.lang) boot.release().click();
  on(document, 'click', function (press) { if (!menu.contains(press.target)) menu.open = false; });
  on(menu, 'keydown', function (key) {
    if (key.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  // 5. The block of last resort. Takes everything the person wrote, wherever in the app it stands; not numbers and keys.
  function written() {
    var texts = [];
    var boxes = document.querySelectorAll('#tell, #app textarea, #app input[type=text], #app input:not([type]), #app .summary__answer');
    for (var i = 0; i < boxes.length; i++) {
      var text = (boxes[i].value || boxes[i].textContent || '').trim();
      if (text && texts.indexOf(text) < 0 && boxes[i].className.indexOf('digits') < 0) texts.push(text);
    }
    return texts.join('\n\n');
  }
  function failed(reason) {
    if (state() === 'failed') return;
    var text = written();
    boot.release();
    clearTimeout(late);
    html.setAttribute('data-app', 'failed');
    at('slow').hidden = true;
    at('failed').hidden = false;
    at('failed-old').hidden = reason !== 'too-old';
    at('failed-words').hidden = !text;
    at('failed-text').value = text;
    at('failed-reason').textContent = reason === 'too-old' ? '' : String(reason).slice(0, 300);
    at('failed-title').focus();
  }
  window.tanggapFailed = failed;
  // A trap (out of memory, a broken invariant) tells nobody but the browser, and what trapped must not run again.
  function trapped(fault) { if (window.WebAssembly && fault instanceof WebAssembly.RuntimeError) failed(fault); }
  on(window, 'error', function (event) { trapped(event.error); });
  on(window, 'unhandledrejection', function (event) { trapped(event.reason); });
  on(at('failed-copy'), 'click', function () {
    var button = this;
    var done = function () { button.textContent = at('announce').textContent = given.copied; };
    var byHand = function () { at('failed-text').select(); if (document.execCommand('copy')) done(); };
    if (navigator.clipboard) navigator.clipboard.writeText(at('failed-text').value).then(done, byHand);
    else byHand();
  });
  // The words come along through the reload in this tab's own history entry, and leave it when the app is there to keep
  // them. The page stays until the next one answers, and who is writing goes on writing.
  function carry(words, mended) { history.replaceState({ tanggapTell: words, tanggapMended: mended }, ''); }
  function again(words, mended) {
    function carried() { carry(words(), mended); }
    carried();
    on(document, 'input', carried);
    location.reload();
  }
  on(at('failed-again'), 'click', function () { again(function () { return at('failed-text').value; }); });
  var kept = history.state || {};
  if ('tanggapTell' in kept) {
    if (!at('tell').value) at('tell').value = kept.tanggapTell;
    carry(kept.tanggapTell);
  }
  // From a damaged cache the app may not start: once, it is fetched anew.
  function broken(fault) {
    var worker = attempt(function () { return navigator.serviceWorker.controller; });
    if (kept.tanggapMended || !worker) return failed(fault);
    load(given.offline).then(function (offline) { return offline.mend(base); }).then(function (mended) {
      if (mended) again(written, true);
      else failed(fault);
    }).catch(function () { failed(fault); });
  }

  // 6. Start, after the first frame: the first screen needs none of this, so nothing may hold it up. (A hidden tab draws
  // no frames.) A deep link waits for its styles.
  var late = setTimeout(function () { at('slow').hidden = false; }, 30000);
  var isThere;
  // A reload on a slow line, or a way back, loses no word; the app keeps them from then on, and its history has none.
  function hold() { carry(written()); }
  on(document, 'input', hold);
  new MutationObserver(function () {
    if (state() !== 'ready') return;
    var press = boot.release();
    // From then on another page has come.
    if (isThere) return;
    isThere = true;
    document.removeEventListener('input', hold);
    if (history.state && 'tanggapTell' in history.state) history.replaceState(null, '');
    clearTimeout(late);
    at('slow').hidden = true;
    if (press) press.click();
    idle(function () {
      load(given.offline).then(function (offline) { return offline.start(base, written); }).catch(function () { /* with the next page */ });
    });
  }).observe(html, { attributes: true, attributeFilter: ['data-app', 'data-page'] });
  var idle = window.requestIdleCallback || function (act) { setTimeout(act, 1000); };

  var begun = false;
  function start() {
    if (begun) return;
    begun = true;
    var styled = new Promise(function (resolve) {
      var rest = document.createElement('link');
      rest.rel = 'stylesheet';
      rest.href = given.css;
      rest.onload = rest.onerror = resolve;
      document.head.appendChild(rest);
    });
    var wasm = fetch(given.wasm, { credentials: 'same-origin' });
    wasm.catch(function () { /* told below, once, when the app asks for it */ });
    load(given.app).then(function (app) {
      return html.getAttribute('data-page') === 'home' ? app : styled.then(function () { return app; });
    }).then(function (app) {
      return app.default({ module_or_path: wasm });
    }).catch(broken);
  }
  // Without IndexedDB it works as well, and says that nothing can be kept (C4).
  if (!window.WebAssembly) failed('too-old');
  else {
    requestAnimationFrame(function () { setTimeout(start); });
    setTimeout(start, 300);
  }

  // 7. A browser offers to install a site when it likes; it is asked when the person has a receipt to come back to.
  on(window, 'beforeinstallprompt', function (offer) {
    offer.preventDefault();
    boot.install = offer;
  });
})();
