namespace ServerlessRef.Checks;

/// <summary>The check itself could not be done; its message says what to mend.</summary>
internal sealed class CheckException(string message) : Exception(message);
