import '../elements/copy';
import '../elements/tool';
