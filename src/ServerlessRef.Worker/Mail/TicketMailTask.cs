using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Worker.Attendees;

namespace ServerlessRef.Worker.Mail;

/// <summary>
/// Mails an issued ticket to its holder, at least once: SES knows no key that would make a second call harmless, so a mail is sent under the
/// job's lease, and a second time only by whoever takes the job after a worker that died between SES's answer and the job's end.
/// </summary>
/// <param name="siteUrl">Of the page, without a slash at its end.</param>
internal sealed class TicketMailTask(JobStore jobs, AttendeeReader attendees, MailSender sender, string siteUrl)
{
    public async Task<JobEnd> RunAsync(Job job, CancellationToken cancellation)
    {
        if (await attendees.FindAsync(job.EventId, job.SubjectId!, cancellation) is not { } attendee)
        {
            return JobEnd.EffectRefused;
        }

        var scheduled = await attendees.ReadEventAsync(job.EventId, cancellation);
        var messageId = await sender.SendAsync(TicketMailText.Write(job, scheduled, attendee, siteUrl), cancellation);
        return await jobs.CompleteAsync(job, messageId, cancellation);
    }
}
