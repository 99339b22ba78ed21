import '../styles/index.css';
import '../elements/theme';
