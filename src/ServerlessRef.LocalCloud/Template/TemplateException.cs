namespace ServerlessRef.LocalCloud.Template;

/// <summary>One value of a template cannot be worked out; caught where the place is known and added to the problems.</summary>
internal sealed class TemplateException(string message) : Exception(message);
