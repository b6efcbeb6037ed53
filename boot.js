/*
 * Starts the application: loads the WebAssembly module, shows how far that is, hands it over, and
 * says so plainly when it cannot. Written for old browsers on purpose, so that they still reach the
 * message that they are too old.
 *
 * What the page holds (the build writes it):
 *   #negah-glue   the script made by wasm-bindgen, linked or inline; defines `wasm_bindgen`
 *   #negah-wasm   the module: a <link> with its address and `data-size` in bytes, or, in the single
 *                 file, a <script> block with its gzip as base64 text
 *
 * What the application may use:
 *   window.negahStartWorker()
 *     A new Worker running the same module, or null where none can be started (then the same work is
 *     to be done in slices). Inside it `main()` runs, finds itself in a worker, and sets `onmessage`.
 *     Messages posted at any time after the call arrive there, in order: those that come before
 *     `main()` has returned are kept and dispatched again. The worker reports, before any answer of
 *     its own,
 *       {ready: true}     the application listens, or
 *       {failed: "why"}   it never will.
 *     A worker that is refused only later (by a policy, say) fires its `error` event.
 *
 *   window.negahWork
 *     What is being worked on, as plain values that need nothing of the application: {head, body, tail, name, kept}. The
 *     first three are the text of a file that the page opens again, `name` its name, and `kept` says whether the browser
 *     remembers it too. The application writes it whenever the work changes; it is read after a panic alone.
 *
 *   window.negahPage()
 *     The single file as text, so that it can save itself: as it came, byte for byte, but for the data
 *     elements, which are left empty. Null where the page is not a single file.
 *
 * `main()` mounts the page; after it has returned, the loading state `#boot` is removed.
 *
 * After a panic the application is never called again: its memory is in no state that it knows. Whatever would call it (events,
 * timers, frames, workers) is stopped, and the screen `#boot-crash` says that the work is kept, saves it and loads the page anew.
 */
