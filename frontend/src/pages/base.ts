import '../styles/index.css';
import '../elements/theme';
import { arrive } from '../elements/arrive';
import { present } from '../elements/present';
import { searchByKey } from '../elements/search';

void present(document);
arrive(document);
searchByKey(document.querySelector('.top [type=search]')!);

// Code or a table that is wider than the page can be scrolled with the keyboard.
for (const wide of document.querySelectorAll<HTMLElement>('.prose pre, .prose table')) if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
