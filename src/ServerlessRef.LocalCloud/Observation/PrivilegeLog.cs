using System.Text.Json;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Aws.Iam;

namespace ServerlessRef.LocalCloud.Observation;

/// <summary>
/// Which statement let which action through, and what was denied, as lines of JSON in a file of this process alone: each distinct line
/// once, on disk before the call is answered, so that a killed process leaves what it saw. `dotnet dev.cs privileges` compares them with
/// what the roles allow.
/// </summary>
internal sealed class PrivilegeLog : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _lines = new(StringComparer.Ordinal); // guarded by _lock
    private readonly StreamWriter _file; // guarded by _lock
    private readonly string _roles;

    private PrivilegeLog(StreamWriter file, string roles) => (_file, _roles) = (file, roles);

    /// <param name="directory">Made where it does not exist; other processes write to it too.</param>
    /// <param name="assembly">The cloud assembly that runs: lines count only for the roles they were recorded under.</param>
    public static PrivilegeLog Create(string directory, string assembly)
    {
        Directory.CreateDirectory(directory);
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(directory, $"{Environment.ProcessId}-{number}.jsonl");
            if (!File.Exists(path))
            {
                return new(new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read)) { AutoFlush = true }, RoleFingerprint.Of(assembly));
            }
        }
    }

    /// <summary>A decision about permissions that a call or a service needs.</summary>
    public void Add(PolicyEvaluator policies, Caller caller, IReadOnlyList<IamCheck> checks, Denial? denial)
    {
        if (denial is not null)
        {
            Write(new(_roles, caller.RoleArn[(caller.RoleArn.LastIndexOf('/') + 1)..], denial.Action, null, denial.Reason));
            return;
        }

        foreach (var check in checks)
        {
            Write(new(_roles, caller.RoleArn[(caller.RoleArn.LastIndexOf('/') + 1)..], check.Action, policies.AllowedBy(caller, check), null));
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private void Write(Line line)
    {
        var text = JsonSerializer.Serialize(line, JsonSerializerOptions.Web);
        lock (_lock)
        {
            if (_lines.Add(text))
            {
                _file.WriteLine(text);
            }
        }
    }

    /// <param name="Statement">Logical id of the policy and number of the statement; null: denied.</param>
    private sealed record Line(string Roles, string Role, string Action, string? Statement, string? Denied);
}
