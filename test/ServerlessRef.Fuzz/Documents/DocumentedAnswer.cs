namespace ServerlessRef.Fuzz.Documents;

/// <summary>A status with one content type, as the document has it.</summary>
/// <param name="ContentType">Null: no body.</param>
/// <param name="Headers">Those that are always sent.</param>
/// <param name="Schema">Null: not JSON.</param>
internal sealed record DocumentedAnswer(int Status, string? ContentType, IReadOnlyList<string> Headers, AnswerSchema? Schema);
