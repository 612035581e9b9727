using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tracker.Acceptance.Programs;

/// <summary>A RabbitMQ broker of a test's own: its ports, its data and its name service, gone with the test.</summary>
internal sealed class PrivateRabbitMq : IAsyncDisposable
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly string _folder;
    private readonly List<Process> _processes = [];

    private PrivateRabbitMq(string folder, int port)
    {
        _folder = folder;
        Port = port;
    }

    public static bool IsInstalled => File.Exists(Server);

    public int Port { get; }

    /// <summary>The settings with which the program reaches this broker.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["Transport"] = "RabbitMq",
        ["RabbitMq__Host"] = "127.0.0.1",
        ["RabbitMq__Port"] = $"{Port}",
    };

    public static async Task<PrivateRabbitMq> StartAsync()
    {
        PrivateRabbitMq broker = new(Directory.CreateTempSubdirectory("rabbit").FullName, FreePort());
        int names = FreePort();
        int distribution = FreePort();
        Dictionary<string, string> environment = new()
        {
            ["HOME"] = broker._folder,
            ["ERL_EPMD_PORT"] = $"{names}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = $"tracker{broker.Port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{broker.Port}",
            ["RABBITMQ_DIST_PORT"] = $"{distribution}",
            ["RABBITMQ_MNESIA_BASE"] = broker._folder,
            ["RABBITMQ_LOG_BASE"] = broker._folder,
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(broker._folder, "plugins"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(broker._folder, "rabbitmq.conf"),
        };
        // The broker would leave a name service behind; this one is ours to end.
        broker.Launch("epmd", environment);
        broker.Launch(Server, environment);
        try
        {
            await Eventually.HoldsAsync("the broker answers", () => broker.Answers(), broker.Log, seconds: 90);
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
        return broker;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Process process in Enumerable.Reverse(_processes))
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
            process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private void Launch(string file, Dictionary<string, string> environment)
    {
        ProcessStartInfo start = new(file) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    // The AMQP greeting: a server that is up answers an unknown protocol with its own header.
    private bool Answers()
    {
        try
        {
            using TcpClient client = new() { ReceiveTimeout = 1000 };
            client.Connect(IPAddress.Loopback, Port);
            client.GetStream().Write("AMQP\0\0\0\0"u8);
            return client.GetStream().ReadByte() == 'A';
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private string Log() => string.Join('\n', Directory.GetFiles(_folder, "*.log").Select(File.ReadAllText));

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
