namespace ServerlessRef.LocalCloud.Functions;

/// <summary>One line a function wrote, or the platform wrote about it.</summary>
/// <param name="RequestId">The newest invocation of its environment at that moment; null during INIT.</param>
/// <param name="Stream"><c>stdout</c>, <c>stderr</c> or <c>platform</c>.</param>
internal sealed record LogLine(DateTimeOffset Time, string EnvironmentId, string? RequestId, string Stream, string Text);
