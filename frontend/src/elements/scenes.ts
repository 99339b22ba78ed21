// Where the page is wide, a picture stands beside the text it belongs to and stays in sight. A scene is a section's text up to
// the next heading, exercise (it needs the whole width) or picture, with its one picture. Moving elements is safe here: their code is loaded afterwards.

const isExercise = (element: Element | null): boolean => element?.localName === 'hm-exercise';
const beginsScene = (element: Element): boolean =>
  element.localName === 'h2' || isExercise(element) || isExercise(element.previousElementSibling);

/** Small pictures are read like a formula and stay in the text; so do programs and exercises. */
const IN_TEXT = ['hm-code', 'hm-exercise', 'hm-matrix', 'hm-shapes'];
const isPicture = (element: Element): boolean => element.localName.startsWith('hm-') && !IN_TEXT.includes(element.localName);

/** Children in order → scenes: each begins at a heading, or where a second picture would come. */
export function divide<T>(children: readonly T[], heading: (child: T) => boolean, picture: (child: T) => boolean): T[][] {
  const scenes: T[][] = [];
  let drawn = false;
  for (const child of children) {
    if (scenes.length === 0 || heading(child) || (drawn && picture(child))) {
      scenes.push([]);
      drawn = false;
    }
    drawn ||= picture(child);
    scenes.at(-1)!.push(child);
  }
  return scenes;
}

export function setScenes(body: Element): void {
  for (const children of divide([...body.children], beginsScene, isPicture)) {
    const picture = children.find(isPicture);
    if (!picture) continue;
    const scene = box('section', 'scene');
    const text = box('div', 'scene-text prose');
    const place = box('div', 'scene-picture');
    children[0]!.before(scene);
    // In the order of the text, so that a narrow page shows the picture where its author put it.
    const at = children.indexOf(picture);
    text.append(...children.slice(0, at));
    place.append(picture);
    const after = box('div', 'scene-text prose');
    after.append(...children.slice(at + 1));
    scene.append(...[text, place, after].filter((part) => part.childElementCount > 0));
  }
}

function box(tag: string, classes: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = classes;
  return element;
}
