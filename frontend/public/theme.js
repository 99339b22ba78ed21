// Runs before the first paint, so that what was chosen shows without a flash. The choices are src/elements/theme.ts and settings.ts.
try {
  for (const name of ['theme', 'size', 'motion']) {
    const chosen = localStorage.getItem(`hm-${name}`);
    if (/^(light|dark|large|largest|less)$/.test(chosen)) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Storage is switched off in this browser: the system's choices stay.
}
