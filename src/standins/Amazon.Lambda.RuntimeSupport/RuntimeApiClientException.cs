namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API refused a call.</summary>
public class RuntimeApiClientException : Exception
{
    internal RuntimeApiClientException(string message, int statusCode, string response)
        : base(message)
    {
        StatusCode = statusCode;
        Response = response;
    }

    public int StatusCode { get; }

    /// <summary>Body of the refusal.</summary>
    public string Response { get; }
}
