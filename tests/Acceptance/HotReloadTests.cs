using Tracker.Acceptance.Programs;

namespace Tracker.Acceptance;

/// <summary>The configuration is edited while the program runs.</summary>
public sealed class HotReloadTests
{
    [Fact]
    public async Task Edited_configuration_takes_effect_without_restart_and_a_bad_edit_does_not()
    {
        using TrackerFolder folder = new();
        Directory.Delete(Path.Combine(folder.Config, "sources"), recursive: true);
        await using TrackerProgram program = TrackerProgram.Start(folder, null, "run", "--urls", "http://127.0.0.1:0");
        await Eventually.HoldsAsync("the first evaluation", () => folder.Count("evaluations") > 0, Describe);

        folder.Write("gpus/invented-x1.yaml",
            """
            id: invented-x1
            name: Invented X1 128 GB
            vendor: Invented
            stack: cuda
            memory_gb: 128
            bandwidth_gb_per_s: 2000
            standing: launched
            price: {amount: "9000.00", currency: USD, date: 2026-11-01}
            source: a test
            """);
        await Eventually.HoldsAsync("the new card is evaluated", () => folder.Count("evaluations WHERE scoreboard LIKE '%invented-x1%'") == 1, Describe, seconds: 20);

        folder.Write("gpus/invented-x2.yaml", "id: invented-x2\nnme: a slip\n");
        await Eventually.HoldsAsync("the slip is shown with its place", () => program.Errors.Contains("invented-x2.yaml:2:1: unknown key 'nme'", StringComparison.Ordinal), Describe, seconds: 20);
        program.Errors.ShouldContain("stays in force");
        folder.Count("evaluations WHERE scoreboard LIKE '%invented-x1%'").ShouldBe(1);

        string Describe() => program.Output + program.Errors;
    }
}
