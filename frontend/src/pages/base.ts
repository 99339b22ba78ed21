import '../styles/index.css';
import '../elements/theme';
import { present } from '../elements/present';
import { searchByKey } from '../elements/search';

void present(document);
searchByKey(document.querySelector('.top [type=search]')!);

// Code that is wider than the page can be scrolled with the keyboard.
for (const code of document.querySelectorAll<HTMLElement>('.prose pre')) if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
