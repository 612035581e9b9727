using Tracker.Contracts;
using Tracker.FitEngine.Engines;
using Tracker.FitEngine.Speed;

namespace Tracker.FitEngine.Tests.Speed;

/// <summary>
/// The shipped constants of llama.cpp come from data/fit_measured.csv, and the form predicts cards it has not seen: each
/// card is left out in turn, the constants found on the others, and its rows compared.
/// </summary>
public sealed class CalibrationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Gddr")]
    [InlineData("Hbm")]
    public void Shipped_constants_are_those_of_the_measured_rows(string memory)
    {
        DecodeProfile shipped = DecodeProfiles.For(InferenceEngine.LlamaCpp, Enum.Parse<MemoryClass>(memory))!;

        Calibration found = Calibration.Of(Rows(memory));

        output.WriteLine($"{memory}: found {found.BandwidthShare:0.000} and {found.LayerSeconds * 1e6:0.0} µs a layer; shipped {shipped.BandwidthShare} and {shipped.LayerSeconds * 1e6:0} µs");
        shipped.BandwidthShare.ShouldBe(found.BandwidthShare, 0.03);
        shipped.LayerSeconds.ShouldBe(found.LayerSeconds, 15e-6);
    }

    [Theory]
    [InlineData("Gddr")]
    [InlineData("Hbm")]
    public void Band_holds_nine_of_ten_rows_of_cards_left_out(string memory)
    {
        double halfWidth = DecodeProfiles.For(InferenceEngine.LlamaCpp, Enum.Parse<MemoryClass>(memory))!.HalfWidth;
        IReadOnlyList<Measured> rows = Rows(memory);
        List<double> errors = [];
        foreach (IGrouping<string, Measured> card in rows.GroupBy(row => row.Gpu.Id))
        {
            Calibration others = Calibration.Of(rows.Where(row => row.Gpu.Id != card.Key));
            foreach (Measured row in card)
            {
                double error = (row.Value!.Value / others.Predict(row)) - 1;
                output.WriteLine($"{row.Gpu.Name,-14}{row.Model.Name,-12}{row.Dtype,-7}{row.Value,8:0.00} against {others.Predict(row),8:0.00}: {error,7:+0.0%;-0.0%}");
                errors.Add(Math.Abs(error));
            }
        }
        double inside = errors.Count(error => error <= halfWidth) / (double)errors.Count;
        output.WriteLine($"{memory}, each card left out: {inside:0%} of {errors.Count} rows within ± {halfWidth:0%}; mean error {errors.Average():0.0%}, largest {errors.Max():0.0%}");
        inside.ShouldBeGreaterThanOrEqualTo(0.9);
    }

    private static IReadOnlyList<Measured> Rows(string memory) =>
        [.. Fixtures.Decode("fit_measured.csv").Where(row => row.Value is not null && row.Gpu.MemoryClass.ToString() == memory)];
}
