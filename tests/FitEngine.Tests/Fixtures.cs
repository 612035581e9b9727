using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

/// <summary>Measured facts copied with their sources.</summary>
internal static class Fixtures
{
    public static IReadOnlyDictionary<string, GpuSpec> Gpus { get; } = Rows("measured_gpus.csv").ToDictionary(
        row => row[0],
        row => new GpuSpec
        {
            Id = row[0],
            Name = row[0],
            Stack = row[2] == "Unified" ? "metal" : "cuda",
            MemoryGb = double.Parse(row[1]),
            MemoryClass = Enum.Parse<MemoryClass>(row[2]),
            BandwidthGbPerS = double.Parse(row[3]),
        });

    /// <summary>llama.cpp measurements; a null value ran out of memory.</summary>
    public static IReadOnlyList<Measured> Decode(string file) =>
        [.. Rows(file).Where(row => row[5].StartsWith("decode", StringComparison.Ordinal)).Select(row => new Measured
        {
            Gpu = Gpus[row[0]],
            Count = int.Parse(row[1]),
            Model = row[3] == "Llama-3-8B" ? KnownModels.Llama3_8B : KnownModels.Llama3_70B,
            Dtype = row[4],
            Value = row[6] == "OOM" ? null : double.Parse(row[6]),
        })];

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", file)).Skip(1).Select(line => line.Split(','));
}

/// <summary>One measured row.</summary>
internal sealed record Measured
{
    public required GpuSpec Gpu { get; init; }

    public required int Count { get; init; }

    public required ModelSpec Model { get; init; }

    public required string Dtype { get; init; }

    public required double? Value { get; init; }

    public FitResult Ask(int context) =>
        Tests.Ask.About(Model, Gpu, Count, Dtype, context, engine: "llama.cpp");
}
