namespace ServerlessRef.LocalCloud.DevConsole;

/// <summary>A request the console refuses; becomes <c>application/problem+json</c>.</summary>
internal sealed class ConsoleProblem(int status, string code, string title, string detail) : Exception(detail)
{
    public static ConsoleProblem BadRequest(string detail) => new(400, "invalid-request", "The request is not valid", detail);

    public static ConsoleProblem NotFound(string detail) => new(404, "not-found", "There is nothing at this address", detail);

    public static ConsoleProblem Forbidden(string detail) => new(403, "forbidden", "This way in is closed", detail);

    public static ConsoleProblem Unavailable(string detail) => new(503, "unavailable", "An engine does not answer", detail);

    public IResult ToResult() => Results.Json(
        new ProblemResponse($"/problems/{code}", title, status, Message),
        ConsoleJson.Default.ProblemResponse,
        "application/problem+json",
        status);
}
