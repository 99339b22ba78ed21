// Where a picture's photo comes from: an address, or the learner, who drops, pastes or chooses a file.

import { css, html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';

import { fetchPhoto, forgetPhoto, keptPhoto, openOwnPhoto, type Photo } from './_photo';
import { ownPhoto } from './_pixel_tools';
import type { Drawn } from './_visual';

interface Host extends ReactiveControllerHost {
  src: string;
  /** How many pixels across. */
  width: number;
  /** Does it take one's own photo? */
  drop: boolean;
}

export const intakeStyles = css`
  .over {
    position: absolute; inset: 0; display: grid; place-content: center; border-radius: inherit; pointer-events: none;
    background: color-mix(in oklab, var(--accent) 82%, transparent); color: var(--accent-ink); font-size: 1.25rem; font-weight: 600;
  }
  .private { margin: 0.25rem 0 0; text-align: right; font-size: 0.8125rem; color: var(--muted); }
`;

export class PhotoIntake implements ReactiveController {
  own = false;
  /** Is a file held above the picture? */
  dragging = false;
  /** Why there is no photo. */
  problem = '';
  private loads = 0;

  constructor(
    private readonly host: Host,
    private readonly show: (photo: Photo) => void,
    /** Pixels across, at most. */
    private readonly most = Infinity,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('paste', this.pasted);
  }

  hostDisconnected(): void {
    document.removeEventListener('paste', this.pasted);
  }

  private get width(): number {
    return Math.min(this.host.width, this.most);
  }

  loadFirst(): void {
    const kept = this.host.drop ? keptPhoto() : null;
    void this.load(() => fetchPhoto(kept ?? this.host.src, this.width), kept !== null);
  }

  /** Of several loads under way, the last one asked for wins. */
  private async load(open: () => Promise<Photo>, own: boolean): Promise<void> {
    const load = ++this.loads;
    try {
      const photo = await open();
      if (load !== this.loads) return;
      this.problem = '';
      this.own = own;
      this.show(photo);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (load === this.loads) this.problem = own ? 'This file could not be read as a picture. Try a JPEG or PNG.' : 'The photo could not be loaded.';
    }
    this.host.requestUpdate();
  }

  private readonly openFile = (file: File | undefined): void => {
    if (file) void this.load(() => openOwnPhoto(file, this.width), true);
  };

  private readonly forget = (): void => {
    forgetPhoto();
    void this.load(() => fetchPhoto(this.host.src, this.width), false);
  };

  private readonly pasted = (event: ClipboardEvent): void => {
    const file = [...(event.clipboardData?.files ?? [])].find((item) => item.type.startsWith('image/'));
    if (this.host.drop && file) this.openFile(file);
  };

  private drag(over: boolean): void {
    this.dragging = over;
    this.host.requestUpdate();
  }

  readonly dragOver = (event: DragEvent): void => {
    if (!this.host.drop || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.drag(true);
  };

  readonly dragLeave = (): void => this.drag(false);

  readonly dropped = (event: DragEvent): void => {
    this.drag(false);
    if (!this.host.drop) return;
    event.preventDefault();
    this.openFile(event.dataTransfer?.files[0]);
  };

  get overlay(): Drawn {
    return this.dragging ? html`<div class="over">Drop your photo</div>` : nothing;
  }

  get complaint(): Drawn {
    return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing;
  }

  get tools(): Drawn {
    return this.host.drop ? ownPhoto(this.own, this.openFile, this.forget) : nothing;
  }

  get promise(): Drawn {
    return this.host.drop ? html`<p class="private">Your own photo stays on this machine: it is read here and never uploaded.</p>` : nothing;
  }
}
