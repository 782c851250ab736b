import { createHash } from 'node:crypto';
import { Rejection } from './rejection.mjs';
import { formats, render, widths } from './render.mjs';

/** One upload from S3's event to its end: ready or rejected, the original gone. */
export class CoverUpload {
  #objects;
  #row;
  #log;

  constructor(objects, row, log) {
    this.#objects = objects;
    this.#row = row;
    this.#log = log;
  }

  /** Anything thrown here is AWS's trouble, not the file's: the message comes again. */
  async process(upload) {
    const content = await this.#objects.readUpload(upload.key);
    if (content === null) {
      this.#log('info', 'The upload is done already', upload);
      return;
    }

    try {
      await this.#show(upload, content);
    } catch (error) {
      if (!(error instanceof Rejection)) {
        throw error;
      }

      const { ended } = await this.#row.rejected(upload, error.reason);
      this.#log('info', ended ? 'Rejected' : 'Rejected, and replaced by a newer upload', { ...upload, reason: error.reason, detail: error.message });
    }

    // Last: as long as the original is there, the message can come again and finds everything as it was.
    await this.#objects.deleteUpload(upload.key);
  }

  async #show(upload, content) {
    if (content === undefined) {
      throw new Rejection('too-large');
    }

    const { pictures, sizes } = await render(content);

    // Two posts of one form have one key; the content's hash keeps their pictures apart, so that none ever changes.
    const folder = `images/${upload.eventId}/${upload.uploadId}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
    await Promise.all(pictures.map((picture) => this.#objects.writePicture({ ...picture, key: `${folder}/${picture.name}` })));
    const { ended, shown, replaced } = await this.#row.ready(upload, folder, sizes);
    this.#log('info', ended ? 'Ready' : shown === folder ? 'Ready before' : 'Replaced by a newer upload', { ...upload, sizes });

    // Ours, if they are not shown, and those that were shown before: also when somebody else made them superfluous and ended before this.
    for (const superfluous of new Set([folder, replaced].filter((each) => each && each !== shown))) {
      await Promise.all(names().map((name) => this.#objects.deletePicture(`${superfluous}/${name}`)));
    }
  }
}

const names = () => widths.flatMap((width) => formats.map((format) => `${width}.${format}`));
