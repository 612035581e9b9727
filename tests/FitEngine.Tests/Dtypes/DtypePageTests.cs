using Tracker.FitEngine.Dtypes;

namespace Tracker.FitEngine.Tests.Dtypes;

public sealed class DtypePageTests
{
    [Fact]
    public void Page_of_the_documentation_is_made_from_the_rows()
    {
        string made = Path.Combine(AppContext.BaseDirectory, "dtypes.md");
        File.WriteAllText(made, DtypePage.Write());

        File.ReadAllText(Path.Combine(Repository(), "docs", "dtypes.md")).ShouldBe(
            File.ReadAllText(made), $"where the rows were meant to change, copy {made} over docs/dtypes.md");
    }

    [Theory]
    [InlineData("8.6", "FlashAttention 3", DtypeSupport.No)]
    [InlineData("9.0", "FlashAttention 3", DtypeSupport.Native)]
    [InlineData("12.0", "FlashAttention 2", DtypeSupport.Native)]
    [InlineData("12.0", "FlashAttention 4", DtypeSupport.No)]
    [InlineData("10.3", "FlashAttention 4", null)]
    public void Attention_kernel_runs_where_a_source_says_so(string chip, string kernel, object? expected) =>
        ((object?)SupportTable.Attention.Find(chip, "cuda", Engines.InferenceEngine.Vllm, kernel)?.Support).ShouldBe(expected);

    [Fact]
    public void Every_row_is_on_the_page()
    {
        string page = DtypePage.Write();

        SupportTable.Dtypes.All.Concat(SupportTable.Attention.All).ShouldAllBe(row => page.Contains(row.Value.Source, StringComparison.Ordinal));
    }

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Tracker.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder.ShouldNotBeNull();
    }
}
