using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Conditions;

/// <summary>The <c>#names</c> and <c>:values</c> one request defines, and which of them its expressions used.</summary>
internal sealed class ExpressionScope(JsonElement? names, JsonElement? values)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Used => _used;

    public string Name(string placeholder, string expression)
    {
        _used.Add(placeholder);
        return names is { } defined && defined.TryGetProperty(placeholder, out var name)
            ? name.GetString()!
            : throw Invalid(expression, $"An expression attribute name used in the document path is not defined; attribute name: {placeholder}");
    }

    public AttributeValue Value(string placeholder, string expression)
    {
        _used.Add(placeholder);
        return values is { } defined && defined.TryGetProperty(placeholder, out var value)
            ? AttributeValue.From(value)
            : throw Invalid(expression, $"An expression attribute value used in expression is not defined; attribute value: {placeholder}");
    }

    /// <exception cref="AwsError">A name or value is defined and no expression uses it.</exception>
    public void RequireAllUsed()
    {
        Require(names, "ExpressionAttributeNames");
        Require(values, "ExpressionAttributeValues");
    }

    public static AwsError Invalid(string expression, string problem) => new("ValidationException", 400, $"Invalid {expression}: {problem}");

    private void Require(JsonElement? defined, string parameter)
    {
        var unused = defined?.EnumerateObject().Select(entry => entry.Name).Where(name => !_used.Contains(name)).ToList() ?? [];
        if (unused.Count > 0)
        {
            throw new AwsError("ValidationException", 400, $"Value provided in {parameter} unused in expressions: keys: {{{string.Join(", ", unused)}}}");
        }
    }
}
