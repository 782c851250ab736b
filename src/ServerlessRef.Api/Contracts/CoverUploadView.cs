namespace ServerlessRef.Api.Contracts;

/// <summary>A form to post a cover with.</summary>
/// <param name="Id">The upload.</param>
/// <param name="Url">Where to post it, as <c>multipart/form-data</c>.</param>
/// <param name="Fields">Fields of the form, all of them, before the field <c>file</c>.</param>
/// <param name="MaxBytes">Largest file that is taken.</param>
/// <param name="ExpiresAt">When the form ends, in UTC.</param>
internal sealed record CoverUploadView(string Id, string Url, IReadOnlyDictionary<string, string> Fields, long MaxBytes, string ExpiresAt);
