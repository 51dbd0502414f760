// The list of chapters: a link to the plain file at that second becomes a jump; the one being played is marked.
export function startChapters(figure, seek) {
  for (const link of links(figure)) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      seek(Number(link.dataset.second));
    });
  }
}

export function atChapter(figure, now) {
  let current = null;
  for (const link of links(figure)) {
    if (Number(link.dataset.second) <= now + 0.25) current = link;
  }
  for (const link of links(figure)) {
    if (link === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function links(figure) {
  return figure.querySelectorAll("[data-second]");
}
