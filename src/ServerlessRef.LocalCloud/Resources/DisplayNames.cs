using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Names for people: the construct's, else the logical id without the hash CDK adds.</summary>
internal static partial class DisplayNames
{
    // Ids of constructs that only wrap what their parent names.
    private static readonly string[] Wrappers = ["Resource", "Default", "Function", "Handler"];

    public static string Of(Resource resource)
    {
        if (resource.Stack.ConstructPath(resource.LogicalId) is { } path)
        {
            var segments = path.Split('/').ToList();
            while (segments.Count > 2 && Wrappers.Contains(segments[^1], StringComparer.Ordinal))
            {
                segments.RemoveAt(segments.Count - 1);
            }

            return segments[^1];
        }

        var name = Hash().Replace(resource.LogicalId, "");
        return name.EndsWith("Function", StringComparison.Ordinal) && name.Length > "Function".Length ? name[..^"Function".Length] : name;
    }

    [GeneratedRegex("(?<=.)[0-9A-F]{8}$")]
    private static partial Regex Hash();
}
