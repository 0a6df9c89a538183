// Runs before anything is painted and before the app exists: look, language, Trusted Types, and a plain explanation when
// the app cannot start. It has no dependencies and must parse in browsers that are too old for the app itself, so the
// syntax here stays modest.
(function () {
  "use strict";

  var root = document.documentElement;

  function stored(key) {
    // Storage may be forbidden altogether (private windows, embedded pages).
    try {
      return localStorage.getItem("ideomix." + key);
    } catch (_) {
      return null;
    }
  }

  // ---- look and language ----

  var theme = stored("theme");
  if (theme === "light" || theme === "dark") {
    root.setAttribute("data-theme", theme);
    // The browser's own bars follow the chosen look and not the system's.
    Array.prototype.forEach.call(document.querySelectorAll('meta[name="theme-color"]'), function (meta, index) {
      var wanted = meta.getAttribute("media").indexOf(theme) > 0;
      meta.setAttribute("media", wanted ? "all" : "not all");
    });
  }

  var wished = stored("language") || (navigator.languages && navigator.languages[0]) || navigator.language || "en";
  var language = /^zh/i.test(wished) ? "zh" : "en";
  root.lang = language === "zh" ? "zh-CN" : "en";

  // Where the app says the same in the same place, these are its words (web/src/text): nothing changes when it takes over.
  var TEXTS = {
    en: {
      skip: "Skip to the form",
      rail: "Operations",
      generate: "Generate",
      remix: "Remix",
      edit: "Edit",
      reframe: "Reframe",
      background: "Background",
      upscale: "Upscale",
      describe: "Describe",
      create: "Create",
      jobs: "Jobs",
      gallery: "Gallery",
      settings: "Settings",
      history: "Recent",
      about: "A picture from words.",
      prompt: "Prompt",
      placeholder: "A red fox reading in a snowy library, “OPEN LATE” in neon above the door",
      starting: "Starting",
      write: "You can write already.",
      stage: "Results",
      emptyTitle: "What shall we make?",
      emptyText: "Describe a picture, choose its shape, and run. Every picture is kept here at once, before its link expires.",
      tryOne: "Try one of these",
      reload: "Reload",
      details: "Technical details",
      failOld: "This browser is missing something Ideomix needs",
      failOldText: "Please update the browser, or open Ideomix in a current Chrome, Edge, Firefox or Safari. Missing: ",
      failLoad: "Part of Ideomix could not be loaded",
      failLoadText:
        "The connection may have been interrupted, or a newer version was just published. Reloading usually helps. Nothing was sent and nothing was charged.",
      failCompile: "The browser refused to run Ideomix",
      failCompileText:
        "The program file arrived damaged, with a wrong type, or a security setting blocks WebAssembly. Reload once; if that does not help, tell whoever runs this site.",
      failPolicy: "A security rule blocked Ideomix",
      failPolicyText:
        "The site's content security policy or a browser extension does not allow a part of the app. Whoever runs this site can put it right.",
      failPanic: "Ideomix stopped because of a fault in it",
      failPanicText:
        "Pictures and finished jobs are kept in this browser. A request that was just running may still be billed; after reloading it is listed under Jobs.",
      failSlow: "Ideomix did not start",
      failSlowText:
        "It has made no progress for 20 seconds. The connection may be very slow or interrupted. You can keep waiting or reload."
    },
    zh: {
      skip: "跳到表单",
      rail: "操作",
      generate: "生成",
      remix: "混合",
      edit: "编辑",
      reframe: "扩展画幅",
      background: "换背景",
      upscale: "放大",
      describe: "描述",
      create: "创作",
      jobs: "任务",
      gallery: "图库",
      settings: "设置",
      history: "最近",
      about: "用文字生成图片。",
      prompt: "提示词",
      placeholder: "一只红狐狸在下雪的图书馆里看书,门上霓虹灯写着“营业至深夜”",
      starting: "正在启动",
      write: "现在就可以输入。",
      stage: "结果",
      emptyTitle: "想画点什么?",
      emptyText: "描述画面,选择形状,然后运行。每张图片都会立即保存到这里,不怕链接过期。",
      tryOne: "试试这些",
      reload: "重新加载",
      details: "技术细节",
      failOld: "浏览器缺少 Ideomix 需要的功能",
      failOldText: "请更新浏览器，或改用新版 Chrome、Edge、Firefox 或 Safari。缺少：",
      failLoad: "Ideomix 的一部分未能加载",
      failLoadText: "网络可能中断，或者网站刚刚发布了新版本。重新加载通常可以解决。没有发送任何请求，也没有产生费用。",
      failCompile: "浏览器拒绝运行 Ideomix",
      failCompileText: "程序文件已损坏、类型不正确，或者安全设置禁止了 WebAssembly。请重新加载一次；如果仍然不行，请告诉网站管理员。",
      failPolicy: "安全规则阻止了 Ideomix",
      failPolicyText: "网站的内容安全策略或某个浏览器扩展不允许应用的一部分运行。网站管理员可以解决这个问题。",
      failPanic: "Ideomix 内部出错，已停止",
      failPanicText: "图片和已完成的任务都保存在这个浏览器里。刚才正在运行的请求仍可能计费；重新加载后可在“任务”中看到它。",
      failSlow: "Ideomix 没有启动",
      failSlowText: "已经 20 秒没有进展，网络可能很慢或已中断。可以继续等待，也可以重新加载。"
    }
  };
  var text = TEXTS[language];

  // ---- Trusted Types ----

  // Leptos builds the fixed parts of a view by parsing them in a <template>. That is the one use of markup from strings
  // in the app, so the default policy lets inert markup through and refuses everything that could run or load.
  var ACTIVE_ELEMENT = /<\s*\/?\s*(?:script|iframe|frame|object|embed|applet|base|link|meta|style|foreignobject|animate|set)\b/i;
  var HANDLER = /[\s"'\/]on[a-z]+\s*=/i;
  var ACTIVE_ATTRIBUTE = /(?:javascript|vbscript):|[\s"'\/]srcdoc\s*=/i;

  function decoded(html) {
    return html
      .replace(/&#(x?)([0-9a-f]+);?/gi, function (_, hex, digits) {
        var code = parseInt(digits, hex ? 16 : 10);
        return code <= 0x10ffff ? String.fromCodePoint(code) : "";
      })
      .replace(/&colon;/gi, ":")
      .replace(/&(?:tab|newline);/gi, "");
  }

  function inert(html) {
    var plain = decoded(html);
    var joined = plain.replace(/[\u0000-\u0020]+/g, "");
    if (ACTIVE_ELEMENT.test(plain) || HANDLER.test(plain) || ACTIVE_ATTRIBUTE.test(plain) || /(?:java|vb)script:/i.test(joined)) {
      throw new TypeError("Active markup is not allowed");
    }
    return html;
  }

  if (window.trustedTypes && trustedTypes.createPolicy) {
    try {
      trustedTypes.createPolicy("default", {
        createHTML: inert,
        createScript: function () {
          throw new TypeError("Script text is not allowed");
        },
        createScriptURL: function (url) {
          if (new URL(url, document.baseURI).origin !== location.origin) {
            throw new TypeError("Scripts come from this site only");
          }
          return url;
        }
      });
    } catch (error) {
      // The site's policy does not know the name. The app then shows it by itself, at its first view.
      console.warn(error);
    }
  }

  // ---- failures ----

  var KINDS = {
    old: [text.failOld, text.failOldText],
    load: [text.failLoad, text.failLoadText],
    compile: [text.failCompile, text.failCompileText],
    policy: [text.failPolicy, text.failPolicyText],
    panic: [text.failPanic, text.failPanicText],
    slow: [text.failSlow, text.failSlowText]
  };
  var pending = null;
  var shown = null;

  function waiting() {
    return document.querySelector("[data-boot]") !== null;
  }

  // Called by the code here, by initializer.mjs, and by the app's panic hook as `globalThis.ideomixFailure(kind, detail)`.
  function fail(kind, detail) {
    // The first cause is the one to tell; only the guess "slow" gives way to a known one.
    if (shown && shown !== "slow") {
      return;
    }
    var panel = document.getElementById("failure");
    if (!panel) {
      pending = [kind, detail];
      return;
    }
    shown = kind;
    var words = KINDS[kind] || KINDS.panic;
    document.getElementById("failure-title").textContent = words[0];
    document.getElementById("failure-text").textContent = words[1] + (kind === "old" ? detail : "");
    var technical = document.getElementById("failure-details");
    technical.hidden = !detail || kind === "old";
    document.getElementById("failure-detail").textContent = detail ? String(detail) : "";
    panel.hidden = false;
    document.getElementById("failure-reload").focus();
  }

  window.ideomixFailure = fail;

  var NEEDED = {
    WebAssembly: typeof WebAssembly === "object" && typeof WebAssembly.instantiate === "function",
    BigInt: typeof BigInt === "function",
    fetch: typeof fetch === "function" && typeof AbortController === "function",
    "<dialog>": typeof HTMLDialogElement === "function" && "showModal" in HTMLDialogElement.prototype,
    popover: "popover" in HTMLElement.prototype,
    structuredClone: typeof structuredClone === "function",
    createImageBitmap: typeof createImageBitmap === "function",
    "CSS light-dark()": !!(window.CSS && CSS.supports && CSS.supports("color", "light-dark(#000, #fff)")),
    "CSS @layer": typeof CSSLayerBlockRule === "function"
  };
  var missing = Object.keys(NEEDED).filter(function (name) {
    return !NEEDED[name];
  });
  if (missing.length) {
    fail("old", missing.join(", "));
  }

  // A script that does not arrive fires an event that does not bubble; it is heard while it goes down.
  window.addEventListener(
    "error",
    function (event) {
      var target = event.target;
      if (waiting() && target && target.tagName === "SCRIPT") {
        fail("load", target.src || "module");
      } else if (waiting() && event.message) {
        fail("load", event.message);
      }
    },
    true
  );
  window.addEventListener("unhandledrejection", function (event) {
    if (waiting()) {
      fail("load", event.reason);
    }
  });
  document.addEventListener("securitypolicyviolation", function (event) {
    var script = /^(?:script-src|default-src|require-trusted-types|trusted-types)/.test(event.effectiveDirective);
    if (waiting() && script && event.disposition === "enforce") {
      fail("policy", event.effectiveDirective + " " + event.blockedURI);
    }
  });

  // Without any progress for this long, something is said instead of waiting in silence.
  var PATIENCE = 20000;
  var watch = 0;

  function expectMore() {
    clearTimeout(watch);
    watch = setTimeout(function () {
      if (waiting()) {
        fail("slow", "");
      }
    }, PATIENCE);
  }

  // initializer.mjs reports how far the program has arrived; a guess that was wrong is taken back.
  window.ideomixProgress = function (share) {
    expectMore();
    if (shown === "slow") {
      shown = null;
      document.getElementById("failure").hidden = true;
    }
    var status = document.getElementById("boot-share");
    if (status && share < 1) {
      status.textContent = Math.round(share * 100) + " %";
    }
  };
  window.ideomixStarted = function () {
    clearTimeout(watch);
    try {
      localStorage.removeItem("ideomix.boot-prompt");
    } catch (_) {
      // Nothing was kept then.
    }
  };
  expectMore();

  // ---- the first picture of the page ----

  function each(selector, attribute, put) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), function (element) {
      put(element, text[element.getAttribute(attribute)]);
    });
  }

  function fill() {
    each("[data-text]", "data-text", function (element, words) {
      element.textContent = words;
    });
    each("[data-label]", "data-label", function (element, words) {
      element.setAttribute("aria-label", words);
    });
    arrive();
    var prompt = document.getElementById("boot-prompt");
    if (prompt) {
      prompt.placeholder = text.placeholder;
      keep(prompt);
    }
    document.getElementById("failure-reload").addEventListener("click", function () {
      location.reload();
    });
    if (pending) {
      fail(pending[0], pending[1]);
    }
  }

  // The address may name another operation, or a place without a form.
  function arrive() {
    var place = location.hash.replace(/[^#\/a-z].*/, "");
    var here = document.querySelector('.rail-item[href="' + place + '"]');
    if (place === "#/create/generate" || !(here || place.indexOf("#/item") === 0)) {
      return;
    }
    var operation = place.indexOf("#/create") === 0;
    Array.prototype.forEach.call(document.querySelectorAll("[aria-current]"), function (item) {
      // The phone's tab "Create" holds for every operation.
      if (!operation || item.parentNode.className !== "only-phone") {
        item.removeAttribute("aria-current");
      }
    });
    if (here) {
      here.setAttribute("aria-current", "page");
    }
    if (operation) {
      document.getElementById("boot-title").textContent = here.textContent;
      document.querySelector(".panel-body > .field-hint").textContent = "\u00a0";
    } else {
      document.querySelector("[data-boot]").setAttribute("data-place", "");
      document.querySelector(".panel").setAttribute("inert", "");
    }
  }

  // What was typed before the app came survives a reload and a closed tab.
  function keep(prompt) {
    try {
      var kept = localStorage.getItem("ideomix.boot-prompt");
      if (kept && !prompt.value) {
        prompt.value = kept;
      }
      prompt.addEventListener("input", function () {
        prompt.parentNode.setAttribute("data-value", prompt.value);
        localStorage.setItem("ideomix.boot-prompt", prompt.value);
      });
    } catch (_) {
      // Without storage the text lives as long as the page.
    }
  }

  document.addEventListener("readystatechange", function () {
    if (document.readyState === "interactive") {
      fill();
    }
  });

  // ---- on-screen keyboard ----

  // Safari lays the keyboard over the page; the run bar moves above it with this variable (see layout.css).
  var view = window.visualViewport;
  if (view) {
    view.addEventListener("resize", function () {
      var covered = view.scale > 1.01 ? 0 : Math.max(0, window.innerHeight - view.height - view.offsetTop);
      root.style.setProperty("--keyboard", (covered > 80 ? Math.round(covered) : 0) + "px");
    });
  }
})();
