// CodeMirror in the house style, inside a shadow root: there its styles are adopted sheets, which the page's policy allows.
// Loaded by editor.ts only when an editor comes near.

import { defaultKeymap, history, historyKeymap, indentWithTab, undo } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface Wiring {
  text: string;
  label: string;
  edited: () => void;
  run: () => void;
  check: () => void;
}

const look = EditorView.theme({
  '&': {
    color: 'var(--hm-ink)',
    backgroundColor: 'var(--hm-sunken)',
    border: '1px solid var(--hm-line-strong)',
    borderRadius: 'var(--hm-radius)',
    fontSize: '0.9375rem',
    overflow: 'hidden',
  },
  '&.cm-focused': { outline: '2px solid var(--hm-focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--hm-font-code)', fontVariantLigatures: 'none', lineHeight: '1.6', maxHeight: '32rem' },
  '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--hm-ink)' },
  '.cm-line': { padding: '0 0.9rem' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--hm-muted)', border: 'none', fontSize: '0.8125rem' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 0 0 0.75rem', minWidth: '1.75rem' },
  '.cm-lineNumbers ~ .cm-content .cm-line': { paddingLeft: '0.6rem' },
  '.cm-selectionMatch, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--hm-accent-soft)', outline: '1px solid var(--hm-accent)' },
  '.cm-blank': { backgroundColor: 'var(--hm-accent-soft)', borderBottom: '2px solid var(--hm-accent)', borderRadius: '2px', cursor: 'text' },
  '.cm-wrong': { backgroundColor: 'var(--hm-problem-soft)', boxShadow: 'inset 3px 0 0 var(--hm-problem)' },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], color: 'var(--hm-code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--hm-code-string)' },
  { tag: tags.comment, color: 'var(--hm-code-comment)', fontStyle: 'italic' },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: 'var(--hm-code-name)' },
]);

/** A blank stands out; a click takes all of it, so that typing fills it. */
const blank = new MatchDecorator({ regexp: /___/g, decoration: Decoration.mark({ class: 'cm-blank' }) });
const blanks = [
  ViewPlugin.fromClass(
    class {
      places: DecorationSet;
      constructor(view: EditorView) {
        this.places = blank.createDeco(view);
      }
      update(update: ViewUpdate): void {
        this.places = blank.updateDeco(update, this.places);
      }
    },
    { decorations: (plugin) => plugin.places },
  ),
  EditorView.domEventHandlers({
    click(event, view) {
      const clicked = (event.target as Element).closest('.cm-blank');
      if (!clicked || !view.state.selection.main.empty) return false;
      const from = view.posAtDOM(clicked);
      view.dispatch({ selection: { anchor: from, head: from + 3 } });
      return true;
    },
  }),
];

/** Typing over a selection. Left to itself the browser joins lines with inline styles, which the page's policy refuses. */
const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType } = event;
    if (inputType !== 'insertText' || data === null || view.state.selection.main.empty || view.composing) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type' });
    return true;
  },
});

/** The line an error is in, until the code is changed. */
const setWrong = StateEffect.define<number | null>();
const wrongLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    if (transaction.docChanged) marks = Decoration.none;
    for (const effect of transaction.effects) {
      if (!effect.is(setWrong)) continue;
      const { doc } = transaction.state;
      const line = effect.value;
      marks = line === null || line < 1 || line > doc.lines ? Decoration.none : Decoration.set(Decoration.line({ class: 'cm-wrong' }).range(doc.line(line).from));
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export class CodeEditor {
  private readonly view: EditorView;

  constructor(root: ShadowRoot, { text, label, edited, run, check }: Wiring) {
    const long = text.trimEnd().includes('\n'); // in a single line there is nothing to indent, and Tab goes on
    const does = (act: () => void) => (): boolean => (act(), true);
    this.view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          Prec.highest(
            keymap.of([
              { key: 'Mod-Enter', run: does(run) },
              { key: 'Shift-Enter', run: does(check) },
            ]),
          ),
          long ? [lineNumbers(), keymap.of([indentWithTab])] : [],
          EditorView.lineWrapping,
          history(),
          python(),
          indentUnit.of('    '),
          indentOnInput(),
          bracketMatching(),
          syntaxHighlighting(colours),
          blanks,
          typeOver,
          wrongLine,
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': long ? `${label}. Tab indents; Escape, then Tab, leaves the editor.` : label, autocapitalize: 'off' }),
          EditorView.updateListener.of((update) => void (update.docChanged && edited())),
          look,
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  replace(text: string): void {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, userEvent: 'input.replace' });
  }

  undo(): void {
    undo(this.view);
    this.view.focus();
  }

  mark(line: number | null): void {
    this.view.dispatch({ effects: setWrong.of(line) });
  }

  focus(at?: number): void {
    if (at !== undefined) this.view.dispatch({ selection: { anchor: at } });
    this.view.focus();
  }
}
