namespace ServerlessRef.Infrastructure.Settings;

/// <summary>The only input of the templates besides the sources; read from CDK context (<c>-c key=value</c> or cdk.json).</summary>
internal sealed record DeploymentSettings
{
    /// <summary>Context <c>stage</c>: <c>dev</c> or <c>prod</c>. Default <c>dev</c>.</summary>
    public DeploymentStage Stage { get; init; } = DeploymentStage.Dev;

    /// <summary>Context <c>region</c>: where everything but WebACL, certificate and access logs lives. Default <c>eu-central-1</c>.</summary>
    public string Region { get; init; } = "eu-central-1";

    /// <summary>Context <c>assets</c>: folder with one folder per function, relative to the repository. Default <c>artifacts/functions</c>.</summary>
    public string AssetsDirectory { get; init; } = "artifacts/functions";

    /// <summary>Context <c>architecture</c>: <c>x86_64</c> or <c>arm64</c>, of the functions. Default <c>x86_64</c>.</summary>
    public string Architecture { get; init; } = "x86_64";

    /// <summary>Context <c>domainName</c>: the site's own host name. Default: CloudFront's.</summary>
    public string? DomainName { get; init; }

    /// <summary>Context <c>hostedZoneId</c>: Route 53 zone of <see cref="DomainName"/>; a certificate and the alias records are made in it.</summary>
    public string? HostedZoneId { get; init; }

    /// <summary>Context <c>certificateArn</c>: an issued certificate in us-east-1, for a domain whose DNS lies elsewhere.</summary>
    public string? CertificateArn { get; init; }

    /// <summary>Context <c>alarmEmail</c>: who is told about alarms. Default: nobody is subscribed.</summary>
    public string? AlarmEmail { get; init; }

    /// <summary>
    /// Context <c>notificationMails</c>: mail addresses, separated by commas, that get a mail when an event is full, a seat is freed or a job
    /// failed; at most 20. Default: none. SNS asks each to confirm first (https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html).
    /// </summary>
    public IReadOnlyList<string> NotificationMails { get; init; } = [];

    /// <summary>
    /// Context <c>notificationPhones</c>: telephone numbers in E.164 form, separated by commas, that get an SMS when an event is full or a job
    /// failed; at most 20. Default: none. SNS bills each message and begins in a sandbox (https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html).
    /// </summary>
    public IReadOnlyList<string> NotificationPhones { get; init; } = [];

    /// <summary>
    /// Context <c>mailFrom</c>: the mail address attendees get their tickets from. It, or its domain, must be verified in SES in the service's
    /// region (https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html), and an account in SES's sandbox reaches verified receivers
    /// only. Default: none, no mail is sent. Applied by SES, and by the worker's role, which may send as nobody else.
    /// </summary>
    public string? MailFrom { get; init; }

    /// <summary>Context <c>allowStandins</c>: <c>true</c> lets native binaries built from stand-in packages be deployed. Default <c>false</c>.</summary>
    public bool AllowStandIns { get; init; }

    /// <summary>
    /// Context <c>personalDataDays</c>: days after an event's start when DynamoDB deletes its registrations, with names and mail addresses;
    /// 1–3,650. Default 30. Exported lists end after as many days, at most 7. Applied by the Api function, which writes the time to live,
    /// and by S3's lifecycle rules (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html: within a few days of it).
    /// </summary>
    public int PersonalDataDays { get; init; } = 30;

