import './_set_scenes';
import '../elements/quote';
import '../styles/style.css';
import { loadPictures } from '../elements/pictures';

loadPictures(document);
