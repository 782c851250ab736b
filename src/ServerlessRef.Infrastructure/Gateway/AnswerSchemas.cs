using Amazon.CDK.AWS.APIGateway;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>Schemas of what routes answer (JSON Schema draft 4, the one API Gateway takes).</summary>
internal static class AnswerSchemas
{
    /// <summary>ISO 8601 in UTC, to the second.</summary>
    private const string UtcPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$";

    private static readonly string[] FormFields =
        ["Content-Type", "Policy", "key", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-security-token", "x-amz-signature"];

    public static JsonSchema Health => Whole(new()
    {
        ["status"] = OneOf("ok"),
        ["version"] = Text,
    });

    public static JsonSchema Event => Whole(new()
    {
        ["id"] = Id("evt"),
        ["title"] = new JsonSchema { Type = JsonSchemaType.STRING, MinLength = 1, MaxLength = Limits.TitleMaxLength },
        ["startsAt"] = new JsonSchema { Type = JsonSchemaType.STRING, Pattern = UtcPattern },
        ["capacity"] = new JsonSchema { Type = JsonSchemaType.INTEGER, Minimum = 1, Maximum = Limits.CapacityMax },
        ["seatsLeft"] = new JsonSchema { Type = JsonSchemaType.INTEGER, Minimum = 0, Maximum = Limits.CapacityMax },
        ["cover"] = Cover,
    });

    public static JsonSchema NewRegistration => Whole(new()
    {
        ["id"] = Id("reg"),
        ["eventId"] = Id("evt"),
        ["name"] = Name,
        ["status"] = OneOf("confirmed"),
        ["ticketJobId"] = Id("job"),
        ["cancellationToken"] = new JsonSchema { Type = JsonSchemaType.STRING, Pattern = "^[A-Za-z0-9_-]{43}$" },
    });

    public static JsonSchema Registration => Whole(new()
    {
        ["id"] = Id("reg"),
        ["eventId"] = Id("evt"),
        ["name"] = OrNull(Name),
        ["status"] = OneOf("confirmed", "cancelled"),
        ["ticket"] = Ticket,
    });

    public static JsonSchema NewWaitlistEntry => Whole(new()
    {
        ["id"] = Id("wai"),
        ["eventId"] = Id("evt"),
        ["name"] = Name,
        ["status"] = OneOf(WaitlistStatus.Queued, WaitlistStatus.Failed),
        ["cancellationToken"] = new JsonSchema { Type = JsonSchemaType.STRING, Pattern = "^[A-Za-z0-9_-]{43}$" },
    });

    public static JsonSchema WaitlistEntry => Whole(new()
    {
        ["id"] = Id("wai"),
        ["eventId"] = Id("evt"),
        ["status"] = OneOf([.. WaitlistStatus.All]),
        ["position"] = OrNull(new JsonSchema { Type = JsonSchemaType.INTEGER, Minimum = 1 }),
        ["offeredUntil"] = OrNull(new JsonSchema { Type = JsonSchemaType.STRING, Pattern = UtcPattern }),
        ["registrationId"] = OrNull(Id("reg")),
        ["ticketJobId"] = OrNull(Id("job")),
    });

    public static JsonSchema Attendee => Whole(new()
    {
        ["id"] = Id("reg"),
        ["name"] = Name,
        ["email"] = new JsonSchema { Type = JsonSchemaType.STRING, MinLength = 3, MaxLength = Limits.EmailMaxLength, Pattern = "@" },
        ["status"] = OneOf("confirmed"),
        ["ticket"] = Ticket,
    });

    public static JsonSchema Job => Whole(new()
    {
        ["id"] = Id("job"),
        ["type"] = OneOf([.. Limits.JobTypes]),
        ["status"] = OneOf("pending", "running", "done", "failed"),
        ["attempts"] = new JsonSchema { Type = JsonSchemaType.INTEGER, Minimum = 0 },
        ["result"] = OrNull(new JsonSchema { Type = JsonSchemaType.STRING, Pattern = "^https?://" }),
        ["error"] = OrNull(Text),
    });

    public static JsonSchema NoticeList => Whole(new()
    {
        ["items"] = new JsonSchema
        {
            Type = JsonSchemaType.ARRAY,
            MaxItems = Limits.NoticesShown,
            Items = Whole(new()
            {
                ["id"] = Text,
                ["type"] = OneOf([.. NoticeTypes.Told]),
                ["occurredAt"] = new JsonSchema { Type = JsonSchemaType.STRING, Pattern = UtcPattern },
                ["capacity"] = new JsonSchema { Type = JsonSchemaType.INTEGER, Minimum = 1, Maximum = Limits.CapacityMax },
                ["seatsLeft"] = new JsonSchema { Type = JsonSchemaType.INTEGER, Minimum = 0, Maximum = Limits.CapacityMax },
                ["jobType"] = OrNull(Text),
                ["reason"] = OrNull(Text),
            }),
        },
    });

    /// <summary>A form for S3; the fields are what its documentation asks for (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html).</summary>
    public static JsonSchema CoverUpload => Whole(new()
    {
        ["id"] = Id("cov"),
        ["url"] = new JsonSchema { Type = JsonSchemaType.STRING, Pattern = "^https?://" },
        ["fields"] = Whole(FormFields.ToDictionary(name => name, IJsonSchema (_) => Text)),
        ["maxBytes"] = new JsonSchema { Type = JsonSchemaType.INTEGER, Minimum = 1, Maximum = CoverContract.MaxBytes },
        ["expiresAt"] = new JsonSchema { Type = JsonSchemaType.STRING, Pattern = UtcPattern },
    });

    private static JsonSchema Cover => Whole(new()
    {
        ["status"] = OneOf([.. CoverContract.Statuses]),
        ["reason"] = OrNull(OneOf([.. CoverContract.Reasons])),
        ["pictures"] = new JsonSchema
        {
            Type = JsonSchemaType.ARRAY,
            MaxItems = 3,
            Items = Whole(new() { ["width"] = Pixels, ["height"] = Pixels, ["webp"] = Picture("webp"), ["jpeg"] = Picture("jpeg") }),
        },
    });

    private static JsonSchema Pixels => new() { Type = JsonSchemaType.INTEGER, Minimum = 1, Maximum = 3840 };

    private static JsonSchema Picture(string ending) => new() { Type = JsonSchemaType.STRING, Pattern = $"^/{CoverContract.PicturePrefix}evt_[0-9a-z]{{26}}/cov_[0-9a-z]{{26}}-[0-9a-f]{{16}}/[0-9]+\\.{ending}$" };

    private static JsonSchema Text => new() { Type = JsonSchemaType.STRING, MinLength = 1 };

    /// <summary>Derived ids: a prefix and 128 bits in base32.</summary>
    private static JsonSchema Id(string prefix) => new() { Type = JsonSchemaType.STRING, Pattern = $"^{prefix}_[0-9a-z]{{26}}$" };

    private static JsonSchema Name => new() { Type = JsonSchemaType.STRING, MinLength = 1, MaxLength = Limits.NameMaxLength };

    private static JsonSchema Ticket => OrNull(Whole(new() { ["code"] = Text, ["issuedAt"] = new JsonSchema { Type = JsonSchemaType.STRING, Pattern = UtcPattern } }));

    /// <summary>A page of a list; <c>nextCursor</c> is left out on the last one.</summary>
    public static JsonSchema Page(JsonSchema item) => new()
    {
        Type = JsonSchemaType.OBJECT,
        Required = ["items"],
        Properties = new Dictionary<string, IJsonSchema>
        {
            ["items"] = new JsonSchema { Type = JsonSchemaType.ARRAY, MaxItems = Limits.PageMax, Items = item },
            ["nextCursor"] = Text,
        },
    };

    private static JsonSchema OneOf(params string[] values) => new() { Type = JsonSchemaType.STRING, Enum = values };

    /// <summary>Draft 4 has no nullable: a schema or null.</summary>
    private static JsonSchema OrNull(JsonSchema schema) => new() { OneOf = [schema, new JsonSchema { Type = JsonSchemaType.NULL }] };

    /// <summary>An object that always has all of its members.</summary>
    private static JsonSchema Whole(Dictionary<string, IJsonSchema> members) => new()
    {
        Type = JsonSchemaType.OBJECT,
        Required = [.. members.Keys],
        Properties = members,
    };
}