    /// <summary>
    /// Context <c>seatsPerPool</c>: seats up to which an event is one item that takes every sign-up; a larger one is spread over as many
    /// pools as it takes, at most 16. 1–100,000. Default 500: given away within 5 s at the 100 transactions a second one item takes. Fewer
    /// let more sign-ups through at once and cost a read more per pool. Applied by the Api function when it creates an event
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html).
    /// </summary>
    public int SeatsPerPool { get; init; } = 500;

    /// <summary>
    /// Context <c>offerMinutes</c>: minutes a seat is kept for whom of the waitlist it is offered to; 1–1,440. Default 60. Shorter passes
    /// seats on faster, longer lets more people answer. Never beyond the start of the event. Applied by the Promotion function and the
    /// workflow that waits for the answer (https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token).
    /// </summary>
    public int OfferMinutes { get; init; } = 60;

    /// <summary>
    /// Context <c>parts</c>: which of <c>covers</c>, <c>notifications</c> and <c>waitlist</c> the service has, separated by commas, or
    /// <c>none</c>. Default: all. The waitlist needs notifications. A part left out leaves no resource and bills nothing, and the page
    /// does not offer it. Applied by the service's stack and, as <c>features</c> of <c>config.json</c>, by the page (docs/adr/0042).
    /// </summary>
    public ServiceParts Parts { get; init; } = new();

    /// <summary>
    /// Context <c>mfa</c>: <c>optional</c> offers organisers a second factor by app, <c>required</c> makes them set one up when they next
    /// sign in. Default <c>optional</c>. Applied by Cognito (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html).
    /// </summary>
    public bool RequireMfa { get; init; }

    /// <summary>
    /// Context <c>passwordLength</c>: fewest characters of an organiser's password, 12–99. Default 14. Applied by Cognito to every new
    /// password (https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html).
    /// </summary>
    public int PasswordLength { get; init; } = 14;

    /// <summary>Reads and checks all settings; every problem found is added, so that one run shows them all.</summary>
    /// <param name="context">Value of a context key, null where absent.</param>
    public static DeploymentSettings Read(Func<string, object?> context, ICollection<string> problems)
    {
        var reader = new SettingsReader(context, problems);
        var defaults = new DeploymentSettings();

        var settings = new DeploymentSettings
        {
            Stage = reader.OneOf("stage", "dev", "prod") == "prod" ? DeploymentStage.Prod : DeploymentStage.Dev,
            Region = reader.Matching("region", "^[a-z]{2}(-[a-z]+)+-[1-9]$", "a region such as eu-central-1") ?? defaults.Region,
            AssetsDirectory = reader.Text("assets") ?? defaults.AssetsDirectory,
            Architecture = reader.OneOf("architecture", "x86_64", "arm64"),
            DomainName = reader.Matching("domainName", @"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$", "a host name in lower case such as tickets.example.org"),
            HostedZoneId = reader.Matching("hostedZoneId", "^Z[A-Z0-9]{5,31}$", "the id of a Route 53 hosted zone such as Z0123456789ABC"),
            CertificateArn = reader.Matching("certificateArn", "^arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[0-9a-f-]{36}$", "the ARN of an ACM certificate in us-east-1, the only region CloudFront takes certificates from"),
            AlarmEmail = reader.Matching("alarmEmail", @"^[^@\s]+@[^@\s]+\.[^@\s]+$", "a mail address"),
            NotificationMails = reader.ListMatching("notificationMails", @"^[^@\s]+@[^@\s]+\.[^@\s]+$", "mail addresses"),
            NotificationPhones = reader.ListMatching("notificationPhones", @"^\+[1-9][0-9]{6,14}$", "telephone numbers such as +4915112345678"),
            MailFrom = reader.Matching("mailFrom", @"^[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,63}$", "a mail address of letters, digits and . _ % + -, without a name, such as tickets@example.org"),
            AllowStandIns = reader.OneOf("allowStandins", "false", "true") == "true",
            PersonalDataDays = reader.WholeNumber("personalDataDays", defaults.PersonalDataDays, 1, 3650),
            SeatsPerPool = reader.WholeNumber("seatsPerPool", defaults.SeatsPerPool, 1, 100_000),
            OfferMinutes = reader.WholeNumber("offerMinutes", defaults.OfferMinutes, 1, 1440),
            Parts = ServiceParts.Read(reader, problems),
            RequireMfa = reader.OneOf("mfa", "optional", "required") == "required",
            PasswordLength = reader.WholeNumber("passwordLength", defaults.PasswordLength, 12, 99),
        };

        CheckDomain(settings, problems);
        CheckReceivers(settings, problems);
        return settings;
    }

    private static void CheckReceivers(DeploymentSettings settings, ICollection<string> problems)
    {
        string[] receivers = [.. settings.NotificationMails, .. settings.NotificationPhones];
        if (!settings.Parts.Notifications && receivers.Length > 0)
        {
            problems.Add($"Context 'notificationMails' and 'notificationPhones' name '{string.Join("', '", receivers)}', but 'parts' leaves notifications out. Add notifications to parts, or take the receivers out.");
        }
    }

    private static void CheckDomain(DeploymentSettings settings, ICollection<string> problems)
    {
        if (settings.DomainName is null && (settings.HostedZoneId ?? settings.CertificateArn) is { } orphan)
        {
            problems.Add($"Context 'domainName' is missing, but '{orphan}' was given for it. Add -c domainName=<host name>, or leave hostedZoneId and certificateArn out.");
        }

        if (settings is { HostedZoneId: not null, CertificateArn: not null })
        {
            problems.Add("Context 'hostedZoneId' and 'certificateArn' are both set; a site has one certificate. Give hostedZoneId to have it made, or certificateArn to use yours.");
        }

        if (settings is { DomainName: { } domain, HostedZoneId: null, CertificateArn: null })
        {
            problems.Add($"Context 'domainName' is '{domain}', but a site needs a certificate for it. Add -c hostedZoneId=<Route 53 zone> to have one made, or -c certificateArn=<ARN in us-east-1>.");
        }
    }
}
