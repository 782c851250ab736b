namespace ServerlessRef.Functions.Http;

/// <summary>One method of one resource and what answers it.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Resource">The gateway's template, compared as text: matching paths is the gateway's work.</param>
public sealed record Route(string Method, string Resource, Func<ApiRequest, CancellationToken, Task<ApiResponse>> Handle);
