// Runs before the first paint, so that a chosen theme shows without a flash. The toggle itself is src/elements/theme.ts.
try {
  const theme = localStorage.getItem('hm-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off in this browser: the system's theme stays.
}
