using Amazon.CDK.AWS.APIGateway;
using Constructs;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>What bodies of answers look like. The fuzzer holds every answer to them, so they cannot say less or more than is sent.</summary>
internal sealed class ResponseModels : Construct
{
    public const string Health = "Health";

    public const string Event = "Event";

    public const string EventPage = "EventPage";

    public const string NewRegistration = "NewRegistration";

    public const string Registration = "Registration";

    public const string AttendeePage = "AttendeePage";

    public const string Job = "Job";

    public const string NoticeList = "NoticeList";

    public const string CoverUpload = "CoverUpload";

    public const string NewWaitlistEntry = "NewWaitlistEntry";

    public const string WaitlistEntry = "WaitlistEntry";

    private static readonly Dictionary<string, Func<JsonSchema>> Answers = new()
    {
        [Health] = () => AnswerSchemas.Health,
        [Event] = () => AnswerSchemas.Event,
        [EventPage] = () => AnswerSchemas.Page(AnswerSchemas.Event),
        [NewRegistration] = () => AnswerSchemas.NewRegistration,
        [Registration] = () => AnswerSchemas.Registration,
        [AttendeePage] = () => AnswerSchemas.Page(AnswerSchemas.Attendee),
        [Job] = () => AnswerSchemas.Job,
        [NoticeList] = () => AnswerSchemas.NoticeList,
        [CoverUpload] = () => AnswerSchemas.CoverUpload,
        [NewWaitlistEntry] = () => AnswerSchemas.NewWaitlistEntry,
        [WaitlistEntry] = () => AnswerSchemas.WaitlistEntry,
    };

    private readonly RestApi _api;
    private readonly Dictionary<string, Model> _models = [];

    public ResponseModels(Construct scope, string id, ResponseModelsProps props)
        : base(scope, id)
    {
        _api = props.Api;
    }

    /// <summary>Made when the first route asks for it: a route that is left out leaves none behind.</summary>
    public IModel Named(string name) => _models.TryGetValue(name, out var known) ? known : Add(name, Answers[name]());

    /// <summary>One model for each set of problems a status of some route can carry.</summary>
    public IModel ForProblems(string route, IReadOnlyList<ProblemType> problems)
    {
        var name = ProblemSchema.NameOf(route, problems);
        return _models.TryGetValue(name, out var known) ? known : Add(name, ProblemSchema.Of(problems), "application/problem+json");
    }

    private Model Add(string name, JsonSchema schema, string contentType = "application/json") => _models[name] = new Model(this, name, new ModelProps
    {
        RestApi = _api,
        // Exported documents call the schema by this name.
        ModelName = name,
        ContentType = contentType,
        Schema = schema,
    });
}
