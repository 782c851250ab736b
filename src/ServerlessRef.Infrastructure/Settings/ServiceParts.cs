namespace ServerlessRef.Infrastructure.Settings;

/// <summary>Parts of the architecture a deployment may do without. All are there unless said otherwise.</summary>
internal sealed record ServiceParts
{
    private const string CoversName = "covers";

    private const string NotificationsName = "notifications";

    private const string WaitlistName = "waitlist";

    private static readonly string[] Names = [CoversName, NotificationsName, WaitlistName];

    /// <summary><c>covers</c>: pictures of events, with their buckets, queue, function and route.</summary>
    public bool Covers { get; init; } = true;

    /// <summary><c>notifications</c>: the table's stream made known over pipe, bus and topic, and to organisers on the page.</summary>
    public bool Notifications { get; init; } = true;

    /// <summary>
    /// <c>waitlist</c>: the line of a full event and the workflow that passes seats on. It needs <see cref="Notifications"/>, whose bus
    /// starts the workflow.
    /// </summary>
    public bool Waitlist { get; init; } = true;

    /// <summary>What the page is told, to show no more than there is.</summary>
    public Dictionary<string, object> Features() => new() { [CoversName] = Covers, [NotificationsName] = Notifications, [WaitlistName] = Waitlist };

    public static ServiceParts Read(SettingsReader reader, ICollection<string> problems)
    {
        var named = reader.SomeOf("parts", Names);
        var parts = new ServiceParts
        {
            Covers = named.Contains(CoversName),
            Notifications = named.Contains(NotificationsName),
            Waitlist = named.Contains(WaitlistName),
        };
        if (parts is { Waitlist: true, Notifications: false })
        {
            problems.Add($"Context 'parts' is '{string.Join(',', named)}', but the waitlist's workflow is started by the bus of notifications. Add {NotificationsName}, or leave {WaitlistName} out.");
        }

        return parts;
    }
}
