namespace ServerlessRef.Worker.Results;

/// <summary>A file a job produced.</summary>
/// <param name="Extension">Without the dot.</param>
/// <param name="FileName">What a browser calls the download.</param>
internal sealed record ResultDocument(byte[] Content, string Extension, string ContentType, string FileName);
