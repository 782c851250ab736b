using System.Diagnostics;
using System.Globalization;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>
/// Ends function processes when this process dies without saying goodbye (kill -9, a crash). A shell waits on a pipe whose other end only this process
/// holds: its closing is the death notice. An idle function would notice the missing Runtime API by itself; one that hangs in its handler would not.
/// </summary>
/// <remarks>Windows has no such shell: there an idle function ends by itself, and a hanging one outlives a killed host.</remarks>
internal sealed class OrphanGuard : IAsyncDisposable
{
    // Ctrl+C reaches the whole process group; the guard has to outlive this process by a moment.
    private const string Script = """
        trap '' INT TERM HUP
        pids=' '
        while read -r operation pid; do
          case $operation in
            +) pids="$pids$pid " ;;
            -) case $pids in *" $pid "*) pids="${pids%% $pid *} ${pids#* $pid }" ;; esac ;;
          esac
        done
        for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
        """;

    private readonly Process? _shell;
    private readonly Lock _lock = new(); // guards writes to the shell
    private bool _closed; // guarded by _lock

    private OrphanGuard(Process? shell) => _shell = shell;

    public static OrphanGuard Start()
    {
        if (OperatingSystem.IsWindows())
        {
            return new OrphanGuard(null);
        }

        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", Script },
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        return new OrphanGuard(Process.Start(start));
    }

    public void Add(int processId) => Tell('+', processId);

    /// <summary>To be called before the process id can be given to another process.</summary>
    public void Remove(int processId) => Tell('-', processId);

    public async ValueTask DisposeAsync()
    {
        if (_shell is null)
        {
            return;
        }

        lock (_lock)
        {
            _closed = true;
            _shell.StandardInput.Close();
        }

        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private void Tell(char operation, int processId)
    {
        if (_shell is null)
        {
            return;
        }

        lock (_lock)
        {
            if (_closed)
            {
                return; // the last process told its end a moment late
            }

            try
            {
                _shell.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{operation} {processId}\n"));
                _shell.StandardInput.Flush();
            }
            catch (IOException)
            {
                // Somebody ended the shell: functions run on, without this protection.
            }
        }
    }
}
