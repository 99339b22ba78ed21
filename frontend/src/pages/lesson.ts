import './_set_scenes';
import '../elements/editor';
import '../elements/code';
import '../elements/exercise';
import '../elements/choice';
import '../elements/hints';
import '../elements/solution';
import '../elements/quote';
import '../elements/notes';
import '../elements/progress';
import { loadPictures } from '../elements/pictures';
import { explainSymbols } from '../elements/symbols';

loadPictures(document);
explainSymbols(document.querySelector('.lesson-body')!);
