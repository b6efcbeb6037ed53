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
 *   window.negahPage()
 *     The single file as text, so that it can save itself: as it came, byte for byte, but for the data
 *     elements, which are left empty. Null where the page is not a single file.
 *
 * `main()` mounts the page; after it has returned, the loading state `#boot` is removed.
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
      "برنامه به خطای پیش‌بینی‌نشده‌ای برخورد و متوقف شد. لطفاً صفحه را دوباره بارگیری کنید.",
      "The application met an unexpected error and stopped. Please reload the page."
    ]
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

  function startWorker() {
    if (!compiled || typeof Worker !== "function") return null;
    try {
      if (!workerUrl) {
        var glue = byId("negah-glue");
        var text = glue.src ? "importScripts(" + JSON.stringify(glue.src) + ");" : glue.textContent;
        workerUrl = URL.createObjectURL(new Blob([text, "\n(", String(inWorker), ")();"], { type: "text/javascript" }));
      }
      var worker = new Worker(workerUrl);
      worker.postMessage({ negahModule: compiled });
      return worker;
    } catch (error) {
      return null;
    }
  }

  /* After a panic nothing of the page works any more; better to say so than to look alive. */
  function watchForPanics() {
    function check(error) {
      if (error instanceof WebAssembly.RuntimeError) fail(TEXT.crash, error);
    }
    window.addEventListener("error", function (event) { check(event.error); });
    window.addEventListener("unhandledrejection", function (event) { check(event.reason); });
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
