import '../elements/editor';
import '../elements/exercise';
import '../elements/choice';
import '../elements/hints';
import '../elements/today';
