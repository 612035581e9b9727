using Tracker.Contracts;

namespace Tracker.FitEngine.Tests;

/// <summary>Runs against out of memory, on every row of data/fit_measured.csv.</summary>
public sealed class MeasuredFitTests
{
    public static TheoryData<string> Files => ["fit_measured.csv", "split_measured.csv", "apple_measured.csv"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Fits_agrees_with_every_measured_row(string file)
    {
        IReadOnlyList<Measured> rows = Fixtures.Decode(file);
        rows.Count.ShouldBeGreaterThan(9);

        foreach (Measured row in rows)
        {
            FitResult result = row.Ask(context: 1024);
            result.Fits.ShouldBe(row.Value is not null, $"{row.Count} x {row.Gpu.Name}, {row.Model.Name} {row.Dtype}: {result.Reason}");
        }
    }
}
