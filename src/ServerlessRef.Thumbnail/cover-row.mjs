import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';

/**
 * The cover's attributes of an event's item. Every write is for the newest upload, while it is pending: an upload ends once, and one
 * that a newer upload has replaced changes nothing, in whatever order S3 tells of them.
 */
export class CoverRow {
  #database;
  #table;

  constructor(database, table) {
    this.#database = database;
    this.#table = table;
  }

  /** @returns {{ ended: boolean, shown?: string }} whether this ended the upload, and the folder shown before (when it did) or now (when not) */
  ready({ eventId, uploadId }, folder, sizes) {
    return this.#end(eventId, uploadId, 'SET coverStatus = :status, coverShown = :folder, coverSizes = :sizes REMOVE coverReason', {
      ':status': { S: 'ready' },
      ':folder': { S: folder },
      ':sizes': { S: sizes },
    });
  }

  rejected({ eventId, uploadId }, reason) {
    return this.#end(eventId, uploadId, 'SET coverStatus = :status, coverReason = :reason', { ':status': { S: 'rejected' }, ':reason': { S: reason } });
  }

  async #end(eventId, uploadId, expression, values) {
    try {
      const { Attributes } = await this.#database.send(new UpdateItemCommand({
        TableName: this.#table,
        Key: { PK: { S: `EVENT#${eventId}` }, SK: { S: 'META' } },
        UpdateExpression: expression,
        ConditionExpression: 'coverUpload = :upload AND coverStatus = :pending',
        ExpressionAttributeValues: { ...values, ':upload': { S: uploadId }, ':pending': { S: 'pending' } },
        ReturnValues: 'UPDATED_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }));
      return { ended: true, shown: Attributes?.coverShown?.S };
    } catch (error) {
      if (error.name === 'ConditionalCheckFailedException') {
        return { ended: false, shown: error.Item?.coverShown?.S };
      }

      throw error;
    }
  }
}
