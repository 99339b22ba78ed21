// The key `/` brings one to the search in the header, unless one is writing.

const WRITING = 'input, textarea, select, [contenteditable], hm-editor';

export function searchByKey(field: HTMLInputElement): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.composedPath().some((part) => part instanceof Element && part.matches(WRITING))) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
