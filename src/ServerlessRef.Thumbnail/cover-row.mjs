import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';

/**
 * The cover's attributes of an event's item. Every change is for the newest upload, while it is pending: an upload ends once, and one
 * that a newer upload has replaced changes nothing, in whatever order S3 tells of them.
 *
 * `coverFolders` is the set of all folders that may hold pictures: a folder is named before its first picture is written and taken out
 * after its last one is deleted. So whoever comes next knows what those before him have left, however many of them died.
 *
 * Each change answers `{ taken, event }`: whether it was made, and the cover as it is after it, or instead of it:
 * `upload` (the newest), `status`, `shown` (a folder) and `folders`.
 */
export class CoverRow {
  #database;
  #table;

  constructor(database, table) {
    this.#database = database;
    this.#table = table;
  }

  /** Names the folder the pictures are going to be in. */
  begin(upload, folder) {
    return this.#change(upload, 'ADD coverFolders :folders', { ':folders': { SS: [folder] } });
  }

  ready(upload, folder, sizes) {
    return this.#change(upload, 'SET coverStatus = :status, coverShown = :folder, coverSizes = :sizes REMOVE coverReason', {
      ':status': { S: 'ready' },
      ':folder': { S: folder },
      ':sizes': { S: sizes },
    });
  }

  rejected(upload, reason) {
    return this.#change(upload, 'SET coverStatus = :status, coverReason = :reason', { ':status': { S: 'rejected' }, ':reason': { S: reason } });
  }

  /** Takes folders out that are empty. */
  forget({ eventId }, folders) {
    return this.#database.send(new UpdateItemCommand({
      ...this.#item(eventId),
      UpdateExpression: 'DELETE coverFolders :folders',
      ExpressionAttributeValues: { ':folders': { SS: folders } },
    }));
  }

  async #change({ eventId, uploadId }, expression, values) {
    try {
      const { Attributes } = await this.#database.send(new UpdateItemCommand({
        ...this.#item(eventId),
        UpdateExpression: expression,
        ConditionExpression: 'coverUpload = :upload AND coverStatus = :pending',
        ExpressionAttributeValues: { ...values, ':upload': { S: uploadId }, ':pending': { S: 'pending' } },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }));
      return { taken: true, event: cover(Attributes) };
    } catch (error) {
      if (error.name === 'ConditionalCheckFailedException') {
        return { taken: false, event: cover(error.Item) };
      }

      throw error;
    }
  }

  #item(eventId) {
    return { TableName: this.#table, Key: { PK: { S: `EVENT#${eventId}` }, SK: { S: 'META' } } };
  }
}

const cover = (item) => ({ upload: item?.coverUpload?.S, status: item?.coverStatus?.S, shown: item?.coverShown?.S, folders: item?.coverFolders?.SS ?? [] });
