using System.Diagnostics;
using System.Text;

namespace Tracker.Acceptance.Programs;

/// <summary>The program itself, as a process of its own.</summary>
internal sealed class TrackerProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private TrackerProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public int ExitCode => _process.ExitCode;

    public static TrackerProgram Start(TrackerFolder folder, IReadOnlyDictionary<string, string>? environment, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tracker.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        TrackerProgram program = new(Process.Start(start)!);
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<TrackerProgram> RunAsync(TrackerFolder folder, params string[] arguments) =>
        await RunAsync(folder, input: "", arguments);

    /// <summary>Runs the program to its end with a text on its standard input.</summary>
    public static async Task<TrackerProgram> RunAsync(TrackerFolder folder, string input, string[] arguments) =>
        await RunAsync(folder, null, input, arguments);

    /// <summary>Runs the program to its end with variables and a text on its standard input.</summary>
    public static async Task<TrackerProgram> RunAsync(
        TrackerFolder folder, IReadOnlyDictionary<string, string>? environment, string input, string[] arguments)
    {
        TrackerProgram program = Start(folder, environment, arguments);
        await program._process.StandardInput.WriteAsync(input);
        program._process.StandardInput.Close();
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(120));
        await program._process.WaitForExitAsync(deadline.Token);
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // Only the process started here, by its id.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
