using System.Net;
using System.Net.Sockets;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>A port, taken before what serves it starts: templates resolve to its address, and a taken port is known at once.</summary>
internal sealed class LoopbackSocket : IDisposable
{
    private LoopbackSocket(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)Socket.LocalEndPoint!).Port}/");

    /// <param name="port">0: any free one.</param>
    /// <exception cref="StartupException">The port is taken or may not be used.</exception>
    public static LoopbackSocket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));

            // Two sockets may share a port until both listen; listening now makes a conflict show here.
            socket.Listen(512);
            return new LoopbackSocket(socket);
        }
        catch (SocketException problem)
        {
            socket.Dispose();
            throw new StartupException([$"Port {port} of 127.0.0.1 cannot be used ({problem.SocketErrorCode}). End what uses it, or choose another one with --port N (0 takes a free one)."]);
        }
    }

    public void Dispose() => Socket.Dispose();
}
