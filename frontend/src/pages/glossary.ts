import { loadPictures } from '../elements/pictures';
loadPictures(document);
