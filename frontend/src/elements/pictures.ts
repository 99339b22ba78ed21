// Loads the code of the pictures that stand on a page, and of no others. A picture's file has its element's name: hm-cloud is
// visuals/cloud.ts; files that begin with an underscore are not pictures.

const files = import.meta.glob<unknown>(['../visuals/*.ts', '!../visuals/_*.ts', '!../visuals/shown.ts']);

const fileOf = (name: string): string => `../visuals/${name}.ts`;

export const loadPicture = async (name: string): Promise<void> => void (await files[fileOf(name)]?.());

export const isPicture = ({ localName }: Element): boolean => localName.startsWith('hm-') && fileOf(localName.slice(3)) in files;

export function loadPictures(page: ParentNode): void {
  for (const path of Object.keys(files)) {
    const name = path.slice(fileOf('').length - '.ts'.length, -'.ts'.length);
    if (page.querySelector(`hm-${name}`)) void loadPicture(name);
  }
}
