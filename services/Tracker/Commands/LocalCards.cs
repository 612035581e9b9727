using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Tracker.Commands;

/// <summary>The NVIDIA cards of this machine, as <c>nvidia-smi</c> reports them.</summary>
internal static class LocalCards
{
    private const string Program = "nvidia-smi";
    private const string Query = "name,memory.total,memory.used,compute_cap,driver_version,power.limit";
    private const int Columns = 6;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <exception cref="InvalidOperationException">The program is not there, does not answer, or says something else.</exception>
    public static async Task<IReadOnlyList<LocalCard>> ReadAsync(CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(s_patience);
        using Process process = Start();
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{Program} failed with code {process.ExitCode}: {FirstLine($"{await errors}\n{output}")}");
            return [.. output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{Program} did not answer within {s_patience.TotalSeconds:0} s");
        }
    }

    private static Process Start()
    {
        ProcessStartInfo start = new(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add($"--query-gpu={Query}");
        start.ArgumentList.Add("--format=csv,noheader,nounits");
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"{Program} is not on this machine, or not on its PATH: the cards cannot be read. It comes with NVIDIA's driver");
        }
    }

    private static LocalCard Parse(string line)
    {
        string[] parts = line.Split(',', StringSplitOptions.TrimEntries);
        // A name has no comma in it; if one ever does, the other columns are still counted from the end.
        if (parts.Length < Columns || Whole(parts[^5]) is not int total)
            throw new InvalidOperationException($"{Program} printed a line that is not '{Query}': {FirstLine(line)}");
        return new()
        {
            Name = string.Join(", ", parts[..^5]),
            MemoryMib = total,
            UsedMib = Whole(parts[^4]),
            ComputeCapability = Known(parts[^3]),
            Driver = Known(parts[^2]),
            PowerLimitWatts = double.TryParse(parts[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double watts) ? watts : null,
        };
    }

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    // What a card does not tell is written as [N/A] or [Not Supported].
    private static string? Known(string text) => text.StartsWith('[') ? null : text;

    private static string FirstLine(string text) => text.Trim().Split('\n')[0] is { Length: > 200 } first ? first[..200] : text.Trim().Split('\n')[0];
}

/// <summary>A card of this machine.</summary>
internal sealed record LocalCard
{
    public required string Name { get; init; }

    /// <summary>Its entry in the catalogue; null where it has none, or more than one.</summary>
    public string? Gpu { get; init; }

    public required int MemoryMib { get; init; }

    public required int? UsedMib { get; init; }

    public required string? ComputeCapability { get; init; }

    public required string? Driver { get; init; }

    public required double? PowerLimitWatts { get; init; }

    /// <summary>Where the card and its entry differ, or why it has none.</summary>
    public string? Remark { get; init; }
}
