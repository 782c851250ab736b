import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';

/** What the policy of an upload allows; here it bounds the memory, should anything else write to the bucket. */
export const maxUploadBytes = 10 * 1024 * 1024;

// A key is written with one content only, so whoever has it may keep it.
const forever = 'public, max-age=31536000, immutable';

/** The two buckets: what people upload, and what CloudFront serves. */
export class Objects {
  #s3;
  #uploads;
  #media;

  constructor(s3, uploads, media) {
    this.#s3 = s3;
    this.#uploads = uploads;
    this.#media = media;
  }

  /** The uploaded bytes; null: gone, because the upload is done; undefined: too many to be ours. */
  async readUpload(key) {
    try {
      const { Body, ContentLength } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#uploads, Key: key }));
      if (ContentLength > maxUploadBytes) {
        Body.destroy();
        return undefined;
      }

      return Buffer.from(await Body.transformToByteArray());
    } catch (error) {
      if (error.name === 'NoSuchKey') {
        return null;
      }

      throw error;
    }
  }

  deleteUpload(key) {
    return this.#s3.send(new DeleteObjectCommand({ Bucket: this.#uploads, Key: key }));
  }

  writePicture({ key, contentType, body }) {
    return this.#s3.send(new PutObjectCommand({ Bucket: this.#media, Key: key, Body: body, ContentType: contentType, CacheControl: forever }));
  }

  deletePicture(key) {
    return this.#s3.send(new DeleteObjectCommand({ Bucket: this.#media, Key: key }));
  }
}