(function () {
  "use strict";

  var TEXT = {
    old: [
      "مرورگر شما برای اجرای این برنامه قدیمی است. لطفاً نسخهٔ تازه‌تری از کروم، اج یا فایرفاکس به کار ببرید.",
      "This browser is too old. Please use a newer Chrome, Edge or Firefox (2021 or later)."
    ],
    folder: [
      "این صفحه باید از راه کارساز وب باز شود. برای باز کردن بدون کارساز، فایل negah.html را به کار ببرید.",
      "This page needs a web server. To open it from a folder, use the file negah.html instead."
    ],
    load: [
      "برنامه به طور کامل دریافت نشد. لطفاً صفحه را دوباره بارگیری کنید.",
      "The application could not be loaded completely. Please reload the page."
    ],
    start: [
      "برنامه آغاز نشد. لطفاً صفحه را دوباره بارگیری کنید.",
      "The application could not start. Please reload the page."
    ],
    crash: [
      "برنامه به خطای پیش‌بینی‌نشده‌ای برخورد و متوقف شد.",
      "The application met an unexpected error and stopped."
    ],
    crashKept: [
      "کار شما نگه داشته شده است: پس از بارگیری دوباره، سناریو، فیلترها، نشان‌ها و اسلایدها همان‌گونه که بود باز می‌گردد.",
      "Your work is kept: after reloading, scenario, filters, marks and slides come back as they were."
    ],
    crashNotKept: [
      "این مرورگر چیزی را نگه نمی‌دارد. پیش از بارگیری دوباره، کار را در پرونده ذخیره کنید و سپس آن پرونده را در صفحه باز کنید.",
      "This browser keeps nothing. Save the work in a file before reloading, then open that file in the page."
    ],
    crashEmpty: [
      "هنوز کاری برای نگه‌داشتن در میان نبود. لطفاً صفحه را دوباره بارگیری کنید.",
      "There was no work to keep yet. Please reload the page."
    ],
    crashSaved: [
      "پرونده ذخیره شد. پس از بارگیری دوباره، آن را با «باز کردن پرونده» یا رها کردن روی صفحه باز کنید.",
      "The file is saved. After reloading, open it from the data menu or drop it onto the page."
    ],
    reload: ["بارگیری دوباره", "Reload"],
    save: ["ذخیرهٔ کار در پرونده", "Save the work in a file"]
  };

  var byId = function (id) { return document.getElementById(id); };
  var compiled = null;
  var workerUrl = null;

  function fail(text, cause) {
    var loading = byId("boot");
    if (loading) loading.hidden = true;
    byId("boot-error-fa").textContent = text[0];
    byId("boot-error-en").textContent = text[1];
    byId("boot-error-detail").textContent = cause ? String(cause && cause.message || cause) : "";
    byId("boot-error").hidden = false;
  }

  /* The smallest module with a 128-bit vector in it. */
  function runsHere() {
    return typeof WebAssembly === "object" && typeof Promise === "function" &&
      WebAssembly.validate(new Uint8Array([
        0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11
      ]));
  }

  function showProgress(share) {
    var bar = byId("boot-progress");
    if (bar) bar.value = Math.min(1, share);
  }

  function bytesOfBase64(text) {
    var binary = atob(text.trim());
    var bytes = new Uint8Array(binary.length);
    for (var i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  function unpacked(bytes) {
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }

  function watch(response, size) {
    if (!response.body || !size) return;
    var reader = response.clone().body.getReader();
    var received = 0;
    (function next() {
      reader.read().then(function (part) {
        if (part.done) return;
        received += part.value.length;
        showProgress(received / size);
        next();
      }, function () { /* The other copy of the stream reports the same error. */ });
    })();
  }

  function compile(source) {
    if (source.tagName === "SCRIPT") return unpacked(bytesOfBase64(source.textContent)).then(WebAssembly.compile);
    return fetch(source.href).then(function (response) {
      if (!response.ok) throw new Error(source.href + ": " + response.status);
      watch(response, Number(source.getAttribute("data-size")));
      /* Streaming insists on the right media type, which not every intranet server sends. */
      var type = response.headers.get("content-type") || "";
      if (WebAssembly.compileStreaming && type.indexOf("application/wasm") === 0) {
        return WebAssembly.compileStreaming(response);
      }
      return response.arrayBuffer().then(function (bytes) { return WebAssembly.compile(bytes); });
    });
  }

  /* Everything is kept as it is before anything changes; large elements stay where they are and are read when asked for. */
  function pageKeeper() {
    var DATA = ["negah-snapshot", "negah-scenario", "negah-session"];
    var parts = [];
    function open(element) { return element.cloneNode(false).outerHTML.replace(/<\/[a-z]+>$/, ""); }
    function keep(parent) {
      [].forEach.call(parent.childNodes, function (node) {
        var large = node.nodeName === "SCRIPT" || node.nodeName === "STYLE";
        parts.push(large ? node : node.outerHTML || node.nodeValue || "");
      });
    }
    parts.push("<!doctype html>\n", open(document.documentElement), "\n<head>");
    keep(document.head);
    parts.push("</head>\n<body>");
    keep(document.body);
    parts.push("\n</body>\n</html>\n");
    return function () {
      if (byId("negah-wasm").tagName !== "SCRIPT") return null;
      return parts.map(function (part) {
        if (typeof part === "string") return part;
        return DATA.indexOf(part.id) < 0 ? part.outerHTML : part.cloneNode(false).outerHTML;
      }).join("");
    };
  }

  /* Runs inside the worker, before the application: see the contract above. */
  function inWorker() {
    var early = [];
    function keep(event) {
      event.stopImmediatePropagation();
      if (event.data && event.data.negahModule) start(event.data.negahModule);
      else early.push(event);
    }
    function start(module) {
      wasm_bindgen({ module_or_path: module }).then(function () {
        self.removeEventListener("message", keep);
        self.postMessage({ ready: true });
        early.forEach(function (event) {
          self.dispatchEvent(new MessageEvent("message", { data: event.data, ports: [].slice.call(event.ports) }));
        });
      }).catch(function (error) { self.postMessage({ failed: String(error) }); });
    }
    self.addEventListener("message", keep);
    self.addEventListener("messageerror", function () { self.postMessage({ failed: "the module could not be passed on" }); });
  }

  var workers = [];

  function startWorker() {
    if (!compiled || typeof Worker !== "function") return null;
    try {
      if (!workerUrl) {
        var glue = byId("negah-glue");
        var text = glue.src ? "importScripts(" + JSON.stringify(glue.src) + ");" : glue.textContent;
        workerUrl = URL.createObjectURL(new Blob([text, "\n(", String(inWorker), ")();"], { type: "text/javascript" }));
      }
      var worker = new Worker(workerUrl);
      workers.push(worker);
      worker.postMessage({ negahModule: compiled });
      return worker;
    } catch (error) {
      return null;
    }
  }

  /* What could call the application. Listened to before the application listens, so that a dead one hears of nothing. */
  var EVENTS = [
    "afterprint", "auxclick", "beforeinput", "beforeprint", "beforeunload", "blur", "cancel", "change", "click", "close", "contextmenu",
    "dblclick", "drag", "dragend", "dragenter", "dragleave", "dragover", "dragstart", "drop", "focus", "focusin", "focusout",
    "fullscreenchange", "hashchange", "input", "keydown", "keypress", "keyup", "mousedown", "mouseenter", "mouseleave",
    "mousemove", "mouseout", "mouseover", "mouseup", "negah-svg", "pagehide", "pageshow", "paste", "pointercancel", "pointerdown", "pointerenter",
    "pointerleave", "pointermove", "pointerout", "pointerover", "pointerup", "popstate", "resize", "scroll", "storage",
    "submit", "toggle", "touchcancel", "touchend", "touchmove", "touchstart", "visibilitychange", "wheel"
  ];
  var dead = false;

  function gate(event) {
    if (!dead) return;
    event.stopImmediatePropagation();
    var screen = byId("boot-crash");
    var inside = screen && event.target instanceof Node && screen.contains(event.target);
    if (event.type === "click" && inside) act(event.target);
    /* Escape does not close what there is nothing behind of. */
    if (event.type === "cancel") event.preventDefault();
    if (event.type === "close" && event.target === screen) open(screen);
    if (!inside && event.cancelable && event.type !== "wheel") event.preventDefault();
  }

  function open(screen) {
    if (screen.open) return;
    if (screen.showModal) screen.showModal();
    else screen.setAttribute("open", "");
  }

  function act(target) {
    if (target.id === "boot-reload") location.reload();
    if (target.id !== "boot-save") return;
    var work = window.negahWork;
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([work.head, work.body, work.tail], { type: "application/json" }));
    link.download = work.name;
    link.click();
    say("boot-crash-said", TEXT.crashSaved);
  }

  /* The language that the page speaks. */
  function own(text) { return text[document.documentElement.lang === "en" ? 1 : 0]; }

  function say(id, text) { byId(id).textContent = own(text); }

  function part(parent, name, id, text) {
    var element = document.createElement(name);
    if (id) element.id = id;
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function crashScreen(error) {
    var work = window.negahWork;
    var screen = document.createElement("dialog");
    screen.id = "boot-crash";
    screen.className = "boot";
    screen.setAttribute("role", "alertdialog");
    screen.setAttribute("aria-labelledby", "boot-crash-title");
    screen.setAttribute("aria-describedby", "boot-crash-text");
    part(screen, "h1", "boot-crash-title", own(TEXT.crash));
    part(screen, "p", "boot-crash-text", own(!work ? TEXT.crashEmpty : work.kept ? TEXT.crashKept : TEXT.crashNotKept));
    var acts = part(screen, "div", "boot-crash-acts");
    var order = work && !work.kept ? ["save", "reload"] : work ? ["reload", "save"] : ["reload"];
    order.forEach(function (name, at) {
      var button = part(acts, "button", "boot-" + name, own(TEXT[name]));
      button.type = "button";
      if (at === 0) button.className = "primary";
    });
    part(screen, "p", "boot-crash-said").setAttribute("role", "status");
    var detail = part(screen, "p", "", String(error && error.message || error));
    detail.className = "boot-detail";
    detail.lang = "en";
    detail.dir = "ltr";
    document.body.appendChild(screen);
    open(screen);
    acts.firstChild.focus();
  }

  /* After a panic nothing of the page works any more; better to say so than to look alive. */
  function die(error) {
    if (dead) return;
    dead = true;
    var nothing = function () {};
    try {
      /* What is kept stays as it was before the panic. */
      Storage.prototype.setItem = Storage.prototype.removeItem = nothing;
      workers.forEach(function (worker) { worker.onmessage = worker.onerror = null; worker.terminate(); });
      for (var timer = setTimeout(nothing, 0); timer > 0; timer--) { clearTimeout(timer); clearInterval(timer); }
      for (var frame = requestAnimationFrame(nothing); frame > 0; frame--) cancelAnimationFrame(frame);
    } catch (other) { /* The screen matters more. */ }
    var loading = byId("boot");
    if (loading) loading.hidden = true;
    crashScreen(error);
  }

  function watchForPanics() {
    function check(event, error) {
      /* What a dead application says afterwards is no news. */
      if (dead) { event.preventDefault(); event.stopImmediatePropagation(); return; }
      if (error instanceof WebAssembly.RuntimeError) die(error);
    }
    EVENTS.forEach(function (name) { window.addEventListener(name, gate, { capture: true, passive: false }); });
    window.addEventListener("error", function (event) { check(event, event.error); });
    window.addEventListener("unhandledrejection", function (event) { check(event, event.reason); });
  }

  /* The theme that was chosen last, or that the device asks for, before anything is seen. */
  function takeTheme() {
    var asked = window.matchMedia && window.matchMedia("(prefers-contrast: more)").matches;
    try {
      var chosen = JSON.parse(localStorage.getItem("negah.preferences") || "{}").projector;
      if (typeof chosen === "boolean") asked = chosen;
    } catch (error) { /* Storage is switched off, or holds something else. */ }
    document.documentElement.setAttribute("data-theme", asked ? "projector" : "light");
  }

  function boot() {
    // Before anything is written into it: the page is kept as it came.
    window.negahPage = pageKeeper();
    takeTheme();
    var source = byId("negah-wasm");
    var packed = source.tagName === "SCRIPT";
    if (!runsHere() || typeof wasm_bindgen === "undefined" || packed && typeof DecompressionStream === "undefined") {
      return fail(TEXT.old);
    }
    if (location.protocol === "file:" && !packed) return fail(TEXT.folder);
    window.negahStartWorker = startWorker;
    compile(source).then(function (module) {
      compiled = module;
      showProgress(1);
      watchForPanics();
      return wasm_bindgen({ module_or_path: module }).then(function () {
        var loading = byId("boot");
        if (loading) loading.parentNode.removeChild(loading);
      }).catch(function (error) { fail(TEXT.start, error); });
    }).catch(function (error) { fail(TEXT.load, error); });
  }

  boot();
})();
