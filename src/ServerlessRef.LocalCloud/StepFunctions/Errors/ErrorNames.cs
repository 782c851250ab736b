namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Names of errors: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html</summary>
internal static class ErrorNames
{
    public const string All = "States.ALL";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string NoChoiceMatched = "States.NoChoiceMatched";
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";
    public const string Runtime = "States.Runtime";
    public const string TaskFailed = "States.TaskFailed";
    public const string Timeout = "States.Timeout";

    /// <summary>Whether a Retry or a Catch of these names is meant: a runtime error ends every execution, and the limit of data is no "all".</summary>
    public static bool Matches(IReadOnlyList<string> wanted, string error) => error != Runtime && wanted.Any(name =>
        name == error
        || (name == All && error != DataLimitExceeded)
        || (name == TaskFailed && error is not (Timeout or DataLimitExceeded)));

    /// <summary>Names of a Retry or a Catch, as the service takes them: States.ALL stands alone, and last.</summary>
    public static IReadOnlyList<string> Read(StateFields fields, bool isLast)
    {
        var names = fields.Texts("ErrorEquals");
        if (names.Count == 0)
        {
            fields.Problem("ErrorEquals is required and names at least one error");
        }

        if (names.Contains(All, StringComparer.Ordinal) && (names.Count > 1 || !isLast))
        {
            fields.Problem($"{All} must stand alone in ErrorEquals, in the last entry");
        }

        return names;
    }
}
