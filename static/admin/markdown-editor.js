/* Renran's settings for the Markdown editor: toolbar, server preview, uploads.
   wagtail-markdown calls easymdeAttach(); ours wraps it, so that every editor of
   the page, also one added later to the body, gets the same. */
(() => {
  "use strict";

  const script = document.currentScript;
  const chinese = script.dataset.language.startsWith("zh");
  // biome-ignore format: a table of words reads better in lines.
  const words = chinese
    ? {
        bold: "加粗", italic: "斜体", heading: "小标题", quote: "引用", list: "列表",
        numbered: "编号列表", link: "链接", image: "插入图片", code: "代码", table: "表格",
        formula: "公式", preview: "预览", side: "左右对照", full: "全屏", undo: "撤销", redo: "重做",
        uploading: "正在上传 #images_names#…", drop: "松开鼠标即可上传", failed: "图片上传失败。",
        previewing: "正在生成预览…", previewFailed: "预览没有成功，请稍后再试。", characters: "字",
        tableText: "\n\n| 列一 | 列二 | 列三 |\n| --- | --- | --- |\n| 内容 | 内容 | 内容 |\n\n",
      }
    : {
        bold: "Bold", italic: "Italic", heading: "Heading", quote: "Quote", list: "List",
        numbered: "Numbered list", link: "Link", image: "Insert picture", code: "Code", table: "Table",
        formula: "Formula", preview: "Preview", side: "Side by side", full: "Full screen", undo: "Undo", redo: "Redo",
        uploading: "Uploading #images_names#…", drop: "Drop to upload", failed: "The picture could not be uploaded.",
        previewing: "Rendering…", previewFailed: "No preview just now, please try again.", characters: "words",
        tableText: "\n\n| One | Two | Three |\n| --- | --- | --- |\n| Text | Text | Text |\n\n",
      };

  const stroke = (paths) =>
    `<svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;
  const icons = {
    bold: stroke('<path d="M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z"/>'),
    italic: stroke('<path d="M10 5h8M6 19h8M14 5l-4 14"/>'),
    heading: stroke('<path d="M6 5v14M18 5v14M6 12h12"/>'),
    quote: stroke('<path d="M6 6v12M11 8h8M11 12h8M11 16h5"/>'),
    list: stroke('<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/>'),
    numbered: stroke(
      '<path d="M10 6h10M10 12h10M10 18h10M4 5l1-1v4M3.8 15.5c.4-1 2.2-1 2.2.2 0 .8-2.2 2.3-2.2 2.3H6"/>',
    ),
    link: stroke(
      '<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3"/>',
    ),
    image: stroke(
      '<rect x="3.5" y="5" width="17" height="14" rx="1.5"/><path d="m4 17 5-5 4 4 3-3 4 4"/><path d="M15.5 9.5h.01"/>',
    ),
    code: stroke('<path d="m8 7-5 5 5 5M16 7l5 5-5 5"/>'),
    table: stroke(
      '<rect x="3.5" y="5" width="17" height="14" rx="1"/><path d="M3.5 10h17M3.5 14.5h17M10 5v14"/>',
    ),
    formula: stroke('<path d="M18 6V4H6l6 8-6 8h12v-2"/>'),
    preview: stroke(
      '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.5"/>',
    ),
    side: stroke('<rect x="3.5" y="5" width="17" height="14" rx="1"/><path d="M12 5v14"/>'),
    full: stroke('<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>'),
    undo: stroke('<path d="M4 10h10a5 5 0 0 1 0 10h-3M8 6l-4 4 4 4"/>'),
    redo: stroke('<path d="M20 10H10a5 5 0 0 0 0 10h3M16 6l4 4-4 4"/>'),
  };

  const config = () => window.wagtailConfig || {};

  function post(address, body) {
    return fetch(address, {
      method: "POST",
      body,
      credentials: "same-origin",
      headers: { "X-CSRFToken": config().CSRF_TOKEN || "" },
    });
  }

  const drawn = new WeakMap();
  const asked = new WeakMap();
  const PAUSE = 250;

  /* The site's own setter of formulas, fetched for the first one. */
  let formulas = null;
  function setFormulas(mayFetch = true) {
    if (!formulas && mayFetch) formulas = fetchFormulas();
    if (formulas) formulas.then(() => document.dispatchEvent(new Event("renran:text-added")));
  }

  function fetchFormulas() {
    const beside = (path) => new URL(`../${path}`, script.src).href;
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = beside("vendor/katex/katex.min.css");
    const katex = document.createElement("script");
    katex.src = beside("vendor/katex/katex.min.js");
    const ready = new Promise((resolve) => katex.addEventListener("load", resolve));
    document.head.append(sheet, katex);
    return ready.then(() => import(beside("js/math.js")));
  }

  function hint(warning) {
    const line = document.createElement("p");
    line.className = "renran-hint";
    line.setAttribute("role", "status");
    line.textContent = warning;
    return line.outerHTML;
  }

  function ask(source, target) {
    const body = new FormData();
    body.append("source", source);
    // The page's language, a new one's too; the admin's own may be another.
    body.append("language", config().ACTIVE_CONTENT_LOCALE || "");
    const isLatest = () => asked.get(target).source === source;
    post(script.dataset.preview, body)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then(({ html: text, features, warnings = [] }) => {
        if (!isLatest()) return;
        const html = warnings.map(hint).join("") + text;
        drawn.set(target, { source, html });
        target.innerHTML = html;
        if (features.includes("math")) setFormulas();
      })
      .catch(() => {
        if (isLatest()) target.textContent = words.previewFailed;
      });
  }

  /* EasyMDE wants the preview at once, after every key beside the text; the
     server's answer follows a pause, and only the newest is shown. */
  function preview(source, target) {
    const known = drawn.get(target);
    const waiting = asked.get(target);
    if (waiting) clearTimeout(waiting.timer);
    const isShown = known && known.source === source;
    const timer = isShown ? 0 : setTimeout(ask, known ? PAUSE : 0, source, target);
    asked.set(target, { source, timer });
    setTimeout(setFormulas, 0, false);
    return known ? known.html : words.previewing;
  }

  /* EasyMDE calls this with itself as `this`. Left to insert the picture, it would
     look for a file ending in `image:3`, find none and write a link. */
  function upload(file, _onSuccess, onError) {
    const body = new FormData();
    body.append("image", file);
    post(script.dataset.upload, body)
      .then((answer) => answer.json().then((json) => ({ ok: answer.ok, json })))
      .then(({ ok, json }) => (ok ? insertPicture(this, json.markdown) : onError(json.detail)))
      .catch(() => onError(words.failed));
  }

  function insertPicture(editor, markdown) {
    const doc = editor.codemirror;
    const isAlone = doc.getLine(doc.getCursor().line).trim() === "";
    doc.replaceSelection(isAlone ? `${markdown}\n\n` : markdown);
    editor.updateStatusBar("upload-image", "");
  }

  function choosePictures(editor) {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.accept = "image/avif,image/gif,image/jpeg,image/png,image/webp";
    input.addEventListener("change", () => {
      editor.codemirror.focus();
      editor.uploadImagesUsingCustomFunction(upload, input.files);
    });
    input.click();
  }

  function insertFormula(editor) {
    const doc = editor.codemirror;
    const chosen = doc.getSelection();
    doc.replaceSelection(`$${chosen || "x^2"}$`);
    doc.focus();
  }

  const button = (name, action, extra) =>
    Object.assign(
      {
        name,
        action,
        className: `renran-tool renran-tool--${name}`,
        icon: icons[name],
        title: words[name],
      },
      extra,
    );

  function toolbar() {
    const E = window.EasyMDE;
    const free = { noDisable: true };
    // biome-ignore format: a line is a group of the toolbar.
    return [
      button("bold", E.toggleBold), button("italic", E.toggleItalic), button("heading", E.toggleHeadingSmaller), "|",
      button("quote", E.toggleBlockquote), button("list", E.toggleUnorderedList), button("numbered", E.toggleOrderedList), "|",
      button("link", E.drawLink), button("image", choosePictures), button("code", E.toggleCodeBlock),
      button("table", E.drawTable), button("formula", insertFormula), "|",
      button("preview", E.togglePreview, free), button("side", E.toggleSideBySide, free), button("full", E.toggleFullScreen, free), "|",
      button("undo", E.undo, free), button("redo", E.redo, free),
    ];
  }

  /* The same count as the server's, see texts/counts.py. */
  const CJK =
    "\\u1100-\\u11ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u3035\\u3038-\\u303b" +
    "\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3105-\\u312f\\u3131-\\u318e" +
    "\\u31a0-\\u31bf\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua960-\\ua97c\\uac00-\\ud7fb" +
    "\\uf900-\\ufaff\\uff66-\\uffdc\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3fffd}";
  const LETTER = `(?![${CJK}])[\\p{L}\\p{N}]`;
  const COUNTED = new RegExp(`[${CJK}]|(?:${LETTER})+(?:['’.,_-](?:${LETTER})+)*`, "gu");

  function countWords(text) {
    return (text.match(COUNTED) || []).length;
  }

  function options() {
    return {
      autoDownloadFontAwesome: false,
      spellChecker: false,
      nativeSpellcheck: false,
      forceSync: true,
      indentWithTabs: false,
      minHeight: "22rem",
      unorderedListStyle: "-",
      promptURLs: false,
      // Ctrl-P opens the preview of the whole page, Wagtail's own.
      shortcuts: { togglePreview: null },
      insertTexts: { table: ["", words.tableText] },
      sideBySideFullscreen: false,
      toolbar: toolbar(),
      status: [
        "upload-image",
        {
          className: "renran-count",
          defaultValue: (el) => {
            el.textContent = "";
          },
          onUpdate: (el) => {
            const source = el
              .closest(".EasyMDEContainer")
              .querySelector(".CodeMirror")
              .CodeMirror.getValue();
            el.textContent = `${countWords(source)} ${words.characters}`;
          },
        },
      ],
      uploadImage: true,
      imageUploadFunction: upload,
      imageTexts: {
        sbInit: "",
        sbOnDragEnter: words.drop,
        sbOnDrop: words.uploading,
        sbProgress: words.uploading,
        sbOnUploaded: "",
      },
      errorCallback: (message) => window.alert(message || words.failed),
      previewRender: preview,
      previewClass: ["editor-preview", "renran-preview"],
      renderingConfig: { singleLineBreaks: false },
    };
  }

  const attach = window.easymdeAttach;
  if (!attach) return;
  window.easymdeAttach = (id, autodownload) => {
    const area = document.getElementById(id);
    if (!area || area.codemirror) return;
    window.wagtailMarkdown.options = options();
    attach(id, autodownload);
    // The editor takes "<int>" for HTML that is still open and would indent what
    // follows, which makes code blocks of it: a new line begins as the one above.
    area.codemirror.setOption("smartIndent", false);
    area.codemirror.setOption("electricChars", false);
    // Wagtail's autosave and "unsaved changes" listen to the field itself.
    area.codemirror.on("change", () => area.dispatchEvent(new Event("input", { bubbles: true })));
  };
})();
