// Frames as high as the mails in them; without this script they scroll.
function fit() {
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument && frame.contentDocument.documentElement;
    if (page && page.scrollHeight) {
      frame.style.height = "0";
      frame.style.height = page.scrollHeight + 2 + "px";
    }
  }
}
addEventListener("load", fit);
addEventListener("change", fit);
