using System.Collections;

namespace Amazon.Lambda.RuntimeSupport;

internal static class ProcessEnvironment
{
    /// <summary>The variables of this process as they are now.</summary>
    public static Dictionary<string, string> Read()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);

        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string)variable.Value;
        }

        return variables;
    }
}
