import '../elements/editor';
import '../elements/exercise';
import '../elements/choice';
import '../elements/hints';
import '../elements/solution';
import '../elements/today';
