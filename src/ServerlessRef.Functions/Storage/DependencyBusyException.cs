namespace ServerlessRef.Functions.Storage;

/// <summary>A service we depend on did not take the work in the attempts we give it; the client is asked to come again.</summary>
/// <param name="message">Which work, and how often it was tried.</param>
public sealed class DependencyBusyException(string message, Exception? inner = null) : Exception(message, inner);
