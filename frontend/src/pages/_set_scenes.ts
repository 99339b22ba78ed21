// Imported first, so that elements are moved before their code brings them to life.

import { setScenes } from '../elements/scenes';

setScenes(document.querySelector('.lesson-body')!);
