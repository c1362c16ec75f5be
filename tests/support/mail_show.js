// A mail at two widths, and what a reader would find of it there. PAGES: the HTML of all mails.
const WIDTHS = [320, 640];
const frames = WIDTHS.map((width) => {
  const frame = document.createElement("iframe");
  frame.style.width = width + "px";
  frame.sandbox = "allow-same-origin";
  document.body.append(frame);
  return frame;
});

// Each page in its frame, as high as it is; back with their heights.
const show = (at) => Promise.all(frames.map((frame) => new Promise((loaded) => {
  frame.onload = () => {
    frame.style.height = "0";
    frame.style.height = frame.contentDocument.documentElement.scrollHeight + "px";
    loaded(frame.offsetHeight);
  };
  frame.srcdoc = PAGES[at];
})));

const measure = () => frames.map(({contentDocument: page, contentWindow: view}) => {
  const root = page.documentElement, texts = textsOf(page);
  return {
    over: root.scrollWidth - root.clientWidth,
    outside: [...page.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 0.5).length,
    faint: texts.map(({text, style, element}) => [contrast(style, element, view), text]).sort((a, b) => a[0] - b[0])[0],
    smallest: Math.min(...texts.map(({style}) => parseFloat(style.fontSize))),
    loaded: view.performance.getEntriesByType("resource").map((one) => one.name).filter((name) => !name.startsWith("data:")),
    pictures: [...page.images].map((one) => [one.naturalWidth, one.alt, one.clientWidth]),
    colours: texts.map(({style, element}) => [style.color, behind(element, view).join()].join("/")).join(" "),
    characters: [...new Set(page.body.innerText)].join(""),
    font: getComputedStyle(page.querySelector("td")).fontFamily,
  };
});

function textsOf(page) {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    if (text && !element.closest("style") && element.getClientRects().length) {
      found.push({text: text.slice(0, 40), element, style: getComputedStyle(element)});
    }
  }
  return found;
}

const parts = (colour) => colour.match(/[\d.]+/g).map(Number);

// What lies behind an element: the colours of what it stands in, down to one that lets nothing through.
function behind(element, view) {
  const layers = [];
  for (let one = element; one; one = one.parentElement) {
    const [red, green, blue, alpha = 1] = parts(view.getComputedStyle(one).backgroundColor);
    layers.push([red, green, blue, alpha]);
    if (alpha === 1) break;
  }
  return layers.reduceRight((below, [red, green, blue, alpha]) =>
    [red, green, blue].map((value, at) => value * alpha + below[at] * (1 - alpha)), [255, 255, 255]);
}

// WCAG 2.2, definitions of relative luminance and contrast ratio.
const luminance = (colour) => {
  const [red, green, blue] = colour.slice(0, 3).map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

function contrast(style, element, view) {
  const [lighter, darker] = [luminance(parts(style.color)), luminance(behind(element, view))].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

// Which of *characters* the fonts have no glyph for: they look like one that no font has.
function withoutGlyph(characters, font) {
  const brush = new OffscreenCanvas(48, 48).getContext("2d", {willReadFrequently: true});
  brush.font = "32px " + font;
  const drawn = (character) => {
    brush.clearRect(0, 0, 48, 48);
    brush.fillText(character, 4, 36);
    return brush.getImageData(0, 0, 48, 48).data.join();
  };
  const nothing = drawn(" "), none = [drawn("\u{10fffe}"), drawn("\u0378")];
  return [...characters].filter((one) => one.trim() && !/[\u200b\u00a0]/.test(one))
    .filter((one) => none.includes(drawn(one)) || drawn(one) === nothing);
}
