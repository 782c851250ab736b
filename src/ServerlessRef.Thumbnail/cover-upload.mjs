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

      const { taken, event } = await this.#row.rejected(upload, error.reason);
      this.#log('info', taken ? 'Rejected' : 'Rejected, and replaced by a newer upload', { ...upload, reason: error.reason, detail: error.message });
      await this.#clear(upload, event);
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
    const folder = `${folderOf(upload.eventId, upload.uploadId)}${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
    const begun = await this.#row.begin(upload, folder);
    if (begun.taken) {
      await Promise.all(pictures.map((picture) => this.#objects.writePicture({ ...picture, key: `${folder}/${picture.name}` })));
    }

    const { taken, event } = begun.taken ? await this.#row.ready(upload, folder, sizes) : begun;
    this.#log('info', taken ? 'Ready' : event.shown === folder ? 'Ready before' : 'Replaced by a newer upload', { ...upload, sizes });

    // Ours even when it is named no more: whoever replaced it may have deleted it while we were still writing.
    await this.#clear(upload, event, folder);
  }

  /** Deletes what is not shown and never will be: only the newest upload can be, while it is pending, and its folders may be another delivery's at work. */
  async #clear({ eventId }, { upload, status, shown, folders }, own) {
    const awaited = status === 'pending' ? folderOf(eventId, upload) : undefined;
    const superfluous = [...new Set([...folders, ...own ? [own] : []])].filter((folder) => folder !== shown && !(awaited && folder.startsWith(awaited)));
    for (const folder of superfluous) {
      await Promise.all(names().map((name) => this.#objects.deletePicture(`${folder}/${name}`)));
    }

    if (superfluous.length > 0) {
      await this.#row.forget({ eventId }, superfluous);
    }
  }
}

const folderOf = (eventId, uploadId) => `images/${eventId}/${uploadId}-`;
const names = () => widths.flatMap((width) => formats.map((format) => `${width}.${format}`));
