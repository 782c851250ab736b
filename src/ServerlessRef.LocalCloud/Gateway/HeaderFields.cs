using System.Collections;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>HTTP header fields in order; names compare without case and may repeat.</summary>
internal sealed class HeaderFields : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    public HeaderFields()
    {
    }

    public HeaderFields(IEnumerable<KeyValuePair<string, string>> fields) => _fields.AddRange(fields);

    /// <summary>The first value of a field; null when it is absent.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in _fields)
            {
                if (Same(field.Key, name))
                {
                    return field.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Names and values, as the sizes of CloudFront and API Gateway count them.</summary>
    public int TotalBytes => _fields.Sum(pair => pair.Key.Length + pair.Value.Length);

    public bool Contains(string name) => _fields.Exists(field => Same(field.Key, name));

    /// <summary>All values, joined as one list (RFC 9110 section 5.3); empty when absent.</summary>
    public string Joined(string name) => string.Join(", ", All(name));

    public IEnumerable<string> All(string name) => _fields.Where(field => Same(field.Key, name)).Select(field => field.Value);

    public void Add(string name, string value) => _fields.Add(new(name, value));

    public void Set(string name, string value)
    {
        Remove(name);
        Add(name, value);
    }

    public void Remove(string name) => _fields.RemoveAll(field => Same(field.Key, name));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
