using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Worker;

/// <summary>Issues the ticket of a confirmed registration: ticket, the job's end and the job that mails it are one transaction.</summary>
/// <param name="mailed">Whether attendees are told by mail.</param>
internal sealed class TicketTask(JobStore jobs, string tableName, TimeProvider time, bool mailed = false)
{
    public Task<JobEnd> RunAsync(Job job, CancellationToken cancellation)
    {
        var code = TicketCode.For(job.Id);
        return jobs.CompleteWithAsync(job, code, Issue(job, code), mailed ? MailOf(job) : null, cancellation);
    }

    private Job MailOf(Job ticket)
    {
        var registrationId = ticket.SubjectId!;
        return new Job(DerivedId.ForTicketMailJob(registrationId), JobType.TicketMail, ticket.EventId, PayloadHash.Of("ticket-mail", registrationId), time.GetUtcNow())
        {
            SubjectId = registrationId,
        };
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
