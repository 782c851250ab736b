using Amazon.CDK.AWS.APIGateway;
using Constructs;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>
/// What bodies must look like, from the same numbers the domain's rules read. A schema is never stricter than the domain:
/// it counts code points where the domain counts UTF-16 units, and leaves the meaning of a date or an address to it.
/// </summary>
internal sealed class RequestModels : Construct
{
    public const string Event = "EventRequest";

    public const string Registration = "RegistrationRequest";

    public const string Job = "JobRequest";

    public const string Cover = "CoverRequest";

    private static readonly Dictionary<string, Func<RestApi, Model>> Makers = new()
    {
        [Event] = CreateEvent,
        [Registration] = CreateRegistration,
        [Job] = CreateJob,
        [Cover] = CreateCover,
    };

    private readonly RestApi _api;
    private readonly Dictionary<string, Model> _models = [];

    public RequestModels(Construct scope, string id, RequestModelsProps props)
        : base(scope, id)
    {
        BodyAndParameters = props.Api.AddRequestValidator("BodyAndParameters", new RequestValidatorOptions { ValidateRequestBody = true, ValidateRequestParameters = true });
        Parameters = props.Api.AddRequestValidator("Parameters", new RequestValidatorOptions { ValidateRequestBody = false, ValidateRequestParameters = true });
        _api = props.Api;
    }

    public RequestValidator BodyAndParameters { get; }

    public RequestValidator Parameters { get; }

    /// <summary>Made when the first route asks for it: a route that is left out leaves none behind.</summary>
    public IModel Named(string name)
    {
        if (!_models.TryGetValue(name, out var model))
        {
            model = Makers[name](_api);
            _models.Add(name, model);
        }

        return model;
    }

    private static Model CreateEvent(RestApi api) => api.AddModel("EventModel", Body(Event, new()
    {
        ["title"] = Text(1, Limits.TitleMaxLength),
        ["startsAt"] = new JsonSchema { Type = JsonSchemaType.STRING, MinLength = 1 },
        ["capacity"] = new JsonSchema { Type = JsonSchemaType.INTEGER, Minimum = 1, Maximum = Limits.CapacityMax },
    }));

    private static Model CreateRegistration(RestApi api) => api.AddModel("RegistrationModel", Body(Registration, new()
    {
        ["name"] = Text(1, Limits.NameMaxLength),
        ["email"] = new JsonSchema { Type = JsonSchemaType.STRING, MinLength = 3, MaxLength = Limits.EmailMaxLength, Pattern = "@" },
    }));

    private static Model CreateJob(RestApi api) => api.AddModel("JobModel", Body(Job, new()
    {
        ["type"] = new JsonSchema { Type = JsonSchemaType.STRING, Enum = [.. Limits.JobTypes] },
    }));

    private static Model CreateCover(RestApi api) => api.AddModel("CoverModel", Body(Cover, new()
    {
        ["contentType"] = new JsonSchema { Type = JsonSchemaType.STRING, Enum = [.. CoverContract.ContentTypes] },
    }));

    /// <summary>An object that needs all of its properties.</summary>
    private static ModelOptions Body(string name, Dictionary<string, IJsonSchema> properties) => new()
    {
        // Exported documents call the schema by this name.
        ModelName = name,
        ContentType = "application/json",
        Schema = new JsonSchema
        {
            Schema = JsonSchemaVersion.DRAFT4,
            Type = JsonSchemaType.OBJECT,
            Required = [.. properties.Keys],
            Properties = properties,
        },
    };

    private static JsonSchema Text(int min, int max) => new() { Type = JsonSchemaType.STRING, MinLength = min, MaxLength = max };
}
