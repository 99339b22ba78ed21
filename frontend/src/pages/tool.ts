import '../elements/copy';
import '../elements/tool';

if (document.querySelector('hm-rate')) void import('../elements/rate');
