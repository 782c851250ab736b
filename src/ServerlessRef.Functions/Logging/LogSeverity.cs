namespace ServerlessRef.Functions.Logging;

/// <summary>How much a line matters, ascending. <c>AWS_LAMBDA_LOG_LEVEL</c> names the lowest that is written; default Information.</summary>
public enum LogSeverity
{
    Debug,
    Information,
    Warning,
    Error,
}
