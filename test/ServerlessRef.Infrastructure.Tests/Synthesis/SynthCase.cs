namespace ServerlessRef.Infrastructure.Tests.Synthesis;

/// <summary>What is synthesized: settings, and the published functions it finds.</summary>
public sealed record SynthCase
{
    public static readonly SynthCase Dev = new();

    public static readonly SynthCase Prod = new() { Stage = "prod" };

    public static readonly SynthCase ProdInVirginia = new() { Stage = "prod", Region = "us-east-1" };

    public static readonly SynthCase WithDomain = new() { Stage = "prod", DomainName = "tickets.example.org", HostedZoneId = "Z0123456789ABC", AlarmEmail = "desk@example.org" };

    public static readonly SynthCase Strict = new() { PersonalDataDays = "3", SeatsPerPool = "50", Mfa = "required", PasswordLength = "20" };

    public static readonly SynthCase Subscribed = new() { NotificationMails = "a@example.org, b@example.org", NotificationPhones = "+4915112345678" };

    public static readonly SynthCase Mailing = new() { MailFrom = "tickets@example.org" };

    public string Stage { get; init; } = "dev";

    public string Region { get; init; } = "eu-central-1";

    public string Kind { get; init; } = "native";

    public string Packages { get; init; } = "official";

    public string Architecture { get; init; } = "x86_64";

    /// <summary>What the manifest says the binaries were compiled for.</summary>
    public string CompiledFor { get; init; } = "";

    public bool AllowStandIns { get; init; }

    public string DomainName { get; init; } = "";

    public string HostedZoneId { get; init; } = "";

    public string AlarmEmail { get; init; } = "";

    /// <summary>Separated by commas.</summary>
    public string NotificationMails { get; init; } = "";

    /// <summary>Separated by commas.</summary>
    public string NotificationPhones { get; init; } = "";

    /// <summary>Empty: no mail is sent.</summary>
    public string MailFrom { get; init; } = "";

    /// <summary>Days; empty: the default.</summary>
    public string PersonalDataDays { get; init; } = "";

    /// <summary>Empty: the default.</summary>
    public string SeatsPerPool { get; init; } = "";

    public string Mfa { get; init; } = "";

    public string PasswordLength { get; init; } = "";

    /// <summary>Separated by commas; empty: all.</summary>
    public string Parts { get; init; } = "";

    public string ServiceStack => $"ServerlessRef-{Stage}";

    public string EdgeStack => $"ServerlessRef-{Stage}-Edge";

    public Dictionary<string, object> Context() => new()
    {
        ["stage"] = Stage,
        ["region"] = Region,
        ["architecture"] = Architecture,
        ["allowStandins"] = AllowStandIns,
        ["domainName"] = DomainName,
        ["hostedZoneId"] = HostedZoneId,
        ["alarmEmail"] = AlarmEmail,
        ["notificationMails"] = NotificationMails,
        ["notificationPhones"] = NotificationPhones,
        ["mailFrom"] = MailFrom,
        ["personalDataDays"] = PersonalDataDays,
        ["seatsPerPool"] = SeatsPerPool,
        ["mfa"] = Mfa,
        ["passwordLength"] = PasswordLength,
        ["parts"] = Parts,
    };
}
