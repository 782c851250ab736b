using System.Globalization;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Text;

namespace ServerlessRef.Domain.Events;

/// <summary>An event to create whose fields are valid.</summary>
public sealed record EventDraft(string Title, DateTimeOffset StartsAt, int Capacity)
{
    /// <summary>Tells a replay from a reused Idempotency-Key.</summary>
    public string PayloadHash => Identity.PayloadHash.Of("event", Title, StartTime.Format(StartsAt), Capacity.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Checks every field; <paramref name="errors"/> may already hold what the reading found. That the start lies ahead is asked only when
    /// something is about to be created (<see cref="EventRules.RefusePast"/>): a replay may come after it.
    /// </summary>
    public static Checked<EventDraft> Check(string? title, string? startsAt, long? capacity, FieldErrors errors)
    {
        var validTitle = PlainText.Check("title", title, Limits.TitleMaxLength, errors);
        var validStart = StartTime.Check("startsAt", startsAt, errors);
        var validCapacity = CheckCapacity(capacity, errors);
        return errors.None && validTitle is not null && validStart is not null && validCapacity is not null
            ? Checked.Accept(new EventDraft(validTitle, validStart.Value, validCapacity.Value))
            : Checked.Refuse<EventDraft>(errors.ToRefusal());
    }

    private static int? CheckCapacity(long? capacity, FieldErrors errors)
    {
        switch (capacity)
        {
            case null:
                errors.Add("capacity", $"is missing; send a whole number from 1 to {Limits.CapacityMax}.");
                return null;
            case < 1 or > Limits.CapacityMax:
                errors.Add("capacity", $"is {capacity}; send a whole number from 1 to {Limits.CapacityMax}.");
                return null;
            default:
                return (int)capacity;
        }
    }
}
