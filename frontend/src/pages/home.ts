import '../visuals/pixels';
