import '../elements/copy';
import '../elements/editor';
import '../elements/xray';
