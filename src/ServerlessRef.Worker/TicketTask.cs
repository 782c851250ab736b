using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Worker;

/// <summary>Issues the ticket of a confirmed registration: ticket and the job's end are one transaction.</summary>
internal sealed class TicketTask(JobStore jobs, string tableName, TimeProvider time)
{
    public Task<JobEnd> RunAsync(Job job, CancellationToken cancellation)
    {
        var code = TicketCode.For(job.Id);
        return jobs.CompleteWithAsync(job, code, Issue(job, code), cancellation);
    }

    internal Update Issue(Job job, string code) => new()
    {
        TableName = tableName,
        Key = ItemKey.Registration(job.EventId, job.SubjectId!),

        // The counter serves nobody but whoever asks whether an effect happened twice.
        UpdateExpression = "SET ticketCode = :code, ticketIssuedAt = :now ADD ticketsIssued :one",
        ConditionExpression = "#status = :confirmed",
        ExpressionAttributeNames = new() { ["#status"] = "status" },
        ExpressionAttributeValues = new()
        {
            [":code"] = new AttributeValue(code),
            [":now"] = new AttributeValue(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            [":one"] = new AttributeValue { N = "1" },
            [":confirmed"] = new AttributeValue("confirmed"),
        },
    };
}
