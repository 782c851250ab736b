using System.Globalization;
using ServerlessRef.Domain.Events;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Mail;
using ServerlessRef.Worker.Attendees;

namespace ServerlessRef.Worker.Mail;

/// <summary>A ticket in words. Plain text: nothing an attendee or an organiser wrote can be markup.</summary>
internal static class TicketMailText
{
    public static OutgoingMail Write(Job job, ScheduledEvent scheduled, Attendee attendee, string siteUrl) => new(
        attendee.Email,
        $"Your ticket for {scheduled.Title}",
        string.Create(CultureInfo.InvariantCulture, $"""
            Hello {attendee.Name},

            you have a seat at "{scheduled.Title}".

            When: {scheduled.StartsAt.UtcDateTime:dddd, d MMMM yyyy, HH:mm} UTC
            Ticket: {attendee.TicketCode}
            Event: {siteUrl}/#/events/{scheduled.Id}

            Show the ticket's code at the door. If you cannot come, give the seat back on the event's page, in the browser you signed up with.

            """),
        job.Id);
}
