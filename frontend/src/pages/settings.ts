import '../elements/settings';
