using System.Diagnostics;
using System.Text;

namespace ServerlessRef.LocalCloud.Engines;

/// <summary>What the engines' process writes to standard error: logged, and its beginning kept for the message of a failed start.</summary>
internal sealed class NodeErrorOutput
{
    private const int KeptCharacters = 2_000;

    private readonly StringBuilder _kept = new();
    private readonly Task _reading;

    public NodeErrorOutput(Process process, ILogger log) => _reading = ReadAsync(process.StandardError, log);

    /// <summary>Complete once the process has ended.</summary>
    public async Task<string> TextAsync()
    {
        await _reading;
        return _kept.ToString().Trim();
    }

    private async Task ReadAsync(StreamReader errors, ILogger log)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            if (_kept.Length < KeptCharacters)
            {
                _kept.AppendLine(line);
            }

            log.LogWarning("engines: {Line}", line);
        }
    }
}
